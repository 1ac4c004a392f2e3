"""The tables by which processes agree on shards, sessions and the pace of MusicAPI's keys."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Column, Double, Integer, Table, Text

from data.schema.columns import UtcDateTime
from data.schema.metadata import metadata

# Of versions before 0004, which had one key and one pace; nothing reads it any more.
rate_limits = Table(
    "rate_limits",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("next_at", UtcDateTime, nullable=False),
    CheckConstraint("id = 1", name="rate_limits_one_row"),
)

create_paces = Table(
    "create_paces",
    metadata,
    Column("musicapi_key", Text, primary_key=True),
    Column("family", Text, primary_key=True),  # empty: every create of the key
    Column("next_at", UtcDateTime, nullable=False),
    Column("rested_until", UtcDateTime),  # of a key as a whole, whose account MusicAPI refused
    Column("refused_since", UtcDateTime),  # of a family, that was refused for now each time since; NULL: it is taken
)

poll_paces = Table(
    "poll_paces",
    metadata,
    Column("musicapi_key", Text, primary_key=True),
    Column("next_at", UtcDateTime, nullable=False),  # until when polls are given away
    Column("rate", Double, nullable=False),  # a second, at `rated_at`
    Column("rated_at", UtcDateTime, nullable=False),
    Column("paused_until", UtcDateTime),
)

heartbeats = Table(
    "heartbeats",
    metadata,
    Column("worker_id", Text, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
)

shard_leases = Table(
    "shard_leases",
    metadata,
    Column("application_id", BigInteger, primary_key=True, autoincrement=False),
    Column("shard_count", Integer, primary_key=True, autoincrement=False),
    Column("shard_id", Integer, primary_key=True, autoincrement=False),
    Column("owner", Text, nullable=False),
    Column("lease_until", UtcDateTime, nullable=False),
    CheckConstraint("shard_id >= 0 AND shard_id < shard_count", name="shard_leases_numbers"),
)

gateways = Table(
    "gateways",
    metadata,
    Column("application_id", BigInteger, primary_key=True, autoincrement=False),
    Column("shard_count", Integer, nullable=False),  # how many there are to be
    Column("sessions_spent", Double, nullable=False),  # of those that may begin at once
    Column("sessions_counted_at", UtcDateTime, nullable=False),
    Column("sessions_remaining", Integer),  # as Discord said, less those since then; NULL: it never did
    Column("sessions_reset_at", UtcDateTime),
    CheckConstraint("shard_count >= 1", name="gateways_shards"),
)

identify_buckets = Table(
    "identify_buckets",
    metadata,
    Column("application_id", BigInteger, primary_key=True, autoincrement=False),
    Column("bucket", Integer, primary_key=True, autoincrement=False),
    Column("next_at", UtcDateTime, nullable=False),
)

vendor_stops = Table(
    "vendor_stops",
    metadata,
    Column("host", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("until", UtcDateTime, nullable=False),
    CheckConstraint("kind IN ('account', 'unreachable')", name="vendor_stops_kind"),
)
