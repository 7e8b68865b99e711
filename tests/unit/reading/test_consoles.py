"""What programs in a terminal show: chats, calendars and lists of tasks, in columns of equally wide letters."""

from __future__ import annotations

import pytest

from assistant.config import User
from assistant.reading import cards, entries
from assistant.reading.blocks import group
from assistant.reading.raw import RawLine
from assistant.types import BlockKind, Line, Who, Window

USER = User(names=("Maria Keller", "mkeller"), addresses=("maria@keller.example",))
WIDE, TALL = 9, 18


def at(column: int, row: float, text: str) -> RawLine:
    """A line that begins at a character's place."""
    x, y = 4 + WIDE * column, 30 + round(TALL * row)
    return RawLine(text, (x, y, x + WIDE * len(text), y + TALL + 3))


def read(*lines: RawLine, title: str = "tmux", app: str = "foot") -> list[Line]:
    """The lines of a terminal in blocks, in the order given."""
    return group(lines, Window(app, title, 0, 0, 1000, 800, focused=True), USER)


def of(lines: list[Line], text: str) -> Line:
    """The line that says this."""
    return next(line for line in lines if line.text == text)


def chat(*more: RawLine, left: int = 14) -> list[Line]:
    """Two people and the user in a channel, with wrapped texts and a list of rooms at the left."""
    return read(
        at(0, 0, "1."), at(2, 0, "weechat"), at(0, 1, "2."), at(2, 1, "#garten"), at(0, 2, "3. #haus"),
        at(left, 0, "10:58"), at(left + 16, 0, "Topic for #garten is \"Beete"), at(left + 16, 1, "und Bienen\""),
        at(left, 2, "11:02"), at(left + 9, 2, "jonas"), at(left + 16, 2, "wer hat den Schlüssel"),
        at(left + 16, 3, "für den Schuppen, ich"), at(left + 16, 4, "stehe davor"),
        at(left, 5, "11:04 mkeller"), at(left + 16, 5, "jonas: ich komme um"), at(left + 16, 6, "zwölf und bringe ihn"),
        at(left, 7, "11:05"), at(left + 11, 7, "ayse"), at(left + 16, 7, "mkeller: bringst du auch"),
        at(left + 16, 8, "die Säge mit?"), at(left, 30, "2:#garten"), *more,
    )  # fmt: skip


@pytest.mark.parametrize("left", [14, 40])
def test_a_wrapped_message_is_one_block_of_its_sender(left: int) -> None:
    """However many lines it takes and wherever the pane stands; time and name are the program's words."""
    lines = chat(left=left)
    first, last = of(lines, "wer hat den Schlüssel"), of(lines, "stehe davor")
    assert first.block == last.block
    assert (first.header, first.who, first.block_kind) == ("jonas", Who.OTHER, BlockKind.MESSAGE)
    mine = of(lines, "zwölf und bringe ihn")
    assert (mine.header, mine.who) == ("mkeller", Who.USER)
    assert of(lines, "die Säge mit?").header == "ayse"
    assert of(lines, "11:04 mkeller").block_kind is BlockKind.MENU
    assert of(lines, "ayse").block_kind is BlockKind.MENU


def test_notices_and_rooms_are_nobodys_messages() -> None:
    """What has no name beside it is the program's; the list of rooms and the bars are menus."""
    lines = chat()
    assert of(lines, 'und Bienen"').block_kind is BlockKind.TERMINAL
    for text in ("#garten", "3. #haus", "2:#garten", "10:58"):
        assert of(lines, text).block_kind is BlockKind.MENU


def test_what_is_being_typed_is_the_users() -> None:
    """Behind the own name at the bottom, also where it wraps; the name alone says nothing."""
    lines = chat(at(14, 31, "[mkeller] ayse: ja, und die"), at(14, 32, "Leiter"))
    for text in ("[mkeller] ayse: ja, und die", "Leiter"):
        assert (of(lines, text).who, of(lines, text).block_kind) == (Who.USER, BlockKind.MESSAGE)
    assert of(chat(at(14, 31, "[mkeller]")), "[mkeller]").block_kind is BlockKind.MENU


def test_people_at_the_right_are_a_list() -> None:
    """Words on an edge of their own, beside the texts."""
    lines = chat(at(60, 2, "@ayse"), at(61, 3, "jonas"), at(61, 4, "mkeller"))
    assert {of(lines, text).block_kind for text in ("@ayse", "jonas", "mkeller")} == {BlockKind.MENU}


