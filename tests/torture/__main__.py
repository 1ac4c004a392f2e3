"""`python -m tests.torture matrix` and `python -m tests.torture load`: the long forms of what `make test` samples."""

from __future__ import annotations

import argparse
import asyncio
import random
import shutil
import sys
import tempfile
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.postgresql import running_postgresql
from tests.torture.deaths import draw
from tests.torture.fault_points import all_points, in_modules
from tests.torture.load import Load, open_torture
from tests.torture.matrix import open_matrix
from tests.torture.scenarios import EVERY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.torture.deaths import Death
    from tests.torture.load import Outcome
    from tests.torture.matrix import CrashMatrix
    from tests.torture.scenarios import Scenario

DATABASES = ("sqlite", "postgresql")


def main() -> int:
    """Run what is named; exit code 1 where anything was lost, doubled or miscounted."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    commands = parser.add_subparsers(required=True)
    matrix = commands.add_parser("matrix", help="kill the bot once at every moment that an order passes")
    matrix.add_argument("--scenarios", default="", help=f"of {', '.join(each.name for each in EVERY)}; none: all")
    matrix.add_argument("--databases", default="", help=f"of {', '.join(DATABASES)}; none: both")
    matrix.add_argument("--passings", type=int, default=1, help="how many passings of each point")
    matrix.add_argument("--most", type=int, default=0, help="moments of each scenario and database; 0: all")
    matrix.add_argument("--seed", type=int, default=1, help="of the draw, where not all are tried")
    matrix.set_defaults(run=_run_matrix)
    load = commands.add_parser("load", help="kill two processes at random under load, while everything goes wrong")
    load.add_argument("--seconds", type=float, default=300.0, help="of load, on all databases together")
    load.add_argument("--kills", type=int, default=0, help="of load as well, until there were so many on all databases")
    load.add_argument("--databases", default="", help=f"of {', '.join(DATABASES)}; none: both")
    load.add_argument("--seed", type=int, default=None, help="of what is drawn; none: a new one")
    load.add_argument("--logs", default="", help="a folder that keeps the logs")
    load.set_defaults(run=_run_load)
    given = parser.parse_args()
    return given.run(given)


class Databases:
    """New databases of the kinds that are wanted."""

    def __init__(self, wanted: str) -> None:
        self.kinds = wanted.replace(",", " ").split() or list(DATABASES)
        self._open = ExitStack()
        self._server: Any = None
        self._count = 0

    def __enter__(self) -> Databases:
        if "postgresql" in self.kinds:
            self._server = self._open.enter_context(running_postgresql())
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def new(self, kind: str, folder: Path) -> str:
        """The address of a database that does not exist yet, or is empty."""
        self._count += 1
        if kind == "sqlite":
            return f"sqlite:///{folder}/encore-{self._count}.db"
        self._server.psql(f"CREATE DATABASE torture_{self._count}")
        return self._server.get_uri(f"torture_{self._count}")


def _run_matrix(given: argparse.Namespace) -> int:
    wanted = given.scenarios.replace(",", " ").split()
    scenarios = [each for each in EVERY if not wanted or each.name in wanted]
    outcomes, passed, flaws = Counter[str](), set[str](), list[str]()
    print(f"seed {given.seed}", flush=True)
    with Databases(given.databases) as databases:
        for kind in databases.kinds:
            for scenario in scenarios:
                rows = asyncio.run(_rows(databases, kind, scenario, given, passed))
                outcomes.update(how for _, how in rows)
                flaws += [f"{kind} {scenario.name} {where}: {how}" for where, how in rows if how.startswith("FLAW")]
    known = [point for points in all_points().values() for point in points]
    never = [point for point in known if point not in passed]
    print(f"\n{len(known)} fault points, {len(known) - len(never)} passed; never passed:")
    for module, count in in_modules(never).items():
        functions = dict.fromkeys(point.split(":")[1] for point in never if point.startswith(f"{module}:"))
        print(f"  {module}: {count} of {in_modules(known)[module]}, in {', '.join(functions)}")
    print("\n" + ", ".join(f"{how} {count}" for how, count in outcomes.most_common()))
    print("\n".join(["", *flaws]) if flaws else "Nothing was lost, doubled or miscounted.")
    return 1 if flaws else 0


async def _rows(
    databases: Databases, kind: str, scenario: Scenario, given: argparse.Namespace, passed: set[str]
) -> list[tuple[str, str]]:
    """Where it was killed and how that ended, of one scenario on one database."""
    rows: list[tuple[str, str]] = []
    left: list[Death] | None = None
    while left is None or left:
        with tempfile.TemporaryDirectory(prefix="encore-matrix-") as name:
            folder, where = Path(name), "not killed at all"
            try:
                async with open_matrix(folder, databases.new(kind, folder), called=scenario.called) as matrix:
                    if left is None:
                        left, noted = await _drawn(matrix, scenario, given)
                        passed.update(noted)
                    while left:
                        where, death = left[0].name, left.pop(0)
                        rows.append((where, await matrix.survive(scenario, death)))
                        _show(kind, scenario, *rows[-1])
                    where = "at the end"
            except AssertionError as error:  # the world in which it was found is of no more use
                rows.append((where, f"FLAW {error}"))
                _show(kind, scenario, *rows[-1])
                left = left or []
    return rows


async def _drawn(
    matrix: CrashMatrix, scenario: Scenario, given: argparse.Namespace
) -> tuple[list[Death], Iterable[str]]:
    """The moments at which it is to be killed, and the fault points that were passed."""
    deaths, noted = await matrix.record(scenario, given.passings), matrix.orders.noted()
    return draw(deaths, given.most, f"{given.seed} {scenario.name}") if given.most else deaths, noted


def _run_load(given: argparse.Namespace) -> int:
    seed = random.SystemRandom().randrange(10**6) if given.seed is None else given.seed
    print(f"seed {seed}", flush=True)
    wrong = list[str]()
    with Databases(given.databases) as databases:
        for kind in databases.kinds:
            share = len(databases.kinds)
            load = Load(given.seconds / share, kills=-(-given.kills // share))
            with tempfile.TemporaryDirectory(prefix="encore-torture-") as name:
                folder = Path(name)
                outcome = asyncio.run(_torture(folder, databases.new(kind, folder), load, random.Random(seed)))
                if given.logs:
                    shutil.copytree(folder, Path(given.logs) / kind, dirs_exist_ok=True)
            print("\n".join([f"\n{kind}", *(f"  {line}" for line in outcome.lines)]), flush=True)
            wrong += [f"{kind}: {each}" for each in outcome.wrong]
    print("\n".join(["", *wrong]) if wrong else "\nNothing was lost, doubled or miscounted.")
    return 1 if wrong else 0


async def _torture(folder: Path, url: str, load: Load, chance: random.Random) -> Outcome:
    async with open_torture(folder, url, load, chance) as torture:
        return await torture.run()


def _show(kind: str, scenario: Scenario, where: str, how: str) -> None:
    print(f"{kind:10} {scenario.name:8} {where:90} {how}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
