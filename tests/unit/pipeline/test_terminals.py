"""Lines of chats, calendars and lists of tasks in a terminal as beliefs: a terminal holds any program."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.pipeline import choose, clip, passage, propose, scene
from assistant.pipeline.pair import Relation
from assistant.pipeline.relate import relate
from assistant.pipeline.scene import Surface
from assistant.types import BlockKind, Kind, Line, Proposition, Tier, Who
from tests.unit.pipeline.build import MARTA, line, observation


def believe(*lines: Line, title: str = "tmux", number: int = 1) -> list[Proposition]:
    """What the real pipeline believes from the lines of one terminal, without a mind; the telling ones."""
    seen = observation(*lines, app="foot", title=title, number=number)
    made = [propose.propose(one, None, seen, MARTA) for one in choose.choose(seen, MARTA)]
    return [one for one in made if one is not None]


@pytest.mark.parametrize(
    ("text", "header", "bare"),
    [
        ("08:33 marta | jo: yes, I bring it", "marta", "jo: yes, I bring it"),
        ("08:33 marta i jo: yes, I bring it", "marta", "jo: yes, I bring it"),
        ("[08:33] <@marta> yes, I bring it", "marta", "yes, I bring it"),
        ("[marta] jo: yes, I bring it", "marta", "jo: yes, I bring it"),
        ("12:01 jo I am late", "jo", "I am late"),
        ("marta is great", "marta", "marta is great"),
        ("1 house 2026-06-12 Order the gutter", "task 1: house", "2026-06-12 Order the gutter"),
        ("12 3d H club tomorrow Write the minutes 8.92", "task 12: club", "tomorrow Write the minutes"),
        ("3 eggs and 2 lemons", "task: Shopping", "3 eggs and 2 lemons"),
        ("2 (A) Ring the plumber", "task 2", "Ring the plumber"),
        ("Completed task 4 'Order the gutter'.", "done: tasks", "Order the gutter"),
        ("2026-06-09 house Order the gutter", "done: house", "Order the gutter"),
        ("3 x 2026-06-08 Return the drill", "done: tasks", "Return the drill"),
        ("[#garten] see you at six", "#garten", "see you at six"),
    ],
)
def test_what_a_program_sets_before_the_words_is_none_of_them(text: str, header: str, bare: str) -> None:
    """Times, senders, numbers and lists fall away; what is left is a part of the line."""
    assert clip.bare(text, header) == bare
    assert bare in text


@pytest.mark.parametrize(
    ("app", "title", "surface"),
    [
        ("xterm", "kalender - tern", Surface.CALENDAR),
        ("foot", "calcurse", Surface.CALENDAR),
        ("kitty", "marta@tern: ~/calendar", Surface.TERMINAL),
        ("xterm", "vim calendar.md", Surface.DOCUMENT),
        ("xterm", "man calendar api", Surface.TERMINAL),
    ],
)
def test_a_terminals_title_may_name_a_calendar(app: str, title: str, surface: Surface) -> None:
    """The program itself or the pane's name, but no folder and no page of a manual."""
    assert scene.surface(app, title) is surface


def test_the_shape_of_a_line_says_where_it_stands() -> None:
    """Messages are chat, entries under a day a calendar, output a terminal's, side by side in one window."""
    said = line("see you", header="jo")
    entry = line("Dentist", Who.USER, "Tuesday, 9 June 2026", BlockKind.ENTRY)
    output = line("see you", Who.UNKNOWN, "ls", BlockKind.TERMINAL)
    found = [scene.place_of_line(one, Surface.TERMINAL) for one in (said, entry, output)]
    assert found == [Surface.CHAT, Surface.CALENDAR, Surface.TERMINAL]
    assert scene.place_of_line(output, Surface.CALENDAR) is Surface.TERMINAL
    assert scene.place_of_line(said, Surface.MAIL) is Surface.MAIL


def test_an_entry_of_a_calendar_in_a_shell() -> None:
    """It is the calendar's, with its day, as in any other calendar; "vor Ort" sets no limit."""
    hour = line("09:00 -> 16:00", Who.USER, "Thursday, 2026-03-05", BlockKind.ENTRY, Tier.OWN)
    text = line("Werksbesuch vor Ort", Who.USER, "Thursday, 2026-03-05", BlockKind.ENTRY, Tier.OWN, row=1)
    (made,) = believe(hour, replace(text, box=(40, 20, 200, 40)))
    assert made.text == "The user's calendar shows for Thursday, 2026-03-05: '09:00 -> 16:00 Werksbesuch vor Ort'"
    assert made.kind is Kind.EVENT
    assert made.valid_from is not None
    assert (made.valid_from.month, made.valid_from.day, made.valid_from.hour) == (3, 5, 9)


def test_a_message_that_is_being_typed_is_one() -> None:
    """Its first line was written before this look and its last one since; both are the user's."""
    first = line("[marta] jo: yes, I will bring the", Who.USER, "marta", tier=Tier.OWN)
    last = line("ladder on Friday", Who.USER, "marta", tier=Tier.TYPED, row=1)
    (made,) = believe(first, replace(last, box=(40, 22, 180, 42)))
    assert made.text == "The user wrote: 'jo: yes, I will bring the ladder on Friday'"
    assert made.trust is Tier.OWN


