"""What the log must not hold, at its most talkative and where things go wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.wire.exchange import Answer
from tests.e2e.conftest import audio, open_stage
from tests.e2e.test_crashes import EDIT

if TYPE_CHECKING:
    from pathlib import Path

TOKEN = re.compile(r"/(?:webhooks|interactions)/\d+/([\w.-]{20,})")
WORDS: dict[str, Any] = {
    "prompt": "a zeppelin over quicksand",
    "title": "Marzipan",
    "lyrics": "[Verse]\nPistachio parachutes",
    "style": "polka",
}
DOWN = Answer(502, b"<html>bad gateway</html>", "text/html")


@pytest.mark.promise(key="log")
async def test_neither_what_people_type_nor_a_token_is_logged(tmp_path: Path) -> None:
    async with open_stage(tmp_path, env={"LOG_LEVEL": "DEBUG"}) as stage:
        stage.sandbox.discord.trouble.answer_instead("PATCH", EDIT, DOWN, times=2)
        stage.sandbox.musicapi.trouble.answer_instead("GET", r"/task/", DOWN, times=4)
        assert len(audio(await stage.song(**WORDS))) == 2
        stage.sandbox.vendor.orders.refuse_next_create(403, {"message": "no artist names, please"})
        await stage.ended(stage.ask(**{**WORDS, "title": "Again"}))
        await stage.restart()
        log = stage.log()
        assert "poll_failed" in log
        assert "job_failed" in log
        paths = [exchange.request.path for exchange in stage.sandbox.discord.traffic]
        tokens = {found[1] for path in paths if (found := TOKEN.search(path))}
        assert len(tokens) >= 2
        words = {word for given in WORDS.values() for word in re.findall(r"\w{6,}", given)}
        assert {"zeppelin", "Marzipan", "Pistachio"} <= words
        assert [secret for secret in tokens | words if secret in log] == []
