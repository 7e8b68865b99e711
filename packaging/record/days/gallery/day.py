"""A day of Solène Dewulf, who does not exist: she keeps a bookshop and gallery, Monday 13 July 2026."""

from __future__ import annotations

import time
from pathlib import Path

from apps import Desk
from days.gallery import files
from made_up import Secrets, secrets
from plan import Day, Hidden
from recorder import Recorder

MORNING = ["fjord", "accounts", "chairs", "reading", "union", "coffee", "marit"]
LATE_MORNING = ["quote", *MORNING]
NOON = ["moved", "fraud", *LATE_MORNING]
AFTERNOON = ["corrected", "withdrawn", *NOON]
EVENING = ["novel", *AFTERNOON]
READ = ["chairs", "reading", "accounts", "fjord"]

DELIVERY = [1, "09:30", 0.8, "Livraison papeterie"]
DINNER = [1, "20:00", 1.5, "Dîner avec Apolline, Chez Rosalba"]
BANK = [2, "10:00", 1, "Banque, M. Delcourt"]
BANK_LATER = [4, "11:00", 1, "Banque, M. Delcourt"]
READING = [3, "19:00", 2, "Lecture Imogen Fairweather"]
READING_LATER = [4, "19:30", 2, "Lecture Imogen Fairweather"]
LEAVE = [5, "", 0, "Bram : congé"]
WEEK = [DELIVERY, DINNER, BANK, READING, LEAVE]
WEEK_NOON = [DELIVERY, DINNER, BANK, READING_LATER, LEAVE]
WEEK_EVENING = [DELIVERY, BANK_LATER, READING_LATER, LEAVE]
INVOICE = "Payer la facture de l'encadreur (480 €)"
INSURANCE = "Renouveler l'assurance de la boutique avant le 24 juillet"
FLYERS = ["Commander les flyers", "Solène Dewulf", "15 juillet"]


def lanes(*, ordered: bool) -> list[list[object]]:
    """The board's columns; ``ordered`` says whether the card of the flyers has been dragged to the last."""
    open_cards = [
        ["Relancer la presse", "Mathilde Roose", "17 juillet"],
        ["Trouver un groupe de musique", "Joris Claes", ""],
    ]
    doing = [
        ["Traduire le programme en néerlandais", "Joris Claes", "22 juillet"],
        ["Écrire la présentation de Gaspard Lecointe", "Solène Dewulf", "20 juillet"],
    ]
    done = [["Ouvrir le compte de billetterie", "Mathilde Roose", ""]]
    if ordered:
        return [["À faire", open_cards], ["En cours", doing], ["Fait", [FLYERS, *done]]]
    return [["À faire", [FLYERS, *open_cards]], ["En cours", doing], ["Fait", done]]


def prepare(desk: Desk) -> None:
    """What every page shows first."""
    desk.stage.run("setxkbmap", "-layout", "ch", "-variant", "fr")
    desk.director.tell("courrier", list=MORNING, seen=[], open="")
    desk.director.tell("agenda", events=WEEK, todo=[[INVOICE, False], [INSURANCE, False]])
    desk.director.tell("tableau", lanes=lanes(ordered=False))
    desk.director.tell("ruche", upto=11)
    desk.director.tell("pigeon", **{"with": "apolline", "upto": 7})
    for page in ("salles", "papier", "guichet", "boutique", "veilleur", "ouie"):
        desk.director.tell(page)


def mail(desk: Desk, opened: str, listed: list[str], *, reply: bool = False) -> None:
    """Show one conversation beside the list; what is not new any more was read before."""
    desk.show("courrier")
    so_far = READ[: READ.index(opened) + 1] if opened in READ else []
    seen = so_far if listed == MORNING else listed
    desk.director.show("courrier", list=listed, seen=seen, open=opened, reply=reply)
    time.sleep(0.3)


