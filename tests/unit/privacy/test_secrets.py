"""Secrets in one line, told by their shape, their label or what stands beside them."""

from __future__ import annotations

import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.privacy.secrets import find
from assistant.privacy.secrets.cards import is_card, luhn
from tests.unit.privacy.made_up import BASE64, SEED, card, draw, glue, grouped, iban, key_block

PW = glue("Som", "mer", "2024!")
WORD = glue("hun", "ter2")
CODE = glue("482", "913")
KEY = draw("abcdef" + string.digits, 32)
LOWER = string.ascii_lowercase + string.digits
MIXED = string.ascii_letters + string.digits


def kinds(text: str, **around: str) -> set[str]:
    """Kinds of the secrets in a line."""
    return {secret.kind for secret in find(text, **around)}


@pytest.mark.parametrize(
    "number",
    [card("4"), card("51"), card("2221"), card("34", 15), card("37", 15), card("6011"), card("3530"), card("62")],
)
@pytest.mark.parametrize("separator", ["", " ", "-"])
def test_payment_cards_of_every_issuer(number: str, separator: str) -> None:
    """A number with an issuer's prefix, its length and a right check digit is a card, however it is grouped."""
    written = grouped(number, separator) if len(number) == 16 else number
    assert kinds(f"paid with {written} today") == {"card"}
    assert kinds(written) == {"card"}


@given(st.integers(0, 10**9), st.sampled_from(["4", "51", "6011", "37"]), st.data())
def test_misread_cards_are_repaired(seed: int, start: str, data: st.DataObject) -> None:
    """What readers make of digits (O for 0, l for 1) hides no card, nor does a card word before it."""
    number = card(start, 15 if start == "37" else 16, seed)
    misread = {"0": "O", "1": "l", "5": "S", "8": "B"}
    places = [place for place, char in enumerate(number) if char in misread]
    for place in data.draw(st.lists(st.sampled_from(places), max_size=4)) if places else []:
        number = number[:place] + misread.get(number[place], number[place]) + number[place + 1 :]
    assert is_card(number)
    assert kinds(f"Visa: {number}") == {"card"}


@given(st.integers(10**15, 10**16 - 1))
def test_numbers_without_a_right_check_digit_are_no_cards(number: int) -> None:
    """A misprint in a card number, an order number or a random one is kept."""
    assume(not luhn(str(number)))
    assert "card" not in kinds(f"order {number} was sent")


def test_what_stands_beside_a_card() -> None:
    """Security code and expiry date go with the card: the failure of others was to keep them."""
    assert kinds("CVV 123") == {"card"}
    assert kinds("CVC: 4821") == {"card"}
    assert kinds("123", header="Security code") == {"card"}
    assert kinds("123", before="CVV") == {"card"}
    assert kinds("08/27", before="Expiry date", after="Visa ending 1111") == {"card"}
    assert kinds("Exp 08/27", before="Card number") == {"card"}
    assert kinds("Offer expires 08/27") == set()
    assert kinds("123", header="Quantity") == set()


@pytest.mark.parametrize(("country", "size"), [("DE", 22), ("NL", 18), ("FR", 27), ("ES", 24), ("PL", 28), ("CH", 21)])
def test_bank_accounts(country: str, size: int) -> None:
    """IBANs are found by their check digits, in one piece, in groups, and with an O for a zero."""
    number = iban(country, size)
    for written in (number, grouped(number), f"IBAN: {grouped(number)}", number[:4] + number[4:].replace("0", "O")):
        assert kinds(written) == {"bank account"}, written
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert "bank account" not in kinds(wrong)


def test_national_ids() -> None:
    """By shape where the shape is enough, else beside their name."""
    ssn = glue("078", "-05-", "1120")
    assert kinds(ssn) == {"national id"}
    assert kinds(ssn.replace("-", " "), header="Social Security Number") == {"national id"}
    assert kinds(glue("529.982", ".247-25")) == {"national id"}
    assert kinds(glue("110105194", "91231002X")) == {"national id"}
    assert kinds("Steuer-ID: " + glue("123456", "78903")) == {"national id"}
    assert kinds("Passport number: " + glue("C01", "X00T47")) == {"national id"}
    assert [bool(kinds(glue("800101-", f"123456{digit}"))) for digit in range(10)].count(True) == 1
    assert kinds("Call 555-12-3456-99 now") == set()
    assert kinds("+340308-1181434 Pacific") == set()


