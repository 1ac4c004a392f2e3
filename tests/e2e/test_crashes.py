"""The crash matrix: killed at any moment, each song is posted exactly once or its credits are back and it is said."""

from __future__ import annotations

import asyncio
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pytest

from data.ids import JobId
from data.jobs import queries
from data.rows import FailureKind, JobState
from sandbox.discord.gateway.opcodes import CloseCode
from tests.e2e.conftest import Stage, audio, is_done, open_stage, said, with_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sandbox.wire.exchange import Request

CALLBACK = r"/interactions/\d+/[^/]+/callback$"
CREATE = r"/create$"
POLL = r"/task/"
AUDIO = r"\.m4a$"
EDIT = r"/webhooks/\d+/[^/]+/messages/"


@dataclass(frozen=True)
class Moment:
    """Where the bot is killed, and how the song must end."""

    name: str
    side: Literal["discord", "musicapi"]
    method: str
    path: str
    when: Literal["before", "after"]
    ends: Literal["posted", "refunded"]
    creates: int = 1
    where: Callable[[Request], bool] | None = None


MATRIX = [
    Moment("held, not answered", "discord", "POST", CALLBACK, "before", "posted"),
    Moment("answered, message not known", "discord", "POST", CALLBACK, "after", "posted"),
    Moment("create on its way", "musicapi", "POST", CREATE, "before", "refunded", creates=0),
    Moment("create accepted, answer lost", "musicapi", "POST", CREATE, "after", "refunded"),
    Moment("task id known, first poll", "musicapi", "GET", POLL, "before", "posted"),
    Moment("first poll answered", "musicapi", "GET", POLL, "after", "posted"),
    Moment("a clip on its way", "musicapi", "GET", AUDIO, "before", "posted"),
    Moment("a clip arrived", "musicapi", "GET", AUDIO, "after", "posted"),
    Moment("upload on its way", "discord", "PATCH", EDIT, "before", "posted", where=with_files),
    Moment("uploaded, not marked", "discord", "PATCH", EDIT, "after", "posted", where=with_files),
]


async def waits(ending: asyncio.Task[int]) -> bool:
    """Whether the bot goes on waiting, for longer than it needs to end where nothing is on its way."""
    done, _ = await asyncio.wait({ending}, timeout=2.0)
    return not done


@pytest.mark.promise(key="posted-once")
@pytest.mark.promise(key="comes-to-an-end")
@pytest.mark.promise(key="sent-once")
@pytest.mark.parametrize("moment", MATRIX, ids=lambda moment: moment.name)
async def test_killed(stage: Stage, moment: Moment) -> None:
    server = stage.sandbox.discord if moment.side == "discord" else stage.sandbox.musicapi
    pause = server.trouble.pause(moment.method, moment.path, moment.when, moment.where)
    stage.ask()
    await stage.restart_at(pause)
    job = await stage.settled()
    assert stage.creates() == moment.creates
    account = await stage.account()
    assert account.held == 0
    if moment.ends == "posted":
        assert job.state is JobState.DONE
        assert account.spent == 12
        assert len(stage.songs_in()) == 1
        assert len(audio(stage.songs_in()[0])) == 2
        return
    assert (job.state, job.failure, account.spent) == (JobState.FAILED, FailureKind.LOST, 0)
    assert stage.songs_in() == []
    message = stage.sandbox.songs.messages[job.message_id or 0]
    assert "credits are back" in said(message)
    assert len(audio(await stage.song("noah"))) == 2  # the credits buy the next song


@pytest.mark.parametrize("when", ["before", "after"])
async def test_killed_between_the_first_clip_and_the_second(stage: Stage, when: Literal["before", "after"]) -> None:
    stage.sandbox.vendor.orders.time_next_task(60, 400)
    pause = stage.sandbox.discord.trouble.pause("PATCH", EDIT, when, with_files)
    asked = stage.ask()
    await stage.restart_at(pause)
    message = await stage.finished(asked)
    assert len(audio(message)) == 2
    assert stage.songs_in() == [message]
    assert (stage.creates(), (await stage.account()).spent) == (1, 12)


async def test_killed_again_and_again(stage: Stage) -> None:
    asked = [stage.ask(("mia", "noah", "admin")[n % 3]) for n in range(6)]
    await asyncio.gather(*(stage.shown(invocation) for invocation in asked))  # cards: what is written down is owed
    for _ in range(3):
        await stage.restart()
    jobs = [await stage.settled(number) for number in range(1, 7)]
    done = [job for job in jobs if job.state is JobState.DONE]
    assert len(stage.songs_in()) == len(done)
    account = await stage.account()
    assert (account.held, account.spent) == (0, 12 * len(done))
    assert len({create.task_id for create in stage.sandbox.vendor.accepted}) == stage.creates() <= 6


async def test_a_second_live_process_is_refused(stage: Stage, tmp_path: Path) -> None:
    from sandbox.bot_process import BotProcess

    second = BotProcess(stage.bot.env, tmp_path / "second.log")
    async with second:
        assert await stage.soon(second.ended()) == 3
    assert "sqlite_takes_one_process" in second.last_words()
    assert len(audio(await stage.song())) == 2


