"""Judges Discord's simulator: nothing it says stands beside Discord's document but what is known from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sandbox.wire.traffic import Exchange
from tests import openapi
from tests.documents.events import EVENTS, check_event

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.wire.exchange import Answer, Request
    from tests.documents.book import Book

ACCEPTED: Final = range(200, 300)
# What stands beside the document, and where it is known from.
SOURCES: Final = {
    "ApplicationCommandInteractionMetadataResponse.command_type": "live answers",
    "ApplicationCommandInteractionMetadataResponse.name": "live answers",
    "CreatedThreadResponse.message": "documentation, Start Thread in Forum: a channel, with a nested message object",
    "GUILD_CREATE .application_command_counts": "live events",
    "GUILD_CREATE .embedded_activities": "live events",
}


def judge_answer(book: Book, _: Any, request: Request, answer: Answer) -> None:
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


def _known(extras: Iterable[str], where: str) -> list[str]:
    found = sorted(extras)
    for extra in found:
        plain = extra.rpartition(" ")[2]
        assert extra in SOURCES or plain in SOURCES, f"{where}: {extra} is not in the document, and in no list"
    return found
