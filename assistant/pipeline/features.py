"""Named signs of whether a line is worth a thought, each between about -1 and 1, for the score in ``choose``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from assistant.pipeline import dates, names
from assistant.pipeline.date_words import WEEKDAYS
from assistant.pipeline.kinds import Signs
from assistant.pipeline.lexicon import Cue
from assistant.pipeline.passage import Passage
from assistant.pipeline.ports import Person
from assistant.pipeline.scene import (
    Surface,
    addressed,
    finished,
    is_user,
    listed,
    mail_header,
    names_user,
    others_card,
    public,
    surface,
    topic,
)
from assistant.pipeline.text import cjk, content, fold, squeeze, ticked, words
from assistant.pipeline.wording import as_sent, by_user, column_day, command, todo, todo_of
from assistant.types import BlockKind, Line, Observation, Tier, Who

_LOG = re.compile(
    r"\b(?:DEBUG|INFO|WARN(?:ING)?|ERROR|TRACE|FATAL|Traceback|Exception|HTTP/\d|npm|pip|GET|POST|"
    r"commit [0-9a-f]{7,})\b|"
    r"\d{2}:\d{2}:\d{2}|0x[0-9a-f]{4,}|^\s*at \S+\(|\bline \d+, in\b|\.\.\.\s*(?:ok|done)\b|^\[[\w :.-]+\]|"
    r"\b\d+(?:\.\d+)?(?:ms|MB|KB|%)"
)
_CODE = re.compile(
    r"^\s*(?:def |class |import |from \S+ import|return\b|if \(|for \(|while \(|const |let |var |function |#include|"
    r"public |"
    r"private |@\w+$|</?\w+)|[{};]\s*$|\)\s*:\s*$|=>|::|\w\(\)|==|!=|\w+\.\w+\(|^\s*[}\])]"
)
_ADDRESS_BAR = re.compile(
    r"^(?:https?://|www\.|file:|localhost)|^\S+\.(?:com|org|net|de|fr|jp|io)(?:/\S*)?$|"
    r"^[~/.]\S*/\S*$"
)
_SENT = re.compile(r"(?:^|\s)\d{1,2}\.? \w{3,9}\.?(?: (?:19|20)\d\d)?,? (?:at |um |a )?\d{1,2}[:.h]\d{2}$")
"""The day and hour of sending, as it stands beside a subject."""
_SENT_LABEL = re.compile(r"\s*(?:date|sent|datum|gesendet|envoyé)\b", re.IGNORECASE)
_TELLING_COMMAND = re.compile(
    r"git (?:commit|checkout -b|switch -c|clone|tag)|gh |ssh |scp |rsync |crontab|docker |kubectl |terraform |"
    r"make \w|npm run|"
    r"pytest|cargo |pip install|sudo apt|Rscript|latexmk|sbatch|python3? \S+\.py|jupyter"
)
_IDLE_COMMAND = re.compile(
    r"(?:ls|cd|cat|clear|pwd|exit|less|man|echo|history|which|top|htop|vim?|nano|"
    r"git (?:status|log|diff|add))\b"
)
_MONEY = re.compile(r"[$€£¥]\s?\d|\d\s?(?:€|eur\b|usd\b|chf\b|gbp\b|円|\$|£|kr\b)", re.IGNORECASE)
_SENT_ON = re.compile(
    r"(?:[^\W\d_]{2,10}[.,]*\s)?\d{1,2}\.?\s[^\W\d_]{3,9}\.?\s20\d\d,?\s(?:at |um |a )?\d{1,2}[:.h]\d{2}\b"
)
_WROTE = re.compile(r"on .+ wrote:|am .+ schrieb|le .+ a ecrit")
_MARKED = re.compile(r"\s*(?:[|│¦]\s?)?>")
_QUOTED = re.compile(rf"\s*(?:>|\|)|{_WROTE.pattern}", re.IGNORECASE)
_NEWSLETTER = re.compile(
    r"\b(?:this|our|diesen|unseren|cette|notre) (?:newsletter|mailing list|rundbrief|infolettre|lettre)\b|"
    r"\b(?:because|as) you (?:signed up|subscribed)\b|\bweil sie sich (?:angemeldet|registriert|eingetragen)\b|"
    r"\bcar vous (?:etes|vous etes) (?:inscrite?|abonnee?)\b"
)
"""Words at a mail's end that it was sent to many; a tracker's "because you were mentioned" is none of them."""
_BOX = re.compile(r"^\s*(?:[-*]\s*)?(?:\[ ?\]|☐|○)")
_PROSE_FILE = re.compile(r"\.(?:md|txt|org|tex|rst|adoc|markdown)\b")
_PERSONAL = re.compile(
    r"to-?do|\btasks?\b|\bmy\b|\bmine\b|\bmes\b|\bmon\b|\bmeine?\b|account|konto\b|compte|booking|order|reservation|"
    r"\bcart\b|warenkorb|"
    r"panier|boarding|itinerary|tickets?\b|appointments?|reminders?|planner|trello|asana|jira|profile|bestellung|"
    r"commande|buchung|reise|trip|schedule|checkout|portal|マイページ|予約|注文|予定"
)
_PERSONAL_LABEL = re.compile(
    r"name|address|city|town|street|country|birth|phone|mobile|company|employer|job|role|occupation|department|team|"
    r"diet|"
    r"allerg|meal|language|seat|emergency|preference|destination|departure|arrival|nachname|anschrift|strasse|"
    r"\bort\b|stadt|"
    r"geburt|telefon|firma|arbeitgeber|beruf|abteilung|ernahrung|sprache|sitzplatz|\bnom\b|prenom|adresse|ville|"
    r"pays|naissance|"
    r"entreprise|employeur|profession|regime|langue|氏名|名前|住所|電話|会社|職業|生年月日|部署|アレルギー"
)
_PAST = re.compile(
    r"\b(?:was|were|had|went|came|left|sold|took|saw|knew|felt|owed|promised|stood|walked|lived|loved|died|war|"
    r"waren|hatte|haben? .*\b(?:ge\w{2,}(?:t|en)|(?:ver|be|ent|er|uber)\w{2,}(?:t|en))|"
    r"ging|kam|etait|etaient|avait|alla|vint)\b"
)
_STATUS = re.compile(
    r"\b(?:paid|overdue|open|done|due|pending|in (?:work|progress)|approved|confirmed|cancelled|reserved|sold|"
    r"bezahlt|offen|uberfallig|erledigt|reserviert|verkauft|"
    r"payee?|en cours|en retard|reservee?|vendue?)\b|済|未|完了",
    re.IGNORECASE,
)
_CUT = re.compile(r"(?:\.\.|…|\s[×xX])$")
_REPORTED = re.compile(
    r",? (?:he|she|they|(?:a|the) (?:spokes\w+|company|minister|police|government)|sources?|officials?) (?:said|"
    r"says|told|added)\b|"
    r"\b(?:spokes(?:man|woman|person)|according to|, annonce(?:nt)? (?:la|le|les|l'\w+)\b|"
    r"sagte (?:er|sie|ein)|laut |a declare|a annonce|selon )|"
    r"と(?:発表|述べ|語っ)"
)
_DAYS = frozenset(WEEKDAYS)
_COMMAND = "command"
"""The header of what reading took for a command after a prompt."""
_SENDS_TO_MANY = re.compile(
    r"newsletter|rundbrief|infobrief|lettre d'info|\bdigest\b|\bmarketing\b|\bpromo(?:tion)?s?\b|\bdeals\b"
)
_REGRET = re.compile(r"\b(?:unfortunately|regret\w*|sorry|leider|bedauer\w*|malheureusement|desolee?s?|helas)\b")
_OLD = timedelta(days=60)
_OWN_PLACES = frozenset((Surface.MAIL, Surface.CHAT, Surface.CALENDAR, Surface.DOCUMENT, Surface.SHEET))
_STRANGE_PLACES = frozenset((Surface.BROWSER, Surface.OTHER))
_TELLING_CUES = frozenset(
    (
        Cue.REQUEST,
        Cue.COMMITMENT,
        Cue.DUE,
        Cue.PREFERENCE,
        Cue.IDENTITY,
        Cue.ROUTINE,
        Cue.PERSON,
        Cue.CHANGE,
        Cue.CANCEL,
        Cue.ACTION,
        Cue.DONE,
        Cue.FIRST,
    )
)
_SHORT_WORDS, _LONG_WORDS = 4, 45


def signs(passage: Passage, observation: Observation, cues: frozenset[Cue], place: Surface) -> Signs:
    """What is known of a passage for the choice of its kind."""
    line = observation.lines[passage.lines[0]]
    # When a mail came says nothing of what is in it.
    said = as_sent(passage.focus, line.header) if line.block_kind is BlockKind.MAIL_LIST else passage.focus
    dated = bool(dates.standing(said, observation.end))
    done = finished(passage.focus, line.header, line.who)
    entered = place is Surface.CALENDAR and column_day(line.header) != ""
    return Signs(cues, by_user(line), dated, place, done, listed(line.header), entered)


_ASSIGNED = re.compile(r"assign|owner|zustandig|bearbeit|verantwort|responsable|attribue|担当", re.IGNORECASE)


def _assigned(passage: Passage, observation: Observation, user: Person) -> dict[str, float]:
    """To whom a row of a table gives its work, where a column says so; to whom a card belongs."""
    cells = [observation.lines[at] for at in passage.lines]
    given = [cell.text for cell in cells if cell.block_kind is BlockKind.TABLE and _ASSIGNED.search(fold(cell.header))]
    mine = any(names_user(text, user) for text in given)
    owner = todo_of(passage.focus)
    anothers = _anothers_row(cells, observation, user) or bool(owner and not is_user(owner, user))
    elsewhere = (bool(given) and not mine) or others_card(cells[0]) or anothers
    return {"assigned_to_user": float(mine), "assigned_elsewhere": float(elsewhere)}


def _anothers_row(cells: Sequence[Line], observation: Observation, user: Person) -> bool:
    """Whether a row names somebody else in the column in which another row names the user, as a roster does."""
    own = {word for name in user.names for word in words(name)}

    def mine(cell: Line) -> bool:
        return cell.header != "" and bool(found := set(words(cell.text))) and found <= own

    def column(cell: Line) -> str:
        return cell.header.partition(",")[0]

    shared = {column(line) for line in observation.lines if line.block_kind is BlockKind.TABLE and mine(line)}
    if any(mine(cell) for cell in cells):
        return False
    return any(cell.block_kind is BlockKind.TABLE and column(cell) in shared for cell in cells)


def features(passage: Passage, observation: Observation, sign: Signs, user: Person) -> dict[str, float]:
    """Every sign of a passage that is not zero, by name."""
    line = observation.lines[passage.lines[0]]
    typed = any(observation.lines[at].tier is Tier.TYPED for at in passage.lines)
    # Whoever is sorry in a mail to take something back takes it from its reader.
    withdrawn = Cue.CANCEL in sign.cues and line.block_kind is BlockKind.MAIL and _regrets(passage.focus)
    found = _speech(sign, line, named=names_user(passage.focus, user), withdrawn=withdrawn) | {"typed": float(typed)}
    found |= _place(passage.focus, line, sign, observation.app, observation.title, len(passage.lines))
    found |= _shape(
        passage, line, sign, user, _quoted(passage, observation), _only_moment(passage.focus, observation.end)
    )
    found |= _about(passage.focus, sign, observation.end, column_day(line.header) if sign.entered else "")
    found |= _assigned(passage, observation, user)
    if _bulk(passage, observation) and not names_user(passage.focus, user):
        found["advert"] = 1.0
    if _is_heading_row(passage, observation):
        found |= {"row_with_status": 0.0, "label": 1.0}
    timely = sign.dated or sign.cues & {Cue.REQUEST, Cue.EVENT, Cue.DUE, Cue.BOOKING}
    if timely and _long_past(passage, observation):
        found["old_mail"] = 1.0
    if _is_frame(passage.focus, line, observation):
        found["mail_header"] = 1.0
    if found["to_do_note"]:
        found["console_output"] = 0.0  # A list that was put out is still a list.
    found["focused"] = float(observation.focused)
    found["unfocused"] = float(not observation.focused)
    found["doubtful_reading"] = max(0.0, 0.9 - min(observation.lines[at].score for at in passage.lines)) * 10
    return {name: float(value) for name, value in found.items() if value}


def _regrets(text: str) -> bool:
    return _REGRET.search(fold(text)) is not None


def _speech(sign: Signs, line: Line, *, named: bool, withdrawn: bool) -> dict[str, float]:
    """Who says what to whom."""
    cues, own = sign.cues, sign.own
    to_user = Cue.SECOND in cues or named
    message = line.block_kind in (BlockKind.MESSAGE, BlockKind.MAIL) or sign.place in (Surface.MAIL, Surface.CHAT)
    common = Cue.TOGETHER in cues and (Cue.EVENT in cues or sign.dated or sign.altered)
    concerns_user = withdrawn or to_user or Cue.REQUEST in cues or Cue.BOOKING in cues or common
    return {
        "asks_user": float(not own and Cue.REQUEST in cues and message),
        "asks_elsewhere": float(not own and Cue.REQUEST in cues and not message),
        "user_asks": float(own and Cue.REQUEST in cues),
        "user_commits": float(own and Cue.COMMITMENT in cues),
        "user_states": float(own and Cue.FIRST in cues),
        "user_prefers": float(own and Cue.PREFERENCE in cues),
        "user_is": float(own and Cue.IDENTITY in cues),
        "addresses_user": float(not own and (Cue.SECOND in cues or withdrawn) and message),
        "addresses_reader": float(not own and Cue.SECOND in cues and not message),
        "names_user": float(not own and named),
        "others_own_affair": float(not own and Cue.FIRST in cues and not concerns_user),
        "user_did": float(own and Cue.DONE in cues),
        "own": float(line.tier is Tier.OWN or line.who is Who.USER),
    }


def _about(text: str, sign: Signs, now: datetime, day: str) -> dict[str, float]:
    """What the words are about; ``day`` stands over them in a calendar."""
    cues = sign.cues
    when = dates.find(f"{day} {text}", now)
    return {
        "dated": float(sign.dated and len(content(text)) >= 3),
        "dated_for_user": float(sign.dated and (sign.own or Cue.SECOND in cues or Cue.REQUEST in cues)),
        "booking": float(Cue.BOOKING in cues),
        "booking_dated": float(Cue.BOOKING in cues and sign.dated),
        "due": float(Cue.DUE in cues),
        "due_dated": float(Cue.DUE in cues and sign.dated),
        "event": float(Cue.EVENT in cues),
        "event_dated": float(Cue.EVENT in cues and sign.dated),
        "altered": float(sign.altered),
        "altered_dated": float(Cue.CHANGE in cues and sign.dated),
        "routine": float(Cue.ROUTINE in cues),
        "person": float(Cue.PERSON in cues),
        "project": float(Cue.PROJECT in cues),
        "name": float(bool(names.entities(text))),
        "number": float(bool(names.numbers(text))),
        "money": float(_MONEY.search(text) is not None),
        "advert": float(Cue.ADVERT in cues),
        "past": float(sign.dated and all(one.end < now for one in when)),
    }


def _quoted(passage: Passage, observation: Observation) -> bool:
    """Whether a mail's line stands in an older mail that is quoted: below another author's, or who wrote it and when.

    People quote themselves too. The sender may speak again further left than what tells of the quote.
    """
    first = passage.lines[0]
    line = observation.lines[first]
    if line.block_kind is not BlockKind.MAIL or not line.header:
        return False
    above = [other for other in observation.lines[:first] if other.block == line.block and other.header]
    set_in = line.box[0] + (line.box[3] - line.box[1]) / 2
    told = any(_WROTE.match(fold(other.text)) is not None and other.box[0] <= set_in for other in above)
    return told or any(other.header != line.header for other in above)


def _is_heading_row(passage: Passage, observation: Observation) -> bool:
    """Whether every cell of a row is the name of a column of that table."""
    table = [line for line in observation.lines if line.block_kind is BlockKind.TABLE]
    columns = {fold(line.header.partition(",")[0]).strip() for line in table if line.header}
    cells = [observation.lines[at] for at in passage.lines]
    return len(cells) > 1 and all(
        cell.block_kind is BlockKind.TABLE and fold(cell.text).strip() in columns for cell in cells
    )


def _is_frame(text: str, line: Line, observation: Observation) -> bool:
    """Whether a mail's line is its subject, which is the window's topic, or its sender's name and office."""
    if line.block_kind is not BlockKind.MAIL:
        return False
    if "@" in text and line.header and fold(text).startswith(fold(line.header)):
        return True  # The sender with the address.
    subject = squeeze(text) == squeeze(topic(observation.title, observation.app))
    signed = line.header != "" and fold(text).startswith(f"{fold(line.header)},")
    return subject or (signed and not dates.find(text, observation.end))


