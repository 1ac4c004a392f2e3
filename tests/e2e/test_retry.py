"""A second try at hand, in the real process: after a failure, a slip and a restart, and between two processes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from data.rows import FailureKind, JobState
from tests.e2e.conftest import audio, labels, open_stage, title
from tests.e2e.test_forms import private_answer
from tests.e2e.test_takeover import jobs_of
from tests.e2e.test_two_processes import two_connected
from tests.e2e.test_upload import recording

if TYPE_CHECKING:
    from pathlib import Path

    from sandbox.discord.entities import Message
    from sandbox.discord.invocations import Invocation
    from tests.e2e.conftest import Stage

# The first song has its turn at once, and what is asked for after it waits in line as long as a test may take.
ONE_AN_HOUR = {"MUSICAPI_CREATE_INTERVAL": "3600"}


async def _failed(stage: Stage, **options: Any) -> Message:
    stage.sandbox.vendor.orders.fail_next("boom")
    failed = await stage.ended(stage.ask(**options))
    assert audio(failed) == []
    return failed


def shown_fields(opened: Invocation) -> dict[str, Any]:
    """What stands in the fields of a form that was opened."""
    assert opened.interaction.modal is not None
    fields = [part["component"] for part in opened.interaction.modal["components"] if part["type"] == 18]
    return {field["custom_id"]: field.get("value") for field in fields}


async def test_after_a_failure_a_second_try_and_another_take_are_a_press_each(stage: Stage) -> None:
    failed = await _failed(stage, prompt="r&b pop", title="Late")
    assert labels(failed) == ["Try again · 12 credits", "Edit…"]
    song = await stage.finished(stage.person().press(failed, "Try again · 12 credits"))
    assert (len(audio(song)), song.id == failed.id) == (2, False)
    assert labels(song)[-2:] == ["Again · 12 credits", "Edit…"]
    take = await stage.finished(stage.person("noah").press(song, "Again · 12 credits"))
    assert len(audio(take)) == 2
    assert f"<@{stage.person('noah').user.id}>" in str(take.embeds)
    bodies = [create.body for create in stage.sandbox.vendor.accepted]
    assert bodies[0] == bodies[1] == bodies[2]
    assert ((await stage.account()).spent, (await stage.account()).held) == (24, 0)


async def test_what_was_typed_outlives_a_slip_and_a_restart_to_its_last_word(stage: Stage) -> None:
    lyrics = "\n".join(f"La la la number {number}" for number in range(210))
    assert len(lyrics) > 4_000, "more than a field shows"
    failed = await _failed(stage, prompt="pop", lyrics=lyrics, model="sonic")
    mia = stage.person()
    opened = mia.press(failed, "Edit…")
    assert (await opened.answered()).modal is not None
    await stage.restart()
    slip = await private_answer(stage, mia.submit(opened, {"style": "like <@1234567890>"}))
    assert (labels(slip), slip.attachments) == (["Open again"], [])
    await stage.restart()
    again = mia.press(slip, "Open again")
    assert (await again.answered()).modal is not None
    assert shown_fields(again)["style"] == "like <@1234567890>"
    await stage.finished(mia.submit(again, {"style": "soul"}))
    body = stage.sandbox.vendor.accepted[-1].body
    assert lyrics in body.values()
    assert "soul" in body.values()
    assert (await stage.account()).spent == 15


async def test_a_recording_is_changed_and_made_again_as_long_as_it_is_at_hand(stage: Stage) -> None:
    mia = stage.person()
    stage.sandbox.vendor.orders.fail_next("boom")
    given = {"rights": True, "file": ("mine.wav", recording(8)), "then": "cover", "style": "folk", "title": "Mine"}
    failed = await stage.ended(mia.type_command(stage.sandbox.songs.id, "upload", given))
    assert labels(failed) == ["Try again · 17 credits", "Edit…"]
    opened = mia.press(failed, "Edit…")
    assert (await opened.answered()).modal is not None
    assert shown_fields(opened) == {"title": "Mine", "style": "folk", "lyrics": None}
    await stage.restart()
    song = await stage.finished(mia.submit(opened, {"style": "jazz"}))
    assert labels(song)[-2:] == ["Again · 17 credits", "Edit…"]
    take = await stage.finished(mia.press(song, "Again · 17 credits"))
    assert len(audio(take)) == 2
    bodies = [create.body for create in stage.sandbox.vendor.accepted]
    assert [body["tags"] for body in bodies] == ["folk", "jazz", "jazz"]
    assert bodies[0]["url"] == bodies[1]["url"] == bodies[2]["url"]
    refused = (await stage.person("noah").press(song, "Edit…").answered()).message
    assert refused is not None
    assert refused.private_to == stage.person("noah").user.id
    assert "Only the person who brought this recording can use it again." in refused.content
    assert (await stage.account()).spent == 34


async def test_what_waits_in_line_is_cancelled_and_its_card_says_by_whom(tmp_path: Path) -> None:
    async with open_stage(tmp_path, env=ONE_AN_HOUR) as stage:
        first = stage.ask(prompt="first")
        await stage.until_state(JobState.RUNNING, 1)
        asked = stage.ask("noah", prompt="second")
        card = (await asked.answered()).message
        assert card is not None
        assert labels(card) == ["Cancel"]
        assert (await stage.account()).held == 24
        assert "moderator" in (await private_answer(stage, stage.person().press(card, "Cancel"))).content
        pressed = stage.person("admin").press(card, "Cancel")
        assert (await pressed.answered()).deferred
        shown = await stage.soon(asked.until(lambda message: "Cancelled" in title(message)))
        assert f"<@{stage.person('admin').user.id}> cancelled this before it began." in str(shown.embeds)
        assert "The 12 credits are back." in str(shown.embeds)
        assert labels(shown) == ["Try again · 12 credits", "Edit…"]
        too_late = stage.person().press(card, "job:v1:cancel:1", checked=False)
        assert "MusicAPI has it already" in (await private_answer(stage, too_late)).content
        assert "Cancel" not in labels(await stage.finished(first))
        account = await stage.account()
        assert (account.held, account.spent, stage.creates()) == (0, 12, 1)


@pytest.mark.promise(key="charged-once")
@pytest.mark.parametrize("new_database_url", ["postgresql"], indirect=True)
async def test_two_that_hear_one_press_cancel_once_and_make_one_take(new_database_url: str, tmp_path: Path) -> None:
    async with two_connected(tmp_path, new_database_url, **ONE_AN_HOUR) as stage:
        noah = stage.person("noah")
        asked = noah.press(await stage.song(), "Again · 12 credits")
        card = await stage.shown(asked)
        assert (await stage.account()).held == 12
        pressed = noah.press(card, "Cancel")
        assert not (await pressed.answered()).failed
        shown = await stage.soon(asked.until(lambda message: "Cancelled" in title(message)))
        assert "The 12 credits are back." in str(shown.embeds)
        account = await stage.account()
        assert (account.held, account.spent, stage.creates()) == (0, 12, 1)
        # PostgreSQL counts an order that another process had written down already: the second job is not number 2.
        newest = max(job.id for job in await jobs_of(stage))
        job = await stage.settled(newest)
        assert (job.state, job.failure) == (JobState.FAILED, FailureKind.CANCELLED)
