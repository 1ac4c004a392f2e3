from __future__ import annotations

import asyncio
import os
import signal
import subprocess
from typing import TYPE_CHECKING

import pytest

from sandbox.bot_process import ROOT
from sandbox.song import CLIP_SECONDS
from sandbox.song_files import length
from tests.documents.process import watched

if TYPE_CHECKING:
    from pathlib import Path

WAIT = 60.0  # seconds; the promise is "well under a minute"


def make_song(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    logs = tmp_path / "tmp"
    logs.mkdir()
    return subprocess.run(
        watched("song", "--out", str(tmp_path / "out")),
        cwd=ROOT,
        env=dict(os.environ) | {"TMPDIR": str(logs)} | environment,
        capture_output=True,
        text=True,
        timeout=WAIT,
        check=False,
    )


def test_a_song_is_made_shown_and_saved(tmp_path: Path) -> None:
    made = make_song(tmp_path, PROMPT="lofi rain")
    assert made.returncode == 0, made.stdout + made.stderr
    assert made.stderr == ""
    lines = made.stdout.splitlines()
    assert any('Typing /song prompt:"lofi rain"' in line for line in lines)
    assert any("Composing your song" in line for line in lines)
    assert "100 %" in lines[-3]
    assert "\x1b" not in made.stdout
    files = sorted((tmp_path / "out").iterdir())
    assert len(files) == 2
    for file in files:
        seconds = length(file.read_bytes())
        assert 0.9 * CLIP_SECONDS < seconds <= CLIP_SECONDS + 1
        assert any(line == f"Saved {file} (0:{round(seconds):02})" for line in lines)
    assert list((tmp_path / "tmp").iterdir()) == []  # no log, no database left


def test_what_the_vendor_refuses_is_told_in_one_sentence(tmp_path: Path) -> None:
    made = make_song(tmp_path, PROMPT="a song like Taylor Swift")
    assert made.returncode == 1
    (sentence,) = made.stderr.splitlines()
    assert "names of artists" in sentence
    (log,) = (tmp_path / "tmp").iterdir()
    assert str(log) in sentence
    assert not list((tmp_path / "out").iterdir())


def test_an_empty_prompt_is_refused_as_discord_would_refuse_it(tmp_path: Path) -> None:
    made = make_song(tmp_path, PROMPT="")
    assert made.returncode == 1
    (sentence,) = made.stderr.splitlines()
    assert "This option is required" in sentence
    assert not list((tmp_path / "out").iterdir())


def test_a_folder_that_cannot_be_used_is_told_before_anything_starts(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    made = make_song(tmp_path)
    assert made.returncode == 1
    assert made.stderr == f"The folder {tmp_path}/out cannot be made: File exists.\n"
    assert made.stdout == ""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
async def test_stopped_half_way_it_leaves_nothing_behind(tmp_path: Path, number: signal.Signals, code: int) -> None:
    (tmp_path / "tmp").mkdir()
    process = await asyncio.create_subprocess_exec(
        *watched("song", "--out", str(tmp_path / "out")),
        cwd=ROOT,
        env=dict(os.environ) | {"TMPDIR": str(tmp_path / "tmp")},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    async with asyncio.timeout(WAIT):
        while b"Song in line" not in await process.stdout.readline():
            pass
        process.send_signal(number)
        _, said = await process.communicate()
    assert process.returncode == code
    assert said == b"\nStopped.\n"
    assert list((tmp_path / "tmp").iterdir()) == []
