"""A day of Ragna Teubner, who does not exist: freelance system administrator, Tuesday 9 June 2026."""

from __future__ import annotations

import time
from pathlib import Path

from apps import Desk
from days.sysadmin import files, mails
from days.sysadmin.terminals import DAY as DATE
from days.sysadmin.terminals import NOTES_TERMINAL, SHELL_TERMINAL, ZONE, Terminals
from irc import chat
from made_up import Secrets, secrets
from plan import Day, Hidden
from recorder import Recorder

TOPICS = {"#flickstube": "Reparieren statt wegwerfen", "#holm-ops": "Holm Textiles operations"}
PEOPLE = {"#flickstube": ("svea", "tjark", "enno"), "#holm-ops": ("oona", "dev", "bastian", "buildbot")}
CAFE = (
    ("tjark", "moin, ich muss um elf zum Zahnarzt und bin erst mittags wieder da", "05:51:00"),
    ("enno", "ich ziehe im August nach Bremen, dann braucht ihr jemanden für die Fahrräder", "06:02:00"),
    ("svea", "schade! planungstreffen ist am Mittwoch um 19 Uhr bei mir im Garten", "06:11:00"),
    ("svea", "ragna: bringst du am 27. die Lötstation mit?", "06:12:00"),
    ("tjark", "ich singe heute Abend noch mit dem Shantychor", "06:20:00"),
)
OPS = (
    ("buildbot", "build 4471 of dispatch-web failed after 312 s", "05:40:00"),
    ("dev", "I am on call until Sunday, ring me if anything smokes", "07:41:00"),
    ("dev", "ragna: can you look at the disk alarm on hx-db2 today?", "07:52:00"),
    ("bastian", "if I were in charge I would bin that box tomorrow", "07:54:00"),
)


NOON = (
    ("dev", "my laptop is back from repair, finally", "10:58:00"),
    (
        "oona",
        "ragna: about the patch report: nope, Friday is too late, I need it on Thursday by noon",
        "11:03:00",
    ),
    ("bastian", "and I still owe her my travel costs since April", "11:04:00"),
)
LATE = (
    ("svea", "nee, Mittwoch wird nix, ich muss arbeiten. planungstreffen lieber Freitag um 18 Uhr", "13:41:00"),
    ("enno", "passt, ich backe einen Rhabarberkuchen", "13:43:00"),
    ("tjark", "am Freitag habe ich Nachtschicht, aber vorher geht", "13:45:00"),
)
IDLE_MAIL = (("news", "10:36:00"), ("fraud", "10:39:20"), ("invoice2025", "10:44:00"), ("switch", "10:47:00"))
"""The messages that say nothing of the user, and when they are read."""


def prepare(desk: Desk) -> None:
    """What every page shows first."""
    desk.stage.run("setxkbmap", "-layout", "de")
    for page in ("tickets", "saal", "laden", "bote", "hoeren"):
        desk.director.tell(page)


def say(tools: Terminals, channel: str, lines: tuple[tuple[str, str, str], ...]) -> None:
    """Others talk in a channel; times are UTC."""
    for nick, text, utc in lines:
        tools.chat.say(channel, nick, text, f"{DATE}T{utc}")
    time.sleep(0.6)


def begin(desk: Desk, tools: Terminals) -> None:
    """Open the terminals, with the tasks of the morning."""
    tools.at("07:46:00")
    for words in files.TASKS:
        tools.run("task", "add", *words)
    repository(tools)
    tools.open_tmux()
    tools.open_chat()
    desk.place("chat", 984, 22, 612, 850)
    say(tools, "#flickstube", CAFE[:3])
    say(tools, "#holm-ops", OPS[:1])
    tools.channel("#flickstube")


def repository(tools: Terminals) -> None:
    """A repository with a history of several people."""
    home = tools.desk.stage.home / "holm-playbooks"

    def git(*words: str) -> None:
        tools.run("git", "-C", str(home), *words)

    git("init", "-q", "-b", "main")
    git("add", "site.yml")
    for who, text, when in (
        ("Bastian Rehm", "Add label printers of dispatch", "2026-05-28T14:02"),
        ("Dev Kapadia", "Retire hx-old, I will scrap it in July", "2026-06-02T09:30"),
        ("Ragna Teubner", "Allow the scale at the gate to talk to hx-web1", "2026-06-04T16:10"),
        ("Dev Kapadia", "Move my jump host to Utrecht", "2026-06-08T17:44"),
    ):
        person = f"{who} <{who.split()[0].lower()}@holm-textiles.example>"
        git("commit", "-q", "--allow-empty", "-m", text, f"--author={person}", f"--date={when}:00+02:00")


