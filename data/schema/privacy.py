"""The table of what is being erased."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, Table, UniqueConstraint

from data.schema.columns import RowId, UtcDateTime
from data.schema.metadata import metadata

erasures = Table(
    "erasures",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("user_id", BigInteger),  # whose data is being erased; NULL: a guild's
    Column("guild_id", BigInteger),
    Column("with_messages", Boolean, nullable=False),  # in Discord, as far as the bot can remove them
    Column("asked_at", UtcDateTime, nullable=False),
    Column("done_to", BigInteger, nullable=False),  # the job up to which it is done, but for those under way
    UniqueConstraint("user_id", name="erasures_member"),
    UniqueConstraint("guild_id", name="erasures_guild"),
    CheckConstraint("(user_id IS NULL) <> (guild_id IS NULL)", name="erasures_of_one"),
    sqlite_autoincrement=True,
)
