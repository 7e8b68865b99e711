"""Open mails: a header that names the sender, the text below it, and what it quotes of others.

Headers come as labelled rows (From, To, Subject), as a name with an address, or as a name above a line that
starts with "to". A mail under composition has no sender, or the user as the sender.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.reading.blocks.mail_words import FIELDS, FROM_ON, NEW_MAIL, REPLY_TO, field_of, sent_by_me
from assistant.reading.blocks.quotes import speakers
from assistant.reading.blocks.threads import folded
from assistant.reading.moments import TRAILING, is_moment
from assistant.reading.page import Item, Mark, Marks, Page, hull, rows
from assistant.reading.people import addresses, is_user, looks_like_name, sender
from assistant.types import BlockKind, Box, Who

_ASIDE = 4.0
"""A picture of the sender moves the name right of the text below it by at most this many heights."""


@dataclass(frozen=True, slots=True)
class Head:
    """One mail's header."""

    items: tuple[Item, ...]
    name: str
    who: Who
    subject: Item | None
    bare: bool = False
    """Without labels: then a picture of the sender may stand to the left of the name."""

    @property
    def box(self) -> Box:
        """Where it stands."""
        return hull(self.items)


def find(page: Page) -> Marks:
    """Every open mail with its header, body and quotes."""
    heads = [*_labelled(page)]
    taken = {item.index for head in heads for item in head.items}
    heads += _unlabelled(page.rest(taken))
    heads.sort(key=lambda head: head.box[1])
    marks = _folded(page, heads)
    several = len({head.who for head in heads}) > 1
    for number, head in enumerate(heads):
        for item in head.items:
            kind = BlockKind.MENU if _is_frame(item, head) else BlockKind.MAIL
            marks[item.index] = Mark(kind, number, head.name, head.who)
        title = _title(page, head, first=not number)
        if title is not None and title.index not in marks:
            marks[title.index] = Mark(BlockKind.MAIL, number, head.name, Who.UNKNOWN if several else head.who)
        body = [item for item in _below(page, head, heads) if item.index not in marks]
        for item, name, who in speakers(body, head.name, head.who, page):
            marks[item.index] = Mark(BlockKind.MAIL, number, name, who)
    return marks


def _is_frame(item: Item, head: Head) -> bool:
    """Whether a part of a header without labels says only when and to whom: words of the program."""
    return REPLY_TO.match(item.text) is not None or (
        head.bare and (is_moment(item.text) or field_of(item.text) == "to") and not addresses(item.text)
    )


def _folded(page: Page, heads: list[Head]) -> Marks:
    """The messages of a thread that are folded to a row, in the column of those that are open: no news, being old."""
    bare = [head for head in heads if head.bare]
    if not bare:
        return {}
    taken = {item.index for head in heads for item in head.items}
    x0, _, x1, _ = hull([item for head in bare for item in head.items])
    pane = (x0 - _ASIDE * page.tall, x1 + page.tall)
    found = folded(page.rest(taken), pane, [head.name for head in bare])
    return {
        item.index: Mark(BlockKind.MENU, len(heads) + number, name, who)
        for number, (row, name, who) in enumerate(found)
        for item in row
    }


def _title(page: Page, head: Head, *, first: bool) -> Item | None:
    """The mail's subject where it stands as a title over the sender."""
    x0, y0, _, _ = head.box
    aside = (_ASIDE if head.bare else 2.0) * page.tall
    over = [item for item in page.items if 0 < y0 - item.y0 < 3.4 * page.tall and abs(item.x0 - x0) < aside]
    titles = [
        item
        for item in over
        if item.y1 <= y0 + 4 and not is_moment(item.text) and item.index not in {one.index for one in head.items}
    ]
    if not titles:
        return None
    last = titles[-1]
    known = last.text.casefold() in page.window.title.casefold()
    alone = not any(item.x0 > last.x1 and abs(item.middle - last.middle) < 0.4 * page.tall for item in page.items)
    short = first and alone and len(last.words) <= 9 and last.text[-1] not in ".,;:"
    large = last.y1 - last.y0 > 1.1 * page.tall
    # Over a header that gives its subject, a line of another text is the end of a list.
    return last if known or (head.subject is None and (short or large)) else None