def _bulk(passage: Passage, observation: Observation) -> bool:
    """Whether the mail says of itself that it goes to everybody who signed up for it."""
    line = observation.lines[passage.lines[0]]
    if line.block_kind is not BlockKind.MAIL or not line.header:
        return False
    if line.who is Who.OTHER and _SENDS_TO_MANY.search(fold(line.header)):
        return True
    mail = (other for other in observation.lines if other.header == line.header and other.block_kind is BlockKind.MAIL)
    return any(_NEWSLETTER.search(fold(other.text)) for other in mail)


def _long_past(passage: Passage, observation: Observation) -> bool:
    """Whether the header of another's mail dates it long ago."""
    line = observation.lines[passage.lines[0]]
    if line.block_kind is not BlockKind.MAIL or line.who is Who.USER:
        return False
    head = (other.text for other in observation.lines if other.block == line.block and mail_header(other.text))
    sent = [when.end for text in head if _SENT_LABEL.match(text) for when in dates.find(text, observation.end)]
    return bool(sent) and max(sent) < observation.end - _OLD


def _place(text: str, line: Line, sign: Signs, app: str, title: str, cells: int) -> dict[str, float]:
    """Where the line stands."""
    kind, place = line.block_kind, sign.place
    run = command(text)
    prose = _PROSE_FILE.search(title) is not None
    code = kind is BlockKind.CODE and not prose
    console = kind is BlockKind.TERMINAL or (place is Surface.TERMINAL and kind is not BlockKind.MESSAGE)
    # What the user writes there that is no command stands in an editor or in a program that asked for it.
    console = console and not (sign.own and (prose or (run is None and line.header != _COMMAND)))
    strange = surface(app, title) in _STRANGE_PLACES
    field = kind is BlockKind.FORM and bool(line.header) and not fold(text).startswith(fold(line.header))
    status = _STATUS.search(fold(text)) is not None
    # The names of the columns, under which nothing stands yet.
    labels = not line.header and not any(symbol.isdigit() for symbol in text)
    return {
        "message": float(kind is BlockKind.MESSAGE),
        "mail": float(kind is BlockKind.MAIL),
        "mail_list": float(kind is BlockKind.MAIL_LIST),
        "mail_list_dated": float(kind is BlockKind.MAIL_LIST and sign.dated),
        "subject_only": float(kind is BlockKind.MAIL_LIST and not sign.dated and not re.search(r"[.!?。]", text)),
        "field": float(field),
        "field_by_user": float(field and sign.own),
        "field_about_user": float(field and _PERSONAL_LABEL.search(fold(line.header)) is not None),
        "row": float(kind is BlockKind.TABLE),
        "row_with_status": float(kind is BlockKind.TABLE and cells >= 3 and not labels and (sign.dated or status)),
        "unlabelled_row": float(kind is BlockKind.TABLE and not line.header and place is not Surface.CALENDAR),
        "calendar_event": float(place is Surface.CALENDAR and Cue.EVENT in sign.cues),
        "calendar": float(place is Surface.CALENDAR),
        "calendar_dated": float(place is Surface.CALENDAR and sign.dated),
        "own_place": float(place in _OWN_PLACES),
        "public_page": float(strange and not sign.own and public(title)),
        "personal_page": float(strange and _PERSONAL.search(fold(title)) is not None),
        "stranger_page": float(strange and not sign.own and kind is BlockKind.TEXT),
        "command": float(console and run is not None and len(run.split()) >= 2),
        "telling_command": float(console and run is not None and _TELLING_COMMAND.match(run) is not None),
        "idle_command": float(console and run is not None and _IDLE_COMMAND.match(run) is not None),
        "console_output": float(console and run is None),
        "log": float(_LOG.search(text) is not None and not console),
        "code": float(code and not todo(text)),
        "code_window": float(place is Surface.CODE and not code and not prose),
        "action": float(Cue.ACTION in sign.cues and not code and not console),
        "narrative": float(place is Surface.DOCUMENT and sign.own and _PAST.search(fold(text)) is not None),
        "essay": float(place is Surface.DOCUMENT and sign.own and not sign.cues & _TELLING_CUES and not sign.dated),
    }


