"""MusicAPI's webhooks: what a genuine one brings about, and that nothing else that comes changes anything."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import io
import itertools
import logging
import os
import secrets
import socket
import sqlite3
import subprocess
import sys
from dataclasses import dataclass, field, replace
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from sqlalchemy import select

from bot.context import Context
from bot.http.listening import CannotListen
from bot.jobs.lifecycle import JobLifecycle
from bot.musicapi.catalog import Catalog
from bot.musicapi.offers import Host
from bot.webhooks import receiver, server
from bot.webhooks.receiver import WebhookReceiver
from bot.webhooks.rejections import LINES_A_MINUTE, MINUTE, RejectionLog
from bot.webhooks.server import LARGEST_BODY, MAX_CONNECTIONS, listen
from bot.webhooks.targets import WebhookTargets
from data import tables
from data.engine.database import Database
from data.ids import TaskId
from data.jobs import queries, schedule, transitions
from data.rows import FailureKind, JobState
from tests.bot.webhooks.test_signature import signed
from tests.data.making import NOW, OWNER, after, job_in

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime

    from data.rows import Job

ROOT = Path(__file__).resolve().parents[3]
BASE = "https://songs.example.com/encore"
TIMEOUT = 20.0  # seconds for anything at all


@dataclass(frozen=True)
class Call:
    """A request as it goes over the wire."""

    path: str
    headers: dict[str, str]
    body: Any = b""
    method: str = "POST"


@dataclass
class Door:
    """The server on loopback in front of a database, and MusicAPI's hand to knock with."""

    context: Context
    maker: WebhookTargets
    webhooks: WebhookReceiver
    port: int
    seconds: list[float]
    names: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    async def job(self, state: JobState = JobState.RUNNING, **changes: Any) -> Job:
        """A job with a token."""
        async with self.context.database.transaction() as tx:
            return await job_in(tx, state, webhook_token=secrets.token_urlsafe(24), **changes)

    async def lost(self) -> Job:
        """A job whose create was never answered."""
        job = await self.job(JobState.SUBMITTING)
        async with self.context.database.transaction() as tx:
            lost = await transitions.mark_answer_lost(tx, job.id, now=NOW)
        assert lost is not None
        return lost

    async def failed(self) -> Job:
        """A job whose task failed."""
        job = await self.job()
        async with self.context.database.transaction() as tx:
            failed = await transitions.fail(tx, job.id, FailureKind.FAILED, "too loud", now=NOW)
        assert failed is not None
        return failed

    async def plan(self, job: Job, poll_at: datetime) -> None:
        """Let the job be planned to be polled then."""
        async with self.context.database.transaction() as tx:
            await schedule.poll_now(tx, job.id, now=poll_at)

    async def again(self, job: Job) -> Job:
        """The job as it stands."""
        async with self.context.database.reading() as tx:
            found = await queries.get(tx, job.id)
        assert found is not None
        return found

    def call(self, job: Job, task_id: str | None = None, *, body: Any = None, at: datetime = NOW, **more: Any) -> Call:
        """A webhook as MusicAPI sends it; `more` are other headers, or the `secret` that it is signed with."""
        said = {"task_id": task_id or job.task_id, "event": "song.completed", "data": [], "platform": "suno"}
        secret = more.pop("secret", None) or self.maker.secret_for(job.webhook_token or "")
        headers = {"X_Webhook_Id": f"wh_{next(self.names)}", **more}
        sent = signed(said if body is None else body, at=at, secret=secret, **headers)
        return Call(f"/musicapi/{job.webhook_token}", sent["headers"], sent["body"])

    async def send(self, call: Call) -> int:
        """The status of the answer, which says nothing else."""
        url = f"http://127.0.0.1:{self.port}{call.path}"
        body = io.BytesIO(call.body) if isinstance(call.body, bytes) else call.body
        async with (
            asyncio.timeout(TIMEOUT),
            aiohttp.ClientSession() as client,
            client.request(call.method, url, headers=call.headers, data=body) as answer,
        ):
            assert await answer.read() == b""
            assert answer.headers["Server"] == "Encore"
            return answer.status

    async def raw(self, *parts: bytes, end: bool = False) -> bytes:
        """What comes back for these bytes until the connection ends; `end`: ours ends first."""
        async with asyncio.timeout(TIMEOUT):
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            answer = b""
            with contextlib.suppress(ConnectionError):
                for part in parts:
                    writer.write(part)
                    await writer.drain()
                if end:
                    writer.write_eof()
                answer = await reader.read()
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()
            return answer

    async def everything(self) -> dict[str, list[Any]]:
        """Every row of every table."""
        async with self.context.database.reading() as tx:
            return {
                name: [tuple(row) for row in await tx.execute(select(table).order_by(*table.primary_key))]
                for name, table in tables.metadata.tables.items()
            }


