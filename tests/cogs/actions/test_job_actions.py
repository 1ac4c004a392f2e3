"""What is pressed below a job's card: by whom, at what price, and that nobody meets a dead end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from sqlalchemy import update

from bot.musicapi.operations import SPECS, Operation, StartsFrom
from data import personas, retirements, tables
from data.brief import Details
from data.guilds.viewers import Viewer
from data.ids import ChannelId, GuildId, InteractionId, UserId
from data.jobs import queue
from data.rows import FailureKind, JobState
from sandbox.discord.entities import Overwrite
from sandbox.discord.permissions import Permission
from tests.bot.conftest import SONIC
from tests.cogs.live import open_live
from tests.data.making import NOW, delete_clip, set_allowance
from tests.e2e.conftest import title
from tests.e2e.operating import text

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from data.rows import Clip, Job
    from sandbox.discord.entities import Message, Payload
    from sandbox.discord.invocations import Invocation
    from tests.cogs.live import Live

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def live(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Live]:
    async with open_live(tmp_path_factory.mktemp("live")) as opened:
        async with opened.database.transaction() as tx:
            await set_allowance(tx, 50_000, GuildId(opened.sandbox.studio.id))
        yield opened


@pytest.fixture(autouse=True)
def later(live: Live) -> None:
    """What one test orders is no slip of the finger of the next one."""
    live.studio.clock.advance(60)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def card(live: Live) -> Message:
    """A message of the bot's, for buttons to be pressed below."""
    asked = live.sandbox.person("mia").type_command(live.sandbox.songs.id, "song", {"prompt": "pop"})
    message = (await asked.answered()).message
    assert message is not None
    return message


def _there(live: Live, name: str = "mia") -> dict[str, Any]:
    """Where mia asks, and that it is she."""
    user_id = UserId(live.sandbox.person(name).user.id)
    songs = ChannelId(live.sandbox.songs.id)
    viewer = Viewer(user_id, frozenset({songs}))
    return {"guild_id": GuildId(live.sandbox.studio.id), "channel_id": songs, "user_id": user_id, "viewer": viewer}


async def _send_all(live: Live) -> None:
    """Let everything that waits in line have its turn."""
    while await live.database.read(queue.count_queued):
        live.studio.clock.advance(6)
        await live.studio.create()


async def _song(live: Live, prompt: str = "r&b pop", **more: Any) -> Job:
    return (await live.studio.song(prompt, **_there(live), **more))[0]


async def _failed(live: Live, prompt: str = "r&b pop", **more: Any) -> Job:
    await _send_all(live)
    live.studio.vendor.orders.fail_next("boom")
    failed = await live.studio.finish(await live.studio.place(live.studio.order(prompt, **_there(live), **more)))
    assert failed.state is JobState.FAILED
    return failed


def _press(live: Live, card: Message, button: str, name: str = "mia") -> Invocation:
    return live.sandbox.person(name).press(card, button, checked=False)


async def _private(live: Live, asked: Invocation, name: str = "mia") -> Message:
    answer = await asked.answered()
    assert not answer.failed
    assert answer.message is not None
    assert answer.message.private_to == live.sandbox.person(name).user.id
    return answer.message


async def _placed(live: Live, asked: Invocation) -> Job:
    """The job that a press made, whose card everybody sees."""
    message = (await asked.answered()).message
    assert message is not None
    assert message.private_to is None
    status = await live.studio.queries.status_asked_by(InteractionId(asked.interaction.id))
    assert status is not None
    return status.job


async def _left(live: Live) -> int:
    return (await live.studio.account(GuildId(live.sandbox.studio.id))).left


def _fields(modal: Payload | None) -> dict[str, Any]:
    assert modal is not None
    labels = [part["component"] for part in modal["components"] if part["type"] == 18]
    return {field["custom_id"]: field.get("value") for field in labels}


async def test_from_a_failure_to_a_second_try_is_one_press(live: Live, card: Message) -> None:
    failed = await _failed(live, title="Late", style="soul")
    left = await _left(live)
    again = await _placed(live, _press(live, card, f"job:v1:retry:{failed.id}:12"))
    assert (again.brief, again.state, again.price) == (failed.brief, JobState.QUEUED, 12)
    assert await _left(live) == left - 12


async def test_another_take_is_one_press_and_whoever_presses_asked_for_it(live: Live, card: Message) -> None:
    first = await _song(live)
    again = await _placed(live, _press(live, card, f"job:v1:again:{first.id}:12", "noah"))
    assert (again.brief, again.model) == (first.brief, first.model)
    assert again.user_id == live.sandbox.person("noah").user.id


