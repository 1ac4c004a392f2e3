"""Worlds in which everything goes wrong at the worst moment, and every promise holds all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.simulation.runs import simulate

if TYPE_CHECKING:
    from pathlib import Path

SEEDS = 200
TOGETHER = 25  # worlds of one test


@pytest.mark.parametrize("first", range(0, SEEDS, TOGETHER))
def test_no_world_breaks_a_promise(first: int, migrated_file: Path, tmp_path: Path) -> None:
    reports = [simulate(seed, migrated_file, tmp_path) for seed in range(first, first + TOGETHER)]
    assert {report.seed: report.broken for report in reports if report.broken} == {}
    assert sum(report.delivered for report in reports) > TOGETHER
    assert sum(report.happened.total() for report in reports) > TOGETHER


def test_a_seed_replays_exactly(migrated_file: Path, tmp_path: Path) -> None:
    for seed in (3, 12):
        first, second = (simulate(seed, migrated_file, tmp_path) for _ in range(2))
        assert (first.trace, first.steps, first.happened) == (second.trace, second.steps, second.happened)
        assert first.steps > 1_000
    assert simulate(4, migrated_file, tmp_path).trace != simulate(5, migrated_file, tmp_path).trace
