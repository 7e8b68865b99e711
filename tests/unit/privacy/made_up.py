"""Made-up secrets, put together at run time so that no scanner and no reader ever finds one in this repository."""

from __future__ import annotations

import random
import string

BASE64 = string.ascii_letters + string.digits + "+/"


SEED = ("witch", "collapse", "practice", "feed", "shame", "open", "despair", "creek", "road", "again", "ice", "least")


def glue(*parts: str) -> str:
    """A word that stands nowhere in one piece."""
    return "".join(parts)


def draw(alphabet: str, size: int, seed: int = 7) -> str:
    """The same "random" characters every time, with a digit and both cases where the alphabet has them."""
    dice = random.Random(f"{alphabet}{size}{seed}")
    drawn = [dice.choice(alphabet) for _ in range(size)]
    for place, kind in enumerate((string.digits, string.ascii_lowercase, string.ascii_uppercase)):
        choice = [char for char in alphabet if char in kind]
        if choice:
            drawn[place * 2] = dice.choice(choice)
    return "".join(drawn)


def card(start: str = "4", size: int = 16, seed: int = 1) -> str:
    """A number that passes for a payment card's: issuer, length, check digit."""
    dice = random.Random(seed)
    body = start + "".join(dice.choice(string.digits) for _ in range(size - len(start) - 1))
    total = 0
    for place, char in enumerate(reversed(body)):
        doubled = int(char) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return body + str(-total % 10)


def grouped(number: str, separator: str = " ") -> str:
    """As it is embossed, in fours."""
    return separator.join(number[place : place + 4] for place in range(0, len(number), 4))


def iban(country: str = "DE", size: int = 22, seed: int = 1) -> str:
    """An account number with right check digits."""
    dice = random.Random(seed)
    body = "".join(dice.choice(string.digits) for _ in range(size - 4))
    digits = "".join(str(int(char, 36)) for char in body + country + "00")
    return f"{country}{98 - int(digits) % 97:02d}{body}"


def key_block(kind: str = "RSA", lines: int = 8) -> list[str]:
    """The lines of a private key."""
    name = glue(kind, " PRIV", "ATE KEY")
    return [f"-----BEGIN {name}-----", *(draw(BASE64, 64, seed) for seed in range(lines)), f"-----END {name}-----"]
