"""Each promise is held by tests that carry its name, and every name that a test carries is that of a promise."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

from bot.delivery.retries import seconds_until_retry
from bot.jobs import repeats
from bot.jobs.shares import MEMBER_SHARE, QUEUE_LIMIT, SERVER_SHARE
from bot.process import shutdown
from data.copies import transfer
from data.messages import unreached

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `([a-z0-9-]+)` \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
HELD = re.compile(r"`(tests/[\w/]+\.py::test_\w+)`")
PROMISED = {key: (promise, kept, HELD.findall(held)) for key, promise, kept, held in ROW.findall(TEXT)}


def marked() -> dict[str, set[str]]:
    """The tests that say of themselves which promise they hold."""
    found = defaultdict[str, set[str]](set)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        if "promise(" not in text or path == Path(__file__):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                for key in filter(None, map(_key_of, node.decorator_list)):
                    found[key].add(f"{path.relative_to(ROOT)}::{node.name}")
    return found


def _key_of(decorator: ast.expr) -> str | None:
    found = re.fullmatch(r"pytest\.mark\.promise\(key='([\w-]+)'\)", ast.unparse(decorator))
    return found and found[1]


MARKED = marked()


def test_every_row_of_a_table_is_a_promise_with_a_name_of_its_own() -> None:
    rows = [line for line in TEXT.splitlines() if line.startswith("| ") and not line.startswith(("| Key |", "| --- |"))]
    assert len(rows) == len(PROMISED) > 20


@pytest.mark.parametrize("key", PROMISED)
def test_a_promise_names_the_tests_that_hold_it_and_they_name_the_promise(key: str) -> None:
    named = PROMISED[key][2]
    assert named
    assert sorted(named) == sorted(MARKED[key])


def test_no_test_holds_what_was_never_promised() -> None:
    assert sorted(MARKED) == sorted(PROMISED)
    marks = sum(
        len(re.findall(r"^@pytest\.mark\.promise\(", path.read_text(encoding="utf-8"), re.MULTILINE))
        for path in (ROOT / "tests").rglob("test_*.py")
    )
    assert marks == sum(map(len, MARKED.values()))  # each was understood


def test_the_figures_are_those_of_the_code() -> None:
    waits = [
        repeats.wait_before(number, chance).total_seconds()
        for number in range(1, repeats.MOST_REPEATS + 1)
        for chance in (0.0, 1.0)
    ]
    lasts = sum(wait for number in range(10_000) if (wait := seconds_until_retry(number)) is not None)
    figures = {
        "line": [f"Of the {QUEUE_LIMIT:,} requests", f"a server may have {SERVER_SHARE} and a member {MEMBER_SHARE}"],
        "repeats": [
            f"at most {repeats.MOST_REPEATS} times",
            f"{min(waits):.0f} seconds to {max(waits) / 60:.0f} minutes",
        ],
        "stop": ["within 10 seconds", f"up to {shutdown.GRACE} seconds", f"after {shutdown.LIMIT} seconds"],
        "refused-by-discord": [
            f"for about {('no', 'one', 'two', 'three', 'four', 'five')[round(lasts / 86_400)]} days"
        ],
        "backup": ["a million higher"],
        "small-private": [f"kept for {unreached.LIFETIME.days} days"],
    }
    for key, sentences in figures.items():
        promise, kept, _ = PROMISED[key]
        assert [each for each in sentences if each not in f"{promise} {kept}"] == [], key
    assert shutdown.LIMIT < 10
    assert transfer.GAP == 1_000_000
