"""Each interaction looks once: one read before a form or a menu, one write for an order, one for its message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from sqlalchemy import update

from data import tables
from data.ids import GuildId
from tests.bot.conftest import SONIC
from tests.cogs.live import open_live

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from data.rows import Clip
    from sandbox.discord.entities import Message
    from sandbox.discord.invocations import Answer, Invocation
    from tests.cogs.live import Live

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def live(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Live]:
    async with open_live(tmp_path_factory.mktemp("live")) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def clip(live: Live) -> Clip:
    _, (first, _) = await live.studio.song(
        model=SONIC, lyrics="[Verse]\nLa", guild_id=live.sandbox.studio.id, channel_id=live.sandbox.songs.id
    )
    return first


async def _answer(live: Live, asked: Invocation, *, reads: int, writes: int) -> Answer:
    """How it was answered, with exactly so many transactions since the last `reset`."""
    answer = await asked.answered()
    assert not answer.failed
    await live.database.written(writes)
    await live.database.looked(reads)  # what is looked up once the person has their answer
    assert (live.database.reads, live.database.writes) == (reads, writes)
    live.database.reset()
    return answer


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def card(live: Live) -> Message:
    """A message of the bot's, for buttons to be pressed below."""
    asked = _command(live, "song", prompt="r&b pop")
    message = (await asked.answered()).message
    assert message is not None
    await live.database.written(2)
    return message


def _command(live: Live, name: str, /, **options: Any) -> Invocation:
    live.database.reset()
    return live.sandbox.person("mia").type_command(live.sandbox.songs.id, name, options)


def _press(live: Live, card: Message, custom_id: str) -> Invocation:
    live.database.reset()
    return live.sandbox.person("mia").press(card, custom_id, checked=False)


async def test_a_song_is_one_write_and_its_message_another(live: Live) -> None:
    await _answer(live, _command(live, "song", prompt="r&b pop"), reads=0, writes=2)


@pytest.mark.parametrize(
    ("button", "fields"),
    [
        ("extend", {"lyrics": "[Bridge]\nOn"}),
        ("cover", {"style": "folk"}),
    ],
)
async def test_a_button_is_one_read_and_its_form_one_read_and_one_write(
    live: Live, clip: Clip, card: Message, button: str, fields: dict[str, str]
) -> None:
    pressed = _press(live, card, f"clip:v1:{button}:{clip.id}")
    assert (await _answer(live, pressed, reads=1, writes=0)).modal is not None
    sent = live.sandbox.person("mia").submit(pressed, fields)
    await _answer(live, sent, reads=1, writes=2)


async def test_a_menu_is_one_read_and_so_is_what_is_chosen_in_it(live: Live, clip: Clip, card: Message) -> None:
    # How the menu can be edited is written down, and looked up, when its person has their answer.
    menu = (await _answer(live, _press(live, card, f"clip:v1:more:{clip.id}"), reads=1, writes=1)).message
    assert menu is not None
    mia = live.sandbox.person("mia")
    form = mia.select(menu, f"pick:v1:{clip.id}", "mashup")
    assert (await _answer(live, form, reads=2, writes=0)).modal is not None
    at_once = mia.select(menu, f"pick:v1:{clip.id}", "bpm")
    await _answer(live, at_once, reads=1, writes=2)


async def test_a_form_of_lyrics_is_one_read_and_one_write(live: Live) -> None:
    opened = _command(live, "lyrics")
    await _answer(live, opened, reads=1, writes=0)
    sent = live.sandbox.person("mia").submit(opened, {"lyrics": "[Verse]\nLa"})
    await _answer(live, sent, reads=0, writes=2)


async def test_discord_py_keeps_nothing_of_what_was_shown(live: Live) -> None:
    views = live.client._connection._view_store
    assert (views._views, views._modals, views._dynamic_items) == ({}, {}, {})


