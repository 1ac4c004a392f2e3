"""The strangers: which libraries there are, where they are found, and how their programs are run."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator

    from tests.sandbox.strangers.stage import Stage

ROOT = Path(__file__).resolve().parents[3]
PROGRAMS = Path(__file__).with_name("programs")
PACKAGE = "tests.sandbox.strangers.programs"
# What cannot be installed beside the bot: another language's, and nextcord, which has a package `discord` of its own.
APART = ROOT / ".strangers"
PYTHON, NODE = APART / "python", APART / "node" / "node_modules"
INSTALL = "make strangers fetches it"
ENDS_WITHIN = 10.0  # seconds


@dataclass(frozen=True)
class Client:
    """A library with its program; `package` is what it is installed as, nothing for the raw client."""

    key: str
    name: str
    package: str | None = None
    apart: Path | None = None
    is_javascript: bool = False

    @property
    def missing(self) -> str | None:
        """Why this client cannot be run here; None where it can."""
        if self.is_javascript and shutil.which("node") is None:
            return f"{self.name} needs Node, which is not installed"
        return None if self.version else f"{self.name} is not installed: {INSTALL}"

    @property
    def version(self) -> str:
        """The installed one; empty where there is none."""
        if self.package is None:
            return "10"  # of the API and the gateway
        if self.is_javascript:
            manifest = NODE / self.package / "package.json"
            return json.loads(manifest.read_text(encoding="utf-8"))["version"] if manifest.exists() else ""
        places = sys.path if self.apart is None else [str(self.apart)]
        found = metadata.distributions(name=self.package, path=places)
        return next((one.version for one in found), "")

    @asynccontextmanager
    async def running(self, stage: Stage, log: Path) -> AsyncIterator[Process]:
        """The program beside the stage, with nothing of our environment but what a process needs."""
        if self.is_javascript:
            command = ["node", str(PROGRAMS / self.key / "main.js")]
        else:
            command = [sys.executable, "-m", f"{PACKAGE}.{self.key}"]
        environment = {
            "PATH": os.environ.get("PATH", ""),
            "HOME": str(log.parent),
            "NO_PROXY": "127.0.0.1",
            "PYTHONUNBUFFERED": "1",
            "DISCORD_TOKEN": stage.world.token,
            "DISCORD_API_URL": stage.discord.api_url,
            "NODE_PATH": str(NODE),
            **({"PYTHONPATH": str(self.apart)} if self.apart and not self.is_javascript else {}),
        }
        with log.open("wb") as said:
            process = await asyncio.create_subprocess_exec(
                *command, cwd=ROOT, env=environment, stdout=said, stderr=said
            )
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                process.terminate()
            try:
                await asyncio.wait_for(process.wait(), ENDS_WITHIN)
            except TimeoutError:
                process.kill()
                await process.wait()


CLIENTS = (
    Client("discord_py", "discord.py", "discord.py"),
    Client("discord_js", "discord.js", "discord.js", NODE, is_javascript=True),
    Client("hikari", "hikari", "hikari"),
    Client("disnake", "disnake", "disnake"),
    Client("nextcord", "nextcord", "nextcord", PYTHON),
    Client("raw", "no library"),
)
