"""The check of a server: where Encore may post, what stands in the way of songs, and what mends it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import discord

from bot.context import next_month
from bot.doctor.findings import Grade
from bot.gateway.client import Encore
from bot.musicapi.catalog import Catalog
from bot.musicapi.operations import NEW_SONG
from bot.status.server_check import ServerFacts, read_server_facts
from cogs.components.panels import panel, text
from cogs.components.replies import Interaction
from cogs.components.settings_ids import SettingsCheck
from cogs.permissions import guild_of, user_of
from cogs.posting_rights import READ_BACK, SEE, SHOW, WRITE, WRITE_IN_THREADS, missing_rights
from cogs.settings.section import Section, Shown, Tab, is_there, require_manager
from cogs.text.catalog import say
from cogs.text.errors import permission_name
from cogs.text.escape import fitting_lines
from cogs.text.finding_words import grade_of
from cogs.text.languages import LANGUAGES, language_of
from cogs.text.sentences import credits_of, list_of, live_time
from data.rows import RuleKind

ROOM: Final = 3_600  # units of text; Discord takes 4,000 in all
CHANNELS_SHOWN: Final = 8  # of those that lack the same
_ORDER: Final = (Grade.WRONG, Grade.WARNING, Grade.OK)
_VOICE: Final = (discord.VoiceChannel, discord.StageChannel)
_RULES: Final = (
    *(RuleKind.CHANNEL_ONLY, RuleKind.CHANNEL_NEVER, RuleKind.ROLE_ONLY, RuleKind.ROLE_NEVER),
    *(RuleKind.PRESSER, RuleKind.ROLE_SHARE),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at, in words, and what mends it; empty where it is well."""

    grade: Grade
    says: str
    mend: str = ""


async def check_server(bot: Encore, interaction: Interaction, _pressed: SettingsCheck) -> None:
    """Show whoever manages the server, alone, how it stands."""
    require_manager(interaction)
    context = bot.services.context
    facts = await read_server_facts(context, guild_of(interaction), user_of(interaction))
    lines = check_lines(facts, interaction.guild, context.catalog, context.now())
    await interaction.response.send_message(view=check_panel(lines), ephemeral=True)


def check_panel(lines: Sequence[Line]) -> discord.ui.LayoutView:
    """What was found, the worst first, as much of it as has room."""
    ordered = sorted(lines, key=lambda each: _ORDER.index(each.grade))
    said = [say("server-check-line", grade=grade_of(each.grade), says=each.says) for each in ordered]
    whole = [f"{line}\n-# {each.mend}" if each.mend else line for line, each in zip(said, ordered, strict=True)]
    return panel(say("server-check-title"), [text(*fitting_lines(whole, ROOM))])


def check_lines(facts: ServerFacts, guild: discord.Guild | None, catalog: Catalog, now: datetime) -> list[Line]:
    """What stands in the way of songs in this server, of what is known of it."""
    lines = [*_intake_lines(facts, now), _credits_line(facts, catalog, now)]
    if guild is None or guild.get_role(guild.id) is None:
        lines.append(Line(Grade.WRONG, say("server-check-unknown"), say("server-check-unknown.mend")))
        return lines
    lines += _channel_lines(facts, guild)
    if (log_id := facts.limits.log_channel_id) is not None:
        lines.append(_log_line(guild, log_id))
    if facts.showcase_id is not None:
        lines.append(_showcase_line(guild, facts.showcase_id))
    lines += _moderators_lines(facts, guild)
    lines.append(_language_line(facts, guild))
    if gone := _count_gone(facts, guild):
        lines.append(Line(Grade.WARNING, say("server-check-gone", count=gone), say("server-check-gone.mend")))
    lines.append(Line(Grade.OK, say("server-check-intents")))
    return lines


