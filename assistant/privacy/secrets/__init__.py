"""Detection of secrets in text that was read from a screen: what must never be stored, shown or learned from."""

from assistant.privacy.secrets.search import find, redact, redact_lines
from assistant.privacy.secrets.values import Secret

__all__ = ["Secret", "find", "redact", "redact_lines"]
