"""The demo on the whole sample day: what a newcomer sees first. The slowest test of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.home import TestHome

pytestmark = [pytest.mark.models, pytest.mark.timeout(900)]


def test_the_demo_learns_withholds_and_leaves_the_users_home_alone(tmp_path: Path) -> None:
    """Beliefs with quotes, secrets and private windows counted, nothing sent anywhere; the user's home untouched."""
    home, kept = TestHome(tmp_path / "mine"), tmp_path / "kept"
    body = home.run("demo", "--json", "--keep", str(kept), timeout=800).json()
    assert set(body) == {"summary", "propositions", "suggestions", "privacy"}
    assert body["summary"]["frames"] >= 24
    active = [item for item in body["propositions"] if item["status"] == "active"]
    assert active
    assert all(item["evidence"] for item in active)
    dropped = body["privacy"]["dropped"]
    assert any(reason.startswith("secret") for reason in dropped)
    assert dropped["private window"] >= 1
    assert not home.folder.exists()
    shown = TestHome(kept)
    for command in ("propositions", "observations", "suggestions"):
        done = shown.run(command)
        assert done.code == 0
        assert "\x1b" not in done.out
    assert shown.run("demo", "--keep", str(kept)).code == 2
