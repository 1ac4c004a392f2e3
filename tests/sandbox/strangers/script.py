"""The script: all steps in their order, played with one stranger's program."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox.discord import limits
from tests import openapi
from tests.sandbox.strangers import commands, components, conversation, threads
from tests.sandbox.strangers.stage import Lacking, new_stage
from tests.sandbox.strangers.step import Step

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sandbox.strangers.clients import Client
    from tests.sandbox.strangers.stage import Stage

AT_MOST = 90.0  # seconds for one step
YES, NO, LACKS = "✓", "✗", "–"


async def as_documented(stage: Stage) -> None:
    """Every answer of the whole script is in Discord's document; nothing is checked where that is not at hand."""
    for exchange in stage.discord.traffic:
        openapi.check_answer(exchange)


async def asked_as_documented(stage: Stage) -> None:
    """Nothing was accepted that Discord's document does not have; likewise."""
    for exchange in stage.discord.traffic:
        if exchange.answer.status < 300:
            openapi.check_request(exchange)


STEPS = (
    *commands.SCRIPT,
    *components.SCRIPT,
    *threads.SCRIPT,
    *conversation.SCRIPT,
    Step("Every answer as documented", as_documented),
    Step("Every request as documented", asked_as_documented),
)


@dataclass(frozen=True)
class Result:
    """How a step ended, and why it failed."""

    mark: str
    why: str = ""


@dataclass(frozen=True)
class Played:
    """What came of the script with one client, by the steps' names; `log` is what its program said."""

    client: Client
    results: dict[str, Result] = field(default_factory=dict[str, Result])
    log: str = ""


async def play(
    client: Client, folder: Path, *, steps: tuple[Step, ...] = STEPS, answer_deadline: float = limits.ANSWER_DEADLINE
) -> Played:
    """Play the steps with a client's program, which says what it has to say into a file of the folder.

    `answer_deadline` is what Discord gives a bot to answer, in seconds.
    """
    stage = new_stage(answer_deadline)
    log = folder / f"{client.key}.log"
    results: dict[str, Result] = {}
    async with stage.discord, client.running(stage, log) as process:
        ended = asyncio.ensure_future(process.wait())
        for step in steps:
            results[step.name] = await _result(step, stage, ended)
        ended.cancel()
    return Played(client, results, log.read_text(encoding="utf-8", errors="replace"))


async def _result(step: Step, stage: Stage, ended: asyncio.Future[int]) -> Result:
    playing = asyncio.ensure_future(step.play(stage))
    await asyncio.wait((playing, ended), timeout=AT_MOST, return_when=asyncio.FIRST_COMPLETED)
    if ended.done() or not playing.done():
        playing.cancel()
        await asyncio.gather(playing, return_exceptions=True)
        return Result(NO, "the program has ended" if ended.done() else "it did not happen in time")
    error = playing.exception()
    if isinstance(error, Lacking):
        return Result(LACKS)
    return Result(YES) if error is None else Result(NO, f"{type(error).__name__}: {str(error)[:500]}")
