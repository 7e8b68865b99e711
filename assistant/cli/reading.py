"""Commands that read: propositions, observations, search, ask."""

from __future__ import annotations

import sys
from typing import Any

import click

from assistant.cli.connect import reach
from assistant.cli.output import data, emit_json, json_option, limit_option, say, when
from assistant.privacy.clean import untrusted


@click.command("propositions")
@json_option
@limit_option
@click.option("--all", "everything", is_flag=True, help="Also superseded, past, sleeping, rejected and put away ones.")
@click.option("--kind", metavar="KIND", help="Only this kind, such as deadline or person.")
@click.option("--query", metavar="WORDS", help="Only those with these words.")
def propositions_command(
    as_json: bool, limit: int | None, everything: bool, kind: str | None, query: str | None
) -> None:
    """What Inkling believes about you, with the evidence.

    JSON always holds every status.
    """
    status = None if everything or as_json else "active"
    with reach() as daemon:
        items = daemon.pages("propositions", {"status": status, "kind": kind, "query": query}, limit)
        if as_json:
            emit_json({"propositions": list(items)})
            return
        count = 0
        for item in items:
            count += 1
            show_proposition(item)
        if not count and (kind or query):
            say("No belief matches. Also older ones: inkling propositions --all")
        elif not count:
            say("Nothing is believed yet. Inkling learns while it captures: inkling start")


def show_proposition(item: dict[str, Any]) -> None:
    """One belief with its strongest quotes, for people."""
    stage = item["lifecycle"] if item["status"] == "expired" else item["status"]
    mark = "" if stage == "active" else f"  [{stage}]"
    data(f"{item['id']:>5}  {item['confidence']:4.0%}  {item['kind']:<10}  {item['text']}{mark}")
    for evidence in item["evidence"][:3]:
        relation = "" if evidence["supports"] else "against: "
        source = evidence["title"] or evidence["app"] or "you"
        data(f"              {relation}“{evidence['quote']}” ({evidence['tier']}, {source}, {when(evidence['time'])})")
    if len(item["evidence"]) > 3:
        data(f"              and {len(item['evidence']) - 3} more")


@click.command("observations")
@json_option
@limit_option
def observations_command(as_json: bool, limit: int | None) -> None:
    """What was read from the screen, newest first."""
    with reach() as daemon:
        items = daemon.pages("observations", {}, limit)
        if as_json:
            emit_json({"observations": list(items)})
            return
        count = 0
        for item in items:
            count += 1
            data(f"{item['id']:>5}  {when(item['start'])}  {item['app']}: {item['title']}")
            for line in item["lines"]:
                data(f"         {line['tier']:<7} {line['who']:<8} {line['text']}")
        if not count:
            say("Nothing has been read yet.")


@click.command("search")
@click.argument("query", nargs=-1, required=True)
@json_option
@limit_option
def search_command(query: tuple[str, ...], as_json: bool, limit: int | None) -> None:
    """Find beliefs and observed lines by words and meaning."""
    with reach() as daemon:
        hits = daemon.call("search", {"query": " ".join(query), "limit": limit})["hits"]
    if as_json:
        emit_json({"hits": hits})
        return
    for hit in hits:
        data(f"{hit['score']:4.2f}  {_name(hit['kind']):<11} {hit['id']:>5}  {when(hit['time'])}  {hit['text']}")
    if not hits:
        say("Nothing was found.")


@click.command("ask")
@click.argument("question", nargs=-1, required=True)
@json_option
def ask_command(question: tuple[str, ...], as_json: bool) -> None:
    """Answer a question from what was learned, with sources.

    What is not known is said to be not known.
    """
    with reach() as daemon:
        answer: dict[str, Any] = {}
        streamed = False
        for event in daemon.stream("ask", {"question": " ".join(question)}):
            if event.event == "result":
                answer = event.data
            elif event.event == "token" and not as_json:
                streamed = True
                click.echo(untrusted(event.data["text"]), nl=False)
                sys.stdout.flush()
    if as_json:
        keep = ("answer", "abstained", "seconds")
        emit_json({**{key: answer[key] for key in keep}, "cites": [cite["id"] for cite in answer["cites"]],
                   "sources": answer["cites"]})  # fmt: skip
        return
    data("" if streamed else answer["answer"])
    for number, cite in enumerate(answer["cites"], 1):
        data(f"  [{number}] {_name(cite['kind'])} {cite['id']}, {when(cite['time'])}: {cite['text']}")


def _name(kind: str) -> str:
    """What a person calls it; JSON keeps the record's name."""
    return "belief" if kind == "proposition" else kind
