"""Buys one of each operation, and holds what MusicAPI answers, gives and charges against what is documented.

Nothing is sent twice, and what nobody can tell the price of counts as charged in full.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

from bot.media.errors import FileRefused, FileTooLarge, FileUnreachable
from bot.media.fetch import Fetcher
from bot.media.spool import Spool
from bot.musicapi.errors import (
    MusicAPIError,
    NotSent,
    RateLimited,
    Refused,
    Unauthorized,
    VendorOutOfCredits,
)
from bot.musicapi.operations import Gives
from bot.musicapi.requests import SongRequest
from bot.musicapi.responses.reports import AcceptedTask, TaskReport
from bot.probe.judging import Polls, described_clip, judge_fields, judge_polls, judge_price, judge_result
from bot.probe.purchases import Purchase, credits_of, find_finished, request_for
from bot.probe.vendor import ProbedVendor, told
from data.rows import ReportedClip

TASK_TIMEOUT: Final = 900.0  # seconds for one task
LOST_POLLS: Final = 20  # in a row; a lost poll is no lost song
LARGEST_FILE: Final = 64 * 1024 * 1024  # bytes


@dataclass
class Budget:
    """What may still be spent, and the finished clips that the next purchases are made of, by family."""

    left: float
    made: dict[str, ReportedClip] = field(default_factory=dict[str, ReportedClip])


class Unaffordable(Exception):
    """Nothing more can be bought, for the reason that it says."""


async def buy(
    vendor: ProbedVendor, purchases: Sequence[Purchase], credits_agreed: float, files: Fetcher, between_polls: float
) -> None:
    """Buy each in its turn while the credits last, and note down how that went; `between_polls` is in seconds.

    Where it is stopped, what was under way and what was still to come are noted down as not seen.
    """
    budget, done = Budget(credits_agreed), 0
    try:
        for purchase in purchases:
            with vendor.recorder.during(purchase.name):
                await _try_to_buy(vendor, purchase, budget, files, between_polls)
            done += 1
    except Unaffordable as error:
        miss_all(vendor, purchases[done:], str(error))
    except (asyncio.CancelledError, KeyboardInterrupt):
        miss_all(vendor, purchases[done : done + 1], "it was stopped, and may have been charged")
        miss_all(vendor, purchases[done + 1 :], "it was stopped before")
        raise


def miss_all(vendor: ProbedVendor, purchases: Iterable[Purchase], why: str) -> None:
    """Note down that these were not bought."""
    for purchase in purchases:
        vendor.miss(purchase.name, documented="", why=why)


async def _try_to_buy(
    vendor: ProbedVendor, purchase: Purchase, budget: Budget, files: Fetcher, between_polls: float
) -> None:
    request = request_for(purchase, vendor.catalog, budget.made.get(purchase.family.name))
    if request is None:
        vendor.miss(purchase.name, documented="", why="there is no finished clip that it could be made of")
    elif purchase.price > budget.left:
        vendor.miss(purchase.name, documented="", why="what came before it cost more than is documented")
    else:
        vendor.say(f"{purchase.name} …")
        await vendor.sleep(vendor.create_interval)  # since the one before, or the last one that was not taken
        await _buy_one(vendor, purchase, request, budget, files, between_polls)


async def _buy_one(
    vendor: ProbedVendor, purchase: Purchase, request: SongRequest, budget: Budget, files: Fetcher, between_polls: float
) -> None:
    before = await vendor.balance()
    if before is not None and before < purchase.price:
        raise Unaffordable(f"the key has {credits_of(before)} left")
    begun, polls = time.monotonic(), Polls()
    with vendor.recorder.listen() as answers:
        try:
            accepted = await vendor.client.create(request, key=vendor.key)
        except MusicAPIError as error:
            await _judge_refusal(vendor, purchase, error, budget, before)
            return
    create = answers[0]  # an operation may take two requests
    is_task = isinstance(accepted, AcceptedTask)
    is_unready = isinstance(accepted, TaskReport) and accepted.state == "running"
    documented = "200 with the result" if purchase.offer.at_once else "200 with a `task_id`"
    if request.operation.spec.is_repeatable:
        documented += ", or 202 until it is there"
    given = "a task" if is_task else "nothing yet" if is_unready else "the result"
    seen = f"{create.status} with {given}, after {create.seconds:.1f} s"
    same = is_unready or (create.status == HTTPStatus.OK and is_task is not purchase.offer.at_once)
    vendor.compare(f"{purchase.name}: accepted", documented=documented, seen=seen, same=same)
    vendor.say(f"  {seen}")  # which also keeps it: from now on it may be charged
    report = await _wait(vendor, purchase, request, accepted, polls, between_polls)
    seconds = time.monotonic() - begun
    after = await vendor.balance()
    budget.left -= _cost_of(before, after, purchase, is_free=report is not None and report.state == "failed")
    if report is None:
        return
    judge_price(vendor, purchase, report, before, after)
    if report.state == "failed":
        seen = f"failed: “{report.reason or 'no reason'}”"
        vendor.compare(f"{purchase.name}: result", documented="it is made", seen=seen, same=False)
        return
    judge_result(vendor, purchase, report, seconds)
    if purchase.offer.gives is Gives.SONGS:
        # A recording's clip has few fields, and a family that describes songs in its own way has others.
        if purchase.family.read_songs is None and not request.operation.spec.is_upload:
            judge_fields(vendor, purchase, polls.clip or described_clip(answers))
        if (clip := find_finished(report.clips)) is not None:
            budget.made.setdefault(purchase.family.name, clip)
    if not (purchase.offer.at_once and request.operation.spec.is_upload):  # whose answer names no file
        await _fetch(vendor, purchase, report, files)


async def _wait(
    vendor: ProbedVendor,
    purchase: Purchase,
    request: SongRequest,
    accepted: AcceptedTask | TaskReport,
    polls: Polls,
    between_polls: float,
) -> TaskReport | None:
    """What became of it; None: it is not known, and a row says so."""
    if isinstance(accepted, TaskReport) and accepted.state != "running":
        return accepted
    if isinstance(accepted, TaskReport):
        # The document has the same POST sent again for the result, and nobody knows whether each is charged.
        vendor.miss(f"{purchase.name}: result", documented="", why="only another POST would tell, and none is sent")
        return None
    lost, waited, pause, report = 0, 0.0, 0.0, None
    while waited < TASK_TIMEOUT and lost < LOST_POLLS and (report is None or report.state == "running"):
        await vendor.sleep(between_polls + pause)
        waited += between_polls + pause
        with vendor.recorder.listen() as answers:
            try:
                report = await vendor.client.task(
                    request.family, accepted.task_id, request.operation, expected=purchase.offer.clips, key=vendor.key
                )
                lost, pause = 0, 0.0
            except MusicAPIError as error:  # also where nobody knows the task: a fresh one may need a moment
                lost, pause = lost + 1, _pause(error)
        polls.add(answers)
        waited += sum(each.seconds for each in answers)
    judge_polls(vendor, purchase, polls)
    if report is None or report.state == "running":
        why = f"it is not there after {waited:.0f} s: {told(polls.newest) if polls.newest else 'no poll was answered'}"
        vendor.miss(f"{purchase.name}: result", documented="it is made", why=why)
        return None
    return report


def _pause(error: MusicAPIError) -> float:
    return min(60.0, error.retry_after or 0.0) if isinstance(error, RateLimited) else 0.0


async def _judge_refusal(
    vendor: ProbedVendor, purchase: Purchase, error: MusicAPIError, budget: Budget, before: float | None
) -> None:
    answer = vendor.recorder.last
    check, documented = f"{purchase.name}: accepted", "200"
    if isinstance(error, NotSent):
        vendor.miss(check, documented=documented, why="MusicAPI could not be reached")
        return
    if isinstance(error, VendorOutOfCredits | Unauthorized):
        raise Unaffordable(f"MusicAPI refused the account: {told(answer)}")
    if isinstance(error, RateLimited):
        vendor.miss(check, documented=documented, why=told(answer))
        await vendor.sleep(_pause(error))
        return
    if answer.status is None:
        vendor.miss(check, documented=documented, why=told(answer))
    else:
        vendor.compare(check, documented=documented, seen=told(answer), same=False)
    after = await vendor.balance()
    # Of two requests in one, the other one may have been charged.
    is_clean = isinstance(error, Refused) and error.kind != "failed_step"
    cost = _cost_of(before, after, purchase, is_free=is_clean)
    budget.left -= cost
    if before is not None and after is not None:
        charged = credits_of(before - after)
        same = before == after if is_clean else None
        documented = "0 credits" if is_clean else ""
        vendor.compare(f"{purchase.name}: price", documented=documented, seen=charged, same=same)


def _cost_of(before: float | None, after: float | None, purchase: Purchase, *, is_free: bool) -> float:
    """What it cost as far as the budget is concerned: never less than is documented, but for what should be free.

    Where nothing or too little is gone, the rest may go later, or somebody else had something refunded meanwhile.
    """
    known = None if before is None or after is None else max(0.0, before - after)
    if known is None:
        return float(purchase.price)
    return known if is_free else max(known, float(purchase.price))


async def _fetch(vendor: ProbedVendor, purchase: Purchase, report: TaskReport, files: Fetcher) -> None:
    clip = find_finished(report.clips)
    address = clip.audio_url if clip is not None else report.files[0].url if report.files else ""
    if not address:
        return
    check = f"{purchase.name}: file"
    documented = purchase.family.audio if clip is not None else ""
    async with Spool() as spool:
        try:
            fetched = await files.fetch_file(address, spool, limit_bytes=LARGEST_FILE)
        except (FileTooLarge, FileUnreachable) as error:  # which may be this machine's own limits
            vendor.miss(check, documented=documented, why=f"it cannot be had: {type(error).__name__}")
            return
        except FileRefused as error:
            vendor.compare(check, documented=documented, seen=f"it cannot be had: {type(error).__name__}", same=False)
            return
    seen = f"{fetched.extension}, {fetched.data.size / 1_000_000:.1f} MB"
    vendor.compare(
        check, documented=documented, seen=seen, same=fetched.extension == documented if documented else None
    )
