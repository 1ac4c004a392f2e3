"""Why another model than the first choice makes a song: found by planning, kept with the job, and read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.errors import PersonError
from bot.musicapi.operations import Operation
from bot.orders.planning import check_credits
from bot.orders.preferences import set_member_model, set_server_model
from bot.status.statements import read_statement
from data import retirements
from data.brief import Details, PassedOver
from data.guilds import default_models
from tests.bot.conftest import GUILD, MEMBER, VIEWER, open_studio
from tests.cogs.making import candidate
from tests.telling import tells

if TYPE_CHECKING:
    from data.engine.database import Database
    from data.rows import Job
    from tests.bot.conftest import Studio

RIFFUSION = "riffusion/FUZZ-1.1 Pro"
LYRICS = "[Verse]\nShips in the harbour"


async def kept(studio: Studio, job: Job) -> tuple[PassedOver, ...]:
    """What the row says, read as any process reads it."""
    return (await studio.job(job.id)).brief.details.passed_over


async def test_the_first_choice_passes_nobody_over(studio: Studio) -> None:
    assert await kept(studio, await studio.place(studio.order())) == ()
    assert await kept(studio, await studio.place(studio.order(model="sonic"))) == ()


async def test_a_wish_that_the_first_choice_does_not_take_is_kept_as_the_reason(studio: Studio) -> None:
    job = await studio.place(studio.order(details={"gender": "f"}))
    assert job.family == "sonic"
    assert await kept(studio, job) == (PassedOver(RIFFUSION, "detail_not_taken", detail="gender"),)


async def test_a_text_that_is_too_long_for_it_is_kept_with_its_limit(studio: Studio) -> None:
    job = await studio.place(studio.order("x" * 300))
    assert job.family == "sonic"
    assert await kept(studio, job) == (PassedOver(RIFFUSION, "text_too_long", limit=200),)


async def test_a_default_that_sings_long_lyrics_alone_says_how_long(database: Database) -> None:
    async with open_studio(database, families=("riffusion", "nuro")) as studio:
        await set_member_model(studio.context, MEMBER, "nuro/nuro")
        job = await studio.place(studio.order(lyrics=LYRICS))
        assert await kept(studio, job) == (PassedOver("nuro/nuro", "needs_lyrics", limit=300),)
        job = await studio.place(studio.order("pop"))
        assert await kept(studio, job) == (PassedOver("nuro/nuro", "needs_lyrics"),)


async def test_every_choice_that_was_passed_over_is_kept_in_order(studio: Studio) -> None:
    await set_member_model(studio.context, MEMBER, "riffusion/FUZZ-1.0")
    await set_server_model(studio.context, GUILD, MEMBER, "producer/FUZZ-2.0")
    job = await studio.place(studio.order(details={"gender": "f"}))
    assert job.family == "sonic"
    assert [each.model for each in await kept(studio, job)] == ["riffusion/FUZZ-1.0", "producer/FUZZ-2.0", RIFFUSION]


async def test_a_default_that_is_gone_is_said_and_a_family_that_nobody_chose_is_not(studio: Studio) -> None:
    async with studio.database.transaction() as tx:
        await default_models.set_for_member(tx, MEMBER, "polka/polka-v1")
        host, now = studio.context.musicapi_host, studio.context.now()
        await retirements.add(tx, host=host, family="riffusion", operation="create", reason="gone", now=now)
    job = await studio.place(studio.order())
    assert job.family == "sonic"
    assert await kept(studio, job) == (PassedOver("polka/polka-v1", "not_available"),)
    song = await studio.queries.new_song(GUILD, MEMBER)
    assert song.passed_over == (PassedOver("polka/polka-v1", "not_available"),)
    named = await studio.queries.new_song(GUILD, MEMBER, model="sonic")
    assert named.passed_over == ()


async def test_a_job_that_moves_on_says_that_its_family_is_not_available(studio: Studio) -> None:
    studio.vendor.orders.retire("riffusion", "create_music")
    moved = await studio.finish(await studio.place(studio.order()))
    assert moved.family == "sonic"
    assert await kept(studio, moved) == (PassedOver(RIFFUSION, "not_available"),)


async def test_what_was_found_for_one_order_is_nothing_that_another_one_asks_for(studio: Studio) -> None:
    first = await studio.place(studio.order("x" * 300))
    again = studio.order(details=first.brief.details, model="sonic")
    assert await kept(studio, await studio.place(again)) == ()


def test_reasons_outlive_their_row_and_names_of_a_later_version_are_skipped() -> None:
    details = Details(gender="f", passed_over=(PassedOver(RIFFUSION, "text_too_long", limit=200),))
    stored = details.as_json()
    assert Details.from_json(stored) == details
    stored["passed_over"][0]["colour"] = "blue"
    assert Details.from_json(stored) == details
    assert "passed_over" not in Details(gender="f").as_json()


@pytest.mark.parametrize(("allowance", "enough"), [(14, False), (15, True)])
async def test_whether_the_credits_pay_is_known_before_a_form_opens(
    database: Database, allowance: int, *, enough: bool
) -> None:
    async with open_studio(database, allowance=allowance) as studio:
        account = (await read_statement(studio.context, GUILD, VIEWER)).account
        song, cover = candidate(Operation.CREATE), candidate(Operation.COVER)
        if enough:
            check_credits(studio.context, account, song)
            return
        with tells(PersonError, "14 credits left"):
            check_credits(studio.context, account, song)
        with tells(PersonError, "costs 15"):
            check_credits(studio.context, account, cover)
