"""The application that the bot belongs to."""

from __future__ import annotations

from sandbox.discord.application_payloads import application_payload
from sandbox.discord.routing import Call, Route
from sandbox.wire.exchange import Answer, json_answer


async def get_application(call: Call) -> Answer:
    """The application, its owner or team."""
    return json_answer(200, application_payload(call.world))


ROUTES = (
    Route("GET", "/applications/@me", get_application),
    Route("GET", "/oauth2/applications/@me", get_application),
)
