"""Search by words: every script, hostile queries, and an index that follows every change."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.store import Store, words
from assistant.store.folding import contains, essence, fold
from tests.unit.store.samples import at, belief, line, seen

QUIET = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def texts(store: Store, query: str, limit: int = 50) -> list[str]:
    """What a query finds."""
    return [hit.text for hit in store.search_words(query, limit)]


def test_defect_10_chinese_and_japanese_are_found_by_a_substring(store: Store) -> None:
    """One, two and more characters from the middle of a run find the line, and so does a whole question."""
    japanese, chinese, korean = "明日の会議は三時からです", "本周五之前提交预算报告", "회의는 내일입니다"
    store.add_observation(seen(japanese, chinese, korean))
    store.add_proposition(belief("会議の資料を準備する"))
    for query in ("会議", "議", "会議は三時", "の会議は"):
        assert japanese in texts(store, query), query
    for query in ("预算", "预算报告", "五之前", "请问预算报告什么时候交"):
        assert chinese in texts(store, query), query
    assert japanese in texts(store, "会議は何時ですか")
    assert "会議の資料を準備する" in texts(store, "会議")
    assert texts(store, "회의는") == [korean]
    assert texts(store, "来週") == []


def test_a_whole_substring_is_found_however_old(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """And comes before lines that share only some characters; parts are looked for in the newest rows."""
    monkeypatch.setattr(words, "NEWEST", 3)
    old, near = "来週の会議は延期です", "会議は三時"
    for n, text in enumerate([old, "一", "二", "三", near]):
        store.add_observation(seen(text, minute=n))
    assert texts(store, "会議は延期") == [old, near]
    assert texts(store, "議は延") == [old]


def test_case_accents_and_word_parts_do_not_matter(store: Store) -> None:
    """Folded, by word start, and from inside a long word."""
    store.add_observation(seen("Übergabe der Präsentation an Zoë", "Quartalsabschlussbericht"))
    for query in ("ubergabe", "PRASENTATION", "präsent", "zoe", "Ｚｏｅ"):
        assert len(texts(store, query)) == 1, query
    assert texts(store, "abschluss") == ["Quartalsabschlussbericht"]


def test_all_words_before_some_words(store: Store) -> None:
    """A line with every word comes first; without one, lines with some of them are found."""
    store.add_observation(seen("budget for Anna", "Anna", "budget", "weather"))
    assert texts(store, "anna budget")[0] == "budget for Anna"
    assert set(texts(store, "anna budget")) == {"budget for Anna", "Anna", "budget"}
    assert set(texts(store, "anna nonsense")) == {"budget for Anna", "Anna"}
    assert len(texts(store, "anna budget", limit=2)) == 2
    assert texts(store, "anna", limit=0) == []


def test_common_words_find_nothing_beside_rare_ones(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """But a row that holds all the words is found by all; where every word is common, the newest rows answer."""
    monkeypatch.setattr(words, "MATCHED", 3)
    monkeypatch.setattr(words, "RECENT", 4)
    for n in range(8):
        store.add_proposition(belief(f"The user wrote note {n}", minute=n))
    store.add_proposition(belief("Anna wrote to the user about tea", minute=8))
    store.add_proposition(belief("Anna likes the sea", minute=9))
    assert texts(store, "user tea anna") == ["Anna wrote to the user about tea", "Anna likes the sea"]
    assert set(texts(store, "user wrote")) == {"The user wrote note 6", "The user wrote note 7", *texts(store, "tea")}
    assert set(texts(store, "user nonsense")) == set(texts(store, "user wrote"))


def test_hits_lead_to_their_records(store: Store) -> None:
    """Kind, id, line and capture time; senders and window titles are found too; spaces can be chosen."""
    o = store.add_observation(seen("see attached", minute=7, title="Offer from Contoso"))
    p = store.add_proposition(belief("Contoso made an offer", minute=9))
    assert o is not None
    (hit,) = store.search_words("attached")
    assert (hit.kind, hit.id, hit.time, hit.line_id) == ("observation", o.id, at(7), store.line_ids(o.id or 0)[0])
    assert {(h.kind, h.id) for h in store.search_words("contoso")} == {("observation", o.id), ("proposition", p)}
    assert [h.kind for h in store.search_words("contoso", space="proposition")] == ["proposition"]
    assert [h.kind for h in store.search_words("contoso", space="line")] == ["observation"]
    sent = seen()
    store.add_observation(type(sent)(at(), at(), "chat", "Chat", 1, (line("fine", header="Marlene"),)))
    assert texts(store, "marlene") == ["fine"]


def test_the_index_follows_changes(store: Store) -> None:
    """A reworded belief is found by its new words alone; a deleted line by none; the indexes stay whole."""
    id = store.add_proposition(belief("likes green tea")) or 0
    store.update_proposition(id, at(1), text="likes black coffee")
    assert texts(store, "tea") == []
    assert texts(store, "coffee") == ["likes black coffee"]
    store.add_observation(seen("short lived"))
    store._db.run("DELETE FROM observations")
    assert texts(store, "lived") == []
    for table in ("lines", "propositions", "observations"):
        for index in ("words", "grams"):
            store._db.run(f"INSERT INTO {table}_{index}({table}_{index}) VALUES ('integrity-check')")


def test_short_fragments_are_looked_for_in_the_newest_rows(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What no index can find costs a bounded number of rows."""
    monkeypatch.setattr(words, "SCANNED", 3)
    for n in range(5):
        store.add_observation(seen(f"予定 {n}" if n else "予算", minute=n))
    assert texts(store, "予") != []
    assert "予算" not in texts(store, "算")


