"""A day of Corentin Falquet, who does not exist: school caretaker and beekeeper, Thursday 11 June 2026."""

from __future__ import annotations

import time
from pathlib import Path

from apps import Desk
from days.caretaker import files
from made_up import Secrets, secrets
from plan import Day, Hidden
from recorder import Recorder

MORNING = ["fire", "jars", "vet", "news", "phish", "market", "keys"]
EVENTS = [
    [11, "18:00 Soirée des parents"],
    [14, "Anniversaire d'Élodie", "#e91e63"],
    [16, "08:00 Livraison pots"],
    [17, "08:30 Inspection portes"],
    [19, "14:00 Expertise camionnette"],
    [20, "07:00 Marché de la Tour"],
]
MOVED = [[16, event[1]] if "Inspection" in str(event[1]) else event for event in EVENTS]
SHED = "Paint the bike shed on Friday"
LATER = "Paint the bike shed in the summer holidays"
REPORT = "Fire doors, state on 11 June\n\nBuilding A: all doors close."


def tasks(shed: str, *, lock: bool = False) -> list[list[object]]:
    """The list of the to-do page: text, small print, whether it is done."""
    return [
        ["Replace the lock of the gym", "", lock],
        [shed, "", False],
        ["Renew the parking permit before 26 June", "Town hall, counter 3", False],
        ["Order salt for the water softener", "", True],
    ]


def prepare(desk: Desk) -> None:
    """What every page shows first."""
    desk.stage.run("setxkbmap", "-layout", "ch", "-variant", "fr")
    desk.director.tell("mail", inbox=MORNING, read=[], open="")
    desk.director.tell("channel", upto=4)
    desk.director.tell("agenda", events=EVENTS)
    desk.director.tell("todo", tasks=tasks(SHED))
    desk.director.tell("doc", text=REPORT)
    desk.director.tell("bulle", upto=3)
    for page in ("wiki", "riverain", "panier", "fourgon", "clinique"):
        desk.director.tell(page)


def mail(desk: Desk, opened: str, read: list[str], *, inbox: list[str] = MORNING, reply: bool = False) -> None:
    """Show one message on the whole page, or the list."""
    desk.show("mail")
    desk.director.show("mail", inbox=inbox, read=read, open=opened, reply=reply)
    time.sleep(0.3)


def early_mail(desk: Desk, keep: Recorder) -> None:
    """The list, and three messages."""
    mail(desk, "", [])
    keep.shot("07:52:05", "inbox", idle=3.0)
    mail(desk, "fire", ["fire"])
    keep.shot("07:53:20", "fire")
    keep.shot("07:54:00", "fire-unchanged", idle=52.0)
    mail(desk, "jars", ["fire", "jars"])
    keep.shot("08:01:30", "jars")
    mail(desk, "vet", ["fire", "jars", "vet"])
    keep.shot("08:06:40", "vet")


def at_school(desk: Desk, keep: Recorder) -> None:
    """The channel of the caretakers, the list of things to do, the calendar."""
    desk.show("channel")
    keep.shot("08:33:10", "channel")
    desk.type("I will check the projector in 204 at lunch.")
    keep.shot("08:34:05", "channel-typed")
    desk.press("Return")
    desk.director.show("channel", upto=6)
    keep.shot("08:35:40", "channel-sent")
    desk.show("todo")
    keep.shot("08:50:15", "todo")
    desk.director.show("todo", tasks=tasks(SHED), edit=1)
    desk.press(*["BackSpace"] * len("on Friday"))
    desk.type("in the summer holidays")
    keep.shot("08:51:30", "todo-edited")
    desk.director.show("todo", tasks=tasks(LATER))
    desk.show("agenda")
    keep.shot("09:02:20", "agenda", idle=6.0)
    desk.show("wiki")
    keep.shot("09:24:00", "wiki", idle=20.0)


def report(desk: Desk, keep: Recorder) -> None:
    """A report grows in the online editor."""
    desk.show("doc")
    desk.director.show("doc", text=REPORT)
    desk.type("\nBuilding B: door B12 does not close,")
    keep.shot("09:48:10", "report-1")
    desk.type(" the hinge is broken.\nI will replace the hinge of B12 on Friday.")
    keep.shot("09:49:30", "report-2")


