"""Faithfulness: everything a belief says must stand in its quote or in what governs the quote.

Answers are names of failures, never screen text, so that they can be counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.pipeline import dates, lexicon, names
from assistant.pipeline.lexicon import Cue
from assistant.pipeline.ports import Person
from assistant.pipeline.scene import names_user, speaker, topic
from assistant.pipeline.text import cjk_runs, content, fold, squeeze
from assistant.types import Line, Who

_PLACEHOLDER = re.compile(
    r"\{[^}]*\}|\[[A-Za-z][\w ]*\]|<[A-Za-z][\w ]*>|\bX{3,}\b|_{3,}|\blorem ipsum\b|\b(?:TBD|N/A|placeholder|"
    r"user_name)\b",
    re.IGNORECASE,
)
_JUDGING = re.compile(
    r"\b(?:lazy|careless|irresponsible|obsess\w+|addict\w+|stupid|selfish|neglect\w*|unreliable|disorgani[sz]ed|rude|"
    r"arrogant|immature|incompetent|messy|stubborn|paranoid|needy|clumsy|fails? to|struggles? with|suffers? from|"
    r"bad (?:at|habit)|poor (?:performance|judg\w+)|unhealthy|abnormal|sinful|immoral|suspicious)\b",
    re.IGNORECASE,
)
"""Words that judge a person: a belief may quote them, never find them itself."""
_USER_SUBJECT = re.compile(r"^(?:the )?user(?!['’]s)\b")
_USER_SPEAKS = re.compile(
    r"^(?:the )?user (?:has )?(?:asked|told|wrote|said|says|promised|replied|requested|"
    r"reminded|offered|invited)\b"
)
_USER_RECEIVES = re.compile(
    r"^(?:the )?user (?:is|was|has been|must|should|needs to|has to|is to|got|received|can|may) (?:be )?(?:asked|"
    r"told|invited|"
    r"reminded|expected|requested|assigned|offered|informed|sent|promised)?\b"
)
_SPEECH = re.compile(
    r"\b(?:ask\w*|tell\w*|told|wr[io]te\w*|said|says|request\w*|remind\w*|want\w*|invit\w*|offer\w*|promis\w*|"
    r"repl\w+|thank\w*|suggest\w*|"
    r"message\w*|sent|ran|entered|typed|noted)\b"
)
_FIRST_SUBJECT = re.compile(
    r"(?:^|[.!?] |, |\b(?:and|but|und|aber|et|mais) )(?:i|i'\w+|we|we'\w+|ich|wir|je|j'\w+|"
    r"nous)\b|^私は|僕は|俺は"
)
_THAT = re.compile(r"\b(?:said|wrote|says|noted|told the user|asked the user) (?:that|to) (.+)$")
_PARROTED = 3
"""So many words in the very case of the quote's beginning are no words of one's own."""
_RECEIVED = frozenset(
    "asked told invited reminded expected requested assigned offered informed sent promised".split(" ")  # noqa: SIM905
)
_OTHER_ASKS_USER = re.compile(r"\b(?:asked|told|reminded|invited) the user\b")


def check(text: str, quote: str, title: str, header: str, who: Who, user: Person) -> list[str]:
    """The names of the checks that ``text`` fails against ``quote`` and its context; empty when faithful.

    Names, numbers, dates and addresses must stand in quote, title or header (the user's own names also where
    the user speaks or is spoken to); a denial must stay one; nobody is judged; nobody's words become another's deeds.
    """
    failures = []
    known = names.Vocabulary(quote, title, header, *user.names, *user.addresses)
    source = f"{quote}\n{title}\n{header}"
    if not text.strip():
        return ["empty"]
    if _PLACEHOLDER.search(text) and not _quoted(_PLACEHOLDER, text, source):
        failures.append("placeholder")
    if not _names_stand(text, known):
        failures.append("name")
    if not _numbers_stand(text, source):
        failures.append("number")
    if not dates.concepts(text) <= dates.concepts(quote) | dates.concepts(title) | dates.concepts(header):
        failures.append("date")
    if not names.addresses(text) <= names.addresses(source) | {fold(own) for own in user.addresses}:
        failures.append("address")
    if lexicon.negated(quote) != lexicon.negated(_without_context(text, title, header, user)):
        failures.append("negation")
    if _JUDGING.search(text) and not _quoted(_JUDGING, text, source):
        failures.append("judgement")
    if not _roles_kept(text, quote, who, user):
        failures.append("role")
    return failures


def echo(text: str, quote: str, header: str = "") -> bool:
    """Whether a paraphrase says nothing beyond repeating the line: no words of its own at all."""
    return squeeze(text) in (squeeze(quote), squeeze(f"{header}{quote}")) or not content(text) & content(quote)


def parroted(text: str, quote: str) -> bool:
    """Whether a paraphrase only puts words before the sentence itself: "said that Merci de nous renvoyer ..."."""
    found = _THAT.search(text)
    begun, said = quote.split()[:_PARROTED], found[1].split()[:_PARROTED] if found else []
    copied = len(said) == _PARROTED and said == begun and said[0][:1].isupper()
    return copied and said[0] not in names.proper(quote)


def lost(text: str, quote: str, speaker_name: str) -> list[str]:
    """What a paraphrase leaves out that makes the statement another one: its date, its amounts, its speaker."""
    failures = []
    if dates.concepts(quote) - dates.concepts(text) and not dates.concepts(quote) & dates.concepts(text):
        failures.append("lost_date")
    if names.numbers(quote) and not names.numbers(quote) & names.numbers(text):
        failures.append("lost_number")
    asked = lexicon.has(Cue.REQUEST, quote) or lexicon.has(Cue.FIRST, quote)
    if speaker_name and asked and not names.Vocabulary(text).has(speaker_name.partition(" ")[0]):
        failures.append("lost_speaker")
    return failures


def verbatim(quote: str, lines: Sequence[Line]) -> bool:
    """Whether ``quote`` is one of ``lines``, or consecutive ones of one block joined by a space."""
    for first, line in enumerate(lines):
        joined = line.text
        if joined == quote:
            return True
        for following in lines[first + 1 :]:
            if following.block != line.block or not quote.startswith(joined):
                break
            joined = f"{joined} {following.text}"
            if joined == quote:
                return True
    return False


def _quoted(pattern: re.Pattern[str], text: str, source: str) -> bool:
    return all(found[0] in source for found in pattern.finditer(text))


def _names_stand(text: str, known: names.Vocabulary) -> bool:
    for token in names.proper(text):
        if runs := cjk_runs(token):
            if not all(known.holds(run) for run in runs):
                return False
        elif not known.has(token) and not dates.concepts(token):
            return False
    return True


def _numbers_stand(text: str, source: str) -> bool:
    if not names.numbers(text) <= names.numbers(source):
        return False
    spelled = names.counting_words(text)
    digits = {int(number) for number in names.numbers(source) if number.isdigit()}
    return spelled <= names.counting_words(source) | digits


def _without_context(text: str, title: str, header: str, user: Person) -> str:
    """The wording without the topic, label and sender of its frame, whose own "no" denies nothing."""
    for part in (f"'{topic(title)}'", speaker(header, user), header):
        if len(part) > 2:
            text = text.replace(part, " ")
    return text


def _roles_kept(text: str, quote: str, who: Who, user: Person) -> bool:
    plain, said = fold(text).strip(), fold(quote)
    about_user = _USER_SUBJECT.match(plain) is not None or any(plain.startswith(f"{fold(own)} ") for own in user.names)
    if who is Who.USER:
        if _OTHER_ASKS_USER.search(plain):
            return False
        addresses = lexicon.has(Cue.SECOND, quote) and not _FIRST_SUBJECT.search(said)
        to_another = lexicon.has(Cue.REQUEST, quote) or addresses
        return not to_another or _SPEECH.search(plain) is not None
    if _USER_SPEAKS.match(plain):
        return False
    if not about_user:
        return True
    addressed = lexicon.has(Cue.SECOND, quote) or lexicon.has(Cue.REQUEST, quote) or names_user(quote, user)
    if _FIRST_SUBJECT.search(said):
        # "I'll send you the slides": only what is done to the user may be said of the user.
        return addressed and _passive(plain)
    return addressed


def _passive(plain: str) -> bool:
    found = _USER_RECEIVES.match(plain)
    return found is not None and found[0].split()[-1] in _RECEIVED
