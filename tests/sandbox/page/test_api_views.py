from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.discord.entities import Message
from sandbox.discord.messages import post

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from sandbox.world import Sandbox
    from tests.sandbox.page.browser import Browser, Puppet


def channels(world: Any) -> list[str]:
    return [f"{server['name']}/{channel['name']}" for server in world["servers"] for channel in server["channels"]]


async def test_everybody_sees_their_own_servers_and_channels(browser_of: Callable[[str], Browser]) -> None:
    seen = {name: await browser_of(name).get("/api/world") for name in ("admin", "mia", "noah", "stranger")}
    assert {name: channels(world) for name, world in seen.items()} == {
        "admin": ["Studio/songs", "Studio/private"],
        "mia": ["Studio/songs", "Studio/private"],
        "noah": ["Studio/songs"],
        "stranger": ["Elsewhere/lounge"],
    }
    assert [person["name"] for person in seen["noah"]["people"]] == ["admin", "mia", "noah", "stranger"]
    assert all(person["about"] for person in seen["noah"]["people"])
    studio = seen["mia"]["servers"][0]
    assert [channel["private"] for channel in studio["channels"]] == [False, True]
    assert {member["name"]: member["bot"] for member in studio["members"]}["Encore"] is True
    assert seen["mia"]["bot"]["name"] == "Encore"


async def test_before_one_is_somebody_there_is_a_world_to_choose_from(http: httpx.AsyncClient) -> None:
    assert len((await http.get("/api/world")).json()["people"]) == 4


async def test_nobody_can_be_the_bot_or_someone_who_is_not_there(mia: Browser, sandbox: Sandbox) -> None:
    for user_id in (sandbox.world.bot.id, sandbox.world.owner.id, 1):
        answer = await mia.http.get("/api/world", params={"as": str(user_id)})
        assert (answer.status_code, answer.json()) == (404, {"error": "There is nobody with this id."})


async def test_a_hidden_channel_cannot_be_read(noah: Browser, mia: Browser, sandbox: Sandbox) -> None:
    private, lounge = str(sandbox.private.id), str(sandbox.lounge.id)
    await mia.act("/api/say", channel=private, text="for us")
    assert [message["content"] for message in await mia.messages(private)] == ["for us"]
    for channel in (private, lounge, "1"):
        assert "access" in await noah.refused("/api/channel", channel=channel)
        assert "access" in await noah.refused("/api/commands", channel=channel)
    assert "id" in await noah.refused("/api/channel", channel="songs")


async def test_a_private_answer_is_its_persons_alone(mia: Browser, noah: Browser, puppet: Puppet) -> None:
    asked = await mia.act("/api/command", name="song", options={"prompt": "rain"})
    await puppet.answer(asked, 4, {"content": "for your eyes", "flags": 64})
    (message,) = await mia.messages()
    assert (message["content"], message["private"], message["thinking"]) == ("for your eyes", True, False)
    assert message["interaction_metadata"]["name"] == "song"
    assert await noah.messages() == []


async def test_a_reply_shows_nobody_what_was_private(
    mia: Browser, noah: Browser, puppet: Puppet, sandbox: Sandbox
) -> None:
    asked = await mia.act("/api/command", name="song", options={"prompt": "rain"})
    await puppet.answer(asked, 4, {"content": "for your eyes", "flags": 64})
    world = sandbox.world
    private = next(iter(sandbox.songs.messages.values()))
    now = world.clock.now()
    reply = Message(world.ids.next(), sandbox.songs.id, sandbox.studio.id, world.bot, now, "all", reply_to=private.id)
    post(world, reply)
    assert (await mia.messages())[-1]["referenced_message"]["content"] == "for your eyes"
    assert (await noah.messages())[-1]["referenced_message"] is None


async def test_the_commands_are_those_that_one_may_use(browser_of: Callable[[str], Browser], puppet: Puppet) -> None:
    offered = {
        name: [command["name"] for command in (await one.get("/api/commands", channel=one.songs))["commands"]]
        for name in ("admin", "mia")
        if (one := browser_of(name))
    }
    assert offered == {"admin": ["Praise", "Quote", "allowance", "song"], "mia": ["Praise", "Quote", "song"]}


async def test_commands_are_shown_in_the_language_of_who_types(mia: Browser, puppet: Puppet, sandbox: Sandbox) -> None:
    choice = {"name": "Keep it", "value": "keep", "name_localizations": {"es-ES": "Guardarlo"}}
    option = {"type": 3, "name": "then", "description": "What next", "choices": [choice]}
    option["description_localizations"] = {"de": "Was dann", "es-ES": "Qué después"}
    await puppet.register({"name": "upload", "description": "Bring it", "options": [option]})

    async def shown() -> tuple[str | None, str | None]:
        (command,) = (await mia.get("/api/commands", channel=mia.songs))["commands"]
        (option,) = command["options"]
        return option.get("description_localized"), option["choices"][0].get("name_localized")

    assert await shown() == (None, None)
    for locale, words in (("de", ("Was dann", None)), ("es-419", ("Qué después", "Guardarlo")), ("ko", (None, None))):
        sandbox.world.set_locale(sandbox.mia, locale)
        assert await shown() == words
        me = next(one for one in (await mia.get("/api/world"))["people"] if one["name"] == "mia")
        assert me["locale"] == locale


async def test_a_direct_message_is_a_place_of_its_own(mia: Browser, noah: Browser, sandbox: Sandbox) -> None:
    assert "@me" not in [server["id"] for server in (await mia.get("/api/world"))["servers"]]
    channel = sandbox.world.dm_with(sandbox.mia)
    world = sandbox.world
    post(world, Message(world.ids.next(), channel.id, None, world.bot, world.clock.now(), "your song"))
    (direct,) = [server for server in (await mia.get("/api/world"))["servers"] if server["id"] == "@me"]
    assert direct["channels"] == [{"id": str(channel.id), "name": "Encore", "private": True}]
    assert [message["content"] for message in await mia.messages(str(channel.id))] == ["your song"]
    assert "access" in await noah.refused("/api/channel", channel=str(channel.id))
