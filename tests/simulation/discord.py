"""Discord's rules for messages, without a socket.

Tokens live 15 minutes, an interaction is answered once and within three seconds, a nonce makes two messages one for a
few minutes, and what was deleted or closed is gone.
"""

from __future__ import annotations

import asyncio
import itertools
from contextvars import ContextVar
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, TypeVar

import aiohttp
import discord

from data.engine.guard import transaction_is_open

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.status.job_status import Stage
    from tests.simulation.process import Process
    from tests.simulation.world import World

T = TypeVar("T")

ANSWER_WITHIN = 3.0  # seconds
TOKEN_LIFETIME = 15 * 60.0
NONCE_LIFETIME = 120.0  # seconds; Discord says “a few minutes”
PICTURES = ("jpg", "png", "webp", "gif")


@dataclass(frozen=True)
class Said:
    """What a message tells of a job: how it stands, and which clips hang there or are linked."""

    job_id: int
    stage: Stage
    clips: frozenset[int] = frozenset()
    files: int = 0


saying: ContextVar[Said | None] = ContextVar("saying", default=None)


@dataclass
class Message:
    """A message as Discord keeps it; `place` is a channel's id, or a person's for a letter."""

    id: int
    place: int
    made_at: float
    is_letter: bool = False
    is_private: bool = False  # for one person's eyes
    is_thinking: bool = False
    is_second: bool = False  # its nonce had been used, and forgotten
    tells_of: int | None = None  # the message that it replies to, of a notice
    titles: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    deleted_at: float | None = None

    @property
    def is_living(self) -> bool:
        return self.deleted_at is None

    @property
    def songs(self) -> int:
        """How many files that can be heard hang there."""
        return sum(name.rpartition(".")[2] not in (*PICTURES, "txt") for name in self.names)


@dataclass
class Interaction:
    """A press of Enter, as Discord knows it."""

    number: int
    token: str
    channel_id: int
    user_id: int
    asked_at: float
    original: Message | None = None
    is_dead: bool = False  # before its time


