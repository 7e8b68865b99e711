"""Forgetting: what rested only on it goes everywhere, the rest stays, and it is not learned again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import UsageError
from assistant.judgements import Feedback, Lesson, Question, Reason, Rejection
from assistant.paths import Home
from assistant.store import Key, NewJob, Plan, Receipt, Selector, Store
from assistant.store.folding import essence, fold
from assistant.types import Kind, Observation, Status, Tier, Wording
from tests.unit.store.raw import plaintext
from tests.unit.store.samples import at, because, belief, hint, line, seen

CANARY = "canary" + "bird"


def kept(store: Store, observation: Observation) -> Observation:
    """Store an observation that must be kept."""
    stored = store.add_observation(observation, [NewJob("think", at(), key=f"{observation.start}{observation.app}")])
    assert stored is not None
    assert stored.id is not None
    store.put_vectors("line", [(id, b"\0" * 16) for id in store.line_ids(stored.id)])
    store.mark_frame(f"{observation}", observation.start, observation.monitor, observations=[stored.id])
    return stored


def forget(store: Store, now: float = 60, **selected: Any) -> Receipt:
    """Plan, apply, and check what every forgetting promises."""
    plan = store.plan_forget(Selector(**selected), at(now))
    receipt = store.apply_forget(plan)
    assert receipt.residue == 0
    assert receipt.log_cleared
    assert store.integrity() == []
    return receipt


def dumped(store: Store) -> str:
    """All text of the store, folded like a forgotten line."""
    return "\n".join(essence(text) for _, text in store.dump())


def test_defect_14_a_range_takes_everything_that_rested_only_on_it(home: Home, key: Key, store: Store) -> None:
    """Frames, text, vectors, jobs, kept screens, beliefs, suggestions and feedback go; no byte of it stays."""
    before = kept(store, seen("an older line", minute=0))
    secret = kept(store, seen(f"meet the {CANARY} at noon", minute=50, app="chat", title=f"{CANARY} club"))
    old = store.add_proposition(belief("older", because(before, "an older line")))
    new = store.add_proposition(
        belief(f"meets the {CANARY}", because(secret, f"meet the {CANARY} at noon"), entities=(CANARY.title(),))
    )
    assert old is not None
    assert new is not None
    store.put_vectors("proposition", [(old, b"\1" * 16), (new, b"\2" * 16)])
    s = store.add_suggestion(hint(new, title=f"Go to the {CANARY}"))
    store.add_feedback(Feedback(f"suggestion:{s}", "dismiss", at(51), f"no {CANARY}"))
    store.add_rejection(new, Rejection(Reason.WRONG, at(51), f"no {CANARY}"), [f"word:{CANARY}"])
    store.learn(Lesson("source", f"{CANARY} club"), new, at(51))
    store.add_question(Question(new, f"meets the {CANARY}", 0.1, at(51), at(90)))
    store.set_screen_state(1, {"lines": [[f"meet the {CANARY} at noon", [1, 2, 3, 4]], ["an older line", [0]]]})
    assert CANARY.encode() in plaintext(home.database, key.raw)
    store.checkpoint()

    plan = store.plan_forget(Selector(last=timedelta(minutes=15)), at(60))
    assert plan.counts == {
        "observations": 1, "lines": 1, "evidence": 1, "propositions": 1, "suggestions": 1, "frames": 1, "jobs": 1,
    }  # fmt: skip
    assert not plan.empty
    receipt = forget(store, last=timedelta(minutes=15))

    assert receipt.counts == plan.counts
    assert (receipt.propositions, receipt.monitors) == ((new,), (1,))
    assert [o.id for o in store.observations()] == [before.id]
    assert [p.id for p in store.propositions()] == [old]
    assert store.suggestions() == []
    assert store.feedback() == []
    assert (store.rejections(), store.preferences(), store.questions()) == ([], [], [])
    assert store.job_counts().waiting == 1
    assert len(list(store.vectors("line"))) == len(list(store.vectors("proposition"))) == 1
    assert store.screen_states() == {1: {"lines": [["an older line", [0]]]}}
    assert CANARY not in dumped(store)
    assert store.search_words(CANARY) == []
    raw = plaintext(home.database, key.raw)
    for form in (CANARY, CANARY.title(), CANARY.upper()):
        for encoding in ("utf-8", "utf-16-le"):
            assert form.encode(encoding) not in raw
    assert b"\2" * 16 not in raw
    assert b"an older line" in raw
    store.close()
    assert CANARY.encode() not in plaintext(home.database, key.raw)


def test_defect_13_what_was_forgotten_is_not_learned_again(store: Store) -> None:
    """Not the line, re-read with small differences; not the belief in its words, its quote, or about the same."""
    quote = f"Dinner with {CANARY} on Friday"
    o = kept(store, seen(quote, "stays", minute=50))
    about: dict[str, Any] = {"kind": Kind.EVENT, "entities": (CANARY, "Friday")}
    store.add_proposition(belief(f"The user has dinner with {CANARY}", because(o, quote), **about))
    forget(store, text=CANARY)

    assert store.is_forgotten(f"  dinner WITH {CANARY} on  Frlday.")
    again = store.add_observation(seen(quote.upper(), "something else", minute=61))
    assert again is not None
    assert [line.text for line in again.lines] == ["something else"]
    assert store.add_observation(seen(quote, minute=62)) is None
    other = because(again, "something else")
    assert store.add_proposition(belief(f"the USER has dinner with {CANARY}!", other)) is None
    assert store.add_proposition(belief("in other words", because(again, quote))) is None
    assert store.add_proposition(belief("about the same", other, **about)) is None
    assert store.add_proposition(belief("about something else", other, kind=Kind.EVENT, entities=("Friday",)))
    assert store.counters()["dropped.forgotten"] == 5


def test_a_forgotten_frame_is_not_replayed(store: Store) -> None:
    """Its mark goes with it; a keyed hash alone keeps it from being read again."""
    observation = seen(CANARY, minute=50)
    kept(store, observation)
    forget(store, last=timedelta(minutes=15))
    assert store._db.value("SELECT count(*) FROM frames") == 0
    assert store.frame_done(f"{observation}", at(50), 1)
    assert not store.mark_frame(f"{observation}", at(50), 1)


def test_shared_evidence_keeps_a_belief(store: Store) -> None:
    """A belief that something else supports stays, with what is left, and is to be weighed again."""
    first, second = kept(store, seen("tea please", minute=0)), kept(store, seen("more tea", minute=50))
    id = store.add_proposition(belief("likes tea", because(first, "tea please"), because(second, "more tea"))) or 0
    receipt = forget(store, last=timedelta(minutes=15))
    assert receipt.rescore == (id,)
    assert receipt.reworded == ()
    assert [e.quote for e in store.proposition(id).evidence] == ["tea please"]


@pytest.mark.parametrize("wording", [Wording.EXTRACTIVE, Wording.PARAPHRASE])
def test_a_belief_does_not_keep_forgotten_words(store: Store, wording: Wording) -> None:
    """When its words came from a forgotten quote, it says a remaining quote instead, and its names go with them."""
    first = kept(store, seen(f"call {CANARY} at five", minute=50))
    second = kept(store, seen("call her at five", minute=0))
    evidence = because(first, f"call {CANARY} at five"), because(second, "call her at five")
    text = f"'call {CANARY} at five'" if wording is Wording.EXTRACTIVE else f"The user calls the {CANARY}"
    id = store.add_proposition(belief(text, *evidence, wording=wording, entities=(CANARY, "five"))) or 0
    store.put_vectors("proposition", [(id, b"\3" * 8)])
    store.add_suggestion(hint(id, title=f"Call {CANARY}"))
    receipt = forget(store, last=timedelta(minutes=15))
    assert receipt.reworded == receipt.rescore == (id,)
    back = store.proposition(id)
    assert (back.text, back.entities) == ("call her at five", ("five",))
    assert store.vector("proposition", id) is None
    assert store.suggestions() == []
    assert CANARY not in dumped(store)


def test_a_contradiction_that_goes_leaves_the_belief(store: Store) -> None:
    """Evidence against a belief never held it up."""
    first, second = kept(store, seen("tea please", minute=0)), kept(store, seen("no tea", minute=50))
    against = because(second, "no tea", supports=False)
    id = store.add_proposition(belief("likes tea", because(first, "tea please"), against)) or 0
    assert forget(store, last=timedelta(minutes=15)).rescore == (id,)


def test_text_takes_single_lines(store: Store) -> None:
    """The rest of the observation stays, and so do beliefs that rest on it."""
    o = kept(store, seen("100%_sure", "100 percent sure", "other"))
    first = store.add_proposition(belief("sure", because(o, "100%_sure"))) or 0
    second = store.add_proposition(belief("percent", because(o, "100 percent sure"))) or 0
    receipt = forget(store, text="0%_S")
    assert receipt.propositions == (first,)
    assert [line.text for line in store.observation(o.id or 0).lines] == ["100 percent sure", "other"]
    assert [p.id for p in store.propositions()] == [second]


def test_text_reaches_every_place(store: Store) -> None:
    """Titles, senders, quotes over two lines, statements and suggestions that hold it, whatever the case."""
    kept(store, seen("plain", title=f"about {CANARY}"))
    two = kept(store, seen("part one", f"part {CANARY}", "part three", minute=1))
    store.add_proposition(belief("joined", because(two, f"part one part {CANARY}")))
    p = store.add_proposition(belief(f"knows {CANARY}", because(two, "part three"))) or 0
    q = store.add_proposition(belief("nothing special", because(two, "part three"))) or 0
    store.add_suggestion(hint(q, body=f"ask {CANARY}"))
    store.add_proposition(belief("stated", because(None, f"I know {CANARY}"), trust=Tier.STATED))
    store.add_feedback(Feedback(f"proposition:{q}", "confirm", at(), f"not {CANARY}"))
    receipt = forget(store, text=CANARY.upper())
    assert p in receipt.propositions
    assert [x.id for x in store.propositions()] == [q]
    assert CANARY not in dumped(store)
    assert [line.text for o in store.observations() for line in o.lines] == ["part three"]


def test_other_beliefs_lose_what_was_taken_from_a_forgotten_line(store: Store) -> None:
    """A longer quote takes its lines along; whatever else was quoted from them goes too."""
    o = kept(store, seen("part one", f"part {CANARY}", "last"))
    store.add_proposition(belief("joined", because(o, f"part one part {CANARY}")))
    half = store.add_proposition(belief("half", because(o, "art one"))) or 0
    last = store.add_proposition(belief("last", because(o, "last"), because(o, "part one"))) or 0
    receipt = forget(store, text=CANARY)
    assert half in receipt.propositions
    assert receipt.rescore == (last,)
    assert [e.quote for e in store.proposition(last).evidence] == ["last"]


def test_a_word_on_a_button_does_not_cost_the_screen(store: Store) -> None:
    """A short forgotten line inside longer ones leaves them; a long one inside another costs the kept screen."""
    kept(store, seen("Inbox", minute=50))
    kept(store, seen(f"the {CANARY} club", minute=51))
    store.set_screen_state(1, [["Inbox", [1]], ["Inbox of the whole team", [2]]])
    store.set_screen_state(2, [[f"to: the {CANARY} club, Bob", [1]], ["other", [2]]])
    forget(store, last=timedelta(minutes=15))
    assert store.screen_states() == {1: [["Inbox of the whole team", [2]]]}


def test_text_in_the_middle_of_two_lines(store: Store) -> None:
    """A quote that holds the text across a line break takes the lines it is made of."""
    o = kept(store, seen("the wedding of", "Marlene and Bob", "other"))
    store.add_proposition(belief("a wedding", because(o, "the wedding of Marlene and Bob")))
    forget(store, text="wedding of marlene")
    assert store.propositions() == []
    assert [line.text for line in store.observation(o.id or 0).lines] == ["other"]


def test_text_across_lines_without_a_belief(store: Store) -> None:
    """Lines of one block that say it together go; the same words in another block, or apart, stay."""
    texts = "the wedding of", "Marlene and Bob", "other", "the wedding of", "somebody else", "Marlene"
    o = kept(store, seen(*texts))
    split = [replace(line(text), block=n) for n, text in enumerate(texts)]
    other = kept(store, replace(seen(minute=1, title="Apart"), lines=tuple(split)))
    forget(store, text="WEDDING of marlene")
    assert [x.text for x in store.observation(o.id or 0).lines] == [
        "other",
        "the wedding of",
        "somebody else",
        "Marlene",
    ]
    assert len(store.observation(other.id or 0).lines) == len(texts)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_forgotten_is_gone_and_the_rest_is_whole(store: Store, data: st.DataObject) -> None:
    """Any screens, any beliefs, any selection: nothing of it is found, and every belief that stays has support."""
    store.apply_forget(store.plan_forget(Selector(all=True), at()))
    store._db.run("DELETE FROM tombstones")
    words = st.lists(
        st.sampled_from(["tea", "Tea 1", "com", "ment", "Zoë", "会議", "50%", "x_y"]), min_size=1, max_size=3
    )
    lines = st.lists(words.map(" ".join), min_size=1, max_size=5)
    stored = [
        kept(store, seen(*data.draw(lines), minute=n, app=data.draw(st.sampled_from(["chat", "mail"])), title=f"t{n}"))
        for n in range(data.draw(st.integers(1, 6)))
    ]
    for n in range(data.draw(st.integers(0, 6))):
        sources = data.draw(st.lists(st.sampled_from(stored), min_size=1, max_size=3))
        quotes = [because(o, data.draw(st.sampled_from(o.lines)).text) for o in sources]
        store.add_proposition(belief(data.draw(words.map(" ".join)) + f" #{n}", *quotes))
    selection = data.draw(st.one_of(
        st.builds(Selector, text=st.sampled_from(["TEA", "zoë", "会議", "50%", "com ment", "_y"])),
        st.builds(Selector, app=st.sampled_from(["CHA", "mail"])),
        st.builds(Selector, since=st.integers(0, 6).map(at)),
        st.builds(Selector, until=st.integers(0, 6).map(at), app=st.just("chat")),
        st.builds(Selector, proposition=st.integers(1, 200)),
    ))  # fmt: skip
    receipt = forget(
        store, **{name: getattr(selection, name) for name in ("text", "app", "since", "until", "proposition")}
    )
    assert all(any(e.supports for e in p.evidence) for p in store.propositions())
    assert not set(receipt.propositions) & {p.id for p in store.propositions()}
    if selection.text is not None:
        assert not [text for _, text in store.dump() if fold(selection.text) in fold(text)]


def test_app_and_title_match_a_part_literally(store: Store) -> None:
    """Whatever the case; wildcards are ordinary characters; both together narrow down."""
    for app, title in (("Signal", "Anna"), ("signal-desktop", "Bob"), ("Code", "si_nal")):
        kept(store, seen(f"{app} {title}", app=app, title=title))
    assert store.plan_forget(Selector(app="s%l"), at()).empty
    assert store.plan_forget(Selector(title="SI_NAL"), at()).counts["observations"] == 1
    assert store.plan_forget(Selector(app="signal", title="ann"), at()).counts["observations"] == 1
    forget(store, app="SIGNAL")
    assert [o.app for o in store.observations()] == ["Code"]


def test_app_takes_its_frames_only(store: Store) -> None:
    """A frame that also showed something else stays."""
    a, b = kept(store, seen("in a", app="a")), kept(store, seen("in b", app="b", minute=1))
    store.mark_frame("both", at(2), 1, observations=[a.id or 0, b.id or 0])
    assert forget(store, app="a").counts["frames"] == 1
    assert store.frame_done("both", at(2), 1)


def test_retained_quotes_are_forgotten_too(store: Store) -> None:
    """What retention left of an old observation goes by its own time, app and words."""
    for app in ("chat", "mail"):
        o = kept(store, seen(f"{app} {CANARY}", app=app, minute=-60 * 24 * 100))
        store.add_proposition(belief(f"from {app}", because(o, f"{app} {CANARY}")))
    store.retention(at(), 30)
    assert store.observations() == []
    assert len(store.propositions()) == 2
    forget(store, app="chat")
    assert [p.text for p in store.propositions()] == ["from mail"]
    forget(store, until=at(-60))
    assert CANARY not in dumped(store)


def test_a_forgotten_belief_takes_its_history_and_its_lines(store: Store) -> None:
    """Older wordings tell the same; a line that another belief rests on stays."""
    o = kept(store, seen("moved to Berlin", "works for Acme", "new flat"))
    first = store.add_proposition(belief("looks for a flat", because(o, "new flat"))) or 0
    other = store.add_proposition(belief("works for Acme", because(o, "works for Acme"))) or 0
    new = belief("moved to Berlin", because(o, "moved to Berlin"), because(o, "works for Acme"))
    second = store.supersede(new, first) or 0
    receipt = forget(store, proposition=second)
    assert receipt.propositions == (first, second)
    assert [p.id for p in store.propositions()] == [other]
    assert [line.text for line in store.observation(o.id or 0).lines] == ["works for Acme"]
    assert forget(store, proposition=999).counts["propositions"] == 0


def test_a_forgotten_successor_puts_the_older_belief_in_force(store: Store) -> None:
    """As though the newer had never been seen; gaps in a history are closed."""
    o = [kept(store, seen(f"Meeting on {day}", minute=n)) for n, day in enumerate(("Mon", "Tue", "Wed"))]
    first = store.add_proposition(belief("Mon", because(o[0], "Meeting on Mon"))) or 0
    second = store.supersede(belief("Tue", because(o[1], "Meeting on Tue")), first) or 0
    third = store.supersede(belief("Wed", because(o[2], "Meeting on Wed")), second) or 0
    forget(store, since=at(1), until=at(2))
    assert store.proposition(third).supersedes == first
    assert store.proposition(first).status is Status.SUPERSEDED
    receipt = forget(store, since=at(2))
    assert receipt.rescore == (first,)
    assert store.proposition(first).status is Status.ACTIVE


def test_never_like_this_outlives_its_suggestion(store: Store) -> None:
    """As a keyed hash, without a word of it."""
    o = kept(store, seen(CANARY))
    p = store.add_proposition(belief("x", because(o, CANARY))) or 0
    s = store.add_suggestion(hint(p, key=f"reply:{CANARY}"))
    store.add_feedback(Feedback(f"suggestion:{s}", "never", at(), f"no {CANARY}"))
    store.add_feedback(Feedback(f"suggestion:{s}", "snooze", at()))
    forget(store, app="chromium")
    assert [f.verdict for f in store.feedback(key=f"reply:{CANARY}")] == ["never"]
    assert CANARY not in dumped(store)


def test_all_keeps_settings_and_hashes_alone(home: Home, key: Key, store: Store) -> None:
    """Consent stays; every record and counter goes; what was there is not learned again."""
    store.set_meta("consent", True)
    o = kept(store, seen(CANARY, "another line"))
    p = store.add_proposition(belief(CANARY, because(o, CANARY))) or 0
    store.add_suggestion(hint(p))
    store.enqueue(NewJob("decay", at()))
    store.count("read")
    store.set_screen_state(1, [CANARY])
    receipt = forget(store, all=True)
    assert receipt.counts["observations"] == 1
    assert list(store.dump()) == [("meta.name", "consent"), ("meta.value", "true")]
    assert store.counters() == {}
    assert store.job_counts() == type(store.job_counts())(0, 0, 0)
    assert CANARY.encode() not in plaintext(home.database, key.raw)
    assert store.add_observation(seen("another LINE")) is None
    assert store.frame_done(f"{seen(CANARY, 'another line')}", at(), 1)


def test_a_result_of_forgotten_work_is_not_stored(store: Store) -> None:
    """A job in hand goes with its observation: its acknowledgement says so, and its evidence is refused."""
    o = kept(store, seen(CANARY))
    job = store.claim(at())
    assert job is not None
    forget(store, text=CANARY)
    assert not store.ack(job)
    p = store.add_proposition(belief("late", because(o, "late words")))
    assert p is not None
    assert store.proposition(p).evidence == ()


def test_what_comes_between_plan_and_apply_goes_too(store: Store) -> None:
    """The receipt tells what really went."""
    kept(store, seen("first", app="chat"))
    plan = store.plan_forget(Selector(app="chat"), at())
    kept(store, seen("second", app="chat", minute=1))
    assert plan.counts["observations"] == 1
    assert store.apply_forget(plan).counts["observations"] == 2


def test_a_kept_screen_of_unknown_form_is_cleaned_or_dropped(store: Store) -> None:
    """A forgotten line inside another text, a name, a lone value: nothing of it is left."""
    kept(store, seen(CANARY, "stays"))
    store.set_screen_state(1, {"a": {"text": CANARY, "box": [1]}, "b": {"text": "stays", "box": [2]}})
    store.set_screen_state(2, {CANARY: [1, 2], "kept": [3]})
    store.set_screen_state(3, {"lines": [f"before {CANARY} after", "stays"]})
    store.set_screen_state(4, CANARY)
    store.set_screen_state(5, {"lines": ["stays"]})
    receipt = forget(store, text=CANARY)
    assert store.screen_states() == {
        1: {"b": {"text": "stays", "box": [2]}}, 2: {"kept": [3]}, 3: {"lines": ["stays"]}, 5: {"lines": ["stays"]},
    }  # fmt: skip
    assert receipt.monitors == (1, 2, 3, 4)


def test_a_kept_screen_is_cleaned_by_who_knows_its_form(store: Store) -> None:
    """The caller's own cleaning comes first, so that also what only it understands, such as digests, can go."""
    kept(store, seen(CANARY, "stays"))
    store.set_screen_state(
        1, {"lines": [[[CANARY, [1, 2], 0.9], "chat", "ab12"], [["stays", [3], 1.0], "chat", "ab12"]]}
    )
    store.set_screen_state(2, {"memory": [["ab12", ["digest", "other"]]]})

    def clean(state: Any, forgotten: Callable[[str], bool]) -> Any:
        assert forgotten(CANARY.upper())
        assert not forgotten("never seen")
        return {**state, "memory": []}

    store.apply_forget(store.plan_forget(Selector(text=CANARY), at()), clean)
    assert store.screen_states() == {
        1: {"lines": [[["stays", [3], 1.0], "chat", "ab12"]], "memory": []}, 2: {"memory": []},
    }  # fmt: skip


