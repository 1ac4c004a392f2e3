"""Who looks at what members ask for: the moderators' channel, and whether their word is waited for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import discord

from bot.status.server_settings import Changes
from cogs.settings.fields import GONE, check_taken_away, choice_field, chosen_in, gone_channel, ids_of
from cogs.settings.section import Field, Section, Shown, Tab, refuse
from cogs.text.catalog import say

CHANNEL, ASKS = "channel", "asks"
YES, NO = "yes", "no"
_KINDS: Final = (discord.ChannelType.text, discord.ChannelType.news)
# A card is an embed, with a file where its words are long.
_NEEDED: Final = discord.Permissions(view_channel=True, send_messages=True, embed_links=True, attach_files=True)


def _fields(shown: Shown) -> Iterable[Field]:
    limits = shown.settings.limits
    channel_id = limits.moderation_channel_id
    there = [channel_id] if channel_id is not None and not shown.is_gone(str(channel_id)) else []
    label, hint = say("settings-approval-channel-label"), say("settings-approval-channel-hint")
    yield Field(
        CHANNEL,
        ",".join(map(str, there)),
        lambda form: form.choose_channels(CHANNEL, label, there, kinds=_KINDS, most=1, hint=hint),
    )
    options = {YES: say("settings-approval-on"), NO: say("settings-approval-off")}
    yield choice_field(ASKS, say("settings-approval-label"), YES if limits.approval else NO, options)
    yield from gone_channel(shown, channel_id)


def _decide(shown: Shown, touched: Mapping[str, str]) -> Changes:
    limits, values = shown.settings.limits, dict[str, object]()
    channel_id: int | None = limits.moderation_channel_id
    check_taken_away(touched, channel_id)
    if channel_id is not None and shown.is_gone(str(channel_id)):
        channel_id = None
    if touched.keys() & {CHANNEL, GONE}:
        channel_id = _usable_channel(shown, touched.get(CHANNEL, ""))
        values["moderation_channel_id"] = channel_id
    asks = chosen_in(touched[ASKS], {YES, NO}) == YES if ASKS in touched else limits.approval
    if asks and channel_id is None:
        raise refuse(say("settings-approval-no-channel"))
    if asks != limits.approval:
        values["approval"] = asks or None
    return Changes(values)


def _usable_channel(shown: Shown, sent: str) -> int | None:
    chosen = ids_of(sent)
    if not chosen:
        return None
    channel = shown.guild.get_channel(int(chosen[0])) if shown.guild is not None else None
    if shown.guild is not None and (
        channel is None or not channel.permissions_for(shown.guild.me).is_superset(_NEEDED)
    ):
        raise refuse(say("settings-log-closed"))
    return int(chosen[0])


def _state(shown: Shown) -> Iterable[str]:
    limits = shown.settings.limits
    channel_id = limits.moderation_channel_id
    yield say("settings-on") if limits.approval else say("settings-off")
    if channel_id is None:
        yield say("settings-approval-none")
        return
    yield say("settings-deleted", id=str(channel_id)) if shown.is_gone(str(channel_id)) else f"<#{channel_id}>"
    yield say("settings-approval-explained-on") if limits.approval else say("settings-approval-explained-off")


APPROVAL: Final = Section(
    "approval",
    Tab.MODERATION,
    name=lambda: say("settings-approval"),
    state=_state,
    fields=_fields,
    decide=_decide,
)
