"""The key: its source is chosen once, and a source that fails never leads to a new store."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import ExitCode, LockedError, RefusedError, StoreError
from assistant.paths import Home
from assistant.store import Store, keyrings, keys

CHEAP = keys.Cost(passes=1, memory_kib=64, lanes=1)


class Drawer:
    """A keyring of ten lines that answers, or not."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.fixture
def drawer(monkeypatch: pytest.MonkeyPatch) -> Drawer:
    """A machine whose only keyring is a drawer."""
    made = Drawer()
    monkeypatch.setattr(keyrings, "_load", lambda name: made if name == "SecretService" else None)
    return made


def test_without_passphrase_a_portable_home_uses_a_private_file(home: Home, drawer: Drawer) -> None:
    """A home under INKLING_HOME never touches the keyring, and says that it is unprotected."""
    key = keys.create(home)
    assert key.source is keys.Source.FILE
    assert stat.S_IMODE(home.key_file.stat().st_mode) == 0o600
    assert not keys.describe(home).protected
    assert "unprotected" in keys.describe(home).words
    assert not drawer.kept
    assert keys.unlock(home) == key


def test_passphrase_wraps_the_key(home: Home) -> None:
    """Only the right passphrase gives the key, and neither key nor passphrase stands in the file."""
    key = keys.create(home, "right words", cost=CHEAP)
    assert keys.unlock(home, "right words") == key
    assert keys.describe(home).protected
    for wrong in (None, "", "Right words"):
        with pytest.raises(LockedError) as caught:
            keys.unlock(home, wrong)
        assert caught.value.exit_code is ExitCode.LOCKED
        assert caught.value.hint
    text = home.key_file.read_text()
    assert "right words" not in text
    assert key.raw.hex() not in text


def test_an_empty_passphrase_protects_nothing(home: Home) -> None:
    """It is refused, and no key is made."""
    with pytest.raises(LockedError):
        keys.create(home, "")
    assert not keys.exists(home)


def test_a_real_keyring_is_used_outside_portable_homes(home: Home, drawer: Drawer) -> None:
    """The keyring holds a wrapping key, never the database key itself."""
    installed = replace(home, portable=False)
    key = keys.create(installed)
    assert key.source is keys.Source.KEYRING
    assert keys.unlock(installed) == key
    assert keys.describe(installed).protected
    assert keys.keyring_answers(installed)
    assert not keys.keyring_answers(home)
    assert keys._text(key.raw) not in drawer.kept.values()


def test_a_keyring_that_fails_is_locked_and_not_a_new_store(home: Home, drawer: Drawer) -> None:
    """An empty, changed or absent keyring is an error with the way out; nothing is replaced."""
    installed = replace(home, portable=False)
    keys.create(installed)
    before = home.key_file.read_bytes()
    (place,) = drawer.kept
    for broken in ({}, {place: keys._text(bytes(32))}, {place: "%%%"}):
        drawer.kept = broken
        with pytest.raises(LockedError) as caught:
            keys.unlock(installed)
        assert caught.value.hint
    assert home.key_file.read_bytes() == before


def test_a_keyring_that_hangs_is_given_up(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dialog that nobody answers does not stop the program."""
    import threading

    never = threading.Event()

    class Hanging(Drawer):
        def get_password(self, service: str, username: str) -> str | None:
            never.wait(60)
            return None

    monkeypatch.setattr(keyrings, "_load", lambda name: Hanging() if name == "SecretService" else None)
    monkeypatch.setattr(keyrings, "PATIENCE", 0.05)
    try:
        assert keys.create(replace(home, portable=False)).source is keys.Source.FILE
    finally:
        never.set()


def test_without_a_bus_no_keyring_answers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The real backends fail closed where there is no session."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'nothing'}")
    assert keyrings.answering() is None


def test_only_named_keyrings_are_asked() -> None:
    """A backend that is not on the list, such as a plain-text one, is never loaded."""
    with pytest.raises(LockedError):
        keyrings.recall("keyrings.alt.file.PlaintextKeyring", "inkling", "someone")


def test_a_key_is_never_replaced(home: Home) -> None:
    """Creating twice, or beside a store whose key file is gone, is refused."""
    key = keys.create(home)
    with pytest.raises(StoreError):
        keys.create(home)
    Store.open(home, key, create=True, ballast_size=0).close()
    home.key_file.unlink()
    for attempt in (keys.create, keys.unlock):
        with pytest.raises(LockedError, match=r"key\.json"):
            attempt(home)
    assert not keys.exists(home)


def test_no_key_yet_is_locked_with_the_way_out(home: Home) -> None:
    """Unlocking a home that was never started says how to start."""
    with pytest.raises(LockedError, match="no key yet"):
        keys.unlock(home)


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", "{", '{"format": 1, "source": "cloud"}', '{"format": 1, "source": "file"}',
     '{"format": 1, "source": "file", "key": "AAAA"}', '{"format": 1, "source": "file", "key": 7}',
     '{"format": 1, "source": "passphrase", "kdf": {"passes": 0, "memory_kib": 8, "lanes": 1}, "salt": ""}',
     '{"format": 2, "source": "file"}'],
)  # fmt: skip
def test_a_broken_key_file_is_locked(home: Home, content: str) -> None:
    """Whatever stands in key.json: a clear error, the file untouched."""
    home.key_file.write_text(content)
    with pytest.raises(LockedError):
        keys.unlock(home, "words")
    assert home.key_file.read_text() == content


def test_the_key_never_shows(home: Home) -> None:
    """Neither the representation of a key nor an error holds it."""
    key = keys.create(home)
    assert key.raw.hex() not in repr(key)
    assert repr(key.raw) not in repr(key)


def test_a_folder_open_to_others_is_refused(home: Home) -> None:
    """No key is written where others can read."""
    home.data.chmod(0o755)
    with pytest.raises(RefusedError):
        keys.create(home)


def test_the_cost_is_recorded(home: Home) -> None:
    """A later default does not lock out a home that was made with an earlier one."""
    keys.create(home, "words", cost=CHEAP)
    assert json.loads(home.key_file.read_text())["kdf"] == {
        "name": "argon2id", "passes": 1, "memory_kib": 64, "lanes": 1,
    }  # fmt: skip