def early(desk: Desk, keep: Recorder) -> None:
    """The messages of the morning, then the week."""
    mail(desk, "", MORNING)
    keep.shot("08:32:10", "inbox", idle=5.0)
    mail(desk, "chairs", MORNING)
    keep.shot("08:34:00", "chairs")
    keep.shot("08:34:50", "chairs-unchanged", idle=50.0)
    mail(desk, "reading", MORNING)
    keep.shot("08:38:20", "reading")
    mail(desk, "accounts", MORNING)
    keep.shot("08:44:40", "accounts")
    mail(desk, "fjord", MORNING)
    keep.shot("08:49:05", "fjord")
    desk.show("agenda")
    keep.shot("09:00:30", "week", idle=6.0)


def team(desk: Desk, keep: Recorder) -> None:
    """The chat of the shop: an answer in the room, another in a thread."""
    desk.open_app("ruche", "https://ruche.example/ruche", "boutique")
    desk.place("ruche", 330, 70, 1230, 870)
    desk.focus("ruche")
    desk.director.show("ruche", upto=11)
    keep.shot("09:11:00", "team", idle=3.0)
    desk.type("Dimitri Kovalek fait les photos du vernissage, je l'ai eu au téléphone.")
    keep.shot("09:14:40", "team-typed")
    desk.director.show("ruche", upto=12, thread=2)
    desk.type("Yes, we take a stand at the Ghent book fair. I'll register us this week.")
    keep.shot("09:23:50", "thread-typed")
    desk.director.show("ruche", upto=12, thread=3)
    desk.keys = 0
    keep.shot("09:25:10", "thread")


def before_noon(desk: Desk, keep: Recorder, work: Path) -> None:
    """Own notes, the board, the halls, a quotation, and things that only look important."""
    desk.show("agenda")
    desk.open_editor(work / "carnet.txt")
    desk.place("carnet", 180, 170, 820, 480)
    desk.focus("carnet")
    desk.key("ctrl+End")
    desk.type("Toutes les affiches seront sur papier recyclé,")
    keep.shot("09:41:10", "notes-1")
    desk.type(" c'est décidé avec Anouk.\n")
    keep.shot("09:41:50", "notes-2")
    desk.key("ctrl+s")
    desk.close("carnet")
    desk.show("tableau")
    keep.shot("10:03:30", "board", idle=8.0)
    desk.show("salles")
    keep.shot("10:20:00", "halls", idle=11.0)
    desk.show("agenda")
    keep.shot("10:28:00", "week-again", idle=9.0)
    mail(desk, "quote", LATE_MORNING)
    keep.shot("10:38:00", "quote")
    desk.show("veilleur")
    keep.shot("10:52:00", "news", idle=31.0)
    desk.show("boutique")
    keep.shot("11:00:40", "shop", idle=24.0)
    mail(desk, "fraud", ["fraud", *LATE_MORNING])
    keep.shot("11:09:00", "fraud")


def moved(desk: Desk, keep: Recorder) -> None:
    """The reading moves to another day; the user agrees and moves it in the calendar."""
    mail(desk, "moved", NOON)
    keep.shot("11:30:00", "moved")
    mail(desk, "moved", NOON, reply=True)
    desk.type("Dear Rupert,\nFriday at 19:30 is perfect, I'll change the posters.")
    keep.shot("11:34:20", "answer-1")
    desk.type("\nI will book a hotel room for Imogen for Friday night.")
    keep.shot("11:35:30", "answer-2")
    desk.show("agenda")
    desk.director.show("agenda", events=WEEK_NOON, todo=[[INVOICE, False], [INSURANCE, False]])
    keep.shot("11:43:00", "week-moved", idle=4.0)


def stock(desk: Desk, keep: Recorder) -> None:
    """A shell with the old stock programme."""
    desk.open_terminal("solene@heron: ~/galerie", "bash")
    desk.place("terminal", 120, 160, 960, 560)
    desk.focus("terminal")
    desk.type("commandes\ncat a-faire.txt\n")
    time.sleep(0.6)
    keep.shot("11:58:00", "shell")


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
    desk.place("vault", 60, 120, 1100, 560)


