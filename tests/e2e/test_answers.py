"""Every way of asking is answered once, in the right place, whatever Discord does in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.musicapi.offers import Host
from bot.musicapi.operations import Operation
from data import clips
from data.ids import ClipId, GuildId
from sandbox.discord.interactions import interaction_payload
from sandbox.wire.exchange import Answer
from tests.e2e.bare import bare_stage
from tests.e2e.conftest import audio, fields, labels, open_stage, said, title
from tests.e2e.operating import Workbench, text

if TYPE_CHECKING:
    from pathlib import Path

    from sandbox.discord.entities import Message
    from sandbox.discord.invocations import Invocation
    from tests.e2e.conftest import Stage

CALLBACK = r"/interactions/\d+/[^/]+/callback$"
EDIT = r"/webhooks/\d+/[^/]+/messages/"


def _again(stage: Stage, asked: Invocation) -> None:
    """Let the gateway deliver an interaction a second time, as a replay after a resumption may."""
    world = stage.sandbox.world
    world.publish("INTERACTION_CREATE", interaction_payload(world, asked.interaction), asked.interaction.guild_id)


def _private(stage: Stage, message: Message | None, name: str = "mia") -> str:
    assert message is not None
    assert message.private_to == stage.person(name).user.id
    return message.content


async def test_a_command_that_is_delivered_twice_makes_one_song(stage: Stage) -> None:
    asked = stage.ask()
    _again(stage, asked)
    await stage.finished(asked)
    _again(stage, asked)
    await stage.song("noah")
    assert stage.creates() == 2
    assert (await stage.account()).spent == 24
    assert len(stage.songs_in()) == 2
    assert asked.followups == []


async def test_a_button_and_a_form_that_are_delivered_twice_are_answered_once(tmp_path: Path) -> None:
    async with bare_stage(tmp_path) as stage:
        message = await stage.song()
        pressed = stage.person().press(message, "1 Cover")
        _again(stage, pressed)
        assert (await pressed.answered()).modal is not None
        sent = stage.person().submit(pressed, {"style": "folk"})
        _again(stage, sent)
        await stage.finished(sent)
        assert stage.creates() == 2
        assert sent.followups == []
        assert "Traceback" not in stage.log()


async def test_a_choice_below_more_that_is_delivered_twice_is_answered_once(tmp_path: Path) -> None:
    async with bare_stage(tmp_path) as stage:
        bench = Workbench(stage, Host.MUSICAPI)
        message = await bench.song("sonic/sonic-v5")
        picked = await bench.chosen(message, Operation.BPM, at_once=lambda asked: _again(stage, asked))
        assert "BPM" in text(await bench.done(picked))
        assert stage.creates() == 2
        assert picked.followups == []


async def test_a_command_that_this_version_does_not_have_is_answered_in_private(stage: Stage) -> None:
    command = next(command for command in stage.sandbox.world.commands.values() if command["name"] == "credits")
    command["name"] = "polka"
    answer = await stage.person().type_command(stage.sandbox.songs.id, "polka").answered()
    assert "Nothing was charged" in _private(stage, answer.message)


async def test_an_option_that_this_version_does_not_have_is_answered_in_private(stage: Stage) -> None:
    command = next(command for command in stage.sandbox.world.commands.values() if command["name"] == "song")
    next(option for option in command["options"] if option["name"] == "prompt")["name"] = "words"
    asked = stage.person().type_command(stage.sandbox.songs.id, "song", {"words": "r&b pop"})
    assert "has changed" in _private(stage, (await asked.answered()).message)


async def test_a_form_that_is_sent_twice_counts_once_and_gives_its_words_back(stage: Stage) -> None:
    opened = stage.person().type_command(stage.sandbox.songs.id, "lyrics")
    await opened.answered()
    sent = [stage.person().submit(opened, {"lyrics": "[Verse]\nMy words"}) for _ in range(2)]
    messages = [(await each.answered()).message for each in sent]
    (refused,) = [message for message in messages if message is not None and message.private_to is not None]
    assert "a moment ago" in _private(stage, refused)
    assert labels(refused) == ["Open again"]
    again = (await stage.person().press(refused, "Open again").answered()).modal
    assert "My words" in str(again)
    (made,) = [each for each in sent if each.message is not refused]
    await stage.finished(made)
    assert stage.creates() == 1


async def test_a_form_whose_answer_came_too_late_can_be_sent_again(stage: Stage) -> None:
    opened = stage.person().type_command(stage.sandbox.songs.id, "lyrics")
    await opened.answered()
    pause = stage.sandbox.discord.trouble.pause("POST", CALLBACK, "before")
    late = stage.person().submit(opened, {"lyrics": "[Verse]\nAgain"})
    await stage.soon(pause.reached())
    late.interaction.aged = 10.0
    pause.release()
    assert (await stage.settled()).failure == "cancelled"
    await stage.finished(stage.person().submit(opened, {"lyrics": "[Verse]\nAgain"}))
    assert stage.creates() == 1
    assert (await stage.account()).spent == 12


async def test_a_card_whose_answer_was_lost_on_the_way_gives_the_credits_back_and_says_so(stage: Stage) -> None:
    pause = stage.sandbox.discord.trouble.pause("POST", CALLBACK, "before")
    asked = stage.ask()
    await stage.soon(pause.reached())
    pause.drop()
    answer = await asked.answered()
    assert "No credit is lost" in _private(stage, answer.message)
    await stage.settled()
    assert stage.creates() == 0
    assert (await stage.account()).left == 240


async def test_a_card_that_is_there_although_its_answer_was_lost_goes_on(stage: Stage) -> None:
    pause = stage.sandbox.discord.trouble.pause("POST", CALLBACK, "after")
    asked = stage.ask()
    await stage.soon(pause.reached())
    pause.drop()
    message = await stage.finished(asked)
    assert stage.songs_in() == [message]
    assert asked.followups == []
    assert "Traceback" not in stage.log()
    job = await stage.job()
    assert job is not None
    assert job.message_id == message.id


async def _marked(stage: Stage) -> None:
    """Wait until the bot has written down that the first clip is posted."""

    async def look() -> bool | None:
        async with (await stage.database()).reading() as tx:
            first = await clips.get(tx, ClipId(1), guild_id=GuildId(stage.sandbox.studio.id), viewer=None)
        return True if first is not None and first.posted_at is not None else None

    await stage.until(look, "marked as posted")


async def test_an_early_clip_keeps_its_card_and_its_art_until_the_end(stage: Stage) -> None:
    stage.sandbox.vendor.orders.time_next_task(60, 1_000)
    early = await stage.soon(stage.ask().until(lambda message: len(audio(message)) == 1))
    await _marked(stage)
    await stage.restart()  # forgets what the card last said
    await stage.song("noah")
    assert "next clip follows" in said(early)
    assert list(fields(early)) == ["Clip 1"]
    assert early.embeds[0]["thumbnail"]["url"].startswith("attachment://")


async def test_a_letter_says_where_it_comes_from_and_has_no_buttons(tmp_path: Path) -> None:
    async with open_stage(tmp_path, token_lifetime=2.0) as stage:
        stage.sandbox.vendor.orders.time_next_task(200, 210)
        await stage.ask_before_closing(stage.sandbox.private)
        await stage.settled()
        letters = stage.sandbox.world.dm_with(stage.person().user).messages.values()
        (letter,) = letters
        assert f"<#{stage.sandbox.private.id}>" in letter.content
        assert labels(letter) == []
        assert len(audio(letter)) == 2


async def test_the_title_that_a_person_chose_is_on_the_clips_though_the_vendor_chose_another(stage: Stage) -> None:
    message = await stage.song(title="Late")
    assert title(message) == "Late"
    assert list(fields(message)) == ["Clip 1", "Clip 2"]
    assert audio(message) == ["late-1.m4a", "late-2.m4a"]
    pressed = stage.person().press(message, "1 Extend")
    modal = (await pressed.answered()).modal
    assert modal is not None
    assert modal["title"] == "1 Extend: Late"
    await stage.finished(stage.person().submit(pressed, {"lyrics": "[Verse]\nOn"}))
    assert stage.sandbox.vendor.accepted[1].body["title"] == "Late (extended)"


async def test_lyrics_that_a_person_shortened_stay_short_and_those_left_alone_are_kept(stage: Stage) -> None:
    lyrics = "[Verse]\nShips go out\n[Chorus]\nHome we come"
    message = await stage.song(lyrics=lyrics, style="folk")
    for words in ({"lyrics": "[Verse]\nShips go out"}, {}):
        pressed = stage.person().press(message, "1 Cover")
        await pressed.answered()
        await stage.finished(stage.person().submit(pressed, {"style": "jazz", **words}))
    shortened, kept = (create.body["lyrics"] for create in stage.sandbox.vendor.accepted[1:])
    assert shortened == "[Verse]\nShips go out"
    assert kept == lyrics


async def test_an_inherited_style_that_is_too_long_is_cut_instead_of_refused(stage: Stage) -> None:
    message = await stage.song(prompt="slow " * 60, model="sonic/sonic-v4")
    pressed = stage.person().press(message, "1 Cover")
    await pressed.answered()
    await stage.finished(stage.person().submit(pressed, {"lyrics": "[Verse]\nOn"}))
    assert 0 < len(stage.sandbox.vendor.accepted[1].body["tags"]) <= 200


async def test_a_moment_that_was_left_alone_is_the_very_end(stage: Stage) -> None:
    message = await stage.song(model="sonic/sonic-v5")
    pressed = stage.person().press(message, "1 Extend")
    await pressed.answered()
    await stage.finished(stage.person().submit(pressed, {"lyrics": "[Verse]\nOn"}))
    end = next(iter(stage.sandbox.vendor.tasks.values())).clips[0].seconds
    assert abs(stage.sandbox.vendor.accepted[1].body["continue_at"] - end) < 0.05  # the form showed whole seconds


async def test_a_failed_song_gives_long_lyrics_back(stage: Stage) -> None:
    stage.sandbox.vendor.orders.fail_next("too loud")
    lyrics = "[Verse]\n" + "la la la\n" * 30
    message = await stage.ended(stage.ask(lyrics=lyrics, style="folk"))
    assert [attachment.filename for attachment in message.attachments] == ["lyrics.txt"]
    assert message.attachments[0].data.decode() == lyrics.strip()
    assert "credits are back" in said(message)


async def test_an_answer_that_nobody_foresaw_delays_one_song_and_stops_nobody(tmp_path: Path) -> None:
    page = Answer(429, b"<html>slow down</html>", content_type="text/html", headers={"Via": "1.1 google"})
    async with bare_stage(tmp_path) as stage:
        asked = stage.ask()
        await asked.answered()
        stage.sandbox.discord.trouble.answer_instead("PATCH", EDIT, page, times=3)
        message = await stage.finished(asked)
        assert len(audio(message)) == 2
        assert "delivery_broken job=1" in stage.log() or "card_not_shown job=1" in stage.log()
        assert stage.songs_in() == [message]
