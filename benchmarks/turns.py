"""Songs a second that workers send: the bot's own submitters, one in each process, before a vendor that never waits."""

from __future__ import annotations

import asyncio
import multiprocessing
import random
import time
import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpx

from benchmarks.holds import orders_a_second
from benchmarks.rows import MANY_CREDITS
from bot.alerts import Alerts
from bot.context import Context
from bot.jobs.lifecycle import JobLifecycle
from bot.musicapi.catalog import Catalog
from bot.musicapi.client import MusicAPI
from bot.musicapi.offers import Host
from bot.workers.submitter import Submitter
from data.engine.database import Database
from data.jobs import queue

if TYPE_CHECKING:
    from multiprocessing.queues import Queue
    from multiprocessing.synchronize import Barrier

TIMEOUT = 300.0  # seconds for everything that waits for a process


class FastVendor(httpx.AsyncBaseTransport):
    """Takes every create at once."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Name a task that no other request has."""
        return httpx.Response(200, json={"message": "success", "task_id": str(uuid.uuid4())}, request=request)


async def songs_a_second(url: str, workers: int, orders: int) -> float:
    """How many queued songs so many processes bring to running in a second, on a new PostgreSQL database."""
    await orders_a_second(url, orders)
    spawning = multiprocessing.get_context("spawn")
    ready, ends = spawning.Barrier(workers + 1), spawning.Queue()
    processes = [spawning.Process(target=_work, args=(url, number, ready, ends)) for number in range(workers)]
    for process in processes:
        process.start()
    try:
        await asyncio.to_thread(ready.wait, TIMEOUT)
        began = time.time()
        ended = [await asyncio.to_thread(ends.get, True, TIMEOUT) for _ in processes]
    finally:
        for process in processes:
            process.join(TIMEOUT)
    return orders / (max(ended) - began)


def _work(url: str, number: int, ready: Barrier, ends: Queue[float]) -> None:
    asyncio.run(_send_all(url, number, ready, ends))


async def _send_all(url: str, number: int, ready: Barrier, ends: Queue[float]) -> None:
    database = await Database.open(url)
    context = Context(
        database=database,
        catalog=Catalog.of(Host.MUSICAPI, ("riffusion",)),
        musicapi_host="api.musicapi.ai",
        worker_id=f"worker-{number}",
        default_allowance=MANY_CREDITS,
        now=lambda: datetime.now(UTC),
        random=random.Random(number).random,
        poll_interval=5.0,
    )
    async with MusicAPI("http://vendor.invalid", "a key of nobody's", transport=FastVendor()) as musicapi:
        submitter = Submitter(context, JobLifecycle(context), musicapi, Alerts(), interval=0.0, card_timeout=0.0)
        await asyncio.to_thread(ready.wait, TIMEOUT)
        while await database.read(queue.count_queued):
            await submitter.tick()
            await submitter.tasks.wait_until_empty()
        ends.put(time.time())
    await database.close()
