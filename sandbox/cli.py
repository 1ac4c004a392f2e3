"""The commands of `python -m sandbox`: the page with the real bot, one song, one service alone, or a recording."""

from __future__ import annotations

import argparse
import asyncio
import io
import logging
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, cast

from sandbox.musicapi.moods.all import MOODS
from sandbox.opening import PAGE_PORT, open_page
from sandbox.progress import Progress
from sandbox.replay.recording import read_recording
from sandbox.replay.service import ReplayServer
from sandbox.song import make_song
from sandbox.wire.clock import RunningClock
from sandbox.wire.failures import SandboxError, enter_server
from sandbox.world import DISCORD_PORT, MUSICAPI_PORT, Sandbox, real_musicapi

DEFAULT_PROMPT = "r&b pop"
PAGE_SPEED = 4.0  # somebody is waiting: a song of about 45 seconds takes twelve
DEFAULTS = {PAGE_PORT: 8080, DISCORD_PORT: 7601, MUSICAPI_PORT: 7602}


async def song(wishes: argparse.Namespace) -> None:
    """One song, saved under `out`."""
    progress = Progress(sys.stdout)
    try:
        saved = await make_song(wishes.prompt, wishes.out, progress, vendor=wishes.vendor or "observed")
    finally:
        progress.end()
    for clip in saved:
        minutes, seconds = divmod(round(clip.seconds), 60)
        print(f"Saved {clip.path} ({minutes}:{seconds:02})")


async def everything(wishes: argparse.Namespace) -> None:
    """Both services, the bot and the page, until stopped."""
    ports = {"musicapi_port": wishes.musicapi_port, "discord_port": wishes.discord_port}
    speed = wishes.speed or PAGE_SPEED
    world = Sandbox(speed, webhooks=wishes.webhooks, vendor=wishes.vendor or "observed", **ports)
    _shard(world, wishes)
    async with world as sandbox, open_page(sandbox, **_page_wishes(wishes)) as opened:
        print(f"Page      {opened.page.url}")
        print(f"Discord   {sandbox.discord.api_url}")
        print(f"MusicAPI  {sandbox.musicapi.url}")
        print("Starting the bot…", flush=True)
        await opened.bot.start()
        await opened.bot.ready()
        print(f"Bot       ready; its log is {opened.bot.log}")
        await _until_stopped()


async def musicapi(wishes: argparse.Namespace) -> None:
    """MusicAPI alone, until stopped."""
    sandbox = Sandbox(wishes.speed or 1.0, vendor=wishes.vendor or "documented", musicapi_port=wishes.musicapi_port)
    async with AsyncExitStack() as stack:
        await enter_server(stack, sandbox.musicapi, option=MUSICAPI_PORT)
        await stack.enter_async_context(sandbox.vendor.webhooks)
        _print_settings(MUSICAPI_URL=sandbox.musicapi.url, MUSICAPI_KEY=sandbox.vendor.key)
        await _until_stopped()


async def discord(wishes: argparse.Namespace) -> None:
    """Discord and the page, until stopped; the bot too where there is a key for the real MusicAPI."""
    world = Sandbox(simulates_musicapi=False, discord_port=wishes.discord_port)
    _shard(world, wishes)
    async with world as sandbox, open_page(sandbox, **_page_wishes(wishes)) as opened:
        _print_settings(DISCORD_API_URL=sandbox.discord.api_url, DISCORD_TOKEN=sandbox.world.token)
        if wishes.no_bot:  # Encore does not join voice channels, and would trust nothing else any more
            _print_settings(SSL_CERT_FILE=str(sandbox.discord.voice.certificate_file))
        print(f"Page      {opened.page.url}")
        if wishes.no_bot:
            print("Bot       not started: connect yours with the address and the token above.")
        elif problem := _no_key():
            print(f"Bot       not started. {problem}")
        else:
            await opened.bot.start()
            await opened.bot.ready()
            print(f"Bot       ready, with the real MusicAPI: songs cost credits. Its log is {opened.bot.log}")
        await _until_stopped()


