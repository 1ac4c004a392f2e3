"""People who take the application with them: into servers that have it not, and into private channels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.discord.client import ClientRefuses
from sandbox.discord.entities import Overwrite
from sandbox.discord.installations import add_private_channel, install, uninstall
from sandbox.discord.interactions import interaction_payload
from sandbox.discord.permissions import Permission
from tests.sandbox.discord.api import SONG

if TYPE_CHECKING:
    from sandbox.discord.entities import Channel, Interaction
    from tests.sandbox.discord.api import Api, Place

EVERYWHERE = {**SONG, "integration_types": [0, 1], "contexts": [0, 1, 2]}
PROMPT = {"prompt": "r&b pop"}


@pytest.fixture
def lounge(place: Place) -> Channel:
    """A channel of a server that has the application not."""
    elsewhere = place.world.add_guild("Elsewhere", place.noah.user, [place.mia.user], with_bot=False)
    return place.world.add_channel(elsewhere, "lounge")


def asked(place: Place, channel: Channel) -> Interaction:
    return place.mia.type_command(channel.id, "song", PROMPT).interaction


async def test_in_a_server_without_the_application_it_is_there_for_who_brings_it(
    api: Api, place: Place, lounge: Channel
) -> None:
    await place.register(api, EVERYWHERE)
    assert place.mia.commands(lounge.id) == []
    install(place.world, place.mia.user)
    assert [command["name"] for command in place.mia.commands(lounge.id)] == ["song"]
    assert place.noah.commands(lounge.id) == []
    heard: list[str] = []
    place.world.listeners.append(lambda event, _data, _guild: heard.append(event))
    interaction = asked(place, lounge)
    told = interaction_payload(place.world, interaction)
    assert told["authorizing_integration_owners"] == {"1": str(place.mia.user.id)}
    assert (told["context"], told["guild_id"]) == (0, str(lounge.guild_id))
    answer = await api("POST", place.callback(interaction) + "?with_response=1", {"type": 4, "data": {"content": "a"}})
    metadata = answer.json["resource"]["message"]["interaction_metadata"]
    assert metadata["authorizing_integration_owners"] == {"1": str(place.mia.user.id)}
    assert heard == ["INTERACTION_CREATE"]  # of the message, the bot hears nothing: it is not in the server
    assert (await api("GET", place.messages(lounge))).code == 50001
    uninstall(place.world, place.mia.user)
    assert place.mia.commands(lounge.id) == []


async def test_where_both_have_it_both_are_named(api: Api, place: Place) -> None:
    """Documentation, Authorizing Integration Owners Object."""
    await place.register(api, EVERYWHERE)
    install(place.world, place.mia.user)
    assert asked(place, place.songs).owners == {"0": str(place.guild.id), "1": str(place.mia.user.id)}
    assert place.noah.type_command(place.songs.id, "song", PROMPT).interaction.owners == {"0": str(place.guild.id)}


async def test_in_private_channels_the_bot_answers_by_the_token_alone(api: Api, place: Place) -> None:
    await place.register(api, EVERYWHERE)
    install(place.world, place.mia.user)
    group = add_private_channel(place.world, [place.mia.user, place.noah.user, place.admin.user], "band")
    interaction = asked(place, group)
    told = interaction_payload(place.world, interaction)
    assert (told["context"], told["channel"]["type"], told["user"]["username"]) == (2, 3, "mia")
    assert "member" not in told
    assert (await api("POST", place.callback(interaction), {"type": 4, "data": {"content": "Here"}})).status == 204
    assert [message.content for message in place.noah.messages(group.id)] == ["Here"]
    assert (await api("GET", f"/channels/{group.id}")).code == 50001
    two = add_private_channel(place.world, [place.mia.user, place.noah.user])
    assert interaction_payload(place.world, asked(place, two))["channel"]["type"] == 1
    with pytest.raises(ClientRefuses):
        place.noah.type_command(two.id, "song", PROMPT)
    with pytest.raises(ClientRefuses):
        place.admin.messages(two.id)


async def test_a_command_that_is_not_for_private_channels_is_not_there(api: Api, place: Place) -> None:
    await place.register(api, {**EVERYWHERE, "contexts": [0, 1]})
    install(place.world, place.mia.user)
    two = add_private_channel(place.world, [place.mia.user, place.noah.user])
    assert place.mia.commands(two.id) == []


async def test_a_visitor_speaks_aside_where_the_server_wants_it_so(api: Api, place: Place, lounge: Channel) -> None:
    """Documentation, Permissions, `USE_EXTERNAL_APPS`: else "the responses will be ephemeral"."""
    await place.register(api, EVERYWHERE)
    install(place.world, place.mia.user)
    guild_id = lounge.guild_id or 0
    place.world.set_overwrite(lounge, Overwrite(guild_id, 0, deny=Permission.USE_EXTERNAL_APPS))
    interaction = asked(place, lounge)
    await api("POST", place.callback(interaction), {"type": 4, "data": {"content": "Here"}})
    assert interaction.original is not None
    assert interaction.original.private_to == place.mia.user.id


async def test_a_visitor_has_five_followups(api: Api, place: Place, lounge: Channel) -> None:
    """JSON error code 40094."""
    await place.register(api, EVERYWHERE)
    install(place.world, place.mia.user)
    interaction = asked(place, lounge)
    await api("POST", place.callback(interaction), {"type": 4, "data": {"content": "Here"}})
    for number in range(5):
        assert (await api("POST", place.hook(interaction, ""), {"content": str(number)})).status == 200
    place.clock.advance(5)
    assert (await api("POST", place.hook(interaction, ""), {"content": "5"})).code == 40094
    at_home = asked(place, place.songs)
    await api("POST", place.callback(at_home), {"type": 4, "data": {"content": "Here"}})
    for number in range(7):
        place.clock.advance(2)
        assert (await api("POST", place.hook(at_home, ""), {"content": str(number)})).status == 200


async def test_the_application_says_how_many_took_it_along(api: Api, place: Place) -> None:
    install(place.world, place.mia.user)
    told = (await api("GET", "/applications/@me")).json
    assert told["approximate_user_install_count"] == 1
    assert told["integration_types_config"]["1"]["oauth2_install_params"]["scopes"] == ["applications.commands"]