def early_mail(tools: Terminals, keep: Recorder) -> None:
    """The list and the messages of the morning, the chat beside them."""
    tools.window("mail")
    tools.keys("mail", "*")
    keep.shot("07:48:10", "mails", idle=4.0)
    tools.mail("move")
    keep.shot("07:50:00", "move")
    keep.shot("07:50:50", "move-unchanged", idle=50.0)
    tools.keys("mail", "i")
    tools.mail("patch")
    keep.shot("07:54:20", "patch")
    tools.keys("mail", "i")
    tools.mail("room")
    keep.shot("07:58:00", "room")
    tools.keys("mail", "i")
    tools.mail("offer")
    keep.shot("08:03:00", "offer")
    tools.keys("mail", "i")


def commands(desk: Desk, *lines: str) -> None:
    """Type commands into the shell that has the focus, each once the one before it is done."""
    for line in lines:
        desk.type(f"{line}\n")
        time.sleep(1.5)


def plans(desk: Desk, tools: Terminals, keep: Recorder) -> None:
    """The calendar, the tasks, the repair café's channel, the notes."""
    tools.at("08:09:00")
    tools.window("kalender")
    tools.keys("kalender", "g", "2026-06-09", "Enter")
    keep.shot("08:09:30", "calendar", idle=6.0)
    tools.keys("kalender", "g", "2026-06-17", "Enter")
    keep.shot("08:10:40", "calendar-eye", idle=5.0)
    tools.at("08:20:00")
    tools.window("aufgaben")
    commands(desk, "clear; task list")
    keep.shot("08:20:20", "tasks")
    say(tools, "#flickstube", CAFE[3:])
    tools.channel("#flickstube")
    desk.keys = 0
    keep.shot("08:31:00", "cafe", idle=9.0)
    tools.at("08:33:00")
    desk.type("svea: ja, die Lötstation bringe ich mit")
    keep.shot("08:33:20", "cafe-typed")
    desk.press("Return")
    desk.keys = 0


def notes(desk: Desk, tools: Terminals, work: Path) -> None:
    """The notes in an editor in a light terminal."""
    tools.open("notes", "notizen.md", NOTES_TERMINAL, "84x24", "vim", str(work / "notizen.md"))
    desk.place("notes", 330, 180, 940, 560)
    desk.focus("notes")
    time.sleep(0.5)


def leave(desk: Desk, name: str) -> None:
    """Save and end the editor of a terminal."""
    desk.focus(name)
    desk.key("Escape")
    desk.xdo("type", ":wq\n")
    desk.keys = 0
    desk.ids.pop(name)
    time.sleep(0.6)


def own_notes(desk: Desk, tools: Terminals, keep: Recorder, work: Path) -> None:
    """New lines in the notes."""
    notes(desk, tools, work)
    desk.xdo("type", "Go")
    desk.type("- Für die Kasse am Eingang ist dieses Mal Enno zuständig,")
    keep.shot("08:41:10", "notes-1")
    desk.type(" ich mache die Anmeldung.\n- Die Plakate will ich bis Montag aufhängen.")
    keep.shot("08:43:00", "notes-2")
    leave(desk, "notes")


def tickets(desk: Desk, keep: Recorder) -> None:
    """The customer's tickets in the browser."""
    desk.show("tickets")
    desk.director.show("tickets", ticket=False)
    keep.shot("08:52:00", "tickets", idle=11.0)
    desk.director.show("tickets", ticket=True, moved=False)
    keep.shot("08:55:30", "ticket")
    desk.director.show("tickets", ticket=False)
    keep.shot("08:57:10", "tickets-again", idle=6.0)


def both(desk: Desk) -> None:
    """Bring the two terminals in front of the browser."""
    desk.focus("chat")
    desk.focus("main")