TOKENS = [
    ("AKIA", string.ascii_uppercase + "234567", 16),
    ("ghp_", MIXED, 36),
    ("github_pat_", MIXED, 60),
    ("glpat-", MIXED, 20),
    ("xoxb-", MIXED, 40),
    ("sk_live_", MIXED, 24),
    ("AIza", MIXED, 35),
    ("sk-", MIXED, 48),
    ("sk-ant-api03-", MIXED, 80),
    ("sk-proj-", MIXED, 60),
    ("npm_", MIXED, 36),
    ("pypi-AgE", MIXED, 80),
    ("hf_", string.ascii_letters, 34),
    ("dop_v1_", "abcdef" + string.digits, 64),
    ("SK", "abcdef" + string.digits, 32),
    ("glsa_", MIXED, 40),
    ("gsk_", MIXED, 52),
    ("shpat_", "abcdef" + string.digits, 32),
    ("whsec_", MIXED, 32),
    ("ya29.", MIXED, 60),
    ("GOCSPX-", MIXED, 28),
    ("tskey-auth-", MIXED, 30),
    ("AGE-SECRET-KEY-1", string.ascii_uppercase + string.digits, 58),
]


@pytest.mark.parametrize(("prefix", "alphabet", "size"), TOKENS, ids=[prefix for prefix, _, _ in TOKENS])
def test_tokens_by_their_shape(prefix: str, alphabet: str, size: int) -> None:
    """Tokens that services gave a shape are found anywhere in a line, and their documentation's stand-ins are not."""
    token = prefix + draw(alphabet, size)
    for line in (token, f"export TOKEN={token}", f'"{token}",', f"see https://x.example/?t={token}"):
        assert kinds(line), line
    assert kinds(prefix + "x" * size) == set()
    assert kinds(f"tokens begin with {prefix}...") == set()


def test_tokens_as_readers_of_screens_see_them() -> None:
    """Spaces beside underscores and hyphens, and an l that looks like an I, hide no token; the place is the text's."""
    token = glue("ghp", " _") + draw(MIXED, 36)
    line = f"export T = {token} # mine"
    (found,) = find(line)
    assert line[found.start : found.end] == token
    assert kinds(glue("sk", " _live", " _") + draw(MIXED, 24)) == {"token"}
    assert kinds(glue("AK", "lA") + draw(string.ascii_uppercase + "234567", 16)) == {"token"}
    assert kinds(glue("g1", "pat-") + draw(MIXED, 20)) == {"token"}


def test_tokens_of_two_parts() -> None:
    """Shapes with a separator: signed web tokens, bots, mail services, storage accounts."""
    jwt = ".".join(
        (glue("ey", "JhbGciOi") + draw(MIXED, 20), glue("ey", "JzdWIiOi") + draw(MIXED, 30), draw(MIXED, 43))
    )
    assert kinds(jwt) == {"token"}
    assert kinds(f"{draw(string.digits, 10)}:AA{draw(MIXED, 33)}") == {"token"}
    assert kinds(f"SG.{draw(MIXED, 22)}.{draw(MIXED, 43)}") == {"token"}
    assert kinds(f"AccountKey={draw(BASE64, 86)}==") == {"token"}
    assert kinds(f"Authorization: Bearer {draw(MIXED, 24)}") == {"token"}
    assert kinds(f"Authorization: Basic {draw(MIXED, 24)}") == {"token"}


def test_credentials_in_addresses() -> None:
    """A password inside an address is found, its documentation is not."""
    assert kinds(f"DATABASE_URL=postgres://app:{WORD}@db:5432/shop") == {"password"}
    assert kinds(f"smtps://anna@mail.example:{PW}@smtp.example:465") == {"password"}
    assert kinds("postgres://user:password@localhost/db") == set()
    assert kinds("https://${USER}:${PASS}@example.org") == set()
    assert kinds("git clone ssh://git@example.org:22/repo") == set()


