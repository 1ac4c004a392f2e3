"""A rolling update with real processes: old and new side by side, and each alone on the other one's schema."""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic import command
from sqlalchemy import text

from data.engine import migrate, schema_version
from data.engine.address import read_address
from data.engine.database import Database
from data.engine.engines import open_sqlite, sqlite_engine
from data.engine.migrate import Upgrade
from tests.data.engine.newer import EXPANDS, newer_version
from tests.e2e.bare import bare_stage
from tests.e2e.conftest import audio
from tests.e2e.forked_bot import ForkedBot
from tests.e2e.newer_bot import Newer
from tests.e2e.test_two_processes import said_by

if TYPE_CHECKING:
    from collections.abc import Generator

    from tests.e2e.conftest import Stage

ROOT = Path(__file__).resolve().parents[2]
BEFORE = "0003"  # the schema of versions that let no other one work beside them
FIRST = "data/migrations/versions/0004_past_one_machine.py"  # what the first came with that does
ADDS, TAKES_AWAY = "0098", "0099"


@contextlib.contextmanager
def version(migrations: Path) -> Generator[None]:
    """Migrate as this version does."""
    today, schema_version.MIGRATIONS = schema_version.MIGRATIONS, migrations
    try:
        yield
    finally:
        schema_version.MIGRATIONS = today


@pytest.mark.parametrize("new_database_url", ["postgresql"], indirect=True)
async def test_old_and_new_make_songs_side_by_side_until_the_old_one_hears_that_it_may_not(
    new_database_url: str, tmp_path: Path
) -> None:
    address = read_address(new_database_url)
    adds = newer_version(tmp_path / "adds", ADDS, EXPANDS)
    takes = 'op.execute("ALTER TABLE jobs DROP COLUMN mood")'
    takes_away = newer_version(tmp_path / "takes away", TAKES_AWAY, takes, base=adds, oldest_program=ADDS)
    async with bare_stage(tmp_path, database_url=new_database_url) as stage:
        old = stage.bot
        assert len(audio(await stage.song())) == 2
        assert (await stage.account()).held == 0
        with version(adds):
            done = await migrate.migrate(address)
        assert done is not None
        assert done.after == ADDS
        assert len(audio(await stage.song("noah"))) == 2  # the old one knows nothing of it, and goes on

        env = {**old.env, "WORKER_ID": "newer", "MIGRATE_AT_START": "no"}
        new = ForkedBot(env, tmp_path / "new.log", Newer(adds))
        new.listeners.append(stage._notice)
        async with new:
            await said_by(stage, new, "gateway_taken by=sandbox")
            asked = stage.ask("admin")
            assert not (await asked.answered()).failed
            with version(takes_away):
                changing = asyncio.create_task(migrate.migrate(address))
                await ended_because_it_is_too_old(stage, old)
                assert await stage.soon(changing) == Upgrade(ADDS, TAKES_AWAY)
            await said_by(stage, new, "ready")
            assert len(audio(await stage.finished(asked))) == 2  # whoever had it
            assert len(audio(await stage.song())) == 2
            account = await stage.account()
            assert (account.held, account.spent, stage.accepted()) == (0, 4 * 12, 4)

            await old.start()
            assert await stage.soon(old.ended()) == 2
            assert old.log.read_text().splitlines()[-1].count("database_unavailable") == 1
        assert "Traceback" not in stage.log() + new.log.read_text()


async def ended_because_it_is_too_old(stage: Stage, bot: ForkedBot) -> None:
    code, said = await stage.soon(bot.ended()), bot.log.read_text()
    # On a busy machine, the end in order may be cut off, which is as safe and says so instead.
    assert (code == 2 and f"knows schema {ADDS}" in said) or (code == 0 and "stop_cut_off" in said)
    if code == 0:  # its songs go on once their leases are over: nobody waits for that here
        async with (await stage.database()).transaction() as tx:
            await tx.execute(text("UPDATE jobs SET lease_until = created_at WHERE owner = 'sandbox'"))


def run(folder: Path, env: dict[str, str], *words: str, code: Path = ROOT) -> tuple[int, str]:
    """The exit code of a process of the program in this folder, and all that it says."""
    ran = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(code), **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=100,
        check=False,
    )
    return ran.returncode, ran.stdout


def make_schema_before(path: Path) -> None:
    with contextlib.closing(open_sqlite(path, 10.0)) as raw, sqlite_engine(lambda: raw, writes=True).begin() as tx:
        config = migrate.alembic_config()
        config.attributes["connection"] = tx
        command.upgrade(config, BEFORE)


async def test_this_version_on_the_schema_before_waits_for_the_command_which_does_it_once(tmp_path: Path) -> None:
    make_schema_before(tmp_path / "encore.db")
    newest = schema_version.newest_version()
    env = {"DISCORD_TOKEN": "x", "MUSICAPI_KEY": "x", "DATABASE_URL": f"sqlite:///{tmp_path}/encore.db"}

    async def said(*words: str, **more: str) -> tuple[int, str]:
        return await asyncio.to_thread(run, tmp_path, {**env, **more}, "-m", "bot", *words)

    code, refusal = await said(MIGRATE_AT_START="no")
    assert (code, len(refusal.splitlines())) == (1, 1)
    assert f"has schema {BEFORE}, and this version needs {newest}: run `python -m bot migrate`." in refusal
    assert await said("migrate", "--check") == (
        1, f"The database has schema {BEFORE}, and this version needs {newest}: run `python -m bot migrate`.\n"
    )  # fmt: skip
    ended = await asyncio.gather(*(said("migrate") for _ in range(3)))
    assert [code for code, _ in ended] == [0, 0, 0]
    (done,) = [line for _, line in ended if line != f"The database has schema {newest}: nothing to do.\n"]
    assert done.startswith(f"The database went from schema {BEFORE} to {newest} in ")
    assert (await said("migrate", "--check"))[0] == 0


def git(*words: str) -> bytes:
    """What git says of this checkout; skips the test where it cannot."""
    try:
        return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"the history is not at hand: {error}")


async def test_the_version_before_refuses_this_schema_in_one_line(tmp_path: Path) -> None:
    added = git("log", "--diff-filter=A", "--format=%H", "--", FIRST).decode().split()
    if not added:
        pytest.skip("the history is not at hand: it begins later")
    with tarfile.open(fileobj=BytesIO(git("archive", f"{added[-1]}~1", "bot", "cogs", "data"))) as packed:
        packed.extractall(tmp_path / "before", filter="data")
    url = f"sqlite:///{tmp_path}/encore.db"
    await (await Database.open(url)).close()
    settings = {"DISCORD_TOKEN": "x", "MUSICAPI_KEY": "x", "DATABASE_URL": url}
    code, said = await asyncio.to_thread(run, tmp_path, settings, "-m", "bot", code=tmp_path / "before")
    assert (code, len(said.splitlines())) == (2, 1)
    assert " database_unavailable fix=" in said
    assert "The database was made by another version of this program" in said
