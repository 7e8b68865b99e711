"""What one unit of each feature adds to the log-odds that a belief is true. Made by ``make fit``.

The features are described in ``confidence.py``; the labelled beliefs, the prior and the method stand in
``tests/fitting``. A new feature gets a prior there, in ``prior.py``; then make this anew.
"""

from __future__ import annotations

BIAS = 1.31
WEIGHTS: dict[str, float] = {
    "stated": 3.0,
    "typed": 0.91,
    "own": 0.51,
    "seen": 0.29,
    "user_speaks": 0.21,
    "other_speaks": 0.02,
    "nobody_known_speaks": -0.13,
    "message": -0.26,
    "mail": -0.03,
    "mail_list": 0.05,
    "form": 0.3,
    "table": -0.22,
    "text": 0.16,
    "code": -0.2,
    "terminal": 0.21,
    "calendar": 0.47,
    "strange_page": -0.03,
    "task": 0.29,
    "deadline": 0.02,
    "event": 0.12,
    "plan": 0.14,
    "preference": 0.12,
    "identity": -0.06,
    "fact": -0.13,
    "project": -0.09,
    "tool": 0.07,
    "person": -0.01,
    "routine": 0.02,
    "paraphrased": -0.17,
    "token_probability": 1.17,
    "words_in_quote": 0.51,
    "salience": 0.55,
    "episodes": 0.54,
    "days": 0.5,
    "other_windows": 0.4,
    "contradicted": -1.6,
    "dwell": 0.46,
    "agreement": 0.36,
    "age": -0.3,
    "doubted_source": -1.5,
}
