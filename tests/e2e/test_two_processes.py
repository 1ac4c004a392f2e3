"""Two processes on one database, both connected, so that each hears everything: all is answered and charged once."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from sandbox.bot_process import BotProcess
from tests.e2e.bare import bare_stage
from tests.e2e.conftest import TIMEOUT, audio, fields
from tests.e2e.test_forms import opened_form, private_answer

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from tests.e2e.conftest import Stage

FORMS = 20
PAID = 12  # of them, as far as the server's credits go


@asynccontextmanager
async def two_processes(folder: Path, **env: str) -> AsyncGenerator[Stage]:
    """Two bots on one database, both connected: each hears everything that people do."""
    async with bare_stage(folder, **env) as stage:
        second = BotProcess({**stage.bot.env, "WORKER_ID": "second"}, folder / "second.log")
        async with second:
            async with asyncio.timeout(TIMEOUT):
                await stage.sandbox.discord.gateway.until(
                    lambda: sum(session.is_connected for session in stage.sandbox.discord.gateway.sessions) == 2
                )
            yield stage
        logs = stage.log() + second.log.read_text()
        assert "Traceback" not in logs
        assert "interaction_known" in logs  # or one of them heard nothing


async def test_two_processes_take_each_form_once_as_long_as_there_are_credits(tmp_path: Path) -> None:
    async with two_processes(tmp_path, GUILD_MONTHLY_CREDITS=str(12 * PAID)) as stage:
        opened = [await opened_form(stage) for _ in range(FORMS)]
        sent = [
            stage.person().submit(form, {"title": f"Number {number}", "lyrics": f"[Verse]\nLa {number}"})
            for number, form in enumerate(opened)
        ]
        answers = [await one.answered() for one in sent]
        assert [answer.failed for answer in answers] == [False] * FORMS
        shown = [await stage.shown(one) for one in sent]
        refused = [one for one, message in zip(sent, shown, strict=True) if message.private_to is not None]
        assert len(refused) == FORMS - PAID
        assert all("0 credits left" in message.content for message in shown if message.private_to is not None)
        made = {number: one for number, one in enumerate(sent) if one not in refused}
        messages = {number: await stage.finished(one) for number, one in made.items()}
        assert all(f"Number {number}" in str(message.embeds) for number, message in messages.items())
        assert all(len(audio(message)) == 2 for message in messages.values())
        assert len({message.id for message in messages.values()}) == PAID
        assert all(len(one.followups) <= 1 for one in refused)
        assert [one.followups for one in made.values()] == [[]] * PAID
        account = await stage.account()
        assert (account.held, account.spent, stage.accepted()) == (0, 12 * PAID, PAID)


async def test_two_processes_ask_once_about_a_price_that_rose_and_charge_it_once(tmp_path: Path) -> None:
    async with two_processes(tmp_path) as stage:
        mia = stage.person()
        await mia.type_command(stage.sandbox.songs.id, "model mine", {"model": "nuro"}).answered()
        opened = await opened_form(stage)
        sent = mia.submit(opened, {"lyrics": "[Verse]\n" + "la " * 60})
        question = await private_answer(stage, sent)
        (button,) = question.components[0]["components"]
        presses = [mia.press(question, button["custom_id"]) for _ in range(2)]
        answers = [(await press.answered()).message for press in presses]
        (refused,) = [message for message in answers if message is not None and message.private_to is not None]
        assert "made already" in refused.content
        (made,) = [press for press in presses if press.message is not refused]
        assert fields(await stage.finished(made))["Price"].startswith("12 credits")
        assert ((await stage.account()).spent, stage.creates()) == (12, 1)
        assert sent.followups == []
