"""The tokens by which menus for one person are edited, as long as Discord takes them: each under a key of its own."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Final

from data import key_values
from data.engine.transaction import Transaction
from data.ids import MessageId

PREFIX: Final = "menu:"
LIFETIME: Final = timedelta(minutes=14)  # of the interaction's token, which is not trusted in its last minute
FORGOTTEN_AT_ONCE: Final = 1_000  # whoever opens a menu waits for none of it: it is done beside the leases


async def keep(tx: Transaction, message_id: MessageId, token: str, *, now: datetime) -> None:
    """Remember the token, a secret, of the interaction that this message answers."""
    said = json.dumps({"token": token, "created_at": now.isoformat()})
    await key_values.put(tx, f"{PREFIX}{message_id}", said)


async def forget_old(tx: Transaction, *, now: datetime) -> None:
    """Forget dead tokens, so many at a time as one statement can name."""
    kept = await key_values.lock_first(tx, PREFIX, limit=FORGOTTEN_AT_ONCE)
    await key_values.remove(tx, [key for key, value in kept.items() if _living_token(value, now) is None])


async def token_of(tx: Transaction, message_id: MessageId, *, now: datetime) -> str | None:
    """Return the token by which the message can be edited; None: there is none any more."""
    value = await key_values.get(tx, f"{PREFIX}{message_id}")
    return None if value is None else _living_token(value, now)


def _living_token(value: str, now: datetime) -> str | None:
    said = json.loads(value)
    is_living = now - LIFETIME <= datetime.fromisoformat(said["created_at"]) <= now + LIFETIME
    return said["token"] if is_living else None
