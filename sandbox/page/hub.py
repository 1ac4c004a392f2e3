"""What happens in the world, told to every open page as far as its person sees it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Self

from sandbox.discord.changes import Change
from sandbox.discord.entities import Interaction, InteractionType, Message, Payload, User
from sandbox.discord.invocations import Invocation
from sandbox.discord.world import DiscordWorld
from sandbox.page import views

LONGEST_QUEUE = 500  # events that a page may be behind; one that is further behind is let go, and comes back by itself


class Stream:
    """One page's queue: events in order, up to a bound."""

    def __init__(self, viewer: User, let_go: Callable[[], None]) -> None:
        self.viewer = viewer
        self._let_go = let_go
        self._events: asyncio.Queue[Payload | None] = asyncio.Queue(LONGEST_QUEUE)

    def put(self, event: Payload) -> None:
        """Add an event; a page that does not keep up is let go, so that memory stays bounded."""
        try:
            self._events.put_nowait(event)
        except asyncio.QueueFull:
            self.end()
            self._let_go()

    def end(self) -> None:
        """Say nothing more: whoever waits for the next event gets None."""
        with suppress(asyncio.QueueEmpty):
            while True:
                self._events.get_nowait()
        self._events.put_nowait(None)

    async def next(self) -> Payload | None:
        """The next event; None once the queue has ended."""
        return await self._events.get()


class Hub:
    """Knows the open pages, and tells them; use as an async context manager."""

    def __init__(self, world: DiscordWorld) -> None:
        self._world = world
        self._waits: set[asyncio.Task[None]] = set()
        self._dms: set[int] = set()  # the channels of DMs that the pages have heard of
        self.streams: set[Stream] = set()

    async def __aenter__(self) -> Self:
        self._world.watchers.append(self._notice)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._world.watchers.remove(self._notice)
        for wait in self._waits:
            wait.cancel()
        await asyncio.gather(*self._waits, return_exceptions=True)

    def end(self) -> None:
        """End every page's queue."""
        for stream in tuple(self.streams):
            stream.end()

    def tell(self, event: Payload, user_id: int | None = None) -> None:
        """Tell everybody, or the pages of one person."""
        for stream in tuple(self.streams):
            if user_id in (None, stream.viewer.id):
                stream.put(event)

    def _notice(self, change: Change) -> None:
        if change.message is not None:
            self._tell_message(change.kind, change.message)
        elif change.kind == "asked" and change.interaction is not None:
            if change.interaction.kind is not InteractionType.AUTOCOMPLETE:
                wait = asyncio.create_task(self._tell_answer(change.interaction))
                self._waits.add(wait)
                wait.add_done_callback(self._waits.discard)
        elif change.kind == "commands":
            self.tell({"kind": "commands"})
        elif change.kind == "population":
            self.tell({"kind": "world"})

    def _tell_message(self, kind: str, message: Message) -> None:
        if message.guild_id is None and message.channel_id not in self._dms:
            self._dms.add(message.channel_id)
            self.tell({"kind": "world"})
        for stream in tuple(self.streams):
            if views.sees(self._world, stream.viewer, message):
                stream.put(self._told(kind, message, stream.viewer))

    def _told(self, kind: str, message: Message, viewer: User) -> Payload:
        where = str(message.channel_id)
        if kind == "deleted":
            return {"kind": "gone", "channel": where, "message": str(message.id)}
        return {"kind": "message", "channel": where, "message": views.message_view(self._world, viewer, message)}

    async def _tell_answer(self, interaction: Interaction) -> None:
        answer = await Invocation(self._world, interaction).answered()
        if answer.failed:
            how = "failed"
        elif answer.modal is not None:
            how = "modal"
        else:
            how = "deferred" if answer.deferred else "message"
        told = {"kind": "answered", "invocation": str(interaction.id), "answer": how, "modal": answer.modal}
        self.tell(told, interaction.user.id)
