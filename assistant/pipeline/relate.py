"""How a new belief stands to an old one: same, refines, contradicts or unrelated.

Cheap evidence decides first: the words, who speaks, names, numbers, dates, denials, words of change, similarity.
The mind is asked only in the doubtful middle, and never alone makes a contradiction.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from difflib import SequenceMatcher

from assistant.pipeline import dates, lexicon
from assistant.pipeline.lexicon import Cue
from assistant.pipeline.news import changed, moved_before
from assistant.pipeline.pair import ALIKE, FAR, NEAR, UNRELATED, Pair, Relation, Verdict
from assistant.pipeline.ports import Mind
from assistant.pipeline.scene import Surface
from assistant.pipeline.slots import newest, one_class, share, slots
from assistant.pipeline.text import cjk, content, fold, sentences, squeeze, ticked, words
from assistant.pipeline.turns import given_up, settled, taken_back
from assistant.types import Proposition, Status, Wording

_OCR_TWINS = 0.93
_LEAST_ITEM = 8
_SAME_CELLS = 0.75
_MISREAD = 0.8
"""Likeness of the words in which two readings differ, from which one of them was misread."""
_MARKED = re.compile(r"^(?=.*\d)(?=.*[^\W\d_]).{2,}$")
"""What has letters and digits, as doors, rooms and invoices have: there is only one of it."""
_CUT = re.compile(r"(?:\.\.|…)(?:\s[^.!?…]{1,40})?\s*$")
_EMPTY_BOX = re.compile(r"^\s*(?:[-*•]\s*)?(?:\[ ?\]|☐|○)")
_SAME_DAY = timedelta(hours=24)
_SURE = 0.6
_FIRST_WORDS = 3
_OPTIONS = ("the same fact", "the same fact with more detail", "different facts")
_MANY_OF_A_KIND = frozenset((Surface.CALENDAR, Surface.SHEET, Surface.TERMINAL))


def relate(
    new: Proposition, old: Proposition, similarity: float, mind: Mind | None = None, *, latest: bool = False
) -> Verdict:
    """What ``new`` does to ``old``; ``similarity`` is the cosine of their texts.

    The mind, if given, is asked only where words and similarity leave a doubt. ``latest``: see :class:`Pair`.
    """
    pair = Pair(new, old, slots(new), slots(old), similarity, latest)
    judges = (
        _ticked, _moved_entry, _other_state, _opened, _sent, _another_day, _same_words, _grown, _same_entry, _done,
        _delivered, settled, moved_before, _other_asker, _side_by_side, _edited, changed, taken_back, given_up,
        _other_card, _other_value, _denial, _overlap,
    )  # fmt: skip
    for judge in judges:
        verdict = judge(pair)
        if verdict is not None:
            return verdict
    return _doubt(pair, mind)


def _ticked(pair: Pair) -> Verdict | None:
    """The same item of a list with its box ticked, or opened again."""
    fresh, known = pair.fresh, pair.known
    if fresh.ticked is known.ticked or not fresh.plain or not known.plain:
        return None
    alike = SequenceMatcher(None, fresh.plain, known.plain).ratio() >= _OCR_TWINS
    begun = fresh.ticked and fresh.plain.startswith(known.plain) and len(known.plain) >= _LEAST_ITEM
    dated = fresh.ticked and fresh.on_board and known.on_board and known.plain.endswith(fresh.plain)
    whole = dated and len(fresh.plain) >= _LEAST_ITEM  # Before its words, an open task may say when it is due.
    if not alike and not begun and not whole and not _same_card(pair):
        return None
    if _mark_lost(pair):
        return Verdict(Relation.CONTRADICTS, "its tick was not seen", stale=True)
    reason = "it was ticked off" if fresh.ticked else "it was opened again"
    return Verdict(Relation.CONTRADICTS, reason, explicit=True)


def _mark_lost(pair: Pair) -> bool:
    """Whether an item that was ticked is read without any box, in other letters or on the same day: no sign of one.

    Where it is opened again, an empty box stands before it; a card moves to another column.
    """
    fresh, known = newest(pair.new), newest(pair.old)
    if fresh is None or known is None or not ticked(known.quote) or _EMPTY_BOX.match(fresh.quote):
        return False
    return pair.fresh.plain != pair.known.plain or fresh.time - known.time < _SAME_DAY


def _same_card(pair: Pair) -> bool:
    """A card that is done carries another date now, perhaps a label or a name more, and all words of the open one."""
    fresh, known = pair.fresh, pair.known
    on_board = fresh.on_board and fresh.about == known.about != ""
    return on_board and fresh.ticked and len(known.words) >= 2 and known.words <= fresh.words


def _moved_entry(pair: Pair) -> Verdict | None:
    """An entry of the calendar under another day or at another hour, and no longer where it stood.

    What somebody said of it for the day that it left goes with it.
    """
    fresh, known = pair.fresh, pair.known
    if not fresh.left or fresh.place is not Surface.CALENDAR or not fresh.words:
        return None
    entry = known.place is Surface.CALENDAR and known.day == fresh.left and fresh.words == known.words
    left = {when.start.date() for when in dates.find(fresh.left, pair.new.created)}
    told = known.place is not Surface.CALENDAR and left & pair.old_days
    about = pair.new.valid_from is not None and pair.shared & fresh.names
    if not entry and not (told and about):
        return None
    return Verdict(Relation.CONTRADICTS, "it was moved in the calendar", explicit=True)


def _other_state(pair: Pair) -> Verdict | None:
    """A row of a table as before, but for a word: an invoice that was open is paid."""
    fresh, known = pair.fresh, pair.known
    if not (fresh.row and known.row and fresh.place is known.place and fresh.about == known.about != ""):
        return None
    if _key(pair.new) != _key(pair.old) or (fresh.observation is not None and fresh.observation == known.observation):
        return None
    new, old = words(fresh.quote), words(known.quote)
    kept = fresh.dates == known.dates and share(fresh.numbers, known.numbers) >= _SAME_CELLS
    if not kept or not fresh.numbers or new[:1] != old[:1] or not pair.shared:
        return None
    gained, lost = [w for w in new if w not in old], [w for w in old if w not in new]
    if not gained or not lost or (len(gained) == len(lost) and _likeness(gained, lost) >= _MISREAD):
        return None
    return Verdict(Relation.CONTRADICTS, "the row reads otherwise now")


def _key(belief: Proposition) -> str:
    """The row's first cell, as the wording of rows begins with it; empty where its columns have no names."""
    named, _, cells = belief.text.partition(" has ")
    return fold(named) if cells and belief.wording is Wording.EXTRACTIVE else ""


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    return SequenceMatcher(None, " ".join(one), " ".join(other)).ratio()