@pytest.mark.parametrize(
    "line",
    [
        f"Password: {WORD}",
        glue("Datenlogger M3, Passwort: WRG", "EpdghDmgn!"),
        glue("password: sun", "shine"),
        f"password={PW}",
        f"DB_PASSWORD={PW}",
        f'"password": "{PW}",',
        f"userPassword = '{PW}'",
        f'val password: String = "{PW}"',
        f"<password>{PW}</password>",
        f'#define PASSWORD "{PW}"',
        f"mysql --password {PW} shop",
        f"mysql -u root -p{PW} shop",
        f"gpg --passphrase {PW} file",
        f"CREATE USER anna IDENTIFIED BY '{PW}';",
        f"Server=db;User Id=sa;Password={PW};",
        f"pw: {PW}",
        f"Passwort: {PW}",
        f"Kennwort lautet {PW}",
        f"Mot de passe : {PW}",
        f"Contraseña: {PW}",
        f"La contraseña es {PW}",
        f"Password: {PW} (nuova)",
        f"Senha: {PW}",
        f"Wachtwoord: {PW}",
        f"Hasło: {PW}",
        f"Lösenord: {PW}",
        f"пароль: {PW}",
        f"パスワード：{PW}",
        f"密码：{PW}",
        f"密碼是{PW}",
        f"비밀번호: {PW}",
        f"The wifi password is {PW}",
        f"Login: anna / {PW}",
        "PIN: " + glue("47", "11"),
    ],
)
def test_passwords_beside_their_label(line: str) -> None:
    """Assignments, forms, commands and sentences, in many languages."""
    assert kinds(line) == {"password"}


@pytest.mark.parametrize("label", ["API key", "Secret key", "Access token", "client_secret", "api_token", "Clé API"])
def test_keys_beside_their_label(label: str) -> None:
    """Machine-made values are told by their label, in the line, above it, or in their column."""
    assert kinds(f"{label}: {KEY}") == {"token"}
    assert kinds(KEY, header=label) == {"token"}
    assert kinds(KEY, before=f"{label}:") == {"token"}
    assert kinds(KEY) == set()


@pytest.mark.parametrize(
    "label", ["Password", "Passwort", "Mot de passe", "Contraseña", "パスワード", "密码", "비밀번호"]
)
def test_fields_of_forms(label: str) -> None:
    """A value that fills its line is judged by the field's name; a button beside the name is not a value."""
    assert kinds(PW, header=label) == {"password"}
    assert kinds(PW, before=f"{label}:") == {"password"}
    assert kinds(glue("47", "11"), before=label) == {"password"}
    for button in ("Show", "Forgot?", "Remember me", "••••••••", "Sign in", "anna"):
        assert kinds(button, before=label, header=label) == set(), button


@pytest.mark.parametrize(
    "line",
    [
        "Your verification code is {}",
        "{} is your verification code",
        "G-{} is your Google verification code",
        "Use {} as your one-time passcode",
        "OTP: {}",
        "Ihr Bestätigungscode lautet {}",
        "Ihr Code lautet {}. Bitte nicht weitergeben.",
        "Dein Code: {}",
        "Ihre TAN: {}",
        "Votre code de vérification : {}",
        "Tu código de verificación es {}",
        "Il tuo codice di verifica è {}",
        "Seu código de verificação é {}",
        "Je verificatiecode is {}",
        "Twój kod weryfikacyjny: {}",
        "認証コード：{}",
        "ワンタイムパスワード {}",
        "您的验证码是{}",
        "【验证码】{}，请勿泄露",
        "인증번호 [{}]를 입력하세요",
        "код подтверждения: {}",
    ],
)
def test_one_time_codes(line: str) -> None:
    """Codes near the words for them, whole or in two halves, in a dozen languages."""
    for code in (CODE, f"{CODE[:3]} {CODE[3:]}"):
        assert kinds(line.format(code)) == {"one-time code"}, code


def test_one_time_codes_alone_in_their_line() -> None:
    """A code in a box of its own is told by the line beside it; a number elsewhere is only a number."""
    assert kinds(CODE, before="Enter the verification code") == {"one-time code"}
    assert kinds(CODE, after="is your security code") == {"one-time code"}
    assert kinds(CODE) == set()
    assert kinds("2024", before="Your code is valid until the end of") == set()
    assert kinds("Steam Guard code: " + glue("F7", "K2P")) == {"one-time code"}


