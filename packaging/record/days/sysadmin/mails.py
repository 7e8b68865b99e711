"""The invented person's mailbox: what lay there in the morning and what came later."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import NamedTuple

ME = "Ragna Teubner <ragna@teubner-systeme.example>"
FOLDERS = ("cur", "new", "tmp")


class Mail(NamedTuple):
    """One message; ``at`` is the local time with its offset."""

    name: str
    at: str
    sender: str
    subject: str
    text: str
    to: str = ME


MORNING = (
    Mail(
        "invoice2025",
        "2025-12-02T10:15:00+01:00",
        "Kreisbau Lindbruck <buchhaltung@kreisbau-lindbruck.example>",
        "Jahresabschluss",
        "Sehr geehrte Frau Teubner,\n\nbitte schicken Sie uns Ihre letzte Rechnung bis zum 15. Dezember.\n"
        "Die Feier im Ratskeller ist am 12. Dezember um 18 Uhr, Sie sind herzlich eingeladen.\n\n"
        "Mit freundlichen Grüßen\nBuchhaltung Kreisbau Lindbruck",
    ),
    Mail(
        "switch",
        "2026-06-08T16:41:00+02:00",
        "Bastian Rehm <bastian.rehm@holm-textiles.example>",
        "Re: [ops] switch in hall 2",
        "Fine with me, the looms stand still that day anyway.\nI have booked a lift from Kranz & Sohn.\n\n"
        "Dev Kapadia wrote on 8 June:\n> I will replace the switch in hall 2 on 17 June.\n"
        "> Before that I need the keys to the roof.\n> My train from Utrecht arrives at 10:40.\n\nBastian",
        "ops@lists.holm-textiles.example",
    ),
    Mail(
        "flat",
        "2026-06-08T18:02:00+02:00",
        "Immo-Alarm <alarm@immo-alarm.example>",
        "3 neue Wohnungen in Bern",
        "Neu für Sie: 2 Zimmer im Mattequartier, 1.650 Franken.\nJetzt Besichtigung buchen!",
    ),
    Mail(
        "news",
        "2026-06-09T05:30:00+02:00",
        "Rootblick Newsletter <post@rootblick.example>",
        "Rootblick 23/26: Kubernetes ohne Tränen",
        "Liebe Leserinnen und Leser,\n\nunser Webinar »Kubernetes ohne Tränen« findet am 18. Juni um 17 Uhr statt.\n"
        "Melden Sie sich bis zum 15. Juni an und sparen Sie 40 Euro.\n\n"
        "Kolumne: »Ich habe zwölf Jahre lang Solaris gepflegt und vermisse es kein bisschen«, schreibt Ulf Amsinck.\n\n"
        "Anzeige: Mieten Sie den Cirrus-Rack-Server ab 49 Euro im Monat.\n\nIhre Redaktion Rootblick",
    ),
    Mail(
        "fraud",
        "2026-06-09T06:11:00+02:00",
        "Domain-Zentrale <service@domain-zentrale-abrechnung.example>",
        "LETZTE MAHNUNG: Ihre Domain wird gelöscht",
        "Sehr geehrter Kunde,\n\nIhre Domain teubner-systeme.example läuft heute um 17 Uhr ab.\n"
        "Bitte überweisen Sie sofort 289 Euro und bestätigen Sie Ihr Passwort unter\n"
        "https://domain-zentrale-abrechnung.example/bestaetigen\n\nAbteilung Mahnwesen",
    ),
    Mail(
        "offer",
        "2026-06-09T06:52:00+02:00",
        "Stellan Quist <quist@nordkiesel.example>",
        "Bereitschaft ab August",
        "Hallo Frau Teubner,\n\nwir bieten Ihnen die Rufbereitschaft ab 1. August an, für 640 Euro im Monat.\n"
        "Überlegen Sie es sich bitte in Ruhe.\n"
        "Ich selbst bin bis Donnerstag auf der Messe in Graz und schlecht zu erreichen.\n\n"
        "Freundliche Grüße\nStellan Quist\nBetriebsleitung, Nordkiesel GmbH",
    ),
    Mail(
        "room",
        "2026-06-09T07:04:00+02:00",
        "Liesel Habicht <habicht@buergerhaus-lindbruck.example>",
        "Saal für die Flickstube",
        "Liebe Ragna,\n\nder große Saal ist am 27. Juni von 14 bis 18 Uhr für die Flickstube reserviert.\n"
        "Denk bitte daran, dass ich die Liste der Helfer bis zum 19. Juni brauche.\n"
        "Meine Enkelin kommt dieses Mal auch, sie hat einen kaputten Plattenspieler.\n\nLiebe Grüße\nLiesel",
    ),
    Mail(
        "move",
        "2026-06-09T07:12:00+02:00",
        "Konrad Sörgel <soergel@kanzlei-wehmeyer.example>",
        "Umzug des Mailservers",
        "Guten Morgen Frau Teubner,\n\nden Umzug des Mailservers machen wir am Samstag, 20. Juni ab 8 Uhr.\n"
        "Bringen Sie bitte den Schlüssel für das Archiv mit.\n"
        "Ich gehe Ende Juni in Rente, danach ist Frau Wehmeyer für Sie da.\n\n"
        "Mit freundlichen Grüßen\nKonrad Sörgel\nKanzlei Wehmeyer & Sörgel",
    ),
    Mail(
        "patch",
        "2026-06-09T07:31:00+02:00",
        "Oona Fairweather <oona.fairweather@holm-textiles.example>",
        "Patch report for May",
        "Hi Ragna,\n\ncould you send me the patch report for May by Friday, 12 June?\n"
        "I have to present it to the board in Leeds and I still have no slides.\n"
        "Dev is looking after the firewalls while I am travelling.\n\nThanks a lot,\nOona\n\n--\n"
        "Oona Fairweather, Head of IT, Holm Textiles Ltd",
    ),
)
SUNDAY = Mail(
    "sunday",
    "2026-06-09T10:51:00+02:00",
    "Konrad Sörgel <soergel@kanzlei-wehmeyer.example>",
    "Re: Umzug des Mailservers",
    "Guten Tag Frau Teubner,\n\nam Samstag wird bei uns der Strom abgestellt. Wir müssen den Umzug deshalb auf\n"
    "Sonntag, 21. Juni verlegen, los geht es um 9 Uhr.\n\nMit freundlichen Grüßen\nKonrad Sörgel",
)
WITHDRAWN = Mail(
    "withdrawn",
    "2026-06-09T14:14:00+02:00",
    "Stellan Quist <quist@nordkiesel.example>",
    "Re: Bereitschaft ab August",
    "Hallo Frau Teubner,\n\nleider muss ich das Angebot für die Rufbereitschaft zurückziehen, die Zentrale in\n"
    "Malmö hat das Geld gestrichen. An Ihren Donnerstagen bei uns ändert sich nichts.\n\n"
    "Freundliche Grüße\nStellan Quist",
)


def deliver(box: Path, mail: Mail, *, read: bool = False) -> None:
    """Put a message into the Maildir."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = mail.sender, mail.to, mail.subject
    made["Date"] = format_datetime(datetime.fromisoformat(mail.at))
    made["Message-ID"] = f"<{mail.name}@chat.example>"
    made.set_content(mail.text + "\n", cte="8bit")
    file = box / ("cur" if read else "new") / (f"{mail.name}:2,S" if read else mail.name)
    file.write_bytes(made.as_bytes())


def mailbox(box: Path) -> None:
    """The mailbox as it is in the morning."""
    for folder in FOLDERS:
        (box / folder).mkdir(parents=True)
    for mail in MORNING:
        deliver(box, mail, read=mail.at < "2026-06-09")
