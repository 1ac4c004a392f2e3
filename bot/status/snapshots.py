"""What an interaction needs to know, as it was at one moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.musicapi.offers import Typical
from bot.musicapi.operations import spec_of
from bot.orders.candidates import Candidate
from data.default_models import DefaultModels
from data.ids import ClipId
from data.lineage import LineageRow
from data.rows import Account, Clip, ClipState, Draft, Job, Movement


@dataclass(frozen=True, slots=True)
class Statement:
    """A guild's month: the account, when it is whole again, and the last movements, newest first."""

    account: Account
    resets_at: datetime
    entries: tuple[Movement, ...]


@dataclass(frozen=True, slots=True)
class Models:
    """The models that can make new songs, the first that is asked first, each with its time; and the defaults."""

    offered: tuple[tuple[Candidate, Typical], ...]
    defaults: DefaultModels


@dataclass(frozen=True, slots=True)
class ClipSnapshot:
    """A clip, the job that made it, and its guild's month."""

    clip: Clip
    made_by: Job | None
    account: Account

    @property
    def title(self) -> str:
        """What the clip's person called it, which MusicAPI reads in some modes only, or what MusicAPI did."""
        return (self.made_by.brief.title if self.made_by else "") or self.clip.title


@dataclass(frozen=True, slots=True)
class ClipMenu(ClipSnapshot):
    """A clip with everything that can be made of it now but what has a button of its own."""

    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class ClipOperation(ClipSnapshot):
    """One operation on a clip, as it can be asked for now; `others` are the clips that a mashup can mix it with."""

    candidate: Candidate
    others: tuple[Clip, ...] = ()


@dataclass(frozen=True, slots=True)
class NewSong:
    """Who can make a new song for a member now, in the order in which they are asked, and what it may begin with."""

    candidates: tuple[Candidate, ...]
    account: Account
    job: Job | None = None  # whose answer the song begins with, such as written lyrics
    draft: Draft | None = None  # whose words the song begins with


@dataclass(frozen=True, slots=True)
class Lineage:
    """The tree of one clip, and what it would take to join each extension that nobody has joined yet, by its row id."""

    chosen: ClipId
    rows: tuple[LineageRow, ...]
    joins: Mapping[ClipId, Candidate]


def clips_of(rows: Sequence[LineageRow]) -> dict[ClipId, LineageRow]:
    """The rows that are clips which can be heard, or could until they were deleted, by the clip's row id."""
    return {
        row.clip_row_id: row for row in rows if row.clip_row_id is not None and row.clip_state is ClipState.SUCCEEDED
    }


def joinable(rows: Sequence[LineageRow]) -> list[ClipId]:
    """The row ids of the extensions that nobody has joined to what they extend yet, the newest first."""
    joined = {row.parent_id for row in rows if spec_of(row.operation).needs_extension}
    return [
        key
        for key, row in sorted(clips_of(rows).items(), reverse=True)
        if spec_of(row.operation).extends and row.deleted_at is None and key not in joined
    ]
