"""What is new about a board's cards."""

from __future__ import annotations

from dataclasses import replace

from assistant.reading.cards import to_tell
from assistant.types import BlockKind, Line


def lines(*given: tuple[str, str, int]) -> list[Line]:
    """Lines of text, header and block."""
    return [
        Line(text, (0, 20 * at, 90, 20 * at + 18), header=header, block=block)
        for at, (text, header, block) in enumerate(given)
    ]


def test_a_new_date_brings_the_whole_card() -> None:
    """The other cards, and lines that are no card's, stay what they were."""
    page = lines(
        ("Order toner", "task: To do", 1),
        ("30.10.", "task: To do", 1),
        ("Pay rent", "task: To do", 2),
        ("Hi", "Tom", 3),
    )
    assert to_tell(page, {1}, {}) == {0, 1}
    assert to_tell(page, {3}, {}) == {3}
    assert to_tell(page, set(), {}) == set()


def test_a_card_that_is_done_is_told_once() -> None:
    """All its words were read before, while it was open; among the finished ones they are news, and not again."""
    told: dict[str, None] = {}
    assert to_tell(lines(("Order toner", "task: To do", 1), ("Maria", "task: To do", 1)), {0, 1}, told) == {0, 1}
    done = lines(("Pay rent", "task: To do", 1), ("Order toner", "done: Done", 2), ("Maria", "done: Done", 2))
    assert to_tell(done, set(), told) == {1, 2}
    assert to_tell(done, set(), told) == set()


def test_a_ticked_row_comes_with_the_line_it_goes_on_in() -> None:
    """A task of two lines says half of what it is without the other."""
    page = lines(
        ("[x] Sign the lease of the", "tasks: My tasks", 1),
        ("garage", "tasks: My tasks", 1),
        ("Buy stamps", "tasks: My tasks", 2),
    )
    assert to_tell(page, {0}, {}) == {0, 1}


def test_how_many_cards_a_column_has_is_no_news() -> None:
    """A board's heads are told once, whatever their counts; words of other menus are left alone."""

    def board(todo: int, done: int) -> list[Line]:
        heads = lines((f"To do ({todo})", "", 1), (f"✓ Done {done}", "", 1), ("File", "", 1))
        heads = [replace(head, block_kind=BlockKind.MENU) for head in heads]
        return [*heads, *lines(("Order toner", "task: To do", 2))]

    told: dict[str, None] = {}
    assert to_tell(board(3, 1), {0, 1, 2, 3}, told) == {0, 1, 2, 3}
    assert to_tell(board(2, 2), {0, 1, 2}, told) == {2}
    menu = [replace(one, block_kind=BlockKind.MENU) for one in lines(("Inbox 3", "", 1))]
    assert to_tell(menu, {0}, told) == to_tell(menu, {0}, told) == {0}