async def test_the_second_of_two_presses_makes_nothing(live: Live, card: Message) -> None:
    first = await _song(live, "twice")
    live.studio.clock.advance(60)
    await _placed(live, _press(live, card, f"job:v1:again:{first.id}:12"))
    left = await _left(live)
    assert "a moment ago" in (await _private(live, _press(live, card, f"job:v1:again:{first.id}:12"))).content
    assert await _left(live) == left


async def test_a_dear_take_is_asked_about_and_the_button_makes_it(live: Live, card: Message) -> None:
    first = await _song(live)
    question = await _private(live, _press(live, card, f"job:v1:again:{first.id}:30"))
    assert question.content.startswith("Another take costs 30 credits. This server has ")
    (button,) = question.components[0]["components"]
    assert button["label"] == "Make it for 30 credits"
    assert (await _placed(live, live.sandbox.person("mia").press(question, button["custom_id"]))).price == 12


async def test_a_price_that_rose_since_is_asked_about(live: Live, card: Message) -> None:
    first = await _song(live)
    left = await _left(live)
    question = await _private(live, _press(live, card, f"job:v1:again:{first.id}:10"))
    assert "costs 12 credits now, not 10" in question.content
    assert await _left(live) == left


@pytest.mark.promise(key="own-server")
@pytest.mark.promise(key="closed-channels")
async def test_what_is_not_there_or_not_to_be_seen_is_one_sentence(live: Live, card: Message) -> None:
    songs = await _song(live)
    there = {**_there(live), "channel_id": ChannelId(live.sandbox.private.id)}
    hidden, _ = await live.studio.song("secret", **there)
    elsewhere = live.sandbox.person("stranger").say(live.sandbox.lounge.id, "hello")
    left = await _left(live)
    for job_id, message, name in (
        (hidden.id, card, "noah"),
        (songs.id, elsewhere, "stranger"),
        (songs.id + 1_000, card, "mia"),
    ):
        for button in ("again:{}:12", "retry:{}:12", "edit:{}", "cancel:{}"):
            pressed = _press(live, message, f"job:v1:{button.format(job_id)}", name)
            assert "nothing that you can see here" in (await _private(live, pressed, name)).content
    assert await _left(live) == left


@pytest.mark.promise(key="small-private")
async def test_what_one_person_typed_for_themselves_is_changed_by_nobody_else(live: Live, card: Message) -> None:
    _, (clip, _) = await live.studio.song(model=SONIC, lyrics="[Verse]\nLa", **_there(live))
    made = await live.studio.done(Operation.PERSONA, clip, title="Ines", prompt="my sister's voice", **_there(live))
    for button in (f"again:{made.id}:2", f"retry:{made.id}:2", f"edit:{made.id}", f"cancel:{made.id}"):
        answer = await _private(live, _press(live, card, f"job:v1:{button}", "noah"), "noah")
        assert "nothing that you can see here" in answer.content
    assert (await _press(live, card, f"job:v1:edit:{made.id}").answered()).modal is not None


@pytest.mark.promise(key="unapproved-words")
async def test_what_waits_for_moderators_is_opened_and_ordered_by_nobody_else(live: Live, card: Message) -> None:
    waiting = await live.studio.place(live.studio.order("a secret", **_there(live)))
    async with live.database.transaction() as tx:
        await tx.execute(update(tables.jobs).where(tables.jobs.c.id == waiting.id).values(awaits_approval=True))
    left = await _left(live)
    for button in ("again:{}:12", "retry:{}:12", "edit:{}"):
        pressed = _press(live, card, f"job:v1:{button.format(waiting.id)}", "noah")
        assert "nothing that you can see here" in (await _private(live, pressed, "noah")).content
    cancel = f"job:v1:cancel:{waiting.id}"
    assert "Only the person who asked" in (await _private(live, _press(live, card, cancel, "noah"), "noah")).content
    assert await _left(live) == left
    assert (await _press(live, card, f"job:v1:edit:{waiting.id}").answered()).modal is not None
    await _press(live, card, cancel, "admin").answered()
    assert (await live.studio.job(waiting.id)).state is JobState.FAILED


async def _failed_privately(live: Live, operation: Operation, clip: Clip | None = None, **more: Any) -> Job:
    """A small job that failed, whose card its person alone was shown."""
    source = clip.id if clip else None
    order = live.studio.order(**{"prompt": "", "operation": operation, "source": source, **_there(live), **more})
    failed = await live.studio.place(order)
    assert await live.studio.lifecycle.cancel(failed, "")
    return await live.studio.job(failed.id)


