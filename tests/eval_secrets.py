"""Measure the search for secrets on labelled lines: precision, recall and F1 over lines.

Usage: python tests/eval_secrets.py PATH. The file holds one JSON object a line, xz-compressed: file, line, text,
secrets, candidate. Lines of one file are looked at together, as lines of a screen are.
"""

from __future__ import annotations

import json
import lzma
import sys
import time
from itertools import groupby
from pathlib import Path
from typing import Any

from assistant.privacy.secrets.search import find, secret_lines
from assistant.types import Line

Row = dict[str, Any]


def judge(rows: list[Row]) -> set[int]:
    """Indexes of the rows in which a secret is found."""
    found: set[int] = set()
    start = 0
    for _, group in groupby(rows, key=lambda row: row["file"]):
        file = list(group)
        lines = [
            Line(row["text"], (0, 20 * int(row["line"]), 8 * len(row["text"]) + 1, 20 * int(row["line"]) + 16))
            for row in file
        ]
        found |= {start + index for index in secret_lines(lines)}
        start += len(file)
    return found


def figures(truth: set[int], found: set[int]) -> dict[str, float]:
    """Precision, recall and F1, rounded."""
    hits = len(truth & found)
    precision, recall = hits / max(1, len(found)), hits / max(1, len(truth))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}


def main() -> int:
    """Print one JSON object; skip with a message when there is no data."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    if path is None or not path.exists():
        sys.stdout.write("skipped: give the path of a file of labelled lines\n")
        return 0
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        rows: list[Row] = [json.loads(line) for line in stream]
    began = time.perf_counter()
    found = judge(rows)
    seconds = time.perf_counter() - began
    truth = {index for index, row in enumerate(rows) if row["secrets"]}
    blocks = {i for i in truth if all("PEM" in secret["rule"] for secret in rows[i]["secrets"])}
    alone = {index for index, row in enumerate(rows) if find(row["text"])}
    report = {
        "lines": len(rows),
        "together": figures(truth, found),
        "outside_key_blocks": figures(truth - blocks, found - blocks),
        "each_line_alone": figures(truth, alone),
        "ms_a_line": round(1000 * seconds / len(rows), 3),
    }
    sys.stdout.write(json.dumps(report) + "\n")
    if "-v" in sys.argv:
        for index in sorted(truth ^ found):
            row, verdict = rows[index], "missed" if index in truth else "wrong"
            sys.stderr.write(f"{verdict} {row['file']} {row['line']} {row['text'][:150]}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