def code(desk: Desk, tools: Terminals, keep: Recorder) -> None:
    """Two panes: an edited file and the history; a commit; a manual and a log in a smaller terminal."""
    both(desk)
    tools.at("09:10:00")
    tools.window("code")
    tools.tmux("split-window", "-t", "code", "-v", "-l", "55%", "-c", str(desk.stage.home / "holm-playbooks"), "bash")
    tools.keys("code.1", "vim site.yml", "Enter")
    tools.keys("code.2", "git log --format='%h %an, %ad%n    %s' --date=short", "Enter")
    tools.tmux("select-pane", "-t", "code.1")
    keep.shot("09:10:20", "code", idle=8.0)
    desk.key("Escape")
    desk.xdo("type", "5GA")
    desk.press("BackSpace", "BackSpace")
    desk.type("16")
    desk.key("Escape")
    desk.xdo("type", ":w\n")
    tools.keys("code.2", "q", "clear; git commit -a", "Enter")
    tools.tmux("select-pane", "-t", "code.2")
    time.sleep(0.8)
    desk.xdo("type", "i")
    desk.type("Pin PostgreSQL 16 on hx-db2\n\nI will upgrade the server itself on 24 June in the evening.")
    keep.shot("09:17:40", "commit")
    desk.key("Escape")
    desk.xdo("type", ":wq\n")
    desk.keys = 0
    time.sleep(0.5)
    tools.keys("code.1", ":q", "Enter")
    home = desk.stage.home / "holm-playbooks"
    tools.open("shell", "man windrose", SHELL_TERMINAL, "92x30", "man", "-l", str(home / "windrose.1"))
    desk.place("shell", 180, 120, 860, 640)
    desk.focus("shell")
    keep.shot("09:29:00", "manual", idle=20.0)
    desk.key("q")
    desk.ids.pop("shell")
    time.sleep(0.5)
    tools.open("shell", "less hx.log", SHELL_TERMINAL, "100x22", "less", str(home / "hx.log"))
    desk.place("shell", 220, 200, 900, 480)
    desk.focus("shell")
    keep.shot("09:44:00", "log", idle=12.0)
    desk.key("q")
    desk.ids.pop("shell")
    time.sleep(0.5)


def operations(desk: Desk, tools: Terminals, keep: Recorder) -> None:
    """The customer's channel."""
    both(desk)
    tools.window("mail")
    tools.at("09:58:00")
    say(tools, "#holm-ops", OPS[1:])
    tools.channel("#holm-ops")
    keep.shot("09:58:20", "ops", idle=7.0)
    desk.type("dev: yes, I will look at the disk alarm this afternoon")
    keep.shot("10:00:10", "ops-typed")
    desk.press("Return")
    desk.keys = 0


def noise(desk: Desk, tools: Terminals, keep: Recorder) -> None:
    """News with adverts and orders to machines, a feed reader, a newsletter, a fraud, an old mail, a quoted one."""
    desk.show("bote")
    keep.shot("10:12:00", "news", idle=35.0)
    both(desk)
    tools.at("10:20:00")
    feed = ("newsboat", "-r", "-u", str(desk.stage.home / ".newsboat" / "urls"))
    tools.open("shell", "newsboat", SHELL_TERMINAL, "88x26", *feed)
    desk.place("shell", 260, 160, 860, 560)
    desk.focus("shell")
    time.sleep(2.0)
    desk.key("Return")
    time.sleep(0.5)
    desk.key("Return")
    time.sleep(0.5)
    keep.shot("10:21:00", "feed", idle=18.0)
    desk.key("q", "q", "q")
    desk.ids.pop("shell")
    time.sleep(0.5)
    for name, clock in IDLE_MAIL:
        tools.mail(name)
        keep.shot(clock, f"mail-{name}")
        tools.keys("mail", "i")


def new_date(desk: Desk, tools: Terminals, keep: Recorder) -> None:
    """The move of the server is put off by a day, and the user agrees."""
    tools.at("10:58:00")
    mails.deliver(desk.stage.home / "Mail", mails.SUNDAY)
    time.sleep(1.5)
    tools.keys("mail", "$", "$")
    tools.mail("sunday")
    keep.shot("10:58:20", "sunday")
    tools.keys("mail", "r")
    time.sleep(1.0)
    desk.xdo("type", "ggO")
    desk.type("Guten Tag Herr Sörgel,\n\nSonntag um 9 Uhr passt mir.")
    keep.shot("11:01:40", "answer-1")
    desk.type(" Den Schlüssel bringe ich mit.\nDie neue Anleitung für Outlook schicke ich Ihnen bis Freitag.")
    desk.type("\n\nRagna Teubner")
    keep.shot("11:03:00", "answer-2")
    desk.key("Escape")
    desk.xdo("type", ":wq\n")
    desk.keys = 0
    time.sleep(0.8)
    tools.keys("mail", "y", "y")
    time.sleep(1.0)
    tools.keys("mail", "i")
    desk.show("saal")
    keep.shot("11:20:00", "hall", idle=13.0)


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
    desk.place("vault", 60, 90, 1000, 540)
    time.sleep(4)  # it takes the focus once the database is open