@pytest.mark.promise(key="small-private")
async def test_what_one_person_was_told_alone_is_tried_again_for_them_alone(live: Live, card: Message) -> None:
    _, (clip, _) = await live.studio.song(model=SONIC, lyrics="[Verse]\nLa", **_there(live))
    small = [(each, clip if spec.starts_from is StartsFrom.CLIP else None) for each, spec in SPECS.items()]
    for operation, source in ((each, source) for each, source in small if each.spec.is_small):
        failed = await _failed_privately(
            live, operation, source, title=f"Ines {operation}", prompt="rain", style="soul"
        )
        left = await _left(live)
        retry = f"job:v1:retry:{failed.id}:{failed.price}"
        answer = await _private(live, _press(live, card, retry, "noah"), "noah")
        assert "nothing that you can see here" in answer.content
        assert await _left(live) == left
        pressed = _press(live, card, retry)
        shown = await _private(live, pressed)
        status = await live.studio.queries.status_asked_by(InteractionId(pressed.interaction.id))
        assert status is not None
        assert (status.job.brief, status.job.operation) == (failed.brief, operation)
        assert title(shown).endswith(" in line")
        assert await _left(live) == left - failed.price
        live.studio.clock.advance(60)
    await _send_all(live)


@pytest.mark.promise(key="small-private")
@pytest.mark.parametrize(
    ("operation", "typed"), [(Operation.WRITE_LYRICS, "prompt"), (Operation.ENRICH_STYLE, "style")]
)
async def test_what_is_written_for_one_person_has_another_take_and_is_changed_for_them_alone(
    live: Live, card: Message, operation: Operation, typed: str
) -> None:
    written = await live.studio.done(operation, **{typed: "rain on tin", **_there(live)})
    left, mia = await _left(live), live.sandbox.person("mia")
    for button in (f"again:{written.id}:{written.price}", f"edit:{written.id}"):
        refused = await _private(live, _press(live, card, f"job:v1:{button}", "noah"), "noah")
        assert "nothing that you can see here" in refused.content
    live.studio.clock.advance(60)
    shown = await _private(live, _press(live, card, f"job:v1:again:{written.id}:{written.price}"))
    assert title(shown).endswith(" in line")
    live.studio.clock.advance(60)
    opened = _press(live, card, f"job:v1:edit:{written.id}")
    modal = (await opened.answered()).modal
    assert _fields(modal) == {typed: "rain on tin"}
    assert f"{written.price} credit" in str(modal)
    forged = _press(live, card, f"job:v1:edit:{written.id}", "noah")
    assert (await forged.answered()).modal is None
    slip = await _private(live, mia.submit(opened, {typed: "for <@1234567890>"}))
    again = await _opened_again(live, slip)
    assert _typed(again) == {typed: "for <@1234567890>"}
    sent = mia.submit(again, {typed: "snow"})
    assert title(await _private(live, sent)).endswith(" in line")
    status = await live.studio.queries.status_asked_by(InteractionId(sent.interaction.id))
    assert status is not None
    assert (getattr(status.job.brief, typed), status.job.operation) == ("snow", operation)
    assert await _left(live) == left - 2 * written.price
    await _send_all(live)


async def test_a_form_of_something_else_cannot_be_forged_into_one_of_words(live: Live, card: Message) -> None:
    _, (clip, _) = await live.studio.song(lyrics="[Verse]\nTheirs", **_there(live))
    covered = await live.studio.done(Operation.COVER, clip, style="folk", lyrics="[Verse]\nLa", **_there(live))
    first = await _song(live)
    opened = _press(live, card, f"job:v1:edit:{first.id}")
    await opened.answered()
    assert opened.interaction.modal is not None
    opened.interaction.modal["custom_id"] = f"form:v1:edit:{covered.id}:12"
    answer = await _private(live, live.sandbox.person("mia").submit(opened, {"style": "jazz"}))
    assert "nothing that you can see here" in answer.content


async def test_a_tempo_that_somebody_else_found_meanwhile_is_shown_for_free(live: Live, card: Message) -> None:
    _, (clip, _) = await live.studio.song(model=SONIC, lyrics="[Verse]\nLa", **_there(live))
    failed = await _failed_privately(live, Operation.BPM, clip)
    await live.studio.done(Operation.BPM, clip, **_there(live, "noah"))
    left = await _left(live)
    shown = await _private(live, _press(live, card, f"job:v1:retry:{failed.id}:{failed.price}"))
    assert title(shown) == "The tempo is ready"
    assert "free, known already" in text(shown)
    assert await _left(live) == left


