"""A recording of one's own: every check comes before money, and what passes becomes a clip with its buttons."""

from __future__ import annotations

import io
import math
import re
import struct
import wave
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.discord.interactions import interaction_payload
from sandbox.wire.clock import RunningClock
from sandbox.wire.exchange import Answer
from sandbox.wire.server import LoopbackServer
from tests.e2e.bare import bare_stage
from tests.e2e.conftest import audio, fields, is_done, labels, open_stage, small, title

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from sandbox.discord.entities import Message
    from sandbox.discord.invocations import Invocation
    from sandbox.wire.exchange import Request
    from tests.e2e.conftest import Stage

RATE = 8_000
ORIGINAL = r"/webhooks/\d+/[^/]+/messages/@original$"


def recording(seconds: float) -> bytes:
    """A WAV file with a tone."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        moments = range(int(RATE * seconds))
        file.writeframes(b"".join(struct.pack("<h", int(9_000 * math.sin(n * 0.35))) for n in moments))
    return out.getvalue()


@asynccontextmanager
async def web(answers: dict[str, Answer]) -> AsyncGenerator[str]:
    """A web server of somebody's; its address."""

    async def handle(request: Request) -> Answer:
        return answers.get(request.path, Answer(404, b"no"))

    async with LoopbackServer(handle, RunningClock()) as server:
        yield server.url


def _upload(stage: Stage, name: str = "mia", **options: Any) -> Invocation:
    given = {name: value for name, value in {"rights": True, **options}.items() if value is not None}
    return stage.person(name).type_command(stage.sandbox.songs.id, "upload", given)


async def _brought(stage: Stage, asked: Invocation) -> Message:
    return await stage.soon(asked.until(is_done))


async def _refused(stage: Stage, asked: Invocation) -> str:
    """What the person gets, alone, with a small line of what it cost; nothing else is left of it in the channel."""
    answer = await asked.answered()
    assert not answer.failed
    if answer.deferred:
        # The first follow-up comes once the public “thinking…” is gone.
        told: Message = await stage.soon(_followup(stage, asked))
    else:
        assert answer.message is not None
        told = answer.message
    assert told.private_to == asked.interaction.user.id
    seen = [m for m in stage.sandbox.songs.messages.values() if m.interaction is asked.interaction]
    assert seen == [told]
    assert told.content.count("\n") == 1
    assert told.content.endswith("\n-# Nothing was charged.")
    return told.content


async def _followup(stage: Stage, asked: Invocation) -> Message:
    return await stage.find(lambda message: message in asked.followups and not message.loading)


async def test_a_file_becomes_a_clip_with_its_buttons(stage: Stage) -> None:
    asked = _upload(stage, file=("my_own song.wav", recording(8)))
    assert (await asked.answered()).deferred
    message = await _brought(stage, asked)
    assert len(audio(message)) == 1
    assert fields(message) == {"Clip 1": "0:08"}
    assert title(message) == "my own song"
    assert labels(message)[:2] == ["1 Extend", "1 Cover"]
    assert f"<@{stage.person().user.id}>" in small(message)[-1]
    assert "AI" not in small(message)[-1]  # nobody but the person made it
    account = await stage.account()
    assert (account.spent, account.held) == (2, 0)
    extended = stage.person("noah").press(message, "1 Extend")
    assert (await extended.answered()).modal is not None
    made = await stage.finished(stage.person("noah").submit(extended, {"moment": "5", "style": "pop"}))
    assert stage.sandbox.vendor.accepted[-1].body["task_type"] == "extend_upload_music"
    assert "my own song" in small(made)[0]


async def test_an_address_is_handed_on_as_it_is(stage: Stage) -> None:
    async with web({"/a.wav": Answer(200, recording(8), "audio/wav")}) as url:
        message = await _brought(stage, _upload(stage, address=f"<{url}/a.wav>", title="Mine", model="Sonic"))
        assert stage.sandbox.vendor.accepted[-1].body["url"] == f"{url}/a.wav"
    assert title(message) == "Mine"
    assert "Sonic" in small(message)[-1]


