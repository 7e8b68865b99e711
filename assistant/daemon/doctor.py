"""One list of checks, used by the command line, the onboarding and the terminal app."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant import catalog, paths
from assistant.errors import InklingError
from assistant.inference.active import find
from assistant.inference.cache import Condition, ModelCache
from assistant.protocol import Json
from assistant.store import keys

if TYPE_CHECKING:
    from assistant.daemon.service import Service

LOW_DISK = 1 << 30
"""Bytes free below which the store may soon have no room."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    status: str
    """``ok``, ``warn`` or ``fail``."""
    detail: str
    fix: str = ""

    def as_json(self) -> Json:
        """The shape that clients see."""
        return {"name": self.name, "status": self.status, "detail": self.detail, "fix": self.fix}


def checks(service: Service) -> list[Check]:
    """Look at everything that Inkling needs; never raises for something that is merely missing."""
    return [
        *_display(),
        *_browser(service),
        *_models(service),
        *_key(service),
        *_store(service),
        *_rules(service),
        *_network(service),
        *_children(service),
        *_disk(service),
        *_desktop(),
    ]


def _display() -> Iterator[Check]:
    if os.environ.get("WAYLAND_DISPLAY") or os.environ.get("XDG_SESSION_TYPE") == "wayland":
        yield Check("display", "fail", "This is a Wayland session, which lets no program read the screen.",
                    "Log in to an X11 session.")  # fmt: skip
    elif os.environ.get("DISPLAY"):
        yield Check("display", "ok", f"X11 display {os.environ['DISPLAY']}")
    else:
        yield Check("display", "warn", "There is no display here (DISPLAY is not set).",
                    "Start Inkling inside your desktop session; replay and demo work without one.")  # fmt: skip


def _browser(service: Service) -> Iterator[Check]:
    try:
        browser = service.core().unread_browser()
    except InklingError:
        return
    if browser:
        yield Check("browser", "warn", f"{browser} is painted over: nothing tells its private windows from others.",
                    "Close it and start it again while Inkling runs, with a session bus and at-spi2-core; or, if you "
                    "use no private windows: inkling config set privacy.read_unknown_chromium yes")  # fmt: skip


def _models(service: Service) -> Iterator[Check]:
    cache = ModelCache(paths.model_cache())
    try:
        known = catalog.load()
        entries = [find(known, service.settings.mind.model), known.default(catalog.Role.EMBED)]
        entries.append(known.default(catalog.Role.READER))
    except InklingError as error:
        yield Check("models", "fail", error.title, error.hint)
        return
    for entry in entries:
        condition = cache.condition(entry)
        if condition is Condition.OK:
            yield Check(f"model {entry.name}", "ok", f"{entry.role}, whole and verified")
        else:
            yield Check(
                f"model {entry.name}", "fail", f"{entry.role}: {condition}", f"inkling models pull {entry.name}"
            )
    offload = _offload()
    wanted = service.settings.mind.gpu_layers
    if wanted and not offload:
        yield Check("gpu", "warn", "llama.cpp was built without GPU support, so gpu_layers does nothing.",
                    "Build llama-cpp-python with a GPU backend, or set mind.gpu_layers to 0.")  # fmt: skip
    else:
        yield Check("gpu", "ok", f"offload {'possible' if offload else 'not built in; the processor does the work'}")


def _offload() -> bool:
    """Whether llama.cpp can use a GPU, told by the libraries beside it: the daemon must not load native ML code."""
    import importlib.util

    spec = importlib.util.find_spec("llama_cpp")
    if spec is None or spec.origin is None:
        return False
    folder = os.path.join(os.path.dirname(spec.origin), "lib")
    names = os.listdir(folder) if os.path.isdir(folder) else []
    return any(kind in name for name in names for kind in ("cuda", "vulkan", "metal", "hip", "sycl"))


def _key(service: Service) -> Iterator[Check]:
    if not keys.exists(service.home):
        yield Check("encryption", "warn", "There is no store yet.", "Start Inkling once: inkling start")
        return
    found = keys.describe(service.home)
    fix = "" if found.protected else "Make a new home with a passphrase for stronger protection."
    yield Check("encryption", "ok" if found.protected else "warn", found.words, fix)


def _store(service: Service) -> Iterator[Check]:
    try:
        core = service.core()
    except InklingError as error:
        yield Check("store", "warn", error.title, error.hint)
        return
    problems = core.store.integrity()
    if problems:
        yield Check("store", "fail", "; ".join(problems), "Stop Inkling and restore a backup.")
    else:
        yield Check("store", "ok", "Every page is whole.")
    dead = core.store.job_counts().dead
    if dead:
        yield Check("queue", "warn", f"{dead} pieces of work failed for good and were set aside.",
                    "They do no harm; see: inkling logs")  # fmt: skip
    else:
        yield Check("queue", "ok", "Nothing was set aside.")


def _rules(service: Service) -> Iterator[Check]:
    try:
        guard = service.core().guard
    except InklingError:
        return
    rules, held = len(guard.rules), len(guard.hidden())
    yield Check("rules", "ok", f"{rules} of yours in force; beliefs put away: {held}")


def _network(service: Service) -> Iterator[Check]:
    level = service.network_level()
    if level.network == "enforced":
        yield Check("network", "ok", f"cut off ({level.how})")
    else:
        yield Check("network", "warn", f"{level.network} ({level.how})",
                    "See the README on what on-device mode needs.")  # fmt: skip


def _children(service: Service) -> Iterator[Check]:
    try:
        core = service.core()
    except InklingError:
        return
    for worker in core.workers:
        stats = worker.stats()
        bad = stats.state.value in ("failed", "backing_off")
        yield Check(f"worker {stats.name}", "warn" if bad else "ok", stats.state.value, "inkling logs" if bad else "")


def _disk(service: Service) -> Iterator[Check]:
    free = shutil.disk_usage(service.home.data).free
    detail = f"{free / 2**30:.1f} GiB free"
    if free < LOW_DISK:
        yield Check("disk", "warn", detail, "Free some space; forgetting works even on a full disk.")
    else:
        yield Check("disk", "ok", detail)


def _desktop() -> Iterator[Check]:
    from assistant.host.notify import service_answers

    if service_answers():
        yield Check("notifications", "ok", "A notification service answers.")
    else:
        yield Check("notifications", "warn", "No notification service answers; suggestions show in the terminal app.")
