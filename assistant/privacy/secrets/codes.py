"""Codes that open something once: one-time codes, recovery codes, seed phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.privacy.secrets.values import Secret, wordset

_OTP_WORDS = re.compile(
    # English
    r"\b(?:(?:verification|security|authentication|authenticator|confirmation|login|log-?in|sign-?in|access"
    r"|one[\s\-]?time"
    r"|single[\s\-]use|two[\s\-]factor|2fa|mfa|otp|sms|passcode|temporary|activation|approval|steam guard|your)"
    r"[\s\-]{1,2}(?:pass)?(?:code|password|pin|otp)|otp|one[\s\-]?time (?:code|password|passcode)|passcode|code is"
    # German
    r"|(?:best[äa]tigungs|verifizierungs|sicherheits|anmelde|einmal|zugangs|login|freischalt|aktivierungs"
    r"|authentifizierungs|sms-)"
    r"-?(?:code|passwort|kennwort|pin)|(?:ihr|dein) code|code lautet|m?tan|pushtan|einmal-tan"
    # French, Spanish, Italian, Portuguese
    r"|code (?:de (?:v[ée]rification|s[ée]curit[ée]|confirmation|connexion|validation)|[àa] usage unique"
    r"|d['’]authentification|secret|sms)"
    r"|votre code|c[óo]digo (?:de (?:verificaci[óo]n|seguridad|confirmaci[óo]n|acceso|un solo uso|verifica[çc][ãa]o"
    r"|seguran[çc]a"
    r"|confirma[çc][ãa]o|acesso|autentica[çc][ãa]o)|sms)|(?:tu|su|seu) c[óo]digo|clave din[áa]mica"
    r"|codice (?:di (?:verifica|sicurezza|conferma|accesso)|otp|usa e getta|monouso|sms)"
    # Dutch, Polish, Swedish, Russian, Turkish
    r"|(?:verificatie|beveiligings|bevestigings|inlog|toegangs)code|eenmalige code"
    r"|kod (?:weryfikacyjny|bezpiecze[ńn]stwa|jednorazowy|autoryzacyjny|potwierdzaj[ąa]cy|sms|dost[ęe]pu)"
    r"|(?:verifierings|engångs|säkerhets|bekräftelse)kod|код (?:подтверждения|безопасности|доступа)|doğrulama kodu)"
    r"|(?:認証|確認|セキュリティ|ログイン)\s?(?:コード|番号)|ワンタイム\s?(?:パスワード|コード)|验证码|驗證碼|校验码|动态(?:码|密码|口令)|確認碼|动态密碼"
    r"|인증\s?(?:번호|코드)|확인\s?코드|일회용\s?비밀번호|보안\s?코드",
    re.IGNORECASE,
)
_DIGITS = re.compile(
    r"(?<![A-Za-z0-9_.,:/+$€£¥#\-])(?:G-)?(\d{4,8}|\d{3}[\s\-]\d{3,4}|\d{2}(?:[\s\-]\d{2}){2,3})(?![A-Za-z0-9_%/]|[.,:\-]\d|\s?(?:€"
    r"|\$|EUR|USD|km|kg|MB|GB|円|元))"
)
_MIXED = re.compile(
    r"(?<![A-Za-z0-9_\-])(?=[A-Z0-9\-]*\d)(?=[A-Z0-9\-]*[A-Z])[A-Z0-9]{5,8}(?:-[A-Z0-9]{3,6})?(?![A-Za-z0-9_\-])"
)
_YEAR = re.compile(r"(?:19|20)\d{2}")
_ENDING = re.compile(
    r"(?:ending|ends|endet|endend|terminant|terminad[oa]|termina|eindigend|kończ\w+|末尾|尾号|尾號|끝)\W*(?:in|with|mit|auf"
    r"|par|en|con|em|op|na)?\W*$",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\W*(?:G-)?(\d{4,8}|\d{3}[\s\-]\d{3,4}|(?:\d\s){3,7}\d)\W*")
_OTHER_CODE = re.compile(
    r"\b(?:error|zip|postal|country|area|qr|promo|discount|coupon|source|exit|status|response|product|order|booking"
    r"|color|morse|bar|dress"
    r"|fehler|post|länder|gutschein|rabatt)[\s\-]?code|code review|codebase",
    re.IGNORECASE,
)


# Codes that no label names: what to do with them says what they are.
_TO_ENTER = re.compile(
    r"\b(?:use|enter|type|verwend\w+|gib|geben sie|nutzen sie|utilise[rz]?|saisi\w+|entre[rz]?|tape[rz]?)\s"
    r"(?:(?:the|this|den|diesen|le|ce)\s)?(?:(?:following|folgenden|suivant)\s)?(?:code\s?:?\s)?(?:suivant\s?:?\s)?"
    r"(?P<code>\d{4,8}|\d{3}[ \-]\d{3})\s(?:\w+\s){0,3}?(?:to|pour|zu[mr]?|um|ein)\b"
    r".{0,30}?(?:sign|log|confirm|verif|vérif|connect|connexion|anmeld|anzumeld|bestätig|ident|authent|account|konto"
    r"|compte|device|gerät)"
    r"|\bmit (?P<by>\d{4,8}) bestätig\w+ (?:sie|du)\b"
    r"|\bcode\s?:?\s(?P<lasting>\d{4,8}|\d{3}[ \-]\d{3})\b"
    r".{0,25}\b(?:expire\w*|valid|valable|gültig|läuft)\b.{0,25}\bminuten?s?\b",
    re.IGNORECASE,
)


def one_time_codes(text: str, label: str, context: str) -> Iterator[Secret]:
    """Short codes near the words for them, in the line or alone in the line beside them."""
    entered = _TO_ENTER.search(text)
    if entered:
        group = entered.lastgroup or "code"
        yield Secret("one-time code", entered.start(group), entered.end(group))
    words = _OTP_WORDS.search(text)
    if words:
        yield from _near(text, words)
        return
    alone = _ALONE.fullmatch(text)
    if alone and not _YEAR.fullmatch(alone.group(1)) and _OTP_WORDS.search(f"{label} {context}"):
        yield Secret("one-time code", alone.start(1), alone.end(1))
        return
    mixed = _MIXED.fullmatch(text.strip())
    if mixed and _OTP_WORDS.search(label):
        start = text.index(mixed.group())
        yield Secret("one-time code", start, start + len(mixed.group()))


def _near(text: str, words: re.Match[str]) -> Iterator[Secret]:
    if _OTHER_CODE.search(text) and words.group().casefold() in {"your code", "code is"}:
        return
    for match in _DIGITS.finditer(text):
        gap = text[words.end() : match.start()] if match.start() >= words.end() else text[match.end() : words.start()]
        close = re.fullmatch(r"\W{0,4}(?:is|ist|lautet|est|es|è|é|to|jest|は|是|为|：)?\W{0,4}", gap) is not None
        if len(gap) > 60 or _ENDING.search(text[: match.start()]) or (_YEAR.fullmatch(match.group(1)) and not close):
            continue
        yield Secret("one-time code", match.start(1), match.end(1))
    for match in _MIXED.finditer(text, words.end()):
        if re.fullmatch(r"\s?(?:is|ist|est|es|è|é)?\W{0,4}", text[words.end() : match.start()]):
            yield Secret("one-time code", match.start(), match.end())


RECOVERY_WORDS = re.compile(
    r"\b(?:(?:recovery|backup|back-up|scratch|emergency|rescue)[\s\-]?(?:codes?|keys?)|wiederherstellungs(?:codes?"
    r"|schl[üu]ssel)"
    r"|backup-?codes?|ersatzcodes?|codes? de (?:secours|r[ée]cup[ée]ration|sauvegarde)"
    r"|c[óo]digos? de (?:recuperaci[óo]n|respaldo|seguridad|recupera[çc][ãa]o|backup)|codic[ei] di (?:backup"
    r"|recupero|riserva)"
    r"|herstelcodes?|kody? (?:zapasow\w+|odzyskiwania)|[åa]terst[äa]llningskod\w*)"
    r"|(?:復旧|リカバリー|バックアップ)\s?(?:コード|キー)|(?:恢复|备用|救援)(?:代码|密钥|码|验证码)|備用碼|(?:복구|백업)\s?(?:코드|키)",
    re.IGNORECASE,
)
_RECOVERY_SHAPE = re.compile(
    r"(?<![\w\-])(?:(?=[a-z0-9\-]*\d)[a-z0-9]{4,6}(?:-[a-z0-9]{4,6}){1,7}"
    r"|(?=[A-Z0-9\-]*\d)[A-Z0-9]{4,6}(?:-[A-Z0-9]{4,6}){1,7}"
    r"|\d{4}\s\d{4}|\d{8}|\d{6}(?:-\d{6}){5,7}|(?=[a-z0-9]*\d)(?=[a-z0-9]*[a-z])[a-z0-9]{8,12}"
    r"|(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{8,12})(?![\w\-])"
)


def recovery_codes(text: str, context: str) -> Iterator[Secret]:
    """Codes of the shapes that services print, where the words for them stand in or beside the line."""
    if RECOVERY_WORDS.search(text) or RECOVERY_WORDS.search(context):
        for match in _RECOVERY_SHAPE.finditer(text):
            yield Secret("recovery code", match.start(), match.end())


SEED_WORDS = re.compile(
    r"\b(?:(?:seed|recovery|secret|backup|mnemonic|wallet)[\s\-]?(?:recovery )?(?:phrase|words?|seed)|mnemonic|bip-?39"
    r"|wiederherstellungs(?:phrase|w[öo]rter)|phrase (?:de r[ée]cup[ée]ration|secr[èe]te|mn[ée]monique)"
    r"|frase (?:semilla|de recuperaci[óo]n|secreta|seme|di recupero|de recupera[çc][ãa]o)|herstelzin)\b"
    r"|リカバリーフレーズ|シードフレーズ|助记词|助記詞|恢复短语|니모닉|복구 구문",
    re.IGNORECASE,
)
# Words that BIP-39's list does not have and that no sentence goes without for long.
_FUNCTION_WORDS = wordset("""
    the and for are was were has have had not but his her its our their your them from which would could did does
    been being these those him she into while
