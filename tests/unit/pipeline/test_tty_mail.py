"""What is believed of mails read and written in a terminal."""

from __future__ import annotations

import pytest

from assistant.pipeline import choose, features, lexicon
from assistant.pipeline.passage import passages, place_of
from assistant.pipeline.scene import Surface, topic
from assistant.types import BlockKind, Line, Tier, Who
from tests.unit.pipeline.build import MARTA, line, observation

ANA = "Ana Souza"


def _mail(text: str, row: int, header: str = ANA, who: Who = Who.OTHER, tier: Tier = Tier.SEEN) -> Line:
    return line(text, who, header, BlockKind.MAIL, tier, row=row)


def _chosen(*lines: Line, title: str = "mail - tern") -> list[str]:
    return [one.thought.quote for one in choose.choose(observation(*lines, app="xterm", title=title), MARTA)]


def test_a_mail_in_a_terminal_is_a_mail() -> None:
    """What a mail asks of the user is worth a thought there too, and its header is not read on into it."""
    head = (_mail("Subject: Quote for the greenhouse", 0), _mail("Hello Marta,", 2))
    asked = _mail("could you send me the quote for the greenhouse by Friday?", 4)
    assert place_of(observation(*head, asked, app="xterm", title="mail - tern")) is Surface.MAIL
    assert any(asked.text in one and "Subject" not in one for one in _chosen(*head, asked))


def test_what_a_mail_quotes_is_no_news() -> None:
    """A marked line is an old one, also where nobody is known to have written it."""
    assert _chosen(_mail("> could you send me the quote for the greenhouse by Friday?", 3, header="")) == []


def _signs(text: str) -> dict[str, float]:
    """The signs of a mail's only line, by name."""
    seen = observation(_mail(text, 2), app="xterm", title="mail - tern")
    (passage,) = passages(seen)
    sign = features.signs(passage, seen, lexicon.cues(passage.focus), place_of(seen))
    return features.features(passage, seen, sign, MARTA)


@pytest.mark.parametrize(("date", "kept"), [("Date: Tue, 4 Nov 2025 09:10", False), ("Date: Mon, 2 Mar 2026", True)])
def test_a_mail_of_long_ago_asks_nothing_any_more(date: str, kept: bool) -> None:
    """Days without a year in a mail of last autumn are last autumn's."""
    asked = "please send me the quote for the greenhouse by 15 March"
    assert bool(_chosen(_mail(date, 0), _mail(asked, 2))) is kept


@pytest.mark.parametrize("sender", ["Orchard Newsletter", "Rundbrief Garten", "Seed Deals"])
def test_what_goes_to_many_says_nothing_of_the_user(sender: str) -> None:
    """A newsletter's events are adverts, whoever reads them and in whatever program."""
    assert _chosen(_mail("Our webinar on grafting takes place on 18 March at 5 pm.", 2, header=sender)) == []


@pytest.mark.parametrize("tier", [Tier.TYPED, Tier.OWN])
def test_what_the_user_writes_in_a_terminal_is_no_output(tier: Tier) -> None:
    """In an editor that the window's title does not name, the user's own words are as good as anywhere."""
    written = line("I will prune the pear trees on Saturday.", Who.USER, "", BlockKind.TERMINAL, tier)
    assert _chosen(written, title="work - tern") == [written.text]


@pytest.mark.parametrize(
    "text",
    [
        "Unfortunately I have to withdraw my offer, the board in Malmö said no.",
        "leider muss ich das Angebot zurückziehen, der Vorstand in Malmö war dagegen.",
    ],
)
def test_what_is_taken_back_with_regret_is_taken_from_the_reader(text: str) -> None:
    """Nobody writes a mail to be sorry for an affair of their own; what they cancel without a word stays theirs."""
    assert _signs(text).get("addresses_user") == 1.0
    assert "others_own_affair" not in _signs(text)
    assert "others_own_affair" in _signs("I have cancelled my gym membership.")


@pytest.mark.parametrize(
    ("app", "title", "about"),
    [
        ("xterm", "mail - tern", ""),
        ("kitty", "orchard - tern", "orchard"),
        ("xterm", "notes.md - VIM", "notes.md"),
        ("gedit", "mail - tern", "tern"),
    ],
)
def test_a_machine_is_no_topic(app: str, title: str, about: str) -> None:
    """Every window of a machine has its name: what is said in one of them is not about the same as in another."""
    assert topic(title, app) == about
