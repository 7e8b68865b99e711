"""The host that does nothing: for replay, tests and systems nobody has taught Inkling yet."""

from __future__ import annotations

from assistant.host.base import Host, Notifier


class NullNotifier(Notifier):
    """Shows nothing, and says so."""

    def send(self, title: str, body: str) -> bool:
        """Never shown."""
        return False


class NullHost(Host):
    """No notifications, no knowledge of power."""

    def notifier(self) -> Notifier:
        """One that shows nothing."""
        return NullNotifier()

    def on_battery(self) -> bool | None:
        """Not known."""
        return None
