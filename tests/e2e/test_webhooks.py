"""MusicAPI calls the real bot over loopback: what was lost is found again, and nobody else's call changes anything."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from data.rows import FailureKind, JobState
from sandbox.musicapi.webhooks import signature_headers as signed
from tests.e2e.conftest import TIMEOUT, Stage, audio, is_done, open_stage, said

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from sandbox.musicapi.webhooks import Sent

SONIC = "sonic/sonic-v5"  # riffusion does not call
PRICE = 15
PRODUCER = "producer/FUZZ-2.0"  # calls once a song, at its end
CREATE = r"/create$"


@pytest.fixture
async def called(tmp_path: Path) -> AsyncIterator[Stage]:
    """A bot that MusicAPI can reach; at its end, neither its log nor Discord was told a token or a key."""
    async with open_stage(tmp_path, webhooks=True) as made:
        yield made
        asked = [create.body for create in made.sandbox.vendor.accepted if "webhook_url" in create.body]
        secrets = [secret for body in asked for secret in (body["webhook_url"][-32:], body["webhook_secret"])]
        assert len(set(secrets)) == 2 * len(asked)
        told = b"".join(exchange.request.body for exchange in made.sandbox.discord.traffic) + made.log().encode()
        assert not [secret for secret in secrets if secret.encode() in told]


def remembered(stage: Stage) -> list[list[Any]]:
    """All that the database remembers of songs, credits and webhooks, but for who looks after it just now."""
    path = stage.database_url.removeprefix("sqlite:///")
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        database.row_factory = sqlite3.Row
        tables = ("jobs", "clips", "ledger", "accounts", "webhooks")
        rows = [database.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables]
    database.close()
    passing = ("lease_until", "poll_at", "polls")
    return [[{name: row[name] for name in row.keys() if name not in passing} for row in found] for found in rows]  # noqa: SIM118 - iterating a row gives its values


def ledger_of(stage: Stage) -> list[str]:
    return [row["kind"] for row in remembered(stage)[2]]


async def first_call(stage: Stage) -> Sent:
    """MusicAPI's first call, once it knows how it was answered."""

    async def look() -> Sent | None:
        return next(iter(stage.sandbox.vendor.webhooks.sent), None)

    return await stage.until(look, "called")


async def found_again(stage: Stage, asked: Any) -> None:
    """The song whose answer was lost is posted: one create, one charge."""
    message = await stage.finished(asked)
    assert len(audio(message)) == 2
    assert stage.songs_in() == [message]
    job = await stage.settled()
    assert (job.state, job.task_id) == (JobState.DONE, stage.sandbox.vendor.accepted[0].task_id)
    account = await stage.account()
    assert (stage.creates(), account.held, account.spent) == (1, 0, PRICE)
    assert ledger_of(stage) == ["hold", "settle"]
    assert len(stage.lines("task_found job=1 ")) == 1


@pytest.mark.parametrize("how", ["dropped", "muddled"])
async def test_a_song_whose_answer_was_lost_is_found_again_and_posted(called: Stage, how: str) -> None:
    orders = called.sandbox.vendor.orders
    (orders.lose_next_answer if how == "dropped" else orders.muddle_next_answer)()
    asked = called.ask(model=SONIC)
    await called.logged("answer_lost job=1 ")
    assert (await called.account()).held == PRICE
    await found_again(called, asked)


@pytest.mark.promise(key="sent-once")
async def test_killed_right_after_the_request_the_song_is_found_again_and_posted(called: Stage) -> None:
    called.sandbox.vendor.orders.time_next_task(400, 400)
    pause = called.sandbox.musicapi.trouble.pause("POST", CREATE, "after")
    asked = called.ask(model=SONIC)
    await called.restart_at(pause)
    await found_again(called, asked)


async def test_a_call_that_nobody_answered_finds_the_song_when_it_is_repeated(called: Stage) -> None:
    webhooks = called.sandbox.vendor.webhooks
    webhooks.policy = replace(webhooks.policy, retries=8, pause=30.0)
    called.sandbox.vendor.orders.time_next_task(1, 1)
    pause = called.sandbox.musicapi.trouble.pause("POST", CREATE, "after")
    asked = called.ask(model=SONIC)
    await called.soon(pause.reached())
    await called.kill()
    pause.drop()
    assert (await first_call(called)).status == 0  # nobody was there
    await called.start()
    await found_again(called, asked)


