"""The profile: one page with sources; edited in an editor, exported, and added to by telling."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.home import Done, TestHome
from tests.working import ASKED, TYPED

pytestmark = pytest.mark.models


def page(home: TestHome) -> dict[int, dict[str, Any]]:
    """Every entry of the page by its number."""
    sections = home.run("profile", "--json").json()["sections"]
    return {entry["id"]: {**entry, "section": section["name"]} for section in sections for entry in section["entries"]}


def about(home: TestHome, quote: str) -> dict[str, Any]:
    """The one entry with that quote."""
    (found,) = [
        one for one in page(home).values() if any(e["quote"] == quote for b in one["beliefs"] for e in b["evidence"])
    ]
    return found


def editor(folder: Path, body: str) -> str:
    """An editor that is a Python script; ``path`` and ``text`` are the file's, ``save(text)`` writes it."""
    script = folder / "editor.py"
    script.write_text(
        "import os, signal, sys, time\nfrom pathlib import Path\npath = Path(sys.argv[1])\n"
        f"text = path.read_text()\nsave = path.write_text\nhere = Path({str(folder)!r})\n{body}\n"
    )
    return f"{sys.executable} {script}"


def edit(home: TestHome, folder: Path, body: str, *words: str) -> Done:
    """Edit the profile with a scripted editor."""
    home.environment["EDITOR"] = editor(folder, body)
    return home.run("profile", "--edit", *words)


def left(home: TestHome) -> list[Path]:
    """What editing left behind."""
    return [path for path in home.folder.rglob("*") if path.name.startswith("edit-") or path.suffix == ".md"]


def test_the_page_names_sections_certainty_and_sources(learned: TestHome) -> None:
    """A sentence with how sure Inkling is and its number, and below, the quote, window and date behind it."""
    asked = about(learned, ASKED)
    assert asked["section"] == "Coming up"
    shown = learned.run("profile")
    assert shown.out.startswith("What Inkling believes about you, Monday 2 March 2026\n")
    assert (
        f"{asked['text']} ({asked['certainty']}, {asked['confidence']:.0%}; by Thu 5 Mar) [{asked['id']}]" in shown.out
    )
    assert f"“{ASKED}” (budget plan - Mail, Mon 2 Mar" in shown.out.replace("Mon 02", "Mon 2")


def test_a_short_page_counts_what_it_leaves_out(learned: TestHome) -> None:
    """--limit is entries a section."""
    short = learned.run("profile", "--json", "--limit", "1").json()["sections"]
    assert all(len(section["entries"]) <= 1 for section in short)
    whole = {
        section["name"]: len(section["entries"]) for section in learned.run("profile", "--json").json()["sections"]
    }
    assert {section["name"]: 1 + section["more"] for section in short} == whole


def test_export_is_private_and_cannot_act(own: TestHome, tmp_path: Path) -> None:
    """Markdown that only the owner can read, in which words of the screen neither link nor load anything."""
    own.run("tell", "![x](http://example.org/pixel.png) <img src=y> [link](z)")
    out = tmp_path / "me.md"
    done = own.run("profile", "--out", str(out))
    assert (done.code, done.out) == (0, "")
    assert "not encrypted" in done.err
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    body = out.read_text()
    assert body.startswith("# What Inkling believes about you\n")
    assert "## Coming up" in body
    assert not re.search(r"(?<!\\)(?:!\[|\]\(|<img)", body)


def test_editing_changes_what_the_file_says(own: TestHome, tmp_path: Path) -> None:
    """Changed, deleted, new and pinned lines become an edit, a rejection, a statement and a pin."""
    asked, typed = about(own, ASKED), about(own, TYPED)
    body = f"""
lines = text.splitlines()
lines = [line for line in lines if not line.startswith("[{asked["id"]}]")]
lines = ["+[{typed["id"]}] Call the garage on Friday" if f"[{typed["id"]}]" in line else line for line in lines]
save("\\n".join([*lines, "I prefer trains to planes"]))
(here / "seen").write_text(f"{{path.stat().st_mode & 0o777:o}} {{path.parent.stat().st_mode & 0o777:o}}")
"""
    done = edit(own, tmp_path, body, "--yes")
    assert done.code == 0, done.err
    assert (tmp_path / "seen").read_text() == "600 700"
    assert f"[{asked['id']}] reject" in done.out
    assert "new  I prefer trains to planes" in done.out
    assert "3 changes were made." in done.err
    after = page(own)
    assert asked["id"] not in after
    by_text = {one["text"]: one for one in after.values()}
    assert by_text["Call the garage on Friday"]["pinned"]
    preferred = by_text["I prefer trains to planes"]
    assert (preferred["section"], preferred["certainty"]) == ("Preferences", "you said so")
    everything = {b["id"]: b for b in own.run("propositions", "--json").json()["propositions"]}
    assert everything[asked["id"]]["status"] == "rejected"
    assert everything[typed["id"]]["status"] == "superseded"
    assert not left(own)


def test_nothing_happens_without_a_yes(own: TestHome, tmp_path: Path) -> None:
    """Without a terminal and without --yes the changes are shown and not made."""
    before = page(own)
    done = edit(own, tmp_path, 'save(text + "I never fly.\\n")')
    assert done.code == 2
    assert "new  I never fly." in done.out
    assert "--yes" in done.err
    assert page(own) == before


