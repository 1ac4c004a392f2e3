"""What can go wrong with a file at an address that somebody else named.

FileError
├── FileRefused            will not be fetched, now or later: no audio, a private address, plain http
│   └── FileTooLarge       more bytes than the caller takes
└── FileUnreachable        could not be fetched this time
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
