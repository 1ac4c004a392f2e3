"""Limits through the real process: an admin sets them in `/settings`, members meet them, and nobody else sets any."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cogs.settings.panel import SECTIONS
from cogs.settings.section import Tab
from data.guilds import admin_log, limits
from data.ids import GuildId
from data.rows import JobState, Pressers, RuleKind, ShareUnit
from sandbox.discord.component_rules import texts, walk
from sandbox.discord.components import BUTTON
from sandbox.discord.entities import ChannelType
from sandbox.discord.permissions import EVERYDAY
from tests.e2e.bare import bare_stage
from tests.e2e.conftest import labels, open_stage

if TYPE_CHECKING:
    from pathlib import Path

    from data.guilds.limits import GuildLimits
    from sandbox.discord.entities import Channel, Message
    from sandbox.discord.invocations import Invocation
    from tests.e2e.conftest import Stage


async def panel(stage: Stage, name: str = "admin", tab: str = "") -> Message:
    """The panel as somebody sees it, at this part of it."""
    where = stage.sandbox.lounge if name == "stranger" else stage.sandbox.songs
    answer = await stage.soon(stage.person(name).type_command(where.id, "settings").answered())
    assert not answer.failed
    if tab:
        assert not (await stage.soon(stage.person(name).press(answer.message, tab).answered())).failed
    return answer.message


def shown(message: Message) -> str:
    return "\n".join(texts(message.components))


async def open_form(stage: Stage, message: Message, what: str, name: str = "admin") -> Invocation:
    """The form of a section."""
    opened = stage.person(name).press(message, f"Change: {what}")
    assert (await stage.soon(opened.answered())).modal is not None
    return opened


async def send(stage: Stage, opened: Invocation, name: str = "admin", **fields: Any) -> Invocation:
    """Send a form with these fields touched."""
    asked = stage.person(name).submit(opened, {key.replace("_", "-"): value for key, value in fields.items()})
    assert not (await stage.soon(asked.answered())).failed
    return asked


async def told(stage: Stage, asked: Invocation) -> str:
    """What one person alone is told instead of what they asked for."""
    message = (await stage.soon(asked.answered())).message
    assert message is not None
    assert message.private_to == asked.interaction.user.id
    return message.content


async def decided(stage: Stage, guild_id: int | None = None) -> GuildLimits:
    async with (await stage.database()).reading() as tx:
        return await limits.read(tx, GuildId(guild_id or stage.sandbox.studio.id))


@pytest.mark.promise(key="manage-server")
async def test_an_admin_sets_a_share_members_meet_it_and_nobody_else_changes_it(stage: Stage) -> None:
    message = await panel(stage, tab="Spending")
    assert "**A member's share** · Off" in shown(message)
    await stage.restart()  # the panel works in another process
    form = await open_form(stage, message, "A member's share")
    await send(stage, form, amount="12", unit="credits", period="day")
    assert "**A member's share** · 12 credits a day" in shown(message)
    before = await decided(stage)
    assert (before.share, before.share_unit) == (12, ShareUnit.CREDITS)

    song = await stage.song()  # of mia's, who has none left now
    sentence = await told(stage, stage.ask(prompt="one more"))
    assert "You may use 12 credits a day here. You have 0 credits left, and this costs 12 credits." in sentence
    assert "<t:" in sentence
    assert "Nothing was charged" in sentence
    again = next(label for label in labels(song) if label.startswith("Again"))
    sentence = await told(stage, stage.person().press(song, again))
    # Where the song was made within three seconds, it is a slip of the finger before it is too dear.
    assert "12 credits a day" in sentence or "a moment ago" in sentence
    assert (await stage.account()).spent == 12

    for name in ("mia", "noah"):
        press = stage.person(name).press(await panel(stage, name), "settings:v1:change:share", checked=False)
        assert "manage this server" in await told(stage, press)
        turned = stage.person(name).press(await panel(stage, name), "settings:v1:tab:spending", checked=False)
        assert "manage this server" in await told(stage, turned)
        stolen = stage.person(name).type_command(stage.sandbox.songs.id, "lyrics")
        if name == "noah":  # mia could not pay for what it opens
            assert (await stage.soon(stolen.answered())).modal is not None
            stolen.interaction.modal = form.interaction.modal
            forged = stage.person(name).submit(stolen, {"amount": "9999"})
            assert "manage this server" in await told(stage, forged)
    # Somebody who manages another server changes that one alone, whatever they press.
    theirs = await panel(stage, "stranger", "Spending")
    await send(stage, await open_form(stage, theirs, "A member's share", "stranger"), "stranger", amount="1")
    assert (await decided(stage, stage.sandbox.elsewhere.id)).share == 1
    assert await decided(stage) == before
    async with (await stage.database()).reading() as tx:
        log = await admin_log.of_guild(tx, GuildId(stage.sandbox.studio.id), limit=9)
    assert [(entry.user_id, entry.action) for entry in log] == [(stage.sandbox.admin.id, "settings.share")]
    assert log[0].facts["member_share"] == 12


async def test_two_admins_at_once_and_what_was_deleted(stage: Stage) -> None:
    first, second = await panel(stage, tab="Spending"), await panel(stage, tab="Spending")
    early, late = await open_form(stage, first, "Pace"), await open_form(stage, second, "Pace")
    await send(stage, early, at_once="1")
    asked = await send(stage, late, cooldown="30")
    assert not asked.followups
    assert "1 song at once for each member.\n30 seconds between" in shown(second)  # the later sees both
    stale = await open_form(stage, second, "Pace")
    await send(stage, await open_form(stage, second, "Pace"), at_once="2")
    refused = await send(stage, stale, at_once="5")
    assert "Somebody else just changed this" in await told(stage, refused)
    refused = await send(stage, await open_form(stage, second, "Pace"), cooldown="-1")
    assert "from 1 to 86,400" in await told(stage, refused)
    assert ((await decided(stage)).songs_at_once, (await decided(stage)).cooldown_seconds) == (2, 30)

    async with (await stage.database()).transaction() as tx:  # a channel that is not there any more
        await limits.add_rule(tx, GuildId(stage.sandbox.studio.id), RuleKind.CHANNEL_NEVER, "77")
    access = await panel(stage, tab="Who and where")
    assert "Never in deleted (77)" in shown(access)
    form = await open_form(stage, access, "Channels")
    await send(stage, form, never=[stage.sandbox.songs], gone=["77"])
    assert f"Never in <#{stage.sandbox.songs.id}>" in shown(access)
    assert "makes no songs in this channel" in await told(stage, stage.ask("noah"))
    await stage.ask_before_closing(stage.sandbox.private)


async def test_roles_what_may_be_made_and_buttons_under_others_songs(stage: Stage) -> None:
    world, studio = stage.sandbox.world, stage.sandbox.studio
    helper = world.add_role(studio, "helper", EVERYDAY)
    song = await stage.song("mia")
    access = await panel(stage, tab="Who and where")
    await send(stage, await open_form(stage, access, "Buttons under others' songs"), who="roles", roles=[helper])
    again = next(label for label in labels(song) if label.startswith("Again"))
    refused = await told(stage, stage.person("noah").press(song, again))
    assert f"<@&{helper.id}>" in refused
    for label in ("1 Extend", "1 More…", "Edit…"):
        assert f"<@&{helper.id}>" in await told(stage, stage.person("noah").press(song, label)), label
    studio.members[stage.sandbox.noah.id].role_ids[:] = [helper.id]
    assert (await stage.soon(stage.person("noah").press(song, "1 Extend").answered())).modal is not None
    await send(stage, await open_form(stage, access, "What may be made"), others=["cover"])
    assert "1 thing is off" in shown(access)
    assert "lets nobody cover a song" in await told(stage, stage.person("mia").press(song, "1 Cover"))
    await send(stage, await open_form(stage, access, "Roles"), never=[helper])
    assert "nobody with your role" in await told(stage, stage.ask("noah"))
    now = await decided(stage)
    assert now.pressers is Pressers.ROLES
    assert now.subjects(RuleKind.OPERATION_NEVER) == {"cover"}
    job = await stage.job(2)
    assert job is None or job.state is JobState.DONE


async def test_the_panel_shows_every_button_to_managers_and_one_to_members(stage: Stage) -> None:
    def buttons(message: Message) -> list[str]:
        return [part["label"] for _, part in walk(message.components) if part["type"] == BUTTON]

    assert buttons(await panel(stage, "mia")) == ["Turn off: My notices"]
    tabs = ("", "Spending", "Who and where", "Moderation")
    of_tabs = [len(buttons(await panel(stage, tab=tab))) - len(tabs) for tab in tabs]
    assert of_tabs == [sum(section.tab is tab for section in SECTIONS) for tab in Tab]


async def test_a_server_is_told_of_its_month_once_each_where_it_wants_that(tmp_path: Path) -> None:
    async with open_stage(tmp_path, env={"GUILD_MONTHLY_CREDITS": "48", "MUSICAPI_CREATE_INTERVAL": "3600"}) as stage:

        def said(channel: Channel) -> list[str]:
            return [each.content for each in channel.messages.values() if "month" in each.content]

        async def order(prompt: str) -> None:
            assert not (await stage.soon(stage.ask(prompt=prompt).answered())).failed

        await order("the first")
        await order("half of it")
        # Where nothing else is chosen, everybody reads it where it happened.
        await stage.find(lambda message: "used 50% of its month's credits: 24 of 48" in message.content)
        message = await panel(stage)
        log_channel = stage.sandbox.world.add_channel(stage.sandbox.studio, "log")
        await send(stage, await open_form(stage, message, "Log channel"), channel=[log_channel])
        assert f"<#{log_channel.id}>" in shown(message)
        await stage.restart()
        await order("three quarters")
        await order("all of it")
        await stage.find(lambda message: "used up for this month: 48 of 48" in message.content, where=log_channel)
        assert len(said(stage.sandbox.songs)) == 1
        assert len(said(log_channel)) == 1  # 80 % was passed by the same song
        assert len(await stage.logged("month_warning ", 2)) == 2


async def test_a_category_is_known_after_a_restart_and_a_deleted_log_channel_is_taken_away(tmp_path: Path) -> None:
    async with bare_stage(tmp_path) as stage:
        world, studio = stage.sandbox.world, stage.sandbox.studio
        category = world.add_channel(studio, "a category", kind=ChannelType.GUILD_CATEGORY)
        below = world.add_channel(studio, "below", settle=lambda made: setattr(made, "parent_id", category.id))
        empty = world.add_channel(studio, "an empty one", kind=ChannelType.GUILD_CATEGORY)
        access = await panel(stage, tab="Who and where")
        await send(stage, await open_form(stage, access, "Channels"), never=[category, empty])
        async with (await stage.database()).transaction() as tx:
            await limits.put_values(tx, GuildId(studio.id), {"log_channel_id": 77})
        await stage.restart()
        access = await panel(stage, tab="Who and where")
        assert f"Never in <#{category.id}>, <#{empty.id}>\n" in shown(access)
        assert "makes no songs in this channel" in await told(stage, stage.ask(where=below))
        await send(stage, await open_form(stage, access, "Channels"), never=[empty])
        assert (await decided(stage)).subjects(RuleKind.CHANNEL_NEVER) == {str(empty.id)}

        general = await panel(stage)
        assert "**Log channel** · deleted (77)" in shown(general)
        await send(stage, await open_form(stage, general, "Log channel"), gone="77")
        assert "**Log channel** · Off" in shown(general)
        assert (await decided(stage)).log_channel_id is None