async def test_a_price_that_rose_is_asked_again_and_charged_once(live: Live) -> None:
    mia = live.sandbox.person("mia")
    await _command(live, "model mine", model="nuro").answered()
    opened = _command(live, "lyrics")
    modal = (await opened.answered()).modal
    assert "Nuro · 10 credits" in str(modal)
    before = (await live.studio.account(GuildId(live.sandbox.studio.id))).held
    live.database.reset()
    sent = mia.submit(opened, {"title": "Short", "lyrics": "[Verse]\nToo short for Nuro"})
    # The order that came to nothing, and the draft that is kept of it.
    question = (await _answer(live, sent, reads=0, writes=2)).message
    assert question is not None
    assert question.private_to == mia.user.id
    assert (
        question.content
        == "This costs 12 credits now, not 10 as shown before. Press the button to agree.\n-# Nothing was charged yet."
    )
    (button,) = question.components[0]["components"]
    assert button["label"] == "Make it for 12 credits"
    assert (await live.studio.account(GuildId(live.sandbox.studio.id))).held == before
    live.database.reset()
    agreed = mia.press(question, button["custom_id"])
    card = (await _answer(live, agreed, reads=1, writes=2)).message
    assert card is not None
    assert card.private_to is None
    assert "Short" in str(card.embeds)
    assert "Too short for Nuro" in str(card.embeds)
    again = (await mia.press(question, button["custom_id"]).answered()).message
    assert again is not None
    assert again.private_to == mia.user.id
    assert "made already" in again.content
    assert (await live.studio.account(GuildId(live.sandbox.studio.id))).held == before + 12
    await _command(live, "model mine", model="forget").answered()


async def test_a_form_of_a_clip_that_showed_a_lower_price_is_asked_again(live: Live, clip: Clip, card: Message) -> None:
    mia, guild_id = live.sandbox.person("mia"), GuildId(live.sandbox.studio.id)
    opened = _press(live, card, f"clip:v1:extend:{clip.id}")
    modal = (await opened.answered()).modal
    assert modal is not None
    assert modal["custom_id"] == f"form:v1:clip:extend:{clip.id}:15"
    modal["custom_id"] = f"form:v1:clip:extend:{clip.id}:14"  # as it was when it was shown
    before = (await live.studio.account(guild_id)).held
    question = (await mia.submit(opened, {"lyrics": "[Bridge]\nOn"}).answered()).message
    assert question is not None
    assert question.private_to == mia.user.id
    assert (
        question.content
        == "This costs 15 credits now, not 14 as shown before. Press the button to agree.\n-# Nothing was charged yet."
    )
    assert (await live.studio.account(guild_id)).held == before


async def test_a_price_that_rises_once_more_is_asked_once_more(live: Live, clip: Clip, card: Message) -> None:
    mia, guild_id = live.sandbox.person("mia"), GuildId(live.sandbox.studio.id)
    opened = _press(live, card, f"clip:v1:extend:{clip.id}")
    modal = (await opened.answered()).modal
    assert modal is not None
    modal["custom_id"] = f"form:v1:clip:extend:{clip.id}:13"
    question = (await mia.submit(opened, {"lyrics": "[Bridge]\nOn"}).answered()).message
    assert question is not None
    async with live.database.transaction() as tx:
        await tx.execute(update(tables.drafts).values(price=14))  # what its button says
    before = (await live.studio.account(guild_id)).held
    (button,) = question.components[0]["components"]
    again = (await mia.press(question, button["custom_id"]).answered()).message
    assert again is not None
    assert again.private_to == mia.user.id
    assert (
        again.content
        == "This costs 15 credits now, not 14 as shown before. Press the button to agree.\n-# Nothing was charged yet."
    )
    assert (await live.studio.account(guild_id)).held == before


async def test_what_was_kept_is_its_members_alone(live: Live, card: Message) -> None:
    await _command(live, "model mine", model="nuro").answered()
    opened = _command(live, "lyrics")
    await opened.answered()
    question = (await live.sandbox.person("mia").submit(opened, {"lyrics": "[Verse]\nNo"}).answered()).message
    assert question is not None
    name = question.components[0]["components"][0]["custom_id"]
    for person in ("noah", "admin"):
        answer = await live.sandbox.person(person).press(card, name, checked=False).answered()
        assert answer.message is not None
        assert answer.message.private_to == live.sandbox.person(person).user.id
        assert "Nothing was charged" in answer.message.content
    await _command(live, "model mine", model="forget").answered()
