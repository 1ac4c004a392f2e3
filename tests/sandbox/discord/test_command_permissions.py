"""Who may use a command: what admins say of it in their guild, read by the bot and obeyed by people's clients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sandbox.discord import command_permissions
from sandbox.discord.client import ClientRefuses
from sandbox.discord.command_permissions import CHANNEL, ROLE, USER, everywhere
from sandbox.discord.permissions import Permission
from sandbox.discord.roles import give
from sandbox.discord.threads import add_thread
from tests.sandbox.discord.api import SONG

if TYPE_CHECKING:
    from tests.sandbox.discord.api import Api, Place


def one(target: int, kind: int, *, permission: bool) -> dict[str, Any]:
    return {"id": str(target), "type": kind, "permission": permission}


async def command(api: Api, place: Place, **more: Any) -> int:
    await place.register(api, {**SONG, **more})
    return next(iter(place.world.commands))


def say(place: Place, target: int, *said: dict[str, Any]) -> None:
    command_permissions.set_for(place.world, place.guild, target, list(said))


def names(place: Place) -> set[str]:
    people = {"ada": place.admin, "mia": place.mia, "noah": place.noah}
    return {name for name, person in people.items() if person.commands(place.songs.id)}


async def test_admins_set_them_and_the_bot_reads_them(api: Api, place: Place) -> None:
    """Documentation: "Command permissions can only be updated using a Bearer token"."""
    song = await command(api, place)
    base = f"/applications/{place.world.application_id}/guilds/{place.guild.id}/commands"
    path, body = f"{base}/{song}/permissions", {"permissions": [one(place.mia.user.id, USER, permission=False)]}
    assert (await api("GET", path)).code == 10066
    assert (await api("GET", f"{base}/permissions")).json == []
    refused = await api("PUT", path, body)
    assert (refused.status, refused.code) == (403, 20001)
    heard: list[tuple[str, Any]] = []
    place.world.listeners.append(lambda event, data, _guild: heard.append((event, data)))
    bearer = {"Authorization": f"Bearer {place.world.authorize(place.admin.user)}"}
    told = await api("PUT", path, body, token=None, headers=bearer)
    assert told.json["permissions"] == body["permissions"]
    assert heard == [("APPLICATION_COMMAND_PERMISSIONS_UPDATE", told.json)]
    assert (await api("GET", path)).json == told.json
    assert (await api("GET", f"{base}/permissions")).json == [told.json]
    assert names(place) == {"ada", "noah"}
    with pytest.raises(ClientRefuses):
        place.mia.type_command(place.songs.id, "song", {"prompt": "r&b pop"})
    mias = {"Authorization": f"Bearer {place.world.authorize(place.mia.user)}"}
    assert (await api("PUT", path, body, token=None, headers=mias)).code == 50013
    assert (await api("PUT", path, body, token=None)).status == 401
    assert (await api("GET", f"{base}/1/permissions")).code == 10063
    place.clock.advance(5)
    odd = await api("PUT", path, {"permissions": [{"id": "1", "type": 4}]}, token=None, headers=bearer)
    assert odd.problem("permissions", 0, "type") == "BASE_TYPE_CHOICES"


async def test_what_is_said_of_a_command_goes_above_its_default(api: Api, place: Place) -> None:
    song = await command(api, place, default_member_permissions=str(int(Permission.MANAGE_GUILD)))
    assert names(place) == {"ada"}
    say(place, song, one(place.mia.user.id, USER, permission=True))
    assert names(place) == {"ada", "mia"}


async def test_what_is_said_of_the_application_goes_together_with_the_default(api: Api, place: Place) -> None:
    """Change of 17 November 2022: "they will still be restricted to the `default_member_permissions`"."""
    await command(api, place, default_member_permissions=str(int(Permission.MANAGE_GUILD)))
    say(place, place.world.application_id, one(place.mia.user.id, USER, permission=True))
    assert names(place) == {"ada"}


async def test_everybody_may_not_and_one_role_may(api: Api, place: Place) -> None:
    await command(api, place)
    role = place.world.add_role(place.guild, "musicians", Permission(0))
    give(place.world, place.guild, place.mia.user, role)
    application = place.world.application_id
    say(place, application, one(place.guild.id, ROLE, permission=False), one(role.id, ROLE, permission=True))
    assert names(place) == {"ada", "mia"}
    song = next(iter(place.world.commands))
    say(place, song, one(place.noah.user.id, USER, permission=True))  # an override for him alone
    assert names(place) == {"ada", "mia", "noah"}
    say(place, song)
    say(place, application)
    assert names(place) == {"ada", "mia", "noah"}


async def test_channels_are_opened_and_closed_with_their_threads(api: Api, place: Place) -> None:
    song = await command(api, place)
    thread = add_thread(place.world, place.songs, "ideas", place.mia.user)
    lounge = place.world.add_channel(place.guild, "lounge")
    say(place, place.world.application_id, one(everywhere(place.guild), CHANNEL, permission=False))
    assert names(place) == {"ada"}
    say(place, song, one(place.songs.id, CHANNEL, permission=True))
    assert names(place) == {"ada", "mia", "noah"}
    assert place.mia.commands(thread.id)
    assert not place.mia.commands(lounge.id)
