"""Dates in several languages against the instant and zone of capture."""

from __future__ import annotations

import time as system
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.pipeline import dates
from assistant.types import Kind
from tests.unit.pipeline.build import NOW


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("by Thursday", "2026-03-05"),
        ("next Thursday", "2026-03-12"),
        ("tomorrow", "2026-03-04"),
        ("in two weeks", "2026-03-17"),
        ("2026-03-05", "2026-03-05"),
        ("the 14th of May", "2026-05-14"),
        ("Sep 12, 2026", "2026-09-12"),
        ("by the 15th", "2026-03-15"),
        ("EOD", "2026-03-03"),
        ("Thu 12", "2026-03-12"),
        ("last Friday", "2026-02-27"),
        ("end of the month", "2026-03-31"),
        ("5.3.", "2026-03-05"),
        ("bis morgen", "2026-03-04"),
        ("nächsten Montag", "2026-03-09"),
        ("übermorgen", "2026-03-05"),
        ("in 3 Tagen", "2026-03-06"),
        ("am 15.", "2026-03-15"),
        ("demain", "2026-03-04"),
        ("vendredi prochain", "2026-03-13"),
        ("le 1er avril", "2026-04-01"),
        ("le 03/12/2026", "2026-12-03"),
        ("5月3日", "2026-05-03"),
        ("明日までに", "2026-03-04"),
        ("来週の金曜日", "2026-03-13"),
        ("3日後", "2026-03-06"),
        ("two weeks from now", "2026-03-17"),
        ("in a fortnight", "2026-03-17"),
        ("a week from Friday", "2026-03-13"),
        ("Thursday next week", "2026-03-12"),
        ("next week Thursday", "2026-03-12"),
        ("the first Monday in April", "2026-04-06"),
        ("by the end of March", "2026-03-31"),
        ("end of next month", "2026-04-30"),
        ("end of the year", "2026-12-31"),
        ("uebermorgen", "2026-03-05"),
        ("in vierzehn Tagen", "2026-03-17"),
        ("kommenden Donnerstag", "2026-03-05"),
        ("Donnerstag in einer Woche", "2026-03-12"),
        ("nächste Woche am Donnerstag", "2026-03-12"),
        ("bis Ende März", "2026-03-31"),
        ("Anfang April", "2026-04-01"),
        ("en 15 jours", "2026-03-18"),
        ("dans quinze jours", "2026-03-18"),
        ("jeudi en huit", "2026-03-12"),
        ("fin mars", "2026-03-31"),
        ("来週の木曜", "2026-03-12"),
        ("二週間後", "2026-03-17"),
        ("来月の5日", "2026-04-05"),
        ("年末", "2026-12-31"),
        ("due 20 February 2100", "2026-02-20"),
    ],
)
def test_a_date_is_resolved_in_its_language(text: str, day: str) -> None:
    """The first date of a text starts at midnight of the day that a reader on 3 March 2026 would name."""
    start, _ = dates.resolve(text, NOW)
    assert start is not None
    assert start == datetime.fromisoformat(f"{day}T00:00:00+01:00")


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("14 May 07:25", "2026-05-14T07:25"),
        ("tomorrow at 3pm", "2026-03-04T15:00"),
        ("am 5.3.2026 um 14:30 Uhr", "2026-03-05T14:30"),
        ("samedi 7 mars à 9h30", "2026-03-07T09:30"),
        ("明日15時", "2026-03-04T15:00"),
        ("今日の午後3時半", "2026-03-03T15:30"),
        ("moved to Friday 10:00", "2026-03-06T10:00"),
    ],
)
def test_an_hour_beside_a_date_belongs_to_it(text: str, instant: str) -> None:
    """Day and hour together give one instant that lasts an hour."""
    start, end = dates.resolve(text, NOW)
    assert start == datetime.fromisoformat(f"{instant}:00+01:00")
    assert end is not None
    assert end - start == timedelta(hours=1)


@pytest.mark.parametrize(
    ("today", "text", "day"),
    [
        ("2026-12-30", "in two weeks", "2027-01-13"),
        ("2026-12-30", "übermorgen", "2027-01-01"),
        ("2026-12-30", "am 3.1.", "2027-01-03"),
        ("2026-12-30", "dans 15 jours", "2027-01-14"),
        ("2026-12-30", "来月5日", "2027-01-05"),
        ("2026-12-30", "来週の木曜", "2027-01-07"),
        ("2026-12-30", "28 December", "2026-12-28"),
        ("2028-01-31", "in a month", "2028-02-29"),
        ("2028-01-31", "in einem Monat", "2028-02-29"),
        ("2028-01-31", "by the 30th", "2028-03-30"),
    ],
)
def test_months_and_years_end(today: str, text: str, day: str) -> None:
    """Counting goes on over their ends, and a month that is too short gives its last day or is passed over."""
    start, _ = dates.resolve(text, datetime.fromisoformat(f"{today}T10:00:00+01:00"))
    assert start == datetime.fromisoformat(f"{day}T00:00:00+01:00")


