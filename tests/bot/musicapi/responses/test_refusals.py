from __future__ import annotations

import json
from typing import Any

import pytest

from bot.musicapi.errors import (
    InvalidRequest,
    Moderated,
    MusicAPIError,
    RateLimited,
    Refused,
    Retired,
    Unanswered,
    Unauthorized,
    VendorOutOfCredits,
)
from bot.musicapi.offers import Host
from bot.musicapi.operations import Operation
from bot.musicapi.responses import refusals
from bot.musicapi.responses.accept import read_accept
from bot.musicapi.responses.reply import Reply
from tests.bot.musicapi.asking import catalog_of, least


def error_of(
    status: int, payload: Any, *, operation: Operation = Operation.CREATE, host: Host = Host.MUSICAPI, **headers: Any
) -> MusicAPIError:
    """What a create raises."""
    sonic = catalog_of(host).family("sonic")
    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with pytest.raises(MusicAPIError) as caught:
        read_accept(Reply(status, body, named), least(sonic, operation), sonic.offers[operation])
    return caught.value


@pytest.mark.parametrize(
    ("status", "payload", "error", "kind"),
    [
        (400, {"type": "validation_error", "error": "field required"}, InvalidRequest, "validation_error"),
        (400, {"message": "The title character length should be less than 80."}, InvalidRequest, "validation_error"),
        (413, b"", InvalidRequest, "validation_error"),
        (422, {"detail": [{"loc": ["mv"], "msg": "field required"}]}, InvalidRequest, "validation_error"),
        (401, {"type": "unauthorized", "error": "bad api key"}, Unauthorized, "unauthorized"),
        (401, {"message": "Authorization header is missing."}, Unauthorized, "unauthorized"),
        (402, {"type": "insufficient_credits", "error": "…"}, VendorOutOfCredits, "insufficient_credits"),
        (403, {"message": "insufficient credits"}, VendorOutOfCredits, "insufficient_credits"),
        (
            403,
            {"message": "The remaining credits are not enough. You can buy more one-time credit packs or subscribe."},
            VendorOutOfCredits,
            "insufficient_credits",
        ),
        (403, {"message": "No active subscription found."}, VendorOutOfCredits, "insufficient_credits"),
        (403, {"type": "forbidden", "error": "Lyrics are copyrighted: 'give me credit'"}, Moderated, "forbidden"),
        (403, {"message": "The description contains artist names."}, Moderated, "moderated"),
        (403, {"message": "producer tags are not allowed"}, Moderated, "moderated"),
        (403, {"message": "Too many requests"}, RateLimited, "rate_limited"),
        (403, {"type": "forbidden", "message": "API QPS limit exceeded"}, RateLimited, "forbidden"),
        (403, {"type": "forbidden", "message": "API usage limit exceeded"}, RateLimited, "forbidden"),
        (403, {"error": "The lyrics contain copyrighted content: 'too many fish'."}, Moderated, "moderated"),
        (403, {"error": "Tags contained artist name: Too Many Zooz"}, Moderated, "moderated"),
        (403, {"error": "The lyrics contain inappropriate content: 'the rate limit"}, Moderated, "moderated"),
        (403, {"error": "Words that are not allowed: 'the queue is full'"}, Refused, "refused"),
        (403, {"error": "Words that are not allowed: 'give me credit'"}, Refused, "refused"),
        (
            403,
            {"error": "You don't have a subscription. It isn't renewed."},
            VendorOutOfCredits,
            "insufficient_credits",
        ),
        (
            403,
            {"type": "insufficient_credits", "error": "Prompt likely malformed"},
            VendorOutOfCredits,
            "insufficient_credits",
        ),
        (403, {"message": "Uploaded audio matches existing work of art."}, Moderated, "moderated"),
        (403, {"type": "forbidden", "error": "system"}, Refused, "forbidden"),
        (403, b"<html>blocked</html>", Refused, "refused"),
        (404, {"message": "Not Found"}, Retired, "endpoint_retired"),
        (404, b"<html>the song page is gone</html>", Retired, "endpoint_retired"),
        (404, {"message": "clip not found"}, InvalidRequest, "validation_error"),
        (405, b"", Retired, "endpoint_retired"),
        (410, {"type": "endpoint_retired", "error": "task_type not supported"}, Retired, "endpoint_retired"),
        (410, b"Gone", Retired, "endpoint_retired"),
        (400, {"type": "endpoint_retired", "error": "gone"}, Retired, "endpoint_retired"),
        (409, {"message": "conflict"}, Refused, "refused"),
        (302, b"", Refused, "refused"),
        (429, {"message": "rate limit"}, RateLimited, "rate_limited"),
        (429, b"rate limited", RateLimited, "rate_limited"),
    ],
)
def test_a_definite_no_says_what_to_do_next(status: int, payload: Any, error: type[Refused], kind: str) -> None:
    found = error_of(status, payload)
    assert type(found) is error
    assert isinstance(found, Refused)
    assert (found.status, found.kind) == (status, kind)


