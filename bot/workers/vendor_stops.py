"""MusicAPI out of credits, or out of reach: nothing new is taken in, the line keeps its places, and it ends by itself.

All of it is in rows, so that every process knows: the pace of each key, until when nothing is sent; and a row of the
host, by which orders are refused before anything is put aside. One of the line finds out whether MusicAPI is back.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Final

from bot.alerts import Alerts
from bot.context import Context
from bot.workers.turns import REST, Turns
from data.engine.transaction import Transaction
from data.jobs import queue
from data.processes import rate_limits, vendor_stops
from data.processes.vendor_stops import StopKind, VendorStop
from data.rows import Job

log = logging.getLogger(__name__)

SHORTEST_STOP: Final = timedelta(minutes=1)  # between two tries of an account
# How long a job waits in line for a vendor that takes nothing, before whoever asked gets the credits back.
STOP_TIMEOUT: Final = timedelta(hours=6)
LINE_TIMEOUT: Final = timedelta(days=1)


class VendorStops:
    """Stops all creates while MusicAPI takes none, and tells the operator of the first and of the end."""

    def __init__(self, context: Context, turns: Turns, alerts: Alerts) -> None:
        self._context, self._turns, self._alerts = context, turns, alerts

    async def stop_for_account(self, job: Job, turn_before: datetime | None, reason: str) -> bool:
        """Send nothing for a while, because every account is refused; False: the job has waited for too long."""
        stopped = await self._stop(job, turn_before, StopKind.ACCOUNT, SHORTEST_STOP, REST)
        if stopped.is_news:
            said = f"MusicAPI refuses the account: {reason}. No new songs are taken until it does not."
            self._alerts.send("account", f"{said} Those in line wait.")
        return self._may_wait(job, stopped)

    async def stop_for_silence(self, job: Job, turn_before: datetime | None, reason: str, wait: timedelta) -> bool:
        """Send nothing for so long, because MusicAPI is out of reach; False: the job has waited for too long."""
        stopped = await self._stop(job, turn_before, StopKind.UNREACHABLE, wait, wait)
        if stopped.is_news:
            said = f"MusicAPI is out of reach ({reason}). No new songs are taken until it answers."
            self._alerts.send("unreachable", f"{said} Those in line wait.")
        return self._may_wait(job, stopped)

    async def note_taken(self, key: str, family: str) -> None:
        """Note that MusicAPI took a create: whoever orders is served again."""

        async def work(tx: Transaction) -> datetime | None:
            await rate_limits.end_refusals(tx, key, family)
            return await vendor_stops.end(tx, self._context.musicapi_host)

        since = await self._context.database.write(work)
        if since is not None:
            minutes = max(1, round((self._context.now() - since) / timedelta(minutes=1)))
            log.warning("vendor_back key=%s minutes=%s", key, minutes)
            self._alerts.send("vendor_back", f"MusicAPI takes songs again, after {minutes} minutes.")

    async def _stop(
        self, job: Job, turn_before: datetime | None, kind: StopKind, shortest: timedelta, longest: timedelta
    ) -> VendorStop:
        now, host = self._context.now(), self._context.musicapi_host

        async def work(tx: Transaction) -> VendorStop:
            # Its guild has had no turn that anything came of, and stays where it was.
            await queue.give_turn_back(tx, job, turn_before)
            return await vendor_stops.stop(tx, host, kind, now=now, shortest=shortest, longest=longest)

        # Before the job is in the queue again, or another process could take its turn meanwhile.
        stopped = await self._context.database.write(work)
        for limiter in self._turns.limiters.values():
            await limiter.push_back((stopped.until - now).total_seconds())
        log.warning("vendor_stopped job=%s kind=%s seconds=%.0f", job.id, kind, (stopped.until - now).total_seconds())
        return stopped

    def _may_wait(self, job: Job, stopped: VendorStop) -> bool:
        now = self._context.now()
        return now - max(stopped.since, job.created_at) < STOP_TIMEOUT and now - job.created_at < LINE_TIMEOUT
