"""The control channel over a real socket."""

import os
import socket
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import paths
from assistant.client import Client, connect, running
from assistant.daemon.server import Emit, Server, peer_uid
from assistant.errors import InklingError, LockedError, NoDaemonError, UsageError
from assistant.protocol import Json


def _count(args: Json, emit: Emit) -> Json:
    for number in range(args["to"]):
        emit("number", {"n": number})
    return {"last": args["to"]}


def _items(args: Json, emit: Emit) -> Json:
    start = args.get("cursor") or 0
    end = min(450, start + args["limit"])
    return {"items": [{"n": n} for n in range(start, end)], "next": end if end < 450 else None}


def _locked(args: Json, emit: Emit) -> Json:
    raise LockedError("Locked.", "inkling unlock")


def _broken(args: Json, emit: Emit) -> Json:
    raise ValueError("the screen said: hunter2")


@pytest.fixture
def home(tmp_path: Path) -> Iterator[paths.Home]:
    """A home with a server that knows four verbs."""
    found = paths.home({"INKLING_HOME": str(tmp_path / "h")})
    found.create()
    server = Server(found.socket, {"count": _count, "items": _items, "locked": _locked, "broken": _broken})
    server.start()
    yield found
    server.close()


@pytest.fixture
def client(home: paths.Home) -> Iterator[Client]:
    """A client of that server."""
    with connect(home) as found:
        yield found


def test_events_then_the_result(client: Client) -> None:
    """A stream ends with its result, and the connection serves the next call."""
    events = list(client.stream("count", {"to": 3}))
    assert [event.data for event in events] == [{"n": 0}, {"n": 1}, {"n": 2}, {"last": 3}]
    assert client.call("count", {"to": 0}) == {"last": 0}


def test_a_stream_left_early_does_not_confuse_the_next_call(client: Client) -> None:
    """What is left of a stream is skipped."""
    next(client.stream("count", {"to": 50}))
    assert client.call("count", {"to": 1}) == {"last": 1}


def test_pages_give_everything_and_no_more_than_the_limit(client: Client) -> None:
    """Without a limit a list is complete, over as many pages as it takes."""
    assert [item["n"] for item in client.pages("items")] == list(range(450))
    assert [item["n"] for item in client.pages("items", limit=210)] == list(range(210))


def test_errors_arrive_as_what_they_were(client: Client) -> None:
    """Expected errors keep type, title and hint; an unknown verb is one."""
    with pytest.raises(LockedError) as caught:
        client.call("locked")
    assert caught.value.hint == "inkling unlock"
    with pytest.raises(UsageError):
        client.call("fly")


def test_defect_20_an_unexpected_error_says_its_type_alone(client: Client) -> None:
    """What an exception says may quote the screen, so it is not repeated."""
    with pytest.raises(InklingError) as caught:
        client.call("broken")
    assert "ValueError" in caught.value.title
    assert "hunter2" not in caught.value.title + caught.value.hint


def test_nonsense_is_answered_and_the_next_line_too(home: paths.Home) -> None:
    """A line that is no request gets an error; the connection lives on."""
    with socket.socket(socket.AF_UNIX) as raw, raw.makefile("rb") as lines:
        raw.connect(str(home.socket))
        raw.sendall(b"GET / HTTP/1.1\n")
        assert b'"ok":false' in lines.readline()
        raw.sendall(b'{"id":1,"verb":"count","args":{"to":0}}\n')
        assert b'"ok":true' in lines.readline()


def test_defect_19_the_socket_is_the_owners_alone(home: paths.Home) -> None:
    """Nobody else can open the socket, and the kernel says who connects."""
    assert stat.S_IMODE(home.socket.stat().st_mode) == 0o600
    assert stat.S_IMODE(home.runtime.stat().st_mode) == 0o700
    one, other = socket.socketpair()
    with one, other:
        assert peer_uid(one) == os.getuid()


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody else to try")
def test_defect_19_another_user_is_turned_away(home: paths.Home) -> None:
    """Even with the modes opened by mistake, another user gets no answer."""
    for folder in (home.runtime, *home.runtime.parents):
        if folder.is_relative_to(tempfile.gettempdir()):
            folder.chmod(folder.stat().st_mode | 0o055)
    home.socket.chmod(0o666)
    script = (
        "import os, socket, sys; os.setgid(65534); os.setuid(65534)\n"
        "s = socket.socket(socket.AF_UNIX); s.settimeout(10); s.connect(sys.argv[1])\n"
        's.sendall(b\'{"id":1,"verb":"count","args":{"to":0}}\\n\'); print(s.recv(100))'
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", script, str(home.socket)], capture_output=True, text=True, timeout=30, check=False
    )
    assert '"ok":true' not in done.stdout


def test_running_tells_whether_somebody_answers(home: paths.Home, tmp_path: Path) -> None:
    """A home without a daemon is an expected error."""
    assert running(home)
    other = paths.home({"INKLING_HOME": str(tmp_path / "other")})
    assert not running(other)
    with pytest.raises(NoDaemonError):
        connect(other)


def test_many_clients_at_once(home: paths.Home) -> None:
    """Clients do not get each other's answers."""
    results: list[Json] = []

    def ask(n: int) -> None:
        with connect(home) as mine:
            results.extend(mine.call("count", {"to": n}) for _ in range(20))

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(r["last"] for r in results) == sorted(n for n in range(8) for _ in range(20))


def test_a_command_owns_up_to_what_it_printed(tmp_path: Path) -> None:
    """A running daemon hears of every line that a command put out, so that it does not take them for news."""
    home = paths.home({"INKLING_HOME": str(tmp_path / "h")})
    home.create()
    heard: list[str] = []

    def displayed(args: Json, _emit: Emit) -> Json:
        heard.extend(args["lines"])
        return {}

    def propositions(_args: Json, _emit: Emit) -> Json:
        belief = {"id": 12, "text": "Anna needs the plan.", "confidence": 0.9, "kind": "task", "status": "active"}
        return {"items": [{**belief, "evidence": []}], "next": None}

    server = Server(home.socket, {"displayed": displayed, "propositions": propositions})
    server.start()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "assistant", "propositions"],
            env={**os.environ, "INKLING_HOME": str(tmp_path / "h")}, capture_output=True, text=True, check=True,
        )  # fmt: skip
    finally:
        server.close()
    assert "Anna needs the plan." in done.stdout
    assert heard == done.stdout.rstrip("\n").split("\n")
