"""A store of many made-up beliefs, as years of use would leave it: for measuring what its size costs.

Sentences come in the frames that beliefs really have, in three languages, about many things and people; common words
stand in most of them and names in few. Each pairing of a frame and a thing is embedded for real; the many sentences
that fill it with names, days and numbers get that vector turned by a random angle, about as far apart (cosine 0.8) as
the embedder puts such sentences.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from assistant.daemon.core import Core
from assistant.types import Evidence, Kind, Proposition, Tier, Who

_FIRST = (
    "Anna Ben Chiara Dieter Elif Femi Greta Hugo Ines Jonas Keiko Lena Mateo Nadia Odile Priya Quentin "
    "Rosa Sven Tomasz Ulla Viktor Wanda Xenia Yusra Zoltan Amira Bruno Camille Daria"
)
_LAST = (
    "Weber Rossi Okoye Berghoff Marchetti Keller Lindqvist Moreau Novak Haddad Sommer Winter Frank Lorenz "
    "Wolf Becker Tanaka Silva Dubois Eriksen Farouk Gruber Horvat Ivanova Jansen Kowalski Leroy Meyer"
)
_PLACES = "Leipzig Weimar Lyon Nice Zurich Oslo Krakow Porto Bergen Graz Trieste Utrecht Tours Kassel Malmo"
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_MONTHS = "January February March April May June July August September October November December"
_THINGS = (
    "budget plan,train tickets,workshop slides,garden fence,lease contract,travel report,piano scores,"
    "survey results,infusion pump manual,heating invoice,chapter six,tax papers,liability insurance,"
    "passport renewal,team offsite,server migration,login page,quarterly numbers,parents' evening,"
    "projector,bee colonies,honey jars,fire inspection,door list,van rental,choir rehearsal,"
    "dentist appointment,manuscript revision,library book,reading group,sleep study,seminar room,"
    "printer toner,menu cards,wedding photos,kitchen sink,roof repair,bicycle service,dog vaccination,"
    "language course,visa application,hotel booking,conference poster,grant proposal,code review,"
    "release notes,password policy,customer survey,warehouse stock,delivery route,window cleaning,"
    "electricity meter,flu season rota,night shift,ward round,lab results,microscope lens,field trip,"
    "school concert,football training,birthday cake,summer camp,museum visit,translation memory,glossary,"
    "subtitles,brochure,press release,interview,podcast,newsletter,landing page,donation drive,"
    "board meeting,annual report,audit,payroll,job advert,onboarding,retirement party,office move,"
    "parking permit,noise complaint,rent increase,water damage,allotment,compost,apple harvest,"
    "chicken coop,rain barrel,solar panels,heat pump,chimney sweep,insulation,stair lift,hearing aid,"
    "running shoes,marathon,swimming course,yoga class,ski pass,tent,camping trip,ferry,rail pass,"
    "flat viewing"
)
FIRST, LAST, PLACES, DAYS, MONTHS = (words.split() for words in (_FIRST, _LAST, _PLACES, _DAYS, _MONTHS))
THINGS = _THINGS.split(",")
FRAMES: tuple[tuple[str, Kind], ...] = (
    ("{who} asked the user: 'Could you send me the {thing} by {day}, {date}?'", Kind.DEADLINE),
    ("{who} told the user: 'The {thing} is now on {day} at {time} in {place}.'", Kind.EVENT),
    ("The user wrote to {who}: 'I will take care of the {thing} next {day}.'", Kind.TASK),
    ("The user wrote in 'tasks.md': '{thing}: call {who} back before {date}'", Kind.DEADLINE),
    ("The user's calendar shows: '{thing}, {who} {time}'", Kind.EVENT),
    ("In '{thing} - minutes' the user wrote: 'We agreed on {number} copies with {who}.'", Kind.FACT),
    ("In the table '{thing}' {who} has Amount {number}, Status open, Due {date}.", Kind.FACT),
    ("{who} works on the {thing} in {place}.", Kind.PERSON),
    ("The user is moving the {thing} to {date}.", Kind.PLAN),
    ("The user prefers the {thing} on {day} rather than at {time}.", Kind.PREFERENCE),
    ("The {thing} costs {number} euros, says {who} of {place}.", Kind.FACT),
    ("{who} bat den Nutzer: 'Bitte schicken Sie mir bis {date} die Unterlagen für {thing}.'", Kind.DEADLINE),
    ("Der Nutzer schrieb an {who}: 'Am {day} um {time} passt mir {thing} gut.'", Kind.EVENT),
    ("{who} a demandé : « Pouvez-vous envoyer {thing} avant le {date} ? »", Kind.DEADLINE),
    ("L'utilisateur a noté : '{thing}, {number} pièces, voir {who} à {place}'", Kind.TASK),
)
QUESTIONS = (
    "When does {who} need the {thing}?",
    "What did {who} ask about the {thing}?",
    "By when do I have to send the {thing}?",
    "How much does the {thing} cost?",
    "Where is the {thing} on {day}?",
    "Who works on the {thing} in {place}?",
    "What is on {date}?",
    "Wann brauchen wir die Unterlagen für {thing}?",
    "what about the user's {thing} last week",
)
_TURN = 0.75
"""Length of the random part beside a unit vector: cosine 0.8 to the sentence it stands for."""
_CHUNK = 2_000
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


class Writer:
    """Makes sentences and questions, always the same ones."""

    def __init__(self, seed: int = 7) -> None:
        self._dice = np.random.default_rng(seed)

    def belief(self) -> tuple[str, Kind, int]:
        """A sentence, its kind, and the number of its frame and thing together."""
        at, thing = int(self._dice.integers(len(FRAMES))), int(self._dice.integers(len(THINGS)))
        frame, kind = FRAMES[at]
        return self._filled(frame, THINGS[thing]), kind, at * len(THINGS) + thing

    def question(self) -> str:
        """Something that somebody might ask."""
        return self._filled(self._one(QUESTIONS), self._one(THINGS))

    def _filled(self, frame: str, thing: str) -> str:
        who = f"{self._one(FIRST)} {self._one(LAST)}"
        date = f"{self._dice.integers(1, 29)} {self._one(MONTHS)}"
        time = f"{self._dice.integers(7, 20)}:{self._dice.integers(0, 12) * 5:02}"
        number = str(self._dice.integers(2, 5000))
        return frame.format(
            who=who, thing=thing, day=self._one(DAYS), date=date, time=time, place=self._one(PLACES), number=number
        )

    def _one(self, some: list[str] | tuple[str, ...]) -> str:
        return some[int(self._dice.integers(len(some)))]


def believe(core: Core, beliefs: int) -> None:
    """Fill the store with so many beliefs and their vectors; the index takes them from there when it is asked."""
    meanings = _meanings(core)
    dice, writer = np.random.default_rng(11), Writer()
    for start in range(0, beliefs, _CHUNK):
        rows = []
        with core.store.transaction():
            for number in range(start, min(start + _CHUNK, beliefs)):
                text, kind, pairing = writer.belief()
                id = core.store.add_proposition(_proposition(text, kind, NOW - timedelta(minutes=beliefs - number)))
                assert id is not None
                rows.append((id, _turned(meanings[pairing], dice)))
            core.store.put_vectors("proposition", rows)


def _proposition(text: str, kind: Kind, seen: datetime) -> Proposition:
    evidence = Evidence(None, text, True, Tier.SEEN, seen, "thunderbird", "Inbox - Mail", "", Who.OTHER)
    return Proposition(text, kind, 0.8, Tier.SEEN, (evidence,), seen, seen, timedelta(days=60))


def _meanings(core: Core) -> NDArray[np.float32]:
    assert core.models.embedder is not None
    texts = [Writer(at)._filled(frame, thing) for at, (frame, _) in enumerate(FRAMES) for thing in THINGS]
    return core.models.embedder.embed(texts)


def _turned(vector: NDArray[np.float32], dice: np.random.Generator) -> bytes:
    aside = dice.standard_normal(vector.shape).astype(np.float32)
    turned = vector + _TURN * aside / np.linalg.norm(aside)
    return bytes((turned / np.linalg.norm(turned)).astype("<f4").tobytes())


def questions(count: int) -> Iterator[str]:
    """So many, none twice in a row."""
    writer = Writer(23)
    for _ in range(count):
        yield writer.question()
