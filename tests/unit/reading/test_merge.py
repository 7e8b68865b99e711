"""What is new on the screen, and what is not."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from assistant.reading.merge import Merged, merge
from assistant.reading.raw import RawLine
from assistant.reading.screen import LINES_A_WINDOW, Screen, window_at, window_key
from assistant.types import Box, Window

NOTES = Window("gedit", "notes.txt - gedit", 0, 0, 800, 600, focused=True)
MAIL = Window("thunderbird", "Inbox - Thunderbird", 0, 0, 800, 600)
WHOLE = ((0, 0, 800, 600),)


def line(text: str, y: int = 40, x: int = 20, score: float = 1.0) -> RawLine:
    """A line of 18 rows."""
    return RawLine(text, (x, y, x + 8 * len(text), y + 18), score)


def show(screen: Screen, *lines: RawLine, window: Window = NOTES) -> Merged:
    """The screen after a frame that was read whole."""
    return merge(screen, WHOLE, lines, [window])


def texts(merged: Merged) -> list[str]:
    """The new texts."""
    return [new.line.text for new in merged.new]


def test_first_sight_is_all_new() -> None:
    """On an empty screen every line is new."""
    assert texts(show(Screen(), line("one"), line("two", 80))) == ["one", "two"]


def test_rereading_brings_nothing_new() -> None:
    """The same lines again, with the reader's usual slips, are not new."""
    first = show(Screen(), line("Meeting with Anna on Friday"), line("bring the slides", 80))
    again = show(first.screen, line("Meeting with Anna on Fr1day"), line("bring the s lides", 80))
    assert texts(again) == []


def test_another_digit_is_news() -> None:
    """A changed number is never taken for a slip of the reader."""
    first = show(Screen(), line("The deadline is March 12"))
    assert texts(show(first.screen, line("The deadline is March 19"))) == ["The deadline is March 19"]


def test_a_short_changed_word_is_news() -> None:
    """With "now" for "not" it is another statement."""
    first = show(Screen(), line("I will not come to the party"))
    assert texts(show(first.screen, line("I will now come to the party"))) == ["I will now come to the party"]


def test_scrolled_lines_are_not_new() -> None:
    """Known text at another height of the same program is not new; what scrolled in is."""
    first = show(Screen(), line("alpha text", 100), line("beta text", 140))
    after = show(first.screen, line("alpha text", 60), line("beta text", 100), line("gamma text", 140))
    assert texts(after) == ["gamma text"]


def test_a_typed_line_replaces_its_shorter_version() -> None:
    """A line that grew is new once and remembers what it was."""
    first = show(Screen(), line("Call the"))
    after = show(first.screen, line("Call the plumber"))
    assert [(new.line.text, new.before) for new in after.new] == [("Call the plumber", "Call the")]
    assert [seen.line.text for seen in after.screen.lines] == ["Call the plumber"]


def test_lines_outside_the_regions_stay() -> None:
    """Only what was read again is replaced."""
    first = show(Screen(), line("above", 20), line("below", 400))
    after = merge(first.screen, [(0, 380, 800, 440)], [line("changed", 400)], [NOTES])
    assert [seen.line.text for seen in after.screen.lines] == ["above", "changed"]
    assert texts(after) == ["changed"]


def test_unchanged_pixels_keep_their_first_reading() -> None:
    """A line in a region whose own pixels are the same is not read anew."""
    first = show(Screen(), line("certain text"), line("old", 80))
    after = merge(first.screen, WHOLE, [line("certaln tezt"), line("new", 80)], [NOTES], lambda box: box[1] == 40)
    assert texts(after) == ["new"]
    assert "certain text" in [seen.line.text for seen in after.screen.lines]


def test_a_window_that_comes_back_shows_nothing_new_but_recurs() -> None:
    """Switching away and back again repeats lines: they are counted, not observed."""
    first = show(Screen(), line("the plan for the week"))
    away = show(first.screen, line("dear Maria"), window=MAIL)
    back = show(away.screen, line("the plan for the week"))
    assert texts(away) == ["dear Maria"]
    assert texts(back) == []
    assert [again.line.text for again in back.again] == ["the plan for the week"]


def test_the_same_text_in_another_window_is_new() -> None:
    """Memory is kept by window: who says it matters."""
    first = show(Screen(), line("see you on Monday"))
    away = show(first.screen, line("see you on Monday", 300), window=MAIL)
    assert texts(away) == ["see you on Monday"]


@pytest.mark.parametrize(("one", "two"), [("10:32", "10:33"), ("Mon 2 Mar 10:59", "Mon 2 Mar 11:00")])
def test_a_ticking_clock_is_not_news(one: str, two: str) -> None:
    """A line that is nothing but the time changes without meaning anything."""
    assert texts(show(show(Screen(), line(one)).screen, line(two))) == []


def test_lines_of_no_window_go() -> None:
    """What no known window shows belongs to nobody."""
    small = Window("xterm", "xterm", 0, 0, 100, 100)
    assert merge(Screen(), WHOLE, [line("on the desktop", 400)], [small]).screen.lines == ()