def test_a_job_that_holds_text_goes_with_it(store: Store) -> None:
    """Payloads hold ids by contract, and forgetting does not trust it."""
    kept(store, seen(CANARY))
    store.enqueue(NewJob("broken", at(), {"quote": CANARY}))
    store.enqueue(NewJob("tick", at(), {"n": 1}))
    forget(store, text=CANARY)
    assert CANARY not in dumped(store)
    assert store.job_counts().waiting == 1


@pytest.mark.parametrize(
    "selector",
    [Selector(), Selector(text=" "), Selector(app=""), Selector(all=True, app="x"), Selector(proposition=1, all=True),
     Selector(proposition=1, last=timedelta(1)), Selector(last=timedelta(1), since=at())],
)  # fmt: skip
def test_unclear_selections_are_refused(store: Store, selector: Selector) -> None:
    """Nothing is forgotten by a slip: an empty text would match everything."""
    with pytest.raises(UsageError):
        store.plan_forget(selector, at())


def test_planning_changes_nothing(store: Store) -> None:
    """Looking is free."""
    o = kept(store, seen("a line"))
    store.add_proposition(belief("b", because(o, "a line")))
    before = list(store.dump())
    assert isinstance(store.plan_forget(Selector(app="chromium"), at()), Plan)
    assert list(store.dump()) == before
