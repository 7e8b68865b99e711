"""What the user's word on one belief changes: yes, no with a reason, or how it really is. Each is one transaction.

A reason decides what a "no" means:

* wrong, not about me: it is untrue; the meaning does not come back in any words;
* not useful: true or not, it goes and does not come back;
* private: it is put away like under a rule, and does not come back;
* out of date: it was true; it becomes history, and something new of its kind may be learned.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.daemon.core import Core
from assistant.daemon.guard import must_be_free
from assistant.errors import UsageError
from assistant.judgements import Feedback, Reason, Rejection
from assistant.pipeline import confidence, dates, fading, history, names, preferences, rejected
from assistant.privacy.clean import untrusted
from assistant.store.propositions import Changes
from assistant.types import Evidence, Kind, Lifecycle, Proposition, Status, Tier, What, Who, Wording

STATED = 0.99
"""Confidence of what the user says in so many words."""
UNTRUE = (Reason.WRONG, Reason.NOT_ABOUT_ME)
"""Reasons that say that the belief is false; the others say nothing of that."""
_WORDS = {
    Reason.WRONG: "you said that it is wrong",
    Reason.NOT_ABOUT_ME: "you said that it is not about you",
    Reason.OUT_OF_DATE: "you said that it is out of date",
    Reason.NOT_USEFUL: "you said that it is of no use",
    Reason.PRIVATE: "you said that it is private",
}
_STATUS = {Reason.OUT_OF_DATE: Status.SUPERSEDED, Reason.PRIVATE: Status.QUARANTINED}


def confirm(core: Core, id: int, note: str = "", *, asked: bool = False) -> None:
    """The user says yes. ``asked``: Inkling put the question."""
    with core.store.transaction():
        belief = core.store.proposition(id)
        must_be_free(core.store, id)
        if belief.status is Status.SUPERSEDED:
            raise UsageError(f"Belief {id} was replaced by a newer one.", "Confirm or edit the newer one.")
        now = core.clock.now()
        judged = confidence.confirmed(belief, now)
        core.store.update_proposition(
            id, now, what=What.CONFIRMED, confidence=judged.confidence, status=_after(belief, judged),
            trust=judged.trust, half_life=judged.half_life,
        )  # fmt: skip
        for lesson in preferences.from_confirmation(belief):
            core.store.unlearn(lesson)
        _answered(core, belief, "confirm", note, asked)
    _told(core)


def _after(belief: Proposition, judged: Proposition) -> Status:
    """What is past stays past when the user says that it was so; a yes wakes what slept."""
    return belief.status if belief.lifecycle is Lifecycle.PAST else judged.status


def reject(core: Core, id: int, reason: Reason = Reason.WRONG, note: str = "", *, asked: bool = False) -> None:
    """The user says no, and perhaps why."""
    with core.store.transaction():
        belief = core.store.proposition(id)
        now = core.clock.now()
        _put_away(core, belief, reason)
        if reason is not Reason.OUT_OF_DATE:
            core.store.add_rejection(id, Rejection(reason, now, note), rejected.gist(belief))
        core.store.unlearn_from(id)  # What another reason, or an edit that is taken back by this, may have taught.
        for lesson in preferences.from_rejection(belief, reason):
            core.store.learn(lesson, id, now)
        # Only what says that a belief is false counts as a "no" where beliefs are weighed.
        verdict = "reject" if reason in UNTRUE else reason.value
        _answered(core, belief, verdict, note, asked)
    _told(core)


def _answered(core: Core, belief: Proposition, verdict: str, note: str, asked: bool) -> None:
    """Keep the answer with what was believed before it, and let every confidence follow."""
    target, now = f"proposition:{belief.id}", core.clock.now()
    core.store.add_feedback(Feedback(target, verdict, now, untrusted(note), belief.confidence, belief.log_odds, asked))
    core.calibrating.refit()


def _put_away(core: Core, belief: Proposition, reason: Reason) -> None:
    assert belief.id is not None
    now = core.clock.now()
    changes: Changes = {"status": _STATUS.get(reason, Status.REJECTED)}
    if reason in UNTRUE:
        changes["confidence"] = confidence.rejected(belief, now).confidence
    if reason is Reason.OUT_OF_DATE and (belief.valid_to is None or belief.valid_to > now):
        changes["valid_to"] = now
    core.store.update_proposition(belief.id, now, what=What.REJECTED, reason=_WORDS[reason], **changes)


def edit(core: Core, id: int, text: str, kind: Kind | None = None) -> int | None:
    """The user says how it really is: a stated belief in the place of the old one. Its id."""
    text = untrusted(text)
    if not text:
        raise UsageError("A belief cannot be empty.", "Reject it instead: inkling reject ID")
    with core.store.transaction():
        old = _active(core.store.proposition(id))
        now = core.clock.now()
        new = _stated(core, old, text, kind or old.kind)
        identifier = core.store.supersede(new, id, what=What.EDITED)
        core.store.add_feedback(Feedback(f"proposition:{id}", "edit", now))
        if identifier is not None:
            for lesson in preferences.from_edit(old, new):
                core.store.learn(lesson, identifier, now)
            core.guard.hold([identifier], now)
    _told(core)
    return identifier


def _stated(core: Core, old: Proposition, text: str, kind: Kind) -> Proposition:
    now = core.clock.now()
    # The old dates and names belong to the old words.
    valid_from, valid_to = dates.validity(kind, text, now)
    return replace(
        old,
        id=None,
        text=text,
        kind=kind,
        half_life=old.half_life if kind is old.kind else fading.half_life(kind),
        entities=names.entities(text),
        valid_from=valid_from,
        valid_to=valid_to,
        trust=Tier.STATED,
        confidence=STATED,
        wording=Wording.USER,
        logprob=None,
        features=(),
        log_odds=None,
        evidence=(Evidence(None, text, True, Tier.STATED, now, who=Who.USER),),
        created=now,
        updated=now,
        supersedes=old.id,
    )


def _active(belief: Proposition) -> Proposition:
    if belief.status is not Status.ACTIVE:
        title = f"Belief {belief.id} is {history.state(belief)}; only beliefs in force can be edited."
        raise UsageError(title, f"See what happened to it: inkling why {belief.id}")
    return belief


def _told(core: Core) -> None:
    core.know_user()
    core.changed("propositions")
    core.sync_index()
