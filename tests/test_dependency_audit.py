"""The audit of `make check` against a database of holes on loopback, and against none."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.wire.clock import RunningClock
from sandbox.wire.exchange import Answer, Request, json_answer
from sandbox.wire.server import LoopbackServer
from tests import dependency_audit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

LOCK = f"""
aiohttp==3.14.5 \\
    --hash=sha256:{"0" * 64}
httpx==0.28.1 ; sys_platform == 'linux' \\
    --hash=sha256:{"1" * 64}
winonly==1.0 ; sys_platform == 'win32' \\
    --hash=sha256:{"2" * 64}
"""
HOLE = {
    "id": "GHSA-1234",
    "summary": "A hole.",
    "schema_version": "1.6.0",
    "affected": [
        {
            "package": {"name": "httpx", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "0.28.2"}]}],
        }
    ],
}


async def audit(folder: Path, osv: str, *, at_most: float = 60) -> tuple[int | None, str]:
    """Its exit code and what it says."""
    lock = folder / "lock.txt"
    lock.write_text(LOCK)
    options = ["--lock", lock, "--osv", osv, "--at-most", str(at_most), "--asked", folder / "asked"]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.dependency_audit", *map(str, options)),
        cwd=dependency_audit.ROOT,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1", "XDG_CACHE_HOME": str(folder)},
    )
    said, _ = await process.communicate()
    return process.returncode, said.decode()


class Database:
    """OSV as its document says: one package a question, an empty object where it knows of no hole."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.holes: dict[str, dict[str, Any]] = {}
        self.server = LoopbackServer(self._answer, RunningClock())

    async def _answer(self, request: Request) -> Answer:
        name = request.json()["package"]["name"]
        self.asked.append(name)
        return json_answer(200, {"vulns": [self.holes[name]]} if name in self.holes else {})


async def test_a_known_hole_fails_and_no_hole_is_asked_for_once_a_day(tmp_path: Path) -> None:
    database = Database()
    async with database.server:
        database.holes["httpx"] = HOLE
        assert await audit(tmp_path, database.server.url) == (
            1,
            "httpx 0.28.1 has a known hole: GHSA-1234, mended in 0.28.2.\n",
        )
        database.holes.clear()
        code, said = await audit(tmp_path, database.server.url)
        assert (code, said) == (0, "Dependency audit: no known hole in 2 locked packages.\n")
        assert database.asked == ["aiohttp", "httpx"] * 2
        assert await audit(tmp_path, database.server.url) == (0, "")
        assert len(database.asked) == 4


def lost(_: Request) -> Awaitable[Answer]:
    return asyncio.Event().wait()  # pyright: ignore[reportReturnType]  never answered


async def broken(_: Request) -> Answer:
    return Answer(502, b"<html>", "text/html")


@pytest.mark.parametrize(
    ("handle", "at_most", "why"), [(lost, 2.0, "within 2 seconds"), (broken, 60.0, "no answer of http://127.0.0.1")]
)
async def test_nobody_who_answers_is_one_line_and_no_failure(
    tmp_path: Path, handle: Callable[[Request], Awaitable[Answer]], at_most: float, why: str
) -> None:
    async with LoopbackServer(handle, RunningClock()) as server:
        code, said = await audit(tmp_path, server.url, at_most=at_most)
    assert code == 0
    assert said.startswith("Dependency audit skipped: ")
    assert why in said
    assert len(said.splitlines()) == 1
    assert not (tmp_path / "asked").exists(), "it asks again the next time"


def test_the_lock_that_is_asked_about_holds_all_others() -> None:
    locked = {
        name: {line.split()[0] for line in (dependency_audit.ROOT / "requirements" / name).read_text().splitlines()
               if line[:1].isalnum()}
        for name in ("run.txt", "sandbox.txt", "dev.txt")
    }  # fmt: skip
    assert locked["run.txt"] <= locked["sandbox.txt"] <= locked["dev.txt"]
    assert dependency_audit.LOCK.name == "dev.txt"
    assert json.dumps(sorted(dependency_audit.IGNORED)) == "[]", "say in the document why a known hole is none here"
