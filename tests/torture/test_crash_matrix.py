"""A sample of `make crash-matrix`: each scenario on each database, killed where a seed draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.torture.deaths import AtPoint, draw
from tests.torture.fault_points import all_points, in_modules
from tests.torture.matrix import open_matrix
from tests.torture.scenarios import SHORT

if TYPE_CHECKING:
    from pathlib import Path

SEED = 1
# Through each of these every order goes on its way from asked to delivered.
ON_THE_WAY = (
    *("cogs.orders", "cogs.delivery", "bot.delivery.courier", "bot.delivery.posting", "bot.musicapi.client"),
    *(
        "bot.jobs.intake",
        "bot.jobs.lifecycle",
        "bot.jobs.settlement",
        "bot.workers.submitter",
        "bot.workers.poller",
        "bot.orders.planning",
    ),
    *("data.ledger", "data.jobs.transitions", "data.jobs.queue", "data.engine.database"),
)


@pytest.mark.promise(key="comes-to-an-end")
@pytest.mark.promise(key="failure-free")
@pytest.mark.timeout(600)
@pytest.mark.parametrize("new_database_url", ["sqlite", "postgresql"], indirect=True)
async def test_killed_where_a_seed_draws_nothing_is_lost_doubled_or_miscounted(
    new_database_url: str, tmp_path: Path
) -> None:
    database = new_database_url.partition(":")[0]
    seed, outcomes, passed = f"{SEED} {database}", list[str](), set[str]()
    print("seed", seed)
    async with open_matrix(tmp_path, new_database_url) as matrix:
        for number, scenario in enumerate(SHORT):
            deaths = await matrix.record(scenario)
            passed.update(matrix.orders.noted())
            # Each at a fault point on one database, and with a request on its way on the other.
            at_a_point = number % 2 == (0 if database == "sqlite" else 1)
            (death,) = draw(
                [death for death in deaths if isinstance(death, AtPoint) is at_a_point], 1, f"{seed} {scenario.name}"
            )
            outcomes.append(await matrix.survive(scenario, death))
            print(scenario.name, death.name, outcomes[-1])
    assert outcomes.count("not reached") < len(outcomes)  # what happens beside an order may not happen beside the next
    known = [point for points in all_points().values() for point in points]
    assert passed <= set(known)
    assert set(ON_THE_WAY) <= in_modules(passed).keys()
    print("never passed:", dict(in_modules([point for point in known if point not in passed])))
