"""Inkling: a private personal assistant that learns from the screen, on this machine only."""

__version__ = "0.1.0"
