"""Interactions that were told “thinking…” before anything was ordered: whom the end of a process leaves waiting.

Each is a value under a key of its own, and forgotten once Discord takes no answer any more.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from data import key_values
from data.engine.transaction import Transaction
from data.ids import InteractionId
from data.jobs import queries

PREFIX: Final = "deferred:"
LIFETIME: Final = timedelta(minutes=15)  # of the interaction's token


@dataclass(frozen=True, slots=True)
class Deferral:
    """An interaction that waits for its answer: `token` is a secret, `owner` the worker that was at it."""

    interaction_id: InteractionId
    token: str
    owner: str
    created_at: datetime
    language: str = ""  # such as `de`, of who waits; empty: nobody said


async def add(tx: Transaction, deferral: Deferral) -> None:
    """Remember that somebody waits, unless that is known; those whose time is over are forgotten."""
    await forget_old(tx, now=deferral.created_at)
    said = {"token": deferral.token, "owner": deferral.owner, "created_at": deferral.created_at.isoformat()}
    said["language"] = deferral.language
    await key_values.keep(tx, key_of(deferral.interaction_id), json.dumps(said))


async def find_interrupted(tx: Transaction, *, owners: Collection[str], older_than: datetime) -> list[Deferral]:
    """Return who waits for an answer that nobody prepares: of these owners, or of any worker if `older_than` that.

    Whose order was written down has a card, which is somebody else's to show.
    """
    waiting = [each for each in await _all(tx) if each.owner in owners or each.created_at < older_than]
    return [each for each in waiting if await queries.by_interaction(tx, each.interaction_id) is None]


async def forget_old(tx: Transaction, *, now: datetime) -> None:
    """Forget every interaction that Discord takes no answer to any more."""
    await remove(tx, *(each for each in await _all(tx) if each.created_at <= now - LIFETIME))


async def remove(tx: Transaction, *deferrals: Deferral) -> None:
    """Forget interactions and their tokens."""
    await key_values.remove(tx, [key_of(each.interaction_id) for each in deferrals])


def key_of(interaction_id: InteractionId) -> str:
    """The key under which it is remembered that somebody waits for the answer to this interaction."""
    return f"{PREFIX}{interaction_id}"


async def _all(tx: Transaction) -> list[Deferral]:
    return [_read(key, value) for key, value in (await key_values.starting_with(tx, PREFIX)).items()]


def _read(key: str, value: str) -> Deferral:
    said = json.loads(value)
    interaction_id = InteractionId(int(key.removeprefix(PREFIX)))
    created_at = datetime.fromisoformat(said["created_at"])
    return Deferral(interaction_id, said["token"], said["owner"], created_at, said.get("language", ""))