async def test_a_recording_that_goes_on_at_once_goes_on_from_its_end(stage: Stage) -> None:
    asked = _upload(stage, file=("mine.wav", recording(8)), then="extend", style="pop", lyrics="[Verse]\nOn")
    message = await _brought(stage, asked)
    body = stage.sandbox.vendor.accepted[-1].body
    assert body["continue_at"] == pytest.approx(8, abs=0.1)
    assert body["tags"] == "pop"
    assert len(audio(message)) == 2
    assert "Sonic" in small(message)[-1]


async def test_who_takes_a_recording_is_offered_by_what_is_to_be_done_with_it(stage: Stage) -> None:
    offered: dict[str, list[str]] = {}
    lines: dict[str, list[str]] = {}
    for then in ("keep", "extend", "cover"):
        given = {"rights": True, "then": then, "model": ""}
        choices = await stage.person().autocomplete(stage.sandbox.songs.id, "upload", given, "model")
        offered[then] = [choice["value"] for choice in choices]
        lines[then] = [choice["name"] for choice in choices]
    assert offered == {"keep": ["sonic", "riffusion", "producer"], "extend": ["sonic"], "cover": ["sonic"]}
    assert (
        lines["keep"][1] == "Riffusion · 2 credits · Extend, Cover, Replace a section, Swap the sound, Swap the vocals"
    )
    assert lines["extend"] == ["Sonic · 17 credits"]


@pytest.mark.promise(key="checked-first")
async def test_what_is_no_recording_is_one_private_sentence_and_costs_nothing(stage: Stage) -> None:
    answers = {
        "/page": Answer(200, b"<html>not found</html>", "text/html"),
        "/inside": Answer(302, b"", "", {"Location": "https://10.0.0.1/a.mp3"}),
        "/round": Answer(302, b"", "", {"Location": "/round"}),
        "/packed": Answer(200, recording(8), "audio/wav", {"Content-Encoding": "gzip"}),
        "/large": Answer(200, b"\xff\xfb\x90\x00" + bytes(26 * 1024 * 1024), "audio/mpeg"),
    }
    async with web(answers) as url:
        cases: tuple[tuple[dict[str, Any], str], ...] = (
            ({"file": ("a.wav", recording(8)), "rights": False}, "only recordings that you may use"),
            ({"file": ("a.wav", recording(8)), "rights": None}, "only recordings that you may use"),
            ({"then": "cover", "style": "jazz", "lyrics": "[Verse]\nLa"}, "either a file or an address"),
            ({"title": "Mine", "style": "jazz"}, "either a file or an address"),
            ({"file": ("a.wav", recording(8)), "address": "https://example.com/a.mp3"}, "either a file or an address"),
            ({"file": ("a.mp3", b"This is a text.")}, "no audio file"),
            ({"file": ("a.mp3", b"")}, "no audio"),
            ({"file": ("a.wav", recording(3))}, "6 seconds is the least"),
            ({"file": ("a.wav", recording(8)), "model": "polka"}, "not available here"),
            ({"file": ("a.wav", recording(8)), "model": "riffusion", "then": "extend"}, "not available here"),
            ({"file": ("a.wav", recording(8)), "lyrics": "[Verse]\nLa"}, "only in an extension or a cover"),
            ({"address": f"{url}/page"}, "no audio"),
            ({"address": f"{url}/nothing"}, "answers, but not with a file"),
            ({"address": f"{url}/inside"}, "not public"),
            ({"address": f"{url}/round"}, "redirects too often"),
            ({"address": f"{url}/packed"}, "packed"),
            ({"address": f"{url}/large"}, "25 MiB at most"),
            ({"address": "https://127.0.0.1/a.mp3"}, "not public"),
            ({"address": "https://localhost/a.mp3"}, "not public"),
            ({"address": "http://10.0.0.1/a.mp3"}, "https only"),
            ({"address": "nonsense"}, "no address of a file"),
            ({"address": "https://does-not-exist.invalid/a.mp3"}, "could not be reached"),
            ({"address": "http://127.0.0.1:9/a.mp3"}, "could not be reached"),  # nobody listens there
        )
        for options, says in cases:
            said = await _refused(stage, _upload(stage, **options))
            assert says in said
            assert "Nothing was charged" in said
            assert not re.search(r"\w(Error|Exception)\b|Errno", said)
    assert stage.creates() == 0
    assert await stage.job() is None


