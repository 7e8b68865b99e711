"""Corentin Falquet's Thursday one week later, 18 June 2026: his habits are the same, some of his facts are not."""

from __future__ import annotations

import time
from pathlib import Path

from apps import Desk
from days.caretaker.day import DAY as BEFORE
from days.caretaker.day import open_vault
from days.caretaker2 import files
from made_up import Secrets, secrets
from plan import Day, Hidden
from recorder import Recorder

MORNING = ["boiler", "van", "expert", "vet", "news", "phish", "fire", "jars"]
READ = ["boiler", "van", "expert", "vet"]
EVENTS = [
    [11, "18:00 Soirée des parents"],
    [14, "Anniversaire d'Élodie", "#e91e63"],
    [19, "14:00 Expertise camionnette"],
    [30, "Dario : dentiste", "#7e57c2"],
]
AFTER_EXPERT = [[23, "10:15 Expertise camionnette"] if "Expertise" in str(event[1]) else event for event in EVENTS]
AFTER_THEVOZ = [*AFTER_EXPERT, [30, "07:00 Service chaudière"]]
REPORT = "Fire doors, state on 18 June\n\nBuilding A: all doors close."


def tasks(*more: str, permit: bool = False) -> list[list[object]]:
    """The list of the to-do page: text, small print, whether it is done."""
    return [
        ["Renew the parking permit before 26 June", "Town hall, counter 3", permit],
        ["Replace the lock of the gym", "", True],
        *([text, "", False] for text in more),
    ]


def prepare(desk: Desk) -> None:
    """What every page shows first."""
    desk.stage.run("setxkbmap", "-layout", "ch", "-variant", "fr")
    desk.director.tell("mail", inbox=MORNING, read=[], open="")
    desk.director.tell("channel", upto=4)
    desk.director.tell("agenda", events=EVENTS, today=18)
    desk.director.tell("todo", tasks=tasks())
    desk.director.tell("doc", text=REPORT)
    desk.director.tell("bulle", upto=3)
    for page in ("helpdesk", "riverain", "guichet", "devis", "pompe", "emploi"):
        desk.director.tell(page)


def mail(desk: Desk, opened: str, read: list[str], *, inbox: list[str] = MORNING, reply: bool = False) -> None:
    """Show one message on the whole page, or the list."""
    desk.show("mail")
    desk.director.show("mail", inbox=inbox, read=read, open=opened, reply=reply)
    time.sleep(0.3)


def early_mail(desk: Desk, keep: Recorder) -> None:
    """The list, and four messages."""
    mail(desk, "", [])
    keep.shot("07:51:40", "inbox", idle=4.0)
    mail(desk, "boiler", ["boiler"])
    keep.shot("07:53:05", "boiler")
    keep.shot("07:53:50", "boiler-unchanged", idle=57.0)
    for clock, name in (("08:00:30", "van"), ("08:04:50", "expert"), ("08:08:20", "vet")):
        mail(desk, name, READ[: READ.index(name) + 1])
        keep.shot(clock, name)


def at_school(desk: Desk, keep: Recorder) -> None:
    """The channel of the caretakers, the list of things to do, the calendar, the requests."""
    desk.show("channel")
    keep.shot("08:33:30", "channel")
    desk.type("I will free the blinds in 118 on Monday at 7.")
    keep.shot("08:34:20", "channel-typed")
    desk.press("Return")
    desk.director.show("channel", upto=6)
    desk.type("I no longer paint the bike shed,")
    desk.type(" Ravaz Painting does it in August.")
    keep.shot("08:36:50", "channel-shed")
    desk.press("Return")
    desk.director.show("channel", upto=7)
    desk.keys = 0
    desk.show("todo")
    keep.shot("08:49:40", "todo")
    desk.director.show("todo", tasks=tasks(""), edit=2)
    desk.type("Order 20 door hinges by 30 June")
    keep.shot("08:51:10", "todo-typed")
    desk.director.show("todo", tasks=tasks("Order 20 door hinges by 30 June"))
    desk.show("agenda")
    keep.shot("09:02:50", "agenda", idle=6.0)
    desk.director.show("agenda", events=AFTER_EXPERT, today=18)
    keep.shot("09:04:30", "agenda-expert", idle=3.0)
    desk.show("helpdesk")
    keep.shot("09:24:40", "helpdesk", idle=18.0)


