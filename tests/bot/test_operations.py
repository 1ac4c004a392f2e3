"""Everything but songs: each operation held, asked once, written down with its credits, or refunded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from bot.errors import BadWords, ClipGone, ClipUnfit, ModelUnavailable, PersonError
from bot.musicapi.catalog import Operation
from bot.musicapi.replies import TaskReport
from bot.musicapi.requests import Details
from data import jobs, personas
from data.rows import FailureKind, JobState, PersonaKind
from sandbox.exchange import Answer, json_answer
from sandbox.musicapi.profiles import AIMUSICAPI
from tests.bot.conftest import GUILD, OTHER_GUILD, open_studio

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from data.database import Database
    from data.rows import Job
    from tests.bot.conftest import Studio

SONIC = "sonic/sonic-v5"
WORDS = "[Verse 1]\nThe harbour light is burning low\n\n[Chorus]\nSing it back to me"
LONG_ENOUGH = 8.0  # seconds: the vendor takes no shorter recordings


@pytest.fixture
async def studio(database: Database) -> AsyncIterator[Studio]:
    """A studio whose clips are long enough to be brought back as recordings."""
    async with open_studio(database, clip_seconds=LONG_ENOUGH, allowance=1_000) as made:
        yield made


def posts(studio: Studio, ending: str) -> int:
    """How many POSTs went to an address that ends so."""
    made = (exchange.request for exchange in studio.transport.traffic)
    return sum(request.method == "POST" and re.search(ending, request.path) is not None for request in made)


def polls(studio: Studio) -> int:
    """How many tasks were asked about."""
    return sum("/task/" in exchange.request.path for exchange in studio.transport.traffic)


async def spent(studio: Studio) -> int:
    """What was spent, nothing being held."""
    account = await studio.account()
    assert account.held == 0
    return account.spent


def answer_of(job: Job) -> Any:
    """What a done job found out."""
    assert job.state is JobState.DONE, job
    return (job.result or {})["answer"]


async def test_a_tempo_is_answered_at_once_and_never_polled(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    before, asked = await spent(studio), polls(studio)
    found = await studio.done(Operation.BPM, clip)
    assert set(answer_of(found)) == {"avg", "min", "max"}
    assert (await spent(studio) - before, posts(studio, r"/bpm$"), polls(studio)) == (1, 1, asked)
    assert (found.task_id, found.parent_id) == (None, clip.id)


async def test_a_wav_names_its_file(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    made = await studio.done(Operation.WAV, clip)
    assert made.result is not None
    assert [file["url"].rpartition(".")[2] for file in made.result["files"]] == ["wav"]
    assert await spent(studio) == 16


async def test_stems_are_a_task_whose_files_are_kept(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    made = await studio.done(Operation.STEMS_BASIC, clip)
    assert made.result is not None
    assert len(made.result["files"]) == studio.vendor.readings.basic_stems
    assert await studio.clips(made) == []
    assert posts(studio, r"/stems/basic$") == 1
    assert await spent(studio) == 30


async def test_notes_that_are_not_ready_are_asked_for_again_and_paid_once(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    job = await studio.songs.request(studio.order("", operation=Operation.MIDI, parent=clip))
    await studio.create()
    assert ((await studio.job(job.id)).state, posts(studio, r"/midi$")) == (JobState.RUNNING, 1)
    made = await studio.finish(job)
    assert made.state is JobState.DONE
    assert posts(studio, r"/midi$") > 1
    assert [file["name"] for file in (made.result or {})["files"]] == ["MIDI"]
    assert await spent(studio) == 16


async def test_what_is_asked_for_again_keeps_the_pace_of_creates(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    studio.clock.advance(10)
    midi = await studio.songs.request(studio.order("", operation=Operation.MIDI, parent=clip))
    for _ in range(6):
        await studio.songs.request(studio.order(model=SONIC))
    for _ in range(80):
        await studio.create()
        await studio.look(0.5)
    assert (await studio.job(midi.id)).state is JobState.DONE
    statuses = [exchange.answer.status for exchange in studio.transport.traffic if exchange.request.method == "POST"]
    assert 429 not in statuses


async def test_a_repeat_that_is_refused_ends_in_a_refund(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    job = await studio.songs.request(studio.order("", operation=Operation.MIDI, parent=clip))
    await studio.create()
    refusal = json_answer(400, {"type": "validation_error", "error": "the clip has no notes"})
    studio.transport.trouble.answer_instead("POST", r"/midi$", refusal)
    ended = await studio.finish(job)
    assert (ended.failure, ended.reason) == (FailureKind.REFUSED, "the clip has no notes")
    assert await spent(studio) == 15


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
    job = await studio.songs.request(studio.order("", operation=Operation.MIDI, parent=clip))
    await studio.create()
    studio.transport.trouble.answer_instead("POST", r"/midi$", answer, times=2)
    assert (await studio.finish(job)).state is JobState.DONE
    assert await spent(studio) == 16


async def test_what_never_gets_ready_is_given_up_and_refunded(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    not_ready = json_answer(202, {"type": "not_ready", "error": "wait"})
    studio.transport.trouble.answer_instead("POST", r"/midi$", not_ready, times=1_000)
    ended = await studio.done(Operation.MIDI, clip)
    assert ended.failure is FailureKind.TIMED_OUT
    assert await spent(studio) == 15


async def test_a_persona_is_written_down_with_its_credits(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    made = await studio.done(Operation.PERSONA, clip, title="Marlene")
    (persona,) = await studio.views.personas(GUILD)
    assert (persona.name, persona.family, persona.job_id) == ("Marlene", "sonic", made.id)
    assert persona.vendor_id in studio.vendor.shelf.personas
    with pytest.raises(BadWords, match="persona of that name"):
        await studio.songs.request(studio.order("", operation=Operation.PERSONA, parent=clip, title="marlene"))
    with pytest.raises(PersonError):
        await studio.views.persona(persona.id, OTHER_GUILD)
    sung = await studio.done(
        Operation.PERSONA_SONG, prompt="a slow waltz", details=Details(persona_id=persona.vendor_id)
    )
    assert sung.state is JobState.DONE
    assert len(await studio.clips(sung)) == 2


async def test_two_personas_of_one_name_that_were_ordered_together_both_stay(studio: Studio) -> None:
    _, (clip, other) = await studio.song(model=SONIC)
    ordered = [
        await studio.songs.request(studio.order("", operation=Operation.PERSONA, parent=each, title="Marlene"))
        for each in (clip, other)
    ]
    for job in ordered:
        assert (await studio.finish(job)).state is JobState.DONE
    assert [persona.name for persona in await studio.views.personas(GUILD)] == ["Marlene", "Marlene 2"]


async def test_a_persona_sings_with_the_voice_that_was_picked_last(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    picked = answer_of(await studio.done(Operation.VOX, clip, details=Details(starts_at=1.0, ends_at=5.0)))
    await studio.done(Operation.PERSONA, clip, title="Marlene")
    sent = studio.vendor.accepted[-1].body
    assert (sent["vox_audio_id"], sent["vocal_start_s"], sent["vocal_end_s"]) == (picked["vox_id"], 1.0, 5.0)


async def test_the_sections_of_a_clip_stay_with_it(studio: Studio) -> None:
    _, (clip, _) = await studio.song("", lyrics=WORDS, style="pop", model=SONIC)
    assert Operation.LYRICS_TIMELINE in {choice.offer.operation for choice in await studio.views.menu(clip)}
    await studio.done(Operation.LYRICS_TIMELINE, clip)
    known = await studio.views.clip(clip.id, GUILD)
    assert known.timeline is not None
    assert {"text", "start", "end"} <= set(known.timeline["words"][0])
    assert Operation.LYRICS_TIMELINE not in {choice.offer.operation for choice in await studio.views.menu(known)}


async def test_lyrics_and_styles_are_written_from_a_few_words(studio: Studio) -> None:
    written = answer_of(await studio.done(Operation.WRITE_LYRICS, prompt="a lighthouse in winter"))
    assert len(written["versions"]) == 2
    enriched = answer_of(await studio.done(Operation.ENRICH_STYLE, style="lofi, rain"))
    assert enriched["style"]
    assert await spent(studio) == 3


@pytest.mark.parametrize("family", ["riffusion", "sonic", "producer"])
async def test_a_recording_becomes_a_clip_that_is_heard_where_the_person_put_it(studio: Studio, family: str) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    before = await spent(studio)
    details = Details(url=clip.audio_url, length=LONG_ENOUGH)
    brought = await studio.done(Operation.UPLOAD, model=family, title="My tape", details=details)
    assert (brought.state, brought.family) == (JobState.DONE, family)
    (upload,) = await studio.clips(brought)
    assert (upload.uploaded, upload.audio_url, upload.duration, upload.title) == (
        True,
        clip.audio_url,
        LONG_ENOUGH,
        "My tape",
    )
    assert await spent(studio) - before == 2


async def test_an_uploaded_clip_is_covered_as_such(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    details = Details(url=clip.audio_url, length=LONG_ENOUGH)
    (upload,) = await studio.clips(await studio.done(Operation.UPLOAD, model="sonic", details=details))
    await studio.done(Operation.COVER, upload, style="folk", lyrics=WORDS)
    sent = studio.vendor.accepted[-1].body
    assert (sent["task_type"], sent["continue_clip_id"]) == ("cover_upload_music", upload.clip_id)
    offered = {choice.offer.operation for choice in await studio.views.menu(upload)}
    assert Operation.ADD_VOCALS in offered
    assert Operation.ADD_VOCALS not in {choice.offer.operation for choice in await studio.views.menu(clip)}
    with pytest.raises(ClipUnfit, match="recording"):
        await studio.songs.request(studio.order("", operation=Operation.ADD_VOCALS, parent=clip, lyrics=WORDS))


async def test_a_recording_that_the_vendor_cannot_use_is_refunded_with_its_reason(studio: Studio) -> None:
    details = Details(url="http://musicapi.test/nothing.mp3", length=30.0)
    ended = await studio.done(Operation.UPLOAD, model="sonic", details=details)
    assert ended.failure is FailureKind.REFUSED
    assert ended.reason
    assert await spent(studio) == 0


async def test_a_mashup_takes_two_clips_of_one_server_and_family(studio: Studio) -> None:
    _, (first, second) = await studio.song(model=SONIC)
    _, (strange, _) = await studio.song(model=SONIC, guild_id=OTHER_GUILD)
    _, (foreign, _) = await studio.song(model="riffusion")
    order = {"operation": Operation.MASHUP, "parent": first, "style": "jazz"}
    for other in (strange, foreign, first):
        with pytest.raises(PersonError, match="nothing was charged"):
            await studio.songs.request(studio.order("", **order, details=Details(other_clip=other.id)))
    made = await studio.done(**order, details=Details(other_clip=second.id))  # type: ignore[arg-type]
    assert made.state is JobState.DONE
    assert studio.vendor.accepted[-1].body["mashup_clip_ids"] == [first.clip_id, second.clip_id]


async def test_only_an_extension_is_joined_to_its_song(studio: Studio) -> None:
    _, (clip, _) = await studio.song("", lyrics=WORDS, style="pop", model=SONIC)
    (extension, *_) = await studio.clips(
        await studio.done(Operation.EXTEND, clip, continue_at=6.0, lyrics=WORDS, style="pop")
    )
    assert Operation.FULL_SONG not in {choice.offer.operation for choice in await studio.views.menu(clip)}
    assert Operation.FULL_SONG in {choice.offer.operation for choice in await studio.views.menu(extension)}
    with pytest.raises(ClipUnfit):
        await studio.songs.request(studio.order("", operation=Operation.FULL_SONG, parent=clip))
    with pytest.raises(ClipUnfit):
        await studio.views.choice(clip, Operation.FULL_SONG)
    joined = await studio.done(Operation.FULL_SONG, extension)
    assert joined.state is JobState.DONE
    assert await studio.clips(joined)


async def test_a_clip_is_remastered_for_a_day_only(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model="sonic/sonic-v4")
    made = await studio.done(Operation.REMASTER, clip)
    assert (made.state, made.model) == (JobState.DONE, "sonic-v5")  # the nearest that can
    studio.clock.advance(24 * 3600)
    assert Operation.REMASTER not in {choice.offer.operation for choice in await studio.views.menu(clip)}
    with pytest.raises(ClipUnfit, match="24 hours"):
        await studio.songs.request(studio.order("", operation=Operation.REMASTER, parent=clip))


@pytest.mark.parametrize("after", [False, True])
async def test_an_answer_at_once_that_is_lost_is_refunded_and_never_asked_for_again(
    studio: Studio, after: bool
) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    studio.clock.advance(10)
    studio.transport.raise_next(httpx.ReadTimeout, after=after)
    ended = await studio.done(Operation.WAV, clip)
    assert ended.failure is FailureKind.LOST
    assert posts(studio, r"/wav$") == int(after)
    assert await spent(studio) == 15


async def test_an_answer_at_once_that_nobody_wrote_down_is_refunded_at_the_start(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    studio.clock.advance(10)
    job = await studio.songs.request(studio.order("", operation=Operation.WAV, parent=clip))
    await studio.queue._take_turn()  # killed between the commit and the answer
    async with open_studio(studio.database) as restarted:
        restarted.clock.advance(studio.clock.now() - restarted.clock.now())
        await restarted.poller.take_back()
        await restarted.create()
        assert (await restarted.job(job.id)).failure is FailureKind.LOST
        assert restarted.vendor.creates == []
    assert await spent(studio) == 15


async def test_an_operation_that_is_gone_is_refunded_and_offered_no_more(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    studio.vendor.orders.refuse_next_create(410, {"type": "endpoint_retired", "error": "no more stems"})
    ended = await studio.done(Operation.STEMS_FULL, clip)
    assert ended.failure is FailureKind.REFUSED
    assert await spent(studio) == 15
    offered = {choice.offer.operation for choice in await studio.views.menu(clip)}
    assert Operation.STEMS_FULL not in offered
    assert Operation.STEMS_BASIC in offered
    with pytest.raises(ModelUnavailable, match="no longer"):
        await studio.songs.request(studio.order("", operation=Operation.STEMS_FULL, parent=clip))
    with pytest.raises(ModelUnavailable, match="no longer"):
        await studio.views.choice(clip, Operation.STEMS_FULL)
    assert len(studio.told) == 1


async def test_what_another_family_can_write_too_goes_there_when_the_first_is_gone(database: Database) -> None:
    async with open_studio(database, families=("sonic", "producer"), profile=AIMUSICAPI) as studio:
        # The twin's catalog is chosen by the address, which is not the twin's here.
        assert [choice.family.name for choice in await studio.views.choices_for(Operation.UPLOAD)] == [
            "sonic",
            "producer",
        ]
        studio.vendor.orders.refuse_next_create(410, {"type": "endpoint_retired", "error": "no more uploads"})
        job = await studio.songs.request(
            studio.order("", operation=Operation.UPLOAD, details=Details(url="http://musicapi.test/a.mp3", length=30.0))
        )
        await studio.create()
        await studio.look(4)
        moved = await studio.job(job.id)
        assert (moved.family, moved.state) == ("producer", JobState.QUEUED)


async def test_done_with_nothing_to_bring_is_refunded(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    job = await studio.songs.request(studio.order("", operation=Operation.STEMS_BASIC, parent=clip))
    await studio.create()
    running = await studio.job(job.id)
    nothing = json_answer(200, {"code": 200, "message": "success", "status": "SUCCESS", "data": []})
    studio.transport.trouble.answer_instead("GET", rf"/task/{running.task_id}$", nothing, times=1_000)
    ended = await studio.finish(job)
    assert ended.state is JobState.FAILED
    assert await spent(studio) == 15


@pytest.mark.parametrize(
    ("operation", "report"),
    [
        (Operation.WAV, TaskReport("done")),
        (Operation.BPM, TaskReport("done", answer={})),
        (Operation.PERSONA, TaskReport("done", answer={"persona_id": ""})),
        (Operation.BPM, TaskReport("failed", reason="too quiet")),
    ],
    ids=str,
)
async def test_an_answer_that_is_none_is_refunded_in_the_same_moment(
    studio: Studio, operation: Operation, report: TaskReport
) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    job = await studio.songs.request(studio.order("", operation=operation, parent=clip, title="Marlene"))
    await studio.queue._take_turn()
    for _ in range(2):  # written down again after a database that answered late
        await studio.songs.answered(job, report)
    ended = await studio.job(job.id)
    assert (ended.state, ended.failure, ended.result) == (JobState.FAILED, FailureKind.FAILED, None)
    assert await spent(studio) == 15
    assert await studio.views.personas(GUILD) == []


async def test_a_task_that_ends_with_nothing_is_refunded_in_the_same_moment(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    job = await studio.songs.request(studio.order("", operation=Operation.STEMS_BASIC, parent=clip))
    await studio.create()
    await studio.songs.record(await studio.job(job.id), TaskReport("done"))
    assert (await studio.job(job.id)).failure is FailureKind.FAILED
    assert await spent(studio) == 15


async def test_an_answer_that_comes_after_the_refund_changes_nothing(
    studio: Studio, caplog: pytest.LogCaptureFixture
) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    job = await studio.songs.request(studio.order("", operation=Operation.BPM, parent=clip))
    await studio.queue._take_turn()
    await studio.songs.lost(job)
    await studio.songs.answered(job, TaskReport("done", answer={"avg": 120.0, "min": 120.0, "max": 120.0}))
    assert (await studio.job(job.id)).failure is FailureKind.LOST
    assert await spent(studio) == 15
    assert f"answer_orphaned job={job.id}" in caplog.text


async def test_a_voice_is_made_of_a_recording_and_kept(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    details = Details(url=clip.audio_url, length=LONG_ENOUGH)
    made = await studio.done(Operation.VOICE, title="Mine", details=details)
    assert made.state is JobState.DONE
    (voice,) = await studio.views.personas(GUILD)
    assert (voice.name, voice.kind, voice.vendor_id) == ("Mine", PersonaKind.VOICE, answer_of(made)["voice_id"])


async def test_a_task_whose_family_is_gone_is_refunded_at_once(studio: Studio) -> None:
    job = await studio.songs.request(studio.order(model=SONIC))
    await studio.create()
    gone = json_answer(410, {"type": "endpoint_retired", "error": "gone"})
    studio.transport.trouble.answer_instead("GET", r"/task/", gone, times=1_000)
    await studio.look(6)
    ended = await studio.job(job.id)
    assert (ended.state, ended.failure, ended.reason) == (JobState.FAILED, FailureKind.REFUSED, "gone")
    assert await spent(studio) == 0


async def test_how_long_a_kind_takes_is_learnt_for_each_operation(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    before = await studio.views.choice(clip, Operation.STEMS_BASIC)
    (assumed,) = await studio.views.typical([before])
    assert (assumed.p10, assumed.p50, assumed.p90) == before.offer.typical
    for _ in range(5):
        await studio.done(Operation.STEMS_BASIC, clip)
    (learnt,) = await studio.views.typical([before])
    assert learnt != assumed
    async with studio.database.reading() as tx:
        past = await jobs.recent_durations(tx, family="sonic", model="sonic-v5", operation=Operation.STEMS_BASIC)
    assert min(past) <= learnt.p50 <= max(past)


async def test_a_clip_of_another_server_is_no_source(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC, guild_id=OTHER_GUILD)
    with pytest.raises(ClipGone):
        await studio.views.clip(clip.id, GUILD)
    with pytest.raises(ClipGone):
        await studio.views.lineage(clip.id, GUILD)
    assert await studio.views.recent_clips(GUILD) == []
    async with studio.database.reading() as tx:
        assert await personas.of_guild(tx, GUILD) == []
