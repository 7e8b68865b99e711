"""Verbs that forget: first what would go, then a receipt of what went."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from assistant.daemon.core import Core
from assistant.daemon.server import Emit, Verb
from assistant.daemon.service import Service
from assistant.daemon.verbs import arguments
from assistant.errors import UsageError
from assistant.pipeline import confidence
from assistant.protocol import Json
from assistant.reading.screen import Screen
from assistant.store.selection import Plan, Selector

KEPT_PLANS = 16
"""Plans that wait for a yes; older ones must be made again."""

WORDS = {
    "observations": ("observation", "observations"),
    "lines": ("line", "lines"),
    "propositions": ("belief", "beliefs"),
    "evidence": ("quote", "quotes"),
    "suggestions": ("suggestion", "suggestions"),
    "frames": ("frame's mark", "frames' marks"),
    "jobs": ("waiting job", "waiting jobs"),
}


def verbs(service: Service) -> dict[str, Verb]:
    """The verbs of this module."""
    plans: dict[str, Plan] = {}
    guard = threading.Lock()

    def forget_plan(args: Json, _emit: Emit) -> Json:
        core = service.core()
        selector = _selector(args, core)
        if selector.proposition is not None:
            core.store.proposition(selector.proposition)  # Says so where there is none of that id.
        plan = core.store.plan_forget(selector, core.clock.now())
        token = secrets.token_hex(8)
        with guard:
            plans[token] = plan
            while len(plans) > KEPT_PLANS:
                plans.pop(next(iter(plans)))
        return {"token": token, "counts": dict(plan.counts), "words": f"This would forget {in_words(plan.counts)}."}

    def forget_apply(args: Json, _emit: Emit) -> Json:
        core = service.core()
        with guard:
            plan = plans.pop(arguments.text(args, "token"), None)
        if plan is None:
            raise UsageError("That plan is too old.", "Look again at what would go, then say yes.")
        core.keep_time()
        with core.ingest.turn:
            receipt = core.store.apply_forget(plan, _clean_screen)
            core.forgotten([*receipt.propositions, *receipt.reworded], receipt.lines, everything=plan.selector.all)
        _rescore(core, receipt.rescore)
        core.calibrating.refit()
        core.sync_index()
        left = f"{receipt.residue} traces could not be removed." if receipt.residue else "Nothing of it is left."
        cleared = "" if receipt.log_cleared else " The store's log is cleared at the next checkpoint."
        return {
            "receipt": {**receipt.counts, "residue": receipt.residue},
            "words": f"Forgot {in_words(receipt.counts)}. {left}{cleared}",
        }

    return {"forget_plan": forget_plan, "forget_apply": forget_apply}


def in_words(counts: dict[str, int]) -> str:
    """Such as: 3 observations, 12 lines and 1 belief."""
    parts = [f"{n} {WORDS[name][n != 1]}" for name, n in counts.items() if n and name in WORDS]
    if not parts:
        return "nothing"
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _selector(args: Json, core: Core) -> Selector:
    """The selector as the client wrote it: ``last`` in minutes, times in ISO 8601."""
    given = args.get("selector")
    if not isinstance(given, dict) or not given:
        raise UsageError("Say what to forget.")
    unknown = set(given) - {"last", "since", "until", "app", "title", "text", "proposition", "all"}
    if unknown:
        raise UsageError(f"Nothing can be forgotten by {', '.join(sorted(unknown))}.")
    now = core.clock.now()
    minutes = arguments.number(given, "last")
    return Selector(
        last=None if minutes is None else timedelta(minutes=minutes),
        since=arguments.moment(given, "since", now),
        until=arguments.moment(given, "until", now),
        app=arguments.text(given, "app") if "app" in given else None,
        title=arguments.text(given, "title") if "title" in given else None,
        text=arguments.text(given, "text") if "text" in given else None,
        proposition=arguments.integer(given, "proposition") if "proposition" in given else None,
        all=arguments.flag(given, "all"),
    )


def _clean_screen(state: Json, gone: Callable[[str], bool]) -> Json:
    """A kept screen without the forgotten lines, and without its memory: digests of short lines can be guessed."""
    return replace(Screen.from_json(state).without(gone), memory=()).to_json()


def _rescore(core: Core, ids: tuple[int, ...]) -> None:
    """Beliefs that lost evidence stand on what is left of it."""
    for belief in core.store.propositions(ids=ids) if ids else ():
        support = [piece.tier for piece in belief.evidence if piece.supports]
        if belief.id is None or not support:
            continue
        trust = max(support, key=lambda tier: tier.strength)
        weighed = core.calibrating.applied(confidence.assessed(replace(belief, trust=trust)))
        sure = min(belief.confidence, weighed.confidence)
        core.store.update_proposition(belief.id, belief.updated, confidence=sure, trust=trust)
        if belief.features:
            core.store.set_score(replace(weighed, confidence=sure))
