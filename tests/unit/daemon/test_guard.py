"""The user's rules over a real store: what they hold back, when it comes back, and what they leave alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant import catalog, paths
from assistant.config import Suggestions, User
from assistant.daemon.advise import Advise
from assistant.daemon.guard import Guard
from assistant.inference.active import active_embedder
from assistant.inference.cache import ModelCache
from assistant.inference.embed import EmbeddingModel
from assistant.pipeline.context import Context, Situation
from assistant.pipeline.rules import parse
from assistant.store import Store, keys
from assistant.store.selection import Selector
from assistant.types import Evidence, Hit, Kind, Line, Observation, Proposition, Status, Suggestion, Tier, Who, Wording

pytestmark = pytest.mark.models
NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
"""A Tuesday."""
MARIA = User(("Maria Keller", "Maria"), ())


@pytest.fixture(scope="module")
def embedder() -> Iterator[EmbeddingModel]:
    """The real embedder."""
    active = active_embedder(catalog.load(), ModelCache(paths.model_cache()))
    made = EmbeddingModel(active.path, sha256=active.sha256)
    yield made
    made.close()


class World:
    """A store with its guard."""

    def __init__(self, store: Store, embedder: EmbeddingModel) -> None:
        self.store = store
        self.embedder = embedder
        self.guard = self.guarded()

    def guarded(self, *infer: str) -> Guard:
        """A guard of a user who opted in to ``infer``."""
        return Guard(self.store, lambda: self.embedder, infer, lambda: MARIA)

    def rule(self, said: str) -> int:
        """Put a rule in force; its id."""
        (rule,) = parse(said)
        number = self.store.add_rule(rule, NOW)
        self.guard.changed()
        self.guard.sweep(NOW)
        return number

    def drop(self, number: int) -> None:
        """Take a rule away."""
        self.store.remove_rule(number)
        self.guard.changed()
        self.guard.sweep(NOW)

    def learn(self, text: str, *, app: str = "Slack", title: str = "Team - Slack", **more: Any) -> int:
        """Store a belief that quotes a screen of its own; its id."""
        said = more.pop("who", Who.OTHER)
        added = self.store.add_observation(Observation(NOW, NOW, app, title, 1, (Line(text, (0, 0, 9, 9)),)))
        assert added is not None
        why = Evidence(added.id, text, True, more.get("trust", Tier.SEEN), NOW, app, title, "", said)
        draft = Proposition(text, Kind.FACT, 0.7, Tier.SEEN, (why,), NOW, NOW)
        number = self.store.add_proposition(replace(draft, **more))
        assert number is not None
        return number

    def status(self, number: int) -> Status:
        """How a belief stands."""
        return self.store.proposition(number).status


@pytest.fixture
def world(tmp_path: Path, embedder: EmbeddingModel) -> Iterator[World]:
    """A new store."""
    home = paths.home({"INKLING_HOME": str(tmp_path)})
    home.create()
    with Store.open(home, keys.create(home), create=True, ballast_size=0) as opened:
        yield World(opened, embedder)


def test_a_rule_puts_away_and_its_removal_brings_back(world: World) -> None:
    """By words and by meaning; other beliefs are untouched; whatever it was before, it is again."""
    tea = world.learn("The user prefers tea over coffee.")
    words = world.learn("The user sees the dentist on Wednesday.")
    meaning = world.learn("The user coughs and has a sore throat.", status=Status.EXPIRED)
    number = world.rule("never infer anything about health")
    assert [world.status(one) for one in (tea, words, meaning)] == [
        Status.ACTIVE,
        Status.QUARANTINED,
        Status.QUARANTINED,
    ]
    assert world.store.held(f"rule:{number}").keys() == {words, meaning}
    world.store.bring_back("sensitive:health", NOW)
    world.drop(number)
    assert world.status(words) is Status.ACTIVE


def test_two_rules_hold_the_same_belief(world: World) -> None:
    """It comes back when the last of them goes, as it was before the first."""
    both = world.learn("Anna told the user: 'The weather is fine in Lisbon.'", status=Status.SUPERSEDED)
    first, second = world.rule("never mention Anna"), world.rule("nothing about the weather")
    world.drop(first)
    assert world.status(both) is Status.QUARANTINED
    world.drop(second)
    assert world.status(both) is Status.SUPERSEDED


def test_what_the_user_judged_meanwhile_stays_judged(world: World) -> None:
    """A belief that was rejected while it was put away does not come back."""
    number = world.learn("Anna likes opera.")
    rule = world.rule("never mention Anna")
    world.store.update_proposition(number, NOW, status=Status.REJECTED)
    world.drop(rule)
    assert world.status(number) is Status.REJECTED


def test_a_new_belief_is_refused_or_put_away_at_once(world: World) -> None:
    """Nothing is inferred of what must not be; what must not be shown is kept out of sight, and only once."""
    world.rule("never infer anything about the weather")
    world.rule("never mention Anna")
    rain = Proposition("The weather will be bad on Sunday.", Kind.FACT, 0.7, Tier.SEEN, (), NOW, NOW)
    assert world.guard.refuses(rain) == "rule"
    number = world.learn("Anna asked the user: 'Can you call me?'")
    belief = world.store.proposition(number)
    assert world.guard.refuses(replace(belief, id=None)) == ""
    assert world.guard.hold([number], NOW) == 1
    assert world.status(number) is Status.QUARANTINED
    assert world.guard.refuses(replace(belief, id=None)) == "rule"


def test_what_the_user_said_was_not_inferred(world: World) -> None:
    """A belief in the user's own words stays under "never infer", and goes under "never mention"."""
    own = world.learn("I am allergic to nuts.", wording=Wording.USER, trust=Tier.STATED)
    world.rule("never infer anything about health")
    assert world.status(own) is Status.ACTIVE
    world.rule("never mention nuts")
    assert world.status(own) is Status.QUARANTINED


