from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.wire.exchange import Answer, Request
from sandbox.wire.server import LoopbackServer
from tests.sandbox.discord.gateway.place import Place

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def place() -> AsyncIterator[Place]:
    async def nothing(_: Request) -> Answer:
        return Answer(404)

    place = Place()
    async with LoopbackServer(nothing, place.clock, websockets={"/gateway": place.gateway.socket}) as server:
        place.world.gateway_url = server.url.replace("http", "ws") + "/gateway"
        yield place
        place.gateway.drop_all()
