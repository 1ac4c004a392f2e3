"""The middle of the bot for what is fuzzed, on both kinds of database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bot.conftest import open_studio

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from data.engine.database import Database
    from tests.bot.conftest import Studio


@pytest.fixture
async def studio(database: Database) -> AsyncIterator[Studio]:
    """A studio in which nobody runs out of credits."""
    async with open_studio(database, allowance=1_000_000) as made:
        yield made
