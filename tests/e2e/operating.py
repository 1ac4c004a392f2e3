"""A member's hands on More…: a song, its menus and forms, and what each order cost."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.musicapi.catalog import FAMILIES
from bot.musicapi.offers import Host
from sandbox.musicapi.profiles import AIMUSICAPI, MUSICAPI
from tests.e2e.conftest import Stage, is_done, is_failed, open_stage

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Mapping
    from pathlib import Path

    from bot.musicapi.operations import Operation
    from data.rows import Job
    from sandbox.discord.entities import Message
    from sandbox.discord.invocations import Invocation

PROFILES = {Host.MUSICAPI: MUSICAPI, Host.TWIN: AIMUSICAPI}


@dataclass(frozen=True, slots=True)
class Spent:
    """Credits of the server and of the operator's account, and how many POSTs the vendor took, at one moment."""

    server: int
    operator: int
    accepted: int


class Workbench:
    """A stage, and a member who orders one operation after the other on it."""

    def __init__(self, stage: Stage, host: Host) -> None:
        self.stage = stage
        self.host = host

    async def song(self, model: str, **options: Any) -> Message:
        """A finished song of this model."""
        return await self.stage.song(model=model, **options)

    async def choose(
        self, message: Message, operation: Operation, words: Mapping[str, Any] | None = None, *, clip: int = 1
    ) -> Message:
        """The finished message of an operation chosen below More…, its form sent with `words` where it has one."""
        return await self.done(await self.chosen(message, operation, words, clip=clip))

    async def chosen(
        self,
        message: Message,
        operation: Operation,
        words: Mapping[str, Any] | None = None,
        *,
        clip: int = 1,
        at_once: Callable[[Invocation], None] | None = None,
    ) -> Invocation:
        """The order of an operation below More…, as soon as it was given; `at_once` is called before its answer."""
        mia = self.stage.person()
        pressed = mia.press(message, f"{clip} More…")
        menu = (await pressed.answered()).message
        assert menu is not None
        assert menu.private_to == mia.user.id
        picked = mia.select(menu, _menu_of(menu), operation.value)
        if at_once is not None:
            at_once(picked)
        answer = await picked.answered()
        assert not answer.failed
        if answer.modal is not None:
            picked = mia.submit(picked, words or {})
            assert not (await picked.answered()).failed
        return picked

    async def by_form(self, message: Message, button: str, words: Mapping[str, Any]) -> Message:
        """The finished message of a button that opens a form."""
        pressed = self.stage.person().press(message, button)
        assert (await pressed.answered()).modal is not None
        return await self.done(self.stage.person().submit(pressed, words))

    async def command(self, name: str, /, **options: Any) -> Message:
        """The finished message of a command."""
        mia = self.stage.person()
        return await self.done(mia.type_command(self.stage.sandbox.songs.id, name, options))

    async def completed(self, name: str, option: str, typed: str, /, **given: Any) -> list[dict[str, Any]]:
        """What Discord offers while somebody types into an option."""
        channel_id = self.stage.sandbox.songs.id
        return await self.stage.person().autocomplete(channel_id, name, {**given, option: typed}, option)

    async def chosen_menu_values(self, message: Message, operation: Operation, field: str) -> list[str]:
        """The values of a menu in the form that an operation opens."""
        mia = self.stage.person()
        menu = (await mia.press(message, "1 More…").answered()).message
        assert menu is not None
        modal = (await mia.select(menu, _menu_of(menu), operation.value).answered()).modal
        assert modal is not None
        inner = (row.get("component", {}) for row in modal["components"])
        return [option["value"] for found in inner if found.get("custom_id") == field for option in found["options"]]

    async def done(self, asked: Invocation) -> Message:
        """The answer's message once what it promised is there; fails where it did not work out."""
        message = await self.stage.soon(asked.until(_is_final))
        assert is_done(message), f"it did not work out: {text(message)}"
        return message

    async def spent(self) -> Spent:
        """What was spent until now."""
        vendor = self.stage.sandbox.vendor
        account = await self.stage.account()
        assert account.held == 0
        return Spent(account.spent, vendor.account.charged, len(vendor.accepted))

    @asynccontextmanager
    async def one_call(self, family: str, operation: Operation) -> AsyncGenerator[None]:
        """Asserts that this operation happens inside, as one accepted POST that is settled at the catalog's price."""
        before = await self.spent()
        yield
        after = await self.spent()
        offer = next(known for known in FAMILIES[self.host] if known.name == family).offers[operation]
        assert after.accepted - before.accepted == 1
        assert after.server - before.server == offer.price
        assert after.operator - before.operator <= offer.price
        job = await self._newest()
        assert (job.family, job.operation) == (family, operation)

    async def _newest(self) -> Job:
        newest: Job | None = None
        while (job := await self.stage.job(newest.id + 1 if newest else 1)) is not None:
            newest = job
        assert newest is not None
        return newest

    @property
    def last(self) -> dict[str, Any]:
        """The body of the last POST that the vendor took."""
        return self.stage.sandbox.vendor.accepted[-1].body


@asynccontextmanager
async def open_workbench(folder: Path, host: Host = Host.MUSICAPI, **sandbox: Any) -> AsyncGenerator[Workbench]:
    """A workbench in a world of its own, with credits enough for everything that is ordered on it."""
    env = {"GUILD_MONTHLY_CREDITS": "5000", **sandbox.pop("env", {})}
    async with open_stage(folder, env=env, profile=PROFILES[host], **{"speed": 100.0, **sandbox}) as stage:
        yield Workbench(stage, host)


def text(message: Message) -> str:
    """Everything that the message says."""
    parts = [message.content]
    for embed in message.embeds:
        parts += [embed.get("title", ""), embed.get("description", "")]
        parts += [f"{field['name']}: {field['value']}" for field in embed.get("fields", [])]
    return "\n".join(parts)


def recording(message: Message) -> tuple[str, bytes]:
    """The message's first song as a file on somebody's disk."""
    song = next(attachment for attachment in message.attachments if attachment.content_type.startswith("audio/"))
    return song.filename, song.data


def files(message: Message) -> list[str]:
    """The endings of the attached files."""
    return [attachment.filename.rpartition(".")[2] for attachment in message.attachments]


def _menu_of(message: Message) -> str:
    return next(
        component["custom_id"]
        for row in message.components
        for component in row["components"]
        if component["type"] == 3  # a text menu
    )


def _is_final(message: Message) -> bool:
    # A private card of its own is there as well, and a menu until it becomes one.
    parts = [component["custom_id"] for row in message.components for component in row["components"]]
    is_answer = not message.embeds and not message.loading and all(name.startswith("reopen:") for name in parts)
    return (message.private_to is not None and is_answer) or is_done(message) or is_failed(message)
