"""The real bot process, with the real discord.py and httpx, in the simulated outside world."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from cogs.cards.status import BROKEN, FINISHED
from data import ledger
from data.engine.database import Database
from data.ids import GuildId, JobId
from data.jobs import queries
from sandbox.discord.entities import Overwrite
from sandbox.discord.invocations import until
from sandbox.discord.permissions import Permission
from sandbox.world import Sandbox
from tests.data.making import ledger_entries
from tests.e2e.forked_bot import ForkedBot
from tests.e2e.rules import check_rules

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from data.rows import Account, Job, JobState
    from sandbox.discord.entities import Channel, Message
    from sandbox.discord.invocations import Invocation
    from sandbox.discord.people import Person
    from sandbox.wire.exchange import Request
    from sandbox.wire.trouble import Pause

T = TypeVar("T")
SPEED = 30.0
TIMEOUT = 60.0  # seconds for anything at all; nothing here takes as long on an idle machine


class Stage:
    """A sandbox, a bot process in it, and eyes on both."""

    def __init__(self, sandbox: Sandbox, bot: ForkedBot, database_url: str) -> None:
        self.sandbox = sandbox
        self.bot = bot
        self.database_url = database_url
        self._database: Database | None = None
        self._waiting: list[asyncio.Event] = []
        self.may_lose_the_pace = False  # where what the bot writes down of its last create may be cut off
        for server in (sandbox.discord, sandbox.musicapi):
            server.traffic.listeners.append(self._notice)
        sandbox.vendor.webhooks.listeners.append(self._notice)
        bot.listeners.append(self._notice)

    async def database(self) -> Database:
        """The bot's database; opened once, and closed with the stage."""
        if self._database is None:
            self._database = await Database.open(self.database_url)
        return self._database

    async def close(self) -> None:
        """Let go of the bot's database."""
        if self._database is not None:
            await self._database.close()

    # What people do

    def ask(self, name: str = "mia", *, where: Channel | None = None, **options: Any) -> Invocation:
        """Type `/song` as this person."""
        given = {"prompt": "r&b pop", **options}
        return self.sandbox.person(name).type_command((where or self.sandbox.songs).id, "song", given)

    async def song(self, name: str = "mia", **options: Any) -> Message:
        """Type `/song` and wait for the finished message."""
        asked = self.ask(name, **options)
        assert not (await asked.answered()).failed
        return await self.finished(asked)

    async def finished(self, asked: Invocation) -> Message:
        """The answer's message once its song is there."""
        return await self.soon(asked.until(is_done))

    async def shown(self, asked: Invocation) -> Message:
        """What the person is shown once nothing says “thinking…” any more: a card, or a sentence for them alone."""

        def look() -> Message | None:
            if asked.followups:
                return asked.followups[-1]
            return asked.message if asked.message is not None and not asked.message.loading else None

        return await self.soon(until(self.sandbox.world, look))

    async def ended(self, asked: Invocation) -> Message:
        """The answer's message once its song is there or failed."""
        return await self.soon(asked.until(lambda message: is_done(message) or is_failed(message)))

    async def find(self, condition: Callable[[Message], bool], *, where: Channel | None = None) -> Message:
        """The first message of the channel that is so, once there is one."""
        channel = where or self.sandbox.songs

        def look() -> Message | None:
            return next((message for message in channel.messages.values() if condition(message)), None)

        return await self.soon(until(self.sandbox.world, look))

    async def soon(self, awaited: Any) -> Any:
        """Wait, but not for ever; says why the bot is silent."""
        try:
            return await asyncio.wait_for(awaited, TIMEOUT)
        except TimeoutError:
            raise AssertionError(f"nothing came; the bot's last line: {self.bot.last_words()}") from None

    def let_bot_in(self, channel: Channel, *, on: bool = True) -> None:
        """Let the bot see a channel, or take that from it again: where it sees nothing it takes no order."""
        see, nothing = Permission.VIEW_CHANNEL, Permission(0)
        bot, allow, deny = self.sandbox.world.bot.id, see if on else nothing, nothing if on else see
        self.sandbox.world.set_overwrite(channel, Overwrite(bot, 1, allow=allow, deny=deny))

    async def ask_before_closing(self, channel: Channel, **options: Any) -> Invocation:
        """Type `/song` in a channel that the bot may see until it has answered, and not afterwards."""
        self.let_bot_in(channel)
        asked = self.ask(where=channel, **options)
        card = (await asked.answered()).message
        assert card is not None
        assert card.private_to is None
        self.let_bot_in(channel, on=False)
        return asked

    def person(self, name: str = "mia") -> Person:
        """Somebody of the population."""
        return self.sandbox.person(name)

    # What the bot did

    def log(self) -> str:
        """Everything that the bot logged; nothing yet where it has hardly begun."""
        return self.bot.log.read_text() if self.bot.log.exists() else ""

    async def restart(self) -> None:
        """Kill the bot as a power cut does, and start it again."""
        await self.kill()
        await self.start()

    async def restart_at(self, pause: Pause) -> None:
        """Kill the bot while a request stands still at `pause`, which then is dropped, and start the bot again."""
        await self.soon(pause.reached())
        await self.bot.kill()
        pause.drop()
        await self.soon(self.sandbox.discord.gone())
        await self.start()

    async def kill(self) -> None:
        """Kill the bot as a power cut does."""
        await self.bot.kill()
        await self.soon(self.sandbox.discord.gone())

    async def start(self) -> None:
        """Start the bot again, until it is ready."""
        await self.bot.start()
        await self.soon(self.sandbox.discord.ready())

    async def logged(self, words: str, count: int = 1) -> list[str]:
        """The lines of the log that hold these words, once there are so many."""

        async def look() -> list[str] | None:
            lines = self.lines(words)
            return lines if len(lines) >= count else None

        return await self.until(look, f"{count} times logged: {words}")

    def lines(self, words: str) -> list[str]:
        """The lines of the log that hold these words until now."""
        return [line for line in self.log().splitlines() if f" {words}" in line]

    async def account(self, guild_id: int | None = None) -> Account:
        """A guild's month, after checking that it is the sum of its ledger."""
        async with (await self.database()).reading() as tx:
            assert await ledger.imbalances(tx) == []
            guild_id = guild_id or self.sandbox.studio.id
            newest = await ledger_entries(tx, GuildId(guild_id))
            month = newest[0].month if newest else f"{datetime.now(UTC):%Y-%m}"
            return await ledger.account(tx, GuildId(guild_id), month, default_allowance=240)

    async def job(self, job_id: int = 1) -> Job | None:
        """A job's row, or None where there is none yet."""
        async with (await self.database()).reading() as tx:
            return await queries.get(tx, JobId(job_id))

    async def settled(self, job_id: int = 1) -> Job:
        """The job once its person has been told how it ended."""
        return await self._until_job(job_id, lambda job: job.delivered_at is not None, "delivered")

    async def until_state(self, state: JobState, job_id: int = 1) -> Job:
        """The job once it stands so."""
        return await self._until_job(job_id, lambda job: job.state is state, state)

    async def _until_job(self, job_id: int, condition: Callable[[Job], bool], what: str) -> Job:
        async def look() -> Job | None:
            job = await self.job(job_id)
            return job if job is not None and condition(job) else None

        return await self.until(look, f"job {job_id} {what}")

    async def until(self, look: Callable[[], Awaitable[T | None]], what: str) -> T:
        """What `look` finds; it is asked again whenever the bot has logged, asked or answered something."""
        happened = asyncio.Event()
        self._waiting.append(happened)
        try:
            async with asyncio.timeout(TIMEOUT):
                while (found := await look()) is None:
                    await happened.wait()
                    happened.clear()
                return found
        except TimeoutError:
            raise AssertionError(f"never {what}; the bot's last line: {self.bot.last_words()}") from None
        finally:
            self._waiting.remove(happened)

    def _notice(self, _: object) -> None:
        for waiting in self._waiting:
            waiting.set()

    def accepted(self) -> int:
        """How many creates the vendor accepted."""
        return len(self.sandbox.vendor.accepted)

    def creates(self) -> int:
        """How many creates reached the vendor."""
        return len(self.sandbox.vendor.creates)

    def songs_in(self, channel: Channel | None = None) -> list[Message]:
        """The messages of a channel that hold finished songs."""
        found = (channel or self.sandbox.songs).messages.values()
        return [message for message in found if audio(message) and is_done(message)]


