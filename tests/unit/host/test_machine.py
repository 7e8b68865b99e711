"""Power and memory as the kernel tells them."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.host.memory import pss_mb
from assistant.host.power import on_battery


def _supply(root: Path, name: str, **facts: str) -> None:
    folder = root / name
    folder.mkdir()
    for key, value in facts.items():
        (folder / key).write_text(f"{value}\n")


@pytest.mark.parametrize(
    ("online", "status", "expected"),
    [("0", "Discharging", True), ("1", "Charging", False), ("1", "Discharging", False)],
)
def test_a_laptop_is_on_battery_only_without_mains(tmp_path: Path, online: str, status: str, expected: bool) -> None:
    """Mains decides; a full battery that trickles while plugged in is not "on battery"."""
    _supply(tmp_path, "AC", type="Mains", online=online)
    _supply(tmp_path, "BAT0", type="Battery", status=status)
    assert on_battery(tmp_path) is expected


def test_a_mouse_battery_is_not_the_machines(tmp_path: Path) -> None:
    """Batteries of peripherals (scope Device) do not count."""
    _supply(tmp_path, "mouse", type="Battery", status="Discharging", scope="Device")
    assert on_battery(tmp_path) is False
    assert on_battery(tmp_path / "nothing") is None


def test_memory_grows_with_what_is_held(tmp_path: Path) -> None:
    """The process's own measure sees 64 MiB that were really written to."""
    before = pss_mb()
    held = bytearray(b"x" * (64 << 20))
    assert pss_mb() - before > 48
    assert len(held) == 64 << 20
    assert pss_mb(tmp_path / "nothing") == 0.0
