"""What must be known before an order is written down, read by one statement: every song waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, literal_column, null, select, union_all

from data import tables
from data.engine.prepared import Prepared
from data.engine.transaction import Transaction
from data.guilds.default_models import DefaultModels, of_guild, of_member
from data.ids import GuildId, UserId
from data.rows import JobState

_jobs, _retired = tables.jobs.c, tables.retirements.c


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """The models to try first, what the host no longer offers, and how many jobs are queued.

    `most_queued` is at most how many of everybody, the others are how many of the guild, and of the member anywhere:
    of the member alone, those count that wait for a moderator's word.
    """

    defaults: DefaultModels
    retired: frozenset[tuple[str, str]]  # families with the names of the operations that they lost
    most_queued: int
    queued_of_guild: int
    queued_of_member: int
    on_trial: frozenset[tuple[str, str]] = frozenset()  # lost so long ago that one job may ask for it again


# Counting the line takes longer the longer it is; its ends are found at once, and it has no more jobs than ids.
_queued = _jobs.state == JobState.QUEUED
_newest, _oldest = select(func.max(_jobs.id)).where(_queued), select(func.min(_jobs.id)).where(_queued)
_most_queued = func.coalesce(_newest.scalar_subquery() - _oldest.scalar_subquery() + 1, 0)
# Written out: SQLite uses an index of some rows only where the statement itself says which.
_in_line = _jobs.state == literal_column(f"'{JobState.QUEUED}'")
# What waits for a moderator's word keeps nobody else's place, and whoever ordered it from piling up more of it.
_of_guild = (_in_line, _jobs.guild_id == bindparam("guild"), _jobs.awaits_approval.is_not(True))
_queued_of_guild = select(func.count()).where(*_of_guild).scalar_subquery()
_queued_of_member = select(func.count()).where(_in_line, _jobs.user_id == bindparam("member")).scalar_subquery()
_known = (of_member.scalar_subquery(), of_guild.scalar_subquery(), _most_queued, _queued_of_guild, _queued_of_member)
_facts = Prepared(
    union_all(
        select(*_known, null(), null(), null()),
        select(
            *(null() for _ in _known),
            _retired.family,
            _retired.operation,
            _retired.retired_at > bindparam("retired_since"),
        ).where(_retired.host == bindparam("at_host")),
    )
)


async def facts(
    tx: Transaction, *, host: str, guild_id: GuildId, user_id: UserId, retired_since: datetime
) -> OrderFacts:
    """Return what must be known before this member of this guild orders anything of this host of MusicAPI.

    What the host refused last at `retired_since` or before is on trial.
    """
    rows = await _facts.fetch(
        tx, {"member": user_id, "guild": guild_id, "at_host": host, "retired_since": retired_since}
    )
    ((member, guild, most_queued, by_guild, by_member),) = [known for *known, family, _, _ in rows if family is None]
    lost = [((family, operation), bool(holds)) for *_, family, operation, holds in rows if family is not None]
    return OrderFacts(
        DefaultModels(member or "", guild or ""),
        frozenset(name for name, holds in lost if holds),
        most_queued,
        by_guild,
        by_member,
        frozenset(name for name, holds in lost if not holds),
    )
