"""Who wants to be told by a mention that a song is ready, and which guilds were greeted; all of it may be unknown.

Small things that are remembered by name are sorted by its bytes, so that those that begin alike are found by the index.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("members", sa.Column("notices", sa.Boolean()))
    op.add_column("guilds", sa.Column("notices", sa.Boolean()))
    op.add_column("guilds", sa.Column("greeted_at", sa.DateTime(timezone=True)))
    op.add_column("guilds", sa.Column("greeting_claimed_at", sa.DateTime(timezone=True)))
    if op.get_bind().dialect.name == "postgresql":  # SQLite sorts so by itself
        op.execute('ALTER TABLE key_values ALTER COLUMN key TYPE TEXT COLLATE "C"')
