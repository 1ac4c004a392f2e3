"""How the vendor says no: the literal sentences that are known, in the envelopes that were seen (musicapi.md 9)."""

from __future__ import annotations

import math
from random import Random
from typing import Any

from sandbox.wire.exchange import Answer, json_answer

# The typed table of docs.aimusicapi.ai/error-handling: what `type` says for a status.
KINDS = {
    400: "validation_error",
    401: "unauthorized",
    402: "insufficient_credits",
    403: "forbidden",
    404: "not_found",
    410: "endpoint_retired",
    429: "rate_limited",
    500: "internal_error",
    502: "upstream_error",
    504: "timeout",
}

NO_HEADER = "Authorization header is missing."
BAD_HEADER = "Invalid authorization format."
BAD_KEYS = ("bad api key", "Invalid API key")
NOT_ENOUGH = "The remaining credits are not enough. You can buy more one-time credit packs or subscribe."
NOT_ENOUGH_SHORT = "insufficient credits"
NOT_SUBSCRIBED = "You have no active subscription."
RETIRED = "task_type not supported by the upstream model platform"
NO_TASK = "task not found."
NO_TASK_ID = "missing task id."
NO_CLIP = "clip not found"
NOT_ACCESSIBLE = "Audio URL is not accessible. Please provide a public direct audio file URL."
NOT_AUDIO = "Invalid audio file"
NOT_READY = "Task is still processing. Please wait a few seconds and try again."
TIMED_OUT = "Task failed due to timeout. Credits were previously refunded."


class RefusalError(Exception):
    """A request is refused with `answer`; nothing was spent."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status, answer.body[:200])
        self.answer = answer


class ErrorFormat:
    """Says no to one request: in one of the envelopes that were seen, or, `typed`, always in the newer host's."""

    def __init__(self, rng: Random, *, typed: bool) -> None:
        self.rng = rng
        self._typed = typed

    def answer(self, status: int, text: str) -> Answer:
        """`text` under this status."""
        kind = KINDS.get(status, "api_error")
        typed = {"type": kind, "error": text}
        shapes: tuple[dict[str, Any], ...] = (
            typed,
            {"message": text},
            {"error": text},
            {"code": status, "message": text},
            {"code": str(status), "message": text},  # the vendor's document allows a string
        )
        return json_answer(status, typed if self._typed else self.rng.choice(shapes))

    def slow_down(self, wait: float) -> Answer:
        """A 429: JSON or bare text, with or without `Retry-After`; nobody knows which (musicapi.md 9.5)."""
        headers = {"Retry-After": str(max(1, math.ceil(wait)))} if self.rng.random() < 0.5 else {}
        if self._typed:
            return json_answer(429, {"type": "rate_limited", "error": "rate limit"}, **headers)
        if self.rng.random() < 0.3:
            return Answer(429, b"rate limited", content_type="text/plain", headers=headers)
        return json_answer(429, {"message": "rate limit"}, **headers)

    def unauthorized(self) -> Answer:
        """A 401 for a wrong key."""
        return json_answer(401, {"type": "unauthorized", "error": self.rng.choice(BAD_KEYS)})

    def out_of_credits(self, status: int) -> Answer:
        """A 402 or 403 for an empty account."""
        if not self._typed and self.rng.random() < 0.5:
            return json_answer(status, {"message": NOT_ENOUGH_SHORT})
        return self.answer(status, NOT_ENOUGH)


class NuroErrorFormat(ErrorFormat):
    """Says no as nuro does: with a type of its own, and whether anything was given back (musicapi.md 4.4)."""

    def answer(self, status: int, text: str) -> Answer:
        """`text` under this status."""
        kind = {400: "bad_request", 403: "forbidden", 410: "endpoint_retired", 504: "timeout"}.get(status, "api_error")
        return json_answer(status, {"type": kind, "message": text, "refund_processed": False})


def unavailable(status: int) -> Answer:
    """What a family that is not served any more is answered."""
    if status == 410:
        return retired()
    texts = {403: "This service is unavailable.", 500: "Internal Server Error.", 502: "Bad Gateway"}
    return json_answer(status, {"message": texts[status]})


def retired(status: int = 410) -> Answer:
    """What a task type that is gone is answered."""
    return json_answer(status, {"type": "endpoint_retired", "error": RETIRED})


def not_found_page(method: str, path: str) -> Answer:
    """What a path that does not exist answers: a page, not JSON."""
    page = f"<!DOCTYPE html>\n<html><body><pre>Cannot {method} {path}</pre></body></html>\n"
    return Answer(404, page.encode(), content_type="text/html")
