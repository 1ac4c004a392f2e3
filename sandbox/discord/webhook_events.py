"""Webhook events: what Discord tells an application over HTTP, whether or not it is connected to the gateway.

Source: documentation, Webhook Events, and Application ("Application Event Webhook Status"). Neither says how often
Discord tries again within its ten minutes, nor after how many failures it stops: see `limits`.
"""

from __future__ import annotations

import logging

from sandbox.discord import limits
from sandbox.discord.entities import Payload, User
from sandbox.discord.outgoing import EVENTS_AGENT, NoReplyError, Outgoing
from sandbox.discord.payloads import user_payload
from sandbox.wire.clock import stamp

log = logging.getLogger(__name__)

PING, EVENT = 0, 1  # webhook types
DISABLED, ENABLED, DISABLED_BY_DISCORD = 1, 2, 3
ACKNOWLEDGED = 204
TYPES = (
    "APPLICATION_AUTHORIZED",
    "APPLICATION_DEAUTHORIZED",
    "ENTITLEMENT_CREATE",
    "ENTITLEMENT_DELETE",
    "ENTITLEMENT_UPDATE",
    # May be asked for; what they tell of (lobbies, the Social SDK, quests) cannot happen here.
    "GAME_DIRECT_MESSAGE_CREATE",
    "GAME_DIRECT_MESSAGE_DELETE",
    "GAME_DIRECT_MESSAGE_UPDATE",
    "LOBBY_MESSAGE_CREATE",
    "LOBBY_MESSAGE_DELETE",
    "LOBBY_MESSAGE_UPDATE",
    "QUEST_USER_ENROLLMENT",
)


class WebhookEvents:
    """Where an application wants to be told, of what, and the telling."""

    def __init__(self, outgoing: Outgoing, application_id: int) -> None:
        self.url: str | None = None
        self.status = DISABLED
        self.types: list[str] = []
        self._outgoing = outgoing
        self._application_id = application_id
        self._given_up = 0  # events in a row

    def set_status(self, status: int) -> None:
        """Let the application switch its events on or off; what Discord switched off begins anew."""
        self.status = status
        self._given_up = 0

    def authorized(self, user: User, context: int, scopes: list[str], guild: Payload | None = None) -> None:
        """A user added the application to a server or to their account (`context`: the integration type)."""
        data = {"integration_type": context, "user": user_payload(user), "scopes": scopes}
        self.tell("APPLICATION_AUTHORIZED", data if guild is None else {**data, "guild": guild})

    def deauthorized(self, user: User) -> None:
        """A user took the application off their account."""
        self.tell("APPLICATION_DEAUTHORIZED", {"user": user_payload(user)})

    def tell(self, kind: str, data: Payload) -> None:
        """Tell of an event, if the application asked for such; it goes out in the background."""
        if self._where(kind) is None:
            return
        at = stamp(self._outgoing.clock.now()).removesuffix("+00:00")  # as the documentation's examples have it
        self._outgoing.start(self._deliver(self.envelope(EVENT, {"type": kind, "timestamp": at, "data": data})))

    def envelope(self, kind: int, event: Payload | None = None) -> Payload:
        """The outer payload."""
        told: Payload = {"version": 1, "application_id": str(self._application_id), "type": kind}
        return told if event is None else {**told, "event": event}

    def _where(self, kind: str) -> str | None:
        return self.url if self.status == ENABLED and kind in self.types else None

    async def _deliver(self, payload: Payload) -> None:
        clock, pause = self._outgoing.clock, limits.EVENT_RETRY_PAUSE
        ends_at = clock.now() + limits.EVENT_RETRIED_FOR
        while (url := self._where(payload["event"]["type"])) is not None:  # it may have been taken back meanwhile
            if await self._is_acknowledged(url, payload):
                self._given_up = 0
                return
            if clock.now() + pause > ends_at:
                self._give_up(payload)
                return
            await clock.sleep(pause)
            pause *= 2

    async def _is_acknowledged(self, url: str, payload: Payload) -> bool:
        try:
            reply = await self._outgoing.post(url, payload, seconds=limits.ANSWER_DEADLINE, agent=EVENTS_AGENT)
        except NoReplyError as error:
            log.warning("webhook_event_unanswered type=%s reason=%s", payload["event"]["type"], error)
            return False
        if reply.status != ACKNOWLEDGED:
            log.warning("webhook_event_refused type=%s status=%d", payload["event"]["type"], reply.status)
        return reply.status == ACKNOWLEDGED

    def _give_up(self, payload: Payload) -> None:
        log.warning("webhook_event_given_up type=%s", payload["event"]["type"])
        self._given_up += 1
        if self._given_up >= limits.EVENTS_GIVEN_UP:
            log.warning("webhook_events_disabled after=%d", self._given_up)
            self.status = DISABLED_BY_DISCORD