def _same_words(pair: Pair) -> Verdict | None:
    """The very words, by the same speaker; small differences of reading do not count."""
    fresh, known = pair.fresh, pair.known
    if not fresh.plain or not known.plain or (fresh.speaker and known.speaker and fresh.speaker != known.speaker):
        return None
    if squeeze(pair.new.text) == squeeze(pair.old.text):
        return Verdict(Relation.SAME, "said in the same words")
    if fresh.plain == known.plain:
        # One quote may hold two statements, and two wordings of one statement share most of their words.
        single = len(sentences(fresh.quote)) == 1 or _says_as_much(pair.new, pair.old)
        return Verdict(Relation.SAME, "read from the same words") if single else UNRELATED
    alike = fresh.numbers == known.numbers and fresh.dates == known.dates and fresh.denied is known.denied
    # With and without its salutation, or cut at another line.
    if alike and _holds(fresh.plain, known.plain) and share(fresh.words, known.words) >= 0.75:
        return Verdict(Relation.SAME, "the same sentence, cut elsewhere")
    if alike and read_alike(fresh.plain, known.plain) and not _word_finished(fresh.quote, known.quote):
        return Verdict(Relation.SAME, "read again with a letter of difference")
    return None


def _sent(pair: Pair) -> Verdict | None:
    """A message as it was sent; its draft, in the same words, was broken wherever its line ended."""
    fresh, known = pair.fresh, pair.known
    sent = known.draft and not fresh.draft and fresh.by_user and read_alike(fresh.statement, known.statement)
    return Verdict(Relation.REFINES, "it was sent") if sent else None


