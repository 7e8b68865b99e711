"""Editors: source code, or the user's own notes."""

from __future__ import annotations

import re

from assistant.reading.page import Mark, Marks, Page, paragraphs
from assistant.types import BlockKind, Who

_CODE = re.compile(
    r"[;{}]\s*$|^\s*[})\]]|^\s*(?:def|class|import|from|return|if|elif|else|for|while|try|except|with|async|await|"
    r"fn|func|let|"
    r"const|var|public|private|static|struct|enum|impl|use|package|include|#include|#define|template|namespace|"
    r"@\w+)\b.*[:({;=]|"
    r"\w+\([^)]*\)\s*[:;{]?\s*$|[=!]=|=>|->|::|\w\s?[+*/-]?=\s?[\w\"'\[({]|^\s*(?://|/\*|\*/|#!|--)|^<\/?\w+[^>]*>|"
    r"^\s*(?:import|from|return|package|use|export)\s[\w.{\"'*]"
)
_SOURCE_FILE = re.compile(
    r"\.(?:py|js|ts|tsx|jsx|c|h|cc|cpp|hpp|rs|go|java|kt|rb|php|cs|swift|sh|bash|zsh|sql|html?|css|scss|json|ya?ml|"
    r"toml|xml|"
    r"lua|pl|r|jl|hs|ml|vue|svelte|cmake|ini|cfg|conf|log)\b|\b(?:makefile|dockerfile)\b",
    re.I,
)
_NOTE_FILE = re.compile(
    r"\.(?:md|markdown|txt|org|rst|tex|adoc)\b|\b(?:notes?|todo|journal|diary|untitled|unbenannt)\b", re.I
)
_NUMBER = re.compile(r"^\d{1,5}$")


def find(page: Page) -> Marks:
    """All remaining lines of an editor: code by nobody in particular, or notes that the user writes."""
    texts = [item.text for item in page.items if not _NUMBER.match(item.text)]
    if not texts:
        return {}
    is_code = _is_code(page.window.title, texts)
    marks: Marks = {}
    for number, group in enumerate(paragraphs(page.items, page.tall)):
        for item in group:
            if is_code or _NUMBER.match(item.text):
                marks[item.index] = Mark(BlockKind.CODE, number)
            else:
                marks[item.index] = Mark(BlockKind.TEXT, number, "", Who.USER)
    return marks


def looks_like_code(text: str) -> bool:
    """Whether one line has the marks of a programming language."""
    return bool(_CODE.search(re.sub(r"^\d{1,5}\s+", "", text)))


def _is_code(title: str, texts: list[str]) -> bool:
    """By the file's name where it tells, else by the share of lines that look like code."""
    if _SOURCE_FILE.search(title):
        return True
    if _NOTE_FILE.search(title):
        return False
    return sum(looks_like_code(text) for text in texts) >= 0.4 * len(texts)
