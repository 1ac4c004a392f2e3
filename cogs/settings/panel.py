"""The panel itself: what a person sees of it, what its buttons open, and what its forms change."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import discord

from bot.delivery import notices
from bot.errors import PersonError, Problem
from bot.gateway.client import Encore
from bot.status.server_settings import (
    Changes,
    ServerSettings,
    change_settings,
    read_changes,
    read_server_settings,
)
from cogs.cards.models import models_panel
from cogs.components.custom_id import Position, Setting, SettingButton
from cogs.components.panels import beside, buttons, line, panel, with_title
from cogs.components.replies import Interaction, reply_privately
from cogs.components.settings_ids import ChangesButton, ChangesPage, SectionButton, SectionForm, SettingsTab
from cogs.forms.form import sent_values
from cogs.permissions import can_manage, guild_of, user_of
from cogs.settings import access, blocked, changes, checking, general, language, listed_words, moderation, spending
from cogs.settings.section import Section, Shown, Tab, changes_of, require_manager, section_form
from cogs.text.catalog import say, speaking, spoken
from cogs.text.errors import sentence_for

# In the order in which they are shown. A new section is a line here, and its words.
SECTIONS: Final = (
    general.MY_NOTICES,
    general.SERVER_NOTICES,
    general.MODEL,
    language.LANGUAGE,
    general.LOG,
    general.TIME_ZONE,
    checking.CHECK,
    spending.SHARE,
    spending.ROLE_SHARE,
    spending.PACE,
    access.CHANNELS,
    access.ROLE_RULES,
    access.OPERATIONS,
    access.BUTTONS,
    moderation.APPROVAL,
    listed_words.WORDS,
    blocked.BLOCKED,
    changes.CHANGES,
)


async def show_panel(bot: Encore, interaction: Interaction) -> None:
    """Show the person alone what they may see of the panel."""
    shown = await _load(bot, interaction)
    await interaction.response.send_message(view=settings_panel(shown), ephemeral=True)


async def switch(bot: Encore, interaction: Interaction, pressed: SettingButton) -> None:
    """Put a switch where its button says, and show the panel as it is then."""
    context, on = bot.services.context, pressed.position is Position.ON
    match pressed.setting:
        case Setting.MY_NOTICES:
            await notices.set_member_notices(context, user_of(interaction), on=on)
        case Setting.SERVER_NOTICES:
            require_manager(interaction)
            await notices.set_server_notices(context, guild_of(interaction), user_of(interaction), on=on)
    await _show_again(bot, interaction, Tab.GENERAL)


async def turn(bot: Encore, interaction: Interaction, pressed: SettingsTab) -> None:
    """Show another part of the panel."""
    require_manager(interaction)
    if pressed.section not in set(Tab):
        raise PersonError(Problem.BUTTON_UNKNOWN)
    await _show_again(bot, interaction, Tab(pressed.section))


async def open_section(bot: Encore, interaction: Interaction, pressed: SectionButton) -> None:
    """Open the form of a section as it stands now; the models have a panel of their own."""
    require_manager(interaction)
    section = find_section(pressed.section, Problem.BUTTON_UNKNOWN)
    if section is general.MODEL:
        models = await bot.services.queries.models(guild_of(interaction), user_of(interaction))
        await interaction.response.send_message(view=models_panel(models, manages=True), ephemeral=True)
        return
    if section.fields is None:
        raise PersonError(Problem.BUTTON_UNKNOWN)
    await interaction.response.send_modal(section_form(section, await _load(bot, interaction)))


async def submit(bot: Encore, interaction: Interaction, form: SectionForm) -> None:
    """Change what a form was touched in, and show the panel as it is then; what cannot be is told, and not kept."""
    try:
        require_manager(interaction)
        section = find_section(form.section, Problem.FORM_UNKNOWN)
        shown, sent, spoken_now = await _load(bot, interaction), sent_values(interaction), spoken()

        def decide(settings: ServerSettings) -> Changes:
            with speaking(spoken_now):  # the database has a thread of its own, which knows of nobody
                return changes_of(section, replace(shown, settings=settings), form, sent)

        await change_settings(
            bot.services.context,
            guild_of(interaction),
            user_of(interaction),
            f"settings.{section.key}",
            decide,
        )
    except PersonError as error:
        await reply_privately(interaction, sentence_for(error))
        return
    await _show_again(bot, interaction, section.tab)


async def show_changes(bot: Encore, interaction: Interaction, _pressed: ChangesButton) -> None:
    """Show whoever manages the server, alone, what was changed in it last."""
    require_manager(interaction)
    await interaction.response.send_message(view=await _read_changes(bot, interaction, 0), ephemeral=True)


async def turn_changes(bot: Encore, interaction: Interaction, pressed: ChangesPage) -> None:
    """Turn to older changes, or back to the newest."""
    require_manager(interaction)
    await interaction.response.edit_message(view=await _read_changes(bot, interaction, pressed.before))


async def _read_changes(bot: Encore, interaction: Interaction, before: int) -> discord.ui.LayoutView:
    found = await read_changes(bot.services.context, guild_of(interaction), before=before, limit=changes.PAGE + 1)
    return changes.changes_panel(found, before=before, name_of=section_name)


def section_name(key: str) -> str:
    """What the panel calls a section; its key where only another version has it."""
    return next((each.name() for each in SECTIONS if each.key == key), key)


def find_section(key: str, problem: Problem) -> Section:
    """The section of this name; raises PersonError where this version has none."""
    found = next((each for each in SECTIONS if each.key == key), None)
    if found is None:
        raise PersonError(problem)
    return found


def settings_panel(shown: Shown, tab: Tab = Tab.GENERAL) -> discord.ui.LayoutView:
    """How everything in one part stands, with a button beside each; members see what is theirs."""
    found = [each for each in SECTIONS if each.tab is tab and (shown.manages or each.is_for_members)]
    rows: list[discord.ui.Item[Any]] = [_row(each, shown) for each in found]
    if shown.manages:
        if tab is Tab.GENERAL:
            rows += [line(), with_title(say("settings-integrations.title"), say("settings-integrations"))]
        rows += [line(), buttons(_tab_button(each, is_open=each is tab) for each in Tab)]
    return panel(say("settings-title"), rows)


def _row(section: Section, shown: Shown) -> discord.ui.Item[Any]:
    first, *more = section.state(shown)
    return beside(section.accessory(shown), f"**{section.name()}** · {first}", *more)


def _tab_button(tab: Tab, *, is_open: bool) -> discord.ui.Button[Any]:
    match tab:
        case Tab.GENERAL:
            label = say("settings-tab-general")
        case Tab.SPENDING:
            label = say("settings-tab-spending")
        case Tab.ACCESS:
            label = say("settings-tab-access")
        case Tab.MODERATION:
            label = say("settings-tab-moderation")
    style = discord.ButtonStyle.primary if is_open else discord.ButtonStyle.secondary
    return discord.ui.Button[Any](
        style=style, label=label, custom_id=SettingsTab(tab.value).custom_id, disabled=is_open
    )


async def _load(bot: Encore, interaction: Interaction) -> Shown:
    context = bot.services.context
    settings = await read_server_settings(context, guild_of(interaction), user_of(interaction))
    return Shown(
        settings, context.catalog, interaction.guild, can_manage(interaction), context.now(), interaction.guild_locale
    )


async def _show_again(bot: Encore, interaction: Interaction, tab: Tab) -> None:
    await interaction.response.edit_message(view=settings_panel(await _load(bot, interaction), tab))
