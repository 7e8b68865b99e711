"""A day of Jannis Overbeck, who does not exist: doctoral student of peat soils, Monday 19 October 2026."""

from __future__ import annotations

import time
from pathlib import Path

from apps import Desk
from days.doctoral import files
from made_up import Secrets, secrets
from plan import Day, Hidden
from recorder import Recorder

MORNING = ["talk", "decision", "book", "letter", "fraud", "cake", "parking", "sport"]
NOON = ["moved", *MORNING]
AFTERNOON = ["later", *NOON]
EVENTS: list[list[object]] = [
    [0, "12:30", "Mensa mit Tilda"],
    [1, "08:00", "Gaschromatograph, Proben M3"],
    [1, "18:00", "Bouldern mit Tilda"],
    [2, "14:00", "Besprechung Kapitel 3, Raum 2.17"],
    [3, "16:15", "Zahnarzt, Dr. Kreyenborg"],
    [4, "07:30", "Geländetag M3"],
    [5, "", "Milo Castellan: Urlaub", True],
    [6, "", "Ende der Sommerzeit", True],
]
MOVED = sorted(
    ([3, "09:30", event[2]] if "Kapitel 3" in str(event[2]) else event for event in EVENTS),
    key=lambda event: (event[0], event[1]),
)
SEPTA = "100 Septa für die Röhrchen bestellen"
OPEN = [
    ["Kammern an M2 abbauen", "Gelände", "fällig 30.10.", "Milo Castellan"],
    ["Bodenfeuchtesensor reparieren", "", "fällig 6.11.", "Frauke Detlefsen"],
    ["Kalibrierkurve für Methan prüfen", "Labor", "fällig 23.10.", "Jannis Overbeck"],
]
DOING = [
    ["Bohrkern 12 einscannen", "Labor", "", "Milo Castellan"],
    ["Webseite ins Englische übersetzen", "", "fällig 13.11.", "Yusra Haddad"],
    ["Daten von M3 auf Ausreißer prüfen", "Auswertung", "", "Jannis Overbeck"],
]
DONE = [
    ["Datenlogger tauschen", "Gelände", "erledigt 14.10.", "Frauke Detlefsen"],
    ["Ersatzakkus laden", "", "erledigt 12.10.", "Yusra Haddad"],
    ["Drohnenflug anmelden", "Gelände", "erledigt 9.10.", "Milo Castellan"],
]
ORDERED = [SEPTA, "Labor", "", "Jannis Overbeck"]


def lists(*, septa: str = "") -> list[list[object]]:
    """The columns of the board; ``septa`` says in which one the new card lies."""
    return [
        ["Offen", [*OPEN, *([ORDERED] if septa == "open" else [])]],
        ["In Arbeit", DOING],
        ["Fertig", [*([[SEPTA, "Labor", "erledigt 19.10.", "Jannis Overbeck"]] if septa == "done" else []), *DONE]],
    ]


def prepare(desk: Desk) -> None:
    """What every page shows first."""
    desk.stage.run("setxkbmap", "-layout", "de")
    desk.director.tell("post", inbox=MORNING, read=[], open="")
    desk.director.tell("board", lists=lists())
    desk.director.tell("issue", upto=3)
    desk.director.tell("week", events=EVENTS)
    desk.director.tell("room", upto=7)
    desk.director.tell("journal", due="2 November 2026")
    for page in ("roster", "forum", "register", "guide", "hotel", "sleep"):
        desk.director.tell(page)


def mail(desk: Desk, opened: str, read: list[str], *, inbox: list[str] = MORNING, reply: bool = False) -> None:
    """Show the list of messages, and one of them below it."""
    desk.show("post")
    desk.director.show("post", inbox=inbox, read=read, open=opened, reply=reply)
    time.sleep(0.3)


def early_mail(desk: Desk, keep: Recorder) -> None:
    """The list and the messages of the morning, then the calendar."""
    mail(desk, "", [])
    keep.shot("08:05:10", "inbox", idle=4.0)
    mail(desk, "talk", ["talk"])
    keep.shot("08:06:30", "talk")
    keep.shot("08:07:15", "talk-unchanged", idle=45.0)
    mail(desk, "decision", ["talk", "decision"])
    keep.shot("08:12:00", "decision")
    mail(desk, "book", ["talk", "decision", "book"])
    keep.shot("08:19:40", "book")
    desk.show("week")
    keep.shot("08:26:00", "week", idle=7.0)


