"""Kanban boards: cards in columns, each column headed by how far its cards are.

The heads are known by their words, at least two of them; the rest is geometry. A card is one block, headed by its
column, or by the person whose name it carries where that is not the user.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from assistant.reading.moments import is_moment
from assistant.reading.page import Item, Mark, Marks, Page, alike, rows
from assistant.reading.people import fold_name, is_user, looks_like_name
from assistant.types import BlockKind, Who

TASK, DONE = "task: ", "done: "
"""What the headers of cards begin with, before the name of their column."""

_DONE_WORDS = """
done closed complete completed finished shipped released resolved fertig fertiggestellt erledigt abgeschlossen
geschlossen terminé terminés terminée terminées fini finis finie achevé clos fermé fait faits faite faites livré livrée
hecho hechos terminado completado finalizado gedaan klaar afgerond fatto completato concluído feito 完了 済み
"""
_OPEN_WORDS = """
to-do,backlog,open,ready,ready for dev,next,next up,planned,doing,in progress,wip,work in progress,review,in review,
code review,testing,in testing,qa,blocked,on hold,waiting,this week,offen,zu tun,zu erledigen,geplant,bereit,
als nächstes,in arbeit,in bearbeitung,läuft,prüfung,in prüfung,zur prüfung,prüfen,im test,testen,blockiert,wartet,
wartend,diese woche,à faire,en cours,en attente,à valider,à vérifier,en revue,revue,relecture,en test,bloqué,planifié,
por hacer,pendiente,en curso,en progreso,en revisión,da fare,in corso,in revisione,a fazer,em andamento,
未着手,進行中,作業中,やること,レビュー中
"""
_DONE = frozenset(fold_name(word) for word in _DONE_WORDS.split())
_OPEN = frozenset(fold_name(word) for word in _OPEN_WORDS.replace("\n", "").split(","))
_COUNT = re.compile(r"\s*[(\[·•:]?\s*\d{0,3}\s*[)\]]?\W*$")
"""How many cards there are, and the column's menu, read with its head."""
_BEFORE = re.compile(r"^[^\w]+|^[√vV]\s")
"""A check mark or a dot before a head, also as it is read."""
_ADD = re.compile(
    r"^(?:[+＋]\s?.{0,30}|(?:add|new|create)(?: an?)?(?: another)? (?:card|task|item|issue)|"
    r"(?:neue )?(?:weitere )?(?:karte|aufgabe) (?:hinzufügen|erstellen|anlegen)|neue (?:karte|aufgabe)|"
    r"(?:ajouter|créer) une (?:autre )?(?:carte|tâche)|カードを追加)$",
    re.IGNORECASE,
)
_GIVEN_TO = re.compile(r"^(?:@|(?:assigned to|assignee|zuständig|zugewiesen an|attribué à|responsable)\s*:?\s+)", re.I)
_INITIALS = re.compile(r"^[A-Z]{2,3}$")
_WIDTH = 6.0
"""Columns are at least so many heights wide."""
_PADDING = 0.75
"""A gap of so many heights ends a card."""
_REACH = 5.0
"""And one of so many ends the column."""
_EDGE = 1.5
"""What stands on one left edge wavers by so many heights: cards have paddings."""


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands over a column."""

    item: Item
    name: str
    known: bool
    done: bool


@dataclass(frozen=True, slots=True)
class _Names:
    """Whose names a card carries."""

    mine: bool
    others: tuple[str, ...]
    """First and last name: a single word may be a label."""
    any: bool
    """Whether anything on it may be a name or somebody's initials."""


Card = list[Item]
Columns = list[tuple[_Head, list[Card]]]


def uncounted(head: str) -> str:
    """A column's head without its count, its menu and the marks before it."""
    return _BEFORE.sub("", _COUNT.sub("", head)).strip()


def tells_done(heading: str) -> bool:
    """Whether a heading, perhaps with a count, says that what stands under it is finished."""
    return fold_name(uncounted(heading)) in _DONE


def stands(page: Page) -> bool:
    """Whether the page shows a board: then the names on its cards are no senders."""
    return bool(_columns(page))


def find(page: Page) -> Marks:
    """The cards of a board, a block each; its heads and the controls that add cards are the program's words."""
    columns = _columns(page)
    cards = [(head, card, _names(card, page)) for head, column in columns for card in column]
    named = any(names.any for _, _, names in cards)
    marks: Marks = {}
    for block, (head, card, names) in enumerate(cards):
        marks.update({item.index: _mark(head, names, named, block) for item in card})
    for item in [head.item for head, _ in columns] + _controls(columns, page):
        marks[item.index] = Mark(BlockKind.MENU, len(cards))
    return marks


def _mark(head: _Head, names: _Names, named: bool, block: int) -> Mark:
    """``named`` says whether any card of the board carries a name."""
    if names.others and not names.mine:
        return Mark(BlockKind.TEXT, block, names.others[0], Who.OTHER)
    # Only where nobody is ever named are all cards the user's.
    who = Who.USER if names.mine or not named else Who.UNKNOWN
    return Mark(BlockKind.TEXT, block, f"{DONE if head.done else TASK}{head.name}", who)


