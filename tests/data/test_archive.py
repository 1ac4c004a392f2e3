"""Songs of long ago are packed small, and nobody who looks at one can tell."""

from __future__ import annotations

import asyncio
import itertools
from dataclasses import asdict, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select, update

from bot import archive as command
from data import archive, clips, ledger, lineage, personas, spending, tables
from data.brief import Details, PassedOver
from data.copies import audit, backups
from data.engine.database import Database
from data.guilds.viewers import Viewer
from data.ids import ClipId, JobId, UserId, VendorPersonaId
from data.jobs import queries, schedule, transitions
from data.rows import ClipState, FailureKind, Job, JobState, PersonaKind, ReportedClip
from tests.data.making import GUILD, MONTH, NOW, after, job_in, queued

if TYPE_CHECKING:
    from pathlib import Path

    from data.engine.transaction import Transaction
    from data.rows import Clip

_tokens = itertools.count()

LATER = NOW + timedelta(days=401)
LYRICS = "[Verse]\nRain on the roof again\n[Chorus]\nStay, stay, stay\n" * 30
TIMELINE = {"words": [{"word": "rain", "from": each / 10, "to": each / 10 + 0.1} for each in range(200)]}
DETAILS = Details(
    length=90.0, avoid="brass", agreed_to="I may.", agreed_version=2, passed_over=(PassedOver("sonic/v5", "later"),)
)
VIEWER = Viewer(UserId(1_100_000_000_000_000_003))


async def song(tx: Transaction, *, delivered: bool = True, **changes: Any) -> Job:
    """A song as most are when they are over: settled, with two clips, and delivered."""
    words = {"prompt": "r&b pop " * 30, "title": "Rain", "style": "slow " * 40, "lyrics": LYRICS, "details": DETAILS}
    job = await job_in(tx, JobState.RUNNING, webhook_token=f"secret {next(_tokens)}", **(words | changes))
    reports = [
        ReportedClip(name, ClipState.SUCCEEDED, "", f"Rain {name}", "slow", LYRICS, 61.5, "a", "i", TIMELINE)
        for name in ("one", "two")
    ]
    await clips.record(tx, job, reports, now=NOW)
    await ledger.settle(tx, job, credits=job.price, now=NOW)
    await transitions.set_result(tx, job.id, result={"files": [{"name": "a.mid", "url": "https://example.test"}] * 9})
    await transitions.finish(tx, job.id, now=NOW)
    if delivered:
        await schedule.mark_delivered(tx, job.id, now=NOW)
    return await found(tx, job.id)


async def found(tx: Transaction, job_id: JobId) -> Job:
    job = await queries.get(tx, job_id)
    assert job is not None
    return job


async def pack_all(database: Database, *, before: Any = LATER) -> archive.Packing:
    return await command.pack(database, before=before, now=LATER)


async def stored(tx: Transaction, job_id: JobId) -> Any:
    return (await tx.execute(select(tables.jobs).where(tables.jobs.c.id == job_id))).one()


async def everything_shown(tx: Transaction, job: Job) -> list[Any]:
    """Whatever a command, a button or a list asks of a job that is over."""
    made = await clips.of_job(tx, job.id)
    return [
        replace(await found(tx, job.id), webhook_token=None),
        [replace(each, webhook_token=None) for each in await queries.by_ids(tx, [job.id])],
        replace(await queries.by_interaction(tx, job.interaction_id) or job, webhook_token=None),
        made,
        [await clips.get(tx, each.id, guild_id=GUILD, viewer=VIEWER) for each in made],
        await clips.recent(tx, GUILD, viewer=VIEWER, limit=9),
        [asdict(row) for row in await lineage.of(tx, made[0].id, guild_id=GUILD)],
        [replace(each, prompt="", style="") for each in await ledger.spendings(tx, GUILD, limit=9)],
        await ledger.account(tx, GUILD, MONTH, default_allowance=100),
        await spending.by_operation(tx, GUILD, job.user_id, MONTH),
        await queries.recently_ready(tx, job.family, job.model, job.operation),
        await personas.of_guild(tx, GUILD),
    ]


async def test_whoever_looks_at_an_archived_song_sees_all_of_it(database: Database) -> None:
    async with database.transaction() as tx:
        first = await song(tx)
        source = (await clips.of_job(tx, first.id))[0].id
        job = await song(tx, source=source, operation="extend", continue_at=12.5)
        await personas.add(tx, job, kind=PersonaKind.PERSONA, name="Ada", vendor_id=VendorPersonaId("p"), now=NOW)
        before = [await everything_shown(tx, each) for each in (first, job)]
    packed = await pack_all(database)
    assert packed.jobs == 2
    assert 2 * packed.bytes_after < packed.bytes_before
    async with database.reading() as tx:
        assert [await everything_shown(tx, each) for each in (first, job)] == before
        row = await stored(tx, job.id)
        assert (row.lyrics, len(row.prompt), len(row.style), row.result) == ("", archive.KEPT, archive.KEPT, {})
        assert (row.title, row.task_id, row.webhook_token) == ("Rain", job.task_id, None)
        texts = await tx.execute(select(tables.clips.c.lyrics, tables.clips.c.timeline))
        assert {tuple(each) for each in texts} == {("", None)}
        assert await audit.findings(tx) == []


async def test_an_answer_without_a_task_keeps_its_result(database: Database) -> None:
    result = {"answer": {"kind": "lyrics", "text": LYRICS}}
    async with database.transaction() as tx:
        job = await job_in(tx, JobState.SUBMITTING, operation="lyrics", source=ClipId(7))
        await transitions.finish_with_result(tx, job.id, result=result, now=NOW)
        await ledger.settle(tx, job, credits=job.price, now=NOW)
        await schedule.mark_delivered(tx, job.id, now=NOW)
    assert (await pack_all(database)).jobs == 1
    async with database.reading() as tx:
        last = await queries.last_result(tx, GUILD, ClipId(7), operation="lyrics")
        assert last is not None
        assert last.result == result