def team(desk: Desk, keep: Recorder) -> None:
    """The board of the project, and the room of the working group in a window of its own."""
    desk.show("board")
    desk.director.show("board", lists=lists(), adding=True)
    desk.type(SEPTA)
    keep.shot("08:37:20", "board-typed")
    desk.press("Return")
    desk.director.show("board", lists=lists(septa="open"))
    keep.shot("08:38:00", "board")
    desk.open_app("room", "https://kiebitz.example/room", "Moorlabor")
    desk.place("room", 640, 110, 940, 770)
    desk.focus("room")
    desk.director.show("room", upto=7)
    desk.type("Sure, I will cover your lab shift on Tuesday.")
    keep.shot("08:46:40", "room-typed")
    desk.press("Return")
    desk.director.show("room", upto=9)
    desk.keys = 0


def chapter(desk: Desk, keep: Recorder, work: Path) -> None:
    """The plan of a chapter grows in the editor; the schedule in a spreadsheet."""
    desk.show("board")
    desk.open_editor(work / "kapitel3.txt")
    desk.place("kapitel3", 240, 150, 860, 560)
    desk.focus("kapitel3")
    desk.key("ctrl+End")
    desk.type("Ich schreibe zuerst den Methodenteil,")
    keep.shot("09:10:20", "chapter-1")
    desk.type(" die Diskussion kommt im Dezember.\nFür Abbildung 7 brauche ich noch das Luftbild von 1954.")
    keep.shot("09:19:30", "chapter-2")
    desk.key("ctrl+s")
    desk.close("kapitel3")
    desk.open_sheet(work / "zeitplan.gnumeric")
    desk.place("sheet", 330, 210, 900, 560)
    desk.focus("sheet")
    keep.shot("09:33:00", "sheet", idle=9.0)
    desk.close("sheet")


def model(desk: Desk, keep: Recorder) -> None:
    """A shell on the cluster, and an issue in which somebody needs data."""
    desk.open_terminal("jannis@torf: ~/moorflux", "bash")
    desk.place("terminal", 150, 200, 1000, 580)
    desk.focus("terminal")
    desk.type("squeue\ncat todo.txt\ntail -n 3 cluster.log\n")
    time.sleep(0.6)
    keep.shot("09:44:15", "shell")
    desk.show("issue")
    keep.shot("09:52:00", "issue")
    desk.type("I will upload the raw data of M3 on Friday.")
    keep.shot("09:54:10", "issue-typed")
    desk.director.show("issue", upto=4)
    desk.keys = 0
    desk.show("week")
    keep.shot("10:04:00", "week-again", idle=12.0)


def noise(desk: Desk, keep: Recorder) -> None:
    """A forum with adverts, a newsletter, a fraud, a page that gives orders, a table of others' bookings."""
    read = ["talk", "decision", "book", "letter"]
    desk.show("forum")
    keep.shot("10:15:30", "forum", idle=30.0)
    mail(desk, "letter", read)
    keep.shot("10:21:00", "letter")
    mail(desk, "fraud", [*read, "fraud"])
    keep.shot("10:23:10", "fraud")
    desk.show("guide")
    keep.shot("10:36:00", "guide", idle=22.0)
    desk.show("roster")
    keep.shot("10:48:00", "roster", idle=8.0)


READ = ["talk", "decision", "book", "letter", "fraud", "moved", "later"]


def new_date(desk: Desk, keep: Recorder) -> None:
    """The supervisor moves the talk, and the user agrees."""
    mail(desk, "moved", READ, inbox=NOON)
    keep.shot("11:08:00", "moved")
    mail(desk, "moved", READ, inbox=NOON, reply=True)
    desk.type("Liebe Gesine,\nDonnerstag um 9:30 Uhr passt mir gut.")
    keep.shot("11:12:20", "answer-1")
    desk.type("\nDie Gliederung schicke ich dir am Mittwoch bis 18 Uhr.\nJannis")
    keep.shot("11:13:10", "answer-2")
    desk.show("week")
    desk.director.show("week", events=MOVED)
    keep.shot("11:20:00", "week-moved", idle=5.0)


