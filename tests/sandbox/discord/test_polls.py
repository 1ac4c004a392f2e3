"""Polls, as the documentation of polls has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sandbox.discord import polls
from sandbox.discord.client import ClientRefuses
from sandbox.discord.entities import ChannelType, Emoji, Overwrite
from sandbox.discord.errors import DiscordError
from sandbox.discord.permissions import Permission

if TYPE_CHECKING:
    from sandbox.discord.entities import Message
    from tests.sandbox.discord.api import Api, Place

POLL = {
    "question": {"text": "Which of them?"},
    "answers": [{"poll_media": {"text": "One", "emoji": {"name": "\U0001f3b5"}}}, {"poll_media": {"text": "Two"}}],
    "duration": 2,
}


async def asked(api: Api, place: Place, **more: Any) -> Message:
    sent = await api("POST", place.messages(), {"poll": {**POLL, **more}})
    assert sent.status == 200, sent.body
    return place.songs.messages[int(sent.json["id"])]


async def shown(api: Api, place: Place, message: Message) -> Any:
    return (await api("GET", f"{place.messages()}/{message.id}")).json


async def test_a_poll_is_asked_voted_on_and_counted(api: Api, place: Place) -> None:
    message = await asked(api, place)
    heard: list[tuple[str, Any]] = []
    place.world.listeners.append(lambda event, data, _guild: heard.append((event, data)))
    place.mia.vote(message, "One")
    place.noah.vote(message, "One")
    place.noah.vote(message, "Two")  # takes the other vote back
    assert [(event, data["answer_id"]) for event, data in heard] == [
        ("MESSAGE_POLL_VOTE_ADD", 1),
        ("MESSAGE_POLL_VOTE_ADD", 1),
        ("MESSAGE_POLL_VOTE_REMOVE", 1),
        ("MESSAGE_POLL_VOTE_ADD", 2),
    ]
    poll = (await shown(api, place, message))["poll"]
    assert poll["results"]["answer_counts"] == [
        {"id": 1, "count": 1, "me_voted": False},
        {"id": 2, "count": 1, "me_voted": False},
    ]
    assert poll["answers"][0]["poll_media"]["emoji"] == {"id": None, "name": "\U0001f3b5"}
    assert poll["results"]["is_finalized"] is False
    voters = f"/channels/{place.songs.id}/polls/{message.id}/answers"
    assert [user["username"] for user in (await api("GET", f"{voters}/2")).json["users"]] == ["noah"]
    assert (await api("GET", f"{voters}/1?after={place.mia.user.id}")).json["users"] == []
    assert (await api("GET", f"{voters}/3")).problem("answer_id")


async def test_several_votes_where_the_poll_allows_them(api: Api, place: Place) -> None:
    message = await asked(api, place, allow_multiselect=True)
    place.mia.vote(message, "One")
    place.mia.vote(message, "Two")
    polls.take_back(place.world, message, place.mia.user, 1)
    assert [len(answer.voters) for answer in message.poll.answers] == [0, 1] if message.poll else False


async def test_a_poll_ends_by_time_and_it_is_told(api: Api, place: Place) -> None:
    message = await asked(api, place)
    place.mia.vote(message, "One")
    heard: list[tuple[str, Any]] = []
    place.world.listeners.append(lambda event, data, _guild: heard.append((event, data)))
    place.clock.advance(2 * 3600 - 1)
    assert (await shown(api, place, message))["poll"]["results"]["is_finalized"] is False
    assert heard == []
    place.clock.advance(1)
    assert (await shown(api, place, message))["poll"]["results"]["is_finalized"] is True
    assert [event for event, _ in heard] == ["MESSAGE_UPDATE", "MESSAGE_CREATE"]
    (_, changed), (_, result) = heard
    assert (changed["id"], changed["poll"]["results"]["is_finalized"]) == (str(message.id), True)
    assert (result["type"], result["message_reference"]["message_id"]) == (46, str(message.id))
    await shown(api, place, message)
    assert len(heard) == 2  # once
    with pytest.raises(ClientRefuses):
        place.mia.vote(message, "One")
    with pytest.raises(DiscordError):
        polls.vote(place.world, message, place.mia.user, 1)


async def test_a_poll_that_was_deleted_ends_in_silence(api: Api, place: Place) -> None:
    message = await asked(api, place)
    await api("DELETE", f"{place.messages()}/{message.id}")
    place.clock.advance(2 * 3600)
    assert (await api("GET", place.messages())).json == []
    assert place.world.open_polls == {}


async def test_who_asked_ends_it_and_the_channel_hears_what_came_of_it(api: Api, place: Place) -> None:
    """Documentation, End Poll: "Immediately ends the poll. You cannot end polls from other users."."""
    message = await asked(api, place)
    place.mia.vote(message, "Two")
    end = f"/channels/{place.songs.id}/polls/{message.id}/expire"
    ended = await api("POST", end)
    assert ended.json["poll"]["results"]["is_finalized"] is True
    (result,) = (await api("GET", place.messages() + "?limit=1")).json
    about = {"type": 0, "channel_id": str(place.songs.id), "message_id": str(message.id)}
    assert (result["type"], result["message_reference"]) == (46, about)  # documentation: "Poll result messages"
    assert [user["id"] for user in result["mentions"]] == [result["author"]["id"]] == [str(place.world.bot.id)]
    fields = {field["name"]: field["value"] for field in result["embeds"][0]["fields"]}
    assert (fields["victor_answer_text"], fields["victor_answer_votes"], fields["total_votes"]) == ("Two", "1", "1")
    assert (await api("POST", end)).code == 520001
    said = place.mia.say(place.songs.id, "Mine")
    others = f"/channels/{place.songs.id}/polls/{said.id}/expire"
    assert (await api("POST", others)).code == 50005
    plain = (await api("POST", place.messages(), {"content": "a"})).json
    assert (await api("POST", f"/channels/{place.songs.id}/polls/{plain['id']}/expire")).code == 520006


async def test_a_poll_is_not_edited(api: Api, place: Place) -> None:
    message = await asked(api, place)
    assert (await api("PATCH", f"{place.messages()}/{message.id}", {"content": "a"})).code == 520003


async def test_what_is_wrong_with_a_poll_is_said(api: Api, place: Place) -> None:
    where = place.messages()
    assert (await api("POST", where, {"poll": {}})).problem("poll", "question") == "BASE_TYPE_REQUIRED"
    long = {**POLL, "answers": [{"poll_media": {"text": "x" * 56}}]}
    refused = await api("POST", where, {"poll": long})
    assert refused.problem("poll", "answers", 0, "poll_media", "text") == "BASE_TYPE_BAD_LENGTH"
    many = {**POLL, "answers": [{"poll_media": {"text": "x"}}] * 11}
    assert (await api("POST", where, {"poll": many})).problem("poll", "answers") == "BASE_TYPE_BAD_LENGTH"
    assert (await api("POST", where, {"poll": {**POLL, "duration": 769}})).problem("poll", "duration")
    odd = {**POLL, "answers": [{"poll_media": {"text": "x", "emoji": {"id": "5"}}}]}
    refused = await api("POST", where, {"poll": odd})
    assert refused.problem("poll", "answers", 0, "poll_media", "emoji") == "POLL_EMOJI_INVALID"
    place.clock.advance(5)
    place.world.emojis[5] = Emoji(5, "drum")
    assert (await api("POST", where, {"poll": odd})).status == 200
    layout = {"poll": POLL, "flags": 1 << 15, "components": [{"type": 10, "content": "Hello"}]}
    assert (await api("POST", where, layout)).problem("poll")
    news = place.world.add_channel(place.guild, "news", kind=ChannelType.GUILD_ANNOUNCEMENT)
    assert (await api("POST", place.messages(news), {"poll": POLL})).code == 520002
    place.world.set_overwrite(place.songs, Overwrite(place.world.bot.id, 1, deny=Permission.SEND_POLLS))
    assert (await api("POST", where, {"poll": POLL})).code == 50013


async def test_an_interaction_is_answered_with_a_poll_at_once_or_later(api: Api, place: Place) -> None:
    first, later = place.ask(), place.ask()
    assert (await api("POST", place.callback(first), {"type": 4, "data": {"poll": POLL}})).status == 204
    assert first.original is not None
    assert first.original.poll is not None
    await api("POST", place.callback(later), {"type": 5})
    filled = await api("PATCH", place.hook(later), {"poll": POLL})
    assert filled.json["poll"]["question"]["text"] == "Which of them?"
    assert (await api("PATCH", place.hook(later), {"content": "a"})).code == 520003
