"""Questions to the daemon that never block the screen: a thread asks, a message brings the answer."""

from __future__ import annotations

from collections.abc import Callable

from textual.dom import DOMNode
from textual.worker import get_current_worker

from assistant.errors import InklingError
from assistant.protocol import Json
from assistant.tui.link import Link
from assistant.tui.messages import Answered, Failed, Streamed


def ask(node: DOMNode, link: Link, verb: str, args: Json | None = None, *, group: str = "") -> None:
    """Put one question; ``node`` gets :class:`Answered` or :class:`Failed`.

    A newer question of the same ``group`` (the verb, unless given) makes the older answer unwanted.
    """
    given = args or {}

    def work() -> None:
        message: Answered | Failed
        try:
            message = Answered(verb, given, link.call(verb, given))
        except InklingError as error:
            message = Failed(verb, given, error)
        if not get_current_worker().is_cancelled:
            node.post_message(message)

    _start(node, work, group or verb)


def stream(node: DOMNode, link: Link, verb: str, args: Json, *, group: str = "") -> None:
    """Put one question that is answered bit by bit; ``node`` gets :class:`Streamed`, or :class:`Failed` at the end."""

    def work() -> None:
        worker = get_current_worker()
        try:
            for event in link.stream(verb, args):
                if worker.is_cancelled:
                    return
                node.post_message(Streamed(verb, args, event.event, event.data))
        except InklingError as error:
            if not worker.is_cancelled:
                node.post_message(Failed(verb, args, error))

    _start(node, work, group or verb)


def _start(node: DOMNode, work: Callable[[], None], group: str) -> None:
    node.run_worker(work, thread=True, exclusive=True, group=group, exit_on_error=False)
