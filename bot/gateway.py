"""Who answers people: of all processes of a bot, one is connected to Discord's gateway, and the others stand by.

Discord tells every connected process of every event, so that two would both answer it. A process that stands by
registers no commands and hears nothing; it polls, and delivers what it owns over REST like any other.
"""

from __future__ import annotations

import asyncio
import logging

from bot.client import Encore
from bot.context import Context
from bot.task_set import wait_for_any
from data import gateway_holders
from data.engine.process_lock import ProcessLock, process_lock

log = logging.getLogger(__name__)

TRY_EVERY = 1.0  # seconds between looks whether the gateway is free: for so long nobody is answered after a crash


class Gateway:
    """This process's way to Discord's gateway, once the client is logged in."""

    def __init__(self, client: Encore, context: Context) -> None:
        self._client = client
        self._context = context
        self._lock: ProcessLock | None = None
        self._is_taken = False
        self._stands_by = False

    async def __aenter__(self) -> Gateway:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._release()

    async def take(self) -> bool:
        """Take the gateway and tell Discord the commands; False: another live process has it."""
        database, application_id = self._context.database, self._client.application_id
        if application_id is None:
            raise RuntimeError("the gateway is taken after the log-in")
        if self._lock is None:
            self._lock = process_lock(database.address, "gateway", str(application_id))
        if not await self._lock.take():
            if not self._stands_by:
                holder = await database.read(gateway_holders.holder, application_id)
                log.info("gateway_taken by=%s", holder or "-")
            self._stands_by = True
            return False
        self._is_taken = True
        await database.write(gateway_holders.note, application_id=application_id, worker_id=self._context.worker_id)
        if self._stands_by:
            log.info("gateway_taken_over worker=%s", self._context.worker_id)
        await self._client.prepare_to_connect()
        return True

    async def run(self, stop: asyncio.Event) -> None:
        """Answer people until the client is closed; until the gateway is free, stand by. Sets `stop` at its end."""
        try:
            while not self._is_taken and not stop.is_set():
                await wait_for_any(stop, seconds=TRY_EVERY)
                if not stop.is_set():
                    await self.take()
            if not stop.is_set():
                await self._client.connect(reconnect=True)
                await self._release()  # the client is closed: the next one need not wait for the rest of our end
        finally:
            stop.set()

    async def check(self) -> None:
        """Return while the gateway is this process's, or was not taken; raises LockLost."""
        if self._lock is not None:
            await self._lock.check()

    async def _release(self) -> None:
        if self._lock is not None:
            await self._lock.release()
