"""The walls around the daemon and its children: what the kernel refuses from then on, and the proof that it does.

The daemon installs a system call filter: no socket but Unix ones, no io_uring (which the filter could not see
into), no reading of other processes. Children inherit it across ``exec`` and add their own: no starting of programs,
and where the system permits it a network namespace without any interface. A *canary* tries the network before
and after, in a thread that is older than the wall too, and what is shown is what the canary found.

Linux only; elsewhere, or without libseccomp, the level says "not enforced". What a wall does not stop: a program
reached over a Unix socket (the session bus, for one) that uses the network on somebody's behalf.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import resource
import socket
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.workers.canary import PORT, reaches_network

ENFORCED, PARTIAL, NOT_ENFORCED = "enforced", "partial", "not enforced"

_PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 4, 38
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_CAPABILITY_VERSION_3 = 0x20080522

# io_uring does sockets behind a filter's back; the others read, write or steal from other processes of this user.
_DENIED = (
    "io_uring_setup", "io_uring_enter", "io_uring_register", "ptrace", "process_vm_readv", "process_vm_writev",
    "process_madvise", "pidfd_getfd", "kcmp", "bpf", "perf_event_open", "userfaultfd",
)  # fmt: skip
_DENIED_TO_CHILDREN = (
    "execve",
    "execveat",
    "setns",
    "mount",
    "umount2",
    "pivot_root",
    "chroot",
    "move_mount",
    "fsopen",
)


@dataclass(frozen=True, slots=True)
class Level:
    """How far a process is cut off from the network, as the canary found it."""

    network: str
    """``enforced`` (proved open before and closed after, everywhere), ``partial`` or ``not enforced``."""
    how: str
    """By which means, or why not, in words for the user."""
    port: int = 0
    """Where the canary listened; 0 when it never did."""

    def environment(self) -> dict[str, str]:
        """Variables by which children find the canary."""
        return {PORT: str(self.port)} if self.port else {}


def harden() -> None:
    """First thing in every process: owner-only files, no core dumps, closed to debuggers of the same user."""
    os.umask(0o077)
    # A failed assertion in llama.cpp would start a debugger on this process, which prints what is in memory.
    os.environ["GGML_NO_BACKTRACE"] = "1"
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        _prctl(_PR_SET_DUMPABLE, 0)


def open_level() -> Level:
    """No wall, by the user's choice."""
    return Level(NOT_ENFORCED, "on-device mode is off in the settings")


def raise_wall() -> Level:
    """Raise the daemon's wall and tell what it really reaches; it also holds for children started later."""
    with _canary() as canary:
        before = canary.reaches()
        filtered = _filter(_DENIED)
        after = canary.reaches() or canary.old_thread_reaches()
        return Level(*_judged(filtered, before, after), port=canary.port)


def raise_child_wall() -> Level:
    """Raise a child's wall, inside the daemon's; to be called before any library starts threads."""
    cut = _leave_network()
    filtered = _filter(_DENIED + _DENIED_TO_CHILDREN)
    means = [name for name, done in (("seccomp", filtered is None), ("network namespace", cut)) if done]
    if reaches_network():
        return Level(PARTIAL if means else NOT_ENFORCED, f"{' + '.join(means) or filtered}; the network is reachable")
    return Level(ENFORCED, " + ".join(means) or "seccomp of the daemon")


def recheck(level: Level) -> Level:
    """``level``, lowered if the network can be reached after all."""
    if level.network == ENFORCED and reaches_network(level.port or None):
        return replace(level, network=PARTIAL, how=f"{level.how}; the network became reachable")
    return level


def _judged(filtered: str | None, before: bool, after: bool) -> tuple[str, str]:
    if not after and filtered is None:
        # Without a network before the wall nothing was proved by its absence after it.
        return (ENFORCED, "seccomp") if before else (PARTIAL, "seccomp; there was no network to prove it with")
    if not after:
        return PARTIAL, f"the network cannot be reached, but not by Inkling's doing ({filtered})"
    return NOT_ENFORCED, filtered or "seccomp was set, but the network is still reachable"


