"""Downloads from a hub, against a real HTTP server on this machine."""

from __future__ import annotations

import fcntl
import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from assistant.errors import ModelError
from assistant.inference.download import fetch

DATA = bytes(range(256)) * 20_000
SHA256 = hashlib.sha256(DATA).hexdigest()


class _Hub(BaseHTTPRequestHandler):
    """Answers like a model hub: a redirect that carries the hash, then the bytes, continued where asked."""

    cut = 0
    """Bytes after which the connection breaks; 0: never."""
    ranges: list[str]
    body = DATA
    resumes = True

    def do_GET(self) -> None:
        if self.path == "/model.gguf":
            self.send_response(302)
            self.send_header("x-linked-etag", f'"{SHA256}"')
            self.send_header("Location", "/store/model.gguf")
            self.end_headers()
            return
        if self.path != "/store/model.gguf":
            self.send_error(404)
            return
        asked = self.headers.get("Range") or ""
        type(self).ranges.append(asked)
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked and self.resumes else 0
        self.send_response(206 if start else 200)
        rest = self.body[start:]
        self.send_header("Content-Length", str(len(rest)))
        self.end_headers()
        self.wfile.write(rest[: self.cut] if self.cut else rest)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Quiet."""


@contextmanager
def _serving(**facts: object) -> Iterator[tuple[str, type[_Hub]]]:
    hub = type("Hub", (_Hub,), {"ranges": [], **facts})
    server = ThreadingHTTPServer(("127.0.0.1", 0), hub)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _fetch(url: str, target: Path, *, size: int = len(DATA), sha256: str = SHA256) -> tuple[str, list[str]]:
    hosts: list[str] = []
    digest = fetch(
        f"{url}/model.gguf", target, size=size, sha256=sha256, progress=lambda *_: None, announce=hosts.append
    )
    return digest, hosts


def test_a_file_arrives_whole_and_closed(tmp_path: Path) -> None:
    """Checked, owner-only, nothing left beside it, and the host is named before it is contacted."""
    with _serving() as (url, _):
        digest, hosts = _fetch(url, tmp_path / "model.gguf")
    assert digest == SHA256
    assert (tmp_path / "model.gguf").read_bytes() == DATA
    assert (tmp_path / "model.gguf").stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == ["model.gguf"]
    assert hosts[0] == "127.0.0.1"


def test_a_broken_download_is_continued(tmp_path: Path) -> None:
    """The second attempt asks for the rest alone."""
    target = tmp_path / "model.gguf"
    with _serving(cut=1_500_000) as (url, _), pytest.raises(ModelError) as caught:
        _fetch(url, target)
    assert "again" in caught.value.hint
    assert not target.exists()
    arrived = target.with_name("model.gguf.part").stat().st_size
    assert 0 < arrived <= 1_500_000
    with _serving() as (url, hub):
        _fetch(url, target)
        assert hub.ranges == [f"bytes={arrived}-"]
    assert target.read_bytes() == DATA


def test_a_host_that_cannot_continue_starts_over(tmp_path: Path) -> None:
    """An ignored range does not glue two beginnings together."""
    target = tmp_path / "model.gguf"
    target.with_name("model.gguf.part").write_bytes(DATA[:1000])
    with _serving(resumes=False) as (url, _):
        _fetch(url, target)
    assert target.read_bytes() == DATA


def test_other_bytes_are_refused_and_deleted(tmp_path: Path) -> None:
    """What is not the pinned file never gets its name."""
    with _serving(body=DATA[::-1]) as (url, _), pytest.raises(ModelError, match=SHA256):
        _fetch(url, tmp_path / "model.gguf")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_hash_is_taken_from_the_hub_once(tmp_path: Path) -> None:
    """The linked ETag is the file's hash, and what arrives is held to it."""
    with _serving() as (url, _):
        assert _fetch(url, tmp_path / "model.gguf", size=0, sha256="")[0] == SHA256
    with _serving(body=DATA[::-1]) as (url, _), pytest.raises(ModelError, match="SHA-256"):
        _fetch(url, tmp_path / "other.gguf", size=0, sha256="")


def test_offline_is_said_with_the_next_step(tmp_path: Path) -> None:
    """A port where nobody listens."""
    with _serving() as (url, _):
        pass
    with pytest.raises(ModelError, match=r"127\.0\.0\.1 cannot be reached") as caught:
        _fetch(url, tmp_path / "model.gguf")
    assert "internet" in caught.value.hint


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """The host's answer is not hidden."""
    with _serving() as (url, _), pytest.raises(ModelError, match="404"):
        fetch(f"{url}/no", tmp_path / "x", size=0, sha256="", progress=lambda *_: None, announce=lambda _: None)


def test_two_downloads_do_not_write_into_one_file(tmp_path: Path) -> None:
    """The second says so and touches nothing."""
    target = tmp_path / "model.gguf"
    with _serving() as (url, _), target.with_name("model.gguf.part").open("ab") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(ModelError, match="already"):
            _fetch(url, target)
