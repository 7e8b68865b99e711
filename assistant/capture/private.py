"""Which windows of the Chromium family are private.

On X11 their title, class and role are those of an ordinary window (measured with Chromium 156). Their accessible
name tells: "Page - Chromium (Incognito)". Where nobody announces names, the window's own toolbar may be read, in
memory and by whoever is given to this class; where that does not tell either, the window stays unknown and is
painted over.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence

from assistant.capture.accessibility import Accessibility, Announced
from assistant.capture.bus import BusError
from assistant.capture.clients import Client
from assistant.capture.screen import Screen
from assistant.errors import DisplayError
from assistant.privacy.exclusion import is_chromium, says_private
from assistant.types import Box, Pixels

ReadToolbar = Callable[[Pixels], bool | None]
"""Looks at a browser window's toolbar: private, ordinary, or cannot tell."""

BUDGET = 0.3
"""Seconds that all programs together may take to announce their windows."""
AGAIN = 2.0
"""Seconds before unknown windows are asked about again."""
NO_BUS = 15.0
"""Seconds before a bus that did not answer is asked again."""
TOOLBAR = 140
"""Height in pixels of the strip that holds title bar, tabs and toolbar."""


class BrowserPrivacy:
    """Remembers for each browser window what it was found to be: a window never changes from one to the other."""

    def __init__(self, session_bus: str | None, *, display: str = "", read_toolbar: ReadToolbar | None = None) -> None:
        """``session_bus`` is an address or None; ``display`` is needed only with ``read_toolbar``."""
        self._accessibility = Accessibility(session_bus) if session_bus else None
        self._screen = Screen(display) if read_toolbar else None
        self._read_toolbar = read_toolbar
        self._known: dict[int, bool] = {}
        self._not_before = 0.0

    def judge(self, clients: Sequence[Client], uncovered: Collection[int]) -> dict[int, bool | None]:
        """Private, ordinary or not known, for each window of the Chromium family, by id.

        ``uncovered`` are the windows whose toolbar no other window covers.
        """
        browsers = [client for client in clients if is_chromium(client.app)]
        self._known = {client.id: self._known[client.id] for client in browsers if client.id in self._known}
        unknown = [client for client in browsers if client.id not in self._known]
        if unknown and time.monotonic() >= self._not_before:
            self._find_out(unknown, uncovered)
        return {client.id: self._known.get(client.id) for client in browsers}

    def _find_out(self, unknown: Sequence[Client], uncovered: Collection[int]) -> None:
        announced: list[Announced] = []
        pause = AGAIN
        if self._accessibility is not None:
            try:
                announced = [each for each in self._accessibility.windows(BUDGET) if is_chromium(each.program)]
            except BusError:
                pause = NO_BUS
        for client in unknown:
            verdict = match(client, announced)
            if verdict is None and client.id in uncovered:
                verdict = self._look(client.box)
            if verdict is not None:
                self._known[client.id] = verdict
        if any(client.id not in self._known for client in unknown):
            self._not_before = time.monotonic() + pause

    def _look(self, box: Box) -> bool | None:
        """What the toolbar shows; the strip exists only during this call."""
        if self._screen is None or self._read_toolbar is None:
            return None
        try:
            strip = self._screen.strip((box[0], box[1], box[2], min(box[1] + TOOLBAR, box[3])))
        except DisplayError:
            return None
        return None if strip is None else self._read_toolbar(strip)

    def close(self) -> None:
        """Hang up and forget; :meth:`judge` may be called again."""
        if self._accessibility is not None:
            self._accessibility.close()
        if self._screen is not None:
            self._screen.close()
        self._known.clear()


def match(client: Client, announced: Sequence[Announced]) -> bool | None:
    """What the announced windows say about ``client``: those with its title, the nearest ones if they disagree."""
    candidates = [(each, verdict) for each in announced if (verdict := compare(client.title, each.name)) is not None]
    verdicts = {verdict for _, verdict in candidates}
    if len(verdicts) > 1:
        nearest = min(_distance(client.box, each.box) for each, _ in candidates)
        verdicts = {verdict for each, verdict in candidates if _distance(client.box, each.box) == nearest}
    return verdicts.pop() if len(verdicts) == 1 else None


def compare(title: str, name: str) -> bool | None:
    """Private or ordinary when ``name`` is an accessible name of the window titled ``title``; None when it is not.

    An accessible name may add a state after the page's title ("Audio playing") and, after the product's name, the
    profile (" - Anna") or the mark of a private window (" (Incognito)").
    """
    page, dash, product = title.rpartition(" - ")
    at = name.rfind(product)
    if not title or not name.startswith(page + dash) or at < len(page + dash):
        return None
    rest = name[at + len(product) :]
    if says_private(name) or says_private(product + rest):
        return True
    # A bracket holds the mark in some language that is not known here.
    return False if rest == "" or (rest.startswith(" - ") and not set(rest) & set("()[]（）")) else None


def _distance(one: Box, other: Box) -> int:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))
