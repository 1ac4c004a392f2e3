"""Roles changed while a bot runs: what it may then do, and what it hears of that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.discord import roles
from sandbox.discord.entities import Overwrite
from sandbox.discord.permissions import EVERYDAY, Permission
from sandbox.discord.threads import add_thread

if TYPE_CHECKING:
    from tests.sandbox.discord.api import Api, Place


def events(place: Place) -> list[tuple[str, Any]]:
    heard: list[tuple[str, Any]] = []
    place.world.listeners.append(lambda event, data, _guild: heard.append((event, data)))
    return heard


async def test_what_a_role_loses_its_members_lose(api: Api, place: Place) -> None:
    heard = events(place)
    for role in tuple(place.guild.roles.values()):
        roles.allow(place.world, place.guild, role, EVERYDAY & ~Permission.SEND_MESSAGES)
    assert [event for event, _ in heard] == ["GUILD_ROLE_UPDATE", "GUILD_ROLE_UPDATE"]
    assert heard[0][1]["role"]["id"] == str(place.guild.id)
    assert (await api("POST", place.messages(), {"content": "a"})).code == 50013


async def test_a_role_opens_a_channel_with_its_threads_and_closes_it(api: Api, place: Place) -> None:
    world, bot = place.world, place.world.bot
    role = world.add_role(place.guild, "insiders", Permission(0))
    world.set_overwrite(place.private, Overwrite(role.id, 0, allow=Permission.VIEW_CHANNEL))
    thread = add_thread(world, place.private, "ideas", place.mia.user)
    heard = events(place)
    roles.give(world, place.guild, bot, role)
    assert [event for event, _ in heard] == ["GUILD_MEMBER_UPDATE", "THREAD_LIST_SYNC"]
    assert str(role.id) in heard[0][1]["roles"]
    assert [one["id"] for one in heard[1][1]["threads"]] == [str(thread.id)]
    assert (await api("POST", place.messages(place.private), {"content": "a"})).status == 200
    roles.take(world, place.guild, bot, role)
    assert (await api("POST", place.messages(place.private), {"content": "a"})).code == 50001


async def test_a_deleted_role_is_nobodys(place: Place) -> None:
    role = place.world.add_role(place.guild, "insiders", Permission(0))
    roles.give(place.world, place.guild, place.mia.user, role)
    roles.give(place.world, place.guild, place.mia.user, role)
    assert place.guild.members[place.mia.user.id].role_ids == [role.id]
    place.world.set_overwrite(place.songs, Overwrite(role.id, 0, allow=Permission.VIEW_CHANNEL))
    heard = events(place)
    roles.delete(place.world, place.guild, role)
    assert heard == [("GUILD_ROLE_DELETE", {"role_id": str(role.id), "guild_id": str(place.guild.id)})]
    assert place.guild.members[place.mia.user.id].role_ids == []
    assert role.id not in place.songs.overwrites
