"""What one process tells another about jobs, so that nobody waits until the other looks: ids, and nothing else.

Only what concerns another process is announced, so a process that is alone sends nothing. PostgreSQL alone carries
notices, and none of them is needed: whoever misses one finds the change in the jobs' table.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractAsyncContextManager

from data.engine.address import PostgreSQLAddress
from data.engine.database import Database
from data.engine.notices import LONGEST_PAYLOAD, Listening, channel_of, listen, notify
from data.engine.transaction import Transaction
from data.ids import JobId
from data.rows import Job

FREED = "encore_freed"  # to whom it may concern: jobs have no owner now
LONGEST_ID = len(str(2**63 - 1))
IDS_A_NOTICE = LONGEST_PAYLOAD // (LONGEST_ID + 1)


async def tell_owner(tx: Transaction, owner: str, job_ids: Collection[JobId]) -> None:
    """Tell the process that owns these jobs, or did, that another one changed them; told when the change is kept."""
    ids = list(job_ids)
    for begin in range(0, len(ids), IDS_A_NOTICE):
        await notify(tx, channel_of(owner), ",".join(map(str, ids[begin : begin + IDS_A_NOTICE])))


async def tell_freed(tx: Transaction) -> None:
    """Tell every process that jobs were given up and can be taken over; told when that is kept."""
    await notify(tx, FREED)


async def tell_others(tx: Transaction, job: Job, *, worker_id: str, takes_jobs: bool) -> None:
    """Tell whoever else a change of this worker's concerns: the job's owner, or everybody while it has none.

    A worker that takes jobs itself leaves none without an owner.
    """
    if job.owner is None:
        if not takes_jobs:
            await tell_freed(tx)
    elif job.owner != worker_id:
        await tell_owner(tx, job.owner, [job.id])


def hear(
    database: Database, owner: str, changed: Callable[[list[JobId]], None], freed: Callable[[], None]
) -> AbstractAsyncContextManager[Listening] | None:
    """Hear which of the owner's jobs other processes change, and that jobs were given up, until the block ends.

    None: this kind of database carries no notices. Entering the block raises OSError where the server cannot be
    reached.
    """
    if not isinstance(database.address, PostgreSQLAddress):
        return None
    return listen(
        database.address,
        {channel_of(owner): lambda payload: changed(_ids(payload)), FREED: lambda _: freed()},
    )


def _ids(payload: str) -> list[JobId]:
    """The ids of a notice, without what is none: anybody who may connect to the database can send one."""
    words = [word for word in payload.split(",") if word.isascii() and word.isdigit() and len(word) <= LONGEST_ID]
    return [JobId(number) for number in map(int, words) if number < 2**63]
