"""Menus, toolbars, tabs, buttons, side bars and hints in empty fields: words of the program, not of people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.reading.blocks.mail_words import REPLY_TO
from assistant.reading.families import Family
from assistant.reading.folding import fold
from assistant.reading.page import Item, Mark, Marks, Page, hull, rows, sentence
from assistant.types import BlockKind

_BUTTON = re.compile(
    r"^(?:ok|cancel|apply|close|save(?: draft| changes| as)?|submit(?: \w+)?|send(?: now)?|reply(?: all)?|forward|"
    r"delete|archive|edit|"
    r"undo|redo|open|new(?: mail| tab| chat)?|compose|write|get messages|search(?: .{0,20})?|next|back|"
    r"previous|continue|"
    r"sign in|log ?in|sign out|log ?out|sign up|share|like|comment|follow|retry|refresh|print|help|more|attach|upload|"
    r"download|react|thread|mark (?:as )?(?:read|unread)|quick filter|add(?: new)?(?: \w+)?|create(?: \w+)?|"
    r"abbrechen|speichern|senden|antworten|allen antworten|weiterleiten|löschen|schließen|weiter|zurück|bearbeiten|"
    r"suchen|"
    r"annuler|enregistrer|envoyer|répondre(?: à tous)?|transférer|supprimer|fermer|suivant|retour|"
    r"rechercher)\s*[▾▼>›…v]?$",
    re.I,
)
_HINT = re.compile(
    r"^(?:\+ ?)?(?:(?:type|write|send|enter) (?:a |your |an? )?(?:new )?(?:message|reply|comment|text).{0,30}|"
    r"message [#@]?[\w .-]{1,40}|"
    r"(?:reply|comment)(?:…|\.\.\.| to .{1,30})|ask anything|jump to .{1,20}|search .{0,30}|start a new (?:message|"
    r"conversation)|"
    r"nachricht (?:eingeben|schreiben|an .{1,30})|(?:écrire|saisir|envoyer) un message.{0,20}|message|nachricht|"
    r"メッセージを入力.{0,6}|.{1,20}(?:is|are) typing(?:…|\.{2,3})?)$",
    re.I,
)
_MESSAGE_HINT = re.compile(
    r"^(?:\+ ?)?(?:(?:type|write|send|enter) (?:a |your )?(?:new )?message.{0,20}|message [#@].{1,40}|"
    r"start a new message|"
    r"nachricht (?:eingeben|schreiben|an [#@]?.{1,30})|(?:écrire|saisir|envoyer) un message.{0,20}|"
    r"メッセージを入力.{0,6})$",
    re.I,
)
_ADDRESS_BAR = re.compile(r"^(?:https?://|file:/|www\.|localhost|(?:[\w-]+\.)+[a-z]{2,12}(?=[/:?]|$))\S*$", re.I)
_PLACE = re.compile(
    r"^(?:\[?[#＃] ?[\w-]{2,32}|(?:inbox|posteingang|boîte de réception|starred|snoozed|sent(?: items| mail)?|"
    r"gesendet(?:e \w+)?|"
    r"envoyés|drafts?|drafts & sent|entwürfe|brouillons|archive[sd]?|archiv|spam|junk(?: e?-?mail)?|trash|bin|"
    r"papierkorb|corbeille|"
    r"deleted items|outbox|postausgang|all mail|important|local folders|direct messages|channels|threads|focused|other|"
    r"focused other|all unread|unread|mentions(?: & reactions)?|later|activity|dms|calls|contacts|huddles|"
    r"direktnachrichten|kanäle|kontakte))(?:\s*\(?\d{1,4}\)?)?$",
    re.I,
)
"""Folders and rooms as they stand in side bars."""
_USUAL = """
file edit view insert format tools table window help go history bookmarks options settings run terminal selection data
sheet styles datei bearbeiten ansicht einfügen extras fenster hilfe fichier édition affichage outils aide home
"""
_MENU_WORDS = frozenset(_USUAL.split())
_STATUS = re.compile(
    r"\b(?:ln \d+|line \d+|col(?:umn)? \d+|utf-?8|\d+ words|page \d+ of \d+|insert mode|spaces: ?\d|100 ?%|ins\b|"
    r"ovr\b)|"
    r"^(?:-- ?insert ?--|plain text|sheet \d+ of \d+|default page style|average: .*|sum=.*)",
    re.I,
)


_KNOWN = 0.25
"""Least share of a column's labels that are usual names of folders."""
_PITCH = 2.6
"""Heights from the middle of one folder to that of the next, at most."""
_COUNT_BESIDE = 8
_OUT_OF_STEP = 0.3
"""Heights by which a label's place in its row differs from the others' where it stands in that row by chance."""
_STATE = re.compile(r"^open$", re.I)
"""A button's word that also says how things stand."""


