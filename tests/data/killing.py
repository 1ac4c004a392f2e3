"""Starts a victim, waits until it is in the middle of it, and kills it as `kill -9` does."""

from __future__ import annotations

import asyncio
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.data import victim

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

    from data.engine.database import Database

ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def alive(what: Callable[[Database], Awaitable[None]], url: str) -> AsyncGenerator[None]:
    """The victim is where it waits; when the block ends it has been killed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", victim.__name__, what.__name__, url, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        said = await asyncio.wait_for(process.stdout.readline(), 60)
        assert said == b"ready\n", said
        yield
    finally:
        process.kill()
        await process.communicate()
