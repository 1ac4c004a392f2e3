"""What admins and operators decide, what members keep, packed texts of old jobs, and indexes of their songs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None
blocks_writers_because = (
    "Each of the indexes is built by one reading of the jobs, which takes seconds for a million of them: orders wait"
    " that long, and none is lost. Without them, lists of songs and servers with limits would read a whole past."
)
ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")  # SQLite counts by itself only in an INTEGER

RULES = "'channel_only', 'channel_never', 'role_only', 'role_never', 'operation_never', 'presser', 'word', 'role_share'"
# Words are separated by spaces, and nothing else: what is a word is decided before they come here, on both alike.
SQLITE_SEARCH = r"""CREATE VIRTUAL TABLE clip_search USING fts5(words, content='clip_words', content_rowid='clip_id',
 detail='none', columnsize=0, tokenize="ascii tokenchars '!#$%&()*+,-./:\;<=>?@[\]^_`{|}~'")"""
SQLITE_TRIGGERS = (
    (
        "CREATE TRIGGER clip_words_added AFTER INSERT ON clip_words FOR EACH ROW BEGIN"
        " INSERT INTO clip_search (rowid, words) VALUES (NEW.clip_id, NEW.words); END"
    ),
    (
        "CREATE TRIGGER clip_words_removed AFTER DELETE ON clip_words FOR EACH ROW BEGIN"
        " INSERT INTO clip_search (clip_search, rowid, words) VALUES ('delete', OLD.clip_id, OLD.words); END"
    ),
    (
        "CREATE TRIGGER clip_words_changed AFTER UPDATE ON clip_words FOR EACH ROW BEGIN"
        " INSERT INTO clip_search (clip_search, rowid, words) VALUES ('delete', OLD.clip_id, OLD.words);"
        " INSERT INTO clip_search (rowid, words) VALUES (NEW.clip_id, NEW.words); END"
    ),
)
POSTGRESQL_SEARCH = (
    "CREATE TABLE clip_search (clip_id BIGINT NOT NULL PRIMARY KEY, words TSVECTOR NOT NULL)",
    "CREATE INDEX clip_search_words ON clip_search USING gin (words)",
    (
        "CREATE FUNCTION index_clip_words() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " IF TG_OP = 'TRUNCATE' THEN DELETE FROM clip_search; RETURN NULL; END IF;"
        " IF TG_OP <> 'INSERT' THEN DELETE FROM clip_search WHERE clip_id = OLD.clip_id; END IF;"
        " IF TG_OP <> 'DELETE' THEN INSERT INTO clip_search (clip_id, words)"
        " VALUES (NEW.clip_id, array_to_tsvector(string_to_array(NEW.words, ' ')))"
        " ON CONFLICT (clip_id) DO UPDATE SET words = excluded.words; END IF;"
        " RETURN NULL; END $$"
    ),
    (
        "CREATE TRIGGER clip_words_indexed AFTER INSERT OR UPDATE OR DELETE ON clip_words"
        " FOR EACH ROW EXECUTE FUNCTION index_clip_words()"
    ),
    (
        "CREATE TRIGGER clip_words_emptied AFTER TRUNCATE ON clip_words"
        " FOR EACH STATEMENT EXECUTE FUNCTION index_clip_words()"
    ),
)


def upgrade() -> None:
    op.create_table(
        "admin_log",
        sa.Column("id", ROW_ID, primary_key=True),
        sa.Column("guild_id", sa.BigInteger()),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(none_as_null=True), nullable=False),
        sa.CheckConstraint("action <> ''", name="admin_log_action"),
        sqlite_autoincrement=True,
    )
    op.create_index("admin_log_by_guild", "admin_log", ["guild_id", "id"])
    op.create_index("accounts_by_month", "accounts", ["month"])
    # Since when MusicAPI has refused a family for now each time that it was asked.
    op.add_column("create_paces", sa.Column("refused_since", sa.DateTime(timezone=True)))
    op.add_column("jobs", sa.Column("archived_at", sa.DateTime(timezone=True)))
    op.create_table(
        "archives",
        sa.Column("job_id", sa.BigInteger(), sa.ForeignKey("jobs.id"), primary_key=True, autoincrement=False),
        sa.Column("contents", sa.LargeBinary(), nullable=False),
    )
    op.execute("CREATE INDEX jobs_by_maker ON jobs (guild_id, user_id, family, id) WHERE finished_at IS NOT NULL")
    op.execute("CREATE INDEX jobs_by_channel ON jobs (channel_id, family, id) WHERE finished_at IS NOT NULL")
    op.create_table(
        "guild_rules",
        sa.Column("guild_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("subject", sa.Text(), primary_key=True),
        sa.Column("amount", sa.Integer()),
        sa.CheckConstraint(f"kind IN ({RULES})", name="guild_rules_kind"),
        sa.CheckConstraint("subject <> '' AND amount > 0", name="guild_rules_says_something"),
    )
    op.create_table(
        "month_warnings",
        sa.Column("guild_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("month", sa.String(7), primary_key=True),
        sa.Column("percent", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("reached_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True)),
        sa.Column("told_at", sa.DateTime(timezone=True)),
    )
    op.execute("CREATE INDEX month_warnings_untold ON month_warnings (guild_id) WHERE told_at IS NULL")
    for name, kind in (
        ("member_share", sa.Integer()),
        ("member_share_unit", sa.Text()),
        ("member_share_period", sa.Text()),
        ("songs_at_once", sa.Integer()),
        ("cooldown_seconds", sa.Integer()),
        ("pressers", sa.Text()),
        ("time_zone", sa.Text()),
        ("log_channel_id", sa.BigInteger()),
    ):
        op.add_column("guilds", sa.Column(name, kind))
    op.execute("CREATE INDEX jobs_unfinished_by_member ON jobs (guild_id, user_id) WHERE finished_at IS NULL")
    op.create_index("jobs_by_member", "jobs", ["guild_id", "user_id", "created_at"])
    op.create_table(
        "grants",
        sa.Column("id", ROW_ID, primary_key=True),
        sa.Column("interaction_id", sa.BigInteger(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), sa.ForeignKey("guilds.guild_id"), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("credits", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("interaction_id", name="grants_interaction"),
        sa.CheckConstraint("credits >= 1 AND credits <= 1000000", name="grants_credits"),
        sqlite_autoincrement=True,
    )
    op.create_index("grants_by_month", "grants", ["guild_id", "month"])
    op.create_table(
        "pauses",
        sa.Column("guild_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "blocks",
        sa.Column("kind", sa.Text(), primary_key=True),
        sa.Column("subject_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('guild', 'member')", name="blocks_kind"),
    )
    op.create_table(
        "vendor_stops",
        sa.Column("host", sa.Text(), primary_key=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('account', 'unreachable')", name="vendor_stops_kind"),
    )
    _add_library()
    _add_privacy()
    # When a member had a turn last.
    op.execute("CREATE INDEX jobs_turns ON jobs (guild_id, user_id, submitted_at) WHERE submitted_at IS NOT NULL")
    # In which language everybody and the member alone are spoken to; the processes that post see no interaction.
    op.add_column("guilds", sa.Column("language", sa.Text()))
    op.add_column("jobs", sa.Column("language", sa.Text()))
    op.add_column("jobs", sa.Column("member_language", sa.Text()))
    _add_moderation()


def _add_moderation() -> None:
    op.add_column("guilds", sa.Column("moderation_channel_id", sa.BigInteger()))
    op.add_column("guilds", sa.Column("approval", sa.Boolean()))
    op.add_column("jobs", sa.Column("awaits_approval", sa.Boolean()))
    op.execute("CREATE INDEX jobs_unapproved ON jobs (state, created_at) WHERE awaits_approval IS NOT NULL")
    op.create_table(
        "member_blocks",
        sa.Column("guild_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("subject_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("member_blocks_by_time", "member_blocks", ["guild_id", "at"])
    op.create_table(
        "erased_use",
        sa.Column("id", ROW_ID, primary_key=True),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("fingerprint", sa.BigInteger(), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("credits", sa.Integer(), nullable=False),
        sa.CheckConstraint("fingerprint < 0", name="erased_use_names_nobody"),
        sqlite_autoincrement=True,
    )
    op.create_index("erased_use_by_member", "erased_use", ["guild_id", "fingerprint", "asked_at"])
    op.create_index("erased_use_by_time", "erased_use", ["asked_at"])
    op.create_table(
        "moderation_cases",
        sa.Column("id", ROW_ID, primary_key=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("job_id", sa.BigInteger(), sa.ForeignKey("jobs.id", ondelete="CASCADE"), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True)),
        sa.Column("posted_at", sa.DateTime(timezone=True)),
        sa.Column("channel_id", sa.BigInteger()),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("closed_by", sa.BigInteger()),
        sa.Column("outcome", sa.Text()),
        sa.Column("stale_since", sa.DateTime(timezone=True)),
        sa.CheckConstraint("kind IN ('approval', 'report')", name="moderation_cases_kind"),
        sa.CheckConstraint("(closed_at IS NULL) = (outcome IS NULL)", name="moderation_cases_closed_says_how"),
        sqlite_autoincrement=True,
    )
    op.create_index("moderation_cases_by_song", "moderation_cases", ["job_id"])
    op.create_index("moderation_cases_by_member", "moderation_cases", ["guild_id", "user_id", "created_at"])
    op.execute(
        "CREATE UNIQUE INDEX moderation_cases_open ON moderation_cases (kind, job_id, user_id) WHERE closed_at IS NULL"
    )
    op.execute(
        "CREATE INDEX moderation_cases_unposted ON moderation_cases (created_at)"
        " WHERE posted_at IS NULL AND closed_at IS NULL"
    )
    op.execute("CREATE INDEX moderation_cases_waiting ON moderation_cases (kind, created_at) WHERE closed_at IS NULL")
    op.execute(
        "CREATE INDEX moderation_cases_stale ON moderation_cases (stale_since)"
        " WHERE stale_since IS NOT NULL AND message_id IS NOT NULL"
    )


def _add_library() -> None:
    op.add_column("clips", sa.Column("given_title", sa.Text()))
    op.add_column("guilds", sa.Column("showcase_channel_id", sa.BigInteger()))
    op.add_column("guilds", sa.Column("showcase_hearts", sa.Integer()))
    op.create_table(
        "clip_words",
        sa.Column("clip_id", ROW_ID, sa.ForeignKey("clips.id", ondelete="CASCADE"), primary_key=True,
                  autoincrement=False),
        sa.Column("words", sa.Text(), nullable=False),
    )  # fmt: skip
    if op.get_context().dialect.name == "sqlite":
        op.execute(SQLITE_SEARCH)
        for trigger in SQLITE_TRIGGERS:
            op.execute(trigger)
    else:
        for statement in POSTGRESQL_SEARCH:
            op.execute(statement)
    op.create_table(
        "favourites",
        sa.Column("clip_id", sa.BigInteger(), sa.ForeignKey("clips.id", ondelete="CASCADE"), primary_key=True,
                  autoincrement=False),
        sa.Column("user_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )  # fmt: skip
    op.create_index("favourites_by_member", "favourites", ["user_id", "guild_id", "clip_id"])
    op.create_table(
        "clip_votes",
        sa.Column("job_id", sa.BigInteger(), sa.ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True,
                  autoincrement=False),
        sa.Column("user_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("clip_id", sa.BigInteger(), sa.ForeignKey("clips.id", ondelete="CASCADE"), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )  # fmt: skip
    op.create_index("clip_votes_by_clip", "clip_votes", ["clip_id"])
    op.create_table(
        "playlists",
        sa.Column("id", ROW_ID, primary_key=True),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("guild_id", "user_id", "name", name="playlists_name"),
        sa.CheckConstraint("name <> ''", name="playlists_named"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "playlist_clips",
        sa.Column("playlist_id", sa.BigInteger(), sa.ForeignKey("playlists.id", ondelete="CASCADE"), primary_key=True,
                  autoincrement=False),
        sa.Column("clip_id", sa.BigInteger(), sa.ForeignKey("clips.id", ondelete="CASCADE"), primary_key=True,
                  autoincrement=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
    )  # fmt: skip
    op.create_index("playlist_clips_by_clip", "playlist_clips", ["clip_id"])
    op.create_table(
        "showcased",
        sa.Column("clip_id", sa.BigInteger(), sa.ForeignKey("clips.id", ondelete="CASCADE"), primary_key=True,
                  autoincrement=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True)),
    )  # fmt: skip
    op.create_table(
        "song_copies",
        sa.Column("message_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("job_id", sa.BigInteger(), sa.ForeignKey("jobs.id", ondelete="CASCADE"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("song_copies_by_song", "song_copies", ["job_id"])


def _add_privacy() -> None:
    op.create_table(
        "erasures",
        sa.Column("id", ROW_ID, primary_key=True),
        sa.Column("user_id", sa.BigInteger()),
        sa.Column("guild_id", sa.BigInteger()),
        sa.Column("with_messages", sa.Boolean(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_to", sa.BigInteger(), nullable=False),
        sa.UniqueConstraint("user_id", name="erasures_member"),
        sa.UniqueConstraint("guild_id", name="erasures_guild"),
        sa.CheckConstraint("(user_id IS NULL) <> (guild_id IS NULL)", name="erasures_of_one"),
        sqlite_autoincrement=True,
    )
    op.add_column("guilds", sa.Column("left_at", sa.DateTime(timezone=True)))
    op.add_column("guilds", sa.Column("purged_at", sa.DateTime(timezone=True)))
    op.add_column("guilds", sa.Column("words_kept_days", sa.Integer()))
    op.add_column("guilds", sa.Column("words_forgotten_to", sa.BigInteger()))