def controls(page: Page) -> Marks:
    """Buttons and hints anywhere; the bars at the window's top and bottom edge."""
    marks: Marks = {}
    found = rows(page.items)
    _, y, _, bottom = page.window.box
    limit = y + max(110, int(0.13 * page.window.height))
    chrome = _chrome(page, y, limit)
    for number, row in enumerate(found):
        top_bar = row[0].y1 <= limit and _is_bar(row, page)
        bottom_bar = row[0].y0 >= bottom - 3 * page.tall and _is_status(row)
        for item in row:
            word = _BUTTON.match(item.text) or _PLACE.match(item.text)
            button = word and not _labels_a_field(item, row) and not _is_state(item, page)
            hint = _HINT.match(item.text) and not _over_answer(item, page)
            if item.y1 <= chrome or top_bar or bottom_bar or button or hint:
                marks[item.index] = Mark(BlockKind.MENU, number)
    return marks


def places(page: Page) -> Marks:
    """Columns of folders or rooms: a few have usual names, and what stands among them is one of them too."""
    marks: Marks = {}
    usual = [item for item in page.items if _PLACE.match(item.text)]
    for number, first in enumerate(usual):
        column = [item for item in page.items if abs(item.x0 - first.x0) < 0.6 * page.tall]
        chain = _chain(first, column, page)
        known = sum(_PLACE.match(item.text) is not None for item in chain)
        if known >= 2 and known >= _KNOWN * len(chain):
            held = [item for item in page.items if any(_counts(item, place, page) for place in chain)]
            marks.update({item.index: Mark(BlockKind.MENU, number) for item in (*chain, *held)})
    return marks


def _chain(first: Item, column: Sequence[Item], page: Page) -> list[Item]:
    """The labels of a column that follow each other closely up and down from ``first``."""
    above = [item for item in reversed(column) if item.middle < first.middle]
    below = [item for item in column if item.middle > first.middle]
    found = [first]
    for side in (above, below):
        last = first
        for item in side:
            if abs(item.middle - last.middle) > _PITCH * page.tall or not _is_label(item):
                break
            found.append(item)
            last = item
    return found


def _counts(item: Item, place: Item, page: Page) -> bool:
    """Whether a number beside a folder says how much it holds."""
    level = abs(item.middle - place.middle) < 0.4 * page.tall
    return level and item.text.isdigit() and 0 < item.x0 - place.x1 < _COUNT_BESIDE * page.tall


def sidebars(page: Page) -> Marks:
    """Columns of short labels at the left or right edge, beside wider content."""
    marks: Marks = {}
    for number, column in enumerate(_edge_columns(page)):
        for item in column:
            marks[item.index] = Mark(BlockKind.MENU, number)
    return marks


def beside_rows(page: Page) -> Marks:
    """A side bar's labels at the left whose steps are others than those of the rows right of them: no table's cells."""
    for column in _steady_columns(page):
        edge = max(item.x1 for item in column)
        right = [row for row in rows([item for item in page.items if item.x0 > edge + 2 * page.tall]) if len(row) >= 3]
        if not right:
            continue
        top, bottom = right[0][0].y0 - page.tall, right[-1][0].y1 + page.tall
        level = [item for item in column if top < item.middle < bottom]
        offsets = [min((row[0].middle - item.middle for row in right), key=abs) for item in level]
        if len(offsets) > 1 and max(offsets) - min(offsets) > _OUT_OF_STEP * page.tall:
            return {item.index: Mark(BlockKind.MENU, 0) for item in column}
    return {}


def _steady_columns(page: Page) -> list[list[Item]]:
    """Runs of four labels or more at the page's left edge that stand at equal distances from each other."""
    labels = [item for item in page.items if item.x0 < page.left + 2 * page.tall and _is_label(item)]
    runs: list[list[Item]] = []
    for item in labels:
        run = runs[-1] if runs else []
        step = item.middle - run[-1].middle if run else 0.0
        first = run[1].middle - run[0].middle if len(run) > 1 else step
        aligned = bool(run) and abs(item.x0 - run[0].x0) < 0.5 * page.tall and 0.8 * page.tall < step < 3 * page.tall
        if aligned and abs(step - first) < _OUT_OF_STEP * page.tall:
            run.append(item)
        else:
            runs.append([*run[-1:], item] if aligned else [item])
    return [run for run in runs if len(run) >= 4]


