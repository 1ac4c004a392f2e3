"""What a person asked of the bot and what came of it, as they see it on their screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from sandbox.discord.changes import Change
from sandbox.discord.entities import Callback, Interaction, Message, Payload
from sandbox.discord.interaction_deadlines import age
from sandbox.discord.world import DiscordWorld

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """How the bot answered: one of these, or `failed` ("The application did not respond")."""

    message: Message | None = None  # for a deferral, the "thinking…" that will be edited
    modal: Payload | None = None
    choices: list[Payload] | None = None
    deferred: bool = False
    failed: bool = False


@dataclass(frozen=True, eq=False)
class Invocation:
    """One thing that a person did; its messages are live, and change as the bot edits them."""

    world: DiscordWorld
    interaction: Interaction

    @property
    def message(self) -> Message | None:
        """The bot's answer in the channel, once there is one."""
        return self.interaction.original

    @property
    def followups(self) -> list[Message]:
        """What the bot said after its answer."""
        return self.interaction.followups

    async def answered(self) -> Answer:
        """Wait for the bot's answer, at most as long as Discord does."""
        answer = asyncio.ensure_future(self.interaction.answered.wait())
        deadline = asyncio.ensure_future(self._deadline())
        try:
            await asyncio.wait((answer, deadline), return_when=asyncio.FIRST_COMPLETED)
        finally:
            for waiting in (answer, deadline):
                waiting.cancel()
            await asyncio.gather(answer, deadline, return_exceptions=True)
        return self.seen()

    async def _deadline(self) -> None:
        while (left := self.world.answer_deadline - age(self.world, self.interaction)) > 0:
            await self.world.clock.sleep(left)

    def seen(self) -> Answer:
        """What is to be seen of the answer now; `failed` where nothing is."""
        interaction = self.interaction
        if interaction.callback is None:
            return Answer(failed=True)
        deferred = interaction.callback in (Callback.DEFERRED_MESSAGE, Callback.DEFERRED_UPDATE)
        return Answer(interaction.original, interaction.modal, interaction.choices, deferred=deferred)

    async def until(self, condition: Callable[[Message], bool]) -> Message:
        """Wait until the answer's message is as `condition` wants it."""
        return await until(self.world, lambda: self.message if self.message and condition(self.message) else None)


async def until(world: DiscordWorld, look: Callable[[], T | None]) -> T:
    """Wait, looking whenever something happens in the world, until `look` finds something; the caller sets a limit."""
    happened = asyncio.Event()

    def notice(_: Change) -> None:
        happened.set()

    world.watchers.append(notice)
    try:
        while True:
            happened.clear()
            found = look()
            if found:
                return found
            await happened.wait()
    finally:
        world.watchers.remove(notice)
