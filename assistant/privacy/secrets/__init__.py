"""Detection of secrets in text that was read from a screen: what must never be stored, shown or learned from."""

from assistant.privacy.secrets.search import find, redact, redact_lines
from assistant.privacy.secrets.values import Secret
from assistant.privacy.secrets.withheld import Withheld

__all__ = ["Secret", "Withheld", "find", "redact", "redact_lines"]
