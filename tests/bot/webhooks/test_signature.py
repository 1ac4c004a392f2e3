"""A webhook counts when MusicAPI signed these very bytes for this very address a moment ago, and never else."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.musicapi.client import MusicAPI
from bot.musicapi.errors import InvalidRequest
from bot.musicapi.operations import Operation
from bot.musicapi.requests import WebhookTarget
from bot.webhooks.signature import WINDOW, InvalidWebhook, verify
from sandbox.wire.exchange import json_answer
from tests.bot.musicapi.asking import ask

if TYPE_CHECKING:
    from tests.bot.musicapi.front import Front

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SECRET = "the key of one job"
TASK = "6d7253ac-916e-49a8-b288-91ffa7f8a8cd"
COMPLETED = {
    "code": 200,
    "data": [{"clip_id": "c1", "state": "succeeded", "audio_url": "https://cdn.musicapi.ai/c1.mp3"}],
    "message": "success",
    "task_id": TASK,
    "platform": "suno",
    "event": "song.completed",
}
FAILED = {
    "task_id": TASK,
    "platform": "suno",
    "event": "song.failed",
    "type": "failed",
    "message": "upstream error",
    "refund_processed": True,
}
NURO = {"task_id": TASK, "platform": "nuro", "event": "song.completed", "audio_url": "https://x", "theme": "sea"}


def signed(body: Any = COMPLETED, *, at: datetime = NOW, secret: str = SECRET, **headers: str) -> dict[str, Any]:
    """A webhook as the vendor's guide describes it, written from that guide and not from our code."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    timestamp = str(int(at.timestamp()))
    mac = hmac.new(secret.encode(), f"{timestamp}.".encode() + raw, hashlib.sha256).hexdigest()
    named = {
        "X-Webhook-Id": "wh_1",
        "X-Webhook-Event": "song.completed",
        "X-Webhook-Timestamp": timestamp,
        "X-Webhook-Signature": f"sha256={mac}",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    return {"headers": {name: value for name, value in named.items() if value}, "body": raw}


def fault(call: dict[str, Any], *, secret: str = SECRET, now: datetime = NOW) -> str:
    with pytest.raises(InvalidWebhook) as raised:
        verify(**call, secret=secret, now=now)
    return raised.value.fault


@pytest.mark.parametrize("body", [COMPLETED, FAILED, NURO, {**COMPLETED, "message": "streaming"}])
def test_every_payload_of_the_guide_names_its_task(body: dict[str, Any]) -> None:
    event = verify(**signed(body), secret=SECRET, now=NOW)
    assert (event.task_id, event.name) == (TASK, body["event"])


def test_header_names_come_in_any_case() -> None:
    call = signed()
    call["headers"] = {name.upper(): value for name, value in call["headers"].items()}
    assert verify(**call, secret=SECRET, now=NOW).task_id == TASK


@pytest.mark.parametrize("seconds", [0, 299, -299, 300, -300])
def test_a_clock_may_differ_by_five_minutes(seconds: int) -> None:
    assert timedelta(seconds=300) == WINDOW
    verify(**signed(at=NOW + timedelta(seconds=seconds)), secret=SECRET, now=NOW)


@pytest.mark.parametrize(
    ("seconds", "said"), [(-301, "old"), (301, "future"), (-86400 * 365, "old"), (10**9, "future")]
)
def test_older_and_newer_ones_are_not_taken(seconds: int, said: str) -> None:
    assert fault(signed(at=NOW + timedelta(seconds=seconds))) == said


@pytest.mark.parametrize(
    "timestamp", ["", "now", "-1", "1.5", "1e9", "0x10", "٣٤٥", "9" * 13, "9" * 5000, "1 2", "NaN", "inf"]
)
def test_a_timestamp_that_is_no_number_of_seconds_is_no_signature(timestamp: str) -> None:
    assert fault(signed(X_Webhook_Timestamp=timestamp)) == "unsigned"


def test_another_timestamp_than_the_signed_one_is_a_forgery() -> None:
    assert fault(signed(X_Webhook_Timestamp=str(int(NOW.timestamp()) + 1))) == "forged"


@pytest.mark.parametrize(
    "signature",
    ["", "sha256=", "sha1=" + "0" * 64, "sha256=" + "0" * 63, "sha256=" + "g" * 64, "é" * 64, "\udcff" * 64],
)
def test_no_signature_and_one_of_another_shape(signature: str) -> None:
    assert fault(signed(X_Webhook_Signature=signature)) == "unsigned"


@pytest.mark.parametrize("signature", ["sha256=" + "0" * 64, "f" * 64])
def test_a_made_up_signature(signature: str) -> None:
    assert fault(signed(X_Webhook_Signature=signature)) == "forged"


def test_the_key_of_another_job_is_a_forgery() -> None:
    assert fault(signed(secret="the key of another job")) == "forged"


def test_one_changed_byte_is_a_forgery() -> None:
    call = signed()
    call["body"] = call["body"].replace(b"succeeded", b"succeedeD")
    assert fault(call) == "forged"


def test_an_unsigned_body_is_never_parsed() -> None:
    assert fault({"headers": {}, "body": b"[" * 1_000_000}) == "unsigned"


@pytest.mark.parametrize("body", [b"not json", b"null", b"[" * 1_000_000])
def test_a_body_that_somebody_else_signed_is_never_parsed(body: bytes) -> None:
    assert fault({**signed(), "body": body}) == "forged"  # and not unreadable, as nobody tried


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b"null",
        b"7",
        b'"text"',
        [COMPLETED],
        {},
        {"task_id": None},
        {"task_id": 7},
        {"task_id": ""},
        {"task_id": [TASK]},
        {"task_id": "../../get-credits"},
        {"task_id": "a b"},
        {"task_id": "a\x00b"},
        {"task_id": "ａｂｃ"},
        {"task_id": "x" * 201},
        {"data": {"task_id": TASK}},
    ],
    ids=lambda body: repr(body)[:30],
)
def test_a_genuine_body_without_a_task_is_unreadable(body: Any) -> None:
    assert fault(signed(body)) == "unreadable"


