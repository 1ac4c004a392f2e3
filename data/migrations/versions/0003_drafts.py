"""Orders that wait for their member's word."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
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
