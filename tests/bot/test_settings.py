"""Settings are read once, checked together, and never show a secret."""

from __future__ import annotations

import io
import logging
from urllib.parse import unquote

import pytest

from bot.logs import set_up_logging
from bot.settings import Settings, SettingsError

NEEDED = {"DISCORD_TOKEN": "discord-token-1234", "MUSICAPI_KEY": "musicapi-key-1234"}


def test_defaults_are_those_of_the_documentation() -> None:
    settings = Settings.from_environment(NEEDED)
    assert settings.discord_api_url == "https://discord.com/api/v10"
    assert settings.musicapi_url == "https://api.musicapi.ai"
    assert settings.musicapi_families == ("riffusion", "sonic", "producer")
    assert settings.musicapi_create_interval == 3.0
    assert settings.database_url == "sqlite:///var/encore.db"
    assert settings.guild_monthly_credits == 240
    assert settings.poll_interval == 5.0
    assert settings.worker_id
    assert settings.operator_ids == ()
    assert (settings.log_level, settings.log_format) == ("INFO", "text")


def test_all_problems_are_reported_together_each_naming_its_variable() -> None:
    wrong = {
        "DISCORD_API_URL": "ftp://discord",
        "MUSICAPI_URL": "https://user:password@api.musicapi.ai",
        "MUSICAPI_FAMILIES": "riffusion,polka",
        "MUSICAPI_CREATE_INTERVAL": "-1",
        "DATABASE_URL": "mysql://somewhere/encore",
        "GUILD_MONTHLY_CREDITS": "2.5",
        "POLL_INTERVAL": "nan",
        "WORKER_ID": "two words",
        "OPERATOR_IDS": "me",
        "LOG_LEVEL": "loud",
        "LOG_FORMAT": "xml",
    }
    with pytest.raises(SettingsError) as raised:
        Settings.from_environment(wrong)
    named = [problem.split()[0] for problem in raised.value.problems]
    assert sorted(named) == sorted([*wrong, *NEEDED])
    assert all("\n" not in problem for problem in raised.value.problems)
    assert "password@" not in str(raised.value)


@pytest.mark.parametrize("value", ["0", "0.2", "5", " 7 "])
def test_intervals_may_be_fractions(value: str) -> None:
    settings = Settings.from_environment({**NEEDED, "MUSICAPI_CREATE_INTERVAL": value})
    assert settings.musicapi_create_interval == float(value)


def test_an_empty_value_means_the_default() -> None:
    assert Settings.from_environment({**NEEDED, "LOG_LEVEL": "", "OPERATOR_IDS": " "}).log_level == "INFO"


def test_the_address_may_end_where_the_vendor_sdk_ends_it() -> None:
    settings = Settings.from_environment({**NEEDED, "MUSICAPI_URL": "https://api.musicapi.ai/api/v1/"})
    assert settings.musicapi_url == "https://api.musicapi.ai"


def test_secrets_are_in_no_repr() -> None:
    settings = Settings.from_environment({**NEEDED, "DATABASE_URL": "postgresql://encore:hunter22@localhost/encore"})
    assert settings.secrets == ("discord-token-1234", "musicapi-key-1234", "hunter22")
    assert not any(secret in repr(settings) for secret in settings.secrets)


@pytest.mark.parametrize("style", ["text", "json"])
def test_secrets_and_interaction_tokens_reach_no_log_line(style: str) -> None:
    stream, root = io.StringIO(), logging.getLogger()
    before, level = root.handlers[:], root.level
    try:
        set_up_logging("INFO", style, ("musicapi-key-1234",), stream)
        token = "aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDEyMzQ1Njc4OTA"
        logging.getLogger("x").info(
            "asked url=/webhooks/123456789/%s/messages/@original key=%s", token, "musicapi-key-1234"
        )
        broken = ValueError(f"musicapi-key-1234 and\na second line /interactions/1/{token}/callback")
        logging.getLogger("x").error("broke job=7", exc_info=broken)
    finally:
        root.handlers[:] = before
        root.setLevel(level)
    lines = stream.getvalue().splitlines()
    assert len(lines) == 2
    assert "musicapi-key-1234" not in stream.getvalue()
    assert token not in stream.getvalue()
    assert "Traceback" not in stream.getvalue()
    assert "broke" in lines[1]
    assert "job=7" in lines[1]


@pytest.mark.parametrize("password", ["pa%40ss%3Aword", "br[acket", "plain-password"])
def test_a_database_password_is_masked_as_it_stands_and_as_it_is_meant(password: str) -> None:
    url = f"postgresql://encore:{password}@host/name"
    settings = Settings.from_environment({**NEEDED, "DATABASE_URL": url})
    assert password in settings.secrets
    assert unquote(password) in settings.secrets


def test_a_password_among_the_options_is_masked_too() -> None:
    url = "postgresql://encore@host/name?password=open-sesame&sslmode=require"
    assert "open-sesame" in Settings.from_environment({**NEEDED, "DATABASE_URL": url}).secrets
