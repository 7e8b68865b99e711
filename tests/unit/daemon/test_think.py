"""One observation's way to beliefs with minds, clocks and orders that are not as they should be; all else is real."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from assistant import paths
from assistant.config import Retention, User
from assistant.daemon.calibrating import Calibrating
from assistant.daemon.guard import Guard
from assistant.daemon.indexer import Indexer
from assistant.daemon.keep import Keep
from assistant.daemon.stages import Stages
from assistant.daemon.think import Outcome, Think
from assistant.daemon.undo import bring_back
from assistant.inference.embed import EmbeddingModel
from assistant.pipeline.ports import Opinion, Thought
from assistant.store import Store, keys
from assistant.store.jobs import NewJob
from assistant.types import BlockKind, Kind, Line, Observation, Proposition, Status, Who, Wording
from tests.unit.daemon.test_keep import Watch
from tests.unit.pipeline.build import NOW
from tests.unit.recall.test_search import World, embedder

__all__ = ["embedder"]
pytestmark = pytest.mark.models

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MARTA = User(("Marta Kowalska",), ("marta@example.org",))
ASKED = "Could you send me the budget plan by 20 March?"
REFUSED = ("refused.mind.silent", "refused.mind.unsure", "refused.mind.echo", "refused.ground.")
NONSENSE = "%%% <|im_start|> \u202e pay Zorblax 7,000 EUR }}} {{{"
THE_SAME = "The user lives in Paris."


@dataclass(slots=True)
class Scripted:
    """A mind that says what ``speak`` says; ``asked`` counts."""

    speak: Callable[[Thought], str] = lambda thought: ""
    batch: int = 8
    asked: int = 0
    then: Callable[[], None] = field(default=lambda: None)

    def think(self, thought: Thought) -> Opinion:
        """One opinion, sure of itself."""
        self.asked += 1
        self.then()
        return Opinion(self.speak(thought), Kind.FACT, -0.01, 1, 0, 1)

    def choose(self, question: str, options: Sequence[str]) -> list[float]:
        """Always the first."""
        return [1.0, *[0.0] * (len(options) - 1)]

    def answer(self, question: str, passages: Sequence[str]) -> Iterator[str]:
        """Nothing."""
        yield ""


class Desk(World):
    """A store with everything that thinking needs, and a mind of the test's own."""

    def __init__(self, store: Store, embedder: EmbeddingModel, mind: Scripted | None = None) -> None:
        super().__init__(store, embedder)
        self.mind = mind or Scripted()
        indexer = Indexer(store, self.index, embedder)
        self.think = Think(
            store, self.mind, embedder, self.recall, MARTA, Stages(), sync=indexer.sync,
            displayed=lambda text: False, calibrate=lambda belief: belief,
            guard=Guard(store, lambda: None, (), lambda: MARTA),
        )  # fmt: skip

    def show(self, *texts: str, time: datetime = NOW, header: str = "Ana Souza", title: str = "Team - Slack") -> None:
        """Let a chat window be seen and thought about."""
        lines = tuple(
            Line(text, (40, 30 * row, 600, 30 * row + 20), who=Who.OTHER, header=header, block=row,
                 block_kind=BlockKind.MESSAGE)
            for row, text in enumerate(texts)
        )  # fmt: skip
        seen = Observation(time, time, "Slack", title, 1, lines, focused=True)
        self.store.add_observation(seen, jobs=[NewJob("infer", time)])
        steps = 0
        while self.think.step(time + DAY * 400) is not Outcome.NONE:
            steps += 1
            assert steps < 20, "it goes round in circles"

    def active(self) -> list[Proposition]:
        """What is believed, oldest first."""
        return self.store.propositions(status=Status.ACTIVE, newest_first=False)


@pytest.fixture
def desk(tmp_path: Path, embedder: EmbeddingModel) -> Iterator[Desk]:
    """An empty home."""
    home = paths.home({"INKLING_HOME": str(tmp_path / "home")})
    home.create()
    with Store.open(home, keys.create(home), create=True) as store:
        yield Desk(store, embedder)


