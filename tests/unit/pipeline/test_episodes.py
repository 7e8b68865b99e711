"""Attention and episodes: what was looked at, for how long, counted once and only while somebody was there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.pipeline.episodes import Episode, attention, episodes, people
from assistant.types import BlockKind, Look, Observation, Tier
from tests.unit.pipeline.build import MARTA, NOW, line, observation

MINUTE = timedelta(minutes=1)
VOUCHES = 5 * MINUTE


def look(minute: float, focus: int | None, monitor: int = 1, idle: float | None = 0.0) -> Look:
    """A look at ``minute`` past the hour."""
    return Look(NOW + minute * MINUTE, monitor, focus, idle)


def window(number: int, title: str, app: str = "gedit") -> Observation:
    """Something seen in a window."""
    return replace(observation(line("Words"), app=app, title=title), id=number)


def minutes(looks: Sequence[Look]) -> dict[int, float]:
    """Minutes of attention by observation."""
    found: dict[int, float] = {}
    for piece in attention(looks, VOUCHES):
        found[piece.observation] = found.get(piece.observation, 0.0) + piece.length / MINUTE
    return found


def day(looks: Sequence[Look], *seen: Observation) -> list[Episode]:
    """The episodes of ``looks``."""
    return episodes(attention(looks, VOUCHES), {one.id or 0: one for one in seen}, MARTA)


def test_a_look_tells_about_the_time_until_the_next() -> None:
    """The focused window gets the time until the next look, whether or not anything was new there."""
    assert minutes([look(0, 1), look(2, 1), look(3, 2), look(4, 2)]) == {1: 3.0, 2: 1.0}


def test_a_silence_counts_as_nothing() -> None:
    """Where nobody looked for longer than a look vouches for, nothing is counted; a lone look is there all the same."""
    assert minutes([look(0, 1), look(30, 1), look(31, 1), look(90, 2)]) == {1: 1.0, 2: 0.0}


def test_time_without_a_touch_is_reading_only_for_a_while() -> None:
    """Three minutes without a touch are reading; what is beyond is being away."""
    away = [look(0, 1), look(4, 1, idle=4 * 60.0), look(8, 1, idle=8 * 60.0), look(9, 1)]
    assert minutes(away) == {1: 3.0 + 0.0 + 1.0}


def test_two_monitors_are_not_counted_twice() -> None:
    """Only the window with the focus counts, and the newest look says which monitor has it."""
    looks = [look(0, 1, 1), look(0, None, 2), look(2, 2, 2), look(2, None, 1), look(4, 2, 2), look(4, None, 1)]
    assert minutes(looks) == {1: 2.0, 2: 2.0}


def test_a_claim_that_is_not_renewed_ends() -> None:
    """A monitor that fell silent keeps the attention no longer than a look vouches for."""
    looks = [look(0, 1, 1), *(look(minute, None, 2) for minute in range(1, 20))]
    assert minutes(looks)[1] <= VOUCHES / MINUTE + 1


@given(
    st.lists(
        st.tuples(st.integers(0, 600), st.sampled_from([None, 1, 2, 3]), st.sampled_from([1, 2]), st.floats(0, 4000)),
        max_size=60,
    )
)
def test_attention_is_never_more_than_the_time_that_passed(raw: list[tuple[int, int | None, int, float]]) -> None:
    """Whatever the looks and their order: pieces do not overlap, and none is longer than its span or negative."""
    pieces = attention([look(*one) for one in raw], VOUCHES)
    assert all(timedelta(0) <= piece.length <= piece.end - piece.start for piece in pieces)
    assert all(one.end <= after.start for one, after in pairwise(pieces))
    assert pieces == attention([look(*one) for one in reversed(raw)], VOUCHES) or len({o[0] for o in raw}) < len(raw)


def test_a_flip_and_back_is_one_episode() -> None:
    """A minute in another window does not end what it interrupts; that minute is part of it."""
    looks = [look(0, 1), look(5, 2), look(6, 1), look(9, 1)]
    (only,) = day(looks, window(1, "plan.odt - Writer"), window(2, "Inbox - Mail", "thunderbird"))
    assert (only.document, only.app, only.attention) == ("plan.odt", "gedit", 9 * MINUTE)
    assert only.also == ("thunderbird",)
    assert only.observations == (1, 2)


def test_a_longer_visit_is_an_episode_of_its_own() -> None:
    """What got more than a moment stands by itself, and what was left before it is taken up anew."""
    looks = [look(0, 1), look(3, 2), look(6, 2), look(7, 1), look(9, 1)]
    found = day(looks, window(1, "plan.odt - Writer"), window(2, "Budget - Sheets"))
    assert [(one.document, one.attention) for one in found] == [
        ("plan.odt", 3 * MINUTE), ("Budget", 4 * MINUTE), ("plan.odt", 2 * MINUTE),
    ]  # fmt: skip


def test_marks_of_a_title_do_not_make_another_task() -> None:
    """Unsaved, counted, answered: it is the same document; and another program on it is the same task."""
    titles = ("notes.md - Kate", "● notes.md - Kate", "(2) notes.md - Kate")
    seen = [window(number, title) for number, title in enumerate(titles, start=1)]
    seen.append(window(4, "notes.md - VIM", "xterm"))
    (only,) = day([look(0, 1), look(1, 2), look(2, 3), look(3, 4), look(5, 4)], *seen)
    assert (only.document, only.also, len(only.observations)) == ("notes.md", (), 4)


def test_a_break_ends_an_episode() -> None:
    """The same window after lunch is another episode."""
    found = day([look(0, 1), look(2, 1), look(62, 1), look(63, 1)], window(1, "plan.odt - Writer"))
    assert [(one.start.hour, one.attention) for one in found] == [(10, 2 * MINUTE), (11, MINUTE)]


def test_what_was_forgotten_is_left_out() -> None:
    """Attention to something that is not stored any more makes no episode."""
    found = day([look(0, 1), look(2, 2), look(3, 2)], window(2, "Budget - Sheets"))
    assert [one.document for one in found] == ["Budget"]


@pytest.mark.parametrize(
    ("title", "header", "kind", "expected"),
    [
        ("Re: offer - Mail", "From: Anna Weber <anna@example.org>", BlockKind.MAIL, ("Anna Weber",)),
        ("Sale - Mail", "From: Newsletter <news@shop.example>", BlockKind.MAIL, ()),
        ("team - Slack", "Tom 10:32", BlockKind.MESSAGE, ("Tom",)),
        ("team - Slack", "Marta Kowalska 10:32", BlockKind.MESSAGE, ()),
        ("team - Slack", "Message deleted", BlockKind.MESSAGE, ()),
        ("Re: offer - Mail", "Luís de la Cruz <luis@example.org>", BlockKind.MAIL, ("Luís de la Cruz",)),
        ("Inbox - Mail", "Anna Weber", BlockKind.MAIL_LIST, ()),
        ("Ana Souza - Slack", "", BlockKind.MESSAGE, ("Ana Souza",)),
        ("March 2026, week 11 - Calendar", "Mon", BlockKind.MESSAGE, ()),
    ],
)
def test_people_are_those_who_are_spoken_with(title: str, header: str, kind: BlockKind, expected: tuple[str]) -> None:
    """Senders of what is open and whom a chat is with; not the user, not a shop, not everybody in the inbox."""
    seen = observation(line("Could you send me the numbers?", header=header, kind=kind), app="chromium", title=title)
    assert people([seen], MARTA) == expected


def test_a_phisher_is_nobody_one_deals_with() -> None:
    """A window with bait names no people."""
    bait = line("Your account will be closed", header="Postbox Security", kind=BlockKind.MAIL, tier=Tier.HOSTILE)
    assert people([observation(bait, app="chromium", title="Urgent - Mail")], MARTA) == ()


def test_daylight_saving_and_a_clock_set_back_keep_the_order() -> None:
    """Lengths are of real time: an hour that the wall clock repeats is not lost, and looks out of order are sorted."""
    before = datetime.fromisoformat("2026-10-25T02:58:00+02:00")
    after = datetime.fromisoformat("2026-10-25T02:01:00+01:00")
    pieces = attention([Look(after, 1, 1), Look(before, 1, 1)], VOUCHES)
    assert pieces[0].length == 3 * MINUTE
