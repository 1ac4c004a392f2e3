"""A song is found by what it says, alike on both databases, and by nobody who may not see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, text, update

from data import clips, tables
from data.guilds.viewers import NOBODY, Viewer
from data.ids import ClipId
from data.library import favourites, search, words
from data.library.search import Shelf
from data.rows import ClipState, JobState, ReportedClip
from tests.data.library.making import CLOSED, EVERYBODY, HERE, MIA, NOAH, OUTSIDE, heard
from tests.data.making import GUILD, NOW, delete_clip, job_in
from tests.properties import examples

if TYPE_CHECKING:
    from data.engine.database import Database
    from data.engine.transaction import Transaction


EVERYTHING = ["back\\slash it's", "100% % “sure”", "夜の歌", "Große Straße", "Crème brûlée", "Rain"]


async def titles(tx: Transaction, typed: str, viewer: Viewer = EVERYBODY, shelf: Shelf = Shelf.SERVER) -> list[str]:
    found = await search.find(tx, GUILD, viewer, shelf, typed, limit=50)
    return [song.title for song in found]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("rain", ["Crème brûlée", "Rain"]),  # a prompt as well
        ("RAI", ["Crème brûlée", "Rain"]),
        ("ain", []),
        ("creme", ["Crème brûlée"]),
        ("BRÛLÉE crème", ["Crème brûlée"]),
        ("strasse", ["Große Straße"]),
        ("umbrella", ["Rain"]),  # of its lyrics
        ("umbrella creme", []),
        ("夜の", ["夜の歌"]),
        ("の夜", []),
        ("歌", ["夜の歌"]),
        ("%", ["100% % “sure”"]),
        ('"', []),
        ("“", ["100% % “sure”"]),
        ("*", []),
        ("100%", ["100% % “sure”"]),
        ("\\", ["back\\slash it's"]),
        ("'", ["back\\slash it's"]),
        ("it's", ["back\\slash it's"]),
        ("'; DROP TABLE clips; --", []),
        ("rain OR night", []),
        ("NOT rain", []),
        ("title:rain", []),
        ("\x00", EVERYTHING),
        ("  ", EVERYTHING),
        (f"@{GUILD}", []),
        ("x" * 500, []),
    ],
)
async def test_what_is_typed_finds_what_it_says(database: Database, typed: str, found: list[str]) -> None:
    async with database.transaction() as tx:
        await heard(tx, "Rain", lyrics="Under my umbrella")
        await heard(tx, "Crème brûlée", prompt="sugar in the rain")
        await heard(tx, "Große Straße")
        await heard(tx, "夜の歌")
        await heard(tx, "100% % “sure”")
        await heard(tx, "back\\slash it's")
        assert await titles(tx, typed) == found


@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(title=st.text(min_size=1, max_size=40), typed=st.text(max_size=40))
async def test_no_text_breaks_a_search_and_every_title_finds_itself(database: Database, title: str, typed: str) -> None:
    async with database.transaction() as tx:
        (clip,) = await heard(tx, title)
        await search.find(tx, GUILD, EVERYBODY, Shelf.SERVER, typed, limit=5)
        found = await search.find(tx, GUILD, EVERYBODY, Shelf.SERVER, title, limit=1)
        assert [song.clip_id for song in found] == [clip.id]


@pytest.mark.promise(key="closed-channels")
async def test_a_closed_channels_songs_are_found_by_nobody_outside(database: Database) -> None:
    async with database.transaction() as tx:
        await heard(tx, "Open rain", channel_id=HERE)
        await heard(tx, "Closed rain", channel_id=CLOSED)
        await heard(tx, "My old rain", channel_id=CLOSED, user_id=NOAH)
        await heard(tx, "Gone rain", channel_id=53, user_id=NOAH)  # nobody knows the channel: its maker's
        assert await titles(tx, "rain") == ["My old rain", "Closed rain", "Open rain"]
        assert await titles(tx, "rain", OUTSIDE) == ["Gone rain", "Open rain"]
        assert await titles(tx, "", OUTSIDE) == ["Gone rain", "Open rain"]
        assert await titles(tx, "", OUTSIDE, Shelf.MINE) == ["Gone rain"]
        assert await titles(tx, "rain", NOBODY) == []


async def test_another_servers_songs_are_not_found(database: Database) -> None:
    async with database.transaction() as tx:
        await heard(tx, "Rain", guild_id=5)
        assert await titles(tx, "rain") == await titles(tx, "") == []
        assert await titles(tx, "@5") == []


async def test_shelves_hold_what_is_on_them_page_by_page(database: Database) -> None:
    async with database.transaction() as tx:
        (first,) = await heard(tx, "Rain one")
        (second,) = await heard(tx, "Rain two", user_id=NOAH)
        await keep(tx, second.id)
        assert await titles(tx, "rain", shelf=Shelf.MINE) == ["Rain one"]
        assert await titles(tx, "rain", shelf=Shelf.FAVOURITES) == await titles(tx, "", shelf=Shelf.FAVOURITES)
        (kept,) = await search.find(tx, GUILD, EVERYBODY, Shelf.FAVOURITES, "two", limit=5)
        assert (kept.clip_id, kept.hearts, kept.is_favourite, kept.user_id) == (second.id, 1, True, NOAH)
        page = await search.find(tx, GUILD, EVERYBODY, Shelf.SERVER, "rain", limit=1, offset=1)
        assert [song.clip_id for song in page] == [first.id]
        assert await search.find(tx, GUILD, EVERYBODY, Shelf.SERVER, "rain", limit=1, offset=10**18) == []


async def keep(tx: Transaction, clip_id: ClipId) -> None:
    await favourites.put(tx, clip_id, guild_id=GUILD, user_id=MIA, is_on=True, now=NOW)


async def test_what_cannot_be_heard_or_was_deleted_is_not_found(database: Database) -> None:
    async with database.transaction() as tx:
        job = await job_in(tx, JobState.RUNNING, channel_id=HERE, prompt="rain")
        await clips.record(tx, job, [ReportedClip("a", ClipState.RUNNING, title="Rain")], now=NOW)
        assert await titles(tx, "rain") == []
        await clips.record(tx, job, [ReportedClip("a", ClipState.SUCCEEDED, title="Rain")], now=NOW)
        assert await titles(tx, "rain") == ["Rain"]
        await clips.record(tx, job, [ReportedClip("a", ClipState.SUCCEEDED, title="Sun", lyrics="moon")], now=NOW)
        assert await titles(tx, "sun") == await titles(tx, "moon") == await titles(tx, "rain") == ["Sun"]
        (clip,) = await clips.of_job(tx, job.id)
        assert await indexed(tx, clip.id) == 1
        await delete_clip(tx, clip.id)
        assert await titles(tx, "sun") == await titles(tx, "") == []
        await tx.execute(delete(tables.clip_words))
        assert await indexed(tx, clip.id) == 0


async def indexed(tx: Transaction, clip_id: ClipId) -> int:
    """How many rows the full-text index itself has of a clip."""
    found = {"sqlite": f"rowid FROM clip_search('\"@{GUILD}\"')", "postgresql": "clip_id FROM clip_search"}
    return (await tx.execute(text(f"SELECT {found[tx.dialect.name]}"))).scalars().all().count(clip_id)


async def test_what_a_version_before_made_is_found_once_it_is_indexed(database: Database) -> None:
    async with database.transaction() as tx:
        (clip,) = await heard(tx, "Rain", lyrics="umbrella")
        await tx.execute(delete(tables.clip_words))
        assert await titles(tx, "rain") == []
        until = await words.newest_clip(tx)
        assert await words.index_missing(tx, after=clip.id, until=until) == 0
        assert await words.index_missing(tx, after=ClipId(clip.id - 1), until=until) == 1
        assert await words.index_missing(tx, after=ClipId(0), until=until) == 0
        assert await titles(tx, "umbrella rain") == ["Rain"]


async def test_the_index_follows_the_words_of_their_table_by_itself(database: Database) -> None:
    async with database.transaction() as tx:
        await heard(tx, "Rain")
        await tx.execute(update(tables.clip_words).values(words=f"@{GUILD} sun"))
        assert (await titles(tx, "rain"), await titles(tx, "sun")) == ([], ["Rain"])


@pytest.mark.parametrize(
    ("said", "folded"),
    [
        ("Don’t STOP!", ["don", "\ue027", "t", "stop", "!"]),
        ("Łódź Ørsted Æther", ["lodz", "orsted", "aether"]),
        ("ＡＢＣ①", ["abc1"]),
        ("がか", ["が", "か"]),
        ("a\u200db\xadc", ["abc"]),
        ("한국 노래", ["한국", "노래"]),
        ("", []),
    ],
)
def test_words_are_folded(said: str, folded: Any) -> None:
    assert words.fold(said) == folded