def open_vault(desk: Desk, password: str) -> None:
    """A password manager that stays open behind the other windows."""
    vault = desk.stage.home / "tresor.kdbx"
    desk.stage.run("keepassxc-cli", "db-create", "--set-password", str(vault), stdin=f"{password}\n" * 2)
    for title, user in files.VAULT:
        desk.stage.run(
            "keepassxc-cli", "add", "-q", "--username", user, "--password-prompt", str(vault), title,
            stdin=f"{password}\n{password}\n",
        )  # fmt: skip
    desk.open_vault(vault, password)
    desk.place("vault", 70, 150, 1120, 580)


def own_notes(desk: Desk, keep: Recorder, work: Path, secret: Secrets) -> None:
    """Own notes with the password manager behind them; then a private window, in front and covered."""
    open_vault(desk, secret.vault_password)
    desk.open_editor(work / "notizen.txt")
    desk.place("notizen", 700, 400, 820, 440)
    desk.focus("notizen")
    desk.key("ctrl+End")
    desk.type("Montags um 16 Uhr mache ich den Datenabgleich.")
    keep.shot("11:46:00", "notes-typed")
    desk.key("ctrl+s")
    desk.close("notizen")
    desk.close("vault")
    desk.open_private("https://www.schlafambulanz.example/sleep", "Schlafambulanz")
    keep.shot("12:18:00", "private")
    desk.focus("terminal")
    desk.type("clear; cat todo.txt\n")
    time.sleep(0.6)
    keep.shot("12:21:30", "private-behind")
    desk.close("private")
    desk.close("terminal")


def conference(desk: Desk, keep: Recorder, secret: Secrets) -> None:
    """A registration, paid by card with a one-time code; the hotel; the journal's own page."""
    desk.show("register")
    desk.director.show("register", focus="name")
    fields = (
        "Jannis Overbeck", "AG Moorböden, Universität Warnau", "Methane after rewetting", "vegetarian, no mushrooms",
    )  # fmt: skip
    for at, text in enumerate(fields):
        if at:
            desk.press("Tab")
        desk.type(text)
    keep.shot("13:05:00", "register")
    for text in (secret.card, "04/29", secret.card_code):
        desk.press("Tab")
        desk.type(text)
    keep.shot("13:06:20", "card")
    desk.stage.run("notify-send", "Kreditbank Warnau", f"Ihr Einmalcode lautet {secret.one_time_code}.")
    time.sleep(0.6)
    keep.shot("13:07:00", "one-time-code", idle=8.0)
    desk.stage.run("dunstctl", "close-all")
    desk.director.show("register", focus="name", clear=["card", "until", "code"])
    desk.open_app("hotel", "https://sint-rochus.example/hotel", "Booking confirmed")
    desk.place("hotel", 390, 100, 900, 760)
    keep.shot("13:24:00", "hotel")
    desk.close("hotel")
    desk.show("journal")
    keep.shot("13:33:00", "journal", idle=10.0)


def changes(desk: Desk, keep: Recorder, work: Path) -> None:
    """More time for the paper; the user gives the chapter a later date and leaves an old tool."""
    mail(desk, "later", READ, inbox=AFTERNOON)
    keep.shot("13:58:00", "later")
    desk.open_editor(work / "kapitel3.txt")
    desk.place("kapitel3", 520, 300, 860, 560)
    desk.focus("kapitel3")
    desk.key("ctrl+Home", "Down", "Down", "End")
    desk.press(*["BackSpace"] * len("30. Oktober"))
    desk.type("6. November")
    keep.shot("14:12:30", "chapter-edited")
    desk.key("ctrl+s")
    desk.close("kapitel3")
    desk.open_editor(work / "notizen.txt")
    desk.place("notizen", 520, 380, 820, 460)
    desk.focus("notizen")
    desk.key("ctrl+End")
    desk.type("\nIch benutze gnuplot nicht mehr,")
    keep.shot("14:31:00", "notes-tool-1")
    desk.type(" alle Abbildungen mache ich jetzt mit Fluxplot.")
    keep.shot("14:31:40", "notes-tool-2")
    desk.key("ctrl+s")
    desk.close("notizen")


