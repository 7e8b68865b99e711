"""The walls, raised in processes of their own: what they shut cannot be opened again in the test's own process."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from typing import Any

import pytest

from assistant.daemon import walls
from assistant.workers.canary import reaches_network

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="walls are Linux's")

# Everything is imported before the user changes: an ordinary user may not be able to read the interpreter's files.
PRELUDE = """
import ctypes, errno, json, mmap, os, resource, select, socket, subprocess, sys, tempfile, threading, time
import encodings.ascii, encodings.idna, pyseccomp
from assistant.daemon import walls
from assistant.workers.canary import reaches_network
if sys.argv[1] == "nobody" and os.getuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
answer = {}
def error_of(action):
    try:
        action()
    except OSError as error:
        return errno.errorcode[error.errno]
    return None
"""

USERS = ["self", *(["nobody"] if os.getuid() == 0 else [])]


def run(body: str, user: str = "self") -> Any:
    """What ``body`` put into ``answer``, run in a process of its own as ``user``."""
    code = PRELUDE + body + "\nprint(json.dumps(answer), flush=True)\n"
    done = subprocess.run([sys.executable, "-c", code, user], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.strip().splitlines()[-1])


@pytest.fixture
def loopback() -> None:
    """Skips where this machine itself has no loopback network to be cut off from."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        if not reaches_network(listener.getsockname()[1]):
            pytest.skip("there is no network here to begin with")


@pytest.mark.usefixtures("loopback")
@pytest.mark.parametrize("user", USERS)
def test_the_daemon_is_cut_off_and_says_so(user: str) -> None:
    """No thread, old or new, can make any but a Unix socket; the canary proved it; programs can still be started."""
    found = run(
        """
go, old = threading.Event(), []
def wait():
    go.wait()
    old.append(error_of(lambda: socket.socket(socket.AF_INET)))
thread = threading.Thread(target=wait); thread.start()
walls.harden()
level = walls.raise_wall()
go.set(); thread.join()
answer["level"] = [level.network, level.how, level.port > 0, level.environment()]
answer["old"] = old[0]
families = dict(inet=2, inet6=10, packet=17, netlink=16, vsock=40, alg=38, bluetooth=31)
for name, family in families.items():
    families[name] = error_of(lambda: socket.socket(family, socket.SOCK_DGRAM))
answer["families"] = families
answer["unix"] = error_of(socket.socketpair)
answer["spawn"] = subprocess.run([ "/bin/echo", "x"], capture_output=True).returncode
answer["again"] = walls.recheck(level).network
""",
        user,
    )
    network, how, listened, environment = found["level"]
    assert (network, how, listened) == ("enforced", "seccomp", True)
    assert list(environment) == ["INKLING_CANARY"]
    assert found["old"] == "EACCES"
    assert set(found["families"].values()) == {"EACCES"}
    assert (found["unix"], found["spawn"], found["again"]) == (None, 0, "enforced")


@pytest.mark.parametrize("user", USERS)
def test_what_the_filter_cannot_see_into_is_shut(user: str) -> None:
    """io_uring, ptrace and reading of other processes' memory are refused, by an error and not by death."""
    found = run(
        """
libc = ctypes.CDLL(None, use_errno=True)
walls.raise_wall()
def call(function, *args):
    ctypes.set_errno(0)
    return [function(*args), errno.errorcode.get(ctypes.get_errno())]
number = pyseccomp.resolve_syscall(pyseccomp.system_arch(), "io_uring_setup")
answer["io_uring"] = call(libc.syscall, number, 4, ctypes.create_string_buffer(120))
answer["ptrace"] = call(libc.ptrace, 16, os.getppid(), 0, 0)
answer["memory"] = call(libc.process_vm_readv, os.getppid(), None, 0, None, 0, 0)
""",
        user,
    )
    assert {tuple(result) for result in found.values()} == {(-1, "EPERM")}


