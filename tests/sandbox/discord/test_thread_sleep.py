"""Threads fall asleep by themselves and are woken, and a channel is told of those that were made of no message."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.discord.client import ClientRefuses
from sandbox.discord.entities import ChannelType, Overwrite
from sandbox.discord.permissions import Permission
from sandbox.discord.server import DiscordServer
from sandbox.discord.threads import add_thread, archive
from tests.sandbox.discord.test_thread_routes import events, path, started

if TYPE_CHECKING:
    from sandbox.discord.entities import Channel
    from tests.sandbox.discord.api import Api, Place

HOUR = 3600.0


async def is_asleep(api: Api, thread: Any) -> bool:
    return (await api("GET", path(thread))).json["thread_metadata"]["archived"]


async def test_a_thread_falls_asleep_after_its_time_and_it_is_told(api: Api, place: Place) -> None:
    """Documentation, Threads, "Active & Archived Threads": "Threads automatically archive after inactivity."."""
    thread = await started(api, place, auto_archive_duration=60)
    other = await started(api, place)  # a day, unless told
    heard = events(place)
    place.clock.advance(HOUR - 1)
    assert not await is_asleep(api, thread)
    assert heard == []
    place.clock.advance(1)
    assert await is_asleep(api, thread)
    assert not await is_asleep(api, other)
    assert [(event, data["id"]) for event, data in heard] == [("THREAD_UPDATE", thread["id"])]
    assert heard[0][1]["thread_metadata"]["archived"] is True
    place.clock.advance(23 * HOUR)
    assert await is_asleep(api, other)
    assert len(heard) == 2


async def test_messages_waking_and_another_time_keep_a_thread_awake(api: Api, place: Place) -> None:
    """The same: activity is "sending a message, unarchiving a thread, or changing the auto-archive time"."""
    thread = await started(api, place, auto_archive_duration=60)
    place.clock.advance(HOUR - 60)
    sent = (await api("POST", path(thread, "/messages"), {"content": "still here"})).json
    await api("DELETE", path(thread, f"/messages/{sent['id']}"))
    place.clock.advance(HOUR - 60)
    assert not await is_asleep(api, thread)
    assert (await api("PATCH", path(thread), {"auto_archive_duration": 1440})).status == 200
    place.clock.advance(24 * HOUR - 60)
    assert not await is_asleep(api, thread)
    place.clock.advance(60)
    assert await is_asleep(api, thread)
    assert (await api("PATCH", path(thread), {"archived": False})).status == 200
    place.clock.advance(24 * HOUR - 60)
    assert not await is_asleep(api, thread)
    place.clock.advance(60)
    assert await is_asleep(api, thread)


async def test_a_thread_that_was_deleted_or_put_to_sleep_is_left_alone(api: Api, place: Place) -> None:
    place.world.set_overwrite(place.songs, Overwrite(place.world.bot.id, 1, allow=Permission.MANAGE_THREADS))
    gone, asleep = [await started(api, place, auto_archive_duration=60) for _ in range(2)]
    await api("DELETE", path(gone))
    await api("PATCH", path(asleep), {"archived": True})
    heard = events(place)
    place.clock.advance(2 * HOUR)
    assert await is_asleep(api, asleep)
    assert heard == []
    assert place.world.awake == {}


async def test_a_persons_message_wakes_a_thread_unless_it_is_locked(place: Place) -> None:
    """The same: "Sending a message will automatically unarchive the thread, unless the thread has been locked"."""
    thread = add_thread(place.world, place.songs, "ideas", place.noah.user)
    place.clock.advance(24 * HOUR)
    heard = events(place)
    place.mia.say(thread.id, "Awake?")
    assert [event for event, _ in heard] == ["THREAD_UPDATE", "THREAD_UPDATE", "MESSAGE_CREATE"]
    assert [data["thread_metadata"]["archived"] for _, data in heard[:2]] == [True, False]
    archive(place.world, thread, locked=True)
    with pytest.raises(ClientRefuses, match="locked"):
        place.mia.say(thread.id, "Awake?")
    assert thread.archived


async def test_a_server_puts_threads_to_sleep_although_nobody_asks(place: Place) -> None:
    add_thread(place.world, place.songs, "ideas", place.mia.user)
    heard = asyncio.Event()
    place.world.listeners.append(lambda event, _data, _guild: heard.set() if event == "THREAD_UPDATE" else None)
    async with DiscordServer(place.world, place.clock):
        await asyncio.sleep(0)
        place.clock.advance(24 * HOUR)
        await asyncio.wait_for(heard.wait(), 5.0)
    assert place.world.awake == {}


async def test_a_channel_is_told_of_a_public_thread_made_of_no_message(api: Api, place: Place) -> None:
    """Documentation, Message, "Thread Created messages": of type 18, with the thread's channel and guild."""
    heard = events(place)
    thread = await started(api, place)
    assert [event for event, _ in heard] == ["THREAD_CREATE", "MESSAGE_CREATE"]
    (told,) = (await api("GET", place.messages())).json
    assert (told["type"], told["content"], told["author"]["id"]) == (18, "ideas", str(place.world.bot.id))
    assert told["message_reference"] == {
        "type": 0,
        "channel_id": thread["id"],
        "guild_id": str(place.guild.id),
    }
    refused = await api("PATCH", f"{place.messages()}/{told['id']}", {"content": "other"})
    assert (refused.status, refused.code) == (403, 50021)
    assert (await api("POST", f"{place.messages()}/{told['id']}/threads", {"name": "x"})).code == 50068
    mine = place.mia.start_thread(place.songs.id, "mine")
    assert (await api("GET", place.messages())).json[0]["content"] == ""  # of somebody else, without the intent
    newest = list(place.songs.messages.values())[-1]
    assert (newest.content, newest.refers_to and newest.refers_to.channel_id) == ("mine", mine.id)


