"""What is forgotten in time: the words of old songs where a server wants so, and all of a server that was left."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.privacy import departures, retention
from bot.privacy.departures import KEPT
from bot.privacy.eraser import SWEEP_EVERY, Eraser
from data import drafts, ledger
from data.brief import Details
from data.copies import audit
from data.guilds import admin_log, cases, default_models, member_blocks
from data.guilds.cases import CaseKind
from data.guilds.departures import known_of_shard
from data.guilds.intake import fingerprint
from data.guilds.retention import get
from data.ids import GuildId, InteractionId, JobId, UserId
from data.jobs import member_use, queries
from data.privacy import erasures, old_words
from data.privacy.erasures import SETTLING
from tests.bot.conftest import GUILD, MEMBER, OTHER_GUILD, SONIC, open_studio
from tests.bot.privacy.test_eraser import ELLA, LYRICS, NAME, ON_SQLITE, PROMPT, STYLE, TITLE, order, show_moderators
from tests.traces import backup_with, bytes_with, rows_with

if TYPE_CHECKING:
    from pathlib import Path

    from data.engine.transaction import Transaction
    from data.rows import Job
    from tests.bot.conftest import Studio

DAY = timedelta(days=1).total_seconds()
WORDS = (PROMPT, TITLE, STYLE, LYRICS)


@pytest.fixture
def eraser(studio: Studio) -> Eraser:
    return Eraser(studio.context, studio.lifecycle)


async def song(studio: Studio, **more: object) -> Job:
    """A song that was posted."""
    made = await studio.finish(await order(studio, **more))
    await studio.lifecycle.mark_delivered(made)
    return made


async def sweep(studio: Studio, eraser: Eraser) -> None:
    studio.clock.advance(SWEEP_EVERY.total_seconds())
    for _ in range(3):
        await eraser.tick()
        studio.clock.advance(SETTLING.total_seconds())


async def sound(studio: Studio) -> None:
    async with studio.database.reading() as tx:
        assert await audit.findings(tx) == []


@ON_SQLITE
async def test_words_are_kept_for_ever_unless_a_server_wants_otherwise(studio: Studio, eraser: Eraser) -> None:
    made = await song(studio)
    studio.clock.advance(400 * DAY)
    await sweep(studio, eraser)
    assert (await studio.job(made.id)).brief.prompt == PROMPT


async def test_old_words_are_forgotten_and_the_songs_and_their_credits_stay(
    studio: Studio, eraser: Eraser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(old_words, "FORGOTTEN_AT_ONCE", 2)
    old = [await song(studio) for _ in range(3)]
    elsewhere = await song(studio, guild_id=OTHER_GUILD)
    studio.clock.advance(25 * DAY)
    young = await song(studio)
    before = await studio.account()
    await retention.change_days(studio.context, GUILD, MEMBER, 30)
    await sweep(studio, eraser)
    assert (await studio.job(old[0].id)).brief.prompt == PROMPT
    studio.clock.advance(6 * DAY)
    await sweep(studio, eraser)
    for each in old:
        job, clips = await studio.job(each.id), await studio.clips(each)
        assert (job.brief.prompt, job.brief.title, job.brief.style, job.brief.lyrics) == ("", "", "", "")
        assert (job.user_id, job.message_id, job.task_id) == (ELLA, each.message_id, each.task_id)
        assert all(clip.clip_id and clip.audio_url and clip.deleted_at is None for clip in clips)
        assert {(clip.title, clip.style, clip.lyrics) for clip in clips} == {("", "", "")}
    assert (await studio.job(young.id)).brief.prompt == PROMPT
    assert (await studio.job(elsewhere.id)).brief.prompt == PROMPT
    assert await studio.account() == before
    await sound(studio)


@ON_SQLITE
async def test_what_was_said_of_old_songs_is_forgotten_and_the_moderators_cards_follow(
    studio: Studio, eraser: Eraser
) -> None:
    made = await song(studio)
    await show_moderators(studio, CaseKind.REPORT, made, MEMBER, 3)
    await retention.change_days(studio.context, GUILD, MEMBER, 7)
    studio.clock.advance(8 * DAY)
    await sweep(studio, eraser)
    (stale,) = await studio.database.read(cases.find_stale, now=studio.context.now(), limit=9)
    assert (stale.words, stale.outcome, stale.message_id) == ("", None, 3)
    assert await rows_with(studio.database, [*WORDS, NAME]) == []


@ON_SQLITE
async def test_what_was_agreed_to_for_a_recording_is_not_forgotten(studio: Studio, eraser: Eraser) -> None:
    made = await song(studio)
    agreed = {"agreed_to": "It is mine", "agreed_version": 2}

    async def agree(tx: Transaction) -> None:
        await queries.change(tx, [made.id], details=Details(avoid=STYLE, **agreed))

    await studio.database.write(agree)
    await retention.change_days(studio.context, GUILD, MEMBER, 7)
    studio.clock.advance(8 * DAY)
    await sweep(studio, eraser)
    assert (await studio.job(made.id)).brief.details == Details(**agreed)


@ON_SQLITE
async def test_a_change_of_the_mind_forgets_nothing_more_and_is_written_down(studio: Studio, eraser: Eraser) -> None:
    made = await song(studio)
    await retention.change_days(studio.context, GUILD, MEMBER, 7)
    await retention.change_days(studio.context, GUILD, MEMBER, None)
    studio.clock.advance(8 * DAY)
    await sweep(studio, eraser)
    assert (await studio.job(made.id)).brief.prompt == PROMPT
    async with studio.database.reading() as tx:
        changes = await admin_log.of_guild(tx, GUILD, limit=5)
        assert await get(tx, GUILD) is None
    assert [(change.action, change.facts["days"]) for change in changes] == [("words.kept", None), ("words.kept", 7)]


@ON_SQLITE
async def test_what_is_owed_still_keeps_its_words(studio: Studio, eraser: Eraser) -> None:
    owed = await studio.finish(await order(studio))
    later = await song(studio)
    await retention.change_days(studio.context, GUILD, MEMBER, 7)
    studio.clock.advance(8 * DAY)
    await sweep(studio, eraser)
    assert (await studio.job(owed.id)).brief.prompt == PROMPT
    await studio.lifecycle.mark_delivered(owed)
    await sweep(studio, eraser)
    assert (await studio.job(owed.id)).brief.prompt == ""
    assert (await studio.job(later.id)).brief.prompt == ""


class Discord:
    """Says in which servers the bot is."""

    def __init__(self, *there: GuildId, silent: bool = False) -> None:
        self.there, self.silent, self.asked = set(there), silent, list[GuildId]()

    async def find(self, guild_id: GuildId) -> bool | None:
        self.asked.append(guild_id)
        return None if self.silent else guild_id in self.there


async def settle_in(studio: Studio) -> JobId:
    """Something of the guild's in every table that can hold any; returns the job of its song."""

    async def work(tx: Transaction) -> None:
        await default_models.set_for_guild(tx, GUILD, SONIC)
        kept = {"guild_id": GUILD, "user_id": MEMBER, "words": {"prompt": PROMPT}, "price": 5}
        await drafts.add(tx, interaction_id=InteractionId(77), **kept, now=studio.context.now())

    await retention.change_days(studio.context, GUILD, MEMBER, 365)
    await studio.database.write(work)
    made, now = await song(studio), studio.context.now()
    await show_moderators(studio, CaseKind.REPORT, made, MEMBER, 3)
    await studio.database.write(member_blocks.block, GUILD, UserId(MEMBER + 7), by_id=MEMBER, now=now)
    await studio.database.write(member_use.keep_erased, ELLA, [made.id], now=now)
    return made.id


