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


async def test_what_is_said_in_several_languages_counts_by_the_longest(api: Api, place: Place) -> None:
    def said(count: int) -> dict[str, Any]:
        words = {"de": "d" * 100, "ja": "j" * 90}
        choices = [{"name": f"{n:02}", "value": "v" * 50, "name_localizations": words} for n in range(count)]
        return command(option(choices=choices[:25]), option(name="style", choices=choices[25:]), option(name="title"))

    assert (await api("PUT", base(place), [said(50)])).status == 200
    (kept,) = (await api("GET", f"{base(place)}?with_localizations=true")).json
    assert kept["options"][0]["choices"][0]["name_localizations"] == {"de": "d" * 100, "ja": "j" * 90}
    longer = said(50) | {"description_localizations": {"fr": "f" * 100}, "options": [*said(50)["options"]]}
    longer["options"].append(option(name="avoid", choices=LONG[:2]))
    refused = await api("PUT", base(place), [longer])
    assert "APPLICATION_COMMAND_TOO_LARGE" in str(refused.json)


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
        (
            command(name_localizations={"de": "Lied"}),
            (0, "name_localizations", "de"),
            "APPLICATION_COMMAND_INVALID_NAME",
        ),
        (command(name_localizations={"de": "l" * 33}), (0, "name_localizations", "de"), "BASE_TYPE_BAD_LENGTH"),
        (command(name_localizations={"tlh": "bom"}), (0, "name_localizations", "tlh"), "BASE_TYPE_CHOICES"),
        (command(contexts=[0, 0]), (0, "contexts", 1), "SET_TYPE_ALREADY_CONTAINS_VALUE"),
        (command(integration_types=[1, 1]), (0, "integration_types", 1), "SET_TYPE_ALREADY_CONTAINS_VALUE"),
        (
            command(option(type=7, channel_types=[0, 2, 0])),
            (0, "options", 0, "channel_types", 2),
            "SET_TYPE_ALREADY_CONTAINS_VALUE",
        ),
        (
            command(option(type=11, file_types=["audio"])),
            (0, "options", 0, "file_types"),
            "SANDBOX_HAS_NONE",
        ),
        (command(name_localizations=["bom"]), (0, "name_localizations"), "DICT_TYPE_CONVERT"),
        (command(name_localizations={"de": 5}), (0, "name_localizations", "de"), "STRING_TYPE_CONVERT"),
        (
            command(description_localizations={"ja": "d" * 101}),
            (0, "description_localizations", "ja"),
            "BASE_TYPE_BAD_LENGTH",
        ),
        (command(description_localizations={"ja": ""}), (0, "description_localizations", "ja"), "BASE_TYPE_REQUIRED"),
        (
            command(option(name_localizations={"fr": "une idée"})),
            (0, "options", 0, "name_localizations", "fr"),
            "APPLICATION_COMMAND_INVALID_NAME",
        ),
        (
            command(option(choices=[{"name": "a", "value": "a", "name_localizations": {"fr": "c" * 101}}])),
            (0, "options", 0, "choices", 0, "name_localizations", "fr"),
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            {"type": 3, "name": "Make a song", "description_localizations": {"de": "Daraus ein Lied"}},
            (0,),
            "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_OR_OPTIONS",
        ),
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
    made = (await api("PUT", base(place), [SONG, {"name": "credits", "description": "What is left"}])).json
    renamed = await api("PATCH", f"{base(place)}/{made[1]['id']}", {"name": "song"})
    assert "APPLICATION_COMMANDS_DUPLICATE_NAME" in str(renamed.json)
    assert (await api("PATCH", f"{base(place)}/{made[1]['id']}", {"type": 3, "name": "used"})).json["type"] == 1
    assert (await api("PUT", base(place), {})).problem() == "LIST_TYPE_CONVERT"


async def test_of_each_kind_there_are_only_so_many(api: Api, place: Place) -> None:
    """As Discord answers: 30032 names the kind's limit, and a list of more than all of them is none."""
    many = [{"name": f"c{n}", "description": "d"} for n in range(131)]
    assert (await api("PUT", base(place), many)).problem() == "BASE_TYPE_MAX_LENGTH"
    refused = await api("PUT", base(place), many[:101])
    assert (refused.status, refused.code) == (400, 30032)
    assert refused.json["message"] == "Maximum number of application commands reached (100)"
    assert (await api("PUT", base(place), many[:100])).status == 200
    one_more = await api("POST", base(place), SONG)
    assert (one_more.status, one_more.code) == (400, 30032)
    assert (await api("POST", base(place), many[7])).status == 200
    menus = [{"type": 3, "name": f"Remix {n}"} for n in range(16)]
    place.clock.advance(60)
    assert (await api("PUT", base(place), menus)).json["message"].endswith("(15)")
    assert len(place.world.commands) == 100


async def test_a_day_has_two_hundred_creates(api: Api, place: Place) -> None:
    for start in (0, 100):
        batch = [{"name": f"c{start + n}", "description": "d"} for n in range(100)]
        assert (await api("PUT", base(place), batch)).status == 200
    refused = await api("PUT", base(place), [SONG])
    assert (refused.status, refused.code) == (400, 30034)
    place.clock.advance(86_400)
    assert (await api("PUT", base(place), [SONG])).status == 200


async def test_single_commands_of_a_guild(api: Api, place: Place) -> None:
    base = f"/applications/{place.world.application_id}/guilds/{place.guild.id}/commands"
    made = await api("POST", base, SONG)
    assert made.status == 201
    one = f"{base}/{made.json['id']}"
    assert made.json["guild_id"] == (await api("GET", one)).json["guild_id"] == str(place.guild.id)
    assert (await api("PATCH", one, {"description": "Another"})).json["description"] == "Another"
    assert [command["description"] for command in (await api("GET", base)).json] == ["Another"]
    assert (await api("DELETE", one)).status == 204
    assert (await api("GET", base)).json == []
