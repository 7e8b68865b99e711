"""What one would say of each feature before any data: the prior mean that few labels move little."""

from __future__ import annotations

BIAS = 1.3
WEIGHTS: dict[str, float] = {
    "stated": 3.0, "typed": 0.8, "own": 0.6, "seen": 0.3,
    "user_speaks": 0.2, "other_speaks": 0.2, "nobody_known_speaks": -0.3,
    "message": 0.1, "mail": 0.1, "mail_list": -0.1, "form": 0.2, "table": -0.1, "text": -0.1, "code": -0.2,
    "terminal": 0.1, "calendar": 0.4, "strange_page": -0.3,
    "task": 0.2, "deadline": 0.2, "event": 0.2, "plan": 0.1, "preference": 0.1, "identity": 0.0, "fact": -0.2,
    "project": -0.1, "tool": 0.0, "person": 0.0, "routine": 0.0,
    "paraphrased": -0.3, "token_probability": 1.2, "words_in_quote": 0.5, "salience": 0.3,
    "episodes": 0.7, "days": 0.5, "other_windows": 0.4, "contradicted": -1.6,
    "dwell": 0.2, "agreement": 0.3, "age": -0.3, "doubted_source": -1.5,
}  # fmt: skip
"""Effects of the first look are put low: each is about half of what one feels it to be."""

RISING = (("seen", "own", "typed", "stated"), ("nobody_known_speaks", "other_speaks"))
"""Of each row, no later feature may weigh less than an earlier one, whatever few labels say."""
NEVER_NEGATIVE = ("episodes", "days", "other_windows", "dwell", "agreement", "token_probability", "words_in_quote")
NEVER_POSITIVE = ("contradicted", "age", "doubted_source")
