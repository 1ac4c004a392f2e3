"""The schema of the first release."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    create_guilds_members_and_accounts()
    create_jobs()
    create_ledger()
    create_clips()
    create_personas()
    create_small_tables()
    if op.get_context().dialect.name == "sqlite":
        create_sqlite_triggers()
    else:
        create_postgresql_triggers()


def create_guilds_members_and_accounts() -> None:
    op.create_table(
        "guilds",
        sa.Column("guild_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("allowance", sa.Integer),
        sa.Column("last_turn_at", MOMENT),
        sa.Column("model", sa.Text),
        sa.CheckConstraint("allowance >= 0", name="guilds_allowance"),
    )
    op.create_table(
        "members",
        sa.Column("user_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("model", sa.Text),
    )
    op.create_table(
        "accounts",
        sa.Column("guild_id", sa.BigInteger, sa.ForeignKey("guilds.guild_id"), primary_key=True),
        sa.Column("month", sa.String(7), primary_key=True),
        sa.Column("held", sa.Integer, nullable=False),
        sa.Column("spent", sa.Integer, nullable=False),
        sa.CheckConstraint("held >= 0", name="accounts_held"),
        sa.CheckConstraint("spent >= 0", name="accounts_spent"),
    )


def create_jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", ROW_ID, primary_key=True),
        sa.Column("interaction_id", sa.BigInteger, nullable=False),
        sa.Column("guild_id", sa.BigInteger, sa.ForeignKey("guilds.guild_id"), nullable=False),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("token", sa.Text),
        sa.Column("token_expires_at", MOMENT, nullable=False),
        sa.Column("file_limit", sa.BigInteger, nullable=False),
        sa.Column("operation", sa.Text, nullable=False),
        sa.Column("family", sa.Text, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("family_chosen", sa.Boolean, nullable=False),
        sa.Column("price", sa.Integer, nullable=False),
        sa.Column("clips_expected", sa.Integer, nullable=False),
        sa.Column("prompt", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("style", sa.Text, nullable=False),
        sa.Column("lyrics", sa.Text, nullable=False),
        sa.Column("instrumental", sa.Boolean, nullable=False),
        sa.Column("source", sa.BigInteger),
        sa.Column("continue_at", sa.Double),
        sa.Column("details", sa.JSON, nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("task_id", sa.Text),
        sa.Column("failure", sa.String(16)),
        sa.Column("reason", sa.Text),
        sa.Column("result", sa.JSON),
        sa.Column("create_attempts", sa.Integer, nullable=False),
        sa.Column("repeats_create", sa.Boolean, nullable=False),
        sa.Column("answer_lost_at", MOMENT),
        sa.Column("message_channel_id", sa.BigInteger),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("submitted_at", MOMENT),
        sa.Column("started_at", MOMENT),
        sa.Column("finished_at", MOMENT),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("poll_at", MOMENT),
        sa.Column("polls", sa.Integer, nullable=False),
        sa.Column("delivered_at", MOMENT),
        sa.Column("deliver_at", MOMENT),
        sa.Column("delivery_attempts", sa.Integer, nullable=False),
        sa.Column("owner", sa.Text),
        sa.Column("lease_until", MOMENT),
        sa.Column("webhook_token", sa.Text),
        sa.UniqueConstraint("interaction_id", name="jobs_interaction"),
        sa.UniqueConstraint("family", "task_id", name="jobs_task"),
        sa.UniqueConstraint("webhook_token", name="jobs_webhook_token"),
        sa.CheckConstraint("state IN ('queued', 'submitting', 'running', 'done', 'failed')", name="jobs_state"),
        sa.CheckConstraint(
            "failure IN ('refused', 'not_sent', 'lost', 'failed', 'timed_out', 'cancelled')", name="jobs_failure"
        ),
        sa.CheckConstraint("(state = 'failed') = (failure IS NOT NULL)", name="jobs_failed_says_why"),
        sa.CheckConstraint("(state IN ('done', 'failed')) = (finished_at IS NOT NULL)", name="jobs_final_says_when"),
        sa.CheckConstraint("state <> 'running' OR task_id IS NOT NULL OR repeats_create", name="jobs_running_has_task"),
        sa.CheckConstraint("NOT repeats_create OR task_id IS NULL", name="jobs_repeated_has_no_task"),
        sa.CheckConstraint(
            "state <> 'done' OR task_id IS NOT NULL OR result IS NOT NULL", name="jobs_done_has_something"
        ),
        sa.CheckConstraint(
            "state NOT IN ('queued', 'submitting') OR (task_id IS NULL AND result IS NULL AND NOT repeats_create)",
            name="jobs_waiting_has_nothing",
        ),
        sa.CheckConstraint("answer_lost_at IS NULL OR state <> 'queued'", name="jobs_lost_is_not_sent_again"),
        sa.CheckConstraint("(state = 'running') = (poll_at IS NOT NULL)", name="jobs_running_is_polled"),
        sa.CheckConstraint(
            "(deliver_at IS NOT NULL) = (finished_at IS NOT NULL AND delivered_at IS NULL)",
            name="jobs_final_is_due",
        ),
        sa.CheckConstraint("delivered_at IS NULL OR finished_at IS NOT NULL", name="jobs_delivered_is_final"),
        sa.CheckConstraint("(owner IS NULL) = (lease_until IS NULL)", name="jobs_lease"),
        sa.CheckConstraint("price >= 0 AND clips_expected >= 1 AND continue_at >= 0", name="jobs_amounts"),
        sa.CheckConstraint("create_attempts >= 0 AND polls >= 0 AND delivery_attempts >= 0", name="jobs_counts"),
        sqlite_autoincrement=True,
    )
    op.create_index("jobs_by_state", "jobs", ["state", "id"])
    op.create_index("jobs_by_kind", "jobs", ["family", "model", "operation", "finished_at"])
    create_partial_index("jobs_due", "jobs", ["owner", "poll_at"], "poll_at IS NOT NULL")
    create_partial_index("jobs_undelivered", "jobs", ["owner", "deliver_at"], "deliver_at IS NOT NULL")
    create_partial_index("jobs_leases", "jobs", ["owner", "lease_until"], "delivered_at IS NULL")
    create_partial_index("jobs_tokens", "jobs", ["token_expires_at"], "token IS NOT NULL")
    create_partial_index("jobs_by_source", "jobs", ["source"], "source IS NOT NULL")


def create_ledger() -> None:
    op.create_table(
        "ledger",
        sa.Column("id", ROW_ID, primary_key=True),
        sa.Column("job_id", sa.BigInteger, sa.ForeignKey("jobs.id"), nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("credits", sa.Integer, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.UniqueConstraint("job_id", "kind", name="ledger_once"),
        sa.CheckConstraint("kind IN ('hold', 'settle', 'refund')", name="ledger_kind"),
        sa.CheckConstraint("credits >= 0", name="ledger_credits"),
        sqlite_autoincrement=True,
    )
    create_partial_index("ledger_closed_once", "ledger", ["job_id"], "kind IN ('settle', 'refund')", unique=True)
    op.create_index("ledger_by_guild", "ledger", ["guild_id", "id"])


def create_clips() -> None:
    op.create_table(
        "clips",
        sa.Column("id", ROW_ID, primary_key=True),
        sa.Column("job_id", sa.BigInteger, sa.ForeignKey("jobs.id"), nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("clip_id", sa.Text, nullable=False),
        sa.Column("family", sa.Text, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("style", sa.Text, nullable=False),
        sa.Column("lyrics", sa.Text, nullable=False),
        sa.Column("duration", sa.Double),
        sa.Column("audio_url", sa.Text, nullable=False),
        sa.Column("image_url", sa.Text, nullable=False),
        sa.Column("timeline", sa.JSON),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("deleted_at", MOMENT),
        sa.Column("posted_at", MOMENT),
        sa.Column("uploaded", sa.Boolean, nullable=False),
        sa.UniqueConstraint("job_id", "clip_id", name="clips_clip"),
        sa.UniqueConstraint("job_id", "position", name="clips_position"),
        sa.CheckConstraint("state IN ('running', 'succeeded', 'failed')", name="clips_state"),
        sa.CheckConstraint("position >= 1 AND clip_id <> '' AND duration >= 0", name="clips_amounts"),
        sqlite_autoincrement=True,
    )
    op.create_index("clips_by_guild", "clips", ["guild_id", "id"])
    op.create_index("clips_by_family", "clips", ["guild_id", "family", "id"])


def create_personas() -> None:
    op.create_table(
        "personas",
        sa.Column("id", ROW_ID, primary_key=True),
        sa.Column("guild_id", sa.BigInteger, sa.ForeignKey("guilds.guild_id"), nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("family", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("vendor_id", sa.Text, nullable=False),
        sa.Column("job_id", sa.BigInteger, sa.ForeignKey("jobs.id"), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("deleted_at", MOMENT),
        sa.UniqueConstraint("job_id", name="personas_job"),
        sa.CheckConstraint("kind IN ('persona', 'voice')", name="personas_kind"),
        sa.CheckConstraint("name <> '' AND vendor_id <> ''", name="personas_named"),
        sqlite_autoincrement=True,
    )
    create_partial_index("personas_living", "personas", ["guild_id", "name"], "deleted_at IS NULL", unique=True)


def create_small_tables() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", ROW_ID, primary_key=True),
        sa.Column("interaction_id", sa.BigInteger, nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.JSON, nullable=False),
        sa.Column("price", sa.Integer, nullable=False),
        sa.UniqueConstraint("interaction_id", name="drafts_interaction"),
        sa.CheckConstraint("price >= 0", name="drafts_price"),
        sqlite_autoincrement=True,
    )
    op.create_index("drafts_by_member", "drafts", ["user_id", "id"])
    op.create_index("drafts_by_age", "drafts", ["created_at"])
    op.create_table(
        "webhooks",
        sa.Column("webhook_id", sa.Text, primary_key=True),
        sa.Column("received_at", MOMENT, nullable=False),
    )
    op.create_index("webhooks_by_age", "webhooks", ["received_at"])
    op.create_table(
        "rate_limits",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("next_at", MOMENT, nullable=False),
        sa.CheckConstraint("id = 1", name="rate_limits_one_row"),
    )
    op.create_table(
        "retirements",
        sa.Column("host", sa.Text, primary_key=True),
        sa.Column("family", sa.Text, primary_key=True),
        sa.Column("operation", sa.Text, primary_key=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("retired_at", MOMENT, nullable=False),
    )
    op.create_table(
        "key_values",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "heartbeats",
        sa.Column("worker_id", sa.Text, primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
    )


def create_partial_index(name: str, table: str, columns: list[str], where: str, *, unique: bool = False) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


def create_sqlite_triggers() -> None:
    refuse("ledger_no_update", "UPDATE ON ledger", "TRUE", "ledger rows are never changed")
    refuse("ledger_no_delete", "DELETE ON ledger", "TRUE", "ledger rows are never removed")
    refuse(
        "ledger_needs_hold",
        "INSERT ON ledger",
        "NEW.kind <> 'hold' AND NOT EXISTS (SELECT 1 FROM ledger AS held WHERE held.job_id = NEW.job_id"
        " AND held.kind = 'hold' AND held.guild_id = NEW.guild_id AND held.month = NEW.month"
        " AND held.credits >= NEW.credits)",
        "a settle or refund needs its hold",
    )
    for table, final in FINAL_STATES.items():
        refuse(f"{table}_final", f"UPDATE OF state ON {table}", left(final), "final states never leave")


def refuse(name: str, change: str, when: str, message: str) -> None:
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {change} FOR EACH ROW WHEN {when} BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


def create_postgresql_triggers() -> None:
    op.execute("""
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
        END $$
    """)
    op.execute("""
        CREATE FUNCTION refuse_without_hold() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NOT EXISTS (
                SELECT 1 FROM ledger AS held WHERE held.job_id = NEW.job_id AND held.kind = 'hold'
                AND held.guild_id = NEW.guild_id AND held.month = NEW.month AND held.credits >= NEW.credits
            ) THEN
                RAISE EXCEPTION 'a settle or refund needs its hold' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        END $$
    """)
    op.execute(
        "CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger FOR EACH ROW"
        " EXECUTE FUNCTION refuse('ledger rows are never changed')"
    )
    op.execute(
        "CREATE TRIGGER ledger_no_delete BEFORE DELETE OR TRUNCATE ON ledger FOR EACH STATEMENT"
        " EXECUTE FUNCTION refuse('ledger rows are never removed')"
    )
    op.execute(
        "CREATE TRIGGER ledger_needs_hold BEFORE INSERT ON ledger FOR EACH ROW WHEN (NEW.kind <> 'hold')"
        " EXECUTE FUNCTION refuse_without_hold()"
    )
    for table, final in FINAL_STATES.items():
        op.execute(
            f"CREATE TRIGGER {table}_final BEFORE UPDATE OF state ON {table} FOR EACH ROW WHEN ({left(final)})"
            " EXECUTE FUNCTION refuse('final states never leave')"
        )


FINAL_STATES = {"jobs": "'done', 'failed'", "clips": "'succeeded', 'failed'"}


def left(final: str) -> str:
    return f"OLD.state IN ({final}) AND NEW.state <> OLD.state"