def _intake_lines(facts: ServerFacts, now: datetime) -> list[Line]:
    standing, lines = facts.standing, list[Line]()
    if standing.is_guild_blocked:
        lines.append(Line(Grade.WRONG, say("server-check-blocked"), say("server-check-ask-operator")))
    if standing.is_paused or standing.is_guild_paused:
        lines.append(Line(Grade.WRONG, say("server-check-paused"), say("server-check-ask-operator")))
    if (until := facts.stopped_until) is not None and until > now:
        says = say("server-check-vendor-stopped", when=live_time(int(until.timestamp())))
        lines.append(Line(Grade.WRONG, says, say("server-check-vendor-stopped.mend")))
    return lines or [Line(Grade.OK, say("server-check-taken"))]


def _credits_line(facts: ServerFacts, catalog: Catalog, now: datetime) -> Line:
    offers = (catalog.offer(family.name, NEW_SONG) for family in catalog.families)
    price = min((offer.price for offer in offers if offer is not None), default=0)
    left = facts.account.left
    if left >= price:
        return Line(Grade.OK, say("server-check-credits", left=credits_of(left)))
    resets = live_time(int(next_month(now, facts.limits.time_zone).timestamp()))
    says = say("server-check-no-credits", left=credits_of(left), resets=resets)
    return Line(Grade.WRONG, says, say("server-check-ask-operator"))


def _channel_lines(facts: ServerFacts, guild: discord.Guild) -> list[Line]:
    fine, lacking = 0, defaultdict[tuple[str, ...], list[int]](list)
    in_threads, unread = list[int](), list[int]()
    for channel in _channels_for_songs(facts, guild):
        allowed = channel.permissions_for(guild.me)
        only_threads = isinstance(channel, discord.ForumChannel)
        missing = missing_rights(allowed, in_thread=only_threads, in_voice=isinstance(channel, _VOICE))
        if missing:
            lacking[missing].append(channel.id)
            continue
        fine += 1
        if not getattr(allowed, READ_BACK):
            unread.append(channel.id)
        if isinstance(channel, discord.TextChannel) and missing_rights(allowed, in_thread=True):
            in_threads.append(channel.id)
    grant = say("server-check-grant")
    lines = [
        Line(
            Grade.WRONG, say("server-check-lacking", channels=_mentions(ids), permissions=_permissions(missing)), grant
        )
        for missing, ids in lacking.items()
        if missing != (SEE,)
    ]
    if unseen := lacking.get((SEE,)):  # perhaps on purpose
        says = say("server-check-unseen", channels=_mentions(unseen))
        lines.append(Line(Grade.WARNING, says, say("server-check-unseen.mend")))
    if in_threads:
        names = _permissions((WRITE_IN_THREADS,))
        says = say("server-check-threads", channels=_mentions(in_threads), permissions=names)
        lines.append(Line(Grade.WARNING, says, grant))
    if unread:
        says = say("server-check-unread", channels=_mentions(unread), permissions=_permissions((READ_BACK,)))
        lines.append(Line(Grade.WARNING, says, grant))
    if fine:
        lines.append(Line(Grade.OK, say("server-check-fine", count=fine)))
    else:
        lines.append(Line(Grade.WRONG, say("server-check-nowhere"), say("server-check-nowhere.mend")))
    return lines


def _channels_for_songs(facts: ServerFacts, guild: discord.Guild) -> Iterable[discord.abc.GuildChannel]:
    """The channels that the bot knows of and where the server lets songs be asked for, in the order of its list."""
    only, never = facts.limits.subjects(RuleKind.CHANNEL_ONLY), facts.limits.subjects(RuleKind.CHANNEL_NEVER)
    for channel in sorted(guild.channels, key=lambda each: (each.position, each.id)):
        if isinstance(channel, discord.CategoryChannel):
            continue
        places = {str(each) for each in (channel.id, channel.category_id) if each}
        if not (places & never) and (not only or places & only):
            yield channel


