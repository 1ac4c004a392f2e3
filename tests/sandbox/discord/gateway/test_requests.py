"""What clients ask of the gateway beside a session: done, or an error that the log explains.

Source: Discord's gateway events documentation, "Send Events"; Gateway, "API Versions".
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from sandbox.discord.gateway.opcodes import CloseCode, Op
from tests.sandbox.discord.gateway_client import RawClient

if TYPE_CHECKING:
    from tests.sandbox.discord.gateway.place import Place


@pytest.mark.parametrize("version", ["9", "10"])
async def test_both_versions_that_discord_serves(place: Place, version: str) -> None:
    async with RawClient.connect(place.world.gateway_url, version=version) as client:
        await client.hello()
        await client.identify(place.world.token)
        assert (await client.dispatch("READY"))["v"] == int(version)
        assert len(place.gateway.sessions) == 1


@pytest.mark.parametrize("version", ["8", "11", "010", "", "ten"])
async def test_other_versions_are_refused(place: Place, version: str) -> None:
    async with RawClient.connect(place.world.gateway_url, version=version) as client:
        assert await client.closed() == CloseCode.INVALID_API_VERSION
    assert not place.gateway.sessions


async def test_what_nothing_is_done_with_is_an_error(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    """Whoever asks for what is known of channels waits for an event, and would wait for ever."""
    op, asked = Op.REQUEST_CHANNEL_INFO, {"guild_id": str(place.guild.id), "fields": ["status"]}
    with caplog.at_level(logging.WARNING):
        async with place.client() as client:
            await place.identified(client)
            await client.send(op, asked)
            assert await client.closed() == CloseCode.UNKNOWN_OPCODE
    assert f"opcode_missing op={int(op)} name={op.name}" in caplog.text
    assert len(place.gateway.sessions) == 1  # which can be resumed


async def test_to_leave_a_voice_channel_is_nothing_new(place: Place) -> None:
    async with place.client() as client:
        await place.identified(client)
        await client.send(Op.VOICE_STATE_UPDATE, {"guild_id": str(place.guild.id), "channel_id": None})
        await client.send(Op.HEARTBEAT, client.seq)
        assert (await client.next())["op"] == Op.HEARTBEAT_ACK
        assert len(place.gateway.sessions) == 1


async def test_no_guild_has_sounds_and_each_says_so(place: Place) -> None:
    away = place.world.add_guild("Elsewhere", place.mia, with_bot=False)
    async with place.client() as client:
        await place.identified(client)
        await client.send(Op.REQUEST_SOUNDBOARD_SOUNDS, {"guild_ids": [str(place.guild.id), str(away.id), 1]})
        told = await client.dispatch("SOUNDBOARD_SOUNDS")
        assert told == {"guild_id": str(place.guild.id), "soundboard_sounds": []}
        await client.send(Op.REQUEST_SOUNDBOARD_SOUNDS, {"guild_ids": "all"})
        assert await client.closed() == CloseCode.DECODE_ERROR
    assert place.gateway.sessions
