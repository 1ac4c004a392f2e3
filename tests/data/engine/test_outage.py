"""A server that is restarted, or that another one replaces: loops wait for it, people are told, all is done once."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from asyncpg import InternalClientError
from sqlalchemy import bindparam, func, insert, select, text, update

from data import key_values, tables
from data.engine import engines, outage
from data.engine.address import PostgreSQLAddress
from data.engine.database import DATABASE_TROUBLE, Database
from data.engine.outage import waiting_out_outages
from data.engine.prepared import Prepared
from data.engine.process_lock import LockLost
from data.engine.worker_lock import WorkerAlreadyRunning, worker_lock
from tests.e2e.postgresql_proxy import SOCKET, postgresql_proxy
from tests.relay import serving

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator

    from data.engine.transaction import Transaction

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)

TIMEOUT = 60.0  # seconds for anything at all
END_OTHERS = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
END_US = text("SELECT pg_terminate_backend(pg_backend_pid())")
END_US_IN_COMMIT = """
CREATE FUNCTION pg_temp.end_us() RETURNS trigger LANGUAGE plpgsql
    AS 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'
--
CREATE TEMP TABLE ends_us (number int)
--
CREATE CONSTRAINT TRIGGER ends_us AFTER INSERT ON ends_us DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION pg_temp.end_us()
--
INSERT INTO ends_us VALUES (1)
"""

_values = tables.key_values
_find = Prepared(select(_values.c.value).where(_values.c.key == bindparam("name")))


@contextlib.asynccontextmanager
async def away(server: Any) -> AsyncGenerator[None]:
    """The server was stopped, and is started again."""
    await asyncio.to_thread(server.stop)
    try:
        yield
    finally:
        await asyncio.to_thread(server.ensure_postgres_running)


@pytest.fixture(autouse=True)
async def patience() -> AsyncIterator[None]:
    async with asyncio.timeout(TIMEOUT):
        yield


async def found_away(database: Database) -> None:
    while not database.outage.is_on:  # noqa: ASYNC110 - nobody else waits for it
        await asyncio.sleep(0.01)


async def names(tx: Transaction) -> list[str]:
    return list((await tx.execute(select(_values.c.key).order_by(_values.c.key))).scalars())


async def add_to(tx: Transaction, key: str) -> None:
    longer = {"value": _values.c.value + "1"}
    await tx.execute(update(_values).where(_values.c.key == key).values(longer))


async def test_what_a_deadlock_undid_is_begun_anew(database: Database) -> None:
    tries, both_hold = list[str](), asyncio.Barrier(2)

    async def change(tx: Transaction, first: str, second: str) -> None:
        tries.append(first)
        await add_to(tx, first)
        if len(tries) <= 2:
            await both_hold.wait()
        await add_to(tx, second)

    async with database.transaction() as tx:
        await tx.execute(insert(_values), [{"key": "a", "value": ""}, {"key": "b", "value": ""}])
    await asyncio.gather(database.write(change, "a", "b"), database.write(change, "b", "a"))
    async with database.reading() as tx:
        assert [await key_values.get(tx, key) for key in ("a", "b")] == ["11", "11"]
    assert len(tries) == 3


async def test_what_others_undo_again_and_again_is_told(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outage, "FIRST_PAUSE", 0.0)
    tries = list[str]()

    async def quarrel(tx: Transaction) -> None:
        tries.append("")
        await tx.execute(text("DO $$ BEGIN RAISE 'no' USING ERRCODE = 'serialization_failure'; END $$"))

    with pytest.raises(DATABASE_TROUBLE):
        await database.write(quarrel)
    assert len(tries) == outage.QUARRELS


async def test_loops_wait_for_a_server_that_is_away_and_people_are_told_at_once(
    database: Database, migrated_server: Any
) -> None:
    await database.write(key_values.put, "before", "1")
    async with away(migrated_server):
        waiting = [
            asyncio.create_task(waiting_out_outages(database.write(key_values.put, f"loop {number}", "1")))
            for number in range(20)
        ]
        await found_away(database)
        with pytest.raises(DATABASE_TROUBLE):
            await database.write_urgently(key_values.put, "person", "1")
        with pytest.raises(DATABASE_TROUBLE):
            await database.read(names)
        assert not any(each.done() for each in waiting)
    await asyncio.gather(*waiting)
    assert len(await database.read(names)) == 21
    assert not database.outage.is_on


async def test_what_a_server_broke_off_in_the_middle_is_done_once(database: Database) -> None:
    tries = list[str]()

    async def break_off(tx: Transaction) -> None:
        await tx.execute(insert(_values), {"key": f"try {len(tries)}", "value": ""})
        tries.append("")
        if len(tries) == 1:
            await tx.execute(END_US)

    with pytest.raises(DATABASE_TROUBLE):
        await database.write(break_off)
    tries.clear()
    await asyncio.create_task(waiting_out_outages(database.write(break_off)))
    assert await database.read(names) == ["try 1"]


async def test_a_commit_of_which_the_server_says_that_it_ends_is_begun_anew(database: Database) -> None:
    tries = list[str]()

    async def put(tx: Transaction) -> None:
        tries.append("")
        await key_values.put(tx, f"try {len(tries)}", "1")
        if len(tries) == 1:
            for statement in END_US_IN_COMMIT.split("--"):
                await tx.execute(text(statement))

    await asyncio.create_task(waiting_out_outages(database.write(put)))
    assert await database.read(names) == ["try 2"]


async def test_a_commit_that_never_left_because_the_server_was_gone_is_begun_anew(
    database: Database, migrated_server: Any
) -> None:
    tries = list[str]()

    async def put(tx: Transaction) -> None:
        tries.append("")
        await key_values.put(tx, f"try {len(tries)}", "1")
        if len(tries) == 1:
            pid = (await tx.execute(select(func.pg_backend_pid()))).scalar_one()
            migrated_server.psql(f"SELECT pg_terminate_backend({pid}, 5000)")  # while nothing here is heard of it

    await asyncio.create_task(waiting_out_outages(database.write(put)))
    assert await database.read(names) == ["try 2"]


class Confused:
    """A driver that lost its place between two of its own steps, as it may when the server goes."""

    def __init__(self, driver: Any) -> None:
        self._driver = driver

    def __getattr__(self, name: str) -> Any:
        return getattr(self._driver, name)

    async def fetch(self, *_: Any) -> None:
        raise InternalClientError("cannot switch to state 15; another operation (2) is in progress")


async def test_a_driver_that_lost_its_place_is_a_connection_that_is_lost(database: Database) -> None:
    tries: list[Any] = []

    async def work(tx: Any) -> None:
        tries.append(tx._connection)
        if len(tries) == 1:
            tx._connection._driver = Confused(tx._connection._driver)
        await _find.fetch(tx, {"name": "a"})

    await asyncio.create_task(waiting_out_outages(database.write(work)))
    assert len(tries) == 2
    assert tries[0].is_closed
    assert not tries[1].is_closed


async def test_a_commit_without_an_answer_is_never_begun_anew(database_url: str) -> None:
    tries = list[str]()

    async def put(tx: Transaction) -> None:
        tries.append("")
        await key_values.put(tx, "cut", "1")

    async with postgresql_proxy(database_url) as proxy:
        database = await Database.open(proxy.url)
        proxy.order(after=True, words="cut")
        with pytest.raises(DATABASE_TROUBLE):
            await asyncio.create_task(waiting_out_outages(database.write(put)))
        assert (len(tries), await database.read(names)) == (1, ["cut"])
        await database.close()


async def test_a_server_that_says_nothing_is_told_from_anybodys_own_patience(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "CONNECT_TIMEOUT", 0.2)
    silence = asyncio.Event()

    async def say_nothing(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await silence.wait()

    async with serving(partial(asyncio.start_server, host="127.0.0.1", port=0), say_nothing) as server:
        host, port = server.sockets[0].getsockname()
        place = urlsplit(database_url)._replace(netloc=f"me@{host}:{port}", query="")
        database = Database(PostgreSQLAddress(place.geturl()), 1.0)
        with pytest.raises(DATABASE_TROUBLE) as told:
            await database.read(names)
        assert not isinstance(told.value, TimeoutError)
        await database.close()


async def test_a_network_that_swallows_everything_is_noticed_within_seconds(database_url: str) -> None:
    server = Path(parse_qs(urlsplit(database_url).query)["host"][0]) / SOCKET
    listen = partial(asyncio.start_server, host="127.0.0.1", port=0)
    async with serving(listen, partial(_link, Link(""), server)) as listening:
        host, port = listening.sockets[0].getsockname()
        place = urlsplit(database_url)
        user = place.netloc.partition("@")[0]
        database = await Database.open(place._replace(netloc=f"{user}@{host}:{port}", query="").geturl())
        pools: Any = database
        await database.read(names)
        (connection,) = pools._reading._idle
        link = connection._driver._transport.get_extra_info("socket")
        assert link.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 10_000  # milliseconds
        assert link.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE) == 5
        assert link.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
        await database.close()


async def test_an_outage_that_lasts_is_told_to_the_loops_as_well(
    database: Database, migrated_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database.outage, "_longest", 0.5)
    async with worker_lock(database, "w1") as lock, away(migrated_server):
        told = await asyncio.gather(waiting_out_outages(database.read(names)), lock.check(), return_exceptions=True)
        assert isinstance(told[0], DATABASE_TROUBLE)
        assert isinstance(told[1], LockLost)


async def test_a_name_is_taken_again_after_a_restart_and_nobody_else_gets_it(
    database: Database, database_url: str, migrated_server: Any
) -> None:
    other = await Database.open(database_url)
    async with worker_lock(database, "w1") as lock:
        async with away(migrated_server):
            await lock.doubted.wait()  # the server's end was heard
            assert not lock.is_held
            checking = asyncio.create_task(lock.check())
            await found_away(database)
        await checking
        assert lock.is_held
        assert not database.outage.is_on
        with pytest.raises(WorkerAlreadyRunning):
            async with worker_lock(other, "w1", grace=0):
                pass
    await other.close()


async def test_a_name_that_another_one_took_meanwhile_is_lost(database: Database, database_url: str) -> None:
    other = await Database.open(database_url)
    async with worker_lock(database, "w1", grace=0) as lock:
        async with database.transaction() as tx:
            await tx.execute(END_OTHERS)
        async with worker_lock(other, "w1", grace=3):
            with pytest.raises(LockLost, match="another process"):
                await lock.check()
            assert not lock.is_held
    await other.close()


async def test_loops_wait_until_the_name_is_taken_again(database: Database) -> None:
    async with worker_lock(database, "w1") as lock:
        database.outage.begin(OSError(), loses_name=True)
        waiting = asyncio.create_task(waiting_out_outages(database.write(key_values.put, "loop", "1")))
        await database.write(key_values.put, "person", "1")
        await database.write(key_values.put, "person", "2")
        assert not waiting.done()
        await lock.check()
        await waiting


async def test_a_session_that_the_server_keeps_for_a_broken_connection_is_ended(database_url: str) -> None:
    async with half_open(database_url) as link:
        database = await Database.open(link.url)
        async with worker_lock(database, "w1", grace=1) as lock:
            link.break_off()
            await lock.doubted.wait()
            await lock.check()
            assert lock.is_held
        await database.close()


class Link:
    """Passes everything on; what is broken off ends for the client alone."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.clients = list[asyncio.StreamWriter]()

    def break_off(self) -> None:
        while self.clients:
            self.clients.pop().transport.abort()


@contextlib.asynccontextmanager
async def half_open(url: str) -> AsyncGenerator[Link]:
    """A network before the server that `url` names by the folder of its socket."""
    server = Path(parse_qs(urlsplit(url).query)["host"][0]) / SOCKET
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:  # a socket's path may have 107 bytes
        link = Link(urlsplit(url)._replace(query=f"host={quote(folder, safe='')}").geturl())
        async with serving(
            partial(asyncio.start_unix_server, path=Path(folder) / SOCKET), partial(_link, link, server)
        ):
            yield link


async def _link(link: Link, server: Path, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    from_server, to_server = await asyncio.open_unix_connection(server)
    link.clients.append(writer)

    async def pass_on(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while said := await source.read(65536):
                target.write(said)
                await target.drain()

    asking = asyncio.ensure_future(pass_on(reader, to_server))
    try:
        await pass_on(from_server, writer)
    finally:
        asking.cancel()
        to_server.transport.abort()
