"""Mails that webmail draws in pieces: what stands in one stands or falls together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.config import User
from assistant.privacy.letters import open_mails
from assistant.privacy.tiers import assign
from assistant.types import BlockKind, Input, Line, Tier, Who, Window

USER = User(names=("Maria Keller",))
Mail = tuple[str, str, str]
"""Sender with address, subject, and the lines of the body, separated by slashes."""


def window(subject: str) -> Window:
    """A browser that shows this mail."""
    return Window("chromium", f"{subject} · Plume - Chromium", 0, 0, 1440, 900, focused=True)


def page(mail: Mail, listed: str = "Anna Weber/The list for Friday") -> list[Line]:
    """A reading pane beside a list of mails: every paragraph is a block of its own, as reading finds them."""
    sender, subject, body = mail
    head = Line(
        sender,
        (681, 167, 681 + 8 * len(sender), 189),
        block=2,
        block_kind=BlockKind.MESSAGE,
        who=Who.OTHER,
        header=sender,
    )
    texts = body.split("/")
    return [
        *(
            Line(text, (243, 160 + 20 * at, 500, 180 + 20 * at), block_kind=BlockKind.MAIL_LIST, who=Who.OTHER)
            for at, text in enumerate(listed.split("/"))
        ),
        Line(subject, (614, 110, 614 + 9 * len(subject), 140), block=1),
        head,
        replace(head, text="lun. 13 juil. 11:02", box=(1390, 168, 1500, 190)),
        *(
            Line(text, (635, 220 + 33 * at, 635 + 7 * len(text), 242 + 33 * at), block=3 + at)
            for at, text in enumerate(texts)
        ),
        Line("Répondre", (631, 240 + 33 * len(texts), 705, 262 + 33 * len(texts)), block=90, block_kind=BlockKind.MENU),
    ]


def tiers(lines: list[Line], subject: str, hands: Input | None = None) -> dict[str, Tier]:
    """Tiers by text when all lines are new."""
    return {line.text: line.tier for line in assign(lines, hands, window(subject), [], USER, lines)}


FRAUDS: list[Mail] = [
    (
        "Postexpress Service info@postexpress-avis.example",
        "Votre colis est bloqué",
        "Cher client,/Votre colis est retenu./Vous devez payer 2,99 euros de frais avant ce soir, "
        "sinon il sera détruit./Cliquez ici pour confirmer votre carte bancaire.",
    ),
    (
        "Colis Suivi noreply@suivi-paquet.example",
        "Livraison impossible",
        "Bonjour,/Réglez les frais de 1,95 € dans les 24 heures via le lien ci-dessous./Sinon il sera renvoyé.",
    ),
    (
        "Assurance ameli@ass-sante.example",
        "Nouvelle carte",
        "Bonjour,/Votre carte est là./Payez 0,99 € de frais avant ce soir et saisissez vos coordonnées bancaires.",
    ),
    (
        "Paket Service info@paketzoll.example",
        "Ihr Paket wartet",
        "Sehr geehrter Kunde,/Ihr Paket liegt im Zolllager./Zahlen Sie heute noch 2,99 Euro Gebühr, sonst wird es "
        "vernichtet./Hier klicken, um Ihre Karte zu bestätigen.",
    ),
    (
        "Stadtbank sicherheit@stadtbnk.example",
        "Neues TAN-Verfahren",
        "Sehr geehrte Damen und Herren,/Ihr TAN-Verfahren endet./Klicken Sie innerhalb von 24 Stunden auf den Link.",
    ),
    (
        "Hosting support@host-rechnung.example",
        "Letzte Mahnung",
        "Guten Tag,/Ihre Domain wird heute gelöscht./Begleichen Sie den Betrag von 9,90 Euro sofort über den Link.",
    ),
    (
        "Toll Office pay@toll-fines.example",
        "Unpaid toll",
        "Hello,/You have an outstanding toll of 6.40./Pay within 24 hours using the link below to avoid a penalty.",
    ),
    (
        "HR hr@payroll-update.example",
        "Payroll update",
        "Dear employee,/Salaries move to a new system./Sign in with your password here before the end of the day.",
    ),
    (
        "Renewal renew@norten1.example",
        "Subscription renewed",
        "Hello,/399.99 will be charged to your card today./To cancel, click here immediately.",
    ),
]

HONEST: list[Mail] = [
    (
        "Imprimerie Cassiers yvette@cassiers.example",
        "Facture F-2210",
        "Bonjour Solène,/Veuillez trouver la facture de 275 euros./Merci de régler avant le 31 juillet.",
    ),
    (
        "Eau de Vallonne clients@eau-vallonne.example",
        "Rappel : facture 4471",
        "Madame Dewulf,/Votre facture de 84,20 € reste impayée./Merci de la payer sous 10 jours, sinon des frais "
        "de rappel s'ajoutent.",
    ),
    (
        "Banque du Parc info@banqueduparc.example",
        "Nouvelle carte",
        "Madame Dewulf,/Votre carte arrive à échéance le 31 août./Nous ne demandons jamais votre mot de passe.",
    ),
    (
        "Apolline apolline@famille.example",
        "Samedi",
        "Coucou,/Tu peux payer les billets avant ce soir ? Sinon on perd la réservation./Clique ici pour les horaires.",
    ),
    (
        "Zahnarzt Berg praxis@berg.example",
        "Zahlungserinnerung",
        "Sehr geehrte Frau Keller,/die Rechnung 2210 ist offen./Bitte überweisen Sie den Betrag bis Freitag, "
        "sonst müssen wir mahnen.",
    ),
    (
        "Paketdienst info@paketdienst.example",
        "Ihr Paket kommt morgen",
        "Hallo Maria Keller,/Ihr Paket wird morgen zugestellt./Hier klicken, um den Ablageort zu ändern.",
    ),
    (
        "Zoll zollamt@zoll.example",
        "Sendung zur Abholung",
        "Sehr geehrte Frau Keller,/Ihre Sendung liegt beim Zollamt./Die Gebühr beträgt 12,40 Euro.",
    ),
    (
        "Anna Weber anna@firm.example",
        "Invoice 4471",
        "Hi Maria,/could you pay invoice 4471 by tonight? Otherwise they will stop the delivery./Thanks",
    ),
    (
        "First Bank service@firstbank.example",
        "Your card was blocked as you asked",
        "Dear Ms Keller,/Your card was blocked at your request on 12 June./A new one arrives within 5 days.",
    ),
    (
        "Landlord office@homes.example",
        "Rent reminder",
        "Dear Ms Keller,/The June rent has not come./Please pay 940 euros by Friday, otherwise we charge a late fee.",
    ),
    (
        "Event desk tickets@hall.example",
        "Your reservation",
        "Dear Maria Keller,/Your tickets are reserved until tonight./Pay by the link below to keep them.",
    ),
    (
        "IT it@firm.example",
        "Password change",
        "Dear colleagues,/please change your password by 30 June in the usual portal./Questions to the help desk.",
    ),
]


@pytest.mark.parametrize("mail", FRAUDS, ids=[subject for _, subject, _ in FRAUDS])
def test_a_fraud_is_believed_in_no_line(mail: Mail) -> None:
    """Subject, sender and every paragraph fall together; the mails in the list beside it do not."""
    found = tiers(page(mail), mail[1])
    believed = [text for text, tier in found.items() if tier is not Tier.HOSTILE]
    assert believed == ["Anna Weber", "The list for Friday", "Répondre"]


@pytest.mark.parametrize("mail", HONEST, ids=[subject for _, subject, _ in HONEST])
def test_honest_bills_and_notices_are_believed(mail: Mail) -> None:
    """Bills, reminders with a term, notices of banks, parcels that come and friends who are in a hurry."""
    assert set(tiers(page(mail), mail[1]).values()) == {Tier.SEEN}


def test_the_row_of_a_fraud_in_the_list_falls_with_it() -> None:
    """Its subject stands there as well; the other rows stay."""
    mail = FRAUDS[1]
    found = assign(page(mail, f"{mail[1]}/Invoice for May"), None, window(mail[1]), [], USER)
    assert [one.tier for one in found[:2]] == [Tier.HOSTILE, Tier.SEEN]


def test_without_an_address_the_title_tells_the_mail() -> None:
    """Some webmail shows only a name: the heading that the window's title repeats begins the mail."""
    mail = ("Postexpress", *FRAUDS[0][1:])
    found = tiers(page(mail), mail[1])
    assert {found[text] for text in (mail[1], *mail[2].split("/"))} == {Tier.HOSTILE}
    assert found["The list for Friday"] is Tier.SEEN


