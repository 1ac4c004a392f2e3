from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sandbox.discord.entities import Overwrite
from sandbox.discord.permissions import Permission

if TYPE_CHECKING:
    from tests.sandbox.discord.api import Api, Place

MESSAGE_CONTENT = 1 << 19  # the application's flag
EMBED = {"title": "Song", "description": "r&b pop"}


def deny(place: Place, permission: Permission) -> None:
    place.world.set_overwrite(place.songs, Overwrite(place.world.bot.id, 1, deny=permission))


async def send(api: Api, place: Place, **body: Any) -> Any:
    reply = await api("POST", place.messages(), {"content": "Hello", **body})
    assert reply.status == 200, reply.body
    return reply.json


async def test_a_message_is_sent_read_edited_and_deleted(api: Api, place: Place) -> None:
    sent = await send(api, place, embeds=[EMBED])
    path = f"{place.messages()}/{sent['id']}"
    assert (await api("GET", path)).json == sent
    edited = await api("PATCH", path, {"content": "Bye", "embeds": []})
    assert (edited.json["content"], edited.json["embeds"]) == ("Bye", [])
    assert (await api("DELETE", path)).status == 204
    assert (await api("GET", path)).code == 10008


@pytest.mark.parametrize("body", [{}, {"content": ""}, {"content": " \n"}, {"embeds": []}])
async def test_an_empty_message_is_50006(api: Api, place: Place, body: Any) -> None:
    refused = await api("POST", place.messages(), body)
    assert (refused.status, refused.code) == (400, 50006)


async def test_unknown_channels_and_messages(api: Api, place: Place) -> None:
    assert (await api("POST", "/channels/1/messages", {"content": "a"})).code == 10003
    assert (await api("GET", f"{place.messages()}/1")).code == 10008
    odd = await api("GET", "/channels/songs")
    assert odd.problem("channel_id") == "NUMBER_TYPE_COERCE"


async def test_what_the_bot_cannot_see_is_50001(api: Api, place: Place) -> None:
    refused = await api("POST", place.messages(place.private), {"content": "Hello"})
    assert (refused.status, refused.code) == (403, 50001)
    place.world.remove_bot(place.guild)
    assert (await api("POST", place.messages(), {"content": "Hello"})).code == 50001


@pytest.mark.parametrize(
    ("permission", "body", "files"),
    [
        (Permission.SEND_MESSAGES, {"content": "a"}, None),
        (Permission.EMBED_LINKS, {"embeds": [EMBED]}, None),
        (Permission.ATTACH_FILES, {"content": "a"}, [("a.mp3", b"a")]),
        (Permission.SEND_TTS_MESSAGES, {"content": "a", "tts": True}, None),
    ],
)
async def test_what_the_bot_may_not_do_is_50013(
    api: Api, place: Place, permission: Permission, body: Any, files: Any
) -> None:
    deny(place, permission)
    refused = await api("POST", place.messages(), body, files=files)
    assert (refused.status, refused.code) == (403, 50013)


async def test_without_its_history_a_channel_reads_empty(api: Api, place: Place) -> None:
    sent = await send(api, place)
    deny(place, Permission.READ_MESSAGE_HISTORY)
    assert (await api("GET", place.messages())).json == []
    assert (await api("GET", f"{place.messages()}/{sent['id']}")).code == 50013


async def test_others_messages_are_not_edited_but_with_the_right_deleted(api: Api, place: Place) -> None:
    said = place.mia.say(place.songs.id, "Nice one")
    path = f"{place.messages()}/{said.id}"
    assert (await api("PATCH", path, {"content": "Not so nice"})).code == 50005
    assert (await api("DELETE", path)).code == 50013
    place.world.set_overwrite(place.songs, Overwrite(place.world.bot.id, 1, allow=Permission.MANAGE_MESSAGES))
    assert (await api("DELETE", path)).status == 204


async def test_of_others_messages_only_the_embeds_are_hidden_and_only_with_the_right(api: Api, place: Place) -> None:
    """Documentation, Edit Message: "Other users can only edit `flags`" with `MANAGE_MESSAGES`."""
    place.world.application_flags = MESSAGE_CONTENT
    said = place.mia.say(place.songs.id, "https://example.org/")
    said.embeds = [{**EMBED, "type": "rich"}]
    path = f"{place.messages()}/{said.id}"
    assert (await api("PATCH", path, {"flags": 4})).code == 50005
    place.world.set_overwrite(place.songs, Overwrite(place.world.bot.id, 1, allow=Permission.MANAGE_MESSAGES))
    hidden = await api("PATCH", path, {"flags": 4})
    assert (hidden.status, hidden.json["flags"], hidden.json["embeds"]) == (200, 4, [])
    assert (hidden.json["content"], hidden.json["edited_timestamp"]) == (said.content, None)
    place.clock.advance(5)
    for body in ({"flags": 4, "content": "Mine"}, {"content": "Mine"}, {}):
        assert (await api("PATCH", path, body)).code == 50005
    assert (await api("PATCH", path, {"flags": 4}, files=[("a.mp3", b"a")])).code == 50005
    assert len((await api("PATCH", path, {"flags": 0})).json["embeds"]) == 1


