"""What one unit of each feature adds to the log-odds that a belief is true. Made by ``make fit``.

The features are described in ``confidence.py``; the labelled beliefs, the prior and the method stand in
``tests/fitting``. A new feature gets a prior there, in ``prior.py``; then make this anew.
"""

from __future__ import annotations

BIAS = 0.33
WEIGHTS: dict[str, float] = {
    "stated": 3.2,
    "typed": 1.54,
    "own": 1.04,
    "seen": 0.68,
    "user_speaks": 0.29,
    "other_speaks": 0.22,
    "nobody_known_speaks": -0.13,
    "message": 0.05,
    "mail": -0.6,
    "mail_list": 0.41,
    "form": 0.63,
    "table": -0.04,
    "text": -0.08,
    "code": -0.4,
    "terminal": 0.2,
    "calendar": 0.76,
    "strange_page": 0.01,
    "task": 0.36,
    "deadline": -0.19,
    "event": -0.01,
    "plan": 0.2,
    "preference": 0.18,
    "identity": -0.14,
    "fact": -0.03,
    "project": -0.2,
    "tool": 0.1,
    "person": 0.17,
    "routine": 0.12,
    "paraphrased": -0.34,
    "token_probability": 2.38,
    "words_in_quote": 0.98,
    "salience": 0.44,
    "episodes": 0.77,
    "days": 0.5,
    "other_windows": 0.4,
    "contradicted": -1.6,
    "dwell": 0.39,
    "agreement": 0.18,
    "age": -0.3,
    "doubted_source": -1.5,
}
