"""The commands of `python -m sandbox`: the simulated world with the real bot, one song, or one server alone."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
import sys
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sandbox.failures import SandboxError, enter_server
from sandbox.progress import Progress
from sandbox.song import bot_in, ended_early, make_song
from sandbox.world import DISCORD_PORT, MUSICAPI_PORT, Sandbox

if TYPE_CHECKING:
    import io
    from collections.abc import Sequence

DEFAULT_PROMPT = "r&b pop"
DISCORD_DEFAULT, MUSICAPI_DEFAULT = 7601, 7602


async def song(wishes: argparse.Namespace) -> None:
    """One song, saved under `out`."""
    progress = Progress(sys.stdout)
    try:
        saved = await make_song(wishes.prompt, wishes.out, progress)
    finally:
        progress.end()
    for clip in saved:
        minutes, seconds = divmod(round(clip.seconds), 60)
        print(f"Saved {clip.path} ({minutes}:{seconds:02})")


async def everything(wishes: argparse.Namespace) -> None:
    """Both servers and the bot, until stopped."""
    ports = {"musicapi_port": wishes.musicapi_port, "discord_port": wishes.discord_port}
    async with Sandbox(wishes.speed, **ports) as sandbox:
        print(f"Discord   {sandbox.discord.api_url}")
        print(f"MusicAPI  {sandbox.musicapi.url}")
        print("Starting the bot…", flush=True)
        async with bot_in(sandbox) as bot:
            print(f"Bot       ready; its log is {bot.log}")
            print("Stop with Ctrl-C.", flush=True)
            raise ended_early(bot, await bot.ended())


async def musicapi(wishes: argparse.Namespace) -> None:
    """MusicAPI alone, until stopped."""
    sandbox = Sandbox(wishes.speed, musicapi_port=wishes.musicapi_port)
    async with AsyncExitStack() as stack:
        await enter_server(stack, sandbox.musicapi, option=MUSICAPI_PORT)
        _print_settings(MUSICAPI_URL=sandbox.musicapi.url, MUSICAPI_KEY=sandbox.vendor.key)
        await _for_ever()


async def discord(wishes: argparse.Namespace) -> None:
    """Discord alone, until stopped."""
    sandbox = Sandbox(discord_port=wishes.discord_port)
    async with AsyncExitStack() as stack:
        await enter_server(stack, sandbox.discord, option=DISCORD_PORT)
        _print_settings(DISCORD_API_URL=sandbox.discord.api_url, DISCORD_TOKEN=sandbox.world.token)
        await _for_ever()


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments say; returns the exit code and never lets a traceback out."""
    wishes = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        cast("io.TextIOWrapper", stream).reconfigure(errors="replace")  # a terminal without UTF-8 shows ? for the bar
    logging.basicConfig(level=logging.CRITICAL)  # what the servers log of broken connections is no news here
    try:
        return asyncio.run(_until_told(wishes))
    except SandboxError as error:
        print(error, file=sys.stderr)
    except Exception as error:  # noqa: BLE001 - the last line of defence: a person gets a sentence, never a traceback
        print(f"The sandbox broke: {type(error).__name__}: {error}", file=sys.stderr)
    return 1


async def _until_told(wishes: argparse.Namespace) -> int:
    """Run the command; Ctrl-C and SIGTERM end it in order, and told twice it leaves nothing behind but in a hurry."""
    work = asyncio.create_task(wishes.command(wishes))
    told: list[signal.Signals] = []

    def tell(number: signal.Signals) -> None:
        told.append(number)
        work.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):  # both, even where a shell's `&` has SIGINT ignored
        asyncio.get_running_loop().add_signal_handler(number, tell, number)
    try:
        await work
    except asyncio.CancelledError:
        if not told:
            raise
        print("\nStopped.", file=sys.stderr)
        return 128 + told[0]
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.set_defaults(command=everything)
    for option, port in ((DISCORD_PORT, DISCORD_DEFAULT), (MUSICAPI_PORT, MUSICAPI_DEFAULT)):
        parser.add_argument(option, type=_port, metavar="PORT", default=port, help=f"default {port}; 0: any free one")
    parser.add_argument("--speed", type=_speed, default=1.0, help="how fast MusicAPI's time runs; default 1")
    commands = parser.add_subparsers(title="commands", metavar="")
    one = commands.add_parser("song", help="make one song with the real bot and save it")
    one.add_argument("--prompt", default=os.environ.get("PROMPT", "").strip() or DEFAULT_PROMPT)
    one.add_argument("--out", type=Path, default=Path("out"), help="where to save it; default out")
    one.set_defaults(command=song)
    commands.add_parser("musicapi", help="only the simulated MusicAPI").set_defaults(command=musicapi)
    commands.add_parser("discord", help="only the simulated Discord").set_defaults(command=discord)
    return parser


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return port


def _speed(text: str) -> float:
    speed = float(text)
    if not 0.1 <= speed <= 1000:
        raise argparse.ArgumentTypeError("a speed is a number from 0.1 to 1000")
    return speed


def _print_settings(**settings: str) -> None:
    for name, value in settings.items():
        print(f"{name}={value}")
    print("Stop with Ctrl-C.", flush=True)


async def _for_ever() -> None:
    await asyncio.Event().wait()
