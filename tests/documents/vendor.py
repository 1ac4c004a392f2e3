"""Holds the answers of the simulated MusicAPI against the OpenAPI document that it publishes.

The document is younger in places and older in others than what answers were seen to be like (musicapi.md): an answer
that only `straightened` makes right is no violation, but is told of. So is a status that the document does not name.
The mood `documented` promises what the document allows and nothing else: there all of these are violations, but for
what the vendor says on its pages (`PAGES`).
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from sandbox.musicapi.moods.mood import MoodName
from sandbox.musicapi.orders import OrderedAnswer
from tests.documents.document import Document
from tests.documents.pages import PAGES
from tests.sandbox.musicapi import document as published

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.wire.exchange import Answer, Request
    from tests.documents.book import Book

API = "/api/v1"
DOCUMENTED: Final[MoodName] = "documented"
HOSTILE: Final[MoodName] = "hostile"
JSON = "application/json"
ACCEPTED = range(200, 300)
NOT_FOUND = 404
POLLED = ("/task/{id}", "/clip/{id}")


def check_answer(request: Request, answer: Answer) -> frozenset[str] | None:
    """What an answer has beside the document; None where the document says nothing of its path.

    :raises AssertionError: It is not what the document says, nor anything that live answers are known to be.
    """
    found = _operation(request)
    if found is None or answer.drop:
        return None
    template, operation = found
    name = f"{request.method} {template}"
    described = _response(operation, answer.status)
    if described is None:
        return frozenset({f"{name}: {answer.status}"})
    if answer.content_type.partition(";")[0] != JSON:
        return frozenset({f"{name}: {answer.status} as {answer.content_type or 'nothing'}"})
    schema = described.get("content", {}).get(JSON, {}).get("schema")
    if schema is None:
        return frozenset()
    body = json.loads(answer.body)
    judged = verdict = _document().judge(schema, body)
    if judged.wrong and template.endswith(POLLED) and isinstance(body, dict):
        verdict = _document().judge(schema, published.straightened(body))
    assert not verdict.wrong, f"answer {answer.status} to {name}: {judged.wrong}"
    otherwise = {f"{judged.place} otherwise"} if judged.wrong else set[str]()
    return frozenset(f"{name}: {extra}" for extra in {*verdict.extras, *otherwise})


def check_request(request: Request) -> frozenset[str]:
    """What an accepted request has beside the document: where a page of the vendor's is newer, it is one more value."""
    found = _operation(request)
    if found is None or "requestBody" not in found[1]:
        return frozenset()
    verdict = _document().judge(found[1]["requestBody"]["content"][JSON]["schema"], request.json())
    return frozenset({f"{request.method} {found[0]}: asked with another {verdict.place}"} if verdict.wrong else ())


def judge_answer(book: Book, mood: str, request: Request, answer: Answer) -> None:
    """An answer as it left the simulator, and the request if it was accepted.

    What a test ordered, and what the mood `hostile` makes of an answer, are wrong on purpose.
    """
    if not request.path.startswith(f"{API}/"):
        return  # a file
    if isinstance(answer, OrderedAnswer) or mood == HOSTILE:
        book.note("answers that are wrong on purpose")
        return
    is_strict = mood == DOCUMENTED
    beside = check_answer(request, answer)
    if beside is None:
        is_refused = answer.drop or answer.status == NOT_FOUND
        assert is_refused or not is_strict, f"{answer.status} to {request.method} {request.path}: no such path"
        book.note("answers of which it says nothing")
        return
    book.note("answers", _held(beside) if is_strict else beside)
    if answer.status in ACCEPTED and request.method == "POST":
        asked = check_request(request)
        book.note("requests", _held(asked) if is_strict else asked)


def _held(beside: Iterable[str]) -> list[str]:
    """What stands beside the document, all of which a page must have."""
    found = sorted(beside)
    unknown = [said for said in found if said not in PAGES]
    assert not unknown, f"{', '.join(unknown)}: neither in the document nor on a page, in the mood {DOCUMENTED}"
    return found


@cache
def _document() -> Document:
    return Document(published.document())


def _operation(request: Request) -> tuple[str, dict[str, Any]] | None:
    if not request.path.startswith(f"{API}/"):
        return None  # a file
    path = request.path.removeprefix(API)
    for template, pattern, operations in _paths():
        if pattern.fullmatch(path) and request.method.lower() in operations:
            return template, operations[request.method.lower()]
    return None


@cache
def _paths() -> list[tuple[str, re.Pattern[str], dict[str, Any]]]:
    paths = _document().content["paths"].items()  # of whose parameters an empty one is one, too
    return [(template, re.compile(re.sub(r"\{\w+\}", "[^/]*", template)), of) for template, of in paths]


def _response(operation: dict[str, Any], status: int) -> dict[str, Any] | None:
    found = operation["responses"].get(str(status))
    while found is not None and "$ref" in found:
        found = _document().content["components"]["responses"][found["$ref"].rsplit("/", 1)[1]]
    return found
