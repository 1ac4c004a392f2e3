"""The schema: what the database itself refuses is written here, not only hoped for in the statements.

The migrations make these tables; a test holds both against each other. They add triggers on top: the ledger is
append-only, a settle or refund needs its hold, and final states never leave.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from data.columns import ForeignText, RowId, UtcDateTime, words

if TYPE_CHECKING:
    from enum import StrEnum
from data.rows import ClipState, EntryKind, FailureKind, JobState

metadata = MetaData()


def _one_of(column: str, kind: type[StrEnum]) -> str:
    return f"{column} IN ({', '.join(repr(word.value) for word in kind)})"


guilds = Table(
    "guilds",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("allowance", Integer),  # NULL: the operator's default
    Column("last_turn_at", UtcDateTime),
    CheckConstraint("allowance >= 0", name="guilds_allowance"),
)

accounts = Table(
    "accounts",
    metadata,
    Column("guild_id", BigInteger, ForeignKey("guilds.guild_id"), primary_key=True),
    Column("month", String(7), primary_key=True),
    Column("held", Integer, nullable=False),
    Column("spent", Integer, nullable=False),
    CheckConstraint("held >= 0", name="accounts_held"),
    CheckConstraint("spent >= 0", name="accounts_spent"),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("interaction_id", BigInteger, nullable=False),
    Column("guild_id", BigInteger, ForeignKey("guilds.guild_id"), nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("token", ForeignText),
    Column("token_expires_at", UtcDateTime, nullable=False),
    Column("file_limit", BigInteger, nullable=False),
    Column("operation", Text, nullable=False),
    Column("family", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("family_chosen", Boolean, nullable=False),
    Column("price", Integer, nullable=False),
    Column("clips_expected", Integer, nullable=False),
    Column("prompt", ForeignText, nullable=False),
    Column("title", ForeignText, nullable=False),
    Column("style", ForeignText, nullable=False),
    Column("lyrics", ForeignText, nullable=False),
    Column("instrumental", Boolean, nullable=False),
    # No foreign key: jobs and clips would name each other, and clips are never removed, only marked as deleted.
    Column("parent_id", BigInteger),
    Column("continue_at", Double),
    Column("month", String(7), nullable=False),
    Column("state", words(JobState), nullable=False),
    Column("task_id", ForeignText),
    Column("failure", words(FailureKind)),
    Column("reason", ForeignText),
    Column("creates", Integer, nullable=False),
    Column("message_channel_id", BigInteger),
    Column("message_id", BigInteger),
    Column("created_at", UtcDateTime, nullable=False),
    Column("submitted_at", UtcDateTime),
    Column("started_at", UtcDateTime),
    Column("finished_at", UtcDateTime),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("poll_at", UtcDateTime),
    Column("polls", Integer, nullable=False),
    Column("delivered_at", UtcDateTime),
    Column("deliver_at", UtcDateTime),
    Column("deliveries", Integer, nullable=False),
    Column("owner", Text),
    Column("lease_until", UtcDateTime),
    UniqueConstraint("interaction_id", name="jobs_interaction"),
    UniqueConstraint("family", "task_id", name="jobs_task"),
    CheckConstraint(_one_of("state", JobState), name="jobs_state"),
    CheckConstraint(_one_of("failure", FailureKind), name="jobs_failure"),
    CheckConstraint("(state = 'failed') = (failure IS NOT NULL)", name="jobs_failed_says_why"),
    CheckConstraint("(state IN ('done', 'failed')) = (finished_at IS NOT NULL)", name="jobs_final_says_when"),
    CheckConstraint("state NOT IN ('running', 'done') OR task_id IS NOT NULL", name="jobs_accepted_has_task"),
    CheckConstraint("state NOT IN ('queued', 'submitting') OR task_id IS NULL", name="jobs_waiting_has_no_task"),
    CheckConstraint("(state = 'running') = (poll_at IS NOT NULL)", name="jobs_running_is_polled"),
    CheckConstraint(
        "(deliver_at IS NOT NULL) = (finished_at IS NOT NULL AND delivered_at IS NULL)", name="jobs_final_is_owed"
    ),
    CheckConstraint("delivered_at IS NULL OR finished_at IS NOT NULL", name="jobs_delivered_is_final"),
    CheckConstraint("(owner IS NULL) = (lease_until IS NULL)", name="jobs_lease"),
    CheckConstraint("price >= 0 AND clips_expected >= 1 AND continue_at >= 0", name="jobs_amounts"),
    CheckConstraint("creates >= 0 AND polls >= 0 AND deliveries >= 0", name="jobs_counts"),
    Index("jobs_by_state", "state", "id"),
    Index("jobs_by_message", "guild_id", "message_id"),
    Index("jobs_by_kind", "family", "model", "operation", "finished_at"),
    # These four stay small however many songs were made: they hold what still has to be done.
    Index(
        "jobs_due",
        "owner",
        "poll_at",
        sqlite_where=text("poll_at IS NOT NULL"),
        postgresql_where=text("poll_at IS NOT NULL"),
    ),
    Index(
        "jobs_owed",
        "owner",
        "deliver_at",
        sqlite_where=text("deliver_at IS NOT NULL"),
        postgresql_where=text("deliver_at IS NOT NULL"),
    ),
    Index(
        "jobs_leases",
        "owner",
        "lease_until",
        sqlite_where=text("delivered_at IS NULL"),
        postgresql_where=text("delivered_at IS NULL"),
    ),
    Index(
        "jobs_tokens",
        "token_expires_at",
        sqlite_where=text("token IS NOT NULL"),
        postgresql_where=text("token IS NOT NULL"),
    ),
    sqlite_autoincrement=True,  # an id that a button carries must never come to name another row
)

ledger = Table(
    "ledger",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("job_id", BigInteger, ForeignKey("jobs.id"), nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("month", String(7), nullable=False),
    Column("kind", words(EntryKind), nullable=False),
    Column("credits", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("job_id", "kind", name="ledger_once"),
    CheckConstraint(_one_of("kind", EntryKind), name="ledger_kind"),
    CheckConstraint("credits >= 0", name="ledger_credits"),
    Index(
        "ledger_closed_once",
        "job_id",
        unique=True,
        sqlite_where=text("kind IN ('settle', 'refund')"),
        postgresql_where=text("kind IN ('settle', 'refund')"),
    ),
    Index("ledger_by_guild", "guild_id", "id"),
    sqlite_autoincrement=True,
)

clips = Table(
    "clips",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("job_id", BigInteger, ForeignKey("jobs.id"), nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("position", Integer, nullable=False),
    Column("clip_id", ForeignText, nullable=False),
    Column("family", Text, nullable=False),
    Column("model", ForeignText, nullable=False),
    Column("state", words(ClipState), nullable=False),
    Column("title", ForeignText, nullable=False),
    Column("style", ForeignText, nullable=False),
    Column("lyrics", ForeignText, nullable=False),
    Column("duration", Double),
    Column("audio_url", ForeignText, nullable=False),
    Column("image_url", ForeignText, nullable=False),
    Column("timeline", JSON(none_as_null=True)),
    Column("created_at", UtcDateTime, nullable=False),
    Column("deleted_at", UtcDateTime),
    Column("posted_at", UtcDateTime),
    UniqueConstraint("job_id", "clip_id", name="clips_clip"),
    UniqueConstraint("job_id", "position", name="clips_position"),
    CheckConstraint(_one_of("state", ClipState), name="clips_state"),
    CheckConstraint("position >= 1 AND clip_id <> '' AND duration >= 0", name="clips_amounts"),
    Index("clips_by_guild", "guild_id", "id"),
    sqlite_autoincrement=True,
)

pace = Table(
    "pace",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("next_at", UtcDateTime, nullable=False),
    CheckConstraint("id = 1", name="pace_one_row"),
)

retirements = Table(
    "retirements",
    metadata,
    Column("host", Text, primary_key=True),
    Column("family", Text, primary_key=True),
    Column("operation", Text, primary_key=True),
    Column("reason", ForeignText, nullable=False),
    Column("retired_at", UtcDateTime, nullable=False),
)

facts = Table(
    "facts",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", ForeignText, nullable=False),
)

heartbeats = Table(
    "heartbeats",
    metadata,
    Column("worker_id", Text, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
)
