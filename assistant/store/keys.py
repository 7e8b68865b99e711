"""Where the database key comes from. Chosen once, when the home is made, and never silently replaced.

``key.json`` records one of three sources:

- ``keyring``: a key in the operating system's keyring wraps the database key;
- ``passphrase``: a key derived with Argon2id wraps the database key;
- ``file``: the database key itself stands in the file, so only the file's mode protects it.

The database key is 256 random bits in all three. A source that does not give the key is :class:`LockedError`
with the way out, never a new key: a new key would mean a new, empty store in place of the old one.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from assistant.errors import LockedError, StoreError
from assistant.paths import Home, check_private
from assistant.store import keyrings

_FORMAT = 1
_SERVICE = "inkling"


class Source(StrEnum):
    """Who keeps the key."""

    KEYRING = "keyring"
    PASSPHRASE = "passphrase"  # noqa: S105 - a name, not a secret
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Key:
    """The unlocked database key. ``raw`` has 32 bytes and never shows in a representation."""

    raw: bytes = field(repr=False)
    source: Source


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess of the passphrase costs: passes over ``memory_kib`` KiB in ``lanes`` threads."""

    passes: int = 3
    memory_kib: int = 64 * 1024
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class Description:
    """How the store is protected, in words that promise nothing more than is true."""

    source: Source
    protected: bool
    words: str


def exists(home: Home) -> bool:
    """Whether this home has a key, and with it a store that must not be replaced."""
    return home.key_file.exists()


def create(home: Home, passphrase: str | None = None, *, cost: Cost | None = None) -> Key:
    """Make this home's key: by ``passphrase`` if given, else in a real keyring that answers, else in a file.

    A home under ``INKLING_HOME`` never touches the keyring.
    """
    if exists(home):
        raise StoreError("This home has a key already.", "Unlock it, or forget everything: inkling forget --all")
    if home.database.exists():
        raise _key_file_lost(home)
    check_private(home.data)
    raw = secrets.token_bytes(32)
    if passphrase is not None:
        record, source = _by_passphrase(raw, passphrase, cost or Cost()), Source.PASSPHRASE
    elif (kept := _by_keyring(home, raw)) is not None:
        record, source = kept, Source.KEYRING
    else:
        record, source = {"key": _text(raw)}, Source.FILE
    _write(home.key_file, {"format": _FORMAT, "source": source, "store": "expected", **record})
    return Key(raw, source)


def unlock(home: Home, passphrase: str | None = None) -> Key:
    """The key of this home's store; :class:`LockedError` with the way out when its source does not give it."""
    record = _read(home)
    try:
        source = Source(record["source"])
        match source:
            case Source.FILE:
                return Key(_key(_bytes(record["key"])), source)
            case Source.PASSPHRASE:
                return Key(_key(_unwrap_by_passphrase(record, passphrase)), source)
            case Source.KEYRING:
                return Key(_key(_unwrap_by_keyring(record)), source)
    except (KeyError, TypeError, ValueError):
        raise _unreadable(home) from None


def describe(home: Home) -> Description:
    """Who keeps this home's key and whether that protects it."""
    source = Source(_read(home)["source"])
    words = {
        Source.KEYRING: "Encrypted; the key is in the system's keyring, open to your programs while you are logged in.",
        Source.PASSPHRASE: "Encrypted; the key is protected by your passphrase.",
        Source.FILE: "Encrypted, but unprotected: the key lies in a file beside the store, closed to other users only.",
    }
    return Description(source, source is not Source.FILE, words[source])


def keyring_answers(home: Home) -> bool:
    """Whether a new key of this home would be kept in a keyring, so that no passphrase need be asked for."""
    return not home.portable and keyrings.answering() is not None


def store_expected(home: Home) -> bool:
    """True from the key's creation until the store's: only then may an absent store be made."""
    return _read(home).get("store") == "expected"


def store_made(home: Home) -> None:
    """Record that the store exists, so that from now on its absence is an error."""
    _write(home.key_file, {**_read(home), "store": "made"})


