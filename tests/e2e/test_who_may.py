"""Every command, button, menu and form by whoever it is not for: by a stranger, and by a member without the right.

What a client does not offer is forged, as anybody can who talks to Discord by themselves. What changed is read from the
database, in every table. A new command or format fails here until somebody has said whose it is.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from cogs.router import COMPONENTS, FORMS, read_route
from cogs.settings.panel import SECTIONS
from data import tables
from data.schema import processes
from tests.data.making import MONTH
from tests.e2e import test_old_messages as earlier

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterable
    from pathlib import Path

    from data.ids import MessageId
    from sandbox.discord.entities import Channel
    from sandbox.discord.invocations import Answer, Invocation
    from tests.e2e.conftest import Stage

# What processes tell each other, and what moves by itself.
NOBODYS = {each.name for each in vars(processes).values() if isinstance(each, tables.jobs.__class__)}

LEASE = "lease_until"  # renewed every half a minute by whoever has the row: a slow machine sees it in between

# Whoever may see the channel may press these, as long as a server has not chosen otherwise.
EVERYBODYS = {
    *("ClipButton", "OperationMenu", "OperationButton", "SingButton", "StyleButton", "SingerButton", "PostButton"),
    *("AgainButton", "RetryButton", "EditButton", "ExampleButton", "CreditsPage", "QueueLook", "SongsPage"),
    *("CreditsTab", "PlaylistsButton", "ClipForm", "SongForm", "WrittenSongForm", "EditedSongForm", "PersonaSongForm"),
    *("UploadForm", "VoiceForm", "WordsForm", "NewPlaylistForm", "DownloadShelf", "ReportForm"),
    *("ExportButton", "DeleteButton", "KeepButton", "EraseButton"),  # which are about whoever presses, and nobody else
}
# Of the others: what mia began, what is hers or the admin's to change, and what managers decide. All of it is refused
# to noah, who may do nothing that not everybody may.
NOT_NOAHS = [
    f"confirm:v1:{earlier.RISEN}",
    f"reopen:v1:{earlier.REOPENED}",
    f"change:v1:{earlier.GONE}",
    f"job:v1:cancel:{earlier.WAITING}",
    f"queue:v1:cancel:{earlier.WAITING}",
    "set:v1:server-notices:off",
    "credits:v1:members:0",
    "settings:v1:tab:spending",
    "settings:v1:check",
    "settings:v1:changes",
    "settings:v1:changes:0",
    *(f"settings:v1:change:{section.key}" for section in SECTIONS),
    "case:v1:approve:1",
    "case:v1:reject:1",
    "case:v1:delete:1",
    "case:v1:block:1",
    "case:v1:dismiss:1",
    "song:v1:rename:1",
    "song:v1:delete:1",
    "song:v1:gone:1",
    "list:v1:page:1:0",
    "list:v1:rename:1:0",
    "list:v1:remove:1:0",
    "list:v1:gone:1:0",
    "download:v1:list:1:0",
    "place:v1:up:1:1:0",
    "place:v1:out:1:1:0",
]
NOT_NOAHS_MENUS = [
    ("model:v1:server", "sonic/sonic-v5"),
    ("lists:v1:add:1", "1"),
    ("lists:v1:show", "1"),
    ("privacy:v1:words", "30"),
    ("credits:v1:ledger", MONTH),
]
NOT_NOAHS_FORMS: list[tuple[str, dict[str, Any]]] = [
    *((name, given) for name, given in earlier.SENT if ":draft:" in name or ":typed-" in name),
    ("form:v1:rename:1", {"title": "Noah's"}),
    ("form:v1:reject:1", {"words": "Noah's"}),
    ("form:v1:list-name:1", {"name": "Noah's"}),
    earlier.SETTINGS,
    *((f"form:v1:settings:{section.key}:cec7ea", {"words": "1"}) for section in SECTIONS),
]

# Every command with what is typed; who may: everybody, managers of the server, or whoever runs the bot.
EVERYBODY, MANAGERS, OPERATORS = "everybody", "managers", "operators"
ABSENT = "123456789012345678"  # the id of nobody
COMMANDS: dict[str, tuple[str, dict[str, Any]]] = {
    "song": (EVERYBODY, {"prompt": "a waltz of mine"}),
    "lyrics": (EVERYBODY, {}),
    "upload": (EVERYBODY, {}),
    "voice": (EVERYBODY, {}),
    "write": (EVERYBODY, {}),
    "style": (EVERYBODY, {}),
    "model list": (EVERYBODY, {}),
    "model mine": (EVERYBODY, {}),
    "model server": (MANAGERS, {"model": "sonic/sonic-v5"}),
    "persona list": (EVERYBODY, {}),
    "persona delete": (MANAGERS, {"persona": "Harbour"}),  # and whoever made it
    "family": (EVERYBODY, {"clip": "1"}),
    "songs": (EVERYBODY, {"search": "harbour"}),
    "showcase set": (MANAGERS, {"favourites": 1}),
    "showcase off": (MANAGERS, {}),
    "credits": (EVERYBODY, {}),
    "queue": (EVERYBODY, {}),
    "settings": (EVERYBODY, {}),
    "privacy": (EVERYBODY, {}),
    "help": (EVERYBODY, {}),
    "about": (EVERYBODY, {}),
    "operator quota": (OPERATORS, {"server": ABSENT, "credits": 500}),
    "operator grant": (OPERATORS, {"server": ABSENT, "credits": 500}),
    "operator pause": (OPERATORS, {}),
    "operator resume": (OPERATORS, {}),
    "operator retired": (OPERATORS, {}),
    "operator jobs": (OPERATORS, {}),
    "operator settle": (OPERATORS, {"job": 1, "ending": "refund"}),
    "operator block": (OPERATORS, {"member": ABSENT}),
    "operator doctor": (OPERATORS, {}),
}
REFUSALS = ("may manage this server", "Only those who run this bot", "may delete")

# Of what mia made in Studio; nobody elsewhere may read any of it.
SECRETS = ("Under the harbour light", "92 BPM", "choir of gulls", "lofi, rain", "Harbour", "slow soul")


@asynccontextmanager
async def studio(tmp_path: Path) -> AsyncGenerator[Stage]:
    """A server in which everything is there that a name can be about, and nothing moves by itself any more."""
    async with earlier.updated(tmp_path) as stage:
        await stage.settled(earlier.FIRST)
        await stage.until(partial(waiting_card, stage), "the card of what waits was found")
        yield stage


async def waiting_card(stage: Stage) -> MessageId | None:
    """The message of the song that waits in line, once the process that was started has found it."""
    job = await stage.job(earlier.WAITING)
    return None if job is None else job.message_id


async def rows(stage: Stage, *, is_strangers: bool = True) -> dict[str, list[str]]:
    """Every row of every table as text, perhaps but for the stranger's, their server's, and who waits for an answer."""
    theirs = {"guild_id": stage.sandbox.elsewhere.id, "user_id": stage.person("stranger").user.id}
    found = dict[str, list[str]]()

    def is_meant(row: dict[str, Any]) -> bool:
        return is_strangers or not ("key" in row or any(row.get(name) == value for name, value in theirs.items()))

    async with (await stage.database()).reading() as tx:
        for table in tables.metadata.sorted_tables:
            if table.name not in NOBODYS:
                read = (await tx.execute(select(table))).mappings()
                kept = ({name: row[name] for name in row if name != LEASE} for row in read)
                found[table.name] = sorted(str(row) for row in kept if is_meant(row))
    return found


async def answer_to(stage: Stage, asked: Invocation, about: str) -> Answer:
    """What somebody was answered, once nothing says “thinking…” any more."""
    answer = await stage.soon(asked.answered())
    assert not answer.failed, about
    if answer.message is not None and answer.message.loading:
        await stage.shown(asked)
    return asked.seen()


def said(asked: Invocation) -> str:
    """Everything that somebody reads in an answer, as it is sent."""
    answer = asked.seen()
    messages = [answer.message] if answer.message is not None else []
    parts = [(each.content, each.embeds, each.components) for each in (*messages, *asked.followups)]
    return f"{parts} {answer.modal}"


async def press(stage: Stage, who: str, name: str, value: str = "", where: Channel | None = None) -> Invocation:
    """Forge a press or a choice on a message as it would stand on."""
    part = earlier.menu(name, value) if value else earlier.button(name, "As it was called")
    message = earlier.kept(
        stage, [part], is_panel=name.startswith(earlier.ON_PANELS), where=where or stage.sandbox.songs
    )
    person = stage.person(who)
    asked = person.select(message, name, [value]) if value else person.press(message, name)
    await answer_to(stage, asked, name)
    return asked


async def send(stage: Stage, who: str, opened: Invocation, name: str, given: dict[str, Any]) -> Invocation:
    """Forge a form in place of one that is open."""
    opened.interaction.modal = earlier.form_of(name, given)
    asked = stage.person(who).submit(opened, given)
    await answer_to(stage, asked, name)
    return asked


@pytest.mark.promise(key="manage-server")
async def test_nothing_that_is_not_his_works_for_a_member(tmp_path: Path) -> None:
    forged = {name: read_route(COMPONENTS, name) for name in (*NOT_NOAHS, *(name for name, _ in NOT_NOAHS_MENUS))}
    forged |= {name: read_route(FORMS, name) for name, _ in NOT_NOAHS_FORMS}
    refused = {route[0].format.__name__ for route in forged.values() if route is not None}
    # The model's menus and the switches are everybody's too, for their own.
    assert EVERYBODYS | refused == {route.format.__name__ for route in (*COMPONENTS, *FORMS)}
    assert not EVERYBODYS & refused
    async with studio(tmp_path) as stage:
        before = await rows(stage)
        answers = [(name, await press(stage, "noah", name)) for name in NOT_NOAHS]
        answers += [(name, await press(stage, "noah", name, value)) for name, value in NOT_NOAHS_MENUS]
        for name, given in NOT_NOAHS_FORMS:
            opened = await press(stage, "noah", "clip:v1:extend:1")
            answers.append((name, await send(stage, "noah", opened, name, given)))
        noah = stage.person("noah").user.id
        for name, asked in answers:
            answer = asked.seen()
            assert answer.modal is None, name
            assert answer.message is not None, name
            assert answer.message.private_to == noah, (name, said(asked))
        assert await rows(stage) == before


async def test_nothing_of_another_server_works_for_a_stranger_or_is_told_to_them(tmp_path: Path) -> None:
    async with studio(tmp_path) as stage:
        before, lounge = await rows(stage, is_strangers=False), stage.sandbox.lounge
        for name in (*(name for name, *_ in (*earlier.BUTTONS, *earlier.PANELS)), *NOT_NOAHS):
            assert told_nothing(await press(stage, "stranger", name, where=lounge)), name
        for name, value in (*((name, value) for name, value, _ in earlier.MENUS), *NOT_NOAHS_MENUS):
            assert told_nothing(await press(stage, "stranger", name, value, where=lounge)), name
        for name, given in earlier.SENT:
            opened = await press(stage, "stranger", "settings:v1:change:pace", where=lounge)
            told = said(await send(stage, "stranger", opened, name, given))
            # What they typed themselves comes back to them.
            assert not [secret for secret in SECRETS if secret in told and secret not in str(given)], (name, told)
        assert await rows(stage, is_strangers=False) == before


def told_nothing(asked: Invocation) -> bool:
    """Whether an answer says nothing of Studio's."""
    return not any(secret in said(asked) for secret in SECRETS)


