"""What is ordered twice by one slip of the finger, how long a token lives, and lists that Discord takes."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import discord
import pytest
import pytest_asyncio
from sqlalchemy import update

from bot.errors import Problem
from bot.musicapi.operations import Operation
from cogs import orders
from cogs.text.errors import sentence_of
from data import clips, personas, tables
from data.ids import ChannelId, GuildId, InteractionId, UserId, VendorPersonaId
from data.jobs import queries
from data.rows import ClipState, PersonaKind, ReportedClip
from sandbox.wire.exchange import json_answer
from tests.bot.conftest import SONIC
from tests.bot.transports import deliver
from tests.cogs.live import WAIT, open_live
from tests.data.making import NOW, queued

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from data.rows import Clip
    from sandbox.discord.entities import Message
    from sandbox.discord.invocations import Invocation
    from tests.cogs.live import Live

pytestmark = pytest.mark.asyncio(loop_scope="module")
MANY = 30  # more than Discord takes in a list


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def live(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Live]:
    async with open_live(tmp_path_factory.mktemp("live")) as opened:
        yield opened


@pytest.fixture(autouse=True)
def later(live: Live) -> None:
    """What one test orders is no slip of the finger of the next one."""
    live.studio.clock.advance(60)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def clip(live: Live) -> Clip:
    """A clip whose song is ready, with the words of the member who asks here."""
    _, (first, _) = await live.studio.song(
        model=SONIC, lyrics="[Verse]\nLa", guild_id=live.sandbox.studio.id, channel_id=live.sandbox.songs.id
    )
    return first


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def card(live: Live, clip: Clip) -> Message:
    """A message of the bot's, for buttons to be pressed below."""
    asked = live.sandbox.person("mia").type_command(live.sandbox.songs.id, "song", {"prompt": "pop"})
    message = (await asked.answered()).message
    assert message is not None
    return message


async def is_refused(live: Live, again: Invocation) -> bool:
    """Whether the second of two equal orders is answered in private."""
    answer = await again.answered()
    assert answer.message is not None
    return answer.message.private_to == live.sandbox.mia.id and "Nothing was charged" in answer.message.content


async def test_what_is_chosen_twice_in_a_menu_within_moments_is_one_order(
    live: Live, clip: Clip, card: Message
) -> None:
    mia, guild = live.sandbox.person("mia"), GuildId(live.sandbox.studio.id)
    menu = (await mia.press(card, f"clip:v1:more:{clip.id}", checked=False).answered()).message
    assert menu is not None
    before = (await live.studio.account(guild)).held
    chosen = [mia.select(menu, f"pick:v1:{clip.id}", "bpm") for _ in range(2)]  # before the menu becomes the card
    assert [await is_refused(live, each) for each in chosen].count(True) == 1
    assert "Tempo in line" in str(menu.embeds)
    assert (await live.studio.account(guild)).held == before + 1


@pytest.mark.parametrize("button", ["clip", "song", "sing"])
async def test_a_form_that_is_sent_twice_within_moments_is_one_order(
    live: Live, clip: Clip, card: Message, button: str
) -> None:
    mia, guild = live.sandbox.person("mia"), GuildId(live.sandbox.studio.id)
    if button == "song":
        opened = mia.type_command(live.sandbox.songs.id, "lyrics", {})
    elif button == "clip":
        opened = mia.press(card, f"clip:v1:extend:{clip.id}", checked=False)
    else:
        mine = {"user_id": UserId(live.sandbox.mia.id)}
        there = {"guild_id": guild, "channel_id": ChannelId(live.sandbox.songs.id), **mine}
        written = await live.studio.done(Operation.WRITE_LYRICS, prompt="a lighthouse", **there)
        opened = mia.press(card, f"sing:v1:{written.id}:1", checked=False)
    assert (await opened.answered()).modal is not None
    before = await live.studio.account(guild)
    first = await mia.submit(opened, {"lyrics": "[Bridge]\nOn"}).answered()
    assert first.message is not None
    assert first.message.private_to is None
    held = (await live.studio.account(guild)).held
    assert held > before.held
    assert await is_refused(live, mia.submit(opened, {"lyrics": "[Bridge]\nOn"}))
    assert (await live.studio.account(guild)).held == held


