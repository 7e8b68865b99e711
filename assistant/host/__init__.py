"""What differs from one operating system to the next: notifications, start with the session, power, memory.

:func:`choose` picks the host of this machine. One small abstract class, a file per system, and one that does nothing.
"""

from __future__ import annotations

import sys

from assistant.host.base import Host, Notifier

__all__ = ["Host", "Notifier", "choose"]


def choose(platform: str = sys.platform) -> Host:
    """The host of the running system; the null host where nothing is known about it."""
    if platform == "linux":
        from assistant.host.linux import LinuxHost

        return LinuxHost()
    from assistant.host.null import NullHost

    return NullHost()
