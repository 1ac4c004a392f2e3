"""Who makes a job instead of the family that refused it: whoever has not, wherever that one stands in the order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.musicapi.operations import Operation
from bot.orders import planning
from bot.orders.candidates import Market, retired_name
from data.brief import Details
from data.rows import JobState
from tests.bot.conftest import SONIC, open_studio

if TYPE_CHECKING:
    from data.engine.database import Database
    from tests.bot.conftest import Studio


async def test_a_song_whose_default_model_comes_last_moves_to_a_family_before_it(database: Database) -> None:
    async with open_studio(database, families=("riffusion", "sonic")) as studio:
        studio.vendor.orders.retire("sonic", "create_music")
        placed = await studio.place(studio.order(prefers=SONIC))
        assert placed.family == "sonic"
        made = await studio.finish(placed)
        assert (made.family, made.state) == ("riffusion", JobState.DONE)


def without_recordings(studio: Studio, *families: str) -> Market:
    """A market in which these families do nothing with a recording any more but take it."""
    gone = {(family, retired_name(operation, uploaded=True)) for family in families for operation in Operation}
    return Market(studio.context.catalog, gone, studio.context.now())


async def test_a_recording_moves_on_and_never_back_however_the_order_changes_meanwhile(database: Database) -> None:
    async with open_studio(database, families=("sonic", "producer")) as studio:
        details = Details(url="http://musicapi.test/a.mp3", length=30.0)
        job = await studio.place(studio.order("", operation=Operation.UPLOAD, details=details))
        assert job.family == "sonic"
        first_is_last = without_recordings(studio, "sonic")
        assert [each.name for each in first_is_last.families_for(Operation.UPLOAD)] == ["producer", "sonic"]
        plan = planning.next_plan(job, first_is_last)
        assert plan is not None
        assert plan.request.family == "producer"
        moved = replace(job, family=plan.request.family, model=plan.request.model, brief=plan.request.brief)
        assert planning.next_plan(moved, first_is_last) is None
        assert planning.next_plan(moved, without_recordings(studio, "producer")) is None
