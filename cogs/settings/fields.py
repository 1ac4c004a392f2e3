"""The kinds of fields that sections ask with: texts, choices, and the server's own roles and channels."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

import discord

from bot.status.server_settings import Changes, Rule
from cogs.settings.section import Field, Shown, refuse
from cogs.text import discord_limits
from cogs.text.catalog import say
from cogs.text.sentences import row_of
from data.rows import RuleKind

GONE: Final = "gone"  # the field that takes away what was deleted
_LISTED: Final = 10  # channels or roles by name in a line of the panel
_ID: Final = 20  # digits, more than any id has
# Where people type commands, and categories for all that lies in them; a thread counts as its channel.
CHANNELS: Final = (
    *(discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.forum),
    *(discord.ChannelType.voice, discord.ChannelType.stage_voice, discord.ChannelType.category),
)


def text_field(name: str, label: str, value: object, *, hint: str = "", example: str = "", limit: int = 10) -> Field:
    """A short text; None is an empty one."""
    shown = "" if value is None else str(value)
    return Field(
        name,
        shown,
        lambda form: form.ask(name, label, hint=hint, example=example, limit=limit, default=shown),
    )


def choice_field(name: str, label: str, value: str, options: Mapping[str, str], *, hint: str = "") -> Field:
    """One of several options, which are values with their words."""
    offered = [discord.SelectOption(label=said, value=each, default=each == value) for each, said in options.items()]
    return Field(name, value, lambda form: form.choose(name, label, offered, hint=hint, needed=True))


def roles_field(name: str, label: str, kind: RuleKind | None, shown: Shown, *, hint: str = "") -> Field:
    """Any number of roles; of a `kind`, those that the rules have and that are still there."""
    there = living(shown, kind) if kind is not None else ()
    return Field(
        name, ",".join(there), lambda form: form.choose_roles(name, label, [int(each) for each in there], hint=hint)
    )


def channels_field(name: str, label: str, kind: RuleKind, shown: Shown, *, hint: str = "") -> Field:
    """Any number of channels and categories: those that the rules have and that are still there."""
    there = living(shown, kind)
    numbers = [int(each) for each in there]
    return Field(
        name, ",".join(there), lambda form: form.choose_channels(name, label, numbers, kinds=CHANNELS, hint=hint)
    )


def gone_fields(shown: Shown, *kinds: RuleKind) -> tuple[Field, ...]:
    """A menu of what was deleted and is still in the rules, to take it away; none where there is no such."""
    return _gone_menu(shown, {each for kind in kinds for each in shown.settings.limits.subjects(kind)})


def gone_channel(shown: Shown, channel_id: int | None) -> tuple[Field, ...]:
    """The same of the one channel that was chosen for something."""
    return _gone_menu(shown, () if channel_id is None else (str(channel_id),))


def check_taken_away(touched: Mapping[str, str], channel_id: int | None) -> None:
    """Raise PersonError where a form takes another channel away than the one that was chosen."""
    if GONE in touched:
        chosen_in(touched[GONE], {str(channel_id)})


def _gone_menu(shown: Shown, known: Collection[str]) -> tuple[Field, ...]:
    subjects = sorted(each for each in known if shown.is_gone(each))
    if not subjects:
        return ()
    options = [discord.SelectOption(label=say("settings-deleted", id=each), value=each) for each in subjects]
    label = say("settings-take-away-label")
    return (Field(GONE, "", lambda form: form.choose_several(GONE, label, options)),)


def living(shown: Shown, kind: RuleKind) -> tuple[str, ...]:
    """What the rules of this kind are about and is still there; as many as a menu shows, in their order."""
    subjects = sorted(each for each in shown.settings.limits.subjects(kind) if not shown.is_gone(each))
    return tuple(subjects[: discord_limits.OPTIONS])


def list_changes(shown: Shown, kind: RuleKind, sent: str) -> Changes:
    """What makes a list of channels or roles the one that was sent; deleted ones stay until they are taken away."""
    wanted, there = ids_of(sent), set(living(shown, kind))
    return Changes(
        added=tuple(Rule(kind, each) for each in wanted if each not in there),
        removed=tuple(Rule(kind, each) for each in sorted(there.difference(wanted))),
    )


def gone_changes(shown: Shown, sent: str, *kinds: RuleKind) -> Changes:
    """What takes deleted channels or roles away."""
    wanted, limits = set(ids_of(sent)), shown.settings.limits
    return Changes(removed=tuple(Rule(kind, each) for kind in kinds for each in sorted(limits.subjects(kind) & wanted)))


def ids_of(sent: str) -> tuple[str, ...]:
    """The ids that were sent; raises PersonError for what is none."""
    found = tuple(each for each in sent.split(",") if each)
    if len(found) > discord_limits.OPTIONS or not all(_is_id(each) for each in found):
        raise refuse(say("settings-unreadable"))
    return found


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < _ID and int(text) > 0


def number_of(sent: str, most: int, *, unit: str = "") -> int | None:
    """The whole number that was typed, from 1 to `most`; None for nothing; raises PersonError for anything else.

    A `unit` may be typed after it, such as a percent sign.
    """
    typed = sent.strip().removesuffix(unit).strip() if unit else sent.strip()
    if not typed:
        return None
    if not (typed.isascii() and typed.isdecimal()) or len(typed) > len(str(most)) or not 1 <= int(typed) <= most:
        raise refuse(say("settings-number-out-of-range", most=most))
    return int(typed)


def chosen_in(sent: str, options: Collection[str]) -> str:
    """The option that was sent; raises PersonError for what was not offered."""
    if sent not in options:
        raise refuse(say("settings-unreadable"))
    return sent


def channels_said(shown: Shown, subjects: Collection[str]) -> str:
    """Channels as people read them: deleted ones by their number."""
    return _said(shown, subjects, "#")


def roles_said(shown: Shown, subjects: Collection[str]) -> str:
    """Roles as people read them: deleted ones by their number."""
    return _said(shown, subjects, "@&")


def _said(shown: Shown, subjects: Collection[str], kind: str) -> str:
    in_order: Sequence[str] = sorted(subjects)
    said = [say("settings-deleted", id=each) if shown.is_gone(each) else f"<{kind}{each}>" for each in in_order]
    more = len(said) - _LISTED
    return row_of([*said[:_LISTED], *([say("settings-and-more", count=more)] if more > 0 else [])])
