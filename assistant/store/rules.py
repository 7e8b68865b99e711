"""The user's standing instructions, and the beliefs that they hold back. Only "forget everything" takes rules away."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from assistant.errors import NotFoundError
from assistant.privacy.clean import untrusted
from assistant.privacy.rules import Effect, Rule, Scope
from assistant.store.database import Row
from assistant.store.propositions import Propositions
from assistant.store.query import Where, order
from assistant.store.times import micros, moment, zone
from assistant.types import Status, What

_COLUMNS = "id, text, effect, scope, value, days, start, stop, lead_s, created_us, created_zone"


class RuleBook(Propositions):
    """Rules are data: what they do is decided by code that reads them, never by anything that they say."""

    def add_rule(self, new: Rule, now: datetime) -> int:
        """Keep a rule; its id."""
        lead = None if new.lead is None else new.lead.total_seconds()
        return self._db.insert(
            f"INSERT INTO rules ({_COLUMNS}) VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (untrusted(new.text), new.effect, new.scope, untrusted(new.value), json.dumps(new.days), new.start,
             new.end, lead, micros(now), zone(now)),
        )  # fmt: skip

    def rules(self, *, limit: int | None = None, cursor: int | None = None, newest_first: bool = False) -> list[Rule]:
        """Rules in the order in which they were made."""
        where = Where()
        where.page(cursor, newest_first)
        sql = f"SELECT {_COLUMNS} FROM rules {where} {order(newest_first, limit)}"
        return [_rule(row) for row in self._db.rows(sql, where.parameters)]

    def remove_rule(self, id: int) -> None:
        """Take a rule away, not what it holds back; raises :class:`NotFoundError`."""
        if not self._db.run("DELETE FROM rules WHERE id = ?", (id,)):
            raise NotFoundError(f"There is no rule {id}.", "List them: inkling rules")

    def known_apps(self) -> list[str]:
        """Every program that was seen."""
        return [app for (app,) in self._db.rows("SELECT DISTINCT app FROM observations")]

    def known_names(self) -> set[str]:
        """Every name that stands in a belief."""
        rows = self._db.rows("SELECT DISTINCT entities FROM propositions WHERE entities <> '[]'")
        return {name for (listed,) in rows for name in json.loads(listed)}

    def put_away(self, id: int, holder: str, now: datetime) -> bool:
        """Hold a belief back in the name of ``holder``; False when it holds it already. Its history stays."""
        with self._db.transaction():
            belief = self.proposition(id)
            before = self._db.value("SELECT status FROM put_away WHERE proposition_id = ? LIMIT 1", (id,))
            sql = "INSERT OR IGNORE INTO put_away VALUES (?, ?, ?)"
            added = self._db.run(sql, (id, holder, before or belief.status)) > 0
            if belief.status is not Status.QUARANTINED:
                self.update_proposition(id, now, reason=_reason(holder), status=Status.QUARANTINED)
        return added

    def bring_back(self, holder: str, now: datetime) -> list[int]:
        """Let go of what ``holder`` holds; the beliefs that nothing else holds are as they were before: their ids."""
        back = []
        with self._db.transaction():
            sql = "SELECT proposition_id, status FROM put_away WHERE holder = ?"
            for id, status in self._db.rows(sql, (holder,)):
                self._db.run("DELETE FROM put_away WHERE proposition_id = ? AND holder = ?", (id, holder))
                still = self._db.row("SELECT 1 FROM put_away WHERE proposition_id = ?", (id,))
                # What the user judged meanwhile stays as judged.
                if not still and self.proposition(id).status is Status.QUARANTINED:
                    self.update_proposition(
                        id, now, reason=_reason(holder, gone=True), what=What.RESTORED, status=Status(status)
                    )
                    back.append(id)
        return back

    def holders_of(self, id: int) -> list[str]:
        """What holds one belief back."""
        return [by for (by,) in self._db.rows("SELECT holder FROM put_away WHERE proposition_id = ?", (id,))]

    def held(self, holder: str | None = None) -> dict[int, list[str]]:
        """Which beliefs are held back, and by what."""
        where = Where()
        if holder is not None:
            where.add("holder = ?", holder)
        found: dict[int, list[str]] = {}
        for id, by in self._db.rows(f"SELECT proposition_id, holder FROM put_away {where}", where.parameters):
            found.setdefault(id, []).append(by)
        return found

    def holders(self) -> set[str]:
        """Everything that holds something back."""
        return {by for (by,) in self._db.rows("SELECT DISTINCT holder FROM put_away")}


def _reason(holder: str, *, gone: bool = False) -> str:
    """What a belief's history says of being put away, or of coming back."""
    sort, _, name = holder.partition(":")
    if sort == "rule":
        return f"your rule {name} is gone" if gone else f"your rule {name} says so"
    return f"{name} may be inferred now" if gone else f"{name} is not inferred unless you say so"


def _rule(row: Row) -> Rule:
    id, text, effect, scope, value, days, start, stop, lead, created, minutes = row
    return Rule(
        text, Effect(effect), Scope(scope), value, tuple(json.loads(days)), start, stop,
        None if lead is None else timedelta(seconds=lead), moment(created, minutes), id,
    )  # fmt: skip