def test_a_line_that_comes_later_is_judged_with_those_that_stood_there() -> None:
    """Scrolling brings the harmless end of a fraud into view: it is part of it."""
    lines = page(FRAUDS[0])
    late = replace(lines[-2], text="Merci de votre confiance.")
    lines[-2:-1] = [lines[-2], replace(late, box=(635, 356, 800, 378), block=20)]
    (found,) = assign(
        [line for line in lines if line.text.startswith("Merci")], None, window(FRAUDS[0][1]), [], USER, lines
    )
    assert found.tier is Tier.HOSTILE


def test_the_answer_to_a_fraud_and_other_mails_are_not_part_of_it() -> None:
    """A mail ends where the next one, the buttons or the user's answer begin."""
    lines = page(FRAUDS[0])
    warning = replace(lines[3], text="Jonas Berg jonas@firm.example", box=(681, 500, 900, 522), block=50)
    words = replace(lines[5], text="Please delete this, we talk on Monday", box=(635, 550, 900, 572), block=51)
    mine = replace(words, text="I will talk to the bank on Monday", box=(635, 620, 900, 642), block=52, who=Who.USER)
    found = tiers([*lines, warning, words, mine], FRAUDS[0][1])
    assert found[words.text] is Tier.SEEN
    assert found[mine.text] is Tier.OWN
    assert [mail.body[-1].text for mail in open_mails([*lines, warning, words, mine], "x")][1:] == [words.text]


