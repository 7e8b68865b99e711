"""Times and dates as programs print them beside a message, in a few languages."""

from __future__ import annotations

import re

_MONTH = (
    r"(?:jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|févr?(?:ier)?|mar(?:ch|s)?|märz?|apr(?:il)?|avr(?:il)?|ma[iy]|"
    r"june?|juni|juin|july?|juli|juil(?:let)?|aug(?:ust)?|août|sept?(?:ember|embre)?|o[ck]t(?:ober|obre)?|"
    r"nov(?:ember|embre)?|de[cz](?:ember)?|déc(?:embre)?)\.?"
)
DAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|"
    r"mo(?:ntag)?|di(?:enstag)?|mi(?:ttwoch)?|do(?:nnerstag)?|fr(?:eitag)?|sa(?:mstag)?|so(?:nntag)?|"
    r"lun(?:di)?|mar(?:di)?|mer(?:credi)?|jeu(?:di)?|ven(?:dredi)?|sam(?:edi)?|dim(?:anche)?)\.?"
)
CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s?(?:[ap]\.?\s?m\.?|uhr|h)?|\d{1,2}\s?[ap]m|\d{1,2}h\d{2}"
DATE = (
    rf"\d{{1,4}}[./-]\d{{1,2}}[./-](?:\d{{2,4}})?|\d{{1,2}}\.? {_MONTH}(?:,? \d{{4}})?|{_MONTH} \d{{1,2}}(?:st|nd|"
    rf"rd|th)?"
    rf"(?:,? \d{{4}})?|\d{{1,2}}月\d{{1,2}}日"
)
_NEAR = (
    r"today|yesterday|just now|now|heute|gestern|gerade eben|aujourd'hui|hier|今日|昨日|昨天|今天|"
    r"(?:about |vor |il y a )?(?:\d+|an?|one|einem?|einer) ?(?:s|m|h|d|w|mo|y|sec(?:ond)?s?|min(?:ute)?s?\.?|"
    r"minuten?|hours?|hrs?|"
    r"stunden?|heures?|days?|tag(?:en?)?|jours?|weeks?|wochen?|months?|monat(?:en?)?|years?)(?: ago)?"
)
_PART = rf"(?:{CLOCK}|{DATE}|{_NEAR}|{DAY})"
_JOIN = r"(?:,? ?(?:at|um|à|on|am|le|-|–|·)? ?)"
_WHOLE = rf"{_PART}(?:{_JOIN}{_PART}){{0,3}}"
_MARKS = (
    r"(?:[\s·•|✓√✔,-]*(?:\(?(?:edited|bearbeitet|modifié|sent|delivered|read|seen|pinned|編集済み)\)?|[✓√✔vVW/]{1,3}))?"
)

MOMENT = re.compile(rf"^[\[(]?{_WHOLE}[\])]?{_MARKS}[\s.]*$", re.I)
TRAILING = re.compile(rf"^(?P<rest>.*?\S)[\s·•|,–-]+[\[(]?(?P<moment>{_WHOLE})[\])]?{_MARKS}$", re.I)
LEADING = re.compile(rf"^[\[(]?(?P<moment>(?:{DATE}{_JOIN})?(?:{CLOCK}))[\])]?[\s·•|,–-]+(?P<rest>\S.*)$", re.I)
TRAILING_CLOCK = re.compile(rf"^(?P<rest>.*?\S)\s+(?P<moment>{CLOCK}){_MARKS}$", re.I)


def is_moment(text: str) -> bool:
    """Whether the text is a time or date and nothing else ("9:12 AM", "Yesterday", "Mar 1", "10:09 Edited")."""
    return len(text) < 48 and bool(MOMENT.match(text.strip()))
