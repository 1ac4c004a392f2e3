"""Judges Discord's simulator: nothing it says stands beside Discord's document but what is known from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sandbox.wire.exchange import EMPTY, Request
from sandbox.wire.traffic import Exchange
from tests import openapi
from tests.documents.events import EVENTS, check_event

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.discord.outgoing import Reply
    from sandbox.wire.exchange import Answer
    from tests.documents.book import Book

ACCEPTED: Final = range(200, 300)
RESPONDS: Final = "/api/v10/interactions/1/token/callback"
# What stands beside the document, and where it is known from.
SOURCES: Final = {
    "ApplicationCommandInteractionMetadataResponse.command_type": "live answers",
    "ApplicationCommandInteractionMetadataResponse.name": "live answers",
    "CreatedThreadResponse.message": "documentation, Start Thread in Forum: a channel, with a nested message object",
    "GUILD_CREATE .application_command_counts": "live events",
    "GUILD_CREATE .embedded_activities": "live events",
}


def judge_answer(book: Book, request: Request, answer: Answer) -> None:
    """An answer as it left the simulator, and the request if it was accepted.

    A refused request is the business of whoever sent it: many tests send them on purpose.
    """
    if not openapi.BASE.fullmatch(request.path):
        return  # a file
    exchange = Exchange(0.0, request, answer, 0.0)
    book.note("answers", _known(openapi.check_answer(exchange), f"{request.method} {openapi.template(request.path)}"))
    if answer.status in ACCEPTED:
        openapi.check_request(exchange)
        book.note("requests")


def judge_event(book: Book, event: str, data: dict[str, Any]) -> None:
    """An event of the gateway, as far as the document knows its objects."""
    if event in EVENTS:
        book.note("events", _known(check_event(event, data), event))


def judge_sent(book: Book, payload: dict[str, Any]) -> None:
    """What is sent to an endpoint: a PING, an interaction, which is the gateway's event, or a webhook event."""
    if "token" not in payload:
        outer = {"version", "application_id", "type", *(("event",) if payload["type"] == 1 else ())}
        assert set(payload) == outer, f"a webhook's payload has {sorted(payload)}"
        if payload["type"] == 0:
            return
        assert set(payload["event"]) == {"type", "timestamp", "data"}, f"an event has {sorted(payload['event'])}"
    if "token" in payload:
        event, data = ("PING" if payload["type"] == 1 else "INTERACTION_CREATE"), payload
    else:
        event, data = payload["event"]["type"], payload["event"]["data"]
    assert event in EVENTS, f"{event} is sent to an endpoint, and in no list"
    book.note("sent to endpoints", _known(check_event(event, data), event))


def judge_response(book: Book, reply: Reply) -> None:
    """The response of an endpoint that was taken as an answer: as the request that it could have been over REST."""
    if not reply.body:
        return  # 202: the answer comes over REST
    request = Request("POST", RESPONDS, {}, {"content-type": reply.content_type}, reply.body)
    openapi.check_request(Exchange(0.0, request, EMPTY, 0.0))
    book.note("responses of endpoints")


def _known(extras: Iterable[str], where: str) -> list[str]:
    found = sorted(extras)
    for extra in found:
        plain = extra.rpartition(" ")[2]
        assert extra in SOURCES or plain in SOURCES, f"{where}: {extra} is not in the document, and in no list"
    return found
