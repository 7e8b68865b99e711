"""``inkling today``: what a day was, what comes, what was learned, and what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import click

from assistant.cli.connect import reach
from assistant.cli.output import data, emit_json, json_option, limit_option, say

MOST = 10
"""Lines of one section without ``--limit``: a day is told, not dumped."""
_ANSWERS = {"accept": "accepted", "dismiss": "dismissed", "snooze": "snoozed", "never": "never again"}
_STATES = {"new": "waiting", "shown": "no answer yet", "expired": "expired without an answer"}


@click.command("today")
@click.option("--date", "day", metavar="DATE", help="Another day: 2026-03-02, or yesterday.")
@click.option("--prose", is_flag=True, help="One paragraph, by the mind if its words pass every check.")
@json_option
@limit_option
def today_command(day: str | None, prose: bool, as_json: bool, limit: int | None) -> None:
    """What the day was, what comes, what was learned.

    And what changed. In a replay home, of the recorded day.
    """
    with reach() as daemon:
        found = daemon.call("today", {"date": day or "", "prose": prose})
    if as_json:
        emit_json(_limited(found, limit))
    elif prose:
        data(found["prose"]["text"])
        say(found["prose"]["why"])
    else:
        _show(found, MOST if limit is None else limit)


def _limited(found: dict[str, Any], limit: int | None) -> dict[str, Any]:
    """At most ``limit`` items in each list."""
    return {key: value[:limit] if isinstance(value, list) else value for key, value in found.items()}


def _show(found: dict[str, Any], most: int) -> None:
    for sentence in found["summary"]:
        data(sentence)
    _section("Episodes", [_episode(one) for one in found["episodes"]], 10 * most)
    coming = [f"{due_words(item, found['date']):<22}{_told(item)}" for item in found["coming"]]
    _section("Coming up", coming, most)
    _section("Learned", [_told(item) for item in found["learned"]], most)
    changes = [change for change in found["changed"] if not change["refines"]]
    _section("Changed", list(_changes(changes)), 3 * most)
    _section("Suggestions", [_suggestion(item) for item in found["suggestions"]], most)


def _section(name: str, lines: Sequence[str], most: int) -> None:
    """A heading and its lines; nothing where there are none."""
    if lines:
        data()
        data(name)
    for line in lines[:most]:
        data(f"  {line}")
    if len(lines) > most:
        data(f"  and {len(lines) - most} more: --limit N shows more")


def _episode(one: dict[str, Any]) -> str:
    start, end = _clock(one["start"]), _clock(one["end"])
    span = start if start == end else f"{start}-{end}"
    minutes = f"{round(one['minutes'])} min" if one["minutes"] >= 1 else ""
    place = "" if one["document"] == one["app"] else f" ({one['app']})"
    people = [name for name in one["people"] if name != one["document"]]
    said = f", with {', '.join(people)}" if people else ""
    also = f"; also {', '.join(one['also'])}" if one["also"] else ""
    return f"{span:<11}  {minutes:>7}  {one['document']}{place}{said}{also}"


def _told(item: dict[str, Any]) -> str:
    return f"{item['text']}  ({item['confidence']:.0%}, [{item['id']}])"


def _changes(changes: Sequence[dict[str, Any]]) -> Iterator[str]:
    """What was, what is now, and why; several that one belief replaced stand together."""
    for change, after in zip(changes, [*changes[1:], None], strict=False):
        new = change["new"]
        yield f"was   {change['old']['text']}  [{change['old']['id']}]"
        if after is None or after["new"]["id"] != new["id"]:
            yield f"now   {new['text']}  [{new['id']}]"
            yield f"      {change['reason']}"


def _suggestion(item: dict[str, Any]) -> str:
    answer = _ANSWERS.get(item["answer"]) or _STATES.get(item["status"], item["status"])
    return f"{_clock(item['shown_at'] or item['created'])}  {item['title']}: {answer}"


def due_words(item: dict[str, Any], today: str) -> str:
    """By when, when, or until when for what goes on already; empty for no date.

    The hour stands only where one is known, the year only where it is not that of ``today``, an ISO date.
    """
    until = item["kind"] in ("deadline", "task")
    found = item["valid_to"] if until else item["valid_from"]
    if found is None:
        return ""
    lead = "by " if until else ""
    if not until and item["valid_to"] is not None and found[:10] < today < item["valid_to"][:10]:
        found, lead, until = item["valid_to"], "until ", True
    at = datetime.fromisoformat(found)
    timed = f"{at:%H:%M}" != "00:00"
    # A day's end is the next midnight.
    day = at if timed or not until else at - timedelta(days=1)
    words = f"{day:%a} {day.day} {day:%b}" + ("" if f"{day:%Y}" == today[:4] else f" {day:%Y}")
    return f"{lead}{words}{f' {at:%H:%M}' if timed else ''}"


def _clock(iso: str) -> str:
    return f"{datetime.fromisoformat(iso):%H:%M}"