async def test_nobody_is_told_of_other_threads(api: Api, place: Place) -> None:
    said = place.mia.say(place.songs.id, "A song about rain?")
    await api("POST", f"{place.messages()}/{said.id}/threads", {"name": "rain"})
    await started(api, place, type=12)
    place.mia.start_thread(place.songs.id, "quiet", private=True)
    forum = place.world.add_channel(place.guild, "wishes", kind=ChannelType.GUILD_FORUM)
    place.mia.start_thread(forum.id, "a slow one")
    assert (list(place.songs.messages.values()), forum.messages) == ([said], {})


# Searching


async def found(api: Api, place: Place, channel: Channel, **asked: Any) -> list[str]:
    place.clock.advance(5)  # for the rate limit
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    answer = await api("GET", path(channel, f"/threads/search?{query}"))
    assert answer.status == 200, answer.body
    return [thread["name"] for thread in answer.json["threads"]]


async def test_threads_are_searched_by_name_state_and_time(api: Api, place: Place) -> None:
    names = ("slow rain song", "Rain", "a song of slow and heavy rain", "drums")
    slow, rain, heavy, drums = [await started(api, place, name=name) for name in names]
    for thread in (rain, slow):
        place.clock.advance(1)
        await api("POST", path(thread, "/messages"), {"content": "one"})
    await api("PATCH", path(drums), {"archived": True})
    add_thread(place.world, place.songs, "hidden rain", place.mia.user, invited=[])
    songs = place.songs
    assert await found(api, place, songs) == ["slow rain song", "Rain", "drums", "a song of slow and heavy rain"]
    assert await found(api, place, songs, name="rain", sort_by="creation_time", sort_order="asc") == [
        "slow rain song",
        "Rain",
        "a song of slow and heavy rain",
    ]
    assert await found(api, place, songs, name="slow%20rain") == ["slow rain song"]
    assert len(await found(api, place, songs, name="slow%20rain", slop=2)) == 2
    assert await found(api, place, songs, name="rai") == []
    assert await found(api, place, songs, archived="true") == ["drums"]
    assert (await found(api, place, songs, sort_by="archive_time"))[0] == "drums"
    assert await found(api, place, songs, min_id=slow["id"], max_id=heavy["id"]) == ["Rain"]
    page = (await api("GET", path(songs, "/threads/search?limit=2&offset=1"))).json
    assert (page["total_results"], page["has_more"], len(page["threads"]), len(page["members"])) == (4, True, 2, 2)
    assert "first_messages" not in page
    assert (await api("GET", path(songs, "/threads/search?limit=2&offset=2"))).json["has_more"] is False


async def test_posts_are_searched_by_their_tags_and_come_with_their_first_messages(api: Api, place: Place) -> None:
    forum = place.world.add_channel(place.guild, "wishes", kind=ChannelType.GUILD_FORUM)
    for name, tags in (("both", ["7", "8"]), ("one", ["7"]), ("none", [])):
        body = {"name": name, "applied_tags": tags, "message": {"content": f"{name}!"}}
        assert (await api("POST", path(forum, "/threads"), body)).status == 201
    assert sorted(await found(api, place, forum, tag="7")) == ["both", "one"]
    two = (await api("GET", path(forum, "/threads/search?tag=7&tag=8"))).json
    assert {thread["name"] for thread in two["threads"]} == {"both", "one"}
    assert {message["content"] for message in two["first_messages"]} == {"both!", "one!"}
    assert await found(api, place, forum, tag="7,8", tag_setting="match_all") == ["both"]


async def test_what_is_wrong_with_a_search_is_said(api: Api, place: Place) -> None:
    where = path(place.songs, "/threads/search")
    for query, code in (
        ("sort_by=luck", "BASE_TYPE_CHOICES"),
        ("sort_by=relevance", "SANDBOX_HAS_NONE"),
        ("limit=26", "NUMBER_TYPE_MAX"),
        ("offset=9976", "NUMBER_TYPE_MAX"),
        ("min_id=x", "NUMBER_TYPE_COERCE"),
        ("archived=maybe", "BOOLEAN_TYPE_CHOICES"),
    ):
        place.clock.advance(5)
        assert (await api("GET", f"{where}?{query}")).problem(query.partition("=")[0]) == code
    voice = place.world.add_channel(place.guild, "stage", kind=ChannelType.GUILD_VOICE)
    assert (await api("GET", path(voice, "/threads/search"))).code == 50024
    history = Permission.READ_MESSAGE_HISTORY
    place.world.set_overwrite(place.songs, Overwrite(place.world.bot.id, 1, deny=history))
    assert (await api("GET", where)).code == 50013
