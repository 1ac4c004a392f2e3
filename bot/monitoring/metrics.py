"""The figures of this process, by Prometheus's conventions: base units, few labels, none of them an id.

Nothing here asks anybody anything: `Metrics` is told, and adds one. Who tells it is in watching.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from bot.monitoring.discord_watch import ENDS, REQUESTS
from bot.monitoring.discord_watch import KINDS as INTERACTIONS
from bot.monitoring.outcomes import OUTCOMES
from bot.musicapi.operations import Operation
from bot.version import VERSION
from data.rows import FailureKind

# Discord wants an answer within three seconds.
ANSWERING: Final = (0.05, 0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 5.0)
EXCHANGING: Final = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 75.0)
WAITING: Final = (1.0, 3.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0)
POSTING: Final = (0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 3600.0)
LAGGING: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)

NOT_SENT: Final = "not_sent"
CREATES: Final = ("accepted", "again", "refused", "not_sent", "lost")
STATES: Final = ("queued", "submitting", "running", "undelivered")
# What somebody should look at, named before it happens: of what is never seen at 0, nobody sees the first.
GRAVE: Final = (
    "books_differ",
    "create_lost",
    "create_orphaned",
    "delivery_broken",
    "delivery_impossible",
    "operator_told",
    "task_taken",
)


class Metrics:
    """Every figure that is counted; one of each process, with a registry of its own.

    Those with labels begin at 0 for `families` and whatever else is known before it happens.
    """

    def __init__(self, families: Sequence[str]) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)

        def counter(name: str, says: str, *labels: str) -> Counter:
            return Counter(f"encore_{name}", says, labels, registry=self.registry)

        def gauge(name: str, says: str, *labels: str) -> Gauge:
            return Gauge(f"encore_{name}", says, labels, registry=self.registry)

        def histogram(name: str, says: str, buckets: tuple[float, ...], *labels: str) -> Histogram:
            return Histogram(f"encore_{name}", says, labels, buckets=buckets, registry=self.registry)

        gauge("build_info", "1; the version is its label.", "version").labels(VERSION).set(1)

        self.interactions = counter(
            "interactions_total", "Interactions, by what became of their answer.", "kind", "outcome"
        )
        self.answer_seconds = histogram(
            "interaction_answer_seconds", "From hearing of an interaction to its answer.", ANSWERING, "kind"
        )
        self.discord_requests = counter(
            "discord_requests_total", "Requests to Discord, by what they do and how they end.", "kind", "outcome"
        )
        self.discord_seconds = histogram(
            "discord_request_seconds", "How long requests to Discord take.", EXCHANGING, "kind"
        )
        self.discord_refusals = gauge(
            "discord_refusals", "Refusals (401, 403, 429) of the last ten minutes, at most 5,000."
        )
        self.gateway_shards = gauge("gateway_shards", "Shards of Discord's gateway that this process holds.")
        self.gateway_shard_count = gauge(
            "gateway_shard_count", "All shards, whoever holds them; 0: this process does not know."
        )
        self.gateway_seconds = gauge("gateway_latency_seconds", "How long the gateway takes to answer a heartbeat.")

        self.musicapi_requests = counter(
            "musicapi_requests_total", "Requests to MusicAPI, by how they end.", "kind", "family", "outcome"
        )
        self.musicapi_seconds = histogram(
            "musicapi_request_seconds", "How long requests to MusicAPI take.", EXCHANGING, "kind"
        )
        self.creates = counter("creates_total", "What became of creates.", "family", "outcome")

        self.placed = counter("jobs_placed_total", "Jobs that were ordered.", "operation")
        self.ended = counter("jobs_ended_total", "Jobs that ended, by how.", "family", "outcome")
        self.line_seconds = histogram("job_line_seconds", "From the order of a job to its first create.", WAITING)
        self.making_seconds = histogram(
            "job_making_seconds", "From MusicAPI's acceptance of a job to its end.", WAITING, "family"
        )
        self.posting_seconds = histogram("job_posting_seconds", "From the end of a job to its delivery.", POSTING)
        self.delays = counter("deliveries_delayed_total", "Deliveries that have to be tried again.")
        self.deliveries = gauge("deliveries", "Deliveries under way.", "kind")
        self.fetches = counter("fetches_total", "Files that were fetched, by whether they were to be had.", "outcome")
        self.fetched_bytes = counter("fetched_bytes_total", "Bytes of files that were fetched.")
        self.delivery_bytes = gauge("delivery_bytes", "Bytes that the songs under way hold.")

        self.jobs = gauge("jobs", "Jobs in the database that are not delivered.", "state")
        self.oldest_job = gauge("oldest_job_age_seconds", "How long the oldest of them has been waiting.", "state")
        self.credits_held = gauge("credits_held", "Credits of this month that are held.")
        self.credits_spent = gauge("credits_spent", "Credits of this month that were spent.")
        self.database_up = gauge("database_up", "1 if the database answered the last time that it was asked.")

        self.loop_lag = histogram(
            "event_loop_lag_seconds", "By how much the event loop was late, four times a second.", LAGGING
        )
        self.late = gauge("loop_late_seconds", "By how much a loop is later than it said.", "loop")
        self.errors = counter("log_errors_total", "Lines of the log that say ERROR or worse.", "event")
        self._begin(families)

    def _begin(self, families: Sequence[str]) -> None:
        """Let everything be 0 that has not happened yet."""
        kinds: Iterable[tuple[Counter | Gauge | Histogram, Iterable[Sequence[str]]]] = (
            (self.interactions, product(INTERACTIONS.values(), ENDS)),
            (self.answer_seconds, product(INTERACTIONS.values())),
            (self.discord_requests, product(REQUESTS, OUTCOMES)),
            (self.discord_seconds, product(REQUESTS)),
            (self.musicapi_requests, product(("create", "poll"), families, (*OUTCOMES, NOT_SENT))),
            (self.musicapi_seconds, product(("create", "poll"))),
            (self.creates, product(families, CREATES)),
            (self.placed, product(Operation)),
            (self.ended, product(families, ("done", *FailureKind))),
            (self.making_seconds, product(families)),
            (self.deliveries, product(("songs", "files"))),
            (self.fetches, product(("ok", "missing"))),
            (self.errors, product(GRAVE)),
        )
        for figure, known in kinds:
            for labels in known:
                figure.labels(*labels)

    def exposition(self) -> bytes:
        """All of it, in Prometheus's text format."""
        return generate_latest(self.registry)
