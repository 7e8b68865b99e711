"""Names in a real store: who is taken for whom, what links to what, and that all of it goes with forget."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from assistant import paths
from assistant.config import User
from assistant.daemon.naming import Naming
from assistant.pipeline import entities
from assistant.store import Selector, Store, keys
from assistant.types import BlockKind, Entity, EntityKind, Evidence, Kind, Line, Observation, Proposition, Tier, Who
from tests.unit.pipeline.build import NOW

ME = User(("Marta Kowalska", "Marta"), ("marta@nordkai.example",))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new encrypted store."""
    home = paths.home({"INKLING_HOME": str(tmp_path / "home")})
    home.create()
    with Store.open(home, keys.create(home), create=True, ballast_size=4096) as opened:
        yield opened


class Screen:
    """Shows mails and chats, and remembers beliefs about them."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.naming = Naming(store, lambda: ME)
        self.minute = 0

    def mail(self, header: str, *texts: str, title: str = "Budget - Mail", tier: Tier = Tier.SEEN) -> int:
        """One message under its header; the observation's id."""
        self.minute += 5
        time = NOW + timedelta(minutes=self.minute)
        lines = tuple(
            Line(text, (0, 30 * row, 200, 30 * row + 20), tier, Who.OTHER, header, 1, BlockKind.MAIL)
            for row, text in enumerate(texts or ("Please send me the figures.",))
        )
        seen = self.store.add_observation(Observation(time, time, "mail", title, 1, lines, focused=True))
        assert seen is not None
        assert seen.id is not None
        self.naming.catch_up()
        return seen.id

    def believe(self, text: str, *names: str, seen: int | None = None, kind: Kind = Kind.TASK) -> int:
        """A belief that names somebody."""
        quote = self.store.observation(seen).lines[0].text if seen is not None else text
        time = NOW + timedelta(minutes=self.minute)
        piece = Evidence(seen, quote, True, Tier.SEEN, time, "mail", "Budget - Mail", "", Who.OTHER)
        id = self.store.add_proposition(Proposition(text, kind, 0.8, Tier.SEEN, (piece,), time, time, entities=names))
        assert id is not None
        self.naming.catch_up()
        return id

    def known(self, name: str) -> list[Entity]:
        """Whom a person may mean by this name."""
        return entities.matching(name, self.store.entities_with(entities.keys(name)))

    def one(self, name: str) -> Entity:
        """The only one of this name."""
        (found,) = self.known(name)
        return found


@pytest.fixture
def screen(store: Store) -> Screen:
    """A screen over the store."""
    return Screen(store)


def test_one_person_under_all_her_names(screen: Screen) -> None:
    """Full name, name the other way round, address, local part and first name alone mean the one Anna there is."""
    for header in (
        "Anna Weber <anna.weber@hafenbau.example>",
        "Weber, Anna",
        "anna.weber@hafenbau.example",
        "Anna",
    ):
        screen.mail(header)
    anna = screen.one("anna")
    assert anna.kind is EntityKind.PERSON
    assert anna.name == "Anna Weber"
    assert set(anna.aliases) == {"Anna Weber", "Weber, Anna", "anna.weber@hafenbau.example", "Anna"}
    for name in ("Anna Weber", "ANNA WEBER", "weber, anna", "Anna.Weber@hafenbau.example", "Weber"):
        assert screen.one(name).id == anna.id


def test_two_annas_stay_apart(screen: Screen) -> None:
    """A first name that two people bear links to neither; asked for, both are told."""
    screen.mail("Anna Weber <anna.weber@hafenbau.example>")
    screen.mail("Anna Koch <anna.koch@hafenbau.example>")
    belief = screen.believe("Anna asked the user to call back", "Anna")
    assert {one.name for one in screen.known("Anna")} == {"Anna Weber", "Anna Koch"}
    assert all(belief not in screen.store.entity_propositions(one.id) for one in screen.known("Anna"))


def test_a_surname_alone_never_merges(screen: Screen) -> None:
    """Neither "Weber" nor "Frau Weber" is Anna Weber, whoever else there is."""
    screen.mail("Anna Weber <anna.weber@hafenbau.example>")
    anna = screen.one("Anna Weber")
    for name in ("Weber", "Frau Weber"):
        belief = screen.believe(f"{name} asked the user for the plan {name}", name)
        assert belief not in screen.store.entity_propositions(anna.id)


@pytest.mark.parametrize(
    ("first", "second", "merged"),
    [
        ("Jörg Müller", "Joerg Mueller", True),
        ("Jörg Müller", "Jorg Muller", True),
        ("Anna Weber", "Anna Weher", False),
        ("Anna Weber <aw@hafenbau.example>", "Anna Weher <aw@hafenbau.example>", True),
        ("Anna Weber <a.weber@hafenbau.example>", "Anna Weber <a.weber@hafenbou.example>", True),
        ("Anna Weber <anna.weber@hafenbau.example>", "Anna Weber <helpdesk@evil.example>", False),
        ("Anna Weber <a.weber@hafenbau.example>", "Anna Weber <weber@hafenbau.example>", True),
        ("Anna <anna@one.example>", "Anna <anna@two.example>", False),
    ],
)
def test_what_is_the_same_person(screen: Screen, first: str, second: str, merged: bool) -> None:
    """Umlauts and their ASCII forms are one; a letter of difference only at one address; a borrowed name is not."""
    screen.mail(first)
    screen.mail(second)
    people = [one for one in screen.store.entities(range(1, 20)) if one.kind is EntityKind.PERSON]
    assert len(people) == (1 if merged else 2)
    assert not any("Weher" in alias for alias in people[0].aliases)


