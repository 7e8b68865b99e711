"""The operating system's keyring: only backends known to keep secrets encrypted, and only while they answer.

The ``keyring`` package chooses by itself among everything installed, which may include plain text; so the
backends are named here, and a call that waits for a dialog nobody sees is given up.
"""

from __future__ import annotations

import contextlib
import importlib
import threading
from collections.abc import Callable
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

    def first() -> str | None:
        return next((name for name in _BACKENDS if _answers(name)), None)

    return _in_time(first)


def keep(service: str, account: str, secret: str) -> str | None:
    """Put ``secret`` into a real keyring and read it back; the keyring's name, None where that failed."""
    name = answering()

    def kept() -> bool:
        backend = _load(name) if name else None
        if backend is None:
            return False
        backend.set_password(service, account, secret)
        return backend.get_password(service, account) == secret

    return name if _in_time(kept) else None


def recall(name: str, service: str, account: str) -> str:
    """The secret from the keyring ``name``; :class:`LockedError` where it does not give it."""

    def recalled() -> str | None:
        backend = _load(name) if name in _BACKENDS else None
        return None if backend is None else backend.get_password(service, account)

    secret = _in_time(recalled)
    if secret is None:
        raise LockedError(
            f"The keyring ({name if name in _BACKENDS else 'unknown'}) does not give the key.",
            "Log in to your desktop, unlock the keyring, and try again.",
        )
    return secret


def _answers(name: str) -> bool:
    with contextlib.suppress(Exception):
        backend = _load(name)
        if backend is not None:
            backend.get_password("inkling", "is anyone there")
            return True
    return False


def _load(name: str) -> Backend | None:
    """The backend, or None where it cannot run on this machine."""
    kind = getattr(importlib.import_module(_BACKENDS[name]), _CLASSES.get(name, "Keyring"))
    return cast(Backend, kind()) if kind.viable else None


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
