"""One song from a typed `/song` to files: what a person would do and see, with the real bot between."""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import AsyncGenerator, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sandbox.bot_process import BotProcess
from sandbox.discord.changes import Change
from sandbox.discord.client import ClientRefuses
from sandbox.discord.entities import Attachment, Message
from sandbox.folders import prepare_folder
from sandbox.musicapi.moods.mood import MoodName
from sandbox.progress import Progress
from sandbox.song_files import length, save_new
from sandbox.wire.failures import SandboxError
from sandbox.world import Sandbox

SPEED = 8.0  # MusicAPI's time: a song of about 45 seconds takes six
CLIP_SECONDS = 30.0
START_TIMEOUT = 30.0  # real seconds for the bot to be ready
SONG_TIMEOUT = 60.0  # real seconds from the command to the last clip
TICK = 0.1  # real seconds between two drawings of the bar
BEGUN, ASKED, COMPOSED = 0.05, 0.1, 0.95  # how far along: bot started, create accepted, clips made
FAILED = 0xC0392B  # the colour of a card whose song came to nothing
SMALL = "-# "  # how a line begins that Discord shows in small print
ESCAPED = re.compile(r"\\([^\w\s])")  # a backslash that Discord does not show


@dataclass(frozen=True, slots=True)
class Saved:
    """One clip on disk; `seconds` is the length of its sound."""

    path: Path
    seconds: float


@dataclass(frozen=True, slots=True)
class Card:
    """The status card as a person reads it; `stage` is its last sentence, or all of them once it has failed."""

    title: str
    stage: str
    failed: bool

    @classmethod
    def of(cls, message: Message) -> Card:
        """Read the first embed of the bot's message."""
        embed = message.embeds[0] if message.embeds else {}
        lines = [line for line in _shown(embed.get("description", "")).splitlines() if not line.startswith(SMALL)]
        failed = embed.get("color") == FAILED
        return cls(_shown(embed.get("title", "")), " ".join(lines if failed else lines[-1:]), failed)


@asynccontextmanager
async def bot_in(sandbox: Sandbox) -> AsyncGenerator[BotProcess]:
    """A bot that is ready, with a database of its own; its log stays behind only if something failed."""
    with tempfile.TemporaryDirectory(prefix="encore-", ignore_cleanup_errors=True) as folder:
        log = _new_log()
        failed = True
        try:
            async with BotProcess(sandbox.env(database_url=f"sqlite:///{folder}/encore.db"), log) as bot:
                await wait_while_running(bot, sandbox.discord.ready(), START_TIMEOUT, "The bot was not ready")
                yield bot
            failed = False
        except asyncio.CancelledError:
            failed = False
            raise
        except SandboxError as error:
            raise SandboxError(f"{error} (The bot's log: {log})") from error
        finally:
            if not failed:
                log.unlink()


async def wait_while_running(bot: BotProcess, awaited: Coroutine[None, None, None], seconds: float, late: str) -> None:
    """Wait for something; raises SandboxError where the bot ends before it, or the time is over."""
    end, work = asyncio.create_task(bot.ended()), asyncio.create_task(awaited)
    try:
        done, _ = await asyncio.wait((end, work), timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (end, work):
            task.cancel()
        await asyncio.gather(end, work, return_exceptions=True)
    if work in done:
        work.result()
    elif end in done:
        raise early_end(bot, end.result())
    else:
        raise SandboxError(f"{late} after {seconds:.0f} seconds.")


def early_end(bot: BotProcess, code: int) -> SandboxError:
    """What to tell of a bot that ended by itself."""
    return SandboxError(f"The bot stopped with exit code {code}: “{bot.last_words()}”.")


async def make_song(prompt: str, folder: Path, progress: Progress, *, vendor: MoodName = "observed") -> list[Saved]:
    """Type `/song` with this prompt, show what happens, and save both clips."""
    prepare_folder(folder)
    progress.show(0.0, "Starting the sandbox and the bot")
    async with Sandbox(SPEED, clip_seconds=CLIP_SECONDS, vendor=vendor) as sandbox, bot_in(sandbox) as bot:
        progress.show(BEGUN, f'Typing /song prompt:"{prompt}"')
        watch = SongWatch(sandbox, progress)
        await wait_while_running(bot, watch.order(prompt), SONG_TIMEOUT, "The song was not there")
        return [_save(folder, attachment) for attachment in watch.clips]


class SongWatch:
    """Orders one song and watches its card until all its clips are attached to it."""

    def __init__(self, sandbox: Sandbox, progress: Progress) -> None:
        self._sandbox = sandbox
        self._progress = progress
        self._message: Message | None = None
        self._cards: asyncio.Queue[Card] = asyncio.Queue()
        sandbox.world.watchers.append(self._notice)

    @property
    def clips(self) -> list[Attachment]:
        """The audio files of the message."""
        attached = self._message.attachments if self._message else []
        return [attachment for attachment in attached if attachment.content_type.startswith("audio/")]

    async def order(self, prompt: str) -> None:
        """Type the command and wait for everything that comes of it."""
        try:
            invocation = self._sandbox.person("mia").type_command(self._sandbox.songs.id, "song", {"prompt": prompt})
        except ClientRefuses as refusal:
            raise SandboxError(f"Discord would not send this prompt: {refusal}.") from refusal
        answer = await invocation.answered()
        if answer.failed or answer.message is None:
            raise SandboxError("The bot did not answer /song within three seconds.")
        self._message = answer.message
        if answer.message.private_to is not None:
            raise SandboxError(f"The bot refused: {_shown(answer.message.content)}")
        card = Card.of(answer.message)
        while not (self._complete() and self._cards.empty()):
            if card.failed:
                raise SandboxError(f"{card.title}: {card.stage}")
            self._progress.show(self._fraction(), card.title, card.stage)
            with suppress(TimeoutError):  # no news: only the bar moves on
                card = await asyncio.wait_for(self._cards.get(), TICK)
        self._progress.show(1.0, "Your song is ready", Card.of(answer.message).title)

    def _notice(self, change: Change) -> None:
        if change.kind == "edited" and change.message is not None and change.message is self._message:
            self._cards.put_nowait(Card.of(change.message))

    def _fraction(self) -> float:
        task = next(reversed(self._sandbox.vendor.tasks.values()), None)
        if task is None:
            return BEGUN
        gone = 1 - (self._sandbox.vendor.seconds_left(task.task_id) or 0.0) / (task.ends_at - task.made_at)
        return ASKED + gone * (COMPOSED - ASKED)

    def _complete(self) -> bool:
        task = next(reversed(self._sandbox.vendor.tasks.values()), None)
        return task is not None and len(self.clips) == sum(not clip.fails for clip in task.clips)


def _save(folder: Path, attachment: Attachment) -> Saved:
    return Saved(save_new(folder, attachment.filename, attachment.data), length(attachment.data))


def _shown(markdown: str) -> str:
    return ESCAPED.sub(r"\1", markdown)


def _new_log() -> Path:
    with tempfile.NamedTemporaryFile(prefix="encore-bot-", suffix=".log", delete=False) as file:
        return Path(file.name)
