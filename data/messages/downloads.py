"""Who is being sent their songs as zips: one download of a member at a time, whichever process is at it.

Each is a value under a key of its own, with what an answer takes: the next start tells whom a process left waiting.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from data import key_values
from data.engine.transaction import Transaction
from data.ids import InteractionId, UserId

PREFIX: Final = "download:"
LIFETIME: Final = timedelta(minutes=15)  # of the interaction's token: whatever began before that is over


@dataclass(frozen=True, slots=True)
class Download:
    """A member's download: `token` is a secret, `owner` the worker that is at it."""

    user_id: UserId
    interaction_id: InteractionId
    token: str
    owner: str
    begun_at: datetime


async def claim(tx: Transaction, download: Download) -> Download:
    """Begin a download unless the member has one under way; returns the one that is under way from now on.

    What is over is forgotten, whosever it was.
    """
    for key, kept in (await key_values.starting_with(tx, PREFIX)).items():
        if _read(key, kept).begun_at <= download.begun_at - LIFETIME:
            await key_values.remove_value(tx, key, kept)  # somebody else may have begun since
    key = key_of(download.user_id)
    said = {
        "interaction": int(download.interaction_id),
        "token": download.token,
        "owner": download.owner,
        "begun_at": download.begun_at.isoformat(),
    }
    return _read(key, await key_values.keep(tx, key, json.dumps(said)))


async def end(tx: Transaction, download: Download) -> None:
    """Let the member begin another one; whoever was too slow ends none but their own."""
    key = key_of(download.user_id)
    kept = await key_values.get(tx, key)
    if kept is not None and _read(key, kept).interaction_id == download.interaction_id:
        await key_values.remove_value(tx, key, kept)


async def take_interrupted(tx: Transaction, *, owners: Collection[str], now: datetime) -> list[Download]:
    """Forget what these owners left, and what is over, and return those of it that can still be answered."""
    known = [_read(key, value) for key, value in (await key_values.starting_with(tx, PREFIX)).items()]
    is_over = [each for each in known if each.begun_at <= now - LIFETIME]
    left = [each for each in known if each.owner in owners and each not in is_over]
    await key_values.remove(tx, [key_of(each.user_id) for each in (*is_over, *left)])
    return left


def key_of(user_id: UserId) -> str:
    """Under which key a member's download is kept."""
    return f"{PREFIX}{user_id}"


def _read(key: str, value: str) -> Download:
    said = json.loads(value)
    return Download(
        UserId(int(key.removeprefix(PREFIX))),
        InteractionId(said["interaction"]),
        said["token"],
        said["owner"],
        datetime.fromisoformat(said["begun_at"]),
    )
