"""`/settings`: one private panel of what a member chooses for themselves, and managers for their server.

A row is one entry of SWITCHES: what it is called, who may change it, how it stands and what changes it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final

import discord
from discord import app_commands

from bot.client import Encore
from bot.delivery import notices
from cogs.cog import Cog
from cogs.components.custom_id import Position, Setting, SettingButton
from cogs.components.panels import beside, line, panel, with_title
from cogs.components.replies import Interaction, reply_privately
from cogs.permissions import can_manage, guild_of, user_of
from cogs.text.catalog import command_text, say
from data.notice_settings import NoticeSettings


@dataclass(frozen=True, slots=True)
class Switch:
    """Something that is on or off; what it says is asked for when it is shown, in the language of then."""

    setting: Setting
    is_the_servers: bool  # so that managers alone see and change it
    is_on: Callable[[NoticeSettings], bool]
    name: Callable[[], str]
    explanation: Callable[[NoticeSettings], str]
    put: Callable[[Encore, Interaction, bool], Awaitable[None]]


class Settings(Cog):
    """What members and managers choose."""

    @app_commands.command(name="settings", description=command_text("command-settings"))
    @app_commands.guild_only()
    async def settings(self, interaction: Interaction) -> None:
        """Show the panel to the person alone."""
        await interaction.response.send_message(view=await _panel(self._bot, interaction), ephemeral=True)


async def switch(bot: Encore, interaction: Interaction, pressed: SettingButton) -> None:
    """Put a switch where its button says, and show the panel as it is then."""
    chosen = next(each for each in SWITCHES if each.setting is pressed.setting)
    if chosen.is_the_servers and not can_manage(interaction):
        await reply_privately(interaction, f"{say('settings-managers-only')}\n{say('nothing-changed')}")
        return
    await chosen.put(bot, interaction, pressed.position is Position.ON)
    await interaction.response.edit_message(view=await _panel(bot, interaction))


async def _panel(bot: Encore, interaction: Interaction) -> discord.ui.LayoutView:
    stand = await notices.read_settings(bot.services.context, guild_of(interaction), user_of(interaction))
    return settings_panel(stand, manages=can_manage(interaction))


def settings_panel(stand: NoticeSettings, *, manages: bool) -> discord.ui.LayoutView:
    """How everything stands, with a button beside each; the server's part for those who manage it."""
    rows: list[discord.ui.Item[Any]] = [_row(each, stand) for each in SWITCHES if manages or not each.is_the_servers]
    if manages:
        rows += [line(), with_title(say("settings-integrations.title"), say("settings-integrations"))]
    return panel(say("settings-title"), rows)


def _row(each: Switch, stand: NoticeSettings) -> discord.ui.Item[Any]:
    is_on, name = each.is_on(stand), each.name()
    other = Position.OFF if is_on else Position.ON
    label = say("settings-turn-off" if is_on else "settings-turn-on", what=name)
    press = discord.ui.Button[Any](
        style=discord.ButtonStyle.secondary, label=label, custom_id=SettingButton(each.setting, other).custom_id
    )
    state = say("settings-on" if is_on else "settings-off")
    return beside(press, f"**{name}** · {state}", each.explanation(stand))


def _my_notices(stand: NoticeSettings) -> str:
    if stand.member and not stand.server:
        return say("settings-my-notices.overruled")
    return say("settings-my-notices.explained")


async def _put_my_notices(bot: Encore, interaction: Interaction, on: bool) -> None:
    await notices.set_member_notices(bot.services.context, user_of(interaction), on=on)


async def _put_server_notices(bot: Encore, interaction: Interaction, on: bool) -> None:
    await notices.set_server_notices(bot.services.context, guild_of(interaction), on=on)


SWITCHES: Final = (
    Switch(
        Setting.MY_NOTICES,
        is_the_servers=False,
        is_on=lambda stand: stand.member,
        name=lambda: say("settings-my-notices"),
        explanation=_my_notices,
        put=_put_my_notices,
    ),
    Switch(
        Setting.SERVER_NOTICES,
        is_the_servers=True,
        is_on=lambda stand: stand.server,
        name=lambda: say("settings-server-notices"),
        explanation=lambda _: say("settings-server-notices.explained"),
        put=_put_server_notices,
    ),
)
