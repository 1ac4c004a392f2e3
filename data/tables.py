"""The schema: what the database itself refuses is written here, not only hoped for in the statements.

The migrations make these tables; a test holds both against each other. They add triggers on top: the ledger is
append-only, a settle or refund needs its hold, and final states never leave.
"""

from __future__ import annotations

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
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from data.rows import ClipState, EntryKind, FailureKind, JobState, PersonaKind
from data.schema.columns import (
    DetailsJSON,
    ForeignJSON,
    ForeignText,
    KeyText,
    RowId,
    UtcDateTime,
    one_of,
    partial,
    words,
)

# Handed on: whoever reads or writes a row finds its table here.
from data.schema.guilds import admin_log as admin_log
from data.schema.guilds import blocks as blocks
from data.schema.guilds import erased_use as erased_use
from data.schema.guilds import grants as grants
from data.schema.guilds import guild_rules as guild_rules
from data.schema.guilds import guilds as guilds
from data.schema.guilds import member_blocks as member_blocks
from data.schema.guilds import members as members
from data.schema.guilds import moderation_cases as moderation_cases
from data.schema.guilds import month_warnings as month_warnings
from data.schema.guilds import pauses as pauses
from data.schema.library import clip_votes as clip_votes
from data.schema.library import clip_words as clip_words
from data.schema.library import favourites as favourites
from data.schema.library import playlist_clips as playlist_clips
from data.schema.library import playlists as playlists
from data.schema.library import showcased as showcased
from data.schema.library import song_copies as song_copies
from data.schema.metadata import metadata
from data.schema.privacy import erasures as erasures
from data.schema.processes import create_paces as create_paces
from data.schema.processes import gateways as gateways
from data.schema.processes import heartbeats as heartbeats
from data.schema.processes import identify_buckets as identify_buckets
from data.schema.processes import poll_paces as poll_paces
from data.schema.processes import rate_limits as rate_limits
from data.schema.processes import shard_leases as shard_leases
from data.schema.processes import vendor_stops as vendor_stops

