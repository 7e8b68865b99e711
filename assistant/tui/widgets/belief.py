"""How a belief looks, as a row and in full."""

from __future__ import annotations

from datetime import datetime

from textual.content import Content

from assistant.protocol import Json
from assistant.tui.text import ACCENT, BAD, GOOD, MUTED, WARN, join, ours, plain, shorten
from assistant.tui.words import ago, at, count, day, fraction, half_life, items, percent

_BAR = 6
_TITLE_CELLS = 56
_TIERS = {
    "stated": "you said so",
    "typed": "you typed it",
    "own": "in your own text",
    "seen": "seen on screen",
    "hostile": "suspicious text",
}


def bar(confidence: object, width: int = _BAR) -> Content:
    """A confidence as a line of ``width`` cells; the number stands beside it, so colour is not needed."""
    value = fraction(confidence)
    filled = round(value * width)
    style = GOOD if value >= 0.75 else ACCENT if value >= 0.5 else WARN
    return Content.assemble(ours("━" * filled, style), ours("┄" * (width - filled), MUTED))


def belief_row(belief: Json, now: datetime) -> Content:
    """Two lines: the statement, then confidence, kind, trust and age."""
    status = _stage(belief)
    quiet = status != "active"
    facts = join(
        [
            ours(percent(belief.get("confidence")), "bold" if not quiet else MUTED),
            plain(belief.get("kind"), MUTED),
            plain(status, WARN) if quiet else Content(),
            plain(belief.get("trust"), MUTED),
            ours("pinned", ACCENT) if belief.get("pinned") else Content(),
            ours(ago(belief.get("updated"), now), MUTED),
            ours(_valid(belief, now).replace("until", "→"), MUTED),
        ]
    )
    text = plain(belief.get("text"), MUTED if quiet else "")
    return Content.assemble(text, "\n", bar(belief.get("confidence")), " ", facts)


def belief_card(belief: Json, history: list[Json], now: datetime) -> Content:
    """Everything about one belief: statement, confidence, validity, evidence with quotes, and what it replaced."""
    parts = [
        plain(belief.get("text"), "bold"),
        ours("\n\n"),
        bar(belief.get("confidence"), 20),
        ours(f"  {percent(belief.get('confidence'))}", "bold"),
        ours(" sure\n", MUTED),
        join(_about(belief, now)),
        ours("\n"),
    ]
    quotes = _by_quote(items(belief, "evidence"))
    parts.append(ours(f"\nWhy · {count(len(quotes), 'quote')}\n", ACCENT))
    for seen in quotes:
        parts += [ours("\n"), *_evidence(seen, now)]
    if not quotes:
        parts.append(ours("You stated it yourself.\n", MUTED))
    others = [old for old in history if old.get("id") != belief.get("id")]
    if others:
        parts.append(ours("\nIts other versions\n", ACCENT))
        parts += [piece for old in others for piece in _version(old, now)]
    return Content.assemble(*parts)


def evidence_times(belief: Json) -> list[int]:
    """The observations that a belief quotes, in its own order, each once."""
    found = [item.get("observation_id") for item in items(belief, "evidence")]
    return list(dict.fromkeys(number for number in found if isinstance(number, int)))


def _about(belief: Json, now: datetime) -> list[Content]:
    wording = {"user": "your words", "paraphrase": "reworded", "extractive": "quoted"}
    trust = str(belief.get("trust") or "")
    status = _stage(belief)
    return [
        plain(belief.get("kind"), MUTED),
        plain(status, GOOD if status == "active" else WARN),
        ours(_TIERS[trust], MUTED) if trust in _TIERS else plain(trust, MUTED),
        ours(wording.get(str(belief.get("wording")), ""), MUTED),
        ours("pinned", ACCENT) if belief.get("pinned") else Content(),
        ours(_valid(belief, now), MUTED),
        ours("" if belief.get("pinned") else half_life(belief.get("half_life_days")), MUTED),
        ours(f"learned {ago(belief.get('created'), now)}", MUTED),
    ]


def _stage(belief: Json) -> str:
    """Its stage of life in a word: what has expired is past or asleep."""
    status = str(belief.get("status") or "")
    return str(belief.get("lifecycle") or status) if status == "expired" else status


def _by_quote(evidence: list[Json]) -> list[list[Json]]:
    """Evidence in its order, that with the same words together."""
    found: dict[tuple[str, bool], list[Json]] = {}
    for item in evidence:
        found.setdefault((str(item.get("quote")), item.get("supports") is not False), []).append(item)
    return list(found.values())


def _evidence(seen: list[Json], now: datetime) -> list[Content]:
    """A quote with the place where it stood first, and how often it stood there or elsewhere."""
    item = seen[0]
    tier = str(item.get("tier") or "")
    supports = item.get("supports") is not False
    mark = ours("▌ ", GOOD) if supports else ours("▌ ", BAD)
    where = join(
        [
            ours("speaks against it", BAD) if not supports else Content(),
            ours(at(item.get("time"), now), MUTED),
            plain(item.get("app"), MUTED),
            ours(_TIERS[tier], MUTED) if tier in _TIERS else plain(tier, MUTED),
            ours(f"{len(seen)} times, last {at(seen[-1].get('time'), now)}" if len(seen) > 1 else "", MUTED),
        ]
    )
    title = shorten(item.get("title"), _TITLE_CELLS)
    quote = [mark, ours("“"), plain(item.get("quote"), "italic"), ours("”\n  ")]
    return [*quote, where, ours(f"\n  {title}\n" if title else "\n", MUTED)]


def _version(old: Json, now: datetime) -> list[Content]:
    words = join([plain(_stage(old), MUTED), ours(ago(old.get("updated"), now), MUTED)])
    return [ours("\n"), plain(old.get("text"), MUTED), ours("\n  "), words, ours("\n")]


def _valid(belief: Json, now: datetime) -> str:
    start, end = day(belief.get("valid_from"), now), day(belief.get("valid_to"), now)
    if start and end:
        return start if start == end else f"{start} to {end}"
    return f"from {start}" if start else f"until {end}" if end else ""