async def test_a_song_that_was_done_while_the_bot_was_away_is_posted_right_after_its_start(called: Stage) -> None:
    webhooks = called.sandbox.vendor.webhooks
    webhooks.policy = replace(webhooks.policy, twice=0.0, streams=0.0)
    called.sandbox.vendor.orders.time_next_task(60, 60)
    asked = called.ask(model=SONIC)
    await called.logged("create_accepted job=1 ")
    await called.kill()
    assert (await first_call(called)).status == 0  # nobody was there, and nobody calls again
    await called.start()
    assert len(audio(await called.finished(asked))) == 2
    assert (called.creates(), (await called.account()).spent) == (1, PRICE)


async def test_killed_before_the_request_had_an_effect_nothing_is_found_and_nothing_made(called: Stage) -> None:
    pause = called.sandbox.musicapi.trouble.pause("POST", CREATE, "before")
    called.ask(model=SONIC)
    await called.restart_at(pause)
    await called.logged("answer_lost job=1 ")
    job = await called.job()
    assert job is not None
    assert job.state is JobState.SUBMITTING
    assert (called.creates(), (await called.account()).held) == (0, PRICE)


async def test_killed_right_after_the_call_was_answered_the_song_is_posted(called: Stage) -> None:
    called.sandbox.vendor.orders.lose_next_answer()
    polled = called.sandbox.musicapi.trouble.pause("GET", r"/task/", "before")
    asked = called.ask(model=SONIC)
    await called.soon(polled.reached())  # the call came, and nothing else was done yet
    assert (await first_call(called)).status == 200
    await called.restart_at(polled)
    await found_again(called, asked)


async def test_a_family_that_does_not_call_is_refunded_at_once(called: Stage) -> None:
    called.sandbox.vendor.orders.lose_next_answer()
    message = await called.ended(called.ask())
    assert "credits are back" in said(message)
    assert "webhook_url" not in called.sandbox.vendor.accepted[0].body
    assert ((await called.settled()).failure, (await called.account()).spent) == (FailureKind.LOST, 0)


@pytest.mark.promise(key="sent-once")
async def test_without_webhooks_a_lost_answer_is_refunded(stage: Stage) -> None:
    stage.sandbox.vendor.orders.lose_next_answer()
    message = await stage.ended(stage.ask(model=SONIC))
    assert "credits are back" in said(message)
    assert "webhook_url" not in stage.sandbox.vendor.accepted[0].body
    assert ((await stage.settled()).failure, (await stage.account()).spent) == (FailureKind.LOST, 0)
    assert (stage.creates(), stage.songs_in()) == (1, [])


async def test_songs_arrive_by_callback_with_few_looks_and_by_polling_where_it_is_lost(called: Stage) -> None:
    webhooks, orders = called.sandbox.vendor.webhooks, called.sandbox.vendor.orders
    asked = [called.ask(("mia", "noah")[number % 2], model=PRODUCER) for number in range(5)]
    for invocation in asked:
        assert len(audio(await called.finished(invocation))) == 1
    looks = [e for e in called.sandbox.musicapi.traffic if e.request.method == "GET" and "/task/" in e.request.path]
    assert len(looks) <= len(webhooks.sent) + 5  # one for a call, and now and then one more
    orders.lose_next_webhook()
    # How long its kind takes is learnt by now, so the look that makes sure comes soon.
    assert len(audio(await called.finished(called.ask("admin", model=PRODUCER)))) == 1
    lost = called.sandbox.vendor.accepted[5].task_id
    assert lost not in {sent.task_id for sent in webhooks.sent}
    assert (called.creates(), (await called.account()).spent) == (6, 6 * 12)


async def test_a_call_that_comes_again_and_again_posts_one_song(called: Stage) -> None:
    called.sandbox.vendor.orders.repeat_next_webhook(4)
    message = await called.song(model=SONIC)
    await called.logged("webhook_ignored why=", 4)
    assert called.songs_in() == [message]
    assert (await called.account()).spent == PRICE
    assert {sent.status for sent in called.sandbox.vendor.webhooks.sent} == {200}


