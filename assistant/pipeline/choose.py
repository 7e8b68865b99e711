"""Which lines deserve a thought: a small logistic score over named signs, decided without the mind.

The weights are a table that anybody can read; :func:`explain` tells what each sign added for one line.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.pipeline import features as signs_of
from assistant.pipeline import lexicon
from assistant.pipeline.kinds import Signs, classify
from assistant.pipeline.lexicon import Cue
from assistant.pipeline.passage import Passage, passages, place_of, settled
from assistant.pipeline.ports import Embedder, Person, Thought, Vectors
from assistant.pipeline.scene import Surface, finished, others_card, place_of_line, speaker, topic
from assistant.pipeline.text import squeeze
from assistant.types import BlockKind, Kind, Observation, Tier

THRESHOLD = 0.5
_NO_TURN = ("advert", "quoted_mail", "mail_header", "public_page", "stranger_page", "log", "code", "console_output")
_LETTERS = frozenset((BlockKind.MESSAGE, BlockKind.MAIL, BlockKind.MAIL_LIST))
_FRAMED = frozenset((BlockKind.FORM, BlockKind.TABLE, BlockKind.TERMINAL, BlockKind.CODE))
_BIAS = -2.6
WEIGHTS: dict[str, float] = {
    "asks_user": 2.8, "asks_elsewhere": 0.6, "user_asks": 1.6, "user_commits": 2.2, "user_states": 1.2,
    "user_did": 1.8, "user_prefers": 2.0, "user_is": 1.8, "addresses_user": 1.3, "addresses_reader": 0.5,
    "names_user": 1.4, "others_own_affair": -1.7, "typed": 1.2, "own": 0.7, "dated": 0.7, "dated_for_user": 0.6,
    "booking": 0.5, "booking_dated": 2.2, "due": 1.0, "due_dated": 1.0, "event": 0.7, "event_dated": 0.9,
    "altered": 1.1, "altered_dated": 0.8, "routine": 0.8, "person": 0.9, "project": 0.4, "name": 0.4, "number": 0.2,
    "money": 0.8, "advert": -4.0, "past": -0.8, "message": 0.5, "mail": 0.4, "mail_list": -0.1,
    "mail_list_dated": 0.8, "subject_only": -1.6, "field": 0.5, "field_by_user": 1.4, "field_about_user": 0.9,
    "row": 0.1, "calendar": 0.2, "calendar_dated": 1.3, "own_place": 0.3, "stranger_page": -1.6, "public_page": -1.8,
    "personal_page": 1.6, "reported": -1.5, "code_window": -0.5, "essay": -0.9, "narrative": -3.2, "cut_off": -1.6,
    "only_stamp": -3.0, "unlabelled_row": -0.7, "row_with_status": 1.6, "assigned_to_user": 1.5,
    "assigned_elsewhere": -3.0, "calendar_event": 1.2, "command": 0.4, "telling_command": 2.0, "idle_command": -2.0,
    "console_output": -2.6, "code": -3.0, "to_do_note": 2.2, "action": 1.3, "log": -2.4, "code_shape": -1.2,
    "address_bar": -3.0, "mail_header": -2.6, "quoted_mail": -2.5, "marked_quote": -3.0, "old_mail": -6.0,
    "small_talk": -1.6, "short": -1.3, "long": -0.5, "symbols": -1.2, "label": -0.9, "question": 0.2, "focused": 0.1,
    "unfocused": -0.3, "doubtful_reading": -0.6, "like_telling": 5.0,
}  # fmt: skip
"""What each sign adds to the log-odds that a line tells something lasting about the user."""

TELLING = (
    "Could you please send me the report by Friday?",
    "I will finish the draft tomorrow and send it to you.",
    "The deadline for the application is next Monday.",
    "The meeting was moved to Thursday at 10:00.",
    "Your appointment is confirmed for 14 May at 9:30.",
    "I prefer an aisle seat and vegetarian food.",
    "My sister is visiting us next weekend.",
    "I work on the budget of our new project.",
    "We meet every Monday morning.",
    "Ihr Termin wurde auf Freitag verschoben.",
    "Merci de m'envoyer le document avant vendredi.",
    "明日までに資料を送ってください。",
)
IDLE = (
    "File Edit View Insert Format Tools Help",
    "Breaking news: the minister met the president.",
    "Buy now and save 30 % on all shoes.",
    "INFO 12:03:11 worker started, 3 tasks in queue",
    "Sign in to continue. Forgot password? Cookie settings",
    "Haha yes that was funny",
    "def main(): return parse(arguments)",
    "Die Mannschaft gewann das Spiel am Samstag.",
)


@dataclass(frozen=True, slots=True)
class Prototypes:
    """What telling and idle lines look like in the space of meaning; made once for an embedder."""

    telling: Vectors
    idle: Vectors


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that is worth a thought."""

    thought: Thought
    """What is put to the mind; its quote is the passage's focus, a verbatim part of ``quote``."""
    lines: tuple[int, ...]
    """Indexes of the observation's lines that it covers, consecutive and of one block."""
    quote: str
    """Those lines joined by a space: the evidence."""
    score: float
    """Probability that the passage tells something worth believing, 0 to 1."""
    cues: frozenset[Cue]
    kind: Kind | None
    """What plain cues say it is; None where they are silent."""
    place: Surface
    known: bool = False
    """No mind is needed: the same words were understood before, or a frame says it best (fields, rows, commands)."""
    turn: bool = False
    """It tells too little to be believed for itself, but may take back, correct or settle what is believed."""


