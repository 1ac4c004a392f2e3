"""Pure: whether a webhook is MusicAPI's own, when it was sent, and which task it is about.

What is known of them comes from docs.musicapi.ai/webhook-guide: a POST of JSON with `X-Webhook-Id` (or
`Idempotency-Key`), `X-Webhook-Event`, `X-Webhook-Timestamp` in Unix seconds and `X-Webhook-Signature`, which is
`sha256=` and the hexadecimal HMAC-SHA256 of timestamp, full stop and the raw body. Id and event are not signed.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from bot.musicapi.responses.accept import TASK_ID
from bot.musicapi.responses.reply import Reply
from data.ids import TaskId

WINDOW: Final = timedelta(minutes=5)  # how far a webhook's timestamp may lie from our clock, either way
_SIGNATURE = re.compile(r"(?:sha256=)?([0-9a-fA-F]{64})")
_TIMESTAMP = re.compile(r"[0-9]{1,12}")  # ASCII only, and no more than a datetime holds
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9._:-]")
_LONGEST = 100  # characters of an id or an event's name that are looked at


class InvalidWebhook(Exception):
    """The call is not one that MusicAPI made just now for this address, or nobody can read it."""

    def __init__(self, fault: Literal["unsigned", "forged", "old", "future", "unreadable"]) -> None:
        super().__init__(fault)
        self.fault: Final = fault


@dataclass(frozen=True, slots=True)
class WebhookEvent:
    """What a genuine webhook says: something happened to this task."""

    task_id: TaskId
    name: str  # such as `song.completed`, for the log
    # Each of them names this one webhook: the vendor's id of it, which a repetition shares and nobody signed, and the
    # signature, which whoever sends the same bytes again cannot change.
    ids: tuple[str, ...]


def verify(headers: Mapping[str, str], body: bytes, secret: str, now: datetime) -> WebhookEvent:
    """The event of a genuine webhook; raises InvalidWebhook. Header names are taken in any case."""
    given = {name.lower(): value for name, value in headers.items()}
    signature = _SIGNATURE.fullmatch(given.get("x-webhook-signature", "").strip())
    timestamp = given.get("x-webhook-timestamp", "").strip()
    if signature is None or not _TIMESTAMP.fullmatch(timestamp):
        raise InvalidWebhook("unsigned")
    # Before anything is read of the body, so that a stranger's JSON is never parsed.
    if not hmac.compare_digest(signature[1].lower(), sign(timestamp, body, secret)):
        raise InvalidWebhook("forged")
    age = now.timestamp() - int(timestamp)
    if abs(age) > WINDOW.total_seconds():
        raise InvalidWebhook("old" if age > 0 else "future")
    return _read(given, body, signature[1].lower())


def sign(timestamp: str, body: bytes, secret: str) -> str:
    """The signature of `body` sent at `timestamp`, in lower-case hexadecimal."""
    mac = hmac.new(secret.encode(), timestamp.encode() + b".", hashlib.sha256)
    mac.update(body)  # not joined before: a stranger's megabyte need not be copied
    return mac.hexdigest()


def _read(given: Mapping[str, str], body: bytes, signature: str) -> WebhookEvent:
    found = Reply(200, body).object
    task_id = found.get("task_id")
    if not isinstance(task_id, str) or not TASK_ID.fullmatch(task_id):
        raise InvalidWebhook("unreadable")
    said = found.get("event")
    name = _plain(said if isinstance(said, str) else given.get("x-webhook-event", "")) or "-"
    vendors_id = _plain(given.get("x-webhook-id") or given.get("idempotency-key") or "")
    # With task and event: whether an id is ever used for two events of a task is not known.
    ids = (signature, *([f"{vendors_id} {task_id} {name}"] if vendors_id else []))
    return WebhookEvent(TaskId(task_id), name, ids)


def _plain(said: str) -> str:
    return _NOT_PLAIN.sub("", said[:_LONGEST])
