"""Settings: every fault is named at once, and production trusts nothing it was not told."""

from pathlib import Path

import pytest

from config import Config, SettingsError

KEY = "k" * 40


def test_production_names_everything_that_is_missing_at_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        Config.from_env({"SUMMITAPP_INSTANCE": str(tmp_path)})
    text = str(caught.value)
    assert all(name in text for name in ("SECRET_KEY", "BADGE_KEY", "BASE_URL", "MAIL_URL"))


def test_without_a_settings_file_the_application_believes_to_be_in_production(tmp_path: Path) -> None:
    given = {"SUMMITAPP_INSTANCE": str(tmp_path), "SECRET_KEY": KEY, "BADGE_KEY": KEY,
             "BASE_URL": "https://summit.example", "MAIL_URL": "smtp://mail.example:587"}  # fmt: skip
    config = Config.from_env(given)
    assert config.environment == "production"
    assert config.secure
    assert config.jobs == "process"


def test_the_settings_file_speaks_unless_the_environment_does(tmp_path: Path) -> None:
    (tmp_path / "settings.env").write_text(
        f"# made at the first start\nSUMMITAPP_ENV=development\nSECRET_KEY={KEY}\nBADGE_KEY={KEY}\nPORT=8123\n"
    )
    config = Config.from_env({"SUMMITAPP_INSTANCE": str(tmp_path), "PORT": "8124"})
    assert config.development
    assert config.base_url == "http://127.0.0.1:8124"
    assert config.jobs == "thread"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SUMMITAPP_ENV", "staging"),
        ("DATABASE_URL", "mysql://x"),
        ("MAIL_URL", "http://mail"),
        ("TRUSTED_PROXIES", "many"),
        ("BASE_URL", "summit.example"),
        ("SUMMITAPP_JOBS", "later"),
        ("SECRET_KEY", "short"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, name: str, value: str) -> None:
    good = {"SUMMITAPP_INSTANCE": str(tmp_path), "SUMMITAPP_ENV": "development", "SECRET_KEY": KEY, "BADGE_KEY": KEY}
    Config.from_env(good)
    with pytest.raises(SettingsError, match=name):
        Config.from_env({**good, name: value})


def test_rate_limits_cannot_be_switched_off_in_production(tmp_path: Path) -> None:
    given = {"SUMMITAPP_INSTANCE": str(tmp_path), "SECRET_KEY": KEY, "BADGE_KEY": KEY,
             "BASE_URL": "https://summit.example", "MAIL_URL": "smtp://mail.example", "RATE_LIMITS": "off"}  # fmt: skip
    with pytest.raises(SettingsError, match="RATE_LIMITS"):
        Config.from_env(given)


def test_the_society_signs_with_its_name_in_the_language_of_the_reader(tmp_path: Path) -> None:
    given = {"SUMMITAPP_INSTANCE": str(tmp_path), "SUMMITAPP_ENV": "development", "SECRET_KEY": KEY, "BADGE_KEY": KEY}
    own = Config.from_env(given)
    assert [own.operator_in(code) for code in ("de", "tr", "en")] == [
        "Verein Weltstadt Izmir", "Dünya Kenti İzmir Derneği", "İzmir World City Society",
    ]  # fmt: skip
    other = Config.from_env({**given, "SUMMITAPP_OPERATOR": "Town Twinning Society", "SUMMITAPP_OPERATOR_DE": "Partnerverein"})
    assert [other.operator_in(code) for code in ("de", "tr", "en")] == [
        "Partnerverein", "Town Twinning Society", "Town Twinning Society",
    ]  # fmt: skip
