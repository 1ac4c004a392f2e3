"""Pure: which clips of a tree can be heard, and which can be joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.musicapi.operations import spec_of
from data.rows import ClipState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.ids import ClipId
    from data.lineage import LineageRow


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
