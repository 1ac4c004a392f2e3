"""What a start costs and what it does besides: nothing is loaded that is not needed yet, and the books are checked."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from bot.gateway.client import EXTENSION
from bot.process import books
from bot.process.books import check_accounts
from bot.process.opening import open_bot
from bot.settings import Settings
from data import ledger
from data.engine.database import Database
from data.ids import GuildId
from data.jobs import transitions
from tests.data.making import GUILD, LEASE, OWNER, new_job
from tests.e2e.conftest import open_stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.engine.transaction import Transaction

ROOT = Path(__file__).resolve().parents[1]
# Together a third of the memory of a bot that waits for the first song, and of the time until it is ready.
NOT_YET = (
    *("av", "PIL", "alembic", "aiohttp.web", "prometheus_client", "opentelemetry"),
    *("asyncpg", "sqlalchemy.orm", "sqlalchemy.ext.asyncio", "sqlalchemy.dialects.postgresql"),
)
NEEDED = {"DISCORD_TOKEN": "discord-token-1234", "MUSICAPI_KEY": "musicapi-key-1234"}
NOVEMBER = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize("modules", [("bot.__main__", EXTENSION), ("bot.commands", "bot.health")])
def test_what_only_some_bots_need_is_not_loaded_at_the_start(modules: tuple[str, ...]) -> None:
    script = f"import sys, {', '.join(modules)}\nprint(*sorted(set({NOT_YET!r}) & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.split() == []


def test_the_garbage_collector_works_and_leaves_what_was_loaded_alone() -> None:
    script = (
        "import gc; gc.disable(); from bot.process import run; run._spare_what_stays();"
        " print(gc.isenabled(), gc.get_freeze_count() > 50_000, len(gc.get_objects()) < 5_000)"
    )
    ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["True"] * 3


async def test_the_poller_is_given_what_the_operator_decided(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/encore.db"
    given = {**NEEDED, "DATABASE_URL": url, "POLLS_AT_ONCE": "3", "POLLS_PER_SECOND": "0.5"}
    async with open_bot(Settings.from_environment(given)) as bot:
        assert bot.workers is not None
        assert (bot.workers.poller.tasks._limit, bot.workers.poller._due._per_second) == (3, 0.5)


async def hold(tx: Transaction, now: datetime, guild_id: GuildId = GUILD) -> None:
    month = f"{now:%Y-%m}"
    job = await transitions.add(tx, new_job(guild_id=guild_id), month=month, owner=OWNER, lease_until=LEASE, now=now)
    assert job is not None
    assert await ledger.hold(tx, job, default_allowance=240, now=now)


@pytest.mark.promise(key="books")
@pytest.mark.parametrize("now", [NOVEMBER, datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 30, 23, tzinfo=UTC)])
async def test_this_month_and_the_last_are_checked(
    database: Database, now: datetime, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(books, "GUILDS_AT_ONCE", 2)
    guilds = [GuildId(GUILD + number) for number in range(5)]
    async with database.transaction() as tx:
        for month in (8, 9, 10, 11):
            for guild_id in guilds:
                await hold(tx, NOVEMBER.replace(month=month), guild_id)
    await check_accounts(database, now)
    assert caplog.messages == []
    async with database.transaction() as tx:
        await tx.execute(text("UPDATE accounts SET spent = 1"))
    await check_accounts(database, now)
    said = "held=10 spent=1 ledger_held=10 ledger_spent=0"
    wrong = [f"books_differ guild={each} month=2026-{month} {said}" for each in guilds for month in (10, 11)]
    assert sorted(caplog.messages) == sorted(wrong)


async def test_books_that_cannot_be_read_are_one_line(new_database_url: str, caplog: pytest.LogCaptureFixture) -> None:
    # A database of its own: the others would miss the table.
    database = await Database.open(new_database_url)
    async with database.transaction() as tx:
        await hold(tx, NOVEMBER)
        await tx.execute(text("ALTER TABLE ledger RENAME TO elsewhere"))
    await check_accounts(database, NOVEMBER)
    await database.close()
    assert [(each.levelno, each.getMessage()) for each in caplog.records] == [(logging.ERROR, "books_unchecked")]


@pytest.mark.promise(key="books")
async def test_a_bot_whose_books_differ_says_so_and_works(tmp_path: Path) -> None:
    async with open_stage(tmp_path) as stage:
        await stage.song()
        await stage.kill()
        database = await stage.database()
        async with database.transaction() as tx:
            await tx.execute(text("UPDATE accounts SET spent = spent + 1"))
        await stage.start()
        (line,) = await stage.logged("books_differ")
        log = stage.log()
        assert log.rindex(" ready ") < log.index(line)  # nobody waited for the check
        async with database.transaction() as tx:
            await tx.execute(text("UPDATE accounts SET spent = spent - 1"))
        await stage.song()


@pytest.fixture
def not_discord(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a server that answers everything with the status and body of the test's parameter."""
    status, body = request.param

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the base has it
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("not_discord", [(404, b"Not found"), (200, b"<html>Welcome</html>")], indirect=True)
def test_an_address_that_is_not_discords_ends_the_start_with_one_line_that_says_what_to_do(
    not_discord: str, tmp_path: Path
) -> None:
    env = {
        **os.environ,
        **NEEDED,
        "DISCORD_API_URL": not_discord,
        "MUSICAPI_FAMILIES": "",
        "DATABASE_URL": f"sqlite:///{tmp_path}/encore.db",
    }
    ended = subprocess.run(
        [sys.executable, "-m", "bot"], cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=60
    )
    last = ended.stderr.splitlines()[-1]
    assert (ended.returncode, " not_discord url=" in last, not_discord in last) == (2, True, True), ended.stderr
    assert "fix='what answers at DISCORD_API_URL is not Discord: correct it, or leave it out'" in last
    assert "Traceback" not in ended.stderr