async def replay(wishes: argparse.Namespace) -> None:
    """What a probe recorded of either service, until stopped."""
    recording, clock = read_recording(wishes.file), RunningClock(wishes.speed or 1.0)
    musicapi = ReplayServer(recording, "musicapi", clock, port=wishes.musicapi_port, paced=wishes.paced)
    discord = ReplayServer(recording, "discord", clock, port=wishes.discord_port, paced=wishes.paced)
    async with AsyncExitStack() as stack:
        if recording.of("musicapi"):
            await enter_server(stack, musicapi, option=MUSICAPI_PORT)
            _print_settings(MUSICAPI_URL=musicapi.api_url, MUSICAPI_HOST=recording.hosts["musicapi"])
        if recording.of("discord"):
            await enter_server(stack, discord, option=DISCORD_PORT)
            _print_settings(DISCORD_API_URL=discord.api_url)
        try:
            await _until_stopped()
        finally:
            for asked, times in (musicapi.misses + discord.misses).most_common():
                print(f"Nothing was recorded for {asked}" + (f", {times} times." if times > 1 else "."))


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments say; returns the exit code and never lets a traceback out."""
    wishes = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        cast("io.TextIOWrapper", stream).reconfigure(errors="replace")  # a terminal without UTF-8 shows ? for the bar
    logging.basicConfig(level=logging.CRITICAL)  # what the servers log of broken connections is no news here
    try:
        return asyncio.run(_run_command(wishes))
    except SandboxError as error:
        print(error, file=sys.stderr)
        return error.code
    except Exception as error:  # noqa: BLE001 - the last line of defence: a person gets a sentence, never a traceback
        print(f"The sandbox broke: {type(error).__name__}: {error}", file=sys.stderr)
    return 1


async def _run_command(wishes: argparse.Namespace) -> int:
    """Run the command; Ctrl-C, SIGTERM and a closed terminal end it in order, told twice in a hurry."""
    work = asyncio.create_task(wishes.command(wishes))
    told: list[signal.Signals] = []

    def tell(number: signal.Signals) -> None:
        told.append(number)
        work.cancel()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # all, even where a shell's `&` has SIGINT ignored
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
    for option, port in DEFAULTS.items():
        parser.add_argument(option, type=_port, metavar="PORT", default=port, help=f"default {port}; 0: any free one")
    said = f"how fast MusicAPI's time runs; default {PAGE_SPEED:g}, for `musicapi` 1"
    parser.add_argument("--speed", type=_speed, help=said)
    mood = "how MusicAPI answers; default observed, for `musicapi` documented"
    parser.add_argument("--vendor", choices=tuple(MOODS), help=mood)
    parser.add_argument("--webhooks", action="store_true", help="let MusicAPI call the bot when a song is ready")
    shards = parser.add_argument_group("Discord's shards")
    shards.add_argument("--shards", type=_count, metavar="N", default=1, help="how many Discord recommends; default 1")
    side = "how many may begin a session side by side, in 5 seconds; default 1"
    shards.add_argument("--max-concurrency", type=_count, metavar="N", default=1, help=side)
    parser.add_argument("--keep", action="store_true", help="keep the bot's database and log under var/sandbox")
    commands = parser.add_subparsers(title="commands", metavar="")
    one = commands.add_parser("song", help="make one song with the real bot and save it")
    one.add_argument("--prompt", default=os.environ.get("PROMPT", DEFAULT_PROMPT))
    one.add_argument("--out", type=Path, default=Path("out"), help="where to save it; default out")
    one.set_defaults(command=song)
    alone = commands.add_parser("musicapi", help="only the simulated MusicAPI")
    alone.add_argument("--vendor", choices=tuple(MOODS), default=argparse.SUPPRESS, help=mood)  # after it as well
    alone.set_defaults(command=musicapi)
    real = commands.add_parser("discord", help="the page with the real MusicAPI: needs MUSICAPI_KEY")
    real.add_argument("--no-bot", action="store_true", help="start no bot: connect one of your own")
    real.set_defaults(command=discord)
    again = commands.add_parser("replay", help="answer as the real services did when `python -m bot probe` asked them")
    again.add_argument("file", type=Path, metavar="FILE", help="the file that the probe left")
    again.add_argument("--paced", action="store_true", help="answer as late as they did; --speed is how fast that runs")
    again.set_defaults(command=replay)
    return parser


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return port


def _count(text: str) -> int:
    count = int(text)
    if not 1 <= count <= 1000:
        raise argparse.ArgumentTypeError("a number from 1 to 1000")
    return count


def _speed(text: str) -> float:
    speed = float(text)
    if not 0.1 <= speed <= 1000:
        raise argparse.ArgumentTypeError("a speed is a number from 0.1 to 1000")
    return speed


def _page_wishes(wishes: argparse.Namespace) -> dict[str, Any]:
    return {"port": wishes.port, "keep": wishes.keep}


def _shard(sandbox: Sandbox, wishes: argparse.Namespace) -> None:
    sandbox.world.shards = wishes.shards
    sandbox.world.session_starts.max_concurrency = wishes.max_concurrency


def _no_key() -> str:
    try:
        real_musicapi()
    except SandboxError as problem:
        return str(problem)
    return ""


def _print_settings(**settings: str) -> None:
    for name, value in settings.items():
        print(f"{name}={value}")


async def _until_stopped() -> None:
    print("Stop with Ctrl-C.", flush=True)
    await asyncio.Event().wait()