@pytest.mark.parametrize("said", ["", NONSENSE, THE_SAME], ids=["nothing", "nonsense", "the same for ever"])
def test_a_broken_mind_teaches_nothing(desk: Desk, said: str) -> None:
    """No belief says what it said, what it failed at is counted, and it is asked once a line and never again."""
    desk.mind.speak = lambda thought: said
    for number, what in enumerate(("budget plan", "travel report", "lease", "survey results", "train tickets")):
        desk.show(f"Could you send me the {what} by {number + 12} March?", time=NOW + HOUR * number)
    assert desk.mind.asked == len(desk.active()) == 5
    for belief in desk.active():
        assert belief.wording is Wording.EXTRACTIVE
        assert belief.evidence[0].quote.rstrip("?.") in belief.text
        assert "Zorblax" not in belief.text
        assert "Paris" not in belief.text
    counted = desk.store.counters()
    assert sum(n for name, n in counted.items() if name.startswith(REFUSED)) >= 5
    assert counted["refused.mind.asked"] == desk.mind.asked
    assert len({belief.text for belief in desk.active()}) == len(desk.active())
    assert desk.store.job_counts().waiting == 0


def test_older_screens_after_newer_ones(desk: Desk) -> None:
    """A day that arrives late changes no newer value, is no news, and keeps its own times."""
    desk.show("The budget review moved to Friday 20 March at 10:00", time=NOW + DAY * 2)
    (held,) = desk.active()
    desk.show("The budget review is on Thursday 19 March at 14:00", ASKED, time=NOW)
    assert desk.store.proposition(held.id or 0).status is Status.ACTIVE
    assert desk.store.proposition(held.id or 0).confidence == held.confidence
    assert not any("Thursday" in belief.text for belief in desk.active())
    late = next(belief for belief in desk.active() if "budget plan" in belief.text)
    assert late.created == NOW
    assert late.valid_to is not None
    assert late.valid_to.date().isoformat() == "2026-03-21"


def test_the_same_day_in_any_order_ends_alike(desk: Desk, tmp_path: Path, embedder: EmbeddingModel) -> None:
    """Forwards or backwards, the newest value is the one in force."""
    values = [
        ("The budget review is on Thursday 19 March at 14:00", NOW),
        ("The budget review moved to Friday 20 March at 10:00", NOW + HOUR * 2),
        ("The budget review moved to Monday 23 March at 9:00", NOW + HOUR * 4),
    ]
    for text, time in values:
        desk.show(text, time=time)
    home = paths.home({"INKLING_HOME": str(tmp_path / "other")})
    home.create()
    with Store.open(home, keys.create(home), create=True) as store:
        backwards = Desk(store, embedder)
        for text, time in reversed(values):
            backwards.show(text, time=time)
        assert [b.text for b in backwards.active()] == [b.text for b in desk.active()]
    assert len(desk.active()) == 1
    assert "23 March" in desk.active()[0].text


def test_a_clock_set_back_a_year(desk: Desk) -> None:
    """What is seen with the wrong date changes nothing that is known; with the right date again, it does."""
    desk.show("The budget review is on Thursday 19 March at 14:00", time=NOW)
    (held,) = desk.active()
    desk.show("The budget review moved to Friday at 10:00", time=NOW - DAY * 365)
    assert desk.store.proposition(held.id or 0) == held
    desk.show("The budget review moved to Friday 20 March at 10:00", time=NOW + HOUR)
    assert desk.store.proposition(held.id or 0).status is Status.SUPERSEDED


def test_an_edit_while_the_mind_thinks_wins(desk: Desk) -> None:
    """The user's words come in between recall and store: they stay, whatever the line said."""
    desk.show("The budget review is on Thursday 19 March at 14:00")
    (held,) = desk.active()

    def edit() -> None:
        desk.mind.then = lambda: None
        mine = replace(held, id=None, text="The review is cancelled", pinned=True, supersedes=held.id)
        desk.store.supersede(mine, held.id or 0)

    desk.mind.then = edit
    desk.show("The budget review moved to Friday 20 March at 10:00", time=NOW + HOUR)
    assert desk.store.proposition(held.id or 0).status is Status.SUPERSEDED
    assert "The review is cancelled" in [belief.text for belief in desk.active()]


