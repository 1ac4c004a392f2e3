"""What an application may change of itself, and that its endpoints are tried before they are believed.

Source: documentation, Application ("Edit Current Application"); the OpenAPI document's `ApplicationFormPartial`. The
refusal of an interactions endpoint is as Discord answers it (discord-example-app, issue 16); of one for events, what
Discord says is not published.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sandbox.discord import endpoint_checks, webhook_events
from sandbox.discord.drafts import as_object
from sandbox.discord.entities import Payload
from sandbox.discord.errors import Problems
from sandbox.discord.limits import URL
from sandbox.discord.shapes import Address, Field, ListOf, OneOf, Path, Record, Text, Whole
from sandbox.discord.world import DiscordWorld

INTERACTIONS, EVENTS = "interactions_endpoint_url", "event_webhooks_url"
TAGS = 5
# Intents that may be asked for without a review: presences, members, message content (documentation, ibidem).
LIMITED_FLAGS = 1 << 13 | 1 << 15 | 1 << 19
NOT_VERIFIED = {
    INTERACTIONS: (
        "APPLICATION_INTERACTIONS_ENDPOINT_URL_INVALID",
        "The specified interactions endpoint url could not be verified.",
    ),
    EVENTS: ("SANDBOX_URL_NOT_VERIFIED", "The specified event webhooks url could not be verified."),
}


@dataclass(frozen=True)
class Description:
    """A text (documentation), or an object with it (OpenAPI document); translations are not kept here."""

    def read(self, value: Any, path: Path, problems: Problems) -> Any:
        """The text."""
        given = as_object(value)
        if not given:
            return Text(400).read(value, path, problems)
        if given.get("localizations"):
            problems.add((*path, "localizations"), "SANDBOX_HAS_NONE", "The sandbox has no translated descriptions")
        return Text(400).read(given.get("default"), (*path, "default"), problems)


_FORM = Record(
    {
        "description": Field(Description()),
        "tags": Field(ListOf(Text(20, 1), TAGS, unique=True)),
        "flags": Field(Whole(0, 2**31 - 1)),
        "custom_install_url": Field(Address(URL)),
        INTERACTIONS: Field(Address(URL)),
        EVENTS: Field(Address(URL)),
        "event_webhooks_status": Field(OneOf((webhook_events.DISABLED, webhook_events.ENABLED))),
        "event_webhooks_types": Field(ListOf(OneOf(webhook_events.TYPES), len(webhook_events.TYPES), unique=True)),
    },
    nullable=frozenset(
        {"description", "tags", "custom_install_url", INTERACTIONS, EVENTS}
        | {"event_webhooks_status", "event_webhooks_types"}
    ),
)
# What the sandbox has not, or only as it is; an application that sets it is told so.
NOT_HERE = (
    *("icon", "cover_image", "team_id", "explicit_content_filter", "max_participants", "type", "install_params"),
    *("role_connections_verification_url", "integration_types_config"),
)


def read_edit(world: DiscordWorld, payload: Any) -> Payload:
    """The fields that a body names; raises 50035 with every problem."""
    problems = Problems()
    said: Payload = _FORM.read(payload, (), problems)
    for key in NOT_HERE:
        if as_object(payload).get(key) is not None:
            problems.add((key,), "SANDBOX_HAS_NONE", f'The sandbox has no "{key}"')
    flags = said.get("flags")
    if isinstance(flags, int) and (flags ^ world.application_flags) & ~LIMITED_FLAGS:
        problems.add(("flags",), "BASE_TYPE_CHOICES", "Only the limited intent flags can be updated.")
    problems.refuse()
    return said


async def apply_edit(world: DiscordWorld, said: Payload) -> None:
    """Change what a body named: all of it, or nothing where an endpoint cannot be verified (50035)."""
    checks = {INTERACTIONS: endpoint_checks.takes_interactions, EVENTS: endpoint_checks.takes_events}
    problems = Problems()
    for key, is_sound in checks.items():
        url = said.get(key)
        if url is not None and not await is_sound(world, url):
            problems.add((key,), *NOT_VERIFIED[key])
    problems.refuse()
    settings = world.settings
    if "description" in said:
        settings.description = said["description"] or ""
    if "tags" in said:
        settings.tags = said["tags"] or []
    if "custom_install_url" in said:
        settings.custom_install_url = said["custom_install_url"]
    if "flags" in said:
        world.application_flags = said["flags"]
    if INTERACTIONS in said:
        settings.interactions_url = said[INTERACTIONS]
    _apply_events(settings.events, said)


def _apply_events(events: webhook_events.WebhookEvents, said: Payload) -> None:
    if EVENTS in said:
        events.url = said[EVENTS]
    if "event_webhooks_types" in said:
        events.types = said["event_webhooks_types"] or []
    if "event_webhooks_status" in said:
        events.set_status(said["event_webhooks_status"] or webhook_events.DISABLED)
