"""A song's tree: whole from whichever clip one asks, and never with a stranger's clip in it."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import clips, lineage
from data.ids import ChannelId, ClipId, GuildId, MessageId, VendorClipId
from data.jobs import transitions
from data.lineage import LineageRow
from data.rows import Clip, ClipState, Job, JobState, ReportedClip
from tests.data.making import GUILD, after, delete_clip, job_in
from tests.properties import examples

if TYPE_CHECKING:
    from data.engine.database import Database
    from data.engine.transaction import Transaction

_guilds = itertools.count(1)


async def grown(
    tx: Transaction, parent: Clip | None = None, *, number_of_clips: int = 1, **changes: Any
) -> tuple[Job, list[Clip]]:
    """A done job on `parent`, and its clips."""
    values = {"operation": "extend", "source": parent.id} if parent else {}
    job = await job_in(tx, JobState.RUNNING, **(values | changes))
    reported = [ReportedClip(f"c{number}", ClipState.SUCCEEDED) for number in range(number_of_clips)]
    await clips.record(tx, job, reported, now=after(9))
    await transitions.finish(tx, job.id, now=after(9))
    return job, await clips.of_job(tx, job.id)


async def test_a_row_is_all_that_a_drawing_needs(database: Database) -> None:
    async with database.transaction() as tx:
        job, (clip,) = await grown(tx, title="Night Drive")
        await transitions.set_message(tx, job.id, channel_id=ChannelId(5), message_id=MessageId(6))
        assert await lineage.of(tx, clip.id, guild_id=GUILD) == [
            LineageRow(
                job_id=job.id,
                parent_id=None,
                operation="create",
                family=job.family,
                model=job.model,
                user_id=job.user_id,
                state=JobState.DONE,
                created_at=job.created_at,
                channel_id=job.channel_id,
                message_channel_id=ChannelId(5),
                message_id=MessageId(6),
                clip_row_id=clip.id,
                position=1,
                clip_id=VendorClipId("c0"),
                clip_state=ClipState.SUCCEEDED,
                title="",
                duration=None,
                uploaded=False,
                deleted_at=None,
                job_title="Night Drive",
                continue_at=None,
            )
        ]


async def test_the_whole_tree_is_found_from_every_clip_of_it(database: Database) -> None:
    async with database.transaction() as tx:
        root, (first, second) = await grown(tx, number_of_clips=2)
        extension, (extended,) = await grown(tx, first)
        cover, (covered,) = await grown(tx, second, operation="cover")
        deeper, (last,) = await grown(tx, extended)
        tempo, _ = await grown(tx, extended, number_of_clips=0, operation="bpm")
        _, (stranger,) = await grown(tx)
        await delete_clip(tx, extended.id, at=after(20))
        tree = await lineage.of(tx, first.id, guild_id=GUILD)
        assert [(row.job_id, row.clip_row_id) for row in tree] == [
            (root.id, first.id),
            (root.id, second.id),
            (extension.id, extended.id),
            (cover.id, covered.id),
            (deeper.id, last.id),
            (tempo.id, None),
        ]
        assert [row.deleted_at for row in tree if row.clip_row_id == extended.id] == [after(20)]
        for clip in (second, extended, covered, last):
            assert await lineage.of(tx, clip.id, guild_id=GUILD) == tree
        assert len(await lineage.of(tx, stranger.id, guild_id=GUILD)) == 1


async def test_a_tree_belongs_to_one_guild(database: Database) -> None:
    async with database.transaction() as tx:
        _, (clip,) = await grown(tx)
        # No use case writes this, and if a row like it were ever there, it would show nothing to either guild.
        _, (forged,) = await grown(tx, clip, guild_id=GUILD + 1)
        assert await lineage.of(tx, clip.id, guild_id=GuildId(GUILD + 1)) == []
        assert [row.clip_row_id for row in await lineage.of(tx, clip.id, guild_id=GUILD)] == [clip.id]
        assert [row.clip_row_id for row in await lineage.of(tx, forged.id, guild_id=GuildId(GUILD + 1))] == [forged.id]


@pytest.mark.parametrize("forged", [0, -1, 404, 2**63 - 1, 2**63, 10**80, -(10**80)])
async def test_a_forged_id_has_no_tree(database: Database, forged: int) -> None:
    async with database.reading() as tx:
        assert await lineage.of(tx, ClipId(forged), guild_id=GUILD) == []


async def test_of_a_huge_tree_the_oldest_come_and_the_way_to_the_clip(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lineage, "MOST", 6)
    async with database.transaction() as tx:
        root, (first,) = await grown(tx)
        beside = [(await grown(tx, first))[0].id for _ in range(9)]
        late, (clip,) = await grown(tx, first)
        last, (leaf,) = await grown(tx, clip)
        from_root = await lineage.of(tx, first.id, guild_id=GUILD)
        assert [row.job_id for row in from_root] == [root.id, *beside[:5]]
        from_leaf = await lineage.of(tx, leaf.id, guild_id=GUILD)
        assert [row.job_id for row in from_leaf] == [root.id, *beside[:3], late.id, last.id]


async def test_a_chain_past_all_bounds_ends(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lineage, "MOST", 4)
    async with database.transaction() as tx:
        _, (clip,) = await grown(tx)
        chain = [clip]
        for _ in range(6):
            _, (clip,) = await grown(tx, clip)
            chain.append(clip)
        tree = await lineage.of(tx, clip.id, guild_id=GUILD)
        assert [row.clip_row_id for row in tree] == [clip.id for clip in chain[-4:]]


parents = st.lists(st.none() | st.integers(0, 20), min_size=1, max_size=12)


@settings(max_examples=examples(15), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=parents, sizes=st.lists(st.integers(0, 3), min_size=12, max_size=12))
async def test_any_forest_falls_into_its_trees(database: Database, plan: list[int | None], sizes: list[int]) -> None:
    guild_id = next(_guilds)
    async with database.transaction() as tx:
        made: list[Clip] = []
        trees: list[set[ClipId]] = []  # clips.id, in the plainest way
        for which, size in zip(plan, sizes, strict=False):
            parent = made[which % len(made)] if which is not None and made else None
            _, grew = await grown(tx, parent, number_of_clips=size, guild_id=guild_id)
            ids = {clip.id for clip in grew}
            home = next((tree for tree in trees if parent is not None and parent.id in tree), None)
            if home is None:
                trees.append(ids)
            else:
                home |= ids
            made += grew
        for clip in made:
            tree = await lineage.of(tx, clip.id, guild_id=GuildId(guild_id))
            mine = next(tree for tree in trees if clip.id in tree)
            assert {row.clip_row_id for row in tree if row.clip_row_id is not None} == mine
            order = [(row.job_id, row.position or 0) for row in tree]
            assert order == sorted(order)
            known = {replace(row) for row in tree}
            assert len(known) == len(tree)
