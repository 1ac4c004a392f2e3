"""Backs a database up into one file, restores it from there, and moves it into another database of whichever kind.

What was written is read again and compared before it counts: a copy is there whole, or not at all.
"""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncGenerator, Generator
from dataclasses import dataclass
from pathlib import Path

from filelock import Timeout
from sqlalchemy.exc import DBAPIError

from data.copies import audit, transfer
from data.engine.address import Address, PostgreSQLAddress, SQLiteAddress, read_address, url_of
from data.engine.database import Database
from data.engine.migrate import keep_others_from_opening
from data.engine.process_lock import has_live_process
from data.engine.schema_version import newest_version
from data.engine.sqlite_files import copy_file, leave_wal_mode, put_in_place, replace_content
from data.engine.transaction import Transaction
from data.engine.worker_lock import GRACE, has_live_worker, sees_live_worker

RUNNING = "A bot runs on this database: stop it first."
LOCAL_GRACE = 0.0  # seconds: a file's lock is free at once


class CopyRefused(RuntimeError):
    """Nothing was copied; the message is one plain sentence without a password."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What the new copy holds, and whether that is what must be: a faithful copy of an unsound database is one too."""

    rows: int | None  # None: of an older schema, whose rows are not read
    version: str  # of the schema
    is_sound: bool


async def back_up(url: str, file: Path) -> Copied:
    """Write one moment of the database that `url` names into the new SQLite file `file`; nobody waits for it.

    Raises CopyRefused, DatabaseUnavailable or DatabaseURLError.
    """
    address = read_address(url)
    if await asyncio.to_thread(file.exists):
        raise CopyRefused(f"{file} is there already: name a file that is not.")
    with _explaining(f"{file} cannot be written"), _folder_in(file.parent) as folder:
        copy = folder / "copy.db"
        if isinstance(address, SQLiteAddress):
            await _require_file(address.path)
            await asyncio.to_thread(copy_file, address.path, copy)
        else:
            await _copy_from_server(url, copy)
        copied = await _look_through(url_of(copy))
        await asyncio.to_thread(leave_wal_mode, copy)
        await asyncio.to_thread(put_in_place, copy, file)
    return copied


async def restore(url: str, file: Path, *, overwrite: bool = False) -> Copied:
    """Put what `file` holds into the database that `url` names; with `overwrite`, in place of the rows there.

    New songs get ids that are `GAP` higher, so that no button that was shown since the backup names one of them.
    Raises CopyRefused, DatabaseUnavailable or DatabaseURLError.
    """
    address = read_address(url)
    await _require_file(file)
    if isinstance(address, SQLiteAddress) and address.path.exists() and address.path.samefile(file):
        raise CopyRefused(f"{file} is the database itself.")
    await _require_idle(address)
    await _require_room(url, or_else=None if overwrite else "back it up, and restore with --overwrite")
    beside = address.path.parent if isinstance(address, SQLiteAddress) else Path(tempfile.gettempdir())
    with _explaining(f"{file} cannot be restored"), _folder_in(beside) as folder:
        copy = folder / "copy.db"
        await asyncio.to_thread(copy_file, file, copy)
        await _prepare(copy, file)
        if isinstance(address, SQLiteAddress):
            await _replace_file(copy, address)
        else:
            await _copy_rows(url_of(copy), url, overwrite=overwrite, idle=(address,))
        return await _compare(url_of(copy), url)


async def move(source_url: str, target_url: str) -> Copied:
    """Copy all rows of one database into another one that has none.

    Raises CopyRefused, DatabaseUnavailable or DatabaseURLError.
    """
    source, target = read_address(source_url), read_address(target_url)
    if source == target:
        raise CopyRefused("Both are the same database.")
    async with Database.open_read_only(source_url) as tx:
        for found in await audit.of_schema(tx):
            raise CopyRefused(f"The database to move cannot be read: {found.says} {found.advice}")
    for address in (source, target):
        await _require_idle(address)
    await _require_room(target_url, or_else="move into an empty one")
    with _explaining("It cannot be moved"):
        await _copy_rows(source_url, target_url, overwrite=False, idle=(source, target))
        return await _compare(source_url, target_url)


# Before anything is written


async def _require_file(path: Path) -> None:
    if not await asyncio.to_thread(path.is_file):
        raise CopyRefused(f"There is no file {path}.")


async def _require_idle(address: Address) -> None:
    grace = LOCAL_GRACE if isinstance(address, SQLiteAddress) else GRACE
    with _explaining("The database cannot be read"):
        is_busy = await has_live_worker(address, grace=grace)
    if is_busy:
        raise CopyRefused(RUNNING)


