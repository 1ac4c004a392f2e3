"""Who may ask for songs, where, for what, and who may use the buttons under other people's songs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import discord

from bot.musicapi.catalog import Catalog
from bot.musicapi.operations import SPECS, Operation
from bot.orders.again import ASKED_FROM
from bot.status.server_settings import Changes, Rule
from cogs.settings.fields import (
    GONE,
    channels_field,
    channels_said,
    choice_field,
    chosen_in,
    gone_changes,
    gone_fields,
    list_changes,
    roles_field,
    roles_said,
)
from cogs.settings.section import Field, Section, Shown, Tab, refuse
from cogs.text import discord_limits
from cogs.text.catalog import say
from cogs.text.escape import shorten
from cogs.text.operation_words import words_for
from cogs.text.sentences import row_of
from data.rows import Pressers, RuleKind

ONLY, NEVER, DEAR, OTHERS, WHO, ROLES = "only", "never", "dear", "others", "who", "roles"


def _channel_fields(shown: Shown) -> Iterable[Field]:
    hint = say("settings-channels-hint")
    yield channels_field(ONLY, say("settings-channels-only-label"), RuleKind.CHANNEL_ONLY, shown, hint=hint)
    yield channels_field(NEVER, say("settings-channels-never-label"), RuleKind.CHANNEL_NEVER, shown)
    yield from gone_fields(shown, RuleKind.CHANNEL_ONLY, RuleKind.CHANNEL_NEVER)


def _decide_channels(shown: Shown, touched: Mapping[str, str]) -> Changes:
    return _decide_lists(shown, touched, RuleKind.CHANNEL_ONLY, RuleKind.CHANNEL_NEVER)


def _decide_lists(shown: Shown, touched: Mapping[str, str], only: RuleKind, never: RuleKind) -> Changes:
    changes = gone_changes(shown, touched.get(GONE, ""), only, never)
    for name, kind in ((ONLY, only), (NEVER, never)):
        if name in touched:
            changes |= list_changes(shown, kind, touched[name])
    return changes


def _channel_state(shown: Shown) -> Iterable[str]:
    only = shown.settings.limits.subjects(RuleKind.CHANNEL_ONLY)
    never = shown.settings.limits.subjects(RuleKind.CHANNEL_NEVER)
    yield say("settings-on") if only or never else say("settings-channels-all")
    if only:
        yield say("settings-only-in", where=channels_said(shown, only))
    if never:
        yield say("settings-never-in", where=channels_said(shown, never))


def _role_fields(shown: Shown) -> Iterable[Field]:
    hint = say("settings-roles-hint")
    yield roles_field(ONLY, say("settings-roles-only-label"), RuleKind.ROLE_ONLY, shown, hint=hint)
    yield roles_field(NEVER, say("settings-roles-never-label"), RuleKind.ROLE_NEVER, shown)
    yield from gone_fields(shown, RuleKind.ROLE_ONLY, RuleKind.ROLE_NEVER)


def _decide_roles(shown: Shown, touched: Mapping[str, str]) -> Changes:
    return _decide_lists(shown, touched, RuleKind.ROLE_ONLY, RuleKind.ROLE_NEVER)


def _role_state(shown: Shown) -> Iterable[str]:
    only = shown.settings.limits.subjects(RuleKind.ROLE_ONLY)
    never = shown.settings.limits.subjects(RuleKind.ROLE_NEVER)
    yield say("settings-on") if only or never else say("settings-roles-all")
    if only:
        yield say("settings-only-who", who=roles_said(shown, only))
    if never:
        yield say("settings-never-who", who=roles_said(shown, never))


def prices_of(catalog: Catalog) -> dict[Operation, int]:
    """The lowest price of every operation that can be had, in the order of the menu below More…."""
    offers = {name: [catalog.offer(family.name, name) for family in catalog.families] for name in SPECS}
    prices = {name: [offer.price for offer in found if offer is not None] for name, found in offers.items()}
    return {name: min(found) for name, found in prices.items() if found}


def _operation_fields(shown: Shown) -> Iterable[Field]:
    prices = prices_of(shown.catalog)
    dear = {name: price for name, price in prices.items() if price >= ASKED_FROM}
    others = {name: price for name, price in prices.items() if name not in dear}
    if dear:
        label = say("settings-operations-dear-label", count=ASKED_FROM)
        yield _operations_field(DEAR, label, dear, shown)
    for number, part in enumerate(_parts(others)):
        yield _operations_field(f"{OTHERS}{number or ''}", say("settings-operations-label"), part, shown)


def _parts(prices: Mapping[Operation, int]) -> Iterable[dict[Operation, int]]:
    """As many menus as it takes."""
    found, most = list(prices.items()), discord_limits.OPTIONS
    return (dict(found[first : first + most]) for first in range(0, len(found), most))


def _operations_field(name: str, label: str, prices: Mapping[Operation, int], shown: Shown) -> Field:
    never = shown.settings.limits.subjects(RuleKind.OPERATION_NEVER)
    options = [
        discord.SelectOption(
            label=shorten(
                say("settings-operation-price", name=words_for(each).name, count=price), discord_limits.OPTION
            ),
            value=each.value,
            default=each in never,
        )
        for each, price in prices.items()
    ]
    value = ",".join(sorted(never.intersection(prices)))
    return Field(name, value, lambda form: form.choose_several(name, label, options))


def _decide_operations(shown: Shown, touched: Mapping[str, str]) -> Changes:
    kind, changes = RuleKind.OPERATION_NEVER, Changes()
    for field in _operation_fields(shown):
        if field.name not in touched:
            continue
        wanted, there = (
            {each for each in touched[field.name].split(",") if each},
            set(filter(None, field.value.split(","))),
        )
        if not wanted <= set(Operation):
            raise refuse(say("settings-unreadable"))
        changes |= Changes(
            added=tuple(Rule(kind, each) for each in sorted(wanted - there)),
            removed=tuple(Rule(kind, each) for each in sorted(there - wanted)),
        )
    return changes


def _operation_state(shown: Shown) -> Iterable[str]:
    never = shown.settings.limits.subjects(RuleKind.OPERATION_NEVER)
    if not never:
        yield say("settings-operations-all")
        return
    yield say("settings-operations-count", count=len(never))
    yield row_of(words_for(each).name for each in sorted(never))


def _press_fields(shown: Shown) -> Iterable[Field]:
    options = {
        Pressers.ANYONE.value: say("settings-pressers-anyone"),
        Pressers.ROLES.value: say("settings-pressers-roles"),
        Pressers.MAKER.value: say("settings-pressers-maker"),
    }
    yield choice_field(WHO, say("settings-pressers-label"), shown.settings.limits.pressers, options)
    hint = say("settings-pressers-hint")
    yield roles_field(ROLES, say("settings-pressers-roles-label"), RuleKind.PRESSER, shown, hint=hint)
    yield from gone_fields(shown, RuleKind.PRESSER)


def _decide_press(shown: Shown, touched: Mapping[str, str]) -> Changes:
    limits = shown.settings.limits
    who = Pressers(chosen_in(touched.get(WHO, limits.pressers), set(Pressers)))
    changes = gone_changes(shown, touched.get(GONE, ""), RuleKind.PRESSER)
    if ROLES in touched:
        changes |= list_changes(shown, RuleKind.PRESSER, touched[ROLES])
    left = limits.subjects(RuleKind.PRESSER) - {rule.subject for rule in changes.removed}
    if who is Pressers.ROLES and not left | {rule.subject for rule in changes.added}:
        raise refuse(say("settings-pressers-no-role"))
    return changes | Changes({"pressers": who.value}) if WHO in touched else changes


def _press_state(shown: Shown) -> Iterable[str]:
    limits = shown.settings.limits
    match limits.pressers:
        case Pressers.ANYONE:
            yield say("settings-pressers-anyone")
        case Pressers.MAKER:
            yield say("settings-pressers-maker")
        case Pressers.ROLES:
            yield say("settings-pressers-roles")
            yield roles_said(shown, limits.subjects(RuleKind.PRESSER))
    yield say("settings-pressers-pay")


CHANNELS: Final = Section(
    "channels",
    Tab.ACCESS,
    name=lambda: say("settings-channels"),
    state=_channel_state,
    fields=_channel_fields,
    decide=_decide_channels,
)
ROLE_RULES: Final = Section(
    "roles",
    Tab.ACCESS,
    name=lambda: say("settings-roles"),
    state=_role_state,
    fields=_role_fields,
    decide=_decide_roles,
)
OPERATIONS: Final = Section(
    "operations",
    Tab.ACCESS,
    name=lambda: say("settings-operations"),
    state=_operation_state,
    fields=_operation_fields,
    decide=_decide_operations,
)
BUTTONS: Final = Section(
    "pressers",
    Tab.ACCESS,
    name=lambda: say("settings-pressers"),
    state=_press_state,
    fields=_press_fields,
    decide=_decide_press,
)
