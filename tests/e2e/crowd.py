"""A hundred songs in flight at once, asked for by people of many servers, and what was seen of them."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.discord.entities import Channel
from tests.e2e.conftest import Stage, audio, is_done, open_stage

if TYPE_CHECKING:
    from pathlib import Path

GUILDS = 10  # besides the two of the default population
WHOLE = 240.0  # seconds for everything


@dataclass(frozen=True)
class Seen:
    """What the crowd saw."""

    failed: int  # that Discord called “did not respond”
    posted: int  # songs with all their clips
    statuses: Counter[int]  # of every answer to the bot


async def crowd(folder: Path, songs: int, *, clip_seconds: float, answer_deadline: float = 3.0) -> Seen:
    """Let `songs` people in twelve servers ask at the same moment, and wait until each has both clips."""
    unpaced = {"MUSICAPI_CREATE_INTERVAL": "0", "GUILD_MONTHLY_CREDITS": "100000"}
    async with open_stage(
        folder, env=unpaced, clip_seconds=clip_seconds, speed=10.0, answer_deadline=answer_deadline
    ) as stage:
        stage.sandbox.vendor.limit.interval = 0.0
        places = [(stage.sandbox.songs, "mia"), (stage.sandbox.lounge, "stranger"), *_more_places(stage)]
        asked = [stage.ask(name, where=place) for place, name in (places[n % len(places)] for n in range(songs))]
        answers = await asyncio.gather(*(invocation.answered() for invocation in asked))
        async with asyncio.timeout(WHOLE):
            messages = await asyncio.gather(
                *(
                    invocation.until(is_done)
                    for invocation, answer in zip(asked, answers, strict=True)
                    if not answer.failed
                )
            )
        statuses = Counter(
            exchange.answer.status
            for server in (stage.sandbox.discord, stage.sandbox.musicapi)
            for exchange in server.traffic
        )
    return Seen(
        failed=sum(answer.failed for answer in answers),
        posted=sum(len(audio(message)) == 2 for message in messages),
        statuses=statuses,
    )


def _more_places(stage: Stage) -> list[tuple[Channel, str]]:
    world, places = stage.sandbox.world, list[tuple[Channel, str]]()
    for number in range(GUILDS):
        owner = world.add_user(f"owner-{number}")
        guild = world.add_guild(f"Server {number}", owner)
        places.append((world.add_channel(guild, "songs"), owner.name))
    return places
