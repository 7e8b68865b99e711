"""The app on the terminal it was started in, with a fake daemon; run by ``test_terminal.py``."""

from __future__ import annotations

import sys

from assistant.tui.app import InklingApp
from tests.tui.day import DAY
from tests.tui.fake import FakeDaemon, frozen_clock
from tests.tui.hostile import poisoned

if __name__ == "__main__":
    daemon = FakeDaemon(**(poisoned(DAY) if "hostile" in sys.argv else {}))
    InklingApp(daemon.connect, onboarding=False, clock=frozen_clock()).run()
