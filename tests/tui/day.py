"""What the fake daemon knows: a Monday morning of somebody who prepares a budget review."""

# Data, a record a line where it fits.
# ruff: noqa: E501
# fmt: off

from __future__ import annotations

from assistant.protocol import Json

NOW = "2026-03-02T10:30:04+01:00"


def _evidence(number: int, quote: str, time: str, app: str, title: str, tier: str = "seen") -> Json:
    return {
        "observation_id": number, "quote": quote, "time": f"2026-03-02T{time}+01:00", "app": app, "title": title,
        "tier": tier, "supports": True,
    }


def _belief(number: int, text: str, kind: str, confidence: float, trust: str, evidence: list[Json], **more: object) -> Json:
    return {
        "id": number, "text": text, "kind": kind, "confidence": confidence, "trust": trust, "status": "active",
        "created": "2026-03-02T09:12:00+01:00", "updated": "2026-03-02T10:21:00+01:00", "valid_from": None,
        "valid_to": None, "supersedes": None, "pinned": False, "wording": "extractive", "half_life_days": 14,
        "evidence": evidence, **more,
    }


MAIL = "Re: Q3 budget review - Mail - Chromium"
RULES: list[Json] = [
    {"id": 1, "text": "never infer anything about health", "words": "Inkling will believe nothing about health, and puts away what it believes already.", "holds": 3},
    {"id": 2, "text": "keine Vorschläge nach 18 Uhr", "words": "Inkling will make no suggestions from 18:00 until 06:00 the next morning.", "holds": 0},
]
BELIEFS: list[Json] = [
    _belief(
        7, "The Q3 budget review is due on Thursday 5 March.", "deadline", 0.91, "own",
        [
            _evidence(41, "Thursday works, please send me the sheet by then.", "10:21:00", "chromium", MAIL),
            _evidence(44, "Q3 review: hand in Thursday", "09:40:10", "gedit", "notes.md", "typed"),
        ],
        valid_to="2026-03-05T23:59:00+01:00", wording="paraphrase", supersedes=3,
    ),
    _belief(
        8, "Anna Weber asked the user: “Can you send me the sheet with the travel costs before lunch?”", "task", 0.82,
        "seen", [_evidence(41, "Can you send me the sheet with the travel costs before lunch?", "10:21:00", "chromium", MAIL)],
        updated="2026-03-02T10:21:00+01:00",
    ),
    _belief(
        9, "The user works with LibreOffice Calc on budget-2026.ods.", "tool", 0.74, "own",
        [_evidence(46, "Total travel 4,210.00", "10:02:00", "libreoffice", "budget-2026.ods - LibreOffice Calc", "own")],
        half_life_days=60, pinned=True,
    ),
    _belief(
        10, "The user prefers trains to flights for trips under six hours.", "preference", 0.58, "typed",
        [_evidence(47, "I'd rather take the train, it is five hours anyway", "09:55:00", "chromium", "Chat - Chromium", "typed")],
        half_life_days=180,
    ),
    _belief(
        11, "A dentist appointment is on Friday at 8:30.", "event", 0.43, "seen",
        [_evidence(48, "Fri 6 March 08:30 Dr. Okafor", "09:20:00", "chromium", "Calendar - Chromium")],
        valid_from="2026-03-06T08:30:00+01:00", valid_to="2026-03-06T09:30:00+01:00",
    ),
]

BEFORE = _belief(3, "The Q3 budget review is due on Wednesday 4 March.", "deadline", 0.66, "seen", [], status="superseded")

SUGGESTIONS: list[Json] = [
    {
        "id": 5, "title": "Send Anna the travel costs", "body": "She asked for the sheet before lunch; it is 10:30 and budget-2026.ods is open.",
        "because": [7, 8], "p": 0.71, "utility": 0.38, "status": "shown", "created": "2026-03-02T10:24:00+01:00",
        "shown_at": "2026-03-02T10:26:00+01:00", "withheld_for": None,
    },
    {
        "id": 6, "title": "The review moved to Thursday", "body": "Your note still says Wednesday.", "because": [7], "p": 0.55,
        "utility": 0.12, "status": "shown", "created": "2026-03-02T10:22:00+01:00", "shown_at": "2026-03-02T10:22:30+01:00",
        "withheld_for": None,
    },
]

OBSERVATION: Json = {
    "id": 41, "start": "2026-03-02T10:20:40+01:00", "end": "2026-03-02T10:22:10+01:00", "app": "chromium", "title": MAIL,
    "monitor": 1, "file": None,
    "lines": [
        {"text": "Thursday works, please send me the sheet by then.", "tier": "seen", "who": "other", "header": "Anna Weber"},
        {"text": "Can you send me the sheet with the travel costs before lunch?", "tier": "seen", "who": "other", "header": "Anna Weber"},
        {"text": "Sure, I will send it at eleven.", "tier": "typed", "who": "user", "header": "Reply"},
    ],
}

