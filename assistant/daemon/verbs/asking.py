"""Verbs about questions to the user: list them, answer one, leave one, stop asking."""

from __future__ import annotations

from assistant.daemon import verdicts, views
from assistant.daemon.core import Core
from assistant.daemon.inquiring import OFF
from assistant.daemon.server import Emit, Verb
from assistant.daemon.service import Service
from assistant.daemon.verbs import arguments
from assistant.errors import UsageError
from assistant.judgements import Question, QuestionStatus
from assistant.pipeline.text import fold
from assistant.protocol import Json
from assistant.types import Status

_YES = frozenset(("yes", "y", "true", "ja", "oui", "はい"))
_NO = frozenset(("no", "n", "false", "nein", "non", "いいえ"))


def verbs(service: Service) -> dict[str, Verb]:
    """The verbs of this module."""

    def questions(args: Json, _emit: Emit) -> Json:
        core = service.core()
        # In a recording, questions belong to recorded moments alone.
        if arguments.flag(args, "opened") and core.store.meta("home") != "replay":
            core.inquiring.step(core.clock.now(), opened=True)
        status = arguments.choice(args, "status", QuestionStatus)
        answer = arguments.page(
            args,
            lambda cursor, limit: core.store.questions(cursor=cursor, limit=limit, status=status),
            views.question,
        )
        core.remember_displayed(item["text"] for item in answer["items"])
        off = bool(core.store.meta(OFF)) or not core.settings.questions.enabled
        return {**answer, "off": off}

    def answer(args: Json, _emit: Emit) -> Json:
        core = service.core()
        words = arguments.text(args, "answer").strip()
        if not words:
            raise UsageError("There is no answer.", "inkling answer ID yes, no, or how it really is")
        question = _open(core, arguments.integer(args, "id"))
        return _answer(core, question, words)

    def skip_question(args: Json, _emit: Emit) -> Json:
        core = service.core()
        question = _open(core, arguments.integer(args, "id"))
        assert question.id is not None
        core.store.close_question(question.id, QuestionStatus.SKIPPED)
        core.changed("questions")
        return {"id": question.id}

    def stop_questions(args: Json, _emit: Emit) -> Json:
        core = service.core()
        off = arguments.flag(args, "off", True)
        with core.store.transaction():
            core.store.set_meta(OFF, True if off else None)
            for question in core.store.questions(status=QuestionStatus.OPEN) if off else ():
                assert question.id is not None
                core.store.close_question(question.id, QuestionStatus.SKIPPED)
        core.changed("questions")
        return {"off": off or not core.settings.questions.enabled}

    return {
        "questions": questions,
        "answer": answer,
        "skip_question": skip_question,
        "stop_questions": stop_questions,
    }


def _open(core: Core, id: int) -> Question:
    question = core.store.question(id)
    if question.status is not QuestionStatus.OPEN:
        raise UsageError(f"Question {id} is {question.status.value}.", "See what is open: inkling questions")
    if core.store.proposition(question.proposition_id).status is not Status.ACTIVE:
        core.store.close_question(id, QuestionStatus.WITHDRAWN)
        raise UsageError(f"What question {id} is about has changed meanwhile.", "See: inkling questions")
    return question


def _answer(core: Core, question: Question, words: str) -> Json:
    """Yes confirms, no rejects, anything else is how it really is."""
    assert question.id is not None
    said = fold(words).strip(" .!")
    kind = "yes" if said in _YES else "no" if said in _NO else "edited"
    new = question.proposition_id
    if kind == "yes":
        verdicts.confirm(core, new, asked=True)
    elif kind == "no":
        verdicts.reject(core, new, asked=True)
    else:
        new = verdicts.edit(core, new, words) or new
    core.store.close_question(question.id, QuestionStatus.ANSWERED, kind)
    core.changed("questions")
    return {"id": question.id, "answer": kind, "proposition_id": new}
