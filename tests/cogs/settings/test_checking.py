"""The check of a server names every channel where no song can be posted, what else is in its way, and what mends it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from data.guilds import allowances, intake, limits
from data.guilds.intake import BlockKind
from data.ids import ChannelId, GuildId, UserId
from data.library import showcase
from data.library.showcase import Showcase
from data.processes import vendor_stops
from data.processes.vendor_stops import StopKind
from data.rows import RuleKind
from sandbox.discord.component_rules import texts
from sandbox.discord.entities import ChannelType, Overwrite
from sandbox.discord.permissions import Permission
from tests.cogs.live import open_live

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from sandbox.discord.entities import Channel
    from tests.cogs.live import Live

CHECK = "settings:v1:check"


@pytest.fixture
async def live(tmp_path: Path) -> AsyncIterator[Live]:
    async with open_live(tmp_path) as opened:
        yield opened


async def check(live: Live, who: str = "admin", *, where: Channel | None = None) -> list[str]:
    """The lines that somebody is shown alone who presses Check…."""
    person = live.sandbox.person(who)
    message = person.say((where or live.sandbox.songs).id, "hello")
    answer = await person.press(message, CHECK, checked=False).answered()
    assert answer.message is not None
    assert answer.message.private_to == person.user.id
    said = [answer.message.content, *texts(answer.message.components)]
    return "\n".join(filter(None, said)).splitlines()


def channel(live: Live, name: str, denied: Permission, kind: ChannelType = ChannelType.GUILD_TEXT) -> str:
    """A channel in which the bot is denied something, as it is mentioned."""
    world = live.sandbox.world
    made = world.add_channel(live.sandbox.studio, name, [Overwrite(world.bot.id, 1, deny=denied)], kind=kind)
    return f"<#{made.id}>"


async def test_what_is_well_is_said_and_a_hidden_channel_is_worth_a_look(live: Live) -> None:
    lines = await check(live)
    assert lines == [
        "## Check of this server",
        f"Look · Encore does not see <#{live.sandbox.private.id}>.",
        "-# If songs are to be made there, allow View Channel for Encore.",
        "OK · New songs are taken.",
        "OK · This server has 240 credits left this month.",
        "OK · Songs can be posted in 1 channel.",
        "OK · Everybody reads Encore in English.",
        "OK · Encore asks for no special intent. Nothing needs to be allowed for it.",
    ]


async def test_members_are_refused_and_told_nothing(live: Live) -> None:
    (first, *_) = await check(live, "noah")
    assert first == "Only people who may manage this server can change that."


async def test_every_channel_that_lacks_something_is_named_with_it_and_the_wrong_ones_come_first(live: Live) -> None:
    silent = [channel(live, f"silent{number}", Permission.SEND_MESSAGES) for number in range(10)]
    plain = channel(live, "plain", Permission.EMBED_LINKS | Permission.ATTACH_FILES)
    voice = channel(live, "voice", Permission.CONNECT, ChannelType.GUILD_VOICE)
    forum = channel(live, "forum", Permission.SEND_MESSAGES_IN_THREADS, ChannelType.GUILD_FORUM)
    threads = channel(live, "threads", Permission.SEND_MESSAGES_IN_THREADS)
    unread = channel(live, "unread", Permission.READ_MESSAGE_HISTORY)
    lines = await check(live)
    wrong = [line for line in lines if line.startswith("WRONG")]
    assert set(wrong) == {
        f"WRONG · In {', '.join(silent[:8])} and 2 more, Encore needs Send Messages.",
        f"WRONG · In {plain}, Encore needs Embed Links and Attach Files.",
        f"WRONG · In {voice}, Encore needs Connect.",
        f"WRONG · In {forum}, Encore needs Send Messages in Threads.",
    }
    assert lines[1].startswith("WRONG")
    assert f"Look · In threads of {threads}, Encore needs Send Messages in Threads." in lines
    assert f"Look · To reply in {unread}, Encore needs Read Message History." in lines
    assert "OK · Songs can be posted in 3 channels." in lines
    assert lines[2] == "-# Open Edit Channel, Permissions, and allow it for Encore."


async def test_channels_where_songs_may_not_be_asked_for_are_nobodys_business(live: Live) -> None:
    channel(live, "silent", Permission.SEND_MESSAGES)
    guild_id, songs = GuildId(live.sandbox.studio.id), str(live.sandbox.songs.id)
    async with live.database.transaction() as tx:
        await limits.lock(tx, guild_id)  # which makes its row
        await limits.add_rule(tx, guild_id, RuleKind.CHANNEL_ONLY, songs)
    assert not [line for line in await check(live) if line.startswith(("WRONG", "Look"))]
    async with live.database.transaction() as tx:
        await limits.add_rule(tx, guild_id, RuleKind.CHANNEL_NEVER, songs)
    assert "WRONG · There is no channel where a song can be asked for and posted." in await check(live)


async def test_chosen_channels_and_rules_that_lead_nowhere(live: Live) -> None:
    guild_id, now = GuildId(live.sandbox.studio.id), live.studio.context.now()
    closed = ChannelId(int(channel(live, "closed", Permission.SEND_MESSAGES | Permission.EMBED_LINKS)[2:-1]))

    async def choose(channel_id: ChannelId) -> list[str]:
        async with live.database.transaction() as tx:
            await limits.put_values(tx, guild_id, {"log_channel_id": int(channel_id)})
            await showcase.put(tx, guild_id, Showcase(channel_id, 2))
        return await check(live)

    songs = live.sandbox.songs.id
    lines = await choose(ChannelId(songs))
    assert f"OK · Warnings are written to <#{songs}>." in lines
    assert f"OK · Well-liked clips are shown in <#{songs}>." in lines
    lines = await choose(closed)
    assert f"WRONG · To write warnings to <#{closed}>, Encore needs Send Messages." in lines
    assert any(line.startswith(f"WRONG · To show clips in <#{closed}>, Encore needs Send Messages") for line in lines)
    async with live.database.transaction() as tx:
        await limits.add_rule(tx, guild_id, RuleKind.ROLE_NEVER, "77")
        await limits.add_rule(tx, guild_id, RuleKind.ROLE_NEVER, str(guild_id))  # @everyone, which is there
    lines = await choose(ChannelId(78))
    assert "WRONG · The log channel was deleted." in lines
    assert "WRONG · The channel of the showcase was deleted." in lines
    assert "Look · 1 channel or role of the limits was deleted." in lines

    # What keeps everybody from a song, wherever they ask.
    context = live.studio.context
    async with live.database.transaction() as tx:
        await intake.block(tx, BlockKind.GUILD, guild_id, user_id=UserId(1), now=now)
        await intake.pause(tx, None, user_id=UserId(1), now=now)
        hour = timedelta(hours=1)
        await vendor_stops.stop(tx, context.musicapi_host, StopKind.ACCOUNT, now=now, shortest=hour, longest=hour)
        await allowances.set_allowance(tx, guild_id, 3)
    lines = await check(live)
    for said in (
        "WRONG · This server is blocked.",
        "WRONG · New songs are paused.",
        "WRONG · MusicAPI takes nothing now. Encore asks it again <t:",
        "WRONG · This server has 3 credits left, too few for a song. New ones come <t:",
    ):
        assert any(line.startswith(said) for line in lines), said


async def test_moderators_who_are_shown_nothing_are_no_moderators(live: Live) -> None:
    guild_id, songs = GuildId(live.sandbox.studio.id), live.sandbox.songs.id
    closed = int(channel(live, "closed", Permission.ATTACH_FILES)[2:-1])
    nowhere = "WRONG · Songs wait for approval, and no moderator is shown them."

    async def choose(**values: object) -> list[str]:
        async with live.database.transaction() as tx:
            await limits.lock(tx, guild_id)
            await limits.put_values(tx, guild_id, values)
        return await check(live)

    lines = await choose(moderation_channel_id=songs, approval=True)
    assert f"OK · Moderators are shown orders and reports in <#{songs}>." in lines
    assert nowhere not in lines
    lines = await choose(moderation_channel_id=closed)
    assert f"WRONG · To ask moderators in <#{closed}>, Encore needs Attach Files." in lines
    assert nowhere in lines
    assert nowhere not in await choose(log_channel_id=songs)  # which takes the place of a channel that takes nothing
    lines = await choose(moderation_channel_id=78, log_channel_id=79)
    assert "WRONG · The moderators' channel was deleted." in lines
    assert nowhere in lines
    lines = await choose(moderation_channel_id=None, log_channel_id=None)
    assert nowhere in lines
    lines = await choose(approval=False)
    assert not any("oderators" in line for line in lines)


async def test_the_language_that_everybody_reads_is_named_and_one_that_nobody_speaks(live: Live) -> None:
    guild_id = GuildId(live.sandbox.studio.id)
    for language, said in (
        ("ja", "OK · Everybody reads Encore in 日本語."),
        ("xx", "Look · This version does not speak the chosen language. Everybody reads English."),
    ):
        async with live.database.transaction() as tx:
            await limits.lock(tx, guild_id)
            await limits.put_values(tx, guild_id, {"language": language})
        assert said in await check(live)
