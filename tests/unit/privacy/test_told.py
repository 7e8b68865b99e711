"""Secrets told in prose, in payment forms and beside doors; and their harmless neighbours."""

from __future__ import annotations

import pytest

from assistant.privacy.secrets import find, redact_lines
from assistant.types import Line
from tests.unit.privacy.made_up import card, draw, glue, grouped
from tests.unit.privacy.test_redact import column, kept, row

DRAWN = glue("nzXa", "N6fXpz")
WORD = glue("Kiesel", "stein42")
KEYPAD = glue("58", "21")
LONG = glue("190", "27")
SIX = glue("734", "120")
THREE = glue("5", "72")
TOKEN = draw("abcdefghkmnpqrstuvwxyzABCDEFGHKLMNPQRSTUVWXYZ23456789", 20)


def cells(*texts: str) -> list[Line]:
    """Cells of one row, far enough from each other for long labels."""
    return [Line(text, (10 + 500 * place, 0, 10 + 500 * place + 8 * len(text), 16)) for place, text in enumerate(texts)]


def secret(text: str, **around: str) -> bool:
    """Whether the line is dropped."""
    return bool(find(text, **around))


@pytest.mark.parametrize(
    "line",
    [
        "The password for the new printer is {}",
        "password for the guest network: {}",
        "By the way, the password for Anna's laptop is still {}",
        "you need the password of the shared mailbox: {}",
        "Wifi for the flat: network Nordlicht, password {}",
        "login for the shop admin is anna and {}!",
        "das Passwort vom Gäste-WLAN lautet {}",
        "Passwort für den neuen Drucker: {}",
        "Das WLAN-Passwort im Ferienhaus ist {}",
        "Passwort fürs Ferienhaus-WLAN: {}",
        "Passwort Drucker: {}",
        "Mot de passe du nouveau wifi : {}!",
        "le mot de passe de la session invité est {}",
        "mdp de la boîte mail partagée : {}",
        "Le code wifi de la salle, c'est {}",
        "新しいプリンターのパスワードは{}です",
        "ゲスト用Wi-Fiのパスワードは {} です。",
    ],
)
def test_passwords_with_words_about_what_they_open(line: str) -> None:
    """Up to a few words stand between the label and the value, in English, German, French and Japanese."""
    assert secret(line.format(DRAWN))


@pytest.mark.parametrize(
    "line", ["password for the guest network: {}", "das Passwort vom WLAN lautet {}", "Mot de passe du wifi : {}"]
)
def test_passwords_of_plain_words(line: str) -> None:
    """A mark, or a verb that only announces, makes a secret of a word that stands alone; of a sentence it does not."""
    assert secret(line.format(WORD))
    assert secret(line.format(glue("sonnen", "blume")))
    assert not secret(line.format("ask the person at the desk"))
    assert not secret(line.format("12:30"))


@pytest.mark.parametrize(
    "line",
    [
        "the API token for the staging server is {}",
        "here is the token for the map service: {}",
        "clé d'accès pour l'API de la billetterie : {}",
        "bearer token of the test account is {}",
    ],
)
def test_tokens_in_prose(line: str) -> None:
    """What a machine has drawn is told by its label across the same few words."""
    assert secret(line.format(TOKEN))


@pytest.mark.parametrize(
    "line",
    [
        "The code for the back door is {}#",
        "Door code: {}",
        "The gate code is {}, press the green button after it",
        "alarm code {}",
        "combination for the bike lock: {}",
        "Press {} and the bell sign at the main entrance",
        "Key is in the lockbox next to the meter, code {}",
        "PIN for the SIM card: {}",
        "admin password on the till is {}",
        "Your PIN for the parcel locker is {}.",
        "Der Türcode ist {}",
        "Code für die Hintertür: {}",
        "PIN der Alarmanlage: {}",
        "Der Schlüssel liegt im Kasten, Code {}",
        "Der Code vom Schlüsselkasten ist {}",
        "Zahlencode am Tor: {}",
        "Die PIN für das Handy von Oma ist {}",
        "le code de la porte de derrière est {}",
        "Le digicode : {}B",
        "code de l'alarme : {}",
        "Code portail {}",
        "Pour entrer tu fais {}A puis tu pousses la porte",
        "Le code PIN de la tablette est {}",
        "玄関の暗証番号は{}です",
    ],
)
def test_codes_that_open_doors(line: str) -> None:
    """Doors, gates, alarms, safes, boxes for keys and PINs: four digits or more beside what they open."""
    assert secret(line.format(KEYPAD))
    assert secret(line.format(LONG))


