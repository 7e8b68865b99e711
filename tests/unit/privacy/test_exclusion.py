from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.privacy.exclusion import Rules, excluded, programs, says_private
from assistant.types import Window

RECORDED = Rules(recorded=True)


def window(app: str, title: str = "", private: bool | None = None) -> Window:
    """A window whose place does not matter."""
    return Window(app, title, 0, 0, 100, 100, private=private)


@pytest.mark.parametrize(
    ("app", "title", "reason"),
    [
        ("KeePassXC", "Passwords.kdbx - KeePassXC", "password manager"),
        ("org.keepassxc.KeePassXC", "", "password manager"),
        ("/opt/1Password/1password", "1Password", "password manager"),
        ("Bitwarden.exe", "Bitwarden", "password manager"),
        ("org.gnome.World.Secrets", "Secrets", "password manager"),
        ("org.gnome.seahorse.Application", "Passwords and Keys", "password manager"),
        ("kwalletmanager5", "KDE Wallet", "password manager"),
        ("proton-pass", "Proton Pass", "password manager"),
        ("firefox", "Vaults | Bitwarden Web Vault — Mozilla Firefox", "password manager"),
        ("chromium", "Google Password Manager - Chromium", "password manager"),
        ("xterm", "pass show bank", "password manager"),
        ("gnome-terminal-server", "anna@host: gopass show x", "password manager"),
        ("i3lock", "i3lock", "lock screen"),
        ("XScreenSaver", "", "lock screen"),
        ("kscreenlocker_greet", "", "lock screen"),
        ("Polkit-gnome-authentication-agent-1", "Authenticate", "password prompt"),
        ("pinentry-gtk-2", "", "password prompt"),
        ("ksshaskpass", "OpenSSH", "password prompt"),
        ("gnome-shell", "Authentication Required", "password prompt"),
        ("xterm", "Inkling", "Inkling itself"),
        ("org.gnome.Terminal", "Inkling: today", "Inkling itself"),
        ("kitty", "tmux: inkling", "Inkling itself"),
        ("Alacritty", "anna@host: inkling", "Inkling itself"),
        ("inkling", "", "Inkling itself"),
        ("gedit", "inkling profile.md (~/.local/state/inkling/run) - gedit", "Inkling itself"),
        ("xterm", "inkling profile.md + (/run/user/1000) - VIM", "Inkling itself"),
        ("Tor Browser", "Weather — Tor Browser", "private window"),
        ("", "", "unknown window"),
    ],
)
def test_what_is_never_read(app: str, title: str, reason: str) -> None:
    """Password managers, prompts, lock screens, Inkling itself and unknown windows are left alone by default."""
    assert excluded(window(app, title), RECORDED) == reason
    assert excluded(window(app.upper(), title.upper()), RECORDED) == reason


@pytest.mark.parametrize(
    ("app", "title"),
    [
        ("chromium", "Inkling is a great idea - Mail - Chromium"),
        ("code", "inkling.py - Visual Studio Code"),
        ("xterm", "vim ~/src/inkling/store.py"),
        ("xterm", "~/inkling-notes"),
        ("firefox", "Why I left Bitwarden for KeePassXC - a blog — Mozilla Firefox"),
        ("firefox", "How private browsing works - Help — Mozilla Firefox"),
        ("firefox", "Private Browsing - Wikipedia — Mozilla Firefox"),
        ("chromium", "Incognito (novel) - Wikipedia - Chromium"),
        ("chromium", "Secret santa list - Docs - Google Chrome"),
        ("chromium", "Private API docs - Chromium"),
        ("libreoffice-writer", "Private Browsing — Mozilla Firefox Private Browsing"),
        ("xterm", "passenger list"),
        ("evince", "passport.pdf"),
        ("passport-photo", "Passport Photo"),
        ("thunderbird", "Reset your password - Mozilla Thunderbird"),
        ("slack", "general - Slack"),
        ("gnome-text-editor", "secrets.txt - Text Editor"),
    ],
)
def test_ordinary_windows_are_read(app: str, title: str) -> None:
    """Words alone do not exclude: they must stand where the program itself puts them."""
    assert excluded(window(app, title), RECORDED) is None


