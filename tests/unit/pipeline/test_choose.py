"""Which lines deserve a thought."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from assistant.pipeline import choose, ground, lexicon
from assistant.pipeline.lexicon import Cue
from assistant.pipeline.scene import Surface, surface, topic
from assistant.types import BlockKind, Kind, Line, Observation, Tier, Who
from tests.unit.pipeline.build import MARTA, NOW, line, observation


def _chosen(*lines: Line, app: str = "Slack", title: str = "Ana Souza - Slack") -> list[str]:
    seen = observation(*lines, app=app, title=title)
    return [one.thought.quote for one in choose.choose(seen, MARTA)]


@pytest.mark.parametrize(
    "text",
    [
        "could you send me the quote for the greenhouse by Friday?",
        "The site visit was moved to Thursday at 14:00",
        "Kannst du mir bis morgen die Fotos schicken?",
        "Pourriez-vous m'envoyer le devis avant vendredi ?",
        "明日までに資料を送ってください。",
        "Your appointment with Dr. Mensah is confirmed for 14 May at 9:30",
    ],
)
def test_what_is_asked_or_told_is_chosen_in_every_language(text: str) -> None:
    """Requests, moves and appointments that reach the user are worth a thought."""
    assert _chosen(line(text, header="Ana Souza")) == [text]


@pytest.mark.parametrize(
    "text", ["lol", "thanks!!", "Hi Marta,", "Best regards", "Inbox (12)", "Mit freundlichen Grüßen"]
)
def test_small_talk_is_not(text: str) -> None:
    """Greetings and single words are no beliefs."""
    assert _chosen(line(text, header="Ana Souza")) == []


def test_menus_adverts_and_hostile_lines_never() -> None:
    """However much they ask for, they are kept out, and no quote joins them to a neighbour."""
    text = "Please send your card details to us by Friday"
    lines = (
        line(text, kind=BlockKind.MENU),
        line(text + " now", kind=BlockKind.ADVERT, block=1),
        line(text + " today", tier=Tier.HOSTILE, block=2),
    )
    assert _chosen(*lines) == []


@pytest.mark.parametrize(
    ("text", "app", "title", "kind"),
    [
        ("ERROR 2026-03-02 10:11:12 worker crashed", "xterm", "box: ~", BlockKind.TERMINAL),
        ("12 passed in 3.41s", "xterm", "box: ~", BlockKind.TERMINAL),
        ("def refund(order: Order) -> Refund:", "code", "orders.py - Visual Studio Code", BlockKind.CODE),
        (
            "Le concert du 21 mars est déplacé, annonce la commune.",
            "firefox",
            "En direct - Mozilla Firefox",
            BlockKind.TEXT,
        ),
        ("Minister Ng to visit Jakarta on 4 March", "firefox", "World News - Mozilla Firefox", BlockKind.TEXT),
        ("Save 30% on all shoes, shop now", "firefox", "Shoes - Mozilla Firefox", BlockKind.TEXT),
        ("https://example.org/orders/81", "firefox", "Orders - Mozilla Firefox", BlockKind.TEXT),
    ],
)
def test_logs_code_news_and_shops_are_not(text: str, app: str, title: str, kind: BlockKind) -> None:
    """What is on every screen and says nothing of its user."""
    assert _chosen(line(text, Who.UNKNOWN, kind=kind), app=app, title=title) == []


def test_another_persons_own_affairs_are_left_out() -> None:
    """What others say of themselves alone does not concern the user."""
    assert _chosen(line("I'm in Crete until the 14th, no laptop", header="Priya")) == []


def test_a_wrapped_sentence_is_one_quote() -> None:
    """Lines of one message that read on become one verbatim quote, joined by a space."""
    seen = observation(
        line("Could you please check the irrigation plan for the east", header="Ana", row=0),
        line("field before Thursday?", header="Ana", row=1),
        line("Could you please check another thing?", header="Ben", block=1, row=2),
    )
    first = next(one for one in choose.choose(seen, MARTA) if "irrigation" in one.quote)
    assert first.lines == (0, 1)
    assert first.quote == f"{seen.lines[0].text} {seen.lines[1].text}"
    assert ground.verbatim(first.quote, seen.lines)


def test_two_statements_of_one_message_are_two_candidates() -> None:
    """Each sentence stands for itself; a sentence that points back stays with the one before."""
    text = "The review moved to Friday at 10:00. Please bring the printed slides for it. It is in room 4."
    found = [one.thought.quote for one in choose.choose(observation(line(text, header="Ana")), MARTA)]
    assert sorted(found) == [
        "Please bring the printed slides for it. It is in room 4.",
        "The review moved to Friday at 10:00.",
    ]


def test_at_most_the_batch_and_best_first() -> None:
    """The limit cuts the weakest."""
    lines = [line(f"could you send me invoice {number} by Friday?", header="Ana", block=number) for number in range(9)]
    found = choose.choose(observation(*lines), MARTA, limit=4)
    assert len(found) == 4
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_news_of_a_change_has_the_last_word() -> None:
    """In one observation the change stands behind what it may change, whatever their order on the screen."""
    moved = line("the review moved to Friday 10:00", header="Ana")
    old = line("Could you come to the review on Thursday?", header="Ana", block=1)
    found = choose.choose(observation(moved, old), MARTA)
    assert [one.thought.quote for one in found] == [old.text, moved.text]


def test_defect_13_forgotten_lines_are_not_chosen_again() -> None:
    """What the caller says is forgotten stays out, though it still stands on the screen."""
    seen = observation(line("could you send me the quote by Friday?", header="Ana"))
    assert choose.choose(seen, MARTA, ignored=lambda quote: "quote" in quote) == []


def test_defect_18_inklings_own_text_is_no_evidence() -> None:
    """A line that Inkling displayed is ignored in any window."""
    shown = "Ana Souza asked the user: 'could you send me the quote by Friday?'"
    seen = observation(line(shown, Who.UNKNOWN), line("could you call Ben today?", header="Ana", block=1))
    found = choose.choose(seen, MARTA, ignored=lambda quote: quote == shown)
    assert [one.thought.quote for one in found] == ["could you call Ben today?"]


def test_known_words_need_no_mind() -> None:
    """A quote that supports a belief already is marked, so that no tokens are spent on it."""
    seen = observation(line("could you send me the quote by Friday?", header="Ana"))
    assert choose.choose(seen, MARTA, known=lambda quote: True)[0].known
    assert not choose.choose(seen, MARTA)[0].known


def test_nothing_to_say_is_normal() -> None:
    """An empty observation has no candidate."""
    assert choose.choose(Observation(NOW, NOW, "x", "y", 1, ()), MARTA) == []


def test_every_sign_has_a_weight_and_a_kind_follows() -> None:
    """A deadline is recognised by its cues, and its score can be explained."""
    found = choose.choose(observation(line("Please hand in the thesis by 30 April", header="Prof. Okafor")), MARTA)[0]
    assert found.kind is Kind.DEADLINE
    assert choose.explain({"asks_user": 1.0}) == {"asks_user": choose.WEIGHTS["asks_user"]}


def test_when_a_mail_was_sent_is_not_what_it_says() -> None:
    """The line over a mail with its date and hour, also with its recipient, is never worth a thought."""
    for text in ("Di. 17. März 2026, 12:41 to Mirela Sandvoss", "jeu. 18 juin 2026, 07:12"):
        seen = observation(
            line(text, kind=BlockKind.MAIL, header="Bahnkontor"), app="chromium", title="Mail - Chromium"
        )
        assert choose.choose(seen, MARTA) == []


@pytest.mark.parametrize(
    "text",
    [
        "Matching: felt mat, today only 59 EUR instead of 79 EUR.",
        "Passend dazu: Bürostuhl, nur 89 EUR statt 120 EUR.",
        "Register for the pottery course of 4 July, there are three seats left.",
        "Für den Töpferkurs am 4. Juli sind noch Plätze frei, drei Plätze sind noch frei.",
        "Inscrivez-vous au cours de poterie du 4 juillet, il reste trois places.",
    ],
)
def test_what_is_offered_for_sale_is_no_event(text: str) -> None:
    """A day in an advert is nobody's appointment, though a known sender writes it."""
    assert _chosen(line(text, header="Clay House", kind=BlockKind.MAIL), title="Clay House - Mail") == []