def _opened(pair: Pair) -> Verdict | None:
    """A sentence of a mail of which a list has shown the beginning, cut off: the mail itself says it."""
    fresh, known = pair.fresh, pair.known
    if fresh.speaker == "" or fresh.speaker != known.speaker or not _is_cut(known.quote) or _is_cut(fresh.quote):
        return None
    said = squeeze(fresh.statement)
    return Verdict(Relation.REFINES, "the mail was opened") if len(said) >= 24 and said in known.plain else None


def _is_cut(quote: str) -> bool:
    """Whether a text is cut off; in a list of mails its sender may stand behind it."""
    return _CUT.search(quote) is not None


def _word_finished(new: str, old: str) -> bool:
    """Whether the newer reading ends the last word of the older one, which a cursor hid or nobody had typed yet."""
    return new.startswith(old) and old[-1:].isalpha() and new[len(old) : len(old) + 1].isalpha()


def _another_day(pair: Pair) -> Verdict | None:
    """An entry of the calendar for another day than the one that is still to come: it comes twice, or was moved."""
    if not pair.fresh.place is pair.known.place is Surface.CALENDAR:
        return None
    one, other = pair.new.valid_from, pair.old.valid_from
    if one is None or other is None or pair.old.status is not Status.ACTIVE:
        return None
    return UNRELATED if one.date() != other.date() and other >= pair.new.created else None


def read_alike(one: str, other: str) -> bool:
    """Whether two quotes are the same but for what reading a screen twice may change."""
    one, other = squeeze(one), squeeze(other)
    if one == other:
        return True
    return min(len(one), len(other)) >= 12 and SequenceMatcher(None, one, other).ratio() >= _OCR_TWINS


def _holds(one: str, other: str) -> bool:
    """Whether the shorter text, if it is no mere phrase, ends the longer one."""
    short, long = sorted((one, other), key=len)
    return len(short) >= 24 and long.endswith(short)


def _grown(pair: Pair) -> Verdict | None:
    """A text that was still being written, or cut off in a list of mails: one is the beginning of the other."""
    fresh, known = pair.fresh, pair.known
    voices_differ = fresh.speaker and known.speaker and fresh.speaker != known.speaker
    if fresh.by_user is not known.by_user or voices_differ:
        return None
    least = 8 if fresh.speaker == known.speaker else 24
    if min(len(fresh.plain), len(known.plain)) < least:
        return None
    if fresh.plain.startswith(known.plain):
        grown = _says_as_much(pair.new, pair.old)
        # What the user writes on is one text, whichever part of it was seen under the caret.
        return Verdict(Relation.REFINES, "the sentence was written on", explicit=fresh.by_user) if grown else UNRELATED
    if known.plain.startswith(fresh.plain):
        return Verdict(Relation.SAME, "an earlier state of the same sentence")
    return None


def _same_entry(pair: Pair) -> Verdict | None:
    """An entry under the same day of a calendar of which one look saw a part, as where a window lay above it."""
    both = pair.fresh.place is pair.known.place is Surface.CALENDAR and pair.fresh.observation != pair.known.observation
    if not both or not pair.fresh.day or pair.fresh.day != pair.known.day:
        return None
    fresh, known = pair.fresh.plain, pair.known.plain
    if min(len(fresh), len(known)) < _LEAST_ITEM:
        return None
    if fresh in known:
        return Verdict(Relation.SAME, "a part of the same entry")
    return Verdict(Relation.REFINES, "the whole entry was seen") if known in fresh else None


def _says_as_much(one: Proposition, other: Proposition) -> bool:
    """Whether most of the words of ``other`` stand in ``one``: its statement, not the one beside it."""
    said = content(other.text)
    return len(said & content(one.text)) >= 0.65 * len(said)


