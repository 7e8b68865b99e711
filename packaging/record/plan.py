"""What one recorded day must say about itself; each folder of days/ holds one in its day.py, as DAY."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from made_up import Secrets

if TYPE_CHECKING:
    from apps import Desk
    from recorder import Recorder


@dataclass(frozen=True, slots=True)
class Hidden:
    """Words that are on the screen, or stood there once, but must never be learned."""

    frame: str
    """A frame's name."""
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Day:
    """One person's recorded day. Frames have names; ``truth.toml`` and ``pages/`` lie beside the script."""

    folder: Path
    """Where the script of the day is."""
    target: Path
    """Where the recording goes, from the root of the repository."""
    date: str
    zone: str
    user: dict[str, Any]
    """The content of user.json."""
    tabs: dict[str, str]
    """The browser's tabs: name of the page and address."""
    private: frozenset[str]
    """Words of private browser windows' titles: the browser marks them nowhere else."""
    secrets: Secrets
    files: Callable[[Path, Secrets], Path]
    """Writes the person's files into a home folder and gives the work folder."""
    prepare: Callable[[Desk], None]
    """Tells each page what to show first."""
    live: Callable[[Desk, Recorder, Path, Secrets], None]
    """Uses the desktop from morning to evening."""
    shown_secrets: tuple[Hidden, ...]
    """Secrets in the pictures; ``why`` is their kind."""
    hidden: tuple[Hidden, ...]
    """Texts of windows that are excluded."""
    borrowed: tuple[Path, ...] = ()
    """Folders of other days' pages that this one uses too; its own come first."""
    size: tuple[int, int] = (1440, 900)
    """The screen in pixels."""
