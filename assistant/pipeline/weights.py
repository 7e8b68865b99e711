"""What one unit of each feature adds to the log-odds that a belief is true. Made by ``make fit``.

The features are described in ``confidence.py``; the labelled beliefs, the prior and the method stand in
``tests/fitting``. A new feature gets a prior there, in ``prior.py``; then make this anew.
"""

from __future__ import annotations

BIAS = 0.67
WEIGHTS: dict[str, float] = {
    "stated": 3.2,
    "typed": 1.53,
    "own": 1.1,
    "seen": 0.72,
    "user_speaks": 0.34,
    "other_speaks": 0.29,
    "nobody_known_speaks": -0.17,
    "message": 0.01,
    "mail": -0.37,
    "mail_list": 0.34,
    "form": 0.66,
    "table": 0.12,
    "text": -0.28,
    "code": -0.4,
    "terminal": 0.18,
    "calendar": 0.77,
    "strange_page": -0.08,
    "task": 0.31,
    "deadline": 0.03,
    "event": 0.44,
    "plan": 0.18,
    "preference": 0.16,
    "identity": -0.12,
    "fact": -0.19,
    "project": -0.2,
    "tool": 0.08,
    "person": -0.12,
    "routine": 0.08,
    "paraphrased": -0.66,
    "token_probability": 2.44,
    "words_in_quote": 0.93,
    "salience": 0.07,
    "episodes": 0.74,
    "days": 0.5,
    "other_windows": 0.4,
    "contradicted": -1.6,
    "dwell": 0.45,
    "agreement": 0.19,
    "age": -0.3,
    "doubted_source": -1.5,
}
