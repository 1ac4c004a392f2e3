"""Interactions over HTTP: the request to the application's endpoint, and its response as the answer.

Source: documentation, Overview of Interactions and Receiving and Responding ("Inline HTTP Response Behavior",
"Interaction Callback"): 200 with an interaction response, or 202 and no body where the answer comes over REST. Anything
else is no answer, which the person reads at once and not after three seconds (discord-api-docs, issue 5250).
"""

from __future__ import annotations

import logging

from sandbox.discord import interaction_responses
from sandbox.discord.changes import Change
from sandbox.discord.entities import Interaction, Payload
from sandbox.discord.errors import DiscordError
from sandbox.discord.interaction_deadlines import age, failed
from sandbox.discord.multipart import read_form
from sandbox.discord.outgoing import INTERACTIONS_AGENT, NoReplyError, Reply
from sandbox.discord.world import DiscordWorld
from sandbox.wire.exchange import Request

log = logging.getLogger(__name__)

ANSWERED, ACCEPTED = 200, 202
SAID = 1_000  # characters of what is wrong with a response, in the log: over HTTP nobody else hears of it


def send(world: DiscordWorld, interaction: Interaction, payload: Payload) -> None:
    """Send an interaction to the endpoint that the application has now, and let its response take effect."""
    url = world.settings.interactions_url
    if url is not None:
        world.settings.outgoing.start(_exchange(world, interaction, url, payload))


async def _exchange(world: DiscordWorld, interaction: Interaction, url: str, payload: Payload) -> None:
    left = world.answer_deadline - age(world, interaction)
    try:
        reply = await world.settings.outgoing.post(url, payload, seconds=left, agent=INTERACTIONS_AGENT)
        if interaction.callback is None:  # else it was answered over REST meanwhile, and what comes here is nothing
            take(world, interaction, reply)
    except (NoReplyError, DiscordError) as reason:
        if interaction.callback is None:
            problems = getattr(reason, "errors", None) or ""
            log.warning("interaction_response_refused id=%d reason=%s %s", interaction.id, reason, str(problems)[:SAID])
            _reject(world, interaction)


def take(world: DiscordWorld, interaction: Interaction, reply: Reply) -> None:
    """Let a response take effect; raises NoReplyError or DiscordError where it is none."""
    if failed(world, interaction):
        raise NoReplyError("too late")
    if reply.status == ACCEPTED and not reply.body:
        return  # the answer comes over REST, or never
    if reply.status != ANSWERED:
        raise NoReplyError(f"status {reply.status} with {len(reply.body)} bytes")
    headers = {"content-type": reply.content_type}
    interaction_responses.respond(world, interaction, read_form(Request("POST", "/", {}, headers, reply.body)))


def _reject(world: DiscordWorld, interaction: Interaction) -> None:
    interaction.rejected = True
    interaction.answered.set()
    world.notice(Change("answered", interaction=interaction))