def _is_subject(passage: Passage, line: Line, plain: str) -> bool:
    """A subject with the time of sending behind it, read as one passage: a heading and no statement."""
    letters = (BlockKind.MAIL, BlockKind.MAIL_LIST, BlockKind.MESSAGE, BlockKind.TEXT, BlockKind.FORM)
    return len(passage.lines) > 1 and line.block_kind in letters and _SENT.search(plain) is not None


def _names_sender(line: Line, text: str) -> bool:
    """Whether a mail's line holds its sender's address or begins with when it was sent, as the head of a mail does."""
    letter = line.block_kind in (BlockKind.MAIL, BlockKind.MAIL_LIST)
    return letter and (addressed(replace(line, text=text)) or _SENT_ON.match(fold(text)) is not None)


def _only_moment(text: str, now: datetime) -> bool:
    """Whether a date and an hour are nearly all that is said."""
    said = sum(len(when.words) for when in dates.find(text, now))
    return said > 0 and said >= 0.6 * len(text.strip())


def _shape(passage: Passage, line: Line, sign: Signs, user: Person, quoted: bool, only: bool) -> dict[str, float]:
    """How the words look."""
    text = passage.focus
    plain = fold(text)
    count = len(text) // 4 if cjk(text) else len(words(text))
    letters = sum(symbol.isalnum() or symbol.isspace() for symbol in text) / max(1, len(text))
    # A name and a time alone are the head of a message; in a form they are an answer.
    named = line.block_kind is BlockKind.FORM or cjk(text)
    known = content(" ".join((line.header, *user.names)))
    telling = bool(names.numbers(text) or names.entities(text))
    answer = line.block_kind is BlockKind.FORM and bool(line.header) and telling
    marked = line.block_kind in (BlockKind.MAIL, BlockKind.MESSAGE) and _MARKED.match(passage.quote) is not None
    owner = todo_of(text)
    note = (todo(text) or plain.startswith(("todo", "to do"))) and (not owner or is_user(owner, user))
    item = _BOX.match(passage.quote) is not None or ticked(passage.quote) or sign.listed
    return {
        "to_do_note": float(item or note),
        "code_shape": float(_CODE.search(text) is not None),
        "address_bar": float(_ADDRESS_BAR.search(plain) is not None),
        "mail_header": float(mail_header(text) or _is_subject(passage, line, plain) or _names_sender(line, text)),
        "reported": float(_REPORTED.search(plain) is not None and not sign.own),
        "quoted_mail": float(quoted or marked or _QUOTED.match(plain) is not None),
        "marked_quote": float(marked),
        "cut_off": float(_CUT.search(text) is not None),
        "only_stamp": float(
            not named and (only or not any(dates.is_matter(word) for word in content(text) - known - _DAYS))
        ),
        "small_talk": float(Cue.SMALL_TALK in sign.cues and count <= 8),
        "short": 0.0
        if answer or (sign.listed and sign.own and count > 1)
        else max(0.0, (_SHORT_WORDS - count) / _SHORT_WORDS) * 2,
        "long": float(count > _LONG_WORDS),
        "symbols": max(0.0, 0.85 - letters) * 4,
        "label": float(text.rstrip().endswith((":", "：", "..."))),
        "question": float(text.rstrip().endswith(("?", "？"))),
    }
