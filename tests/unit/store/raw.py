"""Reads the pages of an encrypted database and its log as they lie on the disk, free ones included."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_PAGE = 4096
_RESERVED = 80  # 16 bytes of initialisation vector, 64 of authentication code
_SALT = 16
_LOG_HEADER = 32
_FRAME_HEADER = 24


def plaintext(database: Path, key: bytes) -> bytes:
    """Every page of the file and of its log, decrypted with the raw key and put one after the other."""
    log = database.with_name(database.name + "-wal")
    parts = [*_pages(database.read_bytes()), *(_frames(log.read_bytes()) if log.exists() else [])]
    return b"".join(_decrypt(page, key, first) for page, first in parts)


def _pages(data: bytes) -> Iterator[tuple[bytes, bool]]:
    for start in range(0, len(data), _PAGE):
        yield data[start : start + _PAGE], start == 0


def _frames(data: bytes) -> Iterator[tuple[bytes, bool]]:
    for start in range(_LOG_HEADER, len(data), _FRAME_HEADER + _PAGE):
        number = int.from_bytes(data[start : start + 4], "big")
        yield data[start + _FRAME_HEADER : start + _FRAME_HEADER + _PAGE], number == 1


def _decrypt(page: bytes, key: bytes, first: bool) -> bytes:
    body, vector = page[: _PAGE - _RESERVED], page[_PAGE - _RESERVED : _PAGE - _RESERVED + 16]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    return decryptor.update(body[_SALT:] if first else body) + decryptor.finalize()
