"""Lines that are judged together with the lines around them, over a real encrypted store; words alone answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant import paths
from assistant.recall.search import Recall
from assistant.store import Store, keys
from assistant.store.selection import Selector
from assistant.types import Hit, Line, Observation

NOW = datetime(2026, 3, 12, 9, tzinfo=UTC)


class Screen:
    """A store and the search over it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.time = NOW - timedelta(days=40)

    def say(self, header: str, text: str, title: str = "Chat") -> int:
        """One message, ten seconds after the one before."""
        self.time += timedelta(seconds=10)
        line = Line(text, (0, 0, 300, 18), header=header)
        seen = self.store.add_observation(Observation(self.time, self.time, "chat", title, 1, (line,)))
        assert seen is not None
        assert seen.id is not None
        return seen.id

    def ask(self, question: str, limit: int = 5) -> list[Hit]:
        return Recall(self.store, None, None, lambda: NOW).search(question, limit)

    def best(self, question: str) -> int:
        return self.ask(question)[0].id


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """Talk of nothing in particular, so that words are rare or common."""
    home = paths.home({"INKLING_HOME": str(tmp_path / "home")})
    home.create()
    with Store.open(home, keys.create(home), create=True) as store:
        made = Screen(store)
        for number in range(30):
            made.say("Ben", f"Nothing new here, item {number} went well today", title=f"Notes {number}")
        yield made


def test_a_reply_is_found_by_what_it_replies_to(screen: Screen) -> None:
    """It shares no word with the question, and comes before what has nothing to do with it."""
    asked = screen.say("Anna", "Which instrument does your daughter play?")
    reply = screen.say("Ben", "The cello, since she was six")
    screen.time += timedelta(days=2)
    screen.say("Ben", "We listened to the radio at home")
    assert [hit.id for hit in screen.ask("What instrument does Ben's daughter play?")][:2] == [asked, reply]


def test_only_the_same_window_and_hour_lend_their_words(screen: Screen) -> None:
    """What was on the screen before in another window, or the day before, says nothing about a line."""
    screen.say("Anna", "Did the sailing trip go well?")
    other = screen.say("Ben", "The quarterly figures are done", title="Figures")
    screen.time += timedelta(days=1)
    later = screen.say("Anna", "Good morning")
    assert {other, later}.isdisjoint(hit.id for hit in screen.ask("sailing trip"))


def test_the_one_who_is_asked_about_comes_first(screen: Screen) -> None:
    """Of two lines with the same words."""
    screen.say("Chiara", "I bought a kayak at the harbour", title="One")
    anna = screen.say("Anna", "I bought a kayak at the harbour today", title="Two")
    screen.say("Dieter", "I bought a kayak at the harbour then", title="Three")
    assert screen.best("Where did Anna buy the kayak?") == anna


def test_the_time_that_is_asked_about_comes_first(screen: Screen) -> None:
    """Also where a newer line has the same words."""
    early = screen.say("Anna", "The boiler was repaired again")
    screen.time = NOW - timedelta(days=2)
    late = screen.say("Anna", "The boiler was repaired once more")
    assert screen.best("Was the boiler repaired in January or in February 2026?") == early
    assert screen.best("Was the boiler repaired last week?") == late


def test_what_was_forgotten_lends_no_words(screen: Screen) -> None:
    """A reply no longer profits from a question that is gone, and the gap is no error."""
    screen.say("Anna", "Which instrument does your daughter play?")
    reply = screen.say("Ben", "The cello, since she was six")
    screen.store.apply_forget(screen.store.plan_forget(Selector(text="Which instrument"), NOW))
    assert reply not in [hit.id for hit in screen.ask("instrument daughter")]
    assert screen.best("cello") == reply


@pytest.mark.parametrize(
    "query", ['"', "a* OR b", "NEAR(x y)", "header:anna", "in may", "2026-99-99", "99月99日", "it"]
)
def test_nothing_in_a_question_is_an_operator(screen: Screen, query: str) -> None:
    """Never an error."""
    assert len(screen.ask(query, 3)) <= 3
