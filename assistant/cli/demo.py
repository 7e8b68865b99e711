"""What ``inkling demo`` prints: what was learned and why, and what was withheld and why."""

from __future__ import annotations

from typing import Any

from assistant.cli.output import data
from assistant.cli.reading import show_proposition
from assistant.cli.replaying import print_summary

SHOWN = 12


def show(
    summary: dict[str, Any], beliefs: list[dict[str, Any]], suggestions: list[dict[str, Any]], privacy: dict[str, Any]
) -> None:
    """Print the demo's result for people."""
    active = sorted((b for b in beliefs if b["status"] == "active"), key=lambda b: -b["confidence"])
    data()
    data(f"What was learned ({len(active)} beliefs in force, the surest first; the number is the confidence)")
    data()
    for belief in active[:SHOWN]:
        show_proposition(belief)
    if len(active) > SHOWN:
        data(f"       and {len(active) - SHOWN} more")
    changed = [b for b in beliefs if b["status"] == "superseded"]
    if changed:
        data()
        data("What changed during the day (kept as history, no longer asserted)")
        data()
        later = {b["supersedes"]: b for b in beliefs if b["supersedes"] is not None}
        for belief in changed[:5]:
            data(f"       was: {belief['text']}")
            if belief["id"] in later:
                data(f"       now: {later[belief['id']]['text']}")
    data()
    data("What was withheld, and why")
    data()
    for reason, count in sorted(privacy["dropped"].items(), key=lambda item: -item[1]):
        data(f"  {count:>5}  {reason}")
    withheld = [s for s in suggestions if s["status"] == "withheld"]
    for suggestion in [s for s in suggestions if s["status"] != "withheld"]:
        data(f"   said  {suggestion['title']}: {suggestion['body']}")
    for suggestion in withheld[:5]:
        data(f"  quiet  {suggestion['title']} ({suggestion['withheld_for']})")
    data()
    print_summary(summary)
    data(f"network: {privacy['network']['level']} ({privacy['network']['how']}); no picture was stored")
