"""Today: what Inkling would say now, what comes, and what it learned."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from assistant.protocol import Json
from assistant.tui.actions import bindings
from assistant.tui.messages import Answered
from assistant.tui.screens.page import Page
from assistant.tui.sheets.simple import ChooseSheet, TextSheet
from assistant.tui.sheets.source import SourceSheet
from assistant.tui.text import ACCENT, MUTED, join, ours, plain, shorten, words
from assistant.tui.widgets.belief import belief_row
from assistant.tui.widgets.listing import ROOMY_LINES, Listing, ListPane
from assistant.tui.widgets.question import QuestionCard
from assistant.tui.words import ago, count, due, duration, items, long_day, percent

_SNOOZES = (("10", "10 minutes"), ("60", "An hour"), ("240", "4 hours"), ("1440", "Until this time tomorrow"))
_TOLD = {
    "accept": "Accepted.",
    "dismiss": "Dismissed.",
    "snooze": "It will come back.",
    "never": "You will not see such a suggestion again.",
}
_ANSWERED = {
    "yes": "Confirmed.",
    "no": "Rejected. It will not be learned again.",
    "edited": "These are your words now.",
    "skip_question": "It is not asked again.",
    "stop_questions": "No more questions. To be asked again: inkling questions --on",
}
_DATE = 20
"""Cells of a date, so that what comes stands in a column."""
_NAMED, _NAME_CELLS = 2, 24
_OPEN = {"new", "shown"}
_NEEDS_SUGGESTION = {"verdict", "snooze", "why"}


def suggestion_row(suggestion: Json, now: datetime) -> Content:
    """Title, body, and what it is worth."""
    because = suggestion.get("because")
    facts = join(
        [
            ours(f"wanted {percent(suggestion.get('p'))}", MUTED),
            ours(f"rests on {count(len(because), 'belief')}" if isinstance(because, list) else "", MUTED),
            ours(ago(suggestion.get("shown_at") or suggestion.get("created"), now), MUTED),
        ]
    )
    body = plain(suggestion.get("body"))
    lines = [plain(suggestion.get("title"), "bold"), body, facts]
    return Content("\n").join([line for line in lines if line.plain])


class TodayPage(Page):
    """The day in a line, what comes, suggestions to answer, and the newest beliefs."""

    AREA = "today"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("today")]

    def __init__(self) -> None:
        super().__init__()
        self._suggestions: dict[str, Json] = {}
        self._came = True
        """The user has just come here, which is a moment for a question."""

    def body(self) -> ComposeResult:
        """Date and time at the screen, perhaps a question, what comes, suggestions, what was learned."""
        yield Static("", id="day", markup=False)
        yield QuestionCard()
        yield Static("", id="coming", markup=False)
        with Container(classes="columns"):
            yield ListPane("Suggestions", "suggestions")
            yield ListPane("Learned today", "learned")

    def load(self) -> None:
        """Ask for the day, and for a question that waits."""
        self.ask("today", {"brief": True})
        self.ask("questions", {"status": "open", "limit": 1, "opened": self._came})
        self._came = False

    def wipe(self) -> None:
        """Show nothing of the store."""
        self._show({})
        self._show_question({})

    @on(Answered)
    def take_answer(self, message: Answered) -> None:
        """Show the day, or confirm a verdict."""
        if message.verb == "today":
            self._show(message.result)
        elif message.verb == "questions":
            self._show_question(message.result)
        elif message.verb in ("answer", "skip_question", "stop_questions"):
            self.inkling.tell(_ANSWERED.get(str(message.result.get("answer") or message.verb), "Noted."))
            self.load()
        elif message.verb == "suggestion_feedback":
            self.inkling.tell(_TOLD.get(str(message.args.get("verdict")), "Noted."))
            self.load()

    def _show(self, day: Json) -> None:
        self.query_one("#day", Static).update(_heading(day, self.now, self.size.width - 2))
        coming = self.query_one("#coming", Static)
        ahead = items(day, "coming")
        coming.display = bool(ahead)
        coming.update(coming_lines(ahead, self.now, self.size.width - 2, 2 if self.size.height < ROOMY_LINES else 5))
        wanted = [item for item in items(day, "suggestions") if item.get("status", "shown") in _OPEN]
        self._suggestions = {str(item.get("id")): item for item in wanted}
        self.query_one("#suggestions-pane", ListPane).show(
            [(name, suggestion_row(item, self.now)) for name, item in self._suggestions.items()],
            self.unless_locked(
                "Nothing to say right now, and that is the normal case.\n"
                f"Press {self.key('app.beliefs')} to see what Inkling believes."
            ),
        )
        self.query_one("#learned-pane", ListPane).show(
            [(str(item.get("id")), belief_row(item, self.now)) for item in _newest_first(items(day, "learned"))],
            self.unless_locked(
                "Nothing new. Inkling learns while you work with other windows.\n"
                f"Press {self.key('app.privacy')} to see what it may look at."
            ),
        )
        self.refresh_bindings()

    @property
    def _current(self) -> Json | None:
        return self._suggestions.get(self.query_one("#suggestions", Listing).current or "")

    # -- the question -------------------------------------------------------------------------------------------

    def _show_question(self, result: Json) -> None:
        card = self.query_one(QuestionCard)
        waiting = items(result)
        keys = {name: self.key(f"question.{name}") for name in ("yes", "no", "edit", "skip", "stop")}
        if not waiting and card.has_focus:
            self.query_one("#suggestions", Listing).focus()
        card.show(waiting[0] if waiting else None, keys, self.key("today.question"))
        self.refresh_bindings()

    def action_question(self) -> None:
        """Go to the question; only there its keys answer it."""
        self.query_one(QuestionCard).focus()

    @on(QuestionCard.Answered)
    def take_word(self, message: QuestionCard.Answered) -> None:
        """Tell what the user says about the belief."""
        number, what = message.question.get("id"), message.what
        if what == "edit":
            sheet = TextSheet("How is it really?", "Say it in your own words.", str(message.question.get("text") or ""))
            self.app.push_screen(sheet, lambda text: None if text is None else self._reply(number, text))
        elif what in ("yes", "no"):
            self._reply(number, what)
        elif what == "skip":
            self.ask("skip_question", {"id": number}, group="question")
        else:
            self.ask("stop_questions", {"off": True}, group="question")

    def _reply(self, number: object, words: str) -> None:
        self.ask("answer", {"id": number, "answer": words}, group="question")

    def leave(self) -> bool:
        """Leave the question alone."""
        if not self.query_one(QuestionCard).has_focus:
            return False
        self.query_one("#suggestions", Listing).focus()
        return True

    # -- suggestions --------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a suggestion or a question there is nothing to answer."""
        if action == "question" and self.is_mounted:
            return self.query_one(QuestionCard).waiting
        if action in _NEEDS_SUGGESTION and self.is_mounted:
            return self._current is not None
        return True

    def action_verdict(self, verdict: str) -> None:
        """Tell what the user thinks of the suggestion."""
        if suggestion := self._current:
            self._judge(suggestion, verdict)

    def action_snooze(self) -> None:
        """Ask for how long; for the suggestion of now, whatever is on top by then."""
        if suggestion := self._current:

            def snoozed(minutes: str | None) -> None:
                if minutes is not None:
                    self._judge(suggestion, "snooze", int(minutes))

            self.app.push_screen(ChooseSheet("Snooze for", _SNOOZES, "60"), snoozed)

    def _judge(self, suggestion: Json, verdict: str, minutes: int | None = None) -> None:
        args = {"id": suggestion.get("id"), "verdict": verdict, "minutes": minutes}
        self.ask("suggestion_feedback", args, group=f"feedback:{args['id']}")

    def action_why(self) -> None:
        """Show the beliefs under the suggestion."""
        because = (self._current or {}).get("because")
        ids = [number for number in because if isinstance(number, int)] if isinstance(because, list) else []
        if ids:
            self.app.push_screen(SourceSheet("Why this suggestion", "proposition", ids))

    @on(Listing.OptionSelected, "#suggestions")
    def open_suggestion(self) -> None:
        """Enter on a suggestion asks why."""
        self.action_why()

    @on(Listing.OptionSelected, "#learned")
    def open_belief(self, event: Listing.OptionSelected) -> None:
        """Enter on a belief opens it."""
        if (event.option_id or "").isdigit():
            self.app.push_screen(SourceSheet("What Inkling believes", "proposition", [int(event.option_id or 0)]))