def noon(desk: Desk, keep: Recorder, work: Path, secret: Secrets) -> None:
    """Own notes with the password manager behind them; a private window, in front and covered."""
    open_vault(desk, secret.vault_password)
    desk.open_editor(work / "carnet.txt")
    desk.place("carnet", 720, 420, 800, 460)
    desk.focus("carnet")
    desk.key("ctrl+End")
    desk.type("Bram s'occupe du site, et moi des contrats.")
    keep.shot("12:11:00", "notes-vault")
    desk.key("ctrl+s")
    desk.close("carnet")
    desk.close("vault")
    desk.open_private("https://espace.clinique-ouie.example/ouie", "Clinique de l'Ou")
    keep.shot("12:36:00", "private")
    desk.focus("terminal")
    desk.type("clear; cat a-faire.txt\n")
    time.sleep(0.6)
    keep.shot("12:39:30", "private-behind")
    desk.close("private")
    desk.close("terminal")


def family(desk: Desk, keep: Recorder) -> None:
    """The messenger: a sister who cancels and asks, a framer who is ready."""
    desk.show("agenda")
    desk.open_app("pigeon", "https://pigeon.example/pigeon", "Pigeon")
    desk.place("pigeon", 520, 140, 720, 760)
    desk.focus("pigeon")
    desk.director.show("pigeon", **{"with": "apolline", "upto": 8})
    keep.shot("13:18:00", "sister")
    desk.type("D'accord, je garde Zoé samedi de 14 h à 17 h.")
    keep.shot("13:21:40", "sister-typed")
    desk.director.show("pigeon", **{"with": "apolline"})
    desk.keys = 0
    keep.shot("13:24:00", "sister-sent")
    desk.director.show("pigeon", **{"with": "ludo"})
    keep.shot("13:33:00", "framer", idle=6.0)
    desk.close("pigeon")


def changes(desk: Desk, keep: Recorder) -> None:
    """A line of the programme is edited; an offer is withdrawn, a price corrected, a hall refused."""
    desk.show("papier")
    keep.shot("13:48:00", "document", idle=12.0)
    desk.director.show("papier", edit=True)
    desk.type("11 septembre")
    keep.shot("13:56:30", "document-edited")
    desk.keys = 0
    mail(desk, "withdrawn", AFTERNOON)
    keep.shot("14:19:00", "withdrawn")
    mail(desk, "corrected", AFTERNOON)
    keep.shot("14:23:10", "corrected")
    desk.show("salles")
    desk.director.show("salles", refused=True)
    keep.shot("14:42:00", "halls-refused", idle=5.0)


def team_again(desk: Desk, keep: Recorder, secret: Secrets) -> None:
    """The chat after lunch: somebody is replaced, a day is changed, a mind too."""
    desk.director.show("ruche", upto=15, wifi=secret.router_password)
    desk.focus("ruche")
    keep.shot("14:58:00", "team-afternoon")
    quoted = "Bram Oyelaran: Stocktaking is on Wednesday at 8, as agreed."
    desk.director.show("ruche", upto=15, wifi=secret.router_password, cite=quoted)
    desk.type("Wednesday doesn't work for me any more, let's rather do the stocktaking on Thursday at 8.")
    keep.shot("15:05:40", "team-reply")
    desk.director.show("ruche", upto=17, wifi="")
    desk.keys = 0
    keep.shot("15:08:30", "team-sent")
    desk.director.show("ruche", upto=17, wifi="", thread=3)
    desk.type("On second thought, no stand in Ghent this year, it costs too much.")
    keep.shot("15:18:40", "thread-later-typed")
    desk.director.show("ruche", upto=17, wifi="", thread=5)
    desk.keys = 0
    keep.shot("15:22:00", "thread-later")
    desk.close("ruche")


def counter(desk: Desk, keep: Recorder, secret: Secrets) -> None:
    """A declaration for the town, its fee paid by card with a one-time code."""
    desk.show("guichet")
    keep.shot("15:33:00", "form-empty", idle=3.0)
    desk.director.show("guichet", focus="who")
    for at, text in enumerate(("Solène Dewulf", "Lecture publique", "vendredi 17 juillet de 19 h 30 à 22 h")):
        if at:
            desk.press("Tab")
        desk.type(text)
    keep.shot("15:36:00", "form-typed")
    desk.press("Tab")
    desk.type("45")
    desk.director.show("guichet", focus="card")
    for at, text in enumerate((secret.card, "09/28", secret.card_code)):
        if at:
            desk.press("Tab")
        desk.type(text)
    keep.shot("15:38:20", "card")
    desk.stage.run("notify-send", "Banque Azur", f"Votre code unique : {secret.one_time_code}. Ne le partagez pas.")
    time.sleep(0.6)
    keep.shot("15:39:00", "one-time-code", idle=9.0)
    desk.stage.run("dunstctl", "close-all")
    desk.director.show("guichet", focus="who", clear=["card", "until", "code"])