def test_soon_counts_from_the_instant() -> None:
    """So many hours or minutes until an appointment; the length of anything else is no date."""
    start, _ = dates.resolve("The meeting starts in half an hour", NOW)
    assert start == NOW + timedelta(minutes=30)
    start, _ = dates.resolve("Die Besprechung beginnt in 2 Stunden", NOW)
    assert start == NOW + timedelta(hours=2)
    assert dates.resolve("Build finished in 5 minutes", NOW) == (None, None)
    assert dates.resolve("morgen um halb acht", NOW)[0] == NOW.replace(day=4, hour=7, minute=30)


@pytest.mark.parametrize(
    "text",
    ["I may come", "version 3.10.2", "Guten Morgen", "page 12 of 14", "3/4/2026", "192.168.1.20", "4,200.50 EUR"],
)
def test_what_is_no_clear_date_is_not_guessed(text: str) -> None:
    """Verbs, versions, greetings, pages, amounts and ambiguous figures give no date."""
    assert dates.resolve(text, NOW) == (None, None)


def test_days_stay_days_where_clocks_are_changed() -> None:
    """The word "tomorrow" on the eve of both clock changes begins at the local midnight, whatever the day's length."""
    for month, day in ((3, 28), (10, 24)):
        now = datetime(2026, month, day, 20, tzinfo=ZoneInfo("Europe/Berlin"))
        start, end = dates.resolve("tomorrow", now)
        assert start is not None
        assert end is not None
        assert (start.hour, end.hour) == (0, 0)
        assert (start.date() - now.date()).days == 1


def test_a_capture_knows_its_offset_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The store keeps an offset, no zone: on the machine of the capture, its zone's rules give later days theirs."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    system.tzset()
    try:
        winter, summer = timezone(timedelta(hours=1)), timezone(timedelta(hours=2))
        start, end = dates.resolve("on Monday at 9:00", datetime(2026, 3, 27, 10, tzinfo=winter))
        assert start == datetime(2026, 3, 30, 9, tzinfo=summer)
        assert end == datetime(2026, 3, 30, 10, tzinfo=summer)
        start, end = dates.resolve("on Sunday", datetime(2026, 10, 23, 10, tzinfo=summer))
        assert start == datetime(2026, 10, 25, tzinfo=summer)
        assert end == datetime(2026, 10, 26, tzinfo=winter)
        tokyo = datetime(2026, 3, 27, 10, tzinfo=timezone(timedelta(hours=9)))
        assert dates.resolve("on Monday at 9:00", tokyo)[0] == datetime(2026, 3, 30, 9, tzinfo=tokyo.tzinfo)
    finally:
        monkeypatch.undo()
        system.tzset()


def test_only_what_ends_gets_an_end() -> None:
    """Deadlines hold until they are due, events while they last; a preference or fact does not end by a date."""
    assert dates.validity(Kind.DEADLINE, "report due Thursday", NOW) == (NOW, NOW.replace(day=6, hour=0))
    start, end = dates.validity(Kind.EVENT, "dentist on 12 March 9:30", NOW)
    assert (start, end) == (NOW.replace(day=12, hour=9, minute=30), NOW.replace(day=12, hour=10, minute=30))
    assert dates.validity(Kind.PREFERENCE, "I like Thursday best", NOW) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "My calls start after 10:00, never earlier",
        "The stand-up is every day at 9:15",
        "Je visite les ruches le mercredi après 16 h",
        "Die Sitzung ist immer um 14 Uhr",
    ],
)
def test_what_is_always_so_does_not_end(text: str) -> None:
    """A habit with an hour is no appointment of today."""
    assert dates.validity(Kind.EVENT, text, NOW) == (None, None)


def test_a_dated_french_day_is_one_day() -> None:
    """An article before a weekday with its date means that day alone."""
    assert dates.validity(Kind.EVENT, "La visite a lieu le mercredi 11 mars à 16 h", NOW)[0] == NOW.replace(
        day=11, hour=16
    )


def test_what_was_over_has_an_end() -> None:
    """A deadline or event whose day has passed when it is read is not open for ever; a task may speak of any day."""
    assert dates.validity(Kind.DEADLINE, "report due 27 February at 12:00", NOW) == (
        None,
        NOW.replace(month=2, day=27, hour=12),
    )
    assert dates.validity(Kind.EVENT, "fair on 27 February", NOW) == (None, NOW.replace(month=2, day=28, hour=0))
    assert dates.validity(Kind.TASK, "check the invoice of 27 February", NOW) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "The review moved from Tuesday to Friday",
        "The review is now on Friday instead of Thursday",
        "Correction: by Friday already, not Saturday",
        "leider müssen wir Ihren Termin am 4.3. auf Freitag verschieben",
        "La réunion est reportée de mercredi à vendredi",
    ],
)
def test_the_new_date_of_a_change_counts(text: str) -> None:
    """Where an old and a new date stand side by side, the belief is about the new one."""
    start, _ = dates.validity(Kind.EVENT, text, NOW)
    assert start == NOW.replace(day=6, hour=0)


