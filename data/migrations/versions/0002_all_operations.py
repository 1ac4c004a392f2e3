"""What all of MusicAPI needs: details and results of jobs, uploads, personas, default models and callbacks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)

OLD_CHECKS = ("jobs_accepted_has_task", "jobs_waiting_has_no_task")
NEW_CHECKS = {
    "jobs_running_has_task": "state <> 'running' OR task_id IS NOT NULL",
    "jobs_done_has_something": "state <> 'done' OR task_id IS NOT NULL OR result IS NOT NULL",
    "jobs_waiting_has_nothing": "state NOT IN ('queued', 'submitting') OR (task_id IS NULL AND result IS NULL)",
    "jobs_lost_is_not_sent_again": "answer_lost_at IS NULL OR state <> 'queued'",
}


def upgrade() -> None:
    op.add_column("guilds", sa.Column("model", sa.Text))
    op.add_column("clips", sa.Column("uploaded", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_index("clips_by_family", "clips", ["guild_id", "family", "id"])
    if op.get_context().dialect.name == "sqlite":
        remake_jobs()
    else:
        change_jobs()
    create_partial_index("jobs_by_parent", "jobs", ["parent_id"], "parent_id IS NOT NULL")
    create_small_tables()


def new_columns() -> list[sa.Column]:
    return [
        sa.Column("details", sa.JSON, nullable=False, server_default=sa.text("'{}'")),
        sa.Column("result", sa.JSON),
        sa.Column("webhook_token", sa.Text),
        sa.Column("answer_lost_at", MOMENT),
    ]


def change_jobs() -> None:
    for column in new_columns():
        op.add_column("jobs", column)
    op.create_unique_constraint("jobs_webhook_token", "jobs", ["webhook_token"])
    for name in OLD_CHECKS:
        op.drop_constraint(name, "jobs", type_="check")
    for name, condition in NEW_CHECKS.items():
        op.create_check_constraint(name, "jobs", sa.text(condition))


def remake_jobs() -> None:
    """SQLite cannot change a CHECK: the rows go aside, and come back into a table of the same name."""
    # The ledger and the clips name jobs that are away for a moment; the commit refuses unless all are back.
    op.execute("PRAGMA defer_foreign_keys = ON")
    op.execute("CREATE TEMPORARY TABLE jobs_aside AS SELECT * FROM jobs")
    op.execute("CREATE TEMPORARY TABLE jobs_counted AS SELECT * FROM sqlite_sequence WHERE name = 'jobs'")
    op.drop_table("jobs")  # and with it its indexes and its trigger
    create_jobs()
    op.execute("INSERT INTO jobs SELECT *, '{}', NULL, NULL, NULL FROM jobs_aside ORDER BY id")
    # An id never comes to name another row, not even the id of a row that was taken out by hand.
    op.execute("DELETE FROM sqlite_sequence WHERE name = 'jobs'")
    op.execute("INSERT INTO sqlite_sequence SELECT * FROM jobs_counted")
    op.execute("DROP TABLE jobs_aside")
    op.execute("DROP TABLE jobs_counted")
    op.execute(
        "CREATE TRIGGER jobs_final BEFORE UPDATE OF state ON jobs FOR EACH ROW"
        " WHEN OLD.state IN ('done', 'failed') AND NEW.state <> OLD.state"
        " BEGIN SELECT RAISE(ABORT, 'final states never leave'); END"
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
        sa.Column("parent_id", sa.BigInteger),
        sa.Column("continue_at", sa.Double),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("task_id", sa.Text),
        sa.Column("failure", sa.String(16)),
        sa.Column("reason", sa.Text),
        sa.Column("creates", sa.Integer, nullable=False),
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
        sa.Column("deliveries", sa.Integer, nullable=False),
        sa.Column("owner", sa.Text),
        sa.Column("lease_until", MOMENT),
        *new_columns(),
        sa.UniqueConstraint("interaction_id", name="jobs_interaction"),
        sa.UniqueConstraint("family", "task_id", name="jobs_task"),
        sa.UniqueConstraint("webhook_token", name="jobs_webhook_token"),
        sa.CheckConstraint("state IN ('queued', 'submitting', 'running', 'done', 'failed')", name="jobs_state"),
        sa.CheckConstraint(
            "failure IN ('refused', 'not_sent', 'lost', 'failed', 'timed_out', 'cancelled')", name="jobs_failure"
        ),
        sa.CheckConstraint("(state = 'failed') = (failure IS NOT NULL)", name="jobs_failed_says_why"),
        sa.CheckConstraint("(state IN ('done', 'failed')) = (finished_at IS NOT NULL)", name="jobs_final_says_when"),
        *(sa.CheckConstraint(condition, name=name) for name, condition in NEW_CHECKS.items()),
        sa.CheckConstraint("(state = 'running') = (poll_at IS NOT NULL)", name="jobs_running_is_polled"),
        sa.CheckConstraint(
            "(deliver_at IS NOT NULL) = (finished_at IS NOT NULL AND delivered_at IS NULL)", name="jobs_final_is_owed"
        ),
        sa.CheckConstraint("delivered_at IS NULL OR finished_at IS NOT NULL", name="jobs_delivered_is_final"),
        sa.CheckConstraint("(owner IS NULL) = (lease_until IS NULL)", name="jobs_lease"),
        sa.CheckConstraint("price >= 0 AND clips_expected >= 1 AND continue_at >= 0", name="jobs_amounts"),
        sa.CheckConstraint("creates >= 0 AND polls >= 0 AND deliveries >= 0", name="jobs_counts"),
        sqlite_autoincrement=True,
    )
    op.create_index("jobs_by_state", "jobs", ["state", "id"])
    op.create_index("jobs_by_message", "jobs", ["guild_id", "message_id"])
    op.create_index("jobs_by_kind", "jobs", ["family", "model", "operation", "finished_at"])
    create_partial_index("jobs_due", "jobs", ["owner", "poll_at"], "poll_at IS NOT NULL")
    create_partial_index("jobs_owed", "jobs", ["owner", "deliver_at"], "deliver_at IS NOT NULL")
    create_partial_index("jobs_leases", "jobs", ["owner", "lease_until"], "delivered_at IS NULL")
    create_partial_index("jobs_tokens", "jobs", ["token_expires_at"], "token IS NOT NULL")


def create_small_tables() -> None:
    op.create_table(
        "members",
        sa.Column("user_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("model", sa.Text),
    )
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
    op.create_table(
        "callbacks",
        sa.Column("webhook_id", sa.Text, primary_key=True),
        sa.Column("received_at", MOMENT, nullable=False),
    )
    op.create_index("callbacks_by_age", "callbacks", ["received_at"])


def create_partial_index(name: str, table: str, columns: list[str], where: str, *, unique: bool = False) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=condition, postgresql_where=condition)
