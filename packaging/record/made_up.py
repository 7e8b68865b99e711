"""Secrets that belong to nobody, put together while recording: they stand in the pictures and in the truth only."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Secrets:
    """What the invented person types, is sent or has written down."""

    card: str
    card_code: str
    one_time_code: str
    router_password: str
    vault_password: str
    iban: str


def _luhn(digits: str) -> str:
    """The check digit that makes ``digits`` a card number."""
    doubled = [int(digit) * (2 - at % 2) for at, digit in enumerate(reversed(digits))]
    return str(-sum(value - 9 if value > 9 else value for value in doubled) % 10)


def _iban(country: str, digits: str) -> str:
    """The account number with its two check digits, in groups of four."""
    number = "".join(str(int(one, 36)) for one in f"{digits}{country}00")
    whole = f"{country}{98 - int(number) % 97:02d}{digits}"
    return " ".join(whole[at : at + 4] for at in range(0, len(whole), 4))


def secrets(seed: int) -> Secrets:
    """The same secrets for every recording of a day, so that it can be recorded again."""
    chance = random.Random(seed)
    digits = "54" + "".join(str(chance.randrange(10)) for _ in range(13))
    card = digits + _luhn(digits)
    letters = "abcdefghkmnpqrstuvwxyzACDEFGHKLMNPQRTUVWXY34679"
    return Secrets(
        card=" ".join(card[at : at + 4] for at in range(0, 16, 4)),
        card_code=f"{chance.randrange(100, 1000)}",
        one_time_code=f"{chance.randrange(100000, 1000000)}",
        router_password="".join(chance.choice(letters) for _ in range(12)) + "!",
        vault_password="".join(chance.choice(letters) for _ in range(16)),
        iban=_iban("CH", "".join(str(chance.randrange(10)) for _ in range(17))),
    )
