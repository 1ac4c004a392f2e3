"""`/queue`: what is being made here, as far as whoever asks may see it, and a way out for whoever may take it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from data import tables
from data.guilds.viewers import Viewer
from data.ids import ChannelId, GuildId, UserId
from data.processes import vendor_stops
from data.rows import FailureKind, JobState
from sandbox.discord.component_rules import texts, walk
from sandbox.discord.components import BUTTON
from tests.cogs.live import open_live

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from data.rows import Job
    from sandbox.discord.entities import Channel, Message
    from sandbox.discord.invocations import Invocation
    from tests.cogs.live import Live


@pytest.fixture
async def live(tmp_path: Path) -> AsyncIterator[Live]:
    async with open_live(tmp_path) as opened:
        yield opened


async def place(live: Live, prompt: str, name: str = "mia", *, where: Channel | None = None) -> Job:
    channel, user_id = where or live.sandbox.songs, UserId(live.sandbox.person(name).user.id)
    there = {"guild_id": GuildId(channel.guild_id or 0), "channel_id": ChannelId(channel.id), "user_id": user_id}
    viewer = Viewer(user_id, frozenset({ChannelId(channel.id)}))
    return await live.studio.place(live.studio.order(prompt, viewer=viewer, **there))


async def told(live: Live, asked: Invocation, name: str) -> Message:
    answer = await asked.answered()
    assert not answer.failed
    assert answer.message is not None
    assert answer.message.private_to == live.sandbox.person(name).user.id
    return answer.message


async def queue(live: Live, name: str = "mia") -> Message:
    channel = live.sandbox.lounge if name == "stranger" else live.sandbox.songs
    return await told(live, live.sandbox.person(name).type_command(channel.id, "queue"), name)


def shown(message: Message) -> str:
    return "\n".join(texts(message.components))


def cancels(message: Message) -> list[str]:
    parts = [part for _, part in walk(message.components) if part["type"] == BUTTON]
    return [part["custom_id"] for part in parts if part["label"] == "Cancel"]


async def test_each_sees_what_is_made_here_and_takes_out_what_they_may(live: Live) -> None:
    assert "Nothing is being made here now." in shown(await queue(live))
    mine = await place(live, "my *harbour*")
    his = await place(live, "noah's lighthouse", "noah")
    hidden = await place(live, "a secret birthday", where=live.sandbox.private)
    elsewhere = await place(live, "far away", "stranger", where=live.sandbox.lounge)

    seen = shown(await queue(live))
    assert "my \\*harbour\\*" in seen
    assert "a secret birthday" in seen  # she reads that channel
    assert "far away" not in seen
    assert "place 1 in line" in seen
    assert "once it begins" in seen
    message = await queue(live, "noah")
    assert "a secret birthday" not in shown(message)
    assert "A song in another channel" in shown(message)
    assert cancels(message) == [f"queue:v1:cancel:{his.id}"]
    assert cancels(await queue(live)) == [f"queue:v1:cancel:{job.id}" for job in (mine, hidden)]
    # Who may manage messages here takes out what was asked for here.
    assert cancels(await queue(live, "admin")) == [f"queue:v1:cancel:{job.id}" for job in (mine, his)]
    assert cancels(await queue(live, "stranger")) == [f"queue:v1:cancel:{elsewhere.id}"]

    # Forged presses: somebody else's, one of a channel that is hidden, one of another server, none at all.
    noah = live.sandbox.person("noah")
    before = await live.studio.account(mine.guild_id)
    for job_id in (mine.id, hidden.id, elsewhere.id, 404):
        pressed = noah.press(message, f"queue:v1:cancel:{job_id}", checked=False)
        assert "-# Nothing was" in (await told(live, pressed, "noah")).content
    assert await live.studio.account(mine.guild_id) == before

    edits = message.edits
    assert not (await noah.press(message, "Cancel").answered()).failed
    assert message.edits == edits + 1
    assert "It is out of the line" in shown(message)
    assert "lighthouse" not in shown(message)
    gone = await live.studio.job(his.id)
    assert (gone.state, gone.failure, gone.reason) == (*(JobState.FAILED, FailureKind.CANCELLED, str(noah.user.id)),)
    assert (await live.studio.account(mine.guild_id)).held == before.held - his.price

    # What is under way is past that, and says so.
    panel = await queue(live)
    for _ in range(3):
        live.studio.clock.advance(4)
        await live.studio.create()
    assert not (await live.sandbox.person("mia").press(panel, "Cancel").answered()).failed
    assert "It is out of the line" not in shown(panel)
    assert cancels(panel) == []
    assert (await live.studio.job(mine.id)).state is JobState.RUNNING
    assert not (await live.sandbox.person("mia").press(panel, "Look again").answered()).failed


@pytest.mark.promise(key="unapproved-words")
async def test_what_waits_for_moderators_is_named_to_its_member_alone_and_taken_out_all_the_same(live: Live) -> None:
    waiting = await place(live, "a secret", "noah")
    async with live.database.transaction() as tx:
        await tx.execute(update(tables.jobs).values(awaits_approval=True))
    assert "a secret" in shown(await queue(live, "noah"))
    for name in ("mia", "admin"):
        seen = shown(await queue(live, name))
        assert "a secret" not in seen
        assert f"<@{waiting.user_id}>" in seen
        credits = live.sandbox.person(name).type_command(live.sandbox.songs.id, "credits")
        assert "a secret" not in shown(await told(live, credits, name))
    panel = await queue(live, "admin")
    assert cancels(panel) == [f"queue:v1:cancel:{waiting.id}"]
    assert not (await live.sandbox.person("admin").press(panel, "Cancel").answered()).failed
    assert "It is out of the line" in shown(panel)
    for name in ("mia", "noah"):
        credits = live.sandbox.person(name).type_command(live.sandbox.songs.id, "credits")
        assert ("a secret" in shown(await told(live, credits, name))) is (name == "noah")


async def test_what_is_likely_is_said_where_songs_were_made_today_and_not_while_musicapi_is_away(live: Live) -> None:
    studio = live.studio
    await place(live, "nobody knows yet")
    assert "Likely" not in shown(await queue(live))
    for number in range(5):
        done = await studio.finish(await place(live, f"one of today {number}"))
        assert done.state is JobState.DONE
    waiting = await place(live, "the next one")
    await place(live, "and one more", "noah")
    seen = shown(await queue(live))
    assert seen.count("Likely to begin within 1 min. Likely ready ") == 2
    assert "once it begins" not in seen
    status = await studio.queries.job_status(waiting.id)
    assert status is not None
    assert status.expected is not None

    now = studio.context.now()
    minute = timedelta(minutes=1)
    host = studio.context.musicapi_host
    await studio.database.write(
        vendor_stops.stop, host, vendor_stops.StopKind.UNREACHABLE, now=now, shortest=minute, longest=minute
    )
    for seconds in (0, 61):  # also where nobody has found out yet whether it is back
        studio.clock.advance(seconds)
        seen = shown(await queue(live))
        assert seen.count("It waits until MusicAPI is back.") == 2
        assert "Likely" not in seen
    await studio.database.write(vendor_stops.end, host)
    assert "Likely" in shown(await queue(live))
    studio.clock.advance(86_400)  # what was known yesterday tells nothing of today
    assert "Likely" not in shown(await queue(live))


async def test_a_long_line_has_room(live: Live) -> None:
    for number in range(13):
        await place(live, f"{'la ' * 60}{number}")
    message = await queue(live)
    assert len(cancels(message)) == 10
    assert "and 3 more" in shown(message)
