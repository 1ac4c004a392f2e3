from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from typing import TYPE_CHECKING

import httpx
import pytest

from sandbox.bot_process import ROOT
from sandbox.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

WAIT = 20.0  # seconds for a process to say what it must


class Command:
    """`python -m sandbox …` as a process; what it prints, line by line."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        self.process = process
        self.stdout = process.stdout

    @classmethod
    async def start(cls, *arguments: str) -> Command:
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "sandbox", *arguments, cwd=ROOT, env=dict(os.environ), stdout=pipe, stderr=pipe
        )
        return cls(process)

    async def line(self) -> str:
        return (await asyncio.wait_for(self.stdout.readline(), WAIT)).decode().rstrip("\n")

    async def end(self, number: signal.Signals) -> tuple[int | None, str]:
        """Exit code, and what was said on stderr."""
        self.process.send_signal(number)
        _, said = await asyncio.wait_for(self.process.communicate(), WAIT)
        return self.process.returncode, said.decode()


async def test_musicapi_alone_answers_until_ctrl_c() -> None:
    command = await Command.start("--musicapi-port", "0", "musicapi")
    url = (await command.line()).removeprefix("MUSICAPI_URL=")
    key = (await command.line()).removeprefix("MUSICAPI_KEY=")
    assert await command.line() == "Stop with Ctrl-C."
    async with httpx.AsyncClient(trust_env=False) as http:
        answer = await http.get(f"{url}/api/v1/get-credits", headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code == 200
    assert await command.end(signal.SIGINT) == (130, "\nStopped.\n")


async def test_discord_alone_answers_until_sigterm() -> None:
    command = await Command.start("--discord-port", "0", "discord")
    url = (await command.line()).removeprefix("DISCORD_API_URL=")
    token = (await command.line()).removeprefix("DISCORD_TOKEN=")
    assert await command.line() == "Stop with Ctrl-C."
    headers = {"Authorization": f"Bot {token}", "User-Agent": "DiscordBot (test, 1)"}
    async with httpx.AsyncClient(trust_env=False) as http:
        answer = await http.get(f"{url}/users/@me", headers=headers)
    assert answer.json()["bot"] is True
    assert await command.end(signal.SIGTERM) == (143, "\nStopped.\n")


@pytest.fixture
def taken_port() -> Iterator[str]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield str(listener.getsockname()[1])


@pytest.mark.parametrize(("option", "command"), [("--musicapi-port", "musicapi"), ("--discord-port", "discord")])
def test_a_taken_port_is_named_with_its_option(
    taken_port: str, option: str, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([option, taken_port, command]) == 1
    assert capsys.readouterr().err == f"Port {taken_port} is taken: choose another one with {option}.\n"


def test_a_taken_port_ends_the_whole_sandbox(taken_port: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--musicapi-port", "0", "--discord-port", taken_port]) == 1
    assert "choose another one with --discord-port" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--discord-port", "70000"], ["--speed", "0"], ["--speed", "fast"], ["sing"]])
def test_wrong_arguments_are_explained(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: python -m sandbox" in capsys.readouterr().err
