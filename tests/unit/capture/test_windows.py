"""The window list of a real display with a real window manager."""

from __future__ import annotations

import threading

import pytest
from Xlib import X, Xatom

from assistant.capture.windows import WindowList, to_monitor
from assistant.errors import DisplayError
from assistant.types import Box, Window
from tests.xvfb import Desktop, wait_until, x_desktop

pytestmark = pytest.mark.display


def titles(windows: tuple[Window, ...]) -> list[str]:
    """In their order."""
    return [window.title for window in windows]


def test_windows_come_topmost_first_with_the_focused_one_marked(desktop: Desktop) -> None:
    """Stacking and focus are the display's own, also after another window was brought to the front."""
    first = desktop.window("Notes über 日本語 🎈", box=(10, 40, 400, 200), app="Notes")
    desktop.window("Second", box=(100, 100, 400, 200), app="Other")
    windows = WindowList(desktop.display)
    assert titles(windows.list()) == ["Second", "Notes über 日本語 🎈"]
    desktop.activate(first)
    wait_until(lambda: windows.list()[0].focused)
    assert [(each.app, each.title, each.focused) for each in windows.list()] == [
        ("Notes", "Notes über 日本語 🎈", True),
        ("Other", "Second", False),
    ]


def test_the_rectangle_includes_the_title_bar(desktop: Desktop) -> None:
    """A title bar shows the title, so it belongs to the window that is to be masked."""
    desktop.window("Framed", box=(100, 100, 400, 200))
    window = WindowList(desktop.display).list()[0]
    assert (window.x, window.y) == (100, 100)
    assert window.width > 400
    assert window.height > 200


def test_minimised_windows_and_other_desktops_are_left_out(desktop: Desktop) -> None:
    """What cannot be seen covers nothing and is not listed; a window on all desktops stays."""
    hidden, away = desktop.window("Hidden"), desktop.window("Away")
    everywhere, here = desktop.window("Everywhere"), desktop.window("Here")
    desktop.xdotool("windowminimize", "--sync", str(hidden.id))
    desktop.xdotool("set_desktop_for_window", str(away.id), "1")
    desktop.xdotool("set_desktop_for_window", str(everywhere.id), "-1")
    windows = WindowList(desktop.display)
    wait_until(lambda: set(titles(windows.list())) == {"Everywhere", "Here"})
    desktop.xdotool("set_desktop", "1")
    wait_until(lambda: set(titles(windows.list())) == {"Everywhere", "Away"})
    here.close()


def test_a_popup_of_nobody_is_unknown(desktop: Desktop) -> None:
    """A toast that no window manager lists is in the list, on top, without app and title, even if it has a class."""
    desktop.window("Mail", app="Mail")
    desktop.window("", "Your code is 271 828", (900, 10, 300, 60), app="", override_redirect=True)
    desktop.window("New message", "Anna: hello", (900, 80, 300, 60), app="Toaster", override_redirect=True)
    listed = WindowList(desktop.display).list()
    assert [(each.app, each.title) for each in listed] == [("", ""), ("", ""), ("Mail", "Mail")]
    assert listed[1].box == (900, 10, 1200, 70)


def test_a_menu_carries_the_names_of_its_window(desktop: Desktop) -> None:
    """A popup that names its window, or comes from a program that is listed, is judged like that window."""
    mail = desktop.window("Inbox", app="Mail", box=(50, 50, 300, 200))
    desktop.window("Notes", app="Notes", box=(500, 50, 300, 200))
    desktop.window("", "Reply", (60, 100, 100, 100), app="", override_redirect=True, transient_for=mail)
    desktop.window("", "Bold", (600, 300, 100, 100), app="Notes", override_redirect=True)
    listed = WindowList(desktop.display).list()
    assert [(each.app, each.title, each.focused) for each in listed[:2]] == [
        ("Notes", "Notes", False),
        ("Mail", "Inbox", False),
    ]


def test_a_notification_is_unknown_even_from_a_listed_program(desktop: Desktop) -> None:
    """Toasts of a program that also has a window carry other people's words, and stay unknown."""
    desktop.window("Chat", app="Chat")
    toast = desktop.window("Toast", "code 123", (900, 10, 200, 60), app="Chat", override_redirect=True)
    kind = desktop.connection.intern_atom("_NET_WM_WINDOW_TYPE_NOTIFICATION")
    toast.set_cardinals("_NET_WM_WINDOW_TYPE", [kind], Xatom.ATOM)
    assert (WindowList(desktop.display).list()[0].app, WindowList(desktop.display).list()[0].title) == ("", "")