def test_what_was_sent_takes_the_place_of_its_draft() -> None:
    """The line at the bottom breaks in the middle of a word; the message itself does not."""
    first = line("[marta] jo: I will send the ladd", Who.USER, "marta", tier=Tier.TYPED)
    last = line("er on Friday", Who.USER, "marta", tier=Tier.TYPED, row=1)
    (draft,) = believe(first, replace(last, box=(40, 22, 140, 42)))
    (sent,) = believe(line("jo: I will send the ladder on Friday", Who.USER, "marta", tier=Tier.OWN), number=2)
    assert relate(sent, draft, 0.95).relation is Relation.REFINES
    assert relate(draft, sent, 0.95).relation is Relation.SAME


def test_a_message_goes_on_in_the_next_line_of_its_terminal() -> None:
    """However short its first line is and whatever the next begins with."""
    lines = line("see you at the", header="jo"), line("Rotunde on Friday at 18:00", header="jo", row=1)
    seen = observation(lines[0], replace(lines[1], box=(40, 22, 240, 42)), app="foot", title="tmux")
    assert [one.focus for one in passage.passages(seen)] == ["see you at the Rotunde on Friday at 18:00"]


def test_a_task_of_two_words_is_worth_a_thought() -> None:
    """In the user's own list nothing more is needed; elsewhere two words are a label."""
    (task,) = believe(line("Laminiergerät zurückgeben", Who.USER, "task: TODO", BlockKind.TEXT, Tier.OWN))
    assert task.kind is Kind.TASK
    assert not believe(line("Laminiergerät zurückgeben", Who.USER, "", BlockKind.TEXT, Tier.OWN))


def test_one_machine_is_not_one_matter() -> None:
    """A mail and a commit in terminals of one machine share its name alone."""
    mail = line("We must move the server to Sunday, 8 March.", header="Jo Lind", kind=BlockKind.MAIL)
    commit = line("I will upgrade the server on 11 March.", Who.USER, "", BlockKind.MESSAGE, Tier.TYPED)
    (old,), (new,) = believe(commit, title="code - tern"), believe(mail, title="mail - tern", number=2)
    assert relate(new, old, 0.6, latest=True).relation is not Relation.CONTRADICTS


def _task(text: str, header: str, who: Who = Who.USER, number: int = 1) -> Proposition:
    tier = Tier.OWN if who is Who.USER else Tier.SEEN
    (made,) = believe(line(text, who, header, BlockKind.TEXT, tier), title="~", number=number)
    return made


@pytest.mark.parametrize(
    ("answer", "header", "said"),
    [
        ("Completed task 2 'Order the new gutter'.", "done: tasks", "a task is done"),
        ("Deleting task 2 'Order the new gutter'.", "deleted: tasks", "a task was deleted"),
    ],
)
def test_an_answer_ends_the_open_task(answer: str, header: str, said: str) -> None:
    """Though the open one carries its number, its project and the day it is due."""
    task = _task("2 house 2026-03-12 Order the new gutter", "task 2: house")
    assert task.text == "The user wrote: '2026-03-12 Order the new gutter'"
    assert task.kind is Kind.TASK
    over = _task(answer, header, Who.UNKNOWN, 2)
    assert over.text.casefold() == f"{said}: 'order the new gutter'"
    verdict = relate(over, task, 0.7)
    assert (verdict.relation, verdict.explicit) == (Relation.CONTRADICTS, True)
    other = _task("3 house 2026-03-12 Sweep the chimney", "task 3: house")
    assert relate(over, other, 0.5).relation is not Relation.CONTRADICTS


def test_another_day_moves_the_task() -> None:
    """A task with a later due date stands in the place of the same task with the old one."""
    old = _task("2 house 2026-03-12 Order the new gutter", "task 2: house")
    new = _task("1 house 2026-03-19 Order the new gutter", "task 1: house", number=2)
    assert relate(new, old, 0.9).relation is Relation.CONTRADICTS


@pytest.mark.parametrize("owner", ["dev", "@jo", "marta"])
def test_a_note_in_code_for_somebody_else_is_no_task_of_the_user(owner: str) -> None:
    """Programmers write whose it is."""
    note = line(f"# TODO({owner}): replace the old printers before Friday", Who.UNKNOWN, "", BlockKind.CODE)
    chosen = choose.choose(observation(note, app="foot", title="site.yml - tern"), MARTA)
    assert bool(chosen) is (owner == "marta")


def test_the_heads_of_a_table_are_no_row() -> None:
    """They say nothing by themselves; the cells under them carry them as headers."""
    heads = [line(text, Who.UNKNOWN, "", BlockKind.TABLE, row=0) for text in ("Ticket", "Assignee", "Due")]
    texts = (("T-7", "Ticket"), ("Marta Kowalska", "Assignee, T-7"), ("5 March", "Due, T-7"))
    row = [line(text, Who.UNKNOWN, header, BlockKind.TABLE, row=1) for text, header in texts]
    seen = observation(*heads, *row, app="chromium", title="My tickets - Chromium")
    assert [one.quote for one in choose.choose(seen, MARTA)] == ["T-7 Marta Kowalska 5 March"]