def test_a_colleague_who_passes_a_fraud_on_is_believed() -> None:
    """The subject of an answer is somebody else's words."""
    mail = (
        "Jonas Berg jonas@firm.example",
        "Fwd: Votre compte a été suspendu",
        "Hi Maria,/is this one real?",
    )
    found = tiers(page(mail), mail[1])
    assert [text for text, tier in found.items() if tier is Tier.HOSTILE] == [mail[1]]


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("Anna Weber <anna@firm.example>", True),
        ("From: Anna Weber <anna@firm.example>", True),
        ("Anna Weber anna@firm.example Mon 13 July 11:26", True),
        ("to maria@firm.example", False),
        ("An: maria@firm.example", False),
        ("E-mail: anna@firm.example", False),
        ("Write to anna@firm.example and to ben@firm.example when you are there", False),
        ("Anna Weber", False),
    ],
)
def test_what_begins_a_mail(text: str, begins: bool) -> None:
    """A sender with an address, not a receiver nor a sentence with addresses."""
    assert bool(open_mails([Line(text, (10, 10, 400, 30))], "Mail")) is begins


def test_pages_that_are_no_mail_are_judged_line_by_line() -> None:
    """An article about fraud quotes one: only the quote is hostile."""
    title = "How parcels are faked"
    texts = [title, "Your parcel is on hold, pay the customs fee via the link", "The author lives in Ghent."]
    lines = [Line(text, (100, 100 + 30 * at, 600, 120 + 30 * at), block=at) for at, text in enumerate(texts)]
    assert [tier is Tier.HOSTILE for tier in tiers(lines, title).values()] == [False, True, False]
