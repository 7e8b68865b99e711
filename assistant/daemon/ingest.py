"""The front half of the main job: from a frame to stored observations, each with a job for the back half.

Live capture and replay take this same path. Everything that one frame changes is one transaction, so that a kill at
any instant leaves the frame either not done or done with all its consequences.
"""

from __future__ import annotations

import threading
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from assistant.config import User
from assistant.daemon.stages import Stages
from assistant.pipeline.context import Context
from assistant.pipeline.scene import topic
from assistant.privacy import masking, secrets, tiers
from assistant.privacy.clean import untrusted
from assistant.privacy.exclusion import Rules, excluded, is_browser, programs
from assistant.reading.caret import without_caret
from assistant.reading.observe import observe
from assistant.reading.raw import RawLine
from assistant.reading.screen import Screen, window_key
from assistant.reading.step import Fresh, Step, reply, request, step
from assistant.store import Store
from assistant.store.jobs import NewJob
from assistant.types import BlockKind, Box, Frame, Line, Pixels, Window
from assistant.workers import Worker

WINDOWS = 50
"""Windows whose headers are remembered."""
HIDDEN = 500
"""Windows whose newest observation is remembered while they are hidden, since they may come back unchanged."""
DISPLAYED = 2000
"""Texts of Inkling's own that are remembered, so that reading them back from the screen is no evidence."""

