"""Songs that can be heard, to be found again by a test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from data import clips
from data.guilds.viewers import Viewer
from data.ids import ChannelId, UserId
from data.rows import ClipState, JobState, ReportedClip
from tests.data.making import NOW, job_in

if TYPE_CHECKING:
    from data.engine.transaction import Transaction
    from data.rows import Clip

HERE, CLOSED = ChannelId(51), ChannelId(52)
MIA, NOAH = UserId(11), UserId(12)
EVERYBODY = Viewer(MIA, frozenset({HERE, CLOSED}))
OUTSIDE = Viewer(NOAH, frozenset({HERE}), frozenset({CLOSED}))


async def heard(tx: Transaction, *said: str, lyrics: str = "", style: str = "", **changes: Any) -> list[Clip]:
    """The clips of one finished song, one for each title."""
    job = await job_in(tx, JobState.RUNNING, **{"channel_id": HERE, "user_id": MIA, "prompt": "", **changes})
    url = "https://cdn.example/a.m4a"
    reports = [
        ReportedClip(f"c{n}", ClipState.SUCCEEDED, title=title, style=style, lyrics=lyrics, audio_url=url)
        for n, title in enumerate(said, 1)
    ]
    await clips.record(tx, job, reports, now=NOW)
    return await clips.of_job(tx, job.id)
