"""Fixtures of the terminal app's tests."""

from __future__ import annotations

import pytest

from tests.tui.fake import FakeDaemon


@pytest.fixture(autouse=True)
def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """No animation, no colour preference and no zone of the machine that runs the tests."""
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def daemon() -> FakeDaemon:
    """A daemon with a believable day."""
    return FakeDaemon()