def noise(desk: Desk, keep: Recorder) -> None:
    """News with adverts, a newsletter, a fraud."""
    desk.show("riverain")
    keep.shot("10:15:00", "riverain", idle=25.0)
    mail(desk, "news", ["fire", "jars", "vet", "news"])
    keep.shot("10:22:10", "newsletter")
    mail(desk, "phish", ["fire", "jars", "vet", "news", "phish"])
    keep.shot("10:24:30", "phish")


def nadia(desk: Desk, keep: Recorder, secret: Secrets) -> None:
    """A friend writes about the hives, in a window of her own over the calendar."""
    desk.show("agenda")
    desk.open_app("bulle", "https://web.bulle.example/bulle", "Nadia Berthoud")
    desk.place("bulle", 860, 150, 680, 720)
    desk.focus("bulle")
    desk.type("Oui, je passe samedi à 9 h avec deux hausses.")
    keep.shot("11:02:40", "nadia-typed")
    desk.press("Return")
    desk.director.show("bulle", upto=5, wifi=secret.router_password)
    keep.shot("11:04:30", "nadia-wifi")


def earlier(desk: Desk, keep: Recorder) -> None:
    """The inspection moves, and the user promises the list for Friday."""
    inbox = ["moved", *MORNING]
    read = ["moved", "fire", "jars", "vet", "news", "phish"]
    mail(desk, "moved", read, inbox=inbox)
    keep.shot("11:38:20", "moved")
    mail(desk, "moved", read, inbox=inbox, reply=True)
    desk.type("Hi Priya,\nyes, you will have the list of doors")
    keep.shot("11:41:05", "answer-1")
    desk.type(" on Friday at 11.\nI will repair door B12 this afternoon.\nCorentin")
    keep.shot("11:42:10", "answer-2")
    desk.show("agenda")
    desk.director.show("agenda", events=MOVED)
    keep.shot("11:50:00", "agenda-moved", idle=5.0)


def open_vault(desk: Desk, password: str) -> None:
    """A password manager that stays open behind the other windows."""
    vault = desk.stage.home / "coffre.kdbx"
    desk.stage.run("keepassxc-cli", "db-create", "--set-password", str(vault), stdin=f"{password}\n" * 2)
    for title, user in files.VAULT:
        desk.stage.run(
            "keepassxc-cli", "add", "-q", "--username", user, "--password-prompt", str(vault), title,
            stdin=f"{password}\n{password}\n",
        )  # fmt: skip
    desk.open_vault(vault, password)
    desk.place("vault", 60, 140, 1100, 560)


def notes_and_sales(desk: Desk, keep: Recorder, work: Path, secret: Secrets) -> None:
    """Own notes and a table of sales, with the password manager behind them."""
    open_vault(desk, secret.vault_password)
    desk.open_editor(work / "notes.txt")
    desk.place("notes", 620, 420, 800, 400)
    desk.focus("notes")
    desk.key("ctrl+End")
    desk.type("Je récolte le tilleul")
    keep.shot("12:32:40", "notes-typed-1")
    desk.type(" le samedi 27 juin.")
    keep.shot("12:33:05", "notes-typed-2")
    desk.key("ctrl+s")
    desk.close("notes")
    desk.open_sheet(work / "ventes-miel.gnumeric")
    desk.place("sheet", 520, 430, 1000, 480)
    desk.focus("sheet")
    keep.shot("13:10:00", "sheet", idle=11.0)
    desk.close("sheet")
    desk.close("vault")


def booking(desk: Desk, keep: Recorder, secret: Secrets) -> None:
    """A van for the harvest, paid from an account; then a basket in a shop."""
    desk.show("fourgon")
    desk.director.show("fourgon", focus="name")
    for text in ("Corentin Falquet", "samedi 27 juin 2026, 07:00", "samedi 27 juin 2026, 19:00", "Pour la miellerie"):
        desk.type(text)
        if not text.startswith("Pour"):
            desk.press("Tab")
    keep.shot("13:41:20", "booking")
    desk.press("Tab")
    desk.type(secret.iban)
    keep.shot("13:42:30", "booking-iban")
    desk.director.show("fourgon", focus="name", clear=["iban"])
    desk.show("panier")
    keep.shot("14:05:00", "basket", idle=30.0)


