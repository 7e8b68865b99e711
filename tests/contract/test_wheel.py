"""The wheel works alone: installed into a fresh environment, run outside the checkout."""

from __future__ import annotations

import json
import os
import site
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from assistant import __version__, catalog, paths

ROOT = Path(__file__).resolve().parents[2]


def run(*command: str | Path, cwd: Path, env: dict[str, str] | None = None, timeout: float = 120) -> str:
    """Run a command that must succeed, and give its stdout."""
    words = [str(word) for word in command]
    done = subprocess.run(words, capture_output=True, text=True, timeout=timeout, cwd=cwd, env=env, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without the network from the working tree."""
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def inkling(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of a fresh environment that has the wheel.

    Its dependencies come from this environment's folder through a .pth file, which shares the packages and not the
    editable install of the checkout (that is a .pth file itself, and those are not read twice).
    """
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder, symlinks=True)
    home = Path(next(folder.glob("lib/python3*/site-packages")))
    (home / "shared.pth").write_text("\n".join(site.getsitepackages()) + "\n", encoding="utf-8")
    python = folder / "bin" / "python"
    run(python, "-m", "pip", "install", "--no-deps", "--no-index", "--quiet", wheel, cwd=folder)
    where = run(python, "-I", "-c", "import assistant; print(assistant.__file__)", cwd=folder)
    assert str(folder) in where, "the environment sees the checkout, not the wheel"
    return folder / "bin" / "inkling"


def outside(tmp_path: Path) -> dict[str, str]:
    """The environment of a new user who has the models already."""
    return {
        "HOME": str(tmp_path),
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "INKLING_MODELS": str(paths.model_cache()),
    }


def test_the_wheel_carries_what_it_needs(wheel: Path) -> None:
    """Catalogue, stylesheets, sample day and licence travel; tests and weights do not."""
    names = zipfile.ZipFile(wheel).namelist()
    assert "assistant/_models/catalog.toml" in names
    assert "assistant/sample_day/manifest.jsonl" in names
    assert sum(name.startswith("assistant/sample_day/") and name.endswith(".png") for name in names) >= 24
    assert any(name.endswith(".tcss") for name in names)
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "packaging/")) or name.endswith(".gguf")]


def test_version_from_the_wheel(inkling: Path, tmp_path: Path) -> None:
    """`inkling --version` answers outside the checkout."""
    assert __version__ in run(inkling, "--version", cwd=tmp_path, env=outside(tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.models
@pytest.mark.timeout(600)
def test_demo_from_the_wheel(inkling: Path, tmp_path: Path) -> None:
    """`inkling demo --json` replays the carried day outside the checkout: beliefs come out, secrets do not."""
    if not (paths.model_cache() / catalog.load().default(catalog.Role.MIND).file).is_file():
        pytest.skip("the default models are not there: make models")
    shown = run(inkling, "demo", "--json", cwd=tmp_path, env=outside(tmp_path), timeout=580)
    result = json.loads(shown)
    truth = json.loads((paths.sample_day() / "truth.json").read_text(encoding="utf-8"))
    assert result["summary"]["frames"] >= 24
    assert result["propositions"]
    withheld = [entry["text"] for part in ("secrets", "hidden_text") for entry in truth[part]]
    assert [text for text in withheld if text in shown] == []
