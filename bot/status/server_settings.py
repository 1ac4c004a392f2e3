"""What a server has set, as its panel shows it, and how it is changed: with the name of whoever did."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from bot.context import Context
from bot.orders.accounts import current_account
from data.engine.transaction import Transaction
from data.guilds import admin_log, default_models, limits, member_blocks, notice_settings
from data.guilds.admin_log import AdminAction
from data.guilds.default_models import DefaultModels
from data.guilds.limits import GuildLimits
from data.guilds.member_blocks import MemberBlock
from data.guilds.notice_settings import NoticeSettings
from data.ids import GuildId, UserId
from data.rows import Account, RuleKind

BLOCKS_READ: Final = 25  # as many as a form shows

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """What a member and their server chose, and the month that pays now."""

    notices: NoticeSettings
    limits: GuildLimits
    models: DefaultModels
    account: Account
    blocks: tuple[MemberBlock, ...] = ()  # whom its managers blocked last
    block_count: int = 0  # how many there are in all


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule to be made; `amount` is that of a role's share, None no limit."""

    kind: RuleKind
    subject: str
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to be otherwise: values by the names of their columns, rules to be made, and rules to be taken away."""

    values: Mapping[str, Any] = field(default_factory=dict[str, Any])
    added: tuple[Rule, ...] = ()
    removed: tuple[Rule, ...] = ()
    blocked: tuple[UserId, ...] = ()
    unblocked: tuple[UserId, ...] = ()

    def __or__(self, other: Changes) -> Changes:
        """Both."""
        rules = self.added + other.added, self.removed + other.removed
        members = self.blocked + other.blocked, self.unblocked + other.unblocked
        return Changes({**self.values, **other.values}, *rules, *members)


NO_CHANGES = Changes()


async def read_server_settings(context: Context, guild_id: GuildId, user_id: UserId) -> ServerSettings:
    """Return how everything stands at one moment."""
    return await context.database.read(lambda tx: settings_in(tx, context, guild_id, user_id))


async def settings_in(tx: Transaction, context: Context, guild_id: GuildId, user_id: UserId) -> ServerSettings:
    """Return the same in a transaction that goes on."""
    blocks, count = await member_blocks.of_guild(tx, guild_id, limit=BLOCKS_READ)
    return ServerSettings(
        await notice_settings.get(tx, guild_id=guild_id, user_id=user_id),
        await limits.read(tx, guild_id),
        await default_models.get(tx, guild_id=guild_id, user_id=user_id),
        await current_account(tx, context, guild_id),
        tuple(blocks),
        count,
    )


async def change_settings(
    context: Context,
    guild_id: GuildId,
    user_id: UserId,
    action: str,
    decide: Callable[[ServerSettings], Changes],
) -> bool:
    """Change what `decide` says of how everything stands then; False: there is nothing to change.

    Nothing is changed if it raises. Of two at once, the later one is asked about what the earlier one left.
    """

    async def work(tx: Transaction) -> Changes:
        await limits.lock(tx, guild_id)
        changes = decide(await settings_in(tx, context, guild_id, user_id))
        if changes.values:
            await limits.put_values(tx, guild_id, changes.values)
        for rule in changes.removed:
            await limits.remove_rules(tx, guild_id, rule.kind, [rule.subject])
        for rule in changes.added:
            await limits.add_rule(tx, guild_id, rule.kind, rule.subject, amount=rule.amount)
        for member in changes.unblocked:
            await member_blocks.unblock(tx, guild_id, member)
        for member in changes.blocked:
            await member_blocks.block(tx, guild_id, member, by_id=user_id, now=context.now())
        if (facts := _facts_of(changes)) and changes != NO_CHANGES:
            await admin_log.record(
                tx, guild_id=guild_id, user_id=user_id, action=action, facts=facts, now=context.now()
            )
        return changes

    changes = await context.database.write_urgently(work)
    if changes == NO_CHANGES:
        return False
    log.info("settings_changed guild=%s user=%s action=%s", guild_id, user_id, action)
    return True


async def read_changes(context: Context, guild_id: GuildId, *, before: int, limit: int) -> list[AdminAction]:
    """Return what was changed in a server, newest first, at most `limit`; `before` a row's id, 0: from the newest."""
    return await context.database.read(admin_log.of_guild, guild_id, limit=limit, before=before or None)


def _facts_of(changes: Changes) -> dict[str, Any]:
    """The same as JSON; ids are texts, since a number of JSON does not hold one everywhere."""
    facts: dict[str, Any] = {
        name: str(value) if name.endswith("_id") and value is not None else value
        for name, value in changes.values.items()
    }
    for name, rules in (("added", changes.added), ("removed", changes.removed)):
        named = [[rule.kind.value, rule.subject, rule.amount] for rule in rules if rule.kind is not RuleKind.WORD]
        if named:
            facts[name] = named
        if words := sum(rule.kind is RuleKind.WORD for rule in rules):  # which words is nobody's business here
            facts[f"words_{name}"] = words
    for name, members in (("blocked", changes.blocked), ("unblocked", changes.unblocked)):
        if members:
            facts[name] = [str(member) for member in members]
    return facts