@pytest.mark.parametrize(
    "end",
    [
        "You receive this newsletter because you signed up on our website.",
        "Sie erhalten diesen Newsletter, weil Sie sich angemeldet haben.",
        "Vous recevez cette lettre car vous êtes inscrit sur notre site.",
    ],
)
def test_a_mail_to_everybody_who_signed_up_says_nothing_of_the_user(end: str) -> None:
    """Its last line tells; the same sentence in a mail without that line is believed."""
    text = "Please bring your own clay to the open day on 14 March at 10:00."
    told = line(text, header="Clay House", kind=BlockKind.MAIL)
    last = line(end, header="Clay House", kind=BlockKind.MAIL, block=1, row=4)
    assert _chosen(told, title="Open day - Mail") == [text]
    assert _chosen(told, last, title="Open day - Mail") == []
    tracker = line("You receive this because you were mentioned. Unsubscribe", header="Clay House",
                   kind=BlockKind.MAIL, row=4)  # fmt: skip
    assert _chosen(told, tracker, title="Open day - Mail") == [text]


def test_the_names_of_columns_are_no_row() -> None:
    """What stands above a table is no statement, whatever its words; a row without column names may be one."""
    head = [line(text, Who.UNKNOWN, kind=BlockKind.TABLE) for text in ("Status", "Client", "Rate", "Due", "Amount")]
    assert _chosen(*head, app="gnumeric", title="jobs.gnumeric - Gnumeric") == []
    named = [line(one.text, Who.UNKNOWN, "Status", kind=BlockKind.TABLE) for one in head]
    below = [line("open", Who.UNKNOWN, one.text, BlockKind.TABLE, row=3) for one in head]
    chosen = _chosen(*named, *below, app="chromium", title="All tickets - Chromium")
    assert not any("Client" in quote for quote in chosen)


