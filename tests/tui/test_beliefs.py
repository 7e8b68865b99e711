"""The user's last word on beliefs."""

from __future__ import annotations

from textual.widgets import Input

from assistant.protocol import Json
from assistant.tui.messages import Changed
from assistant.tui.sheets.forget import ForgetSheet
from assistant.tui.sheets.names import NamesSheet
from assistant.tui.sheets.simple import TextSheet
from assistant.tui.widgets.chip import Chip
from assistant.tui.widgets.listing import Listing
from assistant.tui.widgets.reader import Reader
from tests.tui.day import BELIEFS
from tests.tui.fake import FakeDaemon
from tests.tui.steps import WIDE, opened, shown, wait_for_text, wait_until


async def test_confirm(daemon: FakeDaemon) -> None:
    """Key c confirms the highlighted belief, and says so."""
    async with opened(daemon, "2") as pilot:
        await wait_for_text(pilot, "dentist")
        await pilot.press("j", "c")
        await wait_for_text(pilot, "Confirmed.")
        assert daemon.calls("confirm") == [{"id": 8}]


async def test_reject_asks_why(daemon: FakeDaemon) -> None:
    """Key x asks for a reason, which is one key more; escape rejects nothing."""
    async with opened(daemon, "2") as pilot:
        await wait_for_text(pilot, "dentist")
        await pilot.press("x", "escape", "x", "3")
        await wait_for_text(pilot, "It is history now.")
        assert daemon.calls("reject") == [{"id": 7, "reason": "out_of_date"}]


async def test_edit_starts_from_the_words(daemon: FakeDaemon) -> None:
    """Key e offers the present words; an empty text is not accepted."""
    async with opened(daemon, "2") as pilot:
        await wait_for_text(pilot, "dentist")
        await pilot.press("e")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, TextSheet))
        field = pilot.app.screen.query_one(Input)
        assert field.value == BELIEFS[0]["text"]
        field.value = " "
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, TextSheet)
        field.value = "It is due on Friday."
        await pilot.press("enter")
        await wait_for_text(pilot, "These are your words now.")
        assert daemon.calls("edit") == [{"id": 7, "text": "It is due on Friday."}]


async def test_pin_and_unpin(daemon: FakeDaemon) -> None:
    """Key i pins what is not pinned and unpins what is."""
    async with opened(daemon, "2") as pilot:
        await wait_for_text(pilot, "dentist")
        await pilot.press("i", "j", "j", "i")
        await wait_until(pilot, lambda: len(daemon.calls("pin")) == 2)
        assert daemon.calls("pin") == [{"id": 7, "pinned": True}, {"id": 9, "pinned": False}]


async def test_forget_shows_what_goes_first(daemon: FakeDaemon) -> None:
    """Key f shows a preview with the safe answer focused; nothing goes before the second answer; then a receipt."""
    async with opened(daemon, "2") as pilot:
        await wait_for_text(pilot, "dentist")
        await pilot.press("f")
        await wait_for_text(pilot, "24  lines read", "Keep it")
        assert pilot.app.focused is pilot.app.screen.query_one("#keep")
        assert daemon.calls("forget_plan") == [{"selector": {"proposition": 7}}]
        assert daemon.calls("forget_apply") == []
        await pilot.press("tab", "enter")
        await wait_for_text(pilot, "Forgotten.", "Done")
        assert daemon.calls("forget_apply") == [{"token": "t1"}]
        await pilot.press("enter")
        await wait_until(pilot, lambda: not isinstance(pilot.app.screen, ForgetSheet))


async def test_open_sheet_keeps_its_belief(daemon: FakeDaemon) -> None:
    """A list that changes under an open sheet does not change which belief is rejected."""
    async with opened(daemon, "2") as pilot:
        await wait_for_text(pilot, "dentist")
        await pilot.press("x")
        daemon.answers["propositions"] = {"items": BELIEFS[1:], "next": None}
        page = pilot.app.screen_stack[0]
        page.refresh_quietly()  # type: ignore[attr-defined]
        await wait_until(pilot, lambda: page.query_one("#beliefs", Listing).option_count == 4)
        await pilot.press("enter")
        await wait_until(pilot, lambda: daemon.calls("reject"))
        assert daemon.calls("reject") == [{"id": 7, "reason": "wrong"}]


async def test_filters(daemon: FakeDaemon) -> None:
    """Words, kind and status go to the daemon; escape clears them all."""
    async with opened(daemon, "2") as pilot:
        await wait_for_text(pilot, "dentist")
        await pilot.press("slash", *"budget", "enter", "t", "j", "enter", "s", "j", "enter")
        wanted = {"limit": 100, "cursor": None, "query": "budget", "kind": "task", "status": "superseded"}
        await wait_until(pilot, lambda: daemon.calls("propositions")[-1] == wanted)
        await wait_for_text(pilot, "kind task", "status superseded")
        await pilot.press("escape")
        wanted = {"limit": 100, "cursor": None, "query": None, "kind": None, "status": "active"}
        await wait_until(pilot, lambda: daemon.calls("propositions")[-1] == wanted)
        assert pilot.app.current_mode == "beliefs"


async def test_filter_that_fits_nothing_says_how_to_clear_it() -> None:
    """An empty result of a filter names the key that clears it."""
    daemon = FakeDaemon(propositions=lambda args: {"items": [] if args["query"] else BELIEFS, "next": None})
    async with opened(daemon, "2", "slash", *"zz") as pilot:
        await wait_for_text(pilot, "No belief passes the filter.", "Press esc to clear it.")


