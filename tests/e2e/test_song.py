"""`/song` from the keyboard to two posted clips, as members live it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.discord.component_rules import texts
from tests.e2e.conftest import Stage, audio, fields, labels, maker, open_stage, said, small, title

if TYPE_CHECKING:
    from pathlib import Path

BUTTONS = ("Extend", "Cover", "More…")


async def test_a_song_is_posted_with_both_clips_and_their_buttons(stage: Stage) -> None:
    asked = stage.ask(prompt="r&b pop")
    answer = await asked.answered()
    assert answer.message is not None
    assert "in line" in title(answer.message)
    assert small(answer.message) == [f"Riffusion FUZZ-1.1 Pro · 12 credits · <@{stage.person('mia').user.id}>"]
    message = await stage.finished(asked)
    assert message.id == answer.message.id
    assert len(audio(message)) == 2
    assert all(name.endswith(".m4a") for name in audio(message))
    assert labels(message) == [f"{clip} {word}" for clip in (1, 2) for word in BUTTONS] + [
        "Again · 12 credits",
        "Edit…",
    ]
    assert len(message.embeds) == 1
    assert all(attachment.description for attachment in message.attachments)
    assert list(fields(message)) == ["Clip 1", "Clip 2"]
    assert all(length.startswith("0:0") for length in fields(message).values())
    assert small(message)[-1].endswith(" · Made with AI")
    account = await stage.account()
    assert (account.spent, account.held) == (12, 0)
    assert stage.creates() == 1


async def test_a_sonic_song_is_posted_as_mp3(stage: Stage) -> None:
    message = await stage.song(model="sonic/sonic-v5", lyrics="[Verse]\nLa la", style="jazz", title="Late")
    assert [name.rsplit(".", 1)[1] for name in audio(message)] == ["mp3", "mp3"]
    assert (await stage.account()).spent == 15


async def test_a_producer_song_has_one_clip(stage: Stage) -> None:
    message = await stage.song(model="producer/FUZZ-2.0", instrumental=True)
    assert labels(message) == ["1 Extend", "1 Cover", "1 More…", "Again · 12 credits", "Edit…"]


async def test_the_first_clip_is_posted_while_the_second_is_still_made(stage: Stage) -> None:
    stage.sandbox.vendor.orders.time_next_task(60, 1_000)
    asked = stage.ask()
    early = await stage.soon(asked.until(lambda message: len(audio(message)) == 1))
    assert "next clip follows" in said(early)
    assert small(early)[-1].endswith(" · Made with AI")
    assert labels(early) == ["1 Extend", "1 Cover", "1 More…"]
    stage.sandbox.vendor_clock.speed = 1_000
    message = await stage.finished(asked)
    assert len(audio(message)) == 2
    assert message.id == early.id


async def test_one_dead_clip_leaves_the_living_one_and_says_so(stage: Stage) -> None:
    stage.sandbox.vendor.orders.fail_next_clip(1)
    message = await stage.song()
    assert len(audio(message)) == 1
    assert "Only 1 of 2" in said(message)
    assert (await stage.account()).spent == 12


async def test_a_failed_task_shows_the_reason_as_harmless_text_and_the_next_song_uses_its_credits(
    tmp_path: Path,
) -> None:
    async with open_stage(tmp_path, env={"GUILD_MONTHLY_CREDITS": "12"}) as stage:
        stage.sandbox.vendor.orders.fail_next("@everyone **boom** <@1>")
        failed = await stage.ended(stage.ask())
        assert "boom" in said(failed)
        assert "credits are back" in said(failed)
        assert "@everyone" not in said(failed)
        assert "**boom**" not in said(failed)
        assert not failed.mention_everyone
        assert len(audio(await stage.song())) == 2
        assert stage.creates() == 2


async def test_twenty_at_once_on_a_quota_for_three(tmp_path: Path) -> None:
    async with open_stage(tmp_path, env={"GUILD_MONTHLY_CREDITS": "40"}) as stage:
        asked = [stage.ask(("mia", "noah", "admin")[n % 3]) for n in range(20)]
        answers = [await invocation.answered() for invocation in asked]
        assert not any(answer.failed for answer in answers)
        shown = [await stage.shown(invocation) for invocation in asked]
        told = [message for message in shown if message.private_to is not None]
        assert len(told) == 17
        assert all("A song costs 12 credits, and this server has 4 credits left" in message.content for message in told)
        for invocation, message in zip(asked, shown, strict=True):
            if message.private_to is None:
                await stage.finished(invocation)
        thinking = [each for each in stage.sandbox.songs.messages.values() if each.loading]
        assert thinking == []  # whoever was acknowledged first and refused leaves nothing behind
        assert stage.accepted() == 3
        account = await stage.account()
        assert (account.held, account.spent) == (0, 36)


async def test_credits_shows_the_month_in_private(stage: Stage) -> None:
    await stage.song()
    answer = await stage.person().type_command(stage.sandbox.songs.id, "credits").answered()
    assert answer.message is not None
    assert answer.message.private_to == stage.person().user.id
    figures, lines = texts(answer.message.components)
    assert "12 of 240 used · 228 left" in figures
    assert "You used 12 this month." in figures
    assert ":R>" in figures
    (song,) = stage.songs_in()
    assert lines.startswith("- [")
    assert f"/{song.channel_id}/{song.id}) · 12 credits · <@{stage.person().user.id}> · <t:" in lines


async def test_lyrics_opens_a_form_and_its_words_become_the_song(stage: Stage) -> None:
    opened = stage.person().type_command(stage.sandbox.songs.id, "lyrics", {"model": "sonic/sonic-v5"})
    assert (await opened.answered()).modal is not None
    sent = stage.person().submit(
        opened, {"title": "Harbor", "style": "folk", "lyrics": "[Verse]\nShips\n[Chorus]\nHome"}
    )
    await stage.finished(sent)
    body = stage.sandbox.vendor.accepted[0].body
    assert (body["title"], body["tags"], body["prompt"]) == ("Harbor", "folk", "[Verse]\nShips\n[Chorus]\nHome")


async def test_models_are_completed_by_name(stage: Stage) -> None:
    choices = await stage.person().autocomplete(
        stage.sandbox.songs.id, "song", {"prompt": "x", "model": "v5.5"}, "model"
    )
    assert [choice["value"] for choice in choices] == ["sonic/sonic-v5-5"]
    assert "15 credits" in choices[0]["name"]


async def test_a_voice_and_styles_to_avoid_find_a_model_that_can(stage: Stage) -> None:
    message = await stage.song(voice="female", avoid="  drums,  brass ")
    assert maker(message).startswith("Sonic")
    body = stage.sandbox.vendor.accepted[0].body
    assert (body["vocal_gender"], body["negative_tags"]) == ("f", "drums, brass")
    answer = await stage.ask(model="riffusion/FUZZ-1.1", voice="male").answered()
    assert answer.message is not None
    assert answer.message.private_to == stage.person().user.id
    assert "Nothing was charged" in answer.message.content
    assert stage.creates() == 1


async def test_commands_are_not_registered_again_when_nothing_changed(stage: Stage) -> None:
    await stage.restart()
    puts = [e for e in stage.sandbox.discord.traffic if e.request.method == "PUT" and "commands" in e.request.path]
    assert len(puts) == 1


async def test_a_stop_ends_in_order(stage: Stage) -> None:
    await stage.song()
    assert await stage.bot.stop() == 0
    assert "stopped" in stage.bot.last_words()