@QUIET
@given(query=st.text(max_size=60) | st.sampled_from([
    '"', "'", "*", "a*", "NEAR(a b)", "a AND", "NOT", "{x}:y", "^a", "a:b", "text:a", "-a", "(", "a OR OR b", "\x00",
    "\ud800", "%", "_", "\\", "a" * 5000, "- -- ;", "rowid:1", "+", "col : a", "\u0345", "\u202e",
]))  # fmt: skip
def test_no_query_breaks_the_search(store: Store, query: str) -> None:
    """Operators, quotes, NUL, lone surrogates: always an answer, never an error."""
    if not store.observations(limit=1):
        store.add_observation(seen("a b c AND OR NOT NEAR", "明日の会議"))
    assert isinstance(store.search_words(query), list)
    store.propositions(query=query.encode("utf-8", "ignore").decode(), limit=3)


@QUIET
@given(left=st.text(max_size=8), middle=st.text("%_\\*?[]aÅé会", min_size=1, max_size=6), right=st.text(max_size=8))
def test_a_filter_matches_literally(left: str, middle: str, right: str) -> None:
    """Wildcards are ordinary characters: a text contains what stands in it, and nothing more than that."""
    if "".join(middle.split()) and fold(middle) in fold(left + middle + right):
        assert contains(left + middle + right, fold(middle))
    assert contains(middle.upper(), fold(middle.upper()))
    assert contains("xyz", fold(middle)) is (fold(middle) in "xyz")


@QUIET
@given(st.text())
def test_folding_is_stable(text: str) -> None:
    """Folding twice changes nothing, neither does the looser form used for what was forgotten."""
    assert fold(fold(text)) == fold(text)
    assert essence(fold(text)) == essence(text)
    assert essence(essence(text)) == essence(text)


def test_what_counts_as_the_same_line() -> None:
    """Spacing, case, accents, punctuation and lookalike characters that readers of screens confuse."""
    assert essence("Bill: 1O l  €") == essence("bill 10 1€")
    assert essence("Zoë’s") == essence("ZOES")
    assert essence("--- …") == ""
    assert essence("Tee") != essence("Tea")
