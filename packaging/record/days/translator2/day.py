"""Mirela Sandvoss's Tuesday one week later, 17 March 2026: a shorter day with the same habits."""

from __future__ import annotations

import time
from pathlib import Path

from apps import Desk
from days.translator.day import DAY as BEFORE
from days.translator2 import files
from made_up import Secrets, secrets
from plan import Day, Hidden
from recorder import Recorder

NEW = ["quick", "tax", "desk", "webinar", "phish", "manual", "train"]
READ = ["quick", "tax", "desk"]
TODAY = "Tuesday, 17 March"
EVENTS = [
    {"day": 1, "time": "15:00", "text": "Eye test, Optik Sasse", "private": True},
    {"day": 3, "time": "18:30", "text": "Choir rehearsal, St. Nicolai", "private": True, "hours": 1.4},
]
MOVED = [
    dict(event, day=2, time="19:00", text="Choir rehearsal, parish hall") if "Choir" in str(event["text"]) else event
    for event in EVENTS
]
ALL_DAY = [{"day": at, "text": "Lena: Leipzig"} for at in range(1, 5)]


def prepare(desk: Desk) -> None:
    """What every page shows first."""
    desk.director.tell("mail", inbox=NEW, read=[], open="")
    desk.director.tell("calendar", allday=ALL_DAY, events=EVENTS, monday=16)
    desk.director.tell("chat", thread="lena", upto=3, day=TODAY)
    for page in ("news", "briefing", "amt", "beratung"):
        desk.director.tell(page)


def mail(desk: Desk, opened: str, read: list[str], *, inbox: list[str] = NEW, reply: bool = False) -> None:
    """Show the mail program with one message open."""
    desk.show("mail")
    desk.director.show("mail", inbox=inbox, read=read, open=opened, reply=reply)
    time.sleep(0.3)


def chat(desk: Desk, thread: str, upto: int, **more: str) -> None:
    """Show one conversation."""
    desk.director.show("chat", thread=thread, upto=upto, day=TODAY, **more)
    time.sleep(0.3)


def early_mail(desk: Desk, keep: Recorder) -> None:
    """Reading what came in, and an answer."""
    mail(desk, "", [])
    keep.shot("08:39:40", "inbox", idle=2.0)
    mail(desk, "quick", ["quick"])
    keep.shot("08:41:00", "quick")
    keep.shot("08:41:50", "quick-unchanged", idle=49.0)
    mail(desk, "tax", ["quick", "tax"])
    keep.shot("08:51:30", "tax")
    mail(desk, "desk", READ)
    keep.shot("08:57:40", "desk")
    mail(desk, "quick", READ, reply=True)
    desk.type("Hi Swantje,\nyou will have the quick guide")
    keep.shot("09:04:00", "answer-1")
    desk.type(" on Thursday, 26 March.\nMirela")
    keep.shot("09:04:40", "answer-2")


def planning(desk: Desk, keep: Recorder) -> None:
    """The calendar, the task list in Vim, and the shell."""
    desk.show("calendar")
    keep.shot("09:20:30", "calendar")
    desk.open_terminal("mirela@amsel: ~/work", "bash")
    desk.place("terminal", 330, 190, 1000, 600)
    desk.type("vim tasks.md\n")
    desk.title("tasks.md")
    desk.keys = 0
    time.sleep(0.4)
    keep.shot("09:35:10", "tasks")
    desk.type(":q\n")
    time.sleep(0.4)
    desk.type("clear; tail -n 3 backup.log\n")
    time.sleep(0.6)
    keep.shot("09:46:20", "shell")


def chats(desk: Desk, keep: Recorder, secret: Secrets) -> None:
    """A brochure is cancelled, a lunch is agreed, the rehearsal moves."""
    desk.show("chat")
    chat(desk, "lena", 3)
    keep.shot("09:55:20", "lena")
    desk.type("Lunch on Friday at 12:30 in the Kolibri is fine for me.")
    keep.shot("09:56:40", "lena-typed")
    desk.press("Return")
    chat(desk, "lena", 6, secret=secret.router_password)
    keep.shot("09:59:30", "lena-login")
    chat(desk, "choir", 3)
    keep.shot("10:03:10", "choir")
    desk.show("calendar")
    desk.director.show("calendar", allday=ALL_DAY, events=MOVED, monday=16)
    keep.shot("10:05:20", "calendar-choir", idle=8.0)


def noise(desk: Desk, keep: Recorder, work: Path) -> None:
    """News with adverts, a newsletter, a fraud; then the list of jobs and a client's page."""
    desk.show("news")
    keep.shot("10:15:30", "news")
    mail(desk, "webinar", [*READ, "webinar"])
    keep.shot("10:32:20", "webinar")
    mail(desk, "phish", [*READ, "webinar", "phish"])
    keep.shot("10:34:10", "phish")
    desk.open_sheet(work / "jobs-2026.gnumeric")
    desk.place("sheet", 120, 90, 1120, 660)
    desk.focus("sheet")
    keep.shot("11:05:10", "sheet")
    desk.close("sheet")
    desk.show("briefing")
    keep.shot("11:22:00", "briefing", idle=21.0)


