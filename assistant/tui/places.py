"""Where the screens are. Each is imported when it is first opened, so that the first paint waits for one only."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.screen import ModalScreen, Screen

if TYPE_CHECKING:
    from assistant.protocol import Json


def today() -> Screen[None]:
    """What Inkling says now and learned lately."""
    from assistant.tui.screens.today import TodayPage

    return TodayPage()


def beliefs() -> Screen[None]:
    """What Inkling believes, and why."""
    from assistant.tui.screens.beliefs import BeliefsPage

    return BeliefsPage()


def timeline() -> Screen[None]:
    """What was seen when."""
    from assistant.tui.screens.timeline import TimelinePage

    return TimelinePage()


def ask() -> Screen[None]:
    """Questions and answers."""
    from assistant.tui.screens.ask import AskPage

    return AskPage()


def privacy() -> Screen[None]:
    """What is never looked at, and how the walls stand."""
    from assistant.tui.screens.privacy import PrivacyPage

    return PrivacyPage()


def profile() -> Screen[None]:
    """What Inkling believes, on one page."""
    from assistant.tui.screens.profile import ProfilePage

    return ProfilePage()


def help_page() -> Screen[None]:
    """All actions with their keys."""
    from assistant.tui.screens.help import HelpPage

    return HelpPage()


MODES: dict[str, str | Callable[[], Screen[None]]] = {
    "today": today,
    "beliefs": beliefs,
    "timeline": timeline,
    "ask": ask,
    "privacy": privacy,
    "profile": profile,
    "help": help_page,
}
"""The pages by their names."""


def welcome() -> ModalScreen[bool]:
    """The introduction; True when the user consented."""
    from assistant.tui.screens.welcome import Welcome

    return Welcome()


def doctor_sheet() -> ModalScreen[None]:
    """The checks."""
    from assistant.tui.sheets.doctor import DoctorSheet

    return DoctorSheet()


def calibration_sheet() -> ModalScreen[None]:
    """How sure Inkling was, and how right."""
    from assistant.tui.sheets.calibration import CalibrationSheet

    return CalibrationSheet()


def forget_sheet(selector: Json | None) -> ModalScreen[bool]:
    """Preview and receipt of forgetting; asks what to forget where ``selector`` is None."""
    from assistant.tui.sheets.forget import ForgetSheet

    return ForgetSheet(selector)


def rules_sheet() -> ModalScreen[None]:
    """The user's standing rules."""
    from assistant.tui.sheets.rules import RulesSheet

    return RulesSheet()


def revoke_sheet() -> ModalScreen[bool]:
    """Asks whether the consent shall end."""
    from assistant.tui.sheets.simple import ConfirmSheet

    question = (
        "Capturing stops now, and stays off until you say yes again. What is stored stays; forgetting is separate."
    )
    return ConfirmSheet("Take back your yes?", question, "Take it back")


def passphrase_sheet() -> ModalScreen[str]:
    """Asks for the passphrase."""
    from assistant.tui.sheets.simple import TextSheet

    return TextSheet("Unlock", "The passphrase of this home.", password=True)
