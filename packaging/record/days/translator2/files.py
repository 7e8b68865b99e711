"""The same person's files one week later."""

from __future__ import annotations

from pathlib import Path

from days.translator.files import BASHRC, COLUMNS, STYLE, VAULT, VIMRC
from made_up import Secrets
from workbook import workbook

__all__ = ["VAULT", "write"]

TASKS = """# Tasks, week 12

- [x] Infusion pump manual: check table 4
- [ ] Brandt brochure, due on 20 March
- [ ] Renew the liability insurance by 20 March
- [ ] Renew my passport before the Lisbon trip in May
"""
BACKUP_LOG = """2026-03-13 02:00:07 WARNING volume nas2 is 94 percent full
2026-03-13 02:03:44 ERROR user pstrand is locked out until 20 March
2026-03-13 02:03:45 backup finished with 1 error
"""
JOBS = (
    ("Infusion pump manual", "Nordlicht Instruments", "14160", "0.12", "1699.20", "11 March", "delivered"),
    ("The Salt Road, ch. 7", "Halden Press", "6400", "0.09", "576.00", "31 March", "in work"),
    ("Patient leaflet", "Nordlicht Instruments", "2100", "0.12", "252.00", "20 February", "paid"),
    ("Exhibition texts", "Museum Grauwacke", "4300", "0.13", "559.00", "8 April", "in work"),
)


def write(home: Path, _: Secrets) -> Path:
    """Write everything; gives the work folder."""
    work = home / "work"
    work.mkdir()
    for name, text in (
        ("tasks.md", TASKS),
        ("style-notes.txt", STYLE),
        ("backup.log", BACKUP_LOG),
        ("jobs-2026.gnumeric", workbook("Jobs", COLUMNS, JOBS)),
    ):
        (work / name).write_text(text, encoding="utf-8")
    (home / ".bashrc").write_text(BASHRC, encoding="utf-8")
    (home / ".vimrc").write_text(VIMRC, encoding="utf-8")
    return work