def _done(pair: Pair) -> Verdict | None:
    """The user reports that what was owed is done."""
    fresh, known = pair.fresh, pair.known
    if not fresh.by_user or not known.owed or not lexicon.has(Cue.DONE, fresh.statement) or fresh.denied:
        return None
    # A ticked item is one task of a list, its words are not put in other words.
    least = 0.9 if fresh.ticked else 0.6
    met = len(pair.shared) >= least * len(known.words) if known.words else False
    return Verdict(Relation.CONTRADICTS, "it was done", explicit=True) if met and pair.shared else None


def _delivered(pair: Pair) -> Verdict | None:
    """What one side asked for, the other side hands over: "I still need the list" - "Attached is the list"."""
    fresh, known = pair.fresh, pair.known
    between = fresh.by_user is not known.by_user and bool(fresh.by_user or fresh.speaker)
    if not between or not known.owed or fresh.denied or not lexicon.has(Cue.HANDED, fresh.statement):
        return None
    most = len(pair.shared) >= 0.5 * len(known.words)
    met = len(pair.shared) >= 2 and most and not lexicon.has(Cue.REQUEST, fresh.statement)
    return Verdict(Relation.CONTRADICTS, "it was handed over", explicit=True) if met else None


def _other_asker(pair: Pair) -> Verdict | None:
    """Two people who ask for the same thing are two tasks, unless one reports a change."""
    fresh, known = pair.fresh, pair.known
    if fresh.speaker and known.speaker and fresh.speaker != known.speaker and not fresh.altered:
        return UNRELATED
    return None


def _side_by_side(pair: Pair) -> Verdict | None:
    """Lines that stand on the screen together hold together, unless one says that it changes the other."""
    together = pair.fresh.observation is not None and pair.fresh.observation == pair.known.observation
    return UNRELATED if together and not pair.fresh.altered else None


def _edited(pair: Pair) -> Verdict | None:
    """A line of the user's own text or list that begins as before and ends otherwise, with another time or without."""
    fresh, known = pair.fresh, pair.known
    own = fresh.by_user and known.by_user and fresh.about != "" and fresh.about == known.about
    if not own or fresh.ticked or known.ticked or fresh.dates == known.dates or fresh.place in _MANY_OF_A_KIND:
        return None
    begun = _common_beginning(fresh.statement, known.statement)
    if len(begun) < 3 or len(begun) < 0.6 * min(len(fresh.words), len(known.words)):
        return None
    return Verdict(Relation.CONTRADICTS, "the user wrote it otherwise", explicit=True)


def _common_beginning(one: str, other: str) -> frozenset[str]:
    """The content words of the words with which both texts begin."""
    same = []
    for mine, theirs in zip(fold(one).split(), fold(other).split(), strict=False):
        if mine != theirs:
            break
        same.append(mine)
    return content(" ".join(same))


def _other_card(pair: Pair) -> Verdict | None:
    """Two cards, or rows of a list, with words of their own are two tasks, though label and name may be the same."""
    fresh, known = pair.fresh, pair.known
    if fresh.row and known.row and _key(pair.new) != _key(pair.old):
        return UNRELATED
    both = fresh.on_board and known.on_board and fresh.about == known.about
    same = fresh.words <= known.words or known.words <= fresh.words
    return UNRELATED if both and not same else None


def _said_anew(pair: Pair) -> bool:
    """The user writes of the same things, with another day: in the same place, or of something with its own mark."""
    fresh, known = pair.fresh, pair.known
    dated = bool(fresh.days) and bool(known.days) and fresh.days != known.days
    if not (fresh.by_user and known.by_user and dated and pair.similarity >= FAR):
        return False
    same_place = fresh.about != "" and fresh.about == known.about
    marked = fresh.owed and known.owed and any(_MARKED.search(word) for word in pair.shared)
    return marked or (same_place and len(pair.shared) >= 2 and pair.overlap >= 0.4)


