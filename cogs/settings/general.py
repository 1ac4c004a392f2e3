"""What holds for the server as a whole: notices, the default model, the log channel, and when its months begin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, Final
from zoneinfo import available_timezones

import discord

from bot.context import month_of, next_month
from bot.musicapi.catalog import find_model
from bot.status.server_settings import Changes
from cogs.components.custom_id import Position, Setting, SettingButton
from cogs.settings.fields import check_taken_away, gone_channel, ids_of, text_field
from cogs.settings.section import Field, Section, Shown, Tab, refuse
from cogs.text.catalog import say
from cogs.text.escape import escape_markdown
from cogs.text.model_names import full_name
from cogs.text.sentences import live_time
from data.guilds.notice_settings import NoticeSettings

CHANNEL, ZONE = "channel", "zone"
UTC: Final = "UTC"
LONGEST_ZONE: Final = 50  # characters; the longest name has 32
_LOG_KINDS: Final = (discord.ChannelType.text, discord.ChannelType.news)
_NEEDED: Final = discord.Permissions(view_channel=True, send_messages=True)


@cache
def known_zones() -> Mapping[str, str]:
    """The names of IANA's zones on this machine, by how they may be typed."""
    return {name.casefold(): name for name in available_timezones()}


def _zone_fields(shown: Shown) -> Iterable[Field]:
    label, hint, example = say("settings-zone-label"), say("settings-zone-hint"), say("settings-zone-example")
    zone = shown.settings.limits.time_zone
    yield text_field(ZONE, label, zone, hint=hint, example=example, limit=LONGEST_ZONE)


def _decide_zone(shown: Shown, touched: Mapping[str, str]) -> Changes:
    typed = "_".join(touched[ZONE].split()).casefold()
    zone = known_zones().get(typed, "") if typed else UTC
    if not zone:
        raise refuse(say("settings-zone-unknown", example=say("settings-zone-example")))
    before, now = shown.settings.limits.time_zone, shown.now
    if month_of(now, before) != month_of(now, zone):
        # Changed now, the month would end early with what is left of it, or the one before would come back.
        behind = min(before, zone, key=lambda each: month_of(now, each))
        raise refuse(say("settings-zone-between-months", when=live_time(int(next_month(now, behind).timestamp()))))
    return Changes({"time_zone": None if zone == UTC else zone})


def _zone_state(shown: Shown) -> Iterable[str]:
    zone = shown.settings.limits.time_zone
    yield zone.replace("_", " ") or UTC
    yield say("settings-zone-explained", when=live_time(int(next_month(shown.now, zone).timestamp())))


def _log_fields(shown: Shown) -> Iterable[Field]:
    channel_id = shown.settings.limits.log_channel_id
    there = [channel_id] if channel_id is not None and not shown.is_gone(str(channel_id)) else []
    label, hint = say("settings-log-label"), say("settings-log-hint")
    yield Field(
        CHANNEL,
        ",".join(map(str, there)),
        lambda form: form.choose_channels(CHANNEL, label, there, kinds=_LOG_KINDS, most=1, hint=hint),
    )
    yield from gone_channel(shown, channel_id)


def _decide_log(shown: Shown, touched: Mapping[str, str]) -> Changes:
    check_taken_away(touched, shown.settings.limits.log_channel_id)
    chosen = ids_of(touched.get(CHANNEL, ""))
    if not chosen:
        return Changes({"log_channel_id": None})
    channel = shown.guild.get_channel(int(chosen[0])) if shown.guild is not None else None
    if shown.guild is not None and (
        channel is None or not channel.permissions_for(shown.guild.me).is_superset(_NEEDED)
    ):
        raise refuse(say("settings-log-closed"))
    return Changes({"log_channel_id": int(chosen[0])})


def _log_state(shown: Shown) -> Iterable[str]:
    channel_id = shown.settings.limits.log_channel_id
    if channel_id is None:
        yield say("settings-off")
    elif shown.is_gone(str(channel_id)):
        yield say("settings-deleted", id=str(channel_id))
    else:
        yield f"<#{channel_id}>"
    yield say("settings-log-explained")


def _model_state(shown: Shown) -> Iterable[str]:
    model = shown.settings.models.server
    known = find_model(model) if model else None
    yield full_name(*known) if known else escape_markdown(model, LONGEST_ZONE) or say("settings-model-none")
    yield say("settings-model-explained")


def _switch(setting: Setting, name: Callable[[], str], is_on: Callable[[NoticeSettings], bool]) -> Any:
    """The button of something that is on or off: it puts it where the button says, however it stands by then."""

    def button(shown: Shown) -> discord.ui.Button[Any]:
        stands = is_on(shown.settings.notices)
        label = say("settings-turn-off" if stands else "settings-turn-on", what=name())
        about = SettingButton(setting, Position.OFF if stands else Position.ON)
        return discord.ui.Button[Any](style=discord.ButtonStyle.secondary, label=label, custom_id=about.custom_id)

    return button


def _my_notices_state(shown: Shown) -> Iterable[str]:
    stand = shown.settings.notices
    yield say("settings-on" if stand.member else "settings-off")
    overruled = stand.member and not stand.server
    yield say("settings-my-notices.overruled" if overruled else "settings-my-notices.explained")


def _server_notices_state(shown: Shown) -> Iterable[str]:
    yield say("settings-on" if shown.settings.notices.server else "settings-off")
    yield say("settings-server-notices.explained")


MY_NOTICES: Final = Section(
    "my-notices",
    Tab.GENERAL,
    name=lambda: say("settings-my-notices"),
    state=_my_notices_state,
    button=_switch(Setting.MY_NOTICES, lambda: say("settings-my-notices"), lambda stand: stand.member),
    is_for_members=True,
)
SERVER_NOTICES: Final = Section(
    "server-notices",
    Tab.GENERAL,
    name=lambda: say("settings-server-notices"),
    state=_server_notices_state,
    button=_switch(Setting.SERVER_NOTICES, lambda: say("settings-server-notices"), lambda stand: stand.server),
)
MODEL: Final = Section("model", Tab.GENERAL, name=lambda: say("settings-model"), state=_model_state)
LOG: Final = Section(
    "log",
    Tab.GENERAL,
    name=lambda: say("settings-log"),
    state=_log_state,
    fields=_log_fields,
    decide=_decide_log,
)
TIME_ZONE: Final = Section(
    "time-zone",
    Tab.GENERAL,
    name=lambda: say("settings-zone"),
    state=_zone_state,
    fields=_zone_fields,
    decide=_decide_zone,
)
