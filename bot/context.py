"""What every use case needs: the database, the catalog, the clock, and who we are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from bot.musicapi.catalog import Catalog
from bot.musicapi.keys import DEFAULT_KEY
from bot.musicapi.requests import WebhookTarget
from data.engine.database import Database
from data.rows import Job


@dataclass(frozen=True, slots=True)
class Context:
    """What every use case needs; without `webhooks`, MusicAPI is never asked to send any.

    Where this process `has_workers`, it owns the jobs that it places; else they wait for one that has.
    """

    database: Database
    catalog: Catalog
    musicapi_host: str
    worker_id: str
    default_allowance: int
    now: Callable[[], datetime]
    random: Callable[[], float]  # from 0 to 1, for jitter
    poll_interval: float
    webhooks: Callable[[Job], WebhookTarget] | None = None  # where MusicAPI reaches this bot about a job
    has_workers: bool = True
    musicapi_keys: tuple[str, ...] = (DEFAULT_KEY,)  # the names of the operator's keys, the first one first
    create_interval: float = 0.0  # seconds between two creates of one key; 0: any number at once

    @property
    def month(self) -> str:
        """The allowance month that pays now, such as `2026-11`, of a server that counts by UTC."""
        return month_of(self.now())

    def key_of(self, job: Job) -> str:
        """The name of the key that a job was sent with; the settings may have it no more."""
        return job.musicapi_key or self.musicapi_keys[0]

    def webhook_for(self, job: Job) -> WebhookTarget | None:
        """The address and key for webhooks about this job; None: MusicAPI sends none."""
        offer = self.catalog.offer(job.family, job.operation)
        if self.webhooks is None or job.webhook_token is None or offer is None or not offer.webhooks:
            return None
        return self.webhooks(job)


@cache
def zone_of(name: str) -> tzinfo:
    """The time zone of an IANA name; UTC for an empty one, and for what this machine does not know (any more)."""
    try:
        return ZoneInfo(name) if name else UTC
    except (KeyError, ValueError, OSError):  # a ZoneInfoNotFoundError is a KeyError; a folder is an OSError
        return UTC


def month_of(now: datetime, time_zone: str = "") -> str:
    """The allowance month of a moment, such as `2026-11`, where months are counted by an IANA name or by UTC."""
    return f"{now.astimezone(zone_of(time_zone)):%Y-%m}"


def month_began(now: datetime, time_zone: str = "") -> datetime:
    """The first moment of this month of the zone, in UTC."""
    local = now.astimezone(zone_of(time_zone))
    return _midnight(local.date().replace(day=1), local.tzinfo)


def next_month(now: datetime, time_zone: str = "") -> datetime:
    """When allowances are whole again, in UTC: the first moment of the next month of the zone."""
    local = now.astimezone(zone_of(time_zone))
    return _midnight((local.date().replace(day=1) + timedelta(days=32)).replace(day=1), local.tzinfo)


def day_began(now: datetime, time_zone: str = "") -> datetime:
    """The first moment of this day of the zone, in UTC."""
    local = now.astimezone(zone_of(time_zone))
    return _midnight(local.date(), local.tzinfo)


def next_day(now: datetime, time_zone: str = "") -> datetime:
    """The first moment of the next day of the zone, in UTC."""
    local = now.astimezone(zone_of(time_zone))
    return _midnight(local.date() + timedelta(days=1), local.tzinfo)


def _midnight(day: date, zone: tzinfo | None) -> datetime:
    """The first moment of a day, in UTC; where the clocks skip midnight, the moment of the skip."""
    return datetime.combine(day, time(), zone).astimezone(UTC)
