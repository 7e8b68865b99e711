"""The user's standing instructions as values; :mod:`assistant.pipeline.rules` understands and applies them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Scope(StrEnum):
    """What a standing instruction of the user speaks of."""

    TOPIC = "topic"
    """A matter, known ("health") or in the user's own words ("my salary"): by words and by meaning."""
    NAME = "name"
    """A person, or anything else that has a name: by words."""
    KIND = "kind"
    APP = "app"
    TITLE = "title"
    PROFILE = "profile"
    """A profile of a browser, as its windows' titles tell it."""
    SITE = "site"
    ALL = "all"


class Trigger(StrEnum):
    """When a standing instruction is asked."""

    READ = "read"
    WRITE = "write"
    SHOW = "show"
    SUGGEST = "suggest"
    DEADLINE = "before-deadline"
    FADE = "fade"


class Effect(StrEnum):
    """What a standing instruction does."""

    NEVER_READ = "never read"
    """The windows are painted over before anything looks at them."""
    NEVER_INFER = "never infer"
    """No belief is made of it, and what is believed already is put away."""
    NEVER_SHOW = "never show"
    """What is believed of it is neither shown nor used."""
    NEVER_SUGGEST = "never suggest"
    REMIND = "remind"
    KEEP = "always keep"

    @property
    def trigger(self) -> Trigger:
        """When it is asked first; whatever it holds back is held back at every later step too."""
        return _TRIGGERS[self]


_TRIGGERS = {
    Effect.NEVER_READ: Trigger.READ,
    Effect.NEVER_INFER: Trigger.WRITE,
    Effect.NEVER_SHOW: Trigger.SHOW,
    Effect.NEVER_SUGGEST: Trigger.SUGGEST,
    Effect.REMIND: Trigger.DEADLINE,
    Effect.KEEP: Trigger.FADE,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A standing instruction of the user, as code understood it."""

    text: str
    """The user's own words."""
    effect: Effect
    scope: Scope
    value: str = ""
    """What the scope names: a topic, a name, a kind, a program ...; empty for all."""
    days: tuple[int, ...] = ()
    """Days of the week on which it holds, Monday is 0; empty: every day."""
    start: str = ""
    """Time of day from which it holds, "HH:MM"; empty together with ``end``: all day."""
    end: str = ""
    """Time of day until which it holds; before ``start`` where it reaches over midnight."""
    lead: timedelta | None = None
    """How long before, where it reminds."""
    created: datetime | None = None
    id: int | None = None