async def test_lyrics_that_reached_nobody_are_no_reason_to_pay_for_a_second_try(live: Live, card: Message) -> None:
    failed = await _failed_privately(live, Operation.WRITE_LYRICS, prompt="the last ferry")
    written = await live.studio.done(Operation.WRITE_LYRICS, prompt="the last ferry", **_there(live))
    await live.studio.lifecycle.mark_delivered(written, reached=False)
    left = await _left(live)
    shown = await _private(live, _press(live, card, f"job:v1:retry:{failed.id}:{failed.price}"))
    assert title(shown) == "The lyrics are ready"
    assert await _left(live) == left


async def test_what_no_other_model_can_make_of_a_clip_has_no_form_that_would_not_open(
    live: Live, card: Message
) -> None:
    _, (clip, _) = await live.studio.song(lyrics="[Verse]\nTheirs", **_there(live))
    covered = await live.studio.done(Operation.COVER, clip, style="folk", lyrics="[Verse]\nLa", **_there(live))
    gone = {"host": live.studio.context.musicapi_host, "family": clip.family, "operation": Operation.COVER.value}
    async with live.database.transaction() as tx:
        await retirements.add(tx, **gone, reason="gone", now=live.studio.context.now())
    answer = await _private(live, _press(live, card, f"job:v1:again:{covered.id}:{covered.price}"))
    assert "no longer offers this" in answer.content
    assert answer.components == []
    await live.database.write(retirements.lift, **gone)


async def test_a_clip_that_was_deleted_is_one_sentence(live: Live, card: Message) -> None:
    _, (clip, _) = await live.studio.song(**_there(live))
    covered = await live.studio.done(Operation.COVER, clip, style="folk", lyrics="[Verse]\nLa", **_there(live))
    async with live.database.transaction() as tx:
        await delete_clip(tx, clip.id)
    for button, said in ((f"again:{covered.id}:12", "not in this server"), (f"edit:{covered.id}", "was deleted")):
        assert said in (await _private(live, _press(live, card, f"job:v1:{button}"))).content


async def test_a_song_is_changed_in_its_form_and_keeps_what_the_form_does_not_ask(live: Live, card: Message) -> None:
    details = Details(gender="f", avoid="drums")
    first = await _failed(live, "r&b pop", title="Late", style="soul", model=SONIC, details=details)
    opened = _press(live, card, f"job:v1:edit:{first.id}", "noah")
    modal = (await opened.answered()).modal
    assert _fields(modal) == {"prompt": "r&b pop", "style": "soul", "title": "Late", "lyrics": None}
    assert "15 credits" in str(modal)
    changed = await _placed(live, live.sandbox.person("noah").submit(opened, {"style": "jazz"}))
    assert (changed.brief.prompt, changed.brief.title, changed.brief.style) == ("r&b pop", "Late", "jazz")
    assert (changed.brief.details, f"{changed.family}/{changed.model}") == (details, SONIC)


async def test_lyrics_longer_than_a_field_are_kept_whole_by_an_edit(live: Live, card: Message) -> None:
    lyrics = "\n".join(f"La la la number {number}" for number in range(230))
    assert len(lyrics) > 4_000
    first = await _song(live, "pop", lyrics=lyrics)
    opened = _press(live, card, f"job:v1:edit:{first.id}")
    assert (await opened.answered()).modal is not None
    changed = await _placed(live, live.sandbox.person("mia").submit(opened, {"style": "jazz"}))
    assert (changed.brief.lyrics, changed.brief.style) == (lyrics, "jazz")


async def test_what_was_made_of_a_clip_is_changed_in_its_own_form(live: Live, card: Message) -> None:
    _, (clip, _) = await live.studio.song(lyrics="[Verse]\nTheirs", **_there(live))
    covered = await live.studio.done(Operation.COVER, clip, style="folk", lyrics="[Verse]\nMine", **_there(live))
    opened = _press(live, card, f"job:v1:edit:{covered.id}")
    modal = (await opened.answered()).modal
    assert modal is not None
    assert modal["custom_id"] == f"form:v1:clip:cover:{clip.id}:12"
    assert _fields(modal) == {"style": "folk", "lyrics": "[Verse]\nMine"}
    changed = await _placed(live, live.sandbox.person("mia").submit(opened, {"style": "jazz"}))
    assert (changed.brief.style, changed.brief.lyrics, changed.brief.source) == ("jazz", "[Verse]\nMine", clip.id)


