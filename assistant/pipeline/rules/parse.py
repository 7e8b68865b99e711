"""From plain language to a rule, by patterns alone; what they do not take is refused and never kept."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

from assistant.errors import UsageError
from assistant.pipeline.rules import times
from assistant.pipeline.rules.grammar import SENTENCES, Sentence
from assistant.pipeline.rules.objects import Known, Object, UnclearError, matter, several, source
from assistant.privacy.clean import untrusted
from assistant.privacy.rules import Effect, Rule, Scope
from assistant.types import Kind

LONGEST = 200
EXAMPLES = (
    "never infer anything about health",
    "nothing from the browser profile 'Family'",
    "ignore Slack",
    "never mention Anna",
    "don't learn anything from example.org",
    "no suggestions after 18:00",
    "remind me a day before deadlines",
    "always keep what Anna says",
)
_POLITE = re.compile(
    r"^(?:please|inkling|bitte|s'il (?:te|vous) pla[iî]t)[,:]? |,? (?:please|bitte|svp|s'il (?:te|vous) pla[iî]t)$",
    re.IGNORECASE,
)
NOTHING = Known()
_STATIC = frozenset((Scope.APP, Scope.TITLE, Scope.PROFILE, Scope.SITE))
"""Where something comes from."""


def parse(text: str, known: Known = NOTHING, now: datetime | None = None) -> tuple[Rule, ...]:
    """The rules that ``text`` asks for, mostly one; raises :class:`UsageError` with examples where it says none.

    Nothing of ``text`` is ever run or asked of the mind. ``known`` tells names from programs.
    """
    said = untrusted(unicodedata.normalize("NFC", text)).strip()
    wanted = said.replace("’", "'").rstrip(" .!").strip()
    for _ in range(3):
        wanted = _POLITE.sub("", wanted).strip()
    if not wanted or len(said) > LONGEST:
        raise _refused("A rule is one short sentence.")
    span, untimed = times.take(wanted)
    reason = ""
    for sentence in SENTENCES:
        quiet = sentence.effect is Effect.NEVER_SUGGEST
        found = sentence.pattern.fullmatch(untimed if quiet else wanted)
        if found is None:
            continue
        try:
            return _rules(sentence, found, span if quiet else times.Span(), said, known, now)
        except UnclearError as error:
            reason = reason or str(error)
    raise _refused(reason or "That is not a rule that Inkling understands.")


def _rules(
    sentence: Sentence, found: re.Match[str], span: times.Span, said: str, known: Known, now: datetime | None
) -> tuple[Rule, ...]:
    groups = {name: value for name, value in found.groupdict().items() if value}
    effect = sentence.effect
    about, origin = groups.get("about"), groups.get("source") or groups.get("either")
    objects: list[Object] = [(Scope.ALL, "")]
    if origin is not None:
        objects = several(origin, lambda part: source(part, known))
    elif about is not None:
        objects = several(about, lambda part: matter(part, known))
    lead = times.lead(groups["lead"]) if "lead" in groups else None
    if effect is Effect.REMIND and lead is None:
        raise UnclearError("It does not say how long before.")
    rules = []
    for scope, value in objects:
        fitting = _fitting(effect, scope, value)
        rules.append(Rule(said, fitting, scope, value, span.days, span.start, span.end, lead, now))
    return tuple(rules)


def _fitting(effect: Effect, scope: Scope, value: str) -> Effect:
    """The effect that the scope can have; raises :class:`UnclearError` where there is none."""
    if effect is Effect.NEVER_READ and scope is Scope.ALL:
        raise UnclearError("To look at nothing at all, use: inkling pause")
    if effect is Effect.NEVER_READ and scope not in _STATIC:
        return Effect.NEVER_INFER
    if effect is Effect.NEVER_INFER and scope is Scope.SITE:
        return Effect.NEVER_READ
    dated = scope is not Scope.KIND or value in (Kind.DEADLINE, Kind.EVENT, Kind.TASK, Kind.PLAN)
    if effect is Effect.REMIND and not dated:
        raise UnclearError("Reminders are for what has a date: deadlines, meetings, tasks, plans.")
    return effect


def _refused(why: str) -> UsageError:
    listed = "; ".join(f'"{example}"' for example in EXAMPLES[:6])
    return UsageError(why, f"For example: {listed}.")