@pytest.mark.promise(key="left-server")
async def test_a_server_that_was_left_is_forgotten_after_thirty_days_but_for_its_credits(
    studio: Studio, eraser: Eraser, database_url: str, tmp_path: Path
) -> None:
    made = await settle_in(studio)
    others = await song(studio, guild_id=OTHER_GUILD)
    before, discord = await studio.account(), Discord(OTHER_GUILD)
    eraser.find_guild = discord.find
    await departures.note_left(studio.context, GUILD)
    studio.clock.advance(KEPT.total_seconds() - DAY)
    await sweep(studio, eraser)
    assert (await studio.job(made)).brief.prompt == PROMPT
    assert discord.asked == []
    studio.clock.advance(DAY)
    await sweep(studio, eraser)
    assert discord.asked == [GUILD]
    found = await rows_with(studio.database, [*WORDS, MEMBER, SONIC])
    of_other = {"jobs", "clips", "clip_words", "clip_search", "clip_search_data"}
    assert {row.partition(":")[0] for row in found} <= of_other
    assert [row for row in found if f"@{GUILD} " in row] == []
    assert await rows_with(studio.database, [fingerprint(ELLA)]) == []
    assert (await studio.job(made)).user_id == 0
    assert (await studio.job(others.id)).brief.prompt == PROMPT
    async with studio.database.reading() as tx:  # of the month in which it was made
        assert await ledger.account(tx, GUILD, before.month, default_allowance=before.allowance) == before
    await sound(studio)
    await sweep(studio, eraser)
    assert discord.asked == [GUILD]  # it is forgotten once
    if database_url.startswith("sqlite"):
        assert len(bytes_with(tmp_path / "encore.db", [SONIC])) == 0
    assert await backup_with(database_url, tmp_path, [SONIC]) == []


