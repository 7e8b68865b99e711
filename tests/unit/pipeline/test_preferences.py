"""What corrections teach, when it applies, and what it never does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.judgements import Lesson, Preference, Reason
from assistant.pipeline import confidence, preferences
from assistant.pipeline.corrections import corrected
from assistant.types import Kind, Proposition, Tier, Who, Wording
from tests.unit.pipeline.build import NOW, belief, evidence

PAGE = replace(evidence("Buy milk"), app="firefox", title="Shopping - Firefox", header="", who=Who.UNKNOWN)


def held(lesson: Lesson, times: int) -> Preference:
    """A lesson that was taught so often."""
    return Preference(lesson, tuple(range(times)), NOW, 1)


def applied(new: Proposition, *taught: Preference) -> Proposition:
    """The belief as the preferences would have it; fails where they refuse it."""
    made = preferences.applied(new, taught)
    assert isinstance(made, Proposition)
    return made


@pytest.mark.parametrize(
    ("old", "new", "lesson"),
    [
        ("M. Duval asked for it.", "Paul Duval asked for it.", ("name", "M. Duval", "Paul Duval")),
        ("The user meets A. Weber today.", "The user meets Anna Weber today.", ("name", "A. Weber", "Anna Weber")),
        ("The user calls PD on Monday.", "The user calls Paul Duval on Monday.", ("name", "PD", "Paul Duval")),
        ("The user meets a.b@x.org soon.", "The user meets Anna B soon.", ("name", "a.b@x.org", "Anna B")),
        ("Anna Weber will call the bank.", "The user will call the bank.", ("self", "Anna Weber", "")),
        ("The user met Anna. Sent from my phone", "The user met Anna.", ("cut", "Sent from my phone", "")),
    ],
)
def test_an_edit_teaches_its_one_plain_difference(old: str, new: str, lesson: tuple[str, str, str]) -> None:
    """Another writing of a name, the user's own name, a phrase cut at the end."""
    assert corrected(old, new) == (Lesson(*lesson),)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Anna Weber asked for it.", "Paul Weber asked for it."),
        ("Anna asked for it.", "Paul asked for it."),
        ("The user reads the Report today.", "The user reads the Q3 Report today."),
        ("The user flies on Monday.", "The user flies on Friday."),
        ("The user flies on Monday.", "The user flies on Mondays."),
        ("The user likes tea.", "The user cannot stand any of the teas that are sold here."),
        ("The user likes tea.", "The user likes tea."),
        ("The user likes tea.", ""),
    ],
)
def test_a_mere_correction_teaches_nothing(old: str, new: str) -> None:
    """Another person, another day, more detail or a new sentence is about this belief alone."""
    assert corrected(old, new) == ()


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_can_be_compared(old: str, new: str) -> None:
    """Whatever stands on a screen or is typed, at most one lesson comes of it and its parts stand in the texts."""
    for lesson in corrected(old, new):
        assert lesson.subject


def test_a_sender_s_name_may_be_made_whole() -> None:
    """One who wrote is a person, so "Anna" is a name and not a word that happens to be capital."""
    old = belief("Anna asked for it.", replace(evidence("send it"), header="Anna"))
    new = replace(old, text="Anna Weber asked for it.")
    assert preferences.from_edit(old, new) == (Lesson("name", "Anna", "Anna Weber"),)


def test_a_name_is_said_as_the_user_says_it() -> None:
    """In the frame and among the names, as a whole name only, and never inside what is quoted."""
    taught = held(Lesson("name", "M. Duval", "Paul Duval"), 1)
    new = applied(belief("M. Duval wrote: 'M. Duval sends his regards'"), taught)
    assert new.text == "Paul Duval wrote: 'M. Duval sends his regards'"
    assert new.entities == ("Paul Duval",)
    other = belief("Jean M. Duval wrote: 'hello'")
    assert applied(other, taught) == other


def test_the_topic_is_left_out_after_two_cuts() -> None:
    """One cut is chance, two are a wish; the evidence stays whole."""
    old = belief("In 'Q3 budget' Anna Weber wrote: 'hello there'")
    lesson = Lesson("cut", preferences.PLACE)
    assert preferences.from_edit(old, replace(old, text="Anna Weber wrote: 'hello there'")) == (lesson,)
    assert applied(old, held(lesson, 1)) == old
    assert applied(old, held(lesson, 2)).text == "Anna Weber wrote: 'hello there'"
    assert applied(old, held(lesson, 2)).evidence == old.evidence


