"""A real Prometheus reads a real process: every question of the dashboard and every alert gets an answer."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from sandbox.world import free_port
from tests import dashboard
from tests.e2e.conftest import open_stage
from tests.prometheus.programs import HOST, Prometheus, find, running_prometheus

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

# Nothing of Discord's went wrong while a single song was made, so that no such outcome has a figure yet.
QUIET = frozenset({'sum by (kind, outcome) (rate(encore_discord_requests_total{instance=~".*", outcome!="ok"}[30s]))'})


def questions() -> set[str]:
    """Every expression of the dashboard as Grafana sends it, for all processes and the last half minute."""
    asked = dashboard.expressions(dashboard.dashboard()["panels"])
    return {each.replace("[5m]", "[30s]").replace("$instance", ".*") for each in asked} - QUIET


async def until(is_so: Callable[[], Awaitable[bool]]) -> None:
    while True:
        if await is_so():
            return
        await asyncio.sleep(0.1)


async def test_every_question_of_the_dashboard_is_answered(tmp_path: Path) -> None:
    find("prometheus")
    watched = f"{HOST}:{free_port()}"
    async with (
        open_stage(tmp_path, env={"MONITORING_LISTEN": watched}) as stage,
        running_prometheus(tmp_path, free_port(), watched) as prometheus,
    ):
        await stage.soon(until(prometheus.is_ready))
        await stage.soon(until(lambda: gives(prometheus, "encore_database_up == 1")))  # a rate needs one from before
        await stage.song()
        await stage.settled()
        left = questions()

        async def are_answered() -> bool:
            left.difference_update([each for each in left if await prometheus.query(each)])
            return not left

        try:
            await stage.soon(until(are_answered))
        except TimeoutError:
            raise AssertionError(f"unanswered: {left}") from None
        # An answer may come from the reading before the song's end.
        await stage.soon(until(lambda: gives(prometheus, "sum(encore_jobs_ended_total{outcome='done'}) == 1")))

        async def are_judged() -> bool:
            return all(rule["health"] != "unknown" for rule in await prometheus.rules())

        await stage.soon(until(are_judged))
        rules = await prometheus.rules()
        assert len(rules) > 15
        assert [rule for rule in rules if rule["health"] != "ok"] == []
        assert [rule["name"] for rule in rules if rule["state"] == "firing"] == []  # nothing is wrong


async def gives(prometheus: Prometheus, expression: str) -> bool:
    return bool(await prometheus.query(expression))
