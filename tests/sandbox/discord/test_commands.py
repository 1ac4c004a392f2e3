from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.sandbox.discord.api import SONG

if TYPE_CHECKING:
    from tests.sandbox.discord.api import Api, Place


LONG = [{"name": f"{n:02}" + "n" * 98, "value": f"{n:02}" + "v" * 98} for n in range(25)]


def base(place: Place) -> str:
    return f"/applications/{place.world.application_id}/commands"


def option(**more: Any) -> dict[str, Any]:
    return {"type": 3, "name": "prompt", "description": "What about", **more}


def command(*options: Any, **more: Any) -> dict[str, Any]:
    return {"name": "song", "description": "Make a song", "options": list(options), **more}


async def test_a_bulk_set_replaces_all_and_keeps_ids(api: Api, place: Place) -> None:
    first = await api("PUT", base(place), [SONG, {"name": "credits", "description": "What is left"}])
    assert first.status == 200
    song, credits = first.json
    again = (await api("PUT", base(place), [SONG])).json
    assert [(c["id"], c["version"]) for c in again] == [(song["id"], song["version"])]
    changed = (await api("PUT", base(place), [{**SONG, "description": "Make it"}])).json[0]
    assert changed["id"] == song["id"]
    assert changed["version"] != song["version"]
    assert (await api("GET", f"{base(place)}/{credits['id']}")).code == 10063


async def test_single_commands(api: Api, place: Place) -> None:
    made = await api("POST", base(place), SONG)
    assert made.status == 201
    assert (await api("POST", base(place), SONG)).status == 200
    path = f"{base(place)}/{made.json['id']}"
    assert (await api("GET", path)).json["name"] == "song"
    edited = await api("PATCH", path, {"description": "Make it", "default_member_permissions": "32"})
    assert (edited.json["description"], edited.json["default_member_permissions"]) == ("Make it", "32")
    assert len((await api("GET", base(place))).json) == 1
    assert (await api("DELETE", path)).status == 204
    assert (await api("GET", base(place))).json == []


async def test_a_guilds_own_commands(api: Api, place: Place) -> None:
    path = f"/applications/{place.world.application_id}/guilds/{place.guild.id}/commands"
    (made,) = (await api("PUT", path, [SONG])).json
    assert made["guild_id"] == str(place.guild.id)
    assert (await api("GET", base(place))).json == []
    assert (await api("GET", f"/applications/{place.world.application_id}/guilds/1/commands")).code == 10004


async def test_another_application_is_50001(api: Api) -> None:
    assert (await api("PUT", "/applications/1/commands", [SONG])).code == 50001


@pytest.mark.parametrize(
    ("body", "path", "code"),
    [
        (command(name="Song"), (0, "name"), "APPLICATION_COMMAND_INVALID_NAME"),
        (command(name="my song"), (0, "name"), "APPLICATION_COMMAND_INVALID_NAME"),
        (command(name="s" * 33), (0, "name"), "BASE_TYPE_BAD_LENGTH"),
        (command(description=""), (0, "description"), "BASE_TYPE_REQUIRED"),
        (command(description="d" * 101), (0, "description"), "BASE_TYPE_MAX_LENGTH"),
        (command(option(), option()), (0, "options", 1, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_USED"),
        (
            command(option(), option(name="title", required=True)),
            (0, "options", 1),
            "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
        ),
        (command(option(max_length=6001)), (0, "options", 0, "max_length"), "NUMBER_TYPE_MAX"),
        (command(option(min_length=9, max_length=8)), (0, "options", 0, "min_length"), "NUMBER_TYPE_MAX"),
        (command(*[option(name=f"o{n}") for n in range(26)]), (0, "options"), "BASE_TYPE_MAX_LENGTH"),
        (
            command(option(choices=[{"name": str(n), "value": str(n)} for n in range(26)])),
            (0, "options", 0, "choices"),
            "BASE_TYPE_MAX_LENGTH",
        ),
        (
            command(option(autocomplete=True, choices=[{"name": "a", "value": "a"}])),
            (0, "options", 0, "autocomplete"),
            "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID",
        ),
        (command(option(type=12)), (0, "options", 0, "type"), "UNION_TYPE_CHOICES"),
        (
            command(option(), {"type": 1, "name": "sub", "description": "d"}),
            (0, "options"),
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
        ),
        (
            {"type": 3, "name": "Remix this", "description": "d"},
            (0,),
            "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_OR_OPTIONS",
        ),
        (command(*[option(name=f"o{n}", choices=LONG) for n in range(2)]), (0,), "APPLICATION_COMMAND_TOO_LARGE"),
    ],
)
async def test_a_bad_command_is_refused(api: Api, place: Place, body: Any, path: tuple[Any, ...], code: str) -> None:
    refused = await api("PUT", base(place), [body])
    assert refused.problem(*path) == code
    assert place.world.commands == {}


async def test_names_are_unique_and_counted(api: Api, place: Place) -> None:
    twice = await api("PUT", base(place), [SONG, SONG])
    assert twice.problem(1, "name") == "APPLICATION_COMMANDS_DUPLICATE_NAME"
    many = [{"name": f"c{n}", "description": "d"} for n in range(101)]
    assert (await api("PUT", base(place), many)).problem() == "BASE_TYPE_MAX_LENGTH"
    assert (await api("PUT", base(place), {})).problem() == "LIST_TYPE_CONVERT"


async def test_a_day_has_two_hundred_creates(api: Api, place: Place) -> None:
    for start in (0, 100):
        batch = [{"name": f"c{start + n}", "description": "d"} for n in range(100)]
        assert (await api("PUT", base(place), batch)).status == 200
    refused = await api("PUT", base(place), [SONG])
    assert (refused.status, refused.code) == (400, 30034)
    place.clock.advance(86_400)
    assert (await api("PUT", base(place), [SONG])).status == 200