def test_docks_without_a_class_are_named_by_their_kind(desktop: Desktop) -> None:
    """Panels and desktop windows are ordinary parts of a screen."""
    window = desktop.window("Panel", app="", box=(0, 760, 1280, 40))
    kind = desktop.connection.intern_atom("_NET_WM_WINDOW_TYPE_DOCK")
    window.set_cardinals("_NET_WM_WINDOW_TYPE", [kind], Xatom.ATOM)
    assert WindowList(desktop.display).list()[0].app == "dock"


def test_drop_shadows_do_not_cover_the_window_below(desktop: Desktop) -> None:
    """A shadow that a toolkit draws inside its window belongs to what lies below; absurd ones are not believed."""
    windows = WindowList(desktop.display)
    managed = desktop.window("Managed", box=(600, 100, 400, 300))

    def place() -> Box:
        return next(each.box for each in windows.list() if each.title == "Managed")

    x0, y0, x1, y1 = place()
    managed.set_cardinals("_GTK_FRAME_EXTENTS", [20, 20, 15, 25])
    wait_until(lambda: place() == (x0 + 20, y0 + 15, x1 - 20, y1 - 25))
    managed.set_cardinals("_GTK_FRAME_EXTENTS", [390, 0, 0, 0])
    wait_until(lambda: place() == (x0 + 64, y0, x1, y1))


def test_what_shines_through_is_said(desktop: Desktop) -> None:
    """Under a compositor, a window with an alpha channel or less than full opacity hides nothing that lies below."""
    solid = desktop.window("Solid", box=(10, 40, 300, 200))
    desktop.window("Alpha", box=(400, 40, 300, 200), depth=32)
    vouched = desktop.window("Vouched", box=(800, 40, 300, 200), depth=32)
    vouched.set_cardinals("_NET_WM_OPAQUE_REGION", [0, 0, 300, 200])
    windows = WindowList(desktop.display)
    assert not any(window.see_through for window in windows.list())

    connection = desktop.connection
    owner = connection.screen().root.create_window(0, 0, 1, 1, 0, 0, window_class=X.InputOnly)
    owner.set_selection_owner(connection.intern_atom("_NET_WM_CM_S0"), X.CurrentTime)
    connection.sync()
    assert {window.title for window in windows.list() if window.see_through} == {"Alpha"}
    solid.set_cardinals("_NET_WM_WINDOW_OPACITY", [0xE0000000])
    assert {window.title for window in windows.list() if window.see_through} == {"Alpha", "Solid"}


def test_windows_that_come_and_go_never_break_the_list(desktop: Desktop) -> None:
    """Windows vanish between two questions about them all the time."""
    desktop.window("Stays")
    enough = threading.Event()

    def come_and_go() -> None:
        with desktop.visit() as visitor:
            while not enough.is_set():
                visitor.window("Goes", wait=False).close()
                visitor.window("", wait=False, override_redirect=True).close()

    crowd = [threading.Thread(target=come_and_go) for _ in range(2)]
    for each in crowd:
        each.start()
    windows = WindowList(desktop.display)
    try:
        for _ in range(200):
            assert "Stays" in titles(windows.list())
    finally:
        enough.set()
        for each in crowd:
            each.join()


def test_without_a_window_manager_names_are_found_too() -> None:
    """On a bare X server the windows themselves carry their names, and popups are unknown as anywhere."""
    with x_desktop(window_manager=False) as desktop:
        desktop.window("Bare", app="Plain", box=(10, 10, 300, 200))
        desktop.window("", "code", app="", box=(600, 10, 300, 60), override_redirect=True)
        listed = WindowList(desktop.display).list()
        assert [(each.app, each.title) for each in listed] == [("", ""), ("Plain", "Bare")]


def test_a_lost_display_is_a_display_error_and_comes_back(desktop: Desktop) -> None:
    """The same object lists the windows of the server that returns."""
    desktop.window("Before")
    windows = WindowList(desktop.display)
    assert windows.list()
    desktop.server.kill()
    with pytest.raises(DisplayError):
        windows.list()
    desktop.server.start()
    assert windows.list() == ()


def test_windows_are_moved_into_the_pixels_of_their_monitor() -> None:
    """Each monitor lists the windows that reach into it, in its own pixels, in the same order."""
    left, both, right = (
        Window("a", "l", 0, 0, 100, 100),
        Window("b", "b", 600, 10, 100, 50),
        Window("c", "r", 700, 0, 9, 9),
    )
    assert to_monitor((left, both, right), (0, 0, 640, 480)) == (left, both)
    assert [(each.title, each.x, each.y) for each in to_monitor((left, both, right), (640, 0, 1280, 480))] == [
        ("b", -40, 10),
        ("r", 60, 0),
    ]
