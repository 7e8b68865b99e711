"""The words of a line without what a program set before them: a message's time and sender, a task's number.

What is left is a verbatim part of the line.
"""

from __future__ import annotations

import re

_CLOCK = r"[|│]?\[?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\]?"
_BAR = r"(?:\s?[:：|│¦]|\s[il1!](?=\s))?"
"""A thin line between the name and the text is read as many things."""
_AGES = r"(?:-?\d+(?:\.\d+)?(?:s|min|h|d|w|mo|y)\s+){0,2}(?:[HML]\s+)?"
"""How old a task is, and how urgent."""
_NUMBERED = re.compile(r"^\w+ (?P<number>\d{1,4})(?:: (?P<list>.+))?$")
_OVER = re.compile(r"^(?:done|deleted): (?P<list>.+)$")
_ANSWER = re.compile(r"^[A-Z][a-z]+ task \S{1,8} ['‘’\"](?P<task>.+?)['’\"]?\.?$")
_URGENCY = re.compile(r"\s+-?\d{1,2}\.\d{1,3}$")
_PRIORITY = re.compile(r"^\([A-Z]\)\s+(?:\d{4}-\d\d-\d\d\s+)?")
"""As the format todo.txt has it."""


def bare(text: str, header: str) -> str:
    """What a line says: without the time and sender before a message, the number and list before a task."""
    if numbered := _NUMBERED.match(header):
        return _task(text, numbered["number"], numbered["list"] or "")
    if over := _OVER.match(header):
        return _finished(text, over["list"])
    name = header.strip(" @+%~&<>")
    return _spoken(text, name) if name else text


def drafted(text: str, header: str) -> bool:
    """Whether a line is a message that was still being typed: behind the own name at the bottom of a chat."""
    name = header.strip(" @+%~&<>")
    return bool(name) and re.match(_draft(re.escape(name)), text) is not None


def _draft(said: str) -> str:
    return rf"\[\s?[@+%~]?{said}(?:\(\S*\))?\s?\]\s*"


def _spoken(text: str, name: str) -> str:
    """A name alone may be the first word that is said, so a time or marks must tell it from that."""
    said = re.escape(name)
    timed = rf"{_CLOCK}\s*[<(‹]?[@+%~&]?{said}[>)›]?{_BAR}\s+"
    marked = rf"[<‹][@+%~&]?\s?{said}[>›]\s*"
    found = re.match(rf"(?:{timed}|{_draft(said)}|{marked})(?=\S)", text)
    return text[found.end() :] if found else text


def _task(text: str, number: str, named: str) -> str:
    listed = rf"(?:{re.escape(named)}\s+)?" if named else ""
    found = re.match(rf"\s*(?:{number}\s+)?{_AGES}{listed}(?=\S)", text)
    rest = text[found.end() :] if found else text
    return _PRIORITY.sub("", _URGENCY.sub("", rest)) or text


def _finished(text: str, named: str) -> str:
    answer = _ANSWER.match(text.strip())
    if answer:
        return answer["task"]
    found = re.match(
        rf"\s*(?:(?:\d{{1,4}}\s+)?[xX]\s+)?(?:\d{{4}}-\d\d-\d\d\s+){{1,2}}(?:{re.escape(named)}\s+)?(?=\S)", text
    )
    return text[found.end() :] if found else text