@pytest.mark.parametrize(
    ("said", "app", "title"),
    [
        ("ignore Slack", "com.slack.Slack", "general (Channel) - Acme"),
        ("ignore Slack", "firefox", "(2) general - Acme - Slack — Mozilla Firefox"),
        ("nothing from the browser profile 'Family'", "msedge", "Recipes - Family - Microsoft Edge"),
        ("nothing from example.org", "chromium", "docs.example.org/start - Chromium"),
        ("never read windows titled 'Payroll'", "gnumeric", "payroll-2026.ods"),
    ],
)
def test_sources_are_left_alone(world: World, said: str, app: str, title: str) -> None:
    """Their windows are masked from now on; beliefs that rest on nothing else are put away, others stay."""
    only = world.learn("The user likes the menu.", app=app, title=title)
    twice = world.learn("The user likes the soup.", app=app, title=title)
    world.store.add_evidence(twice, Evidence(None, "the soup", True, Tier.SEEN, NOW, "gedit", "notes.txt"))
    world.rule(said)
    assert world.guard.places.has(app, title)
    assert not world.guard.places.has("gedit", "notes about Slack, Family and example.org.txt")
    assert (world.status(only), world.status(twice)) == (Status.QUARANTINED, Status.ACTIVE)


def test_finds_are_screened_by_words_and_meaning(world: World) -> None:
    """Neither beliefs nor lines of the screen that a rule forbids are used for answers; without rules all are."""
    hits = [
        Hit("proposition", world.learn("The user prefers tea."), "The user prefers tea.", 0.9, NOW),
        Hit("observation", 2, "I have been coughing and my throat is sore.", 0.8, NOW),
        Hit("observation", 3, "The train leaves at nine.", 0.7, NOW),
    ]
    assert world.guard.allowed(hits) == hits
    world.rule("never infer anything about health")
    assert world.guard.allowed(hits) == [hits[0], hits[2]]
    world.rule("never mention Anna")
    assert world.guard.allowed([replace(hits[2], header="Anna Weber"), replace(hits[2], title="Anna - Chat")]) == []


def test_suggestions_keep_the_hours_and_matters_that_were_named(world: World) -> None:
    """Quiet hours and quiet matters, each at its time, and a night belongs to the day on which it begins."""
    belief = world.store.proposition(world.learn("Anna asked the user for the tax form."))
    number = world.rule("no suggestions after 18:00 on Tuesdays")
    evening = NOW.replace(hour=19)
    assert world.guard.hushes([belief], evening) == f"your rule {number}"
    assert world.guard.hushes([belief], NOW) is None
    assert world.guard.hushes([belief], evening + timedelta(hours=8)) == f"your rule {number}"
    assert world.guard.hushes([belief], evening + timedelta(days=1)) is None
    matter = world.rule("no suggestions about taxes")
    assert world.guard.hushes([belief], NOW) == f"your rule {matter}"