def test_names_in_angles_and_a_draft_behind_the_room() -> None:
    """A text goes on under itself; the room's name before the last line says that it is being typed."""
    lines = read(
        at(0, 0, "11:02 < jonas> wer hat den Schlüssel? ich stehe seit"), at(15, 1, "zehn Minuten davor"),
        at(0, 2, "11:04 <@mkeller> ich komme um zwölf"), at(0, 9, "[11:05] [mkeller(+i)] [2:tern/#garten]"),
        at(0, 10, "[#garten] bis gleich"),
    )  # fmt: skip
    wrapped = of(lines, "zehn Minuten davor")
    assert (wrapped.header, wrapped.who, wrapped.block_kind) == ("jonas", Who.OTHER, BlockKind.MESSAGE)
    assert of(lines, "11:04 <@mkeller> ich komme um zwölf").header == "mkeller"
    draft = of(lines, "[#garten] bis gleich")
    assert (draft.who, draft.block_kind) == (Who.USER, BlockKind.MESSAGE)


def test_a_shell_beside_a_chat_stays_a_shell() -> None:
    """In another pane of the multiplexer, at the left of the messages."""
    lines = chat(at(0, 5, "maria@tern:~$ make"), at(0, 6, "done in 3 s"), left=40)
    assert of(lines, "maria@tern:~$ make").block_kind is BlockKind.TERMINAL
    assert of(lines, "maria@tern:~$ make").who is Who.USER


def test_a_log_with_times_is_no_chat() -> None:
    """Levels and services stand where names would, but nobody talks there."""
    log = [
        (at(0, row, f"09:1{row}:03"), at(10, row, word), at(18, row, f"request {row} was served in time"))
        for row, word in enumerate(("nginx", "sshd", "cron", "nginx"))
    ]
    lines = read(*(line for row in log for line in row), title="less access.log")
    assert not {line.block_kind for line in lines} & {BlockKind.MESSAGE, BlockKind.MENU}


def test_a_calendar_with_the_text_under_the_hours() -> None:
    """Each entry stands under its day, which may be set at the other edge; the user wrote it."""
    lines = read(
        at(10, 0, "Rendez-vous"), at(30, 1, "mardi 9 juin 2026"), at(2, 2, "- 10:30 -> 11:15"),
        at(4, 3, "Banque, dossier du prêt"),
        at(2, 5, "- 19:00 -> 21:00"), at(4, 6, "Chorale"), at(28, 8, "mercredi 10 juin 2026"),
        at(2, 9, "- 08:00 -> 09:00"), at(4, 10, "Contrôle technique"), at(60, 3, "juin 2026"), at(60, 4, "lun mar mer"),
        at(70, 12, "TODO"), at(60, 13, "2."), at(63, 13, "Rendre les livres"),
    )  # fmt: skip
    bank, choir, car = (of(lines, text) for text in ("Banque, dossier du prêt", "Chorale", "Contrôle technique"))
    assert bank.header == choir.header == "mardi 9 juin 2026"
    assert car.header == "mercredi 10 juin 2026"
    assert {bank.who, choir.who, car.who} == {Who.USER}
    assert bank.block == of(lines, "- 10:30 -> 11:15").block != choir.block
    task = of(lines, "Rendre les livres")
    assert (task.header, task.who) == ("task: TODO", Who.USER)


@pytest.mark.parametrize("heading", ["Today, 2026-06-09", "Heute, 09.06.2026", "Tuesday, 9th June, 2026 (today):"])
def test_a_calendar_with_the_text_behind_the_hours(heading: str) -> None:
    """As a command prints it in a shell; what the shell prints above and below is not of it."""
    lines = read(
        at(0, 0, "maria@tern:~$ khal list"), at(0, 1, heading), at(0, 2, "Geburtstag Oma"),
        at(0, 3, "10:00-11:00 Zahnarzt bei"), at(12, 4, "Doktor Brandt"), at(0, 5, "18:30-20:00 Volleyball"),
        at(0, 6, "maria@tern:~$ "),
    )  # fmt: skip
    dentist = of(lines, "10:00-11:00 Zahnarzt bei")
    assert dentist.who is Who.USER
    assert "9" in dentist.header
    assert of(lines, "Doktor Brandt").block == dentist.block != of(lines, "Geburtstag Oma").block
    assert of(lines, "Geburtstag Oma").header == dentist.header
    assert of(lines, "maria@tern:~$ khal list").block_kind is BlockKind.TERMINAL


def test_days_on_the_rows_of_their_entries() -> None:
    """The first entry of a day carries it, the others stand under it."""
    lines = read(
        at(0, 0, "maria@tern:~$ gcalcli agenda"), at(0, 1, "Tue Jun 09  9:30 Standup"), at(12, 2, "14:00 Review"),
        at(0, 3, "Wed Jun 10  12:15 Lunch with Ines"),
    )  # fmt: skip
    assert of(lines, "Tue Jun 09  9:30 Standup").header == "Tue Jun 09"
    assert of(lines, "14:00 Review").header == "Tue Jun 09"
    assert of(lines, "Wed Jun 10  12:15 Lunch with Ines").header == "Wed Jun 10"


def test_a_log_under_a_date_is_no_calendar() -> None:
    """Hours without an end, under one day, in a program that is no calendar."""
    lines = read(at(0, 0, "Tuesday, 09 June 2026"), at(0, 1, "09:12 backup started"), at(0, 2, "09:40 backup done"))
    assert {line.who for line in lines} == {Who.UNKNOWN}


