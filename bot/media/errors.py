"""What can go wrong with a file that somebody else made.

FileError
├── FileRefused            will not be fetched, now or later: no audio, a private address, plain http
│   └── FileTooLarge       more bytes than the caller takes
└── FileUnreachable        could not be fetched this time
CannotFit                  is there, and cannot be made small enough to post
"""

from __future__ import annotations


class FileError(Exception):
    """A file at an address that the vendor named was not fetched."""


class FileRefused(FileError):
    """The file is not to be had from here, however often it is tried."""


class FileTooLarge(FileRefused):
    """The file has more bytes than the caller takes."""


class FileUnreachable(FileError):
    """The file could not be fetched this time."""


class CannotFit(Exception):
    """The audio cannot be made small enough, or cannot be read at all."""
