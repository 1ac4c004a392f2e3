"""Everything that the bot stores, column by column: what is whose, and what an erasure leaves of it.

`/privacy`, the operators' template in docs/privacy.md, the export and the erasure all go by this one table. A test
holds it against the schema: whoever adds a column says here what becomes of it.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from sqlalchemy import Text, case, cast, literal, null

from data import tables
from data.brief import NO_DETAILS
from data.ids import ERASED_MEMBER
from data.privacy.kinds import End, Stored, Theme
from data.privacy.moderation import MODERATION
from data.schema.columns import ForeignJSON

_jobs, _clips = tables.jobs.c, tables.clips.c

ERASED: Final = "erased-"  # begins MusicAPI's ids that were erased, where the schema wants one that no other row has


_no_result = case((_jobs.result.is_(None), null()), else_=literal({}, ForeignJSON))  # a done job has a task or a result
_no_task = case((_jobs.task_id.is_(None), null()), else_=literal(ERASED).concat(cast(_jobs.id, Text)))

STORED: Final = (
    Stored(
        tables.jobs,
        Theme.SONGS,
        End.STRIPPED,
        member="user_id",
        guild="guild_id",
        forgets={
            "user_id": ERASED_MEMBER,
            "interaction_id": -_jobs.id,  # no two rows may have the same
            "channel_id": 0,
            "message_channel_id": None,
            "message_id": None,
            "token": None,
            "webhook_token": None,
            "prompt": "",
            "title": "",
            "style": "",
            "lyrics": "",
            "details": NO_DETAILS,
            "source": None,
            "continue_at": None,
            "reason": None,
            "result": _no_result,
            "task_id": _no_task,
            "language": None,
            "member_language": None,
            "archived_at": None,  # what it says was packed goes as well
        },
        keeps=(
            *("id", "guild_id", "operation", "family", "model", "family_chosen", "instrumental", "price", "month"),
            *("clips_expected", "state", "failure", "create_attempts", "polls", "delivery_attempts", "repeats_create"),
            *("created_at", "submitted_at", "started_at", "finished_at", "changed_at", "delivered_at"),
            *("answer_lost_at", "poll_at", "deliver_at", "token_expires_at", "file_limit"),
            *("owner", "lease_until", "needs_version", "musicapi_key", "awaits_approval"),
        ),
        words=("prompt", "title", "style", "lyrics", "details", "reason", "result", "archived_at"),
        secrets=frozenset({"token", "webhook_token", "owner", "lease_until", "musicapi_key"}),
    ),
    Stored(
        tables.clips,
        Theme.CLIPS,
        End.STRIPPED,
        job="job_id",
        guild="guild_id",
        forgets={
            "clip_id": literal(ERASED).concat(cast(_clips.id, Text)),
            "title": "",
            "style": "",
            "lyrics": "",
            "audio_url": "",
            "image_url": "",
            "given_title": None,
            "timeline": None,
            "uploaded": False,
        },
        keeps=(
            *("id", "job_id", "guild_id", "position", "family", "model", "state", "duration"),
            *("created_at", "posted_at", "deleted_at"),
        ),
        words=("title", "given_title", "style", "lyrics", "timeline"),
    ),
    # The long texts of old songs and their clips; an export puts them where they were.
    Stored(
        tables.archives,
        Theme.SONGS,
        End.REMOVED,
        job="job_id",
        keeps=("job_id", "contents"),
        words=("contents",),
        secrets=frozenset({"job_id", "contents"}),
    ),
    Stored(
        tables.personas,
        Theme.PERSONAS,
        End.REMOVED,
        member="user_id",
        guild="guild_id",
        keeps=(
            *("id", "guild_id", "user_id", "kind", "family", "name", "vendor_id", "job_id", "created_at", "deleted_at"),
        ),
    ),
    Stored(
        tables.drafts,
        Theme.DRAFTS,
        End.REMOVED,
        member="user_id",
        guild="guild_id",
        keeps=("id", "interaction_id", "guild_id", "user_id", "created_at", "words", "price"),
    ),
    Stored(tables.members, Theme.CHOICES, End.REMOVED, member="user_id", keeps=("user_id", "model", "notices")),
    Stored(
        tables.guilds,
        Theme.SERVER,
        End.STRIPPED,
        guild="guild_id",
        forgets={
            "model": None,
            "notices": None,
            "greeted_at": None,
            "greeting_claimed_at": None,
            "last_turn_at": None,
            "words_kept_days": None,
            "words_forgotten_to": None,
            "member_share": None,
            "member_share_unit": None,
            "member_share_period": None,
            "songs_at_once": None,
            "cooldown_seconds": None,
            "pressers": None,
            "time_zone": None,
            "log_channel_id": None,
            "language": None,
            **dict.fromkeys(("moderation_channel_id", "approval")),
            "showcase_channel_id": None,
            "showcase_hearts": None,
        },
        keeps=("guild_id", "allowance", "left_at", "purged_at"),
    ),
    Stored(
        tables.guild_rules,
        Theme.SERVER,
        End.REMOVED,
        guild="guild_id",
        keeps=("guild_id", "kind", "subject", "amount"),
    ),
    Stored(
        tables.month_warnings,
        Theme.SERVER,
        End.REMOVED,
        guild="guild_id",
        keeps=("guild_id", "month", "percent", "reached_at", "channel_id", "claimed_at", "told_at"),
    ),
    # Words by which a song is found.
    Stored(
        tables.clip_words,
        Theme.CLIPS,
        End.REMOVED,
        clip="clip_id",
        keeps=("clip_id", "words"),
        words=("words",),
        secrets=frozenset({"clip_id", "words"}),
    ),
    Stored(
        tables.favourites,
        Theme.LIBRARY,
        End.REMOVED,
        member="user_id",
        guild="guild_id",
        clip="clip_id",
        keeps=("clip_id", "user_id", "guild_id", "created_at"),
    ),
    Stored(
        tables.clip_votes,
        Theme.LIBRARY,
        End.REMOVED,
        member="user_id",
        guild="guild_id",
        job="job_id",
        keeps=("job_id", "user_id", "clip_id", "guild_id", "created_at"),
    ),
    Stored(
        tables.playlists,
        Theme.LIBRARY,
        End.REMOVED,
        member="user_id",
        guild="guild_id",
        keeps=("id", "guild_id", "user_id", "name", "created_at"),
    ),
    # They go with their playlist as well; whose list a song is in is that member's, so no export of the song has it.
    Stored(
        tables.playlist_clips,
        Theme.LIBRARY,
        End.REMOVED,
        clip="clip_id",
        keeps=("playlist_id", "clip_id", "place", "added_at"),
        secrets=frozenset({"playlist_id", "clip_id", "place", "added_at"}),
    ),
    Stored(
        tables.showcased,
        Theme.LIBRARY,
        End.REMOVED,
        guild="guild_id",
        clip="clip_id",
        keeps=("clip_id", "guild_id", "channel_id", "message_id", "claimed_at", "posted_at"),
    ),
    # Where a song was posted once more; whose place that is, a member's export says of the song itself.
    Stored(
        tables.song_copies,
        Theme.LIBRARY,
        End.REMOVED,
        guild="guild_id",
        job="job_id",
        keeps=("message_id", "channel_id", "guild_id", "job_id", "created_at"),
    ),
    Stored(tables.accounts, Theme.CREDITS, End.KEPT, guild="guild_id", keeps=("guild_id", "month", "held", "spent")),
    Stored(
        tables.ledger,
        Theme.CREDITS,
        End.KEPT,
        guild="guild_id",
        job="job_id",
        keeps=("id", "job_id", "guild_id", "month", "kind", "credits", "created_at"),
    ),
    # By their keys, which name a server, a member or an interaction: see `erasures`.
    Stored(tables.key_values, Theme.SMALL, End.REMOVED, keeps=("key", "value")),
    Stored(
        tables.admin_log,
        Theme.ADMINS,
        End.STRIPPED,
        member="user_id",
        guild="guild_id",
        forgets={"user_id": ERASED_MEMBER},
        apart=("facts",),  # which lose the member's id, and nothing else
        keeps=("id", "guild_id", "at", "action"),
    ),
    Stored(
        tables.grants,
        Theme.ADMINS,
        End.STRIPPED,
        member="user_id",
        guild="guild_id",
        forgets={"user_id": ERASED_MEMBER, "interaction_id": -tables.grants.c.id},
        keeps=("id", "guild_id", "month", "credits", "at"),
    ),
    Stored(
        tables.pauses,
        Theme.ADMINS,
        End.STRIPPED,
        member="user_id",
        guild="guild_id",
        forgets={"user_id": ERASED_MEMBER},
        keeps=("guild_id", "at"),
    ),
    # A block outlives the deletion, else it would be the way around it; of who is blocked, a fingerprint stays.
    Stored(
        tables.blocks,
        Theme.ADMINS,
        End.STRIPPED,
        member="user_id",
        forgets={"user_id": ERASED_MEMBER},
        apart=("subject_id",),
        keeps=("kind", "at"),
    ),
    *MODERATION,
    Stored(
        tables.erasures,
        Theme.ERASURES,
        End.REMOVED,
        member="user_id",
        guild="guild_id",
        keeps=("id", "user_id", "guild_id", "with_messages", "asked_at", "done_to"),
    ),
    Stored(tables.webhooks, Theme.WORKINGS, End.KEPT, keeps=("webhook_id", "received_at")),
    Stored(tables.retirements, Theme.WORKINGS, End.KEPT, keeps=("host", "family", "operation", "reason", "retired_at")),
    Stored(tables.heartbeats, Theme.WORKINGS, End.KEPT, keeps=("worker_id", "at")),
    Stored(tables.vendor_stops, Theme.WORKINGS, End.KEPT, keeps=("host", "kind", "since", "until")),
    Stored(tables.rate_limits, Theme.WORKINGS, End.KEPT, keeps=("id", "next_at")),
    Stored(
        tables.create_paces,
        Theme.WORKINGS,
        End.KEPT,
        keeps=("musicapi_key", "family", "next_at", "rested_until", "refused_since"),
    ),
    Stored(
        tables.poll_paces,
        Theme.WORKINGS,
        End.KEPT,
        keeps=("musicapi_key", "next_at", "rate", "rated_at", "paused_until"),
    ),
    Stored(
        tables.shard_leases,
        Theme.WORKINGS,
        End.KEPT,
        keeps=("application_id", "shard_count", "shard_id", "owner", "lease_until"),
    ),
    Stored(
        tables.gateways,
        Theme.WORKINGS,
        End.KEPT,
        keeps=(
            *("application_id", "shard_count", "sessions_spent", "sessions_counted_at", "sessions_remaining"),
            "sessions_reset_at",
        ),
    ),
    Stored(tables.identify_buckets, Theme.WORKINGS, End.KEPT, keeps=("application_id", "bucket", "next_at")),
)

OF_TABLE: Final = MappingProxyType({each.table.name: each for each in STORED})


def themes_of_people() -> list[Theme]:
    """What is stored of a person, in the order in which they are told; each theme once."""
    return list(dict.fromkeys(each.theme for each in STORED if each.is_of_people or each.theme is Theme.SMALL))
