"""What another process told of a job while this one edited its message: said again, for the edit may have covered it.

In one process, the courier lets no edit and no delivery of a job overtake each other. Two know nothing of each other's.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace

from bot.concurrency.byte_budget import ByteBudget
from bot.delivery import refresh
from bot.delivery.posting import FETCH_TRIES, post_result
from bot.delivery.transport import Transport
from bot.media.fetch import Fetcher
from bot.musicapi.operations import Gives
from bot.status.job_status import JobStatus
from bot.status.queries import Queries
from data.ids import ERASED_MEMBER
from data.jobs import queries as jobs
from data.rows import JobState

log = logging.getLogger(__name__)

SHOW_TIMEOUT = 30.0  # seconds for one edit of a card, which must not hold up the song itself
SLOW_EDIT = 5.0  # seconds from which on an edit may have come after another process took over, ended and told


class CardRepair:
    """Looks at a job once more when an edit of its message is over, and says again what another process told since."""

    def __init__(self, queries: Queries, fetcher: Fetcher, budget: ByteBudget) -> None:
        self._queries, self._fetcher, self._budget = queries, fetcher, budget

    async def repair(self, transport: Transport, shown: JobStatus, *, begun: float) -> None:
        """Return when the message says no less than others told; its edit, by the loop's clock, began at `begun`.

        What it shows is not looked at where nobody else can have told anything yet. Trouble is only logged.
        """
        # The turn of what is in line is anybody's; all else would have to be taken over, ended and told first.
        if shown.job.state is not JobState.QUEUED and asyncio.get_running_loop().time() - begun < SLOW_EDIT:
            return
        try:
            while (now := await self._read_if_overtaken(shown)) is not None:
                log.info("card_repaired job=%s shown=%s state=%s", now.job.id, shown.job.state, now.job.state)
                if now.job.state.final:
                    await self._post(transport, now)
                    return
                await self._show(transport, now)
                shown = now
        except Exception as error:
            log.warning("card_not_repaired job=%s", shown.job.id, exc_info=error)

    async def _show(self, transport: Transport, status: JobStatus) -> None:
        try:
            async with asyncio.timeout(SHOW_TIMEOUT):
                await transport.show(status)
        except Exception as error:  # what has no answer may be there, and is looked at like what has one
            log.warning("card_not_shown job=%s", status.job.id, exc_info=error)

    async def _read_if_overtaken(self, shown: JobStatus) -> JobStatus | None:
        """How the job stands now, where another process changed its state; None: nobody did, or it was erased.

        As long as it stands as shown, its end is told after the edit. The token is that of `shown`, since whoever
        delivered the job forgot it.
        """
        context = self._queries.context
        job = await context.database.read(jobs.get, shown.job.id)
        if job is None or job.state is shown.job.state or job.owner == context.worker_id:
            return None
        now = await self._queries.job_status(job.id)
        if now is None or now.is_deleted or now.job.user_id == ERASED_MEMBER:
            return None
        return replace(now, job=replace(now.job, token=shown.job.token, token_expires_at=shown.job.token_expires_at))

    async def _post(self, transport: Transport, status: JobStatus) -> None:
        offer = self._queries.context.catalog.offer(status.job.family, status.job.operation)
        is_bulky = offer is not None and offer.gives is Gives.FILES
        async with self._budget.reserve(0 if is_bulky else refresh.expected_bytes(status)) as room:
            # What cannot be fetched now hangs there already, and is kept.
            tried = replace(status, job=replace(status.job, delivery_attempts=FETCH_TRIES))
            await post_result(transport, self._fetcher, tried, room)
