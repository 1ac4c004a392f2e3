"""How many jobs of a guild and of a member wait in line, found without reading the line."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE INDEX jobs_queued_by_guild ON jobs (guild_id) WHERE state = 'queued'")
    op.execute("CREATE INDEX jobs_queued_by_member ON jobs (user_id) WHERE state = 'queued'")