def private_window(desk: Desk, keep: Recorder) -> None:
    """A private window, in front and then behind a terminal."""
    desk.open_private("https://www.clinique-des-tilleuls.example/clinique", "Clinique")
    keep.shot("14:30:00", "private")
    desk.open_terminal("corentin@ruche: ~/rucher", "bash")
    desk.place("terminal", 120, 330, 980, 560)
    desk.focus("terminal")
    desk.type("cat materiel.txt\ntail -n 3 chauffage.log\n")
    time.sleep(0.6)
    keep.shot("14:41:20", "shell")
    desk.close("private")
    desk.close("terminal")


def evening(desk: Desk, keep: Recorder) -> None:
    """A market is cancelled, Saturday becomes Sunday, a task is done, the evening begins."""
    read = ["moved", "fire", "jars", "vet", "news", "phish", "cancelled"]
    mail(desk, "cancelled", read, inbox=["cancelled", "moved", *MORNING])
    keep.shot("15:56:10", "cancelled")
    desk.director.show("bulle", upto=7, without=[4])
    desk.focus("bulle")
    keep.shot("16:30:15", "nadia-sunday")
    desk.type("D'accord, dimanche à 10 h avec les deux hausses.")
    keep.shot("16:31:50", "nadia-sunday-typed")
    desk.press("Return")
    desk.director.show("bulle", upto=8, without=[4])
    desk.keys = 0
    desk.close("bulle")
    mail(desk, "fire", ["fire"])
    keep.shot("16:58:00", "fire-again", idle=9.0)
    desk.show("todo")
    desk.director.show("todo", tasks=tasks(LATER, lock=True))
    desk.stage.run("notify-send", "Agenda", "Soirée des parents à 18:00, salle 204")
    time.sleep(0.6)
    keep.shot("17:30:00", "todo-done", idle=4.0)


def whole_day(desk: Desk, keep: Recorder, work: Path, secret: Secrets) -> None:
    """From 07:52 to 17:30."""
    early_mail(desk, keep)
    at_school(desk, keep)
    report(desk, keep)
    noise(desk, keep)
    nadia(desk, keep, secret)
    earlier(desk, keep)
    notes_and_sales(desk, keep, work, secret)
    booking(desk, keep, secret)
    private_window(desk, keep)
    evening(desk, keep)


SECRETS = secrets(29)
BEHIND = ("notes-typed-1", "notes-typed-2", "sheet")
DAY = Day(
    folder=Path(__file__).parent,
    target=Path("tests/recorded/caretaker"),
    date="2026-06-11",
    zone="+02:00",
    user={"names": ["Corentin Falquet", "Corentin"], "addresses": ["corentin@falquet.example"]},
    tabs={
        "mail": "https://courrielle.example/mail",
        "channel": "https://app.gaggle.example/channel",
        "todo": "https://listo.example/todo",
        "agenda": "https://agenda.example/agenda",
        "wiki": "https://wiki.mollard-school.example/wiki",
        "doc": "https://feuillet.example/doc",
        "riverain": "https://www.le-riverain.example/riverain",
        "fourgon": "https://fourgons-lemanis.example/fourgon",
        "panier": "https://www.apicolor.example/panier",
    },
    private=frozenset({"Clinique"}),
    secrets=SECRETS,
    files=files.write,
    prepare=prepare,
    live=whole_day,
    shown_secrets=(
        Hidden("nadia-wifi", SECRETS.router_password, "password"),
        Hidden("booking-iban", SECRETS.iban, "account number"),
    ),
    hidden=(
        *(Hidden(frame, user, "password manager") for frame in BEHIND for _, user in files.VAULT),
        *(Hidden("private", text, "private window") for text in ("cfalquet-1979", "venin", "Stucki")),
        Hidden("shell", "Tilleuls", "private window behind another window"),
    ),
    size=(1600, 1000),
)