def test_dialled_combinations() -> None:
    """Pairs of digits as safes and locks have them."""
    assert secret(f"Safe combination: {KEYPAD[:2]}-{LONG[:2]}-{THREE[:2]}")
    assert secret(f"Haustür: {KEYPAD}#")
    assert secret(f"PUK: {LONG}{THREE}")


@pytest.mark.parametrize(
    "line",
    [
        "Utilisez le code {} pour vous connecter",
        "Saisissez {} pour confirmer votre connexion",
        "Enter {} to sign in to your account",
        "Mit {} bestätigen Sie Ihre Anmeldung",
        "Geben Sie {} ein, um sich anzumelden",
        "Code {} is valid for 10 minutes",
        "{} est votre code de connexion",
    ],
)
def test_one_time_codes_by_what_to_do_with_them(line: str) -> None:
    """No label names them: the sentence says what they are good for."""
    assert secret(line.format(SIX))


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Mot de passe du nouveau wifi :", DRAWN),
        ("Hier das Passwort für den Drucker:", WORD),
        ("Passwort Gäste-WLAN", DRAWN),
        ("Wifi password for guests", DRAWN),
        ("Mot de passe de l'imprimante", DRAWN),
        ("Gäste-WLAN のパスワード：", WORD),
        ("Code für die Hintertür", KEYPAD),
        ("Le code de la porte de derrière :", KEYPAD),
        ("API token for the staging server", TOKEN),
    ],
)
def test_a_value_in_the_next_line_or_cell(label: str, value: str) -> None:
    """What the label opens may be named there, too; the label itself stays."""
    assert kept(column("Bonjour,", label, value, "See you on Monday")) == ["Bonjour,", label, "See you on Monday"]
    assert kept(cells(label, value)) == [label]
    for harmless in ("Show", "14:30", "Monday", "(see below)", "Meier"):
        assert kept(cells(label, harmless)) == [label, harmless]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Hi Anna, before I forget, the password for the new printer is", "{} and the paper is in the hall"),
        ("Bonjour, le mot de passe du nouveau wifi de la librairie", "est {}, à bientôt"),
        ("Das Passwort für das WLAN im Ferienhaus in Travemünde lautet", "{}."),
    ],
)
def test_a_sentence_that_wraps_before_its_value(first: str, second: str) -> None:
    """The line with the value goes, the one that announces it stays."""
    assert kept(column(first, second.format(DRAWN), "Bis bald")) == [first, "Bis bald"]
    assert len(kept(column(first, second.format("somewhere on the table")))) == 2


@pytest.mark.parametrize(
    "question", ["What is the wifi password?", "Wie war das WLAN-Passwort nochmal?", "C'est quoi le code ?"]
)
def test_the_answer_to_who_asks_for_a_password(question: str) -> None:
    """In a chat the value stands alone, under the name of who knows it."""
    assert kept(column("Ben 14:40", question, "Anna 14:41", WORD, "Thanks!")) == [
        "Ben 14:40",
        question,
        "Anna 14:41",
        "Thanks!",
    ]
    assert kept(column(question, "Anna 14:41", f"it's {DRAWN}")) == [question, "Anna 14:41"]
    for harmless in ("14:42", "Ask Jonas", "On the fridge", "2nd drawer", "https://shop.example.org/a1b2c3", "3 km"):
        assert kept(column(question, "Anna 14:41", harmless)) == [question, "Anna 14:41", harmless]


PAYMENT = [
    ("Card number", "Expiry date", "Security code"),
    ("Kartennummer", "Gültig bis", "Kartenprüfnummer"),
    ("Kreditkartennummer", "Ablaufdatum", "Prüfziffer (CVC)"),
    ("Numéro de carte", "Date d'expiration", "Code de sécurité"),
    ("N° de carte", "Expire le", "Cryptogramme visuel"),
    ("カード番号", "有効期限", "セキュリティコード"),
]


