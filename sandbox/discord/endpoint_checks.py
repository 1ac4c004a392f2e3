"""Whether an endpoint may be an application's: it answers Discord's PING, and refuses what is signed wrongly.

Source: documentation, Overview of Interactions and Webhook Events ("Setting Up an Endpoint"): two requests, one of them
with an invalid signature. That one is to be answered with 401; 400 is what hikari's server answers, and Discord takes.
"""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Callable
from typing import Any

from sandbox.discord import limits, webhook_events
from sandbox.discord.drafts import as_object
from sandbox.discord.entities import Payload, User
from sandbox.discord.outgoing import EVENTS_AGENT, INTERACTIONS_AGENT, NoReplyError, Reply
from sandbox.discord.payloads import user_payload
from sandbox.discord.permissions import Permission
from sandbox.discord.world import DiscordWorld

log = logging.getLogger(__name__)

PING = PONG = 1
REFUSED = (401, 400)
DISCORD = User(643945264868098049, "discord", bot=True)  # the account that asks (seen in what endpoints log)
PING_FILE_LIMIT = 500 * limits.MEBIBYTE  # likewise


async def takes_interactions(world: DiscordWorld, url: str) -> bool:
    """Whether interactions may be sent to an address."""
    return await _is_sound(world, url, interaction_ping(world), INTERACTIONS_AGENT, _is_pong)


async def takes_events(world: DiscordWorld, url: str) -> bool:
    """Whether webhook events may be sent to an address."""
    ping = world.settings.events.envelope(webhook_events.PING)
    return await _is_sound(world, url, ping, EVENTS_AGENT, _is_acknowledgement)


async def check_again(world: DiscordWorld) -> None:
    """Discord's routine check of what is set, at no published times: what takes a wrong signature is removed.

    An endpoint that is away is left alone (discord-api-docs, issue 2328).
    """
    settings = world.settings
    if (url := settings.interactions_url) is not None and not await _refuses(
        world, url, interaction_ping(world), INTERACTIONS_AGENT, if_away=True
    ):
        settings.interactions_url = None
    ping = settings.events.envelope(webhook_events.PING)
    if (url := settings.events.url) is not None and not await _refuses(world, url, ping, EVENTS_AGENT, if_away=True):
        settings.events.url = None


def interaction_ping(world: DiscordWorld) -> Payload:
    """A PING as endpoints log it; nothing can be answered with its token over REST."""
    return {
        "app_permissions": str(int(Permission.VIEW_CHANNEL)),
        "application_id": str(world.application_id),
        "attachment_size_limit": PING_FILE_LIMIT,
        "authorizing_integration_owners": {},
        "entitlements": [],
        "id": str(world.ids.next()),
        "token": secrets.token_urlsafe(96),
        "type": PING,
        "user": {**user_payload(DISCORD), "system": True},
        "version": 1,
    }


async def _is_sound(
    world: DiscordWorld, url: str, ping: Payload, agent: str, is_answered: Callable[[Reply], bool]
) -> bool:
    try:
        reply = await world.settings.outgoing.post(url, ping, seconds=world.answer_deadline, agent=agent)
    except NoReplyError as error:
        log.warning("endpoint_refused url=%s reason=%s", url, error)
        return False
    if not is_answered(reply):
        log.warning("endpoint_refused url=%s reason=a PING was answered with status %d", url, reply.status)
        return False
    return await _refuses(world, url, ping, agent)


async def _refuses(world: DiscordWorld, url: str, ping: Payload, agent: str, *, if_away: bool = False) -> bool:
    try:
        reply = await world.settings.outgoing.post(url, ping, seconds=world.answer_deadline, agent=agent, is_wrong=True)
    except NoReplyError as error:
        log.warning("endpoint_away url=%s reason=%s", url, error)
        return if_away
    if reply.status not in REFUSED:
        log.warning("endpoint_refused url=%s reason=a wrong signature got status %d", url, reply.status)
    return reply.status in REFUSED


def _is_pong(reply: Reply) -> bool:
    if reply.status != 200 or reply.content_type.partition(";")[0].strip().lower() != "application/json":
        return False
    try:
        body: Any = json.loads(reply.body)
    except (ValueError, RecursionError):
        return False
    return as_object(body).get("type") == PONG


def _is_acknowledgement(reply: Reply) -> bool:
    return reply.status == webhook_events.ACKNOWLEDGED