def test_a_line_belongs_to_the_topmost_window() -> None:
    """The first window over a line's middle has it; covered windows show nothing there."""
    dialog = Window("zenity", "Question", 0, 0, 400, 200)
    assert window_at([dialog, NOTES], line("Really?")) is dialog
    assert window_at([dialog, NOTES], line("below", 500)) is NOTES


def test_counters_in_titles_do_not_make_new_windows() -> None:
    """A window with "(3) Inbox" and later "Inbox *" is one window."""
    titles = ["Inbox - Mail", "(3) Inbox - Mail", "(14) Inbox - Mail", "Inbox - Mail *", "● Inbox - Mail"]
    assert len({window_key(Window("chromium", title, 0, 0, 9, 9)) for title in titles}) == 1
    assert window_key(Window("chromium", "Issue 12", 0, 0, 9, 9)) != window_key(
        Window("chromium", "Issue 13", 0, 0, 9, 9)
    )


def test_a_screen_survives_json() -> None:
    """A restart neither learns again nor loses: the stored screen is the same screen."""
    screen = show(Screen(), line("größer"), line("東京", 80)).screen
    restored = Screen.from_json(json.loads(json.dumps(screen.to_json())))
    assert restored == screen
    assert texts(show(restored, line("größer"), line("東京", 80))) == []


def test_memory_is_bounded() -> None:
    """A terminal that never stops printing does not grow the screen without end."""
    screen = Screen()
    for frame in range(120):
        rows = [line(f"log entry {frame}-{row} with words", 10 + row * 20) for row in range(25)]
        screen = show(screen, *rows).screen
    assert sum(len(digests) for _, digests in screen.memory) <= LINES_A_WINDOW
    assert len(screen.lines) == 25


def test_forgetting_leaves_neither_text_nor_digest() -> None:
    """What the user deletes leaves the stored screen too."""
    screen = show(Screen(), line("secret plan"), line("other", 80)).screen.without(lambda text: "secret" in text)
    assert "secret" not in json.dumps(screen.to_json())
    assert [len(digests) for _, digests in screen.memory] == [1]


def within(x0: int, x1: int) -> Callable[[Box], bool]:
    """Pixels that changed only between two columns."""
    return lambda box: box[2] <= x0 or box[0] >= x1


def test_a_line_written_on_beyond_its_old_end_is_news() -> None:
    """No pixel of the old half changed, and still the whole line is what stands there now."""
    old, whole = line("I will write to Anna"), line("I will write to Anna by Friday")
    first = show(Screen(), old)
    merged = merge(first.screen, WHOLE, [whole], [NOTES], within(old.box[2], 800))
    assert texts(merged) == ["I will write to Anna by Friday"]
    assert merged.new[0].before == "I will write to Anna"
    assert [seen.line.text for seen in merged.screen.lines] == ["I will write to Anna by Friday"]


def test_a_line_read_together_with_its_neighbour_is_not_news() -> None:
    """Two columns that the reader joins this time stay the two lines they were where nothing changed."""
    left, right = line("Budget review"), line("Tuesday", x=300)
    first = show(Screen(), left, right)
    joined = RawLine("Budget review Tuesday", (left.box[0], 40, right.box[2], 58), 1.0)
    assert texts(merge(first.screen, WHOLE, [joined], [NOTES], within(200, 250))) == []


def test_the_last_letter_of_a_word_is_kept() -> None:
    """A letter more at the end was typed, unless it may be the bar of a cursor."""
    first = show(Screen(), line("I will write to Anna by Frida"))
    assert texts(show(first.screen, line("I will write to Anna by Friday"))) == ["I will write to Anna by Friday"]
    assert texts(show(first.screen, line("I will write to Anna by Frida|"))) == []


def test_a_line_that_another_window_cuts_is_not_news() -> None:
    """Text that ends where a covering window begins is half a sentence; uncovered it is news."""
    text = "I will not come to the party"
    cover = Window("zenity", "Question", 180, 0, 300, 600)
    half = RawLine("I will not come to t", (20, 40, 176, 58))
    covered = merge(Screen(), WHOLE, [half, line("short", 80)], [cover, NOTES])
    assert texts(covered) == ["short"]
    assert texts(show(covered.screen, line(text), line("short", 80))) == [text]


def test_a_ticked_box_is_news() -> None:
    """The same words with their box ticked are new; the box read now and missed before is not."""
    first = show(Screen(), line("[ ] Order toner for the printer"))
    assert texts(show(first.screen, line("[x] Order toner for the printer"))) == ["[x] Order toner for the printer"]
    bare = show(Screen(), line("Order toner for the printer"))
    assert texts(show(bare.screen, line("[ ] Order toner for the printer"))) == []
    kept = merge(bare.screen, WHOLE, [line("[x] Order toner for the printer")], [NOTES], lambda _box: True)
    assert texts(kept) == ["[x] Order toner for the printer"]


def test_a_line_that_was_detected_twice_stands_once() -> None:
    """The detector draws two boxes around some lines; equal words side by side are two lines all the same."""
    merged = show(Screen(), line("10:00", 40, 20), line("10:00", 42, 22), line("10:00", 40, 200))
    assert texts(merged) == ["10:00"]
    assert len(merged.screen.lines) == 2
