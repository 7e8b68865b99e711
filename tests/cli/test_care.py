"""Settings, doctor, paths, logs, help and typing errors: what a user meets who looks around."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant import __version__
from assistant.cli.app import COMMANDS
from tests.home import TestHome


@pytest.fixture
def home(tmp_path: Path) -> TestHome:
    """A home in which nothing was done yet."""
    return TestHome(tmp_path / "h")


def test_help_names_every_command(home: TestHome) -> None:
    """`inkling --help` lists all commands with a sentence each, and makes no home."""
    done = home.run("--help")
    assert done.code == 0
    listed = {
        line.split()[0]: line.split()[1:] for line in done.out.splitlines() if line.startswith("  ") and line.split()
    }
    assert set(COMMANDS) <= set(listed)
    assert all(listed[name] for name in COMMANDS)
    cut = [name for name in COMMANDS if listed[name][-1].endswith("...")]
    assert not cut, "the first sentence of their help does not fit on 80 columns"
    assert not home.folder.exists()


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_help(home: TestHome, command: str) -> None:
    """--help explains each command and exits 0; an option that does not exist is exit 2."""
    assert "Usage: inkling" in home.run(command, "--help").out
    done = home.run(command, "--no-such-option")
    assert (done.code, done.out) == (2, "")
    assert "--no-such-option" in done.err


def test_version(home: TestHome) -> None:
    """One line, also where the home could not be used."""
    assert home.run("--version").out == f"inkling {__version__}\n"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("serach", "search"), ("propositon", "propositions"), ("statsu", "status"), ("forgt", "forget")],
)
def test_a_typing_error_names_the_nearest_command(home: TestHome, typed: str, meant: str) -> None:
    """Exit 2, and the command that was probably meant."""
    done = home.run(typed)
    assert (done.code, done.out) == (2, "")
    assert f"`inkling {meant}`" in done.err


def test_without_a_terminal_the_app_does_not_open(home: TestHome) -> None:
    """`inkling` alone in a pipe says why and what to do, and starts nothing."""
    done = home.run(stdin="")
    assert (done.code, done.out) == (2, "")
    assert "needs a terminal" in done.err
    assert home.daemon_pid() is None


def test_config_list_get_set(home: TestHome) -> None:
    """A setting is read back as it was set; a yes, a number and a list each in its own way."""
    rows = {row["name"]: row for row in home.run("config", "list", "--json").json()["settings"]}
    assert rows["suggestions.daily_budget"]["value"] == 8
    assert all(row["words"] for row in rows.values())
    for name, text, shown in (
        ("suggestions.daily_budget", "4", "4"),
        ("privacy.on_device", "yes", "yes"),
        ("privacy.excluded_apps", "Signal, Slack", "Signal, Slack"),
        ("user.names", "Maria Keller", "Maria Keller"),
    ):
        done = home.run("config", "set", name, text)
        assert (done.code, done.out) == (0, "")
        assert home.run("config", "get", name).out.strip() == shown
    assert home.run("config", "get", "user.names", "--json").json() == {"user.names": ["Maria Keller"]}
    assert home.home.config_file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("words", [["get", "sugestions.daily_budget"], ["set", "suggestions.dayly_budget", "3"]])
def test_an_unknown_setting_names_the_nearest(home: TestHome, words: list[str]) -> None:
    """Exit 2; the setting that was probably meant is named; nothing is written."""
    done = home.run("config", *words)
    assert (done.code, done.out) == (2, "")
    assert "Did you mean suggestions.daily_budget?" in done.err
    assert not home.home.config_file.exists()


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("[suggestions]\ndaily_bugdet = 3\n", ["suggestions.daily_bugdet", "suggestions.daily_budget"]),
        ("[sugestions]\ndaily_budget = 3\n", ["sugestions", "suggestions"]),
        ('[suggestions]\ndaily_budget = "many"\n', ["suggestions.daily_budget", "int"]),
        ("[suggestions\n", ["TOML"]),
        ('[suggestions]\nquiet_from = "25:00"\n', ["suggestions.quiet_from"]),
    ],
)
def test_a_bad_configuration_names_file_and_key(home: TestHome, body: str, told: list[str]) -> None:
    """Readers and start refuse with exit 2 and the fix, do not guess, and leave the file as it is."""
    home.home.create()
    home.home.config_file.write_text(body)
    for words in (["config", "list"], ["propositions", "--json"], ["start"]):
        done = home.run(*words)
        assert (done.code, done.out) == (2, ""), words
        assert str(home.home.config_file) in done.err
        assert all(part in done.err for part in told), done.err
    assert home.home.config_file.read_text() == body
    assert home.daemon_pid() is None


def test_doctor_checks_everything_and_names_fixes(home: TestHome) -> None:
    """Every check has a name, a status and a detail; what is not well names what to do."""
    done = home.run("doctor", "--json")
    assert done.code in {0, 1}
    checks = json.loads(done.out)["checks"]
    assert {"display", "encryption", "store", "network", "disk"} <= {check["name"] for check in checks}
    assert all(check["fix"] for check in checks if check["status"] == "fail")
    assert done.code == (1 if any(check["status"] == "fail" for check in checks) else 0)
    assert home.run("doctor").out.count("\n") >= len(checks)


def test_paths_stay_in_the_home(home: TestHome) -> None:
    """With INKLING_HOME everything but the shared models is below it, and looking makes nothing."""
    places = home.run("paths", "--json").json()
    assert all(place.startswith(str(home.folder)) for name, place in places.items() if name not in ("models", "socket"))
    assert not home.folder.exists()


def test_logs(home: TestHome) -> None:
    """No log yet is said; then the log's lines come, the last N with --limit."""
    assert home.run("logs").code == 0
    home.run("propositions")
    lines = home.run("logs").out.splitlines()
    assert any("ready" in line for line in lines)
    assert home.run("logs", "--limit", "1").out.splitlines() == lines[-1:]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(home: TestHome, shell: str) -> None:
    """Each shell gets a script for the command ``inkling``; another shell is exit 2."""
    done = home.run("completion", shell)
    assert done.code == 0
    assert "inkling" in done.out
    assert home.run("completion", "tcsh").code == 2
