"""Where files live, and who may enter."""

import os
from pathlib import Path

import pytest

from assistant import paths
from assistant.errors import RefusedError


def test_one_folder_holds_everything(tmp_path: Path) -> None:
    """With INKLING_HOME nothing lies anywhere else, and every folder is the owner's alone."""
    home = paths.home({"INKLING_HOME": str(tmp_path / "h")})
    home.create()
    for folder in (home.config, home.data, home.state, home.runtime):
        assert folder.is_relative_to(tmp_path / "h")
        assert folder.stat().st_mode & 0o777 == 0o700
    assert home.portable


def test_a_long_home_still_has_a_short_socket(tmp_path: Path) -> None:
    """Unix sockets have about 104 bytes for their path."""
    home = paths.home({"INKLING_HOME": str(tmp_path / ("long" * 40))})
    assert len(os.fsencode(home.socket)) < 104


def test_a_folder_that_others_can_enter_is_refused(tmp_path: Path) -> None:
    """An open folder is an error with the command that closes it."""
    folder = tmp_path / "h" / "data"
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    with pytest.raises(RefusedError) as caught:
        paths.home({"INKLING_HOME": str(tmp_path / "h")}).create()
    assert "chmod 700" in caught.value.hint


def test_without_a_home_the_platform_decides(tmp_path: Path) -> None:
    """Runtime files go where the session keeps them."""
    home = paths.home({"XDG_RUNTIME_DIR": str(tmp_path)})
    assert home.socket.is_relative_to(tmp_path)
    assert not home.portable
