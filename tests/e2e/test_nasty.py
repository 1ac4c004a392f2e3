"""A nasty member: everything that a client would not let through gets one clear private sentence and costs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.conftest import Stage, audio, maker, open_stage, said

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "options",
    [
        {"prompt": ""},
        {"prompt": "   "},
        {"prompt": "x" * 1500},
        {"prompt": "for <@123456789012345678>"},
        {"prompt": "bell \x07 and \x00"},
        {"prompt": "pop", "title": "t" * 200},
        {"prompt": "pop", "lyrics": "la " * 2000},
        {"prompt": "pop", "lyrics": "la", "instrumental": True},
        {"prompt": "pop", "model": "polka/1"},
        {"prompt": "pop", "model": "../../etc/passwd"},
        {"prompt": "x" * 250, "model": "riffusion/FUZZ-1.1 Pro"},
    ],
    ids=lambda options: ",".join(f"{name}:{len(str(value))}" for name, value in options.items()),
)
async def test_a_bad_song_is_one_private_sentence(stage: Stage, options: dict[str, Any]) -> None:
    asked = stage.person().type_command(stage.sandbox.songs.id, "song", options, checked=False)
    answer = await asked.answered()
    assert answer.message is not None
    assert answer.message.private_to == stage.person().user.id
    assert "Nothing was charged" in answer.message.content
    assert answer.message.content.count("\n") == 1  # below it, that nothing was charged
    assert stage.creates() == 0


@pytest.mark.promise(key="harmless")
async def test_markdown_and_everyone_are_shown_harmless(stage: Stage) -> None:
    asked = stage.ask(prompt="@everyone **pop** [x](https://evil.example) `y`", title="*T*", style="||s||")
    message = await stage.finished(asked)
    shown = str(message.embeds)
    assert "@everyone" not in shown
    assert "**pop**" not in shown
    assert "https://evil" not in shown
    assert message.mentions == []
    assert not message.mention_everyone


async def test_a_longer_prompt_is_taken_by_the_family_that_can(stage: Stage) -> None:
    message = await stage.song(prompt="slow " * 60)
    assert "Sonic" in maker(message)
    assert all(name.endswith(".mp3") for name in audio(message))


async def test_the_vendors_refusal_is_told_with_its_reason_and_refunded(stage: Stage) -> None:
    stage.sandbox.vendor.orders.refuse_next_create(403, {"message": "Nobody sings this prompt"})
    message = await stage.ended(stage.ask())
    assert "Nobody sings this prompt" in said(message)
    assert "credits are back" in said(message)
    assert (await stage.account()).left == 240


async def test_a_retired_family_moves_on_and_the_operator_is_told_once(stage: Stage) -> None:
    stage.bot.env["OPERATOR_IDS"] = str(stage.sandbox.admin.id)
    await stage.restart()
    stage.sandbox.vendor.orders.retire("riffusion", "create_music")
    for _ in range(2):
        message = await stage.song()
        assert "Sonic" in maker(message)
    letters = [
        message.content
        for channel in stage.sandbox.world.channels.values()
        if channel.recipient is not None
        for message in channel.messages.values()
    ]
    assert len(letters) == 1
    assert "riffusion" in letters[0]
    await stage.restart()
    await stage.song()
    assert sum(create.status == 410 for create in stage.sandbox.vendor.creates) == 1


async def test_out_of_credits_names_the_price_what_is_left_and_when_they_come_back(tmp_path: Path) -> None:
    async with open_stage(tmp_path, env={"GUILD_MONTHLY_CREDITS": "11"}) as stage:
        answer = await stage.ask().answered()
        assert answer.message is not None
        assert answer.message.private_to is not None
        assert "A song costs 12 credits, and this server has 11 credits left" in answer.message.content
        assert ":R>" in answer.message.content


async def test_one_servers_spending_is_not_anothers(tmp_path: Path) -> None:
    async with open_stage(tmp_path, env={"GUILD_MONTHLY_CREDITS": "12"}) as stage:
        await stage.song()
        answer = await stage.ask().answered()
        assert answer.message is not None
        assert "0 credits left" in answer.message.content
        assert len(audio(await stage.song("stranger", where=stage.sandbox.lounge))) == 2


async def test_an_answer_that_came_too_late_gives_the_credits_back_and_asks_nobody(tmp_path: Path) -> None:
    async with open_stage(tmp_path, answer_deadline=0.001) as stage:
        assert (await stage.ask().answered()).failed
        job = await stage.settled()
        assert job.failure == "cancelled"
        assert stage.creates() == 0
        assert (await stage.account()).left == 240