async def test_a_model_that_is_gone_says_so_and_offers_to_change_the_song(live: Live, card: Message) -> None:
    first = await _song(live, "gone", model="nuro", lyrics="[Verse]\n" + "la " * 120)
    gone = {"host": live.studio.context.musicapi_host, "family": "nuro", "operation": Operation.CREATE.value}
    async with live.database.transaction() as tx:
        await retirements.add(tx, **gone, reason="gone", now=live.studio.context.now())
    answer = await _private(live, _press(live, card, f"job:v1:again:{first.id}:{first.price}"))
    assert "no longer offers this" in answer.content
    (button,) = answer.components[0]["components"]
    assert (button["label"], button["custom_id"]) == ("Edit…", f"job:v1:edit:{first.id}")
    opened = live.sandbox.person("mia").press(answer, "Edit…")
    assert "another model makes it" in str((await opened.answered()).modal)
    await live.database.write(retirements.lift, **gone)


async def test_a_model_that_is_gone_when_the_price_is_agreed_to_has_a_form_with_everything(
    live: Live, card: Message
) -> None:
    first = await _song(live, "pop", model=SONIC, instrumental=True, title="Late", style="soul")
    question = await _private(live, _press(live, card, f"job:v1:again:{first.id}:30"))
    (button,) = question.components[0]["components"]
    gone = {"host": live.studio.context.musicapi_host, "family": "sonic", "operation": Operation.CREATE.value}
    async with live.database.transaction() as tx:
        await retirements.add(tx, **gone, reason="gone", now=live.studio.context.now())
    left = await _left(live)
    mia = live.sandbox.person("mia")
    answer = await _private(live, mia.press(question, button["custom_id"]))
    assert "no longer offers this" in answer.content
    (button,) = answer.components[0]["components"]
    assert button["label"] == "Edit…"
    assert (
        "Nothing was charged" in (await _private(live, _press(live, card, button["custom_id"], "noah"), "noah")).content
    )
    opened = mia.press(answer, "Edit…")
    modal = (await opened.answered()).modal
    assert "12 credits" in str(modal)
    shown = _fields(modal)
    assert (shown["prompt"], shown["title"], shown["style"]) == ("pop", "Late", "soul")
    assert await _left(live) == left
    changed = await _placed(live, mia.submit(opened, {"style": "jazz"}))
    assert (changed.brief.prompt, changed.brief.title, changed.brief.style) == ("pop", "Late", "jazz")
    assert changed.brief.instrumental
    assert changed.family != "sonic"
    assert await _left(live) == left - changed.price
    await live.database.write(retirements.lift, **gone)


async def test_what_nobody_else_makes_of_a_clip_stays_one_sentence_when_its_price_is_agreed_to(
    live: Live, card: Message
) -> None:
    _, (clip, _) = await live.studio.song(lyrics="[Verse]\nTheirs", **_there(live))
    covered = await live.studio.done(Operation.COVER, clip, style="folk", lyrics="[Verse]\nLa", **_there(live))
    question = await _private(live, _press(live, card, f"job:v1:again:{covered.id}:30"))
    gone = {"host": live.studio.context.musicapi_host, "family": clip.family, "operation": Operation.COVER.value}
    async with live.database.transaction() as tx:
        await retirements.add(tx, **gone, reason="gone", now=live.studio.context.now())
    (button,) = question.components[0]["components"]
    answer = await _private(live, live.sandbox.person("mia").press(question, button["custom_id"]))
    assert "no longer offers this" in answer.content
    assert answer.components == []
    forged = _press(live, card, button["custom_id"].replace("confirm", "change"))
    assert "made already, or is more than a day old" in (await _private(live, forged)).content
    await live.database.write(retirements.lift, **gone)


async def test_a_song_whose_persona_was_deleted_is_one_sentence(live: Live, card: Message) -> None:
    _, (clip, _) = await live.studio.song(model=SONIC, lyrics="[Verse]\nLa", **_there(live))
    await live.studio.done(Operation.PERSONA, clip, title="Mara", **_there(live))
    known = await live.studio.queries.personas(GuildId(live.sandbox.studio.id))
    (mara,) = [each for each in known if each.name == "Mara"]
    singer = Details(persona_id=mara.vendor_id)
    sung = await _song(live, "pop", operation=Operation.PERSONA_SONG, details=singer)
    async with live.database.transaction() as tx:
        assert await personas.delete(tx, mara.id, guild_id=mara.guild_id, now=NOW)
    for button in (f"again:{sung.id}:15", f"edit:{sung.id}"):
        assert "no such persona" in (await _private(live, _press(live, card, f"job:v1:{button}"))).content


