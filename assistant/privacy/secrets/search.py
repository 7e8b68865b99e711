"""The search for secrets, in one line with what stands around it and in all lines of a screen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.privacy.secrets import across
from assistant.privacy.secrets.cards import card_details, cards, ibans, national_ids, pays
from assistant.privacy.secrets.codes import authenticator_seeds, one_time_codes, recovery_codes, seed_phrases
from assistant.privacy.secrets.doors import door_codes, under_door
from assistant.privacy.secrets.keys import key_marks
from assistant.privacy.secrets.labels import HINT, labelled, under_label
from assistant.privacy.secrets.tokens import tokens
from assistant.privacy.secrets.told import below, told, wraps
from assistant.privacy.secrets.values import Secret
from assistant.types import Line

_LONGEST = 4000
"""Characters that are looked at; no line of a screen is longer, and patterns stay fast."""


def find(text: str, *, before: str = "", after: str = "", header: str = "", form: str = "") -> tuple[Secret, ...]:
    """Secrets in ``text``, in order.

    ``before`` and ``after`` are the neighbouring lines, ``header`` is the label, column or sender that governs the
    line; a secret is often told only by them. ``form`` is the name of another field where the line stands in a form
    for paying by card.
    """
    if not text or text.isspace():
        return ()
    text, before, after, header = (part[:_LONGEST] for part in (text, before, after, header))
    found = sorted(_all(text, before, after, header, form), key=lambda secret: (secret.start, -secret.end))
    return tuple(_distinct(found))


def _all(text: str, before: str, after: str, header: str, form: str) -> Iterator[Secret]:
    context = " ".join(part for part in (header, before, after) if part)
    label = " ".join(part for part in (header, before) if part)
    yield from key_marks(text, before, after)
    yield from tokens(text)
    if HINT.search(text):
        yield from labelled(text)
        yield from told(text)
    yield from under_label(text, header)
    yield from under_label(text, before)
    yield from below(text, header)
    yield from below(text, before)
    if wraps(before, text):
        yield from _wrapped(text, before)
    yield from authenticator_seeds(text, context)
    yield from seed_phrases(text, context)
    yield from recovery_codes(text, context)
    if re.search(r"\d", text):
        yield from door_codes(text)
        yield from under_door(text, header)
        yield from under_door(text, before)
        yield from cards(text, context)
        yield from card_details(text, label, context, paying=pays(form))
        yield from ibans(text)
        yield from national_ids(text, label)
        yield from one_time_codes(text, label, context)


def _wrapped(text: str, before: str) -> Iterator[Secret]:
    """What a sentence tells that began in the line before."""
    whole = f"{before} {text}"
    start = len(whole) - len(text)
    for secret in (*told(whole), *door_codes(whole)):
        if secret.start >= start:
            yield Secret(secret.kind, secret.start - start, secret.end - start)


def _distinct(found: Sequence[Secret]) -> Iterator[Secret]:
    end = -1
    for secret in found:
        if secret.end > end:
            yield secret
            end = secret.end


def redact(text: str) -> str:
    """``text`` with each secret replaced by an ellipsis: for window titles, which name what they show.

    Where the search itself fails, nothing of the text is left.
    """
    try:
        found = find(text)
    except Exception:
        return ""
    for secret in reversed(found):
        text = f"{text[: secret.start]}…{text[secret.end :]}"
    return text


def redact_lines(lines: Sequence[Line]) -> tuple[list[Line], dict[str, int]]:
    """The lines that hold no secret, and how many were dropped by kind. A line with a secret is dropped whole.

    When the search itself fails, nothing is kept: every line counts as ``redaction failed``.
    """
    try:
        kinds = secret_lines(lines)
    except Exception:
        return [], {"redaction failed": len(lines)} if lines else {}
    kept = [line for index, line in enumerate(lines) if index not in kinds]
    return kept, dict(Counter(kinds.values()))


def secret_lines(lines: Sequence[Line]) -> dict[int, str]:
    """What kind of secret each line holds, by its index; lines without one are left out."""
    texts = [line.text for line in lines]
    kinds: dict[int, str] = across.spread(lines)
    harmless = across.harmless(texts)
    around = across.neighbours(lines)
    forms = across.forms(lines)
    for index, line in enumerate(lines):
        if index in kinds:
            continue
        before, after = around[index]
        found = find(line.text, before=before, after=after, header=line.header, form=forms.get(index, ""))
        if found and not (index in harmless and all(secret.kind == "private key" for secret in found)):
            kinds[index] = found[0].kind
    for first, second in pairwise(range(len(lines))):
        # A list of recovery codes is told by its title, which only the first one has beside it.
        if (
            kinds.get(first) == "recovery code"
            and second not in kinds
            and across.same_shape(texts[first], texts[second])
        ):
            kinds[second] = "recovery code"
    return kinds
