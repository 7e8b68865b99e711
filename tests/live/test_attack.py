"""What other users, other programs of the same user, and thieves of the folder can get out of a home."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.days import Day
from tests.home import TestHome, children_of
from tests.live.stage import Stage, is_root, raw_traces, staged
from tests.xvfb import wait_until

pytestmark = [pytest.mark.models, pytest.mark.timeout(300)]

MAIL = "From: Anna Weber\nSubject: Contract\n\nHello Maria,\ncould you please review the contract by Monday?"
CANARIES = ("Quillfeather", "Marzipanlake")

ATTACK = """
import ctypes, json, os, sys
libc = ctypes.CDLL(None, use_errno=True)
got = []
for pid in map(int, sys.argv[1:]):
    for name in ("mem", "environ", "maps", "auxv", "fd", "cwd", "root", "smaps", "stack", "syscall"):
        path = f"/proc/{pid}/{name}"
        try:
            if name == "fd":
                os.listdir(path)
            elif name in ("cwd", "root"):
                os.readlink(path)
            elif not open(path, "rb").read(16) and name != "mem":
                continue
            got.append(path)
        except PermissionError:
            pass
        except OSError as error:
            got.append(f"{path}: {error}") if name == "mem" else None
    local = ctypes.create_string_buffer(16)

    class Vector(ctypes.Structure):
        _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]

    ours, theirs = Vector(ctypes.addressof(local), 16), Vector(0x400000, 16)
    if libc.process_vm_readv(pid, ctypes.byref(ours), 1, ctypes.byref(theirs), 1, 0) >= 0 or ctypes.get_errno() != 1:
        got.append(f"process_vm_readv {pid}")
    if libc.ptrace(16, pid, 0, 0) == 0:
        libc.ptrace(17, pid, 0, 0)
        got.append(f"ptrace {pid}")
    pidfd = os.pidfd_open(pid)
    if libc.syscall(438, pidfd, 0, 0) >= 0:
        got.append(f"pidfd_getfd {pid}")
print(json.dumps(got))
"""


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A daemon that has read a mail and believes something, so that all its children run."""
    with staged(tmp_path) as made:
        made.desktop.window("Inbox - Mail", MAIL, (20, 20, 620, 300), app="Thunderbird")
        made.start()
        wait_until(made.beliefs, 120, "a belief")
        yield made


@pytest.mark.display
def test_other_programs_of_the_user_cannot_look_inside(stage: Stage) -> None:
    """Memory, environment, descriptors and debugging of the daemon and its children are closed to the same user."""
    if is_root():
        pytest.skip("root may look into everything; this runs as an ordinary user in test_as_user")
    pid = stage.home.daemon_pid()
    assert pid is not None
    everyone = [pid, *children_of(pid).values()]
    assert len(everyone) == 4
    done = subprocess.run(
        [sys.executable, "-c", ATTACK, *map(str, everyone)], capture_output=True, text=True, timeout=60, check=True
    )
    assert json.loads(done.stdout) == []
    # The attack does work where nothing is closed.
    victim = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE)
    try:
        done = subprocess.run(
            [sys.executable, "-c", ATTACK, str(victim.pid)], capture_output=True, text=True, timeout=60, check=True
        )
        assert any("environ" in got for got in json.loads(done.stdout))
    finally:
        victim.kill()
        victim.communicate()


def test_a_stolen_folder_tells_nothing_without_its_passphrase(tmp_path: Path) -> None:
    """Of a home with a passphrase, a copy of every file holds no word of the screen and opens for nobody."""
    (tmp_path / "day").mkdir()
    day = Day(tmp_path / "day")
    for word in CANARIES:
        day.frame([f"Anna asked you to send the {word} report by Friday"], title=f"{word} - Mail")
    day.write()
    home = TestHome(tmp_path / "home", {"INKLING_PASSPHRASE": "correct horse"})
    home.run("replay", str(day.folder), "--until-idle", "--json", timeout=200).json()
    assert all(word in home.run("observations", "--json").out for word in CANARIES)
    stolen = shutil.copytree(home.folder, tmp_path / "stolen")
    assert raw_traces(stolen, [*CANARIES, "correct horse", "SQLite format"]) == []
    thief = TestHome(stolen)
    for command in (["observations", "--json"], ["search", CANARIES[0]], ["ask", CANARIES[0]], ["propositions"]):
        tried = thief.run(*command)
        assert tried.code == 4
        assert not any(word in tried.out + tried.err for word in CANARIES)
    guess = TestHome(stolen, {"INKLING_PASSPHRASE": "wrong horse"}).run("observations", "--json")
    assert guess.code == 4
    assert home.run("observations", "--json").code == 0


SNEAK = """
import os, socket, sys
uid, folder, place = int(sys.argv[1]), sys.argv[2], sys.argv[3]
os.setgroups([]); os.setresgid(uid, uid, uid); os.setresuid(uid, uid, uid)
for attempt in (lambda: os.listdir(folder), lambda: os.stat(place), lambda: knock(place)):
    try:
        print("got", attempt())
    except (PermissionError, ConnectionError):
        print("refused")
"""


def test_other_users_get_neither_in_nor_an_answer(tmp_path: Path) -> None:
    """Another user can neither list the home nor connect; with every permission opened, the daemon still hangs up."""
    if not is_root():
        pytest.skip("only root can be another user")
    with tempfile.TemporaryDirectory(prefix="open-") as name:
        Path(name).chmod(0o755)
        home = TestHome(Path(name) / "home")
        try:
            assert home.run("start").code == 0
            place = home.home.socket
            knock = "def knock(place):\n    s = socket.socket(socket.AF_UNIX); s.settimeout(10); s.connect(place)\n"
            knock += '    s.sendall(b\'{"id": 1, "verb": "status", "args": {}}\\n\'); return s.recv(100)\n'
            script = SNEAK.replace("uid, folder", knock + "uid, folder", 1)
            command = [sys.executable, "-c", script, "65533", str(home.folder), str(place)]

            def sneak() -> list[str]:
                done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
                return done.stdout.splitlines()

            assert sneak() == ["refused"] * 3
            for folder in (home.folder, place.parent):
                folder.chmod(0o755)
            place.chmod(0o666)
            told = sneak()[-1]
            assert "result" not in told
            assert "state" not in told
        finally:
            home.stop()


def test_nothing_listens_but_the_owners_socket(stage: Stage) -> None:
    """No web page can talk to the daemon: none of its processes has a network socket, only Unix ones."""
    pid = stage.home.daemon_pid()
    assert pid is not None
    for each in (pid, *children_of(pid).values()) if is_root() else ():
        assert psutil.Process(each).net_connections("inet") == []
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(str(stage.home.home.socket))
        line.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        line.settimeout(10)
        answer = line.recv(4096)
    assert b"HTTP" not in answer
    assert b"Anna" not in answer