PRIVATE_TITLES = [
    ("firefox", "GitHub — Mozilla Firefox Private Browsing"),
    ("firefox", "Mozilla Firefox Private Browsing"),
    ("firefox", "Mozilla Firefox (Private Browsing)"),
    ("firefox", "GitHub – Mozilla Firefox Privater Modus"),
    ("firefox", "GitHub — Mozilla Firefox (navigation privée)"),
    ("firefox", "GitHub — Navegación privada de Mozilla Firefox"),
    ("firefox", "Navegación privada con GitHub — Mozilla Firefox"),
    ("firefox", "GitHub – Mozilla Firefox Navigazione anonima"),
    ("firefox", "GitHub — Navegação privativa do Mozilla Firefox"),
    ("firefox", "GitHub — Navegação Privada Mozilla Firefox"),
    ("firefox", "GitHub – Mozilla Firefox-privénavigatie"),
    ("firefox", "GitHub — Mozilla Firefox — tryb prywatny"),
    ("firefox", "GitHub — Mozilla Firefox プライベートブラウジング"),
    ("firefox", "GitHub — Mozilla Firefox 隐私浏览"),
    ("firefox", "GitHub — Mozilla Firefox 隱私瀏覽"),
    ("firefox", "GitHub — Mozilla Firefox 사생활 보호 모드"),
    ("firefox", "GitHub — Приватный просмотр Mozilla Firefox"),
    ("firefox", "GitHub – Приватний перегляд Mozilla Firefox"),
    ("firefox", "GitHub — Mozilla Firefox Privat surfning"),
    ("firefox", "GitHub — Mozilla Firefox Privat browsing"),
    ("firefox", "GitHub — Mozilla Firefox Privat nettlesing"),
    ("firefox", "GitHub — Mozilla Firefox Yksityinen selaus"),
    ("firefox", "GitHub — Mozilla Firefox — anonymní prohlížení"),
    ("firefox", "GitHub – Mozilla Firefox privát böngészés"),
    ("firefox", "GitHub — Ιδιωτική περιήγηση Mozilla Firefox"),
    ("firefox", "GitHub — Mozilla Firefox Gizli Gezinti"),
    ("firefox", "GitHub – „Mozilla Firefox“ privatusis naršymas"),
    ("firefox", "GitHub — Mozilla Firefox التصفح الخاص"),
    ("firefox", "GitHub - Mozilla Firefox (גלישה פרטית)"),
    ("firefox", "GitHub — Penjelajahan Pribadi Mozilla Firefox"),
    ("firefox", "GitHub — Mozilla Firefox duyệt web riêng tư"),
    ("firefox", "GitHub — การเรียกดูแบบส่วนตัวของ Mozilla Firefox"),
    ("librewolf", "GitHub — LibreWolf Private Browsing"),
    ("microsoft-edge", "New tab - [InPrivate] - Microsoft\u200b Edge"),
    ("microsoft-edge", "GitHub - [InPrivate] - Profile 1 - Microsoft\u200b Edge"),
    ("msedge.exe", "GitHub - InPrivate - Microsoft\u200b Edge"),
    ("google-chrome", "New Tab - Google Chrome (Incognito)"),
    ("google-chrome", "Neuer Tab - Google Chrome (Inkognito)"),
    ("google-chrome", "新しいタブ - Google Chrome (シークレット モード)"),
    ("google-chrome", "新标签页 - Google Chrome (无痕模式)"),
    ("google-chrome", "새 탭 - Google Chrome (시크릿 모드)"),
    ("google-chrome", "Nueva pestaña - Google Chrome (Incógnito)"),
    ("google-chrome", "Nova guia - Google Chrome (Anônima)"),
    ("brave-browser", "New Private Tab - Brave"),
    ("brave-browser", "GitHub - Brave (Private)"),
    ("brave-browser", "Private Tab with Tor - Brave"),
    ("opera", "GitHub - Opera (Private)"),
    ("vivaldi-stable", "GitHub - Vivaldi (Private)"),
    ("safari", "GitHub — Private Browsing"),
    ("org.gnome.Epiphany", "GitHub (Incognito)"),
]


@pytest.mark.parametrize(("app", "title"), PRIVATE_TITLES)
def test_private_windows_by_their_titles(app: str, title: str) -> None:
    """The private mark of each browser is known in many languages, in recordings and live."""
    assert excluded(window(app, title), RECORDED) == "private window"
    assert excluded(window(app, title), Rules()) == "private window"


@pytest.mark.parametrize(("app", "title"), PRIVATE_TITLES)
def test_the_window_systems_word_beats_the_title(app: str, title: str) -> None:
    """``private`` is authoritative both ways; other exclusions still apply to an ordinary window."""
    assert excluded(window(app, title, private=False), RECORDED) is None
    assert excluded(window(app, "GitHub", private=True), RECORDED) == "private window"
    assert excluded(window("keepassxc", title, private=False), RECORDED) == "password manager"


