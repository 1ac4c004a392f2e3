"""Whether the accounts are what their ledger says: looked at once at every start."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta

from data import ledger
from data.engine.database import Database
from data.ids import GuildId

GUILDS_AT_ONCE = 1_000

log = logging.getLogger(__name__)


async def check_accounts(database: Database, now: datetime) -> None:
    """Log where this month's or the last one's accounts are not what their ledger says; raises nothing."""
    # Where a server's clock is ahead, the next month may have begun there.
    moments = (now + timedelta(days=1), now, now.replace(day=1) - timedelta(days=1))
    months = sorted({f"{moment:%Y-%m}" for moment in moments})
    try:
        last = GuildId(0)
        # Some at a time: in one statement, those of many servers would read for longer than one may.
        while (some := await database.read(ledger.guilds_after, last, limit=GUILDS_AT_ONCE)) is not None:
            _complain(await database.read(ledger.imbalances, months, guild_ids=some))
            last = some[1]
    except Exception as error:
        # The check changes nothing, and the songs that are being made do not depend on it.
        log.error("books_unchecked", exc_info=error)


def _complain(imbalances: Iterable[ledger.Imbalance]) -> None:
    for wrong in imbalances:
        log.error(
            "books_differ guild=%(guild_id)s month=%(month)s held=%(held)s spent=%(spent)s"
            " ledger_held=%(ledger_held)s ledger_spent=%(ledger_spent)s",
            asdict(wrong),
        )
