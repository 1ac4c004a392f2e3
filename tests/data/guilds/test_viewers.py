"""Who may see what was made where: asked of one row or of many, the answer is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from data import tables
from data.guilds.viewers import NOBODY, Viewer, seen_by
from data.ids import ChannelId, UserId
from tests.data.making import queued
from tests.properties import examples

if TYPE_CHECKING:
    from data.engine.database import Database

HERE, THERE, MIA, NOAH = ChannelId(1), ChannelId(2), UserId(11), UserId(12)


@pytest.mark.promise(key="closed-channels")
@pytest.mark.parametrize(
    ("viewer", "made_by_mia", "made_by_noah"),
    [
        (Viewer(MIA, frozenset({HERE})), True, True),
        (Viewer(MIA, frozenset({THERE})), True, False),  # nothing is known of the channel: a deleted one, perhaps
        (Viewer(MIA, frozenset(), frozenset({THERE})), True, False),
        (Viewer(MIA, frozenset(), frozenset({HERE})), False, False),  # kept out since, and of their own songs as well
        (NOBODY, False, False),
    ],
)
def test_whoever_reads_a_channel_sees_what_was_made_there(
    viewer: Viewer, *, made_by_mia: bool, made_by_noah: bool
) -> None:
    assert (viewer.can_see(HERE, MIA), viewer.can_see(HERE, NOAH)) == (made_by_mia, made_by_noah)


some_channels = st.frozensets(st.sampled_from([ChannelId(number) for number in (1, 2, 3)]))


@settings(max_examples=examples(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(readable=some_channels, closed=some_channels, user_id=st.sampled_from([MIA, NOAH, NOBODY.user_id]))
async def test_many_rows_are_judged_like_one(
    database: Database, readable: frozenset[ChannelId], closed: frozenset[ChannelId], user_id: UserId
) -> None:
    viewer = Viewer(user_id, readable, closed)
    async with database.transaction() as tx:
        made = [await queued(tx, channel_id=channel, user_id=maker) for channel in (1, 2, 3) for maker in (MIA, NOAH)]
        found = (await tx.execute(select(tables.jobs.c.id).where(seen_by(viewer)))).scalars().all()
    assert {job.id for job in made if viewer.can_see(job.channel_id, job.user_id)} == {
        job.id for job in made if job.id in set(found)
    }
