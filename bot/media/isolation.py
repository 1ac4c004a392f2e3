"""Reads others' audio in a process of its own: with little memory, a time limit, and no secrets within reach.

A few kilobytes can tell a reader to keep an index of gigabytes or to count silence for days. A thread cannot be stopped
from outside and takes the whole bot with it; a process can, and is one file that could not be read. Should a file ever
make the reader do what its sender wants, that finds no environment, no database and nobody to send anything to.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import tempfile
from pathlib import Path
from typing import Final, cast

from bot.media import sniff
from bot.media.confinement import confine
from bot.media.errors import CannotFit
from bot.media.sniff import Container
from bot.media.spool import Spool, SpooledFile

MEMORY: Final = 512 * 1024 * 1024  # bytes; the largest song that is read takes a fifth of it
CPU: Final = 120  # seconds of one processor
FILE: Final = 128 * 1024 * 1024  # bytes of each file that it writes; Discord takes 100 MiB at most
CANNOT: Final = 1  # the exit code of a song that cannot be made smaller, and says why
_ROOT: Final = Path(__file__).resolve().parents[2]


async def probe_apart(audio: SpooledFile, *, enough: float) -> float | None:
    """Like `probe_seconds`, and None as well if the process hit its limits."""
    async with Spool() as spool:
        code, said = await _apart(audio, spool.new_file(), "length", str(enough))
        return float(said.head) if code == 0 and said.head else None


async def fit_apart(audio: SpooledFile, container: Container, limit: int, smaller: SpooledFile) -> Container:
    """Like `fit`, into an empty file; raises CannotFit as well if the process hit its limits."""
    code, said = await _apart(audio, smaller, "fit", container, str(limit))
    if code == CANNOT:
        raise CannotFit(said.head.decode(errors="replace"))
    kind = sniff.container(said.head)
    if code != 0 or kind is None:
        raise CannotFit(f"the audio broke its reader ({code})")
    return kind


async def to_flac_apart(wav: SpooledFile, limit: int, flac: SpooledFile) -> None:
    """Like `to_flac`, into an empty file; raises CannotFit as well if the process hit its limits."""
    code, said = await _apart(wav, flac, "flac", str(limit))
    if code == CANNOT:
        raise CannotFit(said.head.decode(errors="replace"))
    if code != 0:
        raise CannotFit(f"the sound broke its reader ({code})")


async def _apart(audio: SpooledFile, said: SpooledFile, *what: str) -> tuple[int, SpooledFile]:
    """Run this module in a process of its own; returns its exit code and its output in `said`.

    It reads `audio` from its start and writes straight into a file, so neither passes through here. It never outlives
    the wait.
    """
    with tempfile.TemporaryDirectory() as folder:  # a process that is killed does not clean up
        os.lseek(audio.fileno(), 0, os.SEEK_SET)
        reader = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot.media.isolation", *what),
            stdin=audio.fileno(),
            stdout=said.fileno(),
            stderr=asyncio.subprocess.DEVNULL,
            env={"PYTHONPATH": str(_ROOT), "TMPDIR": folder},
        )
        try:
            code = await reader.wait()
        finally:
            if reader.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    reader.kill()
                await reader.wait()
    await asyncio.to_thread(said.measure)
    return code, said


def _main(what: str, *values: str) -> int:
    # Only in the process apart: FFmpeg takes 16 MiB, which the bot itself seldom needs.
    from bot.media.fit import fit, to_flac
    from bot.media.probe import probe_seconds

    _bound()
    _shut_in()
    audio, answer = sys.stdin.buffer, sys.stdout.buffer
    try:
        match what:
            case "length":
                seconds = probe_seconds(audio, enough=float(values[0]))
                answer.write(b"" if seconds is None else str(seconds).encode())
            case "flac":
                to_flac(audio, int(values[0]), answer)
            case _:
                fit(audio, cast("Container", values[0]), int(values[1]), answer)
    except CannotFit as error:
        answer.seek(0)
        answer.truncate()
        answer.write(str(error).encode())
        return CANNOT
    return 0


def _bound() -> None:
    """Limit the memory and time of this process, as far as the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    limits = (
        (resource.RLIMIT_DATA, MEMORY),
        (resource.RLIMIT_CPU, CPU),
        (resource.RLIMIT_FSIZE, FILE),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, most in limits:
        with contextlib.suppress(OSError, ValueError):  # the system allows less already, or does not bound this
            resource.setrlimit(kind, (most, most))


def _shut_in() -> None:
    """Leave this process Python's own files and its folder for temporary ones, as far as the system can."""
    with contextlib.suppress(OSError):  # a kernel that knows it, and a container that forbids it
        confine(map(Path, {sys.prefix, sys.base_prefix}), [Path(tempfile.gettempdir())])


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
