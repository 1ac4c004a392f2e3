"""Whom messages ping: by their text, wherever it stands, by the defaults of each way to send, and by replies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sandbox.discord.entities import Overwrite
from sandbox.discord.permissions import Permission

if TYPE_CHECKING:
    from tests.sandbox.discord.api import Api, Place

V2 = 1 << 15
BUTTON = {"type": 1, "components": [{"type": 2, "style": 2, "label": "More", "custom_id": "more"}]}


@pytest.fixture
def text(place: Place) -> str:
    """Names mia, a role that she has, and everyone, whom the bot may mention."""
    role = place.world.add_role(place.guild, "singers", Permission(0))
    place.guild.members[place.mia.user.id].role_ids.append(role.id)
    place.world.set_overwrite(place.songs, Overwrite(place.world.bot.id, 1, allow=Permission.MENTION_EVERYONE))
    return f"Hi <@{place.mia.user.id}> <@&{role.id}> @everyone"


def layout(text: str) -> dict[str, Any]:
    inner = {"type": 17, "components": [{"type": 10, "content": text}]}
    return {"flags": V2, "components": [{"type": 10, "content": "Look"}, inner]}


def pinged(message: Any) -> tuple[list[str], int, bool]:
    """Users by their names, how many roles, and whether everyone."""
    names = [user["username"] for user in message["mentions"]]
    return names, len(message["mention_roles"]), message["mention_everyone"]


async def call(api: Api, method: str, path: str, body: Any) -> Any:
    reply = await api(method, path, body)
    assert reply.status == 200, reply.body
    return reply.json


async def reply_to(api: Api, place: Place, message_id: Any, **body: Any) -> Any:
    whole = {"content": "There", "message_reference": {"message_id": str(message_id)}, **body}
    return await call(api, "POST", place.messages(), whole)


async def test_text_that_components_show_pings(api: Api, place: Place, text: str) -> None:
    sent = await call(api, "POST", place.messages(), layout(text))
    assert pinged(sent) == (["mia"], 1, True)
    quiet = await call(api, "POST", place.messages(), {**layout(text), "allowed_mentions": {"parse": []}})
    assert pinged(quiet) == ([], 0, False)
    path = f"{place.messages()}/{sent['id']}"
    assert pinged(await call(api, "PATCH", path, {"components": layout("Nobody")["components"]})) == ([], 0, False)
    assert pinged(await call(api, "PATCH", path, {"components": layout(text)["components"]})) == (["mia"], 1, True)


async def test_buttons_alone_change_nothing_about_who_is_pinged(api: Api, place: Place, text: str) -> None:
    """Documentation, Edit Message: mentions are made anew when the text is edited."""
    quiet = {"content": text, "allowed_mentions": {"parse": []}}
    sent = await call(api, "POST", place.messages(), quiet)
    edited = await call(api, "PATCH", f"{place.messages()}/{sent['id']}", {"components": [BUTTON]})
    assert pinged(edited) == ([], 0, False)


async def test_answers_to_interactions_ping_users_alone_unless_told(api: Api, place: Place, text: str) -> None:
    asked = place.ask()
    assert (await api("POST", place.callback(asked), {"type": 4, "data": {"content": text}})).status == 204
    assert pinged(await call(api, "GET", place.hook(asked), None)) == (["mia"], 0, False)
    followup = await call(api, "POST", place.hook(asked, ""), layout(text))
    assert pinged(followup) == (["mia"], 0, False)
    edited = await call(api, "PATCH", place.hook(asked), {"content": f"{text}!"})
    assert pinged(edited) == (["mia"], 0, False)
    loud = {"content": text, "allowed_mentions": {"parse": ["roles", "everyone"]}}
    assert pinged(await call(api, "PATCH", place.hook(asked), loud)) == ([], 1, True)


async def test_a_reply_pings_whom_it_answers_unless_told(api: Api, place: Place) -> None:
    said = place.mia.say(place.songs.id, "A song, please")
    assert pinged(await reply_to(api, place, said.id))[0] == ["mia"]
    assert pinged(await reply_to(api, place, said.id, content=None, embeds=[{"title": "Song"}]))[0] == ["mia"]
    assert pinged(await reply_to(api, place, said.id, content=f"<@{place.mia.user.id}>"))[0] == ["mia"]
    place.clock.advance(5)
    for silent in ({"parse": ["users"]}, {"replied_user": False}, {}):
        assert pinged(await reply_to(api, place, said.id, allowed_mentions=silent))[0] == []
    told = {"parse": [], "replied_user": True}
    sent = await reply_to(api, place, said.id, content=f"<@{place.noah.user.id}>", allowed_mentions=told)
    assert pinged(sent)[0] == ["mia"]


async def test_an_edited_reply_pings_by_the_default_again(api: Api, place: Place) -> None:
    """Discord keeps no `allowed_mentions` (discord-api-docs, issue 2474)."""
    said = place.mia.say(place.songs.id, "A song, please")
    sent = await reply_to(api, place, said.id, allowed_mentions={"parse": []})
    path = f"{place.messages()}/{sent['id']}"
    assert pinged(await call(api, "PATCH", path, {"content": "Here"}))[0] == ["mia"]
    assert pinged(await call(api, "PATCH", path, {"content": "Here", "allowed_mentions": {"parse": []}}))[0] == []
    place.mia.delete(said)
    assert pinged(await call(api, "PATCH", path, {"content": "There"}))[0] == []


async def test_a_followup_does_not_ping_the_bot_that_it_answers(api: Api, place: Place) -> None:
    asked = place.ask()
    await api("POST", place.callback(asked), {"type": 4, "data": {"content": "Queued"}})
    followup = await call(api, "POST", place.hook(asked, ""), {"content": "Done"})
    assert (followup["type"], pinged(followup)[0]) == (19, [])


@pytest.mark.parametrize(("kind", "values"), [("parse", ["users", "users"]), ("users", ["1", "1"]), ("roles", [2, 2])])
async def test_nobody_is_allowed_twice(api: Api, place: Place, kind: str, values: list[Any]) -> None:
    refused = await api("POST", place.messages(), {"content": "Hi", "allowed_mentions": {kind: values}})
    assert refused.problem("allowed_mentions", kind, 1) == "SET_TYPE_ALREADY_CONTAINS_VALUE"
