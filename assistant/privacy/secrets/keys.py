"""Private keys: their frames, their bodies, and bodies whose frame has scrolled away."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Sequence

from assistant.privacy.secrets.values import Secret, base64_block

_BEGIN = re.compile(
    r"-{2,5} ?BEGIN (?:[A-Z0-9]+ ){0,4}(?:PRIVATE|SECRET) KEY(?: BLOCK)? ?-{0,5}|PuTTY-User-Key-File-\d"
    r"|^Private-Lines: \d",
)
_END = re.compile(r"-{2,5} ?END (?:[A-Z0-9]+ ){0,4}(?:PRIVATE|SECRET) KEY(?: BLOCK)? ?-{0,5}|^Private-MAC: ")
# The first bytes of private keys, in base64: DER with version 0, encrypted PKCS#8, EC, OpenSSH; and a frame in base64.
_HEAD = re.compile(
    r"\bMII[A-Za-z0-9+/]{2}[QgwABCDEFHIJK]IBAAK?|\bMII[A-Za-z0-9+/]{3}IBAA|\bMII[A-Za-z0-9+/]{3,8}Bgkqhki(?:G9w0BBQ"
    r"|G9w0BD)"
    r"|\bMI[GH][A-Za-z0-9+/]AgE[AB]|\bMHcCAQEE|\bMC4CAQAwBQYDK2Vw|\bb3BlbnNzaC1rZXktdjE"
    r"|LS0tLS1CRUdJTi[A-Za-z0-9+/]{0,24}"
    r"(?:UFJJVkFURS|QUklWQVRF|BSSVZBVE)"
)
# What is long base64 but no key: certificates, public keys, signatures, packed files and pictures.
_HARMLESS = re.compile(
    r"BEGIN (?:[A-Z0-9]+ ){0,4}(?:CERTIFICATE|PUBLIC KEY|SIGNATURE|MESSAGE|SIGNED)|ssh-(?:rsa|ed25519|dss) |ecdsa-sha2-"
    r"|\bH4sI|iVBORw?|/9j/4|R0lGOD|UEsDB|JVBERi|data:[a-z]+/|sha(?:256|384|512)-|integrity|CERTIFICATE"
)
_JWK = re.compile(r"\"(?:d|k|p|q|dp|dq|qi)\"\s*:\s*\"([A-Za-z0-9_\-]{20,})")

_LONGEST_RUN = 100_000
_LONGEST = 120
"""Lines of a key at most, after which an END that never came is no longer waited for."""


def key_marks(text: str, before: str, after: str) -> Iterator[Secret]:
    """What of a key one line shows by itself and by its neighbours."""
    whole = Secret("private key", 0, len(text))
    begin, end = _BEGIN.search(text), _END.search(text)
    # An empty frame is a placeholder.
    if (begin and not _END.search(after)) or (end and not _BEGIN.search(before)) or (begin and end and len(text) > 120):
        yield whole
        return
    if _HEAD.search(text) or any(_holds_key(run) for run in _PACKED.findall(text)):
        yield whole
        return
    match = _JWK.search(text)
    if match:
        yield Secret("private key", match.start(1), match.end(1))
    if base64_block(text) and not _HARMLESS.search(f"{before} {text} {after}"):
        framed = _BEGIN.search(before) or _END.search(after)
        if framed or base64_block(before, 60) or base64_block(after, 60):
            yield whole


_PACKED = re.compile(r"[A-Za-z0-9+/]{80,}")
_INSIDE = re.compile(
    rb"PRIVATE KEY|openssh-key-v1|\"kty\"[^{}]{0,400}\"[dk]\"\s*:|\"[dk]\"[^{}]{0,400}\"kty\"|^\x30\x82..\x02\x01\x00"
)


def _holds_key(run: str) -> bool:
    """Does base64 hold a key, a file with a key in it, or that once more in base64?"""
    run = run[:_LONGEST_RUN]
    try:
        raw = base64.b64decode(run[: len(run) // 4 * 4])
    except binascii.Error:
        return False
    return _INSIDE.search(raw) is not None or b"UFJJVkFURS" in raw or b"LS0tLS1CRUdJTi" in raw


def key_lines(texts: Sequence[str]) -> set[int]:
    """Indexes of the lines that belong to private keys, frames and bodies, in lines that stand below each other."""
    found: set[int] = set()
    start: int | None = None
    for index, text in enumerate(texts):
        if start is None and (_BEGIN.search(text) or _HEAD.search(text)):
            start = index
        if start is None:
            continue
        if _END.search(text):
            found.update(range(start, index + 1))
            start = None
        elif index - start > _LONGEST or (index > start and _prose(text)):
            found.update(i for i in range(start, index) if i == start or base64_block(texts[i], 30))
            start = None
    if start is not None:
        found.update(range(start, len(texts)))
    return found


def _prose(text: str) -> bool:
    """Does this line show that the key has ended without an END, for example because that was not readable?"""
    return len(re.findall(r"\b[A-Za-z]{2,}\b", text)) >= 6 and not base64_block(text, 40)


def harmless_lines(texts: Sequence[str]) -> set[int]:
    """Indexes of base64 lines that follow the mark of something harmless: a certificate, a packed file."""
    found: set[int] = set()
    inside = False
    for index, text in enumerate(texts):
        if _HARMLESS.search(text):
            inside = True
            found.add(index)
        elif inside and base64_block(text, 40) and not _HEAD.search(text):
            found.add(index)
        elif inside and not re.fullmatch(r"\s*[\"'#/*+]*\s*[A-Za-z0-9+/=]{1,80}[\"';,+)]*\s*", text):
            inside = False
    return found