accounts = Table(
    "accounts",
    metadata,
    Column("guild_id", BigInteger, ForeignKey("guilds.guild_id"), primary_key=True),
    Column("month", String(7), primary_key=True),
    Column("held", Integer, nullable=False),
    Column("spent", Integer, nullable=False),
    CheckConstraint("held >= 0", name="accounts_held"),
    CheckConstraint("spent >= 0", name="accounts_spent"),
    Index("accounts_by_month", "month"),
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
    Column("source", BigInteger),
    Column("continue_at", Double),
    Column("details", DetailsJSON, nullable=False),
    Column("month", String(7), nullable=False),
    Column("state", words(JobState), nullable=False),
    Column("task_id", ForeignText),
    Column("failure", words(FailureKind)),
    Column("reason", ForeignText),
    Column("result", ForeignJSON),
    Column("create_attempts", Integer, nullable=False),
    Column("repeats_create", Boolean, nullable=False),
    Column("answer_lost_at", UtcDateTime),
    Column("message_channel_id", BigInteger),
    Column("message_id", BigInteger),
    Column("created_at", UtcDateTime, nullable=False),
    Column("submitted_at", UtcDateTime),
    Column("started_at", UtcDateTime),
    Column("finished_at", UtcDateTime),
    Column("changed_at", UtcDateTime, nullable=False),  # of a done job: when it was last known not to be done
    Column("poll_at", UtcDateTime),
    Column("polls", Integer, nullable=False),
    Column("delivered_at", UtcDateTime),
    Column("deliver_at", UtcDateTime),
    Column("delivery_attempts", Integer, nullable=False),
    Column("owner", Text),
    Column("lease_until", UtcDateTime),
    Column("webhook_token", Text),
    Column("needs_version", Integer),  # the oldest program that understands it; NULL: every one does
    Column("musicapi_key", Text),  # the name of the operator's key; NULL: none yet in line, and the first one after it
    Column("archived_at", UtcDateTime),  # when its long texts went to `archives`; NULL: they are here
    Column("language", Text),  # such as `de`, in which its message speaks to all; NULL: from before there were any
    Column("member_language", Text),  # in which it speaks to its member alone
    Column("awaits_approval", Boolean),  # in line, and not sent before a moderator says so; NULL: no
    UniqueConstraint("interaction_id", name="jobs_interaction"),
    UniqueConstraint("family", "task_id", name="jobs_task"),
    UniqueConstraint("webhook_token", name="jobs_webhook_token"),
    CheckConstraint(one_of("state", JobState), name="jobs_state"),
    CheckConstraint(one_of("failure", FailureKind), name="jobs_failure"),
    CheckConstraint("(state = 'failed') = (failure IS NOT NULL)", name="jobs_failed_says_why"),
    CheckConstraint("(state IN ('done', 'failed')) = (finished_at IS NOT NULL)", name="jobs_final_says_when"),
    CheckConstraint("state <> 'running' OR task_id IS NOT NULL OR repeats_create", name="jobs_running_has_task"),
    CheckConstraint("NOT repeats_create OR task_id IS NULL", name="jobs_repeated_has_no_task"),
    # Some creates answer with what was asked for, and there is no task.
    CheckConstraint("state <> 'done' OR task_id IS NOT NULL OR result IS NOT NULL", name="jobs_done_has_something"),
    CheckConstraint(
        "state NOT IN ('queued', 'submitting') OR (task_id IS NULL AND result IS NULL AND NOT repeats_create)",
        name="jobs_waiting_has_nothing",
    ),
    # MusicAPI may have taken it: the fact stays, and the job never goes back into the queue.
    CheckConstraint("answer_lost_at IS NULL OR state <> 'queued'", name="jobs_lost_is_not_sent_again"),
    CheckConstraint("(state = 'running') = (poll_at IS NOT NULL)", name="jobs_running_is_polled"),
    CheckConstraint(
        "(deliver_at IS NOT NULL) = (finished_at IS NOT NULL AND delivered_at IS NULL)", name="jobs_final_is_due"
    ),
    CheckConstraint("delivered_at IS NULL OR finished_at IS NOT NULL", name="jobs_delivered_is_final"),
    CheckConstraint("(owner IS NULL) = (lease_until IS NULL)", name="jobs_lease"),
    CheckConstraint("price >= 0 AND clips_expected >= 1 AND continue_at >= 0", name="jobs_amounts"),
    CheckConstraint("create_attempts >= 0 AND polls >= 0 AND delivery_attempts >= 0", name="jobs_counts"),
    Index("jobs_by_state", "state", "id"),
    Index("jobs_by_kind", "family", "model", "operation", "finished_at"),
    partial("jobs_by_source", "source", where="source IS NOT NULL"),
    partial("jobs_by_maker", "guild_id", "user_id", "family", "id", where="finished_at IS NOT NULL"),
    partial("jobs_by_channel", "channel_id", "family", "id", where="finished_at IS NOT NULL"),
    # These stay small however many songs were made: they hold what still has to be done.
    partial("jobs_due", "owner", "poll_at", where="poll_at IS NOT NULL"),
    partial("jobs_undelivered", "owner", "deliver_at", where="deliver_at IS NOT NULL"),
    partial("jobs_leases", "owner", "lease_until", where="delivered_at IS NULL"),
    partial("jobs_tokens", "token_expires_at", where="token IS NOT NULL"),
    partial("jobs_queued_by_guild", "guild_id", where="state = 'queued'"),
    partial("jobs_queued_by_member", "user_id", where="state = 'queued'"),
    partial("jobs_unapproved", "state", "created_at", where="awaits_approval IS NOT NULL"),
    partial("jobs_unfinished_by_member", "guild_id", "user_id", where="finished_at IS NULL"),
    Index("jobs_by_member", "guild_id", "user_id", "created_at"),
    partial("jobs_turns", "guild_id", "user_id", "submitted_at", where="submitted_at IS NOT NULL"),
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
    CheckConstraint(one_of("kind", EntryKind), name="ledger_kind"),
    CheckConstraint("credits >= 0", name="ledger_credits"),
    partial("ledger_closed_once", "job_id", where="kind IN ('settle', 'refund')", unique=True),
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
    Column("uploaded", Boolean, nullable=False),
    Column("given_title", ForeignText),  # by a member, afterwards; NULL: nobody renamed it
    UniqueConstraint("job_id", "clip_id", name="clips_clip"),
    UniqueConstraint("job_id", "position", name="clips_position"),
    CheckConstraint(one_of("state", ClipState), name="clips_state"),
    CheckConstraint("position >= 1 AND clip_id <> '' AND duration >= 0", name="clips_amounts"),
    Index("clips_by_guild", "guild_id", "id"),
    Index("clips_by_family", "guild_id", "family", "id"),
    sqlite_autoincrement=True,
)

archives = Table(
    "archives",
    metadata,
    Column("job_id", BigInteger, ForeignKey("jobs.id"), primary_key=True, autoincrement=False),
    Column("contents", LargeBinary, nullable=False),  # see data/archive.py
)

personas = Table(
    "personas",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild_id", BigInteger, ForeignKey("guilds.guild_id"), nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("kind", words(PersonaKind), nullable=False),
    Column("family", Text, nullable=False),
    Column("name", ForeignText, nullable=False),
    Column("vendor_id", ForeignText, nullable=False),
    Column("job_id", BigInteger, ForeignKey("jobs.id"), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("deleted_at", UtcDateTime),
    UniqueConstraint("job_id", name="personas_job"),
    CheckConstraint(one_of("kind", PersonaKind), name="personas_kind"),
    CheckConstraint("name <> '' AND vendor_id <> ''", name="personas_named"),
    partial("personas_living", "guild_id", "name", where="deleted_at IS NULL", unique=True),
    sqlite_autoincrement=True,
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("interaction_id", BigInteger, nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("words", ForeignJSON, nullable=False),
    Column("price", Integer, nullable=False),
    UniqueConstraint("interaction_id", name="drafts_interaction"),
    CheckConstraint("price >= 0", name="drafts_price"),
    Index("drafts_by_member", "user_id", "id"),
    Index("drafts_by_age", "created_at"),
    sqlite_autoincrement=True,  # an id that a button carries must never come to name another row
)

webhooks = Table(
    "webhooks",
    metadata,
    Column("webhook_id", ForeignText, primary_key=True),
    Column("received_at", UtcDateTime, nullable=False),
    Index("webhooks_by_age", "received_at"),
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

key_values = Table(
    "key_values",
    metadata,
    Column("key", KeyText, primary_key=True),
    Column("value", ForeignText, nullable=False),
)
