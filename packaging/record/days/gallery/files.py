"""The invented person's files, written into the home folder of the recording."""

from __future__ import annotations

from pathlib import Path

from made_up import Secrets
from workbook import workbook

NOTEBOOK = """Carnet

Je préfère recevoir les livraisons avant 10 h.
Le samedi matin je refais la vitrine.
"""
TODO = """[ ] rappeler la douane avant le 21 juillet pour les caisses de Bergen
[x] changer l'ampoule de la réserve
"""
ORDERS = """ client      titre                 retrait
 Lambrechts  Atlas des nuages      18/07
 Van Houte   Le chat de Delft      21/07
"""
BASHRC = """PS1='solene@heron:\\w$ '
unset HISTFILE
commandes() { cat ~/.commandes; }
cd ~/galerie
clear
"""
COLUMNS = (("Artiste", 150), ("Titre", 130), ("Prix", 80), ("Etat", 190))
CONSIGNED = (
    ("Marit Solberg", "Fjord III", "1450", "réservé Mme Vasseur"),
    ("Marit Solberg", "Hiver", "980", "vendu"),
    ("Tove Brandal", "Quai nord", "620", "disponible"),
)


def write(home: Path, _: Secrets) -> Path:
    """Write everything; gives the work folder."""
    work = home / "galerie"
    work.mkdir()
    for name, text in (
        ("carnet.txt", NOTEBOOK),
        ("a-faire.txt", TODO),
        ("depots.gnumeric", workbook("Dépôts", COLUMNS, CONSIGNED)),
    ):
        (work / name).write_text(text, encoding="utf-8")
    (home / ".commandes").write_text(ORDERS, encoding="utf-8")
    (home / ".bashrc").write_text(BASHRC, encoding="utf-8")
    return work


VAULT = (
    ("Banque Azur Pro", "heron-44120"),
    ("Site web", "admin-heron"),
    ("Clé en Salle", "solene.d.salles"),
)
"""Entries of the password manager: title and user name."""
