"""The drill: a live database is backed up under orders, its machine dies, and another bot goes on from the backup."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bot.check import findings_in
from data.copies import transfer
from data.rows import FailureKind, JobState
from sandbox.bot_process import ROOT
from tests.e2e.conftest import audio, said
from tests.e2e.test_crashes import CREATE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.conftest import Stage


async def run_command(stage: Stage, *words: str) -> str:
    """What `python -m bot` says with these words, on the stage's database."""

    def run() -> str:
        command = [sys.executable, "-m", "bot", *words]
        env = {**stage.bot.env, "DATABASE_URL": stage.database_url}
        return subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True, text=True, timeout=60).stdout

    return await asyncio.to_thread(run)


@pytest.mark.promise(key="backup")
async def test_a_bot_finishes_the_songs_of_a_backup(stage: Stage, tmp_path: Path) -> None:
    file = tmp_path / "kept" / "backup.db"
    for _ in range(2):
        stage.sandbox.vendor.orders.time_next_task(200, 210)
    running = [stage.ask(name) for name in ("mia", "noah")]
    for number in (1, 2):
        await stage.until_state(JobState.RUNNING, number)
    pause = stage.sandbox.musicapi.trouble.pause("POST", CREATE, "before")
    unanswered = stage.ask("admin")
    await stage.soon(unanswered.answered())
    await stage.soon(pause.reached())
    assert "holds all" in await run_command(stage, "backup", str(file))
    await stage.kill()
    pause.drop()
    await stage.close()

    stage.database_url = f"sqlite:///{tmp_path}/elsewhere/encore.db"
    stage._database = None
    assert "holds all" in await run_command(stage, "restore", str(file))
    assert await findings_in({"DATABASE_URL": stage.database_url}) == []
    stage.bot.env["DATABASE_URL"] = stage.database_url
    await stage.start()

    messages = [await stage.finished(asked) for asked in running]
    assert [len(audio(message)) for message in messages] == [2, 2]
    assert stage.songs_in() == messages
    lost = await stage.settled(3)
    assert (lost.state, lost.failure) == (JobState.FAILED, FailureKind.LOST)
    assert "credits are back" in said(stage.sandbox.songs.messages[lost.message_id or 0])
    assert stage.creates() == 2
    assert len(audio(await stage.song())) == 2
    assert (await stage.settled(transfer.GAP + 4)).state is JobState.DONE
    account = await stage.account()
    assert (account.held, account.spent, stage.creates()) == (0, 36, 3)
