"""A sandbox in a process of its own, heard by the tests: here `sandbox …` is `python -m sandbox …`, line for line.

All that its simulators say is appended to a file in the folder that `HEARD` names, and held against the documents by
the tests that began the process. This one imports nothing but the sandbox, so that it begins as quickly as without.
"""

from __future__ import annotations

import os
import pickle
import runpy
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.documents.said import Said, listen

if TYPE_CHECKING:
    from collections.abc import Iterator

HEARD: Final = "ENCORE_TESTS_HEARD"


def watched(*words: str) -> list[str]:
    """The command that runs `python -m sandbox` with these words, and is heard."""
    return [sys.executable, "-m", __name__, "sandbox", *words]


class Others:
    """What the processes say that write into one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[Path, int] = {}  # up to where

    def heard(self) -> Iterator[Said]:
        """What they said since the last time; what is not written to its end comes the next time."""
        for path in sorted(self._folder.iterdir()):
            with path.open("rb") as file:
                file.seek(self._read.get(path, 0))
                while True:
                    try:
                        said = pickle.load(file)  # which our own processes wrote
                    except (EOFError, pickle.UnpicklingError):
                        break
                    self._read[path] = file.tell()
                    yield said


def main() -> None:
    """Be the module that is named first, with the arguments that follow."""
    sys.argv = sys.argv[1:]
    with (Path(os.environ[HEARD]) / str(os.getpid())).open("wb") as file:

        def write(said: Said) -> None:
            pickle.dump(said, file)
            file.flush()  # a process that is killed was heard up to then

        listen(write)
        runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
