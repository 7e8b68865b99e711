"""A real X server for tests: Xvfb with openbox, windows with known titles and text, and a typing hand.

Everything takes the display explicitly and nothing touches ``os.environ``, so tests of several displays may
run in one process. Use :func:`x_desktop` as a context manager, or the ``desktop`` fixture by importing it in a
``conftest.py``::

    with x_desktop((1280, 800)) as desktop:
        desktop.window("Notes", "Buy milk", box=(10, 10, 400, 200))
        desktop.type("hello")

Programs in it have a home folder of their own, which goes with the desktop. Needed are xvfb, openbox, xdotool, and
for the helpers of those names xterm and chromium.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

import pytest
import Xlib.display
from PIL import Image, ImageDraw, ImageFont
from Xlib import X, Xatom
from Xlib import error as xerror

Answer = TypeVar("Answer")

NEEDED = ("Xvfb", "openbox", "xdotool")
FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
)


def wait_until(predicate: Callable[[], Answer], timeout: float = 10.0, what: str = "") -> Answer:
    """The first truthy answer of ``predicate``; fails the test when there is none within ``timeout`` seconds."""
    deadline = time.monotonic() + timeout
    while not (answer := predicate()):
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {timeout} s: {what or predicate}")
        time.sleep(0.02)
    return answer


def end(process: subprocess.Popen[Any]) -> None:
    """End a process that this module started in a session of its own, with its children."""
    if process.poll() is None:
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(process.pid, number)
            except ProcessLookupError:
                break
            try:
                process.wait(5)
                break
            except subprocess.TimeoutExpired:
                continue
    if process.stdout:
        process.stdout.close()


class XServer:
    """One Xvfb, which can be killed and come back under the same number."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.size = size
        self.number: int | None = None
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def display(self) -> str:
        """The display's name, such as ``:7``."""
        return f":{self.number}"

    @property
    def pid(self) -> int:
        """The server's process, while it runs."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start on a free number, or again on the number it had; returns when it answers."""
        command = ["Xvfb", "-noreset", "-nolisten", "tcp", "-screen", "0", f"{self.size[0]}x{self.size[1]}x24"]
        if self.number is None:
            read, write = os.pipe()
            self._process = _start([*command, "-displayfd", str(write)], pass_fds=(write,))
            os.close(write)
            with os.fdopen(read, "rb") as answer:
                self.number = int(answer.readline())
        else:
            self._process = _start([*command, self.display])
        wait_until(self.answers, what="Xvfb answers")

    def answers(self) -> bool:
        """Whether a client can connect."""
        try:
            Xlib.display.Display(self.display).close()
        except (xerror.DisplayError, xerror.ConnectionClosedError, OSError):
            return False
        return True

    def kill(self) -> None:
        """The server dies at once, as in a crash."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(5)
            # A killed server leaves these behind, and refuses to start while they name a living process.
            for leftover in (f"/tmp/.X{self.number}-lock", f"/tmp/.X11-unix/X{self.number}"):
                Path(leftover).unlink(missing_ok=True)
        self._process = None

    def stop(self) -> None:
        """The server ends in an orderly way."""
        if self._process is not None:
            end(self._process)
        self._process = None


class PlainWindow:
    """A window of the test's own: the text is its background, so the server repaints it without our help."""

    def __init__(self, connection: Any, window: Any) -> None:
        self._connection = connection
        self._window = window
        self.id: int = window.id

    def raise_(self) -> None:
        """Put it on top, as its own request."""
        self._window.configure(stack_mode=X.Above)
        self._connection.sync()

    def retitle(self, title: str) -> None:
        """Give it another title."""
        _set_text(self._connection, self._window, "_NET_WM_NAME", title)
        self._connection.sync()

    def show(self, text: str) -> None:
        """Draw another text."""
        _paint(self._connection, self._window, self._window.get_geometry(), text)

    def set_cardinals(self, name: str, values: Sequence[int], kind: int = Xatom.CARDINAL) -> None:
        """Set a numeric property such as ``_GTK_FRAME_EXTENTS``."""
        self._window.change_property(self._connection.intern_atom(name), kind, 32, list(values))
        self._connection.sync()

    def close(self) -> None:
        """Destroy it."""
        self._window.destroy()
        self._connection.sync()


