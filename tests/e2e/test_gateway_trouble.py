"""Discord's gateway in trouble: whatever ends a connection, people are answered once it stands again, and once each."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING, Any

from sandbox.discord.gateway.opcodes import CloseCode
from tests.e2e.conftest import audio, open_stage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sandbox.discord.gateway.gateway import Gateway
    from tests.e2e.conftest import Stage

PATIENT: dict[str, Any] = {"answer_deadline": 40.0}  # seconds: discord.py waits for some before it connects again


def starts_left(stage: Stage) -> int:
    return stage.sandbox.world.session_starts.remaining


def answers(stage: Stage) -> Counter[str]:
    """How often each interaction was answered."""
    passed = (exchange.request for exchange in stage.sandbox.discord.traffic)
    return Counter(request.path for request in passed if request.path.endswith("/callback"))


def commands_sent(stage: Stage) -> int:
    return sum(e.request.method == "PUT" and "/commands" in e.request.path for e in stage.sandbox.discord.traffic)


async def broken(stage: Stage, trouble: Callable[[Gateway], Any]) -> None:
    """Let this happen to the connection, and wait until the bot has another one."""
    gateway = stage.sandbox.discord.gateway
    (before,) = gateway.connections
    trouble(gateway)
    await stage.soon(gateway.until(lambda: before not in gateway.connections or before.session is None))
    await stage.soon(stage.sandbox.discord.ready())


async def test_what_is_asked_while_the_connection_is_broken_is_answered_once_it_is_resumed(tmp_path: Path) -> None:
    async with open_stage(tmp_path, **PATIENT) as stage:
        gateway, begun = stage.sandbox.discord.gateway, starts_left(stage)
        for trouble in (type(gateway).drop_all, lambda gateway: gateway.close_all(CloseCode.UNKNOWN_ERROR)):
            (before,) = gateway.connections
            trouble(gateway)
            # The next connection may be there before this one is quite gone: nobody waits for none at all.
            await stage.soon(gateway.until(lambda before=before: before not in gateway.connections))
            asked = stage.ask()  # Discord keeps what happens for a session that may come back
            assert len(audio(await stage.finished(asked))) == 2
        assert starts_left(stage) == begun  # resumed, and not begun anew: of those there are a thousand a day
        assert [session.resumes for session in gateway.sessions] == [2]
        assert set(answers(stage).values()) == {1}
        assert (stage.creates(), (await stage.account()).spent) == (2, 24)


async def test_sessions_that_are_invalid_or_over_are_begun_anew_and_nothing_is_done_twice(tmp_path: Path) -> None:
    async with open_stage(tmp_path, **PATIENT) as stage:
        begun = starts_left(stage)
        asked = [stage.ask()]
        await asked[0].answered()
        for trouble in (
            lambda gateway: gateway.ask_reconnect(),
            lambda gateway: gateway.invalidate_all(resumable=True),
            lambda gateway: gateway.invalidate_all(),
            lambda gateway: gateway.close_all(CloseCode.SESSION_TIMED_OUT),
        ):
            await broken(stage, trouble)
            asked.append(stage.ask())
            assert not (await asked[-1].answered()).failed
        messages = await stage.soon(asyncio.gather(*(stage.finished(one) for one in asked)))
        assert {message.id for message in messages} == {message.id for message in stage.songs_in()}
        assert 1 <= begun - starts_left(stage) <= 4
        assert set(answers(stage).values()) == {1}
        assert commands_sent(stage) == 1
        assert (stage.creates(), (await stage.account()).spent) == (5, 60)
        assert "Traceback" not in stage.log()


async def test_a_gateway_that_takes_nobody_for_a_while_costs_no_session_and_no_song(tmp_path: Path) -> None:
    async with open_stage(tmp_path, **PATIENT) as stage:
        begun, gateway = starts_left(stage), stage.sandbox.discord.gateway
        stage.sandbox.vendor.orders.time_next_task(60, 61)
        asked = stage.ask()
        await asked.answered()
        gateway.closes = True  # each try is turned away
        gateway.drop_all()
        assert len(audio(await stage.finished(asked))) == 2  # over REST, which works
        await stage.logged("discord.shard Attempting a reconnect", count=3)
        gateway.closes = False
        await stage.soon(stage.sandbox.discord.ready())
        assert starts_left(stage) >= begun - 1
        assert len(audio(await stage.song("noah"))) == 2


async def test_a_token_that_is_reset_ends_the_bot_with_a_line_and_the_next_start_says_what_to_do(
    tmp_path: Path,
) -> None:
    async with open_stage(tmp_path) as stage:
        world, asked = stage.sandbox.world, stage.ask()
        await asked.answered()
        old, world.token = world.token, "another.token.that-nobody-has-told-the-bot"
        stage.sandbox.discord.gateway.close_all(CloseCode.AUTHENTICATION_FAILED)
        assert await stage.soon(stage.bot.ended()) == 1
        assert "4004" in stage.bot.last_words()
        await stage.bot.start()
        assert await stage.soon(stage.bot.ended()) == 2
        assert "login_failed" in stage.bot.last_words()
        world.token = old
        await stage.start()
        assert len(audio(await stage.finished(asked))) == 2
        assert (await stage.account()).held == 0