def report(desk: Desk, keep: Recorder) -> None:
    """The weekly report grows in the online editor."""
    desk.show("doc")
    desk.director.show("doc", text=REPORT)
    desk.type("\nBuilding B: door B12 closes again.")
    keep.shot("09:47:40", "report-1")
    desk.type("\nBuilding C: door C03 sticks, the frame is warped.\nI will check C03 again on 2 July.")
    keep.shot("09:49:50", "report-2")


def noise(desk: Desk, keep: Recorder) -> None:
    """News with adverts, a newsletter, a fraud."""
    desk.show("riverain")
    keep.shot("10:15:20", "riverain", idle=25.0)
    mail(desk, "news", [*READ, "news"])
    keep.shot("10:21:30", "newsletter")
    mail(desk, "phish", [*READ, "news", "phish"])
    keep.shot("10:23:50", "phish")


def nadia(desk: Desk, keep: Recorder, secret: Secrets) -> None:
    """A friend asks about the harvest, in a window of her own over the calendar."""
    desk.show("agenda")
    desk.open_app("bulle", "https://web.bulle.example/bulle", "Nadia Berthoud")
    desk.place("bulle", 860, 150, 680, 720)
    desk.focus("bulle")
    keep.shot("11:02:10", "nadia")
    desk.type("Non, je récolte le tilleul le dimanche 28 juin. Le fourgon est annulé.")
    keep.shot("11:03:40", "nadia-typed")
    desk.press("Return")
    desk.director.show("bulle", upto=6, wifi=secret.router_password)
    keep.shot("11:07:20", "nadia-camera")


def other_company(desk: Desk, keep: Recorder) -> None:
    """Another company comes on another day; the user answers with a wish."""
    inbox = ["thevoz", *MORNING]
    read = ["thevoz", *READ, "news", "phish"]
    mail(desk, "thevoz", read, inbox=inbox)
    keep.shot("11:37:50", "thevoz")
    mail(desk, "thevoz", read, inbox=inbox, reply=True)
    desk.type("Hi Priya,\nyes, I will let Thévoz in on Tuesday")
    keep.shot("11:40:20", "answer-1")
    desk.type(" at 7.\nI prefer such requests in the helpdesk, not by mail.\nCorentin")
    keep.shot("11:41:50", "answer-2")
    desk.show("agenda")
    desk.director.show("agenda", events=AFTER_THEVOZ, today=18)
    keep.shot("11:49:30", "agenda-boiler", idle=5.0)


def notes_and_sales(desk: Desk, keep: Recorder, work: Path, secret: Secrets) -> None:
    """Old lines of the own notes are rewritten, and the table of sales; the password manager is behind them."""
    open_vault(desk, secret.vault_password)
    desk.open_editor(work / "notes.txt")
    desk.place("notes", 620, 420, 800, 400)
    desk.focus("notes")
    keep.shot("12:31:10", "notes", idle=9.0)
    desk.key("ctrl+Home", "Down", "Down", "End")
    desk.press(*["BackSpace"] * len("mercredi après 16 h."))
    desk.type("vendredi après 15 h.")
    keep.shot("12:32:20", "notes-visits")
    desk.key("ctrl+End")
    desk.press(*["BackSpace"] * len("samedi 27 juin."))
    desk.type("dimanche 28 juin.")
    keep.shot("12:33:15", "notes-harvest")
    desk.type("\nJe ne livre plus l'Hôtel Bellerive.")
    keep.shot("12:34:40", "notes-bellerive")
    desk.key("ctrl+s")
    desk.close("notes")
    desk.open_sheet(work / "ventes-miel.gnumeric")
    desk.place("sheet", 520, 430, 1000, 480)
    desk.focus("sheet")
    keep.shot("13:09:30", "sheet", idle=11.0)
    desk.close("sheet")
    desk.close("vault")


