"""Settings are read once, checked together, and never show a secret."""

from __future__ import annotations

import io
import json
import logging
from urllib.parse import unquote

import pytest

from bot.logs import set_up_logging
from bot.settings import Settings, SettingsError
from bot.workers.poller import POLLS_AT_ONCE, POLLS_PER_SECOND

NEEDED = {"DISCORD_TOKEN": "discord-token-1234", "MUSICAPI_KEY": "musicapi-key-1234"}


def test_defaults_are_those_of_the_documentation() -> None:
    settings = Settings.from_environment(NEEDED)
    assert settings.discord_api_url == "https://discord.com/api/v10"
    assert settings.musicapi_url == "https://api.musicapi.ai"
    assert settings.musicapi_families == ("riffusion", "sonic", "producer", "nuro")
    assert settings.musicapi_create_interval == 3.0
    assert (settings.webhook_url, settings.webhook_listen) == ("", ("0.0.0.0", 8090))
    assert settings.database_url == "sqlite:///var/encore.db"
    assert settings.guild_monthly_credits == 240
    assert settings.poll_interval == 5.0
    assert (settings.polls_at_once, settings.polls_per_second) == (POLLS_AT_ONCE, POLLS_PER_SECOND) == (128, 400.0)
    assert settings.worker_id
    assert settings.operator_ids == ()
    assert (settings.log_level, settings.log_format) == ("INFO", "text")
    assert settings.monitoring_listen is None