async def test_too_long_a_recording_is_one_private_sentence(stage: Stage) -> None:
    said = await _refused(stage, _upload(stage, file=("long.wav", recording(500))))
    assert "lasts 8:20, and 8:00 is the most" in said
    assert await stage.job() is None


async def test_credits_that_do_not_reach_are_told_in_private_after_the_look(tmp_path: Path) -> None:
    async with open_stage(tmp_path, env={"GUILD_MONTHLY_CREDITS": "3"}) as stage:
        said = await _refused(stage, _upload(stage, file=("a.wav", recording(8)), then="cover", style="jazz"))
        assert "This costs 17 credits, and this server has 3 credits left." in said
        await _brought(stage, _upload(stage, file=("a.wav", recording(8))))


async def test_a_voice_is_made_of_a_recording(stage: Stage) -> None:
    given = {"rights": True, "name": "Harbour", "file": ("me.wav", recording(10))}
    asked = stage.person().type_command(stage.sandbox.songs.id, "voice", given)
    message = await _brought(stage, asked)
    assert "Harbour" in str(message.embeds)
    refused = stage.person().type_command(stage.sandbox.songs.id, "voice", {**given, "rights": False})
    assert "only recordings that you may use" in await _refused(stage, refused)


async def _opened(stage: Stage, command: str, **options: Any) -> Invocation:
    """The form that a command without a recording opens."""
    asked = stage.person().type_command(stage.sandbox.songs.id, command, options)
    assert (await asked.answered()).modal is not None
    return asked


@pytest.mark.promise(key="old-buttons")
async def test_a_form_takes_a_recording_and_everything_about_it_at_once(stage: Stage) -> None:
    opened = await _opened(stage, "upload")
    await stage.restart()
    given = {"file": ("hum.wav", recording(8)), "words": "Humming", "rights": "It is mine, or its owner agreed"}
    asked = stage.person().submit(opened, given)
    assert (await asked.answered()).deferred
    message = await _brought(stage, asked)
    assert title(message) == "Humming"
    assert (await stage.account()).spent == 2
    job = await stage.job()
    assert job is not None
    details = job.brief.details
    assert (job.family, details.agreed_version, details.agreed_to) == ("sonic", 1, "It is mine, or its owner agreed")
    agreed = {"rights": "It is mine, or its owner agreed", "file": ("hum.wav", recording(8))}
    opened = await _opened(stage, "upload", then="cover", style="bossa nova")
    await _brought(stage, stage.person().submit(opened, agreed))
    body = stage.sandbox.vendor.accepted[-1].body
    assert (body["tags"], (await stage.account()).spent) == ("bossa nova", 19)