@pytest.mark.promise(key="manage-server")
async def test_every_command_is_refused_to_whoever_may_not_use_it(tmp_path: Path) -> None:
    async with studio(tmp_path) as stage:
        slash = [command for command in stage.sandbox.world.commands.values() if command.get("type", 1) == 1]
        assert {path for command in slash for path in paths(command)} == set(COMMANDS)
        for command in slash:
            command["default_member_permissions"] = None  # as an administrator may let everybody use it

        before = await rows(stage)
        for path, (who, given) in COMMANDS.items():
            if who != EVERYBODY:
                given = {"channel": stage.sandbox.songs, **given} if path == "showcase set" else given
                asked = await type_command(stage, "noah", path, given, stage.sandbox.songs)
                assert any(words in said(asked) for words in REFUSALS), (path, said(asked))
                assert asked.message is not None
                assert asked.message.private_to == stage.person("noah").user.id
            if who == OPERATORS:
                for name, where in (("admin", stage.sandbox.songs), ("stranger", stage.sandbox.lounge)):
                    asked = await type_command(stage, name, path, given, where)
                    assert "Only those who run this bot" in said(asked), (path, name, said(asked))
        assert await rows(stage) == before
        before = await rows(stage, is_strangers=False)
        for path, (who, given) in COMMANDS.items():
            if who != OPERATORS and path not in ("upload", "voice"):  # which ask for a file first
                given = {"channel": stage.sandbox.lounge, **given} if path == "showcase set" else given
                asked = await type_command(stage, "stranger", path, given, stage.sandbox.lounge)
                assert told_nothing(asked), (path, said(asked))
        assert await rows(stage, is_strangers=False) == before


async def type_command(stage: Stage, who: str, path: str, given: dict[str, Any], where: Channel) -> Invocation:
    asked = stage.person(who).type_command(where.id, path, given, checked=False)
    await answer_to(stage, asked, path)
    return asked


def paths(command: dict[str, Any]) -> Iterable[str]:
    """A command's name, or one for each of its subcommands."""
    inner = [option["name"] for option in command.get("options", []) if option["type"] == 1]
    return [f"{command['name']} {name}" for name in inner] or [command["name"]]
