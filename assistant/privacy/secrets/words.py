"""The names people and programs give to secrets, in many languages, as parts of regular expressions."""

from __future__ import annotations

import re

from assistant.privacy.secrets.values import wordset

# "password" as people abbreviate it, inside identifiers too.
ENGLISH_NAMES = (
    r"p(?:a+s*|s+)w(?:o?r?s?d|rd)s?|pass(?:phrase|code|wort|word)s?|passwd|paswd|pass|pswd|pwd|pw|psw|pin(?:\s?code)?"
    r"|p[\s_\-]?a[\s_\-]?s[\s_\-]?s[\s_\-]?w[\s_\-]?o[\s_\-]?r[\s_\-]?d"
)
WORLD_NAMES = (
    r"kennwort|passwort|kennw\.|zugangscode|geheimzahl|mot de passe|mdp|code (?:d['’]acc[èe]s|confidentiel|secret)"
    r"|contrase[ñn]a|clave(?: de acceso| secreta)?|parola(?: d['’]ordine)?|codice (?:segreto|di accesso)|senha"
    r"|palavra[\s\-]passe|c[óo]digo (?:secreto|de acceso|de acesso)|wachtwoord|pincode|toegangscode|has[łl]o"
    r"|l[öo]senord|adgangskode|kodeord|passord|salasana|heslo|jelsz[óo]|[şs]ifre|пароль|код доступа|κωδικός"
    r"|パスワード|暗証番号|パスコード|合言葉|密码|密碼|口令|비밀번호|비번|암호|पासवर्ड"
    r"|كلمة المرور|סיסמה|mật khẩu|kata sandi"
)
MACHINE_NAMES = (
    r"(?:api|app|access|secret|private|auth\w*|client|consumer|encryption|encrypt|signing|sign|master|session"
    r"|service|account|shared|storage|license|licence|aes|hmac|jwt|ssh|subscription|webhook|admin|root|legacy)[\s_.\-]{0,2}"
    r"(?:key|secret|token|salt|credentials?)s?(?![\s_\-]?(?:word|board|pad))"
    r"|(?:set[\s\-]?up|authenticator|totp|2fa|mfa)[\s_\-]?(?:key|secret|seed)"
    r"|secrets?|tokens?|credentials?|nonce|bearer"
    r"|api[\s\-]?schl[üu]ssel|geheim(?:er )?schl[üu]ssel|geheimnis|cl[ée] (?:api|secr[èe]te|d['’]acc[èe]s|priv[ée]e)"
    r"|jeton|clave (?:api|secreta|de api)|chiave (?:api|segreta)|chave (?:de )?(?:api|secreta)|api[\s\-]?sleutel"
    r"|klucz (?:api|tajny)|секретный ключ|токен"
    r"|apiキー|秘密鍵|シークレットキー|トークン|api ?密钥|密钥|密鑰|令牌|비밀 ?키|토큰"
)
KEY_NAMES = r"key|auth(?:orization|entication)?|kerberos_authentication|login|oauth_signature|salt"

NOT_A_VALUE = wordset("""
    string str text char varchar int integer number bool boolean object null none nil undefined true false yes
    no on off required optional empty blank unset missing invalid valid wrong incorrect expired changed reset
    forgot forgotten enter type new old confirm repeat strong weak show hide copy edit save cancel submit login
    logout sign the and or not a an my your for to in is are was must should will can may at least min max
    length policy field label input form value name file path url uri env secret password token key bearer basic
    digest auth unknown default n/a tbd any opaque please protected encrypted plain hash hashed hidden private
    public keep hier heute bitte vergessen erforderlich ändern oublié obligatoire olvidada olvidado requerida
    obligatorio dimenticata richiesta obrigatória esqueceu vergeten zapomniałeś required. optional. description
    parameter param query authentication authorization manager generator passphrase passwords
""")
"""What stands after such a label without being its value: types, states, buttons, the words of sentences."""

TOLD_NAMES = (
    r"(?:[^\W\d_]{0,20}[\-\s]?)?(?:pass(?:word|wort|phrase|code)s?|passwd|kennw[oö]rt(?:er)?)|pwd?|pins?(?:[\s\-]?(?:codes?|numbers?"
    r"|nummer))?|geheimzahl|zugangscode|mots? de passe|mdp|code (?:d['’]acc[èe]s|confidentiel|secret|pin)"
    r"|(?:code|cl[ée]) (?:du |de )?wi-?fi|(?:wi-?fi|wlan|network|netzwerk)[\s\-]?(?:code|key|schl[üu]ssel)"
    r"|contrase[ñn]a|parola d['’]ordine|senha|wachtwoord|パスワード|暗証番号|パスコード|合言葉|密码|密碼"
)
"""Names of passwords that may be followed by what they are for; shorter ones mean too much else."""

DOORS = (
    r"(?:front|back|side|garage|cellar|main|building|house|entry|entrance)?[\s\-]?doors?|gates?|alarms?|safe|strongbox"
    r"|lock(?:er|box)?s?|padlock|key[\s\-]?(?:box|safe|pad)|entry|entrance|garage|barn|shed|lift|elevator"
    r"|(?:haus|hinter|vorder|keller|eingangs|seiten|garagen|lager|büro)?türe?n?|(?:hof|garagen|eingangs)?tore?s?"
    r"|alarmanlage|schloss(?:es)?|tresors?|safes|schließfach\w*|spinds?|schlüssel(?:kasten|box|tresor|safe|schrank)\w*"
    r"|eingangs?|zutritts?|porte|portail|portillon|immeuble|alarme|coffre(?:[\s\-]fort)?|entrée|cadenas"
    r"|boîte [àa] clés?|kasten|box|consigne|casier|ascenseur"
)
"""What codes open, in English, German and French."""

OTHER_CODES = re.compile(
    r"\b(?:error|zip|postal|country|area|qr|promo|discount|coupon|voucher|source|exit|status|response|product|order"
    r"|booking|tracking|colou?r|morse|bar|dress|item|tax|fehler|post|länder|gutschein|rabatt|bestell|artikel|farb|buchungs)"
    r"[\s\-]?(?:code|no|nr)|code(?:\s(?:postal|promo|barres?|couleur|erreur|source|article|client|review)|base)"
    r"|code de (?:la )?(?:commande|réduction|réservation|route|suivi|conduite)",
    re.IGNORECASE,
)
"""Codes that open nothing."""
