"""Cleaning of untrusted text: what is stored and shown can neither drive a terminal nor hide anything."""

from __future__ import annotations

import re
import unicodedata

# CSI (with its arguments), OSC and other strings up to their terminator, two-character escapes; each also in its
# one-character C1 form. A string without an end loses only its introducer, so that it cannot swallow the rest.
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x9c\x1b]*(?:\x07|\x9c|\x1b\\)"
    r"|\x1b[ -/]*[0-~]?"
)

_SPACES = re.compile(r"[\s\x00-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")

# Emoji are drawn together with a joiner; everywhere else it is an invisible character.
_JOINER = "\u200d"
_EMOJI_JOINER = re.compile(
    r"(?<=[\u2600-\u27bf\ufe0f\U0001f300-\U0001faff])\u200d(?=[\u2600-\u27bf\U0001f300-\U0001faff])"
)

_INVISIBLE = re.compile(
    "["
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # soft hyphen, joiners, fillers, Mongolian selectors
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f"  # zero-width, marks, embeddings, overrides, isolates
    "\u3164\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff"  # fillers, byte order mark, annotations, non-characters
    "\ufe00-\ufe0e"  # variation selectors but the emoji one
    "\ud800-\udfff"  # lone surrogates
    "\U000e0000-\U000e0fff"  # tags: text that no one sees
    "]"
)

_KEPT_JOINER = "\ue000"


def untrusted(text: str) -> str:
    """``text`` as one clean line: no control or escape sequence, nothing invisible, no direction override, NFC.

    Letters of every script, accents and emoji stay. Cleaning twice changes nothing.
    """
    previous = None
    # Taking one thing away can bring two others together; in practice the second round finds nothing to do.
    while text != previous:
        previous = text
        text = _once(text)
    return text


def _once(text: str) -> str:
    if text.isascii() and text.isprintable():
        return _SPACES.sub(" ", text).strip(" ")
    text = _ESCAPES.sub("", text)
    text = _SPACES.sub(" ", text)
    text = text.replace(_KEPT_JOINER, "")
    text = _EMOJI_JOINER.sub(_KEPT_JOINER, text)
    text = _INVISIBLE.sub("", text).replace(_KEPT_JOINER, _JOINER)
    return unicodedata.normalize("NFC", text).strip(" ")