def permit(desk: Desk, keep: Recorder, secret: Secrets) -> None:
    """The parking permit is renewed and paid; then an offer for a roof."""
    desk.show("guichet")
    desk.director.show("guichet", focus="owner")
    desk.type("Corentin Falquet")
    desk.press("Tab")
    desk.type("VD 000 417")
    keep.shot("13:41:30", "permit-form")
    desk.press("Tab")
    desk.type(secret.card)
    keep.shot("13:42:40", "permit-card")
    desk.director.show("guichet", done=True)
    desk.keys = 0
    keep.shot("13:44:10", "permit-done")
    desk.open_app("devis", "https://documents.toitures-blondel.example/devis", "devis-2026-118.pdf")
    desk.place("devis", 240, 30, 1240, 950)
    desk.focus("devis")
    keep.shot("14:05:30", "devis", idle=31.0)
    desk.close("devis")


def private_window(desk: Desk, keep: Recorder) -> None:
    """A private window, in front and then behind a terminal."""
    desk.open_private("https://www.emploi-riviera.example/emploi", "Emploi Riviera")
    keep.shot("14:29:00", "private")
    desk.open_terminal("corentin@ruche: ~/rucher", "bash")
    desk.place("terminal", 120, 330, 980, 560)
    desk.focus("terminal")
    desk.type("cat materiel.txt\ntail -n 3 chauffage.log\n")
    time.sleep(0.6)
    keep.shot("14:41:00", "shell")
    desk.close("private")
    desk.close("terminal")


def evening(desk: Desk, keep: Recorder) -> None:
    """Old mail and old questions are read again, the trailer comes later, a task is done."""
    read = ["thevoz", *READ, "news", "phish"]
    mail(desk, "fire", read, inbox=["thevoz", *MORNING])
    keep.shot("15:04:20", "fire-old", idle=12.0)
    desk.show("pompe")
    keep.shot("15:39:00", "forum", idle=22.0)
    desk.show("agenda")
    desk.director.show("bulle", upto=8, without=[5])
    desk.focus("bulle")
    keep.shot("16:30:20", "nadia-eight")
    desk.type("D'accord pour 8 h. Je prépare le café.")
    keep.shot("16:31:40", "nadia-eight-typed")
    desk.press("Return")
    desk.director.show("bulle", upto=9, without=[5])
    desk.keys = 0
    desk.close("bulle")
    mail(desk, "boiler", ["boiler"])
    keep.shot("16:57:30", "boiler-again", idle=8.0)
    desk.show("todo")
    desk.director.show("todo", tasks=tasks("Order 20 door hinges by 30 June", permit=True))
    desk.stage.run("notify-send", "Agenda", "Mardi 23 juin à 10:15 : Expertise camionnette")
    time.sleep(0.6)
    keep.shot("17:29:40", "todo-done", idle=4.0)


def whole_day(desk: Desk, keep: Recorder, work: Path, secret: Secrets) -> None:
    """From 07:51 to 17:29."""
    early_mail(desk, keep)
    at_school(desk, keep)
    report(desk, keep)
    noise(desk, keep)
    nadia(desk, keep, secret)
    other_company(desk, keep)
    notes_and_sales(desk, keep, work, secret)
    permit(desk, keep, secret)
    private_window(desk, keep)
    evening(desk, keep)


SECRETS = secrets(47)
BEHIND = ("notes", "notes-visits", "notes-harvest", "notes-bellerive", "sheet")
DAY = Day(
    folder=Path(__file__).parent,
    borrowed=(BEFORE.folder / "pages",),
    target=Path("tests/recorded/caretaker2"),
    date="2026-06-18",
    zone=BEFORE.zone,
    user=BEFORE.user,
    tabs={
        **{name: BEFORE.tabs[name] for name in ("mail", "channel", "todo", "agenda", "doc", "riverain")},
        "helpdesk": "https://helpdesk.mollard-school.example/helpdesk",
        "guichet": "https://guichet.corsalles.example/guichet",
        "pompe": "https://entraide-chauffage.example/pompe",
    },
    private=frozenset({"Emploi Riviera"}),
    secrets=SECRETS,
    files=files.write,
    prepare=prepare,
    live=whole_day,
    shown_secrets=(
        Hidden("nadia-camera", SECRETS.router_password, "password"),
        Hidden("permit-card", SECRETS.card, "card number"),
    ),
    hidden=(
        *(Hidden(frame, user, "password manager") for frame in BEHIND for _, user in files.VAULT),
        *(Hidden("private", text, "private window") for text in ("cf-candidat-83", "Bellevaux", "Aubort")),
        Hidden("shell", "candidat", "private window behind another window"),
    ),
    size=BEFORE.size,
)
