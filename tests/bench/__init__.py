"""What Inkling costs on this machine: speed, processor time, memory and tokens, on real parts. See ``make bench``."""

from tests.bench.tools import machine

__all__ = ["machine"]