async def test_a_recording_is_used_again_by_who_brought_it_while_it_can_be_fetched(live: Live, card: Message) -> None:
    expired = "https://cdn.discordapp.com/attachments/1/2/a.mp3?ex=65d903de&is=65c68ede&hm=2481f30d&"
    recording = Details(url=expired, length=8.0)
    order = live.studio.order("", operation=Operation.UPLOAD, title="Mine", details=recording, **_there(live))
    failed = await live.studio.place(order)
    assert await live.studio.lifecycle.cancel(failed, "")
    retry = f"job:v1:retry:{failed.id}:{failed.price}"
    assert (
        "Only the person who brought this recording"
        in (await _private(live, _press(live, card, retry, "noah"), "noah")).content
    )
    for button in (retry, retry.replace("retry", "again"), f"job:v1:edit:{failed.id}"):
        other = await _private(live, _press(live, card, button, "noah"), "noah")
        assert "Only the person who brought this recording" in other.content
        said = (await _private(live, _press(live, card, button))).content
        assert said.startswith("This recording cannot be fetched any more. Bring it again with /upload.")


async def test_nobody_else_is_asked_about_another_take_of_a_recording(live: Live, card: Message) -> None:
    recording = Details(url="https://music.example/mine.mp3", length=60.0)
    asked = {"operation": Operation.UPLOAD_COVER, "style": "folk", "details": recording}
    mine = await live.studio.place(live.studio.order("", **asked, **_there(live)))
    left = await _left(live)
    again = f"job:v1:again:{mine.id}:30"  # so dear that it is asked about first
    answer = await _private(live, _press(live, card, again, "noah"), "noah")
    assert "Only the person who brought this recording" in answer.content
    assert answer.components == [], "the button of a question asks nothing more"
    assert await _left(live) == left


@pytest.mark.parametrize("name", ["mia", "admin"])
async def test_who_asked_and_moderators_take_a_song_out_of_the_line(live: Live, card: Message, name: str) -> None:
    left = await _left(live)
    waiting = await live.studio.place(live.studio.order(f"for {name}", **_there(live)))
    cancel = f"job:v1:cancel:{waiting.id}"
    refused = await _private(live, _press(live, card, cancel, "noah"), "noah")
    assert refused.content == "Only the person who asked, or a moderator here, can cancel it.\n-# Nothing was changed."
    assert await _left(live) == left - 12
    answer = await _press(live, card, cancel, name).answered()
    assert answer.deferred
    ended = await live.studio.job(waiting.id)
    assert (ended.failure, ended.reason) == (FailureKind.CANCELLED, str(live.sandbox.person(name).user.id))
    assert await _left(live) == left
    assert "cancelled already" in (await _private(live, _press(live, card, cancel))).content
    assert await _left(live) == left


async def test_a_moderator_of_one_channel_is_none_of_another(live: Live) -> None:
    sandbox = live.sandbox
    mine = [Overwrite(sandbox.noah.id, 1, allow=Permission.MANAGE_MESSAGES)]
    moderated = sandbox.world.add_channel(sandbox.studio, "moderated", mine)
    here = sandbox.person("noah").say(moderated.id, "hello")
    for channel, may in ((sandbox.songs, False), (moderated, True)):
        there = {**_there(live), "channel_id": ChannelId(channel.id)}
        waiting = await live.studio.place(live.studio.order(f"in {channel.name}", **there))
        answer = await _press(live, here, f"job:v1:cancel:{waiting.id}", "noah").answered()
        assert answer.deferred is may
        assert ((await live.studio.job(waiting.id)).state is JobState.FAILED) is may


async def test_what_cannot_be_recalled_says_so(live: Live, card: Message) -> None:
    await _send_all(live)
    sent = await live.studio.place(live.studio.order("being sent", **_there(live)))
    live.studio.clock.advance(6)
    assert await live.studio.queue._take_turn() != sent, "it is another state of it"
    answer = await _private(live, _press(live, card, f"job:v1:cancel:{sent.id}"))
    assert answer.content == "It is being sent to MusicAPI. It will be posted, or its credits come back."
    await live.studio.lifecycle.fail_create(sent, FailureKind.NOT_SENT, "")
    first = await live.studio.place(live.studio.order("under way", **_there(live)))
    await _send_all(live)
    cancel = f"job:v1:cancel:{first.id}"
    answer = await _private(live, _press(live, card, cancel))
    assert answer.content == "MusicAPI has it already and charges for it. It will be posted."
    await live.studio.finish(first)
    assert (await _private(live, _press(live, card, cancel))).content == "It is finished already."
    failed = await _failed(live)
    answer = await _private(live, _press(live, card, f"job:v1:cancel:{failed.id}"))
    assert answer.content == "It had failed already, and its credits are back."


def _typed(form: Invocation) -> dict[str, Any]:
    return _fields(form.interaction.modal)