TIMELINE: list[Json] = [
    {"start": f"2026-03-02T{start}+01:00", "end": f"2026-03-02T{end}+01:00", "app": app, "title": title, "lines": lines,
     "observation_ids": [41], "minutes": minutes, "people": people}
    for start, end, app, title, lines, minutes, people in (
        ("10:20:40", "10:29:50", "chromium", MAIL, 24, 9.0, ["Anna Weber"]),
        ("10:02:00", "10:20:30", "libreoffice", "budget-2026.ods - LibreOffice Calc", 57, 18.4, []),
        ("09:40:00", "10:01:10", "gedit", "notes.md", 12, 20.0, []),
        ("09:20:00", "09:39:50", "chromium", "Calendar - Chromium", 31, 0.5, []),
    )
]

COMING: list[Json] = [{**BELIEFS[0], "valid_from": "2026-03-02T09:40:10+01:00"}, BELIEFS[4]]


def _entry(*beliefs: Json, certainty: str) -> Json:
    lead = beliefs[0]
    shown = {name: lead[name] for name in ("id", "text", "kind", "confidence", "valid_from", "valid_to", "pinned")}
    return {**shown, "ids": [one["id"] for one in beliefs], "certainty": certainty, "beliefs": list(beliefs)}


PROFILE: list[Json] = [
    {"name": "Coming up", "more": 3, "entries": [
        _entry(COMING[0], certainty="very likely"), _entry(BELIEFS[1], certainty="likely"),
    ]},
    {"name": "Preferences", "more": 0, "entries": [_entry(BELIEFS[3], certainty="rather likely")]},
    {"name": "Tools", "more": 0, "entries": [_entry(BELIEFS[2], certainty="likely")]},
    {"name": "Not sure", "more": 0, "entries": [_entry(BELIEFS[4], certainty="not sure")]},
]

