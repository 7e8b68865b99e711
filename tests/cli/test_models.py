"""Models on the command line: listed, found, verified; and a day with a model that is missing or damaged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant import catalog, paths
from tests.cli.conftest import serving
from tests.days import Day
from tests.home import TestHome
from tests.xvfb import Desktop, wait_until, x_desktop

pytestmark = pytest.mark.models

MIND = catalog.load().default(catalog.Role.MIND)
ASKED = "Could you please send me the lease contract by 10 March?"


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """A model cache of links to the real one; tests take links away and put damaged files in their place."""
    folder = tmp_path / "models"
    folder.mkdir(mode=0o700)
    for path in paths.model_cache().iterdir():
        if path.is_file() and path.name != "manifest.json":
            (folder / path.name).symlink_to(path)
    return folder


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    """A desktop of its own."""
    with x_desktop() as running:
        yield running


def harm(models: Path, how: str) -> None:
    """Damage the mind: ``missing``, ``truncated``, or ``altered`` by one bit."""
    path = models / MIND.file
    body = path.read_bytes()
    path.unlink()
    if how == "truncated":
        path.write_bytes(body[: len(body) // 2])
    elif how == "altered":
        middle = len(body) // 2
        path.write_bytes(body[:middle] + bytes([body[middle] ^ 1]) + body[middle + 1 :])


def mend(models: Path) -> None:
    """Put the whole model back."""
    path = models / MIND.file
    path.unlink(missing_ok=True)
    path.symlink_to(paths.model_cache() / MIND.file)


def test_list_path_and_verify(learned: TestHome) -> None:
    """Each model has a name, a role and whether it is here; the ones in use are whole."""
    rows = learned.run("models", "list", "--json").json()["models"]
    assert {"mind", "embed", "reader"} <= {row["role"] for row in rows if row["used"]}
    assert all(row["here"] for row in rows if row["used"])
    assert learned.run("models", "path").out.strip() == str(paths.model_cache())
    assert learned.run("models", "path", MIND.name).out.strip().endswith(MIND.file)
    verified = learned.run("models", "verify", "--json").json()["models"]
    assert all(row["ok"] for row in verified)
    assert MIND.name in {row["name"] for row in verified}


@pytest.mark.parametrize("command", ["path", "verify", "pull", "use"])
def test_an_unknown_model_is_named(tmp_path: Path, command: str) -> None:
    """A name that is not in the catalogue is an error that lists the names there are; nothing is fetched."""
    done = TestHome(tmp_path / "h").run("models", command, "smollm2-135")
    assert done.code in {1, 2}
    assert done.out == ""
    assert "smollm2-135m" in done.err


@pytest.mark.parametrize("how", ["missing", "truncated", "altered"])
def test_a_damaged_mind_is_refused_and_nothing_is_lost(
    models: Path, how: str, new_home: Callable[..., TestHome], tmp_path: Path
) -> None:
    """It is named with file and hash; reading, storing and searching go on; whole again, what waited is learned."""
    harm(models, how)
    home = new_home("h", INKLING_MODELS=str(models))
    verified = home.run("models", "verify", MIND.name)
    assert verified.code == 1
    assert MIND.file in verified.out
    if how == "altered":
        assert MIND.sha256 in verified.out + verified.err
    day = Day(tmp_path)
    day.frame(["From: Maria Keller <maria@example.org>", ASKED], title="lease contract - Mail")
    with serving(home):
        body = home.run("replay", str(tmp_path), "--until-idle", "--json").json()
        assert (body["read"], body["observations"], body["propositions"]) == (1, 1, 0)
        status: dict[str, Any] = home.run("status", "--json").json()
        assert (status["queue"], status["dead_letters"]) == (1, 0)
        assert MIND.file in status["model"]
        hits = home.run("search", "--json", "lease contract").json()["hits"]
        assert any(ASKED in hit["text"] for hit in hits)
        answer = home.run("ask", "--json", "What about the lease contract?").json()
        assert answer["abstained"] is False
    mend(models)
    assert home.run("replay", str(tmp_path), "--until-idle", "--json").json()["propositions"] == 1


@pytest.mark.display
def test_capture_goes_on_without_a_mind(desktop: Desktop, models: Path, new_home: Callable[..., TestHome]) -> None:
    """Live, the state says model_missing and names the file; frames are stored all the same."""
    harm(models, "missing")
    runtime = desktop.environment["XDG_RUNTIME_DIR"]
    home = new_home("h", INKLING_MODELS=str(models), DISPLAY=desktop.display, XDG_RUNTIME_DIR=runtime)
    desktop.window("Notes", "Call the roofer about the leak")
    assert home.run("start", "--consent").code == 0
    wait_until(lambda: home.run("status", "--json").json()["state"] == "model_missing", 40, "model_missing")
    wait_until(lambda: home.run("status", "--json").json()["last_frame"], 40, "a frame")
    shown = home.run("status").out
    assert MIND.file in shown
    assert "models pull" in shown
