"""Taking a frame: what the user decides while it is being read holds for it too."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest

from assistant import paths
from assistant.config import User
from assistant.daemon.ingest import UNWANTED, Ingest
from assistant.daemon.stages import Stages
from assistant.pipeline.context import Context
from assistant.privacy.exclusion import Rules
from assistant.privacy.places import Places, key
from assistant.privacy.rules import Scope
from assistant.protocol import Json
from assistant.store import Store, keys
from assistant.types import Frame, Input, Pixels, Window
from assistant.workers import Worker

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
FRAME = Frame(
    NOON, 1, Pixels(400, 100, bytes(400 * 100 * 4)), (Window("gedit", "Notes", 0, 0, 400, 100, focused=True),), None
)


class FakeReader:
    """Reads the same line off every frame, and lets something happen meanwhile."""

    def __init__(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        self.text = "Lanterns for the terrace"
        self._meanwhile = meanwhile

    def call(self, _verb: str, _args: Json, _blobs: Sequence[bytes]) -> tuple[Json, list[bytes]]:
        """The reader child's answer."""
        self._meanwhile()
        return {"lines": [[self.text, [10, 10, 300, 30], 0.99, -1]]}, []


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new store."""
    home = paths.home({"INKLING_HOME": str(tmp_path / "home")})
    home.create()
    with Store.open(home, keys.create(home), create=True, ballast_size=0) as opened:
        yield opened


def _ingest(store: Store, meanwhile: Callable[[], None] = lambda: None) -> Ingest:
    return Ingest(store, cast(Worker, FakeReader(meanwhile)), Rules(recorded=True), User(), Stages())


def test_a_pause_while_the_frame_is_read_holds_for_it(store: Store) -> None:
    """Nothing of a frame is stored once the pause has returned; after the pause the screen is read anew."""
    paused = threading.Event()
    ingest = _ingest(store, paused.set)
    taken = ingest.take(FRAME, "digest", paused.is_set)
    assert (taken.outcome, taken.reason) == ("dropped", UNWANTED)
    assert not store.observations()
    assert store.screen_state(1) is None
    assert store.last_frame() is None
    assert ingest.take(FRAME, "digest").observations


class BrowserReader:
    """Reads an address and one line below it, whose text can change."""

    def __init__(self) -> None:
        self.text = "Order 4711 is confirmed"

    def call(self, _verb: str, args: Json, _blobs: Sequence[bytes]) -> tuple[Json, list[bytes]]:
        """The lines of the regions asked for."""
        lines = [["shop.example.org/orders", [10, 10, 300, 30], 0.99, -1], [self.text, [10, 60, 300, 80], 0.99, -1]]
        top = min(region["box"][1] for region in args["regions"])
        return {"lines": [line for line in lines if cast(list[int], line[1])[1] >= top]}, []


def test_a_page_whose_address_is_forbidden_leaves_nothing(store: Store) -> None:
    """Its address is known once it was read: no observation, no line in the kept screen, also of what changes later."""
    reader = BrowserReader()
    ingest = Ingest(store, cast(Worker, reader), Rules(recorded=True), User(), Stages())
    places = Places(frozenset([key(Scope.SITE, "example.org")]))
    ingest.rules = Rules(recorded=True, left_address=places.has_address)
    page = replace(FRAME, windows=(Window("firefox", "Orders", 0, 0, 400, 100, focused=True),))
    assert not ingest.take(page, "first").observations
    reader.text = "Order 4712 is on its way"
    below = bytearray(FRAME.pixels.data)
    below[400 * 4 * 60 : 400 * 4 * 80] = b"\xff" * (400 * 4 * 20)
    scrolled = replace(page, pixels=Pixels(400, 100, bytes(below)), time=NOON + timedelta(minutes=1))
    assert not ingest.take(scrolled, "second").observations
    assert "Order" not in str(store.screen_state(1))
    assert store.counters("dropped.") == {"dropped.your rule": 2}


class PageReader:
    """Reads the lines it was given, below each other."""

    def __init__(self, *texts: str) -> None:
        self.texts = texts

    def call(self, _verb: str, _args: Json, _blobs: Sequence[bytes]) -> tuple[Json, list[bytes]]:
        """The whole page, whatever was asked for."""
        boxes = [[10, 10 + 22 * at, 300, 28 + 22 * at] for at in range(len(self.texts))]
        return {"lines": [[text, box, 0.99, -1] for text, box in zip(self.texts, boxes, strict=True)]}, []


def test_a_secret_stays_one_when_its_label_has_scrolled_away(store: Store) -> None:
    """The value alone looks like anything; in the program where it was a password it is kept no more than then."""
    value = "Kiesel" + "stein42"
    reader = PageReader("The plumber comes on Friday", "Passwort für das Gäste-WLAN:", value)
    ingest = Ingest(store, cast(Worker, reader), Rules(recorded=True), User(), Stages())
    ingest.take(FRAME, "first")
    reader.texts = (value, "The roof needs new tiles")
    scrolled = Pixels(400, 100, b"\xff" * (400 * 100 * 4))
    ingest.take(replace(FRAME, pixels=scrolled, time=NOON + timedelta(minutes=1)), "second")
    texts = [line.text for seen in store.observations(newest_first=False) for line in seen.lines]
    assert texts == ["The plumber comes on Friday", "Passwort für das Gäste-WLAN:", "The roof needs new tiles"]
    assert value not in str(store.screen_state(1))


def test_forgetting_waits_for_the_frame_in_hand(store: Store) -> None:
    """Else its screen, which still holds what is forgotten, would be stored after it."""
    held: list[bool] = []
    ingest: Ingest
    ingest = _ingest(store, lambda: held.append(ingest.turn.locked()))
    assert ingest.take(FRAME, "digest").outcome == "read"
    assert held == [True]
    assert not ingest.turn.locked()


def test_each_look_knows_whose_window_had_the_focus(store: Store) -> None:
    """Also of one that comes back unchanged, marked as unsaved, or after a restart; not of one that is never read."""
    reader = FakeReader()

    def taken(ingest: Ingest, second: int, text: str, title: str, idle: float | None = None) -> None:
        reader.text = text
        shown = (Window("firefox", title, 0, 0, 400, 100, focused=True),)
        pixels = Pixels(400, 100, bytes([second * 4]) * (400 * 100 * 4))
        hands = None if idle is None else Input(idle_s=idle)
        ingest.take(Frame(NOON + timedelta(seconds=second), 1, pixels, shown, hands), f"{second}")

    def started() -> Ingest:
        return Ingest(store, cast(Worker, reader), Rules(recorded=True), User(), Stages())

    ingest = started()
    taken(ingest, 0, "Lanterns for the terrace", "Garden")
    taken(ingest, 10, "Velvet sofa for the lounge", "Sofas", idle=7.0)
    taken(ingest, 20, "Crimson umbrella", "Sofas — Mozilla Firefox Private Browsing")
    taken(ingest, 30, "Lanterns for the terrace", "● Garden")
    taken(started(), 40, "Velvet sofa for the lounge", "Sofas")
    garden, sofas = (one.id for one in store.observations(newest_first=False))
    looks = store.looks(NOON, NOON + timedelta(minutes=1))
    assert [look.focus for look in looks] == [garden, sofas, None, garden, sofas]
    assert [look.idle_s for look in looks] == [None, 7.0, None, None, None]


def test_a_window_that_is_never_read_gives_no_context(store: Store) -> None:
    """What stands in the title of a private window must not call for a suggestion."""
    ingest = _ingest(store)
    ingest.take(FRAME, "digest")
    ordinary = Window("gedit", "Notes", 0, 0, 400, 100, focused=True)
    assert ingest.context(ordinary).lines == ("Lanterns for the terrace",)
    private = Window("firefox", "Clinic — Mozilla Firefox Private Browsing", 0, 0, 400, 100, focused=True)
    assert ingest.context(private) == Context()