@pytest.mark.promise(key="checked-first")
async def test_a_form_of_no_recording_costs_nothing_and_gives_back_what_was_typed(stage: Stage) -> None:
    agreed = {"rights": "It is mine, or its owner agreed", "words": "My own title"}
    for given, says in (
        ({**agreed, "file": ("a.mp3", b"This is a text.")}, "no audio"),
        ({**agreed, "file": ("a.wav", recording(3))}, "6 seconds is the least"),
        ({**agreed, "file": ("a.wav", recording(8)), "rights": []}, "only recordings that you may use"),
        ({**agreed, "file": []}, "either a file or an address"),
        ({**agreed, "file": ("a.wav", recording(8)), "then": "dance"}, "not in the menu"),
    ):
        sent = stage.person().submit(await _opened(stage, "upload"), given, checked=False)
        assert says in await _refused(stage, sent)
        told = sent.followups[-1] if sent.followups else sent.message
        assert told is not None
        assert labels(told) == ["Open again"]
        again = stage.person().press(told, "Open again")
        assert (await again.answered()).modal is not None
        assert "'value': 'My own title'" in str(again.interaction.modal)
    assert stage.creates() == 0
    assert await stage.job() is None


@pytest.mark.promise(key="form-price")
async def test_a_recording_whose_price_rose_is_asked_again(stage: Stage) -> None:
    opened = await _opened(stage, "upload")
    assert opened.interaction.modal is not None
    opened.interaction.modal["custom_id"] = "form:v1:upload:1-17-17:"  # as it was when it was shown
    given = {"file": ("a.wav", recording(8)), "rights": "It is mine, or its owner agreed"}
    sent = stage.person().submit(opened, given)
    assert (await sent.answered()).deferred
    question: Message = await stage.soon(_followup(stage, sent))
    assert "costs 2 credits now" in question.content
    assert (await stage.account()).held == 0
    (button,) = question.components[0]["components"]
    await _brought(stage, stage.person().press(question, button["custom_id"]))
    assert (await stage.account()).spent == 2


async def test_a_voice_remembers_who_agreed_to_it(stage: Stage) -> None:
    opened = await _opened(stage, "voice", name="Harbour")
    given = {"file": ("me.wav", recording(10)), "rights": "It is my voice, or its owner agreed"}
    await _brought(stage, stage.person().submit(opened, given))
    job = await stage.job()
    assert job is not None
    assert job.brief.details.agreed_to == "It is my voice, or its owner agreed"
    listed = (await stage.person("noah").type_command(stage.sandbox.songs.id, "persona list", {}).answered()).message
    assert listed is not None
    mia = stage.person().user.id
    assert f"**Harbour** · voice · Sonic · agreed to by <@{mia}> on <t:" in str(listed.embeds)
    vendor = stage.sandbox.vendor
    vendor.readings = replace(vendor.readings, voice_is_persona=True)  # that a voice sings is on no page
    words = {"prompt": "the last boat home", "persona": "Harbour"}
    song = await stage.ended(stage.person("noah").type_command(stage.sandbox.songs.id, "song", words))
    assert f"sung by Harbour, agreed to by <@{mia}> · 15 credits" in small(song)[-1]


async def test_a_recording_that_is_delivered_twice_is_brought_once(tmp_path: Path) -> None:
    async with bare_stage(tmp_path) as stage:
        asked = _upload(stage, file=("a.wav", recording(8)))
        world = stage.sandbox.world
        for _ in range(2):
            world.publish(
                "INTERACTION_CREATE", interaction_payload(world, asked.interaction), asked.interaction.guild_id
            )
        await _brought(stage, asked)
        assert asked.followups == []
        assert stage.creates() == 1
        assert "Traceback" not in stage.log()


async def test_a_message_that_is_deleted_meanwhile_costs_nothing_and_says_so(stage: Stage) -> None:
    pause = stage.sandbox.discord.trouble.pause("PATCH", ORIGINAL, "before")
    asked = _upload(stage, file=("a.wav", recording(8)))
    await stage.soon(pause.reached())
    assert asked.message is not None
    stage.person("admin").delete(asked.message)
    pause.release()
    assert "was deleted" in await _refused(stage, asked)
    assert (await stage.settled()).failure == "cancelled"
    assert stage.creates() == 0
    assert (await stage.account()).left == 240


