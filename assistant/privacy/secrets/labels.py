"""Secrets that only a label gives away: ``password: ...``, ``API_KEY=...``, a form's field, in many languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.privacy.secrets.values import Secret, classes, placeholder, random_looking, reference
from assistant.privacy.secrets.words import ENGLISH_NAMES, KEY_NAMES, MACHINE_NAMES, NOT_A_VALUE, WORLD_NAMES

_LETTER = r"A-Za-zÀ-ÖØ-öø-ÿĀ-ſΑ-ωА-яЁё"
# A label ends its identifier, up to a few endings that do not change what it names.
_TAIL = (
    r"(?:[_\-]?(?:confirm(?:ation|ed)?|again|repeat|new|old|current|default|value|val|str|text|prod|dev|test"
    r"|live|\d{1,3}))?"
)
_START = rf"(?:(?<![{_LETTER}])|(?-i:(?<=[a-z0-9])(?=[A-Z])))"
_PASS_START = rf"(?:{_START}|(?-i:(?<=[A-Z]{{3}})(?=PASS|PWD|PW)))"
# Words that are nothing else may follow any letters: userpassword, ANYsecret. Short ones must begin a word.
_LABEL = (
    rf"(?:(?P<password>{_PASS_START}(?:{ENGLISH_NAMES})|password|passwd|passphrase|{_START}(?:{WORLD_NAMES}))"
    rf"|(?P<secret>{_START}(?:{MACHINE_NAMES})|secret|token)"
    rf"|(?P<key>(?:{_START}|(?<=AES)|(?<=[_.\-]p)|(?<=\bp)|(?<=ANY))(?:{KEY_NAMES})))"
    rf"{_TAIL}(?![{_LETTER}_])"
)
_SEPARATOR = (
    r"[\"'`´\\\]\)}>*]{0,4}"
    r"(?:\s{0,12}(?::\s?(?:const\s)?[\w.\[\]*|]{2,24}\s?=|:=|=>|->|[!=]==?|\+=|[:=：＝]|%3D|\|)\s{0,12}"
    r"|\s{1,4}(?:is(?:\snow)?|was|ist|lautet|est|es|è|é|jest|to|are)\s{1,4}:?\s?|\s?[はがは是为為]\s?|\s?(?:은|는)\s)"
)
_VALUE = (
    r"(?:[a-zA-Z]{0,2}\\?(?P<quote>[\"'`´])(?P<quoted>(?:(?!(?P=quote)).){2,400})(?:(?P=quote)|$)"
    r"|(?P<bare>[^\s\"'`,;<>&|]{3,400}))"
)
_PAIR = re.compile(_LABEL + _SEPARATOR + _VALUE, re.IGNORECASE)
# What every label has, so that ordinary lines are soon done.
HINT = re.compile(
    r"p[as]+w|pass|pwd|pw\b|pin\b|psw|secret|token|key|auth|credential|login|user|nonce|salt|bearer|kennwort|wort|code"
    r"|contrase|clave|parola|senha|wachtw|has[łl]o|senord|adgang|kodeord|passord|salasana|heslo|jelsz|ifre|парол"
    r"|токен|ключ|κωδ"
    r"|mật|sandi|mdp|jeton|cl[ée] |chiave|chave|schl|geheim|sleutel|klucz|p.a.s.s|identified|benutz|utilis|usuari"
    r"|zugang|anmelde|identif|utente|mysql|maria|sshp|smbc"
    r"|パス|暗証|密|口令|令牌|비밀|비번|암호|토큰|キー|पास|كلمة|סיסמ",
    re.IGNORECASE,
)

_ADDRESS = re.compile(r"^[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+$")
_IDENTIFIER = re.compile(r"^[A-Za-z]+(?:[_\-][A-Za-z]+)+$|^[A-Z]+(?:_[A-Z0-9]+)+$")
_HASHY = re.compile(r"^(?:0x[0-9a-fA-F]{1,16}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$")


def labelled(text: str) -> Iterator[Secret]:
    """Values beside a label in the same line: assignments, forms, configuration, commands, sentences."""
    for match in _PAIR.finditer(text):
        group = "quoted" if match.group("quoted") is not None else "bare"
        value = match.group(group)
        strength = _strength(match)
        if value.isalpha() and _only_a_word(match, text[match.end(strength) : match.start(group)]):
            continue
        rest = text[match.end() :]
        if _is_secret(value, strength, quoted=group == "quoted", rest=rest):
            yield Secret(strength if strength == "password" else "token", match.start(group), match.end(group))
        else:
            yield from _default(text, match.start(group), strength)
    yield from _commands(text)
    yield from _tags(text)


def _only_a_word(match: re.Match[str], between: str) -> bool:
    """A word after a verb belongs to a sentence ("the password is wrong"), and a PIN has no letters."""
    return re.search(r"[^\W\d_]", between) is not None or match.group(_strength(match)).casefold().startswith("pin")


def _strength(match: re.Match[str]) -> str:
    return next(name for name in ("password", "secret", "key") if match.group(name))


def _is_secret(value: str, strength: str, *, quoted: bool, rest: str) -> bool:
    bare = value.strip().rstrip(".,;:!?)]}\\") if not quoted else value.strip()
    if len(bare) < 4 or bare.casefold() in NOT_A_VALUE or reference(bare) or placeholder(bare):
        return False
    if quoted and " " in bare and strength != "password":
        return False
    if strength != "password" and _ADDRESS.match(bare):
        return False
    if strength == "password":
        # A mark at its end may belong to it: a shouted word has no capitals inside.
        shouted = value.strip().endswith(("!", "?")) and re.search(r"\w[A-Z]", bare) and not bare.isupper()
        return bool(shouted) or _password_like(bare, quoted=quoted, rest=rest)
    if strength == "secret":
        return random_looking(bare, 8) and not re.fullmatch(r"[\d.,]+\w{0,2}", bare)
    return random_looking(bare, 16) and not _HASHY.match(bare) and not bare.startswith(("/", "http", "./"))


def _password_like(value: str, *, quoted: bool, rest: str) -> bool:
    """Would a person use this as a password? Stricter where the line goes on like a sentence."""
    if _HASHY.match(value) and value.startswith("0x"):
        return False
    if value.startswith(("http://", "https://", "/", "./", "~/", "--", "{", "[", "(", "<", "\\u")):
        return False
    if classes(value) >= 2 and not _IDENTIFIER.match(value):
        words = value.split()
        if len(words) > 1:  # a passphrase, quoted; or a sentence about one
            return (
                quoted
                and len(words) <= 8
                and not re.search(r"\b(?:the|your|must|is|enter|please|for|to)\b", value.lower())
            )
        return any(char.isdigit() for char in value) or classes(value) >= 3 or bool(re.search(r"[!@#$%^&*+=?~]", value))
    if value.isdigit():
        return 4 <= len(value) <= 12
    # A plain word is a password only where nothing follows that would make it a sentence.
    return value.isalpha() and len(value) >= 5 and value.islower() and (quoted or not rest.strip(" .;,\"')}"))


# os.environ.get("PASSWORD") or "literal"; getenv("MACHINE_NAMES", "literal")
_DEFAULT = re.compile(r"[^\"']{0,60}[\"'][\w.\-]+[\"']\)?\s*(?:,|or|\|\||\?\?|\?:)\s*[a-z]?[\"']([^\"']{5,100})[\"']")


def _default(text: str, start: int, strength: str) -> Iterator[Secret]:
    """The literal that is used when the variable is not set."""
    found = _DEFAULT.match(text, start)
    if found and _is_secret(found.group(1), strength, quoted=True, rest=""):
        yield Secret("password", found.start(1), found.end(1))


_COMMAND = re.compile(
    r"(?:^|[\s\"'`(])-{1,2}(?:[\w\-]*(?:password|passwd|passphrase|pass|pwd|secret|token|api[_\-]?key"
    r"|access[_\-]?key|bearer))"
    r"(?:\s+|=)[\"']?([^\s\"']{4,200})",
    re.IGNORECASE,
)
_SQL = re.compile(
    r"\b(?:identified\s+(?:with\s+\S+\s+)?(?:by|as)|(?:login|with|encrypted|role\s+\S+|user\s+\S+)\s+password)\s*=?\s*"
    r"[\"'`]?([^\s\"'`;]{5,200})",
    re.IGNORECASE,
)
_SHORT_OPTION = re.compile(
    r"\b(?:mysql\w*|mariadb|sshpass|smbclient"
    r"|7z)\b[^|;]{0,120}?\s-p\s?[\"']?([^\s\"'\-][^\s\"']{4,100})"
)
_LOGIN = re.compile(
    r"\b(?:login|user(?:name)?|account|benutzer(?:name)?|utilisateur|usuario"
    r"|utente)\s?[:=]?\s?[\w.@+\-]{2,60}\s?[/|]\s?([^\s\"',;]{6,100})",
    re.IGNORECASE,
)
_PASSIN = re.compile(r"\bpass:([^\s\"']{4,100})")
_DEFINE = re.compile(
    r"[#%](?:define|global)\s*\\?t?\s*(\w*(?:password|passwd|pwd|secret|token"
    r"|key)\w{0,4})\s*\\?t?\s*\\?[\"']?([^\s\"'\\]{5,200})"
    r"|\bdefine\(\s*[\"'](\w*(?:password|passwd|pwd|secret|token|key)\w{0,4})[\"']\s*,\s*[\"']([^\"']{5,200})"
    r"|\bset\s+(\w*(?:password|passwd|pwd|secret|token)\w{0,4})\s+[\"']([^\"']{5,200})",
    re.IGNORECASE,
)
_SPACED = re.compile(
    rf"(?<![{_LETTER}])(?:{ENGLISH_NAMES}|{WORLD_NAMES}|(?:access|api|client|secret|session|auth)[\s_\-](?:key"
    rf"|token|secret))"
    r"[\s(.:;]{1,3}([^\s\"'`,;<>()]{8,100})",
    re.IGNORECASE,
)


def _commands(text: str) -> Iterator[Secret]:
    """Values after options of commands, in SQL, in defines, and after a label with nothing but a space."""
    for pattern in (_COMMAND, _SQL, _PASSIN, _DEFINE, _SHORT_OPTION):
        for match in pattern.finditer(text):
            group = match.lastindex or 1
            value = match.group(group)
            if _is_secret(value, "password", quoted=True, rest="") and not value.startswith(("-", "<", "file:")):
                yield Secret("password", match.start(group), match.end(group))
    for pattern in (_SPACED, _LOGIN):
        for match in pattern.finditer(text):
            if _strong(match.group(1)):
                yield Secret("password", match.start(1), match.end(1))


def _strong(value: str) -> bool:
    """Nothing but a machine's or a careful person's password looks like this."""
    strange = re.search(r"[!@#$%^&*+=?~]", value) and classes(value) == 4
    mixed = classes(value) >= 3 and random_looking(value, 12) and "/" not in value and "." not in value
    drawn = re.fullmatch(r"[0-9a-f]{20,}", value) and random_looking(value, 20)
    return bool(strange or mixed or drawn) and not placeholder(value) and not reference(value) and "://" not in value


_TAG = re.compile(
    r"<(\w*(?:password|passwd|pwd|secret|token|apikey|api_key)\w*)\b[^<>]{0,200}>\s*([^<>\s]{4,200})\s*<", re.IGNORECASE
)


def _tags(text: str) -> Iterator[Secret]:
    if "<" not in text:
        return
    for match in _TAG.finditer(text):
        strength = "password" if re.search(r"pass|pwd", match.group(1), re.IGNORECASE) else "secret"
        if _is_secret(match.group(2), strength, quoted=True, rest=""):
            yield Secret("password", match.start(2), match.end(2))


_LABEL_LINE = re.compile(
    rf"(?:^|[\s\"'(*])(?:(?P<password>{ENGLISH_NAMES}|{WORLD_NAMES})"
    rf"|(?P<secret>{MACHINE_NAMES}))[\"')]?\s*\*?\s*[:：=]?\s*\*?$",
    re.IGNORECASE,
)


def under_label(text: str, label: str) -> Iterator[Secret]:
    """A value that fills its line while ``label`` (the field's name, the column, the line before) names a secret."""
    value = text.strip()
    found = _LABEL_LINE.search(label.strip()) if len(label) <= 60 and label else None
    if not found or not 4 <= len(value) <= 200 or " " in value:
        return
    if (
        value.casefold().rstrip("?!.:") in NOT_A_VALUE
        or placeholder(value)
        or reference(value)
        or _LABEL_LINE.search(value)
    ):
        return
    good = random_looking(value, 8) if found.group("secret") else _field_password(value)
    if good:
        start = text.index(value)
        yield Secret("password" if found.group("password") else "token", start, start + len(value))


def _field_password(value: str) -> bool:
    """A word alone in a field may be a button: a password is told by a digit or a sign in it, a PIN by its length."""
    if value.isdigit():
        return len(value) <= 12
    return classes(value) >= 2 and re.search(r"[\d!@#$%^&*+=~]", value) is not None
