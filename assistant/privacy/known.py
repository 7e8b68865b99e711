"""What Inkling knows about windows that must never be read: names of programs and words of titles, as data.

Program names are compared after :func:`assistant.privacy.exclusion.programs`: lower case, letters and digits only.
"""

from __future__ import annotations


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


PASSWORD_MANAGERS = _names(
    "keepass keepass2 keepassx keepassxc 1password bitwarden bitwardendesktop lastpass dashlane enpass protonpass"
    " nordpass roboform keeper keeperpasswordmanager buttercup padloc passky psono qtpass gopassui pass gopass"
    " seahorse kwalletmanager kwalletmanager5 kwalletmanager6 kwalletd kwalletd5 kwalletd6 gnomesecrets secrets"
    " passwordsafe gnomepasswordsafe gnomekeyring gnomekeyring3 gnomekeyringmanager keychainaccess passwords"
    " authenticator gnomeauthenticator authy authydesktop enteauth yubicoauthenticator yubioath otpclient"
    " figaro revelation gorilla passwordgorilla pwsafe strongbox macpass cryptomator veracrypt"
)

LOCK_SCREENS = _names(
    "i3lock i3lockcolor betterlockscreen xscreensaver xscreensaverauth gnomescreensaver matescreensaver"
    " cinnamonscreensaver xfce4screensaver ukuiscreensaver lightlocker lightdmgtkgreeter lightdm swaylock gtklock"
    " hyprlock waylock kscreenlocker kscreenlockergreet xsecurelock slock physlock xlock xtrlock xlockmore sddm"
    " sddmgreeter gdm gdm3 loginwindow lockapp logonui screensaverengine budgiescreenlocker dmlock"
)

PASSWORD_PROMPTS = _names(
    "polkitgnomeauthenticationagent1 polkitkdeauthenticationagent1 polkitmateauthenticationagent1 polkitdumbagent"
    " lxpolkit lxqtpolicykitagent xfcepolkit policykitagent hyprpolkitagent ukuipolkit deepinpolkitagent"
    " polkitagent pinentry pinentrygtk2 pinentrygnome3 pinentryqt pinentryqt4 pinentryqt5 pinentryx11 pinentrymac"
    " sshaskpass ksshaskpass x11sshaskpass gnomesshaskpass gnomesshaskpass3 lxqtopensshaskpass gitaskpass"
    " gcrprompter gcr4sshaskpass gksu gksudo kdesu kdesudo lxqtsudo lxsudo ktsuss beesu securityagent"
)

PROMPT_TITLES = frozenset(
    (
        "authentication required",
        "authentication is required",
        "authenticate",
        "unlock keyring",
        "unlock login keyring",
        "legitimierung erforderlich",
        "legitimierung benötigt",
        "authentifizierung erforderlich",
        "authentification requise",
        "authentification nécessaire",
        "se requiere autenticación",
        "autenticación requerida",
        "autenticazione richiesta",
        "richiesta autenticazione",
        "autenticação necessária",
        "authenticatie vereist",
        "wymagane uwierzytelnienie",
        "認証が必要です",
        "需要认证",
        "需要認證",
        "인증이 필요합니다",
        "требуется аутентификация",
    )
)

TERMINALS = _names(
    "xterm uxterm urxvt rxvt aterm eterm st st256color gnometerminal gnometerminalserver terminal ptyxis kgx"
    " gnomeconsole console konsole alacritty kitty foot footclient wezterm weztermgui terminator tilix guake"
    " yakuake tilda xfce4terminal  mateterminal lxterminal qterminal terminology coolretroterm hyper"
    " tabby warp warpterminal ghostty iterm2 appleterminal windowsterminal rio contour blackbox deepinterminal"
    " pantheonterminal elementaryterminal sakura termite kermit roxterm terminalemulator xterminalemulator"
)

SECRET_COMMANDS = ("pass", "gopass", "bw", "op", "lpass", "keepassxc-cli", "rbw", "gpg", "ykman")
"""Commands that print passwords; a terminal whose title begins with one is left alone."""

FIREFOX_FAMILY = _names(
    "firefox firefoxesr firefoxbin firefoxdeveloperedition firefoxnightly firefoxtrunk navigator librewolf waterfox"
    " floorp zen zenbrowser zenalpha palemoon basilisk icecat iceweasel seamonkey mullvadbrowser torbrowser"
    " torbrowserlauncher"
)

ALWAYS_PRIVATE_BROWSERS = frozenset(("torbrowser", "torbrowserlauncher", "mullvadbrowser", "startorbrowser"))

CHROMIUM_FAMILY = _names(
    "chromium chromiumbrowser chromiumfreeworld ungoogledchromium chrome googlechrome googlechromestable"
    " googlechromebeta googlechromeunstable googlechromecanary brave bravebrowser bravebrowserbeta"
    " bravebrowsernightly edge msedge microsoftedge microsoftedgestable microsoftedgebeta microsoftedgedev opera"
    " operastable operabeta operagx vivaldi vivaldistable vivaldisnapshot yandexbrowser yandexbrowserbeta thorium"
    " thoriumbrowser iridium iridiumbrowser cromite helium heliumbrowser arc dia comet whale naverwhale slimjet"
    " centbrowser"
)

OTHER_BROWSERS = _names(
    "epiphany gnomeweb web safari orion orionbrowser falkon konqueror qutebrowser midori eolie min nyxt luakit"
    " angelfish surf dolphinbrowser iexplore internetexplorer"
)

