"""Small things are told to one person: by the token while it lives, then by letter, and free of charge after that."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import update

from bot.delivery.retries import MAX_TRIES
from bot.errors import AlreadyAsked
from bot.jobs.approvals import check_posting
from bot.musicapi.operations import Operation
from bot.status.small_results import unreached_result
from bot.workers.submitter import CARD_TIMEOUT
from cogs.delivery import DiscordTransport
from data import tables
from data.guilds import limits
from data.ids import ChannelId, GuildId, InteractionId, JobId, UserId
from data.rows import JobState
from sandbox.discord import errors
from sandbox.discord.errors import DiscordError
from tests.bot.conftest import SONIC
from tests.bot.transports import deliver
from tests.cogs.live import WAIT, open_live
from tests.cogs.test_delivery import BY_TOKEN, INVALID, LETTERS, letters, refuse
from tests.e2e.conftest import labels, title
from tests.e2e.operating import text

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from data.rows import Clip, Job
    from sandbox.discord.entities import Message
    from sandbox.discord.invocations import Invocation
    from tests.cogs.live import Live

TOPIC = "a lighthouse in winter"
NO_LETTERS = DiscordError(403, 50007, "Cannot send messages to this user")


@pytest.fixture
async def live(tmp_path: Path) -> AsyncIterator[Live]:
    async with open_live(tmp_path) as opened:
        yield opened


def _write(live: Live) -> Invocation:
    return live.sandbox.person("mia").type_command(live.sandbox.songs.id, "write", {"topic": TOPIC})


async def _asked(live: Live) -> Message:
    """The private card of `/write`, waiting in line."""
    live.database.reset()
    answer = await _write(live).answered()
    assert answer.message is not None
    assert answer.message.private_to == live.sandbox.mia.id
    await live.database.written(2)
    return answer.message


async def _let_token_die(live: Live) -> None:
    over = live.studio.context.now() - timedelta(hours=1)
    async with live.database.transaction() as tx:
        await tx.execute(update(tables.jobs).values(token_expires_at=over))


async def _job(live: Live, job_id: int = 1) -> Job:
    return await live.studio.job(JobId(job_id))


async def _done(live: Live) -> Job:
    job = await live.studio.finish(await _job(live))
    assert job.state is JobState.DONE
    return job


def _public(live: Live) -> list[Message]:
    return [message for message in live.sandbox.songs.messages.values() if message.private_to is None]


async def test_it_is_told_in_private_by_the_token(live: Live) -> None:
    card = await _asked(live)
    job = await _job(live)
    assert (job.message_channel_id, job.message_id) == (None, card.id)
    await _done(live)
    await deliver(live.studio)
    assert title(card) == "The lyrics are ready"
    assert labels(card) == ["Sing version 1", "Sing version 2", "Post here", "Again · 2 credits", "Edit…"]
    assert _public(live) == letters(live) == []
    assert (await _job(live)).delivered_at is not None


@pytest.mark.promise(key="small-private")
async def test_past_the_life_of_its_token_it_comes_by_letter_and_never_into_the_channel(live: Live) -> None:
    await _asked(live)
    await _let_token_die(live)
    await _done(live)
    await deliver(live.studio)
    (letter,) = letters(live)
    assert title(letter) == "The lyrics are ready"
    assert letter.content == f"You asked for this in <#{live.sandbox.songs.id}>."
    assert letter.components == []
    assert _public(live) == []


@pytest.mark.parametrize("refusal", [errors.dead_token(), errors.unknown_webhook(), errors.unknown_message()])
async def test_a_token_that_is_refused_is_a_letter_at_once(live: Live, refusal: DiscordError) -> None:
    await _asked(live)
    await _done(live)
    refuse(live, refusal, ("PATCH", BY_TOKEN))
    await deliver(live.studio)
    assert [title(letter) for letter in letters(live)] == ["The lyrics are ready"]
    assert _public(live) == []


async def _asked_again(live: Live) -> Message:
    live.studio.clock.advance(60)
    again = (await _write(live).answered()).message
    assert again is not None
    return again


async def test_what_was_tried_too_often_waits_for_its_person_as_well(live: Live) -> None:
    await _asked(live)
    await _let_token_die(live)
    await _done(live)
    async with live.database.transaction() as tx:
        await tx.execute(update(tables.jobs).values(delivery_attempts=MAX_TRIES))
    refuse(live, INVALID, ("POST", LETTERS))
    await deliver(live.studio)
    assert (await _job(live)).delivered_at is not None
    assert _public(live) == letters(live) == []
    assert title(await _asked_again(live)) == "The lyrics are ready"


async def test_of_two_processes_that_hear_of_one_command_none_orders_what_the_other_showed(live: Live) -> None:
    await _asked(live)
    await _let_token_die(live)
    await _done(live)
    refuse(live, NO_LETTERS, ("POST", LETTERS))
    await deliver(live.studio)
    live.database.reset()
    live.studio.clock.advance(60)
    asked = _write(live)
    assert (await asked.answered()).message is not None
    await live.database.written(1)
    order = live.studio.order(
        TOPIC,
        operation=Operation.WRITE_LYRICS,
        guild_id=GuildId(live.sandbox.studio.id),
        user_id=UserId(live.sandbox.mia.id),
        interaction_id=InteractionId(asked.interaction.id),
    )
    with pytest.raises(AlreadyAsked):
        await unreached_result(live.studio.queries, order)


async def test_a_failure_that_reached_nobody_is_no_answer_to_the_next_try(live: Live) -> None:
    await _asked(live)
    await _let_token_die(live)
    assert await live.studio.lifecycle.cancel(await _job(live), "")
    refuse(live, NO_LETTERS, ("POST", LETTERS))
    await deliver(live.studio)
    assert (await _job(live)).delivered_at is not None
    assert title(await _asked_again(live)) == "Lyrics in line"


@pytest.mark.promise(key="small-private")
async def test_what_reached_nobody_is_shown_for_free_to_whoever_asks_for_the_same_again(live: Live) -> None:
    await _asked(live)
    await _let_token_die(live)
    await _done(live)
    refuse(live, NO_LETTERS, ("POST", LETTERS))
    await deliver(live.studio)
    job = await _job(live)
    assert job.delivered_at is not None
    assert _public(live) == letters(live) == []
    before = await live.studio.account(GuildId(live.sandbox.studio.id))
    live.database.reset()
    noah = live.sandbox.person("noah").type_command(live.sandbox.songs.id, "write", {"topic": "something else"})
    assert (await noah.answered()).message is not None
    await live.database.written(2)
    live.database.reset()
    again = (await _write(live).answered()).message
    assert again is not None
    assert again.private_to == live.sandbox.mia.id
    assert title(again) == "The lyrics are ready"
    assert "free, known already" in text(again)
    after = await live.studio.account(GuildId(live.sandbox.studio.id))
    assert (after.spent, after.held) == (before.spent, before.held + 2)  # noah's, of other words
    # Shown once, it is asked for anew like anything else.
    await live.database.written(1)
    live.studio.clock.advance(60)
    anew = (await _write(live).answered()).message
    assert anew is not None
    assert title(anew) == "Lyrics in line"


async def test_another_take_that_reached_nobody_is_shown_before_one_more_is_paid(live: Live) -> None:
    card = await _asked(live)
    await _done(live)
    await deliver(live.studio)
    live.studio.clock.advance(60)
    live.database.reset()
    assert (await live.sandbox.person("mia").press(card, "Again · 2 credits").answered()).message is not None
    await live.database.written(2)
    await _let_token_die(live)
    await live.studio.finish(await _job(live, 2))
    refuse(live, NO_LETTERS, ("POST", LETTERS))
    await deliver(live.studio)
    live.studio.clock.advance(60)
    before = await live.studio.account(GuildId(live.sandbox.studio.id))
    shown = (await live.sandbox.person("mia").press(card, "Again · 2 credits").answered()).message
    assert shown is not None
    assert (shown.private_to, title(shown)) == (live.sandbox.mia.id, "The lyrics are ready")
    assert await live.studio.account(GuildId(live.sandbox.studio.id)) == before


@pytest.mark.promise(key="small-private")
async def test_written_lyrics_are_sung_by_others_once_they_are_posted(live: Live) -> None:
    card = await _asked(live)
    await _done(live)
    await deliver(live.studio)
    mia, noah = live.sandbox.person("mia"), live.sandbox.person("noah")
    said = noah.say(live.sandbox.songs.id, "let me see")
    refused = (await noah.press(said, "sing:v1:1:1", checked=False).answered()).message
    assert refused is not None
    assert "nothing that you can see here" in refused.content
    async with asyncio.timeout(WAIT):
        await mia.press(card, "Post here").until(lambda message: "Posted: https://" in text(message))
    (posted,) = [message for message in _public(live) if message.embeds]
    assert (await _job(live)).message_id == posted.id
    opened = await noah.press(posted, "Sing version 1").answered()
    assert opened.modal is not None


@pytest.mark.promise(key="unapproved-words")
async def test_where_moderators_approve_only_managers_post_what_somebody_typed(live: Live) -> None:
    guild_id = GuildId(live.sandbox.studio.id)
    async with live.database.transaction() as tx:
        await limits.lock(tx, guild_id)
        await limits.put_values(tx, guild_id, {"approval": True, "moderation_channel_id": live.sandbox.lounge.id})
    card = await _asked(live)
    await _done(live)
    await deliver(live.studio)
    mia, admin = live.sandbox.person("mia"), live.sandbox.person("admin")
    refused = (await mia.press(card, "Post here").answered()).message
    assert refused is not None
    assert refused.content == (
        "Moderators approve what is made here, so only managers of this server can post it."
        " Make a song of it instead.\n-# Nothing was changed."
    )
    assert _public(live) == []
    # A manager's own needs nobody's word, nor does what takes no words of anybody.
    written = await admin.type_command(live.sandbox.songs.id, "write", {"topic": TOPIC}).answered()
    assert written.message is not None
    await live.studio.finish(await _job(live, 2))
    await deliver(live.studio)
    async with asyncio.timeout(WAIT):
        await admin.press(written.message, "Post here").until(lambda message: "Posted: https://" in text(message))
    assert len(_public(live)) == 1
    async with live.database.transaction() as tx:
        await tx.execute(update(tables.jobs).where(tables.jobs.c.id == 1).values(operation=Operation.BPM))
    await live.database.read(check_posting, await _job(live), manages=False)


async def test_a_card_of_which_a_crash_lost_the_id_is_found_by_its_interaction_and_stays_private(live: Live) -> None:
    card = await _asked(live)
    async with live.database.transaction() as tx:
        await tx.execute(update(tables.jobs).values(message_id=None, message_channel_id=None))
    await _done(live)
    await deliver(live.studio)
    assert title(card) == "The lyrics are ready"
    job = await _job(live)
    assert (job.message_channel_id, job.message_id) == (None, card.id)
    assert _public(live) == letters(live) == []


async def test_a_card_that_is_found_late_does_not_cover_what_another_process_has_told_meanwhile(live: Live) -> None:
    card = await _asked(live)
    async with live.database.transaction() as tx:
        await tx.execute(update(tables.jobs).values(message_id=None, message_channel_id=None))
    in_line = await live.studio.queries.job_status(JobId(1))
    assert in_line is not None
    await _done(live)
    await deliver(live.studio)
    assert title(card) == "The lyrics are ready"
    await DiscordTransport(live.client).show(in_line)
    assert title(card) == "The lyrics are ready"
    assert (await _job(live)).message_id == card.id


async def test_what_was_promised_to_everybody_before_this_version_is_posted_there(live: Live) -> None:
    card = await _asked(live)
    card.private_to = None
    async with live.database.transaction() as tx:
        await tx.execute(update(tables.jobs).values(message_channel_id=ChannelId(live.sandbox.songs.id)))
    await _let_token_die(live)
    await _done(live)
    await deliver(live.studio)
    assert title(card) == "The lyrics are ready"
    assert labels(card) == ["Sing version 1", "Sing version 2", "Again · 2 credits", "Edit…"]
    assert letters(live) == []


async def test_one_that_failed_says_so_in_private_with_the_credits_back(live: Live) -> None:
    card = await _asked(live)
    job = await _job(live)
    await live.studio.lifecycle.cancel(job, "")
    await deliver(live.studio)
    assert title(card) == "The lyrics did not work out"
    assert " back" in text(card)
    assert labels(card)[0] == "Try again · 2 credits"
    live.studio.clock.advance(60)
    again = (await live.sandbox.person("mia").press(card, "Try again · 2 credits").answered()).message
    assert again is not None
    assert (again.private_to, title(again)) == (live.sandbox.mia.id, "Lyrics in line")
    assert await live.studio.lifecycle.cancel(await _job(live, 2), "")
    account = await live.studio.account(GuildId(live.sandbox.studio.id))
    assert (account.held, account.spent) == (0, 0)
    assert _public(live) == letters(live) == []


async def test_one_that_failed_names_no_button_in_a_letter(live: Live) -> None:
    await _asked(live)
    await _let_token_die(live)
    assert await live.studio.lifecycle.cancel(await _job(live), "")
    await deliver(live.studio)
    (letter,) = letters(live)
    assert title(letter) == "The lyrics did not work out"
    assert letter.components == []
    assert text(letter).endswith("\nAsk for it again.\n-# The 2 credits are back.")


async def test_nobody_is_mentioned_in_the_channel_however_long_it_took(live: Live) -> None:
    card = await _asked(live)
    live.studio.clock.advance(180)
    await _done(live)
    await deliver(live.studio)
    assert title(card) == "The lyrics are ready"
    assert _public(live) == letters(live) == []


async def test_where_many_ask_at_once_thinking_is_private_too_and_becomes_the_card(live: Live) -> None:
    asked = [_write(live)]
    asked += [
        live.sandbox.person("mia").type_command(live.sandbox.songs.id, "write", {"topic": f"{TOPIC} {number}"})
        for number in range(11)
    ]
    answers = [await each.answered() for each in asked]
    assert any(each.deferred for each in answers)
    async with asyncio.timeout(WAIT):
        for each in asked:
            await each.until(lambda message: not message.loading)
    assert all(each.message is not None and each.message.private_to == live.sandbox.mia.id for each in asked)
    assert {title(each.message) for each in asked if each.message is not None} == {"Lyrics in line"}


async def test_a_card_that_would_come_after_its_turn_is_left_to_the_courier(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = live.studio.lifecycle.place

    async def place_late(*given: Any, **more: Any) -> Any:
        placed = await place(*given, **more)
        live.studio.clock.advance(CARD_TIMEOUT)  # as where the database answers late that it has kept it
        return placed

    monkeypatch.setattr(live.studio.lifecycle, "place", place_late)
    asked = [
        live.sandbox.person("mia").type_command(live.sandbox.songs.id, "write", {"topic": f"{TOPIC} {number}"})
        for number in range(12)
    ]
    answers = [await each.answered() for each in asked]
    await live.client.answer_gate.drain(WAIT)
    cards = [each.message for each in answers if each.deferred and each.message is not None]
    assert cards
    assert all(card.loading for card in cards)
    for _ in range(2):  # it finds them, then shows them
        await deliver(live.studio)
    assert {title(card) for card in cards} == {"Lyrics in line"}


@pytest.fixture
async def clip(live: Live) -> Clip:
    where = {"guild_id": GuildId(live.sandbox.studio.id), "channel_id": ChannelId(live.sandbox.songs.id)}
    _, (first, _) = await live.studio.song(model=SONIC, lyrics="[Verse]\nLa", **where)
    return first


async def _menu(live: Live, clip: Clip) -> Message:
    live.database.reset()
    asked = live.sandbox.person("mia").type_command(live.sandbox.songs.id, "song", {"prompt": "pop"})
    card = (await asked.answered()).message
    assert card is not None
    pressed = live.sandbox.person("mia").press(card, f"clip:v1:more:{clip.id}", checked=False)
    menu = (await pressed.answered()).message
    assert menu is not None
    await live.database.written(3)  # the song, its message, and the menu
    return menu


async def test_where_many_ask_at_once_a_menu_waits_as_it_is_and_becomes_the_card(live: Live, clip: Clip) -> None:
    menu = await _menu(live, clip)
    mia = live.sandbox.person("mia")
    others = [mia.type_command(live.sandbox.songs.id, "write", {"topic": f"{TOPIC} {number}"}) for number in range(11)]
    chosen = mia.select(menu, f"pick:v1:{clip.id}", "bpm")
    answer = await chosen.answered()
    assert answer.message is menu
    async with asyncio.timeout(WAIT):
        await chosen.until(lambda message: title(message) == "Tempo in line")
        for each in others:
            await each.until(lambda message: not message.loading)
    assert menu.content == ""
    assert menu.components == []
    assert menu.private_to == live.sandbox.mia.id


async def test_a_menu_whose_answer_is_lost_is_the_card_all_the_same_and_is_charged_once(live: Live, clip: Clip) -> None:
    menu = await _menu(live, clip)
    live.database.reset()
    pause = live.sandbox.discord.trouble.pause("POST", r"/callback", "after")
    live.sandbox.person("mia").select(menu, f"pick:v1:{clip.id}", "bpm")
    async with asyncio.timeout(WAIT):
        await pause.reached()
        pause.drop()
    await live.database.written(2)
    job = await _job(live, 3)
    assert job.operation == "bpm"
    assert (job.message_channel_id, job.message_id) == (None, menu.id)
    assert title(menu) == "Tempo in line"


async def _tempo(live: Live, clip: Clip) -> Message:
    """A private message that says how fast a clip is."""
    menu = await _menu(live, clip)
    live.database.reset()
    chosen = live.sandbox.person("mia").select(menu, f"pick:v1:{clip.id}", "bpm")
    assert (await chosen.answered()).message is menu
    return menu


async def _two_of_one_tempo(live: Live, clip: Clip) -> tuple[Message, Message, Job]:
    """The message of the order, that of whoever asked again for free, and the job of both."""
    first = await _tempo(live, clip)
    await live.database.written(2)
    job = await live.studio.finish(await _job(live, 3))
    assert (job.operation, job.state) == ("bpm", JobState.DONE)
    await deliver(live.studio)
    second = await _tempo(live, clip)
    assert labels(first) == labels(second) == ["Post here"]
    return first, second, job


def _posted_tempos(live: Live) -> list[Message]:
    return [message for message in _public(live) if "Posted by" in text(message)]


async def test_of_two_presses_at_the_same_moment_one_posts_and_the_other_says_where_it_stands(
    live: Live, clip: Clip
) -> None:
    first, second, job = await _two_of_one_tempo(live, clip)
    mia = live.sandbox.person("mia")
    pause = live.sandbox.discord.trouble.pause("POST", r"/webhooks/\d+/[^/]+$", "before")
    live.database.reset()
    pressed = mia.press(first, "Post here")
    async with asyncio.timeout(WAIT):
        await pause.reached()
    also_pressed = mia.press(second, "Post here")
    await live.database.written(2)  # each has tried to claim it
    assert _posted_tempos(live) == []
    pause.release()
    async with asyncio.timeout(WAIT):
        await pressed.until(lambda message: "Posted: https://" in text(message))
        await also_pressed.until(lambda message: "Already posted: https://" in text(message))
    (posted,) = _posted_tempos(live)
    assert str(posted.id) in text(first)
    assert str(posted.id) in text(second)
    assert (await live.studio.job(job.id)).message_id == posted.id


async def test_what_was_deleted_since_is_posted_again_and_what_was_refused_as_well(live: Live, clip: Clip) -> None:
    first, second, _ = await _two_of_one_tempo(live, clip)
    mia = live.sandbox.person("mia")
    refuse(live, INVALID, ("POST", r"/webhooks/\d+/[^/]+$"), times=1)
    assert (await mia.press(first, "Post here").answered()).deferred
    async with asyncio.timeout(WAIT):
        await mia.press(first, "Post here").until(lambda message: "Posted: https://" in text(message))
    (posted,) = _posted_tempos(live)
    live.sandbox.person("admin").delete(posted)
    async with asyncio.timeout(WAIT):
        await mia.press(second, "Post here").until(lambda message: "Posted: https://" in text(message))
    (anew,) = _posted_tempos(live)
    assert anew is not posted