async def test_a_token_is_counted_from_its_interaction_and_lives_fifteen_minutes(live: Live) -> None:
    asked = live.sandbox.person("mia").type_command(live.sandbox.songs.id, "song", {"prompt": "lofi"})
    await asked.answered()
    async with live.database.reading() as tx:
        job = await queries.by_interaction(tx, InteractionId(asked.interaction.id))
    assert job is not None
    assert job.token_expires_at == discord.utils.snowflake_time(job.interaction_id) + timedelta(minutes=15)


async def test_what_another_process_said_of_an_answer_that_seemed_lost_is_gone_once_the_song_is_there(
    live: Live,
) -> None:
    """This one was away while it said “thinking…”, and is told to have been stopped."""
    asked = live.sandbox.person("mia").type_command(live.sandbox.songs.id, "song", {"prompt": "dub"})
    card = (await asked.answered()).message
    assert card is not None
    async with live.database.transaction() as tx:
        job = await queries.by_interaction(tx, InteractionId(asked.interaction.id))
        assert job is not None
        await tx.execute(update(tables.jobs).where(tables.jobs.c.id == job.id).values(message_id=None))
    webhook = discord.Webhook.partial(live.client.application_id or 0, job.token or "", client=live.client)
    await webhook.edit_message(card.id, content=sentence_of(Problem.INTERRUPTED))
    assert card.content
    await live.studio.finish(await live.studio.job(job.id))
    await deliver(live.studio)
    assert card.content == ""
    assert card.attachments


async def test_a_first_answer_is_not_tried_again_once_somebody_else_may_have_shown_the_card(
    live: Live, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    # discord.py itself tries again after one second and after three more; by then, another process may have posted.
    monkeypatch.setattr(orders, "ANSWER_TIMEOUT", 0.2)
    trouble = live.sandbox.discord.trouble
    trouble.answer_instead("POST", r"/callback$", json_answer(502, {"message": "bad gateway"}), times=2)
    asked = live.sandbox.person("mia").type_command(live.sandbox.songs.id, "song", {"prompt": "ska"})
    async with asyncio.timeout(WAIT):
        while not asked.interaction.answered.is_set() and "answer_uncertain" not in caplog.text:  # noqa: ASYNC110 - neither tells
            await asyncio.sleep(0.01)
    assert trouble.waiting()
    trouble.clear()


async def test_lists_are_no_longer_than_discord_takes(live: Live) -> None:
    mia, songs = live.sandbox.person("mia"), live.sandbox.songs
    where = {"guild_id": GuildId(live.sandbox.studio.id), "channel_id": ChannelId(songs.id)}
    async with live.database.transaction() as tx:
        for number in range(MANY):
            job = await queued(tx, user_id=UserId(number + 1), **where)  # nobody's share of the line is used up
            name, kind = f"Singer {number}", PersonaKind.PERSONA
            await personas.add(tx, job, kind=kind, name=name, vendor_id=VendorPersonaId(f"v-{number}"), now=NOW)
            made = ReportedClip(f"c-{number}", ClipState.SUCCEEDED, title=name, audio_url="https://files.test/a.mp3")
            await clips.record(tx, job, [made], now=NOW)
    singers = await mia.autocomplete(songs.id, "song", {"prompt": "pop", "persona": ""}, "persona")
    assert len(singers) == 25
    (last,) = await mia.autocomplete(songs.id, "song", {"prompt": "pop", "persona": "singer 29"}, "persona")
    assert last["name"].startswith("Singer 29")
    assert len(await mia.autocomplete(songs.id, "family", {"clip": ""}, "clip")) == 25
