"""Private windows of the Chromium family, which look like ordinary ones to the window system."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.capture.accessibility import Announced, open_bus
from assistant.capture.caret import CaretFinder
from assistant.capture.clients import Client
from assistant.capture.private import BrowserPrivacy, compare, match
from assistant.capture.windows import WindowList
from assistant.privacy.exclusion import is_chromium
from assistant.types import Pixels
from tests.bus import Answer, private_bus, service
from tests.xvfb import Desktop, wait_until

TITLE = "Orders - Chromium"


@pytest.mark.parametrize(
    ("title", "name", "verdict"),
    [
        (TITLE, "Orders - Chromium", False),
        (TITLE, "Orders - Chromium (Incognito)", True),
        (TITLE, "Orders - Chromium (Inkognito)", True),
        (TITLE, "Orders - Chromium (navigation privée)", True),
        (TITLE, "Orders - Chromium（シークレット）", True),
        (TITLE, "Orders - Chromium (Guest)", True),
        (TITLE, "Orders - Audio playing - Chromium", False),
        (TITLE, "Orders - Audio playing - Chromium (Incognito)", True),
        (TITLE, "Orders - Chromium - Anna", False),
        (TITLE, "Orders - Chromium (a word nobody listed)", None),
        (TITLE, "Orders - Chromium - Anna (?)", None),
        (TITLE, "Other page - Chromium", None),
        (TITLE, "Orders", None),
        ("Orders", "Orders", False),
        ("Orders", "Orders (Incognito)", True),
        ("", "", None),
        ("", "Anything (Incognito)", None),
        ("What is (Incognito)? - Chromium", "What is (Incognito)? - Chromium", False),
    ],
)
def test_accessible_names_tell(title: str, name: str, verdict: bool | None) -> None:
    """Exactly the window's title is ordinary, a known mark is private, and everything else is not known."""
    assert compare(title, name) is verdict


def _client(title: str = TITLE, box: tuple[int, int, int, int] = (0, 0, 800, 600), number: int = 1) -> Client:
    return Client(number, "Chromium", title, box, None, None, 0, notification=False, minimised=False, see_through=False)


def test_two_windows_with_one_title_are_told_apart_by_their_place() -> None:
    """The nearest announced window decides; at the same place nobody can tell."""
    ordinary = Announced("Chromium", TITLE, (0, 0, 800, 600))
    private = Announced("Chromium", f"{TITLE} (Incognito)", (400, 0, 1200, 600))
    assert match(_client(), [ordinary, private]) is False
    assert match(_client(box=(402, 2, 1198, 602)), [ordinary, private]) is True
    assert match(_client(box=(200, 0, 1000, 600)), [ordinary, private]) is None
    assert match(_client(), []) is None


@pytest.mark.parametrize("app", ["Chromium", "chromium-browser", "Google-chrome", "Brave-browser", "Microsoft-edge"])
def test_the_family_is_known(app: str) -> None:
    """Browsers of Chromium's family are asked about; others are not."""
    assert is_chromium(app)
    assert not is_chromium("firefox")
    assert not is_chromium("")


def test_without_a_bus_a_browser_stays_unknown() -> None:
    """Nobody tells: not known, which is painted over; other programs are not judged at all."""
    editor = Client(
        2, "Editor", "x", (0, 0, 9, 9), None, None, 0, notification=False, minimised=False, see_through=False
    )
    for address in (None, "unix:path=/nonexistent/bus"):
        assert BrowserPrivacy(address).judge([_client(), editor], {1}) == {1: None}


NONSENSE: list[Answer] = [("", ()), ("s", ("text",)), ("a(so)", ([("org.a11y.Nobody", "/x"), (":9.9", "/y")],))]


@pytest.mark.parametrize("children", NONSENSE)
def test_nonsense_on_the_accessibility_bus_harms_nobody(children: Answer) -> None:
    """Any program may answer there: whatever it says, browsers stay unknown and nothing is raised."""
    with (
        private_bus() as bus,
        service(bus, "org.a11y.Bus", {"GetAddress": ("s", (bus,)), "Set": ("", ())}),
        service(bus, "org.a11y.atspi.Registry", {"GetChildren": children, "RegisterEvent": ("", ())}),
        service(bus, "org.a11y.Nobody", {"Get:Name": ("v", (("i", 7),)), "GetChildren": ("i", (3,))}),
    ):
        assert BrowserPrivacy(bus).judge([_client()], set()) == {1: None}
        assert CaretFinder(bus).box() is None


@pytest.mark.display
def test_the_toolbar_is_read_only_where_nothing_covers_it(desktop: Desktop) -> None:
    """The hook gets the strip's pixels once, its answer is remembered while the window lives, and no longer."""
    strips: list[Pixels] = []

    def read(strip: Pixels) -> bool | None:
        strips.append(strip)
        return True

    privacy = BrowserPrivacy(None, display=desktop.display, read_toolbar=read)
    browser = desktop.window(TITLE, "Incognito", (100, 100, 500, 400), app="Chromium")
    windows = WindowList(desktop.display, privacy)
    assert [each.private for each in windows.list()] == [True]
    assert [each.private for each in windows.list()] == [True]
    assert [(strip.height, len(strip.data)) for strip in strips] == [(140, 140 * strips[0].width * 4)]
    browser.close()
    wait_until(lambda: windows.list() == ())
    assert privacy._known == {}

    desktop.window("Two", "", (100, 100, 500, 400), app="Chromium")
    desktop.window("Cover", "", (150, 110, 300, 200), app="", override_redirect=True)
    assert [each.private for each in windows.list()] == [None, None]
    assert len(strips) == 1


@pytest.fixture
def session_bus(desktop: Desktop) -> Iterator[str]:
    """A session bus on which services may start with this desktop as their display."""
    if not (shutil.which("chromium") and Path("/usr/libexec/at-spi-bus-launcher").exists()):
        pytest.skip("not installed: chromium, at-spi2-core")
    with private_bus({"DISPLAY": desktop.display}) as address:
        yield address


def _page(folder: Path, title: str) -> str:
    file = folder / f"{title}.html"
    file.write_text(f"<title>{title}</title>hello")
    return file.as_uri()


@pytest.mark.display
def test_defect_16_chromium_tells_its_private_windows(desktop: Desktop, session_bus: str, tmp_path: Path) -> None:
    """A real browser with an ordinary and a private window of equal title, class and role: both are told apart."""
    open_bus(session_bus).close()
    home = {"HOME": str(tmp_path), "DBUS_SESSION_BUS_ADDRESS": session_bus}
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    desktop.chromium(_page(tmp_path / "a", "Ordinary"), title="Ordinary", **home)
    desktop.chromium("--incognito", _page(tmp_path / "b", "Hidden"), title="Hidden", **home)
    windows = WindowList(desktop.display, BrowserPrivacy(session_bus))

    wait_until(lambda: None not in {window.private for window in windows.list()}, 30, "both windows are known")
    assert {window.title: window.private for window in windows.list()} == {
        "Ordinary - Chromium": False,
        "Hidden - Chromium": True,
    }