def _columns(page: Page) -> Columns:
    """The columns with their cards; none where this is no board."""
    for row in rows(page.items):
        heads = _heads(row, page)
        if sum(head.known for head in heads) < 2:
            continue
        columns = [(head, _cards(_under(at, heads, page), page)) for at, head in enumerate(heads)]
        columns = [(head, cards) for head, cards in columns if head.known or cards]
        if _is_board(columns, page):
            return columns
    return []


def _heads(row: Sequence[Item], page: Page) -> list[_Head]:
    """The labels of one row, if they stand a column's width apart."""
    found: list[_Head] = []
    for item in row:
        name = uncounted(item.text)
        word = fold_name(name)
        if sum(char.isalpha() for char in word) < 2 or len(name.split()) > 4 or _ADD.match(item.text):
            continue
        if found and item.x0 - found[-1].item.x0 < _WIDTH * page.tall:
            return []  # Tabs, or the words of a sentence.
        known = word in _OPEN | _DONE
        found.append(_Head(item, name if known else item.text, known, word in _DONE))
    return found


def _under(at: int, heads: Sequence[_Head], page: Page) -> list[Item]:
    """What stands in the column of a head, as far down as it goes on without a wide gap."""
    lefts = [head.item.x0 - _EDGE * page.tall for head in heads]
    width = max(right - left for left, right in pairwise(lefts))
    end = lefts[at + 1] if at + 1 < len(lefts) else lefts[at] + width
    bottom = heads[at].item.y1
    found: list[Item] = []
    for item in page.items:
        if item.middle <= heads[at].item.y1 or not lefts[at] <= item.x0 < end:
            continue
        if item.y0 - bottom > _REACH * page.tall or item.x1 > end + page.tall:
            break
        bottom = max(bottom, item.y1)
        found.append(item)
    return found


def _cards(items: Sequence[Item], page: Page) -> list[Card]:
    """The items between gaps and controls; what has no letters is no card."""
    cards: list[Card] = [[]]
    bottom = 0
    for item in items:
        if cards[-1] and item.y0 - bottom > _PADDING * page.tall:
            cards.append([])
        if _ADD.match(item.text):
            cards.append([])
        else:
            cards[-1].append(item)
        bottom = max(bottom, item.y1)
    return [card for card in cards if any(sum(char.isalpha() for char in item.text) >= 3 for item in card)]


def _is_board(columns: Columns, page: Page) -> bool:
    """Whether cards stand in at least two columns, or in one of three known ones; each column on one left edge."""
    filled = [cards for _, cards in columns if cards]
    if not filled or (len(filled) < 2 and sum(head.known for head, _ in columns) < 3):
        return False
    for cards in filled:
        edges = [min(item.x0 for item in card) for card in cards]
        if sum(abs(edge - median(edges)) <= _EDGE * page.tall for edge in edges) < 0.8 * len(edges):
            return False
    return True


def _controls(columns: Columns, page: Page) -> list[Item]:
    """What adds cards to the columns."""
    heads = [head.item for head, _ in columns]
    top = min((head.y0 for head in heads), default=page.window.box[3])
    lefts = [head.x0 - _EDGE * page.tall for head in heads]
    return [item for item in page.items if item.y0 >= top and _ADD.match(item.text) and item.x0 >= min(lefts)]


def _names(card: Card, page: Page) -> _Names:
    """The names below or beside the card's title."""
    texts = [_GIVEN_TO.sub("", item.text).strip() for item in _beside_title(card, page)]
    likely = [text for text in texts if looks_like_name(text) and not any(map(is_moment, text.split()))]
    others = tuple(text for text in likely if len(text.split()) > 1 and not is_user(text, page.user))
    mine = any(is_user(text, page.user) for text in texts)
    return _Names(mine, others, bool(mine or likely or any(map(_INITIALS.match, texts))))


def _beside_title(card: Card, page: Page) -> list[Item]:
    """What stands on a card behind its title; labels stand on a ground of their own."""
    ground = max(card, key=lambda item: item.x1 - item.x0).ground
    plain = [item for item in card if alike(item.ground, ground)] or card
    title = plain[0]
    rest: list[Item] = []
    for item in plain[1:]:
        if _goes_on(title, item, plain, page):
            title = item
        else:
            rest.append(item)
    # Pictures of people hold initials, on a ground of their own too, but behind the title.
    return rest + [item for item in card if item not in plain and item.y0 > title.middle]


def _goes_on(title: Item, item: Item, card: Card, page: Page) -> bool:
    """Whether the item is the next line of a title that was broken at the card's edge, in letters of its height."""
    width = max(other.x1 for other in card) - title.x0
    below = -0.5 * page.tall < item.y0 - title.y1 < 0.35 * page.tall and item.middle > title.y1 - 4
    alone = abs(item.x0 - title.x0) < 0.4 * page.tall and abs((item.y1 - item.y0) - (title.y1 - title.y0)) <= 2
    return below and alone and title.x1 - title.x0 >= 0.7 * width
