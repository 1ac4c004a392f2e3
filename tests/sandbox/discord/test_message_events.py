"""What events tell of a message beside the message (documentation: Gateway Events, "Message Create Extra Fields")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.sandbox.discord.api import Api, Place

MESSAGES = ("MESSAGE_CREATE", "MESSAGE_UPDATE")


@pytest.fixture
def heard(place: Place) -> list[Any]:
    """The messages that events tell of, from now on."""
    told: list[Any] = []

    def hear(event: str, data: Any, _guild: int | None) -> None:
        if event in MESSAGES:
            told.append(data)

    place.world.listeners.append(hear)
    return told


async def test_an_event_brings_the_members_who_wrote_and_who_are_mentioned(
    api: Api, place: Place, heard: list[Any]
) -> None:
    stranger = place.world.add_user("stranger")
    place.guild.members[place.mia.user.id].nick = "Mimi"
    place.mia.say(place.songs.id, f"<@{place.noah.user.id}> <@{stranger.id}>")
    assert (heard[0]["member"]["nick"], "user" in heard[0]["member"]) == ("Mimi", False)
    noah, other = heard[0]["mentions"]
    assert (noah["username"], noah["member"]["nick"], "user" in noah["member"]) == ("noah", None, False)
    assert "member" not in other  # who is not there
    sent = await api("POST", place.messages(), {"content": "Hello"})
    await api("PATCH", f"{place.messages()}/{sent.json['id']}", {"content": "Hello again"})
    own_roles = [str(role_id) for role_id in place.guild.members[place.world.bot.id].role_ids]
    assert [told["member"]["roles"] for told in heard[1:]] == [own_roles, own_roles]
    assert "member" not in sent.json  # which REST does not answer


async def test_messages_of_webhooks_and_of_who_left_come_without(api: Api, place: Place, heard: list[Any]) -> None:
    asked = place.ask()
    await api("POST", place.callback(asked), {"type": 4, "data": {"content": "Here"}})
    assert (heard[-1]["webhook_id"], "member" in heard[-1]) == (str(place.world.application_id), False)
    said = place.noah.say(place.songs.id, "Bye")
    place.world.remove_member(place.guild, place.noah.user)
    await api("POST", f"{place.messages()}/{said.id}/threads", {"name": "Farewells"})
    (changed,) = (told for told in heard if told["id"] == str(said.id) and "thread" in told)
    assert "member" not in changed


async def test_a_direct_message_has_no_member(place: Place, heard: list[Any]) -> None:
    place.mia.say(place.world.dm_with(place.mia.user).id, f"<@{place.world.bot.id}>")
    assert ("member" in heard[0], "member" in heard[0]["mentions"][0]) == (False, False)