async def test_a_card_whose_answer_was_lost_goes_on(stage: Stage) -> None:
    pause = stage.sandbox.discord.trouble.pause("PATCH", ORIGINAL, "after")
    asked = _upload(stage, file=("a.wav", recording(8)))
    await stage.soon(pause.reached())
    pause.drop()
    await _brought(stage, asked)
    assert asked.followups == []
    assert stage.creates() == 1


async def test_a_bot_that_dies_before_the_card_finishes_it_in_the_message_that_waits(stage: Stage) -> None:
    pause = stage.sandbox.discord.trouble.pause("PATCH", ORIGINAL, "before")
    asked = _upload(stage, file=("a.wav", recording(8)))
    await stage.soon(pause.reached())
    await stage.kill()
    pause.release()
    await stage.start()
    message = await _brought(stage, asked)
    assert len(audio(message)) == 1
    assert stage.creates() == 1
    assert (await stage.account()).spent == 2


@pytest.mark.promise(key="thinking")
@pytest.mark.parametrize("command", ["upload", "voice"])
async def test_a_bot_that_dies_while_it_looks_at_a_recording_says_so_at_its_start(stage: Stage, command: str) -> None:
    pause = stage.sandbox.discord.trouble.pause("GET", r"/(ephemeral-)?attachments/", "before")
    given = {"rights": True, "file": ("a.wav", recording(8)), **({"name": "Harbour"} if command == "voice" else {})}
    asked = stage.person().type_command(stage.sandbox.songs.id, command, given)
    await stage.restart_at(pause)
    message = await stage.shown(asked)
    assert message.content == "Encore was stopped in the middle of this. Ask again.\n-# Nothing was charged."
    assert asked.followups == []
    assert (stage.creates(), (await stage.account()).left) == (0, 240)
    (line,) = await stage.logged("interruption_told")
    assert str(asked.interaction.id) in line
    await stage.restart()
    await _brought(stage, _upload(stage, file=("a.wav", recording(8))))
    assert len(stage.lines("interruption_told")) == 1


@pytest.mark.promise(key="thinking")
async def test_who_was_answered_before_a_restart_is_not_answered_again(stage: Stage) -> None:
    message = await _brought(stage, _upload(stage, file=("a.wav", recording(8))))
    failed = _upload(stage, file=("a.wav", recording(2)))  # only now: of two at once, one is told to wait
    await _refused(stage, failed)
    said = (message.content, len(failed.followups))
    await stage.restart()
    await _brought(stage, _upload(stage, file=("b.wav", recording(8))))
    assert (message.content, len(failed.followups)) == said
    assert stage.lines("interruption_") == []


async def _edited(stage: Stage, asked: Invocation, button: str = "Edit…") -> Invocation:
    """The form that the private answer to a refused command, or form, opens."""
    told = asked.followups[-1] if asked.followups else (await asked.answered()).message
    assert told is not None
    assert labels(told) == [button]
    opened = stage.person().press(told, button)
    assert (await opened.answered()).modal is not None
    return opened


def _values(opened: Invocation) -> dict[str, Any]:
    assert opened.interaction.modal is not None
    parts = [part["component"] for part in opened.interaction.modal["components"] if part["type"] == 18]
    return {part["custom_id"]: part.get("value", "") for part in parts}


async def test_a_recording_that_nobody_agreed_to_is_kept_with_everything_about_it(stage: Stage) -> None:
    lyrics = "[Verse]\nLa"
    given = {"file": ("hum.wav", recording(8)), "then": "cover", "title": "Mine", "style": "bossa", "lyrics": lyrics}
    asked = _upload(stage, rights=None, **given)
    assert "only recordings that you may use" in await _refused(stage, asked)
    await stage.restart()
    opened = await _edited(stage, asked)
    assert _values(opened) == {"title": "Mine", "style": "bossa", "lyrics": lyrics, "rights": ""}
    assert "Recording: hum" in str(opened.interaction.modal)
    sent = stage.person().submit(opened, {"rights": "It is mine, or its owner agreed", "style": "bossa nova"})
    await _brought(stage, sent)
    body = stage.sandbox.vendor.accepted[-1].body
    assert (body["tags"], body["title"]) == ("bossa nova", "Mine")
    job = await stage.job()
    assert job is not None
    assert (job.brief.lyrics, job.brief.details.agreed_version, job.brief.details.length) == (lyrics, 1, 8.0)


