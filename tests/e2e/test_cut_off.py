"""Many ask at once and something is cut off: a bot, an answer. Nobody who was written down thinks for ever."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import aiohttp

from data.rows import JobState
from tests.e2e.bare import bare_stage
from tests.e2e.conftest import Stage, audio, open_stage, title

if TYPE_CHECKING:
    from pathlib import Path

    from sandbox.discord.invocations import Invocation
    from sandbox.wire.exchange import Request

CALLBACK = r"/interactions/\d+/[^/]+/callback$"
ORIGINAL = r"/webhooks/\d+/[^/]+/messages/@original$"
CROWD = 10
PEOPLE = ("mia", "noah", "admin")


def is_acknowledgement(request: Request) -> bool:
    """Whether a callback says “thinking…”."""
    return b'"type":5' in request.body.replace(b" ", b"")


def ask(stage: Stage) -> list[Invocation]:
    return [stage.ask(PEOPLE[number % 3], prompt=f"song {number}") for number in range(CROWD)]


async def test_a_kill_between_thinking_and_the_card_leaves_the_card_to_the_next_start(tmp_path: Path) -> None:
    async with open_stage(tmp_path) as stage:
        for _ in range(CROWD):
            stage.sandbox.vendor.orders.stall_next_task()
        pause = stage.sandbox.discord.trouble.pause("PATCH", ORIGINAL, "before")
        asked = ask(stage)
        await stage.soon(pause.reached())
        await stage.kill()
        pause.drop()
        written = [job for number in range(1, CROWD + 1) if (job := await stage.job(number)) is not None]
        # The create of one whose card was there already may have been cut off as well.
        cardless = [job for job in written if job.message_id is None and job.state is JobState.QUEUED]
        assert cardless
        await stage.start()
        by_interaction = {one.interaction.id: one for one in asked}
        for job in cardless:
            message = await stage.shown(by_interaction[job.interaction_id])
            assert title(message)  # the card, long before there is a song
            shown = await stage.job(job.id)
            assert shown is not None
            assert not shown.state.final


async def test_an_acknowledgement_whose_answer_is_lost_goes_on_to_its_card(tmp_path: Path) -> None:
    async with bare_stage(tmp_path) as stage:  # said again, it is refused: it was said before
        pause = stage.sandbox.discord.trouble.pause("POST", CALLBACK, "after", is_acknowledgement)
        asked = ask(stage)
        await stage.soon(pause.reached())
        pause.drop()  # “thinking…” is there, and the bot was not told
        messages = await stage.soon(asyncio.gather(*(stage.finished(one) for one in asked)))
        assert "acknowledgement_uncertain" in stage.log()
        assert {message.id for message in messages} == {message.id for message in stage.songs_in()}
        assert len(messages) == CROWD
        assert (stage.creates(), (await stage.account()).spent) == (CROWD, 12 * CROWD)
        assert [one.followups for one in asked] == [[]] * CROWD


async def test_thinking_that_somebody_else_said_is_made_the_card(tmp_path: Path) -> None:
    async with bare_stage(tmp_path) as stage:
        stage.sandbox.vendor.orders.stall_next_task()
        pause = stage.sandbox.discord.trouble.pause("POST", CALLBACK, "before")
        asked = stage.ask()
        await stage.soon(pause.reached())
        assert (await stage.job()) is not None
        await acknowledge(stage.sandbox.discord.api_url, asked)  # as another process does that heard the same
        pause.release()
        message = await stage.shown(asked)
        assert title(message)
        job = await stage.until_state(JobState.RUNNING)
        assert job.message_id == message.id
        assert audio(message) == []
        assert asked.followups == []


async def acknowledge(api_url: str, asked: Invocation) -> None:
    address = f"{api_url}/interactions/{asked.interaction.id}/{asked.interaction.token}/callback"
    async with aiohttp.ClientSession() as session, session.post(address, json={"type": 5}) as answer:
        assert answer.status < 300