@given(st.text(max_size=40))
def test_any_page_in_a_marked_window_is_private(page: str) -> None:
    """Whatever the page calls itself, it cannot remove the browser's own mark."""
    title = f"{page} — Mozilla Firefox Private Browsing"
    assert excluded(window("firefox", title), RECORDED) in {"private window", "password manager"}


@pytest.mark.parametrize("app", ["chromium", "Google-chrome", "brave-browser", "Microsoft-edge", "vivaldi-stable"])
def test_chromium_not_known_to_be_ordinary_stays_unread(app: str) -> None:
    """Live on X11 Chromium's private windows look like others, so only a window known to be ordinary is read."""
    assert excluded(window(app, "GitHub - Chromium"), Rules()) == "unknown window"
    assert excluded(window(app, "GitHub - Chromium", private=False), Rules()) is None
    assert excluded(window(app, "GitHub - Chromium"), RECORDED) is None
    assert excluded(window(app, "GitHub - Chromium"), Rules(ordinary_chromium=True)) is None
    assert excluded(window("", "A popup"), Rules(ordinary_chromium=True)) == "unknown window"


def test_defect_16_an_unknown_window_is_skipped() -> None:
    """A popup that belongs to no known program is not read, nor is a nameless popup of Firefox."""
    assert excluded(window("", "Your code is here"), Rules()) == "unknown window"
    assert excluded(window("firefox", ""), Rules()) == "unknown window"
    assert excluded(window("firefox", "GitHub — Mozilla Firefox"), Rules()) is None


@pytest.mark.parametrize(
    ("rules", "app", "title", "reason"),
    [
        (Rules(apps=("signal",), recorded=True), "Signal", "Anna", "excluded app"),
        (Rules(apps=("org.*.Fractal",), recorded=True), "org.gnome.Fractal", "", "excluded app"),
        (Rules(titles=("therapy",), recorded=True), "evince", "My Therapy Notes.pdf", "excluded title"),
        (
            Rules(titles=("* - Online Banking - *",), recorded=True),
            "firefox",
            "x - Online Banking - Firefox",
            "excluded title",
        ),
        (
            Rules(titles=("ÜBERWEISUNG",), recorded=True),
            "firefox",
            "Neue Überweisung — Mozilla Firefox",
            "excluded title",
        ),
        (Rules(titles=("[draft]*",), recorded=True), "firefox", "[Draft] letter", "excluded title"),
        (Rules(titles=("a.c", "(x", "[", ""), recorded=True), "code", "abc", None),
        (Rules(titles=("*.pdf",), recorded=True), "evince", "notes.pdf - Document Viewer", None),
    ],
)
def test_the_users_own_rules(rules: Rules, app: str, title: str, reason: str | None) -> None:
    """Substrings and globs, case-folded, as data: a bracket or a dot is itself."""
    assert excluded(window(app, title), rules) == reason


def test_allowing_lifts_only_what_it_says() -> None:
    """The user may vouch for a program, never for private windows, prompts or own exclusions."""
    rules = Rules(allow=("chromium", "secrets"), titles=("bank",))
    assert excluded(window("chromium", "GitHub - Chromium"), rules) is None
    assert excluded(window("org.gnome.World.Secrets", "Secrets"), rules) is None
    assert excluded(window("chromium", "GitHub - Chromium (Incognito)"), rules) == "private window"
    assert excluded(window("chromium", "Bank - Chromium"), rules) == "excluded title"


@given(st.text(), st.text(), st.none() | st.booleans(), st.booleans())
def test_every_window_gets_an_answer(app: str, title: str, private: bool | None, recorded: bool) -> None:
    """No name or title makes the judgement fail, and a private window is never read."""
    reason = excluded(window(app, title, private), Rules(("x*",), ("?y",), ("z",), recorded))
    assert reason is None or isinstance(reason, str)
    assert not (private and reason is None)


def test_program_names() -> None:
    """Paths, reverse domain names, extensions and case do not hide a program."""
    assert programs("org.mozilla.Firefox") == {"orgmozillafirefox", "mozilla", "firefox"}
    assert programs("C:\\Apps\\KeePassXC.EXE") == {"keepassxc"}
    assert programs("") == frozenset()
    assert not says_private("")
