"""The rules sheet: list, add with a preview, stronger words where nearly everything would go, remove."""

from __future__ import annotations

from assistant.errors import UsageError
from assistant.protocol import Json
from tests.tui.day import DAY
from tests.tui.fake import FakeDaemon
from tests.tui.hostile import PAYLOAD
from tests.tui.steps import WIDE, opened, shown, wait_for_text, wait_until

PLAN: Json = DAY["rule_plan"]


async def test_rules_are_listed_from_the_privacy_page(daemon: FakeDaemon) -> None:
    """By key and by button; each says what was understood, what the user said and what it holds back."""
    async with opened(daemon, "5", size=WIDE) as pilot:
        await wait_for_text(pilot, "2 rules of yours in force; 3 beliefs put away.")
        await pilot.press("S")
        await wait_for_text(
            pilot, "Inkling will believe nothing about health", "puts away 3 beliefs", "keine Vorschläge"
        )


async def test_a_rule_is_said_back_before_it_counts(daemon: FakeDaemon) -> None:
    """The preview names what it would do now; no keeps nothing, yes puts it in force."""
    async with opened(daemon, "S") as pilot:
        for answer in ("n", "y"):
            await wait_for_text(pilot, "Your rules")
            await pilot.press("a", *"never", "enter") if answer == "n" else await pilot.press("a", "enter")
            await wait_for_text(pilot, "Is that what you mean?", "3 beliefs would be put away")
            assert not daemon.calls("rule_add")
            await pilot.press(answer)
        await wait_until(pilot, lambda: daemon.calls("rule_add") == [{"text": "never"}])


async def test_nearly_everything_wants_the_word_typed() -> None:
    """A broad rule is not agreed to by one key."""
    daemon = FakeDaemon(rule_plan={**PLAN, "broad": True})
    async with opened(daemon, "S", "a", *"hide", "enter") as pilot:
        await wait_for_text(pilot, "That is nearly everything.")
        await pilot.press("y", "enter")
        await wait_for_text(pilot, "Your rules")
        assert not daemon.calls("rule_add")
        await pilot.press("a", "enter")
        await wait_for_text(pilot, "That is nearly everything.")
        await pilot.press(*"everything", "enter")
        await wait_until(pilot, lambda: daemon.calls("rule_add") == [{"text": "hide", "sure": True}])


async def test_what_is_refused_is_told_in_place() -> None:
    """The error with its examples stands in the sheet, and the words can be corrected."""
    daemon = FakeDaemon(rule_plan=UsageError("That is not a rule.", 'For example: "ignore Slack".'))
    async with opened(daemon, "S", "a", *"bake", "enter") as pilot:
        await wait_for_text(pilot, "That is not a rule.", "ignore Slack")
        await pilot.press("a")
        await wait_for_text(pilot, "bake")


async def test_a_rule_is_removed(daemon: FakeDaemon) -> None:
    """The highlighted one goes, and the list is asked for again."""
    async with opened(daemon, "S") as pilot:
        await wait_for_text(pilot, "about health")
        await pilot.press("j", "x")
        await wait_until(pilot, lambda: daemon.calls("rule_remove") == [{"id": 2}] and len(daemon.calls("rules")) == 2)


async def test_hostile_words_are_only_words() -> None:
    """Markup and escape sequences in a rule are shown as text or dropped."""
    bad = {"id": 1, "text": PAYLOAD, "words": PAYLOAD, "holds": 1}
    daemon = FakeDaemon(rules={"items": [bad], "next": None}, rule_plan={**PLAN, "words": PAYLOAD})
    async with opened(daemon, "S") as pilot:
        await wait_for_text(pilot, "puts away 1")
        await pilot.press("a", *"x", "enter")
        await wait_for_text(pilot, "Is that what you mean?")
        assert "\x1b" not in shown(pilot)
