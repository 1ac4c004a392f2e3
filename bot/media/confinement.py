"""Takes files, connections and other processes away from the process that calls it: Linux's Landlock, without root.

Sources: docs.kernel.org/userspace-api/landlock.html, and `include/uapi/linux/landlock.h` for the numbers. Each version
of it knows a few more things to take away; none is asked for what it does not know.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on every architecture but Alpha
_ASK_VERSION: Final = 1
_PATH_BENEATH: Final = 1
_NO_NEW_PRIVILEGES: Final = 38  # PR_SET_NO_NEW_PRIVS, which whoever is not root has to set first
_WRITE_FILE, _READ_FILE, _READ_FOLDER, _REMOVE_FOLDER, _REMOVE_FILE = (1 << bit for bit in range(1, 6))
_MAKE_FOLDER, _MAKE_FILE, _TRUNCATE = 1 << 7, 1 << 8, 1 << 14
_READ: Final = _READ_FILE | _READ_FOLDER  # not to execute: nothing has to be started
_WRITE: Final = _READ | _WRITE_FILE | _REMOVE_FOLDER | _REMOVE_FILE | _MAKE_FOLDER | _MAKE_FILE | _TRUNCATE
# From which version on how many rights of files there are, the newest first.
_FILE_RIGHTS: Final = ((5, 16), (3, 15), (2, 14), (1, 13))
_TCP = 0b11  # to listen and to connect
_OUTSIDE = 0b11  # abstract Unix sockets of others, and signals to them
SINCE_TCP: Final = 4
SINCE_SIGNALS: Final = 6


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def landlock_version() -> int:
    """Which version of Landlock the system has; 0 where it has none."""
    if sys.platform != "linux":
        return 0
    return max(0, _library().syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_ASK_VERSION)))


def confine(readable: Iterable[Path], writable: Iterable[Path]) -> bool:
    """Open nothing from now on but what lies in these folders; False, and all as before, where the system cannot.

    No program is started any more, and no other process looked into; with a newer kernel, none is signalled and nobody
    is reached over TCP, but over UDP. It holds for this thread and all that it starts, and is never undone; what is
    open stays open. Raises OSError where the system refuses.
    """
    version = landlock_version()
    if version < 1:
        return False
    library = _library()
    files = next((1 << count) - 1 for since, count in _FILE_RIGHTS if version >= since)
    asked = _Ruleset(files, _TCP if version >= SINCE_TCP else 0, _OUTSIDE if version >= SINCE_SIGNALS else 0)
    ruleset = _check(
        library.syscall(_CREATE_RULESET, ctypes.byref(asked), ctypes.c_size_t(ctypes.sizeof(asked)), ctypes.c_uint32(0))
    )
    try:
        for rights, folders in ((_READ, readable), (_WRITE, writable)):
            for folder in folders:
                _allow(library, ruleset, rights & files, folder)
        _check(library.prctl(_NO_NEW_PRIVILEGES, *map(ctypes.c_ulong, (1, 0, 0, 0))))
        _check(library.syscall(_RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(0)))
    finally:
        os.close(ruleset)
    return True


def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(None, use_errno=True)
    library.syscall.restype = ctypes.c_long
    return library


def _allow(library: ctypes.CDLL, ruleset: int, rights: int, folder: Path) -> None:
    opened = os.open(folder, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        rule = _Beneath(rights, opened)
        _check(
            library.syscall(
                _ADD_RULE, ctypes.c_int(ruleset), ctypes.c_int(_PATH_BENEATH), ctypes.byref(rule), ctypes.c_uint32(0)
            )
        )
    finally:
        os.close(opened)


def _check(answer: int) -> int:
    if answer < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return answer
