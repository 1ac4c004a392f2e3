"""Holds every request to Discord's REST API and every answer of it against the OpenAPI document that Discord publishes.

`check_request` and `check_answer` raise AssertionError with what is wrong; `check_traffic` checks all that passed
through a server. Where the document is not at hand they check nothing: `needs_document` skips, with the reason, the
tests that are about nothing else. Its place is the folder `ENCORE_SHARED`, or `../shared` beside the repository.
"""

from __future__ import annotations

import copy
import json
import os
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.documents.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.wire.traffic import Exchange

NAME = "discord-openapi.json"
PATH = Path(os.environ.get("ENCORE_SHARED") or Path(__file__).parents[2] / "shared") / NAME
TAKES_BITS = (
    "ApplicationCommandCreateRequest",
    "ApplicationCommandUpdateRequest",
    "ApplicationCommandPatchRequestPartial",
)
BASE = re.compile(r"/api/v10(/.*)")
# What Discord takes although the document lacks it; each route of the sandbox's says from where that is known.
NOT_DOCUMENTED = (
    ("post", "/channels/{channel_id}/thread-members/@me", re.compile(r"/channels/[^/]+/thread-members/@me")),
)
JSON = "application/json"

needs_document = pytest.mark.skipif(
    not PATH.exists(), reason=f"{NAME} is not at hand: set ENCORE_SHARED to the folder that holds it"
)


def check_request(exchange: Exchange) -> None:
    """The request's path, method and body are in the document."""
    operation = _operation(exchange)
    if operation is None or exchange.answer.status == 404:
        return
    body = operation.get("requestBody")
    if body is None or not exchange.request.body:
        return
    if exchange.request.content_type.lower().startswith("application/x-www-form-urlencoded"):
        return  # whose fields are texts, whatever the document says that they mean
    _check(body["content"][JSON]["schema"], _payload(exchange), f"request {_name(exchange)}", asked=True)


def check_answer(exchange: Exchange) -> frozenset[str]:
    """The answer's status and body are in the document, and its rate-limit headers read as it says.

    Returns what the body has beside the document, such as `MessageResponse.channel_type`.
    """
    operation = _operation(exchange)
    answer = exchange.answer
    if operation is None or answer.drop:
        return frozenset()
    where = f"answer {answer.status} to {_name(exchange)}"
    if answer.status == 429 and answer.content_type.startswith("text/html"):
        return frozenset()  # the closed door is Cloudflare's, not in Discord's document
    described = _response(operation, answer.status)
    assert described is not None, f"{where}: this status is not documented"
    _check_headers(described, answer.headers, where)
    content = described.get("content")
    if content is None:
        assert answer.body == b"", f"{where}: a body where none is documented"
        return frozenset()
    assert answer.content_type == JSON, f"{where}: content type {answer.content_type!r}"
    return _check(content[JSON]["schema"], json.loads(answer.body), where)


def check_traffic(traffic: Iterable[Exchange]) -> None:
    """Both ways of everything that passed."""
    for exchange in traffic:
        check_request(exchange)
        check_answer(exchange)


def check_named(schema: str, value: Any) -> None:
    """A value against one of the document's named schemas, such as `MessageResponse`."""
    if PATH.exists():
        _check(answers().named(schema), value, schema)


@cache
def answers() -> Document:
    """The document as Discord keeps it in what it sends."""
    return Document(document())


def template(path: str) -> str:
    """The path as the document writes it, without anybody's ids and tokens; itself where the document has no such."""
    below = BASE.fullmatch(path)
    return next((named for pattern, named, _ in _paths() if below and pattern.fullmatch(below.group(1))), path)


def _name(exchange: Exchange) -> str:
    return f"{exchange.request.method} {template(exchange.request.path)}"


def _operation(exchange: Exchange) -> dict[str, Any] | None:
    path = BASE.fullmatch(exchange.request.path)
    if path is None or not PATH.exists():
        return None  # a file of the CDN, the gateway's socket, or nothing to hold it against
    known = _find(path.group(1))
    method = exchange.request.method.lower()
    if any(method == other and name.fullmatch(path.group(1)) for other, _, name in NOT_DOCUMENTED):
        return None
    if exchange.answer.status in (404, 405) and (known is None or method not in known):
        return None  # a test that asks for what is not there
    assert known is not None, f"{path.group(1)}: no such path in {NAME}"
    assert method in known, f"{_name(exchange)}: no such method in {NAME}"
    return known[method]


