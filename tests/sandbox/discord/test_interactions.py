from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sandbox.discord.entities import InteractionType, Overwrite
from sandbox.discord.interactions import interaction_payload, start
from sandbox.discord.permissions import Permission

if TYPE_CHECKING:
    from sandbox.discord.entities import Interaction
    from tests.sandbox.discord.api import Api, Place

BUTTONS = [{"type": 1, "components": [{"type": 2, "style": 1, "label": "Extend", "custom_id": "extend"}]}]
MESSAGE = {"type": 4, "data": {"content": "Working on it", "components": BUTTONS}}
MODAL = {
    "type": 9,
    "data": {
        "custom_id": "extend:1",
        "title": "Extend",
        "components": [{"type": 18, "label": "Lyrics", "component": {"type": 4, "custom_id": "lyrics", "style": 2}}],
    },
}


async def test_an_answer_is_a_message_that_everybody_sees(api: Api, place: Place) -> None:
    asked = place.ask()
    reply = await api("POST", place.callback(asked), MESSAGE, token=None)
    assert reply.status == 204
    (message,) = place.noah.messages(place.songs.id)
    assert (message.content, message.author, message.kind) == ("Working on it", place.world.bot, 20)
    got = await api("GET", place.hook(asked), token=None)
    assert got.json["interaction_metadata"]["id"] == str(asked.id)
    assert got.json["webhook_id"] == got.json["application_id"] == str(place.world.application_id)
    assert got.json["components"][0]["components"][0]["id"] == 2


async def test_with_response_tells_the_message_at_once(api: Api, place: Place) -> None:
    asked = place.ask()
    reply = await api("POST", place.callback(asked) + "?with_response=1", MESSAGE)
    assert reply.status == 200
    told = reply.json["interaction"]
    assert reply.json["resource"]["type"] == 4
    assert reply.json["resource"]["message"]["id"] == told["response_message_id"]
    assert (told["response_message_loading"], told["response_message_ephemeral"]) == (False, False)


async def test_with_response_of_a_deferral_names_the_loading_message(api: Api, place: Place) -> None:
    asked = place.ask()
    reply = await api("POST", place.callback(asked) + "?with_response=true", {"type": 5, "data": {"flags": 64}})
    told = reply.json["interaction"]
    assert (told["response_message_loading"], told["response_message_ephemeral"]) == (True, True)
    assert "resource" not in reply.json


async def test_too_late_is_10062_and_the_token_stays_dead(api: Api, place: Place) -> None:
    asked = place.ask()
    place.clock.advance(3.0)
    late = await api("POST", place.callback(asked), MESSAGE)
    assert (late.status, late.code) == (404, 10062)
    followup = await api("POST", place.hook(asked, ""), {"content": "but"})
    assert (followup.status, followup.code) == (404, 10015)
    assert place.mia.messages(place.songs.id) == []


async def test_just_in_time_is_good(api: Api, place: Place) -> None:
    asked = place.ask()
    place.clock.advance(2.99)
    assert (await api("POST", place.callback(asked), MESSAGE)).status == 204


async def test_a_second_answer_is_40060(api: Api, place: Place) -> None:
    asked = place.ask()
    await api("POST", place.callback(asked), MESSAGE)
    again = await api("POST", place.callback(asked), MESSAGE)
    assert (again.status, again.code) == (400, 40060)
    place.clock.advance(900)
    over = await api("POST", place.callback(asked), MESSAGE)
    assert (over.status, over.code) == (404, 10062)


async def test_unknown_ids_and_foreign_tokens_are_10062(api: Api, place: Place) -> None:
    one, other = place.ask(), place.ask()
    mixed = await api("POST", f"/interactions/{one.id}/{other.token}/callback", MESSAGE)
    assert (mixed.status, mixed.code) == (404, 10062)
    invented = await api("POST", "/interactions/1/abc/callback", MESSAGE)
    assert (invented.status, invented.code) == (404, 10062)


@pytest.mark.parametrize(
    ("body", "path", "code"),
    [
        ({"type": 6}, ("type",), "BASE_TYPE_CHOICES"),
        ({"type": 8, "data": {"choices": []}}, ("type",), "BASE_TYPE_CHOICES"),
        ({"type": 99}, ("type",), "BASE_TYPE_CHOICES"),
        ({}, ("type",), "BASE_TYPE_CHOICES"),
        ({"type": 4, "data": {"content": "a" * 2001}}, ("data", "content"), "BASE_TYPE_MAX_LENGTH"),
        (
            {"type": 9, "data": {**MODAL["data"], "title": "t" * 46}},
            ("data", "title"),
            "BASE_TYPE_BAD_LENGTH",
        ),
        ({"type": 9, "data": {**MODAL["data"], "components": []}}, ("data", "components"), "BASE_TYPE_REQUIRED"),
    ],
)
async def test_a_bad_answer_is_refused_and_can_be_mended(
    api: Api, place: Place, body: Any, path: tuple[str, ...], code: str
) -> None:
    asked = place.ask()
    refused = await api("POST", place.callback(asked), body)
    assert refused.problem(*path) == code
    assert (await api("POST", place.callback(asked), MESSAGE)).status == 204


