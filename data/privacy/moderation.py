"""What is stored of a server's moderation, and what an erasure leaves of it; `stored` has all else."""

from __future__ import annotations

from typing import Final

from data import tables
from data.privacy.kinds import End, Stored, Theme

MODERATION: Final = (
    # What members used of their shares before they had everything deleted, for a month: see `member_use`.
    Stored(
        tables.erased_use,
        Theme.CREDITS,
        End.REMOVED,
        guild="guild_id",
        keeps=("id", "guild_id", "fingerprint", "month", "asked_at", "credits"),
    ),
    # A block outlives the deletion, else it would be the way around it; of who is blocked, a fingerprint stays.
    Stored(
        tables.member_blocks,
        Theme.ADMINS,
        End.REMOVED,
        guild="guild_id",
        apart=("subject_id", "by_id"),
        keeps=("guild_id", "at"),
    ),
    # Its words are forgotten by `cases`, where a server keeps words for some days only: its card must follow.
    Stored(
        tables.moderation_cases,
        Theme.MODERATION,
        End.REMOVED,
        member="user_id",
        guild="guild_id",
        job="job_id",
        apart=("closed_by",),
        keeps=(
            *("id", "kind", "guild_id", "job_id", "user_id", "words", "created_at", "claimed_at", "posted_at"),
            *("channel_id", "message_id", "closed_at", "outcome", "stale_since"),
        ),
        secrets=frozenset({"closed_by"}),  # who decided is another person
    ),
)
