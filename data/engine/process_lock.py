"""A name that one live process of a database holds: it is free again when that process ends, however it ends.

The kernel lets go of a file's lock at once, and PostgreSQL of a connection's as soon as it notices.
"""

from __future__ import annotations

import glob
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from data.engine.address import PostgreSQLAddress, SQLiteAddress
from data.engine.engines import autocommit_engine

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine  # it brings the whole ORM along

CHECK_TIMEOUT = 10.0  # seconds for anything that is asked about a name: another one may wait for it
WORKER = "worker"  # of which kind the locks are that processes hold on their ids


class LockLost(RuntimeError):
    """Another process has this one's name, or may have it by now."""


def lock_file(address: SQLiteAddress, kind: str, name: str) -> FileLock:
    """The file beside the database that whoever has the name locks."""
    return FileLock(f"{address.path}.{kind}-{_fingerprint(name):016x}")


def lock_files(address: SQLiteAddress, kind: str) -> Iterator[Path]:
    """The files of this kind that any process ever locked."""
    return address.path.parent.glob(f"{glob.escape(address.path.name)}.{kind}-*")


def is_free(path: Path) -> bool:
    """Whether no process has locked this file."""
    lock = FileLock(path)
    try:
        with lock.acquire(blocking=False):
            return True
    except Timeout:
        return False


def has_live_process(address: SQLiteAddress) -> bool:
    """Whether a process works on this file now."""
    return any(not is_free(path) for path in lock_files(address, WORKER))


def advisory_key(name: str) -> int:
    """The number that whoever has the name locks in PostgreSQL."""
    return _fingerprint(name) - 2**63


def lock_engine(address: PostgreSQLAddress, **server_settings: str) -> AsyncEngine:
    """An engine with the one connection that holds a name."""
    # Keepalives: when the whole machine is gone, the server shall notice within a minute, not after hours.
    return autocommit_engine(
        address,
        1,
        limit=CHECK_TIMEOUT,
        tcp_keepalives_idle="30",
        tcp_keepalives_interval="10",
        tcp_keepalives_count="3",
        **server_settings,
    )


def _fingerprint(name: str) -> int:
    """64 bits of the name: it may hold what no file name may, and PostgreSQL's locks are numbers."""
    return int.from_bytes(hashlib.sha256(name.encode("utf-8", "replace")).digest()[:8])
