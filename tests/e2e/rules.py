"""What no bot may ever do, whatever a test has it do: overrun a limit, send nonsense, log a secret or a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.musicapi.moods.mood import API
from tests import openapi
from tests.sandbox.musicapi.document import check_request, document

if TYPE_CHECKING:
    from sandbox.musicapi.vendor import Vendor
    from sandbox.wire.traffic import Exchange
    from sandbox.world import Sandbox

ORDERED = b"ordered by the test"


def check_rules(sandbox: Sandbox, log: str, *, may_lose_the_pace: bool = False) -> None:
    """Raise AssertionError where anything that passed was against the rules."""
    for exchange in sandbox.discord.traffic:
        # Starting over and over is the test's doing, not the bot's.
        is_ordered = exchange.request.path.endswith("/gateway/bot") or ORDERED in exchange.answer.body
        _check_status(exchange, excused=is_ordered and exchange.answer.status == 429)
    for exchange in sandbox.musicapi.traffic:
        lost = may_lose_the_pace and exchange.answer.status == 429
        _check_status(exchange, excused=lost or is_on_purpose(sandbox.vendor, exchange))
    # 413 and 5xx come from in front of Discord's API, ordered by a test; its document does not name them.
    openapi.check_traffic(e for e in sandbox.discord.traffic if e.answer.status < 500 and e.answer.status != 413)
    for create in sandbox.vendor.accepted if openapi.PATH.exists() else ():
        # What the vendor's document does not know is newer than it, or offered by the second host alone.
        newer = create.family == "producer" and create.body.get("task_type") in ("cover_music", "cover_upload_music")
        if f"/{create.path}" in document()["paths"] and not newer:
            assert check_request(f"/{create.path}", create.body) == []
    assert "Traceback" not in log
    for secret in (sandbox.world.token, sandbox.vendor.key):
        assert secret not in log


def is_on_purpose(vendor: Vendor, exchange: Exchange) -> bool:
    """Whether MusicAPI refused what was right: by a test's order of a 429, or as its mood `hostile` does.

    That one answers questions at random with 429, which have no pace, creates although it is their turn, and polls of a
    new task with 400 as long as it may not be found.
    """
    if ORDERED in exchange.answer.body:
        return exchange.answer.status == 429
    if vendor.mood.name != "hostile":
        return False
    request = exchange.request
    if exchange.answer.status == 429:
        return request.method == "GET" or vendor.limit.refused == 0
    path = request.path.removeprefix(API).split("/")
    task = vendor.tasks.get(path[-1])
    return request.method == "GET" and task is not None and path[:-1] == [task.commission.family, "task"]


def _check_status(exchange: Exchange, *, excused: bool) -> None:
    seen = f"{exchange.request.method} {exchange.request.path} {exchange.answer.body[:500]!r}"
    assert exchange.answer.status != 429 or excused, f"a rate limit was overrun: {seen}"
    assert exchange.answer.status != 400 or excused, f"a request was malformed: {seen}"
