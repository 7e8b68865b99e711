"""What one unit of each feature adds to the log-odds that a belief is true. Made by ``make fit``.

The features are described in ``confidence.py``; the labelled beliefs, the prior and the method stand in
``tests/fitting``. A new feature gets a prior there, in ``prior.py``; then make this anew.
"""

from __future__ import annotations

BIAS = 1.24
WEIGHTS: dict[str, float] = {
    "stated": 3.0,
    "typed": 0.93,
    "own": 0.48,
    "seen": 0.28,
    "user_speaks": 0.21,
    "other_speaks": -0.05,
    "nobody_known_speaks": -0.07,
    "message": -0.09,
    "mail": -0.47,
    "mail_list": 0.22,
    "form": 0.32,
    "table": -0.2,
    "text": 0.2,
    "code": -0.2,
    "terminal": 0.21,
    "calendar": 0.47,
    "strange_page": 0.03,
    "task": 0.33,
    "deadline": -0.11,
    "event": 0.21,
    "plan": 0.14,
    "preference": 0.12,
    "identity": -0.06,
    "fact": -0.16,
    "project": -0.08,
    "tool": 0.09,
    "person": -0.02,
    "routine": 0.02,
    "paraphrased": -0.29,
    "token_probability": 1.19,
    "words_in_quote": 0.48,
    "salience": 0.48,
    "episodes": 0.73,
    "days": 0.5,
    "other_windows": 0.4,
    "contradicted": -1.6,
    "dwell": 0.36,
    "agreement": 0.28,
    "age": -0.3,
    "doubted_source": -1.5,
}