def test_calendar_words_are_equal_across_languages() -> None:
    """A Friday is a Friday in four languages."""
    said = [dates.concepts(text) for text in ("by Friday", "bis Freitag", "avant vendredi", "金曜日まで")]
    assert all(found == {"wd4"} for found in said)


@given(st.text(max_size=80), st.integers(min_value=-9000, max_value=9000))
def test_any_text_is_survived(text: str, days: int) -> None:
    """Whatever stands on the screen, the dates found lie in order and are never an error."""
    now = NOW + timedelta(days=days)
    for when in dates.find(text, now):
        assert when.start < when.end


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("17:00 is fine, talk to you then.", True),
        ("Wednesday noon works", True),
        ("Frauke leitet ab morgen unser Labor", False),
        ("I answer mails after 11:00", False),
        ("Coach 23, seat 61", False),
        ("The lease ends on 30 June", False),
    ],
)
def test_what_is_said_of_the_coming_day_ends_with_it(text: str, ends: bool) -> None:
    """A fact about an hour or day that comes at once is over with that day; what begins then or lasts is not."""
    tuesday = datetime(2026, 3, 10, 15, 20, tzinfo=timezone(timedelta(hours=1)))
    assert (dates.validity(Kind.FACT, text, tuesday)[1] is not None) is ends


@pytest.mark.parametrize(
    "text",
    [
        "Renew the visa before the trek in May",
        "Das Visum vor der Wanderung im Mai verlängern",
        "Renouveler le visa avant la randonnée en mai",
        "Prepare the slides for the spring school in May",
    ],
)
def test_a_month_that_only_names_an_event_is_no_deadline(text: str) -> None:
    """It is due before an event whose day is not told: no day is better than the month's last."""
    assert dates.validity(Kind.DEADLINE, text, NOW) == (None, None)


@pytest.mark.parametrize("text", ["Pay the fee in May", "Send it by the end of May", "Before the end of May", "Im Mai"])
def test_a_month_alone_still_is_one(text: str) -> None:
    """Without an event that it names, the month is when it is due."""
    assert dates.validity(Kind.DEADLINE, text, NOW)[1] == datetime(2026, 6, 1, tzinfo=NOW.tzinfo)


@pytest.mark.parametrize(
    "text",
    [
        "Friday is too late, sorry.",
        "Sorry, I cannot do Friday.",
        "Friday doesn't work for me.",
        "Freitag ist zu spät.",
        "Freitag passt mir leider nicht.",
        "Am Freitag kann ich nicht.",
        "Vendredi, c'est trop tard.",
        "Vendredi ne me convient pas.",
    ],
)
def test_a_day_that_is_refused_is_no_appointment(text: str) -> None:
    """It is named, so it can be compared, but nothing takes place on it."""
    assert dates.find(text, NOW) != ()
    assert dates.standing(text, NOW) == ()
    assert dates.validity(Kind.EVENT, text, NOW) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Friday does not work, how about Monday?",
        "Freitag geht nicht, lieber Montag.",
        "Vendredi ne va pas, plutôt lundi.",
    ],
)
def test_the_day_that_is_offered_instead_holds(text: str) -> None:
    """Only the refused one is left out."""
    start, _ = dates.validity(Kind.EVENT, text, NOW)
    assert start is not None
    assert start.date().isoformat() == "2026-03-09"


@pytest.mark.parametrize("text", ["Friday suits me well.", "Freitag passt mir gut.", "Vendredi me convient."])
def test_a_day_that_is_welcome_stands(text: str) -> None:
    """The same words without the denial."""
    assert len(dates.standing(text, NOW)) == 1


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Saturday from 1 to 5 pm", "13:00-17:00"),
        ("Saturday between 10 am and 2 pm", "10:00-14:00"),
        ("Saturday 13:00-17:30", "13:00-17:30"),
        ("Samstag von 13 bis 17 Uhr", "13:00-17:00"),
        ("am Samstag zwischen 9 und 10:30 Uhr", "09:00-10:30"),
        ("samedi de 13 à 17 h", "13:00-17:00"),
        ("samedi entre 8 h et 10 h", "08:00-10:00"),
        ("samedi de 19 h 30 à 22 h", "19:30-22:00"),
        ("Saturday at 14:00 and 16:00", "14:00-15:00"),
        ("The call on Saturday is moved from 14:00 to 16:00", "16:00-17:00"),
        ("Der Anruf am Samstag ist von 14 Uhr auf 16 Uhr verschoben", "16:00-17:00"),
        ("bis Samstag 17 Uhr", "17:00-18:00"),
    ],
)
def test_a_range_of_hours_begins_and_ends(text: str, hours: str) -> None:
    """It begins at the first one, also where that is a mere number; of a change the new hour holds."""
    start, end = dates.resolve(text, NOW)
    assert start is not None
    assert end is not None
    assert start.date().isoformat() == "2026-03-07"
    assert f"{start:%H:%M}-{end:%H:%M}" == hours
