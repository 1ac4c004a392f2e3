from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.discord.client import ClientRefuses
from sandbox.discord.invocations import until
from sandbox.discord.people import Person
from sandbox.discord.permissions import Permission
from tests import openapi
from tests.sandbox.discord.api import SONG
from tests.sandbox.discord.cards import CARD, card, data_of, reply

if TYPE_CHECKING:
    from tests.sandbox.discord.api import Api, Place


async def test_a_command_is_sent_as_typed(api: Api, place: Place) -> None:
    await place.register(api, SONG)
    given = {"prompt": "r&b pop", "seconds": 30, "voice": ("hum.ogg", b"hm"), "singer": place.noah.user}
    data = data_of(place.mia.type_command(place.songs.id, "song", given))
    assert [(o["name"], o["type"]) for o in data["options"]] == [
        ("prompt", 3),
        ("seconds", 4),
        ("voice", 11),
        ("singer", 6),
    ]
    voice, singer = data["options"][2]["value"], data["options"][3]["value"]
    assert data["resolved"]["attachments"][voice]["filename"] == "hum.ogg"
    assert data["resolved"]["users"][singer]["username"] == "noah"
    assert "user" not in data["resolved"]["members"][singer]
    assert data["id"] in {command["id"] for command in place.mia.commands(place.songs.id)}
    openapi.check_named("MessageAttachmentResponse", data["resolved"]["attachments"][voice])
    openapi.check_named("BasicGuildMemberResponse", data["resolved"]["members"][singer])


async def test_a_command_for_users_who_install_the_app_is_not_the_servers(api: Api, place: Place) -> None:
    """Documentation, Application Commands, "Installation Context": only those in the context may use it."""
    own = {"name": "mine", "description": "Only mine", "integration_types": [1], "contexts": [0, 1, 2]}
    both = {"name": "both", "description": "Everybody's", "integration_types": [0, 1]}
    await place.register(api, own, both)
    assert [command["name"] for command in place.mia.commands(place.songs.id)] == ["both"]
    assert [command["name"] for command in place.mia.commands(place.world.dm_with(place.mia.user).id)] == ["both"]
    with pytest.raises(ClientRefuses):
        place.mia.type_command(place.songs.id, "mine")


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"prompt": "  "},
        {"prompt": "ab"},
        {"prompt": "p" * 201},
        {"prompt": 5},
        {"prompt": "r&b pop", "model": "other"},
        {"prompt": "r&b pop", "seconds": 9},
        {"prompt": "r&b pop", "seconds": 241},
        {"prompt": "r&b pop", "seconds": 1.5},
        {"prompt": "r&b pop", "instrumental": "yes"},
        {"prompt": "r&b pop", "voice": 7},
        {"prompt": "r&b pop", "tempo": 120},
    ],
)
async def test_the_client_refuses_what_the_options_do_not_allow(api: Api, place: Place, given: Any) -> None:
    await place.register(api, SONG)
    with pytest.raises(ClientRefuses):
        place.mia.type_command(place.songs.id, "song", given)
    assert place.world.interactions == {}


async def test_unchecked_anything_goes(api: Api, place: Place) -> None:
    await place.register(api, SONG)
    data = data_of(place.mia.type_command(place.songs.id, "song", {"prompt": "p" * 900, "tempo": "x"}, checked=False))
    assert [option["name"] for option in data["options"]] == ["prompt", "tempo"]


async def test_commands_are_offered_only_where_and_to_whom_they_are_for(api: Api, place: Place) -> None:
    secret = {"name": "settings", "description": "d", "default_member_permissions": int(Permission.MANAGE_GUILD)}
    await place.register(api, SONG, secret, {"name": "dm", "description": "d", "contexts": [1]})
    assert [c["name"] for c in place.mia.commands(place.songs.id)] == ["song"]
    assert [c["name"] for c in place.admin.commands(place.songs.id)] == ["settings", "song"]
    dm = place.world.dm_with(place.mia.user)
    assert [c["name"] for c in place.mia.commands(dm.id)] == ["dm", "settings"]
    with pytest.raises(ClientRefuses):
        place.mia.type_command(place.songs.id, "settings", checked=False)
    with pytest.raises(ClientRefuses):
        place.noah.type_command(place.private.id, "song", {"prompt": "abc"})
    place.world.remove_bot(place.guild)
    assert place.mia.commands(place.songs.id) == []


