"""Erases what people and servers left behind, some of it at a time, until nothing of them is left.

What is to be erased is a row, so any process goes on with it, after a kill as well. What is in line is withdrawn and
refunded. What MusicAPI makes already is paid for: it is posted first, and erased then.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.concurrency.pulse import Pulse
from bot.concurrency.task_set import wait_for_any
from bot.context import Context
from bot.jobs.lifecycle import JobLifecycle
from bot.privacy import departures, retention
from data.engine.database import DATABASE_TROUBLE
from data.engine.transaction import Transaction
from data.guilds import cases
from data.ids import GuildId, UserId
from data.jobs import member_use
from data.privacy import erasures, removals, search_index
from data.privacy.erasures import Erasure, Posted, Standing
from data.rows import Job

log = logging.getLogger(__name__)

SWEEP_EVERY: Final = timedelta(minutes=10)  # for what is forgotten in time
LOOK: Final = 5.0  # seconds between looks for what other processes were asked to erase
SOON: Final = 1.0  # seconds between looks while something is being erased
UNDELIVERED: Final = timedelta(hours=1)  # how long a finished job that cannot be posted keeps an erasure waiting
UNREMOVED: Final = timedelta(days=1)  # for how long Discord is asked to remove messages


class NotNow(Exception):
    """Discord could not remove a message just now; it is asked again later."""


class Eraser:
    """Erases; `run` until stopped, or `tick` by hand.

    `remove_message` takes a message out of Discord, `find_guild` asks there whether the bot is in a guild; None:
    Discord does not say so now.
    """

    def __init__(self, context: Context, lifecycle: JobLifecycle) -> None:
        self._context = context
        self._lifecycle = lifecycle
        self.remove_message: Callable[[Posted], Awaitable[None]] | None = None
        self.find_guild: Callable[[GuildId], Awaitable[bool | None]] | None = None
        self.pulse = Pulse()
        self._wake = asyncio.Event()
        self._turn = asyncio.Lock()
        self._swept_at: datetime | None = None
        self._log_is_due = True  # what was erased before a kill may still be in the log beside the file

    async def ask(self, user_id: UserId, *, with_messages: bool) -> Erasure:
        """Write down that everything of this member is to be erased; from then on it is, whatever happens."""
        now = self._context.now()

        async def work(tx: Transaction) -> Erasure:
            return await erasures.ask_for_member(tx, user_id, with_messages=with_messages, now=now)

        asked = await self._context.database.write_urgently(work)
        log.info("erasure_asked erasure=%s messages=%s", asked.id, with_messages)
        self._wake.set()
        return asked

    async def run(self, stop: asyncio.Event) -> None:
        """Erase what there is to be erased, until `stop`."""
        while not stop.is_set():
            try:
                wait = await self.tick()
            except DATABASE_TROUBLE as error:
                log.warning("erasure_waits error=%s", type(error).__name__)
                wait = LOOK
            await wait_for_any(stop, self._wake, seconds=self.pulse.beat(wait))

    async def tick(self) -> float:
        """Go on with everything that is to be erased; returns the seconds until there may be more to do."""
        self._wake.clear()
        async with self._turn:
            await self._sweep()
            waiting = await self._context.database.read(erasures.every)
            for erasure in waiting:
                await self._go_on(erasure)
            await self._remove_late_messages()
            if self._log_is_due:
                await self._tidy_files()
        return SOON if waiting else LOOK

    async def hasten(self, erasure: Erasure) -> bool:
        """Erase at once what can be; True: nothing is left."""
        async with self._turn:
            return await self._go_on(erasure) is not Standing.WAITS

    async def _go_on(self, erasure: Erasure) -> Standing:
        """Erase what can be erased now."""
        await self._end_jobs(erasure)
        database = self._context.database
        shown = [] if erasure.user_id is None else await database.read(erasures.own_cards, erasure.user_id)
        are_gone = await self._remove_messages(erasure, shown)
        await database.write(erasures.erase_rows, erasure)
        if not are_gone:
            return Standing.WAITS
        standing: Erasure | None = erasure
        while standing is not None:
            batch = await database.read(erasures.next_batch, standing)
            messages = await self._messages(standing, batch.jobs)
            if not await self._remove_messages(standing, messages):
                return Standing.WAITS
            removed = frozenset(each.message_id for each in messages)
            standing = await database.write(erasures.erase_batch, standing, batch, removed, now=self._context.now())
            if standing is not None and batch.is_last:
                how_far = await database.write(erasures.end, standing, now=self._context.now())
                if how_far is Standing.OVER:
                    self._log_is_due = True
                    log.info("erasure_done erasure=%s", erasure.id)
                return how_far
        return Standing.SETTLES  # another process ended it

    async def _tidy_files(self) -> None:
        """Let nothing that was erased stay in an index of words, or in the log beside the file."""
        database = self._context.database
        for name in await database.read(search_index.names):
            is_first = True
            while await database.write(search_index.merge, name, is_first=is_first):
                is_first = False
        self._log_is_due = not await database.empty_log()
        if not self._log_is_due:
            log.info("erased_words_overwritten")

    async def _sweep(self) -> None:
        """Now and then, forget what a server or the calendar wants forgotten."""
        now = self._context.now()
        if self._swept_at is not None and timedelta(0) <= now - self._swept_at < SWEEP_EVERY:
            return
        self._swept_at = now
        if await retention.forget_old_words(self._context):
            self._log_is_due = True
        await self._context.database.write(member_use.forget_erased, now=now)
        if self.find_guild is not None:
            await departures.purge_left(self._context, self.find_guild)

    async def _end_jobs(self, erasure: Erasure) -> None:
        """Withdraw what is in line, and give up what was made and cannot be posted."""
        database, now = self._context.database, self._context.now()
        for job in await database.read(erasures.queued_jobs, erasure):
            await self._lifecycle.cancel(job, "")
        if now - erasure.asked_at >= UNDELIVERED:
            for job in await database.read(erasures.overdue_jobs, erasure, ended_before=now - UNDELIVERED):
                await self._lifecycle.mark_delivered(job)

    async def _messages(self, erasure: Erasure, jobs: Sequence[Job]) -> list[Posted]:
        """What is to be taken out of Discord with these jobs: their songs where that is wanted, and always their cards.

        A card shows moderators what a member typed; nobody but the bot put it there.
        """
        read = self._context.database.read
        songs = await read(erasures.messages, jobs) if erasure.with_messages else []
        return songs if erasure.user_id is None else [*songs, *await read(erasures.cards_of, jobs)]

    async def _remove_messages(self, erasure: Erasure, messages: Sequence[Posted]) -> bool:
        """Take messages out of Discord; False: it does not take that now, and there is time."""
        for posted in messages:
            if not await self._remove(posted, since=erasure.asked_at):
                return False
            if posted.case_id is not None:
                await self._context.database.write(cases.forget_card, posted.case_id)
        return True

    async def _remove_late_messages(self) -> None:
        """Take out of Discord what was posted while it was deleted."""
        database = self._context.database
        for removal in await database.read(removals.every):
            if not await self._remove(removal.posted, since=removal.since):
                return
            await database.write(removals.forget, removal)

    async def _remove(self, posted: Posted, *, since: datetime) -> bool:
        """Take a message out of Discord; False: it does not take that now, and there is time."""
        try:
            if self.remove_message is not None:
                await self.remove_message(posted)
        except NotNow as error:
            if self._context.now() - since < UNREMOVED:
                log.warning("message_removal_waits job=%s why=%r", posted.job_id, str(error))
                return False
            log.warning("message_not_removed job=%s why=%r", posted.job_id, str(error))
        return True
