"""What one unit of each feature adds to the log-odds that a belief is true. Made by ``make fit``.

The features are described in ``confidence.py``; the labelled beliefs, the prior and the method stand in
``tests/fitting``. A new feature gets a prior there, in ``prior.py``; then make this anew.
"""

from __future__ import annotations

BIAS = 0.73
WEIGHTS: dict[str, float] = {
    "stated": 3.0,
    "typed": 0.85,
    "own": 0.5,
    "seen": 0.3,
    "user_speaks": 0.15,
    "other_speaks": -0.04,
    "nobody_known_speaks": -0.06,
    "message": -0.13,
    "mail": -0.39,
    "mail_list": 0.26,
    "form": 0.32,
    "table": -0.22,
    "text": 0.07,
    "code": -0.2,
    "terminal": 0.23,
    "calendar": 0.39,
    "strange_page": 0.07,
    "task": 0.08,
    "deadline": -0.1,
    "event": 0.15,
    "plan": 0.17,
    "preference": 0.14,
    "identity": -0.06,
    "fact": -0.04,
    "project": -0.07,
    "tool": 0.11,
    "person": 0.01,
    "routine": 0.04,
    "paraphrased": -0.21,
    "token_probability": 1.17,
    "words_in_quote": 0.48,
    "salience": 0.43,
    "episodes": 0.74,
    "days": 0.5,
    "other_windows": 0.4,
    "contradicted": -1.6,
    "dwell": 0.35,
    "agreement": 0.39,
    "age": -0.3,
    "doubted_source": -1.5,
}