async def test_a_song_that_outlasts_its_token_is_posted_with_the_bots_own_hands(tmp_path: Path) -> None:
    async with open_stage(tmp_path, token_lifetime=2.0) as stage:
        stage.sandbox.vendor.orders.time_next_task(200, 210)
        asked = stage.ask()
        message = await stage.finished(asked)
        assert len(audio(message)) == 2
        edits = [e for e in stage.sandbox.discord.traffic if e.request.method == "PATCH" and e.answer.status == 200]
        assert "/channels/" in edits[-1].request.path
        job = await stage.job()
        assert job is not None
        assert job.token is None


async def test_a_song_in_a_channel_that_the_bot_no_longer_sees_is_posted_while_the_token_lives(stage: Stage) -> None:
    private = stage.sandbox.private
    asked = await stage.ask_before_closing(private)
    message = await stage.finished(asked)
    assert len(audio(message)) == 2
    assert message.channel_id == private.id


async def test_a_song_of_a_closed_channel_whose_token_died_comes_by_direct_message(tmp_path: Path) -> None:
    async with open_stage(tmp_path, token_lifetime=2.0) as stage:
        stage.sandbox.vendor.orders.time_next_task(200, 210)
        await stage.ask_before_closing(stage.sandbox.private)
        job = await stage.settled()
        assert job.state is JobState.DONE
        letters = [
            message
            for channel in stage.sandbox.world.channels.values()
            if channel.recipient is stage.person().user
            for message in channel.messages.values()
        ]
        assert len(letters) == 1
        assert len(audio(letters[0])) == 2


async def test_a_song_whose_message_was_deleted_is_posted_anew(stage: Stage) -> None:
    stage.sandbox.vendor.orders.time_next_task(90, 95)
    asked = stage.ask()
    answer = await asked.answered()
    assert answer.message is not None
    stage.person("admin").delete(answer.message)
    message = await stage.find(lambda message: len(audio(message)) == 2)
    assert message.id != answer.message.id
    assert is_done(message)


async def test_a_discord_that_is_down_for_a_while_delays_the_song_and_loses_nothing(stage: Stage) -> None:
    stage.sandbox.vendor.orders.time_next_task(60, 62)
    asked = stage.ask()
    await asked.answered()
    await stage.until_state(JobState.RUNNING)
    stage.sandbox.discord.go_down()
    job = await stage.until_state(JobState.DONE)
    assert job.delivered_at is None
    stage.sandbox.discord.come_back()
    await stage.settled()
    assert len(stage.songs_in()) == 1


async def test_an_answer_on_its_way_survives_the_end_of_the_gateway(stage: Stage) -> None:
    pause = stage.sandbox.musicapi.trouble.pause("POST", CREATE, "after")
    stage.ask()
    await stage.soon(pause.reached())
    stage.sandbox.discord.gateway.close_all(CloseCode.DISALLOWED_INTENTS)  # discord.py gives up for good
    await stage.soon(stage.sandbox.discord.gone())
    ending = asyncio.create_task(stage.bot.ended())
    assert await waits(ending)
    pause.release()
    assert await stage.soon(ending) == 1
    await stage.start()
    assert (await stage.settled()).state is JobState.DONE
    assert (stage.creates(), (await stage.account()).spent) == (1, 12)


async def test_after_an_absence_of_hours_a_finished_song_is_posted(stage: Stage) -> None:
    pause = stage.sandbox.musicapi.trouble.pause("GET", POLL, "before")
    stage.ask()
    await stage.soon(pause.reached())
    await stage.kill()
    pause.drop()
    database = sqlite3.connect(stage.database_url.removeprefix("sqlite:///"))
    with database:  # as a bot finds it that was away for three hours
        for moment in ("started_at", "changed_at"):
            database.execute(f"UPDATE jobs SET {moment} = datetime({moment}, '-3 hours')")
    database.close()
    await stage.start()
    assert (await stage.settled()).state is JobState.DONE
    assert len(stage.songs_in()) == 1


@pytest.mark.promise(key="stop")
async def test_a_stop_lets_the_answer_on_its_way_arrive_and_sends_nothing_more(stage: Stage) -> None:
    pause = stage.sandbox.musicapi.trouble.pause("POST", CREATE, "after")
    asked = [stage.ask(name) for name in ("mia", "noah", "admin")]
    await stage.soon(asyncio.gather(*(invocation.answered() for invocation in asked)))
    await stage.soon(pause.reached())
    stopping = asyncio.create_task(stage.bot.stop())
    await stage.logged("bot stopping")
    assert await waits(stopping)
    pause.release()
    assert await stage.soon(stopping) == 0
    assert stage.creates() == 1
    async with (await stage.database()).reading() as tx:
        left = await queries.by_ids(tx, [JobId(number) for number in (1, 2, 3)])
    assert [job.owner for job in left] == [None, None, None]  # another process need not wait until leases run out
    await stage.start()
    assert [(await stage.settled(number)).state for number in (1, 2, 3)] == [JobState.DONE] * 3
    assert (stage.creates(), (await stage.account()).spent) == (3, 36)


async def test_a_stop_is_obeyed_while_discord_does_not_answer(stage: Stage) -> None:
    await stage.bot.stop()
    pause = stage.sandbox.discord.trouble.pause("GET", r"/users/@me$", "before")
    await stage.bot.start()
    await stage.soon(pause.reached())
    assert await stage.soon(stage.bot.stop()) == 0
    pause.release()