async def test_subcommands_are_nested(api: Api, place: Place) -> None:
    deep = {"type": 1, "name": "add", "description": "d", "options": SONG["options"][:1]}
    admin = {
        "name": "admin",
        "description": "d",
        "options": [{"type": 2, "name": "role", "description": "d", "options": [deep]}],
    }
    await place.register(api, admin)
    data = data_of(place.mia.type_command(place.songs.id, "admin role add", {"prompt": "abc"}))
    assert data["options"][0]["name"] == "role"
    assert data["options"][0]["options"][0]["options"][0]["value"] == "abc"
    for name in ("admin", "admin role", "admin rule add"):
        with pytest.raises(ClientRefuses):
            place.mia.type_command(place.songs.id, name, {"prompt": "abc"})


async def test_context_menus(api: Api, place: Place) -> None:
    await place.register(api, {"type": 3, "name": "Remix this"}, {"type": 2, "name": "Songs of"})
    said = place.noah.say(place.songs.id, "la la")
    data = data_of(place.mia.use_menu(place.songs.id, "Remix this", said))
    assert (data["type"], data["target_id"]) == (3, str(said.id))
    assert data["resolved"]["messages"][str(said.id)]["content"] == "la la"
    asked = place.mia.use_menu(place.songs.id, "Songs of", place.noah.user)
    assert data_of(asked)["resolved"]["users"][str(place.noah.user.id)]["username"] == "noah"
    await reply(api, place, asked, 4, {"content": "None yet"})
    assert asked.seen().message is not None
    assert place.mia.messages(place.songs.id)[-1].kind == 23


async def test_the_answer_to_a_menu_says_what_it_was_used_on(api: Api, place: Place) -> None:
    """Documentation, Message, "Application Command Interaction Metadata Structure"."""
    await place.register(api, {"type": 3, "name": "Remix this"}, {"type": 2, "name": "Songs of"})
    said = place.noah.say(place.songs.id, "la la")
    on_message = place.mia.use_menu(place.songs.id, "Remix this", said)
    await reply(api, place, on_message, 4, {"content": "Here"})
    shown = (await api("GET", place.hook(on_message.interaction))).json
    assert shown["interaction_metadata"]["target_message_id"] == str(said.id)
    assert "target_user" not in shown["interaction_metadata"]
    assert (shown["message_reference"]["message_id"], shown["referenced_message"]["id"]) == (str(said.id),) * 2
    on_user = place.mia.use_menu(place.songs.id, "Songs of", place.noah.user)
    await reply(api, place, on_user, 4, {"content": "None yet"})
    shown = (await api("GET", place.hook(on_user.interaction))).json
    assert shown["interaction_metadata"]["target_user"]["username"] == "noah"
    assert "target_message_id" not in shown["interaction_metadata"]
    assert "message_reference" not in shown


async def test_a_channel_that_is_chosen_comes_with_what_both_may_do_there(api: Api, place: Place) -> None:
    """Documentation, Channel, `permissions` and `app_permissions`: of who asked, and of the bot."""
    await place.register(
        api, {"name": "move", "description": "d", "options": [{"type": 7, "name": "where", "description": "d"}]}
    )
    data = data_of(place.mia.type_command(place.songs.id, "move", {"where": place.private}))
    told = data["resolved"]["channels"][str(place.private.id)]
    assert (int(told["permissions"]) & Permission.VIEW_CHANNEL > 0, told["app_permissions"]) == (True, "0")


async def test_autocomplete_gives_the_bots_choices(api: Api, place: Place) -> None:
    await place.register(api, SONG)
    typing = asyncio.create_task(place.mia.autocomplete(place.songs.id, "song", {"style": "lo"}, "style"))
    asked = await until(place.world, lambda: next(iter(place.world.interactions.values()), None))
    assert asked.data["options"] == [{"name": "style", "type": 3, "value": "lo", "focused": True}]
    await reply(api, place, asked, 8, {"choices": [{"name": "Lo-fi", "value": "lofi"}]})
    assert await typing == [{"name": "Lo-fi", "value": "lofi"}]


