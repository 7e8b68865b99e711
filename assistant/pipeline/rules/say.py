"""What was understood, said back in one plain sentence before it counts."""

from __future__ import annotations

from datetime import timedelta

from assistant.pipeline import topics
from assistant.pipeline.rules.times import MORNING
from assistant.privacy.rules import Effect, Rule, Scope
from assistant.types import Kind

_KINDS = {
    Kind.DEADLINE: "deadlines", Kind.EVENT: "appointments and meetings", Kind.TASK: "tasks", Kind.PLAN: "plans",
    Kind.PREFERENCE: "preferences", Kind.ROUTINE: "routines", Kind.PROJECT: "projects", Kind.TOOL: "tools",
}  # fmt: skip
_DAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")


def sentence(rule: Rule) -> str:
    """One sentence for the user."""
    about = _about(rule)
    match rule.effect:
        case Effect.NEVER_READ:
            return _unread(rule)
        case Effect.NEVER_INFER:
            return f"Inkling will believe nothing{about}, and puts away what it believes already."
        case Effect.NEVER_SHOW:
            return f"Inkling will neither show nor use what it believes{about or ' about anything'}."
        case Effect.NEVER_SUGGEST:
            return f"Inkling will make no suggestions{about}{_when(rule)}."
        case Effect.REMIND:
            return f"Inkling will remind you {_span(rule.lead)} before {_dated(rule)}."
        case Effect.KEEP:
            return f"What Inkling believes{about} will never fade."


def _unread(rule: Rule) -> str:
    match rule.scope:
        case Scope.APP:
            return f"Windows of '{rule.value}', and browser pages titled so, will be painted over and never read."
        case Scope.TITLE:
            return f"Windows with '{rule.value}' in their title will be painted over and never read."
        case Scope.PROFILE:
            return (
                f"Browser windows of the profile '{rule.value}' will be painted over and never read, "
                "as far as their title names the profile."
            )
    return (
        f"Browser windows with {rule.value} in their title are never read, "
        "and nothing is kept of a page whose address bar shows it."
    )


def _about(rule: Rule) -> str:
    if rule.scope is Scope.ALL:
        return ""
    if rule.scope is Scope.TOPIC and rule.value in topics.BY_NAME:
        return f" about {rule.value}"
    frames = {Scope.TOPIC: ' about "{}"', Scope.NAME: " about '{}'", Scope.KIND: " of the kind {}"}
    return frames.get(rule.scope, " from '{}'").format(rule.value)


def _dated(rule: Rule) -> str:
    if rule.scope is Scope.KIND:
        return _KINDS[Kind(rule.value)]
    if rule.scope is Scope.ALL:
        return "everything that has a date"
    return (
        f"what has a date{_about(rule)}"
        if rule.scope is not Scope.NAME
        else f"what has a date and names '{rule.value}'"
    )


def _when(rule: Rule) -> str:
    days = f" on {_listed([_DAYS[day] for day in rule.days])}" if rule.days else ""
    if not rule.start:
        return days
    night = " the next morning" if rule.end == MORNING and rule.start > rule.end else ""
    return f" from {rule.start} until {rule.end}{night}{days}"


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _span(lead: timedelta | None) -> str:
    minutes = round((lead or timedelta(days=1)).total_seconds() / 60)
    for size, name in ((7 * 24 * 60, "week"), (24 * 60, "day"), (60, "hour"), (1, "minute")):
        if minutes % size == 0:
            count = minutes // size
            return f"{count} {name}{'' if count == 1 else 's'}"
    return f"{minutes} minutes"
