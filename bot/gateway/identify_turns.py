"""When a shard of this process may begin a session: beside all others, and so that a day's sessions last a day."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from bot.context import Context
from bot.gateway import reconnect
from data.engine.database import DATABASE_TROUBLE
from data.engine.dialects import read_clock
from data.engine.transaction import Transaction
from data.processes import identifies
from data.processes.identifies import SessionPace

log = logging.getLogger(__name__)

DAY = 86_400.0
# Of the sessions that Discord allows in a day: so many at once, and so many over a day. It resets the token of a bot
# that uses them up.
AT_ONCE, A_DAY = 0.1, 0.5
SHARDS_AT_ONCE = 2  # sessions of every shard that may begin at once whatever the day allows: a start, and another one
SPARE = 0.01  # of a day's sessions that are left alone: some may be on their way when Discord is asked
NEAR = 15.0  # seconds: a shorter wait is waited for with the connection open
LONGEST_SLEEP = 60.0  # seconds between looks whether it is shorter by now
LOOK_AGAIN = 1.0  # seconds, where the database does not answer


class IdentifyTurns:
    """The turns of one application's shards; `a_day` and `concurrency` are what Discord allows."""

    def __init__(self, context: Context, application_id: int, *, a_day: int, concurrency: int, shards: int) -> None:
        self.concurrency = concurrency
        self._context = context
        self._application_id = application_id
        self._pace = SessionPace(
            apart=timedelta(seconds=reconnect.APART),
            at_once=max(1.0, a_day * AT_ONCE, shards * SHARDS_AT_ONCE),
            per_second=a_day * A_DAY / DAY,
            spare=int(a_day * SPARE),
        )

    async def wait_until_near(self, shard_id: int) -> None:
        """Return when this shard's turn is a few seconds away; says in one line that it waits for longer."""
        told = False
        while (left := await self._seconds_left(shard_id, takes=False)) > NEAR:
            if not told:
                log.warning("session_waits shard=%s seconds=%.0f", shard_id, left)
            told = True
            await asyncio.sleep(min(left - NEAR / 2, LONGEST_SLEEP))

    async def take(self, shard_id: int) -> None:
        """Return when this shard's session may begin, and count it."""
        while True:
            left = await self._seconds_left(shard_id, takes=True)
            if left <= 0:
                return
            await asyncio.sleep(left)  # others take their turns meanwhile, and tell nobody

    async def _seconds_left(self, shard_id: int, *, takes: bool) -> float:
        """Seconds until its session may begin; 0: now, and it counts if it `takes` its turn."""
        bucket = shard_id % self.concurrency

        async def work(tx: Transaction) -> float:
            now = await read_clock(tx, self._context.now())
            moment = await identifies.acquire(
                tx, self._application_id, bucket=bucket, pace=self._pace, now=now, counts=takes
            )
            return 0.0 if moment is None else (moment - now).total_seconds()

        try:
            return await self._context.database.write(work)
        except DATABASE_TROUBLE as error:  # nothing may begin that is not counted, and the leases end before long
            log.warning("session_uncounted shard=%s error=%s", shard_id, type(error).__name__)
            return LOOK_AGAIN
