"""Whose word counts where two beliefs disagree, for every pair of standings."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from assistant.pipeline.pair import Relation, Verdict
from assistant.pipeline.precedence import strongest, wins
from assistant.types import Proposition, Standing, Tier, Wording
from tests.unit.pipeline.build import NOW, believe

NEWS = Verdict(Relation.CONTRADICTS, "another day")
CHANGE = Verdict(Relation.CONTRADICTS, "says that it moved", explicit=True)
STALE = Verdict(Relation.CONTRADICTS, "quotes an older mail", stale=True)
PAIRS = list(product(Standing, Standing))


def made(standing: Standing, later: timedelta = timedelta(0)) -> Proposition:
    """A belief of the given standing."""
    plain = believe("The budget review is on Thursday", time=NOW + later)
    match standing:
        case Standing.STATED:
            return replace(plain, trust=Tier.STATED)
        case Standing.EDITED:
            return replace(plain, trust=Tier.STATED, wording=Wording.USER, supersedes=3)
        case Standing.BELIEVED:
            return replace(plain, evidence=(), created=NOW + later)
    return replace(plain, trust=Tier[standing.name])


@pytest.mark.parametrize("standing", Standing)
def test_a_belief_knows_its_standing(standing: Standing) -> None:
    """Trust, wording and evidence together say whose word it is."""
    assert made(standing).standing is standing


@pytest.mark.parametrize(("new", "old"), PAIRS)
def test_the_better_founded_one_wins(new: Standing, old: Standing) -> None:
    """Newer news of the same or a better standing wins, news of a lower one never does by itself."""
    assert wins(made(new, timedelta(hours=1)), made(old), NEWS) is (new >= old)


@pytest.mark.parametrize(("new", "old"), PAIRS)
def test_news_of_a_change_wins_over_what_stood_on_the_screen(new: Standing, old: Standing) -> None:
    """A message that it moved to Friday overrides what was seen, also where that was the user's own.

    It never overrides what the user told Inkling, unless the user typed it; a change that only the mind believes in
    overrides nothing.
    """
    expected = new >= Standing.TYPED if old >= Standing.EDITED else new >= Standing.SEEN or old is Standing.BELIEVED
    assert wins(made(new, timedelta(hours=1)), made(old), CHANGE) is expected


@pytest.mark.parametrize(("new", "old"), PAIRS)
def test_older_and_quoted_news_never_wins(new: Standing, old: Standing) -> None:
    """What was captured before, or what an answer quotes of an older mail, replaces nothing, whoever said it."""
    assert not wins(made(new), made(old, timedelta(hours=1)), CHANGE)
    assert not wins(made(new, timedelta(hours=1)), made(old), STALE)


@pytest.mark.parametrize("new", Standing)
def test_a_pinned_belief_falls_only_to_the_users_own_word(new: Standing) -> None:
    """A pin holds against every screen."""
    pinned = replace(made(Standing.SEEN), pinned=True)
    assert wins(made(new, timedelta(hours=1)), pinned, CHANGE) is (new >= Standing.TYPED)


def test_the_strongest_comes_first() -> None:
    """By standing, then by confidence, then by what was captured last."""
    weak, sure = replace(made(Standing.SEEN), confidence=0.6, id=1), replace(made(Standing.SEEN), confidence=0.9, id=2)
    later = replace(made(Standing.SEEN, timedelta(hours=1)), confidence=0.6, id=3)
    stated = replace(made(Standing.STATED), confidence=0.5, id=4)
    assert strongest([weak, later, sure, stated]) == [stated, sure, later, weak]