@asynccontextmanager
async def open_stage(
    folder: Path,
    *,
    env: dict[str, str] | None = None,
    database_url: str = "",
    fate: Callable[[], None] | None = None,
    **sandbox: Any,
) -> AsyncGenerator[Stage]:
    """A stage with other settings than usual; at its end, nothing that passed was against the rules."""
    url = database_url or f"sqlite:///{folder}/encore.db"
    async with Sandbox(**{"speed": SPEED, "clip_seconds": 2.0, "identify_interval": 0.0, **sandbox}) as world:
        process = ForkedBot(world.env(database_url=url, **(env or {})), folder / "bot.log", fate)
        stage = Stage(world, process, url)
        async with process:
            await stage.soon(world.discord.ready())
            yield stage
        await stage.close()
        check_rules(world, stage.log(), may_lose_the_pace=stage.may_lose_the_pace)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """A bot that is ready, in a world of its own."""
    async with open_stage(tmp_path) as made:
        yield made


def is_done(message: Message) -> bool:
    """Whether the card is that of a job that gave what it promised; its colour is the same in every wording."""
    return bool(message.embeds) and message.embeds[0].get("color") == FINISHED


def is_failed(message: Message) -> bool:
    """Whether the card is that of a job that came to nothing."""
    return bool(message.embeds) and message.embeds[0].get("color") == BROKEN


def title(message: Message) -> str:
    """The card's heading: a finished song's own title."""
    return message.embeds[0].get("title", "") if message.embeds else ""


def said(message: Message) -> str:
    """What the card says below its heading, its small print included."""
    return message.embeds[0].get("description", "") if message.embeds else ""


def small(message: Message) -> list[str]:
    """The card's lines in small print: what it was made of if anything, and last who makes it at what price."""
    return [line.removeprefix("-# ") for line in said(message).splitlines() if line.startswith("-# ")]


def maker(message: Message) -> str:
    """The family and the model that the card names."""
    return small(message)[-1].partition(" · ")[0]


def fields(message: Message) -> dict[str, str]:
    """The card's fields: a finished song has one for each clip."""
    return {field["name"]: field["value"] for field in message.embeds[0].get("fields", [])} if message.embeds else {}


def audio(message: Message) -> list[str]:
    """The names of the attached songs."""
    return [a.filename for a in message.attachments if a.filename.endswith((".m4a", ".mp3", ".wav"))]


def labels(message: Message) -> list[str]:
    """What the buttons say, in order."""
    return [button["label"] for row in message.components for button in row["components"]]


def with_files(request: Request) -> bool:
    """Whether a request uploads something."""
    return "multipart/form-data" in request.content_type
