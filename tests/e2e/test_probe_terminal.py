"""A probe whose terminal is closed while it buys: what was paid for stands in its file all the same."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from typing import TYPE_CHECKING

from sandbox.bot_process import ROOT
from sandbox.world import Sandbox
from tests.e2e.conftest import SPEED

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from pathlib import Path

TIMEOUT = 120.0  # seconds
# What a terminal emulator or sshd does with its end of a terminal before the shell begins.
IN_A_TERMINAL = """
import fcntl, os, signal, sys, termios
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # whoever runs the tests may ignore it, and hands that on
os.setsid()
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""


class Terminal:
    """One that somebody looks at, until it is closed."""

    def __init__(self) -> None:
        self._screen, self.end = os.openpty()
        self._read = b""
        self._has_more = asyncio.Event()
        asyncio.get_running_loop().add_reader(self._screen, self._take)

    async def until(self, said: bytes) -> None:
        """Wait until this stands on the screen."""
        async with asyncio.timeout(TIMEOUT):
            while said not in self._read:
                self._has_more.clear()
                await self._has_more.wait()

    def type(self, words: bytes) -> None:
        os.write(self._screen, words)

    def close(self) -> None:
        asyncio.get_running_loop().remove_reader(self._screen)
        os.close(self._screen)

    def _take(self) -> None:
        self._read += os.read(self._screen, 65_536)
        self._has_more.set()


async def _start(sandbox: Sandbox, terminal: Terminal, folder: Path) -> Process:
    env = sandbox.env(database_url=f"sqlite:///{folder}/never.db")
    more = {"MUSICAPI_CREATE_INTERVAL": "0.15", "POLL_INTERVAL": "30"}  # it waits while the terminal is closed
    probe = ("-m", "bot", "probe", "--file", str(folder / "probed.json"), "--spend", "30")
    command = (sys.executable, "-c", IN_A_TERMINAL, sys.executable, *probe)
    process = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, env=env | more, stdin=terminal.end, stdout=terminal.end, stderr=terminal.end
    )
    os.close(terminal.end)
    return process


async def test_a_terminal_that_is_closed_costs_nothing_that_was_seen(tmp_path: Path) -> None:
    async with Sandbox(SPEED) as sandbox:
        terminal = Terminal()
        process = await _start(sandbox, terminal, tmp_path)
        await terminal.until("Type “spend” to go on:".encode())
        terminal.type(b"spend\n")
        await terminal.until(b"with a task")
        terminal.close()
        assert await asyncio.wait_for(process.wait(), TIMEOUT) == 130
        charged = sandbox.vendor.account.charged
    said = json.loads((tmp_path / "probed.json").read_text())
    rows = {row["check"]: row["seen"] for row in said["rows"]}
    assert charged > 0
    assert said["complete"] is False
    assert rows["nuro: create"] == "it was stopped, and may have been charged"
    assert rows["riffusion: create"] == "it was stopped before"
    bought = [each for each in said["exchanges"] if (each["check"], each["method"]) == ("nuro: create", "POST")]
    assert [each["status"] for each in bought] == [200]
    assert "task_id" in bought[0]["body"]
