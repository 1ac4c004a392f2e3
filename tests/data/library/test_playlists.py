"""Playlists, votes and favourites: a member's own, whatever is pressed twice, and full of what may be gone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from data.ids import ChannelId, ClipId, MessageId
from data.library import changes, favourites, playlists, showcase, votes
from data.library.playlists import MOST, MOST_CLIPS, Playlist
from data.library.showcase import Showcase
from tests.data.library.making import CLOSED, EVERYBODY, MIA, NOAH, OUTSIDE, heard
from tests.data.making import GUILD, NOW

if TYPE_CHECKING:
    from data.engine.database import Database
    from data.engine.transaction import Transaction


async def made(tx: Transaction, name: str = "Summer") -> Playlist:
    playlist_id = await playlists.make(tx, guild_id=GUILD, user_id=MIA, name=name, now=NOW)
    assert playlist_id is not None
    found = await playlists.get(tx, playlist_id, guild_id=GUILD, user_id=MIA)
    assert found is not None
    return found


async def order(tx: Transaction, own: Playlist) -> list[ClipId]:
    return [place.clip_id for place in await playlists.places(tx, own, EVERYBODY, limit=50)]


async def test_a_playlist_keeps_its_order_and_each_clip_once(database: Database) -> None:
    async with database.transaction() as tx:
        clips = [clip.id for clip in await heard(tx, "One", "Two", "Three")]
        own = await made(tx)
        for clip_id in (*clips, clips[0]):
            assert await playlists.add(tx, own, clip_id, now=NOW)
        assert await order(tx, own) == clips
        await playlists.move_up(tx, own, clips[2])
        await playlists.move_up(tx, own, clips[2])
        await playlists.move_up(tx, own, clips[2])  # it is the first one
        await playlists.move_up(tx, own, ClipId(999))
        assert await order(tx, own) == [clips[2], clips[0], clips[1]]
        await playlists.take_out(tx, own, clips[0])
        await playlists.take_out(tx, own, clips[0])
        assert await order(tx, own) == [clips[2], clips[1]]


async def test_a_deleted_clip_leaves_its_place_and_so_does_one_of_a_closed_channel(database: Database) -> None:
    async with database.transaction() as tx:
        first, second = await heard(tx, "One", "Two")
        (closed,) = await heard(tx, "Closed", channel_id=CLOSED)
        own = await made(tx)
        for clip in (first, second, closed):
            await playlists.add(tx, own, clip.id, now=NOW)
        assert await changes.mark_deleted(tx, first.id, now=NOW)
        assert not await changes.mark_deleted(tx, first.id, now=NOW)
        seen = [place.song and place.song.title for place in await playlists.places(tx, own, EVERYBODY, limit=9)]
        assert seen == [None, "Two", "Closed"]
        outside = [place.song and place.song.title for place in await playlists.places(tx, own, OUTSIDE, limit=9)]
        assert outside == [None, "Two", None]


async def test_a_playlist_is_its_members_own_and_named_once(database: Database) -> None:
    async with database.transaction() as tx:
        own, other = await made(tx), await made(tx, "Winter")
        assert await playlists.make(tx, guild_id=GUILD, user_id=MIA, name="Summer", now=NOW) is None
        assert await playlists.make(tx, guild_id=GUILD, user_id=NOAH, name="Summer", now=NOW) is not None
        assert await playlists.get(tx, own.id, guild_id=GUILD, user_id=NOAH) is None
        assert not await playlists.rename(tx, other, "Summer")
        assert await playlists.rename(tx, other, "Autumn")
        await playlists.remove(tx, own)
        names = [each.name for each in await playlists.of_member(tx, guild_id=GUILD, user_id=MIA)]
        assert names == ["Autumn"]
        for number in range(MOST - 1):
            await made(tx, f"List {number}")
        assert await playlists.make(tx, guild_id=GUILD, user_id=MIA, name="One more", now=NOW) is None
        full = Playlist(other.id, GUILD, MIA, "Autumn", MOST_CLIPS)
        assert not await playlists.add(tx, full, ClipId(1), now=NOW)


async def test_a_heart_counts_once_however_often_and_by_how_many_it_is_pressed(database: Database) -> None:
    async with database.transaction() as tx:
        (clip,) = await heard(tx, "One")

    async def press(tx: Transaction, user_id: int) -> int:
        who = MIA if user_id % 2 else NOAH
        return await favourites.put(tx, clip.id, guild_id=GUILD, user_id=who, is_on=True, now=NOW)

    await asyncio.gather(*(database.write(press, number) for number in range(8)))
    async with database.transaction() as tx:
        assert await favourites.count(tx, clip.id) == 2
        for _ in range(2):
            assert await favourites.put(tx, clip.id, guild_id=GUILD, user_id=MIA, is_on=False, now=NOW) == 1


async def test_a_member_has_one_vote_for_a_song(database: Database) -> None:
    async with database.transaction() as tx:
        first, second = await heard(tx, "One", "Two")
        for clip in (first, second, second):
            await votes.put(tx, clip.id, job_id=clip.job_id, guild_id=GUILD, user_id=MIA, is_on=True, now=NOW)
        standing = [(each.votes, each.is_mine) for each in await votes.of_song(tx, first.job_id, MIA)]
        assert standing == [(0, False), (1, True)]
        # Taking back a vote that is another clip's by now takes nothing back.
        for clip, left in ((first, 1), (second, 0)):
            await votes.put(tx, clip.id, job_id=clip.job_id, guild_id=GUILD, user_id=MIA, is_on=False, now=NOW)
            assert sum(each.votes for each in await votes.of_song(tx, first.job_id, NOAH)) == left


async def test_of_many_who_would_show_a_clip_one_does_once(database: Database) -> None:
    async with database.transaction() as tx:
        (clip,) = await heard(tx, "One")

    async def claim(tx: Transaction, hearts: int) -> ChannelId | None:
        return await showcase.claim(tx, clip.id, guild_id=GUILD, hearts=hearts, now=NOW)

    assert await database.write(claim, 9) is None  # there is no showcase
    async with database.transaction() as tx:
        await showcase.put(tx, GUILD, Showcase(ChannelId(7), 3))
    assert await database.write(claim, 2) is None
    told = await asyncio.gather(*(database.write(claim, 3) for _ in range(6)))
    assert sorted(map(str, told)) == ["7", *["None"] * 5]
    async with database.transaction() as tx:
        await showcase.give_up(tx, clip.id)
        assert await claim(tx, 3) == 7
        await showcase.mark_shown(tx, clip.id, MessageId(8), now=NOW)
        await showcase.give_up(tx, clip.id)
        assert await claim(tx, 3) is None
        await showcase.put(tx, GUILD, None)
        assert await showcase.get(tx, GUILD) is None
