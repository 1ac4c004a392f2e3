"""Which error an answer without a result is, by what was asked; pure."""

from __future__ import annotations

import re

from bot.musicapi import errors
from bot.musicapi.objections import find_objection, own_words
from bot.musicapi.offers import Offer
from bot.musicapi.responses.reply import Reply
from bot.musicapi.values import mapping

# 403 is overloaded: an empty account, refused words, too many requests. The vendor's texts tell them apart, without
# what they quote: lyrics may well sing of credit, and of too many things.
WORDS = re.compile(
    r"lyric|copyright|inappropriate|moderat|artist|producer tag|description|prompt|content|policy", re.IGNORECASE
)
ACCOUNT = re.compile(r"credit|subscri|balance|billing|payment|quota", re.IGNORECASE)
# Nuro's "API usage limit exceeded" and "API QPS limit exceeded" (docs.musicapi.ai/nuro-error-handling) are of a family:
# songs of others go on, and those of nuro wait.
TOO_MANY = re.compile(r"rate.?limit|(usage|qps) limit|too many|queue (is )?full", re.IGNORECASE)
FAMILY = re.compile(r"\b(riffusion|sonic|producer|nuro|studio)\b", re.IGNORECASE)
NO_TASK = re.compile(r"task (was )?not found", re.IGNORECASE)
SOURCE = re.compile(r"\b(clip|song|audio)\b", re.IGNORECASE)


def of_create(reply: Reply, offer: Offer) -> errors.MusicAPIError:
    """The error of a create: 404 and 405 say that the path is gone, unless the text speaks of the source clip."""
    if reply.status in (404, 405):
        missing_source = reply.status == 404 and _speaks_of_the_source(reply, offer)
        return _refusal(errors.InvalidRequest if missing_source else errors.Retired, reply)
    unbegun = any(
        reply.status == status and re.search(words, reply.reason, re.IGNORECASE) for status, words in offer.unbegun
    )
    return _refusal(errors.Refused, reply) if unbegun else of_any(reply)


def of_task(reply: Reply) -> errors.MusicAPIError:
    """The error of a poll: a 404 page that is no JSON comes from something in between and says nothing of the task."""
    if reply.status == 404 and reply.body.strip() and reply.json is None:
        return errors.Unanswered(reply.reason, status=404)
    if reply.status == 404 or (reply.status == 400 and NO_TASK.search(reply.reason)):
        return _refusal(errors.TaskNotFound, reply)
    return of_any(reply)


def of_any(reply: Reply) -> errors.MusicAPIError:
    """The error whatever was asked."""
    # 408: the server saw only a part in time, and which part is unknown. 1xx and 5xx say nothing of what became of it.
    if reply.status >= 500 or reply.status < 200 or reply.status == 408:
        return errors.Unanswered(reply.reason, status=reply.status)
    kind = _kind(reply)
    said, is_objection = own_words(reply.reason), find_objection(reply.reason) is not None
    if reply.status == 429 or (reply.status == 403 and TOO_MANY.search(said) and not is_objection):
        named = {name.lower() for name in FAMILY.findall(_words(reply))}
        family = named.pop() if len(named) == 1 else ""
        wait = reply.retry_after
        return errors.RateLimited(reply.reason, status=reply.status, kind=kind, retry_after=wait, family=family)
    if kind == errors.Retired.default_kind:
        return _refusal(errors.Retired, reply)
    if reply.status == 403:
        return _refusal(_forbidden(kind, said, is_objection=is_objection), reply)
    by_status = {
        400: errors.InvalidRequest,
        401: errors.Unauthorized,
        402: errors.VendorOutOfCredits,
        410: errors.Retired,
        413: errors.InvalidRequest,
        422: errors.InvalidRequest,
    }
    return _refusal(by_status.get(reply.status, errors.Refused), reply)


def _forbidden(kind: str, said: str, *, is_objection: bool) -> type[errors.Refused]:
    if kind == errors.VendorOutOfCredits.default_kind:
        return errors.VendorOutOfCredits
    if is_objection or WORDS.search(said):
        return errors.Moderated
    return errors.VendorOutOfCredits if ACCOUNT.search(said) else errors.Refused


def _refusal(error: type[errors.Refused], reply: Reply) -> errors.Refused:
    return error(reply.reason, status=reply.status, kind=_kind(reply))


def _speaks_of_the_source(reply: Reply, offer: Offer) -> bool:
    if SOURCE.search(_words(reply)):
        return True
    page = bool(reply.body.strip()) and reply.json is None  # of something in between, which knows only paths
    return offer.unknown_clip and not page and _kind(reply) != errors.Retired.default_kind


def _kind(reply: Reply) -> str:
    kind = mapping(reply.json).get("type")
    return kind[:50] if isinstance(kind, str) and kind.isidentifier() else ""


def _words(reply: Reply) -> str:
    """The vendor's own words, without HTTP's phrase or a page of something in between."""
    return reply.reason if reply.json is not None else ""
