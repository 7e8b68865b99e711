"""Finds what a selector takes along: everything that rested only on what is forgotten, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from assistant.store.database import Database
from assistant.store.folding import contains, fold
from assistant.store.query import Where, chunks, marks
from assistant.store.selection import Plan, Selector
from assistant.store.times import micros

_EVERYTHING = ("observations", "lines", "evidence", "propositions", "suggestions", "frames", "jobs", "feedback")


@dataclass(slots=True)
class _Found:
    """The sets while they grow."""

    observations: set[int] = field(default_factory=set)
    lines: set[int] = field(default_factory=set)
    evidence: set[int] = field(default_factory=set)
    propositions: set[int] = field(default_factory=set)


def plan(database: Database, selector: Selector) -> Plan:
    """What goes for a resolved ``selector``. Changes nothing."""
    if selector.all:
        return Plan(selector, counts={table: _count(database, table) for table in _EVERYTHING})
    found = _Found()
    if selector.proposition is not None:
        _select_belief(database, selector.proposition, found)
        _add_lines_of_its_own(database, found)
    else:
        _select_seen(database, selector, found)
        _select_kept_quotes(database, selector, found)
        _select_statements(database, selector, found)
        found.lines |= _quoted_lines(database, found.evidence)
    _close(database, found)
    touched = _column(database, "SELECT DISTINCT proposition_id FROM evidence WHERE id IN ({})", found.evidence)
    unsupported = touched - _supported(database, touched, found.evidence)
    found.propositions |= unsupported
    return _finish(database, selector, found, touched)


def _select_belief(database: Database, id: int, found: _Found) -> None:
    """The belief with its whole history: an older wording of it tells the same."""
    chain = {id} if database.row("SELECT 1 FROM propositions WHERE id = ?", (id,)) else set()
    before: set[int] = set()
    while chain != before:
        before = set(chain)
        chain |= _column(
            database, "SELECT supersedes FROM propositions WHERE supersedes IS NOT NULL AND id IN ({})", before
        )
        chain |= _column(database, "SELECT id FROM propositions WHERE supersedes IN ({})", before)
    found.propositions |= chain
    found.evidence |= _column(database, "SELECT id FROM evidence WHERE proposition_id IN ({})", chain)


def _select_seen(database: Database, selector: Selector, found: _Found) -> None:
    """Observations of the range and names; with ``text`` only the lines that hold it, unless the title does too."""
    where = _window(selector, "o.start_us", "o.end_us", "o.")
    if selector.text is None:
        found.observations |= _ids(database, f"SELECT o.id FROM observations o {where}", where)
        return
    needle = fold(selector.text)
    where.add("(has(o.title, ?) OR has(o.app, ?))", needle, needle)
    found.observations |= _ids(database, f"SELECT o.id FROM observations o {where}", where)
    where = _window(selector, "o.start_us", "o.end_us", "o.")
    where.add("(has(l.text, ?) OR has(l.header, ?))", needle, needle)
    sql = f"SELECT l.id FROM lines l JOIN observations o ON o.id = l.observation_id {where}"
    found.lines |= _ids(database, sql, where)
    found.lines |= _lines_together(database, selector, needle)


def _lines_together(database: Database, selector: Selector, needle: str) -> set[int]:
    """Lines that hold the text only when they are read on, one after the other, within a block."""
    where = _window(selector, "o.start_us", "o.end_us", "o.")
    rows = database.rows(
        "SELECT json_group_array(l.id ORDER BY l.id), json_group_array(l.text ORDER BY l.id)"
        f" FROM lines l JOIN observations o ON o.id = l.observation_id {where}"
        " GROUP BY o.id, l.block HAVING count(*) > 1 AND has(group_concat(l.text, ' ' ORDER BY l.id), ?)",
        (*where.parameters, needle),
    )
    found: set[int] = set()
    for ids, texts in ((json.loads(ids), json.loads(texts)) for ids, texts in rows):
        for first, last in shortest_runs(texts, needle):
            found.update(ids[first : last + 1])
    return found


def shortest_runs(texts: Sequence[str], needle: str) -> Iterator[tuple[int, int]]:
    """First and last index of every run of ``texts`` that holds the folded ``needle`` and is needed whole for it."""
    for last in range(len(texts)):
        for first in range(last, -1, -1):
            if contains(" ".join(texts[first : last + 1]), needle):
                if first == last or not contains(" ".join(texts[first:last]), needle):
                    yield first, last
                break


def _select_kept_quotes(database: Database, selector: Selector, found: _Found) -> None:
    """Evidence that matches by itself: the user's statements, and quotes whose observation retention took."""
    where = _window(selector, "time_us", "time_us", "")
    if selector.text is None:
        where.add("observation_id IS NULL")
    else:
        needle = fold(selector.text)
        where.add("(has(quote, ?) OR has(header, ?) OR has(title, ?) OR has(app, ?))", *[needle] * 4)
    found.evidence |= _ids(database, f"SELECT id FROM evidence {where}", where)


def _select_statements(database: Database, selector: Selector, found: _Found) -> None:
    """Beliefs whose own words hold the text, and beliefs of the range that have no evidence at all."""
    if selector.app is not None or selector.title is not None:
        return
    where = _window(selector, "created_us", "created_us")
    if selector.text is None:
        where.add("NOT EXISTS (SELECT 1 FROM evidence WHERE proposition_id = propositions.id)")
    else:
        where.add("(has(text, ?) OR has(entities, ?))", *[fold(selector.text)] * 2)
    found.propositions |= _ids(database, f"SELECT id FROM propositions {where}", where)


