"""However many songs others made since, a list offers all that its viewer may see, by indexes alone."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from data import clips, old_clips
from data.guilds.viewers import Viewer
from data.ids import ChannelId, GuildId, JobId, UserId
from data.jobs import queries, transitions
from data.rows import ClipState, JobState, ReportedClip
from tests.data.making import GUILD, NOW, delete_clip, job_in

if TYPE_CHECKING:
    from data.engine.database import Database
    from data.engine.transaction import Transaction

ADA, BOB, EVE = UserId(11), UserId(12), UserId(13)
HALL, ROOM, ATTIC = ChannelId(21), ChannelId(22), ChannelId(23)
FAMILIES = ("sonic", "riffusion", "nuro")


async def song(
    tx: Transaction, *, channel: ChannelId, maker: UserId, family: str = "sonic", guild: GuildId = GUILD
) -> JobId:
    """A song that is over, with a clip that can be heard."""
    job = await job_in(tx, JobState.RUNNING, channel_id=channel, user_id=maker, family=family, guild_id=guild)
    await clips.record(tx, job, [ReportedClip("a", ClipState.SUCCEEDED), ReportedClip("b", ClipState.FAILED)], now=NOW)
    await transitions.finish(tx, job.id, now=NOW)
    return job.id


async def offered(tx: Transaction, viewer: Viewer, *, family: str | None = None, limit: int = 5) -> list[JobId]:
    return [clip.job_id for clip in await clips.recent(tx, GUILD, viewer=viewer, family=family, limit=limit)]


async def test_a_member_finds_their_own_songs_however_old(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clips, "NEWEST", 3)
    async with database.transaction() as tx:
        own = await song(tx, channel=ROOM, maker=ADA, family="nuro")
        hall = await song(tx, channel=HALL, maker=BOB)
        room = await song(tx, channel=ROOM, maker=BOB)
        for _ in range(9):
            await song(tx, channel=ATTIC, maker=EVE)
        assert await offered(tx, Viewer(ADA)) == [own]
        assert await offered(tx, Viewer(ADA), family="nuro") == [own]
        assert await offered(tx, Viewer(ADA), family="sonic") == []
        # Not from a channel that they are kept out of; what others made, where they can read.
        assert await offered(tx, Viewer(ADA, closed=frozenset({ROOM}))) == []
        assert await offered(tx, Viewer(ADA, frozenset({HALL, ROOM}))) == [room, hall, own]
        assert await offered(tx, Viewer(EVE, frozenset({HALL}), frozenset({ATTIC}))) == [hall]
        assert await offered(tx, Viewer(UserId(99))) == []


@pytest.mark.parametrize("seed", range(3))
async def test_a_list_offers_what_a_look_at_all_clips_would(
    database: Database, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    draw = random.Random(seed)
    monkeypatch.setattr(clips, "NEWEST", 4)
    monkeypatch.setattr(old_clips, "SEARCHES_AT_ONCE", 2)
    monkeypatch.setattr(old_clips, "CHANNELS_AT_ONCE", 2)
    channels, makers = (HALL, ROOM, ATTIC, ChannelId(24)), (ADA, BOB, EVE)
    async with database.transaction() as tx:
        for _ in range(40):
            guild = draw.choice((GUILD, GUILD, GUILD, GuildId(GUILD + 1)))
            place = ChannelId(draw.choice(channels) + (guild - GUILD) * 100)  # a channel is of one server
            await song(tx, channel=place, maker=draw.choice(makers), family=draw.choice(FAMILIES), guild=guild)
        everybody = Viewer(UserId(99), frozenset(channels))
        for clip in draw.sample(await clips.recent(tx, GUILD, viewer=everybody, limit=99), 5):
            await delete_clip(tx, clip.id, at=NOW)
        whole = await clips.recent(tx, GUILD, viewer=everybody, limit=99)
        made_by = {job.id: job for job in await queries.by_ids(tx, {clip.job_id for clip in whole})}
        for _ in range(20):
            known = draw.sample(channels, draw.randint(0, 4))
            split = draw.randint(0, len(known))
            viewer = Viewer(draw.choice(makers), frozenset(known[:split]), frozenset(known[split:]))
            family, limit = draw.choice((None, *FAMILIES)), draw.randint(1, 12)
            seen = [
                clip
                for clip in whole
                if viewer.can_see(made_by[clip.job_id].channel_id, made_by[clip.job_id].user_id)
                and family in (None, clip.family)
            ]
            assert await clips.recent(tx, GUILD, viewer=viewer, family=family, limit=limit) == seen[:limit]