async def test_chips_open_by_mouse(daemon: FakeDaemon) -> None:
    """A click on a filter opens its choices, a click on a choice takes it."""
    async with opened(daemon, "2") as pilot:
        await wait_for_text(pilot, "dentist")
        await pilot.click("#chip-kind")
        await wait_for_text(pilot, "preference", "routine")
        await pilot.click(Listing, offset=(3, 2))
        await wait_until(pilot, lambda: daemon.calls("propositions")[-1]["kind"] == "deadline")
        assert "kind deadline" in shown(pilot)
        assert pilot.app.screen.query_one("#chip-kind", Chip)


async def test_further_pages_come_when_needed() -> None:
    """The next page is fetched when the highlight nears the end, and the place is kept."""

    def page(args: Json) -> Json:
        start = args["cursor"] or 0
        items = [
            {**BELIEFS[0], "id": number, "text": f"Belief number {number}."} for number in range(start, start + 100)
        ]
        return {"items": items, "next": start + 100 if start < 200 else None}

    daemon = FakeDaemon(propositions=page)
    async with opened(daemon, "2") as pilot:
        await wait_for_text(pilot, "Belief number 0.")
        listing = pilot.app.screen.query_one("#beliefs", Listing)
        for count in (200, 300):
            await pilot.press("G")
            await wait_until(pilot, lambda count=count: listing.option_count == count)  # type: ignore[misc]
        await pilot.press("G")
        await wait_for_text(pilot, "Belief number 299.")


async def test_source_shows_what_was_seen(daemon: FakeDaemon) -> None:
    """Key o opens the screens that a belief quotes."""
    async with opened(daemon, "2", size=(120, 40)) as pilot:
        await wait_for_text(pilot, "dentist")
        await pilot.press("o")
        await wait_for_text(pilot, "What was seen", "Sure, I will send it at eleven.")
        assert sorted(args["id"] for args in daemon.calls("observation")) == [41, 44]


async def test_refresh_does_not_move_the_reader(daemon: FakeDaemon) -> None:
    """What changes in the background neither scrolls the open belief nor drops its other versions."""
    async with opened(daemon, "2", "enter") as pilot:
        await wait_for_text(pilot, "Why · 2 quotes")
        reader = pilot.app.screen.query_one("#detail", Reader)
        await pilot.press("G")
        await wait_for_text(pilot, "superseded")
        before = reader.scroll_y
        asked = len(daemon.calls("proposition"))
        pilot.app.post_message(Changed(["propositions"]))
        await wait_until(pilot, lambda: len(daemon.calls("proposition")) > asked)
        await pilot.app.workers.wait_for_complete()
        assert reader.scroll_y == before > 0
        assert "superseded" in shown(pilot)


async def test_history_tells_and_brings_back(daemon: FakeDaemon) -> None:
    """Key h tells what happened; key b there or on the page asks first, then brings the version before back."""
    async with opened(daemon, "2", size=WIDE) as pilot:
        await wait_for_text(pilot, "dentist", "Its other versions")
        await pilot.press("h")
        await wait_for_text(pilot, "Replaced by belief 7", "because of “Q3 review: hand in Thursday”")
        assert daemon.calls("why") == [{"id": 7}]
        await pilot.press("b")
        await wait_for_text(pilot, "Bring this version back?", "Wednesday 4 March.” is believed", "becomes history.")
        await pilot.press("n")
        await pilot.press("b")
        await wait_for_text(pilot, "Bring this version back?")
        await pilot.press("y")
        await wait_for_text(pilot, "It is back.")
        assert daemon.calls("undo") == [{"id": 3}]


async def test_what_replaced_nothing_brings_nothing_back(daemon: FakeDaemon) -> None:
    """A first version says so; one that is out of force comes back itself."""
    gone = {**BELIEFS[1], "status": "rejected"}
    daemon.answers["proposition"] = lambda args: {"proposition": BELIEFS[1], "history": []}
    daemon.answers["propositions"] = {"items": [BELIEFS[4], gone], "next": None}
    async with opened(daemon, "2", size=WIDE) as pilot:
        await wait_for_text(pilot, "dentist")
        await pilot.press("b")
        await wait_for_text(pilot, "It replaced nothing that could come back.")
        await pilot.press("j", "b")
        await wait_for_text(pilot, "Bring this version back?")
        await pilot.press("y")
        await wait_until(pilot, lambda: daemon.calls("undo") == [{"id": 8}])


async def test_names_of_a_belief(daemon: FakeDaemon) -> None:
    """Key n shows whom and what a belief names, under all their names; hostile names are shown as they are."""
    hostile = {"id": 9, "name": "[@click=app.quit]x", "kind": "thing", "aliases": ["[@click=app.quit]x"]}
    found = daemon.answers["about"]
    assert isinstance(found, dict)
    found["entities"].append(hostile)
    async with opened(daemon, "2", size=WIDE) as pilot:
        await wait_for_text(pilot, "dentist")
        await pilot.press("n")
        await wait_for_text(pilot, "anna.weber@hafenbau.example", "organisation", "Seen lately", "[@click=app.quit]x")
        assert daemon.calls("about") == [{"proposition": 7, "limit": 20}]
        await pilot.press("escape")
        await wait_until(pilot, lambda: not isinstance(pilot.app.screen, NamesSheet))


async def test_a_belief_that_names_nobody(daemon: FakeDaemon) -> None:
    """Where nothing is named, that is said."""
    daemon.answers["about"] = {"entities": []}
    async with opened(daemon, "2") as pilot:
        await wait_for_text(pilot, "dentist")
        await pilot.press("n")
        await wait_for_text(pilot, "names nobody")
