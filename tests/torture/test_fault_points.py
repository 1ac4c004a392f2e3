"""Fault points have names, stand around everything that is awaited, change nothing, and are not there in production."""

from __future__ import annotations

import ast
import asyncio
import builtins
import multiprocessing
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.torture import fault_points
from tests.torture.deaths import pattern_of
from tests.torture.fault_points import PASSED_BY, ROOT, FaultOrders, all_points, mark, points_of

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = '''
import asyncio, contextlib

class Shop:
    async def sell(self, log):
        """Everything that can be awaited."""
        async with self.open(log) as key, contextlib.AsyncExitStack():
            log.append(await self.find(await self.find(key)))
        async for each in self.shelves():
            log.append(each)
        log.append([each async for each in self.shelves()])
        with contextlib.suppress(KeyError):
            await self.lose()
        return "sold"

    @contextlib.asynccontextmanager
    async def open(self, log):
        try:
            yield 1
        finally:
            log.append("closed")

    async def find(self, number):
        await asyncio.sleep(0)
        return number + 1

    async def lose(self):
        raise KeyError

    async def shelves(self):
        yield "a"
        yield "b"
'''
FIRST = "shop:Shop.sell:1:before"


def sold(tree: ast.Module) -> tuple[Any, list[Any]]:
    """What the shop returns and does."""
    names, log = dict[str, Any](), list[Any]()
    exec(compile(tree, "shop.py", "exec"), names)
    return asyncio.run(names["Shop"]().sell(log)), log


def marked_shop() -> ast.Module:
    return mark("shop", ast.parse(SOURCE))


@pytest.fixture
def orders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FaultOrders:
    """Orders for this very process, which passes its points from now on."""
    made = FaultOrders(tmp_path)
    passed = os.open(tmp_path / "passed", os.O_WRONLY | os.O_APPEND)
    passing = fault_points._Passing(fault_points._map(tmp_path / "orders"), passed)
    monkeypatch.setattr(builtins, PASSED_BY, passing, raising=False)
    return made


def test_what_is_awaited_has_a_name_by_its_place() -> None:
    points = points_of("shop", SOURCE)
    assert points[:4] == [FIRST, "shop:Shop.sell:1:after", "shop:Shop.sell:2:before", "shop:Shop.sell:2:after"]
    # Two blocks have a begin and an end, two awaits one inside of the other, two loops and one that fails.
    assert [point for point in points if point.startswith("shop:Shop.sell:")][-1] == "shop:Shop.sell:9:after"
    assert points[-1] == "shop:Shop.find:1:after"


def test_no_await_of_the_product_is_forgotten_and_no_name_is_given_twice() -> None:
    known = all_points()
    for module, points in known.items():
        path = ROOT / (module.replace(".", "/") + ".py")
        nodes = list(ast.walk(ast.parse((path if path.exists() else path.with_suffix("") / "__init__.py").read_text())))
        awaits = sum(isinstance(node, ast.Await | ast.AsyncFor) for node in nodes)
        awaits += sum(2 * len(node.items) for node in nodes if isinstance(node, ast.AsyncWith))
        awaits += sum(node.is_async for node in nodes if isinstance(node, ast.comprehension))
        assert len(set(points)) == len(points) == 2 * awaits
    assert all(
        f"bot.workers.submitter:Submitter._create:2:{side}" in known["bot.workers.submitter"]
        for side in ("before", "after")
    )
    assert max(len(point) for points in known.values() for point in points) + fault_points.WHERE < fault_points.SIZE


def test_marked_code_does_the_same_and_passes_its_points_in_their_order(orders: FaultOrders) -> None:
    expected = sold(ast.parse(SOURCE))
    assert sold(marked_shop()) == expected == ("sold", [3, "closed", "a", "b", ["a", "b"]])
    assert orders.noted() == []
    orders.note_down()
    assert sold(marked_shop()) == expected
    noted = orders.noted()
    assert set(points_of("shop", SOURCE)) - set(noted) == {"shop:Shop.sell:9:after"}  # what it waits for raises
    assert noted[:2] == points_of("shop", SOURCE)[:2]
    assert noted.count("shop:Shop.find:1:before") == 2
    orders.leave_alone()
    sold(marked_shop())
    assert orders.noted() == noted


@pytest.mark.parametrize(
    ("point", "passing", "dies"), [(FIRST, 1, True), ("shop:Shop.find:1:after", 2, True), (FIRST, 2, False)]
)
def test_a_process_dies_where_it_was_ordered_to_and_nowhere_else(
    orders: FaultOrders, point: str, passing: int, *, dies: bool
) -> None:
    orders.kill_at(point, passing)
    child = multiprocessing.get_context("fork").Process(target=sold, args=(marked_shop(),))
    child.start()
    child.join()
    assert child.exitcode == (-signal.SIGKILL if dies else 0)


def test_the_product_itself_has_no_fault_points() -> None:
    assert not hasattr(builtins, PASSED_BY)
    script = "import builtins, sys, bot.__main__, cogs.router\n"
    script += f"print(hasattr(builtins, {PASSED_BY!r}), 'tests' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "False"]
    files = [path for package in fault_points.PACKAGES for path in (ROOT / package).rglob("*.py")]
    assert [path for path in files if "fault_point" in path.read_text()] == []


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        (f"/api/v10/webhooks/123456789/{'t' * 40}/messages/42", r"/api/v10/webhooks/\d+/[^/]+/messages/\d+$"),
        ("/api/v1/riffusion/create", "/api/v1/riffusion/create$"),
        ("/files/8b7d6c2e-0000-4000-8000-000000000000.m4a", r"/files/[^/]+\.m4a$"),
    ],
)
def test_requests_of_one_kind_have_one_pattern(path: str, pattern: str) -> None:
    assert pattern_of(path) == pattern
