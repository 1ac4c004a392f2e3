"""Pins, deleting many messages at once, and looking for members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.discord.entities import Overwrite
from sandbox.discord.permissions import NOTHING, Permission

if TYPE_CHECKING:
    from tests.sandbox.discord.api import Api, Place


def overwrite(place: Place, *, allow: Permission = NOTHING, deny: Permission = NOTHING) -> None:
    place.world.set_overwrite(place.songs, Overwrite(place.world.bot.id, 1, allow=allow, deny=deny))


async def test_a_message_is_pinned_listed_and_unpinned(api: Api, place: Place) -> None:
    """Documentation, Pin Message: "Requires the `PIN_MESSAGES` permission"."""
    place.world.application_flags = 1 << 19  # it may read what others say
    said = [place.mia.say(place.songs.id, str(number)) for number in range(3)]
    ids, pins = [str(message.id) for message in said], place.messages() + "/pins"
    assert (await api("PUT", f"{pins}/{said[0].id}")).code == 50013
    overwrite(place, allow=Permission.PIN_MESSAGES)
    heard: list[tuple[str, Any]] = []
    place.world.listeners.append(lambda event, data, _guild: heard.append((event, data)))
    for message in said:
        place.clock.advance(1)
        assert (await api("PUT", f"{pins}/{message.id}")).status == 204
    assert [event for event, _ in heard[:3]] == ["MESSAGE_UPDATE", "CHANNEL_PINS_UPDATE", "MESSAGE_CREATE"]
    assert heard[0][1]["pinned"] is True
    assert (heard[2][1]["type"], heard[2][1]["message_reference"]["message_id"]) == (6, str(said[0].id))
    assert (await api("GET", f"/channels/{place.songs.id}")).json["last_pin_timestamp"]
    page = (await api("GET", pins + "?limit=2")).json
    assert ([one["message"]["id"] for one in page["items"]], page["has_more"]) == (ids[:0:-1], True)
    rest = (await api("GET", f"{pins}?before={page['items'][-1]['pinned_at']}")).json
    assert ([one["message"]["id"] for one in rest["items"]], rest["has_more"]) == (ids[:1], False)
    older = f"/channels/{place.songs.id}/pins"
    assert [one["id"] for one in (await api("GET", older)).json] == ids[::-1]
    assert (await api("DELETE", f"{older}/{said[0].id}")).status == 204
    assert said[0].pinned_at is None
    assert (await api("PUT", f"{older}/{said[0].id}")).status == 204
    assert (await api("DELETE", f"{pins}/{said[0].id}")).status == 204
    assert said[0].pinned_at is None
    assert (await api("PUT", f"{pins}/1")).code == 10008
    overwrite(place, deny=Permission.READ_MESSAGE_HISTORY)
    assert (await api("GET", pins)).json == {"items": [], "has_more": False}


async def test_many_messages_are_deleted_at_once(api: Api, place: Place) -> None:
    said = [place.mia.say(place.songs.id, str(number)) for number in range(3)]
    path = place.messages() + "/bulk-delete"
    wish = {"messages": [str(message.id) for message in said[:2]]}
    assert (await api("POST", path, wish)).code == 50013
    overwrite(place, allow=Permission.MANAGE_MESSAGES)
    heard: list[tuple[str, Any]] = []
    place.world.listeners.append(lambda event, data, _guild: heard.append((event, data)))
    place.clock.advance(1)
    assert (await api("POST", path, wish)).status == 204
    assert [(event, data["ids"]) for event, data in heard] == [("MESSAGE_DELETE_BULK", wish["messages"])]
    assert [message.content for message in place.mia.messages(place.songs.id)] == ["2"]


async def test_what_cannot_be_deleted_at_once_is_said(api: Api, place: Place) -> None:
    """Documentation, Bulk Delete Messages: 2 to 100, no duplicates, none older than two weeks."""
    overwrite(place, allow=Permission.MANAGE_MESSAGES)
    said = [place.mia.say(place.songs.id, str(number)) for number in range(2)]
    ids = [str(message.id) for message in said]
    path = place.messages() + "/bulk-delete"
    assert (await api("POST", path, {"messages": ids[:1]})).problem("messages") == "BASE_TYPE_BAD_LENGTH"
    place.clock.advance(1)
    assert (await api("POST", path, {})).problem("messages") == "BASE_TYPE_REQUIRED"
    place.clock.advance(1)
    assert (await api("POST", path, {"messages": ids[:1] * 2})).problem("messages") == "LIST_ITEM_VALUE_DUPLICATE"
    place.clock.advance(14 * 86_400 + 1)
    assert (await api("POST", path, {"messages": ids})).code == 50034
    opened = await api("POST", "/users/@me/channels", {"recipient_id": str(place.mia.user.id)})
    letters = f"/channels/{opened.json['id']}/messages"
    assert (await api("POST", letters + "/bulk-delete", {"messages": ids})).code == 50003
    sent = (await api("POST", letters, {"content": "Hello"})).json
    assert (await api("PUT", f"{letters}/pins/{sent['id']}")).status == 204


async def test_members_are_found_by_the_beginning_of_a_name(api: Api, place: Place) -> None:
    place.guild.members[place.noah.user.id].nick = "Maestro"
    path = f"/guilds/{place.guild.id}/members"
    found = (await api("GET", path + "/search?query=M&limit=10")).json
    assert {member["user"]["username"] for member in found} == {"mia", "noah"}
    assert len((await api("GET", path + "/search?query=m")).json) == 1
    assert (await api("GET", path + "/search")).problem("query") == "BASE_TYPE_REQUIRED"
    assert (await api("GET", path)).code == 50001
    place.world.application_flags = 1 << 15
    page = (await api("GET", path + f"?limit=2&after={place.admin.user.id}")).json
    assert [member["user"]["username"] for member in page] == ["mia", "noah"]