def test_an_entry_that_moved_to_another_day_is_news() -> None:
    """Its words were read before, under the old day, which the page still shows."""

    def page(*entry: RawLine) -> list[Line]:
        days = at(20, 1, "Wednesday, 17 June 2026"), at(20, 6, "Thursday, 18 June 2026")
        return read(*days, *entry, at(2, 9, "20:00 -> 21:00"), at(2, 10, "Yoga"), title="calcurse")

    told: dict[str, None] = {}
    before = page(at(2, 2, "16:30 -> 17:00"), at(2, 3, "Dentist"))
    assert entries.tell(before, set(), told)[1]
    assert not entries.tell(before, set(), told)[1]
    lines, found = entries.tell(page(at(2, 7, "16:30 -> 17:00"), at(2, 8, "Dentist")), set(), told)
    assert [lines[index].text for index in sorted(found)] == ["16:30 -> 17:00", "Dentist"]
    assert {lines[index].header for index in found} == {"Thursday, 18 June 2026 (Wednesday, 17 June 2026)"}


def tasks(head: str = "ID Project Due        Description") -> list[Line]:
    """A table of tasks as a shell shows it; cells that stand closely are read together."""
    return read(
        at(0, 0, "$ task list"), at(0, 1, head), at(1, 2, "1 house"),
        at(11, 2, "2026-06-12 Order the new gutter before"),
        at(22, 3, "the autumn rains"), at(1, 4, "2"), at(3, 4, "club    2026-06-20 Write the minutes"),
        at(1, 5, "3"), at(22, 5, "Repair the bell"), at(0, 6, "3 tasks"), at(0, 7, "$ "),
    )  # fmt: skip


@pytest.mark.parametrize("head", ["ID Project Due        Description", "ID Projekt Fällig     Aufgabe"])
def test_open_tasks_are_the_users(head: str) -> None:
    """Each row is headed by its number and project, with the lines on which it goes on."""
    lines = tasks(head)
    first = of(lines, "2026-06-12 Order the new gutter before")
    assert (first.header, first.who) == ("task 1: house", Who.USER)
    assert of(lines, "1 house").block == first.block == of(lines, "the autumn rains").block
    assert of(lines, "club    2026-06-20 Write the minutes").header == "task 2: club"
    assert of(lines, "Repair the bell").header == "task 3"
    assert of(lines, "3 tasks").block_kind is BlockKind.TERMINAL


def test_finished_and_deleted_tasks_say_so() -> None:
    """In the answers to commands, and in the list of what was completed."""
    lines = read(
        at(0, 0, "Completed task 1 'Order the new gutter'."), at(0, 1, "Completed 1 task."),
        at(0, 2, "Deleting task 4 'Sell the canoe'."), at(0, 3, "maria@tern:~$ task completed"),
        at(0, 4, "Completed  Project Description"), at(0, 5, "2026-06-09 house   Order the new gutter"),
    )  # fmt: skip
    assert of(lines, "Completed task 1 'Order the new gutter'.").header == "done: tasks"
    assert of(lines, "Deleting task 4 'Sell the canoe'.").header == "deleted: tasks"
    assert of(lines, "2026-06-09 house   Order the new gutter").header == "done: house"
    assert of(lines, "Completed 1 task.").block_kind is BlockKind.TERMINAL


def test_rows_of_todo_txt_and_ticked_lists() -> None:
    """By their own marks; a box in the output of another command may be anybody's."""
    lines = read(
        at(0, 0, "$ todo.sh ls"), at(0, 1, "2 (A) Ring the plumber due:2026-06-12"), at(0, 2, "5 Paint the shed"),
        at(0, 3, "3 x 2026-06-08 Return the drill"), at(0, 4, "--"), at(0, 5, "TODO: 3 of 3 tasks shown"),
        at(0, 7, "$ cat notizen.md"), at(0, 8, "- [ ] Fahrrad abholen"), at(0, 9, "$ cat CONTRIBUTING.md"),
        at(0, 10, "- [ ] I have read the rules"),
    )  # fmt: skip
    assert of(lines, "2 (A) Ring the plumber due:2026-06-12").header == "task 2"
    assert of(lines, "5 Paint the shed").header == "task 5"
    assert of(lines, "3 x 2026-06-08 Return the drill").header == "done: tasks"
    assert (of(lines, "- [ ] Fahrrad abholen").who, of(lines, "- [ ] I have read the rules").who) == (
        Who.USER,
        Who.UNKNOWN,
    )


def test_a_row_of_tasks_is_told_whole() -> None:
    """The number that was read before belongs to the task that is new."""
    lines = tasks()
    new = {lines.index(of(lines, "2026-06-12 Order the new gutter before"))}
    assert {lines[index].text for index in cards.to_tell(lines, new, {})} >= {"1 house", "the autumn rains"}