def midday(desk: Desk, keep: Recorder, secret: Secrets) -> None:
    """A private window, in front and behind the terminal; a delivery moves; an appointment for the passport."""
    desk.open_private("https://www.schuldenlotse.example/beratung", "Schuldenlotse")
    keep.shot("12:20:10", "private")
    desk.focus("terminal")
    keep.shot("12:21:20", "private-behind")
    desk.close("private")
    mail(desk, "later", [*READ, "webinar", "phish", "later"], inbox=["later", *NEW])
    keep.shot("12:58:10", "later")
    desk.show("amt")
    desk.director.show("amt", focus="who")
    desk.type("Mirela Sandvoss")
    desk.press("Tab")
    desk.type("Reisepass beantragen")
    desk.press("Tab")
    desk.stage.run("notify-send", "Serviceportal", f"Ihr Code lautet {secret.one_time_code}. Bitte nicht weitergeben.")
    time.sleep(0.6)
    keep.shot("13:20:30", "amt-code")
    desk.stage.run("dunstctl", "close-all")
    desk.director.show("amt", done=True)
    keep.shot("13:22:00", "amt-done")


def style(desk: Desk, keep: Recorder, work: Path, secret: Secrets) -> None:
    """Two lines of the own notes are rewritten, one is new; the password manager is behind them."""
    vault = desk.stage.home / "private.kdbx"
    password = secret.vault_password
    desk.stage.run("keepassxc-cli", "db-create", "--set-password", str(vault), stdin=f"{password}\n" * 2)
    for title, user in files.VAULT:
        desk.stage.run(
            "keepassxc-cli", "add", "-q", "--username", user, "--password-prompt", str(vault), title,
            stdin=f"{password}\n{password}\n",
        )  # fmt: skip
    desk.open_vault(vault, password)
    desk.place("vault", 40, 110, 1180, 600)
    desk.open_editor(work / "style-notes.txt")
    desk.place("style-notes", 560, 380, 800, 400)
    desk.focus("style-notes")
    keep.shot("14:40:20", "style", idle=7.0)
    desk.key("ctrl+Home", "Down", "Down", "Down", "Down", "End")
    desk.press(*["BackSpace"] * len("10:00, never earlier."))
    desk.type("09:00, never earlier.")
    keep.shot("14:41:10", "style-calls")
    desk.key("Down", "End")
    desk.press(*["BackSpace"] * len("limiter"))
    desk.type("restrictor")
    keep.shot("14:41:50", "style-term")
    desk.type("\nI no longer translate menu cards.")
    keep.shot("14:43:00", "style-menus")
    desk.key("ctrl+s")
    desk.close("style-notes")
    desk.close("vault")


def evening(desk: Desk, keep: Recorder) -> None:
    """An old ticket and the morning's mail once more, and a task that is done."""
    mail(desk, "train", READ)
    keep.shot("16:02:00", "train-old")
    desk.show("chat")
    chat(desk, "lena", 4)  # the tab has its name of the morning again
    mail(desk, "quick", ["quick"])
    keep.shot("16:10:30", "quick-again")
    desk.focus("terminal")
    desk.type("clear; vim tasks.md\n")
    desk.title("tasks.md")
    time.sleep(0.4)
    desk.type("/insurance\n0f[lrx$")  # Vim: to the line, to its box, tick it, out of the way
    time.sleep(0.4)
    keep.shot("17:31:30", "insurance-done")


def whole_day(desk: Desk, keep: Recorder, work: Path, secret: Secrets) -> None:
    """From 08:39 to 17:31."""
    early_mail(desk, keep)
    planning(desk, keep)
    chats(desk, keep, secret)
    noise(desk, keep, work)
    midday(desk, keep, secret)
    style(desk, keep, work, secret)
    evening(desk, keep)


SECRETS = secrets(83)
BEHIND = ("style", "style-calls", "style-term", "style-menus")
DAY = Day(
    folder=Path(__file__).parent,
    borrowed=(BEFORE.folder / "pages",),
    target=Path("tests/recorded/translator2"),
    date="2026-03-17",
    zone=BEFORE.zone,
    user=BEFORE.user,
    tabs={
        **{name: BEFORE.tabs[name] for name in ("mail", "calendar", "chat", "news")},
        "briefing": "https://grauwacke.werkbank.example/briefing",
        "amt": "https://service.stadt-leipzig.example/amt",
    },
    private=frozenset({"Schuldenlotse"}),
    secrets=SECRETS,
    files=files.write,
    prepare=prepare,
    live=whole_day,
    shown_secrets=(
        Hidden("lena-login", SECRETS.router_password, "password"),
        Hidden("amt-code", SECRETS.one_time_code, "one-time code"),
    ),
    hidden=(
        *(Hidden(frame, user, "password manager") for frame in BEHIND for _, user in files.VAULT[:3]),
        *(Hidden("private", text, "private window") for text in ("windrose-61", "Ostheim", "Pagel")),
        Hidden("private-behind", "Schuldenlotse", "private window behind another window"),
    ),
)