def test_all_problems_are_reported_together_each_naming_its_variable() -> None:
    wrong = {
        "DISCORD_API_URL": "ftp://discord",
        "MUSICAPI_URL": "https://user:password@api.musicapi.ai",
        "MUSICAPI_FAMILIES": "riffusion,polka",
        "MUSICAPI_CREATE_INTERVAL": "-1",
        "WEBHOOK_URL": "http://songs.example.com",
        "WEBHOOK_LISTEN": "8090",
        "DATABASE_URL": "mysql://somewhere/encore",
        "GUILD_MONTHLY_CREDITS": "2.5",
        "POLL_INTERVAL": "nan",
        "POLLS_AT_ONCE": "2.5",
        "POLLS_PER_SECOND": "0",
        "WORKER_ID": "two words",
        "OPERATOR_IDS": "me",
        "LOG_LEVEL": "loud",
        "LOG_FORMAT": "xml",
        "MONITORING_LISTEN": "9464",
        "OTEL_EXPORTER_OTLP_ENDPOINT": "localhost:4318",
        "OTEL_EXPORTER_OTLP_HEADERS": "a-key-without-a-name",
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


def test_the_second_host_has_families_of_its_own() -> None:
    twin = {**NEEDED, "MUSICAPI_URL": "https://api.aimusicapi.ai"}
    assert Settings.from_environment(twin).musicapi_families == ("riffusion", "sonic", "producer")
    with pytest.raises(SettingsError, match=r"^MUSICAPI_FAMILIES must be .*; not known: nuro"):
        Settings.from_environment({**twin, "MUSICAPI_FAMILIES": "nuro"})


def test_studio_is_only_there_for_those_who_name_it() -> None:
    named = Settings.from_environment({**NEEDED, "MUSICAPI_FAMILIES": "studio,riffusion"})
    assert named.musicapi_families == ("studio", "riffusion")


@pytest.mark.parametrize(
    "url",
    [
        "https://songs.example.com",
        "https://songs.example.com/encore/",
        "https://songs.example.com:8443/a/b",
        "http://127.0.0.1:8090",
        "http://localhost:8090",
        "http://[::1]:8090",
    ],
)
def test_a_webhook_address_is_https_or_this_machine(url: str) -> None:
    assert Settings.from_environment({**NEEDED, "WEBHOOK_URL": f" {url} "}).webhook_url == url.rstrip("/")


@pytest.mark.parametrize(
    "url",
    [
        "songs.example.com",
        "http://songs.example.com",
        "http://10.0.0.1",
        "ftp://songs.example.com",
        "https://",
        "https://[",
        "http://[",
        "https://user:open-sesame@songs.example.com",
        "https://songs.example.com?a=b",
        "https://songs.example.com#a",
        "https://songs.example.com/with blanks",
        "https://söngs.example.com",
        "https://songs.example.com/" + "a" * 900,
    ],
)
def test_any_other_webhook_address_is_refused_in_one_sentence(url: str) -> None:
    with pytest.raises(SettingsError) as raised:
        Settings.from_environment({**NEEDED, "WEBHOOK_URL": url})
    (problem,) = raised.value.problems
    assert problem.startswith("WEBHOOK_URL must ")
    assert "open-sesame" not in problem


@pytest.mark.parametrize(
    ("given", "listen"),
    [
        ("127.0.0.1:1", ("127.0.0.1", 1)),
        ("0.0.0.0:65535", ("0.0.0.0", 65535)),
        ("[::]:8090", ("::", 8090)),
        ("localhost:8090", ("localhost", 8090)),
    ],
)
def test_where_to_listen_is_an_address_and_a_port(given: str, listen: tuple[str, int]) -> None:
    assert Settings.from_environment({**NEEDED, "WEBHOOK_LISTEN": given}).webhook_listen == listen


@pytest.mark.parametrize(
    "given",
    ["8090", ":8090", "127.0.0.1", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536", "a b:1", "::1:8090", "x:٣", "x:-1"],
)
def test_any_other_place_to_listen_is_refused_in_one_sentence(given: str) -> None:
    with pytest.raises(SettingsError, match=r"^WEBHOOK_LISTEN must be an address and a port "):
        Settings.from_environment({**NEEDED, "WEBHOOK_LISTEN": given})


@pytest.mark.parametrize("url", ["http://[", "https://[::1", "https://a:b:c"])
def test_an_address_that_is_none_is_a_problem_and_no_crash(url: str) -> None:
    with pytest.raises(SettingsError, match=r"^MUSICAPI_URL must be an address"):
        Settings.from_environment({**NEEDED, "MUSICAPI_URL": url})


def test_no_part_of_a_secret_reaches_a_log_line_where_another_one_is_part_of_it() -> None:
    stream, root = io.StringIO(), logging.getLogger()
    before, level = root.handlers[:], root.level
    try:
        set_up_logging("INFO", "text", ("hunter22", "hunter22-and-more"), stream)
        logging.getLogger("x").info("said key=hunter22-and-more")
    finally:
        root.handlers[:], root.level = before, level
    assert stream.getvalue().rstrip().endswith("said key=[secret]")


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


@pytest.mark.parametrize("style", ["text", "json"])
@pytest.mark.parametrize(
    "character", ["\n", "\r", "\x1b", "\x85", "\u2028", "\u2029", "\x0b", "\x00", "\u202e", "\ud800"]
)
def test_nobodys_words_begin_a_line_or_command_a_terminal(style: str, character: str) -> None:
    stream, root = io.StringIO(), logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        set_up_logging("INFO", style, (), stream)
        logging.getLogger("x").warning("poll_failed job=7 why=%s", f"no{character}ready user=admin “é 🎵”")
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
    (line,) = stream.getvalue().splitlines()
    said = json.loads(line)["details"] if style == "json" else line
    shown = ascii(character)[1:-1]
    assert f"no{shown}ready user=admin “é 🎵”" in said


def test_a_line_that_cannot_be_written_prints_nothing_of_what_it_was_made_of(
    capfd: pytest.CaptureFixture[str],
) -> None:
    stream, root = io.StringIO(), logging.getLogger()
    before, level = root.handlers[:], root.level
    try:
        set_up_logging("INFO", "text", ("musicapi-key-1234",), stream)
        logging.getLogger("x").warning("asked key=%s prompt=%s", "musicapi-key-1234")
        said = stream.getvalue()
        stream.close()
        logging.getLogger("x").warning("asked key=%s", "musicapi-key-1234")
    finally:
        root.handlers[:] = before
        root.setLevel(level)
    assert capfd.readouterr().err == ""
    assert " log_line_broken logger=x place=test_settings:" in said


def test_the_token_of_a_callbacks_address_reaches_no_log_line() -> None:
    stream, root = io.StringIO(), logging.getLogger()
    before, level = root.handlers[:], root.level
    token = "Zm9yLW9uZS1qb2ItYW5kLW5vLW90aGVy"
    try:
        set_up_logging("INFO", "text", (), stream)
        logging.getLogger("x").warning("job_failed reason=%r", f"not taken: https://a.example/b/musicapi/{token}")
    finally:
        root.handlers[:] = before
        root.setLevel(level)
    assert "https://a.example/b/musicapi/[secret]" in stream.getvalue()


@pytest.mark.parametrize("password", ["pa%40ss%3Aword", "br[acket", "plain-password"])
def test_a_database_password_is_masked_as_it_stands_and_as_it_is_meant(password: str) -> None:
    url = f"postgresql://encore:{password}@host/name"
    settings = Settings.from_environment({**NEEDED, "DATABASE_URL": url})
    assert password in settings.secrets
    assert unquote(password) in settings.secrets


def test_a_password_among_the_options_is_masked_too() -> None:
    url = "postgresql://encore@host/name?password=open-sesame&sslmode=require"
    assert "open-sesame" in Settings.from_environment({**NEEDED, "DATABASE_URL": url}).secrets


def test_headers_are_read_as_opentelemetry_writes_them() -> None:
    settings = Settings.from_environment(
        {**NEEDED, "OTEL_EXPORTER_OTLP_HEADERS": "api-key=a%20long=one, x-team = songs"}
    )
    assert settings.trace_headers == {"api-key": "a long=one", "x-team": "songs"}
    assert {"a%20long=one", "a long=one"} <= set(settings.secrets)


@pytest.mark.parametrize("value", ["no-value", "a=b c", "=x", "a=b,,c=d"])
def test_headers_that_cannot_be_sent_are_refused_without_saying_them(value: str) -> None:
    with pytest.raises(SettingsError) as raised:
        Settings.from_environment({**NEEDED, "OTEL_EXPORTER_OTLP_HEADERS": value})
    (problem,) = raised.value.problems
    assert problem.startswith("OTEL_EXPORTER_OTLP_HEADERS ")
    assert value not in problem


def test_several_keys_have_names_and_are_secrets() -> None:
    given = {"DISCORD_TOKEN": "discord-token-1234", "MUSICAPI_KEYS": "first=key-number-one, second=key=number=two,"}
    settings = Settings.from_environment(given)
    assert list(settings.musicapi_keys.items()) == [("first", "key-number-one"), ("second", "key=number=two")]
    assert {"key-number-one", "key=number=two"} <= set(settings.secrets)
    assert dict(Settings.from_environment(NEEDED).musicapi_keys) == {"default": "musicapi-key-1234"}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (
            {**NEEDED, "MUSICAPI_KEYS": "a=key-number-one"},
            "MUSICAPI_KEYS and MUSICAPI_KEY are both set: keep one of them.",
        ),
        (
            {"MUSICAPI_KEYS": "key-number-one"},
            "MUSICAPI_KEYS must be names with their keys, such as first=KEY, second=KEY.",
        ),
        ({"MUSICAPI_KEYS": "a b=key"}, "MUSICAPI_KEYS must be names with their keys, such as first=KEY, second=KEY."),
        ({"MUSICAPI_KEYS": "a=key-one, a=key-two"}, "MUSICAPI_KEYS must give each name and each key once."),
        ({"MUSICAPI_KEYS": "a=key-one, b=key-one"}, "MUSICAPI_KEYS must give each name and each key once."),
        ({"MUSICAPI_KEYS": ","}, "MUSICAPI_KEYS must give each name and each key once."),
    ],
)
def test_keys_that_cannot_be_used_are_one_sentence_that_quotes_none(given: dict[str, str], says: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment({"DISCORD_TOKEN": "discord-token-1234", **given})
    assert caught.value.problems == [says]
