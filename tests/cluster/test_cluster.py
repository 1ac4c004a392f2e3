"""Half a minute of `make cluster`: gateways and workers share one PostgreSQL, and each of them may go at any time."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from tests.cluster.answers import KINDS
from tests.cluster.trial import Kill, Plan, open_trial

if TYPE_CHECKING:
    from pathlib import Path

# A machine that has much to do is no reason for a flaw: it may answer later than Discord takes it.
PLAN = Plan(
    songs=20,
    kills=(Kill("gateway-2"), Kill("worker-1", renamed=True)),
    database_restarts=(False,),
    replaced=("gateway-1", "worker-2"),
    abreast=8,
    between=4,
    apart=0.0,
    lease=60.0,
    tours=1,
    answer_deadline=30.0,
)
SEED = 1


@pytest.mark.promise(key="answered-once")
@pytest.mark.promise(key="comes-to-an-end")
@pytest.mark.timeout(900)
async def test_a_cluster_loses_doubles_and_answers_twice_nothing(postgresql_server: Any, tmp_path: Path) -> None:
    print("seed", SEED)
    postgresql_server.psql("DROP DATABASE IF EXISTS cluster")
    postgresql_server.psql("CREATE DATABASE cluster")
    async with open_trial(tmp_path, postgresql_server, "cluster", PLAN, random.Random(SEED)) as trial:
        outcome = await trial.run()
    print("\n".join(outcome.lines))
    assert outcome.wrong == []
    assert [kind for kind in KINDS if not outcome.answers.asked[kind]] == []
    assert (outcome.kills.total(), outcome.restarts) == (len(PLAN.kills), len(PLAN.database_restarts))
    assert outcome.songs >= PLAN.songs
    assert outcome.reckoning.posted > 0
