"""Messages by an interaction's token: the original answer and its follow-ups, for fifteen minutes."""

from __future__ import annotations

from sandbox.discord import errors, interaction_responses, messages
from sandbox.discord.drafts import read_draft
from sandbox.discord.entities import Interaction, Message, MessageFlag
from sandbox.discord.installations import check_followup
from sandbox.discord.interaction_deadlines import by_token
from sandbox.discord.message_payloads import message_payload
from sandbox.discord.routing import COMMON, Call, Handler, Route
from sandbox.wire.exchange import EMPTY, Answer, json_answer


def _interaction(call: Call) -> Interaction:
    return by_token(call.world, call.id("webhook_id"), call.parts["webhook_token"])


def _message(call: Call) -> Message:
    interaction = _interaction(call)
    if interaction.channel_id not in call.world.channels:
        raise errors.unknown_channel()
    message = interaction.original
    if "message_id" in call.parts:
        wanted = call.id("message_id")
        known = [*interaction.followups, *([message] if message is not None else [])]
        message = next((one for one in known if one.id == wanted), None)
    if message is None or not messages.exists(call.world, message):
        raise errors.unknown_message()
    return message


async def create_followup(call: Call) -> Answer:
    """A further message; right after a deferral it fills in the "thinking…" instead (documentation: Followup)."""
    world, interaction = call.world, _interaction(call)
    draft = read_draft(call.form())
    original = interaction.original
    if original is not None and original.loading and messages.exists(world, original):
        interaction_responses.edit(world, interaction, original, draft)
        return json_answer(200, message_payload(world, original))
    check_followup(interaction, interaction.followups)
    message = interaction_responses.send(world, interaction, draft)
    interaction.followups.append(message)
    return json_answer(200, message_payload(world, message))


async def get_message(call: Call) -> Answer:
    """The original answer, or a follow-up."""
    return json_answer(200, message_payload(call.world, _message(call)))


async def edit_message(call: Call) -> Answer:
    """The original answer or a follow-up, changed; this is how a deferral is fulfilled."""
    interaction, message = _interaction(call), _message(call)
    draft = read_draft(call.form(), was_v2=bool(message.flags & MessageFlag.COMPONENTS_V2))
    interaction_responses.edit(call.world, interaction, message, draft)
    return json_answer(200, message_payload(call.world, message))


async def delete_message(call: Call) -> Answer:
    """The original answer or a follow-up, gone."""
    messages.delete(call.world, _message(call))
    return EMPTY


def _route(method: str, path: str, handle: Handler) -> Route:
    # Each token has buckets of its own, outside the bot's global limit (documentation: Rate Limits).
    template = "/webhooks/{webhook_id}/{webhook_token}" + path
    return Route(method, template, handle, COMMON, signed_in=False, counted=False)


ROUTES = (
    _route("POST", "", create_followup),
    _route("GET", "/messages/@original", get_message),
    _route("PATCH", "/messages/@original", edit_message),
    _route("DELETE", "/messages/@original", delete_message),
    _route("GET", "/messages/{message_id}", get_message),
    _route("PATCH", "/messages/{message_id}", edit_message),
    _route("DELETE", "/messages/{message_id}", delete_message),
)
