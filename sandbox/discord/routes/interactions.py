"""The answer to an interaction: it must come within three seconds, and only once."""

from __future__ import annotations

from typing import Any

from sandbox.discord import interaction_responses
from sandbox.discord.entities import Callback, Interaction, MessageFlag, Payload
from sandbox.discord.interaction_deadlines import answerable
from sandbox.discord.message_payloads import message_payload
from sandbox.discord.routing import Call, Route
from sandbox.discord.world import DiscordWorld
from sandbox.wire.exchange import EMPTY, Answer, json_answer


async def create_response(call: Call) -> Answer:
    """Answer an interaction with a message, a deferral, an edit, choices or a modal."""
    interaction = answerable(call.world, call.id("interaction_id"), call.parts["interaction_token"])
    interaction_responses.respond(call.world, interaction, call.form())
    if not call.asks("with_response"):
        return EMPTY
    return json_answer(200, _response(call.world, interaction))


def _response(world: DiscordWorld, interaction: Interaction) -> Payload:
    told: dict[str, Any] = {
        "id": str(interaction.id),
        "type": int(interaction.kind),
        "channel_id": str(interaction.channel_id),
    }
    if interaction.guild_id is not None:
        told["guild_id"] = str(interaction.guild_id)
    message = interaction.original
    if message is None or interaction.callback is Callback.DEFERRED_UPDATE:
        return {"interaction": told}
    told["response_message_id"] = str(message.id)
    told["response_message_loading"] = message.loading
    told["response_message_ephemeral"] = bool(message.flags & MessageFlag.EPHEMERAL)
    if interaction.callback is Callback.DEFERRED_MESSAGE:
        return {"interaction": told}
    resource = {"type": int(interaction.callback or 0), "message": message_payload(world, message)}
    return {"interaction": told, "resource": resource}


ROUTES = (
    # Not under the bot's global limit, and signed by the token in the path (documentation: Rate Limits, and
    # Interaction Response). Nor has it a bucket: each of these paths is good for one request, and clients that know it
    # (hikari: `has_ratelimits=False`) wait for ever for a bucket of which the headers of an answer tell them.
    Route(
        "POST",
        "/interactions/{interaction_id}/{interaction_token}/callback",
        create_response,
        rate=None,
        signed_in=False,
        counted=False,
    ),
)