class Discord:
    """The state of the world that people see."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.interactions: dict[str, Interaction] = {}
        self.messages: dict[int, Message] = {}
        self.closed: set[int] = set()  # channels
        self.silent: set[int] = set()  # people who take no letters
        self._nonces: dict[tuple[int, str], Message] = {}
        self._ids = itertools.count(5_000_000)

    async def ask(self, process: Process, do: Callable[[], T], *, uploads: bool = False) -> T:
        """Let a process do something here, and hear what came of it; late, lost or refused, as the seed says."""
        process.require_alive()
        assert not transaction_is_open(), "a network call while a transaction is open"
        loop, faults = self.world.loop, self.world.faults
        heard: asyncio.Future[T] = loop.create_future()
        said = saying.get()
        loop.call_in(loop.world, faults.latency(), self._do, process, do, heard, said, uploads)
        return await heard

    def _do(
        self, process: Process, do: Callable[[], T], heard: asyncio.Future[T], said: Said | None, uploads: bool
    ) -> None:
        faults = self.world.faults
        result: T | None = None
        error: Exception | None = None
        if faults.strikes("discord drops the request"):
            error = aiohttp.ServerDisconnectedError()
        elif faults.strikes("discord says 503"):
            error = discord.DiscordServerError(_response(503), "upstream connect error")  # pyright: ignore[reportArgumentType] - a stand-in with what the error reads
        elif uploads and faults.strikes("discord finds it too large"):
            error = refusal(413, 40005, "Request entity too large")
        else:
            token = saying.set(said)
            try:
                result = do()
            except discord.HTTPException as refused:
                error = refused
            finally:
                saying.reset(token)
            if error is None and faults.strikes("discord drops the answer"):
                error = aiohttp.ServerDisconnectedError()
        delay = faults.latency() + (faults.between(1.0, 20.0) if faults.strikes("discord is slow") else 0.0)
        self.world.loop.call_later(delay, self._answer, process, heard, result, error)

    def _answer(self, process: Process, heard: asyncio.Future[Any], result: Any, error: Exception | None) -> None:
        if self.world.faults.strikes("crash before an answer is heard"):
            process.die_now()
        if heard.done():
            return
        if error is not None:
            heard.set_exception(error)
        else:
            heard.set_result(result)

    def forget(self) -> None:
        """Keep nothing of what nobody will ask for any more; ids go on."""
        self.interactions.clear()
        self.messages.clear()
        self._nonces.clear()

    # What can be done, each at one moment.

    def respond(self, interaction: Interaction, *, thinking: bool = False, private: bool = False, **says: Any) -> int:
        """Answer an interaction for the first time."""
        if interaction.original is not None:
            raise refusal(400, 40060, "Interaction has already been acknowledged.")
        if self.world.loop.time() - interaction.asked_at > ANSWER_WITHIN:
            raise refusal(404, 10062, "Unknown interaction")
        message = self._new(interaction.channel_id, is_private=private, is_thinking=thinking)
        interaction.original = message
        self._write(message, says)
        return message.id

    def original(self, interaction: Interaction) -> Message:
        """The message that answered an interaction."""
        self.check_token(interaction)
        if interaction.original is None or not interaction.original.is_living:
            raise refusal(404, 10008, "Unknown Message")
        return interaction.original

    def message_of(self, interaction: Interaction, message_id: int | str) -> Message:
        """A message by an interaction's token."""
        original = self.original(interaction)
        if message_id not in ("@original", original.id):
            raise refusal(404, 10008, "Unknown Message")
        return original

    def fetch(self, channel_id: int, message_id: int) -> Message:
        """A message by the bot's own hands."""
        if channel_id in self.closed:
            raise refusal(403, 50001, "Missing Access")
        message = self.messages.get(message_id)
        if message is None or not message.is_living or message.place != channel_id:
            raise refusal(404, 10008, "Unknown Message")
        return message

    def send(self, place: int, nonce: str, says: dict[str, Any], *, is_letter: bool = False) -> Message:
        """A new message in a channel, or a letter."""
        if place in (self.silent if is_letter else self.closed):
            raise refusal(403, 50007 if is_letter else 50001, "Cannot send messages here")
        before = self._nonces.get((place, nonce))
        if before is not None and self.world.loop.time() - before.made_at < NONCE_LIFETIME:
            return before
        message = self._new(place, is_letter=is_letter, is_second=before is not None)
        self._nonces[place, nonce] = message
        self._write(message, says)
        return message

    def reply(self, place: int, nonce: str, message_id: int) -> Message:
        """A reply that tells somebody that a message shows how their song ended."""
        before = self._nonces.get((place, nonce))
        if before is not None and self.world.loop.time() - before.made_at < NONCE_LIFETIME:
            return before
        self.fetch(place, message_id)
        notice = self._new(place, is_second=before is not None, tells_of=message_id)
        self._nonces[place, nonce] = notice
        return notice

    def follow_up(self, interaction: Interaction) -> Message:
        """The same by an interaction's token, which knows no nonce."""
        return self._new(interaction.channel_id, tells_of=self.original(interaction).id)

    def edit(self, message: Message, says: dict[str, Any]) -> Message:
        """Change a message that was found."""
        message.is_thinking = False
        self._write(message, says)
        return message

    def delete(self, message: Message) -> None:
        """Take a message away."""
        message.deleted_at = self.world.loop.time()

    def _new(self, place: int, **more: Any) -> Message:
        message = Message(next(self._ids), place, self.world.loop.time(), **more)
        self.messages[message.id] = message
        return message

    def _write(self, message: Message, says: dict[str, Any]) -> None:
        if "embeds" in says:
            message.titles = [embed.title or "" for embed in says["embeds"]]
        files = says.get("attachments", says.get("files"))
        if files is not None:
            message.names = [file.filename for file in files]
        said = saying.get()
        if said is not None and (not message.said or message.said[-1] != said):
            message.said.append(said)
        self.world.loop.note(message.id, message.names, said)

    def check_token(self, interaction: Interaction) -> None:
        age = self.world.loop.time() - interaction.asked_at
        if interaction.is_dead or age > TOKEN_LIFETIME:
            raise refusal(401, 50027, "Invalid Webhook Token")
        if interaction.original is None:
            raise refusal(404, 10015, "Unknown Webhook")


def _response(status: int) -> Any:
    return SimpleNamespace(status=status, reason="", headers={})


def refusal(status: int, code: int, text: str) -> discord.HTTPException:
    """Discord's refusal as discord.py raises it."""
    kind = discord.NotFound if status == 404 else discord.Forbidden if status == 403 else discord.HTTPException
    return kind(_response(status), {"code": code, "message": text})
