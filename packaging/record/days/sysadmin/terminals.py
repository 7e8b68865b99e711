"""The terminals of the day: what each looks like, the programs in them, and a clock that is the day's."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from apps import Desk
from display import CARET
from irc import Chat

DAY = "2026-06-09"
ZONE = "+02:00"
SOLARIZED = (
    "-bg", "#002b36", "-fg", "#93a1a1", "-xrm", "*color0: #073642", "-xrm", "*color1: #dc322f",
    "-xrm", "*color2: #859900", "-xrm", "*color3: #b58900", "-xrm", "*color4: #268bd2", "-xrm", "*color5: #d33682",
    "-xrm", "*color6: #2aa198", "-xrm", "*color7: #eee8d5",
)  # fmt: skip
DESK_TERMINAL = ("-fa", "DejaVu Sans Mono", "-fs", "11", *SOLARIZED)
NOTES_TERMINAL = ("-fa", "Hack", "-fs", "13", "-bg", "#fdf6e3", "-fg", "#30383b")
SHELL_TERMINAL = ("-fa", "Inconsolata", "-fs", "13", "-bg", "#101010", "-fg", "#9fe29f")
WEECHAT = """weechat.look.buffer_time_format %H:%M
weechat.look.day_change off
weechat.bar.title.hidden on
weechat.look.prefix_align_max 10
weechat.bar.buflist.size_max 15
weechat.startup.display_logo off
weechat.startup.display_version off
irc.server_default.capabilities server-time
irc.look.smart_filter on
weechat.bar.status.color_bg 24
weechat.bar.nicklist.hidden on
weechat.look.window_title chat
weechat.look.item_time_format %H:%M
weechat.bar.status.items buffer_number+:+buffer_name
irc.look.topic_strip_colors on
weechat.color.chat_channel 25
weechat.color.chat_nick 25
weechat.color.chat_nick_self 88
weechat.color.chat_nick_colors 22,52,25,90,94,54
irc.color.input_nick 25
weechat.color.chat_prefix_join 22
weechat.color.chat_prefix_network 240
weechat.color.chat_highlight 231
weechat.color.chat_delimiters 240
weechat.color.chat_host 240
irc.color.reason_quit 240
weechat.color.chat_text_found default
buflist.format.buffer_current ${format_buffer}
irc.color.topic_new 25
"""
"""Settings of the chat program, for a light terminal; its own defaults are for a dark one."""


@dataclass(slots=True)
class Terminals:
    """Opens terminals and drives what runs in them."""

    desk: Desk
    chat: Chat

    @property
    def clock_file(self) -> Path:
        """Holds the distance of the day's clock from the real one."""
        return self.desk.stage.home / ".clock"

    @property
    def _environment(self) -> list[str]:
        library = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
        return [
            "env", f"LD_PRELOAD={library}", f"FAKETIME_TIMESTAMP_FILE={self.clock_file}", "FAKETIME_NO_CACHE=1",
            "DONT_FAKE_MONOTONIC=1", "NO_FAKE_STAT=1", "TERM=xterm-256color", "EDITOR=vim",
            "MAN_DISABLE_SECCOMP=1", "PAGER=less", "LESS=-R",
        ]  # fmt: skip

    def at(self, clock: str) -> None:
        """Set the clock that the programs see."""
        away = datetime.fromisoformat(f"{DAY}T{clock}{ZONE}").timestamp() - time.time()
        fresh = self.clock_file.with_suffix(".new")
        fresh.write_text(f"{away:+.0f}\n", encoding="utf-8")
        fresh.rename(self.clock_file)

    def open(self, name: str, title: str, look: tuple[str, ...], size: str, *command: str) -> None:
        """An xterm with a program in it."""
        self.desk.stage.start(
            "xterm", *look, "-geometry", size, "-cr", CARET, "+uc", "+bc", "-b", "6", "-title", title,
            "-e", *self._environment, *command,
        )  # fmt: skip
        self.desk.opened(name, title)

    def run(self, *command: str) -> str:
        """A short command under the day's clock."""
        return self.desk.stage.run(*self._environment, *command)

    # -- the multiplexer: mail, calendar, tasks and code in one terminal -------------------------------------------

    def tmux(self, *words: str) -> str:
        """Tell the multiplexer."""
        return self.run("tmux", "-S", str(self.desk.stage.home / ".run" / "tmux"), *words)

    def open_tmux(self) -> None:
        """The big terminal with its four windows."""
        socket = str(self.desk.stage.home / ".run" / "tmux")
        self.open("main", "werkbank", DESK_TERMINAL, "106x50", "tmux", "-S", socket, "new", "-n", "mail", "neomutt")
        self.desk.place("main", 0, 0, 974, 872)
        time.sleep(1.0)
        self.tmux("new-window", "-d", "-n", "kalender", "calcurse")
        self.tmux("new-window", "-d", "-n", "aufgaben", "bash")
        self.tmux("new-window", "-d", "-n", "code", "-c", str(self.desk.stage.home / "holm-playbooks"), "bash")
        time.sleep(0.5)

    def window(self, name: str) -> None:
        """Bring one of them to the front."""
        self.desk.focus("main")
        self.tmux("select-window", "-t", name)
        time.sleep(0.4)

    def keys(self, window: str, *names: str) -> None:
        """Keys that belong to the recording, to one window of the multiplexer."""
        for name in names:
            self.tmux("send-keys", "-t", window, name)
            time.sleep(0.25)

    def mail(self, name: str) -> None:
        """Open one message in the mail program, from its list."""
        self.window("mail")
        self.keys("mail", "/", f"~i {name}@", "Enter", "Enter")

    # -- the chat ----------------------------------------------------------------------------------------------------

    def open_chat(self) -> None:
        """The chat program in a light terminal of another make."""
        server = (
            f"/server add heim 127.0.0.1/{self.chat.port}", "/set irc.server.heim.nicks ragna",
            f"/set irc.server.heim.autojoin {','.join(self.chat.topics)}", "/connect heim",
        )  # fmt: skip
        self.desk.stage.start(
            "urxvt", "-fn", "xft:Inconsolata:pixelsize=17", "-bg", "#ffffff", "-fg", "#1c1c1c", "-cr", CARET,
            "-geometry", "76x44", "-b", "6", "+sb", "-title", "chat", "-e", *self._environment,
            "weechat", "-d", str(self.desk.stage.home / ".weechat"),
            *(f"-r/set {line}" for line in WEECHAT.splitlines()),
            *(f"-r{word}" for word in server),
        )  # fmt: skip
        self.desk.opened("chat", "chat")

    def channel(self, name: str) -> None:
        """Bring a channel to the front of the chat program."""
        self.desk.focus("chat")
        self.desk.xdo("type", "--delay", "8", "--", f"/buffer {name}")
        self.desk.key("Return")
        time.sleep(0.4)
