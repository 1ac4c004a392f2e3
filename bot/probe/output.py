"""Where a probe's table and its file go: neither may end what is being paid for."""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
from pathlib import Path
from typing import TextIO


class NotReserved(Exception):
    """The file cannot be made; the message says why in one sentence."""


class Screen:
    """Where the table goes, None for nowhere; whoever stops reading stops nothing."""

    def __init__(self, out: TextIO | None) -> None:
        self._out = out
        if isinstance(out, io.TextIOWrapper):
            out.reconfigure(errors="replace")  # not every terminal has every character

    def say(self, said: str, end: str = "\n") -> None:
        """Write it at once, as long as there is somewhere to write it to."""
        if self._out is None:
            return
        try:
            self._out.write(f"{said}{end}")
            self._out.flush()
        except (OSError, ValueError):  # a terminal or a pipe that is gone, a full disk; ValueError: it is closed
            self._give_up(self._out)

    def _give_up(self, out: TextIO) -> None:
        """Say nothing more; what is left to be written goes nowhere, or the interpreter would complain at its end."""
        self._out = None
        with contextlib.suppress(OSError, ValueError), Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), out.fileno())


def reserve_file(name: str) -> Path:
    """Make the file, empty, for its owner alone: it will say what an account holds. Raises NotReserved."""
    path = Path(name)
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise NotReserved(f"{path} is there already, and nothing is overwritten; name another one by --file.") from None
    except OSError as error:
        raise NotReserved(f"{path} cannot be written: {error.strerror}; name another one by --file.") from None
    return path


def replace_file(path: Path, text: str) -> None:
    """Put a text in the file's place as a whole: whoever is killed meanwhile has the one before. Raises OSError."""
    # Under a name that nobody else has, and for its owner alone, as mkstemp makes it.
    made, name = tempfile.mkstemp(dir=path.parent, prefix=".encore-probe-")
    part = Path(name)
    try:
        with os.fdopen(made, "w", encoding="utf-8") as file:
            file.write(text)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
