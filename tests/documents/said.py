"""What simulators say, as it is handed to whoever holds it against the documents. Imports nothing but the sandbox."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

from sandbox.discord import http_interactions
from sandbox.discord.gateway.session import Session
from sandbox.discord.outgoing import Outgoing, Reply
from sandbox.discord.rest import DiscordRest
from sandbox.musicapi.vendor import Vendor

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.discord.entities import Interaction
    from sandbox.discord.world import DiscordWorld
    from sandbox.wire.exchange import Answer, Request

DISCORD, MUSICAPI = "Discord", "MusicAPI"


@dataclass(frozen=True, slots=True)
class SaidAnswer:
    """An answer as it left a simulator; `mood` is MusicAPI's, and where the simulator `broke` there is no answer."""

    service: str
    mood: str
    request: Request
    answer: Answer | None
    broke: str = ""


@dataclass(frozen=True, slots=True)
class SaidEvent:
    """An event of Discord's gateway, its data as JSON: what they are made of may change."""

    name: str
    data: str


@dataclass(frozen=True, slots=True)
class SaidToEndpoint:
    """What Discord sent to an endpoint of an application, as JSON."""

    data: str


@dataclass(frozen=True, slots=True)
class SaidResponse:
    """What an endpoint responded, and Discord took as the answer to an interaction."""

    reply: Reply


Said = SaidAnswer | SaidEvent | SaidToEndpoint | SaidResponse


def listen(hear: Callable[[Said], None]) -> None:
    """Tell `hear` all that the simulators of this process say from now on."""
    _listen_to(DISCORD, DiscordRest, lambda _: "", hear)
    _listen_to(MUSICAPI, Vendor, lambda vendor: vendor.mood.name, hear)
    dispatch = Session.dispatch

    @wraps(dispatch)
    def dispatch_and_tell(session: Session, event: str, data: dict[str, Any]) -> None:
        dispatch(session, event, data)
        hear(SaidEvent(event, json.dumps(data)))

    setattr(Session, "dispatch", dispatch_and_tell)  # noqa: B010 - a plain assignment must have the same names
    _listen_to_endpoints(hear)


def _listen_to(service: str, kind: type[Any], mood_of: Callable[[Any], str], hear: Callable[[Said], None]) -> None:
    handle = kind.handle

    @wraps(handle)
    async def handle_and_tell(simulator: Any, request: Request) -> Answer:
        try:
            answer = await handle(simulator, request)
        except Exception as error:
            hear(SaidAnswer(service, mood_of(simulator), request, None, repr(error)))
            raise
        hear(SaidAnswer(service, mood_of(simulator), request, answer))
        return answer

    kind.handle = handle_and_tell


def _listen_to_endpoints(hear: Callable[[Said], None]) -> None:
    post, take = Outgoing.post, http_interactions.take

    @wraps(post)
    async def post_and_tell(outgoing: Outgoing, url: str, payload: dict[str, Any], **more: Any) -> Reply:
        hear(SaidToEndpoint(json.dumps(payload)))
        return await post(outgoing, url, payload, **more)

    @wraps(take)
    def take_and_tell(world: DiscordWorld, interaction: Interaction, reply: Reply) -> None:
        take(world, interaction, reply)
        hear(SaidResponse(reply))

    setattr(Outgoing, "post", post_and_tell)  # noqa: B010 - a plain assignment must have the same names
    setattr(http_interactions, "take", take_and_tell)  # noqa: B010 - likewise