def prototypes(embedder: Embedder) -> Prototypes:
    """The vectors that lines are compared with. Costs about twenty short embeddings."""
    vectors = embedder.embed([*TELLING, *IDLE])
    return Prototypes(vectors[: len(TELLING)], vectors[len(TELLING) :])


def choose(
    observation: Observation,
    user: Person,
    *,
    embedder: Embedder | None = None,
    samples: Prototypes | None = None,
    known: Callable[[str], bool] = lambda quote: False,  # noqa: ARG005
    ignored: Callable[[str], bool] = lambda quote: False,  # noqa: ARG005
    limit: int = 8,
    threshold: float = THRESHOLD,
) -> list[Candidate]:
    """The passages of an observation worth a thought, the best ``limit`` of them; often none.

    The best come first, but news of a change stands behind what it may change, so that the change has the last word.

    ``known`` tells whether a quote already supports a belief. ``ignored`` tells what must not be learned: text that
    Inkling itself displayed and lines that were forgotten. Without an embedder the other signs decide.
    """
    observation = settled(observation)
    place = place_of(observation)
    found = _distinct(passages(observation))
    found = [passage for passage in found if not ignored(passage.quote) and not ignored(passage.focus)]
    likeness = _likeness(found, observation, embedder, samples)
    candidates = []
    for passage, like in zip(found, likeness, strict=True):
        cues = lexicon.cues(passage.focus)
        there = place_of_line(observation.lines[passage.lines[0]], place)
        sign = signs_of.signs(passage, observation, cues, there)
        named = signs_of.features(passage, observation, sign, user) | {"like_telling": like}
        score = _logistic(_BIAS + sum(explain(named).values()))
        turn = score < threshold and _is_turn(cues, named, sign)
        if score >= threshold or turn:
            thought = _thought(passage, observation, user)
            clear = turn or _framed(observation, passage, there) or known(passage.quote)
            candidates.append(
                Candidate(thought, passage.lines, passage.quote, score, cues, classify(sign), there, clear, turn)
            )
    best = sorted(candidates, key=lambda one: -one.score)[:limit]
    return sorted(best, key=lambda one: bool(one.cues & {Cue.CHANGE, Cue.CANCEL}))


def _is_turn(cues: frozenset[Cue], named: dict[str, float], sign: Signs) -> bool:
    """Whether a line of a talk may change what was said before it, however little it tells by itself."""
    spoken = named.get("message") or named.get("mail") or sign.own
    settles = (sign.own and cues & {Cue.DONE, Cue.HANDED}) or (not sign.own and Cue.RECEIVED in cues)
    return bool(spoken and (sign.altered or settles)) and not any(named.get(name) for name in _NO_TURN)


def explain(named: dict[str, float]) -> dict[str, float]:
    """What each sign adds to the log-odds."""
    return {name: WEIGHTS[name] * value for name, value in named.items()}


def _framed(observation: Observation, passage: Passage, place: Surface) -> bool:
    """Whether a fixed frame already says all: there is no sentence for a mind to put in other words."""
    line = observation.lines[passage.lines[0]]
    in_calendar = place is Surface.CALENDAR and line.block_kind not in _LETTERS
    return (
        line.block_kind in _FRAMED or finished(passage.focus, line.header, line.who) or others_card(line) or in_calendar
    )


def _thought(passage: Passage, observation: Observation, user: Person) -> Thought:
    first = passage.lines[0]
    line = observation.lines[first]
    before = observation.lines[first - 1] if first else None
    neighbour = before.text if before and before.block == line.block and before.tier is not Tier.HOSTILE else ""
    return Thought(
        quote=passage.focus,
        app=observation.app,
        title=observation.title,
        header=speaker(line.header, user) if line.block_kind in _LETTERS else line.header,
        who=line.who,
        typed=all(observation.lines[at].tier is Tier.TYPED for at in passage.lines),
        before=neighbour,
    )


def _distinct(found: Sequence[Passage]) -> list[Passage]:
    """Without passages that say the same as an earlier one."""
    seen: dict[str, Passage] = {}
    for passage in found:
        seen.setdefault(squeeze(passage.focus), passage)
    return [passage for key, passage in seen.items() if key]


def _likeness(
    found: Sequence[Passage], observation: Observation, embedder: Embedder | None, samples: Prototypes | None
) -> list[float]:
    """How much nearer each passage lies to telling samples than to idle ones; cosine differences, zero unknown."""
    if embedder is None or not found:
        return [0.0] * len(found)
    samples = samples or prototypes(embedder)
    about = topic(observation.title, observation.app)
    vectors = embedder.embed([f"{about}: {passage.focus}" if about else passage.focus for passage in found])
    near = np.sort(vectors @ samples.telling.T, axis=1)[:, -3:].mean(axis=1)
    far = np.sort(vectors @ samples.idle.T, axis=1)[:, -2:].mean(axis=1)
    return [float(one) for one in np.clip(near - far, -0.4, 0.4)]


def _logistic(log_odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-log_odds))
