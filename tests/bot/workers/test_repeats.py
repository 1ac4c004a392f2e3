"""What is not ready at once: the same POST is sent again, as documented, at the pace of creates, and paid once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.musicapi.operations import Operation
from data.rows import FailureKind, JobState
from sandbox.wire.exchange import Answer, json_answer
from tests.bot.conftest import SONIC

if TYPE_CHECKING:
    from tests.bot.conftest import Studio


@pytest.fixture
def studio(workshop: Studio) -> Studio:
    """A studio whose clips are long enough to be brought back as recordings."""
    return workshop


async def test_notes_that_are_not_ready_are_asked_for_again_and_paid_once(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    job = await studio.place(studio.order("", operation=Operation.MIDI, source=clip.id))
    await studio.create()
    assert ((await studio.job(job.id)).state, studio.posts("/midi")) == (JobState.RUNNING, 1)
    made = await studio.finish(job)
    assert made.state is JobState.DONE
    assert studio.posts("/midi") > 1
    assert [file["name"] for file in (made.result or {})["files"]] == ["MIDI"]
    assert await studio.spent() == 16


async def test_what_is_asked_for_again_keeps_the_pace_of_creates(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    studio.clock.advance(10)
    midi = await studio.place(studio.order("", operation=Operation.MIDI, source=clip.id))
    for _ in range(6):
        await studio.place(studio.order(model=SONIC))
    for _ in range(80):
        await studio.create()
        await studio.look(0.5)
    assert (await studio.job(midi.id)).state is JobState.DONE
    statuses = [exchange.answer.status for exchange in studio.transport.traffic if exchange.request.method == "POST"]
    assert 429 not in statuses


async def test_a_repeat_that_is_refused_ends_in_a_refund(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    job = await studio.place(studio.order("", operation=Operation.MIDI, source=clip.id))
    await studio.create()
    refusal = json_answer(400, {"type": "validation_error", "error": "the clip has no notes"})
    studio.transport.trouble.answer_instead("POST", r"/midi$", refusal)
    ended = await studio.finish(job)
    assert (ended.failure, ended.reason) == (FailureKind.REFUSED, "the clip has no notes")
    assert await studio.spent() == 15


@pytest.mark.parametrize(
    "answer",
    [
        Answer(404, b"<html>not found</html>", "text/html"),
        Answer(502, b"<html>bad gateway</html>", "text/html"),
        Answer(0, drop=True),
        json_answer(429, {"message": "rate limit"}, Retry_After="7"),
        json_answer(401, {"type": "unauthorized", "error": "bad api key"}),
    ],
    ids=["404", "502", "dropped", "429", "401"],
)
async def test_a_repeat_that_fails_for_the_moment_is_repeated(studio: Studio, answer: Answer) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    job = await studio.place(studio.order("", operation=Operation.MIDI, source=clip.id))
    await studio.create()
    studio.transport.trouble.answer_instead("POST", r"/midi$", answer, times=2)
    assert (await studio.finish(job)).state is JobState.DONE
    assert await studio.spent() == 16


async def test_what_never_gets_ready_is_given_up_and_refunded(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    not_ready = json_answer(202, {"type": "not_ready", "error": "wait"})
    studio.transport.trouble.answer_instead("POST", r"/midi$", not_ready, times=1_000)
    ended = await studio.done(Operation.MIDI, clip)
    assert ended.failure is FailureKind.TIMED_OUT
    assert await studio.spent() == 15


@pytest.mark.parametrize("repeating", [2, 4])
async def test_a_song_is_not_kept_waiting_by_what_is_sent_again(studio: Studio, repeating: int) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    not_ready = json_answer(202, {"type": "not_ready", "error": "wait"})
    studio.transport.trouble.answer_instead("POST", r"/midi$", not_ready, times=1_000)
    for _ in range(repeating):
        await studio.place(studio.order("", operation=Operation.MIDI, source=clip.id))
    for _ in range(120):
        await studio.create()
        await studio.look(0.5)
    song = await studio.place(studio.order(model=SONIC))
    begun, next_tick = studio.clock.now(), 0.0
    while (await studio.job(song.id)).state is JobState.QUEUED and studio.clock.now() < begun + 300:
        if studio.clock.now() >= next_tick:
            next_tick = studio.clock.now() + await studio.queue.tick()
            await studio.queue.tasks.wait_until_empty()
        await studio.look(0.5)
    # Once behind what was reserved when it came, once behind what was before its own moment was: and no more.
    assert studio.clock.now() - begun <= 2 * 3 * repeating + 3.5
    sent = [exchange for exchange in studio.transport.traffic if exchange.request.method == "POST"]
    assert 429 not in [exchange.answer.status for exchange in sent]
