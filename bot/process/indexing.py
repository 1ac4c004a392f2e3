"""Songs that a version before this one made are found again: once after the start, a few at a time."""

from __future__ import annotations

import asyncio
import logging
from typing import Final

from bot.concurrency.task_set import wait_for_any
from data.engine.database import DATABASE_TROUBLE, Database
from data.engine.transaction import Transaction
from data.ids import ClipId
from data.library import words

log = logging.getLogger(__name__)

AT_ONCE: Final = 200  # clips: a tenth of a second of a transaction
AGAIN: Final = 6 * 3600.0  # seconds: while a new version takes over, one before it goes on


async def keep_indexed(database: Database, stop: asyncio.Event) -> None:
    """Let every clip be found, at once and then every few hours, until `stop`."""
    while not stop.is_set():
        try:
            if added := await index_all(database):
                log.info("songs_indexed count=%s", added)
        except DATABASE_TROUBLE as error:
            log.warning("songs_not_indexed error=%s", type(error).__name__)
        await wait_for_any(stop, seconds=AGAIN)


async def index_all(database: Database, *, at_once: int = AT_ONCE) -> int:
    """Let every clip that is there now be found; returns how many could not be before."""
    newest = await database.read(words.newest_clip)
    added = 0
    for first in range(0, newest, at_once):

        async def work(tx: Transaction, after: int = first) -> int:
            return await words.index_missing(tx, after=ClipId(after), until=ClipId(after + at_once))

        added += await database.write(work)
    return added
