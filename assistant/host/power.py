"""Whether the machine runs on its battery, from the kernel's list of power supplies."""

from __future__ import annotations

from pathlib import Path

SUPPLIES = Path("/sys/class/power_supply")


def on_battery(supplies: Path = SUPPLIES) -> bool | None:
    """True on battery, False on mains or without a battery, None where the kernel does not tell."""
    try:
        folders = sorted(supplies.iterdir())
    except OSError:
        return None
    batteries = [
        folder for folder in folders if _read(folder, "type") == "Battery" and _read(folder, "scope") != "Device"
    ]
    if any(_read(folder, "type") in {"Mains", "USB"} and _read(folder, "online") == "1" for folder in folders):
        return False
    return any(_read(folder, "status") == "Discharging" for folder in batteries)


def _read(folder: Path, name: str) -> str:
    try:
        return (folder / name).read_text().strip()
    except OSError:
        return ""
