"""`/privacy` in the real process: what is stored is shown, handed out and deleted, for whoever asks and nobody else."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.check import findings_in
from data.guilds import admin_log, retention
from data.ids import GuildId
from data.privacy import erasures
from data.rows import JobState
from sandbox.discord.component_rules import texts, walk
from sandbox.discord.components import BUTTON
from tests.e2e.conftest import open_stage
from tests.traces import backup_with, bytes_with, rows_with

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from sandbox.discord.entities import Message
    from tests.e2e.conftest import Stage

PROMPT, NOAHS = "a velvetmoon over quillharbour", "brasslantern rain"
SMALL_FILE = 30_000  # bytes: a clip with its timeline takes most of one
SURE, KEEP = "Yes, delete it for good", "Keep my data"


async def panel(stage: Stage, name: str = "mia") -> Message:
    """What `/privacy` shows somebody."""
    answer = await stage.soon(stage.person(name).type_command(stage.sandbox.songs.id, "privacy").answered())
    assert not answer.failed
    assert answer.message.private_to == stage.person(name).user.id
    return answer.message


def shown(message: Message) -> str:
    return "\n".join(texts(message.components))


def buttons(message: Message) -> list[str]:
    return [part["label"] for _, part in walk(message.components) if part["type"] == BUTTON]


async def press(stage: Stage, message: Message, label: str, name: str = "mia") -> Message:
    """Press a button, and see what is answered: another message, or this one as it was changed."""
    answer = await stage.soon(stage.person(name).press(message, label).answered())
    assert not answer.failed
    return answer.message or message


async def parts(stage: Stage, name: str) -> list[dict[str, Any]]:
    """Everything that somebody is handed out."""
    asked = stage.person(name).press(await panel(stage, name), "Download my data")

    async def look() -> list[dict[str, Any]] | None:
        messages = [each for each in (asked.message, *asked.followups) if each is not None and each.attachments]
        read = [json.loads(each.attachments[0].data) for each in dict.fromkeys(messages)]
        assert all(each.private_to == stage.person(name).user.id for each in messages)
        return read if read and read[-1]["is_last_part"] else None

    return await stage.until(look, "handed out")


async def agree(stage: Stage, name: str, choice: str) -> Message:
    """Ask for the deletion, up to the second question."""
    asked = await press(stage, await panel(stage, name), "Delete my data…", name)
    sure = await press(stage, asked, choice, name)
    assert buttons(sure) == [SURE, KEEP]
    return sure


async def erased(stage: Stage) -> None:
    """Wait until there is nothing left to be erased."""

    async def look() -> bool | None:
        async with (await stage.database()).reading() as tx:
            return not await erasures.every(tx) or None

    await stage.until(look, "erased")


async def forgotten(stage: Stage, traces: list[int | str]) -> None:
    """Wait until no row says any of these: on SQLite, an index of words is tidied a moment after the rows."""
    database = await stage.database()

    async def look() -> bool | None:
        return await rows_with(database, traces) == [] or None

    await stage.until(look, "forgotten")


@asynccontextmanager
async def privacy_stage(folder: Path, url: str) -> AsyncGenerator[Stage]:
    env = {"PRIVACY_URL": "https://example.com/privacy", "TERMS_URL": "https://example.com/terms"}
    async with open_stage(folder, env=env, database_url=url) as stage:
        yield stage


@pytest.mark.promise(key="own-data")
async def test_a_member_is_handed_out_and_deleted_with_the_messages_and_nobody_else(
    database_url: str, tmp_path: Path
) -> None:
    async with privacy_stage(tmp_path, database_url) as stage:
        song, noahs = await stage.song("mia", prompt=PROMPT), await stage.song("noah", prompt=NOAHS)
        traces = [stage.person("mia").user.id, "velvetmoon"]
        seen = await panel(stage)
        assert "Your songs: your words" in shown(seen)
        assert buttons(seen) == ["Download my data", "Delete my data…", "Privacy policy", "Terms of service"]
        (mine,), (theirs,) = await parts(stage, "mia"), await parts(stage, "noah")
        assert [job["prompt"] for job in mine["tables"]["jobs"]] == [PROMPT]
        assert {entry["kind"] for entry in mine["tables"]["ledger"]} == {"hold", "settle"}
        assert len(mine["tables"]["clips"]) == 2
        assert not {"token", "webhook_token", "musicapi_key"} & set(mine["tables"]["jobs"][0])
        assert "velvetmoon" not in json.dumps(theirs)
        assert str(traces[0]) not in json.dumps(theirs)
        before = await stage.account()
        # Twice asked, and once let be.
        kept = await press(stage, await agree(stage, "mia", "Delete data, keep messages"), KEEP)
        assert "Nothing was deleted." in shown(kept)
        said_before = len(stage.log())
        told = await press(stage, await agree(stage, "mia", "Delete data and messages"), SURE)
        await stage.logged("erasure_done")
        await erased(stage)
        assert "Your data is deleted." in shown(told)
        left = stage.sandbox.songs.messages
        assert song.id not in left
        assert noahs.id in left
        await forgotten(stage, traces)
        assert not any(str(trace) in stage.log()[said_before:] for trace in traces)
        assert await stage.account() == before
        assert list((await parts(stage, "mia"))[0]["tables"]) == ["erased_use"]  # so that no share fills up
        assert await backup_with(database_url, tmp_path, traces) == []
    if database_url.startswith("sqlite"):
        assert bytes_with(tmp_path / "encore.db", traces) == []
    assert await findings_in({"DATABASE_URL": database_url}) == []


@pytest.mark.promise(key="own-data")
async def test_a_confirmed_deletion_is_finished_by_whoever_is_started_after_a_kill(tmp_path: Path) -> None:
    async with open_stage(tmp_path, env={"MUSICAPI_CREATE_INTERVAL": "3600"}) as stage:
        await stage.song("mia", prompt=PROMPT)
        waiting = stage.ask("mia", prompt=f"{PROMPT} in line")  # its turn is an hour away
        assert not (await waiting.answered()).failed
        stage.person("mia").press(await agree(stage, "mia", "Delete data, keep messages"), SURE)
        await stage.logged("erasure_asked")
        await stage.restart()
        await stage.logged("erasure_done")
        await erased(stage)
        await forgotten(stage, [stage.person("mia").user.id, "velvetmoon"])
        assert (await stage.account()).held == 0
        assert (await stage.job(2)).failure == "cancelled"  # type: ignore[union-attr] - the job is there


@pytest.mark.promise(key="manage-server")
async def test_managers_alone_choose_how_long_words_are_kept_and_a_server_that_is_left_is_noticed(
    stage: Stage,
) -> None:
    guild_id = GuildId(stage.sandbox.studio.id)
    database = await stage.database()
    members, managers = await panel(stage), await panel(stage, "admin")
    assert "This server's songs" not in shown(members)
    answer = stage.person("admin").select(managers, "privacy:v1:words", "30")
    assert not (await stage.soon(answer.answered())).failed
    assert "Words are forgotten after 30 days." in shown(managers)
    forged = stage.person("mia").press(members, "privacy:v1:words", checked=False)
    refused = (await stage.soon(forged.answered())).message
    assert "manage this server" in refused.content
    async with database.reading() as tx:
        assert await retention.get(tx, guild_id) == 30
        (change,) = await admin_log.of_guild(tx, guild_id, limit=5)
        assert (change.user_id, change.facts) == (stage.person("admin").user.id, {"days": 30})
    stage.sandbox.world.remove_bot(stage.sandbox.studio)
    await stage.logged("guild_left")
    await stage.kill()
    stage.sandbox.world.invite_bot(stage.sandbox.studio)
    await stage.start()
    assert f"guild={guild_id}" in (await stage.logged("guild_back"))[0]


@pytest.mark.promise(key="own-data")
async def test_a_deletion_is_of_whoever_presses_wherever_and_however_often(tmp_path: Path) -> None:
    """With forged and doubled presses, in direct messages, in more files than one, and while a song is being made."""
    async with open_stage(tmp_path, env={"POLL_INTERVAL": "1"}, file_limit=SMALL_FILE) as stage:
        mia, noah = (stage.person(name).user.id for name in ("mia", "noah"))
        song = await stage.song("mia", prompt=PROMPT)
        await stage.song("noah", prompt=NOAHS)
        handed = await parts(stage, "mia")
        assert len(handed) > 1
        assert [part["part"] for part in handed] == list(range(1, len(handed) + 1))
        assert {clip["job_id"] for part in handed for clip in part["tables"].get("clips", [])} == {1}
        # Noah forges on her song what is Mia's to press: it is his own that goes.
        hers = await agree(stage, "mia", "Delete data and messages")
        asked = stage.person("noah").press(song, "privacy:v1:erase:go:sure", checked=False)
        assert not (await stage.soon(asked.answered())).failed
        await erased(stage)
        await forgotten(stage, [noah, NOAHS])
        assert song.id in stage.sandbox.songs.messages
        assert [part["tables"]["jobs"][0]["prompt"] for part in await parts(stage, "mia") if "jobs" in part["tables"]]
        # In a direct message, there is no server to choose anything for.
        letter = stage.sandbox.world.dm_with(stage.person("mia").user)
        direct = (await stage.soon(stage.person("mia").type_command(letter.id, "privacy").answered())).message
        assert buttons(direct)[:2] == ["Download my data", "Delete my data…"]
        assert "This server's songs" not in shown(direct)
        # While a song is being made: twice at once, and once more.
        stage.ask("mia", prompt=f"{PROMPT} once more")
        await stage.until_state(JobState.RUNNING, 3)
        asked = await press(stage, await press(stage, direct, "Delete my data…"), "Delete data and messages")
        doubled = [stage.person("mia").press(message, SURE) for message in (asked, hers, asked)]
        assert not any([(await stage.soon(each.answered())).failed for each in doubled])
        await erased(stage)
        await forgotten(stage, [mia, "velvetmoon"])
        assert stage.songs_in() == []  # Noah's forged press had his go as well
        assert stage.accepted() == 3
        assert (await stage.account()).held == 0
    assert await findings_in({"DATABASE_URL": f"sqlite:///{tmp_path}/encore.db"}) == []