def test_a_reminder_is_shown_at_its_time_and_once(world: World) -> None:
    """The rule finds the deadlines; the gate shows the reminder once, and keeps its manners."""
    due = NOW.replace(hour=0) + timedelta(days=2)
    number = world.learn("The report is due.", kind=Kind.DEADLINE, valid_to=due)
    world.learn("The user likes reports.")
    world.rule("remind me a day before deadlines")
    shown: list[Suggestion] = []
    away: list[bool] = [True]

    def situation(at: datetime) -> Situation:
        return Situation(at, away=away[0])

    advise = Advise(world.store, Suggestions(), Context, situation, shown.append, world.guard)
    later = NOW + timedelta(hours=1)
    assert advise.step(later) is None
    away[0] = False
    assert advise.step(later + timedelta(minutes=5)) is not None
    assert [(one.title, one.because) for one in shown] == [("Due tomorrow", (number,))]
    assert advise.step(later + timedelta(hours=6)) is None


def test_what_waited_is_shown_in_the_words_of_its_moment(world: World) -> None:
    """Withheld at fifty minutes and shown at twenty, it says twenty."""
    start = NOW + timedelta(hours=1)
    world.learn("Dentist.", kind=Kind.EVENT, valid_from=start, valid_to=start + timedelta(hours=1))
    away: list[bool] = [True]
    shown: list[Suggestion] = []

    def situation(at: datetime) -> Situation:
        return Situation(at, away=away[0])

    advise = Advise(world.store, Suggestions(), Context, situation, shown.append, world.guard)
    assert advise.step(NOW + timedelta(minutes=15)) is None
    away[0] = False
    number = advise.step(NOW + timedelta(minutes=40))
    assert [one.title for one in shown] == ["Begins in 20 minutes"]
    assert number is not None
    assert world.store.suggestion(number).title == "Begins in 20 minutes"


def test_what_must_be_kept_never_fades(world: World) -> None:
    """Only what the rule names."""
    kept, other = world.learn("Anna sings alto."), world.learn("Tom plays chess.")
    world.rule("always keep what Anna says")
    assert world.guard.keeps(world.store.proposition(kept))
    assert not world.guard.keeps(world.store.proposition(other))


def test_sensitive_matters_follow_the_setting(world: World) -> None:
    """Refused by their category, put away where they were believed before, back once the user opts in."""
    number = world.learn("Tom told the user: 'I have been diagnosed with diabetes.'")
    assert world.guard.refuses(replace(world.store.proposition(number), id=None)) == "sensitive.health"
    assert world.guard.sweep(NOW) == (1, 0)
    open_minded = world.guarded("health")
    assert open_minded.sweep(NOW) == (0, 1)
    assert world.status(number) is Status.ACTIVE
    assert open_minded.refuses(replace(world.store.proposition(number), id=None)) == ""


def test_a_thousand_rules_hold_as_one_does(world: World) -> None:
    """Each still finds its own and no other; a belief is looked up, not compared with every rule."""
    names = [f"never mention Person{n}" for n in range(990)] + [f"nothing about gadget{n} costs" for n in range(9)]
    for said in [*names, "ignore Slack"]:
        world.store.add_rule(parse(said)[0], NOW)
    world.guard.changed()
    assert len(world.guard.rules) == 1000
    held = world.learn("Person417 likes opera.", app="gedit", title="notes.txt")
    free = world.learn("Person likes opera.", app="gedit", title="notes.txt")
    assert world.guard.hold([held, free], NOW) == 1
    assert world.store.holders_of(held) == ["rule:418"]


def test_words_alone_decide_without_the_models(world: World) -> None:
    """A home without models keeps its rules all the same, as far as words go."""
    number = world.learn("The user sees the doctor.")
    world.store.add_rule(parse("never infer anything about health")[0], NOW)
    assert Guard(world.store, lambda: None, (), lambda: MARIA).sweep(NOW) == (1, 0)
    assert world.status(number) is Status.QUARANTINED


def test_only_forgetting_everything_takes_rules(world: World) -> None:
    """A rule that names what is forgotten stays in force; with everything it goes too."""
    world.learn("Anna likes opera.")
    world.rule("never mention Anna")
    world.store.apply_forget(world.store.plan_forget(Selector(text="Anna"), NOW))
    assert [rule.value for rule in world.store.rules()] == ["Anna"]
    assert not world.store.held()
    world.store.apply_forget(world.store.plan_forget(Selector(all=True), NOW))
    assert not world.store.rules()
    assert not [text for _, text in world.store.dump() if "anna" in text.casefold()]
