"""A real X desktop for every test that asks for one."""

from tests.xvfb import desktop

__all__ = ["desktop"]
