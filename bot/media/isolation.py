"""Reads strangers' audio in a process of its own: with little memory, a time limit, and no secrets within reach.

A few kilobytes can tell a reader to keep an index of gigabytes or to count silence for days. A thread cannot be stopped
from outside and takes the whole bot with it; a process can, and is one file that could not be read.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
import tempfile
from pathlib import Path
from typing import Final, cast

from bot.media.errors import CannotFit
from bot.media.sniff import Container

MEMORY: Final = 512 * 1024 * 1024  # bytes; the largest song that is read takes a fifth of it
CPU: Final = 120  # seconds of one processor
CANNOT: Final = 1  # the exit code of a song that cannot be made smaller, and says why
_ROOT: Final = Path(__file__).resolve().parents[2]


async def probe_apart(data: bytes, *, enough: float) -> float | None:
    """Like `probe_seconds`, and None as well if the process hit its limits."""
    code, said = await _apart(data, "length", str(enough))
    return float(said) if code == 0 and said else None


async def fit_apart(audio: bytes, container: Container, limit: int) -> tuple[bytes, Container]:
    """Like `fit`; raises CannotFit as well if the process hit its limits."""
    code, said = await _apart(audio, "fit", container, str(limit))
    if code == CANNOT:
        raise CannotFit(said.decode())
    if code != 0:
        raise CannotFit(f"the audio broke its reader ({code})")
    kind, _, smaller = said.partition(b"\n")
    return smaller, cast("Container", kind.decode())


async def _apart(data: bytes, *what: str) -> tuple[int, bytes]:
    """Run this module in a process of its own and return its exit code and output; it never outlives the wait."""
    with tempfile.TemporaryDirectory() as folder:  # a process that is killed does not clean up
        reader = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot.media.isolation", *what),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={"PYTHONPATH": str(_ROOT), "TMPDIR": folder},
        )
        try:
            said, _ = await reader.communicate(data)
        finally:
            with contextlib.suppress(ProcessLookupError):
                reader.kill()
            code = await reader.wait()
    return code, said


def _main(what: str, *values: str) -> int:
    # Only in the process apart: FFmpeg takes 16 MiB, which the bot itself seldom needs.
    from bot.media.fit import fit
    from bot.media.probe import probe_seconds

    _bound()
    data, answer = sys.stdin.buffer.read(), sys.stdout.buffer
    if what == "length":
        seconds = probe_seconds(data, enough=float(values[0]))
        answer.write(b"" if seconds is None else str(seconds).encode())
        return 0
    try:
        smaller, container = fit(data, cast("Container", values[0]), int(values[1]))
    except CannotFit as error:
        answer.write(str(error).encode())
        return CANNOT
    answer.write(container.encode() + b"\n" + smaller)
    return 0


def _bound() -> None:
    """Limit the memory and time of this process, as far as the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind, most in ((resource.RLIMIT_DATA, MEMORY), (resource.RLIMIT_CPU, CPU), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(OSError, ValueError):  # the system allows less already, or does not bound this
            resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