def afternoon(desk: Desk, keep: Recorder, work: Path, secret: Secrets) -> None:
    """The field day is cancelled, the shift moves, the free morning is used; a transcript; a task is done."""
    desk.show("week")
    desk.director.show("room", upto=12, logger=secret.router_password)
    desk.focus("room")
    keep.shot("14:52:00", "cancelled")
    desk.type("Sorry Yusra, I cannot do Tuesday. I will cover your shift on Thursday instead.")
    keep.shot("15:05:40", "shift-typed")
    desk.press("Return")
    desk.director.show("room", upto=14)
    keep.shot("15:08:30", "shift-sent")
    desk.close("room")
    desk.show("roster")
    desk.director.show("roster", edit=True)
    desk.type("Overbeck")
    keep.shot("15:16:00", "roster-typed")
    desk.director.show("roster", name="Overbeck")
    desk.open_editor(work / "interview4.txt")
    desk.place("interview4", 420, 330, 860, 480)
    desk.focus("interview4")
    desk.key("ctrl+End")
    desk.type("\nAm Mittwoch rufe ich Herrn Barkhausen wegen der Pacht an.")
    keep.shot("15:41:20", "interview-typed")
    desk.key("ctrl+s")
    desk.close("interview4")
    desk.show("board")
    desk.director.show("board", lists=lists(septa="done"))
    keep.shot("16:10:00", "board-done", idle=6.0)
    mail(desk, "talk", READ, inbox=AFTERNOON)
    keep.shot("16:44:00", "talk-again", idle=9.0)
    desk.show("week")
    desk.stage.run("notify-send", "Terminplan", "Morgen um 08:00: Gaschromatograph, Proben M3")
    time.sleep(0.6)
    keep.shot("17:20:00", "week-evening", idle=4.0)


def whole_day(desk: Desk, keep: Recorder, work: Path, secret: Secrets) -> None:
    """From 08:05 to 17:20."""
    early_mail(desk, keep)
    team(desk, keep)
    chapter(desk, keep, work)
    model(desk, keep)
    noise(desk, keep)
    new_date(desk, keep)
    own_notes(desk, keep, work, secret)
    conference(desk, keep, secret)
    changes(desk, keep, work)
    afternoon(desk, keep, work, secret)


SECRETS = secrets(43)
DAY = Day(
    folder=Path(__file__).parent,
    target=Path("tests/recorded/doctoral"),
    date="2026-10-19",
    zone="+02:00",
    user={"names": ["Jannis Overbeck", "Jannis"], "addresses": ["jannis.overbeck@uni-warnau.example"]},
    tabs={
        "post": "https://rundpost.example/post",
        "board": "https://brettwerk.example/board",
        "issue": "https://knoten.example/issue",
        "week": "https://terminplan.example/week",
        "roster": "https://tabella.example/roster",
        "forum": "https://www.zelt-und-pfad.example/forum",
        "guide": "https://wiki.uni-warnau.example/guide",
        "register": "https://www.peatsci.example/register",
        "journal": "https://desk.wetland-soils.example/journal",
    },
    private=frozenset({"Schlafambulanz"}),
    secrets=SECRETS,
    files=files.write,
    prepare=prepare,
    live=whole_day,
    shown_secrets=(
        Hidden("card", SECRETS.card, "card number"),
        Hidden("one-time-code", SECRETS.card, "card number"),
        Hidden("one-time-code", SECRETS.one_time_code, "one-time code"),
        Hidden("cancelled", SECRETS.router_password, "password"),
        Hidden("shift-typed", SECRETS.router_password, "password"),
    ),
    hidden=(
        *(Hidden("notes-typed", user, "password manager") for _, user in files.VAULT),
        *(Hidden("private", text, "private window") for text in ("overbeck-nacht93", "Narkolepsie", "Immelmann")),
        Hidden("private-behind", "Schlafambulanz", "private window behind another window"),
    ),
    size=(1600, 900),
)
