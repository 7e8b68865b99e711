"""Serves the pages over HTTPS and tells each page what to show; pages answer when they show it."""

from __future__ import annotations

import base64
import hashlib
import json
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from display import wait_for

TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json"}


@dataclass(slots=True)
class Director:
    """What every page should show now, and what it said that it shows."""

    port: int
    key_hash: str
    """SHA-256 of the certificate's public key, base64: the browser is told to trust exactly this one."""
    wanted: dict[str, Any] = field(default_factory=dict)
    shown: dict[str, int] = field(default_factory=dict)
    turn: int = 0

    def show(self, page: str, **view: Any) -> None:
        """Have ``page`` show ``view``, and wait until it does."""
        self.tell(page, **view)
        turn = self.turn
        wait_for(f"page {page} to show {view}", lambda: self.shown.get(page, 0) >= turn)

    def tell(self, page: str, **view: Any) -> None:
        """The same without waiting, for a page that is not open yet."""
        self.turn += 1
        self.wanted[page] = {"turn": self.turn, **view}


def _certificate(folder: Path) -> tuple[Path, str]:
    both = folder / "server.pem"
    key = folder / "key.pem"
    request = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=pages"
    subprocess.run(
        [*request.split(), "-addext", "subjectAltName=DNS:*.example", "-keyout", str(key), "-out", str(both)],
        check=True,
        capture_output=True,
    )
    with both.open("a", encoding="ascii") as target:
        target.write(key.read_text(encoding="ascii"))
    der = subprocess.run(
        ["openssl", "pkey", "-in", str(key), "-pubout", "-outform", "DER"], check=True, capture_output=True
    ).stdout
    return both, base64.b64encode(hashlib.sha256(der).digest()).decode()


@contextmanager
def serve(folder: Path, pages: tuple[Path, ...]) -> Iterator[Director]:
    """Run the server on a free port of this machine; a page is looked up in each folder of ``pages``."""
    certificate, key_hash = _certificate(folder)
    director = Director(0, key_hash)

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            """A page's file, or what the page should show."""
            url = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(url.query).items()}
            if url.path == "/view":
                page = query["page"]
                director.shown[page] = max(director.shown.get(page, 0), int(query["shown"]))
                self._answer(json.dumps(director.wanted.get(page, {})).encode(), "application/json")
                return
            name = url.path.strip("/")
            name = name if "." in name else f"{name}.html"
            file = next((one / name for one in pages if "/" not in name and (one / name).is_file()), None)
            if file is None:
                self.send_error(404)
                return
            self._answer(file.read_bytes(), TYPES.get(file.suffix, "application/octet-stream"))

        def _answer(self, body: bytes, kind: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    director.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield director
    finally:
        server.shutdown()
        server.server_close()