@pytest.mark.usefixtures("loopback")
@pytest.mark.parametrize("user", USERS)
def test_a_child_is_cut_off_by_itself_and_starts_nothing(user: str) -> None:
    """A child inside the daemon's wall, and one alone, reach no network, run no program, and keep their identity."""
    found = run(
        """
walls.harden()
listener = socket.create_server(("127.0.0.1", 0))
port = listener.getsockname()[1]
os.environ["INKLING_CANARY"] = str(port)
answer["before"] = reaches_network()
level = walls.raise_child_wall()
answer["level"] = [level.network, level.how]
answer["after"] = reaches_network(port)
answer["exec"] = error_of(lambda: os.execv("/bin/true", ["true"]))
answer["uid"] = [os.getuid(), os.geteuid()]
answer["unix"] = error_of(socket.socketpair)
answer["thread"] = []
thread = threading.Thread(target=lambda: answer["thread"].append(1)); thread.start(); thread.join()
answer["powers"] = [line.split()[1] for line in open("/proc/self/status") if line.startswith(("CapEff", "CapPrm"))]
answer["dumpable"] = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
""",
        user,
    )
    assert found["before"] is True
    assert found["level"][0] == "enforced"
    assert "seccomp" in found["level"][1]
    assert (found["after"], found["exec"], found["unix"], found["thread"]) == (False, "EPERM", None, [1])
    assert found["uid"][0] == found["uid"][1] == (65534 if user == "nobody" else os.getuid())
    if "namespace" in found["level"][1]:
        assert {int(power, 16) for power in found["powers"]} == {0}
    assert found["dumpable"] == 0


@pytest.mark.usefixtures("loopback")
def test_children_of_the_daemon_are_behind_its_wall() -> None:
    """Even a program that raises no wall of its own inherits the daemon's, by fork and by exec."""
    found = run(
        """
level = walls.raise_wall()
pid = os.fork()
if pid == 0:
    os._exit(0 if reaches_network(level.port) else 7)
answer["fork"] = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
probe = "import socket, sys\\ntry: socket.socket(socket.AF_INET)\\nexcept PermissionError: sys.exit(7)"
answer["exec"] = subprocess.run([sys.executable, "-I", "-c", probe]).returncode
"""
    )
    assert found == {"fork": 7, "exec": 7}


@pytest.mark.parametrize("user", USERS)
def test_harden_closes_the_process(user: str) -> None:
    """Owner-only files, no core dumps, no debugger of the same user, no debugger started by llama.cpp."""
    found = run(
        """
walls.harden()
folder = tempfile.mkdtemp()
fd = os.open(folder + "/file", os.O_CREAT | os.O_WRONLY, 0o666)
answer["mode"] = os.fstat(fd).st_mode & 0o777
os.unlink(folder + "/file"); os.rmdir(folder)
answer["core"] = resource.getrlimit(resource.RLIMIT_CORE)
answer["dumpable"] = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
answer["gdb"] = os.environ["GGML_NO_BACKTRACE"]
pid = os.getpid()
child = os.fork()
if child == 0:
    try:
        open(f"/proc/{pid}/mem", "rb").close()
        os._exit(0)
    except OSError:
        os._exit(7)
answer["mem"] = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
""",
        user,
    )
    assert (found["mode"], found["core"], found["dumpable"], found["gdb"]) == (0o600, [0, 0], 0, "1")
    if user == "nobody" or os.getuid() != 0:
        assert found["mem"] == 7


def test_without_libseccomp_nothing_is_claimed() -> None:
    """The level names what is missing; it never says enforced without proof."""
    found = run(
        """
sys.modules["pyseccomp"] = None
level = walls.raise_wall()
answer["level"] = [level.network, level.how]
answer["recheck"] = walls.recheck(walls.Level("enforced", "a lie", level.port)).network
"""
    )
    assert found["level"] == ["not enforced", "libseccomp is missing"]
    assert found["recheck"] == "partial"


def test_a_second_daemon_wall_inside_the_first_claims_no_proof() -> None:
    """Where there was no network before, its absence after proves nothing: partial, with the reason."""
    found = run(
        """
walls.raise_wall()
level = walls.raise_wall()
answer["level"] = [level.network, level.how]
"""
    )
    assert found["level"] == ["partial", "seccomp; there was no network to prove it with"]


def test_no_wall_by_choice_is_said() -> None:
    """Switched off in the settings is shown as such."""
    assert walls.open_level().network == "not enforced"
    assert walls.open_level().environment() == {}
