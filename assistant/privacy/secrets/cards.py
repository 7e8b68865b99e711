"""Numbers with check digits: payment cards, bank accounts, national ids; and what stands beside a card number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.privacy.secrets.values import Secret, wordset

# What readers make of digits.
_REPAIR = str.maketrans("OoQDlIi|!SsBZz", "00001111155822")
_DIGIT = r"[0-9OoQDlIi|!SsBZz]"
_RUN = re.compile(rf"(?<![A-Za-z0-9_./]){_DIGIT}(?:[ .\-–]?{_DIGIT}){{11,18}}(?![A-Za-z0-9_])")

_CARD_WORDS = re.compile(
    r"\b(?:visa|master\s?card|maestro|amex|american express|discover|diners|jcb|union\s?pay|credit|debit"
    r"|card\s?(?:no|num|#)?|pan|carte|tarjeta|carta di|cartão|karte|kredit|kaart|karta|karty)\b"
    r"|kreditkarte|karten|карт|信用卡|カード|카드|卡号",
    re.IGNORECASE,
)

# Issuer prefixes and the lengths that go with them.
_ISSUERS = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})"
    r"|(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}"
    r"|3[47]\d{13}"
    r"|(?:6011|65\d{2}|64[4-9]\d)\d{12}"
    r"|35(?:2[89]|[3-8]\d)\d{12}"
    r"|62\d{14,17}"
    r"|3(?:0[0-5]|[689]\d)\d{11}"
)
_GROUPS = {(4, 4, 4, 4), (4, 6, 5), (4, 6, 4), (4, 4, 4, 4, 3), (6, 13), (4, 4, 4, 3), (4, 4, 5)}


def cards(text: str, context: str) -> Iterator[Secret]:
    """Payment card numbers; ``context`` is what stands around ``text``."""
    runs = list(_RUN.finditer(text))
    told = bool(runs) and bool(_CARD_WORDS.search(text) or _CARD_WORDS.search(context))
    for match in runs:
        if is_card(match.group(), told=told):
            yield Secret("card", match.start(), match.end())


def is_card(written: str, *, told: bool = False) -> bool:
    """Is this a card number by issuer, length and check digit? ``told``: words around it say so already."""
    real = sum(char.isdigit() for char in written)
    digits = re.sub(r"\D", "", written.translate(_REPAIR))
    if real < 0.6 * len(digits) or not _ISSUERS.fullmatch(digits) or not luhn(digits):
        return False
    groups = tuple(len(group) for group in re.split(r"[ .\-–]", written))
    return told or len(groups) == 1 or groups in _GROUPS


def luhn(digits: str) -> bool:
    """The check digit of card numbers."""
    doubled = "0246813579"
    return sum(int(doubled[int(d)]) if i % 2 else int(d) for i, d in enumerate(reversed(digits))) % 10 == 0


_CVV_NAMES = (
    r"cvv2?|cvw|cwv|cvc2?|cvn|csc|card security code|security code"
    r"|(?:karten?)?prüf(?:nummer|ziffer)|karten?prüf(?:code|zahl)"
    r"|sicherheitscode|cryptogramme(?:\svisuel)?|code de sécurité|código de seguridad|codice di sicurezza|kod cvv"
    r"|codice cvv|código cvv"
)
_CVV = re.compile(
    rf"(?:^\s*cw(?=\s?:)|\b(?:{_CVV_NAMES}|cid)\b|セキュリティコード|安全码|보안\s?코드)"
    r"(?:\s(?:\w+\s){0,3}(?:carte|card|karte)|\s?\([a-zäöüé0-9 /]{2,12}\))?"
    r"(?:\W{0,6}|\s(?:is|ist|est|lautet|es|c['’]est)\s)(\d{3,4})(?!\d|[.,:]\d|\s?[€$%])",
    re.IGNORECASE,
)
_CVV_LABEL = re.compile(rf"\b(?:{_CVV_NAMES})\b|セキュリティコード|安全码|보안\s?코드", re.IGNORECASE)
_NUMBER_LABEL = re.compile(
    r"\b(?:(?:credit |debit |bank )?card (?:number|no\b|nr\b)|(?:kredit|debit|bank)?kartennummer"
    r"|(?:num[ée]ro|n[°o]) de (?:la )?carte|n[úu]mero de (?:la )?tarjeta|numero (?:della )?carta|kaartnummer)"
    r"|カード番号|信用卡号|卡号|카드\s?번호",
    re.IGNORECASE,
)
_TYPING = re.compile(r"\s*\d{4}(?:[ \-]?\d{1,4}){0,4}\s*")


def pays(text: str) -> bool:
    """Is ``text`` a field's name that only forms for paying by card have, or a card's number?"""
    if len(text) > 60:
        return False
    return bool(_NUMBER_LABEL.search(text) or _CVV_LABEL.search(text)) or any(cards(text, ""))


_EXPIRY = re.compile(r"(?<![\d/.])(0[1-9]|1[0-2])\s?/\s?(\d{2}|20\d{2})(?![\d/])")
_EXPIRY_WORDS = re.compile(
    r"\b(?:exp(?:iry|ires|iration|\.)?|valid (?:thru|until|to)|good thru|gültig bis|ablauf\w*|expire le|validité"
    r"|vencimiento|caduca|scadenza|validade|geldig tot|ważna do)\b|有効期限|有效期|유효기간",
    re.IGNORECASE,
)


def card_details(text: str, label: str, context: str, *, paying: bool = False) -> Iterator[Secret]:
    """Security codes and expiry dates of cards. ``label`` governs the line: its header or the line before.

    ``paying``: the line stands in a form for paying by card, where half a number counts, too.
    """
    for match in _CVV.finditer(text):
        yield Secret("card", match.start(1), match.end(1))
    alone = re.fullmatch(r"\s*(\d{3,4})\s*", text)
    if alone and _CVV_LABEL.search(label):
        yield Secret("card", alone.start(1), alone.end(1))
    around = f"{text} {label} {context}"
    for match in _EXPIRY.finditer(text):
        if _EXPIRY_WORDS.search(f"{text} {label}") and (
            paying or _CARD_WORDS.search(around) or _CVV_LABEL.search(around)
        ):
            yield Secret("card", match.start(), match.end())
    if paying and _NUMBER_LABEL.search(label) and _TYPING.fullmatch(text):
        yield Secret("card", 0, len(text))


_IBAN = re.compile(r"(?<![A-Za-z0-9])([A-Z]{2}[0-9OoIl]{2}(?:[ \-]?[A-Za-z0-9]){11,30})(?![A-Za-z0-9])")
_IBAN_LENGTHS = {
    entry[:2]: int(entry[2:])
    for entry in wordset("""
        AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18
        FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21
        LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24
        SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20
    """)
}


def ibans(text: str) -> Iterator[Secret]:
    """International bank account numbers, by country, length and check digits."""
    for match in _IBAN.finditer(text):
        bare = re.sub(r"[ \-]", "", match.group(1))
        size = _IBAN_LENGTHS.get(bare[:2])
        # Words may follow the number without a break that the pattern could see.
        if size and len(bare) >= size and is_iban(bare[:size]):
            yield Secret("bank account", match.start(), match.end())


def is_iban(bare: str) -> bool:
    """Do the check digits of a number without spaces hold, as written or with misread digits repaired?"""
    bare = bare.upper()
    repaired = bare[:2] + bare[2:].replace("O", "0").replace("I", "1")
    return any(int("".join(str(int(char, 36)) for char in form[4:] + form[:4])) % 97 == 1 for form in (bare, repaired))


_SSN = re.compile(r"(?<![\w.\-])(?!000|666|9\d\d)\d{3} ?([- ]) ?(?!00)\d{2} ?\1 ?(?!0000)\d{4}(?![\w\-])")
_CPF = re.compile(r"(?<![\w.])\d{3}\.\d{3}\.\d{3}-\d{2}(?!\w)")
_CHINESE_ID = re.compile(r"(?<!\w)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\w)")
_KOREAN_ID = re.compile(r"(?<![\w+.\-])\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])-[1-8]\d{6}(?!\w)")
_ID_WORDS = re.compile(
    r"\b(?:ssn|social security|tax\s?id|taxpayer|itin|passport (?:no|number)|national id|national insurance|nino"
    r"|steuer-?id\w*|steuernummer|sozialversicherungs\w*|personalausweis\w*|reisepass\w*"
    r"|num[ée]ro de s[ée]curit[ée] sociale|nir|dni|nie|nif|n[úu]mero de la seguridad social|codice fiscale"
    r"|cpf|nif|bsn|burgerservicenummer|pesel|dowód|personnummer|driver'?s licen[cs]e)\b"
    r"|マイナンバー|個人番号|身份证|身分證|주민등록번호|여권번호|護照|护照",
    re.IGNORECASE,
)
_ID_VALUE = re.compile(r"(?<![\w.])(?=[A-Z0-9 .\-/]*\d)[A-Z0-9](?:[ .\-/]?[A-Z0-9]){6,17}(?![\w])")


def national_ids(text: str, label: str) -> Iterator[Secret]:
    """Numbers by which states know people: some by their shape alone, others beside their name."""
    told = _ID_WORDS.search(text)
    for match in _SSN.finditer(text):
        if match.group(1) == "-" or told or _ID_WORDS.search(label):
            yield Secret("national id", match.start(), match.end())
    for pattern, valid in ((_CPF, _cpf_holds), (_CHINESE_ID, _chinese_id_holds), (_KOREAN_ID, _korean_id_holds)):
        for match in pattern.finditer(text):
            if valid(re.sub(r"[.\-]", "", match.group())):
                yield Secret("national id", match.start(), match.end())
    start = told.end() if told else 0 if _ID_WORDS.search(label) and len(text) <= 30 else None
    if start is not None:
        value = _ID_VALUE.search(text, start)
        if value and value.start() - start <= 12 and sum(char.isdigit() for char in value.group()) >= 5:
            yield Secret("national id", value.start(), value.end())


def _cpf_holds(digits: str) -> bool:
    numbers = [int(char) for char in digits]
    if len(set(numbers)) == 1:
        return False
    for size in (9, 10):
        rest = sum(number * weight for number, weight in zip(numbers, range(size + 1, 1, -1), strict=False)) * 10 % 11
        if rest % 10 != numbers[size]:
            return False
    return True


def _korean_id_holds(digits: str) -> bool:
    weights = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
    rest = sum(int(char) * weight for char, weight in zip(digits[:12], weights, strict=True)) % 11
    return (11 - rest) % 10 == int(digits[12])


def _chinese_id_holds(written: str) -> bool:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    rest = sum(int(char) * weight for char, weight in zip(written[:17], weights, strict=True)) % 11
    return "10X98765432"[rest] == written[17].upper()
