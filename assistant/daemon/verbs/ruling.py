"""Verbs about standing rules: list them, show what a new one would do, add it, remove one."""

from __future__ import annotations

from assistant.daemon import views
from assistant.daemon.core import Core
from assistant.daemon.server import Emit, Verb
from assistant.daemon.service import Service
from assistant.daemon.verbs import arguments
from assistant.errors import UsageError
from assistant.pipeline.rules import Known, Matcher, parse, sentence
from assistant.pipeline.text import counted, fold
from assistant.privacy.exclusion import programs
from assistant.privacy.rules import Effect, Rule, Scope
from assistant.protocol import Json

MOST = 1000
"""Rules at most: more than anybody keeps in mind, and measured."""
FEW = 4
"""Beliefs that a rule may put away without being called broad, however few there are in all."""
SHORT = 3
"""Letters below which a name or title would match by chance."""


def verbs(service: Service) -> dict[str, Verb]:
    """The verbs of this module."""

    def rules(args: Json, _emit: Emit) -> Json:
        core = service.core()
        holds: dict[str, int] = {}
        for holders in core.store.held().values():
            for holder in holders:
                holds[holder] = holds.get(holder, 0) + 1
        answer = arguments.page(
            args,
            lambda cursor, limit: core.store.rules(cursor=cursor, limit=limit),
            lambda rule: views.rule(rule, sentence(rule), holds.get(f"rule:{rule.id}", 0)),
        )
        core.remember_displayed(item[part] for item in answer["items"] for part in ("text", "words"))
        return answer

    def rule_plan(args: Json, _emit: Emit) -> Json:
        core = service.core()
        wanted = _parsed(core, args)
        words = " ".join(map(sentence, wanted))
        core.remember_displayed([words])
        return {"rules": [views.rule(rule, sentence(rule), 0) for rule in wanted], "words": words, **_now(core, wanted)}

    def rule_add(args: Json, _emit: Emit) -> Json:
        core = service.core()
        wanted = _parsed(core, args)
        if _now(core, wanted)["broad"] and not arguments.flag(args, "sure"):
            raise UsageError("This rule would put nearly everything away.", "Add --everything if you mean it.")
        now = core.clock.now()
        with core.store.transaction():
            known = core.store.rules()
            if len(known) + len(wanted) > MOST:
                raise UsageError(f"There are {MOST} rules already.", "Remove some: inkling rules remove ID")
            added = [_known_as(rule, known) or core.store.add_rule(rule, now) for rule in wanted]
        away, _ = core.rules_changed()
        words = " ".join(map(sentence, wanted))
        core.remember_displayed([words])
        return {"ids": added, "words": words, "put_away": away}

    def rule_remove(args: Json, _emit: Emit) -> Json:
        core = service.core()
        identifier = arguments.integer(args, "id")
        core.store.remove_rule(identifier)
        _, back = core.rules_changed()
        return {"id": identifier, "back": back}

    return {"rules": rules, "rule_plan": rule_plan, "rule_add": rule_add, "rule_remove": rule_remove}


def _parsed(core: Core, args: Json) -> tuple[Rule, ...]:
    apps = {fold(app) for app in core.store.known_apps()}
    apps |= {name for app in apps for name in programs(app)}
    names = frozenset(fold(name) for name in core.store.known_names())
    return parse(arguments.text(args, "text"), Known(frozenset(apps), names), core.clock.now())


def _known_as(rule: Rule, known: list[Rule]) -> int | None:
    """The id of a rule that says the same."""
    said = (rule.effect, rule.scope, fold(rule.value), rule.days, rule.start, rule.end, rule.lead)
    for old in known:
        if said == (old.effect, old.scope, fold(old.value), old.days, old.start, old.end, old.lead):
            return old.id
    return None


def _now(core: Core, wanted: tuple[Rule, ...]) -> Json:
    """What the rules would apply to at this moment, in numbers and words, and whether that is nearly everything."""
    holding = [rule for rule in wanted if rule.effect in (Effect.NEVER_READ, Effect.NEVER_INFER, Effect.NEVER_SHOW)]
    others = [rule for rule in wanted if rule not in holding and rule.effect is not Effect.NEVER_SUGGEST]
    beliefs, total = core.guard.would_match(holding or others)
    places = Matcher(wanted).places()
    windows = sum(places.has(app, title) for app, title in core.ingest.showing())
    parts = []
    if holding:
        parts.append(f"{counted(beliefs, 'belief')} in force would be put away")
        if any(rule.effect is Effect.NEVER_READ for rule in holding):
            parts.append(f"{counted(windows, 'window')} on the screen excluded")
    elif others:
        parts.append(f"it concerns {counted(beliefs, 'belief')} of today")
    broad = any(rule.scope is Scope.ALL or _short(rule) for rule in holding) or (
        bool(holding) and beliefs > FEW and beliefs * 2 > total
    )
    words = f"Now: {', '.join(parts)}." if parts else "It counts from now on."
    return {"beliefs": beliefs, "of": total, "windows": windows, "now_words": words, "broad": broad}


def _short(rule: Rule) -> bool:
    return rule.scope in (Scope.NAME, Scope.APP, Scope.TITLE) and rule.value.isascii() and len(rule.value) < SHORT
