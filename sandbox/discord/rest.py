"""Discord's REST API v10 as a plain function from request to answer: the order in which Discord looks at a request."""

from __future__ import annotations

import dataclasses
import logging
import re

from sandbox.discord import errors
from sandbox.discord.due import catch_up
from sandbox.discord.errors import DiscordError
from sandbox.discord.ratelimit import VIA, RateLimits
from sandbox.discord.routes import (
    application_emojis,
    applications,
    channel_edits,
    channels,
    command_permissions,
    commands,
    entitlements,
    files,
    gateway,
    guilds,
    interactions,
    members,
    pins,
    polls,
    reactions,
    thread_lists,
    thread_members,
    thread_search,
    threads,
    users,
    voice,
    webhooks,
)
from sandbox.discord.routing import Call, Route, find
from sandbox.discord.world import DiscordWorld
from sandbox.wire.exchange import Answer, Request

log = logging.getLogger(__name__)

ROUTES: tuple[Route, ...] = (
    *application_emojis.ROUTES,
    *applications.ROUTES,
    *channel_edits.ROUTES,
    *channels.ROUTES,
    *command_permissions.ROUTES,
    *commands.ROUTES,
    *entitlements.ROUTES,
    *gateway.ROUTES,
    *guilds.ROUTES,
    *interactions.ROUTES,
    *members.ROUTES,
    *pins.ROUTES,
    *polls.ROUTES,
    *reactions.ROUTES,
    *thread_lists.ROUTES,
    *thread_members.ROUTES,
    *thread_search.ROUTES,
    *threads.ROUTES,
    *users.ROUTES,
    *voice.ROUTES,
    *webhooks.ROUTES,
)
_VERSIONED = re.compile(r"/api/v(\d+)(/.*)")
SERVED = ("9", "10")  # documentation: Reference, API Versioning; older ones are discontinued


class DiscordRest:
    """Answers every request below `/api/v10`, and the files of the CDN."""

    def __init__(self, world: DiscordWorld, rate_limits: RateLimits | None = None) -> None:
        self._world = world
        self.rate_limits = rate_limits or RateLimits(world.clock)

    async def handle(self, request: Request) -> Answer:
        """Answer one request."""
        if files.is_file(request.path):
            return files.serve(self._world, request)
        blocked = self.rate_limits.blocked_answer()
        if blocked is not None:
            return blocked
        catch_up(self._world)
        try:
            answer = await self._answer(request)
        except DiscordError as refusal:
            answer = refusal.answer()
        except Exception:
            # A mistake of the sandbox's own: it must be seen here, and its client must get what Discord would send.
            log.exception("route_broken method=%s path=%s", request.method, _without_tokens(request.path))
            answer = errors.server_error().answer()
        self.rate_limits.count_refusal(answer)
        return dataclasses.replace(answer, headers={**answer.headers, **VIA})

    async def _answer(self, request: Request) -> Answer:
        if not request.headers.get("user-agent"):
            raise errors.nameless_client()
        versioned = _VERSIONED.fullmatch(request.path)
        if versioned is None:
            raise errors.not_found()
        if versioned.group(1) not in SERVED:
            raise errors.bad_version()
        route, parts = self._find(request, versioned.group(2))
        token = request.headers.get("authorization")
        if route.signed_in and token != f"Bot {self._world.token}":
            raise errors.unauthorized()
        over = self.rate_limits.over_global(token or "address") if route.counted else None
        if over is not None:
            return over
        headers, too_many = self.rate_limits.take(route, route.rate, route.major(parts)) if route.rate else ({}, None)
        if too_many is not None:
            return too_many
        try:
            answer = await route.handle(Call(self._world, request, parts))
        except DiscordError as refusal:
            answer = refusal.answer()
        return dataclasses.replace(answer, headers={**answer.headers, **headers})

    def _find(self, request: Request, path: str) -> tuple[Route, dict[str, str]]:
        try:
            return find(ROUTES, request.method, path)
        except DiscordError:
            # Discord may well have this route: whoever builds on the sandbox should hear that it is missing here.
            log.warning("route_missing method=%s path=%s", request.method, _without_tokens(path))
            raise


def _without_tokens(path: str) -> str:
    return re.sub(r"[\w-]{40,}", "…", path)
