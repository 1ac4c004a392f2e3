"""The doctor beside the real bot and inside of it: all is well, or what is not is named, for operators alone."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import TYPE_CHECKING, Any

import httpx

from data.processes import heartbeats
from sandbox.bot_process import ROOT
from sandbox.discord.component_rules import texts
from sandbox.wire.exchange import json_answer
from sandbox.world import free_port
from tests.e2e.conftest import open_stage
from tests.e2e.test_operator import let_everybody_see_it, operate

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.conftest import Stage


async def _doctor(stage: Stage, **env: str) -> tuple[int, dict[str, dict[str, Any]], str]:
    """What the command line says beside the running bot: its exit code, the findings by name, and all of its output."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "doctor", "--json"),
        cwd=ROOT,
        env=stage.bot.env | env,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await stage.soon(process.communicate())
    assert err == b"", err
    return process.returncode or 0, {each["what"]: each for each in json.loads(out)}, out.decode()


async def _panel(stage: Stage, who: str) -> str:
    asked = stage.person(who).type_command(stage.sandbox.songs.id, "operator doctor", {}, checked=False)
    answer = await stage.shown(asked)
    assert answer.private_to == stage.person(who).user.id
    return "\n".join(texts(answer.components)) or answer.content


async def test_operators_see_that_all_is_well_and_what_is_not(tmp_path: Path) -> None:
    port = free_port()
    env = {"MONITORING_LISTEN": f"127.0.0.1:{port}"}
    async with open_stage(tmp_path, webhooks=True, env=env) as stage:
        stage.sandbox.world.owner = stage.sandbox.admin
        await stage.soon(_become_ready(stage, port))
        before = len(list(stage.sandbox.discord.traffic))
        code, found, said = await _doctor(stage)
        assert (code, [each for each in found.values() if each["grade"] == "wrong"]) == (0, [])
        expected = ("token-taken", "commands-equal", "key-taken", "database-ready", "door-open", "process-well")
        assert {*expected, "processes-alive", "clock-right", "application-fine"} <= found.keys()
        changed = [each.request for each in list(stage.sandbox.discord.traffic)[before:]]
        assert {each.method for each in changed if "commands" in each.path} == {"GET"}
        for secret in (stage.sandbox.world.token, stage.sandbox.vendor.key):
            assert secret not in said

        # What is wrong is named, beside the bot and inside of it.
        commands = stage.sandbox.world.commands
        commands.pop(next(each for each, command in commands.items() if command["name"] == "help"))
        refused = json_answer(401, {"error": "no such key"})
        stage.sandbox.musicapi.trouble.answer_instead("GET", "get-credits", refused)
        shown = await _panel(stage, "admin")
        assert "1 thing is wrong. " in shown
        assert "Discord shows other commands: help." in shown
        assert "MusicAPI does not take the key default." in shown
        assert "Copy the key from MusicAPI's dashboard" in shown
        assert "Event loop" in shown

        let_everybody_see_it(stage)
        for who in ("mia", "stranger"):
            assert "those who run" in await operate(stage, "doctor", who=who)


async def _become_ready(stage: Stage, port: int) -> None:
    """Wait until the process says of itself that it is ready, and has written its first heartbeat."""
    async with httpx.AsyncClient(trust_env=False) as client:
        page = f"http://127.0.0.1:{port}/readyz"
        while not (await client.get(page)).is_success or not await _beats(stage):  # noqa: ASYNC110 - neither tells
            await asyncio.sleep(0.05)


async def _beats(stage: Stage) -> bool:
    async with (await stage.database()).reading() as tx:
        return bool(await heartbeats.every(tx))
