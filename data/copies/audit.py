"""What a database says that cannot be: its file, schema, references, rules, jobs and accounts, read as they are.

Tables that are not this program's, such as those of a tool that copies the file, are left alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import CheckConstraint, ColumnElement, and_, func, literal, not_, select, text

from data import ledger, tables
from data.engine.schema_version import newest_version
from data.engine.transaction import Transaction
from data.rows import EntryKind, JobState

SHOWN = 20  # rows of one kind that are named; the others are counted

_COLUMNS: Final[Mapping[str, str]] = {
    "sqlite": "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'",
    "postgresql": "SELECT table_name, column_name FROM information_schema.columns"
    " WHERE table_schema = current_schema()",
}
_RESTORE = "Restore the last backup, or mend the rows by hand."
# Only what is missing can be written: rows of the ledger are never changed.
_HOLD = (
    "INSERT INTO ledger (job_id, guild_id, month, kind, credits, created_at)"
    " SELECT id, guild_id, month, 'hold', price, created_at FROM jobs WHERE id IN ({ids})"
)
_CLOSE = (
    "INSERT INTO ledger (job_id, guild_id, month, kind, credits, created_at)"
    " SELECT job_id, guild_id, month, '{kind}', credits, created_at FROM ledger"
    " WHERE kind = 'hold' AND job_id IN ({ids})"
)
_ACCOUNT = (
    "INSERT INTO accounts (guild_id, month, held, spent) VALUES ({0.guild_id}, '{0.month}', {0.ledger_held},"
    " {0.ledger_spent}) ON CONFLICT (guild_id, month) DO UPDATE SET held = excluded.held, spent = excluded.spent"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong: one plain sentence that says what, and one that says what to do about it.

    `sql` is the statement that mends it, where there is one. What `is_newer` is not wrong: a newer version of the
    program made it, and only that one can tell.
    """

    says: str
    advice: str
    sql: str | None = None
    is_newer: bool = False


async def findings(tx: Transaction) -> list[Finding]:
    """Return everything that is wrong, in the order in which it should be mended.

    Rows are looked at only where the schema is the one that this program knows.
    """
    return (
        await of_file(tx)
        or await of_schema(tx)
        or [*await _of_references(tx), *await _of_rules(tx), *await _of_jobs(tx), *await _of_accounts(tx)]
    )


async def of_file(tx: Transaction) -> list[Finding]:
    """Return where a SQLite file is damaged; PostgreSQL looks after its own."""
    if tx.dialect.name != "sqlite":
        return []
    said = (await tx.execute(text(f"PRAGMA integrity_check({SHOWN})"))).scalars()
    # It tells of broken rules as well, without their rows and their names.
    damaged = [str(each) for each in said if each != "ok" and " constraint failed in " not in str(each)]
    return [Finding(f"The file is damaged: {' '.join(each.split())}.", "Restore the last backup.") for each in damaged]


async def versions(tx: Transaction) -> set[str]:
    """Return the version of the schema that the database says that it has; empty where it is none of ours."""
    columns = [tuple(each) for each in await tx.execute(text(_COLUMNS[tx.dialect.name]))]
    if ("alembic_version", "version_num") not in columns:
        return set()
    return {str(each) for each in (await tx.execute(text("SELECT version_num FROM alembic_version"))).scalars()}


async def of_schema(tx: Transaction) -> list[Finding]:
    """Return where the schema is not the one that this program knows."""
    present = {(table, column) for table, column in await tx.execute(text(_COLUMNS[tx.dialect.name]))}
    if ("alembic_version", "version_num") not in present:
        return [Finding("It has no schema of Encore's.", "Check DATABASE_URL; the first start makes the schema.")]
    known = await versions(tx)
    newest, names = newest_version(), {table for table, _ in present}
    if known != {newest}:
        version = ", ".join(sorted(known)) or "none"
        says = f"schema has the version {version}, and this program needs {newest}."
        if all(each < newest for each in known):
            return [Finding(f"Its {says}", "Start the bot, which upgrades it.")]
        advice = "Run the version of Encore that made it, or restore a backup."
        return [Finding(f"It was made by a newer version: its {says}", advice, is_newer=len(known) == 1)]
    missing = list[str]()
    for table in tables.metadata.sorted_tables:
        if table.name in names:
            missing += [f"{table.name}.{one.name}" for one in table.columns if (table.name, one.name) not in present]
        else:
            missing.append(table.name)
    return [Finding(f"{each} is missing.", "Restore the last backup.") for each in missing]


