"""What Discord refuses is said more plainly, by another way or later: a song that was paid for is not lost by it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from sqlalchemy import update

from bot.delivery import retries
from bot.jobs import settlement
from data import tables
from data.ids import ChannelId, JobId, MessageId
from data.rows import ClipState, FailureKind, JobState
from sandbox.discord import errors
from sandbox.discord.entities import Overwrite
from sandbox.discord.errors import DiscordError
from sandbox.discord.permissions import Permission
from sandbox.discord.ratelimit import VIA
from sandbox.wire.exchange import json_answer
from tests.bot.transports import deliver
from tests.cogs.live import WAIT, open_live
from tests.e2e.conftest import audio, is_done, labels, said

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from data.rows import Job
    from sandbox.discord.entities import Message
    from sandbox.wire.exchange import Request
    from tests.cogs.live import Live

BY_TOKEN = r"/webhooks/\d+/[^/]+/messages/"
BY_BOT = r"/channels/\d+/messages/\d+$"
NEW = r"/channels/\d+/messages$"
LETTERS = r"/users/@me/channels$"
JOB = JobId(1)
EVERY_WAY = (("PATCH", BY_TOKEN), ("PATCH", BY_BOT), ("POST", NEW), ("POST", LETTERS))
INVALID = DiscordError(400, 50035, "Invalid Form Body")
LONG = 100_000  # more often than anybody tries


@pytest.fixture
async def live(tmp_path: Path) -> AsyncIterator[Live]:
    async with open_live(tmp_path) as opened:
        yield opened


async def card(live: Live, *, token_lives: bool = False) -> Message:
    """A card that promises a song, whose interaction can still be answered, or no longer."""
    answer = await live.sandbox.person("mia").type_command(live.sandbox.songs.id, "song", {"prompt": "pop"}).answered()
    assert answer.message is not None
    await live.database.written(2)
    over = live.studio.context.now() + timedelta(hours=1 if token_lives else -1)
    async with live.database.transaction() as tx:
        await tx.execute(update(tables.jobs).values(token_expires_at=over))
    return answer.message


async def done(live: Live) -> Job:
    """The song once it is made, and not posted yet."""
    job = await live.studio.finish(await live.studio.job(JOB))
    assert job.state is JobState.DONE
    return job


async def half_done(live: Live) -> None:
    """One clip is there and the other a long way off."""
    live.studio.vendor.orders.time_next_task(20, 400)
    await live.studio.create()
    for _ in range(6):
        await live.studio.look(5)
    states = [clip.state for clip in await live.studio.clips(await live.studio.job(JOB))]
    assert states.count(ClipState.SUCCEEDED) == 1
    live.studio.clock.advance(6)  # it has waited for the other long enough


async def deliver_early(live: Live) -> None:
    """Post the clip that is there; looking at its card begins that."""
    await deliver(live.studio)
    await live.studio.courier.wait_until_idle()


def refuse(live: Live, refusal: DiscordError, *ways: tuple[str, str], times: int = LONG) -> None:
    for method, path in ways:
        live.sandbox.discord.trouble.answer_instead(method, path, refusal.answer(), times=times)


def songs(live: Live) -> list[Message]:
    return [message for message in live.sandbox.songs.messages.values() if audio(message)]


def letters(live: Live) -> list[Message]:
    channel = live.sandbox.world.dms.get(live.sandbox.mia.id)
    return list(channel.messages.values()) if channel else []


async def is_delivered(live: Live) -> bool:
    return (await live.studio.job(JOB)).delivered_at is not None


@pytest.mark.promise(key="refused-by-discord")
@pytest.mark.parametrize(
    "refusal",
    [errors.unauthorized(), INVALID, DiscordError(403, 0, "403: Forbidden"), DiscordError(404, 0, "404: Not Found")],
    ids=lambda refusal: str(refusal.status),
)
@pytest.mark.parametrize("token_lives", [False, True])
async def test_what_is_refused_by_every_way_is_posted_later(
    live: Live, refusal: DiscordError, token_lives: bool, caplog: pytest.LogCaptureFixture
) -> None:
    promised = await card(live, token_lives=token_lives)
    await done(live)
    refuse(live, refusal, *EVERY_WAY)
    await deliver(live.studio)
    assert not await is_delivered(live)
    assert f"{refusal.status} {refusal.code}" in caplog.text
    live.sandbox.discord.trouble.clear()
    await deliver(live.studio, 6)
    assert [message.id for message in songs(live)] == [promised.id]
    assert len(audio(promised)) == 2
    assert await is_delivered(live)


async def test_the_operator_is_told_that_the_bots_token_is_refused(
    live: Live, caplog: pytest.LogCaptureFixture
) -> None:
    await card(live)
    await done(live)
    refuse(live, errors.unauthorized(), *EVERY_WAY)
    for seconds in (0, 6, 11):
        await deliver(live.studio, seconds)
    assert caplog.text.count("operator_told topic=discord_token") == 1
    # The other ways need the same token: to be refused too often closes the door for everybody.
    tried = [exchange for exchange in live.sandbox.discord.traffic if with_song(exchange.request)]
    assert len(tried) == 3


def with_song(request: Request) -> bool:
    return b'filename="' in request.body and b".m4a" in request.body


@pytest.mark.parametrize(
    "refusal",
    [errors.dead_token(), errors.unknown_webhook(), errors.unauthorized(), errors.not_found()],
    ids=lambda refusal: f"{refusal.status}-{refusal.code}",
)
async def test_a_token_of_an_interaction_that_is_refused_is_dead_and_the_bot_edits(
    live: Live, refusal: DiscordError
) -> None:
    promised = await card(live, token_lives=True)
    await half_done(live)
    refuse(live, refusal, ("PATCH", BY_TOKEN))
    await deliver_early(live)
    assert len(audio(promised)) == 1
    job = await live.studio.job(JOB)
    assert job.token is None
    assert live.studio.told == []


@pytest.mark.promise(key="refused-by-discord")
@pytest.mark.parametrize(
    ("refused", "left"),
    [
        (b'filename="cover-', {"pictures": 0, "cards": 1, "buttons": 8}),
        (b'"fields"', {"pictures": 0, "cards": 1, "buttons": 8}),
        (b'"custom_id"', {"pictures": 0, "cards": 1, "buttons": 0}),
    ],
    ids=["cover", "fields", "buttons"],
)
@pytest.mark.parametrize("token_lives", [False, True])
async def test_what_may_be_refused_of_a_message_is_left_out(
    live: Live, refused: bytes, left: dict[str, int], token_lives: bool
) -> None:
    promised = await card(live, token_lives=token_lives)
    await done(live)

    def holds_it(request: Request) -> bool:
        return refused in request.body

    live.sandbox.discord.trouble.answer_instead("PATCH", "/messages/", INVALID.answer(), times=LONG, where=holds_it)
    await deliver(live.studio)
    assert len(audio(promised)) == 2
    assert await is_delivered(live)
    pictures = [attachment for attachment in promised.attachments if attachment.filename.startswith("cover-")]
    assert {
        "pictures": len(pictures),
        "cards": len(promised.embeds),
        "buttons": len(labels(promised)),
    } == left
    assert f"<@{live.sandbox.mia.id}>" in str(promised.embeds)  # nothing that the card says is lost


@pytest.mark.promise(key="refused-by-discord")
async def test_only_what_is_closed_for_good_ends_without_a_song_and_the_clips_stay(
    live: Live, caplog: pytest.LogCaptureFixture
) -> None:
    await card(live)
    job = await done(live)
    live.sandbox.mia.takes_dms = False
    live.sandbox.world.set_overwrite(
        live.sandbox.songs, Overwrite(live.sandbox.world.bot.id, 1, deny=Permission.VIEW_CHANNEL)
    )
    await deliver(live.studio)
    assert await is_delivered(live)
    assert "delivery_impossible job=1" in caplog.text
    assert "403 50001" in caplog.text
    assert "403 50007" in caplog.text
    assert [clip.posted_at for clip in await live.studio.clips(job)] == [None, None]
    assert all(clip.deleted_at is None for clip in await live.studio.clips(job))


async def test_a_message_too_old_for_one_more_edit_is_posted_anew(live: Live) -> None:
    promised = await card(live)
    await done(live)
    often = errors.too_many_old_edits(0.0).answer()  # discord.py asks five times
    often = replace(often, headers={**often.headers, **VIA})
    live.sandbox.discord.trouble.answer_instead("PATCH", BY_BOT, often, times=5)
    await deliver(live.studio)
    (message,) = songs(live)
    assert message.id != promised.id
    assert (await live.studio.job(JOB)).message_id == message.id


async def test_tries_are_bounded_and_the_last_one_is_logged(
    live: Live, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(retries, "MAX_TRIES", 3)
    await card(live)
    await done(live)
    refuse(live, INVALID, *EVERY_WAY)
    for _ in range(5):
        await deliver(live.studio, 400)
    assert await is_delivered(live)
    assert caplog.text.count("delivery_delayed") == 2
    assert "tried too often" in caplog.text
    assert "400 50035" in caplog.text.split("delivery_impossible")[1]


@pytest.mark.promise(key="refused-by-discord")
def test_tries_go_on_for_days() -> None:
    waits = [retries.seconds_until_retry(attempts) for attempts in range(retries.MAX_TRIES)]
    assert waits[:7] == [5, 10, 20, 40, 80, 160, 300]
    assert waits[-1] is None
    assert timedelta(days=3) < timedelta(seconds=sum(filter(None, waits))) < timedelta(days=7)
    known = [wait for wait in waits if wait is not None]
    assert sorted(known) == known


@pytest.mark.promise(key="clip-stays")
@pytest.mark.parametrize("token_lives", [False, True])
async def test_a_clip_that_was_posted_stays_though_its_task_fails_afterwards(live: Live, token_lives: bool) -> None:
    promised = await card(live, token_lives=token_lives)
    await half_done(live)
    await deliver_early(live)
    early = audio(promised)
    assert len(early) == 1
    job = await live.studio.job(JOB)
    live.studio.vendor.fail_now(str(job.task_id))
    ended = await live.studio.finish(job)
    await deliver(live.studio)
    assert audio(promised) == early
    assert ended.state is JobState.DONE
    assert is_done(promised)
    assert "Only 1 of 2" in said(promised)
    assert labels(promised) == ["1 Extend", "1 Cover", "1 More…", "Again · 12 credits", "Edit…"]
    async with live.database.reading() as tx:
        rows = await tx.execute(tables.ledger.select().with_only_columns(tables.ledger.c.kind, tables.ledger.c.credits))
    assert sorted(tuple(row) for row in rows) == [("hold", 12), ("settle", 12)]


@pytest.mark.promise(key="clip-stays")
@pytest.mark.parametrize("where", ["edited", "posted anew"])
@pytest.mark.parametrize("token_lives", [False, True])
async def test_a_clip_of_a_song_that_failed_after_it_keeps_its_sound_and_its_buttons(
    live: Live, token_lives: bool, where: str
) -> None:
    promised = await card(live, token_lives=token_lives)
    await half_done(live)
    await deliver_early(live)
    assert len(audio(promised)) == 1
    job = await live.studio.job(JOB)
    # As an earlier version ended it, which took such a song for failed.
    await live.database.write(settlement.fail, live.studio.context, job, FailureKind.FAILED, "boom")
    if where == "posted anew":
        live.sandbox.person("admin").delete(promised)
    shown = promised
    for _ in range(2):  # delivered again after a crash, it says the same
        await deliver(live.studio, 6)  # it looks at the table
        if where == "posted anew":
            (shown,) = songs(live)
        assert len(audio(shown)) == 1
        assert labels(shown) == ["1 Extend", "1 Cover", "1 More…", "Try again · 12 credits", "Edit…"]
        async with live.database.transaction() as tx:
            again = {"delivered_at": None, "deliver_at": live.studio.context.now()}
            await tx.execute(update(tables.jobs).values(again))
    opened = await live.sandbox.person("noah").press(shown, "1 Extend").answered()
    assert opened.modal is not None


@pytest.mark.parametrize("token_lives", [False, True])
async def test_a_clip_that_was_posted_stays_though_musicapi_lost_its_file(live: Live, token_lives: bool) -> None:
    promised = await card(live, token_lives=token_lives)
    await half_done(live)
    await deliver_early(live)
    (early,) = audio(promised)
    clips = await live.studio.clips(await live.studio.job(JOB))
    (posted,) = [clip for clip in clips if clip.posted_at is not None]
    gone = json_answer(404, {"message": "Not Found"})
    live.studio.transport.trouble.answer_instead("GET", urlsplit(posted.audio_url).path, gone, times=LONG)
    await done(live)
    for seconds in (0, 6, 11):  # it may come back within some seconds
        await deliver(live.studio, seconds)
    assert await is_delivered(live)
    assert len(audio(promised)) == 2
    assert early in audio(promised)


async def post_whose_answer_is_lost(live: Live) -> None:
    """A delivery whose new message is posted, and the bot is not told."""
    pause = live.sandbox.discord.trouble.pause("POST", NEW, "after")
    delivering = asyncio.create_task(deliver_early(live))
    async with asyncio.timeout(WAIT):
        await pause.reached()
        pause.drop()
        await delivering


@pytest.mark.promise(key="posted-once")
async def test_a_message_posted_anew_whose_answer_is_lost_is_not_posted_twice(live: Live) -> None:
    promised = await card(live)
    await done(live)
    live.sandbox.person("admin").delete(promised)
    await post_whose_answer_is_lost(live)
    assert not await is_delivered(live)
    await deliver(live.studio, 6)
    (message,) = songs(live)
    assert len(audio(message)) == 2
    assert (await live.studio.job(JOB)).message_id == message.id


@pytest.mark.promise(key="posted-once")
async def test_an_early_clip_posted_anew_whose_answer_is_lost_becomes_the_whole_song(live: Live) -> None:
    promised = await card(live)
    await half_done(live)
    live.sandbox.person("admin").delete(promised)
    await post_whose_answer_is_lost(live)
    (early,) = songs(live)
    await done(live)
    await deliver(live.studio)
    (message,) = songs(live)
    assert message.id == early.id
    assert is_done(message)
    assert len(audio(message)) == 2


async def test_a_message_posted_anew_is_sent_once(live: Live) -> None:
    promised = await card(live)
    await done(live)
    live.sandbox.person("admin").delete(promised)
    await deliver(live.studio)
    (message,) = songs(live)
    assert message.edits == 0  # the covers, which the cards show, are not among the attachments that Discord names


async def test_a_letter_comes_though_an_answer_was_lost_in_a_channel_that_closed_then(live: Live) -> None:
    promised = await card(live)
    await done(live)
    live.sandbox.person("admin").delete(promised)
    await post_whose_answer_is_lost(live)
    live.sandbox.world.set_overwrite(
        live.sandbox.songs, Overwrite(live.sandbox.world.bot.id, 1, deny=Permission.VIEW_CHANNEL)
    )
    await deliver(live.studio, 6)
    (letter,) = letters(live)
    assert len(audio(letter)) == 2
    assert await is_delivered(live)


async def test_a_song_whose_new_message_is_deleted_as_well_is_posted_once_more(live: Live) -> None:
    promised = await card(live)
    await half_done(live)
    live.sandbox.person("admin").delete(promised)
    await deliver_early(live)
    (early,) = songs(live)
    live.sandbox.person("admin").delete(early)
    await done(live)
    await deliver(live.studio)
    (message,) = songs(live)
    assert len(audio(message)) == 2
    job = await live.studio.job(JOB)
    assert (job.message_channel_id, job.message_id) == (ChannelId(live.sandbox.songs.id), MessageId(message.id))