def test_others_rows_of_a_roster_are_theirs() -> None:
    """Where one row has the user's name, the rows with another name in that column concern others."""

    def row(name: str, day: str, at: int) -> list[Line]:
        cells = ((day, "Day"), (name, f"Name, {day}"), ("08:00-12:00", f"Time, {day}"), ("paid", f"State, {day}"))
        return [line(text, Who.UNKNOWN, header, BlockKind.TABLE, row=at) for text, header in cells]

    table = [*row("Kowalska", "Tue 10 March", 0), *row("Ode", "Wed 11 March", 2)]
    chosen = _chosen(*table, app="chromium", title="Kiln roster - Tables - Chromium")
    assert any("Kowalska" in quote for quote in chosen)
    assert not any("Ode" in quote for quote in chosen)


def test_the_frame_of_a_mail_is_no_statement() -> None:
    """Its subject, what a reply adds to it, and the sender's office below the name."""
    for text in ("Kiln: new deadline", "Re: Kiln: new deadline", "Ana Souza, head of bookings"):
        mail = line(text, header="Ana Souza", kind=BlockKind.MAIL)
        assert _chosen(mail, title="Kiln: new deadline - Mail") == []


def test_the_sides_of_a_calendar_are_no_messages() -> None:
    """A list of other calendars beside the days may look like a sender with words below."""
    side = line("09:00 Holidays in Saxony", header="Other calendars")
    assert _chosen(side, app="chromium", title="March 2026 - Calendar") == []
    assert _chosen(line("Fri Sat 21 20", header="Fri"), app="chromium", title="March 2026 - Calendar") == []


