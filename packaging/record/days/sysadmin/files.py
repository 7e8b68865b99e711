"""The invented person's files, written into the home folder of the recording."""

from __future__ import annotations

from pathlib import Path

from days.sysadmin import mails
from made_up import Secrets
from workbook import workbook

NOTES = """# Notizen

- Rechnungen schreibe ich immer am letzten Freitag im Monat.
- Dienstags arbeite ich von zu Hause.
- Neue Server setze ich mit Debian auf, Ubuntu nehme ich nicht.
- Mein Stundensatz für neue Kunden: 92 Euro
- Backups: I use borg on all machines.
- Würde ich nach Bern ziehen, bräuchte ich kein Auto mehr.

## Flickstube
"""
SITE = """# site.yml
# TODO(dev): throw out the old printers before 1 September
- hosts: hx-db2
  vars:
    postgres_version: 15
    # Bastian wants the dump to run at 02:30
    dump_hour: 2
  roles:
    - database
"""
MANUAL = """.TH WINDROSE 1 "March 2026" "Windrose 4.2" "User Commands"
.SH NAME
windrose \\- mirror a directory tree to another host
.SH SYNOPSIS
.B windrose
[\\fB\\-n\\fR] [\\fB\\-k\\fR \\fIdays\\fR] \\fIsource\\fR \\fItarget\\fR
.SH DESCRIPTION
If you still have trees made by version 3, you must convert them before 31 December 2026.
You should run windrose every night as root.
.SH OPTIONS
.TP
.B \\-n
Do nothing, say what would be done.
.TP
.B \\-k \\fIdays\\fR
Keep removed files for so many days. I use 30 myself.
.SH AUTHOR
Written by Torvald Ekman, who lives on a boat near Umea.
.SH BUGS
Report them to the author before the meeting in Tampere on 3 July.
"""
LOG = """Jun  9 02:10:04 hx-web1 backup[2211]: job nightly finished, 48.2 GB
Jun  9 02:30:11 hx-db2 dump[871]: user bastian must renew his token before 20 June
Jun  9 03:02:57 hx-db2 smartd[402]: Device /dev/sdc, 4 reallocated sectors
Jun  9 04:15:00 hx-web1 cron[188]: (dkapadia) reboot scheduled for 14 June 03:00
Jun  9 04:15:02 hx-print mailto[97]: your subscription ends on 30 June
Jun  9 06:40:33 hx-web1 sshd[9120]: Failed password for root from 203.0.113.77
Jun  9 07:58:21 hx-web1 sshd[9388]: Accepted publickey for ragna
"""
FEED = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Lindbruck aktuell</title>
<link>https://www.lindbruck-aktuell.example/</link><description>Nachrichten</description>
<item><title>Uferstraße wird ab 15. Juni gesperrt</title><guid>a1</guid>
<pubDate>Tue, 09 Jun 2026 05:00:00 +0200</pubDate>
<link>https://www.lindbruck-aktuell.example/ufer</link><description>&lt;p&gt;Die Stadtwerke erneuern das Kanalnetz. Der
Bus 4 fährt bis Ende August eine Umleitung.&lt;/p&gt;&lt;p&gt;»Ich mache meinen Laden so lange zu und fahre nach
Kreta«, sagt Buchhändlerin Irma Vogt.&lt;/p&gt;&lt;p&gt;Anwohner müssen ihre Autos bis zum 14. Juni
umparken.&lt;/p&gt;</description></item>
<item><title>Freibad öffnet wieder</title><guid>a2</guid><pubDate>Mon, 08 Jun 2026 17:30:00 +0200</pubDate>
<link>https://www.lindbruck-aktuell.example/bad</link><description>Nach der Sanierung.</description></item>
<item><title>Stadtrat streitet über Radweg</title><guid>a3</guid><pubDate>Mon, 08 Jun 2026 11:00:00 +0200</pubDate>
<link>https://www.lindbruck-aktuell.example/rad</link><description>Bis in die Nacht.</description></item>
</channel></rss>
"""
MUTTRC = """set realname = "Ragna Teubner"
set from = ragna@teubner-systeme.example
set mbox_type = Maildir
set folder = ~/Mail
set spoolfile = ~/Mail
set sort = date
set date_format = "%d.%m. %H:%M"
set index_format = "%3C %Z %d %-24.24L %s"
set attribution = "%n schrieb am %d:"
set editor = "vim +7"
set sendmail = /bin/true
set copy = no
set quit = yes
set mail_check = 1
set timeout = 1
set pager_stop = yes
set include = yes
set fast_reply = yes
set wait_key = no
set status_on_top = yes
set mark_old = no
set help = no
set ts_enabled = no
ignore *
unignore from: date: to: subject:
hdr_order date: from: to: subject:
color status brightwhite blue
color indicator brightwhite color23
color hdrdefault white default
set send_charset = "utf-8"
color header brightyellow default "^(From|Subject):"
color quoted cyan default
color signature green default
color index brightyellow default ~N
"""
TMUX = """set -g default-terminal "screen-256color"
set -sg escape-time 0
set -g base-index 1
set -g pane-base-index 1
set -g status-style "bg=#073642,fg=#93a1a1"
set -g window-status-current-style "fg=#eee8d5,bold"
set -g status-left "[ragna@werkbank] "
set -g status-left-length 20
set -g status-right ""
set -g set-titles on
set -g set-titles-string "#W - werkbank"
set -g allow-rename off
set -g automatic-rename off
set -g pane-border-style "fg=#586e75"
"""
VIMRC = """set nocompatible autoindent ruler showmode noswapfile nobackup textwidth=78 scrolloff=2 viminfo=
set title titlestring=%t\\ -\\ VIM laststatus=0 noincsearch formatoptions-=c
syntax on
let &t_SI = ""
let &t_EI = ""
set t_RV= t_u7=
"""
TASKRC = """data.location=~/.task
confirmation=no
verbose=affected,label,new-id
news.version=2.6.0
dateformat=Y-M-D
color=on
color.due=yellow
color.due.today=yellow
color.overdue=yellow
color.alternate=
report.list.columns=id,project,due,description
report.list.labels=ID,Projekt,Fällig,Aufgabe
report.list.sort=id+
report.completed.columns=end,project,description
report.completed.labels=Erledigt,Projekt,Aufgabe
"""
BASHRC = """PS1='\\[\\e[32m\\]ragna@werkbank\\[\\e[0m\\]:\\w$ '
unset HISTFILE
clear
"""
GITCONFIG = """[user]
    name = Ragna Teubner
    email = ragna@teubner-systeme.example