async def test_why_a_song_failed_is_still_said(database: Database) -> None:
    async with database.transaction() as tx:
        job = await queued(tx, lyrics=LYRICS)
        await ledger.hold(tx, job, default_allowance=100, now=NOW)
        await transitions.fail(tx, job.id, FailureKind.REFUSED, "no " * 200, now=NOW)
        await ledger.refund(tx, job, now=NOW)
        await schedule.mark_delivered(tx, job.id, now=NOW)
        before = await found(tx, job.id)
    assert (await pack_all(database)).jobs == 1
    async with database.reading() as tx:
        assert await found(tx, job.id) == replace(before, webhook_token=None)
        assert (await stored(tx, job.id)).reason is None


async def test_only_what_was_delivered_long_ago_is_packed(database: Database) -> None:
    async with database.transaction() as tx:
        owed = await song(tx, delivered=False)
        young = await song(tx)
        await tx.execute(update(tables.jobs).where(tables.jobs.c.id == young.id).values(delivered_at=after(10)))
        under_way = await job_in(tx, JobState.RUNNING, lyrics=LYRICS)
    assert await pack_all(database, before=NOW) == (0, 0, 0)
    assert (await pack_all(database, before=after(10))).jobs == 0
    assert (await pack_all(database, before=after(11))).jobs == 1
    async with database.reading() as tx:
        rows = [await stored(tx, job.id) for job in (owed, young, under_way)]
        assert [row.archived_at is None for row in rows] == [True, False, True]


async def test_a_job_without_long_texts_is_left_as_it_is(database: Database) -> None:
    async with database.transaction() as tx:
        job = await job_in(tx, JobState.DONE)
        await schedule.mark_delivered(tx, job.id, now=NOW)
    assert await pack_all(database) == (0, 0, 0)
    async with database.reading() as tx:
        assert (await stored(tx, job.id)).archived_at is None


async def test_it_goes_on_where_it_was_stopped(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "WINDOW", 1)
    async with database.transaction() as tx:
        jobs = [await song(tx) for _ in range(3)]
        before = [await everything_shown(tx, job) for job in jobs]
    real, steps = archive.pack_window, list[JobId]()

    class Stopped(Exception):
        pass

    async def pack_two(tx: Transaction, **given: Any) -> archive.Packing:
        steps.append(given["after"])
        done = await real(tx, **given)
        if len([each for each in steps if each >= jobs[0].id - 1]) == 2:
            raise Stopped  # in the middle of a transaction, which is taken back as a whole
        return done

    monkeypatch.setattr(archive, "pack_window", pack_two)
    with pytest.raises(Stopped):
        await pack_all(database)
    monkeypatch.setattr(archive, "pack_window", real)
    async with database.reading() as tx:
        assert [(await stored(tx, job.id)).archived_at is None for job in jobs] == [False, True, True]
    assert (await pack_all(database)).jobs == 2
    assert (await pack_all(database)).jobs == 0
    async with database.reading() as tx:
        assert [await everything_shown(tx, job) for job in jobs] == before


async def test_what_a_clip_gets_later_is_the_newer(database: Database) -> None:
    async with database.transaction() as tx:
        job = await song(tx)
    await pack_all(database)
    async with database.transaction() as tx:
        one, two = await clips.of_job(tx, job.id)
        await clips.set_timeline(tx, one.id, {"words": []})
        changed: list[Clip] = await clips.of_job(tx, job.id)
    assert [each.timeline for each in changed] == [{"words": []}, two.timeline]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_backup_holds_what_is_packed(database: Database, database_url: str, tmp_path: Path) -> None:
    async with database.transaction() as tx:
        job = await song(tx)
        before = await everything_shown(tx, job)
    await pack_all(database)
    await backups.back_up(database_url, tmp_path / "copy.db")
    copy = await Database.open(f"sqlite:///{tmp_path}/copy.db")
    async with copy.reading() as tx:
        assert await everything_shown(tx, job) == before
    await copy.close()


@pytest.mark.parametrize("words", ["", "d", "400", "400d"])
async def test_the_command_packs_beside_a_running_bot(database: Database, database_url: str, words: str) -> None:
    async with database.transaction() as tx:
        await song(tx)
    code, said = await command.run({"DATABASE_URL": database_url}, words, now=LATER)
    if words in ("", "d"):
        assert (code, said) == (2, command.USAGE)
        return
    assert code == 0
    assert said.startswith("Archived 1 songs: ")
    code, said = await command.run({"DATABASE_URL": database_url}, words, now=LATER)
    assert (code, said) == (0, "No song that was delivered more than 400 days ago is left to archive.")


@pytest.mark.parametrize(
    "words", ["89d", "0d", "-400d", "4e2d", "1y", "400 d", "999999d", "\N{ARABIC-INDIC DIGIT FOUR}00d"]
)
async def test_nonsense_is_refused(tmp_path: Path, words: str) -> None:
    given = {"DATABASE_URL": f"sqlite:///{tmp_path}/encore.db"}
    assert await command.run(given, words, now=LATER) == (2, command.USAGE)


async def test_no_database_is_made(tmp_path: Path) -> None:
    given = {"DATABASE_URL": f"sqlite:///{tmp_path}/encore.db"}
    assert await command.run(given, "400d", now=LATER) == (1, "There is no database yet.")
    assert not await asyncio.to_thread((tmp_path / "encore.db").exists)
    code, _ = await command.run({"DATABASE_URL": "mysql://x/y"}, "400d", now=LATER)
    assert code == 2
