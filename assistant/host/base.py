"""What a host can do, whatever the system."""

from __future__ import annotations

from abc import ABC, abstractmethod


class Notifier(ABC):
    """Shows short messages outside the terminal."""

    @abstractmethod
    def send(self, title: str, body: str) -> bool:
        """Show a message; True only if a notification service really took it. Never raises, never logs the text."""

    def close(self) -> None:  # noqa: B027 - most have nothing to let go
        """Let go of the service; what is shown stays."""


class Host(ABC):
    """One operating system."""

    @abstractmethod
    def notifier(self) -> Notifier:
        """A new notifier for this user's desktop."""

    @abstractmethod
    def on_battery(self) -> bool | None:
        """Whether the machine runs on its battery; None where it does not tell."""