def _log_line(guild: discord.Guild, channel_id: int) -> Line:
    match _lacks(guild, channel_id, (SEE, WRITE)):
        case None:
            return Line(Grade.WRONG, say("server-check-log-gone"), say("server-check-log-gone.mend"))
        case ():
            return Line(Grade.OK, say("server-check-log", channel=f"<#{channel_id}>"))
        case missing:
            about = {"channel": f"<#{channel_id}>", "permissions": _permissions(missing)}
            return Line(Grade.WRONG, say("server-check-log-closed", **about), say("server-check-grant"))


def _showcase_line(guild: discord.Guild, channel_id: int) -> Line:
    match _lacks(guild, channel_id, (SEE, WRITE, *SHOW)):
        case None:
            return Line(Grade.WRONG, say("server-check-showcase-gone"), say("server-check-showcase-gone.mend"))
        case ():
            return Line(Grade.OK, say("server-check-showcase", channel=f"<#{channel_id}>"))
        case missing:
            about = {"channel": f"<#{channel_id}>", "permissions": _permissions(missing)}
            return Line(Grade.WRONG, say("server-check-showcase-closed", **about), say("server-check-grant"))


def _moderators_lines(facts: ServerFacts, guild: discord.Guild) -> Iterable[Line]:
    """Whether moderators are shown what they decide about: in their channel, or in the log channel in its place."""
    channel_id, needed = facts.limits.moderation_channel_id, (SEE, WRITE, *SHOW)
    if channel_id is not None:
        match _lacks(guild, channel_id, needed):
            case None:
                yield Line(Grade.WRONG, say("server-check-moderators-gone"), say("server-check-moderators-gone.mend"))
            case ():
                yield Line(Grade.OK, say("server-check-moderators", channel=f"<#{channel_id}>"))
            case missing:
                about = {"channel": f"<#{channel_id}>", "permissions": _permissions(missing)}
                yield Line(Grade.WRONG, say("server-check-moderators-closed", **about), say("server-check-grant"))
    places = [each for each in (channel_id, facts.limits.log_channel_id) if each is not None]
    if facts.limits.approval and not any(_lacks(guild, each, needed) == () for each in places):
        yield Line(Grade.WRONG, say("server-check-approval-nowhere"), say("server-check-approval-nowhere.mend"))


def _language_line(facts: ServerFacts, guild: discord.Guild) -> Line:
    chosen = facts.limits.language or language_of(guild.preferred_locale)
    if chosen not in LANGUAGES:  # by a later version
        return Line(Grade.WARNING, say("server-check-language-unknown"), say("server-check-language-unknown.mend"))
    return Line(Grade.OK, say("server-check-language", language=LANGUAGES[chosen]))


def _lacks(guild: discord.Guild, channel_id: int, needed: tuple[str, ...]) -> tuple[str, ...] | None:
    """Which of these permissions the bot lacks in a channel; None: there is no such channel any more."""
    channel = guild.get_channel_or_thread(channel_id)
    if channel is None:
        return None
    allowed: Any = channel.permissions_for(guild.me)
    return tuple(each for each in needed if not allowed.administrator and not getattr(allowed, each))


def _count_gone(facts: ServerFacts, guild: discord.Guild) -> int:
    """How many channels and roles of the server's limits are known not to be there any more."""
    subjects = {subject for kind in _RULES for subject in facts.limits.subjects(kind)}
    return sum(not is_there(guild, int(each)) for each in subjects)


def _mentions(ids: Sequence[int]) -> str:
    shown = [f"<#{each}>" for each in ids[:CHANNELS_SHOWN]]
    more = len(ids) - len(shown)
    return list_of([*shown, say("settings-and-more", count=more)] if more else shown)


def _permissions(names: Sequence[str]) -> str:
    return list_of([permission_name(each) for each in names])


def _state(_shown: Shown) -> Iterable[str]:
    yield say("server-check-explained")


def _button(_shown: Shown) -> discord.ui.Button[Any]:
    style, label = discord.ButtonStyle.secondary, say("server-check-button")
    return discord.ui.Button[Any](style=style, label=label, custom_id=SettingsCheck().custom_id)


CHECK: Final = Section("check", Tab.GENERAL, name=lambda: say("server-check"), state=_state, button=_button)
