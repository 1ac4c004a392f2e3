"""The checks against Discord's document find what they are there to find."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sandbox.wire.exchange import EMPTY, Answer, Request, json_answer
from sandbox.wire.traffic import Exchange
from tests.openapi import check_answer, check_named, check_request, needs_document

pytestmark = needs_document


def exchange(method: str, path: str, body: Any = None, answer: Answer = EMPTY) -> Exchange:
    request = Request(method, f"/api/v10{path}", body=b"" if body is None else json.dumps(body).encode())
    return Exchange(0.0, request, answer, 0.0)


def test_a_good_exchange_passes() -> None:
    good = exchange("GET", "/gateway", answer=json_answer(200, {"url": "wss://gateway.discord.gg"}))
    check_request(good)
    check_answer(good)
    check_request(exchange("POST", "/channels/1/messages", {"content": "a", "embeds": [{"title": "t"}]}))


@pytest.mark.parametrize(
    "bad",
    [
        exchange("POST", "/channels/1/messages", {"content": 5}),
        exchange("POST", "/channels/1/messages", {"embeds": [{"title": "t" * 257}]}),
        exchange("POST", "/channels/1/messages", {"components": [{"type": 2, "style": 1}]}),
        exchange("PATCH", "/webhooks/1/abc/messages/@original", {"content": "c" * 2001}),
        exchange("GET", "/songs"),
        exchange("PUT", "/users/@me"),
    ],
)
def test_a_bad_request_is_found(bad: Exchange) -> None:
    with pytest.raises(AssertionError):
        check_request(bad)


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/gateway", json_answer(200, {})),
        ("/gateway", json_answer(200, {"url": 5})),
        ("/gateway", json_answer(302, {"url": "wss://gateway.discord.gg"})),
        ("/gateway", Answer(200, b'{"url": "wss://a"}', content_type="application/json; charset=utf-8")),
        ("/gateway", json_answer(200, {"url": "wss://gateway.discord.gg"}, X_RateLimit_Limit="five")),
        ("/gateway", json_answer(400, {"message": "no code"})),
        ("/gateway", json_answer(429, {"message": "You are being rate limited.", "code": 0})),
        ("/users/@me", json_answer(200, {"id": 5})),
    ],
)
def test_a_bad_answer_is_found(path: str, answer: Answer) -> None:
    with pytest.raises(AssertionError):
        check_answer(exchange("GET", path, answer=answer))


def test_the_inner_codes_of_50035_are_words() -> None:
    refused = {"code": 50035, "message": "Invalid Form Body", "errors": {"content": {"_errors": [{}]}}}
    refused["errors"] = {"content": {"_errors": [{"code": "BASE_TYPE_REQUIRED", "message": "This field is required"}]}}
    check_answer(exchange("POST", "/channels/1/messages", {}, json_answer(400, refused)))


def test_ids_may_be_numbers_in_requests_only() -> None:
    check_request(exchange("POST", "/channels/1/messages", {"attachments": [{"id": 0}]}))
    with pytest.raises(AssertionError):
        check_named("SnowflakeType", 0)


def test_files_and_sockets_are_not_the_documents_business() -> None:
    check_answer(Exchange(0.0, Request("GET", "/attachments/1/2/a.mp3"), Answer(200, b"a", "audio/mpeg"), 0.0))
    check_request(Exchange(0.0, Request("GET", "/gateway"), EMPTY, 0.0))