def _payload(exchange: Exchange) -> Any:
    request = exchange.request
    if not request.content_type.startswith("multipart/form-data"):
        return json.loads(request.body)
    boundary = request.content_type.split("boundary=", 1)[1].strip('"').encode()
    for part in request.body.split(b"--" + boundary):
        head, _, content = part.partition(b"\r\n\r\n")
        if b'name="payload_json"' in head:
            return json.loads(content)
    return {}


def _response(operation: dict[str, Any], status: int) -> dict[str, Any] | None:
    responses = operation["responses"]
    found = responses.get(str(status)) or responses.get(f"{status // 100}XX")
    if found is not None and "$ref" in found:
        return document()["components"]["responses"][found["$ref"].rsplit("/", 1)[1]]
    return found


def _check_headers(described: dict[str, Any], headers: dict[str, str], where: str) -> None:
    convert = {"integer": int, "number": float, "string": str}
    for name in described.get("headers", {}):
        if name in headers:
            kind = document()["components"]["headers"][name]["schema"]["type"]
            try:
                convert[kind](headers[name])
            except ValueError:
                raise AssertionError(f"{where}: {name} is {headers[name]!r}, not of type {kind}") from None


def _check(schema: dict[str, Any], value: Any, where: str, *, asked: bool = False) -> frozenset[str]:
    verdict = (_requests() if asked else answers()).judge(schema, value)
    assert not verdict.wrong, f"{where}: {verdict.wrong}"
    return verdict.extras


@cache
def document() -> dict[str, Any]:
    """The document as it is read here: with what the documentation says, where the two differ."""
    document = json.loads(PATH.read_text())
    # The inner codes of a 50035 are words, such as BASE_TYPE_REQUIRED (documentation: Reference, Error Messages); the
    # document gives them the schema of the outer code, a number.
    inner = document["components"]["schemas"]["InnerErrors"]["properties"]["_errors"]
    word = copy.deepcopy(document["components"]["schemas"]["Error"])
    word["properties"]["code"] = {"type": "string"}
    inner["items"] = word
    # Forwards are of a type that the document leaves out (documentation: Message, "Message Reference Types").
    kinds = document["components"]["schemas"]["MessageReferenceType"]
    kinds["oneOf"] = [*kinds["oneOf"], {"title": "FORWARD", "const": 1}]
    return document


@cache
def _find(path: str) -> dict[str, Any] | None:
    for pattern, _, operations in _paths():
        if pattern.fullmatch(path):
            return operations
    return None


@cache
def _paths() -> list[tuple[re.Pattern[str], str, dict[str, Any]]]:
    # Fixed words before parameters: /users/@me is not the user "@me".
    known = sorted(document()["paths"].items(), key=lambda item: [part.startswith("{") for part in item[0].split("/")])
    return [(re.compile(re.sub(r"\{\w+\}", "[^/]+", named)), named, operations) for named, operations in known]


@cache
def _requests() -> Document:
    """The document as Discord reads requests by it."""
    read = copy.deepcopy(document())
    # Requests may write ids as numbers too (documentation: Uploading Files, `attachments[].id`); answers never do.
    either = {"anyOf": [read["components"]["schemas"]["SnowflakeType"], {"type": "integer", "minimum": 0}]}
    read["components"]["schemas"]["SnowflakeType"] = either
    # Permission bits are text in the documentation (Application Command Structure), numbers in the document.
    for name in TAKES_BITS:
        bits = read["components"]["schemas"][name]["properties"]["default_member_permissions"]
        bits["type"] = [*bits["type"], "string"]
    # So is an application's description (Edit Current Application), which the document has in several languages.
    description = read["components"]["schemas"]["ApplicationFormPartial"]["properties"]["description"]
    description["type"] = [*description["type"], "string"]
    description["maxLength"] = 400
    return Document(read)