@ON_SQLITE
@pytest.mark.promise(key="left-server")
async def test_who_comes_back_in_time_keeps_everything(studio: Studio, eraser: Eraser) -> None:
    made = await settle_in(studio)
    discord = Discord(GUILD)
    eraser.find_guild = discord.find
    await departures.note_left(studio.context, GUILD)
    studio.clock.advance(KEPT.total_seconds() - DAY)
    await departures.note_there(studio.context, [GUILD])
    studio.clock.advance(KEPT.total_seconds())
    await sweep(studio, eraser)
    assert (await studio.job(made)).brief.prompt == PROMPT
    assert discord.asked == []


@ON_SQLITE
@pytest.mark.promise(key="left-server")
@pytest.mark.parametrize("silent", [True, False], ids=["Discord says nothing", "the bot is there"])
async def test_nothing_is_forgotten_unless_discord_says_that_the_bot_is_gone(
    studio: Studio, eraser: Eraser, silent: bool
) -> None:
    made = await settle_in(studio)
    discord = Discord(GUILD, silent=silent)
    eraser.find_guild = discord.find
    await departures.note_left(studio.context, GUILD)
    studio.clock.advance(KEPT.total_seconds() + DAY)
    await sweep(studio, eraser)
    assert (await studio.job(made)).brief.prompt == PROMPT
    assert discord.asked
    discord.silent, discord.there = False, set()
    await sweep(studio, eraser)
    assert ((await studio.job(made)).brief.prompt == "") is silent  # who was found to be there is there


@ON_SQLITE
async def test_a_server_that_is_back_while_it_is_forgotten_keeps_the_rest(studio: Studio, eraser: Eraser) -> None:
    made = await settle_in(studio)
    await departures.note_left(studio.context, GUILD)
    studio.clock.advance(KEPT.total_seconds())
    await departures.purge_left(studio.context, Discord().find)
    assert len(await studio.database.read(erasures.every)) == 1
    await departures.note_there(studio.context, [GUILD])
    await sweep(studio, eraser)
    assert (await studio.job(made)).brief.prompt == PROMPT


@ON_SQLITE
async def test_what_became_of_servers_while_nobody_heard_is_told_when_a_shard_connects(studio: Studio) -> None:
    here, gone, elsewhere = (GuildId(number << 22) for number in (2, 4, 3))

    async def work(tx: Transaction) -> None:
        for guild_id in (here, gone, elsewhere):
            await default_models.set_for_guild(tx, guild_id, SONIC)

    await studio.database.write(work)
    await departures.note_left(studio.context, here)
    await departures.note_shard(studio.context, 0, 2, {here})
    async with studio.database.reading() as tx:
        assert await known_of_shard(tx, 0, 2) == {here}
        assert await known_of_shard(tx, 1, 2) == {elsewhere}


@ON_SQLITE
async def test_two_processes_forget_the_same_server(studio: Studio, eraser: Eraser) -> None:
    made = await settle_in(studio)
    await departures.note_left(studio.context, GUILD)
    studio.clock.advance(KEPT.total_seconds())
    async with open_studio(studio.database, beside=studio, worker_id="another") as other:
        second = Eraser(other.context, other.lifecycle)
        eraser.find_guild = second.find_guild = Discord().find
        await eraser.tick()
        await second.tick()
        await sweep(studio, eraser)
        await sweep(studio, second)
    assert await studio.database.read(erasures.every) == []
    assert (await studio.job(made)).brief.prompt == ""
    await sound(studio)