async def test_an_empty_message_is_50006(api: Api, place: Place) -> None:
    refused = await api("POST", place.callback(place.ask()), {"type": 4, "data": {"content": "   "}})
    assert (refused.status, refused.code) == (400, 50006)


async def test_an_answer_is_read_aloud_only_with_the_right(api: Api, place: Place) -> None:
    for allow, aloud in ((Permission(0), False), (Permission.SEND_TTS_MESSAGES, True)):
        place.world.set_overwrite(place.songs, Overwrite(place.world.bot.id, 1, allow=allow))
        asked = place.ask()
        answer = {"type": 4, "data": {"content": "Queued", "tts": True}}
        assert (await api("POST", place.callback(asked), answer)).status == 204
        assert (await api("GET", place.hook(asked))).json["tts"] is aloud


async def test_a_private_answer_is_for_one_person(api: Api, place: Place) -> None:
    asked = place.ask(place.mia)
    await api("POST", place.callback(asked), {"type": 4, "data": {"content": "You have 3 left", "flags": 64}})
    assert [m.content for m in place.mia.messages(place.songs.id)] == ["You have 3 left"]
    assert place.noah.messages(place.songs.id) == place.admin.messages(place.songs.id) == []
    own = await api("GET", place.hook(asked))
    assert own.json["flags"] == 64
    by_channel = await api("GET", f"{place.messages()}/{own.json['id']}")
    assert (by_channel.status, by_channel.code) == (404, 10008)


async def test_a_modal_opens_and_leaves_no_message(api: Api, place: Place) -> None:
    asked = place.ask()
    assert (await api("POST", place.callback(asked), MODAL)).status == 204
    assert asked.modal is not None
    assert asked.modal["title"] == "Extend"
    original = await api("GET", place.hook(asked))
    assert (original.status, original.code) == (404, 10008)


async def test_a_modal_cannot_answer_a_modal(api: Api, place: Place) -> None:
    data = {"custom_id": "x", "components": []}
    submitted = start(place.world, InteractionType.MODAL_SUBMIT, place.mia.user, place.songs, data)
    refused = await api("POST", place.callback(submitted), MODAL)
    assert refused.problem("type") == "BASE_TYPE_CHOICES"


def submitted_form(place: Place) -> Interaction:
    """The submit of a form that a slash command opened: no message stands behind it."""
    data = {"custom_id": "x", "components": []}
    asked = place.ask()
    return start(
        place.world, InteractionType.MODAL_SUBMIT, place.mia.user, place.songs, data, parent=asked, command_name="song"
    )


async def test_a_form_that_a_command_opened_may_be_answered_by_a_deferred_update(api: Api, place: Place) -> None:
    """discord.js, pull request 8455: possible "even if the modal was not shown in response to" a component."""
    submitted = submitted_form(place)
    reply = await api("POST", place.callback(submitted) + "?with_response=1", {"type": 6})
    assert (reply.status, reply.json.keys()) == (200, {"interaction"})
    assert place.mia.messages(place.songs.id) == []
    original = await api("GET", place.hook(submitted))
    assert (original.status, original.code) == (404, 10008)
    assert (await api("PATCH", place.hook(submitted), {"content": "Done"})).code == 10008
    followup = await api("POST", place.hook(submitted, ""), {"content": "Done"})
    assert followup.json["interaction_metadata"]["triggering_interaction_metadata"]["name"] == "song"


async def test_where_a_form_has_no_message_there_is_none_to_update(api: Api, place: Place) -> None:
    """Discord's API documentation, issue 7774: "a 404 Unknown Message error occurs", and "this is not a bug"."""
    submitted = submitted_form(place)
    refused = await api("POST", place.callback(submitted), {"type": 7, "data": {"content": "Done"}})
    assert (refused.status, refused.code) == (404, 10008)
    assert (await api("POST", place.callback(submitted), MESSAGE)).status == 204