BRANDS = (
    "mozilla firefox",
    "firefox",
    "firefox developer edition",
    "firefox nightly",
    "nightly",
    "librewolf",
    "waterfox",
    "floorp",
    "zen browser",
    "tor browser",
    "mullvad browser",
    "google chrome",
    "chrome",
    "chromium",
    "brave",
    "brave browser",
    "microsoft edge",
    "edge",
    "opera",
    "vivaldi",
    "yandex browser",
    "epiphany",
    "safari",
    "web",
)
"""Names with which browsers end their titles, folded."""

PRIVATE_WORDS = (
    # English, and the words that browsers do not translate
    "private browsing", "private window", "private tab", "private", "incognito", "inprivate", "private mode",
    "private tab with tor", "private window with tor", "tor", "guest", "in incognito",
    # German
    "privater modus", "privates fenster", "privater tab", "inkognito", "inkognitomodus", "inkognito-modus", "gast",
    # French
    "navigation privée", "navigation privee", "fenêtre privée", "mode privé", "mode navigation privée",
    # Spanish, Catalan
    "navegación privada", "navegación de incógnito", "incógnito", "de incógnito", "ventana privada",
    "modo incógnito", "modo de incógnito", "navegació privada", "incògnit",
    # Italian
    "navigazione anonima", "navigazione in incognito", "finestra anonima", "navigazione privata",
    # Portuguese
    "navegação privativa", "navegação privada", "navegação anônima", "anônima", "anónimo", "anônimo",
    "janela privativa", "janela anônima", "navegação anónima",
    # Dutch
    "privénavigatie", "privé-navigatie", "privévenster", "incognitomodus", "incognito-modus",
    # Polish
    "tryb prywatny", "tryb incognito", "przeglądanie prywatne", "okno prywatne",
    # Swedish, Danish, Norwegian, Finnish
    "privat surfning", "privat browsing", "privat nettlesing", "privat nettlesning", "inkognitoläge",
    "inkognitotilstand", "inkognitomodus", "yksityinen selaus", "yksityinen", "incognito-tila",
    # Czech, Slovak, Hungarian, Romanian, Croatian
    "anonymní prohlížení", "anonymní okno", "anonymní režim", "súkromné prehliadanie", "inkognito režim",
    "privát böngészés", "inkognitómód", "inkognitó mód", "inkognitó", "navigare privată", "mod privat",
    "privatno pregledavanje",
    # Greek, Turkish, Lithuanian
    "ιδιωτική περιήγηση", "ανώνυμη περιήγηση", "gizli gezinti", "gizli pencere", "gizli", "gizli mod",
    "privatusis naršymas",
    # Russian, Ukrainian, Bulgarian, Serbian
    "приватный просмотр", "инкогнито", "режим инкогнито", "приватное окно", "приватний перегляд", "анонімний перегляд",
    "анонімне вікно", "поверително сърфиране", "инкогнито режим", "приватно прегледање", "приватно прелистување",
    # Arabic, Hebrew, Persian
    "التصفح الخاص", "تصفح خاص", "التصفح المتخفي", "متخفٍ", "גלישה פרטית", "גלישה בסתר", "مرور خصوصی", "ناشناس",
    # Indonesian, Vietnamese, Thai, Hindi
    "penjelajahan pribadi", "mode penyamaran", "samaran", "duyệt web riêng tư", "ẩn danh", "chế độ ẩn danh",
    "การเรียกดูแบบส่วนตัวของ", "การเรียกดูแบบส่วนตัว", "ไม่ระบุตัวตน", "गुप्त", "निजी ब्राउज़िंग",
    # Japanese, Chinese, Korean
    "プライベートブラウジング", "プライベートウィンドウ", "シークレット", "シークレット モード", "シークレットモード",
    "隐私浏览", "隐私窗口", "无痕", "无痕模式", "无痕浏览", "隱私瀏覽", "隱私視窗", "無痕", "無痕模式", "無痕式視窗",
    "사생활 보호 모드", "사생활 보호", "시크릿", "시크릿 모드", "시크릿 창",
)  # fmt: skip
"""How browsers say "private" at the end of a title, beside their brand. Sources: Firefox's own translations
(``browser-main-window-window-titles``) and the names Chromium, Edge, Brave, Opera and Safari give the mode."""

VAULT_TITLES = frozenset(
    (
        "bitwarden",
        "bitwarden web vault",
        "bitwarden vault",
        "vaultwarden",
        "vaultwarden web",
        "1password",
        "lastpass",
        "lastpass vault",
        "my lastpass vault",
        "dashlane",
        "dashlane web app",
        "proton pass",
        "nordpass",
        "keeper vault",
        "enpass",
        "password manager",
        "google password manager",
        "firefox password manager",
        "icloud passwords",
        "passbolt",
        "psono",
        "about:logins",
        "passwort-manager",
        "passwortmanager",
        "google passwortmanager",
        "gestionnaire de mots de passe",
        "gestionnaire de mots de passe de google",
        "gestor de contraseñas",
        "gestor de contraseñas de google",
        "administrador de contraseñas",
        "gestore delle password",
        "gestore delle password di google",
        "gerenciador de senhas",
        "gerenciador de senhas do google",
        "パスワード マネージャー",
        "google パスワード マネージャー",
        "密码管理工具",
        "google 密码管理工具",
    )
)
"""Pages of browsers that are password managers: one whole part of the title."""
