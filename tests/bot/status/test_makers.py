"""Who makes a song that was refused as it was typed: on both kinds of database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.errors import ModelUnavailable
from bot.musicapi.operations import Operation
from bot.orders.passed_over import Reason
from bot.orders.preferences import set_member_model
from bot.status.makers import find_makers
from data import retirements
from data.brief import Brief, Details
from tests.bot.conftest import GUILD, MEMBER, SONIC, open_studio

if TYPE_CHECKING:
    from bot.status.makers import Makers
    from data.engine.database import Database
    from tests.bot.conftest import Studio


async def _makers(studio: Studio, brief: Brief, model: str = "") -> Makers:
    asked = {"guild_id": GUILD, "user_id": MEMBER}
    return await find_makers(studio.context, **asked, operation=Operation.CREATE, brief=brief, model=model)


def _name(makers: Makers) -> str:
    assert makers.song.fitting is not None
    return makers.song.fitting.family.name


async def test_a_chosen_model_stays_where_other_texts_would_do(studio: Studio) -> None:
    for brief in (Brief(prompt="pop"), Brief(prompt="x" * 300)):
        makers = await _makers(studio, brief, "riffusion")
        assert (_name(makers), makers.model, makers.prefers) == ("riffusion", "riffusion", "")
        assert (makers.song.passed_over, makers.brief) == ((), brief)


async def test_a_chosen_model_that_cannot_do_it_whatever_the_texts_comes_first_of_all(studio: Studio) -> None:
    makers = await _makers(studio, Brief(prompt="pop", details=Details(gender="f")), "riffusion")
    assert (_name(makers), makers.model, makers.prefers) == ("sonic", "", "riffusion")
    assert [each.why for each in makers.song.passed_over] == [Reason.DETAIL_NOT_TAKEN]


async def test_a_model_that_is_not_there_is_passed_over_and_the_members_default_comes_next(studio: Studio) -> None:
    await set_member_model(studio.context, MEMBER, SONIC)
    async with studio.database.transaction() as tx:
        host, now = studio.context.musicapi_host, studio.context.now()
        await retirements.add(tx, host=host, family="riffusion", operation="create", reason="gone", now=now)
    for model in ("riffusion", "nobody"):
        makers = await _makers(studio, Brief(prompt="pop"), model)
        assert (_name(makers), makers.model, makers.prefers) == ("sonic", "", model)
        assert [(each.model, each.why) for each in makers.song.passed_over] == [(model, Reason.NOT_AVAILABLE)]


async def test_what_nobody_takes_is_left_out_and_said(database: Database) -> None:
    async with open_studio(database, families=("riffusion",)) as studio:
        makers = await _makers(studio, Brief(prompt="pop", details=Details(gender="f", avoid="drums")))
        assert (_name(makers), makers.left_out) == ("riffusion", ("gender", "avoid"))
        assert makers.brief == Brief(prompt="pop")


async def test_without_anybody_it_says_so(database: Database) -> None:
    async with open_studio(database, families=("studio",)) as studio:
        with pytest.raises(ModelUnavailable):
            await find_makers(
                studio.context,
                guild_id=GUILD,
                user_id=MEMBER,
                operation=Operation.PERSONA_SONG,
                brief=Brief(prompt="pop"),
                singers_family="studio",
            )
