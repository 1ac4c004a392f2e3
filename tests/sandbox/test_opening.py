from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox import opening
from sandbox.opening import open_page
from sandbox.wire.failures import SandboxError
from sandbox.world import Sandbox

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(30.0, clip_seconds=4.0, identify_interval=0.0) as sandbox:
        yield sandbox


async def test_what_is_kept_is_there_the_next_time(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "var" / "sandbox"
    monkeypatch.setattr(opening, "KEPT", kept)
    for _ in range(2):
        async with open_page(sandbox, port=0, keep=True) as opened:
            await opened.bot.start()
            await opened.bot.ready()
            assert opened.bot.log == kept / "bot.log"
    assert (kept / "encore.db").exists()
    assert (kept / "bot.log").read_text().count(" stopped seconds=") == 2


@pytest.mark.parametrize(("speed", "seconds"), [(1.0, 1.0), (8.0, 0.625), (30.0, 0.25)])
async def test_a_bot_polls_as_often_as_musicapis_time_goes_by(speed: float, seconds: float) -> None:
    async with (
        Sandbox(speed, clip_seconds=4.0, identify_interval=0.0) as sandbox,
        open_page(sandbox, port=0, keep=False) as opened,
    ):
        assert float(opened.settings()["POLL_INTERVAL"]) == seconds


async def test_otherwise_nothing_stays(sandbox: Sandbox) -> None:
    async with open_page(sandbox, port=0, keep=False) as opened:
        folder = opened.bot.log.parent
        assert folder.exists()
    assert not folder.exists()


async def test_a_bot_that_ends_by_itself_is_told_at_the_terminal(
    sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    async with open_page(sandbox, port=0, keep=False, GUILD_MONTHLY_CREDITS="many") as opened:
        await opened.bot.start()
        with pytest.raises(SandboxError, match="GUILD_MONTHLY_CREDITS"):
            await opened.bot.ready()
    said = capsys.readouterr().err
    assert "exit code 2" in said
    assert "the page can start it again" in said


async def test_a_folder_that_cannot_be_made(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "var").write_text("a file")
    monkeypatch.setattr(opening, "KEPT", tmp_path / "var" / "sandbox")
    with pytest.raises(SandboxError, match="cannot be made"):
        async with open_page(sandbox, port=0, keep=True):
            pass
