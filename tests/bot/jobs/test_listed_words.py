"""No order, title or playlist holds a word of its server's list, by whatever way it comes; nothing is charged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import update

from bot.errors import PersonError, Problem
from bot.library import playlists, songs
from bot.library.songs import Asker
from bot.musicapi.operations import Operation
from bot.orders.again import order_again
from bot.orders.order import order_from_words, order_words
from bot.orders.titles import derived_title
from bot.status.server_settings import Changes, Rule, change_settings
from data import tables
from data.brief import NO_DETAILS, Details
from data.guilds import admin_log, limits
from data.ids import GuildId, InteractionId
from data.rows import JobState, RuleKind
from tests.bot.conftest import GUILD, MEMBER, OTHER_GUILD, SONIC, VIEWER

if TYPE_CHECKING:
    from tests.bot.conftest import Studio


async def forbid(studio: Studio, *words: str, guild_id: GuildId = GUILD) -> None:
    async with studio.database.transaction() as tx:
        await limits.lock(tx, guild_id)
        for word in words:
            await limits.add_rule(tx, guild_id, RuleKind.WORD, word)


@pytest.mark.promise(key="word-list")
@pytest.mark.parametrize(
    ("where", "changed"),
    [
        ("prompt", {"prompt": "so B.A.D"}),
        ("title", {"title": "bád"}),
        ("style", {"style": "bad pop"}),
        ("lyrics", {"lyrics": "[Verse]\nso\nb@d"}),
        ("avoid", {"details": Details(avoid="bad")}),
    ],
)
async def test_a_word_of_the_list_is_named_wherever_it_stands_and_nothing_is_charged(
    studio: Studio, where: str, changed: dict[str, Any]
) -> None:
    await forbid(studio, "good", "bad")
    await forbid(studio, "pop", guild_id=OTHER_GUILD)
    order = studio.order("pop")
    wrong = replace(order, brief=replace(order.brief, **changed))
    with pytest.raises(PersonError) as refused:
        await studio.place(wrong)
    assert (refused.value.problem, refused.value.facts) == (Problem.WORD_LISTED, {"word": "bad", "where": where})
    kept = order_from_words(order_words(wrong), studio.order(""))  # by a button that agrees to a price
    with pytest.raises(PersonError):
        await studio.place(kept)
    assert (await studio.account()).held == 0
    await studio.place(order)


async def test_what_was_made_before_the_list_is_not_made_again(studio: Studio) -> None:
    job = await studio.place(studio.order("bad"))
    await forbid(studio, "bad")
    with pytest.raises(PersonError) as refused:
        await studio.place(order_again(job, studio.order("")))
    assert refused.value.problem is Problem.WORD_LISTED


@pytest.mark.parametrize(
    "operation", [Operation.STEMS_BASIC, Operation.EXTEND, Operation.COVER, Operation.REMASTER, Operation.SAMPLE]
)
@pytest.mark.parametrize("renamed", [False, True], ids=["by its maker", "renamed"])
async def test_what_a_song_is_called_keeps_nothing_from_being_made_of_it(
    studio: Studio, operation: Operation, renamed: bool
) -> None:
    _, (song, _) = await studio.song(model=SONIC, title="So bad")
    if renamed:
        await songs.rename(studio.context, Asker(GUILD, VIEWER), song.id, "Too bad")
    await forbid(studio, "bad", "cover", "extended", "remaster", "sample")
    title = derived_title(operation, "Too bad" if renamed else "So bad", "jazz")
    details = Details(starts_at=0, ends_at=1.5) if operation is Operation.SAMPLE else NO_DETAILS
    order = studio.order("", operation=operation, title=title, style="jazz", source=song.id, details=details)
    job = await studio.place(order)
    assert (job.state, job.brief.title) == (JobState.QUEUED, title)
    assert (await studio.place(order_again(job, studio.order("")))).brief.title == title
    with pytest.raises(PersonError) as refused:
        await studio.place(replace(order, interaction_id=InteractionId(999), brief=replace(order.brief, lyrics="bad")))
    assert refused.value.facts == {"word": "bad", "where": "lyrics"}


async def test_what_musicapi_called_a_song_keeps_nothing_from_being_made_of_it(studio: Studio) -> None:
    _, (song, _) = await studio.song(model=SONIC)
    async with studio.database.transaction() as tx:
        await tx.execute(update(tables.clips).where(tables.clips.c.id == song.id).values(title="BAD"))
    await forbid(studio, "bad")
    order = studio.order("", operation=Operation.COVER, title="BAD (cover)", source=song.id)
    assert (await studio.place(order)).state is JobState.QUEUED


@pytest.mark.parametrize(
    ("operation", "title"),
    [(Operation.FULL_SONG, "So bad and worse"), (Operation.STEMS_BASIC, "worse"), (Operation.PERSONA, "So bad")],
)
async def test_a_title_that_is_typed_for_what_is_made_of_a_song_is_read(
    studio: Studio, operation: Operation, title: str
) -> None:
    _, (song, _) = await studio.song(model=SONIC, title="So bad")
    await forbid(studio, "bad", "worse")
    with pytest.raises(PersonError) as refused:
        await studio.place(studio.order("", operation=operation, title=title, source=song.id))
    named = "bad" if operation is Operation.PERSONA else "worse"
    assert refused.value.facts == {"word": named, "where": "title"}


async def test_names_that_are_given_afterwards_are_read_as_well(studio: Studio) -> None:
    _, (clip, _) = await studio.song()
    clip_id = clip.id
    await forbid(studio, "bad")
    asker = Asker(GUILD, VIEWER)
    refused = {"word": "bad", "where": "name"}
    for work in (
        songs.rename(studio.context, asker, clip_id, "so bad"),
        playlists.make(studio.context, asker, "BAD ones", clip_id),
    ):
        with pytest.raises(PersonError) as error:
            await work
        assert error.value.facts == refused
    made = await playlists.make(studio.context, asker, "fine", clip_id)
    with pytest.raises(PersonError):
        await playlists.rename(studio.context, asker, made.id, "b-a-d")
    await songs.rename(studio.context, asker, clip_id, "")  # its own title again
    assert [each.name for each in await playlists.load_all(studio.context, asker)] == ["fine"]


async def test_what_is_written_down_of_a_list_is_how_many_words_changed(studio: Studio) -> None:
    added = tuple(Rule(RuleKind.WORD, word) for word in ("bad", "worse"))
    await change_settings(studio.context, GUILD, MEMBER, "settings.words", lambda _: Changes(added=added))
    async with studio.database.reading() as tx:
        (action,) = await admin_log.of_guild(tx, GUILD, limit=5)
    assert (action.action, action.facts) == ("settings.words", {"words_added": 2})