async def test_in_a_dm_nobody_deletes_what_the_other_said(api: Api, place: Place) -> None:
    dm = place.world.dm_with(place.mia.user)
    said = place.mia.say(dm.id, "A song, please")
    refused = await api("DELETE", f"{place.messages(dm)}/{said.id}")
    assert (refused.status, refused.code) == (403, 50003)


async def test_messages_are_listed_newest_first_in_pages(api: Api, place: Place) -> None:
    place.world.application_flags = MESSAGE_CONTENT
    for number in range(6):
        place.mia.say(place.songs.id, str(number))
    page = (await api("GET", place.messages() + "?limit=2")).json
    assert [m["content"] for m in page] == ["5", "4"]
    before = (await api("GET", f"{place.messages()}?limit=2&before={page[-1]['id']}")).json
    assert [m["content"] for m in before] == ["3", "2"]
    after = (await api("GET", f"{place.messages()}?limit=1&after={before[0]['id']}")).json
    assert [m["content"] for m in after] == ["4"]
    assert (await api("GET", place.messages() + "?limit=101")).problem("limit") == "NUMBER_TYPE_MAX"


@pytest.mark.parametrize("query", ["before=1&after=1", "after=1&around=1", "before=1&after=1&around=1"])
async def test_messages_are_listed_from_one_place_only(api: Api, place: Place, query: str) -> None:
    """Documentation, Get Channel Messages: "mutually exclusive, only one may be passed at a time"."""
    refused = await api("GET", f"{place.messages()}?{query}")
    assert refused.problem("after") == "SANDBOX_MUTUALLY_EXCLUSIVE"


async def test_an_enforced_nonce_sends_once(api: Api, place: Place) -> None:
    first = await send(api, place, nonce="job-7", enforce_nonce=True)
    again = await send(api, place, nonce="job-7", enforce_nonce=True)
    assert again["id"] == first["id"]
    assert (await send(api, place, nonce="job-7"))["id"] != first["id"]
    mia = await api("POST", "/users/@me/channels", {"recipient_id": str(place.mia.user.id)})
    letter = {"content": "Hello", "nonce": "job-7", "enforce_nonce": True}
    elsewhere = await api("POST", f"/channels/{mia.json['id']}/messages", letter)
    assert elsewhere.json["id"] == first["id"]  # the nonce is its author's, in whatever channel
    place.clock.advance(301)
    assert (await send(api, place, nonce="job-7", enforce_nonce=True))["id"] != first["id"]
    refused = await api("POST", place.messages(), {"content": "a", "nonce": "n" * 26})
    assert refused.problem("nonce") == "BASE_TYPE_MAX_LENGTH"


async def test_a_reply_shows_what_it_answers(api: Api, place: Place) -> None:
    place.world.application_flags = MESSAGE_CONTENT
    said = place.mia.say(place.songs.id, "A song, please")
    reply = await send(api, place, message_reference={"message_id": str(said.id)})
    assert reply["type"] == 19
    assert reply["referenced_message"]["content"] == "A song, please"
    gone = {"message_id": "1"}
    refused = await api("POST", place.messages(), {"content": "a", "message_reference": gone})
    assert refused.problem("message_reference") == "MESSAGE_REFERENCE_UNKNOWN_MESSAGE"
    plain = await send(api, place, message_reference={**gone, "fail_if_not_exists": False})
    assert plain["type"] == 0


async def test_messages_older_than_an_hour_take_few_edits(api: Api, place: Place) -> None:
    sent = await send(api, place)
    path = f"{place.messages()}/{sent['id']}"
    place.clock.advance(3601)
    for number in range(3):
        assert (await api("PATCH", path, {"content": str(number)})).status == 200
    refused = await api("PATCH", path, {"content": "one more"})
    assert (refused.status, refused.code) == (429, 30046)
    assert refused.json["retry_after"] == 3600.0
    place.clock.advance(3600)
    assert (await api("PATCH", path, {"content": "later"})).status == 200


