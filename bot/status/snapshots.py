"""What an interaction needs to know, as it was at one moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.jobs.privacy import may_be_told
from bot.musicapi.offers import Typical
from bot.musicapi.operations import Operation, spec_of
from bot.orders.candidates import Candidate
from bot.status.early_limits import NO_STANDING, Standing
from bot.status.job_status import JobStatus
from data.brief import PassedOver
from data.guilds.default_models import DefaultModels
from data.guilds.viewers import Viewer
from data.ids import ChannelId, ClipId, MessageId, UserId
from data.lineage import LineageRow
from data.rows import Account, Clip, ClipState, Draft, EntryKind, Job, Spending


@dataclass(frozen=True, slots=True)
class StatementLine:
    """What one job took of the credits: held, settled or refunded, by `kind`.

    `title` is None where it was made in a channel that the person may not see; then there is no message either. It is
    empty where whoever asked was told in private, and that is somebody else.
    """

    title: str | None
    operation: str
    kind: EntryKind
    credits: int
    month: str
    user_id: UserId
    created_at: datetime
    message_channel_id: ChannelId | None
    message_id: MessageId | None

    @classmethod
    def of(cls, spent: Spending, viewer: Viewer) -> StatementLine:
        """The line of a job as far as the viewer may see it."""
        seen = viewer.can_see(spent.channel_id, spent.user_id)
        is_told = may_be_told(spent, viewer.user_id)
        title = (spent.title or spent.clip_title or spent.prompt or spent.style) if is_told else ""
        return cls(
            title=title if seen else None,
            operation=spent.operation,
            kind=spent.kind,
            credits=spent.credits,
            month=spent.month,
            user_id=spent.user_id,
            created_at=spent.created_at,
            message_channel_id=spent.message_channel_id if seen else None,
            message_id=spent.message_id if seen else None,
        )


@dataclass(frozen=True, slots=True)
class Statement:
    """A guild's month and what it went on, newest first, a page of it; pages count from 0.

    `mine` is what the person's own songs have cost this month. At this pace the credits are used up at `used_up_at`;
    None: not in this month.
    """

    account: Account
    resets_at: datetime
    mine: int
    lines: tuple[StatementLine, ...]
    page: int
    has_more: bool
    used_up_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Models:
    """The models that can make new songs, the first that is asked first, each with its time; and the defaults."""

    offered: tuple[tuple[Candidate, Typical], ...]
    defaults: DefaultModels


@dataclass(frozen=True, slots=True)
class ClipSnapshot:
    """A clip, the job that made it, its guild's month, and how the viewer stands with the limits there."""

    clip: Clip
    made_by: Job | None
    account: Account
    standing: Standing = field(default=NO_STANDING, kw_only=True)

    @property
    def title(self) -> str:
        """What the clip's person called it, which MusicAPI reads in some modes only, or what MusicAPI did."""
        chosen = self.clip.given_title or (self.made_by.brief.title if self.made_by else "")
        return chosen or self.clip.title


@dataclass(frozen=True, slots=True)
class ClipMenu(ClipSnapshot):
    """A clip with everything that can be made of it now but what has a button of its own.

    What is among the `known` was found out of it before, and is told again for free. `is_favourite`: the viewer's.
    """

    candidates: tuple[Candidate, ...]
    known: frozenset[Operation] = frozenset()
    is_favourite: bool = False


@dataclass(frozen=True, slots=True)
class ClipOperation(ClipSnapshot):
    """One operation on a clip, as it can be asked for now; `others` are the clips that a mashup can mix it with."""

    candidate: Candidate
    others: tuple[Clip, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """What an operation found out of a clip before, and how the viewer stands with the limits there."""

    status: JobStatus
    standing: Standing


@dataclass(frozen=True, slots=True)
class RecordingOffers:
    """Who can do what with a person's own recording now, by operation, and its guild's month."""

    offered: Mapping[Operation, Candidate]
    account: Account


@dataclass(frozen=True, slots=True)
class NewSong:
    """Who can make a new song for a member now, in the order in which they are asked, and what it may begin with."""

    candidates: tuple[Candidate, ...]
    account: Account
    job: Job | None = None  # whose answer the song begins with, such as written lyrics
    draft: Draft | None = None  # whose words the song begins with
    passed_over: tuple[PassedOver, ...] = ()  # who would come first and cannot make it
    fitting: Candidate | None = None  # who takes it as it was typed, where that is known
    standing: Standing = NO_STANDING  # the member's, with the server's limits


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
