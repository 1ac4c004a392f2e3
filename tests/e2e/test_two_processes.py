"""Two live processes of one bot: one answers people, the other stands by; where both hear, no harm."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from bot.musicapi.offers import Host
from bot.musicapi.operations import Operation
from sandbox.discord.limits import ANSWER_DEADLINE
from sandbox.wire.exchange import DROPPED
from tests.e2e.bare import bare_stage
from tests.e2e.conftest import TIMEOUT, audio, small
from tests.e2e.fates import believes_the_gateway_is_free
from tests.e2e.forked_bot import ForkedBot
from tests.e2e.operating import Workbench
from tests.e2e.test_forms import opened_form, private_answer

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from pathlib import Path

    from sandbox.wire.exchange import Request
    from tests.e2e.conftest import Stage

LEASE = 15.0  # seconds for which a shard is a process's own that was killed
FORMS = 20
PAID = 12  # of them, as far as the server's credits go


@asynccontextmanager
async def two_processes(
    folder: Path,
    fate: Callable[[], None] | None = None,
    *,
    database_url: str = "",
    lease: float = 60.0,
    deadline: float = ANSWER_DEADLINE,
    **env: str,
) -> AsyncGenerator[tuple[Stage, ForkedBot]]:
    """Two live bots on one database, of which the first is connected; the second one has this fate."""
    async with bare_stage(folder, database_url=database_url, lease=lease, deadline=deadline, **env) as stage:
        second = ForkedBot({**stage.bot.env, "WORKER_ID": "second"}, folder / "second.log", fate, lease=lease)
        second.listeners.append(stage._notice)
        async with second:
            yield stage, second
        assert "Traceback" not in stage.log() + second.log.read_text()


async def said_by(stage: Stage, bot: ForkedBot, words: str) -> None:
    """Wait until this one of the bots logs these words."""

    async def look() -> bool | None:
        return f" {words}" in (bot.log.read_text() if bot.log.exists() else "") or None

    await stage.until(look, f"said: {words}")


def connected(stage: Stage) -> int:
    return sum(session.is_connected for session in stage.sandbox.discord.gateway.sessions)


def asked_of_discord(stage: Stage, method: str, words: str) -> list[Request]:
    requests = [exchange.request for exchange in stage.sandbox.discord.traffic]
    return [request for request in requests if request.method == method and words in request.path]


@pytest.mark.promise(key="answered-once")
@pytest.mark.parametrize("new_database_url", ["postgresql"], indirect=True)
async def test_each_is_answered_once_and_after_kill_9_by_the_other(new_database_url: str, tmp_path: Path) -> None:
    async with two_processes(tmp_path, database_url=new_database_url, lease=LEASE) as (stage, second):
        await said_by(stage, second, "gateway_taken by=sandbox")
        bench = Workbench(stage, Host.MUSICAPI)
        song = await bench.song("riffusion/FUZZ-1.1 Pro")  # a command
        made = await bench.choose(
            song, Operation.SWAP_SOUND, {"style": "string quartet"}
        )  # a button, a menu and a form
        assert len(audio(made)) == 2
        answers = Counter(request.path for request in asked_of_discord(stage, "POST", "/callback"))
        assert (len(answers), set(answers.values())) == (4, {1})
        assert (connected(stage), len(asked_of_discord(stage, "PUT", "/commands"))) == (1, 1)
        assert "interaction_known" not in stage.log() + second.log.read_text()

        await stage.bot.kill()
        await said_by(stage, second, "ready")
        assert " gateway_taken_over worker=second" in second.log.read_text()
        assert len(audio(await stage.song("noah"))) == 2
        again = await bench.choose(song, Operation.SWAP_SOUND, {"style": "brass band"})
        assert len(audio(again)) == 2
        assert connected(stage) == 1

        await stage.bot.start()  # the other way round
        await said_by(stage, stage.bot, "gateway_taken by=second")
        assert await second.stop() == 0
        await said_by(stage, stage.bot, "gateway_taken_over worker=sandbox")
        await stage.soon(stage.sandbox.discord.ready())
        assert len(audio(await stage.song())) == 2
        assert stage.accepted() == 5
        assert (await stage.account()).held == 0


@pytest.mark.parametrize("new_database_url", ["postgresql"], indirect=True)
async def test_one_that_takes_over_while_discord_is_away_ends_with_a_line_of_its_own(
    new_database_url: str, tmp_path: Path
) -> None:
    async with two_processes(tmp_path, database_url=new_database_url, lease=LEASE) as (stage, second):
        await said_by(stage, second, "gateway_taken by=sandbox")
        stage.sandbox.discord.trouble.answer_instead("GET", r"/gateway/bot$", DROPPED, times=1_000)
        await stage.bot.kill()
        assert await stage.soon(second.ended()) == 1  # and whoever supervises it starts it again
        assert " discord_unreachable url=" in second.log.read_text()
        assert "stopped_by_error" not in second.log.read_text()
        stage.sandbox.discord.trouble.clear()
        await second.start()
        await said_by(stage, second, "ready")


@asynccontextmanager
async def two_connected(folder: Path, database_url: str, **env: str) -> AsyncGenerator[Stage]:
    """Two bots that both hear everything that people do, as must never be."""
    # Both answer everything at once: where the machine is busy with other things as well, that takes its time.
    async with two_processes(
        folder, believes_the_gateway_is_free, database_url=database_url, lease=60.0, deadline=40.0, **env
    ) as (
        stage,
        second,
    ):
        async with asyncio.timeout(TIMEOUT):
            await stage.sandbox.discord.gateway.until(lambda: connected(stage) == 2)
        yield stage
        assert "interaction_known" in stage.log() + second.log.read_text()  # or one of them heard nothing


@pytest.mark.promise(key="charged-once")
@pytest.mark.parametrize("new_database_url", ["postgresql"], indirect=True)
async def test_two_that_hear_each_form_take_it_once_as_long_as_there_are_credits(
    new_database_url: str, tmp_path: Path
) -> None:
    async with two_connected(tmp_path, new_database_url, GUILD_MONTHLY_CREDITS=str(12 * PAID)) as stage:
        opened = [await opened_form(stage) for _ in range(FORMS)]
        sent = [
            stage.person().submit(form, {"title": f"Number {number}", "lyrics": f"[Verse]\nLa {number}"})
            for number, form in enumerate(opened)
        ]
        answers = [await one.answered() for one in sent]
        assert [answer.failed for answer in answers] == [False] * FORMS
        shown = [await stage.shown(one) for one in sent]
        refused = [one for one, message in zip(sent, shown, strict=True) if message.private_to is not None]
        assert len(refused) == FORMS - PAID
        assert all("0 credits left" in message.content for message in shown if message.private_to is not None)
        made = {number: one for number, one in enumerate(sent) if one not in refused}
        messages = {number: await stage.finished(one) for number, one in made.items()}
        assert all(f"Number {number}" in str(message.embeds) for number, message in messages.items())
        assert all(len(audio(message)) == 2 for message in messages.values())
        assert len({message.id for message in messages.values()}) == PAID
        assert all(len(one.followups) <= 1 for one in refused)
        assert [one.followups for one in made.values()] == [[]] * PAID
        account = await stage.account()
        assert (account.held, account.spent, stage.accepted()) == (0, 12 * PAID, PAID)


@pytest.mark.parametrize("new_database_url", ["postgresql"], indirect=True)
async def test_two_that_hear_of_a_price_that_rose_ask_once_and_charge_it_once(
    new_database_url: str, tmp_path: Path
) -> None:
    async with two_connected(tmp_path, new_database_url) as stage:
        mia = stage.person()
        await mia.type_command(stage.sandbox.songs.id, "model mine", {"model": "nuro"}).answered()
        opened = await opened_form(stage)
        sent = mia.submit(opened, {"lyrics": "[Verse]\n" + "la " * 60})
        question = await private_answer(stage, sent)
        (button,) = question.components[0]["components"]
        presses = [mia.press(question, button["custom_id"]) for _ in range(2)]
        answers = [(await press.answered()).message for press in presses]
        (refused,) = [message for message in answers if message is not None and message.private_to is not None]
        assert "made already" in refused.content
        (made,) = [press for press in presses if press.message is not refused]
        assert " · 12 credits · " in small(await stage.finished(made))[-1]
        assert ((await stage.account()).spent, stage.creates()) == (12, 1)
        assert sent.followups == []
