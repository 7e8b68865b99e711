"""The only place that knows where files live.

``INKLING_HOME`` puts everything under one folder; without it the platform's own places are used.
Nothing is created at import; :meth:`Home.create` makes the folders with mode 0700.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from assistant.errors import RefusedError

APP = "inkling"


@dataclass(frozen=True, slots=True)
class Home:
    """Every location that belongs to one Inkling home."""

    config: Path
    data: Path
    state: Path
    runtime: Path
    portable: bool
    """True under ``INKLING_HOME``: such a home never touches the OS keyring."""

    @property
    def config_file(self) -> Path:
        """The user's settings."""
        return self.config / "config.toml"

    @property
    def database(self) -> Path:
        """The encrypted store."""
        return self.data / "inkling.db"

    @property
    def key_file(self) -> Path:
        """How the key is found (its source, salt, and in file mode the key itself)."""
        return self.data / "key.json"

    @property
    def ballast(self) -> Path:
        """Room that is given back when the disk is full, so that forgetting still works."""
        return self.data / "ballast"

    @property
    def lock(self) -> Path:
        """Held by the kernel for the running daemon."""
        return self.state / "daemon.lock"

    @property
    def log_file(self) -> Path:
        """The daemon's log; it never holds text from the screen."""
        return self.state / "inkling.log"

    @property
    def socket(self) -> Path:
        """The control channel. Unix socket paths may have about 104 bytes, hence the runtime folder."""
        return self.runtime / "control.sock"

    def create(self) -> None:
        """Make the folders, owner-only; refuse folders that others can enter or that are not ours."""
        for folder in (self.config, self.data, self.state, self.runtime):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            check_private(folder)


def check_private(folder: Path) -> None:
    """Raise :class:`RefusedError` unless ``folder`` is the user's own and closed to everybody else."""
    if os.name != "posix":
        return
    info = folder.stat()
    if info.st_uid != os.getuid():
        raise RefusedError(f"{folder} belongs to another user.", "Set INKLING_HOME to a folder of your own.")
    if stat.S_IMODE(info.st_mode) & 0o077:
        raise RefusedError(f"Others can enter {folder}.", f"Close it: chmod 700 '{folder}'")


def home(environ: dict[str, str] | None = None) -> Home:
    """The home that the environment names; nothing is created."""
    env = os.environ if environ is None else environ
    root = env.get("INKLING_HOME")
    if root:
        base = Path(root).expanduser().absolute()
        runtime = base / "run"
        if len(os.fsencode(runtime)) > 90:
            runtime = _short_runtime(base)
        return Home(base / "config", base / "data", base / "state", runtime, portable=True)
    dirs = platformdirs.PlatformDirs(APP, appauthor=False)
    runtime_root = env.get("XDG_RUNTIME_DIR")
    runtime = Path(runtime_root) / APP if runtime_root else dirs.user_state_path / "run"
    return Home(dirs.user_config_path, dirs.user_data_path, dirs.user_state_path, runtime, portable=False)


def _short_runtime(base: Path) -> Path:
    """A runtime folder with a path short enough for a socket, one for each long home."""
    import hashlib
    import tempfile

    name = hashlib.blake2b(os.fsencode(base), digest_size=8).hexdigest()
    return Path(tempfile.gettempdir()) / f"{APP}-{os.getuid()}-{name}"


def model_cache(environ: dict[str, str] | None = None) -> Path:
    """Where downloaded weights live: shared by all homes, outside the repository."""
    env = os.environ if environ is None else environ
    chosen = env.get("INKLING_MODELS")
    return Path(chosen).expanduser().absolute() if chosen else platformdirs.user_cache_path(APP) / "models"


def shipped_models() -> Path:
    """The folder with the model catalogue: inside the wheel, or beside the package in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "_models"
    return inside if inside.is_dir() else package.parent / "models"


def sample_day() -> Path:
    """The recorded day that ``inkling demo`` replays."""
    return Path(__file__).resolve().parent / "sample_day"
