"""A screen on which nothing happens, and one on which something does: processor time and time to a belief, live."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from assistant.capture.grabber import Grabber
from assistant.client import connect
from assistant.privacy import masking
from assistant.privacy.exclusion import Rules
from assistant.reading import changes
from assistant.types import Frame, Pixels, Window
from tests.bench.tools import Figures, cpu_ms, cpu_of, fresh_store, median, percentile
from tests.bus import private_bus
from tests.home import TestHome, children_of
from tests.xvfb import Desktop, wait_until, x_desktop

SIZE = (1920, 1080)
BOX = (40, 40, 900, 300)
MAILS = (
    "Could you please review the contract by Monday?",
    "Please send the budget to Ben Rossi by Friday.",
    "Can you book the train to Hamburg by Thursday?",
    "The deadline for the survey is 14 May.",
    "Please call Chiara Okoye about the workshop tomorrow.",
    "Could you translate chapter 7 by next Tuesday?",
)
QUIET_S = 60.0


def unchanged_frame(rounds: int = 40) -> Figures:
    """Milliseconds of processor time for one unchanged 1080p frame, on each of its two ways through the daemon.

    Live, capture finds the grab equal to the last one, and the frame's time is committed. In a replay the frame is
    masked, compared and committed. The X server's own share of a grab is ``x_server_ms``.
    """
    store_ms, compared = _compare_and_commit(rounds)
    with x_desktop(SIZE) as desktop:
        desktop.window("Inbox - Mail", "\n".join(MAILS), BOX, app="Thunderbird")
        grabber = Grabber(desktop.display, None, time.sleep)
        server = desktop.server.pid
        while grabber.take().changed:
            pass
        before = cpu_of(server)
        grabs = [cpu_ms(grabber.take) for _ in range(rounds)]
        served = 1000 * (cpu_of(server) - before) / rounds
        grabber.close()
    return {
        "grab_and_windows_ms": median(grabs),
        "mask_and_compare_ms": median(compared),
        "commit_ms": median(store_ms),
        "whole_ms": round(median(grabs) + median(compared) + median(store_ms), 2),
        "x_server_ms": round(served, 2),
    }


def _compare_and_commit(rounds: int) -> tuple[list[float], list[float]]:
    noise = np.random.default_rng(1).integers(0, 255, SIZE[0] * SIZE[1] * 4, dtype=np.uint8)
    pixels, again = Pixels(*SIZE, noise.tobytes()), Pixels(*SIZE, noise.copy().tobytes())
    window, rules = Window("xterm", "bench", 0, 0, *SIZE, focused=True), Rules(recorded=True)
    stored, compared = [], []
    with tempfile.TemporaryDirectory() as folder, fresh_store(Path(folder)) as store:
        for number in range(rounds):
            frame = Frame(datetime.now(UTC) + timedelta(seconds=number), 1, again, (window,))

            def compare(frame: Frame = frame) -> None:
                masked = masking.mask(frame, rules)
                assert masked.frame is not None
                assert not changes.regions(pixels, masked.frame.pixels)

            compared.append(cpu_ms(compare))
            stored.append(cpu_ms(lambda frame=frame: store.mark_frame("live", frame.time, 1)))  # type: ignore[misc]
    return stored, compared


def live() -> Figures:
    """A real daemon that watches a real display: from a window's painting to its belief, then a minute of nothing."""
    with _watched() as (desktop, home):
        client = connect(home.home)
        spent = [seconds for mail in MAILS if (seconds := _until_believed(desktop, client, mail)) is not None]
        time.sleep(10)
        pid = home.daemon_pid()
        assert pid is not None
        watched = {"daemon": pid, **children_of(pid)}
        before = {name: cpu_of(each) for name, each in watched.items()}
        time.sleep(QUIET_S)
        used = {name: round(cpu_of(each) - before[name], 2) for name, each in watched.items()}
        pss = {worker["name"]: round(worker["pss_mb"]) for worker in client.call("status")["workers"]}
        client.close()
    return {
        "pixel_to_belief_p50_s": percentile(spent, 50),
        "pixel_to_belief_p95_s": percentile(spent, 95),
        "mails_shown": len(MAILS),
        "mails_believed": len(spent),
        "quiet_minute_cpu_s": round(sum(used.values()), 2),
        "quiet_minute_cpu_s_by_process": used,
        "pss_quiet_mb": sum(pss.values()),
        "pss_quiet_mb_by_process": pss,
    }


@contextmanager
def _watched() -> Iterator[tuple[Desktop, TestHome]]:
    """A desktop, and a home whose daemon looks at it."""
    with (
        tempfile.TemporaryDirectory() as folder,
        x_desktop(SIZE) as desktop,
        private_bus({"DISPLAY": desktop.display}) as bus,
    ):
        home = TestHome(Path(folder) / "home", {"DISPLAY": desktop.display, "DBUS_SESSION_BUS_ADDRESS": bus})
        desktop.window("Notes", "Nothing to do here", BOX, app="Notes")
        home.run("start", "--consent")
        try:
            wait_until(lambda: home.run("status", "--json").json()["last_frame"], 60, "a frame was stored")
            yield desktop, home
        finally:
            home.stop()


def _until_believed(desktop: Desktop, client: object, mail: str) -> float | None:
    """Seconds from showing a mail until a belief that quotes it is stored; None when none comes."""
    window = desktop.window("Inbox - Mail", f"From: Anna Weber\n\nHello,\n{mail}", BOX, app="Thunderbird")
    shown = time.monotonic()
    try:
        while time.monotonic() - shown < 60:
            items = client.call("propositions", {"limit": 20})["items"]  # type: ignore[attr-defined]
            if any(_quotes(belief, mail) for belief in items):
                return time.monotonic() - shown
            time.sleep(0.1)
    finally:
        window.close()
    return None


def _quotes(belief: Figures, mail: str) -> bool:
    first = mail.split()[:4]
    return any(" ".join(first) in evidence["quote"] for evidence in belief["evidence"])