def _agreed_anew(pair: Pair) -> bool:
    """The user says yes to another day of what somebody asked for in the same talk, and no limit for it was named."""
    fresh, known = pair.fresh, pair.known
    limited = lexicon.has(Cue.LIMIT, known.statement) or lexicon.has(Cue.DUE, known.statement)
    if limited or not known.speaker or fresh.about != known.about or fresh.days & known.days or not fresh.days:
        return False
    said_yes = lexicon.has(Cue.AGREED, " ".join(fresh.statement.split()[:_FIRST_WORDS]))
    return said_yes and len(pair.shared) >= 2 and pair.overlap >= 0.5


def _other_value(pair: Pair) -> Verdict | None:
    """The same words with another date or number: the newer value holds."""
    fresh, known = pair.fresh, pair.known
    differs = (fresh.dates and known.dates and fresh.dates != known.dates) or (
        fresh.numbers and known.numbers and fresh.numbers != known.numbers
    )
    if not differs or fresh.routine or known.routine:
        return None
    if _said_anew(pair) and fresh.place not in _MANY_OF_A_KIND:
        return Verdict(Relation.CONTRADICTS, "the user said it anew with another date", explicit=True)
    if fresh.by_user and not known.by_user:
        # What was asked for by one day and what the user promised for another are both true.
        return (
            Verdict(Relation.CONTRADICTS, "the user agreed to another day", True) if _agreed_anew(pair) else UNRELATED
        )
    return _said_again(pair)


def _said_again(pair: Pair) -> Verdict:
    """Nearly the same words for another day or with another number, in the same place."""
    fresh, known = pair.fresh, pair.known
    # Whoever says nearly the same again for another day means the same thing, though not every word stayed.
    again = fresh.speaker != "" and fresh.speaker == known.speaker and len(pair.shared) >= 3
    least = 0.55 if again and pair.similarity >= ALIKE - 0.1 else 0.75
    if pair.overlap < least or len(pair.shared) < 2 or not one_class(pair.fresh, pair.known):
        return UNRELATED
    # Calendars and tables list many of a kind; another date there is another row.
    if fresh.place in _MANY_OF_A_KIND or not (pair.same_place or fresh.by_user):
        return UNRELATED
    stale = known.altered and not fresh.altered and fresh.place is Surface.MAIL and not fresh.by_user
    return Verdict(Relation.CONTRADICTS, "the same with another date or number", stale=stale)


def _denial(pair: Pair) -> Verdict | None:
    """The same thing affirmed by one and denied by the other."""
    if pair.fresh.denied is pair.known.denied:
        return None
    if pair.overlap >= 0.66 and pair.similarity >= NEAR and len(pair.shared) >= 2:
        return Verdict(Relation.CONTRADICTS, "one denies what the other says")
    return UNRELATED


def _overlap(pair: Pair) -> Verdict | None:
    """Nearly the same words: more of them refine, fewer of them confirm."""
    if pair.similarity < ALIKE or pair.overlap < 0.8:
        return None if pair.similarity >= NEAR else UNRELATED
    new, old = pair.fresh.numbers | pair.fresh.dates, pair.known.numbers | pair.known.dates
    if new > old:
        return Verdict(Relation.REFINES, "it names more")
    return Verdict(Relation.SAME, "said in other words") if old >= new else None


def _doubt(pair: Pair, mind: Mind | None) -> Verdict:
    fresh, known = pair.fresh, pair.known
    same_slots = fresh.numbers == known.numbers and fresh.dates == known.dates
    close = pair.similarity >= 0.75 and pair.overlap >= 0.5 and cjk(fresh.quote) == cjk(known.quote)
    if mind is None or not close or not same_slots:
        return UNRELATED
    chances = mind.choose(f"1. {pair.old.text}\n2. {pair.new.text}\nDo these two say", _OPTIONS)
    if len(chances) == len(_OPTIONS) and chances[0] >= _SURE:
        return Verdict(Relation.SAME, "the mind takes them for the same")
    return UNRELATED
