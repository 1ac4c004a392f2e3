"""Without the message content intent, others' words are hidden over REST as at the gateway.

Source: documentation, Gateway, "Message Content Intent": it "permits your app to receive message content data across
the APIs", and the four exceptions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sandbox.discord.client import Resolved
from sandbox.discord.entities import Overwrite
from sandbox.discord.permissions import Permission

if TYPE_CHECKING:
    from sandbox.discord.entities import Message
    from tests.sandbox.discord.api import Api, Place

MESSAGE_CONTENT = (1 << 18, 1 << 19)  # the application's flags: approved, and with few users


async def read(api: Api, place: Place, said: Message) -> Any:
    one = await api("GET", f"/channels/{said.channel_id}/messages/{said.id}")
    assert one.status == 200, one.body
    listed = await api("GET", f"/channels/{said.channel_id}/messages")
    assert one.json in listed.json
    return one.json


async def test_what_others_say_comes_empty(api: Api, place: Place) -> None:
    told = await read(api, place, place.mia.say(place.songs.id, "a secret"))
    assert [told[key] for key in ("content", "embeds", "attachments", "components")] == ["", [], [], []]
    assert told["author"]["username"] == "mia"


@pytest.mark.parametrize("flag", MESSAGE_CONTENT)
async def test_an_application_that_was_given_the_intent_reads_it(api: Api, place: Place, flag: int) -> None:
    place.world.application_flags = flag
    assert (await read(api, place, place.mia.say(place.songs.id, "a secret")))["content"] == "a secret"


async def test_what_the_bot_says_itself_can_be_read(api: Api, place: Place) -> None:
    sent = await api("POST", place.messages(), {"content": "Here it is"})
    path = f"{place.messages()}/{sent.json['id']}"
    assert (await api("GET", path)).json["content"] == "Here it is"


async def test_what_mentions_the_bot_can_be_read(api: Api, place: Place) -> None:
    told = await read(api, place, place.mia.say(place.songs.id, f"<@{place.world.bot.id}> a song, please"))
    assert told["content"].endswith("a song, please")
    assert [user["id"] for user in told["mentions"]] == [str(place.world.bot.id)]


async def test_direct_messages_can_be_read(api: Api, place: Place) -> None:
    letter = place.world.dm_with(place.mia.user)
    assert (await read(api, place, place.mia.say(letter.id, "just us")))["content"] == "just us"


async def test_what_a_reply_answers_is_hidden_as_well(api: Api, place: Place) -> None:
    said = place.mia.say(place.songs.id, "a secret")
    body = {"content": "Yes", "message_reference": {"message_id": str(said.id)}}
    reply = (await api("POST", place.messages(), body)).json
    assert (reply["content"], reply["referenced_message"]["content"]) == ("Yes", "")


async def test_a_menu_shows_the_bot_what_it_is_used_on(place: Place) -> None:
    said = place.mia.say(place.songs.id, "a secret")
    resolved = Resolved(place.world, place.songs, place.noah.user)
    key = resolved.add(said)
    assert resolved.data["messages"][key]["content"] == "a secret"


def test_what_a_person_types_mentions_whom_it_names(place: Place) -> None:
    """Documentation, Reference, "Message Formatting": its markdown mentions by the permissions of who sends it."""
    role = place.world.add_role(place.guild, "fans", Permission(0))
    text = f"@everyone <@{place.noah.user.id}> <@!{place.world.bot.id}> <@&{role.id}> <@1> <@&1>"
    said = place.mia.say(place.songs.id, text)
    assert said.mentions == [place.noah.user, place.world.bot]
    assert (said.mention_roles, said.mention_everyone) == ([], False)
    allowed = Overwrite(place.mia.user.id, 1, allow=Permission.MENTION_EVERYONE)
    place.world.set_overwrite(place.songs, allowed)
    said = place.mia.say(place.songs.id, f"@here <@&{role.id}>")
    assert (said.mention_roles, said.mention_everyone) == ([role.id], True)
