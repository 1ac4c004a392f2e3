"""The tables of what members keep."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from data.schema.columns import ForeignText, RowId, UtcDateTime
from data.schema.metadata import metadata

# What a clip is found by, folded by `data/library/words.py`; triggers keep the table `clip_search` in step, which is
# the database's own full-text index: FTS5 on SQLite, a tsvector with GIN on PostgreSQL.
clip_words = Table(
    "clip_words",
    metadata,
    Column("clip_id", RowId, ForeignKey("clips.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("words", Text, nullable=False),
)

favourites = Table(
    "favourites",
    metadata,
    Column("clip_id", BigInteger, ForeignKey("clips.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Index("favourites_by_member", "user_id", "guild_id", "clip_id"),
)

# Which clip of a song a member would keep.
clip_votes = Table(
    "clip_votes",
    metadata,
    Column("job_id", BigInteger, ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("clip_id", BigInteger, ForeignKey("clips.id", ondelete="CASCADE"), nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Index("clip_votes_by_clip", "clip_id"),
)

playlists = Table(
    "playlists",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("name", ForeignText, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("guild_id", "user_id", "name", name="playlists_name"),
    CheckConstraint("name <> ''", name="playlists_named"),
    sqlite_autoincrement=True,  # an id that a button carries must never come to name another row
)

playlist_clips = Table(
    "playlist_clips",
    metadata,
    Column(
        "playlist_id", BigInteger, ForeignKey("playlists.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    ),
    Column("clip_id", BigInteger, ForeignKey("clips.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("place", Integer, nullable=False),  # of a deleted clip as well, which leaves a gap that says so
    Column("added_at", UtcDateTime, nullable=False),
    Index("playlist_clips_by_clip", "clip_id"),
)

# Clips that were shown in a server's showcase channel: once, whatever became of the message.
showcased = Table(
    "showcased",
    metadata,
    Column("clip_id", BigInteger, ForeignKey("clips.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("message_id", BigInteger),
    Column("claimed_at", UtcDateTime, nullable=False),
    Column("posted_at", UtcDateTime),  # NULL: a process was about to
)

# Where a song was posted once more, by whoever brought it back: taken away with it.
song_copies = Table(
    "song_copies",
    metadata,
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("job_id", BigInteger, ForeignKey("jobs.id", ondelete="CASCADE"), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Index("song_copies_by_song", "job_id"),
)
