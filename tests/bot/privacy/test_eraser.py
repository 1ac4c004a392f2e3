"""What a member left behind is erased whole, whatever was under way, and whoever is killed; the books stay balanced."""

from __future__ import annotations

import asyncio
import json
import zlib
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import insert, select, update

from bot.drawing.tree import laid_out
from bot.errors import ClipGone, Problem
from bot.library import playlists as use_cases
from bot.library import songs
from bot.library.songs import Asker
from bot.musicapi.operations import Operation
from bot.musicapi.responses.reports import TaskReport
from bot.privacy import eraser as module
from bot.privacy.eraser import UNDELIVERED, UNREMOVED, Eraser, NotNow
from bot.privacy.exporting import export
from cogs.cards.lineage import family_card, relatives
from cogs.text.failures import failure
from data import archive, clips, drafts, personas, tables
from data.brief import NO_DETAILS, Details
from data.copies import audit
from data.guilds import admin_log, cases, default_models, intake, member_blocks, notice_settings
from data.guilds.cases import CaseKind, Outcome
from data.guilds.intake import BlockKind
from data.guilds.viewers import NOBODY
from data.ids import InteractionId, JobId, MessageId, UserId, VendorPersonaId
from data.jobs import queries
from data.library import changes, favourites, playlists, showcase, votes
from data.library.search import Shelf
from data.library.showcase import Showcase
from data.messages import deferrals, downloads, unreached
from data.messages.deferrals import Deferral
from data.messages.downloads import Download
from data.privacy import erasures
from data.privacy.erasures import ERASED_AT_ONCE, SETTLING, Erasure, Posted, Standing
from data.privacy.stored import STORED
from data.rows import ClipState, FailureKind, JobState, PersonaKind, ReportedClip
from tests.bot.conftest import CHANNEL, GUILD, OTHER_GUILD, SONIC, VIEWER, open_studio
from tests.traces import backup_with, bytes_with, rows_with

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime
    from pathlib import Path

    from data.engine.transaction import Transaction
    from data.rows import Clip, Job
    from tests.bot.conftest import Studio

    Moment = Callable[[Studio, Job], Awaitable[None]]

ELLA, NOAH = UserId(1_234_567_890_123_456_789), UserId(1_234_567_890_123_456_790)
WORDS = ("velvetmoon", "quillharbour", "brasslantern", "osierbridge", "tamarindsky")
PROMPT, TITLE, STYLE, LYRICS, NAME = WORDS
TOKEN = "ellas-interaction-token"
# What rests on neither database is tried on one: the whole walk, and two processes at once, on both.
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
COPY = MessageId(5002)  # of a song that was brought back
TRACES = (ELLA, *WORDS, TOKEN)


def ordered(**more: Any) -> dict[str, Any]:
    """What Ella orders, with words of hers in every field."""
    return {
        "prompt": PROMPT,
        "title": TITLE,
        "style": STYLE,
        "lyrics": LYRICS,
        "model": SONIC,
        "user_id": ELLA,
        "token": TOKEN,
        **more,
    }


async def order(studio: Studio, **more: Any) -> Job:
    return await studio.place(studio.order(**ordered(**more)))


async def settle(studio: Studio, eraser: Eraser) -> None:
    """Go on until nothing is left to be erased."""
    for _ in range(3):
        await eraser.tick()
        studio.clock.advance(SETTLING.total_seconds())
    assert await studio.database.read(erasures.every) == []


async def require_nothing_left(studio: Studio, url: str, folder: Path) -> None:
    """Nothing of Ella is in any row, in the file and its log, or in a backup made now; the books balance."""
    assert await rows_with(studio.database, TRACES) == []
    async with studio.database.reading() as tx:
        assert await audit.findings(tx) == []
    if url.startswith("sqlite"):
        assert bytes_with(folder / "encore.db", TRACES) == []
    assert await backup_with(url, folder, TRACES) == []


