"""Discord's limits while songs are delivered: a wait that it names is kept, and none of them stops everything else."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import update

from bot.delivery import retries
from bot.gateway import rest_limits
from bot.gateway.rest_limits import GlobalPause, RefusalMeter
from data import tables
from data.ids import GuildId, JobId
from sandbox.discord import limits
from sandbox.discord.entities import Overwrite
from sandbox.discord.errors import DiscordError
from sandbox.discord.permissions import Permission
from sandbox.discord.ratelimit import VIA
from sandbox.wire.exchange import Answer, json_answer
from tests.bot.transports import deliver
from tests.cogs.live import WAIT, open_live
from tests.cogs.test_delivery import BY_BOT, EVERY_WAY, JOB, LONG, NEW, card, done, is_delivered, letters, refuse, songs
from tests.e2e.conftest import audio

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.cogs.live import Live

HOUR = 3_600.0


@pytest.fixture
async def live(tmp_path: Path) -> AsyncIterator[Live]:
    async with open_live(tmp_path) as opened:
        yield opened


def limited(seconds: float, *, whole_bot: bool = False) -> Answer:
    """A 429 as Discord's API says it."""
    said = json_answer(429, {"message": "slow down", "retry_after": seconds, "global": whole_bot, "code": 0})
    return replace(said, headers=VIA)


def shut_out(wait: str) -> Answer:
    """A 429 as Cloudflare says it, before Discord."""
    return Answer(429, b"<html>Access denied</html>", content_type="text/html", headers={"Retry-After": wait})


async def in_time(work: Any) -> None:
    async with asyncio.timeout(WAIT):
        await work


async def delivers_at(live: Live) -> float:
    """In how many seconds the song is delivered."""
    at = (await live.studio.job(JOB)).deliver_at
    assert at is not None
    return (at - live.studio.context.now()).total_seconds()


