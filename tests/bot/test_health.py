"""The health check tells a live worker from a dead one, in one line, and changes nothing."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from bot.health import FRESH, NEVER_STARTED, look
from bot.roles import Role
from bot.workers.leases import RENEW_EVERY
from data.engine.database import Database
from data.engine.unavailable import DatabaseUnavailable
from data.processes import heartbeats, shards
from tests.data.making import NOW, after

if TYPE_CHECKING:
    from tests.bot.conftest import Studio

ROOT = Path(__file__).resolve().parents[2]


async def beat(database: Database, worker_id: str = "w1", now: datetime = NOW) -> None:
    async with database.transaction() as tx:
        await heartbeats.beat(tx, worker_id=worker_id, now=now)


async def problem(url: str, seconds: float = 0.0, worker_id: str = "w1") -> str | None:
    """What is wrong so many seconds after `NOW`."""
    health = await look({"DATABASE_URL": url, "WORKER_ID": worker_id}, after(seconds))
    return None if health.is_healthy else health.says


async def test_before_the_first_start_it_says_so_in_one_sentence(new_database_url: str) -> None:
    is_file = new_database_url.startswith("sqlite")
    said = await problem(new_database_url)
    assert said == ("There is no database yet." if is_file else NEVER_STARTED)


@pytest.mark.parametrize("seconds", [0.0, 30.0, 89.9, -5.0])  # the clock may have been set back meanwhile
async def test_a_fresh_heartbeat_is_healthy(database: Database, database_url: str, seconds: float) -> None:
    await beat(database)
    assert await problem(database_url, seconds) is None


async def test_an_old_heartbeat_is_not(database: Database, database_url: str) -> None:
    await beat(database)
    assert await problem(database_url, 90.0) == "The last heartbeat of the worker 'w1' is 90 s old."


async def test_it_says_which_worker_answers_people_and_which_stands_by(database: Database, database_url: str) -> None:
    async with database.transaction() as tx:
        await shards.want(tx, 7, 1, now=NOW)
        for worker_id in ("w1", "w2", "w1"):  # as one takes over from the other, and back
            await shards.release(tx, 7, owner=None)
            lease = timedelta(seconds=10)
            assert (await shards.claim(tx, 7, owner=worker_id, count=1, at_most=None, lease=lease, now=NOW)).shard_ids
            await heartbeats.beat(tx, worker_id=worker_id, now=NOW)
    says = [(await look({"DATABASE_URL": database_url, "WORKER_ID": one}, NOW)).says for one in ("w1", "w2")]
    assert says == [
        "The worker 'w1' answers people.",
        "The worker 'w2' stands by for another one, which answers people.",
    ]


async def test_a_process_of_a_role_is_found_by_its_name_and_says_what_it_does(
    database: Database, database_url: str
) -> None:
    for role in (Role.GATEWAY, Role.WORKER):
        await beat(database, role.name_on(socket.gethostname()))
    says = [(await look({"DATABASE_URL": database_url}, NOW, role)).says for role in (Role.GATEWAY, Role.WORKER)]
    assert says[0].endswith("-gateway' stands by for another one, which answers people.")
    assert says[1].endswith("-worker' makes and posts songs.")


async def test_another_workers_heartbeat_does_not_count(database: Database, database_url: str) -> None:
    await beat(database, "w2")
    assert await problem(database_url) == "The worker 'w1' has no heartbeat yet."


async def test_the_poller_beats_often_enough(studio: Studio, database_url: str) -> None:
    assert FRESH == 3 * RENEW_EVERY
    for _ in range(3):
        await studio.look(RENEW_EVERY.total_seconds())
        seen = {"DATABASE_URL": database_url, "WORKER_ID": studio.context.worker_id}
        assert (await look(seen, studio.context.now() + FRESH - timedelta(seconds=1))).is_healthy


async def test_it_does_not_wait_for_whoever_writes(database: Database, database_url: str) -> None:
    await beat(database)
    async with database.transaction() as tx:
        await heartbeats.beat(tx, worker_id="w2", now=NOW)
        # In a task that began outside, as another process would.
        assert await asyncio.create_task(problem(database_url)) is None


async def test_a_database_without_a_schema_stays_without_one(new_database_url: str, tmp_path: Path) -> None:
    said = await problem(new_database_url)
    assert said is not None
    assert "\n" not in said
    if new_database_url.startswith("sqlite"):
        assert said == "There is no database yet."
        assert await asyncio.to_thread(lambda: list(tmp_path.iterdir())) == []
        return
    async with Database.open_read_only(new_database_url) as tx:
        tables = await tx.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        assert tables.scalars().all() == []


async def test_an_empty_file_stays_empty(tmp_path: Path) -> None:
    path = tmp_path / "encore.db"
    await asyncio.to_thread(path.touch)
    assert await problem(f"sqlite:///{path}") == NEVER_STARTED
    assert await asyncio.to_thread(path.read_bytes) == b""


async def test_nothing_can_be_written_while_looking(database_url: str) -> None:
    with pytest.raises(DatabaseUnavailable, match=r"read.?only"):
        async with Database.open_read_only(database_url) as tx:
            await heartbeats.beat(tx, worker_id="w1", now=NOW)


async def test_a_server_that_is_not_there_is_said_in_one_line_without_the_password() -> None:
    said = await problem("postgresql://encore:hunter22@127.0.0.1:1/encore")
    assert said is not None
    assert said.startswith("The database cannot be read: ")
    assert "hunter22" not in said


@pytest.mark.parametrize(
    ("given", "named"), [({"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL"), ({"WORKER_ID": "two words"}, "WORKER_ID")]
)
async def test_wrong_settings_are_named(given: dict[str, str], named: str) -> None:
    health = await look(given, NOW)
    assert not health.is_healthy
    assert health.says.startswith(f"{named} ")


def check(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """`python -m bot.health` as a supervisor runs it: without the secrets, in a folder that may hold a `.env`."""
    return subprocess.run(
        [sys.executable, "-m", "bot.health"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


async def test_the_command_needs_no_secrets_and_reads_the_env_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/encore.db"
    database = await Database.open(url)
    await beat(database, now=datetime.now(NOW.tzinfo))
    await database.close()
    (tmp_path / ".env").write_text(f"DATABASE_URL={url}\nWORKER_ID=w1\nPOLL_INTERVAL=wrong, but not read here\n")
    healthy = await asyncio.to_thread(check, tmp_path)
    stands_by = "stands by for another one, which answers people"
    said = f"Encore is healthy: The worker 'w1' {stands_by}.\n"
    assert (healthy.returncode, healthy.stdout, healthy.stderr) == (0, said, "")
    dead = await asyncio.to_thread(check, tmp_path, WORKER_ID="w2")
    assert (dead.returncode, dead.stdout) == (1, "")
    assert dead.stderr == "Encore is not healthy: The worker 'w2' has no heartbeat yet.\n"


async def test_by_default_it_looks_for_the_default_database_and_makes_nothing(tmp_path: Path) -> None:
    said = await asyncio.to_thread(check, tmp_path)
    assert (said.returncode, said.stderr) == (1, "Encore is not healthy: There is no database yet.\n")
    assert await asyncio.to_thread(lambda: list(tmp_path.iterdir())) == []