async def test_no_answer_in_three_seconds_has_failed(api: Api, place: Place) -> None:
    asked = place.mia.press(await card(api, place), "clip:v1:extend:1")
    waiting = asyncio.create_task(asked.answered())
    await asyncio.sleep(0)
    place.clock.advance(3)
    assert (await waiting).failed


async def test_an_answer_is_seen_when_it_comes(api: Api, place: Place) -> None:
    asked = place.mia.press(await card(api, place), "clip:v1:extend:1")
    waiting = asyncio.create_task(asked.answered())
    await reply(api, place, asked, 5)
    answer = await waiting
    assert answer.deferred
    assert answer.message is not None
    assert answer.message.loading
    done = asyncio.create_task(asked.until(lambda message: message.content == "Done"))
    await api("PATCH", place.hook(asked.interaction), {"content": "Done"})
    assert await done is answer.message


async def test_buttons_are_pressed_by_name(api: Api, place: Place) -> None:
    message = await card(api, place)
    assert data_of(place.noah.press(message, "Extend"))["custom_id"] == "clip:v1:extend:1"
    second = place.noah.press(message, "Extend", nth=1)
    assert data_of(second)["custom_id"] == "clip:v1:extend:2"
    assert second.interaction.message is message
    for name, nth in (("Extend", 2), ("Wait", 0), ("Listen", 0), ("Cover", 0)):
        with pytest.raises(ClientRefuses):
            place.noah.press(message, name, nth=nth)
    forged = place.noah.press(message, "clip:v1:extend:99", checked=False)
    assert data_of(forged)["custom_id"] == "clip:v1:extend:99"


async def test_what_one_does_not_see_one_cannot_press(api: Api, place: Place) -> None:
    asked = place.ask(place.mia)
    await reply(api, place, asked, 4, {**CARD, "flags": 64})
    assert asked.original is not None
    place.mia.press(asked.original, "Extend")
    with pytest.raises(ClientRefuses):
        place.noah.press(asked.original, "Extend")
    stranger = Person(place.world, place.world.add_user("zoe"))
    with pytest.raises(ClientRefuses):
        stranger.press(await card(api, place), "Extend")
    gone = await card(api, place)
    place.admin.delete(gone)
    with pytest.raises(ClientRefuses):
        place.mia.press(gone, "Extend")


async def test_menus_are_chosen_from(api: Api, place: Place) -> None:
    message = await card(api, place)
    assert data_of(place.mia.select(message, "Model", "Sonic"))["values"] == ["sonic"]
    people = data_of(place.mia.select(message, "who", [place.mia.user, place.noah.user]))
    assert len(people["resolved"]["members"]) == 2
    for menu, values in (("Model", ["Fuzz", "Sonic"]), ("Model", "Other"), ("Model", [])):
        with pytest.raises(ClientRefuses):
            place.mia.select(message, menu, values)
    assert data_of(place.mia.select(message, "Model", "other", checked=False))["values"] == ["other"]


def test_a_file_too_large_is_refused_by_the_client(place: Place) -> None:
    place.world.file_limit = 10
    place.world.commands[1] = {
        **SONG,
        "id": "1",
        "type": 1,
        "integration_types": [0],
        "default_member_permissions": None,
    }
    with pytest.raises(ClientRefuses):
        place.mia.type_command(place.songs.id, "song", {"prompt": "abc", "voice": ("a.mp3", b"x" * 11)})


def test_saying_and_deleting(place: Place) -> None:
    said = place.mia.say(place.songs.id, "hello")
    with pytest.raises(ClientRefuses):
        place.noah.delete(said)
    place.mia.delete(said)
    assert place.mia.messages(place.songs.id) == []
    with pytest.raises(ClientRefuses):
        place.noah.say(place.private.id, "hello")