def _edge_columns(page: Page) -> list[list[Item]]:
    """Up to two columns: items in the outer third whose column has no sentence and at least four labels."""
    if len(page.items) < 6:
        return []
    span = page.right - page.left
    out = []
    left = [item for item in page.items if item.x1 <= page.left + 0.3 * span]
    right = [item for item in page.items if item.x0 >= page.right - 0.25 * span]
    for column in (left, right):
        labels = [item for item in column if _is_label(item)]
        if len(labels) < 4 or len(labels) < 0.85 * len(column):
            continue
        box = hull(labels)
        others = [item for item in page.items if item not in column]
        crossing = any(item.x0 < box[2] and item.x1 > box[0] and box[1] < item.middle < box[3] for item in others)
        edges = [item.x0 for item in labels]
        aligned = max(sum(abs(edge - other) < page.tall for other in edges) for edge in edges) >= 0.6 * len(labels)
        wider = [item for item in others if sentence(item.text)]
        if not crossing and aligned and wider:
            out.append(labels)
    return out


def _is_label(item: Item) -> bool:
    """A few words without the shape of a clause."""
    return len(item.words) <= 4 and not sentence(item.text) and item.text[-1] not in ".!?" and len(item.text) <= 32


def _is_bar(row: list[Item], page: Page) -> bool:
    """A menu bar, a row of tabs or tools: several short labels, usual words of a menu, or the window's own title."""
    words = [word.casefold().strip("▾…") for item in row for word in item.words]
    if sum(word in _MENU_WORDS for word in words) >= min(3, max(2, len(words) // 2)):
        return True
    title = page.window.title.casefold()
    if page.family is not Family.MAIL and len(row) == 1 and len(row[0].text) > 5 and row[0].text.casefold() in title:
        return row[0].y1 <= page.window.y + 2.2 * page.tall
    return len(row) >= 4 and all(_is_label(item) and not item.text.endswith(":") for item in row) and _even(row)


def _even(row: list[Item]) -> bool:
    """Labels of a bar follow each other closely; cells of a table stand far apart."""
    gaps = [right.x0 - left.x1 for left, right in pairwise(row)]
    return max(gaps) < 60 and not any(char.isdigit() for item in row for char in item.text)


def _is_status(row: list[Item]) -> bool:
    return any(_STATUS.search(item.text) for item in row)


def _chrome(page: Page, top: int, limit: int) -> float:
    """Bottom of what the window draws around its content: title bar, tabs and a browser's address bar."""
    bottom = float(top)
    title = fold(page.window.title)
    for item in page.items:
        is_title = item.y1 <= top + 2 * page.tall and len(item.text) > 4 and fold(item.text) == title
        if item.y1 <= limit and (is_title or _ADDRESS_BAR.match(item.text)):
            bottom = max(bottom, item.y1 + 0.3 * page.tall)
    return bottom


def _over_answer(item: Item, page: Page) -> bool:
    """Whether a line that says who is answered stands over the words, and so is no hint in an empty field."""
    return REPLY_TO.match(item.text) is not None and any(
        0 < other.y0 - item.y0 < 2 * page.tall and abs(other.x0 - item.x0) < page.tall for other in page.items
    )


def _is_state(item: Item, page: Page) -> bool:
    """Whether a word stands in a column of its like, as the states of a table's rows do."""
    same = [one for one in page.items if _STATE.match(one.text) and abs(one.x0 - item.x0) < 0.5 * page.tall]
    return _STATE.match(item.text) is not None and len(same) >= 3


def _labels_a_field(item: Item, row: list[Item]) -> bool:
    """Whether a word like "Search" stands before a value on its row and so is a label."""
    return item.text.endswith(":") and len(row) > 1


def family_of(items: Sequence[Item]) -> Family | None:
    """The sort of program that its own words tell: mail folders, rooms of a chat, a field for a message."""
    places = [item.text.casefold() for item in items if _PLACE.match(item.text)]
    mail = sum(
        bool(re.match(r"inbox|posteingang|boîte|sent|gesendet|envoyés|drafts?|entwürfe|brouillons|spam|junk", place))
        for place in places
    )
    chat = sum(
        place[0] in "#＃" or place in {"direct messages", "channels", "direktnachrichten", "dms"} for place in places
    )
    hint = any(_MESSAGE_HINT.match(item.text) for item in items)
    if hint or chat >= 2:
        return Family.CHAT
    return Family.MAIL if mail >= 2 else None