async def _opened_again(live: Live, answer: Message, name: str = "mia") -> Invocation:
    assert answer.attachments == [], "the words are behind the button"
    (button,) = answer.components[0]["components"]
    assert button["label"] == "Open again"
    opened = live.sandbox.person(name).press(answer, "Open again")
    assert (await opened.answered()).modal is not None
    return opened


async def test_a_form_that_was_refused_is_opened_again_with_what_was_typed(live: Live) -> None:
    mia, songs = live.sandbox.person("mia"), live.sandbox.songs
    opened = mia.type_command(songs.id, "lyrics", {})
    await opened.answered()
    lyrics = "[Verse]\nFor <@123456789012345678>\n" + "La\n" * 300
    answer = await _private(live, mia.submit(opened, {"title": "Late", "style": "soul", "lyrics": lyrics}))
    assert "mention" in answer.content
    await _opened_again(live, answer)
    again = await _opened_again(live, answer)  # who closed it by mistake opens it once more
    assert _typed(again) == {"title": "Late", "style": "soul", "lyrics": lyrics}
    (button,) = answer.components[0]["components"]
    forged = _press(live, answer, button["custom_id"].replace("reopen", "confirm"))
    assert "Nothing was charged" in (await _private(live, forged)).content
    placed = await _placed(live, mia.submit(again, {"lyrics": lyrics.replace("<@123456789012345678>", "Ann")}))
    assert (placed.brief.title, placed.brief.lyrics.count("La")) == ("Late", 300)


async def test_a_form_of_a_clip_that_was_refused_is_opened_again(live: Live, card: Message) -> None:
    _, (clip, _) = await live.studio.song(lyrics="[Verse]\nTheirs", **_there(live))
    mia = live.sandbox.person("mia")
    opened = _press(live, card, f"clip:v1:cover:{clip.id}")
    await opened.answered()
    answer = await _private(live, mia.submit(opened, {"style": "folk", "lyrics": "Sing, <@1234567890>"}))
    again = await _opened_again(live, answer)
    assert _typed(again) == {"style": "folk", "lyrics": "Sing, <@1234567890>"}
    assert (await _placed(live, mia.submit(again, {"lyrics": "Sing"}))).brief.style == "folk"


@pytest.mark.parametrize("button", ["edit", "sing", "message"])
async def test_every_form_of_a_song_is_opened_again_and_keeps_what_it_could_not_show(
    live: Live, card: Message, button: str
) -> None:
    mia, lyrics = live.sandbox.person("mia"), "\n".join(f"La la {button} number {number}" for number in range(185))
    if button == "edit":
        first = await _song(live, "pop", lyrics=lyrics)
        opened = _press(live, card, f"job:v1:edit:{first.id}")
    elif button == "sing":
        written = await live.studio.done(Operation.WRITE_LYRICS, prompt="a lighthouse", **_there(live))
        lyrics = written.result["answer"]["versions"][0]["lyrics"]  # type: ignore[index] - JSON has no type
        opened = _press(live, card, f"sing:v1:{written.id}:1")
    else:
        said = live.sandbox.person("noah").say(live.sandbox.songs.id, lyrics)
        opened = mia.use_menu(live.sandbox.songs.id, "Make a song of this", said)
    assert (await opened.answered()).modal is not None
    answer = await _private(live, mia.submit(opened, {"style": "like <@1234567890>"}))
    again = await _opened_again(live, answer)
    assert _typed(again)["style"] == "like <@1234567890>"
    assert (await _placed(live, mia.submit(again, {"style": "like Ann"}))).brief.lyrics == lyrics.strip()


async def test_a_form_of_a_persona_that_was_refused_is_opened_again(live: Live, card: Message) -> None:
    _, (clip, _) = await live.studio.song(model=SONIC, lyrics="[Verse]\nLa", **_there(live))
    made = await live.studio.done(Operation.PERSONA, clip, title="Nell", **_there(live))
    mia = live.sandbox.person("mia")
    opened = _press(live, card, f"singer:v1:{made.id}")
    await opened.answered()
    typed = {"prompt": "a slow waltz", "style": "like <@1234567890>"}
    again = await _opened_again(live, await _private(live, mia.submit(opened, typed)))
    assert {name: value for name, value in _typed(again).items() if value} == typed
    placed = await _placed(live, mia.submit(again, {"style": "like Ann"}))
    assert (placed.operation, placed.brief.prompt) == (Operation.PERSONA_SONG, "a slow waltz")