def test_a_source_that_is_not_about_the_user_is_doubted_then_shunned() -> None:
    """Twice: less sure. Three times: not learned. Once: nothing."""
    new = belief("Somebody buys milk.", PAGE)
    (lesson,) = preferences.from_rejection(new, Reason.NOT_ABOUT_ME)
    assert lesson == Lesson("source", "Shopping")
    assert applied(new, held(lesson, 1)) == new
    new = confidence.assessed(new)
    doubted = applied(new, held(lesson, 2))
    assert doubted.confidence < 0.6 * new.confidence
    assert confidence.assessed(doubted).confidence == doubted.confidence
    assert preferences.applied(new, [held(lesson, 3)]) == "source"
    assert preferences.from_confirmation(new)[0] == lesson


def test_what_a_shunned_sender_asks_of_the_user_is_still_learned() -> None:
    """Somebody may write of their own affairs all day and still be owed an answer: that is doubted, not lost."""
    mail = replace(evidence("Could you send it?"), app="thunderbird", title="Hi - Thunderbird", header="Ana Souza")
    gossip, request = belief("Ana Souza moved.", mail), belief("Ana Souza asked for it.", mail, kind=Kind.TASK)
    shunned = held(Lesson("source", "Ana Souza"), 3)
    assert preferences.applied(gossip, [shunned]) == "source"
    assert applied(request, shunned).kind is Kind.TASK
    advert = belief("Somebody must buy now.", PAGE, kind=Kind.TASK)
    assert preferences.applied(advert, [held(Lesson("source", "Shopping"), 3)]) == "source"


def test_useless_kinds_are_not_suggested_then_not_learned() -> None:
    """By kind and source; another kind from there is untouched."""
    new = belief("Somebody buys milk.", PAGE, kind=Kind.TASK)
    (lesson,) = preferences.from_rejection(new, Reason.NOT_USEFUL)
    assert not preferences.unwelcome(new, [held(lesson, 1)])
    assert preferences.unwelcome(new, [held(lesson, 2)])
    assert not preferences.unwelcome(replace(new, kind=Kind.EVENT), [held(lesson, 3)])
    assert preferences.applied(new, [held(lesson, 3)]) == "useless"


def test_a_kind_is_corrected_from_two_edits_on() -> None:
    """For beliefs of that kind from that source alone."""
    old = belief("Somebody buys milk.", PAGE, kind=Kind.EVENT)
    (lesson,) = preferences.from_edit(old, replace(old, kind=Kind.TASK))
    assert applied(old, held(lesson, 1)).kind is Kind.EVENT
    assert applied(old, held(lesson, 2)).kind is Kind.TASK
    elsewhere = belief("Somebody buys milk.", replace(PAGE, title="Recipes"), kind=Kind.EVENT)
    assert applied(elsewhere, held(lesson, 2)).kind is Kind.EVENT


@pytest.mark.parametrize("tier", [Tier.STATED, Tier.TYPED, Tier.OWN])
def test_the_user_is_no_source_to_shun(tier: Tier) -> None:
    """What the user says, types or writes teaches nothing against itself."""
    own = belief("The user buys milk.", replace(PAGE, tier=tier))
    assert preferences.from_rejection(own, Reason.NOT_ABOUT_ME) == ()
    assert preferences.source(own) == ""


@pytest.mark.parametrize("reason", [Reason.WRONG, Reason.OUT_OF_DATE, Reason.PRIVATE])
def test_other_reasons_are_about_one_belief(reason: Reason) -> None:
    """They say nothing of where it came from."""
    assert preferences.from_rejection(belief("Somebody buys milk.", PAGE), reason) == ()


def test_own_names_need_two_edits() -> None:
    """A name becomes the user's own only when two beliefs said so."""
    lesson = Lesson("self", "Paul Duval")
    assert preferences.own_names([held(lesson, 1)]) == ()
    assert preferences.own_names([held(lesson, 2)]) == ("Paul Duval",)


def test_the_user_s_own_words_are_not_reworded() -> None:
    """A stated belief stands as it was said."""
    said = replace(belief("M. Duval is my uncle."), wording=Wording.USER)
    assert applied(said, held(Lesson("name", "M. Duval", "Paul Duval"), 1)) == said


@pytest.mark.parametrize("sort", ["name", "self", "cut", "kind", "source", "useless"])
@pytest.mark.parametrize("times", [1, 2, 3])
def test_every_preference_can_be_read(sort: str, times: int) -> None:
    """It says what it is and what it does now, in words without markup or code."""
    one = held(Lesson(sort, "task:Shopping", "event"), times)
    assert len(preferences.words(one).split()) >= 3
    assert preferences.effect(one)
    assert ("noted" in preferences.effect(one)) is not preferences.applies(one)
