"""Forwarded messages and voice messages, as the documentation of messages has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sandbox.discord.entities import Overwrite
from sandbox.discord.permissions import Permission

if TYPE_CHECKING:
    from sandbox.discord.entities import Channel, Message
    from tests.sandbox.discord.api import Api, Place, Reply

CONTENT = 1 << 19  # an application flag
VOICE = 1 << 13
SOUND = [("voice-message.ogg", b"OggS")]
TOLD = {"attachments": [{"id": 0, "duration_secs": 1.5, "waveform": "AAAA"}], "flags": VOICE}


@pytest.fixture
def lounge(place: Place) -> Channel:
    return place.world.add_channel(place.guild, "lounge")


async def forward(api: Api, place: Place, message: Any, to: Channel, **more: Any) -> Reply:
    reference = {"type": 1, "message_id": str(message.id), "channel_id": str(message.channel_id)}
    return await api("POST", place.messages(to), {"message_reference": reference, **more})


async def sent(api: Api, place: Place, **body: Any) -> Message:
    reply = await api("POST", place.messages(), body, files=[("a.mp3", b"abc")])
    assert reply.status == 200, reply.body
    return place.songs.messages[int(reply.json["id"])]


async def test_a_forward_shows_the_message_as_it_was(api: Api, place: Place, lounge: Channel) -> None:
    original = await sent(api, place, content="Listen", embeds=[{"title": "Song"}])
    told = await forward(api, place, original, lounge)
    assert told.status == 200, told.body
    assert (told.json["type"], told.json["content"], told.json["flags"] & 1 << 14) == (0, "", 1 << 14)
    assert told.json["message_reference"] == {
        "type": 1,
        "channel_id": str(place.songs.id),
        "message_id": str(original.id),
        "guild_id": str(place.guild.id),
    }
    (snapshot,) = told.json["message_snapshots"]
    assert "author" not in snapshot["message"]
    assert (snapshot["message"]["content"], snapshot["message"]["embeds"][0]["title"]) == ("Listen", "Song")
    path = f"{place.messages()}/{original.id}"
    await api("PATCH", path, {"content": "Changed"})
    await api("DELETE", path)
    kept = (await api("GET", f"{place.messages(lounge)}/{told.json['id']}")).json["message_snapshots"][0]["message"]
    assert kept["content"] == "Listen"
    assert (await api.fetch(kept["attachments"][0]["url"])).body == b"abc"
    again = place.world.channels[lounge.id].messages[int(told.json["id"])]
    twice = (await forward(api, place, again, place.songs)).json
    assert twice["message_snapshots"][0]["message"]["content"] == "Listen"


async def test_what_the_bot_cannot_read_it_cannot_forward(api: Api, place: Place, lounge: Channel) -> None:
    """Documentation, Message Reference Types: error code 160014."""
    said = place.mia.say(place.songs.id, "Listen")
    refused = await forward(api, place, said, lounge)
    assert (refused.status, refused.code) == (400, 160014)
    place.world.application_flags = CONTENT
    assert (await forward(api, place, said, lounge)).status == 200


async def test_of_others_forwards_too_the_words_are_hidden(api: Api, place: Place) -> None:
    """Documentation, Gateway, "Message Content Intent"."""
    said = place.mia.say(place.songs.id, "Look")
    said.snapshot = place.noah.say(place.songs.id, "Listen")
    path = f"{place.messages()}/{said.id}"
    assert (await api("GET", path)).json["message_snapshots"][0]["message"]["content"] == ""
    place.world.application_flags = CONTENT
    assert (await api("GET", path)).json["message_snapshots"][0]["message"]["content"] == "Listen"


async def test_what_is_no_message_to_forward(api: Api, place: Place, lounge: Channel) -> None:
    original = await sent(api, place, content="Listen")
    nowhere = await api("POST", place.messages(), {"message_reference": {"type": 1, "message_id": str(original.id)}})
    assert nowhere.problem("message_reference", "channel_id") == "BASE_TYPE_REQUIRED"
    gone = {"type": 1, "message_id": "1", "channel_id": str(place.songs.id)}
    refused = await api("POST", place.messages(), {"message_reference": gone})
    assert refused.problem("message_reference") == "MESSAGE_REFERENCE_UNKNOWN_MESSAGE"
    both = await forward(api, place, original, lounge, content="Look")
    assert both.problem("content") == "SANDBOX_HAS_NONE"
    asked = (
        await api(
            "POST",
            place.messages(),
            {"poll": {"question": {"text": "?"}, "answers": [{"poll_media": {"text": "Yes"}}]}},
        )
    ).json
    poll = place.songs.messages[int(asked["id"])]
    assert (await forward(api, place, poll, lounge)).problem("message_reference") == "MESSAGE_REFERENCE_INVALID_TYPE"
    hidden = place.world.add_channel(place.guild, "hidden")
    place.world.set_overwrite(hidden, Overwrite(place.world.bot.id, 1, deny=Permission.VIEW_CHANNEL))
    said = place.mia.say(hidden.id, "Psst")
    assert (await forward(api, place, said, lounge)).code == 50001


async def test_a_reply_needs_the_history_and_has_an_error_of_its_own(api: Api, place: Place) -> None:
    """JSON error code 160002."""
    said = place.mia.say(place.songs.id, "Listen")
    place.world.set_overwrite(place.songs, Overwrite(place.world.bot.id, 1, deny=Permission.READ_MESSAGE_HISTORY))
    reply = {"content": "Yes", "message_reference": {"message_id": str(said.id)}}
    refused = await api("POST", place.messages(), reply)
    assert (refused.status, refused.code) == (403, 160002)


async def test_a_voice_message_is_sound_and_nothing_else(api: Api, place: Place) -> None:
    told = await api("POST", place.messages(), TOLD, files=SOUND)
    assert told.status == 200, told.body
    assert told.json["flags"] == VOICE
    (attachment,) = told.json["attachments"]
    assert (attachment["duration_secs"], attachment["waveform"]) == (1.5, "AAAA")
    edited = await api("PATCH", f"{place.messages()}/{told.json['id']}", {"content": "a"})
    assert (edited.status, edited.code) == (400, 50162)
    asked = place.ask()
    assert (await api("POST", place.callback(asked), {"type": 4, "data": TOLD}, files=SOUND)).status == 204


@pytest.mark.parametrize(
    ("body", "files", "code"),
    [
        ({**TOLD, "content": "Listen"}, SOUND, 50159),
        (TOLD, [("picture.png", b"a")], 50160),
        ({"flags": VOICE}, [*SOUND, *SOUND], 50160),
        ({"flags": VOICE}, SOUND, 50161),
        ({**TOLD, "attachments": [{"id": 0, "duration_secs": 1.5}]}, SOUND, 50161),
    ],
)
async def test_what_is_no_voice_message(api: Api, place: Place, body: Any, files: Any, code: int) -> None:
    refused = await api("POST", place.messages(), body, files=files)
    assert (refused.status, refused.code) == (400, code)


async def test_voice_messages_have_a_right_of_their_own(api: Api, place: Place) -> None:
    place.world.set_overwrite(place.songs, Overwrite(place.world.bot.id, 1, deny=Permission.SEND_VOICE_MESSAGES))
    refused = await api("POST", place.messages(), TOLD, files=SOUND)
    assert (refused.status, refused.code) == (403, 50173)
