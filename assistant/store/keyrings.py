"""The operating system's keyring: only backends known to keep secrets encrypted, and only while they answer.

The ``keyring`` package chooses by itself among everything installed, which may include plain text; so the
backends are named here, and a call that waits for a dialog nobody sees is given up.
"""

from __future__ import annotations

import contextlib
import importlib
import threading
from collections.abc import Callable
from functools import partial
from typing import Protocol, TypeVar, cast

from assistant.errors import LockedError

PATIENCE = 3.0
"""Seconds that a keyring has to answer."""

_BACKENDS = {
    "SecretService": "keyring.backends.SecretService",
    "KWallet": "keyring.backends.kwallet",
    "macOS": "keyring.backends.macOS",
    "Windows": "keyring.backends.Windows",
}
_CLASSES = {"KWallet": "DBusKeyring", "Windows": "WinVaultKeyring"}
T = TypeVar("T")


class Backend(Protocol):
    """What is used of a keyring."""

    def get_password(self, service: str, username: str) -> str | None:
        """The secret, or None."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""
        ...


def answering() -> str | None:
    """The name of the first real keyring that answers; None where there is none."""
    for name in _BACKENDS:
        backend = _load(name)
        if backend is not None and _in_time(partial(_answers, backend)):
            return name
    return None


def keep(service: str, account: str, secret: str) -> str | None:
    """Put ``secret`` into a real keyring and read it back; the keyring's name, None where that failed."""
    name = answering()
    backend = _load(name) if name else None
    if backend is None:
        return None

    def kept() -> bool:
        backend.set_password(service, account, secret)
        return backend.get_password(service, account) == secret

    return name if _in_time(kept) else None


def recall(name: str, service: str, account: str) -> str:
    """The secret from the keyring ``name``; :class:`LockedError` where it does not give it."""
    backend = _load(name) if name in _BACKENDS else None
    secret = None if backend is None else _in_time(lambda: backend.get_password(service, account))
    if secret is None:
        raise LockedError(
            f"The keyring ({name if name in _BACKENDS else 'unknown'}) does not give the key.",
            "Log in to your desktop, unlock the keyring, and try again.",
        )
    return secret


def _answers(backend: Backend) -> bool:
    backend.get_password("inkling", "is anyone there")
    return True


def _load(name: str) -> Backend | None:
    """The backend, or None where it cannot run on this machine."""

    def build() -> Backend | None:
        kind = getattr(importlib.import_module(_BACKENDS[name]), _CLASSES.get(name, "Keyring"))
        return cast(Backend, kind()) if kind.viable else None

    return _in_time(build)


def _in_time(call: Callable[[], T]) -> T | None:
    """What ``call`` returns, or None when it fails or is still waiting after :data:`PATIENCE` seconds.

    A thread of its own, because a D-Bus call cannot be interrupted; it is a daemon so that it never delays the end.
    """
    result: list[T] = []

    def attempt() -> None:
        # Every backend fails with errors of its own, and all mean the same here: no answer.
        with contextlib.suppress(Exception):
            result.append(call())

    thread = threading.Thread(target=attempt, name="keyring", daemon=True)
    thread.start()
    thread.join(PATIENCE)
    return result[0] if result else None
