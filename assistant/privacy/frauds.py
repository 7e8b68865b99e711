"""Fraud that only a whole mail shows: what a stranger wants, at once, by a link. Each of these is honest alone."""

from __future__ import annotations

import re

_WANTS = re.compile(
    # Money, or what opens an account.
    r"\b(?:pay|settle|fees?|payment|card|pin|password|bank details|identity|banking|gift ?cards?"
    r"|zahlen|zahlung|begleichen|gebühr\w*|karte\w*|kreditkarte\w*|tan|tan-\w+|passwort|kennwort|kontodaten|zugangsdaten"
    r"|payez|payer|régle[rz]|réglement|règlement|frais|paiement|carte|mot de passe|coordonnées bancaires|identité)\b"
)
_AT_ONCE = re.compile(
    r"\b(?:tonight|today|immediately|urgent\w*|right away|final notice|last (?:notice|warning)|within (?:\d{1,2}|twelve"
    r"|twenty-four) ?h(?:ours?|rs?)?|end of (?:the|this) day|ce soir|aujourd'hui|immédiatement|sans délai|dernier avis"
    r"|(?:dans les|sous|d'ici) \d{1,2} ?h(?:eures?)?|heute(?: noch)?|sofort|umgehend|unverzüglich"
    r"|letzte (?:mahnung|warnung)"
    r"|(?:innerhalb von|binnen|in) \d{1,2} ?(?:h|stunden))\b"
)
_BY_LINK = re.compile(
    r"\b(?:click|tap|link|here|button|qr|cliquez|cliquer|lien|ici|bouton|klicken|klick|hier|schaltfläche)\b"
)
_TO_ANYBODY = re.compile(
    r"(?:^|\n)\W*(?:dear|hello|hi|cher|chère|chers|bonjour|sehr geehrte[rs]?|liebe[rs]?|guten tag|hallo)\s(?:\w+\s)?"
    r"(?:customers?|clients?|users?|members?|subscribers?|employees?|colleagues?|sir|account holder|abonnée?s?"
    r"|utilisat(?:eur|rice)|membre|kunden?|kundin|nutzer(?:in)?|mitglied|damen und herren|abonnent)\b"
    r"|(?:^|\n)\W*(?:dear sir or madam|madame,? monsieur|sehr geehrte damen und herren)\b"
)
_SERVICE = re.compile(
    r"secur|sécur|sicher|verif|vérif|confirm|update|alert|login|signin|support|help|service|billing|payment|paiement|pay"
    r"|invoice|rechnung|notice|avis|parcel|paket|paquet|colis|suivi|track|livraison|toll|zoll|fine|refund|remb|erstattung"
    r"|customs|fee|douane|amende|konto|bank|bnk|bnq|sant[eé]|impot|quota|hold|card|carte"
)
_DIGITS_FOR_LETTERS = re.compile(r"[a-z]+[01][a-z]*")


def fraud(text: str, sender: str) -> bool:
    """Whether a mail asks for money or for what opens an account, at once, by a link, and comes from a stranger.

    ``text`` is folded, its lines ended by line feeds; ``sender`` is the line with the address. A stranger greets
    anybody, or writes from a domain that pretends to be a service.
    """
    if not (_WANTS.search(text) and _AT_ONCE.search(text) and _BY_LINK.search(text)):
        return False
    return _TO_ANYBODY.search(text) is not None or _pretends(sender)


def leads(text: str) -> bool:
    """Whether a message, folded, leads to a link, or wants money or what opens an account at once."""
    link = "://" in text or _BY_LINK.search(text) is not None
    return link or (_WANTS.search(text) is not None and _AT_ONCE.search(text) is not None)


def _pretends(sender: str) -> bool:
    """Whether a domain ties a service's word to another by a hyphen, or has digits in the place of letters."""
    for domain in re.findall(r"@([\w.\-]+)", sender.casefold()):
        for label in domain.split(".")[:-1]:
            tied = "-" in label and any(_SERVICE.match(part) for part in label.split("-"))
            if tied or _DIGITS_FOR_LETTERS.fullmatch(label):
                return True
    return False
