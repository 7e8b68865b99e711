"""The command that shows whether confidences mean what they say."""

from __future__ import annotations

from typing import Any

import click

from assistant.cli.connect import reach
from assistant.cli.output import data, emit_json, json_option, say


@click.command("calibration")
@json_option
@click.option("--weights", is_flag=True, help="Also show what each feature of a belief adds to its log-odds.")
def calibration_command(as_json: bool, weights: bool) -> None:
    """How sure Inkling was, and how often it was right.

    By your confirm and reject answers.
    """
    with reach() as daemon:
        found = daemon.call("calibration")
    if as_json:
        emit_json(found)
        return
    if not found["answers"]:
        say("You have not answered yet: inkling confirm ID, inkling reject ID.")
    else:
        show(found)
    if weights:
        for name, weight in sorted(found["features"].items(), key=lambda pair: -pair[1]):
            data(f"{weight:+6.2f}  {name}")


def show(found: dict[str, Any]) -> None:
    """The reliability table, its summary and what the answers changed."""
    data("   said   answers   mean    true   likely between")
    for row in found["bins"]:
        data(
            f"{row['low']:>4.0%} to {row['high']:<4.0%} {row['n']:>3}   {row['mean_confidence']:>4.0%}"
            f"    {row['share_true']:>4.0%}   {row['ci_low']:.0%} and {row['ci_high']:.0%}"
        )
    data(found["words"])
    if found["answers"] < found["useful_from"]:
        return
    data(
        f"Brier score {found['brier']:.3f} (always saying the same share: {found['brier_baseline']:.3f});"
        f" calibration error {found['ece']:.3f}"
    )
    shown = ", ".join(f"{one['model']:.0%} as {one['shown']:.0%}" for one in found["corrections"])
    data(f"With your answers, what the model gives is shown so: {shown}")
