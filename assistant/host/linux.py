"""Linux: notifications over D-Bus, power from sysfs."""

from __future__ import annotations

from pathlib import Path

from assistant.host import power
from assistant.host.base import Host, Notifier
from assistant.host.notify import DesktopNotifications


class LinuxHost(Host):
    """A Linux desktop."""

    def __init__(self, power_supplies: Path = power.SUPPLIES) -> None:
        self._power_supplies = power_supplies

    def notifier(self) -> Notifier:
        """The desktop's notifications; each message looks for the service anew."""
        return DesktopNotifications()

    def on_battery(self) -> bool | None:
        """As the kernel's power supplies say."""
        return power.on_battery(self._power_supplies)