async def _require_room(url: str, *, or_else: str | None) -> None:
    """Refuse a database of somebody else, and one with rows unless `or_else` is None."""
    address = read_address(url)
    if isinstance(address, SQLiteAddress) and not (address.path.is_file() and address.path.stat().st_size):
        return
    async with Database.open_read_only(url) as tx:
        known, names = await audit.versions(tx), await transfer.table_names(tx)
        is_ours = bool(known)
        is_full = is_ours and await transfer.has_rows(tx)
    if not is_ours and names and isinstance(address, SQLiteAddress):
        raise CopyRefused(f"{address.path} holds a database that is not Encore's: name another file.")
    if max(known, default="") > newest_version():  # it may have tables that this version would neither empty nor fill
        raise CopyRefused(
            f"The database to write to was made by a newer version of Encore: its schema is {max(known)}, this"
            f" program's {newest_version()}."
        )
    if is_full and or_else is not None:
        raise CopyRefused(f"The database to write to has rows: {or_else}.")


async def _prepare(copy: Path, file: Path) -> None:
    """Bring the copy of a backup to the newest schema, and its counters past what it cannot know of."""
    async with Database.open_read_only(url_of(copy)) as tx:
        if damage := await audit.of_file(tx):
            raise CopyRefused(f"{file} cannot be restored: {damage[0].says}")
        known = await audit.versions(tx)
    if not known:
        raise CopyRefused(f"{file} is not a backup of Encore's.")
    if any(each > newest_version() for each in known):
        raise CopyRefused(
            f"{file} was made by a newer version of Encore: its schema is {max(known)},"
            f" this program's {newest_version()}."
        )
    async with _open(url_of(copy)) as database:
        highest = await database.read(transfer.counters)
        await database.write(transfer.set_counters, {name: value + transfer.GAP for name, value in highest.items()})


# Writing


async def _copy_from_server(url: str, copy: Path) -> None:
    async with Database.open_read_only(url) as tx:
        for found in await audit.of_schema(tx):
            raise CopyRefused(f"The database cannot be backed up: {found.says} {found.advice}")
    await _copy_rows(url, url_of(copy), overwrite=False, idle=())


async def _replace_file(copy: Path, address: SQLiteAddress) -> None:
    def work() -> None:
        with keep_others_from_opening(address):
            if has_live_process(address):
                raise CopyRefused(RUNNING)
            replace_content(copy, address.path)

    try:
        await asyncio.to_thread(work)
    except Timeout as error:
        raise CopyRefused("Another process has been preparing the database file for a minute.") from error


async def _copy_rows(source_url: str, target_url: str, *, overwrite: bool, idle: tuple[Address, ...]) -> None:
    """Copy in one transaction, which is kept only if both then say the same and nobody works on those in `idle`."""

    async def fill(reading: Transaction, target: Database) -> None:
        with _explaining("It cannot be written to"):
            async with target.transaction() as tx:
                await transfer.lock_tables(tx)
                if tx.dialect.name == "postgresql" and await sees_live_worker(tx):
                    raise CopyRefused(RUNNING)
                if overwrite:
                    await transfer.remove_rows(tx)
                elif await transfer.has_rows(tx):
                    raise CopyRefused("The database to write to has rows by now.")
                await transfer.copy_rows(reading, tx)
                if await transfer.summarize(reading) != await transfer.summarize(tx):
                    raise CopyRefused("What was written is not what was read; nothing was kept. Please report it.")
                for address in idle:
                    if isinstance(address, PostgreSQLAddress) and address == target.address:
                        continue  # its tables are locked
                    await _require_idle(address)

    async with _open(target_url) as target, Database.open_read_only(source_url) as reading:
        # In a task of its own: no task has two transactions open, lest one waits for the other.
        await asyncio.create_task(fill(reading, target))


async def _compare(source_url: str, target_url: str) -> Copied:
    """Look through what was written, and compare it with what was read."""
    async with Database.open_read_only(source_url) as tx:
        meant = await transfer.summarize(tx)
    async with Database.open_read_only(target_url) as tx:
        written = await transfer.summarize(tx)
    if meant != written:
        raise CopyRefused("What was written is not what was read: use neither copy before you know why.")
    return await _look_through(target_url)


async def _look_through(url: str) -> Copied:
    async with Database.open_read_only(url) as tx:
        known = await audit.versions(tx)
        if known != {newest_version()}:  # an older schema can be backed up before it is upgraded
            return Copied(None, max(known, default="none"), is_sound=bool(known) and not await audit.of_file(tx))
        return Copied((await transfer.summarize(tx)).rows, newest_version(), is_sound=not await audit.findings(tx))


# What all of them use


@contextlib.asynccontextmanager
async def _open(url: str) -> AsyncGenerator[Database]:
    database = await Database.open(url)
    try:
        yield database
    finally:
        await database.close()


@contextlib.contextmanager
def _folder_in(parent: Path) -> Generator[Path]:
    """A folder beside what is written, for its owner alone, gone when the block ends."""
    parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".encore-", dir=parent, ignore_cleanup_errors=True) as name:
        yield Path(name)


@contextlib.contextmanager
def _explaining(what: str) -> Generator[None]:
    """Say in one sentence what the disk or the database did not do."""
    try:
        yield
    except (DBAPIError, OSError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        said = (cause.strerror if isinstance(cause, OSError) else None) or " ".join(str(cause).split())
        raise CopyRefused(f"{what}: {said or type(cause).__name__}.") from error
