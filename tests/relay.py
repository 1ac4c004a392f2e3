"""What the proxies of tests have in common: who is served ends with them, and one direction with the other."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine

    PassOn = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def serving(
    listen: Callable[[PassOn], Awaitable[asyncio.Server]], pass_on: PassOn
) -> AsyncGenerator[asyncio.Server]:
    """A server that `listen` starts, and that serves each connection by `pass_on` until the block ends."""
    open_ = set[asyncio.Task[None]]()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        open_.add(task)
        try:
            await pass_on(reader, writer)
        finally:
            open_.discard(task)
            writer.transport.abort()

    async with await listen(serve) as listening:
        yield listening
        listening.close()
        for task in (still := tuple(open_)):
            task.cancel()
        await asyncio.gather(*still, return_exceptions=True)


async def until_one_ends(*ways: Coroutine[None, None, None]) -> None:
    """Run these at once, and end them all when one of them has ended."""
    passing = [asyncio.ensure_future(way) for way in ways]
    try:
        await asyncio.wait(passing, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for way in passing:
            way.cancel()
        await asyncio.gather(*passing, return_exceptions=True)
