"""Forgetting: rows, indexes, vectors, jobs and kept screens lose it; keyed hashes alone remember that it was."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from assistant.store.folding import fold
from assistant.store.frames import Frames
from assistant.store.indexes import INDEXED, wiping
from assistant.store.planning import plan
from assistant.store.propositions import Propositions
from assistant.store.query import chunks, marks
from assistant.store.screens import Gone, prune, texts_in
from assistant.store.selection import Plan, Receipt, Selector
from assistant.types import Proposition, Status, Wording

_CONTENT = (
    "suggestions", "feedback", "questions", "preferences", "rejections", "journal", "evidence", "propositions",
    "observations", "entities", "frames", "jobs", "screens", "counters", "rules",
)  # fmt: skip
CleanScreen = Callable[[Any, Callable[[str], bool]], Any]
"""From a kept screen and a test for forgotten text to the screen without it; both are JSON values."""


class Forgetting(Frames, Propositions):
    """Plans what goes, takes it away, and looks afterwards whether anything was left."""

    def plan_forget(self, selector: Selector, now: datetime) -> Plan:
        """What would go. Nothing changes; ``now`` is where ``last`` counts from."""
        with self._db.transaction():
            return plan(self._db, selector.resolved(now))

    def apply_forget(self, wanted: Plan, clean_screen: CleanScreen | None = None) -> Receipt:
        """Take away what ``wanted.selector`` selects at this moment, in one transaction, and clear the log.

        What came in between the plan and now goes too. ``clean_screen`` takes forgotten lines out of a kept screen
        in a way that knows its form; what it leaves is looked through all the same. Must not be called inside a
        transaction.
        """
        with self._db.transaction():
            current = plan(self._db, wanted.selector)
            receipt = self._apply_all(current) if wanted.selector.all else self._apply(current, clean_screen)
        cleared = self._db.checkpoint()
        return replace(receipt, log_cleared=cleared, residue=self._residue(current))

    def _apply_all(self, current: Plan) -> Receipt:
        self._bury({self._marks.text(text) for text in self._texts(current)} | self._slots(current))
        monitors = tuple(self.screen_states())
        self._db.run("INSERT OR IGNORE INTO tombstones SELECT mark FROM frames")
        with wiping(self._db, {table: current.counts[table] for table in INDEXED}):
            for table in _CONTENT:
                self._db.run(f"DELETE FROM {table}")
        return Receipt(current.counts, monitors=monitors)

    def _apply(self, current: Plan, clean_screen: CleanScreen | None) -> Receipt:
        lines = self._line_ids(current)
        texts = self._texts(current)
        gone = Gone(texts | self._titles(current), current.selector.text)
        self._bury({self._marks.text(text) for text in texts} | self._slots(current))
        monitors = self._clean_screens(gone, clean_screen)
        jobs = self._clean_jobs(gone)
        reworded = self._reword(current)
        restored = self._relink(current)
        with wiping(self._db, {table: current.counts[table] for table in INDEXED}):
            self._delete(current)
        return Receipt(
            {**current.counts, "jobs": current.counts["jobs"] + jobs},
            propositions=tuple(sorted(current.propositions)),
            lines=tuple(sorted(lines)),
            rescore=tuple(sorted(current.rescore | restored | reworded)),
            reworded=tuple(sorted(reworded)),
            monitors=monitors,
        )

    def _line_ids(self, current: Plan) -> set[int]:
        ids = set(current.lines)
        for some in chunks(current.observations):
            sql = f"SELECT id FROM lines WHERE observation_id IN ({marks(some)})"
            ids |= {id for (id,) in self._db.rows(sql, some)}
        return ids

    def _texts(self, current: Plan) -> set[str]:
        """Every line, quote and statement that goes."""
        if current.selector.all:
            parts = ("SELECT text FROM lines", "SELECT quote FROM evidence", "SELECT text FROM propositions")
            return {text for sql in parts for (text,) in self._db.rows(sql)}
        return (
            self._column("SELECT text FROM lines WHERE observation_id IN", current.observations)
            | self._column("SELECT text FROM lines WHERE id IN", current.lines)
            | self._column("SELECT quote FROM evidence WHERE id IN", current.evidence)
            | self._column("SELECT text FROM propositions WHERE id IN", current.propositions)
        )

    def _titles(self, current: Plan) -> set[str]:
        """Window titles that no remaining observation has."""
        gone = self._column("SELECT title FROM observations WHERE id IN", current.observations)
        rows = self._db.rows("SELECT id, title FROM observations") if gone else []
        return gone - {title for id, title in rows if id not in current.observations}

    def _column(self, sql: str, ids: Iterable[int]) -> set[str]:
        return {text for some in chunks(ids) for (text,) in self._db.rows(f"{sql} ({marks(some)})", some)}

    def _slots(self, current: Plan) -> set[bytes | None]:
        """What the beliefs that go were about; a routine is counted anew each day, so its deed is remembered too."""
        gone = self.propositions() if current.selector.all else self._loaded(current.propositions)
        ids = {proposition.id for proposition in gone}
        deeds = {deed for id, deed in self._db.rows("SELECT proposition_id, deed FROM routines") if id in ids}
        return {self._marks.slot(proposition) for proposition in gone} | deeds

    def _loaded(self, ids: Iterable[int]) -> list[Proposition]:
        return [proposition for some in chunks(ids) for proposition in self.propositions(ids=some)]

    def _clean_screens(self, gone: Gone, clean_screen: CleanScreen | None) -> tuple[int, ...]:
        """Take forgotten lines out of the kept screens; a screen that still holds one inside a longer text goes."""
        changed = []
        for monitor, state in self.screen_states().items():
            left, _ = prune(clean_screen(state, gone.is_one) if clean_screen else state, gone.is_one)
            if any(map(gone.is_within, texts_in(left))):
                left = None
            if left != state:
                self.set_screen_state(monitor, left)
                changed.append(monitor)
        return tuple(changed)

    def _clean_jobs(self, gone: Gone) -> int:
        """Payloads hold no text by contract; a job that breaks it goes with the text."""
        ids = [
            id
            for id, payload in self._db.rows("SELECT id, payload FROM jobs WHERE payload <> '{}'")
            if prune(json.loads(payload), gone.is_one)[1]
        ]
        return sum(self._db.run("DELETE FROM jobs WHERE id = ?", (id,)) for id in ids)

    def _reword(self, current: Plan) -> set[int]:
        """A belief that stays must not say in its own words what was forgotten: it says a remaining quote instead."""
        reworded = set()
        for belief in self._loaded(current.rescore):
            assert belief.id is not None
            sql = "SELECT id, quote, header, title FROM evidence WHERE supports AND proposition_id = ? ORDER BY id"
            rows = self._db.rows(sql, (belief.id,))
            gone = [row[1] for row in rows if row[0] in current.evidence]
            kept = [row[1:] for row in rows if row[0] not in current.evidence]
            if belief.wording is Wording.USER or not _words_came_from(belief, gone, [quote for quote, _, _ in kept]):
                continue
            around = fold(" ".join(text for row in kept for text in row))
            self.update_proposition(
                belief.id,
                belief.updated,
                text=kept[0][0],
                wording=Wording.EXTRACTIVE,
                entities=tuple(name for name in belief.entities if fold(name) in around),
            )
            self._db.run("DELETE FROM proposition_vectors WHERE id = ?", (belief.id,))
            self._db.run("DELETE FROM questions WHERE proposition_id = ?", (belief.id,))
            for suggestion in self._db.rows(
                "SELECT suggestion_id FROM suggestion_because WHERE proposition_id = ?", (belief.id,)
            ):
                self._delete_feedback("suggestion", suggestion)
                self._db.run("DELETE FROM suggestions WHERE id = ?", suggestion)
            reworded.add(belief.id)
        return reworded

    def _relink(self, current: Plan) -> set[int]:
        """Close the gaps in histories. A belief whose successors are all gone is in force again: their ids."""
        retired = self._retired_by(current.propositions)
        for belief in self._loaded(current.propositions):
            self._db.run("UPDATE propositions SET supersedes = ? WHERE supersedes = ?", (belief.supersedes, belief.id))
        replaced = {belief.supersedes for belief in self._loaded(current.propositions) if belief.supersedes is not None}
        restored = set()
        for id in (replaced | retired) - current.propositions:
            rows = self._db.rows("SELECT id FROM propositions WHERE supersedes = ?", (id,))
            followed = any(successor not in current.propositions for (successor,) in rows)
            if not followed:
                restored.add(id)
                self._db.run("UPDATE propositions SET status = ? WHERE id = ? AND status = ?",
                             (Status.ACTIVE, id, Status.SUPERSEDED))  # fmt: skip
        self._unwrite(restored, current)
        return restored

    def _retired_by(self, gone: Iterable[int]) -> set[int]:
        """The beliefs that the news of ``gone`` ended beside those it replaced."""
        sql = "SELECT proposition_id FROM journal WHERE what = 'retired' AND other_id IN"
        return {id for some in chunks(gone) for (id,) in self._db.rows(f"{sql} ({marks(some)})", some)}

    def _unwrite(self, restored: set[int], current: Plan) -> None:
        """Take out of the histories that stay what rested on the forgotten alone."""
        for id in restored:
            for some in chunks(current.propositions):
                sql = f"DELETE FROM journal WHERE proposition_id = ? AND other_id IN ({marks(some)})"
                self._db.run(sql, (id, *some))
        for some in chunks(current.evidence):
            sql = f"DELETE FROM journal WHERE what IN ('supported', 'opposed') AND evidence_id IN ({marks(some)})"
            self._db.run(sql, some)

    def _delete(self, current: Plan) -> None:
        marks_of_frames: set[bytes | None] = set()
        for some in chunks(current.frames):
            sql = f"SELECT mark FROM frames WHERE id IN ({marks(some)})"
            marks_of_frames |= {mark for (mark,) in self._db.rows(sql, some)}
        self._bury(marks_of_frames)
        self._delete_feedback("suggestion", current.suggestions)
        self._delete_feedback("proposition", current.propositions)
        self._delete_learned(current)
        if current.selector.text is not None:
            self._db.run("DELETE FROM aliases WHERE has(text, ?)", (fold(current.selector.text),))
        for table in ("suggestions", "evidence", "propositions", "jobs", "lines", "observations", "frames"):
            for some in chunks(getattr(current, table)):
                self._db.run(f"DELETE FROM {table} WHERE id IN ({marks(some)})", some)

    def _delete_learned(self, current: Plan) -> None:
        """What the user taught goes where it names what goes; the rest of it goes with its beliefs."""
        for named in (current.selector.app, current.selector.title, current.selector.text):
            if named is not None:
                needle = fold(named)
                self._db.run("DELETE FROM preferences WHERE has(subject, ?1) OR has(value, ?1)", (needle,))
        for some in chunks(current.rescore):  # Their source may be one of the windows that go.
            sql = "SELECT id FROM preferences WHERE sort IN ('source', 'useless', 'kind')"
            where = f"WHERE proposition_id IN ({marks(some)}) AND preference_id IN ({sql})"
            self._db.run(f"DELETE FROM preference_because {where}", some)
        if current.selector.text is not None:
            needle = fold(current.selector.text)
            for table, column in (("feedback", "note"), ("rejections", "note"), ("journal", "reason")):
                self._db.run(f"UPDATE {table} SET {column} = '' WHERE has({column}, ?)", (needle,))
            self._db.run("DELETE FROM questions WHERE has(text, ?)", (needle,))

    def _delete_feedback(self, what: str, ids: Iterable[int]) -> None:
        """What the user said about it goes; "never like this" stays as a keyed hash, without its note."""
        for some in chunks(ids):
            targets = [f"{what}:{id}" for id in some]
            where = f"WHERE target IN ({marks(targets)})"
            self._db.run(f"DELETE FROM feedback {where} AND NOT (verdict = 'never' AND key_mark IS NOT NULL)", targets)
            self._db.run(f"UPDATE feedback SET note = '' {where}", targets)

    def _residue(self, current: Plan) -> int:
        """Traces still there: rows that the same selector finds again or that should be gone, and its text anywhere."""
        again = plan(self._db, current.selector)
        left = sum(again.counts.values())
        for table in ("suggestions", "evidence", "propositions", "lines", "observations", "frames"):
            for some in chunks(getattr(current, table)):
                left += self._db.value(f"SELECT count(*) FROM {table} WHERE id IN ({marks(some)})", some)
        return left


def _words_came_from(belief: Proposition, gone: list[str], kept: list[str]) -> bool:
    """Whether the belief says something that stood in a forgotten quote and stands in none of the kept ones."""
    lost = [fold(quote) for quote in gone if not any(fold(quote) in fold(other) for other in kept)]
    if not lost or not kept:
        return False
    return belief.wording is Wording.PARAPHRASE or any(quote in fold(belief.text) for quote in lost)
