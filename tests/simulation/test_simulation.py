"""Worlds in which everything goes wrong at the worst moment, and every promise holds all the same.

`make simulate` lives through any number of them, and breaks every rule of `tests/simulation/broken.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.simulation.runs import first_to_notice, simulate

if TYPE_CHECKING:
    from pathlib import Path

SEEDS = 200
TOGETHER = 10  # worlds of one test
# Those that are noticed within a few worlds; the others take minutes, and are broken by `make simulate BROKEN=1`.
SOON_NOTICED = (
    *("hold_after_the_create", "no_refund", "settle_on_failure", "create_sent_again", "month_of_now"),
    "oldest_job_of_a_guild_first",
)


@pytest.mark.promise(key="comes-to-an-end")
@pytest.mark.promise(key="failure-free")
@pytest.mark.parametrize("first", range(0, SEEDS, TOGETHER))
def test_no_world_breaks_a_promise(first: int, migrated_file: Path, tmp_path: Path) -> None:
    reports = [simulate(seed, migrated_file, tmp_path) for seed in range(first, first + TOGETHER)]
    assert {report.seed: report.broken for report in reports if report.broken} == {}
    assert sum(report.delivered for report in reports) > TOGETHER
    assert sum(report.happened.total() for report in reports) > TOGETHER


def test_a_seed_replays_exactly(migrated_file: Path, tmp_path: Path) -> None:
    first, other, second = (simulate(seed, migrated_file, tmp_path) for seed in (3, 4, 3))
    assert (first.trace, first.steps, first.happened) == (second.trace, second.steps, second.happened)
    assert first.trace != other.trace
    assert min(first.steps, other.steps) > 100


@pytest.mark.parametrize("rule", SOON_NOTICED)
def test_a_rule_that_is_broken_on_purpose_is_noticed(rule: str, migrated_file: Path, tmp_path: Path) -> None:
    assert first_to_notice(rule, range(40), migrated_file, tmp_path) is not None