async def test_a_call_that_tells_of_a_failure_ends_in_a_refund(called: Stage) -> None:
    called.sandbox.vendor.orders.fail_next("upstream error")
    message = await called.ended(called.ask(model=SONIC))
    assert "credits are back" in said(message)
    assert (await called.account()).spent == 0


@pytest.mark.promise(key="log")
async def test_nobody_elses_call_changes_anything(called: Stage) -> None:
    vendor = called.sandbox.vendor
    vendor.webhooks.policy = replace(vendor.webhooks.policy, streams=0.0)  # nothing genuine comes in between
    other = await called.song("noah", model=SONIC)
    vendor.orders.time_next_task(1, 1)  # over before the genuine call says so
    vendor.orders.lose_next_answer()
    vendor.orders.lose_next_webhook()
    asked = called.ask(model=SONIC)
    await called.logged("answer_lost job=2 ")
    await called.soon(asked.until(lambda message: "Encore waits for its call" in said(message)))
    first, second = vendor.accepted
    url, secret, now = second.body["webhook_url"], second.body["webhook_secret"], int(time.time())
    genuine = b'{"task_id":"%s","event":"song.completed"}' % str(second.task_id).encode()
    before = remembered(called)

    async def send(why: str, status: int, url: str, body: Any, headers: dict[str, str], method: str = "POST") -> None:
        known = len(called.lines("webhook_"))
        async with httpx.AsyncClient(trust_env=False, timeout=TIMEOUT) as client:
            answer = await client.request(method, url, content=body, headers=headers)
        assert (answer.status_code, answer.content) == (status, b"")
        await called.logged("webhook_", known + 1)
        assert called.lines("webhook_")[known].split()[3:5] == ["webhook_rejected", f"why={why}"]
        assert remembered(called) == before

    def by(secret: str, body: bytes = genuine, *, at: int = now) -> dict[str, str]:
        return signed(body, secret, "song.completed", f"wh-{secret[:4]}-{at}-{len(body)}", at)

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(64):
            yield b"x" * 65536

    # In another song's name, with its genuine key and task.
    theirs = b'{"task_id":"%s","event":"song.completed"}' % str(first.task_id).encode()
    await send("forged", 401, url, genuine, by("a guess"))
    await send("unsigned", 401, url, genuine, {})
    await send("forged", 401, url, genuine + b" ", by(secret))
    await send("forged", 401, url, theirs, by(first.body["webhook_secret"], theirs))
    await send("misaddressed", 409, url, theirs, by(secret, theirs))
    await send("old", 401, url, genuine, by(secret, at=now - 360))
    await send("future", 401, url, genuine, by(secret, at=now + 360))
    await send("too_large", 413, url, b"x" * 2_000_000, by(secret))
    await send("too_large", 413, url, endless(), by(secret))
    await send("unreadable", 400, url, b"[]", by(secret, b"[]"))
    await send("method", 405, url, b"", {}, "GET")
    await send("no_such_path", 404, url.rpartition("/")[0] + "/" + "A" * 31, genuine, by(secret))
    assert "Traceback" not in called.log()

    # And the genuine one is taken all the same, once.
    async with httpx.AsyncClient(trust_env=False, timeout=TIMEOUT) as client:
        assert (await client.post(url, content=genuine, headers=by(secret))).status_code == 200
        message = await called.finished(asked)
        assert (await client.post(url, content=genuine, headers=by(secret))).status_code == 200
    assert len(audio(message)) == 2
    assert all(is_done(song) for song in called.songs_in())
    assert len(called.songs_in()) == 2
    assert other in called.songs_in()
    assert (called.creates(), (await called.account()).spent) == (2, 2 * PRICE)


async def test_the_bot_ends_in_order_while_a_call_is_being_sent(called: Stage) -> None:
    await called.song(model=SONIC)
    url = called.sandbox.vendor.accepted[0].body["webhook_url"]
    port = int(url.split(":")[2].split("/")[0])
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"POST {url.partition(str(port))[2]} HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n".encode())
    await writer.drain()
    assert await called.bot.stop() == 0
    assert "stopped" in called.bot.last_words()
    writer.close()
    await called.soon(called.sandbox.discord.gone())