def test_recovery_codes_and_seeds() -> None:
    """Codes that open an account or a wallet for whoever has them."""
    assert kinds("Recovery codes: " + glue("a1b2c", "-d3e4f")) == {"recovery code"}
    assert kinds(glue("8f2k", "-9x3m"), before="Save these backup codes") == {"recovery code"}
    assert kinds(" ".join(SEED)) == {"seed phrase"}
    assert kinds(" ".join(f"{place}. {word}" for place, word in enumerate(SEED, 1))) == {"seed phrase"}
    assert kinds(" ".join(SEED[:6]), before="Your secret recovery phrase") == {"seed phrase"}
    assert kinds(" ".join(SEED[:6])) == set()
    assert kinds(glue("JBSW Y3DP", " EHPK 3PXP"), before="Enter this setup key in your authenticator") == {"token"}


def test_parts_of_keys_in_one_line() -> None:
    """A frame, the first line of a body, and a body beside its frame each give themselves away."""
    begin, *body, end = key_block()
    assert kinds(begin, after=body[0]) == {"private key"}
    assert kinds(end, before=body[-1]) == {"private key"}
    assert kinds(body[0], before=begin, after=body[1]) == {"private key"}
    assert kinds(body[3], before=body[2], after=body[4]) == {"private key"}
    assert kinds(body[0]) == set()
    assert kinds(body[0], before="-----BEGIN CERTIFICATE-----", after=body[1]) == set()


HARMLESS = """
Password: ********
password: ••••••••
API_KEY=YOUR_API_KEY
api_key: "<your api key>"
Password reset for your account
Forgot password?
Change password
password must be at least 8 characters
Enter your password
Password:
[sudo] password for anna:
Login failed for user anna2024
the password policy changed in 2023
Password expires 2025-01-01
Passwort vergessen?
Mot de passe oublié ?
パスワードを忘れた場合
忘记密码？
commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b
sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
id: 123e4567-e89b-12d3-a456-426614174000
ISBN 978-3-16-148410-0
ISBN 9783161484100
Order no. 302-8837465-1123
+49 30 901820
(555) 123-4567
+1 415 555 2671
Tracking 1Z999AA10123456784
Meeting 2024-03-02 10:00
Invoice 20240302-77
Error code 482913
ZIP code 94103
Your code review is due 2024
Exit code 1
We sent a verification code to the number ending in 4321
your verification code expires in 10 minutes
Please enter the verification code
const password = getPassword();
password = os.environ["PASSWORD"]
self.password = password
password: str
token: string
tokens: 4096
max_tokens=4096
key=lambda x: x[1]
from getpass import getpass
import secrets
Key findings 2024
The secret of good coffee
The key is under the mat
Pin this message
PIN code required
Access token expires in 3600 seconds
secret: kubernetes.io/tls
auth: enabled
author: Anna Weber
passed 12 tests in 3.4s
Salt Lake City 84101
https://example.com/a/453201511283036
0.4539148803436467
1712345678901
Total 4 111 111
Visa application form
Article 123456 in section 12
IBAN required
The recovery took 12 days
bypass = "the queue"
""".strip().splitlines()


@pytest.mark.parametrize("line", HARMLESS)
def test_hard_negatives_are_kept(line: str) -> None:
    """Placeholders, prose about passwords, hashes, numbers of other kinds and code are no secrets."""
    assert kinds(line) == set()


@given(st.text(), st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_any_text_gets_an_answer(text: str, before: str, after: str, header: str) -> None:
    """No text makes the search fail; what it finds lies inside the line, in order."""
    found = find(text, before=before, after=after, header=header)
    assert all(0 <= secret.start < secret.end <= len(text) for secret in found)
    assert list(found) == sorted(found, key=lambda secret: secret.start)


@pytest.mark.parametrize("unit", ["1 ", "4", "password ", "key=", "a-", "x:y@", "eyJ", "{", "aaaa1111-", "MII", "0O "])
def test_long_lines_end(unit: str) -> None:
    """Repetitions that make careless patterns run for hours are searched like any other line."""
    find((unit * 4000)[:4000], before=unit * 100, after=unit * 100)
