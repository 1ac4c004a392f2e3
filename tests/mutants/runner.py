"""Makes one mistake at a time in a copy of the project, and sees whether the tests of its ring notice.

The working tree is only read, once for each copy. What rings name of a file is run without any mistake first: a ring
that is red all the same, or that a mistake keeps from being collected at all, says nothing and is an error.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import re
import shutil
import signal
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tests.mutants.mutant import Misplaced, Mutant

LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "var", "out", "__pycache__", ".*cache", ".hypothesis")
TEST_TIMEOUT = 60  # seconds for one test, of which none in a ring takes ten: a mistake that hangs is noticed so
RING_TIMEOUT = 300  # seconds after which a ring that does not even end by its tests' timeouts is an error
PASSED, FAILED = 0, 1  # what pytest exits with; anything else is neither
NOTICED = re.compile(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", re.MULTILINE)

Ring = tuple[str, ...]


class Verdict(StrEnum):
    """What became of a mistake."""

    KILLED = "killed"
    SURVIVED = "survived"
    EQUIVALENT = "equivalent"
    ERROR = "error"


@dataclass(frozen=True)
class Result:
    """What became of a mistake, in how many seconds, and which test noticed or what went wrong."""

    mutant: Mutant
    verdict: Verdict
    seconds: float
    detail: str


@dataclass(frozen=True)
class Run:
    """How a ring ended: pytest's exit code, or None if it had to be ended, and all that it said."""

    exit_code: int | None
    output: str

    @property
    def end(self) -> str:
        """What went wrong, in a line: the first test that did, else the last thing that was said."""
        if found := NOTICED.search(self.output.rpartition(" short test summary info ")[2]):
            return found[1]
        if self.exit_code is None:
            return f"no end within {RING_TIMEOUT} s"
        lines = [line for line in self.output.splitlines() if line.strip()]
        return lines[-1] if lines else f"pytest exited with {self.exit_code} and said nothing"


class Copy:
    """A copy of the project in which one mistake at a time is made and undone."""

    def __init__(self, project: Path, folder: Path) -> None:
        self.root, self._temporary = folder / "project", folder / "tmp"
        shutil.copytree(project, self.root, ignore=LEFT_OUT, symlinks=True)
        self._moments = itertools.count(1)

    @contextmanager
    def having(self, mutant: Mutant) -> Iterator[None]:
        """Make the mistake, and undo it at the end.

        :raises Misplaced: There is no such place.
        """
        path = self.root / mutant.path
        code = path.read_text(encoding="utf-8")
        self._write(path, mutant.apply(code))
        try:
            yield
        finally:
            self._write(path, code)

    def _write(self, path: Path, code: str) -> None:
        """Write a module with a time that no version of it had: bytecode is known by that, in seconds, and by size."""
        path.write_text(code, encoding="utf-8")
        moment = next(self._moments)
        os.utime(path, (moment, moment))

    async def run(self, ring: Ring) -> Run:
        """Run the tests until the first one fails."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--timeout", str(TEST_TIMEOUT)),
            *("--basetemp", str(self._temporary), *_without_postgresql(ring), *ring),
            cwd=self.root,
            env=self._environment(),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            async with asyncio.timeout(RING_TIMEOUT):
                output, _ = await process.communicate()
        except TimeoutError:
            return Run(None, "")
        finally:
            # Also what the tests started and a mistake kept from ending.
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
        return Run(process.returncode, output.decode(errors="replace"))

    def _environment(self) -> dict[str, str]:
        """Of a test run that we are part of ourselves, nothing; bytecode is kept, as rings import the same again."""
        ours = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
        ours.pop("PYTHONDONTWRITEBYTECODE", None)
        return ours | {"PYTHONPATH": str(self.root)}


def _without_postgresql(ring: Ring) -> list[str]:
    # To start a server takes longer than most rings, and most mistakes are the same ones on SQLite.
    return [] if any("postgresql" in test for test in ring) else ["-k", "not postgresql"]


class Runner:
    """Tries mistakes, several at once, each in a copy of its own."""

    def __init__(self, project: Path, jobs: int) -> None:
        self._project, self._jobs = project, jobs
        self._rings = defaultdict[str, set[str]](set)  # by file, what of it is named
        self._unmutated = dict[str, asyncio.Future[Run]]()  # by file

    async def try_all(self, mutants: Iterable[Mutant], report: Callable[[Result], None]) -> None:
        """Try every mistake, and report what became of each as soon as that is known."""
        chosen = tuple(mutants)
        for test in (test for mutant in chosen for test in mutant.caught_by):
            self._rings[test.partition("::")[0]].add(test)
        waiting = iter(chosen)
        with tempfile.TemporaryDirectory(prefix="encore-mutants-") as folder:

            async def work(number: int) -> None:
                copy = await asyncio.to_thread(Copy, self._project, Path(folder) / str(number))
                for mutant in waiting:
                    report(await self._try(copy, mutant))

            async with asyncio.TaskGroup() as workers:
                for number in range(self._jobs):
                    workers.create_task(work(number))

    async def _try(self, copy: Copy, mutant: Mutant) -> Result:
        begun = time.monotonic()
        verdict, detail = await self._judge(copy, mutant)
        return Result(mutant, verdict, time.monotonic() - begun, detail)

    async def _judge(self, copy: Copy, mutant: Mutant) -> tuple[Verdict, str]:
        if not mutant.caught_by:
            return Verdict.ERROR, "it names no tests"  # pytest would run all there are
        for file in sorted({test.partition("::")[0] for test in mutant.caught_by}):
            before = await self._run_unmutated(copy, file)
            if before.exit_code != PASSED:
                return Verdict.ERROR, f"red without the mistake: {before.end}"
        try:
            with copy.having(mutant):
                ran = await copy.run(mutant.caught_by)
        except (Misplaced, OSError) as error:
            return Verdict.ERROR, str(error)
        if ran.exit_code == PASSED:
            return (
                (Verdict.EQUIVALENT, mutant.equivalent) if mutant.equivalent else (Verdict.SURVIVED, "nobody noticed")
            )
        if ran.exit_code != FAILED:
            return Verdict.ERROR, ran.end
        if mutant.equivalent:
            return Verdict.ERROR, f"not equivalent: {ran.end}"
        return Verdict.KILLED, ran.end

    async def _run_unmutated(self, copy: Copy, file: str) -> Run:
        """Run what any ring names of a file without a mistake, once; called before the mistake is made."""
        if file not in self._unmutated:
            tests = self._rings[file]
            self._unmutated[file] = asyncio.ensure_future(copy.run((file,) if file in tests else tuple(sorted(tests))))
        return await self._unmutated[file]
