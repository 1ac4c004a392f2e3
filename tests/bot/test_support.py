"""What is printed for whoever helps holds no secret, no words of anybody, and comes whatever is broken."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from bot.settings import Settings, SettingsError
from bot.support import TAIL, is_secret, read_event, report
from data import ledger, retirements
from data.engine.database import Database
from data.engine.schema_version import newest_version
from data.processes import heartbeats
from data.rows import JobState
from tests.data.making import NOW, job_in
from tests.test_docs import settings_read

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "hunter2-and-much-longer"
NEEDED = {"DISCORD_TOKEN": "discord-token-1234", "MUSICAPI_KEY": "musicapi-key-1234"}


async def part(given: dict[str, str], title: str, log: str | None = None) -> list[str]:
    """The lines of one part."""
    lines = (await report(given, log)).splitlines()
    begin = lines.index(f"{title}:") + 1
    end = next((place for place in range(begin, len(lines)) if not lines[place].startswith(" ")), len(lines))
    return [line.strip() for line in lines[begin:end]]


@pytest.mark.parametrize("name", [name for name in settings_read() if is_secret(name)])
async def test_no_secret_is_printed_and_that_it_is_set_is(name: str, tmp_path: Path) -> None:
    where = f"sqlite:///{tmp_path}/{SECRET}.db?password={SECRET}" if name == "DATABASE_URL" else SECRET
    printed = await report({**NEEDED, "DATABASE_URL": f"sqlite:///{tmp_path}/x.db", name: where})
    assert SECRET not in printed
    assert not any(value in printed for value in NEEDED.values())
    assert [line for line in printed.splitlines() if line.startswith(f"  {name}=") and line.endswith("(set)")]


@pytest.mark.parametrize("name", ["MUSICAPI_KEYS", "OTEL_EXPORTER_OTLP_HEADERS"])
async def test_each_of_several_secrets_is_one_wherever_else_it_was_written(name: str, tmp_path: Path) -> None:
    given = {"DATABASE_URL": f"sqlite:///{tmp_path}/x.db", "MUSICAPI_URL": f"https://api.example/{SECRET}"}
    assert SECRET in await report(given)
    assert SECRET not in await report({**given, name: f"first=another-one, second={SECRET}"})


@pytest.mark.parametrize("name", settings_read())
def test_whatever_the_settings_keep_to_themselves_is_a_secret(name: str) -> None:
    hidden = [field.name for field in fields(Settings) if not field.repr]
    kept = False
    for value in (SECRET, f"name={SECRET}", f"https://{SECRET}.example", f"sqlite:///{SECRET}.db"):
        with suppress(SettingsError):
            settings = Settings.from_environment({**NEEDED, name: value})
            kept = kept or any(SECRET in str(getattr(settings, field)) for field in hidden)
    assert kept or name not in ("DISCORD_TOKEN", "MUSICAPI_KEY", "DATABASE_URL", "OTEL_EXPORTER_OTLP_HEADERS")
    assert is_secret(name) or not kept


def test_what_is_called_like_a_secret_is_one() -> None:
    assert is_secret("SOME_NEW_API_KEY")
    assert not is_secret("POLL_INTERVAL")


@pytest.mark.parametrize("name", settings_read())
async def test_no_password_of_an_address_is_printed_wherever_it_stands(name: str, tmp_path: Path) -> None:
    given = {
        **NEEDED,
        "DATABASE_URL": f"sqlite:///{tmp_path}/x.db",
        name: f"https://mia:{SECRET}@example.com/?k={SECRET}",
    }
    assert SECRET not in await report(given)


async def test_every_setting_is_told_with_its_value_and_what_is_wrong_with_it(tmp_path: Path) -> None:
    given = {
        "DATABASE_URL": f"sqlite:///{tmp_path}/x.db",
        "POLL_INTERVAL": "7",
        "LOG_LEVEL": "loud",
        "OPERATOR_IDS": "1",
    }
    lines = await part(given, "Settings")
    told = dict(line.split("=", 1) for line in lines if not line.startswith("wrong: "))
    assert sorted(told) == sorted(settings_read())
    assert (told["POLL_INTERVAL"], told["LOG_LEVEL"], told["OPERATOR_IDS"]) == ("7", "loud", "(set)")
    assert told["LOG_FORMAT"] == "(default)"
    assert {line.split()[1] for line in lines if line.startswith("wrong: ")} == {*NEEDED, "LOG_LEVEL", "OPERATOR_IDS"}


async def test_a_database_tells_what_it_holds(database: Database, database_url: str) -> None:
    now = datetime.now(UTC)
    async with database.transaction() as tx:
        done = await job_in(tx, JobState.DONE)
        await ledger.settle(tx, done, credits=done.price, now=NOW)
        await job_in(tx, JobState.RUNNING)
        await heartbeats.beat(tx, worker_id="w1", now=now)
        await retirements.add(tx, host="h", family="sonic", operation="cover", reason="in their words", now=now)
    lines = await part({"DATABASE_URL": database_url}, "Database")
    assert lines[0].endswith(f", schema {newest_version()} (this program's: {newest_version()})")
    assert lines[1].startswith("heartbeats: w1 ")
    assert lines[2] == "jobs: 1 done, 1 running"
    assert [line.rpartition(" since")[0] for line in lines[3:5]] == [
        f"not delivered: 1 {state}, the oldest" for state in sorted(("done", "running"))
    ]
    assert lines[5].startswith("retired: cover of sonic at h, ")
    assert lines[6].startswith("books of ")
    assert not any("in their words" in line for line in lines)


async def test_books_that_differ_are_said(database: Database, database_url: str) -> None:
    now = datetime.now(UTC)
    async with database.transaction() as tx:
        job = await job_in(tx, JobState.QUEUED)
        await tx.execute(text(f"UPDATE accounts SET spent = 5, month = '{now:%Y-%m}' WHERE guild_id = {job.guild_id}"))
    assert (await part({"DATABASE_URL": database_url}, "Database"))[-1].endswith(": 1 accounts differ")


async def test_an_older_schema_is_told_as_far_as_it_can_be_read(new_database_url: str) -> None:
    database = await Database.open(new_database_url)
    async with database.transaction() as tx:
        await tx.execute(text("UPDATE alembic_version SET version_num = '0002'"))
        await tx.execute(text("ALTER TABLE heartbeats RENAME TO elsewhere"))
    await database.close()
    first, last = await part({"DATABASE_URL": new_database_url}, "Database")
    assert first.endswith(f", schema 0002 (this program's: {newest_version()})")
    assert last.startswith("The database cannot be read: ")


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("sqlite:///nowhere/at/all.db", "There is no database yet."),
        (f"postgresql://encore:{SECRET}@127.0.0.1:1/encore", "The database cannot be read: "),
        (f"mysql://encore:{SECRET}@127.0.0.1/encore", "DATABASE_URL cannot be used: "),
    ],
)
async def test_a_database_that_is_away_keeps_nothing_else_from_being_told(url: str, says: str) -> None:
    printed = await report({**NEEDED, "DATABASE_URL": url})
    assert SECRET not in printed
    assert f"\n  {says}" in printed
    assert "\n  POLL_INTERVAL=(default)\n" in printed


LINES = (
    "2026-11-20T12:30:15.123+00:00 INFO    bot.jobs.lifecycle job_queued job=7 guild=1100 operation=create price=10",
    "2026-11-20T12:30:16.123+00:00 WARNING bot.jobs.x job_failed job=7 kind=refused reason='it\\'s kind=Adele'",
    "2026-11-20T12:30:17.123+00:00 ERROR   bot stopped_by_error error=OSError at=bot.x:3>bot.y:4 says='a b'",
)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (LINES[0], "2026-11-20T12:30:15.123+00:00 INFO bot.jobs.lifecycle job_queued job=7 operation=create price=10"),
        (LINES[1], "2026-11-20T12:30:16.123+00:00 WARNING bot.jobs.x job_failed job=7 kind=refused"),
        (LINES[2], "2026-11-20T12:30:17.123+00:00 ERROR bot stopped_by_error error=OSError at=bot.x:3>bot.y:4"),
        ("2026-11-20T12:30:17.123+00:00 ERROR   discord.client some_words of a library", None),
        ("Traceback (most recent call last):", None),
        ('{"not": "ours"}', None),
        ("{broken", None),
        ("[]", None),
    ],
)
def test_an_event_is_told_without_its_words(line: str, told: str | None) -> None:
    event = read_event(line)
    assert (event.line if event else None) == told


def test_both_formats_of_the_log_are_read() -> None:
    moment, level, logger, event, details = LINES[1].split(maxsplit=4)
    as_json = {"time": moment, "level": level, "logger": logger, "event": event, "details": details}
    assert read_event(json.dumps(as_json)) == read_event(LINES[1])


async def test_a_log_is_counted_and_its_end_is_told(tmp_path: Path) -> None:
    log = tmp_path / "bot.log"
    log.write_text("x" * TAIL + "\n" + "\n".join(LINES * 50) + "\nhalf a li", encoding="utf-8")
    lines = await part(NEEDED, "Log", str(log))
    assert lines[1:3] == ["50 times WARNING job_failed", "50 times ERROR stopped_by_error"]
    assert lines[0].startswith("150 events in the last ")
    assert len(lines) == 3 + 40
    assert await part(NEEDED, "Log", str(tmp_path / "missing.log")) == ["it cannot be read: No such file or directory"]
    assert await part(NEEDED, "Log") == ["no file was named"]
