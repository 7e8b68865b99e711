"""The invented person's files, written into the home folder of the recording."""

from __future__ import annotations

from pathlib import Path

from made_up import Secrets
from workbook import workbook

NOTES = """Notes du rucher

Je visite les ruches le mercredi après 16 h.
Reine de la colonie 4 : marquée en bleu
"""
STOCK = """pots vides     35
hausses        12
cadres cirés   80
"""
HEATING_LOG = """2026-06-10 06:00 boiler gym started
2026-06-10 06:02 user dfenwick must renew his badge by 18 June
2026-06-11 06:00 boiler gym started
2026-06-11 06:01 WARNING gym pressure 1.1 bar, too low
"""
BASHRC = """PS1='corentin@ruche \\w> '
unset HISTFILE
cd ~/rucher
clear
"""
COLUMNS = (("Client", 200), ("Pots", 60), ("Prix", 70), ("Total", 80), ("Échéance", 100), ("État", 100))
SALES = (
    ("Boulangerie Chappuis", "24", "12.50", "300.00", "18 juin", "à livrer"),
    ("Épicerie du Lac", "36", "12.50", "450.00", "2 juin", "payé"),
    ("Hôtel Bellerive", "12", "14.00", "168.00", "20 mai", "en retard"),
)


def write(home: Path, _: Secrets) -> Path:
    """Write everything; gives the work folder."""
    work = home / "rucher"
    work.mkdir()
    for name, text in (
        ("notes.txt", NOTES),
        ("materiel.txt", STOCK),
        ("chauffage.log", HEATING_LOG),
        ("ventes-miel.gnumeric", workbook("Ventes", COLUMNS, SALES)),
    ):
        (work / name).write_text(text, encoding="utf-8")
    (home / ".bashrc").write_text(BASHRC, encoding="utf-8")
    return work


VAULT = (
    ("Banque Riviera", "falquet-20771"),
    ("Mollard staff portal", "cfalquet.ops"),
    ("Impots Vaud", "VD-CF-5512"),
)
"""Entries of the password manager: title and user name."""
