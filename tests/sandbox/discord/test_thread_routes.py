"""Threads that a bot starts, joins, puts to sleep and finds again, as the documentation of threads has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sandbox.discord.entities import ChannelType, Overwrite
from sandbox.discord.permissions import NOTHING, Permission
from sandbox.discord.threads import add_thread, join

if TYPE_CHECKING:
    from sandbox.discord.entities import Channel
    from tests.sandbox.discord.api import Api, Place

MEMBERS = 1 << 15  # an application flag


def overwrite(place: Place, *, allow: Permission = NOTHING, deny: Permission = NOTHING) -> None:
    place.world.set_overwrite(place.songs, Overwrite(place.world.bot.id, 1, allow=allow, deny=deny))


def events(place: Place) -> list[tuple[str, Any]]:
    heard: list[tuple[str, Any]] = []
    place.world.listeners.append(lambda event, data, _guild: heard.append((event, data)))
    return heard


def path(thread: Any, more: str = "") -> str:
    return f"/channels/{thread['id'] if isinstance(thread, dict) else thread.id}{more}"


async def started(api: Api, place: Place, channel: Channel | None = None, **said: Any) -> Any:
    made = await api("POST", path(channel or place.songs, "/threads"), {"name": "ideas", "type": 11, **said})
    assert made.status == 201, made.body
    return made.json


async def test_a_thread_of_a_message_takes_its_id_and_shows_it(api: Api, place: Place) -> None:
    """Documentation, Channel: "The id of the created thread will be the same as the id of the source message"."""
    said = place.mia.say(place.songs.id, "A song about rain?")
    heard = events(place)
    body = {"name": "rain", "auto_archive_duration": 60, "rate_limit_per_user": 5}
    made = await api("POST", f"{place.messages()}/{said.id}/threads", body)
    assert made.status == 201
    assert (made.json["id"], made.json["type"], made.json["rate_limit_per_user"]) == (str(said.id), 11, 5)
    assert made.json["thread_metadata"]["auto_archive_duration"] == 60
    assert made.json["member"]["user_id"] == str(place.world.bot.id)
    assert [event for event, _ in heard] == ["THREAD_CREATE", "MESSAGE_CREATE", "MESSAGE_UPDATE"]
    assert heard[0][1]["newly_created"] is True
    shown = (await api("GET", f"{place.messages()}/{said.id}")).json
    assert shown["thread"]["id"] == str(said.id)
    assert shown["flags"] & 1 << 5
    (first,) = (await api("GET", path(made.json, "/messages"))).json
    assert (first["type"], first["message_reference"]["message_id"]) == (21, str(said.id))
    assert made.json["message_count"] == (await api("GET", path(made.json))).json["message_count"] == 0
    again = await api("POST", f"{place.messages()}/{said.id}/threads", body)
    assert (again.status, again.code) == (400, 160004)


async def test_a_thread_without_a_message_is_private_unless_told(api: Api, place: Place) -> None:
    """Documentation, Start Thread without Message: "`type` currently defaults to `PRIVATE_THREAD`"."""
    quiet = await started(api, place, type=None, invitable=False)
    assert (quiet["type"], quiet["thread_metadata"]["invitable"]) == (12, False)
    assert (await started(api, place))["type"] == 11


@pytest.mark.parametrize(
    ("kind", "right"), [(11, Permission.CREATE_PUBLIC_THREADS), (12, Permission.CREATE_PRIVATE_THREADS)]
)
async def test_each_kind_has_its_permission(api: Api, place: Place, kind: int, right: Permission) -> None:
    overwrite(place, deny=right)
    refused = await api("POST", path(place.songs, "/threads"), {"name": "ideas", "type": kind})
    assert (refused.status, refused.code) == (403, 50013)
    assert (await api("POST", path(place.songs, "/threads"), {"name": "ideas", "type": 23 - kind})).status == 201


async def test_what_is_wrong_with_a_new_thread_is_said(api: Api, place: Place) -> None:
    where = path(place.songs, "/threads")
    assert (await api("POST", where, {"name": ""})).problem("name") == "BASE_TYPE_REQUIRED"
    assert (await api("POST", where, {"name": "x" * 101})).problem("name") == "BASE_TYPE_BAD_LENGTH"
    odd = await api("POST", where, {"name": "x", "auto_archive_duration": 61})
    assert odd.problem("auto_archive_duration") == "BASE_TYPE_CHOICES"
    voice = place.world.add_channel(place.guild, "stage", kind=ChannelType.GUILD_VOICE)
    assert (await api("POST", path(voice, "/threads"), {"name": "x", "type": 11})).code == 50024
    assert (await api("POST", path(place.songs, "/threads"), {"name": "x", "type": 10})).code == 50024
    opened = await api("POST", "/users/@me/channels", {"recipient_id": str(place.mia.user.id)})
    assert (await api("POST", path(opened.json, "/threads"), {"name": "x"})).code == 50003
    assert (await api("POST", f"{place.messages()}/1/threads", {"name": "x"})).code == 10008


async def test_a_thread_of_an_announcement_is_of_its_own_kind(api: Api, place: Place) -> None:
    news = place.world.add_channel(place.guild, "news", kind=ChannelType.GUILD_ANNOUNCEMENT)
    said = place.mia.say(news.id, "Today")
    made = await api("POST", f"{place.messages(news)}/{said.id}/threads", {"name": "more"})
    assert made.json["type"] == 10
    assert (await started(api, place, news, type=10))["type"] == 10


async def test_a_post_brings_its_first_message(api: Api, place: Place) -> None:
    """Documentation, Start Thread in Forum: the right to send is enough, and files come with the message."""
    forum = place.world.add_channel(place.guild, "wishes", kind=ChannelType.GUILD_FORUM)
    right = Permission.CREATE_PUBLIC_THREADS
    place.world.set_overwrite(forum, Overwrite(place.world.bot.id, 1, deny=right))
    heard = events(place)
    body = {"name": "a slow one", "message": {"content": "Listen"}}
    made = await api("POST", path(forum, "/threads"), body, files=[("a.mp3", b"a")])
    assert made.status == 201, made.body
    assert made.json["message"]["id"] == made.json["id"]
    assert made.json["message"]["attachments"][0]["filename"] == "a.mp3"
    assert [event for event, _ in heard] == ["THREAD_CREATE", "MESSAGE_CREATE"]
    assert (await api("GET", f"/channels/{made.json['id']}")).json["message_count"] == 0
    assert (await api("POST", path(forum, "/threads"), {"name": "x"})).problem("message") == "BASE_TYPE_REQUIRED"
    empty = await api("POST", path(forum, "/threads"), {"name": "x", "message": {}})
    assert empty.code == 50006
    place.world.set_overwrite(forum, Overwrite(place.world.bot.id, 1, deny=Permission.SEND_MESSAGES))
    assert (await api("POST", path(forum, "/threads"), body)).code == 50013


async def test_the_bot_comes_and_goes(api: Api, place: Place) -> None:
    thread = add_thread(place.world, place.songs, "ideas", place.mia.user)
    heard = events(place)
    me = path(thread, "/thread-members/@me")
    assert "member" not in (await api("GET", path(thread))).json
    own = path(thread, f"/thread-members/{place.world.bot.id}")
    assert (await api("GET", own)).code == 10007
    assert (await api("PUT", me)).status == 204
    assert [event for event, _ in heard] == ["THREAD_CREATE", "THREAD_MEMBERS_UPDATE"]
    assert heard[1][1]["added_members"][0]["user_id"] == str(place.world.bot.id)
    assert (await api("GET", path(thread))).json["member"]["user_id"] == str(place.world.bot.id)
    assert (await api("GET", own + "?with_member=true")).json["member"]["user"]["id"] == str(place.world.bot.id)
    assert (await api("PUT", me)).status == 204
    assert (await api("DELETE", me)).status == 204
    assert heard[-1][1]["removed_member_ids"] == [str(place.world.bot.id)]
    assert len(heard) == 3
    assert (await api("PUT", path(place.songs, "/thread-members/@me"))).code == 50024


async def test_others_are_brought_in_and_taken_out(api: Api, place: Place) -> None:
    thread = await started(api, place, type=12)
    noah = path(thread, f"/thread-members/{place.noah.user.id}")
    assert (await api("PUT", noah)).status == 204
    assert (await api("GET", noah)).json["user_id"] == str(place.noah.user.id)
    assert place.world.permissions(place.noah.user, place.world.channels[int(thread["id"])])
    assert (await api("DELETE", noah)).status == 204  # the bot's own private thread
    assert (await api("GET", noah)).code == 10007
    assert (await api("PUT", path(thread, "/thread-members/1"))).code == 10007
    others = add_thread(place.world, place.songs, "ideas", place.mia.user)
    mia = path(others, f"/thread-members/{place.mia.user.id}")
    assert (await api("DELETE", mia)).code == 50013
    overwrite(place, allow=Permission.MANAGE_THREADS)
    assert (await api("DELETE", mia)).status == 204


async def test_a_thread_says_who_was_brought_in_taken_out_and_what_it_is_called(api: Api, place: Place) -> None:
    """Documentation, Message, "Message Types": RECIPIENT_ADD, RECIPIENT_REMOVE and CHANNEL_NAME_CHANGE."""
    thread = add_thread(place.world, place.songs, "ideas", place.world.bot, invited=[])
    noah = str(place.noah.user.id)
    for method in ("PUT", "PUT", "DELETE", "DELETE"):  # the second time, nothing happens
        assert (await api(method, path(thread, f"/thread-members/{noah}"))).status == 204
    for body in ({"name": "best ideas"}, {"name": "best ideas"}, {"auto_archive_duration": 60}):
        assert (await api("PATCH", path(thread), body)).status == 200
    said = (await api("GET", path(thread, "/messages"))).json
    assert [(one["type"], [user["id"] for user in one["mentions"]], one["content"]) for one in reversed(said)] == [
        (1, [noah], ""),
        (2, [noah], ""),
        (4, [], "best ideas"),
    ]
    assert {one["author"]["id"] for one in said} == {str(place.world.bot.id)}


async def test_who_comes_and_goes_by_themselves_is_not_announced(api: Api, place: Place) -> None:
    thread = add_thread(place.world, place.songs, "ideas", place.mia.user)
    for method in ("PUT", "DELETE"):
        assert (await api(method, path(thread, "/thread-members/@me"))).status == 204
    assert (await api("GET", path(thread, "/messages"))).json == []


async def test_everybody_in_a_thread_is_listed_with_the_members_intent_only(api: Api, place: Place) -> None:
    """Documentation, List Thread Members: "restricted according to whether the `GUILD_MEMBERS` …"."""
    thread = add_thread(place.world, place.songs, "ideas", place.mia.user)
    join(place.world, thread, place.noah.user)
    assert (await api("GET", path(thread, "/thread-members"))).code == 50001
    place.world.application_flags = MEMBERS
    everybody = (await api("GET", path(thread, "/thread-members"))).json
    assert [one["user_id"] for one in everybody] == [str(place.mia.user.id), str(place.noah.user.id)]
    page = await api("GET", path(thread, f"/thread-members?with_member=1&limit=1&after={place.mia.user.id}"))
    assert [one["member"]["user"]["username"] for one in page.json] == ["noah"]


async def test_a_thread_is_put_to_sleep_and_woken(api: Api, place: Place) -> None:
    thread = await started(api, place)
    asleep = (await api("PATCH", path(thread), {"archived": True})).json["thread_metadata"]
    assert asleep["archived"] is True
    assert (await api("PATCH", path(thread), {"name": "other"})).code == 50083
    assert (await api("PUT", path(thread, "/thread-members/@me"))).code == 50083
    place.clock.advance(60)
    both = (await api("PATCH", path(thread), {"archived": False, "name": "other"})).json
    assert (both["name"], both["thread_metadata"]["archived"]) == ("other", False)
    assert both["thread_metadata"]["archive_timestamp"] > asleep["archive_timestamp"]


async def test_only_who_manages_threads_changes_others(api: Api, place: Place) -> None:
    """Documentation, Threads, "Editing & Deleting Threads"."""
    thread = add_thread(place.world, place.songs, "ideas", place.mia.user)
    for body in ({"name": "x"}, {"archived": True}, {"locked": True}, {"rate_limit_per_user": 5}):
        assert (await api("PATCH", path(thread), body)).code == 50013
    own = await started(api, place)
    assert (await api("PATCH", path(own), {"locked": True})).code == 50013
    assert (await api("PATCH", path(own), {"name": "x"})).status == 200
    thread.archived = True
    assert (await api("PATCH", path(thread), {"archived": False})).status == 200
    assert (await api("DELETE", path(own))).code == 50013
    overwrite(place, allow=Permission.MANAGE_THREADS)
    place.clock.advance(5)
    assert (await api("PATCH", path(thread), {"locked": True})).status == 200
    heard = events(place)
    assert (await api("DELETE", path(own))).json["id"] == own["id"]
    assert heard == [
        ("THREAD_DELETE", {"id": own["id"], "guild_id": own["guild_id"], "parent_id": own["parent_id"], "type": 11})
    ]
    assert (await api("GET", path(own))).code == 10003


async def test_a_locked_thread_takes_messages_of_its_keepers_only(api: Api, place: Place) -> None:
    """Documentation, Threads, "Locked Threads"; JSON error code 160005."""
    thread = add_thread(place.world, place.songs, "ideas", place.mia.user)
    thread.locked = True
    assert (await api("POST", path(thread, "/messages"), {"content": "a"})).code == 160005
    overwrite(place, allow=Permission.MANAGE_THREADS)
    assert (await api("POST", path(thread, "/messages"), {"content": "a"})).status == 200


async def test_threads_are_found_again(api: Api, place: Place) -> None:
    awake, *asleep = [await started(api, place, name=str(number)) for number in range(4)]
    quiet = await started(api, place, type=12)
    for thread in (*asleep, quiet):
        place.clock.advance(1)
        await api("PATCH", path(thread), {"archived": True})
    active = (await api("GET", f"/guilds/{place.guild.id}/threads/active")).json
    assert [one["id"] for one in active["threads"]] == [awake["id"]]
    assert active["members"][0]["id"] == awake["id"]
    page = (await api("GET", path(place.songs, "/threads/archived/public?limit=2"))).json
    assert [one["name"] for one in page["threads"]] == ["3", "2"]
    assert page["has_more"] is True
    before = page["threads"][-1]["thread_metadata"]["archive_timestamp"]
    rest = (await api("GET", path(place.songs, f"/threads/archived/public?before={before}"))).json
    assert ([one["name"] for one in rest["threads"]], rest["has_more"]) == (["1"], False)
    assert (await api("GET", path(place.songs, "/threads/archived/private"))).code == 50013
    mine = (await api("GET", path(place.songs, "/users/@me/threads/archived/private"))).json
    assert [one["id"] for one in mine["threads"]] == [quiet["id"]]
    overwrite(place, allow=Permission.MANAGE_THREADS)
    assert (await api("GET", path(place.songs, "/threads/archived/private"))).json["threads"][0]["id"] == quiet["id"]
    odd = await api("GET", path(place.songs, "/threads/archived/public?before=yesterday"))
    assert odd.problem("before") == "DATE_TIME_TYPE_PARSE"
    assert (await api("GET", path(place.songs, "/threads/archived/public?limit=x"))).problem("limit")


async def test_who_gains_access_hears_of_the_threads(api: Api, place: Place) -> None:
    """Documentation, Threads, "Gaining Access to Channels"."""
    thread = add_thread(place.world, place.private, "ideas", place.mia.user)
    heard = events(place)
    place.world.set_overwrite(place.private, Overwrite(place.world.bot.id, 1, allow=Permission.VIEW_CHANNEL))
    assert [event for event, _ in heard] == ["CHANNEL_UPDATE", "THREAD_LIST_SYNC"]
    assert heard[1][1]["channel_ids"] == [str(place.private.id)]
    assert [one["id"] for one in heard[1][1]["threads"]] == [str(thread.id)]
    assert (await api("GET", path(thread))).status == 200


async def test_a_bot_joins_a_thread_by_post_as_well(api: Api, place: Place) -> None:
    """As older libraries do, whatever the documentation says: discord-api-docs issue 2978."""
    thread = add_thread(place.world, place.songs, "talk", place.mia.user)
    assert (await api("POST", path(thread, "/thread-members/@me"))).status == 204
    assert place.world.bot.id in thread.thread_members
