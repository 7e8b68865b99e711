"""Turns of a talk that take back, correct or settle what was said before, without naming it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from assistant.pipeline.pair import Relation
from assistant.pipeline.relate import relate
from assistant.pipeline.turns import latest
from assistant.types import BlockKind, Proposition, Tier, Who
from tests.unit.pipeline.build import NOW, believe

LATER = NOW + timedelta(hours=5)


def said(
    text: str, who: str = "Ana Souza", time: datetime = NOW, number: int = 1, talk: str = "Ana Souza"
) -> Proposition:
    """What is believed of one message in a chat; ``who`` is empty for the user."""
    user = Who.USER if not who else Who.OTHER
    tier = Tier.TYPED if not who else Tier.SEEN
    made = believe(text, user, who, tier=tier, title=f"{talk} - Slack", time=time, number=number)
    return replace(made, id=number)


def ends(new: Proposition, old: Proposition, *others: Proposition, near: float = 0.5) -> bool:
    """Whether ``new`` ends ``old``, with ``others`` said in the talk besides."""
    last = latest(new, [old, *others])
    return relate(new, old, near, latest=old is last).relation is Relation.CONTRADICTS


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Lunch at the harbour on Thursday at 12:30?", "can't make it Thursday after all, sorry"),
        ("I will bring the ladder to your place on Friday.", "never mind the ladder, the neighbour has one"),
        ("Wir treffen uns am Donnerstag um 9 am Bahnhof.", "sorry, bei mir wird das nichts"),
        ("On se retrouve jeudi à 18 h devant le cinéma.", "finalement vendredi plutôt"),
        ("See you at the station at 3pm on Friday.", "nope, make it 4"),
    ],
)
def test_a_turn_takes_back_what_the_talk_was_about(old: str, new: str) -> None:
    """By the day, by the thing, or because nothing else is open between the two."""
    assert ends(said(new, time=LATER, number=2), said(old))


def test_a_turn_that_names_another_thing_ends_that_alone() -> None:
    """Two matters are open in one talk, of one day even; the one that is named goes and the other one stays."""
    lunch = said("Lunch at the harbour on Thursday at 12:30.")
    slides = said("Could you send me the slides by Thursday?", number=2, time=NOW + timedelta(minutes=5))
    new = said("The lunch on Thursday is cancelled, the cook is ill.", time=LATER, number=3)
    assert ends(new, lunch, slides, near=0.7)
    assert not ends(new, slides, lunch, near=0.4)


@pytest.mark.parametrize(
    "new",
    [
        "what if we cancelled lunch on Thursday?",
        "if it rains on Thursday we cancel the lunch",
        "or rather on Wednesday?",
    ],
)
def test_what_is_asked_or_imagined_takes_nothing_back(new: str) -> None:
    """Only what somebody says to be so."""
    assert not ends(said(new, time=LATER, number=2), said("Lunch at the harbour on Thursday at 12:30.", ""))


def test_others_give_up_their_own_part_only() -> None:
    """In a room of many, "I can't come" is no word about whether the user comes."""
    mine = said("I will come to the trial stay on Saturday.", "", talk="house-project (Channel)")
    theirs = said("I can't come on Saturday anymore", "Priscilla", time=LATER, number=2, talk="house-project (Channel)")
    assert not ends(theirs, mine)


def test_a_report_settles_the_open_matter() -> None:
    """The user says that it is done, or the other one that it has come; thanks for something else settle nothing."""
    asked = said("Could you send me the travel report by Friday?")
    assert ends(said("sent it just now", "", time=LATER, number=2), asked)
    promised = said("I will transfer the money for the taxi on Friday.", "")
    assert ends(said("got your transfer for the taxi, thanks", time=LATER, number=2), promised)
    assert not ends(said("got your postcard from Porto and the photos of the dog", time=LATER, number=2), promised)


def test_weeks_later_nobody_means_what_was_said_then() -> None:
    """A talk forgets."""
    old = said("Lunch at the harbour on Thursday at 12:30.")
    assert not ends(said("sorry, won't be able to", time=NOW + timedelta(days=40), number=2), old)


def test_the_user_gives_up_what_has_a_name() -> None:
    """Said in the same text or by its name; a task that is ticked off stays done."""
    notes = {"kind": BlockKind.TEXT, "tier": Tier.OWN, "app": "gedit", "title": "setup.md - gedit"}
    used = believe("I use Borg for the backups on all machines.", Who.USER, "", **notes)  # type: ignore[arg-type]
    new = believe(
        "No more Borg, I switched the backups to Restic.",
        Who.USER,
        "",
        time=LATER,
        number=2,
        **notes,  # type: ignore[arg-type]
    )
    other = believe("No more newspapers on Sundays.", Who.USER, "", time=LATER, number=2, **notes)  # type: ignore[arg-type]
    assert relate(new, used, 0.75).relation is Relation.CONTRADICTS
    assert relate(other, used, 0.3).relation is Relation.UNRELATED


def test_who_is_replaced_by_name_no_longer_has_the_task() -> None:
    """The value that is left is named beside the new one; the same person's other matters stay."""
    ticket = {"app": "chromium", "title": "Renew the door certificates - Tracker"}
    new = believe("Ben Ode changed the assignee from Marta Kowalska to Dev Rao.", header="Ben Ode", time=LATER,
                  number=3, **ticket)  # type: ignore[arg-type]  # fmt: skip
    asked = believe("Marta, please use the new authority for this.", header="Ben Ode", **ticket)  # type: ignore[arg-type]
    listed = believe("Renew the door certificates, assignee Marta Kowalska, due 19 March", header="", number=2)
    other = believe("Could you send the minutes, Marta?", header="Ben Ode", number=2)
    assert relate(new, asked, 0.5).relation is Relation.CONTRADICTS
    assert relate(new, listed, 0.6).relation is Relation.CONTRADICTS
    assert relate(new, other, 0.4).relation is Relation.UNRELATED