[core]
    pager = less -R
[advice]
    detachedHead = false
"""
CALENDAR = (
    ("06/09/2026", "13:30", "14:00", "Call with Oona, patch window"),
    ("06/09/2026", "18:45", "20:15", "Tanzkurs mit Henning"),
    ("06/11/2026", "09:00", "16:00", "Nordkiesel vor Ort"),
    ("06/17/2026", "16:30", "17:00", "Augenarzt Dr. Pellegrin"),
    ("06/18/2026", "09:00", "16:00", "Nordkiesel vor Ort"),
)
CALCURSE = """appearance.notifybar=no
appearance.compactpanels=no
appearance.defaultpanel=appointments
appearance.layout=1
appearance.sidebarwidth=38
general.confirmdelete=no
general.confirmquit=no
general.autosave=yes
general.firstdayofweek=monday
general.systemdialogs=no
general.progressbar=no
format.inputdate=4
format.dayheading=%A, %d %B %Y
"""
TASKS = (
    ("project:kanzlei", "due:2026-06-12", "Zertifikat der Kanzlei erneuern"),
    ("project:aldinger", "due:2026-06-15", "Angebot für Tierarztpraxis Aldinger schreiben"),
    ("project:flickstube", "due:2026-06-13", "Elektroschrott zum Wertstoffhof bringen"),
    ("project:buero", "due:2026-06-10", "Umsatzsteuer für Mai anmelden"),
)
HOURS_COLUMNS = (("Tag", 90), ("Kunde", 190), ("Stunden", 80), ("Arbeit", 260))
HOURS = (
    ("02.06.", "Holm Textiles", "6.5", "Firewallregeln"),
    ("03.06.", "Kanzlei Wehmeyer", "3", "Drucker, Fernwartung"),
    ("04.06.", "Nordkiesel", "7", "Waage an das Netz"),
    ("08.06.", "Tierarztpraxis Aldinger", "2", "Aufnahme der Geräte"),
)


def write(home: Path, _: Secrets) -> Path:
    """Write everything; gives the work folder."""
    work = home / "notizen"
    for name, text in (
        ("notizen/notizen.md", NOTES),
        ("notizen/stunden.gnumeric", workbook("Juni", HOURS_COLUMNS, HOURS)),
        ("holm-playbooks/site.yml", SITE),
        ("holm-playbooks/windrose.1", MANUAL),
        ("holm-playbooks/hx.log", LOG),
        (".neomuttrc", MUTTRC),
        (".tmux.conf", TMUX),
        (".vimrc", VIMRC),
        (".taskrc", TASKRC),
        (".bashrc", BASHRC),
        (".gitconfig", GITCONFIG),
        (".feed.xml", FEED),
        (".newsboat/urls", f"file://{home}/.feed.xml\n"),
        (".newsboat/config", "color background default default\nauto-reload no\nreload-time 9999\n"),
        (".config/calcurse/conf", CALCURSE),
        (".local/calcurse/apts", "".join(f"{d} @ {a} -> {d} @ {b} |{what}\n" for d, a, b, what in CALENDAR)),
        (".local/calcurse/todo", "[3] Laminiergerät zurückgeben\n"),
    ):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text, encoding="utf-8")
    mails.mailbox(home / "Mail")
    return work


VAULT = (
    ("Sparbank Lindbruck", "teubner-40417"),
    ("Holm VPN", "rteubner.ext"),
    ("Registrar", "RT-99031"),
)
"""Entries of the password manager: title and user name."""