async def test_a_recording_that_cannot_be_used_is_asked_for_anew_and_the_words_stay(stage: Stage) -> None:
    asked = _upload(stage, file=("a.wav", recording(3)), title="Mine")
    assert "6 seconds is the least" in await _refused(stage, asked)
    opened = await _edited(stage, asked)
    assert {name: value for name, value in _values(opened).items() if value} == {"title": "Mine"}
    assert "file" in _values(opened)
    await _brought(stage, stage.person().submit(opened, {"file": ("b.wav", recording(8))}))
    job = await stage.job()
    assert job is not None
    assert job.brief.title == "Mine"
    # The same where nobody had looked at the file before its form was sent.
    unseen = _upload(stage, rights=None, file=("c.wav", recording(3)), title="Mine too")
    await _refused(stage, unseen)
    slip = stage.person().submit(await _edited(stage, unseen), {"rights": "It is mine, or its owner agreed"})
    assert "6 seconds is the least" in await _refused(stage, slip)
    again = await _edited(stage, slip, "Open again")
    assert _values(again).keys() >= {"file", "rights", "title"}
    assert _values(again)["title"] == "Mine too"


async def test_an_address_and_lyrics_that_go_nowhere_are_changed_in_the_form(stage: Stage) -> None:
    asked = _upload(stage, address="http://example.com/a.wav", title="Mine", model="nobody's name")
    assert await _refused(stage, asked)
    opened = await _edited(stage, asked)
    assert _values(opened)["address"] == "http://example.com/a.wav"
    assert "nobody's name is not available now" in str(opened.interaction.modal).replace("\\", "")
    without = _upload(stage, file=("hum.wav", recording(8)), lyrics="[Verse]\nLa", title="Mine")
    assert "Lyrics are sung only in an extension or a cover" in await _refused(stage, without)
    sung = stage.person().submit(await _edited(stage, without), {"then": "extend"})
    await _brought(stage, sung)
    job = await stage.job()
    assert job is not None
    assert (job.operation, job.brief.lyrics, job.brief.title) == ("upload_extend", "[Verse]\nLa", "Mine")


async def test_what_the_named_model_cannot_do_is_done_by_one_that_can_and_the_form_says_so(stage: Stage) -> None:
    asked = _upload(stage, file=("hum.wav", recording(8)), then="cover", style="bossa", model="Producer")
    assert await _refused(stage, asked)
    opened = await _edited(stage, asked)
    assert "Sonic, because Producer cannot do this." in str(opened.interaction.modal)
    await _brought(stage, stage.person().submit(opened, {"style": "bossa nova"}))
    job = await stage.job()
    assert job is not None
    assert (job.operation, job.family, job.brief.style) == ("upload_cover", "sonic", "bossa nova")


async def test_a_voice_that_nobody_agreed_to_is_kept_with_its_name(stage: Stage) -> None:
    given = {"file": ("me.wav", recording(8)), "name": "Nell"}
    asked = stage.person().type_command(stage.sandbox.songs.id, "voice", given)
    assert "only recordings that you may use" in await _refused(stage, asked)
    opened = await _edited(stage, asked)
    assert _values(opened) == {"name": "Nell", "rights": ""}
    sent = stage.person().submit(opened, {"rights": "It is my voice, or its owner agreed"})
    assert (await sent.answered()).deferred
    job = await stage.settled()
    assert (job.operation, job.brief.title) == ("voice", "Nell")
