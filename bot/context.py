"""What every use case needs: the database, the catalog, the clock, and who we are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

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

    @property
    def month(self) -> str:
        """The allowance month that pays now, such as `2026-11`."""
        return f"{self.now().astimezone(UTC):%Y-%m}"

    def key_of(self, job: Job) -> str:
        """The name of the key that a job was sent with; the settings may have it no more."""
        return job.musicapi_key or self.musicapi_keys[0]

    def webhook_for(self, job: Job) -> WebhookTarget | None:
        """The address and key for webhooks about this job; None: MusicAPI sends none."""
        offer = self.catalog.offer(job.family, job.operation)
        if self.webhooks is None or job.webhook_token is None or offer is None or not offer.webhooks:
            return None
        return self.webhooks(job)


def next_month(now: datetime) -> datetime:
    """When allowances are whole again: the first moment of the next month in UTC."""
    first = now.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return (first + timedelta(days=32)).replace(day=1)
