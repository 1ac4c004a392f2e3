"""What an application changes of itself, and what the sandbox has not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sandbox.discord.routes.applications import ROUTES

if TYPE_CHECKING:
    from tests.sandbox.discord.api import Api, Place

ME = "/applications/@me"
LIMITED = 1 << 13 | 1 << 15 | 1 << 19


async def test_what_an_application_says_of_itself(api: Api, place: Place) -> None:
    edit = {"description": "Songs", "tags": ["music", "fun"], "custom_install_url": "https://bot.example/add"}
    reply = await api("PATCH", ME, {**edit, "flags": LIMITED})
    assert reply.status == 200, reply.body
    told = (await api("GET", ME)).json
    assert told == reply.json
    assert {name: told[name] for name in edit} == edit
    assert (told["flags"], told["flags_new"]) == (LIMITED, str(LIMITED))
    assert (await api("PATCH", ME, {})).json == told
    cleared = (await api("PATCH", ME, dict.fromkeys([*edit, "flags", "icon", "team_id"]))).json
    assert (cleared["description"], cleared["tags"], cleared["flags"]) == ("", [], LIMITED)
    assert "custom_install_url" not in cleared


async def test_a_description_may_come_as_the_published_document_has_it(api: Api) -> None:
    assert (await api("PATCH", ME, {"description": {"default": "Songs"}})).json["description"] == "Songs"
    localized = {"default": "Songs", "localizations": {"de": "Lieder"}}
    refused = await api("PATCH", ME, {"description": localized})
    assert refused.problem("description", "localizations") == "SANDBOX_HAS_NONE"


@pytest.mark.parametrize(
    ("edit", "path", "problem"),
    [
        ({"description": "x" * 401}, ("description",), "BASE_TYPE_MAX_LENGTH"),
        ({"description": 5}, ("description",), "STRING_TYPE_CONVERT"),
        ({"description": {}}, ("description",), "STRING_TYPE_CONVERT"),
        ({"description": {"default": None}}, ("description", "default"), "STRING_TYPE_CONVERT"),
        ({"tags": ["x" * 21]}, ("tags", 0), "BASE_TYPE_BAD_LENGTH"),
        ({"tags": list("abcdef")}, ("tags",), "BASE_TYPE_MAX_LENGTH"),
        ({"tags": ["music", "music"]}, ("tags", 1), "SET_TYPE_ALREADY_CONTAINS_VALUE"),
        ({"custom_install_url": "bot.example"}, ("custom_install_url",), "URL_TYPE_INVALID_URL"),
        ({"flags": 1 << 12}, ("flags",), "BASE_TYPE_CHOICES"),
        ({"flags": True}, ("flags",), "NUMBER_TYPE_COERCE"),
        ({"icon": "data:image/png;base64,AAAA"}, ("icon",), "SANDBOX_HAS_NONE"),
        ({"role_connections_verification_url": "https://bot.example"}, ("role_connections_verification_url",), ""),
        ({"integration_types_config": {"0": {}}}, ("integration_types_config",), "SANDBOX_HAS_NONE"),
        ({"explicit_content_filter": 0}, ("explicit_content_filter",), "SANDBOX_HAS_NONE"),
    ],
)
async def test_what_it_cannot_say(api: Api, edit: dict[str, Any], path: tuple[str | int, ...], problem: str) -> None:
    before = (await api("GET", ME)).json
    assert (await api("PATCH", ME, {**edit, "description": "Songs", **edit})).problem(*path) == (
        problem or "SANDBOX_HAS_NONE"
    )
    assert (await api("GET", ME)).json == before


async def test_flags_that_are_there_stay(api: Api, place: Place) -> None:
    place.world.application_flags = 1 << 12
    assert (await api("PATCH", ME, {"flags": 1 << 12 | 1 << 15})).json["flags"] == 1 << 12 | 1 << 15
    assert (await api("PATCH", ME, {"flags": 0})).problem("flags") == "BASE_TYPE_CHOICES"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"7"])
async def test_a_body_that_is_none(api: Api, body: bytes) -> None:
    reply = await api.raw("PATCH", ME, body, "application/json")
    assert reply.status == (200 if body == b"" else 400)


async def test_nobody_edits_it_without_the_token(api: Api) -> None:
    assert (await api("PATCH", ME, {"description": "Mine"}, token="wrong")).status == 401
    assert all(route.signed_in for route in ROUTES)
