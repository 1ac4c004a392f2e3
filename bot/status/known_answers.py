"""What small operations found out of a clip before: whoever sees the clip is told the same again for free."""

from __future__ import annotations

from collections.abc import Iterable

from bot.musicapi.operations import Operation
from bot.status.job_status import answer_of
from data.engine.transaction import Transaction
from data.jobs import queries
from data.rows import Clip, Job


async def known_answer(tx: Transaction, clip: Clip, operation: Operation) -> Job | None:
    """The job that found out of the clip what `operation` finds out, which takes nothing else; None: nobody knows."""
    if not (operation.spec.is_small and operation.spec.takes_nothing):
        return None
    job = await queries.last_result(tx, clip.guild_id, clip.id, operation=operation)
    return job if job is not None and answer_of(job) is not None else None


async def known_operations(tx: Transaction, clip: Clip, operations: Iterable[Operation]) -> frozenset[Operation]:
    """Those of the operations whose answer about the clip is known, so that they are free."""
    return frozenset([operation for operation in operations if await known_answer(tx, clip, operation) is not None])
