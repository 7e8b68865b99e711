"""Finding text by its words, in every script, whatever is typed as the query.

The word index answers for languages that put spaces between words; runs of three characters answer for Chinese,
Japanese and for parts of words; what is shorter than three characters is looked for in the newest rows alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from typing import Literal

from assistant.privacy.clean import untrusted
from assistant.store.database import Row
from assistant.store.folding import fold
from assistant.store.passages import Passages
from assistant.store.times import moment

MATCHED = 4_000
"""Rows that are ranked by their words at most: where the rarer words match so many, the commoner ones are left out."""
RECENT = 20_000
"""Rows that are looked through where every word of a query is common."""
NEWEST = 200_000
"""Rows that are looked through for any of several pieces of words, which can match nearly everything."""
SCANNED = 20_000
"""Rows that are read one by one for a fragment too short for an index."""
_TERMS = 24
_PREFIX_FROM = 4
_GRAM = 3
_SCAN_SCORE = 0.1

_WORD = re.compile(r"[^\W_]+")
_NO_SPACES = "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
_CJK = re.compile(f"[{_NO_SPACES}]+")
_CONTENT_RUN = re.compile(
    "[\u30a0-\u30ff\u31f0-\u31ff]+|[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3005\U00020000-\U0003ffff]+"
)
"""Runs of katakana and of Chinese characters: in Japanese the words that carry meaning."""


@dataclass(frozen=True, slots=True)
class WordHit:
    """One row that was found."""

    kind: Literal["proposition", "observation"]
    id: int
    """The proposition's or the observation's id."""
    score: float
    """Larger is better: BM25 squeezed into 0 to 1, and 1 more for a row that holds all the words."""
    text: str
    time: datetime
    line_id: int | None = None
    """The line that was found; None for a proposition and for a window title."""


@dataclass(frozen=True, slots=True)
class _Source:
    kind: Literal["proposition", "observation"]
    table: str
    select: str
    join: str = ""


_PROPOSITIONS = _Source("proposition", "propositions", "r.id, r.text, r.updated_us, r.updated_zone, NULL")
_LINES = _Source(
    "observation",
    "lines",
    "o.id, r.text, o.start_us, o.start_zone, r.id",
    "JOIN observations o ON o.id = r.observation_id",
)
_TITLES = _Source("observation", "observations", "r.id, r.title, r.start_us, r.start_zone, NULL")
_SPACES = {
    None: (_PROPOSITIONS, _LINES, _TITLES),
    "proposition": (_PROPOSITIONS,),
    "line": (_LINES, _TITLES),
    "title": (_TITLES,),
}


class Words(Passages):
    """Full-text search."""

    def search_words(
        self, query: str, limit: int = 50, space: Literal["proposition", "line", "title"] | None = None
    ) -> list[WordHit]:
        """The rows of ``space`` (None: all) that answer ``query`` best, best first.

        The query is words and nothing else: quotes, operators and wildcards in it have no meaning.
        """
        terms = _terms(query)
        found: dict[tuple[str, int, int | None], WordHit] = {}
        for source in _SPACES[space] if terms and limit > 0 else ():
            for hit in self._search(source, terms, limit):
                place = (hit.kind, hit.id, hit.line_id)
                if place not in found or found[place].score < hit.score:
                    found[place] = hit
        return sorted(found.values(), key=lambda hit: (-hit.score, -hit.id))[:limit]

    def _search(self, source: _Source, terms: list[str], limit: int) -> Iterator[WordHit]:
        words = [f'"{term}"' + ("*" if len(term) >= _PREFIX_FROM else "") for term in terms]
        rare, newest, found = self._rarest(source, words)
        hits = self._match(source, "words", " AND ".join(words), limit, newest, bonus=1.0) if found else []
        yield from hits
        if len(hits) >= limit:
            return
        if rare and len(words) > 1:
            hits += (some := self._match(source, "words", " OR ".join(rare), limit, newest))
            yield from some
        # Inside words is where Chinese and Japanese are found; elsewhere only what is found nowhere else.
        inside = [term for term in terms if not hits or _CJK.search(term)]
        if inside and all(len(term) >= _GRAM for term in terms):
            yield from self._match(source, "grams", _any_or_all(terms, "AND"), limit, bonus=1.0)
        grams, short = _fragments(inside)
        if grams:
            yield from self._match(source, "grams", _any_or_all(grams, "OR"), limit, NEWEST)
        if short:
            yield from self._scan(source, short, limit)

    def _rarest(self, source: _Source, words: list[str]) -> tuple[list[str], int | None, bool]:
        """The words by which rows are found and, where even the rarest is common, among how many of the newest rows.

        Ranking a row by BM25 takes a hundred times as long as counting it, and what a common word matches says little.
        The last value: whether every word stands anywhere.
        """
        table = f"{source.table}_words"
        sql = f"SELECT count(*) FROM {table} WHERE {table} MATCH ?"
        counted = sorted((int(self._db.value(sql, (word,))), at) for at, word in enumerate(words))
        known = [(count, words[at]) for count, at in counted if count]
        totals = accumulate(count for count, _ in known)
        rare = [word for total, (_, word) in zip(totals, known, strict=True) if total <= MATCHED]
        return rare or [word for _, word in known], None if rare else RECENT, len(known) == len(words)

    def _match(
        self, source: _Source, index: str, match: str, limit: int, newest: int | None = None, *, bonus: float = 0.0
    ) -> list[WordHit]:
        table = f"{source.table}_{index}"
        recent = "" if newest is None else f"AND f.rowid > (SELECT max(id) FROM {source.table}) - {newest}"
        sql = (
            f"SELECT {source.select}, f.score FROM (SELECT rowid, bm25({table}) AS score FROM {table} f"
            f" WHERE {table} MATCH ? {recent} ORDER BY score LIMIT ?) f"
            f" JOIN {source.table} r ON r.id = f.rowid {source.join} ORDER BY f.score"
        )
        return [_hit(source, row, bonus + row[5] / (row[5] - 1)) for row in self._db.rows(sql, (match, limit))]

    def _scan(self, source: _Source, short: list[str], limit: int) -> list[WordHit]:
        column = "title" if source is _TITLES else "text"
        either = " OR ".join([f"has(r.{column}, ?)"] * len(short))
        sql = (
            f"SELECT {source.select} FROM {source.table} r {source.join}"
            f" WHERE r.id > (SELECT max(id) FROM {source.table}) - {SCANNED} AND ({either}) ORDER BY r.id DESC LIMIT ?"
        )
        rows = self._db.rows(sql, (*short, limit))
        return [_hit(source, row, _SCAN_SCORE * sum(part in fold(row[1]) for part in short)) for row in rows]


def _hit(source: _Source, row: Row, score: float) -> WordHit:
    id, text, us, minutes, line_id = row[:5]
    return WordHit(source.kind, id, score, text, moment(us, minutes), line_id)


def _any_or_all(pieces: list[str], operator: Literal["AND", "OR"]) -> str:
    return f" {operator} ".join(f'"{piece}"' for piece in pieces)


def _terms(query: str) -> list[str]:
    """The query's words, folded, each once."""
    return list(dict.fromkeys(_WORD.findall(fold(untrusted(query[:2000])))))[:_TERMS]


def _fragments(terms: list[str]) -> tuple[list[str], list[str]]:
    """What to look for inside words: pieces of at least three characters, and shorter ones.

    Of a term without spaces between its words: itself, its runs of meaning, and each three characters of it.
    """
    pieces: list[str] = []
    for term in terms:
        pieces.append(term)
        for run in _CJK.findall(term):
            pieces += [run, *(word for word in _CONTENT_RUN.findall(run) if len(word) > 1)]
            pieces += [run[i : i + _GRAM] for i in range(len(run) - _GRAM + 1)]
    unique = list(dict.fromkeys(pieces))
    long = [piece for piece in unique if len(piece) >= _GRAM]
    # A short fragment of a script with spaces, like "at", stands inside too many words to mean anything.
    short = [piece for piece in unique if len(piece) < _GRAM and _CJK.fullmatch(piece)]
    return long[: 4 * _TERMS], short[:_TERMS]