async def _of_references(tx: Transaction) -> list[Finding]:
    """Rows that name others which are not there."""
    found = list[Finding]()
    for table in tables.metadata.sorted_tables:
        name = next(iter(table.primary_key.columns))
        for key in sorted(table.foreign_keys, key=lambda each: each.parent.name):
            there = select(literal(1)).where(key.column == key.parent).correlate(table)
            lost = and_(key.parent.is_not(None), not_(there.exists()))
            count = (await tx.execute(select(func.count()).select_from(table).where(lost))).scalar_one()
            if count:
                rows = await tx.execute(select(name).where(lost).order_by(name).limit(SHOWN))
                which = _name_some([str(row) for row in rows.scalars()], count)
                says = (
                    f"{table.name} {which}: {key.parent.name} names a row of {key.column.table.name} that is missing."
                )
                found.append(Finding(says, _RESTORE))
    return found


async def _of_rules(tx: Transaction) -> list[Finding]:
    """What the schema forbids, and is there all the same: somebody had its rules switched off."""
    found = list[Finding]()
    for table in tables.metadata.sorted_tables:
        name = next(iter(table.primary_key.columns))
        rules = [each for each in table.constraints if isinstance(each, CheckConstraint)]
        for rule in sorted(rules, key=lambda each: str(each.name)):
            breaks = text(f"NOT ({rule.sqltext})")
            count = (await tx.execute(select(func.count()).select_from(table).where(breaks))).scalar_one()
            if count:
                rows = await tx.execute(select(name).where(breaks).order_by(name).limit(SHOWN))
                which = _name_some([str(row) for row in rows.scalars()], count)
                found.append(
                    Finding(f"{table.name} {which}: the rule {rule.name} is broken: {rule.sqltext}.", _RESTORE)
                )
    return found


async def _of_jobs(tx: Transaction) -> list[Finding]:
    """Jobs whose credits do not suit their state."""
    jobs, held, closed = tables.jobs.c, tables.ledger.alias("held"), tables.ledger.alias("closed")
    both = tables.jobs.outerjoin(held, and_(held.c.job_id == jobs.id, held.c.kind == EntryKind.HOLD)).outerjoin(
        closed, and_(closed.c.job_id == jobs.id, closed.c.kind.in_([EntryKind.SETTLE, EntryKind.REFUND]))
    )
    done, failed = jobs.state == JobState.DONE, jobs.state == JobState.FAILED
    is_open = and_(held.c.id.is_not(None), closed.c.id.is_(None))
    flaws: list[tuple[ColumnElement[bool], str, str | None]] = [
        (held.c.id.is_(None), "without a hold", _HOLD),
        (and_(done, is_open), "done, and the hold is still open", _CLOSE.replace("{kind}", EntryKind.SETTLE)),
        (and_(failed, is_open), "failed, and the hold is still open", _CLOSE.replace("{kind}", EntryKind.REFUND)),
        (and_(not_(done), not_(failed), closed.c.id.is_not(None)), "not over, and the hold is closed", None),
        (and_(done, closed.c.kind == EntryKind.REFUND), "done, and refunded", None),
        (and_(failed, closed.c.kind == EntryKind.SETTLE), "failed, and charged", None),
    ]
    found = list[Finding]()
    for condition, what, mend in flaws:
        count = (await tx.execute(select(func.count()).select_from(both).where(condition))).scalar_one()
        if count == 0:
            continue
        rows = await tx.execute(select(jobs.id).select_from(both).where(condition).order_by(jobs.id).limit(SHOWN))
        ids = [str(row) for row in rows.scalars()]
        says = f"jobs {_name_some(ids, count)}: {what}."
        if mend is None:
            found.append(Finding(says, "No row can be added that mends it: restore the last backup, or leave it."))
        else:
            found.append(Finding(says, "Add the missing entry.", mend.format(ids=", ".join(ids))))
    return found


async def _of_accounts(tx: Transaction) -> list[Finding]:
    return [
        Finding(
            f"The account of guild {wrong.guild_id} for {wrong.month} says held {wrong.held} and spent {wrong.spent},"
            f" its ledger {wrong.ledger_held} and {wrong.ledger_spent}.",
            "The ledger is right: set the account to it.",
            _ACCOUNT.format(wrong),
        )
        for wrong in await ledger.imbalances(tx)
    ]


def _name_some(names: Sequence[str], count: int) -> str:
    return ", ".join(names) + (f" and {count - len(names)} more" if count > len(names) else "")