async def test_a_component_may_edit_its_message(api: Api, place: Place) -> None:
    await api("POST", place.callback(place.ask()), MESSAGE)
    (card,) = place.mia.messages(place.songs.id)
    pressed = place.noah.press(card, "Extend").interaction
    reply = await api(
        "POST", place.callback(pressed) + "?with_response=1", {"type": 7, "data": {"content": "Extended"}}
    )
    assert reply.json["resource"]["message"]["id"] == str(card.id)
    assert card.content == "Extended"
    assert (await api("GET", place.hook(pressed))).json["id"] == str(card.id)


async def test_a_component_may_answer_with_a_reply_to_its_message(api: Api, place: Place) -> None:
    await api("POST", place.callback(place.ask()), MESSAGE)
    (card,) = place.mia.messages(place.songs.id)
    pressed = place.noah.press(card, "Extend").interaction
    await api("POST", place.callback(pressed), {"type": 4, "data": {"content": "New song"}})
    got = (await api("GET", place.hook(pressed))).json
    assert got["type"] == 19
    assert got["message_reference"]["message_id"] == str(card.id)
    assert got["interaction_metadata"]["interacted_message_id"] == str(card.id)


async def test_a_deferred_update_keeps_the_message_as_its_original(api: Api, place: Place) -> None:
    await api("POST", place.callback(place.ask()), MESSAGE)
    (card,) = place.mia.messages(place.songs.id)
    pressed = place.noah.press(card, "Extend").interaction
    assert (await api("POST", place.callback(pressed), {"type": 6})).status == 204
    await api("PATCH", place.hook(pressed), {"content": "Later"})
    assert card.content == "Later"


async def test_editing_a_deleted_message_is_10008(api: Api, place: Place) -> None:
    await api("POST", place.callback(place.ask()), MESSAGE)
    (card,) = place.mia.messages(place.songs.id)
    pressed = place.noah.press(card, "Extend").interaction
    place.admin.delete(card)
    refused = await api("POST", place.callback(pressed), {"type": 7, "data": {"content": "Extended"}})
    assert (refused.status, refused.code) == (404, 10008)


async def test_choices_are_held_against_the_option_that_is_typed(api: Api, place: Place) -> None:
    data = {"id": "1", "name": "song", "type": 1, "options": [{"type": 4, "name": "s", "value": "1", "focused": True}]}
    typed = start(place.world, InteractionType.AUTOCOMPLETE, place.mia.user, place.songs, data)
    wrong = await api("POST", place.callback(typed), {"type": 8, "data": {"choices": [{"name": "one", "value": "1"}]}})
    assert wrong.problem("data", "choices", 0, "value") == "NUMBER_TYPE_COERCE"
    many = [{"name": str(n), "value": n} for n in range(26)]
    refused = await api("POST", place.callback(typed), {"type": 8, "data": {"choices": many}})
    assert refused.problem("data", "choices") == "BASE_TYPE_MAX_LENGTH"
    assert (await api("POST", place.callback(typed), {"type": 8, "data": {"choices": many[:25]}})).status == 204


def test_the_bot_is_told_everything_that_discord_tells(place: Place) -> None:
    heard: list[tuple[str, Any, int | None]] = []
    place.world.listeners.append(lambda *event: heard.append(event))
    asked = place.ask()
    ((event, told, guild_id),) = heard
    assert (event, guild_id) == ("INTERACTION_CREATE", place.guild.id)
    assert told == interaction_payload(place.world, asked)
    assert told["version"] == 1
    assert told["member"]["user"]["id"] == str(place.mia.user.id)
    assert told["member"]["permissions"].isdigit()
    assert told["guild"] == {"id": str(place.guild.id), "locale": "en-US", "features": []}
    assert told["channel"]["id"] == told["channel_id"] == str(place.songs.id)
    assert told["attachment_size_limit"] == 10 * 1024 * 1024
    assert told["authorizing_integration_owners"] == {"0": str(place.guild.id)}
    assert (told["context"], told["locale"], told["guild_locale"]) == (0, "en-US", "en-US")
    assert told["entitlements"] == []


def test_in_a_dm_there_is_a_user_and_no_guild(place: Place) -> None:
    told = interaction_payload(place.world, place.ask(channel=place.world.dm_with(place.mia.user)))
    assert told["user"]["id"] == str(place.mia.user.id)
    assert told["context"] == 1
    assert not {"guild_id", "member", "guild"} & told.keys()


def test_where_the_bot_sees_nothing_it_may_do_nothing(place: Place) -> None:
    assert interaction_payload(place.world, place.ask(channel=place.private))["app_permissions"] == "0"


def test_boosts_raise_the_size_limit(place: Place) -> None:
    place.world.set_premium_tier(place.guild, 2)
    assert interaction_payload(place.world, place.ask())["attachment_size_limit"] == 50 * 1024 * 1024
