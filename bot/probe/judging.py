"""How what MusicAPI answers to a purchase stands to what is documented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any, Final

from bot.musicapi.operations import Gives
from bot.musicapi.responses.reports import TaskReport
from bot.musicapi.values import array, mapping
from bot.probe.purchases import Purchase, credits_of
from bot.probe.recorder import Recorded
from bot.probe.vendor import ProbedVendor, reason_of, told
from data.rows import ClipState

# Documented for every clip of a finished task (docs.musicapi.ai, riffusion-get; the SDK's SonicSong).
CLIP_FIELDS: Final = ("clip_id", "title", "lyrics", "image_url", "audio_url", "created_at", "mv", "duration", "state")

# The page has the first three of the states, the SDK the fourth; `PENDING` and `RUNNING` are the second host's.
STATES: Final = ("pending", "running", "succeeded", "failed")
KINDS: Final = ("not_ready", "failed", "timeout", "forbidden", "api_error", "bad_request")
RUNNING: Final = "202 `not_ready`, or 200 with clips that are not finished"
MOST_SHAPES: Final = 20  # of polls that are told apart; a song has a few
LONGEST_SHAPE: Final = 100  # characters
FIELDS: Final = ", ".join(CLIP_FIELDS)


class Polls:
    """What was said of a task while it ran, without the answers themselves: those of a long song are many."""

    def __init__(self) -> None:
        self.shapes = Counter[str]()  # how often it was told in which way
        self.are_documented = True
        self.newest: Recorded | None = None
        self.clip: Mapping[str, Any] = {}  # the newest one that was described

    def add(self, polls: Iterable[Recorded]) -> None:
        """Take in what a poll was answered; asked again after trouble, it has several answers."""
        for poll in polls:
            self.newest = poll
            self.clip = described_clip([poll]) or self.clip
            if poll.status in (None, HTTPStatus.TOO_MANY_REQUESTS):
                continue  # which say nothing of how a task is told
            shape = _shape(poll)[:LONGEST_SHAPE]
            self.shapes[shape if shape in self.shapes or len(self.shapes) < MOST_SHAPES else "others"] += 1
            self.are_documented = self.are_documented and is_documented(poll)


def judge_polls(vendor: ProbedVendor, purchase: Purchase, polls: Polls) -> None:
    """How MusicAPI said what became of the task so far."""
    if not polls.shapes:
        vendor.miss(f"{purchase.name}: polls", documented=RUNNING, why="no poll was answered")
        return
    seen = ", ".join(f"{shape} ({count})" for shape, count in polls.shapes.items())
    vendor.compare(f"{purchase.name}: polls", documented=RUNNING, seen=seen, same=polls.are_documented)


def is_documented(poll: Recorded) -> bool:
    """Whether a poll's answer is one of those of docs.musicapi.ai and of the vendor's SDK."""
    if poll.status == HTTPStatus.OK:
        found = poll.object
        if (kind := found.get("type")) is not None:
            return kind in KINDS
        if "data" not in found:
            return str(found.get("status", "")).lower() in STATES  # nuro's, whose task is its only song
        elements = _objects(found["data"])
        return all(each["state"] in STATES for each in elements if "state" in each)
    if poll.status == HTTPStatus.GATEWAY_TIMEOUT:
        return "refunded" in reason_of(poll).lower()
    is_fresh = poll.status == HTTPStatus.NOT_FOUND or "task not found" in reason_of(poll).lower()
    return poll.status == HTTPStatus.ACCEPTED or (is_fresh and poll.json is not None)


def _shape(poll: Recorded) -> str:
    if poll.status != HTTPStatus.OK:
        return told(poll).partition(" “")[0]
    states = Counter(str(each.get("state")) for each in _objects(poll.object.get("data")))
    clips = " and ".join(f"{count} {state}" for state, count in sorted(states.items()))
    named = next((str(poll.object[name]) for name in ("type", "status") if isinstance(poll.object.get(name), str)), "")
    if clips:
        return f"200 with {clips}"
    return f"200 `{named}`" if named else "200 without clips" if poll.object else "200 with no object"


def judge_price(
    vendor: ProbedVendor, purchase: Purchase, report: TaskReport, before: float | None, after: float | None
) -> None:
    """What was charged, or given back."""
    check = f"{purchase.name}: price"
    price = 0 if report.state == "failed" else purchase.price
    documented = credits_of(price) + (", as what fails is given back" if report.state == "failed" else "")
    if before is None or after is None:
        vendor.miss(check, documented=documented, why="MusicAPI did not say what the key holds")
    else:
        vendor.compare(check, documented=documented, seen=credits_of(before - after), same=before - after == price)


def judge_result(vendor: ProbedVendor, purchase: Purchase, report: TaskReport, seconds: float) -> None:
    """What came of it, and how long it took."""
    offer, operation = purchase.offer, purchase.offer.operation
    if offer.gives is Gives.ANSWER:
        seen = type(report.answer).__name__ if report.answer is not None else "nothing"
        vendor.compare(f"{purchase.name}: result", documented="an answer", seen=seen, same=report.answer is not None)
    else:
        ready = [clip for clip in report.clips if clip.state is ClipState.SUCCEEDED]
        named = "clips" if offer.gives is Gives.SONGS else "files"
        count = len(ready) if offer.gives is Gives.SONGS else len(report.files)
        documented = f"{named}: {offer.clips} or more"
        vendor.compare(
            f"{purchase.name}: result", documented=documented, seen=f"{named}: {count}", same=count >= offer.clips
        )
    expected = ""
    if (typical := offer.typical) is not None or operation.spec.is_new_song:
        p10, _, p90 = typical or purchase.family.models[0].typical
        expected = f"; the bot expects {p10:.0f} to {p90:.0f} s"
    vendor.compare(f"{purchase.name}: time", documented="", seen=f"{seconds:.0f} s{expected}", same=None)


def described_clip(exchanges: Iterable[Recorded]) -> Mapping[str, Any]:
    """The newest clip that one of them describes, empty where none does."""
    described = [each for exchange in exchanges for each in _objects(exchange.object.get("data")) if "clip_id" in each]
    return described[-1] if described else {}


def judge_fields(vendor: ProbedVendor, purchase: Purchase, clip: Mapping[str, Any]) -> None:
    """What is said of a clip; `clip` is empty where none was described."""
    if not clip:
        vendor.compare(f"{purchase.name}: fields", documented=FIELDS, seen="no clip under `data`", same=False)
        return
    missing = [name for name in CLIP_FIELDS if name not in clip]
    more = sorted(set(clip) - set(CLIP_FIELDS))
    seen = ("all of them" if not missing else f"without {', '.join(missing)}") + (
        f", and {', '.join(more)}" if more else ""
    )
    vendor.compare(f"{purchase.name}: fields", documented=FIELDS, seen=seen, same=not missing)


def _objects(found: Any) -> list[Mapping[str, Any]]:
    return [mapping(each) for each in array(found) if isinstance(each, dict)]