def test_anna_of_last_week_turns_out_to_be_anna_weber(screen: Screen) -> None:
    """A first name that stood alone is taken up by the full name, if nobody else bears it."""
    before = screen.believe("Anna asked the user for the plan", "Anna")
    screen.mail("Anna Weber <anna.weber@hafenbau.example>")
    screen.mail("Anna Weber")
    found = screen.known("Anna")
    assert before in [id for one in found for id in screen.store.entity_propositions(one.id)]


def test_a_firm_is_known_by_its_mail_domain(screen: Screen) -> None:
    """Its legal name joins the domain of its people's addresses; public mail providers are nobody's firm."""
    screen.mail("Anna Weber <anna.weber@hafenbau.example>")
    screen.mail("Timo Rask <timo.rask@gmail.com>")
    belief = screen.believe("Hafenbau GmbH sent the user an offer", "Hafenbau GmbH")
    firm = screen.one("Hafenbau")
    assert firm.kind is EntityKind.ORGANISATION
    assert set(firm.aliases) == {"hafenbau.example", "Hafenbau GmbH"}
    assert belief in screen.store.entity_propositions(firm.id)
    assert screen.known("gmail.com") == []


def test_offices_files_and_the_user(screen: Screen) -> None:
    """An office's address is its firm's, a title's file is a file, and the user is nobody to tell about."""
    screen.mail("Newsletter <newsletter@lampen.example>", title="tariff_2026.ods - LibreOffice Calc")
    screen.mail("Marta Kowalska <marta@nordkai.example>", "write to marta@nordkai.example or Marta")
    assert screen.one("lampen.example").kind is EntityKind.ORGANISATION
    assert screen.one("tariff_2026.ods").kind is EntityKind.FILE
    assert screen.known("Marta") == []
    assert screen.known("marta@nordkai.example") == []


def test_a_hotel_is_no_person(screen: Screen) -> None:
    """What calls itself an office, or as its domain does, is an organisation, with or without its address."""
    screen.mail("Hotel Lindenhof")
    screen.mail("Bahnkontor")
    screen.mail("Verrerie Dombresson")
    screen.mail("Verrerie Dombresson <livraisons@verrerie-dombresson.example>")
    screen.mail("Verrerie Dombresson")
    screen.mail("Bahnkontor <reise@bahnkontor.example>")
    for name in ("Hotel Lindenhof", "Bahnkontor", "Verrerie Dombresson"):
        assert screen.one(name).kind is EntityKind.ORGANISATION


def test_suspicious_lines_name_nobody(screen: Screen) -> None:
    """What stands in a lure teaches no address."""
    screen.mail("Anna Weber <anna@evil.example>", "Your account is locked", tier=Tier.HOSTILE)
    assert screen.known("Anna Weber") == []


@pytest.mark.parametrize("how", ["text", "belief", "all", "lines"])
def test_names_go_with_what_they_rest_on(screen: Screen, how: str) -> None:
    """After a forget no text of the store holds the name; others stay."""
    seen = screen.mail("Anna Weber <anna.weber@hafenbau.example>", "Please send me the figures, Anna Weber")
    belief = screen.believe("Anna Weber asked the user for the figures", "Anna Weber", seen=seen)
    screen.mail("Timo Rask <timo.rask@kontor.example>", "Call me at noon")
    selector = {
        "text": Selector(text="weber"),
        "belief": Selector(proposition=belief),
        "all": Selector(all=True),
        "lines": Selector(text="figures"),
    }[how]
    store = screen.store
    receipt = store.apply_forget(store.plan_forget(selector, NOW))
    assert receipt.residue == 0
    assert store.integrity() == []
    assert not [text for _, text in store.dump() if "weber" in text.casefold()]
    assert bool(screen.known("Timo Rask")) is (how != "all")
    screen.naming.catch_up()
    assert screen.known("Anna") == []


def test_retention_takes_the_names_of_what_it_takes(screen: Screen) -> None:
    """When the last observation that mentions somebody goes, so does the name; what a belief names stays."""
    screen.mail("Anna Weber <anna.weber@hafenbau.example>")
    seen = screen.mail("Timo Rask <timo.rask@kontor.example>", "Please call me back")
    screen.believe("Timo Rask asked the user to call back", "Timo Rask", seen=seen)
    screen.store.retention(NOW + timedelta(days=40), 30)
    assert screen.known("Anna") == []
    assert screen.one("Timo Rask").aliases[0] == "Timo Rask"


def test_a_corrected_belief_is_linked_anew(screen: Screen) -> None:
    """Other names in a belief are other links, whoever changed them."""
    belief = screen.believe("Anna Weber asked the user for the plan", "Anna Weber")
    screen.store.update_proposition(belief, NOW + timedelta(hours=3), entities=("Timo Rask",))
    screen.naming.catch_up()
    assert screen.known("Anna") == []
    assert screen.store.entity_propositions(screen.one("Timo").id) == [belief]


def test_looking_again_adds_nothing(screen: Screen) -> None:
    """What was looked at once is not looked at twice, and a backlog is caught up in one go."""
    for number in range(5):
        screen.mail(f"Person{chr(97 + number)} Weber <person{number}@hafenbau.example>")
    before = list(screen.store.dump())
    assert not screen.naming.step()
    assert list(screen.store.dump()) == before
