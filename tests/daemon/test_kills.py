"""SIGKILL at random instants: nothing that was stored is lost, and nothing is done twice."""

from pathlib import Path

import pytest

from tests.days import mail_day
from tests.killing import WORKERS, Result, kill_daemon, kill_worker, undisturbed

pytestmark = [pytest.mark.models, pytest.mark.timeout(600)]
KILLS = 5


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A day of eight mails."""
    folder = tmp_path_factory.mktemp("day")
    mail_day(folder, frames=8)
    return folder


@pytest.fixture(scope="module")
def expected(day: Path, tmp_path_factory: pytest.TempPathFactory) -> Result:
    """What a replay gives that nothing disturbs."""
    found = undisturbed(tmp_path_factory.mktemp("whole") / "h", day)
    assert len(found.beliefs) >= 6
    return found


def test_defect_03_a_killed_daemon_loses_nothing_and_repeats_nothing(
    day: Path, expected: Result, tmp_path: Path
) -> None:
    """After kills at random instants the home holds exactly what an undisturbed one holds."""
    found, hit = kill_daemon(tmp_path / "h", day, KILLS, seed=11)
    assert hit == KILLS
    assert found == expected


@pytest.mark.parametrize("worker", WORKERS)
def test_killed_workers_cost_time_and_nothing_else(day: Path, expected: Result, tmp_path: Path, worker: str) -> None:
    """A child that dies in its work is started again, and its work is done once."""
    found, hit = kill_worker(tmp_path / "h", day, worker, KILLS, seed=13)
    assert hit >= 1
    assert found.lines == expected.lines
    assert found.beliefs == expected.beliefs
