"""What one would say of each feature before any data: the prior mean that few labels move little."""

from __future__ import annotations

BIAS = 0.45
WEIGHTS: dict[str, float] = {
    "stated": 3.2, "typed": 1.5, "own": 1.2, "seen": 0.6,
    "user_speaks": 0.4, "other_speaks": 0.5, "nobody_known_speaks": -0.5,
    "message": 0.3, "mail": 0.3, "mail_list": -0.2, "form": 0.3, "table": -0.1, "text": -0.2, "code": -0.4,
    "terminal": 0.2, "calendar": 1.0, "strange_page": -0.5,
    "task": 0.3, "deadline": 0.3, "event": 0.3, "plan": 0.1, "preference": 0.1, "identity": 0.0, "fact": -0.4,
    "project": -0.2, "tool": 0.1, "person": 0.0, "routine": 0.0,
    "paraphrased": -0.7, "token_probability": 2.5, "words_in_quote": 1.0, "salience": 0.4,
    "episodes": 0.7, "days": 0.5, "other_windows": 0.4, "contradicted": -1.6,
    "dwell": 0.2, "agreement": 0.3, "age": -0.3, "doubted_source": -1.5,
}  # fmt: skip

RISING = (("seen", "own", "typed", "stated"), ("nobody_known_speaks", "other_speaks"))
"""Of each row, no later feature may weigh less than an earlier one, whatever few labels say."""
NEVER_NEGATIVE = ("episodes", "days", "other_windows", "dwell", "agreement", "token_probability", "words_in_quote")
NEVER_POSITIVE = ("contradicted", "age", "doubted_source")
