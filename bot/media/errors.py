"""What can go wrong with a file that somebody else made.

FileError
├── FileRefused            will not be fetched, now or later: no audio, a private address, plain http
│   └── FileTooLarge       more bytes than the caller takes
└── FileUnreachable        could not be fetched this time
CannotFit                  is there, and cannot be made small enough to post
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Obstacle(StrEnum):
    """What kept a file from being fetched, as far as whoever named its address can do something about it."""

    ADDRESS = "address"  # it is none of a file
    ANSWER = "answer"  # its server answers with something else than a file
    AWAY = "away"  # nobody answers there, or not in time
    KIND = "kind"  # the file is of no kind that is known here
    PACKED = "packed"  # the file comes packed, which was not asked for
    PLAIN = "plain"  # it does not begin with https
    PRIVATE = "private"  # it leads into a private network
    REDIRECTS = "redirects"  # it leads on and on
    ROOM = "room"  # there is no place for the file here


class FileError(Exception):
    """A file at an address was not fetched: `why` is for the log, the `obstacle` for people."""

    def __init__(self, why: str, obstacle: Obstacle = Obstacle.AWAY) -> None:
        super().__init__(why)
        self.obstacle: Final = obstacle


class FileRefused(FileError):
    """The file is not to be had from here, however often it is tried."""


class FileTooLarge(FileRefused):
    """The file has more bytes than the caller takes."""


class FileUnreachable(FileError):
    """The file could not be fetched this time."""


class CannotFit(Exception):
    """The audio cannot be made small enough, or cannot be read at all."""