def test_two_sentences_of_one_mail_are_two_matters() -> None:
    """A new date in it takes back no other thing that it tells."""
    mail = {"kind": BlockKind.MAIL, "app": "thunderbird", "title": "Chapter 3 - Thunderbird"}
    head = believe("Frauke Moor leads our lab from 1 November.", header="Gesine Moor", **mail)  # type: ignore[arg-type]
    new = believe("The new date is Thursday, same room.", header="Gesine Moor", **mail)  # type: ignore[arg-type]
    assert not ends(replace(new, id=2), replace(head, id=1))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The large hall is reserved for you on 27 June from 14:00.", "Your booking was changed: instead of the large "
         "hall you have workshop 2."),
        ("Der große Saal ist am 27. Juni für Sie reserviert.", "Statt des großen Saals haben Sie den Werkraum 2."),
        ("La grande salle est réservée pour vous le 27 juin.", "Au lieu de la grande salle vous avez l'atelier 2."),
    ],
)  # fmt: skip
def test_what_is_named_as_left_is_left(old: str, new: str) -> None:
    """Told by another page than the one that promised it."""
    page = {"app": "chromium", "title": "My bookings - Rooms - Chromium", "kind": BlockKind.TEXT}
    news = believe(new, Who.UNKNOWN, "", time=LATER, number=2, **page)  # type: ignore[arg-type]
    told = believe(old, header="Liesel Moor", kind=BlockKind.MAIL, app="thunderbird", title="Hall - Thunderbird")
    lunch = believe("Lunch is on 27 June at noon.", header="Liesel Moor")
    assert relate(news, told, 0.5).relation is Relation.CONTRADICTS
    assert relate(news, lunch, 0.4).relation is not Relation.CONTRADICTS


def test_another_hour_than_the_calendars_moves_its_entry() -> None:
    """Where whoever is to be met names both hours; the entry of another person at that hour stays."""
    calendar = {"app": "chromium", "title": "Calendar - Chromium", "kind": BlockKind.TABLE}
    entry = believe("Call with Ana Souza 16:00", Who.UNKNOWN, "Tue 3 March 2026", **calendar)  # type: ignore[arg-type]
    other = believe("Call with Ben Ode 16:00", Who.UNKNOWN, "Tue 3 March 2026", **calendar)  # type: ignore[arg-type]
    new = said("Could we talk at 17:00 instead of 16:00 today?", time=LATER, number=2)
    assert relate(new, entry, 0.5).relation is Relation.CONTRADICTS
    assert relate(new, other, 0.5).relation is not Relation.CONTRADICTS