def _below(page: Page, head: Head, heads: list[Head]) -> list[Item]:
    """Lines of the head's column down to the next head of the same column."""
    x0, _, _, bottom = head.box
    ends = [other.box[1] for other in heads if other.box[1] >= bottom and abs(other.box[0] - x0) < 8 * page.tall]
    end = min(ends, default=page.window.y + page.window.height)
    reach = x0 + max(0.5 * (page.right - x0), 10 * page.tall)
    left = x0 - (_ASIDE if head.bare else 1.5) * page.tall
    under = [item for item in page.items if bottom - 0.3 * page.tall <= item.middle < end]
    return [item for item in under if left <= item.x0 <= reach and not (item.x0 < x0 and is_moment(item.text))]


def _labelled(page: Page) -> list[Head]:
    """Headers of two or more labelled rows that stand under each other."""
    found: list[list[tuple[str, Item, list[Item]]]] = []
    for row in rows(page.items):
        for place, item in enumerate(row):
            name = field_of(item.text)
            if name is None:
                continue
            beside = [other for other in row[place + 1 :] if other.x0 - item.x1 < 14 * page.tall]
            entry = (name, item, beside)
            group = next((one for one in found if _continues(one[-1][1], item, page)), None)
            if group is None:
                found.append([entry])
            else:
                group.append(entry)
    return [head for group in found if (head := _head(group, page)) is not None]


def _continues(above: Item, item: Item, page: Page) -> bool:
    """Whether a labelled row belongs to the header that ends with ``above``; labels may be set flush right."""
    aligned = abs(above.x0 - item.x0) < 2.5 * page.tall or abs(above.x1 - item.x1) < 1.5 * page.tall
    return aligned and 0 < item.middle - above.middle < 3.2 * page.tall


def _head(group: list[tuple[str, Item, list[Item]]], page: Page) -> Head | None:
    """The header's meaning; None where the rows do not make a mail's header."""
    fields = {name: (label, beside) for name, label, beside in reversed(group)}
    composing = sent_by_me(page.window.title)
    if len(fields) < 2 or not ({"from", "to"} & fields.keys()):
        return None
    items = tuple(item for _, label, beside in group for item in (label, *beside))
    value = _value(fields, "from")
    recipient = _value(fields, "to")
    subject = fields.get("subject")
    subject_item = (subject[1][0] if subject[1] else subject[0]) if subject else None
    if value:
        return Head(items, sender(value), _who(value, page), subject_item)
    above = _name_above(page, hull(items))
    if above is not None:
        return Head((above, *items), sender(above.text), _who(above.text, page), subject_item)
    if composing or ("to" in fields and "date" not in fields and not is_user(recipient, page.user)):
        return Head(items, _own_name(page), Who.USER, subject_item)
    return Head(items, "", Who.OTHER, subject_item)


def _value(fields: dict[str, tuple[Item, list[Item]]], name: str) -> str:
    """The field's text, on the label's own line or beside it."""
    if name not in fields:
        return ""
    label, beside = fields[name]
    inline = FIELDS.sub("", label.text).strip(" :")
    beside_text = " ".join(item.text for item in beside if not is_moment(item.text))
    return f"{inline} {beside_text}".strip()


def _unlabelled(page: Page) -> list[Head]:
    """Headers without labels: see :func:`_bare_head`."""
    heads: list[Head] = []
    used: set[int] = set()
    for row in rows(page.items):
        for item in row:
            head = None if item.index in used else _bare_head(item, row, page)
            if head is not None:
                heads.append(head)
                used.update(one.index for one in head.items)
    return heads


