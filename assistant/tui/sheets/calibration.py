"""How sure Inkling was, and how often it was right: the user's own answers, drawn as text."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from assistant.protocol import Json
from assistant.tui.messages import Answered
from assistant.tui.sheets.sheet import Sheet
from assistant.tui.text import ACCENT, GOOD, MUTED, WARN, ours, plain
from assistant.tui.widgets.reader import Reader
from assistant.tui.words import fraction, items, percent

AXIS = 35
"""Cells from 0 % to 100 %; odd, so that the middle has one."""
_SCALE = "0 %" + "50 %".center(AXIS - 6) + "100"


def plot(result: Json) -> Content:
    """A line for each bin of confidence: what was said, where the share of right ones likely lies, and the counts."""
    rows = items(result, "bins")
    if not rows:
        return Content.assemble(
            ours("You have not said yet of any belief whether it is true.\n\n"),
            ours("Confirm or reject some on the Beliefs screen; this is where their score is kept.", MUTED),
        )
    parts = [ours(f"  said  {_SCALE}  right  answers\n", MUTED)]
    for row in rows:
        fits = fraction(row.get("ci_low")) <= fraction(row.get("mean_confidence")) <= fraction(row.get("ci_high"))
        parts += [
            ours(f"{percent(row.get('mean_confidence')):>6}  "),
            _line(row, GOOD if fits else WARN),
            ours(f"  {percent(row.get('share_true')):>5}  "),
            ours(f"{_whole(row.get('n')):>7}\n", MUTED),
        ]
    parts.append(ours("\n◇ said   ● right   ├──┤ where the share likely lies\n\n", MUTED))
    parts += [plain(result.get("words"), "bold"), ours("\n\n"), *_scores(result)]
    return Content.assemble(*parts)


def _line(row: Json, style: str) -> Content:
    """One bin on the axis; where marks meet, the share lies over what was said, and both over the interval."""
    low, high = _cell(row.get("ci_low")), _cell(row.get("ci_high"))
    cells = [("·" if cell in (0, AXIS // 2, AXIS - 1) else " ", MUTED) for cell in range(AXIS)]
    for cell in range(low, high + 1):
        cells[cell] = ("├" if cell == low else "┤" if cell == high else "─", style)
    cells[_cell(row.get("mean_confidence"))] = ("◇", ACCENT)
    cells[_cell(row.get("share_true"))] = ("●", style)
    return Content.assemble(*(ours(mark, of) for mark, of in cells))


def _scores(result: Json) -> list[Content]:
    """Brier score and what the answers changed; nothing where there are too few to tell."""
    if _whole(result.get("answers")) < _whole(result.get("useful_from")):
        return [
            ours(f"From {_whole(result.get('useful_from'))} answers on it says something, and corrects itself.", MUTED)
        ]
    parts = [
        ours(f"Brier score {fraction(result.get('brier')):.3f}"),
        ours(f" (always saying the same: {fraction(result.get('brier_baseline')):.3f})", MUTED),
        ours(f"\nCalibration error {fraction(result.get('ece')):.3f}"),
        ours(" (0 is best in both)\n", MUTED),
    ]
    shown = [f"{percent(one.get('model'))} → {percent(one.get('shown'))}" for one in items(result, "corrections")]
    if shown:
        parts.append(ours("\nWith your answers, what it would call so sure is now shown as\n", MUTED))
        parts.append(ours("   ".join(shown)))
    return parts


def _cell(share: object) -> int:
    return round(fraction(share) * (AXIS - 1))


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


class CalibrationSheet(Sheet[None]):
    """Asks for the score of the user's answers and draws it."""

    TITLE_WORDS = "How sure, and how right"
    AUTO_FOCUS = "Reader"

    def body(self) -> ComposeResult:
        """The plot and its words."""
        yield Reader()

    def on_mount(self) -> None:
        """Ask for it."""
        self.query_one(Reader).show(ours("Counting …", MUTED))
        self.ask("calibration")

    @on(Answered)
    def take_answer(self, message: Answered) -> None:
        """Show it."""
        self.query_one(Reader).show(plot(message.result))