def _by_passphrase(raw: bytes, passphrase: str, cost: Cost) -> dict[str, Any]:
    if not passphrase:
        raise LockedError("The passphrase is empty.", "Choose one with at least one character.")
    salt = secrets.token_bytes(16)
    kdf = {"name": "argon2id", "passes": cost.passes, "memory_kib": cost.memory_kib, "lanes": cost.lanes}
    return {"kdf": kdf, "salt": _text(salt), "wrapped": _wrap(_derive(passphrase, salt, cost), raw)}


def _unwrap_by_passphrase(record: dict[str, Any], passphrase: str | None) -> bytes:
    if passphrase is None:
        raise LockedError("The store is locked by a passphrase.", "Set INKLING_PASSPHRASE, or run this in a terminal.")
    kdf = record["kdf"]
    cost = Cost(int(kdf["passes"]), int(kdf["memory_kib"]), int(kdf["lanes"]))
    if not (1 <= cost.passes <= 100 and 8 <= cost.memory_kib <= 4 * 1024 * 1024 and 1 <= cost.lanes <= 64):
        raise ValueError("cost")
    raw = _unwrap(_derive(passphrase, _bytes(record["salt"]), cost), record["wrapped"])
    if raw is None:
        raise LockedError("The passphrase is wrong.", "Try again. Without it the store cannot be opened by anybody.")
    return raw


def _by_keyring(home: Home, raw: bytes) -> dict[str, Any] | None:
    if home.portable:
        return None
    account = secrets.token_hex(8)
    wrapping = secrets.token_bytes(32)
    backend = keyrings.keep(_SERVICE, account, _text(wrapping))
    return None if backend is None else {"backend": backend, "account": account, "wrapped": _wrap(wrapping, raw)}


def _unwrap_by_keyring(record: dict[str, Any]) -> bytes:
    secret = keyrings.recall(record["backend"], _SERVICE, record["account"])
    raw = _unwrap(_bytes(secret), record["wrapped"])
    if raw is None:
        raise LockedError("The keyring's key does not fit this store.", "Put back the key.json of this store.")
    return raw


def _derive(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    kdf = Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib)
    return kdf.derive(passphrase.encode())


def _wrap(wrapping: bytes, raw: bytes) -> str:
    nonce = secrets.token_bytes(12)
    return _text(nonce + AESGCM(wrapping).encrypt(nonce, raw, _SERVICE.encode()))


def _unwrap(wrapping: bytes, wrapped: str) -> bytes | None:
    sealed = _bytes(wrapped)
    try:
        return AESGCM(wrapping).decrypt(sealed[:12], sealed[12:], _SERVICE.encode())
    except InvalidTag:
        return None


def _key(raw: bytes) -> bytes:
    if len(raw) != 32:
        raise ValueError("key length")
    return raw


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def _read(home: Home) -> dict[str, Any]:
    try:
        record = json.loads(home.key_file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise _key_file_lost(home) from None
    except (OSError, ValueError):
        raise _unreadable(home) from None
    if not isinstance(record, dict) or record.get("source") not in set(Source):
        raise _unreadable(home)
    if record.get("format") != _FORMAT:
        raise LockedError("key.json was written by a newer Inkling.", "Install the newer version again.")
    return record


def _write(path: Path, record: dict[str, Any]) -> None:
    """Replace ``path`` whole or not at all, mode 0600, on the disk before this returns."""
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(record, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have the disk remember the names in ``folder``: a file that was moved into place stays there."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _key_file_lost(home: Home) -> LockedError:
    if not home.database.exists():
        return LockedError("This home has no key yet.", "Start Inkling to make one: inkling start")
    return LockedError("The store is here but its key.json is missing.", f"Put it back from a backup: {home.key_file}")


def _unreadable(home: Home) -> LockedError:
    return LockedError("key.json cannot be read.", f"Put it back from a backup: {home.key_file}")
