"""One slot a monitor, the newest frame wins, dropped ones are counted."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

from assistant.capture.mailbox import Mailbox
from assistant.types import Frame, Input, Pixels


def frame(monitor: int, keys: int | None = 0, second: int = 0) -> Frame:
    """A frame of one pixel."""
    pressed = None if keys is None else Input(keys)
    return Frame(datetime(2026, 1, 1, 0, 0, second, tzinfo=UTC), monitor, Pixels(1, 1, bytes(4)), (), pressed)


def test_the_newest_frame_of_each_monitor_wins() -> None:
    """A slow reader gets the newest frame of every monitor, and the others are counted."""
    box = Mailbox()
    for second in range(5):
        box.put([frame(2, second=second), frame(1, second=second)], box.epoch)
    assert [(each.monitor, each.time.second) for each in box.take(0)] == [(1, 4), (2, 4)]
    assert box.dropped == 8
    assert box.take(0) == []


def test_keys_of_dropped_frames_are_not_lost() -> None:
    """Keys are counted since the last frame that was taken; not known stays not known."""
    box = Mailbox()
    box.put([frame(1, keys=3)], box.epoch)
    box.put([frame(1, keys=4)], box.epoch)
    assert [each.input for each in box.take(0)] == [Input(7)]
    box.put([frame(1, keys=3)], box.epoch)
    box.put([frame(1, keys=None)], box.epoch)
    assert [each.input for each in box.take(0)] == [None]


def test_nothing_passes_while_shut_or_from_before() -> None:
    """Frames begun before or during a pause are never delivered, also not after it."""
    box = Mailbox()
    before = box.epoch
    box.put([frame(1)], before)
    box.shut()
    during = box.epoch
    box.put([frame(1)], during)
    assert box.take(0) == []
    box.open()
    box.put([frame(1)], before)
    assert box.take(0) == []
    box.put([frame(1, second=9)], box.epoch)
    assert [each.time.second for each in box.take(0)] == [9]


def test_a_waiting_reader_is_woken() -> None:
    """The reader does not poll."""
    box = Mailbox()
    got: list[Frame] = []
    reader = threading.Thread(target=lambda: got.extend(box.take(10)))
    reader.start()
    box.put([frame(1)], box.epoch)
    reader.join(10)
    assert [each.monitor for each in got] == [1]
