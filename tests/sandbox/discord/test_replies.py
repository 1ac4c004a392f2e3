"""What a message can be a reply to: what somebody said in the same channel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sandbox.discord.threads import add_thread_of

if TYPE_CHECKING:
    from sandbox.discord.entities import Channel
    from tests.sandbox.discord.api import Api, Place, Reply

OTHER_CHANNEL = "REPLIES_CANNOT_REFERENCE_OTHER_CHANNEL"
UNKNOWN = "MESSAGE_REFERENCE_UNKNOWN_MESSAGE"


async def reply(api: Api, place: Place, reference: dict[str, Any], channel: Channel | None = None) -> Reply:
    return await api("POST", place.messages(channel), {"content": "There", "message_reference": reference})


@pytest.mark.parametrize("fails", [True, False])
async def test_nobody_replies_to_a_system_message(api: Api, place: Place, fails: bool) -> None:
    said = place.mia.say(place.songs.id, "A song, please")
    thread = add_thread_of(place.world, place.songs, said, "ideas", place.mia.user)
    started = next(iter(thread.messages.values()))
    refused = await reply(api, place, {"message_id": str(started.id), "fail_if_not_exists": fails}, thread)
    assert refused.problem("message_reference") == "REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE"


async def test_a_reference_names_the_channel_and_the_server_of_the_reply_or_neither(api: Api, place: Place) -> None:
    said = place.mia.say(place.songs.id, "A song, please")
    here = {"message_id": str(said.id)}
    whole = {**here, "channel_id": str(place.songs.id), "guild_id": str(place.guild.id)}
    assert (await reply(api, place, whole)).json["type"] == 19
    elsewhere = await reply(api, place, {**here, "channel_id": str(place.private.id)})
    assert elsewhere.problem("message_reference") == OTHER_CHANNEL
    assert (await reply(api, place, {**here, "guild_id": "1"})).problem("message_reference") == UNKNOWN


async def test_a_dm_is_in_no_server(api: Api, place: Place) -> None:
    dm = place.world.dm_with(place.mia.user)
    said = place.mia.say(dm.id, "A song, please")
    here = {"message_id": str(said.id), "channel_id": str(dm.id)}
    assert (await reply(api, place, here, dm)).status == 200
    refused = await reply(api, place, {**here, "guild_id": str(place.guild.id)}, dm)
    assert refused.problem("message_reference") == UNKNOWN