async def leave_traces(studio: Studio) -> list[Job]:
    """Something of Ella's in every table that can hold any, beside songs that are over."""
    context, now = studio.context, studio.context.now()
    song = await studio.finish(await order(studio))
    await studio.lifecycle.record_message(song, CHANNEL, MessageId(5001))
    first, *_ = await studio.clips(song)
    voice = await studio.finish(
        await order(studio, operation=Operation.COVER, source=first.id, viewer=replace(VIEWER, user_id=ELLA))
    )
    elsewhere = await studio.finish(await order(studio, guild_id=OTHER_GUILD))
    refused = await order(studio)
    assert await studio.lifecycle.cancel(refused, str(ELLA))
    noahs = await studio.place(studio.order("rain", user_id=NOAH))
    assert await studio.lifecycle.cancel(noahs, str(ELLA))

    async def more(tx: Transaction) -> None:
        await default_models.set_for_member(tx, ELLA, SONIC)
        await notice_settings.set_for_member(tx, ELLA, on=False)
        await personas.add(
            tx, song, kind=PersonaKind.PERSONA, name=NAME, vendor_id=VendorPersonaId("persona-1"), now=now
        )
        words = {"prompt": PROMPT}
        kept = {"guild_id": GUILD, "user_id": ELLA, "words": words, "price": 5, "now": now}
        await drafts.add(tx, interaction_id=InteractionId(77), **kept)
        await unreached.add(tx, voice, now=now)
        await deferrals.add(tx, Deferral(song.interaction_id, TOKEN, context.worker_id, now))
        await downloads.claim(tx, Download(ELLA, song.interaction_id, TOKEN, context.worker_id, now))
        facts = {"member": str(ELLA), "count": 3, "others": [str(NOAH), int(ELLA)]}
        await admin_log.record(tx, guild_id=GUILD, user_id=ELLA, action="share.set", facts=facts, now=now)
        await admin_log.record(tx, guild_id=None, user_id=NOAH, action="member.block", facts=facts, now=now)
        for clip in await clips.of_job(tx, song.id):
            assert await clips.set_timeline(tx, clip.id, {"words": [LYRICS]})

    await studio.database.write(more)
    made = [song, voice, elsewhere, refused, noahs]
    heard = await studio.finish(await studio.place(studio.order("a song of Noah's", user_id=NOAH)))
    await studio.lifecycle.mark_delivered(heard)
    noahs_clip, *_ = await studio.clips(heard)
    for job in made:
        await studio.lifecycle.mark_delivered(job)
    await studio.database.write(_keep_and_decide, first, noahs_clip, now=now)
    await studio.database.write(_fill, elsewhere, now=now)
    return made


async def _keep_and_decide(tx: Transaction, ellas: Clip, noahs: Clip, *, now: datetime) -> None:
    """What Ella keeps of her own clips and of Noah's, what he keeps of hers, and what she decided as an operator."""
    for clip, member in ((ellas, ELLA), (noahs, ELLA), (ellas, NOAH)):
        theirs: dict[str, Any] = {"guild_id": GUILD, "user_id": member, "now": now}
        await favourites.put(tx, clip.id, is_on=True, **theirs)
        await votes.put(tx, clip.id, job_id=clip.job_id, is_on=True, **theirs)
        name = NAME if member == ELLA else "of others"
        await playlists.make(tx, name=name, **theirs)
        (mine,) = await playlists.of_member(tx, guild_id=GUILD, user_id=member)
        assert await playlists.add(tx, mine, clip.id, now=now)
    await showcase.put(tx, GUILD, Showcase(CHANNEL, 1))
    assert await showcase.claim(tx, ellas.id, guild_id=GUILD, hearts=1, now=now) == CHANNEL
    await showcase.mark_shown(tx, ellas.id, COPY, now=now)
    await changes.add_copy(tx, ellas.job_id, guild_id=GUILD, channel_id=CHANNEL, message_id=COPY, now=now)
    await changes.rename(tx, await _job_of(tx, ellas), ellas.id, NAME)
    grant = {
        "interaction_id": ELLA + 1,
        "guild_id": GUILD,
        "month": "2026-11",
        "credits": 7,
        "user_id": ELLA,
        "at": now,
    }
    await tx.execute(insert(tables.grants).values(grant))
    await intake.pause(tx, OTHER_GUILD, user_id=ELLA, now=now)
    await intake.block(tx, BlockKind.MEMBER, UserId(NOAH + 1), user_id=ELLA, now=now)
    await member_blocks.block(tx, OTHER_GUILD, ELLA, by_id=NOAH, now=now)
    await member_blocks.block(tx, OTHER_GUILD, NOAH, by_id=ELLA, now=now)
    for clip, member, judge in ((noahs, ELLA, NOAH), (ellas, NOAH, NOAH), (noahs, NOAH, ELLA)):
        words = NAME if member == ELLA else "of others"
        about = (CaseKind.REPORT, GUILD, clip.job_id, member)
        assert await cases.add(tx, *about, words=words, now=now)
        case = max(each.id for each in await cases.find_unposted(tx, now=now, limit=9))
        assert await cases.close(tx, case, Outcome.DISMISSED, by=judge, now=now)


