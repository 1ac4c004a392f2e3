"""What the database itself refuses, whatever a statement tries."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import delete, insert, text, update
from sqlalchemy.exc import IntegrityError, StatementError

from data import clips, ledger, personas, tables
from data.ids import VendorPersonaId
from data.rows import Clip, ClipState, EntryKind, Job, JobState, Persona, PersonaKind, ReportedClip
from tests.data.making import GUILD, MONTH, NOW, job_in, queued

if TYPE_CHECKING:
    from sqlalchemy import Executable, Table

    from data.engine.database import Database


@pytest.mark.parametrize(
    ("table", "row"),
    [(tables.clips, Clip), (tables.personas, Persona)],
)
def test_tables_and_rows_have_the_same_columns(table: Table, row: Any) -> None:
    assert [column.name for column in table.columns] == [field.name for field in fields(row)]


async def refused(database: Database, statement: Executable) -> None:
    with pytest.raises(IntegrityError):
        async with database.transaction() as tx:
            await tx.execute(statement)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": JobState.RUNNING, "task_id": "t"},  # nobody would ask about it
        {"state": JobState.RUNNING, "poll_at": NOW},  # nothing to ask about
        {"state": JobState.DONE, "poll_at": None},  # no time, owed to nobody
        {"state": JobState.DONE, "finished_at": NOW, "deliver_at": NOW},  # neither a task nor an answer
        {"state": JobState.FAILED, "finished_at": NOW, "deliver_at": NOW},  # without saying why
        {"failure": "lost"},
        {"task_id": "t"},
        {"result": {}},
        {"answer_lost_at": NOW},  # it would be sent again
        {"details": None},
        {"poll_at": NOW},
        {"deliver_at": NOW},
        {"delivered_at": NOW},
        {"owner": None},
        {"lease_until": None},
        {"price": -1},
        {"clips_expected": 0},
        {"continue_at": -0.5},
        {"create_attempts": -1},
        {"repeats_create": True},
        {"token_expires_at": None},
        {"guild_id": 5},  # a guild that does not exist
    ],
    ids=lambda wrong: ",".join(wrong),
)
async def test_a_job_that_cannot_be(database: Database, wrong: dict[str, Any]) -> None:
    async with database.transaction() as tx:
        job = await queued(tx)
    await refused(database, update(tables.jobs).where(tables.jobs.c.id == job.id).values(**wrong))


async def test_unknown_words_are_refused(database: Database) -> None:
    async with database.transaction() as tx:
        job = await job_in(tx, JobState.RUNNING)
        await clips.record(tx, job, [ReportedClip("a", ClipState.RUNNING)], now=NOW)
    for statement in (
        "UPDATE jobs SET state = 'lost'",
        "UPDATE clips SET state = 'lost'",
        f"INSERT INTO ledger VALUES (1000000000, {job.id}, {GUILD}, '{MONTH}', 'gift', 1, '2026-11-20 00:00:00')",
    ):
        await refused(database, text(statement))


async def test_one_job_per_task_of_a_family(database: Database) -> None:
    async with database.transaction() as tx:
        await job_in(tx, JobState.RUNNING, task_id="same")
        await job_in(tx, JobState.RUNNING, task_id="same", family="sonic")
        other = await job_in(tx, JobState.RUNNING)
    await refused(database, update(tables.jobs).where(tables.jobs.c.id == other.id).values(task_id="same"))


async def test_one_job_per_address_of_callbacks(database: Database) -> None:
    async with database.transaction() as tx:
        await queued(tx, webhook_token="same")
        await queued(tx)
        other = await queued(tx)  # any number without one
    await refused(database, update(tables.jobs).where(tables.jobs.c.id == other.id).values(webhook_token="same"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"vendor_id": ""},
        {"kind": "choir"},
        {"guild_id": 5},
        {"job_id": 404},
        {"name": "Ada"},  # another living one of the guild has it
    ],
    ids=lambda wrong: ",".join(wrong),
)
async def test_a_persona_that_cannot_be(database: Database, wrong: dict[str, Any]) -> None:
    async with database.transaction() as tx:
        for name in ("Ada", "Ben"):
            job = await job_in(tx, JobState.DONE)
            await personas.add(tx, job, kind=PersonaKind.PERSONA, name=name, vendor_id=VendorPersonaId("p"), now=NOW)
    settings = ", ".join(f"{column} = :{column}" for column in wrong)
    await refused(database, text(f"UPDATE personas SET {settings} WHERE name = 'Ben'").bindparams(**wrong))


@pytest.mark.parametrize("final", [JobState.DONE, JobState.FAILED])
async def test_final_states_of_jobs_never_leave(database: Database, final: JobState) -> None:
    async with database.transaction() as tx:
        job = await job_in(tx, final)
    values = {"state": JobState.QUEUED, "failure": None, "finished_at": None, "deliver_at": None, "task_id": None}
    await refused(database, update(tables.jobs).where(tables.jobs.c.id == job.id).values(**values))


async def test_final_states_of_clips_never_leave(database: Database) -> None:
    async with database.transaction() as tx:
        job = await job_in(tx, JobState.RUNNING)
        await clips.record(tx, job, [ReportedClip("a", ClipState.SUCCEEDED)], now=NOW)
    await refused(database, update(tables.clips).values(state=ClipState.RUNNING))


@pytest.mark.promise(key="charged-once")
async def test_the_ledger_is_append_only(database: Database) -> None:
    async with database.transaction() as tx:
        await job_in(tx, JobState.QUEUED)
    await refused(database, update(tables.ledger).values(credits=0))
    await refused(database, delete(tables.ledger))


def entry(job: Job, kind: EntryKind, amount: int, **changes: Any) -> Executable:
    values = {
        "job_id": job.id,
        "guild_id": job.guild_id,
        "month": job.month,
        "kind": kind,
        "credits": amount,
        "created_at": NOW,
    }
    return insert(tables.ledger).values(**{**values, **changes})


async def test_a_settle_or_refund_needs_its_hold(database: Database) -> None:
    async with database.transaction() as tx:
        without_hold = await queued(tx)
        held = await job_in(tx, JobState.FAILED)
    await refused(database, entry(without_hold, EntryKind.REFUND, 10))
    await refused(database, entry(held, EntryKind.SETTLE, 11))
    await refused(database, entry(held, EntryKind.REFUND, 10, month="2026-12"))
    await refused(database, entry(held, EntryKind.REFUND, 10, guild_id=GUILD + 1))
    await refused(database, entry(held, EntryKind.REFUND, -1))


@pytest.mark.promise(key="charged-once")
async def test_a_job_is_held_and_closed_once(database: Database) -> None:
    async with database.transaction() as tx:
        job = await job_in(tx, JobState.DONE)
        assert await ledger.settle(tx, job, credits=10, now=NOW)
    for kind in EntryKind:
        await refused(database, entry(job, kind, 10))


async def test_an_account_never_goes_below_nothing(database: Database) -> None:
    async with database.transaction() as tx:
        await job_in(tx, JobState.QUEUED)
    await refused(database, update(tables.accounts).values(held=-1))
    await refused(database, update(tables.accounts).values(spent=-1))


async def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="without a zone"):
        async with database.transaction() as tx:
            await queued(tx, lease_until=NOW.replace(tzinfo=None))
