"""More… and the sections of a clip: menus and forms that outlive the process, and what is typed wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

from bot.musicapi.operations import Operation
from data.ids import ClipId
from sandbox.discord.invocations import until
from tests.data.making import delete_clip
from tests.e2e.conftest import Stage, labels, said, small
from tests.e2e.operating import Workbench, open_workbench, text
from tests.e2e.test_database_trouble import locked
from tests.e2e.test_upload import recording as recorded

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from sandbox.discord.entities import Message
    from sandbox.discord.invocations import Invocation

pytestmark = pytest.mark.asyncio(loop_scope="module")
LYRICS = "[Verse 1]\nUnder the harbour light\nwe wait\n[Chorus]\nStay with me tonight\nand on"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bench(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Workbench]:
    async with open_workbench(tmp_path_factory.mktemp("more"), clip_seconds=20.0) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def riff(bench: Workbench) -> Message:
    return await bench.song("riffusion/FUZZ-1.1 Pro", lyrics=LYRICS, style="pop")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sonic(bench: Workbench) -> Message:
    return await bench.song("sonic/sonic-v5", lyrics=LYRICS, style="pop")


async def _menu(stage: Stage, message: Message, name: str = "mia") -> Message:
    """The menu that More… below the first clip shows to this person."""
    answer = await stage.person(name).press(message, "1 More…").answered()
    assert answer.message is not None
    assert answer.message.private_to == stage.person(name).user.id
    return answer.message


def _offered(menu: Message) -> dict[str, str]:
    """What a menu says, by what is chosen."""
    return {option["value"]: option["label"] for option in menu.components[0]["components"][0]["options"]}


def _choose(stage: Stage, menu: Message, operation: str) -> Invocation:
    return stage.person().select(menu, menu.components[0]["components"][0]["custom_id"], operation)


async def _form(bench: Workbench, message: Message, operation: str) -> Invocation:
    """The form of an operation, open."""
    chosen = _choose(bench.stage, await _menu(bench.stage, message), operation)
    assert (await chosen.answered()).modal is not None
    return chosen


async def _refused(bench: Workbench, opened: Invocation, words: Mapping[str, Any]) -> str:
    """What the person alone is told who sends this; nothing is spent."""
    before = await bench.spent()
    answer = await bench.stage.person().submit(opened, words, checked=False).answered()
    assert answer.message is not None
    assert answer.message.private_to == bench.stage.person().user.id
    assert "Nothing was charged" in answer.message.content
    assert await bench.spent() == before
    return answer.message.content


def _section(opened: Invocation, label: str) -> str:
    """The value of a section in the menu of an open form."""
    modal = opened.interaction.modal
    assert modal is not None
    menus = [part["component"] for part in modal["components"] if part.get("component", {}).get("type") == 3]
    return next(option["value"] for option in menus[0]["options"] if label in option["label"])


async def test_a_menu_is_private_and_has_what_the_family_can_do_with_its_price(
    bench: Workbench, riff: Message, sonic: Message
) -> None:
    offered = _offered(await _menu(bench.stage, riff))
    assert offered == {
        "lyrics": "Lyrics · free",
        "replace_section": "Replace a section · 12 credits",
        "swap_sound": "Swap the sound · 12 credits",
        "swap_vocals": "Swap the vocals · 12 credits",
    }
    offered = _offered(await _menu(bench.stage, sonic))
    assert offered["stems_full"] == "Stems: every instrument · 75 credits"
    assert offered["bpm"] == "Tempo · 1 credit"
    assert "full_song" not in offered  # nothing was extended
    assert "add_vocals" not in offered  # no recording
    assert "swap_sound" not in offered


async def test_a_menu_becomes_what_was_found_out_for_whoever_chose_it_and_can_be_posted(
    bench: Workbench, sonic: Message
) -> None:
    mia, menu = bench.stage.person(), await _menu(bench.stage, sonic)
    async with bench.one_call("sonic", Operation.BPM):
        message = await bench.done(_choose(bench.stage, menu, "bpm"))
    assert message is menu
    assert message.private_to == mia.user.id
    assert message.content == ""
    assert re.fullmatch(r"The tempo is ready\n\d+ BPM.*\n-# Tempo of clip 1, .+ · 1 credit", text(message).strip())
    assert labels(message) == ["Post here"]
    before, told = await bench.spent(), text(message).strip()
    posting = mia.press(message, "Post here")
    assert not (await posting.answered()).failed
    posted = await bench.stage.find(lambda each: each.private_to is None and "BPM" in text(each))
    assert text(posted).strip().startswith(told)
    assert f"Posted by <@{mia.user.id}>" in text(posted)
    assert posted.components == []
    await bench.stage.soon(posting.until(lambda each: "Posted: https://" in text(each)))
    assert str(posted.id) in text(message)
    assert labels(message) == []
    assert await bench.spent() == before


async def test_what_is_known_of_a_clip_is_shown_again_for_free_to_whoever_asks(
    bench: Workbench, sonic: Message
) -> None:
    async with bench.one_call("sonic", Operation.BPM):
        first = text(await bench.choose(sonic, Operation.BPM, clip=2))
    before = await bench.spent()
    noah = bench.stage.person("noah")
    menu = (await noah.press(sonic, "2 More…").answered()).message
    assert menu is not None
    assert _offered(menu)["bpm"] == "Tempo · free, known already"
    assert _offered(menu)["lyrics_timeline"] == "Lyrics timeline · 1 credit"  # nobody asked for that yet
    again = (await noah.select(menu, menu.components[0]["components"][0]["custom_id"], "bpm").answered()).message
    assert again is not None
    assert again is menu
    assert text(again).splitlines()[1:3] == [
        line.replace(" · 1 credit", " · free, known already") for line in first.splitlines()[1:3]
    ]
    assert "credit" not in text(again)
    assert await bench.spent() == before
    posting = noah.press(again, "Post here")
    await bench.stage.soon(posting.until(lambda each: "Posted: https://" in text(each)))


async def test_what_one_was_told_alone_is_posted_by_nobody_else(bench: Workbench, sonic: Message) -> None:
    written = await bench.command("write", topic="a secret")
    name = next(row["components"][-1]["custom_id"] for row in written.components)
    assert name.startswith("post:v1:")
    answer = await bench.stage.person("noah").press(sonic, name, checked=False).answered()
    assert answer.message is not None
    assert answer.message.private_to == bench.stage.person("noah").user.id
    assert "Nothing was charged" in answer.message.content


async def test_the_words_of_a_song_are_shown_whole_above_the_menu_for_free(
    bench: Workbench, riff: Message, sonic: Message
) -> None:
    before = await bench.spent()
    for message in (riff, sonic):
        menu = await _menu(bench.stage, message)
        answer = await _choose(bench.stage, menu, "lyrics").answered()
        assert answer.message is menu
        assert menu.private_to == bench.stage.person().user.id
        assert f"```\n{LYRICS}\n```" in menu.content
        assert "lyrics" in _offered(menu)  # another choice can be made
        again = await _choose(bench.stage, menu, "lyrics").answered()
        assert not again.failed
    assert await bench.spent() == before


async def test_a_picked_voice_and_a_persona_lead_on_by_a_button(bench: Workbench, sonic: Message) -> None:
    mia = bench.stage.person()
    picked = await bench.choose(sonic, Operation.VOX, {"times": "2-9"})
    assert labels(picked) == ["Make a persona", "Post here"]
    await bench.stage.restart()
    opened = mia.press(picked, "Make a persona")
    assert (await opened.answered()).modal is not None
    made = await bench.done(mia.submit(opened, {"title": "Harbour singer"}))
    assert made is not picked
    assert made.private_to == mia.user.id
    assert labels(made) == ["Sing with it", "Post here"]
    sing = mia.press(made, "Sing with it")
    assert "15 credits" in str((await sing.answered()).modal)
    sung = await bench.done(mia.submit(sing, {"prompt": "the last boat home"}))
    assert bench.last["task_type"] == "persona_music"
    assert sung.private_to is None


async def test_a_menu_and_a_form_from_before_a_crash_work(bench: Workbench, sonic: Message) -> None:
    menu = await _menu(bench.stage, sonic)
    opened = await _form(bench, sonic, "sample")
    await bench.stage.restart()
    words = {"times": "1-5", "lyrics": "[Verse]\nMy own words", "style": "pop"}
    async with bench.one_call("sonic", Operation.SAMPLE):
        await bench.done(bench.stage.person().submit(opened, words))
    assert "My own words" in str(bench.last)
    async with bench.one_call("sonic", Operation.WAV):
        await bench.done(_choose(bench.stage, menu, "wav"))


async def test_a_menu_says_what_became_of_a_choice_and_can_be_chosen_from_again(
    bench: Workbench, sonic: Message
) -> None:
    menu = await _menu(bench.stage, sonic)

    async def says(words: str) -> None:
        await bench.stage.soon(until(bench.stage.sandbox.world, lambda: words in menu.content))
        assert "sample" in _offered(menu)

    opened = _choose(bench.stage, menu, "sample")
    assert (await opened.answered()).modal is not None
    await says("Sample: the form is open.")
    again = _choose(bench.stage, menu, "sample")  # the first one was closed
    assert (await again.answered()).modal is not None
    await bench.stage.restart()
    words = {"times": "2-6", "lyrics": "[Verse]\nOther words", "style": "pop"}
    made = await bench.done(bench.stage.person().submit(again, words))
    await says(f"Sample: [on its way](https://discord.com/channels/{made.guild_id}/{made.channel_id}/{made.id})")
    file = await bench.done(_choose(bench.stage, menu, "wav"))
    await says(f"WAV: [on its way](https://discord.com/channels/{file.guild_id}/{file.channel_id}/{file.id})")


async def test_a_choice_that_is_faster_than_the_database_is_told_of_as_well(bench: Workbench, sonic: Message) -> None:
    with locked(bench.stage):
        menu = await _menu(bench.stage, sonic)
        assert (await _choose(bench.stage, menu, "sample").answered()).modal is not None
        await _menu(bench.stage, sonic)  # by then it has looked for the menu's token
    told = until(bench.stage.sandbox.world, lambda: "Sample: the form is open." in menu.content)
    await bench.stage.soon(told)


async def test_an_extension_goes_on_after_a_section_unless_a_moment_is_typed(bench: Workbench, riff: Message) -> None:
    mia = bench.stage.person()
    # Not the same words twice: within moments that would be a slip of the finger.
    for lyrics, words, goes_on in (
        ("One", {}, None),
        ("Two", {"moment": "0:07"}, 7),
        ("Three", {"moment": " "}, None),
    ):
        pressed = mia.press(riff, "1 Extend")
        modal = (await pressed.answered()).modal
        assert "After Verse 1 (0:" in str(modal)
        value = _section(pressed, "After Verse 1")
        await bench.done(mia.submit(pressed, {"section": value, "lyrics": lyrics, **words}))
        assert bench.last["continue_at"] == (int(float(value)) if goes_on is None else goes_on)


async def test_a_section_is_replaced_from_its_beginning_to_its_end(bench: Workbench, riff: Message) -> None:
    opened = await _form(bench, riff, "replace_section")
    value = _section(opened, "Verse 1")
    message = await bench.done(
        bench.stage.person().submit(opened, {"section": value, "lyrics": "[Verse]\nNew", "times": ""})
    )
    starts, ends = (float(part) for part in value.split("-"))
    assert (bench.last["replace_start_time"], bench.last["replace_end_time"]) == (starts, ends)
    assert small(message)[0].startswith("Replaces a section of [clip 1, ")


async def test_sonic_says_how_its_sections_are_learnt_until_they_are(bench: Workbench, sonic: Message) -> None:
    mia = bench.stage.person()
    modal = (await mia.press(sonic, "2 Extend").answered()).modal
    assert "Lyrics timeline" in str(modal)
    assert "After " not in str(modal)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({}, "Choose a part"),
        ({"times": "9-3"}, "begins at 0:09 and ends at 0:03"),
        ({"times": "5-5"}, "begins at 0:05 and ends at 0:05"),
        ({"times": "-3-5"}, "Type the moment as"),
        ({"times": "3-99"}, "Choose a section within it"),
        ({"times": "50 - 1:10"}, "Choose a section within it"),
        ({"times": "soon-9"}, "Type the moment as"),
        ({"times": "1e9"}, "Type the moment as"),
        ({"section": "nonsense"}, "Type the moment as"),
        ({"section": "9.00-3.00"}, "begins at 0:09 and ends at 0:03"),
    ],
)
async def test_a_section_that_cannot_be_is_one_private_sentence(
    bench: Workbench, riff: Message, words: dict[str, str], said: str
) -> None:
    opened = await _form(bench, riff, "replace_section")
    assert said in await _refused(bench, opened, {"lyrics": "[Verse]\nNew", **words})


async def test_a_form_that_is_sent_twice_makes_one_song(bench: Workbench, riff: Message) -> None:
    async with bench.one_call("riffusion", Operation.EXTEND):
        opened = bench.stage.person().press(riff, "1 Extend")
        await opened.answered()
        words = {"moment": "3", "lyrics": "[Bridge]\nMy words"}
        sent = [bench.stage.person().submit(opened, words) for _ in range(3)]
        messages = [(await each.answered()).message for each in sent]
        for refused in (message for message in messages if message and message.private_to is not None):
            assert "a moment ago" in refused.content
            assert refused.content.endswith("Nothing was charged a second time.")
            assert labels(refused) == ["Open again"]  # with what was typed
        (made,) = [each for each in sent if each.message and each.message.private_to is None]
        await bench.done(made)


async def test_what_begins_at_once_begins_once_for_a_double_choice(bench: Workbench, sonic: Message) -> None:
    menu = await _menu(bench.stage, sonic)
    async with bench.one_call("sonic", Operation.WAV):
        chosen = [_choose(bench.stage, menu, "wav") for _ in range(2)]
        messages = [(await each.answered()).message for each in chosen]
        (refused,) = [message for message in messages if message and message.private_to is not None]
        assert "a moment ago" in refused.content
        assert refused.content.endswith("Nothing was charged a second time.")
        (made,) = [each for each in chosen if each.message and each.message.private_to is None]
        await bench.done(made)


@pytest.mark.parametrize("family", ["riffusion", "producer"])
async def test_a_recording_without_a_style_is_asked_for_one_where_there_must_be_one(
    bench: Workbench, family: str
) -> None:
    brought = await bench.command("upload", rights=True, file=("mine.wav", recorded(8)), model=family)
    assert small(brought)[-1].startswith(f"Recording · {family.capitalize()} · ")  # no model sang it
    mia = bench.stage.person()
    needed: dict[str, bool] = {}
    for button in ("1 Extend", "1 Cover"):
        modal = (await mia.press(brought, button).answered()).modal
        assert modal is not None
        needed[button] = _style_of(modal)["required"]
    modal = (await _form(bench, brought, "replace_section")).interaction.modal
    assert modal is not None
    needed["replace"] = _style_of(modal)["required"]
    always = family == "riffusion"
    assert needed == {"1 Extend": always, "1 Cover": True, "replace": always}


def _style_of(modal: Mapping[str, Any]) -> dict[str, Any]:
    found = [part["component"] for part in modal["components"] if part.get("component", {}).get("custom_id") == "style"]
    return found[0]


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ("own", "two different clips"),
        ("riffusion's", "same family"),
        ("999", "not in this server"),
        ("0", "not in this server"),
        ("-1", "not in the menu"),
        ("nonsense", "not in the menu"),
        ("9" * 30, "not in the menu"),
    ],
)
async def test_a_mashup_takes_another_clip_of_the_same_family_and_server(
    bench: Workbench, sonic: Message, riff: Message, other: str, said: str
) -> None:
    values = {"own": await _clip(bench, sonic), "riffusion's": await _clip(bench, riff)}
    opened = await _form(bench, sonic, "mashup")
    assert said in await _refused(bench, opened, {"other_clip": values.get(other, other), "style": "house"})


async def _clip(bench: Workbench, message: Message) -> str:
    """The row of the first clip below a message."""
    return (await _menu(bench.stage, message)).components[0]["components"][0]["custom_id"].rpartition(":")[2]


async def test_a_mashups_card_leads_to_both_of_its_clips(bench: Workbench, sonic: Message) -> None:
    other = await bench.chosen_menu_values(sonic, Operation.MASHUP, "other_clip")
    message = await bench.choose(sonic, Operation.MASHUP, {"other_clip": other[0], "style": "house"})
    made_from = small(message)[0]
    assert made_from.startswith("Mixes [clip 1, ")
    assert made_from.count("https://discord.com/channels/") == 2


async def test_a_choice_that_no_menu_offers_is_one_private_sentence(bench: Workbench, sonic: Message) -> None:
    opened = await _form(bench, sonic, "remaster")
    assert "not in the menu" in await _refused(bench, opened, {"variation": "loud"})


@pytest.mark.parametrize("forged", ["dance", "add_vocals", "create", "swap_sound", "full_song", ""])
async def test_an_operation_that_this_clip_has_not_is_one_private_sentence(
    bench: Workbench, sonic: Message, forged: str
) -> None:
    before = await bench.spent()
    menu = await _menu(bench.stage, sonic)
    name = menu.components[0]["components"][0]["custom_id"]
    answer = await bench.stage.person().select(menu, name, forged, checked=False).answered()
    assert answer.message is not None
    assert answer.message.private_to == bench.stage.person().user.id
    assert "Nothing was charged" in answer.message.content
    assert await bench.spent() == before


@pytest.mark.parametrize(
    "forged",
    ["clip:v1:more:999", "clip:v1:full:999", "clip:v1:full:1", "pick:v1:1", "pick:v9:1", "sing:v1:1:1", "style:"],
)
async def test_a_forged_button_is_one_private_sentence(bench: Workbench, riff: Message, forged: str) -> None:
    before = await bench.spent()
    answer = await bench.stage.person().press(riff, forged, checked=False).answered()
    assert not answer.failed
    assert answer.message is not None
    assert answer.message.private_to == bench.stage.person().user.id
    assert "Nothing was charged" in answer.message.content
    assert await bench.spent() == before


@pytest.mark.promise(key="own-server")
async def test_a_clip_of_another_guild_is_out_of_reach(bench: Workbench, riff: Message) -> None:
    del riff
    theirs = await bench.stage.song("stranger", where=bench.stage.sandbox.lounge)
    answer = await bench.stage.person("stranger").press(theirs, "clip:v1:more:1", checked=False).answered()
    assert answer.message is not None
    assert "no song that you can see here" in answer.message.content


async def test_a_form_whose_clip_was_deleted_meanwhile_says_so(bench: Workbench) -> None:
    from datetime import UTC, datetime

    from data.engine.database import Database

    song = await bench.song("riffusion/FUZZ-1.1 Pro", lyrics=LYRICS)
    opened = await _form(bench, song, "swap_sound")
    row = int(await _clip(bench, song))
    database = await Database.open(bench.stage.database_url)
    async with database.transaction() as tx:
        await delete_clip(tx, ClipId(row), at=datetime.now(UTC))
    await database.close()
    assert "deleted" in await _refused(bench, opened, {"style": "strings"})


async def test_what_a_family_lost_since_the_form_was_opened_is_given_back_in_plain_words(
    bench: Workbench, sonic: Message
) -> None:
    menu = await _menu(bench.stage, sonic)
    opened = await _form(bench, sonic, "sample")
    before = await bench.spent()
    bench.stage.sandbox.vendor.orders.retire("sonic", "sample")
    words = {"times": "1-3", "style": "pop"}
    message = await bench.stage.ended(bench.stage.person().submit(opened, words))
    assert (
        "MusicAPI does not do this for us just now. The operator was told.\n"
        "Press **Try again** later.\n"
        "-# The 15 credits are back."
    ) in said(message)
    assert await bench.spent() == before
    answer = await _choose(bench.stage, menu, "sample").answered()
    assert answer.message is not None
    assert "no longer offers this" in answer.message.content
    assert "Nothing was charged" in answer.message.content
    assert "sample" not in _offered(await _menu(bench.stage, sonic))