async def test_files_above_the_limit_are_413_and_boosts_raise_it(api: Api, place: Place) -> None:
    place.world.file_limit = 100
    big = [("a.mp3", b"x" * 101)]
    refused = await api("POST", place.messages(), {"content": "a"}, files=big)
    assert (refused.status, refused.code) == (413, 40005)
    place.world.set_premium_tier(place.guild, 2)
    assert (await api("POST", place.messages(), {"content": "a"}, files=big)).status == 200


async def test_eleven_files_are_too_many(api: Api, place: Place) -> None:
    files = [(f"{n}.txt", b"a") for n in range(11)]
    refused = await api("POST", place.messages(), {"content": "a"}, files=files)
    assert refused.problem("attachments") == "BASE_TYPE_MAX_LENGTH"


async def test_an_edit_does_not_make_eleven_files_of_ten(api: Api, place: Place) -> None:
    files = [(f"{n}.txt", b"a") for n in range(10)]
    sent = (await api("POST", place.messages(), {}, files=files)).json
    path = f"{place.messages()}/{sent['id']}"
    refused = await api("PATCH", path, {"content": "One more"}, files=files[:1])
    assert (refused.status, refused.code) == (400, 30015)
    left = (await api("GET", path)).json
    assert (left["content"], len(left["attachments"])) == ("", 10)
    kept = [{"id": each["id"]} for each in sent["attachments"][:9]]
    other = await api("PATCH", path, {"attachments": [*kept, {"id": 0}]}, files=[("b.txt", b"b")])
    assert [each["filename"] for each in other.json["attachments"]][-2:] == ["8.txt", "b.txt"]


async def test_mentions_ping_only_whom_they_may(api: Api, place: Place) -> None:
    text = f"@everyone <@{place.mia.user.id}> <@{place.noah.user.id}>"
    loud = await send(api, place, content=text)
    assert [user["username"] for user in loud["mentions"]] == ["mia", "noah"]
    assert loud["mention_everyone"] is False  # the bot has no right to
    place.world.set_overwrite(place.songs, Overwrite(place.world.bot.id, 1, allow=Permission.MENTION_EVERYONE))
    assert (await send(api, place, content=text))["mention_everyone"] is True
    quiet = await send(api, place, content=text, allowed_mentions={"parse": []})
    assert (quiet["mentions"], quiet["mention_everyone"]) == ([], False)
    one = await send(api, place, content=text, allowed_mentions={"parse": [], "users": [str(place.mia.user.id)]})
    assert [user["username"] for user in one["mentions"]] == ["mia"]
    both = {"parse": ["users"], "users": [str(place.mia.user.id)]}
    refused = await api("POST", place.messages(), {"content": text, "allowed_mentions": both})
    assert refused.problem("allowed_mentions") == "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"


async def test_what_the_sandbox_has_not_is_said_aloud(api: Api, place: Place) -> None:
    refused = await api("POST", place.messages(), {"content": "a", "sticker_ids": ["1"]})
    assert refused.problem("sticker_ids") == "SANDBOX_HAS_NONE"


async def test_a_body_that_is_no_json(api: Api, place: Place) -> None:
    reply = await api("POST", place.messages(), "just text")
    assert (reply.status, reply.code) == (400, 50035)


async def test_suppressed_embeds_are_not_shown(api: Api, place: Place) -> None:
    sent = await send(api, place, embeds=[EMBED], flags=4)
    assert sent["embeds"] == []
    path = f"{place.messages()}/{sent['id']}"
    assert len((await api("PATCH", path, {"flags": 0})).json["embeds"]) == 1
    assert (await api("PATCH", path, {"flags": 4})).json["embeds"] == []


async def test_a_body_says_what_it_is(api: Api, place: Place) -> None:
    unsaid = await api.raw("POST", place.messages(), b'{"content": "a"}', "text/plain")
    assert (unsaid.status, unsaid.code) == (400, 50035)
    broken = await api.raw("POST", place.messages(), b'{"content": ', "application/json")
    assert (broken.status, broken.code) == (400, 50109)


async def test_typing(api: Api, place: Place) -> None:
    assert (await api("POST", f"/channels/{place.songs.id}/typing")).status == 204


async def test_a_dm_needs_an_open_door_and_a_common_server(api: Api, place: Place) -> None:
    opened = await api("POST", "/users/@me/channels", {"recipient_id": str(place.mia.user.id)})
    path = f"/channels/{opened.json['id']}/messages"
    assert (await api("POST", path, {"content": "Your song"})).status == 200
    place.mia.user.takes_dms = False
    refused = await api("POST", path, {"content": "Your song"})
    assert (refused.status, refused.code) == (403, 50007)
    place.mia.user.takes_dms = True
    place.world.remove_member(place.guild, place.mia.user)
    refused = await api("POST", path, {"content": "Your song"})
    assert (refused.status, refused.code) == (403, 50278)
