"""How much memory this process really takes. Undumpable processes can only tell it themselves."""

from __future__ import annotations

from pathlib import Path

ROLLUP = Path("/proc/self/smaps_rollup")


def pss_mb(rollup: Path = ROLLUP) -> float:
    """This process's proportional set size in MiB, shared pages counted by their share; 0 where it is not told."""
    try:
        lines = rollup.read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