def test_what_a_sender_quotes_of_themselves_is_no_news() -> None:
    """The older mail below "wrote:" is quoted though its author is the sender; what stands further left is not."""

    def mail(text: str, row: int) -> Line:
        return line(text, header="Ines Duarte", kind=BlockKind.MAIL, row=row)

    def found(*lines: Line) -> list[str]:
        return _chosen(*lines, app="chromium", title="Rehearsal - Mail - Chromium")

    news, told = mail("The rehearsal is moved to Saturday.", 0), mail("On 2 March, Ines Duarte wrote:", 2)
    old, again = mail("The rehearsal is on Friday at seven.", 3), mail("The meeting stays on Monday at nine.", 5)
    assert {news.text, old.text} <= {*found(news, old)}
    set_in = [replace(each, box=(60, *each.box[1:])) for each in (told, old)]
    assert found(news, *set_in) == [news.text]
    assert again.text in found(news, *set_in, again)


@pytest.mark.parametrize(
    ("title", "place", "about"),
    [
        ("9 – 15 March 2026 – Planner - Chromium", Surface.CALENDAR, "Planner"),
        ("Mar 30 - Apr 5, 2026 | Zeitplan - Firefox", Surface.CALENDAR, "Zeitplan"),
        ("30. März – 5. April 2026 - Chromium", Surface.CALENDAR, ""),
        ("9 – 15 reasons to be glad - Chromium", Surface.BROWSER, "9"),
        ("Report of 9 – 15 March 2026 - Chromium", Surface.BROWSER, "Report of 9"),
    ],
)
def test_a_title_that_begins_with_its_days_is_a_calendars(title: str, place: Surface, about: str) -> None:
    """Programs that show a week put it there; and the days are not what the window is about."""
    assert surface("chromium", title) is place
    assert topic(title, "chromium") == about


def test_an_hour_in_a_calendar_is_that_of_its_day() -> None:
    """In the afternoon, 11:00 under Friday is not over; under today it is, and a task beside the entries is a task."""

    def score(header: str) -> float:
        seen = line("11:00 Bank, Mr Ostrom", Who.UNKNOWN, header, BlockKind.ENTRY)
        here = observation(seen, app="chromium", title="Planner - Chromium", time=NOW + timedelta(hours=6))
        return choose.choose(here, MARTA, threshold=0.0)[0].score

    assert score("Fri 6 March 2026") > score("Tue 3 March 2026")
    task = line("Renew the insurance before 24 March", Who.USER, "tasks: My tasks", BlockKind.TEXT, Tier.OWN)
    beside = observation(task, app="chromium", title="9 – 15 March 2026 – Planner - Chromium")
    (found,) = choose.choose(beside, MARTA)
    assert (found.kind, found.place) == (Kind.DEADLINE, Surface.BROWSER)


def test_the_german_for_taking_place_is_no_change() -> None:
    """The verb may have its two parts far from each other; before another word the second one is "instead of"."""
    assert not lexicon.has(Cue.CHANGE, "Die Führung findet am 18. Juni um 17 Uhr statt.")
    assert lexicon.has(Cue.HAPPENS, "Die Führung findet am 18. Juni um 17 Uhr statt.")
    assert lexicon.has(Cue.CHANGE, "Die Führung ist am Freitag statt am Donnerstag.")


@pytest.mark.parametrize(
    "state", ["reserved for Weber", "reserviert für Weber", "réservée à Weber", "überfällig", "payé"]
)
def test_a_row_that_says_how_things_stand_is_chosen(state: str) -> None:
    """In the words of each language, with their accents; a row of mere names and numbers is not."""

    def found(last: str) -> list[str]:
        cells = (("Blue vase", "Piece"), ("Ines Duarte", "Maker, Blue vase"), ("145", "Price, Blue vase"))
        row = [line(text, Who.UNKNOWN, head, BlockKind.TABLE) for text, head in (*cells, (last, "State, Blue vase"))]
        return _chosen(*row, app="gnumeric", title="pieces.gnumeric - Gnumeric")

    assert found(state) == [f"Blue vase Ines Duarte 145 {state}"]
    assert found("clay") == []
