"""The store's own real store, for what the daemon does to it."""

from tests.unit.store.conftest import home, key, store

__all__ = ["home", "key", "store"]
