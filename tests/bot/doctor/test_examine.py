"""Each check's good case and its bad ones, in the simulated world with no bot running; nothing of it is changed."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.doctor import examine as examination
from bot.doctor import machine
from bot.doctor.database import find_processes
from bot.doctor.examine import examine, is_wrong
from bot.doctor.findings import Check, Finding, Grade, What
from bot.doctor.report import main, mask, own_commands, table
from bot.doctor.running import find_watched
from bot.doctor.usable import find_file, read_usable
from cogs import router as _router  # noqa: F401 - loaded before anybody is asked, as the command line does
from data import retirements
from data.engine.address import url_of
from data.engine.database import Database
from data.processes import heartbeats
from sandbox.wire.exchange import Answer, json_answer
from sandbox.world import Sandbox

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class World:
    """A sandbox, and the settings of a bot in it."""

    def __init__(self, sandbox: Sandbox, folder: Path) -> None:
        self.sandbox = sandbox
        self.url = url_of(folder / "encore.db")

    def env(self, **more: str) -> dict[str, str]:
        return self.sandbox.env(database_url=self.url, **more)

    async def look(self, **more: str) -> dict[What, Finding]:
        return {each.what: each for each in await examine(self.env(**more), _none)}


async def _none(_settings: object) -> list[Mapping[str, Any]]:
    return []


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with Sandbox() as sandbox:
        yield World(sandbox, tmp_path)


async def test_where_all_is_well_nothing_is_wrong_and_before_the_first_start_that_is_said(
    world: World, tmp_path: Path
) -> None:
    found = await world.look()
    assert not is_wrong(list(found.values()))
    expected = {
        What.SETTINGS_READ,
        What.TOKEN_TAKEN,
        What.APPLICATION_FINE,
        What.COMMANDS_EQUAL,
        What.KEY_TAKEN,
        What.FAMILIES_OFFERED,
        What.CLOCK_RIGHT,
        What.DATABASE_MISSING,
        What.DISK_FREE,
        What.PROCESSES_NONE,
        What.DOOR_OFF,
        What.ZONES_KNOWN,
        What.MEDIA_READY,
    }
    assert expected <= found.keys()
    assert found.keys() - expected <= {What.DISK_FULL, What.FILE_OPEN_TO_OTHERS}  # as this machine is
    assert found[What.KEY_TAKEN].facts == {"name": "default", "count": 100_000}
    assert await asyncio.to_thread(lambda: list(tmp_path.iterdir())) == []  # it makes nothing


async def test_a_token_and_a_key_that_are_not_taken(world: World) -> None:
    found = await world.look(DISCORD_TOKEN="not.the.token", MUSICAPI_KEY="not-the-key-at-all")
    assert found[What.TOKEN_REFUSED].grade is Grade.WRONG
    assert found[What.KEY_REFUSED].grade is Grade.WRONG
    assert found[What.KEY_REFUSED].facts == {"name": "default"}
    # What hangs on the token is not blamed besides.
    assert found[What.NOT_ASKED].grade is Grade.WARNING


async def test_settings_that_are_wrong_keep_nothing_else_from_being_looked_at(world: World) -> None:
    found = await world.look(DISCORD_TOKEN="", POLL_INTERVAL="never", DATABASE_URL="mysql://x")
    assert found[What.SETTING_WRONG].grade is Grade.WRONG
    assert What.KEY_TAKEN in found
    assert What.DATABASE_MISSING in found or What.DATABASE_READY in found
    assert What.TOKEN_TAKEN not in found
    said = [each.facts["says"] for each in read_usable({"POLL_INTERVAL": "never"}).findings]
    assert [str(each).partition(" ")[0] for each in said] == ["DISCORD_TOKEN", "MUSICAPI_KEY", "POLL_INTERVAL"]


async def test_an_account_that_cannot_pay_or_hardly(tmp_path: Path) -> None:
    for credits, what, grade in ((5, What.KEY_EMPTY, Grade.WRONG), (50, What.KEY_LOW, Grade.WARNING)):
        async with Sandbox(vendor_credits=credits) as sandbox:
            world = World(sandbox, tmp_path)
            assert (await world.look())[what].grade is grade
            keys = f"first={sandbox.vendor.key}, second={sandbox.vendor.key}x"
            both = await world.look(MUSICAPI_KEYS=keys, MUSICAPI_KEY="")
            assert both[what].grade is Grade.WARNING  # another one may go first
            assert both[What.KEY_REFUSED].facts == {"name": "second"}


async def test_a_service_that_is_silent_or_is_somebody_else_hides_nothing_else(world: World) -> None:
    world.sandbox.discord.trouble.down = True
    found = await world.look()
    assert found[What.DISCORD_SILENT].grade is Grade.WRONG
    assert What.KEY_TAKEN in found
    world.sandbox.discord.trouble.clear()
    world.sandbox.musicapi.trouble.down = True
    found = await world.look()
    assert found[What.VENDOR_SILENT].grade is Grade.WRONG
    assert What.TOKEN_TAKEN in found
    world.sandbox.musicapi.trouble.clear()
    page = Answer(200, b"<html>", content_type="text/html")
    world.sandbox.musicapi.trouble.answer_instead("GET", "get-credits", page)
    world.sandbox.discord.trouble.answer_instead("GET", ".*", page, times=9)
    found = await world.look()
    assert found[What.NOT_DISCORD].facts == {"status": 200}
    assert found[What.VENDOR_ODD].facts == {"status": 200}


async def test_what_is_slow_or_breaks_is_a_finding_and_its_words_are_not_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never_answer(_settings: object) -> list[Finding]:
        raise TimeoutError("of a secret")

    def break_down() -> list[Finding]:
        raise RuntimeError("with a secret")

    monkeypatch.setattr(examination, "find_door", never_answer)
    monkeypatch.setattr(machine, "find_zones", break_down)
    found = await world.look()
    assert found[What.CHECK_SLOW].check is Check.WEBHOOKS
    assert found[What.CHECK_BROKEN].facts == {"error": "RuntimeError"}
    assert What.TOKEN_TAKEN in found


async def test_a_check_that_stands_still_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    async def stand_still() -> list[Finding]:
        await asyncio.Event().wait()
        return []

    monkeypatch.setattr(examination, "CHECK_TIMEOUT", 0.01)
    (found,) = await examination._bound(Check.KEY, stand_still())
    assert (found.check, found.what) == (Check.KEY, What.CHECK_SLOW)


async def test_a_clock_that_is_off(world: World) -> None:
    for ahead, what, grade in (
        (timedelta(seconds=2), What.CLOCK_RIGHT, Grade.OK),
        (timedelta(seconds=-30), What.CLOCK_OFF, Grade.WARNING),
        (timedelta(hours=1), What.CLOCK_OFF, Grade.WRONG),
    ):
        said = {"Date": format_datetime(datetime.now(UTC) + ahead, usegmt=True)}
        me = {"id": "1", "username": "Encore"}
        discord, musicapi = world.sandbox.discord.trouble, world.sandbox.musicapi.trouble
        discord.answer_instead("GET", "users/@me$", _dated(json_answer(200, me), said))
        musicapi.answer_instead("GET", "get-credits", _dated(json_answer(200, {"credits": 1_000}), said))
        assert (await world.look())[what].grade is grade
    # Where one of both is right, it is not our clock.
    assert machine.find_clock([3_600.0, 0.4])[0].what is What.CLOCK_RIGHT
    assert machine.find_clock([])[0].what is What.CLOCK_UNKNOWN


def _dated(answer: Answer, headers: dict[str, str]) -> Answer:
    return Answer(answer.status, answer.body, content_type=answer.content_type, headers=headers)


async def test_an_application_that_keeps_the_bot_from_its_people(world: World) -> None:
    made = {"id": "1", "interactions_endpoint_url": "https://x", "bot_require_code_grant": True, "flags": 1 << 19}
    world.sandbox.discord.trouble.answer_instead("GET", "applications/@me$", json_answer(200, made))
    found = await world.look()
    assert found[What.INTERACTIONS_ELSEWHERE].grade is Grade.WRONG
    assert found[What.CODE_GRANT].grade is Grade.WRONG
    assert found[What.INTENTS_SPARE].grade is Grade.WARNING


async def test_discord_that_asks_for_patience(world: World) -> None:
    trouble = world.sandbox.discord.trouble
    trouble.answer_instead("GET", "applications/@me$", json_answer(429, {"retry_after": 3}))
    trouble.answer_instead("GET", "users/@me$", json_answer(503, {}))
    found = await examine(world.env(), _none)
    busy = [(each.check, each.grade, each.facts) for each in found if each.what is What.DISCORD_BUSY]
    assert busy == [
        (Check.TOKEN, Grade.WARNING, {"status": 503}),
        (Check.APPLICATION, Grade.WARNING, {"status": 429}),
    ]


async def test_sessions_that_are_nearly_used_up(world: World) -> None:
    few = {"url": "wss://x", "shards": 1, "session_start_limit": {"total": 1000, "remaining": 3}}
    world.sandbox.discord.trouble.answer_instead("GET", "gateway/bot$", json_answer(200, few))
    assert (await world.look())[What.SESSIONS_LOW].facts == {"left": 3, "total": 1000}


async def test_commands_that_differ_are_named_and_nothing_is_registered(world: World) -> None:
    found = {each.what: each for each in await examine(world.env(), own_commands)}
    names = found[What.COMMANDS_DIFFER].facts["names"]
    assert isinstance(names, tuple)
    assert {"song", "operator", "settings"} <= set(names)
    assert not world.sandbox.world.commands
    asked = [each.request.method for each in world.sandbox.discord.traffic]
    assert set(asked) == {"GET"}


async def test_a_database_by_its_state(world: World, tmp_path: Path) -> None:
    database = await Database.open(world.url)
    async with database.transaction() as tx:
        await heartbeats.beat(tx, worker_id="w1", now=datetime.now(UTC))
        host = world.sandbox.musicapi.url.removeprefix("http://")
        now = datetime.now(UTC)
        await retirements.add(tx, host=host, family="sonic", operation="create", reason="gone", now=now)
    await database.close()
    found = await world.look()
    assert found[What.DATABASE_READY].facts["kind"] == "SQLite"
    assert found[What.PROCESSES_ALIVE].facts == {"names": ("w1",)}
    assert found[What.OPERATIONS_RETIRED].facts == {"names": ("sonic/create",)}
    assert "Sonic" not in found[What.FAMILIES_OFFERED].facts["names"]  # type: ignore[operator] - names are a list
    only = await world.look(MUSICAPI_FAMILIES="sonic")
    assert only[What.NO_NEW_SONGS].grade is Grade.WRONG

    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no database at all" * 100)
    found = await world.look(DATABASE_URL=url_of(broken))
    assert found[What.DATABASE_AWAY].grade is Grade.WRONG
    empty = tmp_path / "empty.db"
    empty.touch()
    assert (await world.look(DATABASE_URL=url_of(empty)))[What.DATABASE_EMPTY].grade is Grade.WARNING
    away = await world.look(DATABASE_URL="postgresql://u:hunter22@127.0.0.1:1/x")
    assert away[What.DATABASE_AWAY].grade is Grade.WRONG
    assert "hunter22" not in str(away)


async def test_a_database_that_is_ready_says_what_it_is(database_url: str, world: World) -> None:
    found = await world.look(DATABASE_URL=database_url)
    kind = "SQLite" if database_url.startswith("sqlite") else "PostgreSQL"
    assert found[What.DATABASE_READY].facts["kind"] == kind
    assert str(found[What.DATABASE_READY].facts["version"])[0].isdigit()
    assert What.NO_WAL not in found


async def test_an_older_and_a_newer_schema(world: World) -> None:
    database = await Database.open(world.url)
    await database.close()
    path = Path(world.url.removeprefix("sqlite:///"))
    _execute(path, "UPDATE alembic_version SET version_num = '0003'")
    found = await world.look()
    assert found[What.SCHEMA_OLD].grade is Grade.WARNING  # the start mends it
    found = await world.look(MIGRATE_AT_START="no")
    assert found[What.SCHEMA_OLD].grade is Grade.WRONG
    _execute(path, "UPDATE alembic_version SET version_num = '9999', oldest_program = 9999")
    assert (await world.look())[What.SCHEMA_NEW].grade is Grade.WRONG


def _execute(path: Path, statement: str) -> None:
    import sqlite3

    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()


async def test_a_database_that_no_bot_was_started_on(new_database_url: str, world: World) -> None:
    found = await world.look(DATABASE_URL=new_database_url)
    is_file = new_database_url.startswith("sqlite")
    assert found[What.DATABASE_MISSING if is_file else What.DATABASE_EMPTY].grade is Grade.WARNING
    assert not is_wrong(list(found.values()))


def test_processes_that_fell_silent() -> None:
    beats = [("w1", NOW - timedelta(seconds=10)), ("w2", NOW - timedelta(minutes=5)), ("old", NOW - timedelta(days=2))]
    alive, silent = find_processes(beats, NOW)
    assert alive.facts == {"names": ("w1",)}
    assert (silent.what, silent.facts) == (What.PROCESS_SILENT, {"name": "w2", "minutes": 5})
    assert [each.what for each in find_processes([], NOW)] == [What.PROCESSES_NONE]
    assert [each.what for each in find_processes(None, NOW)] == [What.NOT_ASKED]


async def test_a_closed_door_is_wrong_where_the_bot_runs_and_asleep_where_it_does_not(world: World) -> None:
    url = "http://127.0.0.1:9"
    found = await world.look(WEBHOOK_URL=url)
    assert found[What.DOOR_ASLEEP].grade is Grade.WARNING
    database = await Database.open(world.url)
    async with database.transaction() as tx:
        await heartbeats.beat(tx, worker_id="w1", now=datetime.now(UTC))
    await database.close()
    assert (await world.look(WEBHOOK_URL=url))[What.DOOR_CLOSED].grade is Grade.WRONG
    # Somebody else, such as a proxy that leads nowhere, answers there.
    found = await world.look(WEBHOOK_URL=world.sandbox.musicapi.url)
    assert found[What.DOOR_ELSEWHERE].grade is Grade.WRONG


async def test_a_process_that_can_be_watched_tells_of_itself(world: World) -> None:
    server = world.sandbox.musicapi
    port = server.url.rpartition(":")[2]
    settings = read_usable(world.env(MONITORING_LISTEN=f"127.0.0.1:{port}")).settings
    assert settings is not None
    lag = b'encore_event_loop_lag_seconds_bucket{le="0.25"} %d.0\nencore_event_loop_lag_seconds_count 100.0\n'
    for page, status, quick, told in (
        (b"ok start: over\n", 200, 100, [What.PROCESS_WELL, What.LOOP_QUICK]),
        (b"ok start: over\nNOT discord: 0 of 1\n", 503, 90, [What.PROCESS_UNWELL, What.LOOP_OFTEN_SLOW]),
    ):
        server.trouble.answer_instead("GET", "readyz", Answer(status, page, "text/plain"))
        server.trouble.answer_instead("GET", "metrics", Answer(200, lag % quick, "text/plain"))
        found = await find_watched(settings)
        assert [each.what for each in found] == told
    assert found[0].facts == {"says": "discord: 0 of 1"}
    server.trouble.down = True
    assert await find_watched(settings) == []


def test_folders_that_cannot_be_written_to_and_disks_that_are_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find(database: Path) -> Finding:
        return machine.find_disk(url_of(database), tmp_path)[0]

    # Nobody may make a file there, whoever they are.
    assert find(Path("/proc/encore.db")) == Finding(Check.DISK, Grade.WRONG, What.FOLDER_CLOSED, {"which": "database"})
    (files,) = machine.find_disk("postgresql://u@h/x", Path("/proc"))  # without it, files are kept in memory
    assert (files.grade, files.what) == (Grade.WARNING, What.FOLDER_CLOSED)
    assert find(tmp_path / "not" / "there" / "encore.db").what in (What.DISK_FREE, What.DISK_FULL)
    assert list(tmp_path.iterdir()) == []
    for free, grade in ((5_000, Grade.OK), (500, Grade.WARNING), (50, Grade.WRONG)):
        usage = type("Usage", (), {"free": free * machine.MEGABYTE})
        monkeypatch.setattr(machine.shutil, "disk_usage", lambda _, usage=usage: usage)
        assert find(tmp_path / "encore.db").grade is grade


def test_zones_coders_and_fonts_that_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "ZONES", ("Nowhere/Town",))
    monkeypatch.setattr(machine, "CODERS", (("mp3", "r"), ("of-nobody", "w")))
    assert machine.find_zones()[0].what is What.ZONES_MISSING
    (missing,) = machine.find_media()
    assert (missing.what, missing.facts) == (What.ENCODER_MISSING, {"names": ("of-nobody",)})


def test_secrets_that_others_on_the_machine_can_read(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    assert find_file(file) == []
    file.touch(0o600)
    assert find_file(file) == []
    file.chmod(0o644)
    assert [each.what for each in find_file(file)] == [What.FILE_OPEN_TO_OTHERS]


def test_no_secret_is_printed_whichever_way_it_came_in() -> None:
    given = {"DISCORD_TOKEN": "tok en-with-a-space", "MUSICAPI_KEYS": "a=key-of-the-first, b=key-of-another"}
    text = "it said tok en-with-a-space, key-of-the-first and key-of-another"
    assert mask(text, given) == "it said [secret], [secret] and [secret]"


def test_the_table_has_words_beside_every_mark_and_fits_its_width() -> None:
    found = [
        Finding(Check.TOKEN, Grade.WRONG, What.TOKEN_REFUSED),
        Finding(Check.KEY, Grade.OK, What.KEY_TAKEN, {"name": "default", "count": 1}),
    ]
    shown = table(found, 60)
    assert shown.splitlines()[0] == "WRONG   Discord token      Discord does not take it."
    assert "→ Copy the bot's token" in shown
    assert "1 credit." in shown
    assert shown.endswith("\n1 thing is wrong.\n")
    assert all(len(line) <= 60 for line in shown.splitlines())


def test_the_command_line_prints_json_and_its_code_says_whether_anything_is_wrong(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("DISCORD_TOKEN", "MUSICAPI_KEY", "MUSICAPI_KEYS"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("DATABASE_URL", url_of(tmp_path / "encore.db"))
    assert main(as_json=True) == 1
    told = json.loads(capsys.readouterr().out)
    wrong = [each for each in told if each["grade"] == "wrong"]
    assert [each["what"] for each in wrong] == ["setting-wrong", "setting-wrong"]
    assert all(each["says"] and each["mend"] for each in wrong)