LATE_KEYS = 3
"""So many keys at most may have been pressed before a look at the screen and drawn after it."""
ADDRESS_BAR = 160
"""Pixels below a browser window's top within which its address stands."""
UNWANTED = "the user paused meanwhile"


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one frame."""

    outcome: str
    """``read``, ``unchanged``, ``known`` (done in an earlier run) or ``dropped``."""
    observations: tuple[int, ...] = ()
    reason: str = ""
    lines_read: int = 0


@dataclass(slots=True)
class _Monitor:
    """What one monitor showed last, in memory; pixels are masked ones."""

    pixels: Pixels | None
    screen: Screen
    windows: tuple[Window, ...] = ()
    newest: dict[str, int] = field(default_factory=dict)
    """The newest observation by window, which an unchanged screen extends."""


class Ingest:
    """Takes frames in time order. One thread at a time."""

    def __init__(self, store: Store, reader: Worker, rules: Rules, user: User, stages: Stages) -> None:
        self._store = store
        self._reader = reader
        self.rules = rules
        self._stages = stages
        self._monitors: dict[int, _Monitor] = {}
        self._entries: dict[str, tuple[tuple[str, str], ...]] = {}
        self._known: dict[str, int | None] = {}
        self._keys: dict[int, int] = {}
        self._withheld = secrets.Withheld()
        self.user = user
        self.displayed: deque[str] = deque(maxlen=DISPLAYED)
        """Texts that Inkling has shown lately; see defect 18."""
        self.printed: deque[str] = deque(maxlen=DISPLAYED)
        """Lines that commands have printed lately, folded for comparison."""
        self.turn = threading.Lock()
        """Held while a frame is taken; whoever forgets holds it too, or that frame would bring the screen back."""

    def take(self, frame: Frame, digest: str, unwanted: Callable[[], bool] = lambda: False) -> Ingested:
        """Mask, read and store one frame; raises WorkerError when the reader failed, and then nothing is stored.

        ``unwanted`` is asked last, in the storing transaction: reading takes long enough for a pause to come between.
        """
        with self.turn:
            return self._take(frame, digest, unwanted)

    def _take(self, frame: Frame, digest: str, unwanted: Callable[[], bool]) -> Ingested:
        if self._store.frame_done(digest, frame.time, frame.monitor):
            return Ingested("known")
        with self._stages.measure("mask"):
            masked = masking.mask(frame, self.rules)
        if masked.frame is None:
            return self.skip(frame, digest, masking.NO_WINDOWS)
        monitor = self._monitor(frame.monitor)
        clean = _clean(self._with_late_keys(masked.frame))
        with self._stages.measure("read"):
            taken = step(monitor.screen, monitor.pixels, clean, self._read, self.user, frozenset(self.displayed))
        if taken.regions:
            return self._changed(monitor, clean, digest, masked.dropped, taken, unwanted)
        return self._unchanged(monitor, clean, digest, masked.dropped, unwanted)

    def skip(self, frame: Frame, digest: str, reason: str) -> Ingested:
        """Be done with a frame of which nothing is used."""
        with self._store.transaction():
            self._store.mark_frame(digest, frame.time, frame.monitor, dropped=reason)
        return Ingested("dropped", reason=reason)

    def context(self, window: Window) -> Context:
        """What stands in a window now, as far as it was read; of a window that is never read, not even its title."""
        if excluded(window, self.rules) is not None:
            return Context()
        window = _clean_window(window)
        key = window_key(window)
        # Another thread may add a monitor meanwhile.
        monitors = list(self._monitors.values())
        lines = [seen.line.text for monitor in monitors for seen in monitor.screen.lines if seen.key == key]
        entries = self._entries.get(key, ())
        headers = tuple(dict.fromkeys(header for _, header in entries))
        return Context(window.app, window.title, tuple(lines), headers, entries)

    def showing(self) -> list[tuple[str, str]]:
        """Program and title of every window that is read now."""
        return [
            (app, title)
            for monitor in list(self._monitors.values())
            for app, _, title in (key.partition("\x00") for key in monitor.newest)
        ]

    def was_displayed(self, text: str) -> bool:
        """Whether Inkling itself showed this text lately."""
        return text in self.displayed

    def forget_screens(self) -> None:
        """Read the screens' states from the store again, after something was forgotten."""
        self._monitors.clear()
        self._entries.clear()
        self._known.clear()

    def _unchanged(
        self, monitor: _Monitor, frame: Frame, digest: str, painted: Mapping[str, int], unwanted: Callable[[], bool]
    ) -> Ingested:
        with self._store.transaction():
            if unwanted():
                return Ingested("dropped", reason=UNWANTED)
            shown = self._extend(monitor.newest.values(), frame.time)
            self._store.mark_frame(
                digest, frame.time, frame.monitor, observations=shown, focus=self._focus(frame), idle_s=_idle(frame)
            )
            self._count(painted)
        monitor.pixels = frame.pixels
        return Ingested("unchanged")

    def _changed(
        self,
        monitor: _Monitor,
        frame: Frame,
        digest: str,
        painted: Mapping[str, int],
        taken: Step,
        unwanted: Callable[[], bool],
    ) -> Ingested:
        with self._stages.measure("observe"):
            lines, withheld, unkept = self._filter(frame, taken.fresh)
            observations = observe(frame, lines, frozenset(self.displayed), tuple(self.printed))
        # What must not be kept must not stay in the screen's state either, which is stored.
        screen = taken.screen.without(unkept.__contains__) if unkept else taken.screen
        showing = {_key(window.app, window.title) for window in frame.windows or ()}
        with self._stages.measure("store"), self._store.transaction():
            if unwanted():
                return Ingested("dropped", reason=UNWANTED)
            job = NewJob("infer", frame.time)
            added = [kept for o in observations if (kept := self._store.add_observation(o, [job])) is not None]
            fresh = {_key(o.app, o.title): o.id for o in added if o.id is not None}
            newest = {key: i for key, i in {**monitor.newest, **fresh}.items() if key in showing}
            older = self._extend([i for key, i in newest.items() if key not in fresh], frame.time)
            self._store.set_screen_state(frame.monitor, screen.to_json())
            self._remember({_document(o.app, o.title): o.id for o in added})
            self._store.mark_frame(
                digest, frame.time, frame.monitor, observations=[*fresh.values(), *older], focus=self._focus(frame),
                idle_s=_idle(frame),
            )  # fmt: skip
            self._count(painted)
            self._count(withheld)
        monitor.screen, monitor.pixels, monitor.newest = screen, frame.pixels, newest
        return Ingested("read", tuple(fresh.values()), lines_read=taken.lines_read)

    def _remember(self, newest: Mapping[str, int | None]) -> None:
        """Keep the newest observation of each window; None where there is none."""
        for key, identifier in newest.items():
            self._known.pop(key, None)
            self._known[key] = identifier
        while len(self._known) > HIDDEN:
            self._known.pop(next(iter(self._known)))

    def _focus(self, frame: Frame) -> int | None:
        """What the user looks at: the newest observation of the focused window, mostly from an earlier frame.

        None where no window is focused, or one that is never read.
        """
        focused = next((window for window in frame.windows or () if window.focused), None)
        if focused is None or excluded(focused, self.rules) is not None:
            return None
        key = _document(focused.app, focused.title)
        if key not in self._known:
            self._remember({key: self._store.newest_observation(focused.app, focused.title)})
        return self._known[key]

    def _extend(self, ids: Iterable[int], until: datetime) -> list[int]:
        """Observations that were still on the screen; those that were forgotten meanwhile are left out."""
        return [identifier for identifier in ids if self._store.extend_observation(identifier, until)]

    def _filter(
        self, frame: Frame, fresh: Sequence[Fresh]
    ) -> tuple[dict[Window, list[Line]], Counter[str], frozenset[str]]:
        """The new lines that may be kept, what was withheld by reason, and the texts of secrets and forgotten lines."""
        kept: dict[Window, list[Line]] = {}
        withheld: Counter[str] = Counter()
        unkept: set[str] = set()
        for window in fresh:
            # The whole page is judged: a label or the other half of a number may have been there before.
            allowed, dropped = secrets.redact_lines(window.page)
            if window.new:
                withheld.update({f"secret ({kind})": count for kind, count in dropped.items()})
            hidden = self._hidden(window, allowed)
            readable = {line.text for line in window.page} - hidden
            unkept |= hidden
            unkept |= {text for text in readable if self._store.is_forgotten(untrusted(text))}
            if addresses := self._left_alone(window):
                withheld["your rule"] += 1
                # The address itself stays in the screen's state: what is new on the page later goes the same way.
                unkept |= {line.text for line in window.page} - addresses
                continue
            headers = {header: _header(header, hidden) for header in {line.header for line in window.page}}
            page = [_cleaned(line, headers) for line in window.page if line.text in readable]
            new = [_cleaned(line, headers) for line in window.new if line.text in readable]
            self._remember_entries(window, page)
            kept[window.window] = tiers.assign(new, frame.input, window.window, window.before, self.user, page)
        return kept, withheld, frozenset(unkept)

    def _hidden(self, window: Fresh, allowed: Sequence[Line]) -> set[str]:
        """The texts on a page that are secrets here, or were while their label still stood beside them.

        A text that is a secret in one place of the page is one in all.
        """
        kept = set(map(id, allowed))
        hidden = {line.text for line in window.page if id(line) not in kept}
        if allowed:  # else the search may have failed, and then everything is withheld once
            self._withheld.learn(window.window.app, hidden)
        return hidden | {line.text for line in window.page if self._withheld.knows(window.window.app, line.text)}

    def _left_alone(self, window: Fresh) -> set[str]:
        """The lines with the page's address where the user never wants it read; it is known only once it was read."""
        asks = self.rules.left_address
        if asks is None or not is_browser(programs(window.window.app)):
            return set()
        bar = window.window.y + ADDRESS_BAR
        return {line.text for line in window.page if line.box[1] < bar and asks(line.text)}

    def _remember_entries(self, window: Fresh, page: Sequence[Line]) -> None:
        """What stands under senders, labels and days of a page, for suggestions; only of windows read lately."""
        key = window_key(window.window)
        self._entries.pop(key, None)
        # A list of mails names everybody who ever wrote; at whom the user is, the open mail tells.
        here = (line for line in page if line.header and line.block_kind is not BlockKind.MAIL_LIST)
        self._entries[key] = tuple((line.text, line.header) for line in here)
        while len(self._entries) > WINDOWS:
            self._entries.pop(next(iter(self._entries)))

    def _with_late_keys(self, frame: Frame) -> Frame:
        """Keys pressed just before a look may be drawn just after it, so a few count for the next look too."""
        if frame.input is None:
            return frame
        before = self._keys.get(frame.monitor, 0)
        self._keys[frame.monitor] = frame.input.keys
        return replace(frame, input=replace(frame.input, keys=frame.input.keys + min(before, LATE_KEYS)))

    def _read(self, regions: list[tuple[Box, bytes]]) -> list[RawLine]:
        args, blobs = request(regions)
        result, _ = self._reader.call("read", args, blobs)
        return reply(result)

    def _monitor(self, number: int) -> _Monitor:
        found = self._monitors.get(number)
        if found is None:
            state = self._store.screen_state(number)
            try:
                screen = Screen.from_json(state) if state else Screen()
            except (KeyError, TypeError, ValueError, IndexError):
                screen = Screen()  # Written by another version: reading anew costs a second and loses nothing.
            found = self._monitors[number] = _Monitor(None, screen)
        return found

    def _count(self, reasons: Mapping[str, int]) -> None:
        for reason, count in reasons.items():
            self._store.count(f"dropped.{reason}", count)


def _cleaned(line: Line, headers: Mapping[str, str]) -> Line:
    return replace(line, text=untrusted(line.text), header=headers[line.header])


def _header(header: str, hidden: Collection[str]) -> str:
    """What governs lines is a line itself, and may be a secret."""
    return "" if header in hidden else secrets.redact(untrusted(header))


def _clean(frame: Frame) -> Frame:
    """The frame without the text cursor and with harmless titles.

    Titles come from the screen too: neither control characters nor a code in a mail's subject reach the store.
    """
    windows = tuple(map(_clean_window, frame.windows or ()))
    caret = frame.input.caret if frame.input else None
    return replace(frame, windows=windows, pixels=without_caret(frame.pixels, caret))


def _clean_window(window: Window) -> Window:
    return replace(window, app=untrusted(window.app), title=secrets.redact(untrusted(window.title)))


def _document(app: str, title: str) -> str:
    """A window and what it is about; the mark of an unsaved file does not make it another one."""
    return _key(app, topic(title, app) or title)


def _idle(frame: Frame) -> float | None:
    return None if frame.input is None else frame.input.idle_s


def _key(app: str, title: str) -> str:
    return f"{app}\x00{title}"