def hidden(desk: Desk, tools: Terminals, keep: Recorder, work: Path, secret: Secrets) -> None:
    """The password manager behind the notes; then a private window, in front and covered."""
    both(desk)
    open_vault(desk, secret.vault_password)
    notes(desk, tools, work)
    desk.place("notes", 560, 320, 940, 560)
    desk.focus("notes")
    desk.xdo("type", "Go")
    desk.type("- Router Werkraum 2, WLAN-Passwort: " + secret.router_password)
    keep.shot("11:46:00", "vault-behind")
    leave(desk, "notes")
    desk.close("vault")
    desk.open_private("https://www.hoerzentrum.example/hoeren", "Tinnitus-Sprechstunde")
    keep.shot("12:10:00", "private", idle=16.0)
    tools.at("12:12:00")
    both(desk)
    desk.focus("main")
    tools.window("aufgaben")
    commands(desk, "clear; task list")
    keep.shot("12:12:30", "private-behind")
    desk.close("private")


def shop(desk: Desk, keep: Recorder, secret: Secrets) -> None:
    """Fuses for the repair café, paid by card with a one-time code."""
    desk.show("laden")
    desk.director.show("laden", focus="note")
    desk.type("Please leave it with the neighbour at number 9.")
    keep.shot("12:40:00", "basket")
    for text in (secret.card, "11/28", secret.card_code):
        desk.press("Tab")
        desk.type(text)
    keep.shot("12:42:10", "card")
    desk.stage.run("notify-send", "Sparbank Lindbruck", f"Ihr Einmalcode: {secret.one_time_code}")
    time.sleep(0.6)
    keep.shot("12:42:50", "one-time-code", idle=6.0)
    desk.stage.run("dunstctl", "close-all")
    desk.director.show("laden", done=True)
    keep.shot("12:45:00", "ordered", idle=9.0)


def earlier(desk: Desk, tools: Terminals, keep: Recorder) -> None:
    """The report is needed a day earlier; the eye doctor a week later."""
    both(desk)
    tools.window("mail")
    tools.at("13:05:00")
    say(tools, "#holm-ops", NOON)
    tools.channel("#holm-ops")
    keep.shot("13:05:20", "thursday", idle=5.0)
    desk.type("oona: ok, you get the patch report on Thursday before noon")
    keep.shot("13:07:00", "thursday-typed")
    desk.press("Return")
    desk.keys = 0
    tools.at("13:24:00")
    tools.window("kalender")
    desk.stage.run("notify-send", "Kalender", "13:30 Call with Oona, patch window")
    time.sleep(0.6)
    keep.shot("13:24:30", "reminder", idle=5.0)
    desk.stage.run("dunstctl", "close-all")
    tools.keys("kalender", "g", "2026-06-17", "Enter", "d", "g", "2026-06-24", "Enter", "p")
    keep.shot("13:58:00", "calendar-moved", idle=4.0)


def changes(desk: Desk, tools: Terminals, keep: Recorder, work: Path) -> None:
    """An offer is withdrawn; the user changes lines of the notes, and tasks."""
    tools.at("14:20:00")
    mails.deliver(desk.stage.home / "Mail", mails.WITHDRAWN)
    tools.window("mail")
    time.sleep(1.5)
    tools.keys("mail", "$", "$")
    tools.mail("withdrawn")
    keep.shot("14:22:00", "withdrawn")
    tools.keys("mail", "i")
    notes(desk, tools, work)
    desk.xdo("type", ":6\n")
    desk.xdo("type", "A")
    desk.press(*["BackSpace"] * len("92 Euro"))
    desk.type("98 Euro, ab sofort")
    keep.shot("14:40:00", "rate")
    desk.key("Escape")
    desk.xdo("type", ":7\n")
    desk.xdo("type", "cc")
    desk.type("- Backups: no more borg, I switched everything to restic today.")
    keep.shot("14:46:30", "restic")
    leave(desk, "notes")
    tools.at("15:05:00")
    tools.window("aufgaben")
    commands(desk, "clear; task 2 modify due:2026-06-18", "task 3 delete", "task list")
    keep.shot("15:05:30", "tasks-changed")
    tools.at("15:31:00")
    commands(desk, "clear; task 1 done", "task completed", "task list")
    keep.shot("15:31:20", "tasks-done")


