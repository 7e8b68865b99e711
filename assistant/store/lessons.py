"""What the user's edits and rejections teach, with the beliefs that taught it."""

from __future__ import annotations

from datetime import datetime

from assistant.errors import NotFoundError
from assistant.judgements import Lesson, Preference
from assistant.privacy.clean import untrusted
from assistant.store.part import Part
from assistant.store.times import micros, moment, zone


class Lessons(Part):
    """Preferences: learned, listed, removed. They go by themselves with the last belief that taught them."""

    def learn(self, lesson: Lesson, id: int, now: datetime) -> int:
        """Note that the belief ``id`` taught ``lesson``; the preference's id."""
        with self._db.transaction():
            key = (lesson.sort, untrusted(lesson.subject), untrusted(lesson.value))
            self._db.run("INSERT OR IGNORE INTO preferences (sort, subject, value) VALUES (?, ?, ?)", key)
            found: int = self._db.value("SELECT id FROM preferences WHERE sort = ? AND subject = ? AND value = ?", key)
            self._db.run(
                "INSERT OR REPLACE INTO preference_because VALUES (?, ?, ?, ?)", (found, id, micros(now), zone(now))
            )
        return found

    def unlearn(self, lesson: Lesson) -> bool:
        """Take back one of the times that ``lesson`` was taught, the oldest; False where it never was."""
        return self._db.run(
            "DELETE FROM preference_because WHERE (preference_id, proposition_id) IN ("
            " SELECT preference_id, proposition_id FROM preference_because JOIN preferences p ON p.id = preference_id"
            " WHERE p.sort = ? AND p.subject = ? AND p.value = ? ORDER BY time_us LIMIT 1)",
            (lesson.sort, untrusted(lesson.subject), untrusted(lesson.value)),
        ) > 0  # fmt: skip

    def unlearn_from(self, id: int) -> None:
        """Take back all that the belief ``id`` taught, as when the user takes back an edit."""
        self._db.run("DELETE FROM preference_because WHERE proposition_id = ?", (id,))

    def preferences(self) -> list[Preference]:
        """All of them, oldest first, also those that were not taught often enough to apply yet."""
        sql = (
            "SELECT id, sort, subject, value, proposition_id, time_us, time_zone FROM preferences"
            " JOIN preference_because ON preference_id = id ORDER BY id, time_us, proposition_id"
        )
        found: dict[int, Preference] = {}
        for id, sort, subject, value, belief, us, minutes in self._db.rows(sql):
            before = found[id].because if id in found else ()
            found[id] = Preference(Lesson(sort, subject, value), (*before, belief), moment(us, minutes), id)
        return list(found.values())

    def remove_preference(self, id: int) -> None:
        """Unlearn it; raises :class:`NotFoundError`."""
        if not self._db.run("DELETE FROM preferences WHERE id = ?", (id,)):
            raise NotFoundError(f"There is no preference {id}.", "List them: inkling preferences")
