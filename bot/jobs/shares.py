"""How much of the line one member and one server may fill, so that nobody shuts the others out."""

from __future__ import annotations

from bot.errors import PersonError, Problem
from data.engine.transaction import Transaction
from data.jobs import queue
from data.jobs.placing import OrderFacts

QUEUE_LIMIT = 1_000  # jobs in line: at one create per 3 s the last of them would wait 50 minutes
SERVER_SHARE = 50  # of them: twenty servers must want that much at once before anybody else is refused
MEMBER_SHARE = 20  # wherever they ask: as much as a minute makes, and less than half of a server's share


async def check_shares(tx: Transaction, facts: OrderFacts) -> None:
    """Raise PersonError where the member, the server or all together have as many jobs in line as they may.

    Orders that are written down at the same moment may not see each other on PostgreSQL, and pass by a few: no money
    depends on it, what a server can spend is bounded by its hold.
    """
    if facts.queued_of_member >= MEMBER_SHARE:
        raise PersonError(Problem.QUEUE_FULL_OF_MEMBER, limit=MEMBER_SHARE)
    if facts.queued_of_guild >= SERVER_SHARE:
        raise PersonError(Problem.QUEUE_FULL_OF_SERVER, limit=SERVER_SHARE)
    if facts.most_queued >= QUEUE_LIMIT and await queue.count_queued(tx) >= QUEUE_LIMIT:
        raise PersonError(Problem.QUEUE_FULL)
