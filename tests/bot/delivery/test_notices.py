"""Who is to be told of an end: whoever waited more than a minute, and of the end alone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.delivery import notices
from data.ids import ChannelId, MessageId
from data.rows import ClipState, FailureKind, JobState
from tests.bot.transports import Hand, deliver
from tests.cogs.making import NOW, job

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.delivery.attachments import ClipAttachment, FileAttachment
    from bot.status.job_status import JobStatus
    from tests.bot.conftest import Studio

MINUTE = timedelta(minutes=1)


class Listener(Hand):
    """A hand that notes down whether who asked is to be told."""

    def __init__(self) -> None:
        super().__init__()
        self.tells: list[bool] = []

    async def post(self, status: JobStatus, clips: Sequence[ClipAttachment], files: Sequence[FileAttachment]) -> bool:
        self.tells.append(status.tells_asker)
        return await super().post(status, clips, files)


@pytest.mark.parametrize(
    ("of", "waited", "is_due"),
    [
        ({"state": JobState.DONE}, MINUTE, False),
        ({"state": JobState.DONE}, MINUTE + timedelta(seconds=1), True),
        ({"state": JobState.DONE}, timedelta(seconds=-5), False),  # the clock was set back
        ({"state": JobState.FAILED, "failure": FailureKind.FAILED}, 2 * MINUTE, True),
        ({"state": JobState.FAILED, "failure": FailureKind.CANCELLED}, 2 * MINUTE, False),
    ],
)
def test_more_than_a_minute_is_long(of: dict[str, object], waited: timedelta, is_due: bool) -> None:
    assert notices.is_due(job(**of), NOW + waited) is is_due


async def test_of_a_clip_that_is_posted_early_nobody_is_told(studio: Studio) -> None:
    listener = Listener()
    studio.courier.use_transport(listener)
    studio.vendor.orders.time_next_task(20, 400)
    placed = await studio.place(studio.order())
    await studio.lifecycle.record_message(placed, ChannelId(2001), MessageId(4001))
    await studio.create()
    for _ in range(15):
        await studio.look(5)
    assert [clip.state for clip in await studio.clips(placed)].count(ClipState.SUCCEEDED) == 1
    await deliver(studio, 60)
    await studio.finish(placed)
    await deliver(studio)
    assert listener.tells == [False, True]
    assert listener.told == [placed.id]
    await deliver(studio, 60)
    assert listener.told == [placed.id]
