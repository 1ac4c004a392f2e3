"""What can be asked of MusicAPI for nothing: credits, who may ask, tasks that nobody has, and what is not taken.

What is documented stands in the vendor's SDK (its OpenAPI document) and on docs.musicapi.ai, "Error handling".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from statistics import median
from typing import Any, Final
from uuid import UUID

from bot.musicapi.client import BEFORE_SENDING
from bot.musicapi.offers import Family
from bot.musicapi.operations import NEW_SONG
from bot.musicapi.requests import SongRequest
from bot.probe.recorder import Recorded
from bot.probe.vendor import WRONG_KEY, ProbedVendor, reason_of, told
from data.brief import Brief

NO_TASK: Final = str(UUID(int=0xE6C0DE << 100 | 4 << 76 | 8 << 60))  # of a valid form, and nobody's
NO_SUCH: Final = "encore-probe"  # no model, no task type and no path is called so
TOO_LONG: Final = "x" * 500  # of a title, of which 80 characters are taken
LISTED: Final = ("task_type", "mv", "version", "model_type", "type")  # fields that take one of a list
TEXTS: Final = frozenset({"prompt", "gpt_description_prompt", "description", "lyrics", "sound", "style", "tags"})
LIMITS: Final = ("ratelimit", "rate-limit", "retry-after")

UNAUTHORIZED: Final = "401, with a sentence that says why"
UNKNOWN_TASK: Final = "404, or 400 “task not found.”"
UNKNOWN_HERE: Final = "404, or 400 or 200 “task not found.”"
LISTS_NO_REFUSAL: Final = frozenset({"riffusion"})  # the SDK's document has a 200 and a 202 for its tasks, and a 401
UNSENT: Final = frozenset(each.__name__ for each in BEFORE_SENDING)
INVALID: Final = "400, with a sentence that says why"
# By the SDK's document, 410 says that a task type is not supported. What studio answers since the vendor lists it as
# unavailable, nobody wrote down.
REFUSED: Final[Mapping[str, tuple[str, tuple[int, ...]]]] = {
    "producer": ("400 or 410, with a sentence that says why", (HTTPStatus.BAD_REQUEST, HTTPStatus.GONE)),
    "studio": ("", ()),
}
CREDITS: Final = "200, with the numbers `credits` and `extra_credits`"
FREE: Final = "polls, refusals and questions for credits cost nothing"


async def ask_for_nothing(vendor: ProbedVendor) -> bool:
    """Ask all of it, note it down, and say whether it was free as far as anybody can tell."""
    begun = len(vendor.recorder.exchanges)
    before = await _ask_credits(vendor)
    await _ask_without_right_key(vendor)
    is_free = True
    for family in vendor.catalog.families:
        await _ask_for_no_task(vendor, family)
        if is_free:
            is_free = await _ask_for_nonsense(vendor, family)
        else:
            why = "what no one can make may have been taken before, and charged"
            vendor.miss(_nonsense_of(family), documented=INVALID, why=why)
    await _ask_for_no_path(vendor)
    with vendor.recorder.during("nothing is spent"):
        after = await vendor.balance()
    if before is None or after is None:
        vendor.miss("nothing is spent", documented=FREE, why="MusicAPI did not say what the key holds")
    else:
        seen = f"{before - after:g} fewer than before, songs of a running bot included"
        vendor.compare("nothing is spent", documented=FREE, seen=seen, same=after >= before)
    _look_at_headers(vendor, vendor.recorder.exchanges[begun:])
    return is_free


async def _ask_credits(vendor: ProbedVendor) -> float | None:
    with vendor.recorder.during("credits"):
        balance = await vendor.balance()
    answer = vendor.recorder.last
    if answer.status is None:
        vendor.miss("credits", documented=CREDITS, why=told(answer))
        return balance
    is_answered = answer.status == HTTPStatus.OK
    same = is_answered and all(_is_number(answer.object.get(name)) for name in ("credits", "extra_credits"))
    fields = ", ".join(sorted(map(_kind, answer.object.items())))
    seen = f"200, with {fields}" if is_answered else told(answer)
    vendor.compare("credits", documented=CREDITS, seen=seen, same=same)
    return balance


async def _ask_without_right_key(vendor: ProbedVendor) -> None:
    with vendor.recorder.during("no key"):
        await vendor.get("get-credits", {})
    _judge_refusal(vendor, "no key", UNAUTHORIZED, (HTTPStatus.UNAUTHORIZED,))
    with vendor.recorder.during("wrong key"):
        await vendor.get("get-credits", WRONG_KEY)
    _judge_refusal(vendor, "wrong key", UNAUTHORIZED, (HTTPStatus.UNAUTHORIZED,))


async def _ask_for_no_task(vendor: ProbedVendor, family: Family) -> None:
    check = f"{family.name}: unknown task"
    with vendor.recorder.during(check):
        await vendor.get(f"{family.name}/task/{NO_TASK}")
    answer = vendor.recorder.last
    is_lax = family.name in LISTS_NO_REFUSAL
    documented = UNKNOWN_HERE if is_lax else UNKNOWN_TASK
    if answer.status is None:
        vendor.miss(check, documented=documented, why=told(answer))
        return
    saying = (HTTPStatus.BAD_REQUEST, HTTPStatus.OK) if is_lax else (HTTPStatus.BAD_REQUEST,)
    is_said = answer.status in saying and "task not found" in reason_of(answer).lower()
    same = answer.status == HTTPStatus.NOT_FOUND or is_said
    is_gone = answer.status == HTTPStatus.GONE and family.name in REFUSED and not REFUSED[family.name][1]
    vendor.compare(check, documented=documented, seen=told(answer), same=None if is_gone else same)


def _nonsense_of(family: Family) -> str:
    return f"{family.name}: not taken"


async def _ask_for_nonsense(vendor: ProbedVendor, family: Family) -> bool:
    """Ask for a song that nobody can make, and say whether it was refused, or was never sent.

    Without a clear answer, as after a server's error, nobody knows whether it was taken.
    """
    check = _nonsense_of(family)
    offer = family.offers[NEW_SONG]
    await vendor.sleep(vendor.create_interval)  # as creates are paced: it is one, for whoever counts them
    with vendor.recorder.during(check):
        await vendor.post(offer.path or f"{family.name}/create", nonsense(vendor, family))
    _judge_refusal(vendor, check, *REFUSED.get(family.name, (INVALID, (HTTPStatus.BAD_REQUEST,))))
    answer = vendor.recorder.last
    return answer.silence in UNSENT if answer.status is None else 400 <= answer.status < 500


def nonsense(vendor: ProbedVendor, family: Family) -> Mapping[str, Any]:
    """The body of a new song that nobody can make, however much of it is ignored: it says nothing of what to sing.

    Whatever takes one of a list has another value, and the title is too long.
    """
    said = Brief(prompt="nothing at all", instrumental=True)
    request = SongRequest(NEW_SONG, family.name, family.models[0].name, said)
    body = family.body(request, vendor.catalog.host)
    wordless = {name: value for name, value in body.items() if name not in TEXTS}
    return {**wordless, **{name: NO_SUCH for name in LISTED if name in body}, "title": TOO_LONG}


async def _ask_for_no_path(vendor: ProbedVendor) -> None:
    with vendor.recorder.during("unknown path"):
        await vendor.get(f"{NO_SUCH}/task/{NO_TASK}")
    answer = vendor.recorder.last
    if answer.status is None:
        vendor.miss("unknown path", documented="", why=told(answer))
    else:
        kind = answer.headers.get("content-type", "no content type").partition(";")[0]
        vendor.compare("unknown path", documented="", seen=f"{told(answer)}, {kind}", same=None)


def _judge_refusal(vendor: ProbedVendor, check: str, documented: str, statuses: Sequence[int]) -> None:
    """Without `statuses`, the documents are silent on which it is."""
    answer = vendor.recorder.last
    if answer.status in (None, HTTPStatus.TOO_MANY_REQUESTS):
        vendor.miss(check, documented=documented, why=told(answer))
        return
    same = answer.status in statuses and bool(reason_of(answer)) if statuses else None
    vendor.compare(check, documented=documented, seen=told(answer), same=same)


def _look_at_headers(vendor: ProbedVendor, exchanges: list[Recorded]) -> None:
    answered = [each for each in exchanges if each.status is not None]
    if not answered:
        vendor.miss("headers", documented="", why="there was no answer")
        return
    limiting = sorted({name for each in answered for name in each.headers if any(part in name for part in LIMITS)})
    vendor.compare(
        "headers that limit", documented="", seen=", ".join(limiting) or f"none in {len(answered)} answers", same=None
    )
    seconds = sorted(each.seconds for each in answered)
    seen = f"{median(seconds):.2f} s at the median, {seconds[-1]:.2f} s at the slowest, of {len(seconds)} answers"
    vendor.compare("times", documented="", seen=seen, same=None)
    dates = [each.headers["date"] for each in answered if _is_date(each.headers.get("date", ""))]
    vendor.compare("clock", documented="", seen=f"{len(dates)} of {len(answered)} answers are dated", same=None)


def _kind(pair: tuple[str, Any]) -> str:
    name, value = pair
    return f"`{name}` {'a number' if _is_number(value) else type(value).__name__}"


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_date(said: str) -> bool:
    try:
        return bool(parsedate_to_datetime(said))
    except ValueError:
        return False
