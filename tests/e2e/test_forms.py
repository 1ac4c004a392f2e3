"""Forms belong to no process: whichever is there takes a form that another one showed, once, at the price it showed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests.e2e.conftest import open_stage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sandbox.discord.entities import Message
    from sandbox.discord.invocations import Invocation
    from tests.e2e.conftest import Stage

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    async with open_stage(tmp_path_factory.mktemp("forms"), env={"GUILD_MONTHLY_CREDITS": "5000"}) as opened:
        yield opened


async def opened_form(stage: Stage) -> Invocation:
    """An open form of `/lyrics`."""
    opened = stage.person().type_command(stage.sandbox.songs.id, "lyrics", {})
    assert (await opened.answered()).modal is not None
    return opened


def _renamed(opened: Invocation, custom_id: str) -> Invocation:
    """The same form, as a forger sends it."""
    assert opened.interaction.modal is not None
    opened.interaction.modal["custom_id"] = custom_id
    return opened


async def private_answer(stage: Stage, sent: Invocation, name: str = "mia") -> Message:
    answer = await sent.answered()
    assert not answer.failed
    assert answer.message is not None
    assert answer.message.private_to == stage.person(name).user.id
    return answer.message


@pytest.mark.promise(key="old-buttons")
async def test_a_form_from_before_a_crash_sings_what_was_written_to_its_end(stage: Stage) -> None:
    lyrics = "\n".join(f"La la la number {number}" for number in range(210))
    said = stage.person("noah").say(stage.sandbox.songs.id, lyrics)
    used = stage.person().use_menu(stage.sandbox.songs.id, "Make a song of this", said)
    assert (await used.answered()).modal is not None
    await stage.restart()
    await stage.finished(stage.person().submit(used, {"style": "folk"}))
    assert stage.sandbox.vendor.accepted[-1].body["prompt"] == lyrics


@pytest.mark.promise(key="form-price")
async def test_a_price_that_rose_is_asked_again_and_charged_once_after_a_crash(stage: Stage) -> None:
    mia = stage.person()
    await mia.type_command(stage.sandbox.songs.id, "model mine", {"model": "nuro"}).answered()
    opened = await opened_form(stage)
    assert "Nuro · 10 credits" in str(opened.interaction.modal)
    question = await private_answer(stage, mia.submit(opened, {"lyrics": "[Verse]\n" + "la " * 60}))
    assert "costs 12 credits now, not 10" in question.content
    creates, spent = stage.creates(), (await stage.account()).spent
    assert (await stage.account()).held == 0
    (button,) = question.components[0]["components"]
    await stage.restart()
    await stage.finished(mia.press(question, button["custom_id"]))
    assert "made already" in (await private_answer(stage, mia.press(question, button["custom_id"]))).content
    assert ((await stage.account()).spent, stage.creates()) == (spent + 12, creates + 1)
    await mia.type_command(stage.sandbox.songs.id, "model mine", {"model": "forget"}).answered()


@pytest.mark.parametrize(
    "forged",
    [
        "nonsense",
        "form:v1:",
        "form:v9:song:12:",
        "form:v1:song:-1:",
        "form:v1:clip:dance:1:12",
        "form:v1:clip:extend:999:12",
        "form:v1:clip:cover:9999999999999999999999:12",
        "form:v1:sing:1:1:12",
        "form:v1:sing:999:1:12",
        "form:v1:draft:999:12",
        "form:v1:song:12:polka/9",
        "clip:v1:extend:1",
    ],
)
async def test_a_forged_or_unknown_form_is_one_private_sentence_with_the_words(stage: Stage, forged: str) -> None:
    creates = stage.creates()
    sent = stage.person().submit(_renamed(await opened_form(stage), forged), {"lyrics": "[Verse]\nMy words"})
    message = await private_answer(stage, sent)
    assert message.content.endswith(" Your words are in the file.\n-# Nothing was charged.")
    assert b"My words" in message.attachments[0].data
    assert stage.creates() == creates


@pytest.mark.promise(key="own-server")
async def test_a_form_about_a_clip_of_another_guild_is_refused(stage: Stage) -> None:
    song = await stage.song()
    clip = song.components[0]["components"][0]["custom_id"].rpartition(":")[2]
    stranger = stage.person("stranger")
    opened = stranger.type_command(stage.sandbox.lounge.id, "lyrics", {})
    await opened.answered()
    sent = stranger.submit(_renamed(opened, f"form:v1:clip:cover:{clip}:12"), {"lyrics": "[Verse]\nMine now"})
    assert "no song that you can see here" in (await private_answer(stage, sent, "stranger")).content
