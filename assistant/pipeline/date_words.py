"""The words that dates are made of, folded, in English, German, French and Japanese."""

from __future__ import annotations

WEEKDAYS: dict[str, int] = {
    word: number
    for number, names in enumerate(
        (
            "monday mon mondays montag montags lundi lun",
            "tuesday tue tues tuesdays dienstag dienstags mardi mar",
            "wednesday wed weds wednesdays mittwoch mittwochs mercredi mer",
            "thursday thu thur thurs thursdays donnerstag donnerstags jeudi jeu",
            "friday fri fridays freitag freitags vendredi ven",
            "saturday sat saturdays samstag samstags sonnabend samedi sam",
            "sunday sun sundays sonntag sonntags dimanche dim",
        )
    )
    for word in names.split()
}
"""0 is Monday."""

WEEKDAYS |= {
    f"{day}{part}": number
    for day, number in WEEKDAYS.items()
    if day.endswith(("tag", "mittwoch", "sonnabend"))
    for part in ("abend", "morgen", "vormittag", "mittag", "nachmittag", "nacht", "fruh")
}
"""German writes the part of the day behind its name: "Dienstagabend"."""

AMBIGUOUS_WEEKDAYS = frozenset({"mar", "mer", "sat", "sun", "sam", "mon", "dim", "ven", "jeu", "lun"})
"""Also other words, so they count only beside a number, or with a point or comma behind a capital."""

JAPANESE_WEEKDAYS = "月火水木金土日"

MONTHS: dict[str, int] = {
    word: number
    for number, names in enumerate(
        (
            "january jan januar janvier janv",
            "february feb februar fevrier fevr fev",
            "march mar marz maerz mars",
            "april apr avril avr",
            "may mai",
            "june jun juni juin",
            "july jul juli juillet juil",
            "august aug aout",
            "september sep sept septembre",
            "october oct oktober okt octobre",
            "november nov novembre",
            "december dec dezember dez decembre",
        ),
        start=1,
    )
    for word in names.split()
}

RELATIVE_DAYS: dict[str, int] = {
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "eod": 0, "end of day": 0,
    "cob": 0, "end of the day": 0, "close of business": 0,
    "tomorrow": 1, "tmrw": 1, "day after tomorrow": 2, "yesterday": -1, "last night": -1,
    "heute": 0, "heute abend": 0, "ubermorgen": 2, "uebermorgen": 2,
    "morgen fruh": 1, "morgen abend": 1, "morgen": 1, "gestern": -1,
    "vorgestern": -2, "aujourd'hui": 0, "ce soir": 0, "ce matin": 0, "cet apres-midi": 0, "demain": 1,
    "demain matin": 1,
    "demain soir": 1, "apres-demain": 2, "hier": -1, "avant-hier": -2,
}  # fmt: skip

JAPANESE_DAYS: dict[str, int] = {
    "明後日": 2, "あさって": 2, "明日": 1, "あした": 1, "本日": 0, "今日": 0, "今夜": 0, "今晩": 0, "今朝": 0,
    "一昨日": -2, "昨日": -1,
}  # fmt: skip

NUMBER_WORDS: dict[str, int] = {
    word: number
    for number, names in {
        2: "two zwei deux 二", 3: "three drei trois 三", 4: "four vier quatre 四", 5: "five funf cinq 五",
        6: "six sechs 六", 7: "seven sieben sept 七", 8: "eight acht huit 八", 9: "nine neun neuf 九",
        10: "ten zehn dix 十", 11: "eleven elf onze", 12: "twelve zwolf douze", 13: "thirteen dreizehn treize",
        14: "fourteen vierzehn quatorze", 15: "fifteen funfzehn quinze", 20: "twenty zwanzig vingt",
        30: "thirty dreissig trente", 45: "forty-five", 90: "ninety",
    }.items()
    for word in names.split()
}  # fmt: skip
"""Counting words; one, ein and un are articles too and stand in the patterns."""

NEXT_WORDS = r"next|na(?:e)?chste[nrms]?|folgende[nrms]?"
THIS_WORDS = r"this|coming|diese[nrms]?|kommende[nrms]?|ce|cette"
LAST_WORDS = r"last|letzte[nrms]?|vergangene[nrms]?|dernier|derniere"
