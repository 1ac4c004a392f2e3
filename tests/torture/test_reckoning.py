"""The reckoning notices what is lost, doubled or miscounted: a torture that can only pass proves nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import update

from cogs.cards.status import BROKEN, FINISHED, WORKING
from cogs.text.catalog import say
from data import ledger, tables
from data.jobs import queue, transitions
from data.rows import FailureKind, JobState
from sandbox.discord.entities import Attachment, Message
from sandbox.musicapi.state import Create
from sandbox.world import Sandbox
from tests.cogs.making import job
from tests.data.making import LEASE, NOW, OWNER, queued
from tests.torture.reckoning import flaw_of, made_twice, marked, reckon

if TYPE_CHECKING:
    from data.engine.database import Database
    from data.engine.transaction import Transaction
    from data.rows import Job


def said(world: Sandbox, colour: int, words: str, *files: str, more: str = "") -> Message:
    """A message of the bot's, in a channel."""
    number, channel = world.world.ids.next(), world.songs
    embeds = [{"title": "Late", "description": f"{words}\n{more}", "color": colour}]
    hanging = [Attachment(n, channel.id, name, b"", "audio/mp4") for n, name in enumerate(files)]
    message = Message(number, channel.id, channel.guild_id, world.world.bot, 0.0, embeds=embeds, attachments=hanging)
    channel.messages[number] = message
    return message


@pytest.fixture
def world() -> Sandbox:
    """Somewhere nothing happened yet."""
    return Sandbox()


DONE, FAILED = {"state": JobState.DONE}, {"state": JobState.FAILED, "failure": FailureKind.LOST}
READY, SORRY, AT_WORK = (FINISHED, "“pop”"), (BROKEN, "The 12 credits are back"), (WORKING, "Composing")


@pytest.mark.parametrize(
    ("about", "shown", "wrong"),
    [
        (DONE, (*READY, "a.m4a", "b.m4a"), None),
        (DONE, (*READY, "a.m4a"), "1 of 2 clips"),
        (DONE, READY, "0 of 2 clips"),
        (DONE, (*AT_WORK, "a.m4a", "b.m4a"), "its message says"),
        (DONE | {"operation": "write_lyrics", "family": "sonic"}, READY, None),
        (DONE | {"operation": "wav", "family": "sonic"}, (*READY, "a.wav"), None),
        (DONE | {"operation": "wav", "family": "sonic"}, READY, "no file"),
        (FAILED, SORRY, None),
        (FAILED, AT_WORK, "its message says"),
    ],
)
def test_a_message_that_does_not_say_how_it_ended_is_noticed(
    world: Sandbox, about: dict[str, Any], shown: tuple[Any, ...], wrong: str | None
) -> None:
    found = flaw_of(job(**about), said(world, *shown), 2)
    assert (found is None) if wrong is None else (found or "").startswith(wrong)
    assert flaw_of(job(**about), None, 2) == "it has no message"


def test_a_clip_that_could_not_be_attached_is_named_and_so_not_lost(world: Sandbox) -> None:
    message = said(world, *READY, "a.m4a", more="This clip could not be attached")
    assert flaw_of(job(**DONE), message, 2) is None
    assert flaw_of(job(**DONE), message, 0) is not None


def test_what_was_made_twice_is_noticed() -> None:
    def create(number: int, *, accepted: bool = True) -> Create:
        return Create(0.0, "riffusion", {"prompt": marked(number)}, 200, None, "riffusion/create", accepted)

    assert made_twice([create(1), create(2), create(3, accepted=False), create(3)]) == []
    assert made_twice([create(1), create(11), create(1)]) == [f"MusicAPI took {marked(1)!r} 2 times"]
    assert made_twice([create(1), create(1)], {marked(1): 2}) == []  # another take of it
    assert made_twice([create(1), create(1), create(1)], {marked(1): 2}) == [f"MusicAPI took {marked(1)!r} 3 times"]


async def refunded(tx: Transaction) -> Job:
    """A job that failed as it should."""
    made = await queued(tx)
    assert await ledger.hold(tx, made, default_allowance=240, now=NOW) is not None
    await queue.take_turn(tx, made.id, owner=OWNER, lease_until=LEASE, now=NOW)
    failed = await transitions.fail(tx, made.id, FailureKind.LOST, "", now=NOW)
    assert failed is not None
    assert await ledger.refund(tx, failed, now=NOW)
    return failed


async def show(tx: Transaction, failed: Job, message: Message) -> None:
    """Let this be the message of a job, and its person be told."""
    shown = {
        "message_channel_id": message.channel_id,
        "message_id": message.id,
        "delivered_at": NOW,
        "deliver_at": None,
    }
    await tx.execute(update(tables.jobs).where(tables.jobs.c.id == failed.id).values(**shown))


async def test_a_notice_is_said_once_and_about_a_job(world: Sandbox, database: Database) -> None:
    async with database.transaction() as tx:
        job = await refunded(tx)
        card = said(world, *SORRY)
        await show(tx, job, card)
    for replied, flaws in ((card, []), (card, [f"message {card.id} has 2 notices"])):
        notice = said(world, *SORRY)
        notice.embeds, notice.content, notice.reply_to = [], f"news\n{say('notice-off')}", replied.id
        assert (await reckon(world, database)).flaws == flaws
    notice.reply_to = 1
    assert "is no job's message" in (await reckon(world, database)).flaws[0]


async def test_all_is_well_until_something_is_lost_doubled_or_miscounted(world: Sandbox, database: Database) -> None:
    async with database.transaction() as tx:
        first, second = await refunded(tx), await refunded(tx)
        await show(tx, first, said(world, *SORRY))
    found = await reckon(world, database)
    assert (found.jobs, found.refunded, found.lost) == (
        2,
        {"lost": 1},
        [f"job {second.id} is failed, and was told so: False"],
    )

    message = said(world, *SORRY)
    async with database.transaction() as tx:
        await show(tx, second, message)
    found = await reckon(world, database)
    assert (found.flaws, found.refunded.total()) == ([], 2)

    del world.songs.messages[message.id]
    said(world, *READY)
    async with database.transaction() as tx:
        await tx.execute(update(tables.accounts).values(spent=5))
    found = await reckon(world, database)
    assert found.lost == [f"job {second.id} is failed: it has no message"]
    assert found.doubled == ["'Late' is no job's message"]
    assert len(found.differences) == 1