async def test_a_pause_of_the_whole_bot_ends_though_the_request_that_was_told_of_it_is_given_up(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    await card(live)
    await done(live)
    live.sandbox.discord.trouble.answer_instead("PATCH", BY_BOT, limited(29, whole_bot=True))
    over, told = live.client.http._global_over, asyncio.Event()
    clear = over.clear
    monkeypatch.setattr(over, "clear", lambda: (clear(), told.set()))
    delivering = asyncio.create_task(live.studio.courier._deliver(JOB))
    await in_time(told.wait())
    delivering.cancel()  # as a time-out does
    await asyncio.wait([delivering])
    await in_time(deliver(live.studio))
    assert await is_delivered(live)


async def test_whatever_ends_a_request_ends_its_pause_and_no_sooner() -> None:
    pause, told, go_on = GlobalPause(), asyncio.Event(), asyncio.Event()

    async def request() -> None:
        pause.clear()
        told.set()
        await go_on.wait()

    for is_cancelled in (False, True):
        asking = asyncio.create_task(request())
        await told.wait()
        assert not pause.is_set()
        if is_cancelled:
            asking.cancel()
        go_on.set()
        await asyncio.wait([asking])
        await asyncio.sleep(0)
        assert pause.is_set()
        told.clear()
        go_on.clear()


async def test_a_message_that_was_edited_too_often_is_posted_anew_and_nobody_waits_for_an_hour(live: Live) -> None:
    promised = await card(live)
    await done(live)
    promised.created_at -= 2 * HOUR
    live.sandbox.world.old_edits[promised.channel_id] = [live.sandbox.clock.now()] * limits.OLD_EDITS
    async with live.database.transaction() as tx:
        long_ago = live.studio.context.now() - timedelta(hours=2)
        await tx.execute(update(tables.jobs).values(created_at=long_ago))
    await in_time(deliver(live.studio))
    (message,) = songs(live)
    assert message.id != promised.id
    assert await is_delivered(live)


@pytest.mark.promise(key="refused-by-discord")
@pytest.mark.parametrize("answer", [limited(2_000), shut_out("2000")], ids=["Discord", "Cloudflare"])
async def test_a_wait_that_discord_names_is_kept_and_the_song_comes_after_it(live: Live, answer: Answer) -> None:
    promised = await card(live)
    await done(live)
    order = live.sandbox.discord.trouble.answer_instead("PATCH", BY_BOT, answer, times=LONG)
    await in_time(deliver(live.studio))
    assert await delivers_at(live) == pytest.approx(2_000)
    for _ in range(6):
        await in_time(deliver(live.studio, 300))
    assert order.times == LONG - 1
    live.sandbox.discord.trouble.clear()
    await in_time(deliver(live.studio, 201))
    assert [message.id for message in songs(live)] == [promised.id]


async def test_a_wait_that_cannot_be_meant_is_none_or_an_hour(live: Live) -> None:
    await card(live)
    await done(live)
    absurd = ("-5", "nan", "inf", "soon", "Wed, 21 Oct 2026 07:28:00 GMT", "0", "9" * 400)
    for tries, (wait, named) in enumerate([*((wait, 0.0) for wait in absurd), ("1e12", HOUR)]):
        live.sandbox.discord.trouble.answer_instead("PATCH", BY_BOT, shut_out(wait))
        await in_time(deliver(live.studio))
        usual = retries.seconds_until_retry(tries)
        assert usual is not None
        assert await delivers_at(live) == pytest.approx(max(usual, named))
        live.studio.clock.advance(await delivers_at(live))


async def orders(live: Live, count: int) -> list[JobId]:
    """Songs that are done and whose interactions are over."""
    for number in range(count):
        live.database.reset()
        asked = live.sandbox.person("mia").type_command(live.sandbox.songs.id, "song", {"prompt": f"pop {number}"})
        assert (await asked.answered()).message is not None
        await live.database.written(2)
    over = live.studio.context.now() - timedelta(hours=1)
    async with live.database.transaction() as tx:
        await tx.execute(update(tables.jobs).values(token_expires_at=over))
    numbers = [JobId(number) for number in range(1, count + 1)]
    for number in numbers:
        await live.studio.finish(await live.studio.job(number))
    return numbers


@pytest.mark.promise(key="refused-by-discord")
async def test_the_bot_is_refused_no_more_before_discord_closes_its_door_and_the_songs_come_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(rest_limits, "MOST_REFUSALS", 10)
    async with open_live(tmp_path) as live:
        live.client.refusals._clock = lambda: live.studio.clock.now()
        numbers = await orders(live, 3)
        refuse(live, DiscordError(403, 0, "403: Forbidden"), *EVERY_WAY)
        refused_at: list[float] = []
        live.sandbox.discord.traffic.listeners.append(
            lambda e: refused_at.append(live.studio.clock.now()) if e.answer.status == 403 else None
        )
        for _ in range(20):
            await in_time(deliver(live.studio, 60))
        in_a_window = max(sum(0 <= at - begin < rest_limits.WINDOW for at in refused_at) for begin in refused_at)
        assert 10 <= in_a_window < 10 + len(numbers), "those that had begun may be refused once more"
        assert "discord_refuses_often seconds=" in caplog.text
        live.sandbox.discord.trouble.clear()
        for _ in range(3):
            await in_time(deliver(live.studio, rest_limits.WINDOW))
        assert [len(audio(message)) for message in songs(live)] == [2] * len(numbers)
        assert all([(await live.studio.job(number)).delivered_at for number in numbers])


async def test_a_song_whose_interaction_lives_is_posted_however_much_was_refused(live: Live) -> None:
    promised = await card(live, token_lives=True)
    await done(live)
    for _ in range(rest_limits.MOST_REFUSALS):
        live.client.refusals.note(403)
    await in_time(deliver(live.studio))
    assert len(audio(promised)) == 2


def test_only_what_discord_counts_is_counted_and_only_for_ten_minutes() -> None:
    now = 0.0
    meter = RefusalMeter(lambda: now)
    for _ in range(rest_limits.MOST_REFUSALS):
        for status in (200, 204, 400, 404, 413, 500, 503):
            meter.note(status)
        meter.note(429, "shared")
    assert meter.seconds_left() == 0
    for number in range(rest_limits.MOST_REFUSALS):
        assert meter.seconds_left() == 0
        meter.note((401, 403, 429)[number % 3], ("user", "global", None)[number % 3])
    assert meter.seconds_left() == rest_limits.WINDOW
    now = rest_limits.WINDOW - 1
    meter.note(403)
    assert meter.seconds_left() == pytest.approx(1)
    now = rest_limits.WINDOW
    assert meter.seconds_left() == 0


@pytest.mark.promise(key="refused-by-discord")
@pytest.mark.parametrize("answer", [None, json_answer(503, {"message": "upstream", "code": 0})], ids=["gone", "503"])
async def test_a_discord_that_is_down_for_an_hour_is_asked_ever_more_rarely_and_gets_the_song_once(
    live: Live, answer: Answer | None
) -> None:
    promised = await card(live)
    await done(live)
    trouble, asked = live.sandbox.discord.trouble, list[str]()
    live.sandbox.discord.traffic.listeners.append(lambda e: asked.append(e.request.path))
    if answer is None:
        trouble.down = True
    else:
        for method, path in EVERY_WAY:
            trouble.answer_instead(method, path, answer, times=LONG)
    for _ in range(720):
        await in_time(deliver(live.studio, 5))
    assert not await is_delivered(live)
    assert 10 <= len(asked) <= 25
    trouble.clear()
    await in_time(deliver(live.studio, 300))
    assert [message.id for message in songs(live)] == [promised.id]
    assert len(audio(promised)) == 2
    assert (await live.studio.account(GuildId(live.sandbox.studio.id))).held == 0


@pytest.mark.parametrize("taken", [Permission.ATTACH_FILES, Permission.EMBED_LINKS], ids=["files", "embeds"])
async def test_a_permission_that_was_taken_away_meanwhile_sends_the_song_by_letter(
    live: Live, taken: Permission, caplog: pytest.LogCaptureFixture
) -> None:
    promised = await card(live)
    await done(live)
    live.sandbox.world.set_overwrite(live.sandbox.songs, Overwrite(live.sandbox.world.bot.id, 1, deny=taken))
    await in_time(deliver(live.studio))
    assert audio(promised) == []
    (letter,) = letters(live)
    assert len(audio(letter)) == 2
    assert await is_delivered(live)
    assert "403 50013" in caplog.text


@pytest.mark.parametrize("shares_another", [True, False])
async def test_a_bot_that_was_thrown_out_writes_to_the_person_where_it_may(
    live: Live, caplog: pytest.LogCaptureFixture, *, shares_another: bool
) -> None:
    await card(live)
    job = await done(live)
    if shares_another:
        live.sandbox.world.add_member(live.sandbox.elsewhere, live.sandbox.mia)
    live.sandbox.world.remove_bot(live.sandbox.studio)
    await in_time(deliver(live.studio))
    assert await is_delivered(live)  # once and for all: nobody asks for days
    assert [len(audio(letter)) for letter in letters(live)] == ([2] if shares_another else [])
    assert ("delivery_impossible job=1" in caplog.text) is not shares_another
    assert all(clip.deleted_at is None for clip in await live.studio.clips(job))


async def test_nobody_is_written_to_twice_where_the_answer_to_a_letter_was_lost(live: Live) -> None:
    await card(live)
    await done(live)
    live.sandbox.world.set_overwrite(
        live.sandbox.songs, Overwrite(live.sandbox.world.bot.id, 1, deny=Permission.VIEW_CHANNEL)
    )
    elsewhere = str(live.sandbox.songs.id)
    pause = live.sandbox.discord.trouble.pause("POST", NEW, "after", lambda request: elsewhere not in request.path)
    delivering = asyncio.create_task(deliver(live.studio))
    async with asyncio.timeout(WAIT):
        await pause.reached()
        pause.drop()
        await delivering
    assert not await is_delivered(live)
    await in_time(deliver(live.studio, 6))
    (letter,) = letters(live)
    assert len(audio(letter)) == 2
    assert await is_delivered(live)
