"""Songs and what is sent again take turns, in one process and in two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.jobs.shares import MEMBER_SHARE
from bot.musicapi.operations import Operation
from bot.workers.rate_limit import RESERVED_AHEAD
from data.rows import FailureKind, JobState
from sandbox.wire.exchange import json_answer
from tests.bot.conftest import MEMBER, OTHER_GUILD, SONIC, open_studio

if TYPE_CHECKING:
    from tests.bot.conftest import Studio

NOT_READY = json_answer(202, {"type": "not_ready", "error": "wait"})
LOOK_EVERY = 0.5
MOMENT = 3.5  # seconds between two creates of 3.3, which is when they are looked for


@pytest.fixture
def studio(workshop: Studio) -> Studio:
    """A studio whose clips are long enough to be brought back as recordings."""
    return workshop


@pytest.mark.parametrize("repeating", [4, 30])
@pytest.mark.parametrize("processes", [1, 2])
async def test_another_servers_song_waits_for_a_few_of_what_is_sent_again(
    studio: Studio, repeating: int, processes: int
) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    studio.transport.trouble.answer_instead("POST", r"/midi$", NOT_READY, times=1_000)
    async with open_studio(studio.database, beside=studio, worker_id="another") as another:
        asker = studio if processes == 1 else another
        scores = [
            await studio.place(
                studio.order("", operation=Operation.MIDI, source=clip.id, user_id=MEMBER + number // MEMBER_SHARE)
            )
            for number in range(repeating)
        ]
        for _ in scores:
            await studio.create()
            studio.clock.advance(MOMENT)
        studio.clock.advance(20)  # by now all of them are due at once, which is the worst that can be
        await studio.look(LOOK_EVERY)
        song = await asker.place(asker.order(model=SONIC, guild_id=OTHER_GUILD))
        begun, next_tick = studio.clock.now(), 0.0
        while (await studio.job(song.id)).state is JobState.QUEUED and studio.clock.now() < begun + 300:
            if studio.clock.now() >= next_tick:
                next_tick = studio.clock.now() + await asker.queue.tick()
                await asker.queue.tasks.wait_until_empty()
            await studio.look(LOOK_EVERY)
        # Behind what was reserved when it came, and behind what was before its own moment was: and no more.
        assert studio.clock.now() - begun <= MOMENT * 2 * (RESERVED_AHEAD + 1) + LOOK_EVERY
        for _ in range(400):
            await studio.look(3.0)
        assert {(await studio.job(job.id)).failure for job in scores} == {FailureKind.TIMED_OUT}  # in their own turns
    posts = [exchange for exchange in studio.transport.traffic if exchange.request.method == "POST"]
    assert 429 not in [exchange.answer.status for exchange in posts]
