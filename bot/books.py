"""Whether the accounts are what their ledger says: looked at once at every start."""

from __future__ import annotations

import logging
from dataclasses import asdict
from datetime import datetime, timedelta

from data import ledger
from data.engine.database import Database

log = logging.getLogger(__name__)


async def check_accounts(database: Database, now: datetime) -> None:
    """Log where this month's or the last one's accounts are not what their ledger says; raises nothing."""
    months = [f"{moment:%Y-%m}" for moment in (now, now.replace(day=1) - timedelta(days=1))]
    try:
        imbalances = await database.read(ledger.imbalances, months)
    except Exception as error:
        # The check changes nothing, and the songs that are being made do not depend on it.
        log.error("books_unchecked", exc_info=error)
        return
    for wrong in imbalances:
        log.error(
            "books_differ guild=%(guild_id)s month=%(month)s held=%(held)s spent=%(spent)s"
            " ledger_held=%(ledger_held)s ledger_spent=%(ledger_spent)s",
            asdict(wrong),
        )
