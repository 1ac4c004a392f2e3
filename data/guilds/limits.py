"""What a guild's admins decided: who may spend its credits, where, on what, how fast, and in which words it is told."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, TypeVar

from sqlalchemy import BigInteger, bindparam, delete, select

from data import tables
from data.engine.dialects import insert_into, upsert
from data.engine.prepared import Prepared
from data.engine.transaction import Transaction
from data.ids import ChannelId, GuildId
from data.rows import Pressers, RuleKind, SharePeriod, ShareUnit

E = TypeVar("E", bound=StrEnum)

_guilds, _rules = tables.guilds.c, tables.guild_rules.c
_VALUES: Final = (
    _guilds.member_share,
    _guilds.member_share_unit,
    _guilds.member_share_period,
    _guilds.songs_at_once,
    _guilds.cooldown_seconds,
    _guilds.pressers,
    _guilds.time_zone,
    _guilds.log_channel_id,
    _guilds.moderation_channel_id,
    _guilds.approval,
    _guilds.language,
)
# Every order asks: the guild's own values, once beside each of its rules.
_limits = Prepared(
    select(*_VALUES, _rules.kind, _rules.subject, _rules.amount)
    .select_from(tables.guilds.outerjoin(tables.guild_rules, _rules.guild_id == _guilds.guild_id))
    .where(_guilds.guild_id == bindparam("guild", type_=BigInteger))
)


@dataclass(frozen=True, slots=True)
class GuildLimits:
    """What holds for the members of a guild; None, or empty, where nothing was decided.

    `share` is a percentage of the month's allowance or credits, as `share_unit` says, for each `share_period`.
    `role_shares` hold for whoever has one of these roles instead, the highest of them; None among them: no limit.
    """

    share: int | None = None
    share_unit: ShareUnit = ShareUnit.PERCENT
    share_period: SharePeriod = SharePeriod.MONTH
    songs_at_once: int | None = None
    cooldown_seconds: int | None = None
    pressers: Pressers = Pressers.ANYONE
    time_zone: str = ""  # an IANA name; empty: UTC
    log_channel_id: ChannelId | None = None
    moderation_channel_id: ChannelId | None = None
    approval: bool = False  # whether what members order waits for a moderator's word
    language: str = ""  # such as `de`; empty: as Discord says of the guild
    rules: Mapping[RuleKind, Mapping[str, int | None]] = field(default_factory=dict[RuleKind, Mapping[str, int | None]])

    def subjects(self, kind: RuleKind) -> frozenset[str]:
        """What the rules of this kind are about: ids, or names of operations."""
        return frozenset(self.rules.get(kind, {}))

    @property
    def role_shares(self) -> Mapping[str, int | None]:
        """The shares of those who have a role, by its id."""
        return self.rules.get(RuleKind.ROLE_SHARE, {})


NO_LIMITS: Final = GuildLimits()


async def read(tx: Transaction, guild_id: GuildId) -> GuildLimits:
    """Return what a guild decided, in one statement: every order asks."""
    rows = await _limits.fetch(tx, {"guild": guild_id})
    if not rows:
        return NO_LIMITS
    values = rows[0][: len(_VALUES)]
    share, unit, period, at_once, cooldown, pressers, time_zone, *channels, approval, language = values
    rules: dict[RuleKind, dict[str, int | None]] = {}
    for *_, kind, subject, amount in rows:
        if kind is not None:
            rules.setdefault(RuleKind(kind), {})[subject] = amount
    return GuildLimits(
        share,
        _known(ShareUnit, unit, ShareUnit.PERCENT),
        _known(SharePeriod, period, SharePeriod.MONTH),
        at_once,
        cooldown,
        _known(Pressers, pressers, Pressers.ANYONE),
        time_zone or "",
        *(None if channel_id is None else ChannelId(channel_id) for channel_id in channels),
        approval=bool(approval),
        language=language or "",
        rules=rules,
    )


async def lock(tx: Transaction, guild_id: GuildId) -> None:
    """Let nobody else change the guild's row until this transaction ends, and make it where there is none."""
    # What holds is read with the guild's row. Not by RETURNING: SQLite would read the tables that refer to this one.
    await tx.execute(insert_into(tx, tables.guilds).values(guild_id=guild_id).on_conflict_do_nothing())
    await tx.execute(select(_guilds.guild_id).where(_guilds.guild_id == guild_id).with_for_update())


async def put_values(tx: Transaction, guild_id: GuildId, values: Mapping[str, Any]) -> None:
    """Change some of the guild's own values, by the names of their columns; None: as if nobody had decided."""
    await upsert(tx, tables.guilds, guild_id=guild_id, **values)


async def add_rule(
    tx: Transaction, guild_id: GuildId, kind: RuleKind, subject: str, *, amount: int | None = None
) -> None:
    """Make a rule of a guild that is locked, or change the amount of the one about the same subject."""
    await upsert(tx, tables.guild_rules, guild_id=guild_id, kind=kind, subject=subject, amount=amount)


async def remove_rules(tx: Transaction, guild_id: GuildId, kind: RuleKind, subjects: Collection[str]) -> None:
    """Take the rules of this kind about these subjects away; those that are not there are nobody's loss."""
    about = (_rules.guild_id == guild_id, _rules.kind == kind, _rules.subject.in_(sorted(subjects)))
    await tx.execute(delete(tables.guild_rules).where(*about))


def _known(kind: type[E], value: str | None, default: E) -> E:
    """What a later version may have written, and this one does not know, counts as not decided."""
    return kind(value) if value in set(kind) else default
