from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import ssl
from typing import TYPE_CHECKING

import httpx
import pytest

from sandbox import cli
from sandbox.bot_process import ROOT
from sandbox.cli import main
from sandbox.wire.clock import RunningClock
from sandbox.wire.exchange import EMPTY, Answer
from sandbox.wire.server import LoopbackServer
from tests.documents.process import watched

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sandbox.wire.exchange import Request

WAIT = 20.0  # seconds for a process to say what it must


class Command:
    """`python -m sandbox …` as a process; what it prints, line by line."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        self.process = process
        self.stdout = process.stdout

    @classmethod
    async def start(cls, *arguments: str, **environment: str) -> Command:
        pipe, env = asyncio.subprocess.PIPE, {**os.environ, **environment}
        process = await asyncio.create_subprocess_exec(
            *watched(*arguments), cwd=ROOT, env=env, stdout=pipe, stderr=pipe
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


OBSERVED = ("--vendor", "observed")


@pytest.mark.parametrize(
    ("chosen", "status"), [(("musicapi",), 404), ((*OBSERVED, "musicapi"), 400), (("musicapi", *OBSERVED), 400)]
)
async def test_musicapi_alone_keeps_to_its_document_unless_told_otherwise(chosen: tuple[str, ...], status: int) -> None:
    command = await Command.start("--musicapi-port", "0", *chosen)
    url, key = [(await command.line()).partition("=")[2] for _ in range(2)]
    async with httpx.AsyncClient(trust_env=False) as http:
        of_no_document = f"{url}/api/v1/nuro/create"
        answer = await http.post(of_no_document, json={}, headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code == status
    assert (await command.end(signal.SIGINT))[0] == 130


async def test_musicapi_alone_calls_whoever_asks_for_it() -> None:
    heard: asyncio.Queue[Request] = asyncio.Queue()

    async def hear(request: Request) -> Answer:
        heard.put_nowait(request)
        return EMPTY

    command = await Command.start("--musicapi-port", "0", "--speed", "1000", "musicapi")
    url, key = [(await command.line()).partition("=")[2] for _ in range(2)]
    async with LoopbackServer(hear, RunningClock()) as bot, httpx.AsyncClient(trust_env=False) as http:
        body = {"custom_mode": False, "gpt_description_prompt": "rain", "mv": "sonic-v5", "webhook_url": bot.url}
        headers = {"Authorization": f"Bearer {key}"}
        accepted = await http.post(f"{url}/api/v1/sonic/create", json=body, headers=headers)
        called = await asyncio.wait_for(heard.get(), WAIT)
    assert called.json()["task_id"] == accepted.json()["task_id"]
    assert await command.end(signal.SIGINT) == (130, "\nStopped.\n")


async def test_discord_alone_answers_until_sigterm() -> None:
    command = await Command.start("--discord-port", "0", "--port", "0", "discord", MUSICAPI_KEY="")
    url = (await command.line()).removeprefix("DISCORD_API_URL=")
    token = (await command.line()).removeprefix("DISCORD_TOKEN=")
    page = (await command.line()).split()[1]
    assert (await command.line()).startswith("Bot       not started. MUSICAPI_KEY is missing")
    assert await command.line() == "Stop with Ctrl-C."
    headers = {"Authorization": f"Bot {token}", "User-Agent": "DiscordBot (test, 1)"}
    async with httpx.AsyncClient(trust_env=False) as http:
        answer = await http.get(f"{url}/users/@me", headers=headers)
        seen = (await http.get(f"{page}/api/outside")).json()
    assert answer.json()["bot"] is True
    assert (seen["bot"]["state"], seen["simulated"], seen["vendor"]) == ("stopped", False, None)
    assert await command.end(signal.SIGTERM) == (143, "\nStopped.\n")


def left_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


NO_PORTS = ("--port", "0", "--discord-port", "0", "--musicapi-port", "0")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGHUP, 129)])
async def test_everything_is_served_until_it_is_stopped(tmp_path: Path, number: signal.Signals, code: int) -> None:
    command = await Command.start(*NO_PORTS, TMPDIR=str(tmp_path))
    lines = [await command.line() for _ in range(6)]
    assert [line.split()[0] for line in lines[:3]] == ["Page", "Discord", "MusicAPI"]
    assert lines[3] == "Starting the bot…"
    assert lines[4].startswith("Bot       ready; its log is ")
    assert lines[5] == "Stop with Ctrl-C."
    page = lines[0].split()[1]
    async with httpx.AsyncClient(trust_env=False) as http, http.stream("GET", f"{page}/api/live") as refused:
        assert refused.status_code == 400  # nobody was named
        people = (await http.get(f"{page}/api/world")).json()["people"]
        url = f"{page}/api/live?as={people[0]['id']}"
        async with http.stream("GET", url) as live:  # an open page does not keep it from ending
            assert live.status_code == 200
            assert (await http.get(f"{page}/")).status_code == 200
            assert await command.end(number) == (code, "\nStopped.\n")
    assert left_in(tmp_path) == []  # no database, no log


async def test_stopped_while_the_bot_starts_it_leaves_nothing_behind(tmp_path: Path) -> None:
    command = await Command.start(*NO_PORTS, TMPDIR=str(tmp_path))
    while await command.line() != "Starting the bot…":
        pass
    assert await command.end(signal.SIGINT) == (130, "\nStopped.\n")
    assert left_in(tmp_path) == []


async def test_discord_with_a_key_starts_the_bot() -> None:
    ports = ("--port", "0", "--discord-port", "0", "discord")
    command = await Command.start(*ports, MUSICAPI_KEY="somebodys-key", MUSICAPI_URL="http://127.0.0.1:9")
    lines = [await command.line() for _ in range(5)]
    assert lines[3].startswith("Bot       ready, with the real MusicAPI: songs cost credits.")
    assert await command.end(signal.SIGINT) == (130, "\nStopped.\n")


async def test_discord_without_a_bot_waits_for_another() -> None:
    ports = ("--port", "0", "--discord-port", "0", "discord")
    command = await Command.start(*ports, "--no-bot", MUSICAPI_KEY="somebodys-key")
    lines = [await command.line() for _ in range(6)]
    assert lines[4].startswith("Bot       not started: connect yours")
    name, _, file = lines[2].strip().partition("=")
    assert name == "SSL_CERT_FILE"
    ssl.create_default_context().load_verify_locations(file)  # an error where it holds no certificate
    assert await command.end(signal.SIGINT) == (130, "\nStopped.\n")


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


@pytest.mark.parametrize("option", ["--port", "--discord-port", "--musicapi-port"])
def test_a_taken_port_ends_the_whole_sandbox(taken_port: str, option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*NO_PORTS, option, taken_port]) == 1
    assert capsys.readouterr().err == f"Port {taken_port} is taken: choose another one with {option}.\n"


def test_the_document_has_every_option_with_its_default() -> None:
    document = (ROOT / "docs" / "sandbox.md").read_text(encoding="utf-8")
    rows = [line.split("|") for line in document.splitlines() if line.startswith("| `--")]
    told = {
        option: default.strip()
        for _, options, defaults, *_ in rows
        for option, default in zip(re.findall(r"`(--[a-z-]+)`", options), defaults.split(","), strict=True)
    }
    ports = {option: str(port) for option, port in cli.DEFAULTS.items()}
    speed = f"{cli.PAGE_SPEED:g}; `musicapi` alone: 1"
    sharding = {"--shards": "1", "--max-concurrency": "1"}
    mood = "observed; `musicapi` alone: documented"
    assert told == {**ports, "--vendor": mood, "--speed": speed, "--webhooks": "off", **sharding, "--keep": "off"}
    known = {name for name in vars(cli._parser().parse_args([])) if name != "command"}
    assert {option.removeprefix("--").replace("-", "_") for option in told} == known


@pytest.mark.parametrize("arguments", [["--discord-port", "70000"], ["--speed", "0"], ["--speed", "fast"], ["sing"]])
def test_wrong_arguments_are_explained(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: python -m sandbox" in capsys.readouterr().err
