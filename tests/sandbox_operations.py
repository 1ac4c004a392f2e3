"""Which of Discord's published operations the sandbox has, each with tests that hold it: the table in docs/sandbox.md.

`.venv/bin/python -m tests.sandbox_operations` runs the tests of the REST API, notes which of them had which operation
answered with success (each such answer is held against the document), and writes the table anew. Whenever one of
the tests that the table names runs, it fails where it does not have the operation answered any more.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sandbox.discord.rest import ROUTES
from tests import openapi

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.wire.traffic import Exchange

ROOT = Path(__file__).resolve().parents[1]
PATH = ROOT / "docs" / "sandbox.md"
TESTS = "tests/sandbox/discord"
BEGIN, END = "<!-- Discord's operations: written by tests/sandbox_operations.py -->", "<!-- end of the operations -->"
NAMED = 2  # tests for each operation: those that have the fewest others answered
_ROW = re.compile(r"\| `(\w+)` \| `(\w+) ([^`]+)` \| (.*) \|")
_TEST = re.compile(r"`([\w/]+\.py::test_\w+)`")


@dataclass(frozen=True, slots=True, order=True)
class Operation:
    """One method of one path of the document, by the name that the document gives it."""

    path: str
    method: str
    name: str


class Seen:
    """A pytest plugin that notes which test had which operations answered."""

    def __init__(self) -> None:
        self.by_test: dict[str, set[str]] = {}

    def note(self, test: str, names: set[str]) -> None:
        """Note what one test had answered."""
        if "[" not in test:  # of several tries of one test, not every one asks for the same
            self.by_test[test] = names


SEEN = pytest.StashKey[Seen]()


def hold(node: pytest.Item, traffic: Iterable[Exchange]) -> None:
    """Note what a test had answered, or see that it is what the table says of it."""
    if not openapi.PATH.exists():
        return
    names = answered(traffic)
    seen = node.config.stash.get(SEEN, None)
    if seen is not None:
        seen.note(node.nodeid, names)
        return
    missing = {name for name, tests in told().items() if node.nodeid in tests} - names
    assert not missing, f"docs/sandbox.md says that this test holds {sorted(missing)}: run tests/sandbox_operations.py"


@cache
def operations() -> tuple[Operation, ...]:
    """Every operation of the document."""
    return tuple(
        sorted(
            Operation(path, method.upper(), described["operationId"])
            for path, methods in openapi.document()["paths"].items()
            for method, described in methods.items()
            if "operationId" in described
        )
    )


def simulated() -> list[Operation]:
    """The operations that the sandbox has a route for."""
    routes = {(route.method, _bare(route.template)) for route in ROUTES}
    return [operation for operation in operations() if (operation.method, _bare(operation.path)) in routes]


def undocumented() -> list[str]:
    """The sandbox's routes that neither the document has nor `openapi.NOT_DOCUMENTED`."""
    known = {(operation.method, _bare(operation.path)) for operation in operations()}
    known |= {(method.upper(), _bare(template)) for method, template, _ in openapi.NOT_DOCUMENTED}
    return [f"{one.method} {one.template}" for one in ROUTES if (one.method, _bare(one.template)) not in known]


def answered(traffic: Iterable[Exchange]) -> set[str]:
    """The names of the operations that were answered with success."""
    found: set[str] = set()
    for exchange in traffic:
        path = openapi.BASE.fullmatch(exchange.request.path)
        if path is None or not 200 <= exchange.answer.status < 300:
            continue
        matches = [
            operation
            for operation in operations()
            if operation.method == exchange.request.method
            and re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", operation.path), path.group(1))
        ]
        found.update(operation.name for operation in sorted(matches, key=lambda one: one.path.count("{"))[:1])
    return found


@cache
def told() -> dict[str, tuple[str, ...]]:
    """What the table says: the tests of each operation, as pytest names them."""
    rows = (_ROW.fullmatch(line) for line in PATH.read_text(encoding="utf-8").splitlines())
    return {row.group(1): tuple(_TEST.findall(row.group(4))) for row in rows if row}


def text(by_test: dict[str, set[str]]) -> str:
    """The page with the table as it has to be, where these tests had these operations answered."""
    tests: dict[str, list[str]] = defaultdict(list)
    for test in sorted(by_test, key=lambda test: (len(by_test[test]), test)):
        for name in by_test[test]:
            tests[name].append(test)
    before, _, rest = PATH.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    there = simulated()
    lines = [
        f"Of the {len(operations())} operations of Discord's document, {len(there)} are there:",
        "",
        "| Operation | Path | Held by |",
        "| --- | --- | --- |",
        *(f"| `{one.name}` | `{one.method} {one.path}` | {_named(tests[one.name])} |" for one in there),
        "",
        "Not there, and answered with 404:",
        "",
        *_missing(there),
    ]
    return "\n".join([before + BEGIN, "", *lines, "", END + after])


def _missing(there: list[Operation]) -> list[str]:
    groups: dict[str, list[str]] = defaultdict(list)
    for operation in operations():
        if operation not in there:
            groups[operation.path.split("/")[1]].append(f"`{operation.name}`")
    return [f"- {group}: {', '.join(names)}" for group, names in groups.items()]


def _named(tests: list[str]) -> str:
    return "<br>".join(f"`{test}`" for test in tests[:NAMED])


def _bare(template: str) -> str:
    return re.sub(r"\{\w+\}", "{}", template)


def main() -> int:
    """Run the tests and write the table; 1 where a test fails or an operation has none."""
    if not openapi.PATH.exists():
        sys.stderr.write(f"{openapi.NAME} is not at hand\n")
        return 1
    seen = Seen()

    class Plugin:
        def pytest_configure(self, config: pytest.Config) -> None:
            config.stash[SEEN] = seen

    if pytest.main(["-q", "-n", "0", "-p", "no:cacheprovider", TESTS], plugins=[Plugin()]) != pytest.ExitCode.OK:
        return 1
    PATH.write_text(text(seen.by_test), encoding="utf-8")
    held = set[str]().union(*seen.by_test.values())
    bare = [operation.name for operation in simulated() if operation.name not in held]
    count = f"{len(simulated())} of {len(operations())} operations"
    sys.stdout.write(f"{count}; without a test: {', '.join(bare) or 'none'}\n")
    return 1 if bare else 0


if __name__ == "__main__":
    # The tests import this module by its name: what they note must be where it is looked for.
    from tests import sandbox_operations

    sys.exit(sandbox_operations.main())
