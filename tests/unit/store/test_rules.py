"""Standing rules in the store: kept whole, cleaned, and what they hold back told in a belief's history."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from assistant.errors import NotFoundError
from assistant.privacy.rules import Effect, Rule, Scope
from assistant.store import Store
from assistant.types import Proposition, Status, What
from tests.unit.store.samples import at, because, belief, seen

QUIET = Rule("no suggestions after 18:00 on Fridays", Effect.NEVER_SUGGEST, Scope.ALL, "", (4,), "18:00", "06:00")
REMIND = Rule("remind me two hours before meetings", Effect.REMIND, Scope.KIND, "event", lead=timedelta(hours=2))


def known(store: Store, text: str = "Anna likes opera.", **more: Any) -> int:
    """A stored belief's id."""
    made: Proposition = belief(text, because(store.add_observation(seen(text)), text), **more)
    number = store.add_proposition(made)
    assert number is not None
    return number


def test_a_rule_comes_back_as_it_went_in(store: Store) -> None:
    """Every field, in the order in which they were made; an id is never used twice."""
    numbers = [store.add_rule(rule, at(n)) for n, rule in enumerate((QUIET, REMIND))]
    first, second = store.rules()
    assert (first.days, first.start, first.end, first.lead, first.created) == ((4,), "18:00", "06:00", None, at(0))
    assert (second.effect, second.scope, second.value, second.lead) == (
        Effect.REMIND,
        Scope.KIND,
        "event",
        timedelta(hours=2),
    )
    store.remove_rule(numbers[1])
    assert store.add_rule(QUIET, at()) > numbers[1]
    assert [rule.id for rule in store.rules(limit=1, cursor=numbers[0])] == [numbers[1] + 1]
    with pytest.raises(NotFoundError):
        store.remove_rule(numbers[1])


def test_a_rules_words_are_cleaned(store: Store) -> None:
    """They are shown again, so nothing that a terminal obeys is kept."""
    store.add_rule(Rule("never mention \x1b[2JAnna", Effect.NEVER_SHOW, Scope.NAME, "An\u202ena"), at())
    (rule,) = store.rules()
    assert (rule.text, rule.value) == ("never mention Anna", "Anna")


def test_history_says_what_put_a_belief_away_and_what_freed_it(store: Store) -> None:
    """Both are entries with a reason in plain words; evidence, words and confidence are as they were."""
    number = known(store)
    before = store.proposition(number)
    assert store.put_away(number, "rule:3", at(5))
    assert not store.put_away(number, "rule:3", at(6))
    assert store.proposition(number).status is Status.QUARANTINED
    assert store.bring_back("rule:3", at(7)) == [number]
    after = store.proposition(number)
    assert (after.text, after.evidence, after.confidence, after.status) == (
        before.text,
        before.evidence,
        before.confidence,
        Status.ACTIVE,
    )
    told = [(entry.what, entry.reason) for entry in store.entries([number])][-2:]
    assert told == [(What.QUARANTINED, "your rule 3 says so"), (What.RESTORED, "your rule 3 is gone")]


def test_known_names_and_programs_tell_people_from_apps(store: Store) -> None:
    """What was seen and what beliefs name, each once."""
    known(store, entities=("Anna Weber", "Opera"))
    known(store, "Anna sings.", entities=("Anna Weber",))
    assert store.known_names() == {"Anna Weber", "Opera"}
    assert store.known_apps() == ["chromium"]
