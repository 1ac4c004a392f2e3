"""A few seconds of `make torture`: two processes on one database, killed under load while everything goes wrong."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.torture.load import Load, open_torture

if TYPE_CHECKING:
    from pathlib import Path

LOAD = Load(seconds=0.0, kills=5, orders=10, abreast=8)
SEED = 1


@pytest.mark.promise(key="comes-to-an-end")
@pytest.mark.promise(key="failure-free")
@pytest.mark.timeout(900)
@pytest.mark.parametrize("new_database_url", ["sqlite", "postgresql"], indirect=True)
async def test_nothing_is_lost_doubled_or_miscounted(new_database_url: str, tmp_path: Path) -> None:
    print("seed", SEED)
    async with open_torture(tmp_path, new_database_url, LOAD, random.Random(SEED)) as torture:
        outcome = await torture.run()
    print("\n".join(outcome.lines))
    assert outcome.wrong == []
    assert outcome.kills.total() >= LOAD.kills
    assert outcome.reckoning.posted > 0