async def test_words_come_back_as_a_file_where_their_form_cannot_be_opened_any_more(live: Live, card: Message) -> None:
    _, (clip, _) = await live.studio.song(lyrics="[Verse]\nTheirs", **_there(live))
    mia = live.sandbox.person("mia")
    opened = _press(live, card, f"clip:v1:cover:{clip.id}")
    await opened.answered()
    answer = await _private(live, mia.submit(opened, {"style": "folk", "lyrics": "Mine, <@1234567890>"}))
    async with live.database.transaction() as tx:
        await delete_clip(tx, clip.id)
    gone = await _private(live, mia.press(answer, "Open again"))
    assert "was deleted" in gone.content
    assert b"Mine, <@1234567890>" in gone.attachments[0].data
    at_once = await _private(live, mia.submit(opened, {"style": "folk", "lyrics": "Mine as well"}))
    assert at_once.components == []
    assert b"Mine as well" in at_once.attachments[0].data


async def test_words_come_back_as_a_file_where_they_cannot_be_kept(
    live: Live, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    mia = live.sandbox.person("mia")
    opened = mia.type_command(live.sandbox.songs.id, "lyrics", {})
    await opened.answered()
    monkeypatch.setattr("cogs.reopening.open_again.keep_form", fail)
    answer = await _private(live, mia.submit(opened, {"lyrics": "Not lost, <@1234567890>"}))
    assert answer.components == []
    assert b"Not lost" in answer.attachments[0].data
    assert "form_not_kept" in caplog.text


async def test_a_mashup_is_changed_with_its_second_clip_chosen(live: Live, card: Message) -> None:
    _, (clip, other) = await live.studio.song(model=SONIC, lyrics="[Verse]\nLa", **_there(live))
    mixed = await live.studio.done(
        Operation.MASHUP, clip, style="pop", details=Details(other_clip=other.id), **_there(live)
    )
    opened = _press(live, card, f"job:v1:edit:{mixed.id}")
    modal = (await opened.answered()).modal
    assert modal is not None
    menus = [part["component"] for part in modal["components"] if part["type"] == 18 and "options" in part["component"]]
    assert [option["value"] for option in menus[0]["options"] if option.get("default")] == [str(other.id)]
    async with live.database.transaction() as tx:
        await tx.execute(update(tables.clips).where(tables.clips.c.id != clip.id).values(deleted_at=NOW))
    alone = await _private(live, _press(live, card, f"job:v1:edit:{mixed.id}"))
    assert "second clip" in alone.content


async def test_what_was_typed_is_its_members_alone(live: Live, card: Message) -> None:
    mia = live.sandbox.person("mia")
    opened = mia.type_command(live.sandbox.songs.id, "lyrics", {})
    await opened.answered()
    answer = await _private(live, mia.submit(opened, {"lyrics": "My own, <@1234567890>"}))
    (button,) = answer.components[0]["components"]
    stolen = await _private(live, _press(live, card, button["custom_id"], "noah"), "noah")
    assert "My own" not in stolen.content
    assert stolen.attachments == []


@pytest.mark.parametrize(
    ("operation", "field"), [(Operation.WRITE_LYRICS, "prompt"), (Operation.ENRICH_STYLE, "style")]
)
async def test_lyrics_and_a_style_are_changed_in_a_form_of_their_words(
    live: Live, card: Message, operation: Operation, field: str
) -> None:
    typed = {"prompt": "", field: "a lighthouse in the rain"}
    made = await live.studio.done(operation, **typed, **_there(live))
    opened = _press(live, card, f"job:v1:edit:{made.id}")
    modal = (await opened.answered()).modal
    assert _fields(modal) == {field: "a lighthouse in the rain"}
    assert " left this month" in str(modal)
    left = await _left(live)
    answer = await _private(live, live.sandbox.person("mia").submit(opened, {field: "a lighthouse at noon"}))
    assert answer.embeds
    assert await _left(live) == left - made.price
    noah = await _private(live, _press(live, card, f"job:v1:edit:{made.id}", "noah"), "noah")
    assert "nothing that you can see here" in noah.content


async def test_the_form_of_a_change_says_why_another_model_than_the_first_makes_it(live: Live, card: Message) -> None:
    first = await _song(live, "pop", details=Details(gender="f"))
    modal = (await _press(live, card, f"job:v1:edit:{first.id}").answered()).modal
    assert modal is not None
    price, reason = modal["components"][0]["content"].splitlines()
    assert price.startswith("Sonic v5 · 15 credits · ")
    assert reason == "-# Sonic, because Riffusion cannot choose a voice."
    chosen = await _song(live, "pop", model=SONIC, details=Details(gender="f"))
    modal = (await _press(live, card, f"job:v1:edit:{chosen.id}").answered()).modal
    assert modal is not None
    assert "because" not in modal["components"][0]["content"], "it was chosen"