""")
_SEED_WORD = re.compile(r"(?:\d{1,2}[.):]?\s?)?([a-z]{3,8})")


def seed_phrases(text: str, context: str) -> Iterator[Secret]:
    """Wallet phrases: 12 to 24 common words in a row that make no sentence."""
    words = text.split()
    if len(words) < 6:
        return
    bare = re.sub(r"(?<!\S)\d{1,2}[.):]?\s?(?=[a-z]{3,8}(?!\S))", "", text)
    for match in re.finditer(r"(?<![\w.,:'\-])[a-z]{3,8}(?:[ ,]{1,3}[a-z]{3,8}){5,23}(?![\w.'\-])", bare):
        run = re.findall(r"[a-z]+", match.group())
        if (
            _FUNCTION_WORDS.intersection(run)
            or sum(word.endswith(("ing", "ed", "ly", "es", "ion")) for word in run) > len(run) / 4
        ):
            continue
        told = SEED_WORDS.search(text) or SEED_WORDS.search(context)
        if told or (len(run) in {12, 15, 18, 21, 24} and len(set(run)) >= 11 and not bare[: match.start()].strip()):
            yield Secret("seed phrase", 0, len(text))
            return


def seed_word(text: str) -> str | None:
    """The word of a line that holds one numbered word of a phrase, as wallets print them."""
    match = _SEED_WORD.fullmatch(text.strip())
    return match.group(1) if match else None


_TOTP = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Z2-7]{4}[ \-]){3,15}[A-Z2-7]{1,4}(?![A-Za-z0-9])|(?<![A-Za-z0-9/+])(?:[A-Z2-7]{16}"
    r"|[A-Z2-7]{26}|[A-Z2-7]{32}|[A-Z2-7]{52})(?![A-Za-z0-9/+=])|\botpauth://\S{20,}"
)
_TOTP_WORDS = re.compile(
    r"2fa|mfa|totp|authenticat|setup key|set-up key|einrichtungs|two-factor|zwei-faktor|double facteur|dos factores"
    r"|認証|验证|인증|\bsecret",
    re.IGNORECASE,
)


def authenticator_seeds(text: str, context: str) -> Iterator[Secret]:
    """The base32 secrets from which authenticators make codes."""
    for match in _TOTP.finditer(text):
        bare = re.sub(r"[ \-]", "", match.group())
        digits = sum(char.isdigit() for char in bare)
        if len(bare) - digits < len(bare) / 2:
            continue  # a number, not base32
        told = match.group().startswith("otpauth") or _TOTP_WORDS.search(text) or _TOTP_WORDS.search(context)
        if told or (text.strip() == match.group() and digits >= 2 and len(bare) >= 16 and "EXAMPLE" not in bare):
            yield Secret("token", match.start(), match.end())