@pytest.mark.parametrize("labels", PAYMENT)
@pytest.mark.parametrize("typed", [4, 9, 19])
def test_nothing_of_a_payment_form_is_kept(labels: tuple[str, str, str], typed: int) -> None:
    """The number, also while it is typed, the date and the code behind; the names of the fields and the rest stay."""
    values = (grouped(card())[:typed], glue("09/", "28"), THREE)
    for lines in (
        [line for at, pair in enumerate(zip(labels, values, strict=True)) for line in row(*pair, top=40 * at)],
        column(*(text for pair in zip(labels, values, strict=True) for text in pair)),
    ):
        assert kept([*lines, *column("15 copies on 12 May", top=400)]) == [*labels, "15 copies on 12 May"]


def test_dates_and_numbers_away_from_cards_stay() -> None:
    """The same values under other labels are a stock list, a voucher, an order."""
    page = [
        *row("Product", "Best before", "Units"),
        *row("Milk", "09/28", "572", top=30),
        *row("Date d'expiration", "09/28", top=60),
    ]
    assert redact_lines(page)[1] == {}


@pytest.mark.parametrize(
    "line", ["Code de sécurité : {}", "Kartenprüfnummer (CVC): {}", "code de sécurité de ma carte : {}"]
)
def test_security_codes_of_cards_in_one_line(line: str) -> None:
    """Three digits beside the name of the code behind the card."""
    assert secret(line.format(THREE))


HARMLESS = """
The password for the new printer is on the sticker
password for the guest network: ask Ben
The wifi password changed last week
The password of the shared mailbox expires on 30/09
password reset for the till is planned for 14:30
The password manager for the team costs 4821 euros
Reset the PIN of the parcel locker at the counter
Pin for the notice board: 200 pieces
The code for the back door is new since Monday
Door code panel will be repaired on 12 May
The key for the lockbox is with Anna in room 8306
The alarm goes off at 0730 every day
Gate 8306 opens at 17:00
Gate B12 boarding 17:20
The lock on door 1204 is broken
Garage 4821 is rented from June
The gate fee is 1200 euros
Bike lock: 45 euros at Meier
The token for the laundry costs 1.50
Token ring for the museum: 1985
Meeting ID 8345 2210 998
Use 4500 words to describe the project
Use code WINTER10 at checkout
Booking code: XK4P9Q
Secret Santa: 24 names in the hat
Room 5821 is booked until 17:00
Enter 120 guests in the form
Enter the code we sent to your phone
Das Passwort für den Drucker steht auf dem Zettel
das Passwort vom WLAN lautet wie immer
Das Passwort muss bis 2026-12-01 geändert werden
Der Türcode ist noch der alte
Code für den Rabatt: HERBST20
PIN der Karte vergessen, Bank anrufen
Schloss Neuhaus, Saal 1204
Die Tür ist 2100 mm hoch
Tor 2 in der 45. Minute
Der Safe kostet 1290 Euro
Passwort-Workshop für Einsteiger: 14:00, Raum 204
Mot de passe du wifi : demande à Anouk
Le mot de passe de la caisse reste le même
Le mot de passe pour la caisse change le 01/10
Le code postal de la mairie est 1348
Code de la route : cours le 12/05 à 18:30
Le code de la commande est 48213
Le code couleur de l'affiche : 2B4C7E
Code article 44718 en rupture
La porte 1204 est fermée
L'immeuble date de 1932
L'entrée coûte 1200 yens
Entrez 200 g de farine
Saisissez le code reçu par SMS
Code de sécurité : voir au dos de la carte
Carte de fidélité : 572 points
Clé USB pour la conférence : 64 Go
Offre valable jusqu'au 09/28
Date d'expiration du devis : 30/09/2028
パスワードは管理者に聞いてください
暗証番号を忘れました
ドアの高さは2100ミリ
""".strip().splitlines()


@pytest.mark.parametrize("line", HARMLESS)
def test_neighbours_of_secrets_are_kept(line: str) -> None:
    """Talk about passwords, doors, codes and forms that gives nothing away."""
    assert not secret(line)


@pytest.mark.parametrize(
    "unit", ["code of the door ", "password for ", "mot de passe de ", "PIN a b c ", "use 1234 ", "door "]
)
def test_long_lines_end(unit: str) -> None:
    """Labels that follow each other for ever are searched like any other line."""
    find((unit * 4000)[:4000], before=unit * 100, header=unit * 100)
