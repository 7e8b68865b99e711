"""Keys: a passphrase right, wrong and missing; a key file that vanished or broke. Exit 4, never a new store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.home import TestHome

NewHome = Callable[..., TestHome]
PASSPHRASE = "correct horse " + "battery"
EMPTY: dict[str, list[object]] = {"propositions": []}


@pytest.fixture
def protected(new_home: NewHome) -> TestHome:
    """A home with a passphrase."""
    home = new_home("h", INKLING_PASSPHRASE=PASSPHRASE)
    assert home.run("propositions", "--json").json() == EMPTY
    return home


def without(home: TestHome, passphrase: str | None = None) -> TestHome:
    """The same home for somebody who has another passphrase or none."""
    return TestHome(home.folder, {} if passphrase is None else {"INKLING_PASSPHRASE": passphrase})


def test_the_right_passphrase_opens(protected: TestHome) -> None:
    """The home opens again, and the passphrase lies nowhere in it."""
    assert protected.run("propositions", "--json").json() == EMPTY
    for path in protected.folder.rglob("*"):
        if path.is_file():
            assert PASSPHRASE.encode() not in path.read_bytes()


@pytest.mark.parametrize(("given", "told"), [("wrong horse", "passphrase is wrong"), (None, "INKLING_PASSPHRASE")])
def test_a_wrong_or_missing_passphrase_is_exit_4(protected: TestHome, given: str | None, told: str) -> None:
    """Readers and replay say what is missing, and not a byte of the store changes."""
    before = protected.home.database.read_bytes()
    for words in (["propositions", "--json"], ["ask", "what?"], ["forget", "--all", "--yes"]):
        done = without(protected, given).run(*words)
        assert (done.code, done.out) == (4, "")
        assert told in done.err
    assert protected.home.database.read_bytes() == before


def test_a_daemon_without_its_passphrase_waits_locked(protected: TestHome, new_home: NewHome) -> None:
    """It starts, says that it is locked and why, and opens with `inkling unlock`; a wrong try is exit 4."""
    nobody = without(protected)
    started = nobody.run("start")
    assert started.code == 0
    assert "State: locked" in started.err
    assert "inkling unlock" in started.err
    try:
        assert nobody.run("unlock").code == 4
        assert without(protected, "wrong horse").run("unlock").code == 4
        assert nobody.run("propositions", "--json").code == 4
        assert protected.run("unlock").code == 0
        assert nobody.run("propositions", "--json").json() == EMPTY
    finally:
        protected.stop()


def test_an_empty_passphrase_counts_as_none(new_home: NewHome) -> None:
    """INKLING_PASSPHRASE set to nothing makes a home with a key file, and says honestly that it is unprotected."""
    home = new_home("h", INKLING_PASSPHRASE="")
    checks = {check["name"]: check for check in home.run("doctor", "--json").json()["checks"]}
    assert checks["encryption"]["status"] == "warn"
    assert "unprotected" in checks["encryption"]["detail"]


@pytest.mark.parametrize("harm", ["gone", "empty", "garbage", "other"])
def test_a_lost_key_never_makes_a_new_store(new_home: NewHome, harm: str) -> None:
    """The store stays as it is, exit 4 says what is missing and where it belongs; with the key back it opens."""
    home = new_home()
    assert home.run("propositions", "--json").json() == EMPTY
    store, key = home.home.database.read_bytes(), home.home.key_file.read_bytes()
    match harm:
        case "gone":
            home.home.key_file.unlink()
        case "empty":
            home.home.key_file.write_bytes(b"")
        case "garbage":
            home.home.key_file.write_bytes(b"\x00\xff{")
        case _:
            other = new_home("other")
            assert other.run("propositions", "--json").json() == EMPTY
            home.home.key_file.write_bytes(other.home.key_file.read_bytes())
    for words in (["propositions", "--json"], ["start"]):
        done = home.run(*words)
        assert (done.code, done.out) == (4, "")
        assert len(done.err.strip().splitlines()) == 2
    assert home.home.database.read_bytes() == store
    home.home.key_file.write_bytes(key)
    assert home.run("propositions", "--json").json() == EMPTY


@pytest.mark.parametrize("harm", ["gone", "truncated", "flipped"])
def test_a_lost_or_damaged_store_is_told(new_home: NewHome, harm: str) -> None:
    """A store that should be there and is not, or is not whole, is an error; no empty one takes its place."""
    home = new_home()
    assert home.run("propositions", "--json").json() == EMPTY
    path: Path = home.home.database
    body = path.read_bytes()
    match harm:
        case "gone":
            path.unlink()
        case "truncated":
            path.write_bytes(body[: len(body) // 2])
        case _:
            path.write_bytes(body[:6000] + bytes([body[6000] ^ 1]) + body[6001:])
    left = path.read_bytes() if path.exists() else None
    done = home.run("propositions", "--json")
    assert done.code in {1, 4}
    assert done.out == ""
    assert str(home.folder) in done.err or "store" in done.err.lower()
    assert "Traceback" not in done.err
    assert (path.read_bytes() if path.exists() else None) == left
