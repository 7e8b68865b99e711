"""A real browser of the Chromium family: its private windows are never read, its ordinary ones are."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.live.stage import Stage, raw_traces, staged, stored_traces
from tests.xvfb import wait_until

pytestmark = [pytest.mark.models, pytest.mark.display, pytest.mark.timeout(400)]

ORDINARY, PRIVATE = "Compost delivery", "Moonstone clinic"


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A desktop with a bus on which programs may announce their windows."""
    if not (shutil.which("chromium") and Path("/usr/libexec/at-spi-bus-launcher").exists()):
        pytest.skip("not installed: chromium, at-spi2-core")
    with staged(tmp_path) as made:
        yield made


def browse(stage: Stage, folder: Path, words: str, place: tuple[int, int], *switches: str) -> None:
    """Open a page in a browser of its own."""
    folder = folder / words.split(maxsplit=1)[0]
    folder.mkdir()
    page = folder / "page.html"
    page.write_text(f"<title>{words}</title><h2>{words}</h2><p>{words} comes on Friday at ten</p>")
    window = [f"--window-position={place[0]},{place[1]}", "--window-size=600,560"]
    bus = {"DBUS_SESSION_BUS_ADDRESS": stage.bus, "HOME": str(folder)}
    stage.desktop.chromium(*switches, *window, page.as_uri(), title=words, **bus)


def test_defect_16_a_private_window_never_reaches_the_store(stage: Stage, tmp_path: Path) -> None:
    """With Inkling running first, an ordinary page is read and a private one beside it never is."""
    stage.start()
    stage.wait_for_frames(2)
    browse(stage, tmp_path, PRIVATE, (660, 20), "--incognito")
    browse(stage, tmp_path, ORDINARY, (20, 20))
    stage.wait_for_text(f"{ORDINARY} comes on Friday")
    stage.wait_for_frames(2)
    assert not stage.has_read("Moonstone")
    stage.home.stop()
    assert stored_traces(stage.home, ["Moonstone"]) == []
    assert stored_traces(stage.home, ["Compost"]) != []
    assert raw_traces(stage.home.folder, ["Moonstone", "Compost"]) == []


def test_a_browser_that_ran_before_is_painted_over_and_the_fix_is_told(stage: Stage, tmp_path: Path) -> None:
    """Chromium announces nothing when it was not asked before its start: nothing of it is read, and doctor tells."""
    browse(stage, tmp_path, ORDINARY, (20, 20))
    stage.desktop.window("Reminders", "Water the plants", (700, 100, 300, 200), app="Reminders")
    stage.start()
    stage.wait_for_text("Water the plants")

    def advice() -> list[dict[str, str]]:
        checks = stage.home.run("doctor", "--json").json()["checks"]
        return [check for check in checks if check["name"] == "browser"]

    found = wait_until(advice, 60, "doctor speaks of the browser")
    assert found[0]["status"] == "warn"
    assert "start it again" in found[0]["fix"]
    assert "start it again" in stage.status()["state_why"]
    assert not stage.has_read("Compost")
    stage.home.stop()
    assert stored_traces(stage.home, ["Compost"]) == []
