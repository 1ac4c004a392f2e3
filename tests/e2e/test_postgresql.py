"""The same story on PostgreSQL: a song, a crash, and the song that follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.conftest import audio, open_stage

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("new_database_url", ["postgresql"], indirect=True)
async def test_a_song_survives_a_crash_on_postgresql(new_database_url: str, tmp_path: Path) -> None:
    async with open_stage(tmp_path, database_url=new_database_url) as stage:
        pause = stage.sandbox.musicapi.trouble.pause("GET", r"/task/", "after")
        asked = stage.ask()
        await stage.restart_at(pause)
        message = await stage.finished(asked)
        assert len(audio(message)) == 2
        assert stage.songs_in() == [message]
        await stage.song("noah")
        assert (await stage.account()).spent == 24
        assert stage.creates() == 2