@pytest.fixture
async def door(database: Database, caplog: pytest.LogCaptureFixture) -> AsyncIterator[Door]:
    """An open door; at its end, no secret was logged, and no error of ours."""
    caplog.set_level(logging.INFO)
    async with opened(database) as made:
        yield made
        async with database.reading() as tx:
            tokens = (await tx.execute(select(tables.jobs.c.webhook_token))).scalars().all()
        written = [token for token in tokens if token]
        for secret in (*written, *map(made.maker.secret_for, written), made.maker.secret_for("")):
            assert secret not in caplog.text
        assert "broken:" not in caplog.text
        assert "Traceback" not in caplog.text


@contextlib.asynccontextmanager
async def opened(database: Database) -> AsyncIterator[Door]:
    maker = await WebhookTargets.open(BASE, database)
    context = Context(
        database=database,
        catalog=Catalog.of(Host.MUSICAPI, ("sonic",)),
        musicapi_host="musicapi.test",
        worker_id=OWNER,
        default_allowance=240,
        now=lambda: NOW,
        random=lambda: 0.5,
        poll_interval=5.0,
        webhooks=maker.webhook_for,
    )
    seconds = [0.0]
    taking = WebhookReceiver(context, JobLifecycle(context), maker, RejectionLog(lambda: seconds[0]))
    async with listen(taking, "127.0.0.1", 0) as port:
        yield Door(context, maker, taking, port, seconds)


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What was logged at the door."""
    return [record.getMessage() for record in caplog.records if record.getMessage().startswith("webhook")]


# What a genuine webhook brings about


async def test_the_task_of_a_callback_is_looked_at_now(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    job = await door.job()
    assert job.poll_at == after(5)
    assert await door.send(door.call(job)) == 200
    await door.webhooks.work()
    assert await door.again(job) == replace(job, poll_at=NOW)
    assert lines(caplog) == [f"webhook_accepted job={job.id} event=song.completed"]


@pytest.mark.parametrize("marked", [True, False], ids=["marked as lost", "its answer still on the way"])
async def test_a_create_that_was_never_answered_is_found_before_the_call_is_answered(door: Door, marked: bool) -> None:
    job = await (door.lost() if marked else door.job(JobState.SUBMITTING))
    assert await door.send(door.call(job, "the-task")) == 200
    # Nothing was done after the answer: this is what a crash at this moment leaves behind.
    found = await door.again(job)
    assert (found.state, found.task_id, found.poll_at) == (JobState.RUNNING, "the-task", NOW)
    assert found.answer_lost_at == job.answer_lost_at


async def test_the_loop_does_the_work_by_itself_and_ends_when_told(
    door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    job, stop = await door.job(), asyncio.Event()
    loop = asyncio.create_task(door.webhooks.run(stop))
    await door.send(door.call(job))
    async with asyncio.timeout(TIMEOUT):
        while (await door.again(job)).poll_at != NOW:  # noqa: ASYNC110 - the table tells nobody
            await asyncio.sleep(0.01)
    for _ in range(LINES_A_MINUTE + 3):
        door.webhooks.rejections.reject("forged", HTTPStatus.UNAUTHORIZED)
    stop.set()
    await asyncio.wait_for(loop, TIMEOUT)
    assert (await door.again(job)).poll_at == NOW
    assert lines(caplog)[-1] == "webhooks_suppressed count=3 forged=3"


async def test_a_callback_that_came_before_the_creates_answer_is_no_other_task(door: Door) -> None:
    job = await door.job(JobState.SUBMITTING)
    assert await door.send(door.call(job, "the-task")) == 200
    await JobLifecycle(door.context).record_task(job, TaskId("the-task"))
    assert (await door.again(job)).task_id == "the-task"
    await JobLifecycle(door.context).mark_answer_lost(job)
    assert (await door.again(job)).state is JobState.RUNNING


@pytest.mark.parametrize("kept", [True, False])
async def test_a_proxy_may_keep_the_path_of_the_address_or_take_it_away(door: Door, kept: bool) -> None:
    job = await door.job()
    call = door.call(job)
    address = door.maker.webhook_for(job).url
    assert address == f"{BASE}{call.path}"
    assert await door.send(replace(call, path=f"/encore{call.path}" if kept else call.path)) == 200


async def test_addresses_and_keys_are_the_same_after_a_restart_and_others_for_each_job(
    door: Door, database: Database
) -> None:
    one, other = await door.job(), await door.job()
    reopened = await WebhookTargets.open(BASE, database)
    assert reopened.webhook_for(one) == door.maker.webhook_for(one)
    assert door.maker.secret_for("a") != door.maker.secret_for("b")
    assert door.maker.webhook_for(one).url != door.maker.webhook_for(other).url
    assert len(door.maker.webhook_for(one).url) <= 1024
    assert one.webhook_token
    assert one.webhook_token not in repr((one, door.maker.webhook_for(one), door.context))


async def test_two_processes_that_start_at_once_agree_on_the_key(database: Database) -> None:
    first, second = await asyncio.gather(*(WebhookTargets.open(BASE, database) for _ in range(2)))
    assert first.secret_for("a") == second.secret_for("a")


# What changes nothing


async def running(door: Door, **more: Any) -> Call:
    return door.call(await door.job(), **more)


async def _forged(door: Door) -> Call:
    return await running(door, X_Webhook_Signature="sha256=" + "0" * 64)


async def _changed(door: Door) -> Call:
    call = await running(door)
    return replace(call, body=call.body.replace(b"suno", b"nuro"))


async def _of_another_job(door: Door) -> Call:
    call, other = await running(door), await door.job()
    return replace(call, path=f"/musicapi/{other.webhook_token}")


async def _unsigned(door: Door) -> Call:
    return replace(await running(door), headers={})


async def _old(door: Door) -> Call:
    return await running(door, at=NOW - timedelta(minutes=6))


async def _future(door: Door) -> Call:
    return await running(door, at=NOW + timedelta(minutes=6))


async def _unknown(door: Door) -> Call:
    stranger = replace(await door.job(), webhook_token=secrets.token_urlsafe(24))
    return door.call(stranger)


async def _of_another_task(door: Door) -> Call:
    other = await door.job()
    return door.call(await door.job(), other.task_id)


async def _lost_and_of_another_task(door: Door) -> Call:
    other = await door.job()
    return door.call(await door.lost(), other.task_id)


async def _not_sent_yet(door: Door) -> Call:
    return door.call(await door.job(JobState.QUEUED), "the-task")


async def _done(door: Door) -> Call:
    return door.call(await door.job(JobState.DONE))


async def _done_and_of_another_task(door: Door) -> Call:
    return door.call(await door.job(JobState.DONE), "another-task")


async def _failed(door: Door) -> Call:
    return door.call(await door.failed())


async def _failed_and_of_another_task(door: Door) -> Call:
    return door.call(await door.failed(), "another-task")


async def _refunded(door: Door) -> Call:
    job = await door.lost()
    await JobLifecycle(door.context).fail_as_lost(job)
    return door.call(job, "the-task")


async def _huge(door: Door) -> Call:
    return await running(door, body=b"x" * (LARGEST_BODY + 1))


async def _huge_in_chunks(door: Door) -> Call:
    call = await running(door, body=b"x" * (LARGEST_BODY + 1))

    async def chunks() -> AsyncIterator[bytes]:
        for start in range(0, len(call.body), 65536):
            yield call.body[start : start + 65536]

    return replace(call, body=chunks())


async def _packed(door: Door) -> Call:
    call = await running(door, body=gzip.compress(b"0" * 50_000_000), Content_Encoding="gzip")
    return replace(call, headers={**call.headers, "Content-Type": "application/json"})


async def _no_body(door: Door) -> Call:
    return await running(door, body=b"")


async def _no_json(door: Door) -> Call:
    return await running(door, body=b"<html>")


async def _no_object(door: Door) -> Call:
    return await running(door, body=[1, 2])


async def _nested(door: Door) -> Call:
    return await running(door, body=b"[" * 200_000)


async def _strange_task(door: Door) -> Call:
    return await running(door, body={"task_id": {"a": 1}})


async def _get(door: Door) -> Call:
    return replace(await running(door), method="GET", body=None)


async def _put(door: Door) -> Call:
    return replace(await running(door), method="PUT")


async def _elsewhere(door: Door) -> Call:
    return replace(await running(door), path="/wp-login.php")


async def _half_a_token(door: Door) -> Call:
    call = await running(door)
    return replace(call, path=call.path[:-1])


async def _more_than_a_token(door: Door) -> Call:
    call = await running(door)
    return replace(call, path=f"{call.path}/more")


NOTHING = [
    (_forged, 401, "forged"),
    (_changed, 401, "forged"),
    (_of_another_job, 401, "forged"),
    (_unsigned, 401, "unsigned"),
    (_old, 401, "old"),
    (_future, 401, "future"),
    (_unknown, 404, "unknown"),
    (_of_another_task, 409, "misaddressed"),
    (_lost_and_of_another_task, 409, "misaddressed"),
    (_not_sent_yet, 409, "early"),
    (_done, 200, "over"),
    (_done_and_of_another_task, 409, "misaddressed"),
    (_failed, 200, "over"),
    (_failed_and_of_another_task, 409, "misaddressed"),
    (_refunded, 200, "refunded"),
    (_huge, 413, "too_large"),
    (_huge_in_chunks, 413, "too_large"),
    (_packed, 400, "unreadable"),
    (_no_body, 400, "unreadable"),
    (_no_json, 400, "unreadable"),
    (_no_object, 400, "unreadable"),
    (_nested, 400, "unreadable"),
    (_strange_task, 400, "unreadable"),
    (_get, 405, "method"),
    (_put, 405, "method"),
    (_elsewhere, 404, "no_such_path"),
    (_half_a_token, 404, "no_such_path"),
    (_more_than_a_token, 404, "no_such_path"),
]


@pytest.mark.parametrize(("make", "status", "why"), NOTHING, ids=[make.__name__[1:] for make, _, _ in NOTHING])
async def test_it_is_turned_away_logged_once_and_changes_nothing(
    door: Door, caplog: pytest.LogCaptureFixture, make: Callable[[Door], Any], status: int, why: str
) -> None:
    call = await make(door)
    before = await door.everything()
    caplog.clear()
    assert await door.send(call) == status
    await door.webhooks.work()
    assert await door.everything() == before
    (line,) = [record.getMessage() for record in caplog.records]
    assert line.split()[:2] == ["webhook_ignored" if status == 200 else "webhook_rejected", f"why={why}"]
    assert call.path.rpartition("/")[2] not in line  # the token of the address


@pytest.mark.parametrize("changed", [{}, {"X-Webhook-Id": "another"}], ids=["as it was", "with another id"])
async def test_a_repeated_callback_is_answered_alike_and_changes_nothing(
    door: Door, caplog: pytest.LogCaptureFixture, changed: dict[str, str]
) -> None:
    job = await door.job()
    call = door.call(job)
    assert await door.send(call) == 200
    await door.webhooks.work()
    await door.plan(job, after(60))
    caplog.clear()
    assert await door.send(replace(call, headers={**call.headers, **changed})) == 200
    await door.webhooks.work()
    assert (await door.again(job)).poll_at == after(60)
    assert lines(caplog) == [f"webhook_ignored why=repeated job={job.id}"]


async def test_the_vendors_own_repetition_is_known_by_its_id(door: Door) -> None:
    job = await door.job()
    assert await door.send(door.call(job, X_Webhook_Id="wh")) == 200
    await door.webhooks.work()
    await door.plan(job, after(60))
    assert await door.send(door.call(job, at=after(20), X_Webhook_Id="wh")) == 200
    await door.webhooks.work()
    assert (await door.again(job)).poll_at == after(60)


# What an open network may do


RAW = {
    "no http": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 200,),
    "http/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",),
    "a header bomb": (b"POST / HTTP/1.1\r\nHost: x\r\n", *[b"X-%d: %s\r\n" % (n, b"y" * 1000) for n in range(5000)]),
    "one endless header": (b"POST / HTTP/1.1\r\nHost: x\r\nX: ", *[b"y" * 65536] * 40),
    "an endless request line": (b"GET /", *[b"a" * 65536] * 40),
    "a wrong length": (b"POST /musicapi/" + b"t" * 32 + b" HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",),
    "two lengths": (
        b"POST /musicapi/" + b"t" * 32 + b" HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    ),
    "a broken chunk": (
        b"POST /musicapi/" + b"t" * 32 + b" HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n",
    ),
}


@pytest.mark.parametrize("name", RAW)
async def test_what_is_no_request_is_refused_logged_once_and_changes_nothing(
    door: Door, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    before = await door.everything()
    answer = await door.raw(*RAW[name])
    assert answer == b"" or answer.startswith((b"HTTP/1.1 400", b"HTTP/1.0 400"))
    assert await door.everything() == before
    assert len(lines(caplog)) == 1
    assert len(caplog.records) == 1


async def test_a_sender_who_is_gone_in_the_middle_is_forgotten(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    call = await running(door)
    await door.raw(f"POST {call.path} HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{{".encode(), end=True)
    for _ in range(int(TIMEOUT / 0.01)):
        if lines(caplog):
            break
        await asyncio.sleep(0.01)
    assert lines(caplog) == ["webhook_rejected why=broken_off address=-"]


async def test_a_slow_body_is_not_waited_for(
    door: Door, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "BODY_TIMEOUT", 0.1)
    call = await running(door)
    answer = await door.raw(f"POST {call.path} HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{{".encode())
    assert answer.startswith(b"HTTP/1.1 408")
    assert lines(caplog) == ["webhook_rejected why=slow address=-"]


async def test_slow_headers_are_not_waited_for(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "HEADER_TIMEOUT", 0.1)
    async with opened(database) as door:
        assert await door.raw(b"POST /musicapi/ HTTP/1.1\r\nHos") == b""
        assert await door.raw() == b""


async def test_nobody_is_kept_out_by_those_who_only_stand_there(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    standing = [await asyncio.open_connection("127.0.0.1", door.port) for _ in range(3 * MAX_CONNECTIONS)]
    job = await door.job()
    assert await door.send(door.call(job)) == 200
    assert lines(caplog) == ["webhook_rejected why=crowded address=-"]
    for _, writer in standing:
        writer.close()
    for _, writer in standing:
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()


async def test_a_crowd_that_comes_all_at_once_is_no_larger(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "MAX_CONNECTIONS", 8)
    # They stand before the door before the first of them is let in.
    async with opened(database) as door, contextlib.AsyncExitStack() as stack:
        standing = [stack.enter_context(socket.create_connection(("127.0.0.1", door.port))) for _ in range(60)]
        left = standing
        for _ in range(int(TIMEOUT / 0.01)):
            left = [each for each in standing if not _ended(each)]
            if len(left) <= 8:
                break
            await asyncio.sleep(0.01)
        assert left == standing[-8:]


def _ended(connection: socket.socket) -> bool:
    connection.setblocking(False)
    try:
        return connection.recv(1) == b""
    except BlockingIOError:
        return False


async def test_a_thousand_requests_fill_no_log_and_keep_nobody_out(
    door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    call = await _forged(door)
    request = (
        f"POST {call.path} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(call.body)}\r\n"
        + "".join(f"{name}: {value}\r\n" for name, value in call.headers.items())
        + "\r\n"
    ).encode() + call.body
    for _ in range(20):
        answers = await asyncio.gather(*(door.raw(request) for _ in range(50)))
        assert {answer[:12] for answer in answers} == {b"HTTP/1.1 401"}
    assert len(lines(caplog)) == LINES_A_MINUTE
    assert await door.send(door.call(await door.job())) == 200
    door.seconds[0] += MINUTE
    caplog.clear()
    door.webhooks.rejections.log_summary()
    door.webhooks.rejections.log_summary()
    assert lines(caplog) == [f"webhooks_suppressed count={1000 - LINES_A_MINUTE} forged={1000 - LINES_A_MINUTE}"]


async def test_only_the_first_request_of_a_connection_is_answered(door: Door) -> None:
    answer = await door.raw(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n" * 50)
    assert answer.count(b"HTTP/1.1") == 1
    assert b"Connection: close" in answer


async def test_a_sender_who_asks_first_is_told_to_go_on_and_one_who_has_too_much_is_not(door: Door) -> None:
    call = door.call(await door.job())
    for length, answered in ((len(call.body), b"HTTP/1.1 200 OK"), (LARGEST_BODY + 1, b"HTTP/1.1 413 ")):
        head = [f"POST {call.path} HTTP/1.1", "Host: x", "Expect: 100-continue", f"Content-Length: {length}"]
        head += [f"{name}: {value}" for name, value in call.headers.items()]
        async with asyncio.timeout(TIMEOUT):
            reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
            writer.write("\r\n".join([*head, "", ""]).encode())
            if answered == b"HTTP/1.1 200 OK":
                assert await reader.readuntil(b"\r\n\r\n") == b"HTTP/1.1 100 Continue\r\n\r\n"
                writer.write(call.body)
            assert (await reader.readuntil(b"\r\n")).startswith(answered)
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()


async def test_more_news_than_can_be_kept_is_refused_and_what_was_taken_is_done(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiver, "WAITING", 3)
    made = [await door.job() for _ in range(5)]
    assert [await door.send(door.call(job)) for job in made] == [200, 200, 200, 503, 503]
    await door.webhooks.work()
    assert [(await door.again(job)).poll_at for job in made] == [NOW] * 3 + [after(5)] * 2


# What may be wrong on our side


async def test_a_task_that_could_not_be_written_down_is_written_down_as_soon_as_it_can_be(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    database = await Database.open(f"sqlite:///{tmp_path}/encore.db", busy_timeout=0.05)
    try:
        async with opened(database) as door:
            job = await door.lost()
            other = sqlite3.connect(tmp_path / "encore.db", isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            assert await door.send(door.call(job, "the-task")) == 503
            await door.webhooks.work()
            assert (await door.again(job)).state is JobState.SUBMITTING
            other.execute("ROLLBACK")
            other.close()
            await door.webhooks.work()
            assert (await door.again(job)).task_id == "the-task"
    finally:
        await database.close()
    assert all("why=database:" in line for line in lines(caplog)[:2])


async def test_a_taken_port_is_one_plain_sentence(door: Door) -> None:
    with pytest.raises(CannotListen, match=r"^Nothing can listen at 127\.0\.0\.1:\d+ \(Address already in use\): "):
        async with listen(door.webhooks, "127.0.0.1", door.port):
            pass


@pytest.mark.parametrize("host", ["192.0.2.7", "no-such-host.invalid"])
async def test_an_address_of_another_machine_is_one_plain_sentence(door: Door, host: str) -> None:
    with pytest.raises(CannotListen, match=rf"^Nothing can listen at {host}:"):
        async with listen(door.webhooks, host, 8090):
            pass


def test_the_bot_ends_with_one_line_and_code_2_where_the_port_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        env = {
            **os.environ,
            "DISCORD_TOKEN": "a-token-of-the-test",
            "DISCORD_API_URL": "http://127.0.0.1:9",
            "MUSICAPI_KEY": "a-key-of-the-test",
            "MUSICAPI_FAMILIES": "",
            "DATABASE_URL": f"sqlite:///{tmp_path}/encore.db",
            "WEBHOOK_URL": "https://songs.example.com",
            "WEBHOOK_LISTEN": f"127.0.0.1:{taken.getsockname()[1]}",
        }
        ended = subprocess.run(
            [sys.executable, "-m", "bot"], cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=60
        )
    assert ended.returncode == 2
    (line,) = ended.stderr.splitlines()
    assert " cannot_listen setting=WEBHOOK_LISTEN fix=" in line
