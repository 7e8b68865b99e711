"""Words of mail programs in a few languages."""

from __future__ import annotations

import re

_FIELDS = {
    "from": "from|von|de|expéditeur|absender|sender|da|差出人|发件人",
    "to": "to|an|à|destinataire|empfänger|recipients?|para|a|宛先|收件人",
    "cc": "cc|bcc|kopie|blindkopie|copie|cci|reply-to|antwort an",
    "subject": "subject|betreff|objet|sujet|asunto|oggetto|件名|主题",
    "date": "date|sent|datum|gesendet|envoyé|received|empfangen|fecha|日時|日期",
}
_BY_WORD = {word: name for name, words in _FIELDS.items() for word in words.replace("s?", "").split("|")}
FIELDS = re.compile(rf"^(?:{'|'.join(_FIELDS.values())})(?:\s*[:：]\s*|\s+|$)", re.I)
"""A field's label at the start of a line, with or without its colon."""
_LABELLED = re.compile(rf"^(?P<label>{'|'.join(_FIELDS.values())})(?!\w)(?P<colon>\s*[:：])?(?P<value>.*)$", re.I)
_TO_ME = re.compile(
    r"^(?:to|an|à):? (?:(?:me|mich|moi|[A-ZÀ-Þ][\w.'’-]*|\d+ (?:more|others|weitere|autres))(?:[ ,;&]+(?:and |und |"
    r"et )?|$))+$"
)
"""Recipients under a sender's name: "to me", "to Beatrix, Choir"."""
FROM_ON = re.compile(
    r"^(?:From|Von|De) (?P<name>[^\W\d_][^@]{1,48}?)(?: <?\S+@\S+>?)? (?:on|am|le) (?P<moment>\S.{4,28})$", re.I
)
"""Sender and date in one line: "From Milan Novak on 2026-03-01 21:14"."""
NEW_MAIL = re.compile(
    r"^(?:new message|neue nachricht|nouveau message|new mail|draft saved|compose(?: mail)?)\b.{0,12}$", re.I
)
"""The title of a small window in which a mail is written."""
REPLY_TO = re.compile(
    r"^(?:repl(?:y|ying)(?: all)? to|your (?:reply|answer) to|(?:ihre |deine )?antwort(?:en)? an|"
    r"(?:votre |ta )?réponse à|répondre à(?: tous)?|en réponse à) "
    r"(?P<name>[A-ZÀ-Þ][\w.'’-]*(?: [\w.'’-]+){0,4}|\S+@\S+)$",
    re.I,
)
"""Over the field in which an answer is written."""
_COMPOSING = re.compile(
    r"^(?:write|compose|verfassen|rédaction|new message|neue nachricht|nouveau message|entwurf|draft)\b|"
    r"\b(?:sent|sent items|sent mail|gesendet|gesendete (?:objekte|elemente)|envoyés?|drafts?|entwürfe|outbox|compose|"
    r"new message|neue nachricht)\b",
    re.I,
)


def field_of(text: str) -> str | None:
    """``from``, ``to``, ``cc``, ``subject`` or ``date`` when the line is or starts with that label."""
    plain = text.strip()
    if _TO_ME.match(plain):
        return "to"
    match = _LABELLED.match(plain)
    if match is None or len(plain) > 160:
        return None
    name = _BY_WORD.get(match["label"].casefold().rstrip("s"), _BY_WORD.get(match["label"].casefold()))
    value = match["value"]
    if match["colon"] or not value.strip():
        return name
    # Without a colon the label must be a word of its own before an address: "From Anna <anna@x.example>".
    return name if value[0] in " \t" and "@" in value and len(value.split()) <= 8 else None


def sent_by_me(title: str) -> bool:
    """Whether the window's title says that its mails are the user's own: being written, sent, or drafts."""
    return bool(_COMPOSING.search(title))