def _bare_head(item: Item, row: list[Item], page: Page) -> Head | None:
    """A name with its address or date, or a name or the title of a new mail over a line that starts with "to"."""
    one_line = FROM_ON.match(item.text)
    if one_line and looks_like_name(one_line["name"]) and is_moment(one_line["moment"]):
        return Head((item,), one_line["name"], _who(one_line["name"], page), None, bare=True)
    if REPLY_TO.match(item.text) or _is_reply(item, page):
        return Head((item,), _own_name(page), Who.USER, None)
    text, moment = item.text, False
    trailing = TRAILING.match(text)
    if trailing and (addresses(trailing["rest"]) or looks_like_name(trailing["rest"])):
        text, moment = trailing["rest"], True
    right = [other for other in row if other.x0 > item.x1 and is_moment(other.text)][:1]
    to = _to_line(page, item, 3.6 if right else 2.4)
    if NEW_MAIL.match(text) and to:
        return Head((item, *to), _own_name(page), Who.USER, None)
    named = looks_like_name(text)
    apart = _address_beside(item, row, page) if named else []
    with_address = bool(addresses(text)) and sender(text) != text and len(text.split()) <= 9 and field_of(text) is None
    if ((with_address or apart) and (right or moment or to)) or (named and to):
        who = _who(apart[0].text if apart else text, page)
        return Head((item, *apart, *right, *to), sender(text), who, None, bare=True)
    return None


def _address_beside(item: Item, row: list[Item], page: Page) -> list[Item]:
    """The address that follows a name at once on its row and is nothing else."""
    following = [other for other in row if 0 <= other.x0 - item.x1 < 3 * page.tall]
    return [other for other in following if addresses(other.text) and len(other.words) == 1][:1]


def _is_reply(item: Item, page: Page) -> bool:
    """A line "To: somebody else <address>" that stands alone: an answer is being written under it."""
    found = addresses(item.text)
    to_other = field_of(item.text) == "to" and found and not is_user(found[0], page.user)
    return bool(to_other) and not any(
        0 < item.middle - other.middle < 3.5 * page.tall
        and abs(other.x0 - item.x0) < 3 * page.tall
        and (looks_like_name(other.text) or field_of(other.text) is not None or addresses(other.text))
        for other in page.items
    )


def _to_line(page: Page, item: Item, reach: float) -> list[Item]:
    """The line "to me" or "To: Maria Keller" within ``reach`` heights under ``item``, what is between, and a date."""
    under = [
        other
        for other in page.items
        if 0 < other.middle - item.middle < reach * page.tall and abs(other.x0 - item.x0) < 2 * page.tall
    ]
    recipients = [other for other in under if field_of(other.text) == "to" and 2 <= len(other.text.split()) <= 12]
    if not recipients:
        return []
    last = recipients[0]
    dates = [
        other
        for other in page.items
        if 0 < other.middle - last.middle < 1.6 * page.tall
        and abs(other.x0 - last.x0) < 2 * page.tall
        and is_moment(other.text)
    ]
    between = [other for other in under if other.middle < last.middle and len(other.text) > 2]
    return [*between, last, *dates]


def _name_above(page: Page, box: Box) -> Item | None:
    """A name that stands alone over the header's first row."""
    near = [
        item
        for item in page.items
        if 0 < box[1] - item.y0 < 2.6 * page.tall
        and abs(item.x0 - box[0]) < 3 * page.tall
        and (looks_like_name(item.text) or addresses(item.text))
        and field_of(item.text) is None
    ]
    return near[-1] if near else None


def _who(value: str, page: Page) -> Who:
    """The user when the value names the user, else another; anybody may write under the user's name."""
    by_address = addresses(value) and page.user.addresses
    return Who.USER if is_user(value if by_address else sender(value), page.user) else Who.OTHER


def _own_name(page: Page) -> str:
    return page.user.names[0] if page.user.names else ""
