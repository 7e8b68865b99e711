"""Every action of the terminal app, once: bindings, command palette and help are made from this table.

Ids are stable; the ``[keymap]`` section of the configuration rebinds them.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that the user can do."""

    id: str
    """Stable name; the part before the dot says where its binding lives."""
    keys: str
    """Default keys, comma-separated; empty where only palette and mouse reach it."""
    short: str
    """A word for the footer."""
    title: str
    """``area: What it does``, for palette and help."""
    call: str
    """Textual's action string, with its namespace."""
    show: bool = False
    """Belongs to the few in the footer."""
    priority: bool = False
    """Works even while a text field has the focus."""

    @property
    def where(self) -> str:
        """``app``, ``list``, or the name of the screen that must be open."""
        return self.id.partition(".")[0]


ACTIONS = (
    Action("app.pause", "p", "Pause", "privacy: Pause everything now", "app.pause", show=True),
    Action("app.resume", "u", "Resume", "privacy: Resume capturing", "app.resume"),
    Action(
        "app.pause_anywhere",
        "f9",
        "Pause",
        "privacy: Pause everything, also while typing",
        "app.pause",
        show=True,
        priority=True,
    ),
    Action("app.pause_30", "", "", "privacy: Pause for 30 minutes", "app.pause(30)"),
    Action("app.pause_120", "", "", "privacy: Pause for 2 hours", "app.pause(120)"),
    Action("app.forget", "F", "Forget", "privacy: Forget a time, an app or words", "app.forget"),
    Action("app.rules", "S", "Rules", "privacy: Your standing rules", "app.rules"),
    Action("app.lock", "L", "Lock", "privacy: Lock what is stored", "app.lock"),
    Action("app.unlock", "U", "Unlock", "privacy: Unlock what is stored", "app.unlock"),
    Action("app.revoke", "", "", "privacy: Take back your yes to capturing", "app.revoke"),
    Action("app.today", "1", "Today", "go: Today", "app.go('today')"),
    Action("app.beliefs", "2", "Beliefs", "go: Beliefs", "app.go('beliefs')"),
    Action("app.timeline", "3", "Timeline", "go: Timeline", "app.go('timeline')"),
    Action("app.ask", "4", "Ask", "go: Ask", "app.go('ask')"),
    Action("app.privacy", "5", "Privacy", "go: Privacy", "app.go('privacy')"),
    Action("app.profile", "6", "Profile", "go: Profile", "app.go('profile')"),
    Action("app.help", "question_mark,f1", "Help", "go: Help", "app.go('help')", show=True),
    Action("page.back", "escape", "Back", "go: Back", "screen.back"),
    Action("app.reload", "r", "Refresh", "app: Refresh this screen", "app.reload"),
    Action("app.doctor", "D", "Checks", "app: Run the checks", "app.doctor"),
    Action("app.calibration", "C", "Accuracy", "app: Show how sure Inkling was, and how right", "app.calibration"),
    Action("app.welcome", "", "", "app: Show the introduction", "app.welcome"),
    Action("app.theme", "", "", "app: Choose the theme", "app.change_theme"),
    Action("app.palette", "ctrl+p", "Actions", "app: Find any action by name", "app.command_palette", priority=True),
    Action("app.quit", "q", "Quit", "app: Quit (Inkling goes on in the background)", "app.quit"),
    Action("today.accept", "a", "Accept", "today: Accept the suggestion", "screen.verdict('accept')", show=True),
    Action("today.dismiss", "d", "Dismiss", "today: Dismiss the suggestion", "screen.verdict('dismiss')", show=True),
    Action("today.snooze", "z", "Snooze", "today: Snooze the suggestion", "screen.snooze", show=True),
    Action(
        "today.never", "n", "Never", "today: Never suggest such a thing again", "screen.verdict('never')", show=True
    ),
    Action("today.why", "w", "Why", "today: Show what the suggestion rests on", "screen.why"),
    Action("today.question", "y", "Answer", "today: Answer Inkling's question", "screen.question"),
    Action("question.yes", "y", "Yes", "question: It is right", "focused.answer('yes')"),
    Action("question.no", "n", "No", "question: It is wrong", "focused.answer('no')"),
    Action("question.edit", "e", "Not like that", "question: Say how it really is", "focused.answer('edit')"),
    Action("question.skip", "x", "Not now", "question: Leave it", "focused.answer('skip')"),
    Action("question.stop", "s", "Stop asking", "question: Ask nothing any more", "focused.answer('stop')"),
    Action("beliefs.confirm", "c", "Confirm", "beliefs: Confirm the belief", "screen.confirm", show=True),
    Action("beliefs.reject", "x", "Reject", "beliefs: Reject the belief", "screen.reject", show=True),
    Action("beliefs.edit", "e", "Edit", "beliefs: Edit the belief's words", "screen.edit", show=True),
    Action("beliefs.filter", "slash", "Filter", "beliefs: Filter by words", "screen.filter", show=True),
    Action("beliefs.pin", "i", "Pin", "beliefs: Pin or unpin the belief", "screen.pin"),
    Action("beliefs.forget", "f", "Forget", "beliefs: Forget the belief", "screen.forget"),
    Action("beliefs.history", "h", "History", "beliefs: Show why and what happened to the belief", "screen.history"),
    Action("beliefs.names", "n", "Names", "beliefs: Show whom and what the belief names", "screen.names"),
    Action("beliefs.undo", "b", "Bring back", "beliefs: Bring back the version before", "screen.bring_back"),
    Action("beliefs.kind", "t", "Kind", "beliefs: Choose the kind shown", "screen.choose_kind"),
    Action("beliefs.status", "s", "Status", "beliefs: Choose the status shown", "screen.choose_status"),
    Action("beliefs.taught", "T", "Taught", "beliefs: Show what your corrections taught", "screen.taught"),
    Action("beliefs.rejected", "R", "Rejected", "beliefs: Show what you rejected", "screen.rejected"),
    Action("beliefs.open", "o", "Source", "beliefs: Open what was seen", "screen.open_source"),
    Action("timeline.before", "h,left", "Day before", "timeline: The day before", "screen.day(-1)", show=True),
    Action("timeline.after", "l,right", "Day after", "timeline: The day after", "screen.day(1)", show=True),
    Action("timeline.today", "t", "Today", "timeline: Back to today", "screen.today"),
    Action("timeline.search", "slash", "Search", "timeline: Search everything", "screen.search", show=True),
    Action("timeline.forget", "f", "Forget", "timeline: Forget this stretch of time", "screen.forget"),
    Action("ask.question", "slash,i", "Question", "ask: Write a question", "screen.question", show=True),
    Action("ask.stop", "ctrl+x", "Stop", "ask: Stop the answer", "screen.stop", priority=True),
    Action("ask.clear", "ctrl+l", "Clear", "ask: Clear the conversation", "screen.clear", priority=True),
    Action("list.down", "down,j", "Down", "list: Next entry", "focused.cursor_down"),
    Action("list.up", "up,k", "Up", "list: Previous entry", "focused.cursor_up"),
    Action("list.first", "home,g", "First", "list: First entry", "focused.first"),
    Action("list.last", "end,G", "Last", "list: Last entry", "focused.last"),
    Action("list.page_down", "pagedown", "Page down", "list: A page down", "focused.page_down"),
    Action("list.page_up", "pageup", "Page up", "list: A page up", "focused.page_up"),
    Action("list.open", "enter", "Open", "list: Open the entry", "focused.select"),
    Action("reader.down", "down,j", "Down", "text: Scroll down", "focused.scroll_down"),
    Action("reader.up", "up,k", "Up", "text: Scroll up", "focused.scroll_up"),
    Action("reader.page_down", "pagedown,space", "Page down", "text: A page down", "focused.page_down"),
    Action("reader.page_up", "pageup", "Page up", "text: A page up", "focused.page_up"),
    Action("reader.first", "home,g", "Top", "text: To the top", "focused.scroll_home"),
    Action("reader.last", "end,G", "End", "text: To the end", "focused.scroll_end"),
)
"""In the order of the palette and the help screen."""

BY_ID = {action.id: action for action in ACTIONS}


def bindings(where: str) -> list[Binding]:
    """The bindings that live on the app, a list or the screen named ``where``."""
    return [_binding(action) for action in ACTIONS if action.where == where and action.keys]


def binding(name: str) -> Binding:
    """The binding of one action, for a place outside its home such as a sheet."""
    return _binding(BY_ID[name])


def _binding(action: Action) -> Binding:
    return Binding(
        action.keys,
        # A list's own namespace is the default one; asking for the focused one would miss a click.
        action.call.removeprefix("focused."),
        action.short,
        show=action.show,
        priority=action.priority,
        tooltip=action.title,
        id=action.id,
    )