def test_a_person_is_asked_about_rejections_by_themselves(own: TestHome, tmp_path: Path) -> None:
    """In a terminal: a line that cannot be read is edited again; a "no" to the rejection keeps the other changes."""
    asked = about(own, ASKED)
    body = f"""
again = (here / "again").exists()
(here / "again").touch()
kept = [line for line in text.splitlines() if "[{asked["id"]}]" not in line and "[what" not in line]
save("\\n".join([*kept, "I never fly." if again else "[what"]))
"""
    own.environment["EDITOR"] = editor(tmp_path, body)
    answers = [("Go on editing?", "y"), ("Reject it?", "n"), ("these changes?", "y")]
    shown = in_terminal(own, ["profile", "--edit"], answers)
    assert "begins with a bracket" in shown
    assert "1 change was made." in shown
    after = page(own)
    assert asked["id"] in after
    assert "I never fly." in {one["text"] for one in after.values()}
    assert not left(own)


def in_terminal(home: TestHome, words: list[str], answers: list[tuple[str, str]]) -> str:
    """What a command shows in a terminal in which each question is answered as it comes up."""
    pid, screen = pty.fork()
    if pid == 0:
        os.execve(sys.executable, [sys.executable, "-m", "assistant", *words], home.env())
    shown, waiting = "", list(answers)
    while True:
        if not select.select([screen], [], [], 60)[0]:
            os.kill(pid, signal.SIGKILL)  # It asks something else; the assertion below shows what.
        try:
            piece = os.read(screen, 4096)
        except OSError:  # Linux's way of saying that the other end has closed.
            break
        shown += piece.decode(errors="replace")
        while waiting and waiting[0][0] in shown:
            os.write(screen, f"{waiting.pop(0)[1]}\n".encode())
    os.close(screen)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0, shown
    return shown


@pytest.mark.parametrize(
    ("body", "code", "words"),
    [
        ("", 0, "Nothing was changed."),
        ('save("")', 0, "Nothing was changed."),
        ('save(text.replace("[", "{", 1) + "[what\\n")', 2, "Nothing was changed."),
        ('save(text + "I never fly.\\n"); sys.exit(3)', 1, "ended with an error (3)"),
        ('save(text + "I never fly.\\n"); os.kill(os.getpid(), signal.SIGKILL)', 1, "was killed"),
        ("path.unlink()", 1, "took the file away"),
        ('path.write_bytes(b"\\xff\\xfe")', 1, "not UTF-8"),
    ],
)
def test_an_editor_that_fails_changes_nothing(own: TestHome, tmp_path: Path, body: str, code: int, words: str) -> None:
    """Untouched, emptied, garbled, failed, killed: the beliefs are as they were, and the file is gone."""
    before = page(own)
    done = edit(own, tmp_path, body, "--yes")
    assert done.code == code, done.err
    assert words in done.err
    assert page(own) == before
    assert not left(own)


def test_a_missing_editor_says_what_to_do(own: TestHome) -> None:
    """A usage error with the next step."""
    own.environment["EDITOR"] = "no-such-editor-here"
    done = own.run("profile", "--edit")
    assert done.code == 2
    assert "EDITOR=nano" in done.err
    assert not left(own)


def test_the_file_is_gone_when_the_command_is_told_to_end(own: TestHome, tmp_path: Path) -> None:
    """While the editor is open, with its swap files; and the passphrase is not handed on to it."""
    pipe = tmp_path / "open"
    os.mkfifo(pipe)
    own.environment["EDITOR"] = editor(
        tmp_path,
        'Path(f"{path}.swp").write_text(text)\n'
        f'Path({str(pipe)!r}).write_text(os.environ.get("INKLING_PASSPHRASE", "none"))\ntime.sleep(60)',
    )
    own.environment["INKLING_PASSPHRASE"] = "correct horse"
    running = own.spawn("profile", "--edit")
    assert pipe.read_text() == "none"
    assert left(own)
    running.send_signal(signal.SIGTERM)
    try:
        assert running.wait(20) == 128 + signal.SIGTERM
    except subprocess.TimeoutExpired:
        running.kill()
        raise
    assert not left(own)


def test_what_is_told_is_believed_and_replaces(own: TestHome) -> None:
    """A statement is stated, dated and of a kind; said again it is no second belief; a newer word takes its place."""
    first = own.run("tell", "--json", "The", "tax", "return", "is", "due", "on", "Friday").json()["proposition"]
    assert (first["kind"], first["trust"], first["confidence"]) == ("deadline", "stated", 0.99)
    assert first["valid_to"].startswith("2026-03-07T00:00")
    again = own.run("tell", "--json", "The tax return is due on Friday").json()
    assert (again["proposition"]["id"], again["replaced"]) == (first["id"], [])
    moved = own.run("tell", "The tax return is due on Saturday instead of Friday")
    assert "by Sat 7 Mar" in moved.err
    assert f"takes the place of belief {first['id']}" in moved.err
    empty = own.run("tell", " ")
    assert (empty.code, empty.out) == (2, "")