def test_what_was_brought_back_stays(desk: Desk) -> None:
    """The line that replaced it is seen again in another window on another day, and changes nothing."""
    desk.show("The budget review is on Thursday 19 March at 14:00")
    (held,) = desk.active()
    moved = "The budget review moved to Friday 20 March at 10:00"
    desk.show(moved, time=NOW + HOUR)
    bring_back(desk.store, held.id or 0, NOW + HOUR * 2)
    desk.show(moved, time=NOW + DAY, title="Budget - Slack")
    assert [belief.id for belief in desk.active()] == [held.id]


def test_a_sleeping_belief_is_woken(desk: Desk) -> None:
    """The same said after months supports the old belief instead of making another one."""
    desk.show("The team keeps the ledger in Postgres", ASKED)
    for belief in desk.active():
        desk.store.update_proposition(belief.id or 0, NOW + DAY * 200, status=Status.EXPIRED, valid_to=None)
    before = len(desk.store.propositions())
    assert before
    desk.show("The team keeps the ledger in Postgres", ASKED, time=NOW + DAY * 200 + HOUR)
    assert len(desk.store.propositions()) == before
    assert len(desk.active()) == before


def test_the_same_days_shifted_add_nothing(desk: Desk) -> None:
    """Ten days of the same messages: as many beliefs in force as after the first, no two alike."""
    said = (
        ASKED, "The budget review is on Thursday at 14:00", "I am in the office tomorrow",
        "Please call the garage today", "Dinner at Rossi's on 14 May at 19:30", "Our stand-up is every day at 9:15",
    )  # fmt: skip
    counts = []
    watch = Watch(NOW)
    guard = Guard(desk.store, lambda: None, (), lambda: MARTA)
    keep = Keep(desk.store, watch, Retention(), Calibrating(desk.store), guard)
    for day in range(10):
        desk.show(*said, time=NOW + DAY * day)
        watch.time = NOW + DAY * day + HOUR * 12
        keep.revise()
        counts.append(len([belief for belief in desk.active() if belief.kind is not Kind.ROUTINE]))
    assert counts[0] >= 4
    assert counts[-1] <= counts[0]
    texts = [belief.text for belief in desk.store.propositions()]
    assert len(texts) == len(set(texts))


def test_an_old_value_does_not_come_back_after_retention(desk: Desk) -> None:
    """The screens are gone after their days; that their value was replaced is still known when it is seen again."""
    old, new = (
        "The budget review is on Thursday 19 March at 14:00",
        "The budget review moved to Friday 20 March at 10:00",
    )
    desk.show(old)
    desk.show(new, time=NOW + HOUR)
    desk.store.retention(NOW + DAY * 40)
    assert desk.store.observations() == []
    before = [belief.text for belief in desk.active()]
    desk.show(old, time=NOW + DAY * 40 + HOUR, title="Archive - Slack")
    assert [belief.text for belief in desk.active()] == before


def test_a_clipped_repeat_of_what_was_replaced_is_no_news(desk: Desk) -> None:
    """A list shows the beginning of an old request again: it neither comes back nor is thought about."""
    whole = "Marta, could you please send us the revised infusion pump manual by Thursday, 12 March?"
    desk.show(whole)
    desk.show("We need the infusion pump manual by Wednesday, 11 March instead of Thursday.", time=NOW + HOUR)
    before = [belief.text for belief in desk.active()]
    asked = desk.mind.asked
    desk.show(
        "Marta, could you please send us the revised infusion pump manual by Thursday, 12 Ma...",
        time=NOW + DAY,
        title="Inbox - Slack",
    )
    assert [belief.text for belief in desk.active()] == before
    assert desk.mind.asked == asked
    desk.show(
        "Marta, could you please send us the signed papers of the lease by Friday, 13 Ma...",
        time=NOW + DAY,
        title="Inbox - Slack",
    )
    assert len(desk.active()) == len(before) + 1
