"""The tables of guilds and members: what they set, what admins and operators decide, and who decided it."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from data.rows import RuleKind
from data.schema.columns import ForeignJSON, ForeignText, RowId, UtcDateTime, one_of, partial, words
from data.schema.metadata import metadata

guilds = Table(
    "guilds",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("allowance", Integer),  # NULL: the operator's default
    Column("last_turn_at", UtcDateTime),
    Column("model", Text),  # such as `sonic/sonic-v5`; NULL: the first model that can
    Column("notices", Boolean),  # whether anybody there is told by a mention; NULL: yes
    Column("greeted_at", UtcDateTime),  # NULL: never
    Column("greeting_claimed_at", UtcDateTime),  # by a process that greets; NULL: by none
    # What admins decided; NULL: nothing. Rules with a subject are in `guild_rules`.
    Column("member_share", Integer),
    Column("member_share_unit", Text),  # a ShareUnit
    Column("member_share_period", Text),  # a SharePeriod
    Column("songs_at_once", Integer),
    Column("cooldown_seconds", Integer),
    Column("pressers", Text),  # one of Pressers
    Column("time_zone", Text),  # an IANA name, by which its months begin; NULL: UTC
    Column("log_channel_id", BigInteger),
    Column("showcase_channel_id", BigInteger),  # where well-liked songs are shown once; NULL: nowhere
    Column("showcase_hearts", Integer),  # how many favourites that takes; NULL: none does
    Column("left_at", UtcDateTime),  # when the bot was seen to be there no more; NULL: it is there
    Column("purged_at", UtcDateTime),  # when what was kept of it was last forgotten; NULL: never
    Column("words_kept_days", Integer),  # after which the words of its songs are forgotten; NULL: never
    Column("words_forgotten_to", BigInteger),  # the ledger's entry up to which they are; NULL: none
    Column("language", Text),  # such as `de`, in which all there are spoken to; NULL: as Discord says of the guild
    Column("moderation_channel_id", BigInteger),
    Column("approval", Boolean),  # whether members' orders wait for a moderator's word; NULL: no
    CheckConstraint("allowance >= 0", name="guilds_allowance"),
)

members = Table(
    "members",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("model", Text),
    Column("notices", Boolean),  # whether the member is told by a mention; NULL: yes
)

admin_log = Table(
    "admin_log",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild_id", BigInteger),  # NULL: about no single guild
    Column("user_id", BigInteger, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("action", Text, nullable=False),
    Column("facts", ForeignJSON, nullable=False),
    CheckConstraint("action <> ''", name="admin_log_action"),
    Index("admin_log_by_guild", "guild_id", "id"),
    sqlite_autoincrement=True,
)

guild_rules = Table(
    "guild_rules",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", words(RuleKind), primary_key=True),
    Column("subject", Text, primary_key=True),  # an id, the name of an operation, or a word
    Column("amount", Integer),  # of a role's share; NULL: no limit
    CheckConstraint(one_of("kind", RuleKind), name="guild_rules_kind"),
    CheckConstraint("subject <> '' AND amount > 0", name="guild_rules_says_something"),
)

month_warnings = Table(
    "month_warnings",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("month", String(7), primary_key=True),
    Column("percent", Integer, primary_key=True, autoincrement=False),
    Column("reached_at", UtcDateTime, nullable=False),
    Column("channel_id", BigInteger, nullable=False),  # where the order was made that reached it
    Column("claimed_at", UtcDateTime),  # by a process that tells of it; NULL: by none
    Column("told_at", UtcDateTime),  # NULL: not yet
    partial("month_warnings_untold", "guild_id", where="told_at IS NULL"),
)

grants = Table(
    "grants",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("interaction_id", BigInteger, nullable=False),
    Column("guild_id", BigInteger, ForeignKey("guilds.guild_id"), nullable=False),
    Column("month", String(7), nullable=False),
    Column("credits", Integer, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("interaction_id", name="grants_interaction"),
    CheckConstraint("credits >= 1 AND credits <= 1000000", name="grants_credits"),
    Index("grants_by_month", "guild_id", "month"),
    sqlite_autoincrement=True,
)

pauses = Table(
    "pauses",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),  # 0: every guild
    Column("user_id", BigInteger, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

blocks = Table(
    "blocks",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("subject_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    CheckConstraint("kind IN ('guild', 'member')", name="blocks_kind"),
)

member_blocks = Table(
    "member_blocks",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("subject_id", BigInteger, primary_key=True, autoincrement=False),  # a member, or who was one
    Column("by_id", BigInteger, nullable=False),  # an admin of the guild
    Column("at", UtcDateTime, nullable=False),
    Index("member_blocks_by_time", "guild_id", "at"),
)

erased_use = Table(  # what members used of their shares who had everything deleted since
    "erased_use",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("fingerprint", BigInteger, nullable=False),  # of the member's id, which is not stored
    Column("month", String(7), nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("credits", Integer, nullable=False),
    CheckConstraint("fingerprint < 0", name="erased_use_names_nobody"),
    Index("erased_use_by_member", "guild_id", "fingerprint", "asked_at"),
    Index("erased_use_by_time", "asked_at"),
    sqlite_autoincrement=True,
)

moderation_cases = Table(
    "moderation_cases",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("job_id", BigInteger, ForeignKey("jobs.id", ondelete="CASCADE"), nullable=False),
    Column("user_id", BigInteger, nullable=False),  # who asked for the song, or reported it
    Column("words", ForeignText, nullable=False),  # why it was reported, or what a moderator said of it
    Column("created_at", UtcDateTime, nullable=False),
    Column("claimed_at", UtcDateTime),  # by a process that posts it; NULL: by none
    Column("posted_at", UtcDateTime),  # NULL: not yet
    Column("channel_id", BigInteger),  # where it was posted
    Column("message_id", BigInteger),
    Column("closed_at", UtcDateTime),  # NULL: nobody decided yet
    Column("closed_by", BigInteger),  # NULL: time did
    Column("outcome", Text),
    Column("stale_since", UtcDateTime),  # since when its card says what is not so any more; NULL: it says what is so
    CheckConstraint("kind IN ('approval', 'report')", name="moderation_cases_kind"),
    CheckConstraint("(closed_at IS NULL) = (outcome IS NULL)", name="moderation_cases_closed_says_how"),
    Index("moderation_cases_by_song", "job_id"),
    Index("moderation_cases_by_member", "guild_id", "user_id", "created_at"),
    partial("moderation_cases_open", "kind", "job_id", "user_id", where="closed_at IS NULL", unique=True),
    partial("moderation_cases_unposted", "created_at", where="posted_at IS NULL AND closed_at IS NULL"),
    partial("moderation_cases_waiting", "kind", "created_at", where="closed_at IS NULL"),
    partial("moderation_cases_stale", "stale_since", where="stale_since IS NOT NULL AND message_id IS NOT NULL"),
    sqlite_autoincrement=True,
)
