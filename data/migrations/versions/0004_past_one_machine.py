"""What processes past one machine agree on: shards, sessions, the pace of MusicAPI's keys, versions that may work."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "shard_leases",
        sa.Column("application_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("shard_count", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("shard_id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("shard_id >= 0 AND shard_id < shard_count", name="shard_leases_numbers"),
    )
    op.create_table(
        "gateways",
        sa.Column("application_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("shard_count", sa.Integer(), nullable=False),
        sa.Column("sessions_spent", sa.Double(), nullable=False),
        sa.Column("sessions_counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sessions_remaining", sa.Integer()),
        sa.Column("sessions_reset_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint("shard_count >= 1", name="gateways_shards"),
    )
    op.create_table(
        "identify_buckets",
        sa.Column("application_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("bucket", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.add_column("alembic_version", sa.Column("oldest_program", sa.Integer()))
    op.add_column("jobs", sa.Column("needs_version", sa.Integer()))
    op.add_column("jobs", sa.Column("musicapi_key", sa.Text()))
    op.create_table(
        "create_paces",
        sa.Column("musicapi_key", sa.Text(), primary_key=True),
        sa.Column("family", sa.Text(), primary_key=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rested_until", sa.DateTime(timezone=True)),
    )
    op.create_table(
        "poll_paces",
        sa.Column("musicapi_key", sa.Text(), primary_key=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rate", sa.Double(), nullable=False),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paused_until", sa.DateTime(timezone=True)),
    )