DAY: dict[str, Json] = {
    "status": {
        "state": "capturing", "since": "2026-03-02T09:00:00+01:00", "last_frame": "2026-03-02T10:30:00+01:00", "queue": 2,
        "dead_letters": 0, "model": "smollm2-135m", "consent": True, "pause_until": None, "home": "live", "state_why": "",
        "privacy": {"network": "enforced", "how": "seccomp+netns", "encryption": "passphrase"}, "workers": [],
    },
    "today": {
        "date": "2026-03-02", "state": "capturing", "suggestions": SUGGESTIONS, "learned": BELIEFS[:4],
        "minutes": 74.6, "coming": COMING,
        "episodes": [{**stretch, "document": document} for stretch, document in
                     zip(TIMELINE, ("Q3 budget review", "budget-2026.ods", "notes.md", "Calendar"), strict=True)],
    },
    "propositions": {"items": BELIEFS, "next": None},
    "proposition": {"proposition": BELIEFS[0], "history": [BEFORE]},
    "why": {"proposition": BELIEFS[0], "words": [
        "Belief 7: The Q3 budget review is due on Thursday 5 March.",
        "  91% sure, in force",
        "  For it: it stands in your own text, it was seen in several windows",
        "",
        "What happened",
        "  Sun 01 Mar 2026 16:20  belief 3  Learned. 66% sure.",
        "    “The Q3 budget review is due on Wednesday 4 March.”",
        "    because of “Q3 review: Wednesday” in “notes.md”",
        "  Mon 02 Mar 2026 09:40  belief 3  Replaced by belief 7: the same with another date or number.",
        "    because of “Q3 review: hand in Thursday” in “notes.md”",
        "  Mon 02 Mar 2026 09:40  belief 7  Learned. 84% sure.",
        "    “The Q3 budget review is due on Thursday 5 March.”",
        "    because of “Q3 review: hand in Thursday” in “notes.md”",
        "  Mon 02 Mar 2026 10:21  belief 7  Seen again: said in other words. 84% → 91% sure.",
        "    because of “Thursday works, please send me the sheet by then.” in “Re: Q3 budget review - Mail”, Anna Weber",
    ]},
    "about": {"entities": [
        {
            "id": 3, "name": "Anna Weber", "kind": "person", "aliases": ["Anna Weber", "anna.weber@hafenbau.example", "Anna"],
            "relation": "2 tasks and 1 deadline of yours name them. Seen in 4 observations.",
            "beliefs": [BELIEFS[0]], "past": [BEFORE], "last_seen": "2026-03-02T10:21:00+01:00",
            "observations": [{"id": 41, "time": "2026-03-02T10:21:00+01:00", "app": "thunderbird",
                              "title": "Re: Q3 budget review - Mail"}],
        },
        {
            "id": 5, "name": "hafenbau.example", "kind": "organisation", "aliases": ["hafenbau.example"],
            "relation": "Seen in 4 observations.", "beliefs": [], "past": [], "observations": [],
            "last_seen": "2026-03-02T10:21:00+01:00",
        },
    ]},
    "profile": {"date": "2026-03-02", "sections": PROFILE},
    "observation": OBSERVATION,
    "suggestions": {"items": SUGGESTIONS, "next": None},
    "timeline": {"items": TIMELINE, "next": None},
    "search": {"hits": [
        {"kind": "proposition", "id": 7, "text": BELIEFS[0]["text"], "score": 0.9, "time": "2026-03-02T10:21:00+01:00"},
        {"kind": "observation", "id": 41, "text": "Thursday works, please send me the sheet by then.", "score": 0.7,
         "time": "2026-03-02T10:21:00+01:00"},
    ]},
    "ask": {
        "answer": "You are working on the Q3 budget review, which is due on Thursday.", "abstained": False, "seconds": 2.4,
        "cites": [
            {"kind": "proposition", "id": 7, "text": BELIEFS[0]["text"], "time": "2026-03-02T10:21:00+01:00"},
            {"kind": "observation", "id": 41, "text": "Thursday works, please send me the sheet by then.",
             "time": "2026-03-02T10:21:00+01:00"},
        ],
    },
    "privacy": {
        "network": {"level": "enforced", "how": "seccomp in every process, workers in an empty network namespace"},
        "encryption": {"source": "passphrase", "protected": True, "words": "Encrypted with a key from your passphrase."},
        "excluded": [
            {"reason": "password managers", "rules": ["keepassxc", "bitwarden", "1password"]},
            {"reason": "private windows", "rules": ["Private Browsing", "InPrivate", "Privater Modus"]},
            {"reason": "lock screens", "rules": ["i3lock", "xscreensaver"]},
            {"reason": "Inkling itself", "rules": ["Inkling"]},
        ],
        "dropped": {"private_window": 17, "card number": 2, "password manager": 9, "unknown window": 1},
        "retention_days": 30, "consent": True, "rules": 2, "put_away": 3,
        "not_inferred": ["health", "religion"],
    },
    "rules": {"items": RULES, "next": None},
    "rule_plan": {
        "rules": [], "words": "Inkling will neither show nor use what it believes about 'Anna'.",
        "beliefs": 3, "of": 9, "windows": 0, "now_words": "Now: 3 beliefs would be put away.", "broad": False,
    },
    "rule_add": {"ids": [3], "words": "", "put_away": 3},
    "rule_remove": {"id": 1, "back": 3},
    "forget_plan": {
        "token": "t1", "counts": {"observations": 3, "lines": 24, "propositions": 1, "suggestions": 1},
        "words": "Everything seen in the last 10 minutes.",
    },
    "forget_apply": {"receipt": {"observations": 3, "lines": 24, "propositions": 1, "suggestions": 1}, "words": "Forgotten."},
    "calibration": {
        "answers": 31, "useful_from": 10, "brier": 0.1143, "brier_baseline": 0.1561, "ece": 0.0716,
        "words": "On average Inkling said 82%, and 81% were right (likely 64% to 91%). That fits.",
        "bins": [
            {"low": 0.4, "high": 0.5, "n": 3, "mean_confidence": 0.46, "share_true": 0.3333, "ci_low": 0.0615, "ci_high": 0.7923},
            {"low": 0.6, "high": 0.7, "n": 5, "mean_confidence": 0.65, "share_true": 0.4, "ci_low": 0.1176, "ci_high": 0.7693},
            {"low": 0.8, "high": 0.9, "n": 11, "mean_confidence": 0.86, "share_true": 0.9091, "ci_low": 0.6226, "ci_high": 0.9838},
            {"low": 0.9, "high": 1.0, "n": 12, "mean_confidence": 0.93, "share_true": 1.0, "ci_low": 0.7575, "ci_high": 1.0},
        ],
        "map": {"shift": 0.1, "slope": 1.1, "answers": 31},
        "corrections": [{"model": 0.5, "shown": 0.48}, {"model": 0.7, "shown": 0.72}, {"model": 0.9, "shown": 0.92}],
        "features": {"bias": 0.7, "typed": 1.5},
    },
    "doctor": {"checks": [
        {"name": "Display", "status": "ok", "detail": "X11 on :0, one monitor", "fix": ""},
        {"name": "Network wall", "status": "ok", "detail": "seccomp and network namespace", "fix": ""},
        {"name": "Models", "status": "warn", "detail": "the mind is missing", "fix": "inkling models pull"},
        {"name": "Notifications", "status": "fail", "detail": "no service answers", "fix": "Start a notification service."},
    ]},
}
"""The answer to each verb."""
