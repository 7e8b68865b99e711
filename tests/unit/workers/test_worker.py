from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.errors import ModelError, ProtocolError, WorkerError
from assistant.workers import Worker, WorkerState, wire

CHILD = str(Path(__file__).with_name("example_child.py"))


def make(*flags: str, deadline: float = 20.0, **rest: object) -> Worker:
    """A worker around the example child."""
    return Worker("example", [sys.executable, "-I", CHILD, *flags], deadline=deadline, **rest)  # type: ignore[arg-type]


@pytest.fixture
def worker() -> Iterator[Worker]:
    """One that is stopped at the end."""
    made = make()
    yield made
    made.stop()


def until(true: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait for a predicate."""
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, "it never happened"
        time.sleep(0.01)


def kill(pid: int) -> None:
    """Kill a process that may have ended already."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def gone(pid: int) -> bool:
    """Does the process not run any more?"""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"


def test_starts_when_needed_and_answers(worker: Worker) -> None:
    """The first call starts the child; results and blobs come back; it tells its memory."""
    assert (worker.state, worker.pid) == (WorkerState.STOPPED, None)
    assert worker.call("echo", {"a": "ü"}, [b"abc", b""]) == ({"a": "ü"}, [b"cba", b""])
    assert worker.state is WorkerState.READY
    assert worker.hello == {"wall": "none", "pid": worker.pid}
    assert worker.stats().pss_mb > 1


def test_tells_its_memory_while_busy_and_when_at_rest(worker: Worker) -> None:
    """What a call takes shows while it lasts, what it gave back is gone soon after, and the peak stays."""
    worker.call("echo")
    at_rest = worker.pss_mb
    busy = threading.Thread(target=worker.call, args=("hold", {"mb": 200, "seconds": 3.0}))
    busy.start()
    until(lambda: worker.state is WorkerState.BUSY and worker.pss_mb > at_rest + 150)
    busy.join()
    until(lambda: worker.pss_mb < at_rest + 50)
    worker.stop()
    assert (worker.pss_mb, worker.stats().pss_mb) == (0.0, 0.0)
    assert worker.stats().peak_mb > at_rest + 150


def test_the_environment_is_scrubbed(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """A child inherits neither the passphrase nor the bus, and makes owner-only files."""
    monkeypatch.setenv("INKLING_PASSPHRASE", "x")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "x")
    monkeypatch.setenv("LD_PRELOAD", "")
    answer, _ = worker.call("environment")
    allowed = {"PATH", "LANG", "LC_ALL", "LC_CTYPE", "HOME", "TZ", "INKLING_CHANNEL", "INKLING_GAUGE"}
    assert set(answer["names"]) <= allowed
    assert answer["umask"] == 0o077


def test_expected_errors_come_back_as_they_were(worker: Worker) -> None:
    """An InklingError keeps its type, title and hint, and the child lives on."""
    with pytest.raises(ModelError) as caught:
        worker.call("expected")
    assert (caught.value.title, caught.value.hint) == ("The model is truncated.", "Run: inkling models pull")
    assert worker.call("echo") == ({}, [])
    assert worker.restarts == 0


def test_defect_20_unexpected_errors_lose_their_text(worker: Worker) -> None:
    """Of any other exception only the type's name travels: its text may quote the screen."""
    with pytest.raises(WorkerError) as caught:
        worker.call("unexpected")
    assert caught.value.title == "FileNotFoundError in a worker."
    assert not caught.value.crashed
    assert worker.call("echo") == ({}, [])


def test_an_answer_that_is_not_json_is_an_error(worker: Worker) -> None:
    """A handler's mistake is reported and does not kill the child."""
    with pytest.raises(WorkerError):
        worker.call("unsendable")
    with pytest.raises(ProtocolError):
        worker.call("no such verb")
    with pytest.raises(TypeError):
        worker.call("echo", {"value": object()})
    assert worker.call("echo") == ({}, [])
    assert worker.restarts == 0


def test_a_crash_is_told_and_backed_off_from(worker: Worker) -> None:
    """A child that dies in a call fails it as crashed; calls meanwhile fail as not crashed; then it restarts."""
    with pytest.raises(WorkerError) as caught:
        worker.call("die")
    assert caught.value.crashed
    assert worker.state is WorkerState.BACKING_OFF
    with pytest.raises(WorkerError) as waiting:
        worker.call("echo")
    assert not waiting.value.crashed
    worker._retry_at = 0.0
    assert worker.call("echo") == ({}, [])
    assert (worker.restarts, worker._failures) == (1, 0)


def test_back_off_grows_to_a_minute_and_success_resets_it(worker: Worker) -> None:
    """Each failure in a row doubles the pause up to 60 s (a failing child is not retried for ever at once)."""
    pauses = []
    for _ in range(9):
        worker._failed()
        pauses.append(worker._retry_at - time.monotonic())
    assert [round(pause, 1) for pause in pauses] == [0.5, 1, 2, 4, 8, 16, 32, 60, 60]
    assert worker.state is WorkerState.FAILED
    worker._retry_at = 0.0
    worker.call("echo")
    worker._failed()
    assert worker._retry_at - time.monotonic() <= 0.5


@pytest.mark.parametrize("verb", ["hang", "native_hang"])
def test_a_hanging_call_is_killed(worker: Worker, verb: str) -> None:
    """A child that is silent past its deadline is killed, also inside native code, and the call has crashed."""
    worker.call("echo")
    pid = worker.pid
    assert pid is not None
    with pytest.raises(WorkerError) as caught:
        worker.call(verb, deadline=0.2)
    assert caught.value.crashed
    assert gone(pid)


def test_a_child_that_died_idle_is_nobodys_fault(worker: Worker) -> None:
    """Killed between two calls, the child is started again and the next call simply works."""
    worker.call("echo")
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    until(lambda: worker._child is not None and worker._child.process.poll() is not None)
    assert worker.call("echo") == ({}, [])
    assert worker.restarts == 1


def test_killed_at_any_instant(worker: Worker) -> None:
    """Kills at random moments under load lead to a right answer or a WorkerError, never to a wrong answer."""
    answers = 0
    for number in range(60):
        worker._retry_at = 0.0
        try:
            assert worker.call("echo", {"n": number}, [b"x" * 4096]) == ({"n": number}, [b"x" * 4096])
            answers += 1
        except WorkerError:
            continue
        if number % 10 == 5 and worker.pid:
            threading.Timer(0.0005 * number / 10, kill, (worker.pid,)).start()
    assert answers >= 40


def test_a_child_that_cannot_start_says_why() -> None:
    """A refusal instead of a hello is raised as the error it names, and backed off from."""
    worker = make("refuse")
    with pytest.raises(ModelError):
        worker.call("echo")
    assert worker.state is WorkerState.BACKING_OFF
    worker.stop()


def test_a_child_that_never_greets_is_given_up() -> None:
    """Starting has its own deadline; the job that waited is not to blame."""
    worker = make("mute", start_deadline=0.3)
    with pytest.raises(WorkerError) as caught:
        worker.call("echo")
    assert not caught.value.crashed
    assert worker.pid is None


def test_a_missing_program_is_an_error() -> None:
    """A command that does not exist fails like any other start."""
    worker = Worker("example", lambda fd: ["/nonexistent/program", str(fd)], deadline=1)
    with pytest.raises(WorkerError):
        worker.call("echo")
    assert worker.state is WorkerState.BACKING_OFF


def test_events_stream_until_the_end(worker: Worker) -> None:
    """Events arrive in order; an error in the middle is raised after the events before it."""
    assert [event["number"] for event in worker.stream("count", {"to": 5})] == [0, 1, 2, 3, 4]
    seen: list[int] = []
    with pytest.raises(ModelError):
        seen.extend(event["number"] for event in worker.stream("count", {"to": 5, "fail_at": 2}))
    assert seen == [0, 1]
    assert worker.call("echo") == ({}, [])


def test_a_stream_can_be_left_early(worker: Worker) -> None:
    """Closing the iterator cancels the work in the child, which then answers the next call."""
    events = worker.stream("count", {"to": 1_000_000, "pause": 0.001})
    assert next(events) == {"number": 0}
    assert worker.state is WorkerState.BUSY
    events.close()  # type: ignore[attr-defined]
    assert worker.call("echo") == ({}, [])
    assert worker.restarts == 0


def test_calls_are_serialised(worker: Worker) -> None:
    """Many threads get each their own answer."""
    wrong: list[int] = []

    def ask(number: int) -> None:
        for _ in range(20):
            if worker.call("echo", {"n": number})[0] != {"n": number}:
                wrong.append(number)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not wrong
    assert not any(thread.is_alive() for thread in threads)


def test_stop_ends_the_child_and_a_call_in_progress(worker: Worker) -> None:
    """Stopping does not wait for a long call, and does not blame the job for it."""
    worker.call("echo")
    pid = worker.pid
    assert pid is not None
    errors: list[WorkerError] = []

    def hang() -> None:
        try:
            worker.call("hang")
        except WorkerError as error:
            errors.append(error)

    thread = threading.Thread(target=hang)
    thread.start()
    until(lambda: worker.state is WorkerState.BUSY)
    worker.stop(grace=0.1)
    thread.join(20)
    assert gone(pid)
    assert [error.crashed for error in errors] == [False]
    assert worker.state is WorkerState.STOPPED
    assert worker.call("echo") == ({}, [])


def test_unloads_when_idle() -> None:
    """After idle_after seconds without a call the child may be stopped; the next call starts it, no restart counted."""
    worker = make(idle_after=30.0)
    worker.call("echo")
    assert not worker.unload_if_idle(time.monotonic() + 29)
    assert worker.unload_if_idle(time.monotonic() + 31)
    assert (worker.state, worker.pid, worker.pss_mb) == (WorkerState.STOPPED, None, 0.0)
    assert not worker.unload_if_idle(time.monotonic() + 99)
    assert worker.call("echo") == ({}, [])
    assert worker.restarts == 0
    worker.stop()


@pytest.mark.parametrize("verb", ["hang", "native_hang"])
def test_children_die_with_the_daemon(verb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the daemon's end of the channel closes, the child ends by itself, even inside a native call."""
    worker = make()
    worker.call("echo")
    child = worker._child
    assert child is not None
    wire.send(child.sock, {"id": 0, "verb": verb, "args": {}})
    child.sock.close()  # what the kernel does when the daemon is killed
    assert child.process.wait(20) == 0
    worker.stop()


def test_the_canary_and_stats_are_built_in(worker: Worker) -> None:
    """Every child can be asked whether it reaches the network, and how it is."""
    assert worker.call("canary")[0]["reachable"] in {True, False}
    assert worker.call("stats")[0]["pid"] == worker.pid