def evening(desk: Desk, keep: Recorder, work: Path) -> None:
    """What is done is ticked and dragged; the last message, the last promise."""
    desk.show("agenda")
    desk.director.show("agenda", events=WEEK_EVENING, todo=[[INVOICE, False], [INSURANCE, False]])
    keep.shot("16:04:00", "week-bank", idle=3.0)
    desk.director.show("agenda", events=WEEK_EVENING, todo=[[INVOICE, True], [INSURANCE, False]])
    keep.shot("16:09:30", "week-ticked", idle=2.0)
    desk.show("tableau")
    desk.director.show("tableau", lanes=lanes(ordered=True))
    keep.shot("16:20:00", "board-done", idle=5.0)
    desk.open_sheet(work / "depots.gnumeric")
    desk.place("sheet", 300, 220, 940, 520)
    desk.focus("sheet")
    keep.shot("16:32:00", "sheet", idle=8.0)
    desk.close("sheet")
    mail(desk, "novel", EVENING)
    keep.shot("16:47:00", "novel")
    mail(desk, "novel", EVENING, reply=True)
    desk.type("Bonjour Gaspard,\nJe lirai votre manuscrit avant le 31 juillet, promis.")
    keep.shot("16:52:20", "novel-answer")
    desk.keys = 0
    mail(desk, "reading", EVENING)
    keep.shot("17:10:00", "reading-again", idle=10.0)
    desk.show("agenda")
    desk.stage.run("notify-send", "Sablier", "Demain à 09:30 : Livraison papeterie")
    time.sleep(0.6)
    keep.shot("17:34:00", "week-evening", idle=4.0)


def whole_day(desk: Desk, keep: Recorder, work: Path, secret: Secrets) -> None:
    """From 08:32 to 17:34."""
    early(desk, keep)
    team(desk, keep)
    before_noon(desk, keep, work)
    moved(desk, keep)
    stock(desk, keep)
    noon(desk, keep, work, secret)
    family(desk, keep)
    changes(desk, keep)
    team_again(desk, keep, secret)
    counter(desk, keep, secret)
    evening(desk, keep, work)


SECRETS = secrets(61)
DAY = Day(
    folder=Path(__file__).parent,
    target=Path("tests/recorded/gallery"),
    date="2026-07-13",
    zone="+02:00",
    user={"names": ["Solène Dewulf", "Solène"], "addresses": ["solene@heron-papier.example"]},
    tabs={
        "courrier": "https://plume.example/courrier",
        "agenda": "https://sablier.example/agenda",
        "tableau": "https://cartons.example/tableau",
        "salles": "https://www.cle-en-salle.example/salles",
        "papier": "https://feuillet.example/papier",
        "guichet": "https://guichet.vallonne.example/guichet",
        "boutique": "https://www.etalage-direct.example/boutique",
        "veilleur": "https://www.leveilleur.example/veilleur",
    },
    private=frozenset({"Clinique de l'Ouïe"}),
    secrets=SECRETS,
    files=files.write,
    prepare=prepare,
    live=whole_day,
    shown_secrets=(
        Hidden("team-afternoon", SECRETS.router_password, "password"),
        Hidden("team-reply", SECRETS.router_password, "password"),
        Hidden("card", SECRETS.card, "card number"),
        Hidden("one-time-code", SECRETS.card, "card number"),
        Hidden("one-time-code", SECRETS.one_time_code, "one-time code"),
    ),
    hidden=(
        *(Hidden("notes-vault", user, "password manager") for _, user in files.VAULT),
        *(Hidden("private", text, "private window") for text in ("dewulf-s-4471", "Acouphènes", "Halleux")),
        Hidden("private-behind", "Clinique de l'Ouïe", "private window behind another window"),
    ),
    size=(1600, 1000),
)
