"""The ``inkling`` command. This module stays light: ``inkling --version`` must not load what it does not need."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    if sys.argv[1:] == ["--version"]:
        from assistant import __version__

        sys.stdout.write(f"inkling {__version__}\n")
        return
    from assistant.cli.app import run

    sys.exit(run(sys.argv[1:]))
