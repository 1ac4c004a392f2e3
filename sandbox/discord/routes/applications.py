"""The application that the bot belongs to."""

from __future__ import annotations

from sandbox.discord.application_edits import apply_edit, read_edit
from sandbox.discord.application_payloads import application_payload
from sandbox.discord.routing import Call, Route
from sandbox.wire.exchange import Answer, json_answer


async def get_application(call: Call) -> Answer:
    """The application, its owner or team."""
    return json_answer(200, application_payload(call.world))


async def edit_application(call: Call) -> Answer:
    """Change what the application says of itself, and where it is called over HTTP once that was tried."""
    await apply_edit(call.world, read_edit(call.world, call.form().payload))
    return json_answer(200, application_payload(call.world))


ROUTES = (
    Route("GET", "/applications/@me", get_application),
    Route("PATCH", "/applications/@me", edit_application),
    Route("GET", "/oauth2/applications/@me", get_application),
)
