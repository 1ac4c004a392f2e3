"""From an order to a closed job: what is held, asked, written down, settled and given back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import AlreadyAsked, ModelUnavailable, PersonError, Problem, RequestRefused
from bot.musicapi.operations import Operation
from bot.musicapi.responses.reports import TaskReport
from cogs.text.errors import sentence_for
from data.brief import Details
from data.rows import ClipState, FailureKind, JobState, ReportedClip
from tests.bot.conftest import OTHER_GUILD, SONIC, VIEWER, Studio, open_studio
from tests.data.making import delete_clip
from tests.telling import tells

if TYPE_CHECKING:
    from data.engine.database import Database


async def test_a_song_is_held_asked_once_settled_once(studio: Studio) -> None:
    job = await studio.place(studio.order())
    assert job.state is JobState.QUEUED
    assert (await studio.account()).held == 12
    done = await studio.finish(job)
    assert done.state is JobState.DONE
    assert [clip.state for clip in await studio.clips(job)] == [ClipState.SUCCEEDED] * 2
    account = await studio.account()
    assert (account.held, account.spent, account.left) == (0, 12, 228)
    assert len(studio.vendor.creates) == 1
    sent = {"task_type": "create_music", "mv": "FUZZ-1.1 Pro", "custom_mode": False, "prompt": "r&b pop"}
    assert studio.vendor.creates[0].body == sent


@pytest.mark.promise(key="allowance")
async def test_twenty_at_once_on_a_quota_for_three(database: Database) -> None:
    async with open_studio(database, allowance=40) as studio:
        asked = await asyncio.gather(*(studio.place(studio.order()) for _ in range(20)), return_exceptions=True)
        refused = [answer for answer in asked if isinstance(answer, PersonError)]
        assert [answer.problem for answer in refused] == [Problem.OUT_OF_CREDITS_FOR_A_SONG] * 17
        account = await studio.account()
        assert (account.held, account.left) == (36, 4)
        told = sentence_for(refused[0])
        assert "4 credits left" in told
        assert "costs 12" in told
        assert "<t:1796083200:R>" in told  # 2026-12-01T00:00Z
        for answer in asked:
            if not isinstance(answer, BaseException):
                await studio.finish(answer)
        assert len(studio.vendor.accepted) == 3
        assert (await studio.account()).spent == 36


async def test_the_same_interaction_twice_is_one_job(studio: Studio) -> None:
    order = studio.order()
    await studio.place(order)
    with pytest.raises(AlreadyAsked):
        await studio.place(order)
    assert (await studio.account()).held == 12


@pytest.mark.promise(key="checked-first")
@pytest.mark.parametrize(
    "words",
    [
        {"prompt": ""},
        {"prompt": " \t\n"},
        {"prompt": "x" * 1001},
        {"prompt": "for <@123456789012345678>"},
        {"prompt": "bell \x07"},
        {"title": "t" * 81},
        {"lyrics": "la " * 2000},
        {"lyrics": "la", "instrumental": True},
        {"style": "s" * 2000},
        {"model": "polka/1"},
        {"model": "polka"},
        {"model": "riffusion/FUZZ-1.1 Pro", "prompt": "x" * 201},
    ],
    ids=str,
)
async def test_bad_input_costs_nothing_and_says_so(studio: Studio, words: dict[str, Any]) -> None:
    with tells(PersonError, "nothing was charged") as raised:
        await studio.place(studio.order(**words))
    assert "\n" not in str(raised.value)
    assert (await studio.account()).held == 0
    await studio.create()
    assert studio.vendor.creates == []


async def test_a_longer_prompt_goes_to_the_first_family_that_takes_it(studio: Studio) -> None:
    job = await studio.place(studio.order("x" * 300))
    assert (job.family, job.price) == ("sonic", 15)
    with pytest.raises(RequestRefused):
        await studio.place(studio.order("x" * 300, model="riffusion/FUZZ-1.1"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            {"prompt": "pop", "lyrics": "la " * 2_000},
            "Sonic takes at most 5,000 characters of lyrics. Shorten yours from 5,999",
        ),
        (
            {"prompt": "pop", "details": Details(avoid="x" * 300)},
            "styles to avoid have 300 characters, and 200 is the most",
        ),
    ],
)
async def test_what_nobody_takes_is_refused_in_the_words_of_whoever_takes_the_most(
    studio: Studio, words: dict[str, Any], said: str
) -> None:
    with tells(RequestRefused, said):
        await studio.place(studio.order(**words))


@pytest.mark.promise(key="failure-free")
async def test_a_failed_task_shows_the_reason_and_gives_its_credits_to_the_next_song(database: Database) -> None:
    async with open_studio(database, allowance=12) as studio:
        studio.vendor.orders.fail_next("the <@1> model *sneezed*")
        first = await studio.finish(await studio.place(studio.order()))
        assert (first.state, first.failure) == (JobState.FAILED, FailureKind.FAILED)
        assert first.reason is not None
        assert "sneezed" in first.reason
        assert (await studio.account()).left == 12
        second = await studio.finish(await studio.place(studio.order()))
        assert second.state is JobState.DONE
        assert (await studio.account()).left == 0


async def test_one_dead_clip_is_settled_in_full_with_the_living_one(studio: Studio) -> None:
    studio.vendor.orders.fail_next_clip(1)
    done = await studio.finish(await studio.place(studio.order()))
    assert done.state is JobState.DONE
    assert sorted(clip.state for clip in await studio.clips(done)) == [ClipState.FAILED, ClipState.SUCCEEDED]
    assert (await studio.account()).spent == 12


@pytest.mark.promise(key="failure-free")
async def test_a_stalled_task_is_given_up_after_ten_minutes_and_refunded(studio: Studio) -> None:
    studio.vendor.orders.stall_next_task()
    job = await studio.place(studio.order())
    ended = await studio.finish(job)
    assert ended.failure is FailureKind.TIMED_OUT
    assert 600 <= (ended.finished_at - ended.created_at).total_seconds() <= 660  # type: ignore[operator] - it has ended
    assert (await studio.account()).left == 240


async def test_a_task_that_stays_short_is_delivered_with_what_arrived(studio: Studio) -> None:
    studio.vendor.orders.short_next_task()
    ended = await studio.finish(await studio.place(studio.order()))
    assert ended.state is JobState.DONE
    assert [clip.state for clip in await studio.clips(ended)].count(ClipState.SUCCEEDED) == 1
    assert (await studio.account()).spent == 12


async def test_a_task_whose_clips_run_for_ever_is_given_up_and_refunded(studio: Studio) -> None:
    studio.vendor.orders.time_next_task(9_000, 9_000, named=10)
    ended = await studio.finish(await studio.place(studio.order(model=SONIC)))
    assert {clip.state for clip in await studio.clips(ended)} == {ClipState.RUNNING}
    assert (ended.state, ended.failure) == (JobState.FAILED, FailureKind.TIMED_OUT)
    account = await studio.account()
    assert (account.held, account.spent) == (0, 0)


@pytest.mark.parametrize("first", ClipState)
@pytest.mark.parametrize("second", ClipState)
async def test_what_is_given_up_is_paid_for_where_a_clip_can_be_heard(
    studio: Studio, first: ClipState, second: ClipState
) -> None:
    job = await studio.place(studio.order())
    await studio.create()
    running = await studio.job(job.id)
    told = (
        ReportedClip(name, state, audio_url="https://files.test/a.mp3") for name, state in (("a", first), ("b", second))
    )
    await studio.lifecycle.record_report(running, TaskReport("running", tuple(told)))
    await studio.lifecycle.give_up(running, FailureKind.TIMED_OUT)
    ended = await studio.job(job.id)
    is_heard = ClipState.SUCCEEDED in (first, second)
    assert ended.state is (JobState.DONE if is_heard else JobState.FAILED)
    account = await studio.account()
    assert (account.held, account.spent) == (0, 12 if is_heard else 0)


async def test_extend_and_cover_send_the_clip_that_was_pressed(studio: Studio) -> None:
    done = await studio.finish(await studio.place(studio.order()))
    first, second = await studio.clips(done)
    extended = await studio.place(
        studio.order(
            "",
            operation=Operation.EXTEND,
            source=second.id,
            continue_at=1.5,
            lyrics="[Verse]\nOn we go",
            style="pop",
            title="On",
        )
    )
    covered = await studio.place(
        studio.order("", operation=Operation.COVER, source=first.id, lyrics="[Verse]\nHey", style="folk")
    )
    await studio.finish(extended)
    await studio.finish(covered)
    sent = [create.body for create in studio.vendor.accepted][1:]
    assert (sent[0]["task_type"], sent[0]["continue_clip_id"], sent[0]["continue_at"]) == (
        "extend_music",
        second.clip_id,
        1,
    )
    assert (sent[1]["task_type"], sent[1]["continue_clip_id"]) == ("cover_music", first.clip_id)
    assert {body["mv"] for body in sent} == {"FUZZ-1.1 Pro"}


async def test_a_clip_belongs_to_one_guild(studio: Studio) -> None:
    done = await studio.finish(await studio.place(studio.order()))
    clip = (await studio.clips(done))[0]
    with pytest.raises(PersonError):
        await studio.queries.clip_menu(clip.id, OTHER_GUILD, VIEWER)
    async with studio.database.transaction() as tx:
        await delete_clip(tx, clip.id, at=studio.context.now())
    with pytest.raises(PersonError, match="deleted"):
        await studio.queries.clip_menu(clip.id, clip.guild_id, VIEWER)


async def test_the_line_is_bounded(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.jobs.shares.QUEUE_LIMIT", 2)
    for _ in range(2):
        await studio.place(studio.order())
    with pytest.raises(PersonError, match=Problem.QUEUE_FULL):
        await studio.place(studio.order())


async def test_a_month_is_a_new_allowance_and_a_late_settle_counts_for_the_old_one(studio: Studio) -> None:
    studio.clock.advance(10.5 * 24 * 3600 - 60)  # a minute before December
    november = await studio.place(studio.order())
    assert november.month == "2026-11"
    await studio.finish(november)
    assert studio.context.month == "2026-12"
    assert (await studio.account()).spent == 0


async def test_a_withdrawn_job_gives_its_credits_back_once(studio: Studio) -> None:
    job = await studio.place(studio.order())
    await studio.lifecycle.cancel(job, "")
    await studio.lifecycle.cancel(job, "")
    assert (await studio.account()).left == 240
    await studio.create()
    assert studio.vendor.creates == []


async def test_a_job_whose_create_is_under_way_is_not_withdrawn(studio: Studio) -> None:
    """MusicAPI takes credits for it, whatever became of its card: the courier posts it anew."""
    job = await studio.place(studio.order())
    await studio.queue._take_turn()
    await studio.lifecycle.cancel(job, "")
    assert (await studio.job(job.id)).state is JobState.SUBMITTING
    assert (await studio.account()).held == 12


async def test_a_model_of_a_family_that_the_operator_left_out_is_not_available(database: Database) -> None:
    async with open_studio(database, families=("sonic",)) as studio:
        with pytest.raises(ModelUnavailable):
            await studio.place(studio.order(model="riffusion/FUZZ-1.1 Pro"))


async def test_what_is_written_of_a_job_is_told_in_the_order_in_which_it_was_written(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A write that is slow to come back has read the job as it stood before another one."""
    heard: list[JobState] = []
    studio.vendor.orders.time_next_task(20, 30)
    job = await studio.place(studio.order())
    await studio.create()
    while not any(clip.state is ClipState.SUCCEEDED for clip in await studio.clips(job)):
        await studio.look(3)
    running, first = await studio.job(job.id), (await studio.clips(job))[0]
    studio.lifecycle.changes.listen(lambda changed: heard.append(changed.state))
    write, written, back = studio.database.write, asyncio.Event(), asyncio.Event()

    async def write_slowly(*args: Any, **more: Any) -> Any:
        result = await write(*args, **more)
        if asyncio.current_task() is posting:
            written.set()
            await back.wait()
        return result

    monkeypatch.setattr(studio.database, "write", write_slowly)
    posting = asyncio.create_task(studio.lifecycle.mark_posted(running, [first.id]))
    await asyncio.wait_for(written.wait(), 30)
    ending = asyncio.create_task(studio.lifecycle.give_up(running, FailureKind.TIMED_OUT, ""))
    for _ in range(100):  # as far as it comes by itself
        await asyncio.sleep(0.001)
    back.set()
    await asyncio.wait_for(asyncio.gather(posting, ending), 30)
    assert heard == [JobState.RUNNING, JobState.DONE]  # what was made is delivered
