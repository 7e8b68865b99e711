"""One table of actions makes bindings, palette and help."""

from __future__ import annotations

import pytest
from textual.binding import Binding
from textual.command import CommandPalette
from textual.dom import DOMNode
from textual.widgets import OptionList

from assistant.tui.actions import ACTIONS, BY_ID
from assistant.tui.screens.page import Page
from assistant.tui.sheets.forget import ForgetSheet
from assistant.tui.widgets.listing import Listing
from assistant.tui.widgets.nav import Nav
from assistant.tui.widgets.reader import Reader
from tests.tui.fake import FakeDaemon
from tests.tui.steps import opened, shown, wait_for_text, wait_until


async def test_palette_offers_every_action(daemon: FakeDaemon) -> None:
    """The palette lists each action of the table once, named "area: What it does"."""
    async with opened(daemon, "ctrl+p") as pilot:
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, CommandPalette))
        listing = pilot.app.screen.query_one(OptionList)
        await wait_until(pilot, lambda: listing.option_count == len(ACTIONS))
        names = {str(command.title) for command in pilot.app.get_system_commands(pilot.app.screen)}
        assert names == {action.title for action in ACTIONS}
        assert all(": " in name and name[0].islower() for name in names)


async def test_every_binding_of_the_app_is_in_the_table(daemon: FakeDaemon) -> None:
    """No screen or list of ours binds a key that the table, and so help and palette, does not know."""
    async with opened(daemon) as pilot:
        for name in Nav.NAMES:
            await pilot.app.switch_mode(name)
            await pilot.pause()
            nodes: list[DOMNode] = [pilot.app.screen, *pilot.app.screen.query(Listing), *pilot.app.screen.query(Reader)]
            for node in nodes:
                own = [binding for _, binding in node._bindings if binding.action in {a.call for a in ACTIONS}]
                assert all(binding.id in BY_ID for binding in own)
            assert {binding.id for _, binding in pilot.app.screen._bindings} >= {
                action.id for action in ACTIONS if action.where == name and action.keys
            }


def test_ids_and_titles_are_unique() -> None:
    """Ids are stable names for the keymap, so there is one of each."""
    assert len(BY_ID) == len(ACTIONS) == len({action.title for action in ACTIONS})


def test_no_key_means_two_things_at_one_place() -> None:
    """Within one place a key has one action, and a screen's keys do not hide those that work everywhere."""
    taken = {key for action in ACTIONS if action.where == "app" for key in action.keys.split(",") if key}
    for place in {action.where for action in ACTIONS} - {"app"}:
        keys = [key for action in ACTIONS if action.where == place for key in action.keys.split(",") if key]
        assert len(keys) == len(set(keys))
        assert not taken & set(keys)


@pytest.mark.parametrize("name", ["beliefs.confirm", "timeline.search", "app.forget", "app.doctor", "ask.question"])
async def test_action_runs_from_anywhere(daemon: FakeDaemon, name: str) -> None:
    """An action of another screen, chosen in the palette, first goes there."""
    async with opened(daemon, "5") as pilot:
        await wait_for_text(pilot, "Never looked at")
        if name == "beliefs.confirm":
            await pilot.press("2")
            await wait_for_text(pilot, "dentist")
            await pilot.press("5")
        commands = {command.title: command.callback for command in pilot.app.get_system_commands(pilot.app.screen)}
        commands[BY_ID[name].title]()
        reached = {
            "beliefs.confirm": lambda: daemon.calls("confirm") == [{"id": 7}],
            "timeline.search": lambda: pilot.app.screen.has_class("-searching"),
            "app.forget": lambda: isinstance(pilot.app.screen, ForgetSheet),
            "app.doctor": lambda: daemon.calls("doctor"),
            "ask.question": lambda: getattr(pilot.app.focused, "id", "") == "question",
        }
        await wait_until(pilot, reached[name])


async def test_keys_can_be_changed(daemon: FakeDaemon) -> None:
    """The keymap rebinds by id; hints, footer and help name the new key; unknown ids are left out."""
    keymap = {"app.pause": "f2", "app.beliefs": "b", "no.such": "x"}
    async with opened(daemon, "b", keymap=keymap) as pilot:
        await wait_until(pilot, lambda: pilot.app.current_mode == "beliefs")
        await pilot.press("p")
        await pilot.press("question_mark")
        await wait_for_text(pilot, "f2  Pause everything now", "b Beliefs")
        assert daemon.calls("pause") == []
        await pilot.press("f2")
        await wait_until(pilot, lambda: daemon.calls("pause"))


async def test_help_names_every_action(daemon: FakeDaemon) -> None:
    """Help holds each action with its key and its name for the keymap."""
    async with opened(daemon, "question_mark", size=(100, 120)) as pilot:
        await wait_for_text(pilot, *(action.id for action in ACTIONS))
        assert isinstance(pilot.app.screen, Page)
        for action in ACTIONS:
            key = pilot.app.get_key_display(Binding(action.keys.split(",")[0], "")) if action.keys else ""
            assert any(key in line and action.id in line for line in shown(pilot).splitlines())