@given(st.binary(max_size=300), st.dictionaries(st.text(max_size=20), st.text(max_size=40), max_size=5))
def test_no_bytes_and_no_headers_break_it(body: bytes, headers: dict[str, str]) -> None:
    fault({"headers": headers, "body": body})
    call = signed(body)
    with pytest.raises(InvalidWebhook):
        verify({**headers, **call["headers"]}, body, SECRET, NOW)


def test_a_repetition_shares_a_name_whatever_was_changed_that_nobody_signed() -> None:
    def ids(call: dict[str, Any]) -> set[str]:
        return set(verify(**call, secret=SECRET, now=NOW).ids)

    first = ids(signed())
    retried = ids(signed(at=NOW + timedelta(seconds=20)))  # the vendor again, later
    replayed = ids(signed(X_Webhook_Id="wh_2"))  # somebody else, with another id
    unnamed = ids(signed(X_Webhook_Id=""))
    assert first & retried
    assert first & replayed
    assert first & unnamed
    other_news = ids(signed(FAILED))
    assert not first & other_news


def test_the_older_name_of_the_id_counts_too() -> None:
    call = verify(**signed(X_Webhook_Id="", Idempotency_Key="wh_1"), secret=SECRET, now=NOW)
    assert call.ids == verify(**signed(), secret=SECRET, now=NOW).ids


@pytest.mark.parametrize("event", ["x" * 5000, "a\nb level=CRITICAL", "\x1b[31m", "", None, 7, {"a": 1}])
def test_what_is_logged_of_the_event_is_short_and_plain(event: Any) -> None:
    name = verify(**signed({**COMPLETED, "event": event}), secret=SECRET, now=NOW).name
    assert 1 <= len(name) <= 100
    assert name.isprintable()
    assert " " not in name


async def test_a_refusal_that_quotes_the_request_gives_neither_token_nor_key_away(front: Front) -> None:
    webhook = WebhookTarget("https://songs.example.com/musicapi/Zm9yLW9uZS1qb2ItYW5kLW5vLW90aGVy", "the-key-of-one-job")
    quoted = f"webhook_url {webhook.url} with {webhook.secret} is not allowed"
    front.answer(json_answer(400, {"error": quoted}))
    async with MusicAPI(front.url, "musicapi-key-1234") as musicapi:
        with pytest.raises(InvalidRequest) as raised:
            await musicapi.create(ask(Operation.CREATE, "sonic", "sonic-v5", prompt="r&b"), webhook)
    assert raised.value.reason == "webhook_url https://songs.example.com/musicapi/[token] with [key] is not allowed"
    sent = json.loads(front.requests[0].body)
    assert (sent["webhook_url"], sent["webhook_secret"]) == (webhook.url, webhook.secret)
    assert webhook.secret not in repr(webhook)


async def test_a_family_that_does_not_call_is_not_asked_to(front: Front) -> None:
    front.answer(json_answer(200, {"message": "success", "task_id": TASK}))
    async with MusicAPI(front.url, "musicapi-key-1234") as musicapi:
        await musicapi.create(
            ask(Operation.CREATE, "riffusion", "FUZZ-1.1 Pro", prompt="r&b"),
            WebhookTarget("https://a/b", "c" * 20),
        )
    assert not [name for name in json.loads(front.requests[0].body) if name.startswith("webhook")]