def test_nobody_stops_a_family_for_all_with_a_name_that_speaks_of_too_many() -> None:
    for said in ("artist names: 'Too Many Zooz' which is not allowed.", "artist names: Too Many Zooz"):
        assert type(error_of(403, {"message": f"The song description contains {said}"})) is Moderated


@pytest.mark.parametrize("status", [100, 408, 500, 502, 503, 504, 524, 999])
def test_what_may_have_been_accepted_is_not_a_refusal(status: int) -> None:
    found = error_of(status, {"message": "internal error"})
    assert type(found) is Unanswered
    assert found.status == status


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        ({"error": "one", "message": "two"}, "one"),
        ({"error": "", "message": "two"}, "two"),
        ({"detail": "three"}, "three"),
        ({"detail": [{"msg": "a"}, {"msg": "b"}]}, "a; b"),
        ({"error": {"message": "deep"}}, "deep"),
        ("just text", "just text"),
        (b"plain  text\n", "plain text"),
        (b"<!doctype html><title>x</title>", "Bad Request"),
        (b"", "Bad Request"),
        ({}, "Bad Request"),
        ({"error": 7, "message": None}, "Bad Request"),
        ({"error": "nul\x00 \u202eback\nnext"}, "nul back next"),
        (b"\xff\xfe\xfd", "���"),
    ],
)
def test_the_reason_is_the_vendors_words_cleaned(payload: Any, reason: str) -> None:
    assert error_of(400, payload).reason == reason


def test_a_reason_is_short() -> None:
    assert len(error_of(400, {"error": "x" * 10_000}).reason) == 300
    assert len(error_of(400, b"y" * 10_000).reason) == 300


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry_after": "7"}, 7.0),
        ({"retry_after": "0.5"}, 0.5),
        ({"retry_after": "-3"}, None),
        ({"retry_after": "soon"}, None),
        ({"retry_after": "Wed, 21 Oct 2026 07:28:30 GMT", "date": "Wed, 21 Oct 2026 07:28:00 GMT"}, 30.0),
        ({"retry_after": "Wed, 21 Oct 2026 07:27:00 GMT", "date": "Wed, 21 Oct 2026 07:28:00 GMT"}, 0.0),
        ({"retry_after": "Wed, 21 Oct 2026 07:28:30 GMT"}, None),
        ({"retry_after": "Wed, 21 Oct 2026 07:28:30", "date": "Wed, 21 Oct 2026 07:28:00 GMT"}, None),
        ({"retry_after": "Wed, 21 Oct 20261111111 07:28:30 GMT", "date": "Wed, 21 Oct 2026 07:28:00 GMT"}, None),
        ({"retry_after": "Wed, 21 Oct 2026 07:28:30 +99999999999999", "date": "Wed, 21 Oct 2026 07:28:00 GMT"}, None),
        ({}, None),
    ],
)
def test_retry_after_is_seconds_or_a_date(headers: dict[str, Any], seconds: float | None) -> None:
    found = error_of(429, {"message": "rate limit"}, **headers)
    assert isinstance(found, RateLimited)
    assert found.retry_after == seconds