async def _fill(tx: Transaction, job: Job, *, now: datetime) -> None:
    """Something in every column of a job that is over, as if it had been kept by chance, and some of it packed."""
    kept = {"language": "ja", "member_language": "de"}
    told = kept | {
        "continue_at": 7.0,
        "token": TOKEN,
        "webhook_token": TOKEN,
        "result": {"said": LYRICS},
        "archived_at": now,
    }
    mine = update(tables.jobs).where(tables.jobs.c.id == job.id)
    await tx.execute(mine.values(told | {"details": Details(avoid=STYLE)}))
    await tx.execute(update(tables.clips).where(tables.clips.c.job_id == job.id).values(uploaded=True))
    packed = zlib.compress(json.dumps({"job": {"prompt": PROMPT, "lyrics": LYRICS}, "clips": {}}).encode())
    await tx.execute(insert(tables.archives).values(job_id=job.id, contents=packed))


async def _job_of(tx: Transaction, clip: Clip) -> Job:
    job = await queries.get(tx, clip.job_id)
    assert job is not None
    return job


async def untouched(studio: Studio) -> set[str]:
    """What an erasure takes and `leave_traces` leaves nothing in: tables without rows, columns that say nothing."""
    found = set[str]()
    async with studio.database.reading() as tx:
        for each in STORED:
            if not (each.is_of_people or each.apart) or each.table is tables.erasures:
                continue
            rows = (await tx.execute(select(each.table))).mappings().all()
            if not rows:
                found.add(each.table.name)
            for name in {*each.forgets, *each.apart, *each.words}:
                if rows and all(row[name] in (None, "", 0, NO_DETAILS) for row in rows):
                    found.add(f"{each.table.name}.{name}")
    return found


@pytest.fixture
def eraser(studio: Studio) -> Eraser:
    return Eraser(studio.context, studio.lifecycle)


