"""Threads, forum posts and the chats of voice channels: where people ask for songs as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.discord.client import ClientRefuses
from sandbox.discord.entities import ChannelType, Overwrite
from sandbox.discord.interactions import interaction_payload
from sandbox.discord.permissions import Permission
from sandbox.discord.threads import add_thread, add_thread_of, archive

if TYPE_CHECKING:
    from sandbox.discord.entities import Channel
    from tests.sandbox.discord.api import Api, Place


def thread_in(place: Place) -> Channel:
    return add_thread(place.world, place.songs, "ideas", place.mia.user)


async def test_a_thread_is_told_read_and_written_in(api: Api, place: Place) -> None:
    heard: list[str] = []
    place.world.listeners.append(lambda event, _data, _guild: heard.append(event))
    thread = thread_in(place)
    assert heard == ["THREAD_CREATE"]
    read = (await api("GET", f"/channels/{thread.id}")).json
    assert (read["type"], read["parent_id"]) == (11, str(place.songs.id))
    assert (await api("POST", place.messages(thread), {"content": "Hello"})).status == 200
    listed = (await api("GET", f"/guilds/{place.guild.id}/channels")).json
    assert str(thread.id) not in {channel["id"] for channel in listed}
    created = place.world.guild_create(place.guild)
    assert [one["id"] for one in created["threads"]] == [str(thread.id)]


async def test_in_threads_another_permission_is_the_one_to_send(api: Api, place: Place) -> None:
    thread = thread_in(place)
    place.world.set_overwrite(place.songs, Overwrite(place.world.bot.id, 1, deny=Permission.SEND_MESSAGES))
    assert (await api("POST", place.messages(thread), {"content": "Hello"})).status == 200
    assert (await api("POST", place.messages(), {"content": "Hello"})).code == 50013
    denied = Overwrite(place.world.bot.id, 1, deny=Permission.SEND_MESSAGES_IN_THREADS)
    place.world.set_overwrite(place.songs, denied)
    assert (await api("POST", place.messages(thread), {"content": "Hello"})).code == 50013


async def test_nothing_is_edited_in_an_archived_thread_and_a_message_wakes_it(api: Api, place: Place) -> None:
    thread = thread_in(place)
    sent = (await api("POST", place.messages(thread), {"content": "Hello"})).json
    asked = place.ask(channel=thread)
    await api("POST", place.callback(asked), {"type": 4, "data": {"content": "Queued"}})
    archive(place.world, thread)
    path = f"{place.messages(thread)}/{sent['id']}"
    assert (await api("PATCH", path, {"content": "Bye"})).code == 50083
    assert (await api("PATCH", place.hook(asked), {"content": "Done"})).code == 50083
    assert (await api("POST", place.messages(thread), {"content": "Awake"})).status == 200
    assert (await api("PATCH", path, {"content": "Bye"})).status == 200


async def test_a_locked_thread_is_not_woken(api: Api, place: Place) -> None:
    thread = thread_in(place)
    archive(place.world, thread, locked=True)
    refused = await api("POST", place.messages(thread), {"content": "Awake"})
    assert (refused.status, refused.code) == (400, 50083)


async def test_nothing_is_edited_in_a_locked_thread_but_by_who_manages_threads(api: Api, place: Place) -> None:
    thread = thread_in(place)
    sent = (await api("POST", place.messages(thread), {"content": "Hello"})).json
    path = f"{place.messages(thread)}/{sent['id']}"
    thread.locked = True
    refused = await api("PATCH", path, {"content": "Bye"})
    assert (refused.status, refused.code) == (400, 160005)
    assert (await api("POST", place.messages(thread), {"content": "Bye"})).code == 160005
    archive(place.world, thread, locked=True)
    assert (await api("PATCH", path, {"content": "Bye"})).code == 50083
    thread.archived = False
    place.world.set_overwrite(place.songs, Overwrite(place.world.bot.id, 1, allow=Permission.MANAGE_THREADS))
    assert (await api("PATCH", path, {"content": "Bye"})).status == 200


@pytest.mark.parametrize("at_once", [False, True])
async def test_the_message_that_a_thread_began_with_stays(api: Api, place: Place, *, at_once: bool) -> None:
    """Documentation, Message Types: THREAD_STARTER_MESSAGE is not deletable."""
    manages = Overwrite(place.world.bot.id, 1, allow=Permission.MANAGE_MESSAGES)
    place.world.set_overwrite(place.songs, manages)
    asked = place.mia.say(place.songs.id, "Ideas?")
    thread = add_thread_of(place.world, place.songs, asked, "ideas", place.mia.user)
    started, said = next(iter(thread.messages.values())), place.mia.say(thread.id, "One")
    if at_once:
        body = {"messages": [str(said.id), str(started.id)]}
        refused = await api("POST", f"{place.messages(thread)}/bulk-delete", body)
    else:
        refused = await api("DELETE", f"{place.messages(thread)}/{started.id}")
    assert (refused.status, refused.code) == (403, 50021)
    assert list(thread.messages.values()) == [started, said]
    with pytest.raises(ClientRefuses, match="cannot be deleted"):
        place.admin.delete(started)


async def test_a_forum_holds_posts_and_no_messages(api: Api, place: Place) -> None:
    forum = place.world.add_channel(place.guild, "wishes", kind=ChannelType.GUILD_FORUM)
    assert (await api("POST", place.messages(forum), {"content": "Hello"})).code == 50008
    post = add_thread(place.world, forum, "a slow one", place.mia.user)
    assert (await api("POST", place.messages(post), {"content": "Hello"})).status == 200


async def test_an_interaction_says_in_which_thread_it_was(place: Place) -> None:
    thread = thread_in(place)
    told = interaction_payload(place.world, place.ask(channel=thread))
    assert told["channel_id"] == told["channel"]["id"] == str(thread.id)
    assert told["channel"]["thread_metadata"]["archived"] is False
    assert "permissions" in told["channel"]


async def test_lengths_are_counted_as_clients_count_them(api: Api, place: Place) -> None:
    assert (await api("POST", place.messages(), {"content": "\U0001f3b5" * 1000})).status == 200
    refused = await api("POST", place.messages(), {"content": "\U0001f3b5" * 1000 + "!"})
    assert refused.problem("content") == "BASE_TYPE_MAX_LENGTH"


async def test_a_private_thread_is_for_who_is_in_it_and_who_manages_threads(api: Api, place: Place) -> None:
    heard: list[str] = []
    place.world.listeners.append(lambda event, _data, _guild: heard.append(event))
    noah = place.world.add_user("nora")
    place.world.add_member(place.guild, noah)
    heard.clear()
    thread = add_thread(place.world, place.songs, "quiet", place.mia.user, invited=[])
    see = Permission.VIEW_CHANNEL
    assert heard == []  # the bot is not in it
    assert place.world.guild_create(place.guild)["threads"] == []
    assert (await api("GET", f"/channels/{thread.id}")).code == 50001
    assert place.world.permissions(place.mia.user, thread) & see
    assert not place.world.permissions(noah, thread) & see
    role = place.world.add_role(place.guild, "keepers", Permission.MANAGE_THREADS)
    place.guild.members[noah.id].role_ids.append(role.id)
    assert place.world.permissions(noah, thread) & see
    thread.thread_members.add(place.world.bot.id)
    read = (await api("GET", f"/channels/{thread.id}")).json
    assert (read["type"], read["parent_id"]) == (12, str(place.songs.id))