def _add_lines_of_its_own(database: Database, found: _Found) -> None:
    """Of a forgotten belief, the lines it quotes go too, except those that another belief rests on."""
    quoted = _quoted_lines(database, found.evidence)
    others = "SELECT l.id, e.proposition_id FROM lines l JOIN evidence e USING (observation_id) WHERE l.id IN ({}) AND"
    shared = {
        line
        for some in chunks(quoted)
        for line, belief in database.rows(f"{others.format(marks(some))} quotes(e.quote, l.text)", some)
        if belief not in found.propositions
    }
    found.lines |= quoted - shared


def _quoted_lines(database: Database, evidence: Iterable[int]) -> set[int]:
    return _column(
        database,
        "SELECT l.id FROM lines l JOIN evidence e ON e.observation_id = l.observation_id"
        " WHERE quotes(e.quote, l.text) AND e.id IN ({})",
        evidence,
    )


def _close(database: Database, found: _Found) -> None:
    """Quotes go with the lines they were taken from, and an observation goes when no line of it would be left."""
    touched = _column(database, "SELECT DISTINCT observation_id FROM lines WHERE id IN ({})", found.lines)
    for id in touched - found.observations:
        lines = {line for (line,) in database.rows("SELECT id FROM lines WHERE observation_id = ?", (id,))}
        if lines <= found.lines:
            found.observations.add(id)
    found.lines -= _column(database, "SELECT id FROM lines WHERE observation_id IN ({})", found.observations)
    found.evidence |= _column(database, "SELECT id FROM evidence WHERE observation_id IN ({})", found.observations)
    found.evidence |= _column(
        database,
        "SELECT e.id FROM evidence e JOIN lines l ON l.observation_id = e.observation_id"
        " WHERE quotes(e.quote, l.text) AND l.id IN ({})",
        found.lines,
    )


def _supported(database: Database, propositions: set[int], without: set[int]) -> set[int]:
    """Those of ``propositions`` that something still supports when the evidence ``without`` is gone."""
    supported = set()
    for some in chunks(propositions):
        sql = f"SELECT proposition_id, id FROM evidence WHERE supports AND proposition_id IN ({marks(some)})"
        supported |= {proposition for proposition, id in database.rows(sql, some) if id not in without}
    return supported


def _finish(database: Database, selector: Selector, found: _Found, touched: set[int]) -> Plan:
    found.evidence |= _column(database, "SELECT id FROM evidence WHERE proposition_id IN ({})", found.propositions)
    suggestions = _column(
        database,
        "SELECT DISTINCT suggestion_id FROM suggestion_because WHERE proposition_id IN ({})",
        found.propositions,
    )
    if selector.text is not None and selector.app is None and selector.title is None:
        where = _window(selector, "created_us", "created_us")
        where.add("(has(title, ?) OR has(body, ?) OR has(key, ?))", *[fold(selector.text)] * 3)
        suggestions |= _ids(database, f"SELECT id FROM suggestions {where}", where)
    frames = _frames(database, selector, found.observations)
    jobs = _column(database, "SELECT id FROM jobs WHERE observation_id IN ({})", found.observations)
    jobs |= _column(database, "SELECT id FROM jobs WHERE proposition_id IN ({})", found.propositions)
    whole = _column(database, "SELECT id FROM lines WHERE observation_id IN ({})", found.observations)
    counts = {
        "observations": len(found.observations),
        "lines": len(found.lines | whole),
        "evidence": len(found.evidence),
        "propositions": len(found.propositions),
        "suggestions": len(suggestions),
        "frames": len(frames),
        "jobs": len(jobs),
    }
    return Plan(
        selector,
        observations=frozenset(found.observations),
        lines=frozenset(found.lines),
        evidence=frozenset(found.evidence),
        propositions=frozenset(found.propositions),
        rescore=frozenset(touched - found.propositions),
        suggestions=frozenset(suggestions),
        frames=frozenset(frames),
        jobs=frozenset(jobs),
        counts=counts,
    )


def _frames(database: Database, selector: Selector, observations: set[int]) -> set[int]:
    """All frames of a plain range, and everywhere those that brought nothing but what is forgotten."""
    linked = _column(database, "SELECT frame_id FROM frame_observations WHERE observation_id IN ({})", observations)
    pairs = []
    for some in chunks(linked):
        sql = f"SELECT frame_id, observation_id FROM frame_observations WHERE frame_id IN ({marks(some)})"
        pairs += database.rows(sql, some)
    frames = linked - {frame for frame, observation in pairs if observation not in observations}
    if (selector.app, selector.title, selector.text, selector.proposition) == (None,) * 4:
        where = _window(selector, "time_us", "time_us")
        frames |= _ids(database, f"SELECT id FROM frames {where}", where)
    return frames


def _window(selector: Selector, start: str, end: str, names: str | None = None) -> Where:
    """Conditions of the range on the columns ``start`` and ``end``; of app and title where ``names`` prefixes them."""
    where = Where()
    if selector.since is not None:
        where.add(f"{end} >= ?", micros(selector.since))
    if selector.until is not None:
        where.add(f"{start} < ?", micros(selector.until))
    if names is not None:
        for column, part in (("app", selector.app), ("title", selector.title)):
            if part is not None:
                where.add(f"has({names}{column}, ?)", fold(part))
    return where


def _ids(database: Database, sql: str, where: Where) -> set[int]:
    return {id for (id,) in database.rows(sql, where.parameters)}


def _column(database: Database, sql: str, ids: Iterable[int]) -> set[int]:
    """The first column of ``sql``, whose ``{}`` becomes the list of ``ids``, over all of them."""
    found: set[int] = set()
    for some in chunks(ids):
        found |= {value for (value,) in database.rows(sql.format(marks(some)), some)}
    return found


def _count(database: Database, table: str) -> int:
    return int(database.value(f"SELECT count(*) FROM {table}"))
