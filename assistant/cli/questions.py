"""Commands about Inkling's questions: list and answer them, or stop them."""

from __future__ import annotations

import click

from assistant.cli.connect import reach
from assistant.cli.output import data, emit_json, json_option, limit_option, say, when


@click.command("questions")
@json_option
@limit_option
@click.option("--all", "everything", is_flag=True, help="Also those that are answered or over. JSON always holds all.")
@click.option("--skip", type=int, metavar="ID", help="Not now: this one is not asked again.")
@click.option("--off", "switch", flag_value="off", help="Ask nothing any more.")
@click.option("--on", "switch", flag_value="on", help="Ask again.")
def questions_command(as_json: bool, limit: int | None, everything: bool, skip: int | None, switch: str | None) -> None:
    """What Inkling would like to know.

    A few questions a day at most, where an answer is worth it.
    """
    with reach() as daemon:
        if skip is not None:
            daemon.call("skip_question", {"id": skip})
            say(f"Question {skip} is left.")
            return
        if switch is not None:
            off = daemon.call("stop_questions", {"off": switch == "off"})["off"]
            say("No more questions." if switch == "off" else _on_again(off))
            return
        items = list(daemon.pages("questions", {"status": None if everything or as_json else "open"}, limit))
        off = daemon.call("questions", {"limit": 0})["off"]
    if as_json:
        emit_json({"questions": items, "off": off})
        return
    for item in items:
        state = "" if item["status"] == "open" else f"  [{item['answer'] or item['status']}]"
        data(f"{item['id']:>5}  {when(item['created'])}  Is this right? {item['text']}{state}")
    if items:
        say("Answer: inkling answer ID yes, no, or how it really is. To stop: inkling questions --off")
    else:
        say("Questions are off. Ask again: inkling questions --on" if off else "There is no question.")


def _on_again(off: bool) -> str:
    return "The setting questions.enabled is still off: inkling config set questions.enabled yes" if off else "Noted."


@click.command("answer")
@click.argument("identifier", type=int, metavar="ID")
@click.argument("words", nargs=-1, required=True, metavar="yes|no|TEXT")
def answer_command(identifier: int, words: tuple[str, ...]) -> None:
    """Answer a question: yes, no, or how it really is."""
    with reach() as daemon:
        done = daemon.call("answer", {"id": identifier, "answer": " ".join(words)})
    belief = done["proposition_id"]
    say({"yes": f"Belief {belief} is confirmed.", "no": f"Belief {belief} is rejected, and will not be learned again."}
        .get(done["answer"], f"It is belief {belief} now, in your words."))  # fmt: skip
