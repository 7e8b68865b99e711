"""Settings: what is read, what is refused, and with which words."""

from pathlib import Path

import pytest

from assistant import config, paths
from assistant.errors import ConfigError


@pytest.fixture
def home(tmp_path: Path) -> paths.Home:
    """A home under ``tmp_path``."""
    found = paths.home({"INKLING_HOME": str(tmp_path / "home")})
    found.create()
    return found


def test_defaults_without_a_file(home: paths.Home) -> None:
    """A home without a file has the defaults."""
    assert config.load(home, {}) == config.Settings()


def test_file_then_environment(home: paths.Home) -> None:
    """The environment overlays the file, which overlays the defaults."""
    home.config_file.write_text('[user]\nnames = ["Maria Keller", "Maria"]\n[suggestions]\ndaily_budget = 3\n')
    settings = config.load(home, {"INKLING_SUGGESTIONS_DAILY_BUDGET": "5"})
    assert settings.user.names == ("Maria Keller", "Maria")
    assert settings.suggestions.daily_budget == 5


def test_unknown_key_names_file_key_and_nearest(home: paths.Home) -> None:
    """A wrong key is refused with the file, the key and the nearest one."""
    home.config_file.write_text("[capture]\nintervall_s = 3\n")
    with pytest.raises(ConfigError) as caught:
        config.load(home, {})
    assert str(home.config_file) in caught.value.title
    assert "capture.intervall_s" in caught.value.title
    assert "capture.interval_s" in caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "[capture]\ninterval_s = 'fast'\n",
        "[suggestions]\nquiet_from = '25:00'\n",
        "[suggestions]\nquiet_to = '07:00+01:00'\n",
        "[retention]\nobservations_days = -1\n",
        "[capture]\ninterval_s = nan\n",
        "[user]\nnames = 'Maria'\n",
        "[suggestions]\nenabled = 1\n",
        "[privacy]\ninfer = ['healht']\n",
        "capture = 3\n",
        "[capture\n",
    ],
)
def test_wrong_values_are_refused(home: paths.Home, text: str) -> None:
    """A value of the wrong type, an impossible time, and broken TOML are errors with the file's name."""
    home.config_file.write_text(text)
    with pytest.raises(ConfigError, match=r"config\.toml"):
        config.load(home, {})


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("suggestions.daily_budget", "4", 4),
        ("suggestions.enabled", "off", False),
        ("user.names", 'Maria "Mo" Keller, Mo', ('Maria "Mo" Keller', "Mo")),
        ("privacy.excluded_titles", "Bank\\*", ("Bank\\*",)),
        ("capture.interval_s", "3", 3.0),
        ("privacy.infer", "health, children", ("health", "children")),
    ],
)
def test_set_is_read_back(home: paths.Home, name: str, text: str, value: object) -> None:
    """What is set is what is loaded, also with quotes and backslashes, and other settings stay."""
    config.set_value(home, "tui.theme", "nord")
    assert config.set_value(home, name, text) == value
    settings = config.load(home, {})
    assert config.get_value(settings, name) == value
    assert settings.tui.theme == "nord"
    assert home.config_file.stat().st_mode & 0o077 == 0


def test_set_refuses_what_load_would_refuse(home: paths.Home) -> None:
    """A bad value never reaches the file."""
    with pytest.raises(ConfigError):
        config.set_value(home, "suggestions.quiet_from", "midnight")
    with pytest.raises(ConfigError, match="no setting"):
        config.set_value(home, "suggestions.budget", "4")
    assert not home.config_file.exists()
