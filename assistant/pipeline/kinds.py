"""What kind of statement a line makes: plain cues first, the mind's opinion where they are silent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.pipeline.lexicon import Cue
from assistant.pipeline.scene import Surface
from assistant.types import Kind


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known about a line before anybody thinks about it."""

    cues: frozenset[Cue]
    own: bool
    """The user speaks."""
    dated: bool
    """A date or an hour stands in it."""
    place: Surface
    ticked: bool = False
    """It is marked as done."""
    listed: bool = False
    """It stands in a list of tasks."""
    entered: bool = False
    """It stands under a day of a calendar."""

    @property
    def asked(self) -> bool:
        """Somebody asks for something, or the user takes it on."""
        return Cue.REQUEST in self.cues or (self.own and Cue.COMMITMENT in self.cues)

    @property
    def planned(self) -> bool:
        """It takes place, as what stands in a calendar does."""
        return Cue.EVENT in self.cues or self.place is Surface.CALENDAR

    @property
    def altered(self) -> bool:
        """Something is moved or called off."""
        return bool(self.cues & {Cue.CHANGE, Cue.CANCEL})


_RULES: tuple[tuple[Kind, Callable[[Signs], bool]], ...] = (
    (Kind.FACT, lambda s: s.ticked),
    (Kind.DEADLINE, lambda s: Cue.DUE in s.cues and (s.dated or s.asked)),
    (Kind.DEADLINE, lambda s: s.asked and s.dated and Cue.LIMIT in s.cues),
    (Kind.DEADLINE, lambda s: s.dated and Cue.ACTION in s.cues and Cue.LIMIT in s.cues),
    (Kind.DEADLINE, lambda s: s.own and s.dated and Cue.LIMIT in s.cues and not s.planned),
    (Kind.ROUTINE, lambda s: Cue.ROUTINE in s.cues and (s.own or not s.asked)),
    (Kind.EVENT, lambda s: s.place is Surface.CALENDAR and (s.dated or s.entered)),
    (Kind.EVENT, lambda s: Cue.EVENT in s.cues and (s.dated or s.altered) and Cue.REQUEST not in s.cues),
    (Kind.TASK, lambda s: s.asked or s.listed or Cue.ACTION in s.cues),
    (Kind.PREFERENCE, lambda s: s.own and Cue.PREFERENCE in s.cues),
    (Kind.IDENTITY, lambda s: s.own and Cue.IDENTITY in s.cues),
    (Kind.PERSON, lambda s: Cue.PERSON in s.cues),
    (Kind.EVENT, lambda s: s.dated and Cue.BOOKING in s.cues),
    (Kind.PLAN, lambda s: s.dated and s.own and Cue.FIRST in s.cues),
    (Kind.EVENT, lambda s: s.dated and (s.altered or Cue.HAPPENS in s.cues)),
    (Kind.TOOL, lambda s: s.place is Surface.TERMINAL),
    (Kind.PROJECT, lambda s: Cue.PROJECT in s.cues),
)
"""The first that holds decides."""


def classify(signs: Signs) -> Kind | None:
    """The kind that the signs of a line tell, or None."""
    return next((kind for kind, holds in _RULES if holds(signs)), None)