def coming_lines(ahead: list[Json], now: datetime, cells: int, most: int) -> Content:
    """What comes, a line each: when, and what as far as it fits."""
    lines = [ours("Coming up", "bold")]
    for item in ahead[:most]:
        when = ours(f"{due(item, now)}  ".ljust(_DATE), ACCENT)
        lines.append(Content.assemble(when, ours(shorten(_gist(item), cells - when.cell_length))))
    if len(ahead) > most:
        lines[0] = join([lines[0], ours(f"{len(ahead) - most} more on the Profile", MUTED)])
    return Content("\n").join(lines)


def _gist(belief: Json) -> str:
    """What fits a line best: of a quote in a frame, the quote."""
    text = words(belief.get("text"))
    quotes = (words(piece.get("quote")) for piece in items(belief, "evidence"))
    return next((quote for quote in quotes if quote and belief.get("wording") == "extractive" and quote in text), text)


def _newest_first(beliefs: list[Json]) -> list[Json]:
    return sorted(beliefs, key=lambda item: str(item.get("created")), reverse=True)


def _heading(day: Json, now: datetime, cells: int) -> Content:
    """The date, the time at the screen, and what got most of it, as far as it fits."""
    date = str(day.get("date") or now.date().isoformat())
    try:
        title = ours(long_day(date, now), "bold")
    except ValueError:
        title = plain(date, "bold")
    minutes = day.get("minutes")
    spent = ours(f"{duration(minutes)} at the screen" if isinstance(minutes, (int, float)) else "", MUTED)
    lengths: dict[str, float] = {}
    for one in items(day, "episodes"):
        if isinstance(one.get("minutes"), (int, float)):
            name = words(one.get("document"))
            lengths[name] = lengths.get(name, 0.0) + float(one["minutes"])
    most = [name for name in sorted(lengths, key=lambda name: -lengths[name]) if lengths[name] >= 1][:_NAMED]
    found = join([title, spent])
    for number in range(len(most), 0, -1):
        named = ", ".join(shorten(name, _NAME_CELLS) for name in most[:number])
        longer = join([title, spent, ours(f"mostly {named}", MUTED)])
        if longer.cell_length <= cells:
            return longer
    return found
