"""The encrypted store: records, queue, search by words, forgetting, keys. Only this room imports sqlcipher3."""

from assistant.store.jobs import Job, JobCounts, NewJob
from assistant.store.keys import Key
from assistant.store.selection import Plan, Receipt, Selector
from assistant.store.store import Store
from assistant.store.words import WordHit

__all__ = ["Job", "JobCounts", "Key", "NewJob", "Plan", "Receipt", "Selector", "Store", "WordHit"]
