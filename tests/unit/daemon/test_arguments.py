"""Pages: a list comes whole, in as many messages as its items need."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.daemon.verbs.arguments import page
from assistant.protocol import MAX_LINE, PAGE, Json, Reply, encode


@dataclass
class Record:
    """Anything with an id."""

    id: int


RECORDS = [Record(n) for n in range(1, 301)]


def _fetch(cursor: int | None, limit: int) -> list[Record]:
    return [record for record in RECORDS if record.id > (cursor or 0)][:limit]


def _all(length: int) -> tuple[list[int], int]:
    """The ids of all pages, and how many pages there were."""
    ids: list[int] = []
    args: Json = {}
    pages = 0
    while True:
        answer = page(args, _fetch, lambda record: {"id": record.id, "text": "x" * length})
        assert len(encode(Reply(1, answer))) <= MAX_LINE
        ids += [item["id"] for item in answer["items"]]
        pages += 1
        if answer["next"] is None:
            return ids, pages
        args = {"cursor": answer["next"]}


def test_short_items_fill_a_page() -> None:
    """Three hundred records are two pages."""
    assert _all(10) == ([record.id for record in RECORDS], -(-len(RECORDS) // PAGE))


def test_long_items_make_shorter_pages() -> None:
    """A page that would not fit into a message ends early, and nothing is left out."""
    ids, pages = _all(MAX_LINE // 50)
    assert ids == [record.id for record in RECORDS]
    assert pages > len(RECORDS) // PAGE + 1


def test_no_items_is_a_page_too() -> None:
    """An empty list ends at once."""
    assert page({"limit": 0}, _fetch, lambda record: {}) == {"items": [], "next": None}