class Desktop:
    """A running display with a window manager."""

    def __init__(self, server: XServer, environment: Mapping[str, str]) -> None:
        self.server = server
        self.environment = {**environment, "DISPLAY": server.display}
        """For programs that are started by hand in this desktop."""
        self._connection: Any = None
        self._processes: list[subprocess.Popen[Any]] = []
        self._folders: list[str] = []

    @property
    def display(self) -> str:
        """The display's name."""
        return self.server.display

    @property
    def connection(self) -> Any:
        """The test's own X connection."""
        if self._connection is None:
            self._connection = Xlib.display.Display(self.display)
        return self._connection

    def manage(self) -> None:
        """Start openbox and wait until it manages windows."""
        self.start(["openbox", "--sm-disable"])
        ready = self.connection.intern_atom("_NET_CLIENT_LIST")
        root = self.connection.screen().root
        wait_until(lambda: root.get_full_property(ready, X.AnyPropertyType), 40, "openbox manages windows")

    def start(self, command: Sequence[str], **environment: str) -> subprocess.Popen[bytes]:
        """Start a program in this desktop; it ends with the desktop."""
        process = _start(command, env={**self.environment, **environment})
        self._processes.append(process)
        return process

    def window(
        self,
        title: str,
        text: str = "",
        box: tuple[int, int, int, int] = (50, 50, 600, 300),
        *,
        app: str = "Plain",
        override_redirect: bool = False,
        transient_for: PlainWindow | None = None,
        depth: int | None = None,
        wait: bool = True,
    ) -> PlainWindow:
        """A mapped window; ``box`` is x, y, width, height. An empty ``app`` or ``title`` sets no such property."""
        connection = self.connection
        screen = connection.screen()
        x, y, width, height = box
        looks = {"override_redirect": override_redirect, "background_pixel": 0xFFFFFFFF, "border_pixel": 0}
        if depth is not None:
            visual = next(each.visuals[0].visual_id for each in screen.allowed_depths if each.depth == depth)
            looks |= {"visual": visual, "colormap": screen.root.create_colormap(visual, X.AllocNone)}
        depth = depth or screen.root_depth
        window = screen.root.create_window(x, y, width, height, 0, depth, **looks)
        if title:
            _set_text(connection, window, "_NET_WM_NAME", title)
        if app:
            window.set_wm_class(app.lower(), app)
        if transient_for:
            window.change_property(Xatom.WM_TRANSIENT_FOR, Xatom.WINDOW, 32, [transient_for.id])
        # User-specified position and size, so that the window manager does not place it elsewhere.
        window.change_property(Xatom.WM_NORMAL_HINTS, Xatom.WM_SIZE_HINTS, 32, [3, x, y, width, height, *[0] * 13])
        _paint(connection, window, window.get_geometry(), text)
        window.map()
        connection.sync()
        if wait:
            wait_until(lambda: self._shown(window), 40, "the window is shown")
        return PlainWindow(connection, window)

    @staticmethod
    def _shown(window: Any) -> bool:
        """Whether it shows; asks again, because openbox loses requests that come while it is starting."""
        window.map()
        return bool(window.get_attributes().map_state == X.IsViewable)

    def xterm(self, title: str, script: str = "cat", geometry: str = "80x24+20+20") -> subprocess.Popen[bytes]:
        """An xterm running a shell ``script``, whose title stays ``title``."""
        command = [
            "xterm",
            "-T",
            title,
            "-xrm",
            "XTerm*allowTitleOps: false",
            "-geometry",
            geometry,
            "-fa",
            "Monospace",
        ]
        process = self.start([*command, "-fs", "12", "-e", "sh", "-c", script])
        self.wait_for_title(title)
        return process

    def chromium(self, *arguments: str, title: str | None = None, **environment: str) -> subprocess.Popen[bytes]:
        """Chromium with a profile of its own and no network; pass URLs and switches such as ``--incognito``."""
        profile = tempfile.mkdtemp(prefix="chromium-")
        self._folders.append(profile)
        switches = ["--no-sandbox", "--no-first-run", "--disable-gpu", "--disable-background-networking"]
        switches += [
            "--no-default-browser-check",
            "--disable-sync",
            "--password-store=basic",
            "--disable-dev-shm-usage",
        ]
        process = self.start(["chromium", *switches, f"--user-data-dir={profile}", *arguments], **environment)
        if title is not None:
            self.wait_for_title(title, timeout=40)
        return process

    def wait_for_title(self, title: str, timeout: float = 15) -> None:
        """Wait until a managed window's title holds ``title``."""
        wait_until(lambda: any(title in each for each in self.titles()), timeout, f"a window titled {title!r}")

    def titles(self) -> list[str]:
        """The titles of all managed windows."""
        root = self.connection.screen().root
        listed = root.get_full_property(self.connection.intern_atom("_NET_CLIENT_LIST"), X.AnyPropertyType)
        found = []
        for window_id in listed.value if listed else ():
            try:
                window = self.connection.create_resource_object("window", window_id)
                name = window.get_full_property(self.connection.intern_atom("_NET_WM_NAME"), X.AnyPropertyType)
                old_name = window.get_wm_name()
            except xerror.XError:
                continue
            found.append(bytes(name.value).decode() if name else str(old_name))
        return found

    def activate(self, window: PlainWindow) -> None:
        """Focus and raise, through the window manager."""
        self.xdotool("windowactivate", "--sync", str(window.id))

    def type(self, text: str, delay_ms: int = 12) -> None:
        """Type into the focused window."""
        self.xdotool("type", "--delay", str(delay_ms), text)

    def key(self, *names: str) -> None:
        """Press and release keys, such as ``Return`` or ``ctrl+c``."""
        self.xdotool("key", *names)

    def xdotool(self, *arguments: str) -> str:
        """Run xdotool and give its output."""
        done = subprocess.run(
            ["xdotool", *arguments], env=self.environment, check=True, timeout=30, stdout=subprocess.PIPE
        )
        return done.stdout.decode()

    @contextmanager
    def visit(self) -> Iterator[Desktop]:
        """The same desktop through a connection of its own, for another thread."""
        visitor = Desktop(self.server, self.environment)
        try:
            yield visitor
        finally:
            visitor.connection.close()

    def close(self) -> None:
        """End everything that was started here."""
        if self._connection is not None:
            with suppress(xerror.ConnectionClosedError, OSError):
                self._connection.close()
        for process in reversed(self._processes):
            end(process)
        self.server.stop()
        for folder in self._folders:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def x_desktop(size: tuple[int, int] = (1280, 800), *, window_manager: bool = True) -> Iterator[Desktop]:
    """A desktop that is gone, with every process in it, when the block ends; skips where Xvfb is missing."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    home = tempfile.mkdtemp(prefix="desktop-")
    server = XServer(size)
    server.start()
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": home, "XDG_RUNTIME_DIR": home}
    desktop = Desktop(server, environment)
    try:
        if window_manager:
            desktop.manage()
        yield desktop
    finally:
        desktop.close()
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    """A desktop of 1280x800 with openbox."""
    with x_desktop() as running:
        yield running


def _start(command: Sequence[str], **options: Any) -> subprocess.Popen[bytes]:
    """A quiet process in its own group."""
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(list(command), start_new_session=True, **{**quiet, **options})


def _set_text(connection: Any, window: Any, name: str, text: str) -> None:
    utf8 = connection.intern_atom("UTF8_STRING")
    window.change_property(connection.intern_atom(name), utf8, 8, text.encode())


def _paint(connection: Any, window: Any, geometry: Any, text: str) -> None:
    """Make ``text`` (black on white, 18 pixels high) the window's background."""
    width, height, depth = geometry.width, geometry.height, geometry.depth
    image = Image.new("RGB", (width, height), "white")
    font = next((ImageFont.truetype(path, 18) for path in FONTS if Path(path).exists()), None)
    ImageDraw.Draw(image).multiline_text((12, 10), text, fill="black", font=font, spacing=8)
    pixmap = window.create_pixmap(width, height, depth)
    context = pixmap.create_gc()
    raw = image.tobytes("raw", "BGRX")
    # One request holds at most 256 KiB, so the picture goes in strips.
    rows = max(1, 60_000 * 4 // (width * 4))
    for top in range(0, height, rows):
        strip = raw[top * width * 4 : (top + rows) * width * 4]
        pixmap.put_image(context, 0, top, width, len(strip) // (width * 4), X.ZPixmap, depth, 0, strip)
    window.change_attributes(background_pixmap=pixmap)
    window.clear_area()
    pixmap.free()
    context.free()
    connection.sync()
