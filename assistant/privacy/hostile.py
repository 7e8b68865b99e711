"""Text that tries to steer Inkling or its reader: orders to machines, and the lures of fraud.

What is recognised stays out of inference; it is still stored and can be searched. This is a filter, not a wall:
the wall is that nothing the mind says can act, and that every belief must stand in a quote.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from assistant.privacy.clean import untrusted
from assistant.privacy.frauds import fraud, leads
from assistant.privacy.lures import LURES
from assistant.privacy.steering import INSTRUCTIONS

INSTRUCTION = "instruction"
PHISHING = "phishing"

_INSTRUCTION = re.compile("|".join(f"(?:{pattern})" for pattern in INSTRUCTIONS))
_LURE = re.compile("|".join(f"(?:{pattern})" for pattern in LURES))
# Banks report what their customers had them do; whoever wants a click does not.
_AS_ASKED = re.compile(
    r"\b(?:at your request|as you (?:asked|requested)|auf ihren wunsch|wie (?:von ihnen )?gewünscht|à votre demande)\b"
    r"(?!.*\b(?:click|klick|cliqu|link|lien|not you|log ?in|sign in|verif|vérif|confirm|bestätig))"
)
_LONGEST = 2000


def hostile(text: str) -> str | None:
    """``"instruction"`` for text that gives orders to a machine, ``"phishing"`` for a lure, None for anything else."""
    folded = _fold(text)
    if len(folded) < 4:
        return None
    if _INSTRUCTION.search(folded):
        return INSTRUCTION
    return PHISHING if _LURE.search(folded) and not _AS_ASKED.search(folded) else None


def hostile_lines(texts: Sequence[str]) -> list[str | None]:
    """The judgement of each line of one block, in reading order; a sentence that wraps is judged whole as well."""
    verdicts = [hostile(text) for text in texts]
    for first, (one, other) in enumerate(pairwise(texts)):
        if verdicts[first] is None and verdicts[first + 1] is None:
            verdicts[first] = verdicts[first + 1] = hostile(f"{one} {other}")
    return verdicts


def hostile_mail(texts: Sequence[str], subject: str = "", sender: str = "") -> bool:
    """Whether a mail steers or lures in one of its lines, in its ``subject``, or as a whole.

    The subject of an answer or of what was passed on is somebody else's.
    """
    own = [] if _PASSED_ON.match(subject) else [subject]
    if any(hostile_lines([*own, *texts])):
        return True
    return fraud(_fold_lines([*own, *texts]), sender)


def presses(texts: Sequence[str]) -> bool:
    """Whether a message leads to a link, or wants money or a secret at once."""
    return leads(_fold_lines(texts))


_PASSED_ON = re.compile(r"\s*(?:re|aw|fwd?|wg|tr|rép|antw|sv)\s?:", re.IGNORECASE)


def _fold_lines(texts: Sequence[str]) -> str:
    return "\n".join(map(_fold, texts))


# Letters of other scripts that look like Latin ones and are used to slip past filters.
_ALIKE = str.maketrans("аеорсухіјѕαικνορτυχ’‘", "aeopcyxijsaiknoptux''")


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKC", untrusted(text[:_LONGEST])).casefold()
    # A whole word in Cyrillic or Greek is what it seems; single letters among Latin ones are a trick.
    return folded if re.search(r"[\u0370-\u04ff]{4,}", folded) else folded.translate(_ALIKE)
