"""What topics and sensitive categories recognise, by words and by the real embedder's meaning, and what they let be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import catalog, paths
from assistant.inference.active import active_embedder
from assistant.inference.cache import ModelCache
from assistant.inference.embed import EmbeddingModel
from assistant.pipeline import topics
from assistant.pipeline.rules import Matcher, Subject, parse
from assistant.pipeline.sensitive import CATEGORIES, Sensitive
from assistant.types import Evidence, Kind, Proposition, Tier, Who, Wording
from tests.unit.pipeline.build import MARTA, NOW
from tests.unit.pipeline.matters import EVERYDAY, HARMLESS, HEALTH, SENSITIVE

pytestmark = pytest.mark.models
ROOT = Path(__file__).parents[3]
RECORDED = sorted(path.parent for path in (ROOT / "tests" / "recorded").glob("*/truth.json"))
DAYS = [*RECORDED, ROOT / "assistant" / "sample_day"]


@pytest.fixture(scope="module")
def embedder() -> Iterator[EmbeddingModel]:
    """The real embedder."""
    active = active_embedder(catalog.load(), ModelCache(paths.model_cache()))
    made = EmbeddingModel(active.path, sha256=active.sha256)
    yield made
    made.close()


def inferred(text: str, kind: Kind = Kind.FACT, who: Who = Who.OTHER, tier: Tier = Tier.SEEN) -> Proposition:
    """A belief of these words, whose quote is what stands between quotation marks."""
    quote = text.split(": '", 1)[1][:-1] if ": '" in text else text
    return Proposition(text, kind, 0.7, tier, (Evidence(1, quote, True, tier, NOW, who=who),), NOW, NOW)


def share(found: list[bool]) -> float:
    """How many of them, 0 to 1."""
    return sum(found) / len(found)


def test_a_rule_about_health_finds_what_is_and_leaves_what_is_not(embedder: EmbeddingModel) -> None:
    """Of statements in four languages at least four in five; of everyday ones at most one in fifty.

    Words alone find less, which is what meaning is for.
    """
    matcher = Matcher(parse("never infer anything about health"), embedder.embed)

    def found(texts: tuple[str, ...], *, meaning: bool = True) -> list[bool]:
        vectors = embedder.embed(texts)
        pairs = zip(texts, vectors, strict=True)
        return [bool(matcher.matching(Subject(text), vector if meaning else None)) for text, vector in pairs]

    assert share(found(HEALTH[::2])) >= 0.8
    assert share(found(HEALTH)) >= 0.8
    assert share(found(HEALTH)) > share(found(HEALTH, meaning=False)) + 0.1
    # What goes with health is meant too: two of them are about a patient's leaflet and a file named health.
    assert share(found(EVERYDAY + HARMLESS)) <= 0.05


@pytest.mark.parametrize("category", CATEGORIES)
def test_sensitive_categories_are_recognised(embedder: EmbeddingModel, category: str) -> None:
    """Of statements of others and about others, most are caught, whichever category is named for them."""
    sensitive = Sensitive((), embedder.embed)
    vectors = embedder.embed(SENSITIVE[category])
    caught = [
        sensitive.category(inferred(text), MARTA, vector) is not None
        for text, vector in zip(SENSITIVE[category], vectors, strict=True)
    ]
    assert share(caught) >= 0.7
    allowed = Sensitive(tuple(CATEGORIES), embedder.embed)
    assert not any(allowed.category(inferred(text), MARTA) for text in SENSITIVE[category])


def test_everyday_statements_are_not_sensitive(embedder: EmbeddingModel) -> None:
    """No false hit among eighty, many of which carry a word or the sound of a category."""
    sensitive = Sensitive((), embedder.embed)
    for text, vector in zip((*EVERYDAY, *HARMLESS), embedder.embed((*EVERYDAY, *HARMLESS)), strict=True):
        assert sensitive.category(inferred(text), MARTA, vector) is None, text


@pytest.mark.parametrize("day", DAYS, ids=lambda day: day.name)
def test_no_true_fact_of_a_recorded_day_is_lost(embedder: EmbeddingModel, day: Path) -> None:
    """Statements and paraphrases of what is true of the users of the recorded days are all free to be believed."""
    facts = json.loads((day / "truth.json").read_text(encoding="utf-8"))["facts"]
    texts = [text for fact in facts for text in (fact["statement"], *fact.get("paraphrases", ()))]
    sensitive = Sensitive((), embedder.embed)
    for text, vector in zip(texts, embedder.embed(texts), strict=True):
        assert sensitive.category(inferred(text), MARTA, vector) is None, text


def test_a_schedule_in_the_users_own_words_stays() -> None:
    """An appointment that the user wrote down is kept; the same as a fact, or in another's words, is not inferred."""
    sensitive = Sensitive(())
    text = "The user's calendar shows: 'Chemotherapy, Dr. Stein, Thursday 10:00'"
    assert sensitive.category(inferred(text, Kind.EVENT, Who.USER), MARTA) is None
    assert sensitive.category(inferred(text, Kind.FACT, Who.USER), MARTA) == "health"
    assert sensitive.category(inferred(text, Kind.EVENT, Who.OTHER), MARTA) == "health"
    dentist = "The user's calendar shows: 'Dentist, Dr. Amselfeld 15:30'"
    assert sensitive.category(inferred(dentist, Kind.EVENT, Who.UNKNOWN), MARTA) is None


def test_what_the_user_states_is_no_inference() -> None:
    """Neither what was said to Inkling nor what was put in the user's own words is ever held back."""
    text = "I am allergic to nuts."
    sensitive = Sensitive(())
    assert sensitive.category(inferred(text, who=Who.USER, tier=Tier.TYPED), MARTA) == "health"
    assert sensitive.category(inferred(text, tier=Tier.STATED), MARTA) is None
    worded = Proposition(text, Kind.FACT, 0.9, Tier.TYPED, (), NOW, NOW, wording=Wording.USER)
    assert sensitive.category(worded, MARTA) is None


def test_the_users_own_money_is_not_others() -> None:
    """What the user earns or owes may be believed; what others do may not."""
    sensitive = Sensitive(())
    mine = inferred("The user wrote: 'I owe the bank 900 euros.'", who=Who.USER, tier=Tier.TYPED)
    theirs = inferred("The user wrote: 'Tom owes the bank 900 euros.'", who=Who.USER, tier=Tier.TYPED)
    told = inferred("Tom told the user: 'You still owe me 20 euros.'")
    assert sensitive.category(mine, MARTA) is None
    assert sensitive.category(told, MARTA) is None
    assert sensitive.category(theirs, MARTA) == "finances"


@pytest.mark.parametrize("topic", topics.TOPICS, ids=lambda topic: topic.name)
def test_topics_know_their_names(topic: topics.Topic) -> None:
    """What people call a topic leads to it, no name leads to two, and its words compile."""
    for said in topic.said.split():
        assert topics.named(said.replace("_", " ")) == topic.name
    assert not topics.says(topic.name, "The user ran the tests.", rim=True)
