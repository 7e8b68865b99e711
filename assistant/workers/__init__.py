"""Supervision of child processes: spawn, deadline, restart, back-off. Knows nothing of what they do."""

from assistant.workers.child import CHANNEL, channel, refuse, serve
from assistant.workers.worker import Stats, Worker, WorkerState

__all__ = ["CHANNEL", "Stats", "Worker", "WorkerState", "channel", "refuse", "serve"]
