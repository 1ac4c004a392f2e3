"""The application that the bot belongs to."""

from __future__ import annotations

from sandbox.discord import errors
from sandbox.discord.application_payloads import application_payload
from sandbox.discord.routing import Call, Route
from sandbox.wire.exchange import Answer, json_answer


async def get_application(call: Call) -> Answer:
    """The application, its owner or team."""
    return json_answer(200, application_payload(call.world))


async def get_emojis(call: Call) -> Answer:
    """The application's own emojis: none."""
    if call.id("application_id") != call.world.application_id:
        raise errors.missing_access()
    return json_answer(200, {"items": []})


async def get_entitlements(call: Call) -> Answer:
    """What people bought of the application: nothing."""
    if call.id("application_id") != call.world.application_id:
        raise errors.missing_access()
    return json_answer(200, [])


ROUTES = (
    Route("GET", "/applications/@me", get_application),
    Route("GET", "/oauth2/applications/@me", get_application),
    Route("GET", "/applications/{application_id}/emojis", get_emojis),
    Route("GET", "/applications/{application_id}/entitlements", get_entitlements),
)
