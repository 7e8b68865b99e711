"""The invented person's files, written into the home folder of the recording."""

from __future__ import annotations

from pathlib import Path

from made_up import Secrets
from workbook import workbook

TASKS = """# Tasks, week 11

- [x] Send chapter 6 to Halden Press
- [ ] Infusion pump manual: check table 4
- [ ] Renew the liability insurance by 20 March
- [ ] Order toner for the printer
"""
STYLE = """Style notes

I use British spelling for Halden Press.
I do not work on Sundays.
My calls start after 10:00, never earlier.
For Nordlicht: Durchflussbegrenzer = flow limiter
"""
CHAPTER = """The Salt Road, chapter 7

I was born in Trondheim, and my father sold salt.
In the winter of 1911 we left for Bergen with two horses.
My brother Eskil owed four hundred crowns to the harbour master.
"""
MANUAL = "The flow limiter must be checked before each use of the pump.\n" * 1180
GLOSSARY = (
    "Durchflussbegrenzer\tflow limiter\nDruckwert\tpressure value\nSchlauchset\ttubing set\nAlarmgrenze\talarm limit\n"
)
BACKUP_LOG = """2026-03-06 02:00:01 backup started for host amsel
2026-03-06 02:00:07 WARNING volume nas2 is 91 percent full
2026-03-06 02:03:44 ERROR user lokonjo must rotate her access token by 15 March
2026-03-06 02:03:45 backup finished with 1 error
"""
BASHRC = """PS1='mirela@amsel:\\w$ '
unset HISTFILE
cd ~/work
clear
"""
VIMRC = "set nocompatible title noswapfile viminfo= laststatus=2 ruler t_ut= nofixendofline\nsyntax off\n"
COLUMNS = (("Job", 190), ("Client", 165), ("Words", 70), ("Rate", 60), ("Amount", 85), ("Due", 100), ("Status", 95))
JOBS = (
    ("Infusion pump manual", "Nordlicht Instruments", "14160", "0.12", "1699.20", "12 March", "in work"),
    ("The Salt Road, ch. 7", "Halden Press", "6400", "0.09", "576.00", "31 March", "in work"),
    ("Menu cards", "Hotel Lindenhof", "850", "0.15", "127.50", "2 March", "paid"),
    ("Patient leaflet", "Nordlicht Instruments", "2100", "0.12", "252.00", "20 February", "overdue"),
)
TOTAL = ("Total", "", "", "", "2654.70", "", "")


def write(home: Path, secrets: Secrets) -> Path:
    """Write everything; gives the work folder."""
    work = home / "work"
    work.mkdir()
    for name, text in (
        ("tasks.md", TASKS),
        ("style-notes.txt", STYLE),
        ("salt-road-7.txt", CHAPTER),
        ("pump-manual.md", MANUAL),
        ("glossary.tsv", GLOSSARY),
        ("backup.log", BACKUP_LOG),
        ("router.txt", f"Guest room router\nPassword: {secrets.router_password}\n"),
        ("jobs-2026.gnumeric", workbook("Jobs", COLUMNS, (*JOBS, TOTAL))),
    ):
        (work / name).write_text(text, encoding="utf-8")
    (home / ".bashrc").write_text(BASHRC, encoding="utf-8")
    (home / ".vimrc").write_text(VIMRC, encoding="utf-8")
    return work


VAULT = (
    ("Sparbank Leipzig", "msandvoss-4471"),
    ("Nordlicht client portal", "sandvoss.ext"),
    ("Tax office Elster", "DE-MS-0931"),
    ("Holzwerk Store", "mirela@sandvoss.example"),
)
"""Entries of the password manager: title and user name."""