def evening(desk: Desk, tools: Terminals, keep: Recorder, work: Path) -> None:
    """The meeting moves, the soldering station is broken, a ticket goes to somebody else, the hours are kept."""
    say(tools, "#flickstube", LATE)
    tools.at("15:50:00")
    tools.channel("#flickstube")
    keep.shot("15:50:10", "friday", idle=6.0)
    desk.type("svea: Freitag klappt. Die Lötstation ist leider kaputt, ich nehme die Heißluftstation mit")
    keep.shot("15:53:00", "hot-air")
    desk.press("Return")
    desk.keys = 0
    desk.show("tickets")
    desk.director.show("tickets", ticket=True, moved=True)
    keep.shot("16:10:00", "ticket-moved", idle=8.0)
    desk.open_sheet(work / "stunden.gnumeric")
    desk.place("sheet", 300, 160, 900, 560)
    desk.focus("sheet")
    keep.shot("16:31:00", "hours", idle=9.0)
    desk.close("sheet")
    both(desk)
    tools.window("mail")
    tools.mail("move")
    keep.shot("16:44:00", "move-again", idle=7.0)
    tools.keys("mail", "i")
    tools.at("17:05:00")
    tools.window("kalender")
    tools.keys("kalender", "g", "2026-06-11", "Enter")
    keep.shot("17:05:10", "calendar-thursday", idle=5.0)
    tools.window("aufgaben")
    keep.shot("17:12:00", "tasks-again", idle=10.0)


def whole_day(desk: Desk, keep: Recorder, work: Path, secret: Secrets) -> None:
    """From 07:48 to 17:12."""
    with chat(TOPICS, PEOPLE) as server:
        tools = Terminals(desk, server)
        try:
            begin(desk, tools)
            early_mail(tools, keep)
            plans(desk, tools, keep)
            own_notes(desk, tools, keep, work)
            tickets(desk, keep)
            code(desk, tools, keep)
            operations(desk, tools, keep)
            noise(desk, tools, keep)
            new_date(desk, tools, keep)
            hidden(desk, tools, keep, work, secret)
            shop(desk, keep, secret)
            earlier(desk, tools, keep)
            changes(desk, tools, keep, work)
            evening(desk, tools, keep, work)
        finally:
            tools.tmux("kill-server")


SECRETS = secrets(61)
DAY = Day(
    folder=Path(__file__).parent,
    target=Path("tests/recorded/sysadmin"),
    date=DATE,
    zone=ZONE,
    user={"names": ["Ragna Teubner", "Ragna"], "addresses": ["ragna@teubner-systeme.example"]},
    tabs={
        "tickets": "https://fettle.holm-textiles.example/tickets",
        "saal": "https://www.buergerhaus-lindbruck.example/saal",
        "laden": "https://www.ohm-und-soehne.example/laden",
        "bote": "https://www.serverbote.example/bote",
    },
    private=frozenset({"Tinnitus-Sprechstunde"}),
    secrets=SECRETS,
    files=files.write,
    prepare=prepare,
    live=whole_day,
    shown_secrets=(
        *(Hidden(frame, SECRETS.router_password, "password") for frame in ("vault-behind", "rate", "restic")),
        Hidden("card", SECRETS.card, "card number"),
        Hidden("one-time-code", SECRETS.card, "card number"),
        Hidden("one-time-code", SECRETS.one_time_code, "one-time code"),
    ),
    hidden=(
        *(Hidden("vault-behind", user, "password manager") for _, user in files.VAULT),
        *(Hidden("private", text, "private window") for text in ("teubner-ohr58", "Wackernagel", "Hörsturz")),
        Hidden("private-behind", "Tinnitus-Sprechstunde", "private window behind another window"),
    ),
    size=(1600, 900),
)
