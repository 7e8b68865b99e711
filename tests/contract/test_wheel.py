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


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without the network from the working tree."""
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
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
    install = [str(python), "-m", "pip", "install", "--no-deps", "--no-index", "--quiet", str(wheel)]
    done = subprocess.run(install, capture_output=True, text=True, timeout=120, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    where = subprocess.run(
        [str(python), "-I", "-c", "import assistant; print(assistant.__file__)"],
        capture_output=True,
        text=True,
        cwd=folder,
    )
    assert str(folder) in where.stdout, "the environment sees the checkout, not the wheel"
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
    done = subprocess.run(
        [str(inkling), "--version"], capture_output=True, text=True, timeout=60, cwd=tmp_path, env=outside(tmp_path)
    )
    assert done.returncode == 0, done.stderr
    assert __version__ in done.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.models
@pytest.mark.timeout(600)
def test_demo_from_the_wheel(inkling: Path, tmp_path: Path) -> None:
    """`inkling demo --json` replays the carried day outside the checkout: beliefs come out, secrets do not."""
    if not (paths.model_cache() / catalog.load().default(catalog.Role.MIND).file).is_file():
        pytest.skip("the default models are not there: make models")
    done = subprocess.run(
        [str(inkling), "demo", "--json"],
        capture_output=True,
        text=True,
        timeout=580,
        cwd=tmp_path,
        env=outside(tmp_path),
    )
    assert done.returncode == 0, done.stderr[-2000:]
    result = json.loads(done.stdout)
    truth = json.loads((paths.sample_day() / "truth.json").read_text(encoding="utf-8"))
    assert result["summary"]["frames"] >= 24
    assert result["propositions"]
    kept = [
        entry["text"] for part in ("secrets", "hidden_text") for entry in truth[part] if entry["text"] in done.stdout
    ]
    assert kept == []
