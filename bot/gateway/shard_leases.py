"""Who answers people: each shard of Discord's gateway belongs to one process, by a lease in the database.

Discord tells everybody who is connected as a shard of each of its events, so that two would both answer it. A process
without a shard stands by: it registers no commands, hears nothing, and looks every second whether one is free.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar

import aiohttp

from bot.concurrency.on_time import OnTime
from bot.concurrency.pulse import Pulse
from bot.context import Context
from bot.gateway import reconnect
from bot.gateway.client import Encore, GatewayFacts
from bot.gateway.identify_turns import IdentifyTurns
from data.engine import outage
from data.engine.address import SQLiteAddress
from data.engine.database import DATABASE_TROUBLE
from data.engine.dialects import read_clock
from data.engine.process_lock import LockLost
from data.engine.transaction import Transaction
from data.processes import heartbeats, identifies, shards

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

LOOK_EVERY = 1.0  # seconds between looks whether a shard is free
RENEW_EVERY = 3.0  # seconds between renewals
MARGIN = 1.5  # seconds before its leases are over in which a process stops, by its own clock
ASK_AGAIN = 5.0  # seconds after which what Discord said of its gateway is old
BEAT_EVERY = 30.0  # seconds between heartbeats, where no poller writes them


def read_elapsed() -> float:
    """Seconds that have passed since some moment, those in which the machine slept included, where the system can."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class Gateway:
    """This process's shards, once the client is logged in.

    `shard_count` is how many there should be, None: as many as Discord recommends; `at_most` of them are this
    process's, None: as many as are free. Where it `beats`, it writes the process's heartbeat. `has_name` tells whether
    nobody else can have this process's name. `elapsed` gives seconds.
    """

    def __init__(
        self,
        client: Encore,
        context: Context,
        *,
        shard_count: int | None = None,
        at_most: int | None = None,
        beats: bool = False,
        has_name: Callable[[], bool] = lambda: True,
        elapsed: Callable[[], float] = read_elapsed,
    ) -> None:
        self._client, self._context = client, context
        self._shard_count, self._at_most, self._beats = shard_count, at_most, beats
        self._elapsed, self._has_name = elapsed, has_name
        # The only process of a SQLite file keeps its lock for as long as it lives, however long it sleeps.
        self._is_alone = isinstance(context.database.address, SQLiteAddress)
        self._count = 0  # of all shards, whoever has them
        self._held: frozenset[int] = frozenset()
        self._held_until = self._renewed_at = 0.0
        self._paused = frozenset[int]()  # what it had before the database was away for longer than its leases
        self._more_at = 0.0  # when it may take more, after that: others come back as well
        self._trouble_since: float | None = None
        self._ticks = OnTime()
        self._asked_at = self._beaten_at = float("-inf")
        self._to_open: asyncio.Queue[tuple[list[int], int]] = asyncio.Queue()
        self._stands_by = False
        self.pulse = Pulse()
        client.may_answer = self.is_held

    def is_held(self) -> bool:
        """Whether this process's shards are its own at this moment."""
        return bool(self._held) and (self._is_alone or self._elapsed() < self._held_until)

    async def take(self) -> None:
        """Take what is free at the start; `run` then opens it."""
        facts = await self._ask()
        if self._is_alone:
            await self._write(shards.release, owner=None)
        else:  # what this process had before a restart: nobody else has its name
            await self._write(shards.release, owner=self._context.worker_id)
        wanted = self._shard_count or facts.shards
        self._count = await self._write_at(shards.want, wanted)
        if self._count != wanted:
            log.warning("shard_count_kept count=%s wanted=%s", self._count, wanted)
        await self._use(facts)
        await self._claim()
        if not self._held:
            await self._stand_by()

    async def run(self, stop: asyncio.Event) -> None:
        """Keep this process's shards and take free ones until the client is closed. Sets `stop` at its end.

        Raises LockLost where another process may have them, and what ends a shard's connection for good.
        """
        client = self._client
        parts = (self._keep(), self._open(), client.connections.wait_for_trouble(), client.has_left.wait())
        tasks = [asyncio.create_task(part) for part in parts]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in tasks:
                if task.done():
                    task.result()
        finally:
            stop.set()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await client.close_shards()
            await self._give_back()

    async def tick(self) -> None:
        """Renew the leases if they are due, follow a change of the number of shards, and take what is free."""
        if not self._has_name():
            raise ConnectionError("this process's name is not taken again yet")
        if self._paused:
            await self._take_again()
        if self._held and self._elapsed() - self._renewed_at >= RENEW_EVERY:
            await self._renew()
        if len(self._held) < min(self._count, self._at_most or self._count) and self._elapsed() >= self._more_at:
            await self._look()
        if self._beats and self._elapsed() - self._beaten_at >= BEAT_EVERY:
            beaten_at = self._elapsed()
            now = self._context.now()
            await self._context.database.write(heartbeats.beat, worker_id=self._context.worker_id, now=now)
            self._beaten_at = beaten_at

    async def _keep(self) -> None:
        if self._is_alone:
            self.pulse.rest()
            await asyncio.Event().wait()
        while True:
            left = self._seconds_left() if self._held else None
            if left == 0.0:
                await self._pause()
            try:
                await self._ticks.take(self.tick, left)
            except DATABASE_TROUBLE as error:  # among them that it took too long
                self._note_trouble(error)
            else:
                self._trouble_since = None
            pause = min(LOOK_EVERY, self._seconds_left()) if self._held else LOOK_EVERY
            await asyncio.sleep(self.pulse.beat(pause))

    def _note_trouble(self, error: BaseException) -> None:
        now = self._elapsed()
        if self._trouble_since is None:
            self._trouble_since = now
        if self._held:
            log.warning("shards_not_renewed seconds=%.1f error=%s", self._seconds_left(), type(error).__name__)
        elif now - self._trouble_since > outage.LONGEST:
            raise LockLost("the database was away for too long, so that other processes may answer") from error

    async def _pause(self) -> None:
        """Hear nothing more, now that others may take these shards; raises LockLost where the database is not away."""
        if self._trouble_since is None:
            raise LockLost("this process could not renew its shards, so that another one may take them")
        log.warning("shards_paused shards=%s", ",".join(map(str, sorted(self._held))))
        self._paused, self._held = self._held, frozenset[int]()
        await self._client.pause_shards()

    async def _take_again(self) -> None:
        """Take what was paused, as far as nobody else has it by now."""
        await self._claim(anew=self._paused)
        self._client.forget_paused(self._held)
        self._paused, self._more_at = frozenset[int](), self._elapsed() + reconnect.SHARD_LEASE

    def _seconds_left(self) -> float:
        return max(0.0, self._held_until - self._elapsed())

    async def _renew(self) -> None:
        began_at = self._elapsed()
        held, wanted = await self._write_at(
            shards.renew, owner=self._context.worker_id, lease=timedelta(seconds=reconnect.SHARD_LEASE)
        )
        if not held.issuperset(self._held):
            raise LockLost("another process may have some of this one's shards")
        self._note_renewal(began_at)
        if unheard := held - self._held:  # of a claim that was kept, though its commit was cut off
            self._add(sorted(unheard))
        if wanted != self._count:
            await self._change_count(wanted)

    async def _change_count(self, wanted: int) -> None:
        """Leave every shard: those of another count begin only when nobody has any of this one."""
        log.warning("shard_count_changes from=%s to=%s", self._count, wanted)
        await self._client.close_shards()
        await self._give_back()
        self._count = wanted

    async def _look(self) -> None:
        """Take free shards, if there are any."""
        wanted, free = await self._write_at(shards.survey)
        if wanted != self._count:
            if self._held:
                return  # the next renewal leaves them first
            self._count = wanted
        if free:
            await self._claim()
        elif not self._held:
            await self._stand_by()

    async def _claim(self, *, anew: frozenset[int] = frozenset()) -> None:
        began_at = self._elapsed()
        claim = await self._write_at(
            shards.claim,
            owner=self._context.worker_id,
            count=self._count,
            at_most=None if self._is_alone else self._at_most,
            lease=timedelta(seconds=reconnect.SHARD_LEASE),
            anew=anew,
        )
        if claim.gone:
            self._client.dispatch("processes_gone", claim.gone)
        if not claim.shard_ids:
            return
        if not self._held:  # else what it had is over sooner
            self._note_renewal(began_at)
        self._add(claim.shard_ids)

    def _add(self, shard_ids: list[int]) -> None:
        """Hold these as well, and have them opened."""
        self._held = self._held.union(shard_ids)
        said = (self._context.worker_id, ",".join(map(str, shard_ids)), self._count)
        if self._stands_by:
            log.info("gateway_taken_over worker=%s shards=%s count=%s", *said)
        else:
            log.info("shards_taken worker=%s shards=%s count=%s", *said)
        self._stands_by = False
        self._to_open.put_nowait((shard_ids, self._count))

    async def _stand_by(self) -> None:
        if not self._stands_by and (holders := await self._write_at(shards.holders)):
            log.info("gateway_taken by=%s", ",".join(holders))
            self._stands_by = True

    async def _open(self) -> None:
        """Tell Discord the commands, if that is this process's to do, and open what was taken."""
        while True:
            taken, count = await self._to_open.get()
            while count == self._count and self._held.issuperset(taken):  # else they are not this process's any more
                try:
                    await self._prepare(taken)
                except aiohttp.ClientError:  # some of them are of the operating system as well
                    raise
                except DATABASE_TROUBLE as error:
                    log.warning("shards_not_opened error=%s", type(error).__name__)
                    await asyncio.sleep(LOOK_EVERY)
                else:
                    self._client.open_shards(taken, count)
                    break

    async def _prepare(self, taken: list[int]) -> None:
        """Learn what Discord allows, and tell it the commands if that is this process's to do."""
        if self._elapsed() - self._asked_at > ASK_AGAIN:
            await self._use(await self._ask())
        if 0 in taken:  # one process does it, and Discord sends it what belongs to no guild
            await self._client.sync_commands()

    async def _ask(self) -> GatewayFacts:
        facts = await self._client.find_gateway()
        self._asked_at = self._elapsed()
        return facts

    async def _use(self, facts: GatewayFacts) -> None:
        """Begin sessions as Discord said just now that it allows them."""
        application_id = self._application_id
        limits = {"remaining": facts.remaining, "reset_after": timedelta(seconds=facts.reset_after)}
        await self._write_at(identifies.note_limit, **limits)
        self._client.identify_turns = IdentifyTurns(
            self._context, application_id, a_day=facts.total, concurrency=facts.concurrency, shards=self._count
        )

    async def _give_back(self) -> None:
        """Let others take this process's shards at once; its connections are closed by now."""
        self._held = frozenset()
        try:
            await self._write(shards.release, owner=self._context.worker_id)
        except DATABASE_TROUBLE as error:
            log.warning("shards_not_released error=%s", type(error).__name__)  # their leases end by themselves

    def _note_renewal(self, began_at: float) -> None:
        """Count the leases from before they were written down: they are over earlier here than for anybody else."""
        self._renewed_at = began_at
        self._held_until = began_at + reconnect.SHARD_LEASE - MARGIN

    @property
    def _application_id(self) -> int:
        if (application_id := self._client.application_id) is None:
            raise RuntimeError("shards are taken after the log-in")
        return application_id

    async def _write(
        self,
        work: Callable[Concatenate[Transaction, int, P], Coroutine[Any, Any, T]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Do this about our application in a transaction of its own."""
        application_id = self._application_id
        return await self._context.database.write_urgently(lambda tx: work(tx, application_id, *args, **kwargs))

    async def _write_at(self, work: Callable[..., Coroutine[Any, Any, T]], *args: Any, **kwargs: Any) -> T:
        """The same, by the one clock of all processes."""

        async def work_now(tx: Transaction, application_id: int) -> T:
            now = await read_clock(tx, self._context.now())
            return await work(tx, application_id, *args, now=now, **kwargs)

        return await self._write(work_now)