def test_a_status_that_nobody_knows_has_a_phrase() -> None:
    assert Reply(599).phrase == "HTTP 599"
    assert refusals.of_any(Reply(599)).reason == "HTTP 599"


@pytest.mark.parametrize(
    ("operation", "payload", "error"),
    [
        (Operation.WAV, {"message": "Not Found"}, InvalidRequest),
        (Operation.STEMS_FULL, b"", InvalidRequest),
        (Operation.LYRICS_TIMELINE, {"error": "no lyrics"}, InvalidRequest),
        (Operation.LYRICS_TIMELINE, b"<html>no such page</html>", Retired),
        (Operation.STEMS_BASIC, {"type": "endpoint_retired", "error": "gone"}, Retired),
        (Operation.BPM, {"message": "Not Found"}, Retired),
        (Operation.BPM, {"message": "clip not found"}, InvalidRequest),
    ],
)
def test_a_clip_that_is_not_known_is_no_path_that_is_gone(
    operation: Operation, payload: Any, error: type[MusicAPIError]
) -> None:
    assert type(error_of(404, payload, operation=operation)) is error


def test_a_download_whose_source_was_purged_is_not_to_be_had() -> None:
    gone = error_of(404, {"type": "not_found", "error": "purged"}, operation=Operation.DOWNLOAD, host=Host.TWIN)
    assert type(gone) is InvalidRequest


@pytest.mark.parametrize(
    ("operation", "status", "message", "error"),
    [
        (Operation.WRITE_LYRICS, 504, "upstream timeout", Refused),
        (Operation.WRITE_LYRICS, 502, "upstream timeout", Unanswered),
        (Operation.CREATE, 504, "upstream timeout", Unanswered),
        (Operation.CREATE, 502, "provider did not return a job id", Unanswered),
    ],
)
def test_server_errors_of_which_it_is_said_that_nothing_was_charged(
    operation: Operation, status: int, message: str, error: type[MusicAPIError]
) -> None:
    assert type(error_of(status, {"message": message}, operation=operation)) is error


def test_a_download_that_its_provider_never_took_is_refused() -> None:
    producer = catalog_of(Host.MUSICAPI).family("producer")
    for message, error in (("provider did not return a job id", Refused), ("Bad Gateway", Unanswered)):
        answer = Reply(502, json.dumps({"message": message}).encode())
        with pytest.raises(MusicAPIError) as caught:
            read_accept(answer, least(producer, Operation.DOWNLOAD), producer.offers[Operation.DOWNLOAD])
        assert type(caught.value) is error


@pytest.mark.parametrize(
    ("message", "error"),
    [
        ("Audio URL is not accessible. Please provide a public direct audio file URL.", InvalidRequest),
        ("Invalid audio file", InvalidRequest),
    ],
)
def test_a_recording_that_the_vendor_does_not_take(message: str, error: type[MusicAPIError]) -> None:
    refused = error_of(400, {"message": message}, operation=Operation.UPLOAD)
    assert (type(refused), refused.reason) == (error, message)
    assert type(error_of(403, {"message": "matches copyrighted audio"}, operation=Operation.UPLOAD)) is Moderated


def test_a_queue_that_is_full_is_too_many_requests() -> None:
    full = error_of(403, {"type": "forbidden", "message": "The queue is full", "refund_processed": True})
    assert type(full) is RateLimited


def test_a_refusal_under_200_is_a_refusal() -> None:
    assert type(error_of(200, {"code": 400, "message": "mv is invalid"})) is InvalidRequest
    assert type(error_of(200, {"code": "403", "message": "insufficient credits"})) is VendorOutOfCredits
    assert type(error_of(200, {"code": 500, "message": "internal error"})) is Unanswered


@pytest.mark.parametrize(
    ("said", "family"),
    [
        ("rate limit", ""),
        ("Riffusion rate limit", "riffusion"),
        ("sonic or producer: too many", ""),
        ("supersonic", ""),
    ],
)
def test_an_answer_of_too_many_may_name_a_family(said: str, family: str) -> None:
    error = error_of(429, {"message": said})
    assert isinstance(error, RateLimited)
    assert error.family == family
