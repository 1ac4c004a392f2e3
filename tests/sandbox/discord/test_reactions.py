"""Reactions, as the documentation of messages has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from sandbox.discord.client import ClientRefuses
from sandbox.discord.entities import Emoji, Overwrite
from sandbox.discord.permissions import NOTHING, Permission
from sandbox.discord.threads import add_thread, archive

if TYPE_CHECKING:
    from sandbox.discord.entities import Message
    from tests.sandbox.discord.api import Api, Place

NOTE = "\U0001f3b5"
HEART = "❤️"


def overwrite(place: Place, *, allow: Permission = NOTHING, deny: Permission = NOTHING) -> None:
    place.world.set_overwrite(place.songs, Overwrite(place.world.bot.id, 1, allow=allow, deny=deny))


def at(message: Message, emoji: str = "", who: str = "") -> str:
    path = f"/channels/{message.channel_id}/messages/{message.id}/reactions"
    return path + (f"/{quote(emoji)}" if emoji else "") + who


@pytest.fixture
def said(place: Place) -> Message:
    return place.mia.say(place.songs.id, "Listen to this")


async def test_the_bot_reacts_and_takes_it_back(api: Api, place: Place, said: Message) -> None:
    heard: list[tuple[str, Any]] = []
    place.world.listeners.append(lambda event, data, _guild: heard.append((event, data)))
    place.noah.react(said, NOTE)
    assert (await api("PUT", at(said, NOTE, "/@me"))).status == 204
    place.clock.advance(1)
    assert (await api("PUT", at(said, NOTE, "/@me"))).status == 204  # once more is nothing new
    (shown,) = (await api("GET", f"{place.messages()}/{said.id}")).json["reactions"]
    assert (shown["count"], shown["me"], shown["emoji"]) == (2, True, {"id": None, "name": NOTE})
    assert (await api("DELETE", at(said, NOTE, "/@me"))).status == 204
    (shown,) = (await api("GET", f"{place.messages()}/{said.id}")).json["reactions"]
    assert (shown["count"], shown["me"]) == (1, False)
    names = [event for event, _ in heard]
    assert names == ["MESSAGE_REACTION_ADD", "MESSAGE_REACTION_ADD", "MESSAGE_REACTION_REMOVE"]
    first = heard[0][1]
    assert (first["user_id"], first["message_author_id"]) == (str(place.noah.user.id), str(place.mia.user.id))
    assert first["member"]["user"]["username"] == "noah"
    assert "member" not in heard[2][1]


async def test_who_reacted_is_listed_in_pages(api: Api, place: Place, said: Message) -> None:
    for person in (place.admin, place.mia, place.noah):
        person.react(said, NOTE)
    listed = (await api("GET", at(said, NOTE) + "?limit=2")).json
    assert [user["username"] for user in listed] == ["ada", "mia"]
    rest = (await api("GET", at(said, NOTE) + f"?after={listed[-1]['id']}")).json
    assert [user["username"] for user in rest] == ["noah"]
    assert (await api("GET", at(said, NOTE) + "?type=1")).json == []
    assert (await api("GET", at(said, HEART))).code == 10014
    assert (await api("GET", at(said, NOTE) + "?limit=101")).problem("limit") == "NUMBER_TYPE_MAX"


async def test_the_first_of_an_emoji_needs_a_right_and_the_next_do_not(api: Api, place: Place, said: Message) -> None:
    overwrite(place, deny=Permission.ADD_REACTIONS)
    refused = await api("PUT", at(said, NOTE, "/@me"))
    assert (refused.status, refused.code) == (403, 50013)
    place.noah.react(said, NOTE)
    place.clock.advance(1)
    assert (await api("PUT", at(said, NOTE, "/@me"))).status == 204
    overwrite(place, deny=Permission.READ_MESSAGE_HISTORY)
    place.clock.advance(1)
    assert (await api("PUT", at(said, NOTE, "/@me"))).code == 50013


async def test_others_reactions_are_taken_away_with_the_right_to_manage_messages(
    api: Api, place: Place, said: Message
) -> None:
    place.noah.react(said, NOTE)
    place.noah.react(said, HEART)
    place.mia.react(said, HEART)
    his = at(said, NOTE, f"/{place.noah.user.id}")
    for path in (his, at(said), at(said, HEART)):
        assert (await api("DELETE", path)).code == 50013
    overwrite(place, allow=Permission.MANAGE_MESSAGES)
    heard: list[str] = []
    place.world.listeners.append(lambda event, _data, _guild: heard.append(event))
    place.clock.advance(1)
    assert (await api("DELETE", his)).status == 204
    assert [reaction.emoji.name for reaction in said.reactions] == [HEART]
    assert (await api("DELETE", at(said, HEART))).status == 204
    place.noah.react(said, NOTE)
    assert (await api("DELETE", at(said))).status == 204
    assert said.reactions == []
    assert heard == [
        "MESSAGE_REACTION_REMOVE",
        "MESSAGE_REACTION_REMOVE_EMOJI",
        "MESSAGE_REACTION_ADD",
        "MESSAGE_REACTION_REMOVE_ALL",
    ]


@pytest.mark.parametrize("emoji", ["x", "tune:1", ":)", NOTE * 2, "", "note"])
async def test_what_is_no_emoji_is_10014(api: Api, said: Message, emoji: str) -> None:
    """Documentation, Create Reaction: anything else "will fail with `10014: Unknown Emoji`"."""
    refused = await api("PUT", at(said, emoji or " ", "/@me"))
    assert (refused.status, refused.code) == (404, 10014)


async def test_custom_emojis_are_of_the_application_or_of_its_guilds(api: Api, place: Place, said: Message) -> None:
    elsewhere = place.world.add_guild("Elsewhere", place.noah.user)
    elsewhere.emojis[5] = Emoji(5, "drum", guild_id=elsewhere.id)
    place.world.emojis[7] = Emoji(7, "tune", animated=True)
    assert (await api("PUT", at(said, "tune:7", "/@me"))).status == 204
    (shown,) = (await api("GET", f"{place.messages()}/{said.id}")).json["reactions"]
    assert shown["emoji"] == {"id": "7", "name": "tune", "animated": True}
    place.clock.advance(1)
    assert (await api("PUT", at(said, "drum:5", "/@me"))).status == 204
    await api("DELETE", at(said, "drum:5", "/@me"))
    place.world.set_overwrite(place.songs, Overwrite(place.guild.id, 0, deny=Permission.USE_EXTERNAL_EMOJIS))
    overwrite(place, deny=Permission.USE_EXTERNAL_EMOJIS)
    place.clock.advance(1)
    assert (await api("PUT", at(said, "drum:5", "/@me"))).code == 50013


async def test_twenty_emojis_are_the_most(api: Api, place: Place, said: Message) -> None:
    for number in range(20):
        place.mia.react(said, chr(0x1F400 + number))
    assert (await api("PUT", at(said, NOTE, "/@me"))).code == 30010


async def test_nothing_is_reacted_to_in_an_archived_thread(api: Api, place: Place) -> None:
    thread = add_thread(place.world, place.songs, "ideas", place.mia.user)
    said = place.mia.say(thread.id, "Listen")
    archive(place.world, thread)
    assert (await api("PUT", at(said, NOTE, "/@me"))).code == 50083


async def test_people_need_the_right_too(place: Place, said: Message) -> None:
    place.world.set_overwrite(place.songs, Overwrite(place.guild.id, 0, deny=Permission.ADD_REACTIONS))
    with pytest.raises(ClientRefuses):
        place.noah.react(said, NOTE)
    place.admin.react(said, NOTE)
    place.noah.react(said, NOTE)
    place.noah.take_back(said, NOTE)
    assert [reaction.users for reaction in said.reactions] == [[place.admin.user]]
