"""The profile: what holds, each thing once, the weightiest first; and what the user states."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from assistant.pipeline.profile import certainty, joined, profile
from assistant.pipeline.stated import instead, stated
from assistant.types import Kind, Proposition, Status, Tier, Wording
from tests.unit.pipeline.build import NOW, belief, evidence

DAY = timedelta(days=1)


def sure(text: str, confidence: float = 0.9, kind: Kind = Kind.PREFERENCE, id: int = 1, **more: object) -> Proposition:
    """A belief."""
    return replace(belief(text, kind=kind, id=id), confidence=confidence, **more)  # type: ignore[arg-type]


def page(*beliefs: Proposition, limit: int | None = None) -> dict[str, list[str]]:
    """The texts of each section."""
    sections = profile(beliefs, NOW, limit=limit)
    return {section.name: [entry.lead.text for entry in section.entries] for section in sections}


def test_each_kind_has_its_place() -> None:
    """Sections stand in a fixed order; empty ones are left out; what is more likely wrong than right stands apart."""
    found = page(
        sure("uses Vim", kind=Kind.TOOL, id=1),
        sure("is a translator", kind=Kind.IDENTITY, id=2),
        sure("likes aniseed", 0.4, id=3),
        sure("the well is dry", kind=Kind.FACT, id=4),
        sure("choir, some day", kind=Kind.EVENT, id=5),
        sure("the fair is cancelled", 0.8, Kind.EVENT, id=6, valid_from=NOW + DAY, valid_to=NOW + 2 * DAY),
    )
    assert list(found) == ["Who you are", "Tools", "Other", "Not sure"]
    assert found["Other"] == ["the well is dry", "choir, some day", "the fair is cancelled"]
    assert found["Not sure"] == ["likes aniseed"]


def test_nothing_past_asleep_or_out_of_force() -> None:
    """What is over, has begun, faded, was replaced or rejected is not on the page; a pinned belief does not fade."""
    old = NOW - 400 * DAY
    found = page(
        sure("over", kind=Kind.DEADLINE, id=1, valid_to=NOW - DAY),
        sure("begun", kind=Kind.EVENT, id=2, valid_from=NOW - DAY / 24, valid_to=NOW + DAY / 24),
        sure("faded", id=3, updated=old),
        sure("pinned", id=4, updated=old, pinned=True),
        *(sure(status, id=5 + n, status=status) for n, status in enumerate(set(Status) - {Status.ACTIVE})),
    )
    assert found == {"Preferences": ["pinned"]}


def test_order_is_by_weight_and_what_comes_is_by_date() -> None:
    """Pinned first, then by faded confidence; what comes by its date, and what has none last."""
    found = page(
        sure("weak tea", 0.6, id=1),
        sure("strong coffee", 0.95, id=2),
        sure("old cheese", 0.95, id=3, updated=NOW - 30 * DAY),
        sure("pinned prose", 0.6, id=4, pinned=True),
        sure("someday", 0.99, Kind.TASK, id=5),
        sure("next month", 0.99, Kind.DEADLINE, id=6, valid_to=NOW + 30 * DAY),
        sure("tomorrow", 0.7, Kind.EVENT, id=7, valid_from=NOW + DAY, valid_to=NOW + 2 * DAY),
    )
    assert found["Preferences"] == ["pinned prose", "strong coffee", "weak tea", "old cheese"]
    assert found["Coming up"] == ["tomorrow", "next month", "someday"]


def test_a_page_is_short_and_says_what_it_left_out() -> None:
    """At most so many entries a section; the rest is counted."""
    words = ("amber", "birch", "cedar", "dahlia", "elm")
    (section,) = profile([sure(f"likes {word}", id=n) for n, word in enumerate(words)], NOW, limit=2)
    assert (len(section.entries), section.more) == (2, 3)


def test_the_same_in_other_words_is_one_entry() -> None:
    """Two wordings of one thing are joined under the weightier one; another number or a denial is another thing."""
    meaning = {frozenset((1, 2)): 0.97, frozenset((1, 3)): 0.97, frozenset((1, 4)): 0.95}
    beliefs = [
        sure("The user prefers trains to flights for trips under 6 hours.", id=1),
        sure("The user prefers trains over flights for trips under 6 hours.", id=2),
        sure("The user prefers trains to flights for trips under 9 hours.", id=3),
        sure("The user never prefers trains to flights for trips under 6 hours.", id=4),
    ]
    found = joined(beliefs, lambda one, other: meaning.get(frozenset((one.id or 0, other.id or 0)), 0.5))
    assert [[one.id for one in entry.beliefs] for entry in found] == [[1, 2], [3], [4]]


@pytest.mark.parametrize(
    ("confidence", "trust", "words"),
    [(0.99, Tier.STATED, "you said so"), (0.96, Tier.TYPED, "almost certain"), (0.9, Tier.SEEN, "very likely"),
     (0.7, Tier.SEEN, "likely"), (0.5, Tier.SEEN, "rather likely"), (0.49, Tier.SEEN, "not sure")],
)  # fmt: skip
def test_certainty_in_words(confidence: float, trust: Tier, words: str) -> None:
    """The words follow the probability; the user's own word is named as such."""
    assert certainty(replace(belief("x"), confidence=confidence, trust=trust)) == words


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I prefer tea to coffee", Kind.PREFERENCE),
        ("My name is Marta Kowalska and I work as a translator", Kind.IDENTITY),
        ("The tax return is due on 31 March", Kind.DEADLINE),
        ("Dentist appointment on Friday at 8:30", Kind.EVENT),
        ("Every Monday I fill in the timesheet", Kind.ROUTINE),
        ("The cellar floods", Kind.FACT),
    ],
)
def test_what_the_user_states_has_a_kind(text: str, kind: Kind) -> None:
    """The user's words stay as they are, nearly certain, by the user's own tier; plain cues tell the kind."""
    told = stated(text, NOW)
    assert (told.text, told.kind, told.trust, told.wording) == (text, kind, Tier.STATED, Wording.USER)
    assert told.confidence == 0.99
    assert told.evidence[0].quote == text


def test_dates_of_a_statement_are_resolved() -> None:
    """Against the moment at which it was said, a Tuesday."""
    told = stated("The tax return is due on Friday", NOW)
    assert told.valid_to is not None
    assert told.valid_to.date() == NOW.date() + 4 * DAY


def test_the_same_said_by_the_user_keeps_the_reasons() -> None:
    """Quotes that supported the inferred wording support the user's; those against it do not count any more."""
    against = replace(evidence("I like planes"), supports=False)
    old = replace(belief("likes trains", evidence("trains are fine"), against, id=7), pinned=True)
    new = instead(stated("I like trains", NOW), old)
    assert [piece.quote for piece in new.evidence] == ["I like trains", "trains are fine"]
    assert (new.supersedes, new.pinned) == (7, True)