@pytest.mark.promise(key="own-data")
async def test_nothing_of_a_member_is_left_anywhere_and_the_books_balance(
    studio: Studio, eraser: Eraser, database_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    song, *_ = await leave_traces(studio)
    noahs = await studio.finish(await studio.place(studio.order("a song of Noah's", user_id=NOAH)))
    await studio.lifecycle.mark_delivered(noahs)
    before = await studio.account()
    assert {line.partition(":")[0] for line in await rows_with(studio.database, [ELLA])} == {
        *(each.table.name for each in STORED if (each.member or each.apart) and each.table is not tables.erasures),
        "key_values",
    }
    assert await untouched(studio) == set()
    caplog.clear()
    with caplog.at_level("DEBUG"):
        await eraser.ask(ELLA, with_messages=False)
        await settle(studio, eraser)
    await require_nothing_left(studio, database_url, tmp_path)
    assert not any(str(trace) in line for trace in TRACES for line in caplog.messages)
    assert await studio.account() == before
    stripped = await studio.job(song.id)
    assert (stripped.user_id, stripped.channel_id, stripped.price) == (0, 0, song.price)
    assert all(clip.deleted_at for clip in await studio.clips(song))
    assert await studio.clips(noahs) == await studio.clips(await studio.job(noahs.id))
    assert (await studio.job(noahs.id)).brief.prompt == "a song of Noah's"
    async with studio.database.reading() as tx:
        (one,) = await admin_log.of_guild(tx, None, limit=9)
        assert one.facts == {"member": "0", "count": 3, "others": [str(NOAH), 0]}
        assert await clips.get(tx, (await clips.of_job(tx, song.id))[0].id, guild_id=GUILD, viewer=VIEWER) is None
        assert not NOBODY.can_see(stripped.channel_id, stripped.user_id)
        assert await personas.of_guild(tx, GUILD) == []


@ON_SQLITE
async def test_who_is_blocked_stays_so_and_is_not_named(studio: Studio, eraser: Eraser) -> None:
    now = studio.context.now()
    assert await studio.database.write(intake.block, BlockKind.MEMBER, ELLA, user_id=NOAH, now=now)
    for _ in range(2):
        await eraser.ask(ELLA, with_messages=False)
        await settle(studio, eraser)
    assert await rows_with(studio.database, [ELLA]) == []
    standing = await studio.database.read(intake.standing, guild_id=GUILD, user_id=ELLA)
    assert standing.is_member_blocked
    assert not (await studio.database.read(intake.standing, guild_id=GUILD, user_id=NOAH)).is_member_blocked
    assert not await studio.database.write(intake.block, BlockKind.MEMBER, ELLA, user_id=NOAH, now=now)
    assert await studio.database.write(intake.unblock, BlockKind.MEMBER, ELLA)
    assert not (await studio.database.read(intake.standing, guild_id=GUILD, user_id=ELLA)).is_member_blocked


@ON_SQLITE
async def test_whom_a_server_blocked_stays_so_there_and_who_decided_is_not_named(
    studio: Studio, eraser: Eraser
) -> None:
    now, context = studio.context.now(), studio.context
    for blocked, by in ((ELLA, NOAH), (NOAH, ELLA)):
        assert await studio.database.write(member_blocks.block, GUILD, blocked, by_id=by, now=now)
    await eraser.ask(ELLA, with_messages=False)
    await settle(studio, eraser)
    assert await rows_with(studio.database, [ELLA]) == []
    for member in (ELLA, NOAH):
        assert await context.database.read(member_blocks.is_blocked, GUILD, member)
        assert (await context.database.read(intake.standing, guild_id=GUILD, user_id=member)).is_blocked_here
        assert await studio.database.write(member_blocks.unblock, GUILD, member)
        assert not await context.database.read(member_blocks.is_blocked, GUILD, member)


async def until_queued(_studio: Studio, _job: Job) -> None:
    """It waits in line."""


async def until_running(studio: Studio, _job: Job) -> None:
    await studio.create()


async def until_polled(studio: Studio, _job: Job) -> None:
    await studio.create()
    await studio.look(1.0)


async def until_done(studio: Studio, job: Job) -> None:
    await studio.finish(job)


@ON_SQLITE
@pytest.mark.promise(key="own-data")
@pytest.mark.parametrize("moment", [until_queued, until_running, until_polled, until_done])
async def test_a_job_under_way_is_withdrawn_or_posted_first_and_nothing_of_it_stays(
    studio: Studio, eraser: Eraser, database_url: str, tmp_path: Path, moment: Moment
) -> None:
    job = await order(studio)
    await moment(studio, job)
    was = (await studio.job(job.id)).state
    await eraser.ask(ELLA, with_messages=False)
    await eraser.tick()
    now = await studio.job(job.id)
    if was is JobState.QUEUED:
        assert (now.state, now.failure, now.reason) == (JobState.FAILED, FailureKind.CANCELLED, "")
    else:
        assert (now.state, now.brief.prompt) == (was, PROMPT)  # it is paid for: its person hears it
    studio.clock.advance(SETTLING.total_seconds() * 2)
    await eraser.tick()
    assert len(await studio.database.read(erasures.every)) == 1
    ended = await studio.finish(job)
    await studio.lifecycle.mark_delivered(ended, reached=False)
    await settle(studio, eraser)
    await require_nothing_left(studio, database_url, tmp_path)
    account = await studio.account()
    assert (account.held, account.spent) == (0, 0 if was is JobState.QUEUED else job.price)


@ON_SQLITE
async def test_whoever_is_late_brings_nothing_back(
    studio: Studio, eraser: Eraser, database_url: str, tmp_path: Path
) -> None:
    song = await studio.finish(await order(studio))
    reports = await studio.clips(song)
    await studio.lifecycle.mark_delivered(song)
    await eraser.ask(ELLA, with_messages=False)
    await settle(studio, eraser)
    told = [ReportedClip(each.clip_id, ClipState.SUCCEEDED, title=TITLE, lyrics=LYRICS) for each in reports]
    extra = ReportedClip("one-more", ClipState.SUCCEEDED, title=TITLE)
    assert not await studio.lifecycle.record_report(song, TaskReport("done", (*told, extra)))
    await studio.lifecycle.record_message(song, CHANNEL, MessageId(5001))
    await studio.lifecycle.mark_posted(song, [clip.id for clip in reports])
    assert not await studio.lifecycle.mark_delivered(song, reached=False)
    async with studio.database.transaction() as tx:
        assert not await clips.set_timeline(tx, reports[0].id, {"words": [LYRICS]})
    await studio.lifecycle.give_up(song, FailureKind.TIMED_OUT, PROMPT)
    await require_nothing_left(studio, database_url, tmp_path)
    assert (await studio.job(song.id)).message_id is None


@ON_SQLITE
async def test_what_is_ordered_afterwards_is_its_members_again(studio: Studio, eraser: Eraser) -> None:
    await leave_traces(studio)
    await eraser.ask(ELLA, with_messages=False)
    studio.clock.advance(1)
    later = await studio.finish(await order(studio))
    await studio.lifecycle.mark_delivered(later)
    await settle(studio, eraser)
    assert (await studio.job(later.id)).user_id == ELLA
    assert (await studio.job(later.id)).brief.prompt == PROMPT


@ON_SQLITE
async def test_an_order_that_was_just_being_written_down_is_found(studio: Studio, eraser: Eraser) -> None:
    """On PostgreSQL, what was ordered before may be committed after the erasure went past it."""
    asked = await eraser.ask(ELLA, with_messages=False)
    await eraser.tick()
    studio.clock.advance(-1)
    late = await order(studio)
    assert late.created_at < asked.asked_at
    studio.clock.advance(1)
    await eraser.tick()
    assert (await studio.job(late.id)).failure is FailureKind.CANCELLED
    await studio.lifecycle.mark_delivered(late)
    await settle(studio, eraser)
    assert await rows_with(studio.database, TRACES) == []


class Killed(Exception):
    """Stands for a kill: nothing after it is done."""


@ON_SQLITE
@pytest.mark.promise(key="own-data")
@pytest.mark.parametrize("step", ["erase_rows", "next_batch", "erase_batch", "end"])
async def test_a_kill_in_the_middle_leaves_the_rest_to_another_process(
    studio: Studio, eraser: Eraser, database_url: str, tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await leave_traces(studio)
    monkeypatch.setattr(erasures, "ERASED_AT_ONCE", 2)
    await eraser.ask(ELLA, with_messages=False)
    whole = getattr(erasures, step)
    calls = 0

    async def dies(*given: object, **more: object) -> object:
        nonlocal calls
        calls += 1
        if calls == (2 if step in ("next_batch", "erase_batch") else 1):
            raise Killed
        return await whole(*given, **more)

    with monkeypatch.context() as killing, suppress(Killed):
        killing.setattr(module.erasures, step, dies)
        await eraser.tick()
    assert calls
    async with open_studio(studio.database, beside=studio, worker_id="another") as other:
        await settle(other, Eraser(other.context, other.lifecycle))
    await require_nothing_left(studio, database_url, tmp_path)


async def test_two_processes_erase_the_same_at_once(
    studio: Studio, eraser: Eraser, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasures, "ERASED_AT_ONCE", 1)
    await leave_traces(studio)
    async with open_studio(studio.database, beside=studio, worker_id="another") as other:
        second = Eraser(other.context, other.lifecycle)
        await eraser.ask(ELLA, with_messages=False)
        await second.ask(ELLA, with_messages=False)
        for _ in range(3):
            await asyncio.gather(eraser.tick(), second.tick())
            studio.clock.advance(SETTLING.total_seconds())
    assert await studio.database.read(erasures.every) == []
    await require_nothing_left(studio, database_url, tmp_path)


@ON_SQLITE
async def test_messages_are_removed_before_what_leads_to_them_is_forgotten(studio: Studio, eraser: Eraser) -> None:
    song, *_ = await leave_traces(studio)
    removed, refusals = list[tuple[int, int]](), [NotNow("503"), None]

    async def remove(posted: Posted) -> None:
        if (refusal := refusals.pop(0) if refusals else None) is not None:
            raise refusal
        removed.append((posted.channel_id, posted.message_id))

    eraser.remove_message = remove
    await eraser.ask(ELLA, with_messages=True)
    await eraser.tick()
    assert (await studio.job(song.id)).message_id == 5001
    assert removed == []
    await settle(studio, eraser)
    assert removed == [(CHANNEL, 5001), (CHANNEL, COPY)]  # where it was brought back, too
    assert await rows_with(studio.database, TRACES) == []


async def test_a_song_that_is_posted_anew_while_it_is_erased_is_removed(studio: Studio, eraser: Eraser) -> None:
    """It could not be posted for an hour; the last try found its message removed, and posted another one."""
    song = await order(studio)
    await studio.lifecycle.record_message(song, CHANNEL, MessageId(5001))
    ended, removed = await studio.finish(song), list[int]()

    async def remove(posted: Posted) -> None:
        removed.append(posted.message_id)

    eraser.remove_message = remove
    await eraser.ask(ELLA, with_messages=True)
    studio.clock.advance(UNDELIVERED.total_seconds() + 60)
    await settle(studio, eraser)
    assert removed == [5001]
    await studio.lifecycle.record_message(ended, CHANNEL, MessageId(5002), is_new=True)
    assert not await studio.lifecycle.mark_delivered(ended)
    for _ in range(3):
        await eraser.tick()
        studio.clock.advance(SETTLING.total_seconds())
    assert removed == [5001, 5002]
    await studio.lifecycle.record_message(ended, CHANNEL, MessageId(5001))  # one that was there before is let be
    await eraser.tick()
    assert removed == [5001, 5002]


LATE = MessageId(860_017_003)


async def post_copy(studio: Studio, song: Job) -> bool:
    """What is noted down once somebody brought a song back."""
    clip_ids = [clip.id for clip in await studio.clips(song)]
    return await songs.remember_copy(studio.context, clip_ids, Posted(song.id, GUILD, CHANNEL, LATE))


async def test_a_song_that_is_posted_while_it_is_erased_goes_with_the_others(studio: Studio, eraser: Eraser) -> None:
    song, *_ = await leave_traces(studio)
    removed = list[int]()

    async def remove(posted: Posted) -> None:
        removed.append(posted.message_id)
        if posted.message_id == COPY:  # all that was known to be removed is
            assert LATE in removed or await post_copy(studio, song)

    eraser.remove_message = remove
    await eraser.ask(ELLA, with_messages=True)
    await settle(studio, eraser)
    assert LATE in removed
    assert await rows_with(studio.database, [LATE]) == []


async def test_a_song_that_is_posted_after_it_was_erased_is_removed_however_often_that_takes(
    studio: Studio, eraser: Eraser
) -> None:
    song, *_ = await leave_traces(studio)
    asked, refusals = list[int](), 3

    async def remove(posted: Posted) -> None:
        asked.append(posted.message_id)
        if asked.count(LATE) in range(1, refusals + 1):
            raise NotNow("401")

    eraser.remove_message = remove
    await eraser.ask(ELLA, with_messages=True)
    await settle(studio, eraser)
    assert not await post_copy(studio, song)
    for _ in range(refusals + 3):
        await eraser.tick()
    assert asked.count(LATE) == refusals + 1
    assert await rows_with(studio.database, [LATE]) == []


@ON_SQLITE
async def test_a_song_that_is_posted_after_it_was_deleted_is_removed_for_no_longer_than_a_day(
    studio: Studio, eraser: Eraser
) -> None:
    song = await studio.finish(await order(studio))
    await studio.lifecycle.mark_delivered(song)
    first, *_ = await studio.clips(song)
    await songs.delete(studio.context, Asker(GUILD, VIEWER, manages=True), first.id)
    assert not await post_copy(studio, song)

    async def refuse(_: Posted) -> None:
        raise NotNow("503")

    eraser.remove_message = refuse
    await eraser.tick()
    assert await rows_with(studio.database, [LATE]) != []
    studio.clock.advance(UNREMOVED.total_seconds())
    await eraser.tick()
    assert await rows_with(studio.database, [LATE]) == []


@ON_SQLITE
async def test_a_message_that_cannot_be_removed_keeps_nothing_for_longer_than_a_day(
    studio: Studio, eraser: Eraser
) -> None:
    await leave_traces(studio)

    async def refuse(_: Posted) -> None:
        raise NotNow("503")

    eraser.remove_message = refuse
    await eraser.ask(ELLA, with_messages=True)
    await eraser.tick()
    assert len(await studio.database.read(erasures.every)) == 1
    studio.clock.advance(UNREMOVED.total_seconds())
    await settle(studio, eraser)
    assert await rows_with(studio.database, TRACES) == []


async def show_moderators(studio: Studio, kind: CaseKind, job: Job, member: UserId, message: int) -> None:
    """A card in the moderators' channel, of what a member asked for or reported."""
    now = studio.context.now()

    async def work(tx: Transaction) -> None:
        assert await cases.add(tx, kind, GUILD, job.id, member, words=NAME, now=now)
        case = max(each.id for each in await cases.find_unposted(tx, now=now, limit=9))
        assert await cases.confirm(tx, case, CHANNEL, MessageId(message), now=now)

    await studio.database.write(work)


@ON_SQLITE
@pytest.mark.promise(key="own-data")
@pytest.mark.parametrize("with_messages", [True, False])
async def test_what_moderators_were_shown_of_a_member_goes_before_its_row_does(
    studio: Studio, eraser: Eraser, with_messages: bool
) -> None:
    mine = await studio.finish(await order(studio))
    noahs = await studio.finish(await studio.place(studio.order("of Noah's", user_id=NOAH)))
    for job in (mine, noahs):
        await studio.lifecycle.mark_delivered(job)
    waiting = await order(studio)
    await show_moderators(studio, CaseKind.APPROVAL, waiting, ELLA, 1)
    await show_moderators(studio, CaseKind.REPORT, mine, NOAH, 2)
    await show_moderators(studio, CaseKind.REPORT, noahs, ELLA, 3)
    await show_moderators(studio, CaseKind.REPORT, noahs, UserId(NOAH + 1), 4)
    removed, refusals = set[int](), [NotNow("503"), NotNow("503")]

    async def remove(posted: Posted) -> None:
        if refusals:
            raise refusals.pop()
        removed.add(posted.message_id)

    eraser.remove_message = remove
    await eraser.ask(ELLA, with_messages=with_messages)
    for _ in range(2):
        await eraser.tick()
    assert removed == set()
    assert [each.message_id for each in await studio.database.read(erasures.own_cards, ELLA)] == [1, 3]
    await eraser.tick()
    await studio.lifecycle.mark_delivered(await studio.job(waiting.id))  # it was withdrawn, and its card says so
    await settle(studio, eraser)
    assert removed == {1, 2, 3}
    assert await rows_with(studio.database, [ELLA]) == []
    async with studio.database.reading() as tx:
        left = await tx.execute(select(tables.moderation_cases.c.message_id))
        assert list(left.scalars()) == [4]


@ON_SQLITE
async def test_a_card_that_is_posted_while_its_member_is_erased_is_known_to_be_one_too_many(
    studio: Studio, eraser: Eraser
) -> None:
    job, now = await order(studio), studio.context.now()
    assert await studio.database.write(cases.add, CaseKind.APPROVAL, GUILD, job.id, ELLA, words="", now=now)
    (case,) = await studio.database.read(cases.find_unposted, now=now, limit=9)
    assert await studio.database.write(cases.claim, case.id, now=now)
    await eraser.ask(ELLA, with_messages=False)
    await eraser.tick()
    assert not await studio.database.write(cases.confirm, case.id, CHANNEL, MessageId(9), now=now)


@ON_SQLITE
async def test_an_erasure_does_not_end_before_a_card_that_was_just_posted_is_gone(
    studio: Studio, eraser: Eraser
) -> None:
    noahs = await studio.finish(await studio.place(studio.order("of Noah's", user_id=NOAH)))
    asked = await eraser.ask(ELLA, with_messages=False)
    await show_moderators(studio, CaseKind.REPORT, noahs, ELLA, 3)
    later = studio.context.now() + SETTLING
    assert await studio.database.write(erasures.end, asked, now=later) is Standing.WAITS
    await settle(studio, eraser)
    assert await rows_with(studio.database, [ELLA, NAME]) == []


@ON_SQLITE
async def test_a_card_that_cannot_be_removed_keeps_nothing_for_longer_than_a_day(
    studio: Studio, eraser: Eraser
) -> None:
    noahs = await studio.finish(await studio.place(studio.order("of Noah's", user_id=NOAH)))
    await show_moderators(studio, CaseKind.REPORT, noahs, ELLA, 3)

    async def refuse(_: Posted) -> None:
        raise NotNow("503")

    eraser.remove_message = refuse
    await eraser.ask(ELLA, with_messages=False)
    await eraser.tick()
    assert await rows_with(studio.database, [NAME]) != []
    studio.clock.advance(UNREMOVED.total_seconds())
    await settle(studio, eraser)
    assert await rows_with(studio.database, [ELLA, NAME]) == []


@ON_SQLITE
async def test_a_song_that_cannot_be_posted_keeps_nothing_for_longer_than_an_hour(
    studio: Studio, eraser: Eraser
) -> None:
    job = await studio.finish(await order(studio))
    await eraser.ask(ELLA, with_messages=False)
    studio.clock.advance(UNDELIVERED.total_seconds() - 60)
    await eraser.tick()
    assert (await studio.job(job.id)).brief.prompt == PROMPT
    studio.clock.advance(120)
    await settle(studio, eraser)
    assert await rows_with(studio.database, TRACES) == []


@ON_SQLITE
async def test_asked_twice_it_is_one_erasure_with_the_messages_if_they_were_wanted_once(eraser: Eraser) -> None:
    first = await eraser.ask(ELLA, with_messages=True)
    second = await eraser.ask(ELLA, with_messages=False)
    assert (second.id, second.with_messages) == (first.id, True)
    assert isinstance(second, Erasure)


@ON_SQLITE
async def test_what_others_ordered_of_a_clip_that_is_erased_is_refunded_unasked(studio: Studio, eraser: Eraser) -> None:
    song = await studio.finish(await order(studio))
    await studio.lifecycle.mark_delivered(song)
    (first, *_), creates = await studio.clips(song), studio.posts("/create")
    noahs = await studio.place(
        studio.order(NAME, user_id=NOAH, operation=Operation.COVER, source=first.id, lyrics=NAME, style="pop")
    )
    before = len(studio.vendor.creates)
    await eraser.ask(ELLA, with_messages=False)
    await eraser.tick()
    ended = await studio.finish(noahs)
    assert (ended.failure, ended.reason) == (FailureKind.REFUSED, Problem.CLIP_DELETED)
    assert (len(studio.vendor.creates), studio.posts("/create")) == (before, creates)
    assert (await studio.account()).held == 0
    assert "was deleted" in failure(ended)


@ON_SQLITE
async def test_what_others_made_and_kept_of_it_is_theirs_and_names_nobody(studio: Studio, eraser: Eraser) -> None:
    song = await studio.finish(await order(studio))
    await studio.lifecycle.mark_delivered(song)
    (first, *_), noah = await studio.clips(song), replace(VIEWER, user_id=NOAH)
    cover = studio.order(style="pop", user_id=NOAH, operation=Operation.COVER, source=first.id, viewer=noah)
    made = await studio.finish(await studio.place(cover))
    await studio.lifecycle.mark_delivered(made)
    (his, *_), asker = await studio.clips(made), Asker(GUILD, noah, manages=True)
    for clip in (first, his):
        await songs.put_heart(studio.context, asker, clip.id, is_on=True)
    listed = await use_cases.make(studio.context, asker, "Of others", first.id)
    await use_cases.add(studio.context, asker, listed.id, his.id)
    await eraser.ask(ELLA, with_messages=False)
    await settle(studio, eraser)
    for shelf in Shelf:
        found = await songs.load_page(studio.context, asker, shelf, "", 0)
        assert {each.user_id for each in found.songs} == {NOAH}
    async with studio.database.reading() as tx:
        (mine,) = await playlists.of_member(tx, guild_id=GUILD, user_id=NOAH)
        assert [each.clip_id for each in await playlists.places(tx, mine, noah, limit=9)] == [his.id]
    family = await studio.queries.lineage(his.id, GUILD, noah)
    assert {row.user_id for row in family.rows} == {NOAH}
    card = family_card(laid_out(relatives(family.rows, his.id, {})), family.rows, GUILD, "family.png")
    assert f"<@{NOAH}>" in (card.description or "")
    with pytest.raises(ClipGone):
        await songs.load_song(studio.context, asker, first.id)


async def pack(studio: Studio) -> None:
    """Pack the long texts of everything that was delivered."""
    now = studio.context.now()
    packed = await studio.database.write(archive.pack_window, after=JobId(0), before=now + timedelta(days=1), now=now)
    assert packed.jobs


@ON_SQLITE
async def test_what_was_packed_is_erased_and_handed_out_too(
    studio: Studio, eraser: Eraser, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "WORTH_IT", 1)
    monkeypatch.setattr(archive, "WINDOW", 10**6)
    *_, noahs = await leave_traces(studio)
    whole = [part async for part in export(studio.context, ELLA, most_bytes=10**7)]
    await pack(studio)
    packed = [part async for part in export(studio.context, ELLA, most_bytes=10**7)]
    assert [rows(each, "clips") for each in packed] == [rows(each, "clips") for each in whole]
    assert [without(rows(each, "jobs"), "archived_at") for each in packed] == [
        without(rows(each, "jobs"), "archived_at") for each in whole
    ]
    await eraser.ask(ELLA, with_messages=False)
    await settle(studio, eraser)
    await require_nothing_left(studio, database_url, tmp_path)
    async with studio.database.reading() as tx:
        assert set(await archive.unpack(tx, [JobId(number) for number in range(1, noahs.id + 1)])) == {noahs.id}
        assert (await archive.unpack(tx, [noahs.id]))[noahs.id].job["reason"] == ""


def rows(part: bytes, table: str) -> list[dict[str, Any]]:
    return json.loads(part)["tables"][table]


def without(found: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [{key: value for key, value in row.items() if key != name} for row in found]


@ON_SQLITE
async def test_more_than_one_batch_is_erased(studio: Studio, eraser: Eraser) -> None:
    assert ERASED_AT_ONCE >= 1
    for _ in range(5):
        job = await order(studio)
        await studio.lifecycle.cancel(job, "")
        await studio.lifecycle.mark_delivered(job)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(erasures, "ERASED_AT_ONCE", 2)
        patch.setattr(erasures, "READ_AT_ONCE", 3)
        await eraser.ask(ELLA, with_messages=False)
        await settle(studio, eraser)
    assert await rows_with(studio.database, TRACES) == []
