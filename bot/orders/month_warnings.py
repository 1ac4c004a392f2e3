"""When a server is told how much of its month it has used, and how long the rest lasts at this pace."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from bot.context import month_began, next_month
from bot.musicapi.catalog import Catalog
from bot.musicapi.operations import NEW_SONG
from data.rows import Account

PERCENTS: Final = (50, 80)  # of the allowance
OVER: Final = 100  # what is left pays for no song any more


def reached_by(account: Account, price: int, catalog: Catalog) -> tuple[int, ...]:
    """What the order that `account` stands after, and that held `price`, was the first to reach; mostly nothing."""
    used = account.held + account.spent
    reached = [each for each in PERCENTS if (used - price) * 100 < each * account.allowance <= used * 100]
    if account.allowance - used < cheapest_song(catalog) <= account.allowance - used + price:
        reached.append(OVER)
    return tuple(reached)


def cheapest_song(catalog: Catalog) -> int:
    """What a new song costs at least; 1 where nobody makes any."""
    offers = [catalog.offer(family.name, NEW_SONG) for family in catalog.families]
    return min((offer.price for offer in offers if offer is not None), default=1)


def lasts_until(account: Account, now: datetime) -> datetime | None:
    """When the credits are used up if the month goes on as it began; None: not before the next one."""
    used = account.held + account.spent
    if not used:
        return None
    elapsed = (now - month_began(now, account.time_zone)).total_seconds()
    lasts = elapsed * account.left / used  # of a huge month: longer than there are dates
    ahead = (next_month(now, account.time_zone) - now).total_seconds()
    return now + timedelta(seconds=lasts) if lasts < ahead else None