class _Canary:
    """A listener on the loopback address, and a thread that is older than the wall."""

    def __init__(self, listener: socket.socket | None) -> None:
        self.port = int(listener.getsockname()[1]) if listener else 0
        self._go = threading.Event()
        self._found = True
        self._thread = threading.Thread(target=self._wait, name="canary", daemon=True)
        self._thread.start()

    def _wait(self) -> None:
        self._go.wait()
        self._found = self.reaches()

    def reaches(self) -> bool:
        """Does the calling thread reach the listener, or the network at all?"""
        return reaches_network(self.port or None)

    def old_thread_reaches(self) -> bool:
        """Does the old thread? A filter without TSYNC would hold for new threads only."""
        self._go.set()
        self._thread.join(10)
        return self._found


@contextlib.contextmanager
def _canary() -> Iterator[_Canary]:
    listener: socket.socket | None = None
    with contextlib.suppress(OSError):
        listener = socket.create_server(("127.0.0.1", 0))
    canary = _Canary(listener)
    try:
        yield canary
    finally:
        canary.old_thread_reaches()
        if listener is not None:
            listener.close()


def _filter(denied: tuple[str, ...]) -> str | None:
    """Install the system call filter in all threads; None when it holds, else why there is none."""
    if sys.platform != "linux":
        return "only Linux can enforce it so far"
    try:
        import pyseccomp
    except (ImportError, OSError, RuntimeError, AttributeError):
        return "libseccomp is missing"
    try:
        rules = pyseccomp.SyscallFilter(defaction=pyseccomp.ALLOW)
        # Threads that started before would keep the network otherwise.
        rules.set_attr(pyseccomp.Attr.CTL_TSYNC, 1)
        # "Anything but Unix sockets" rather than a list of families: nothing new can be forgotten.
        for call in ("socket", "socketpair"):
            rules.add_rule(pyseccomp.ERRNO(errno.EACCES), call, pyseccomp.Arg(0, pyseccomp.NE, socket.AF_UNIX))
        for call in denied:
            with contextlib.suppress(OSError, ValueError):  # an older libseccomp may not know a newer call
                rules.add_rule(pyseccomp.ERRNO(errno.EPERM), call)
        rules.load()
    except (OSError, ValueError, RuntimeError) as error:
        return f"the kernel refused the filter ({type(error).__name__})"
    return None


def _leave_network() -> bool:
    """Move this process into a network namespace that has no interface, in a user namespace of its own."""
    if sys.platform != "linux" or len(os.listdir("/proc/self/task")) > 1:
        return False
    # Tried in a child first: a namespace that can be entered but not furnished would leave us nobody.
    probe = os.fork()
    if probe == 0:
        done = False
        try:
            done = _unshare()
        finally:
            os._exit(0 if done else 1)
    return os.waitpid(probe, 0)[1] == 0 and _unshare()


def _unshare() -> bool:
    uid, gid = os.getuid(), os.getgid()
    if ctypes.CDLL(None, use_errno=True).unshare(_CLONE_NEWUSER | _CLONE_NEWNET) != 0:
        return False
    # Taking on new credentials or being hardened makes our own map files somebody else's.
    _prctl(_PR_SET_DUMPABLE, 1)
    try:
        for name, text in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
            file = os.open(f"/proc/self/{name}", os.O_WRONLY)
            try:
                os.write(file, text.encode())
            finally:
                os.close(file)
    except OSError:
        return False
    finally:
        _prctl(_PR_SET_DUMPABLE, 0)
    return _drop_capabilities()


class _CapabilityHeader(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


def _drop_capabilities() -> bool:
    """Give up the powers that a new user namespace comes with; nobody inside needs them."""
    header = _CapabilityHeader(_CAPABILITY_VERSION_3, 0)
    nothing = (ctypes.c_uint32 * 6)()
    dropped = ctypes.CDLL(None, use_errno=True).capset(ctypes.byref(header), ctypes.byref(nothing)) == 0
    return bool(dropped) and _prctl(_PR_SET_NO_NEW_PRIVS, 1)


def _prctl(option: int, value: int) -> bool:
    return bool(ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0) == 0)
