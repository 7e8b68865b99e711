"""The terminal window's title, by which Inkling knows its own window and never reads it."""

from __future__ import annotations

from textual.driver import Driver

TITLE = "Inkling"
_SET = f"\x1b[22;2t\x1b]2;{TITLE}\x07"
"""Ask the terminal to remember its title, then set ours."""
_RESTORE = "\x1b]2;\x07\x1b[23;2t"
"""Clear ours for terminals that remember nothing, then bring back what was remembered."""


def titled(base: type[Driver]) -> type[Driver]:
    """``base`` with our title from the first byte to the last, also around a suspension."""

    class TitledDriver(base):  # type: ignore[valid-type,misc]
        def start_application_mode(self) -> None:
            super().start_application_mode()
            self.write(_SET)
            self.flush()

        def stop_application_mode(self) -> None:
            self.write(_RESTORE)
            super().stop_application_mode()

    return TitledDriver
