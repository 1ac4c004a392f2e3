"""The mistakes of `make mutants` can be made, a few are noticed here and now, and the runner tells the truth."""

from __future__ import annotations

import ast
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tests.mutants.__main__ import PROJECT, main, mutants_by_theme, select, try_mutants
from tests.mutants.mutant import Misplaced, Mutant

MUTANTS = [mutant for theme in mutants_by_theme().values() for mutant in theme]
PRODUCT = ("bot/", "cogs/", "data/")

# Over money, strangers' calls and strangers' addresses; their rings take a moment, and two of them share one.
SAMPLE = (
    "hold_forgets_what_is_spent",
    "refund_is_spent",
    "webhook_of_the_future_is_taken",
    "one_public_address_is_enough",
)


@cache
def code_of(path: str) -> str:
    return (PROJECT / path).read_text(encoding="utf-8")


@cache
def names_in(path: str) -> frozenset[str]:
    nodes = ast.walk(ast.parse(code_of(path)))
    return frozenset(node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_every_mistake_has_a_name_of_its_own_and_is_one_of_the_product() -> None:
    assert [name for name, count in Counter(mutant.name for mutant in MUTANTS).items() if count > 1] == []
    assert [mutant.name for mutant in MUTANTS if not mutant.path.startswith(PRODUCT)] == []
    assert not {mutant.name for mutant in MUTANTS} & set(mutants_by_theme())
    assert len(MUTANTS) >= 100


@pytest.mark.parametrize("theme", mutants_by_theme())
def test_every_mistake_can_be_made_in_one_place_and_is_python(theme: str) -> None:
    for mutant in mutants_by_theme()[theme]:
        code = mutant.apply(code_of(mutant.path))
        assert code != code_of(mutant.path), mutant.name
        compile(code, mutant.path, "exec")


def test_every_ring_names_tests_that_are_there() -> None:
    assert [mutant.name for mutant in MUTANTS if not mutant.caught_by] == []
    named = {test for mutant in MUTANTS for test in mutant.caught_by}
    assert sorted(test for test in named if not (PROJECT / test.partition("::")[0]).is_file()) == []
    for test in sorted(named):
        path, _, name = test.partition("::")
        assert not name or name.partition("[")[0] in names_in(path), test


@pytest.mark.timeout(600)
def test_a_few_mistakes_are_noticed(capsys: pytest.CaptureFixture[str]) -> None:
    """What `make mutants` does for all of them, which takes longer than all other tests together."""
    assert main([*SAMPLE, "--jobs", "1"]) == 0, capsys.readouterr().out
    assert f"{len(SAMPLE)} mistakes: {len(SAMPLE)} killed, 0 survived" in capsys.readouterr().out


def test_a_name_that_nobody_knows_is_said() -> None:
    with pytest.raises(SystemExit):
        main(["nobody_made_this"])


def test_mistakes_are_chosen_by_name_and_by_theme() -> None:
    one, two, three = (mutant(name, "+", "+ 0 +") for name in ("one", "two", "three"))
    themes = {"first": (one, two), "second": (three,)}
    assert select([], themes) == (one, two, three)
    assert select(["three", "one"], themes) == (one, three)
    assert select(["first", "two"], themes) == (one, two)
    with pytest.raises(KeyError):
        select(["fourth"], themes)


def test_a_mistake_has_one_place() -> None:
    with pytest.raises(Misplaced, match="holds 'a' 2 times"):
        mutant("twice", "a", "b").apply("a + a")
    with pytest.raises(Misplaced, match="holds 'a' 0 times"):
        mutant("nowhere", "a", "b").apply("b + c")
    assert mutant("once", "a", "b").apply("a + c") == "b + c"


CODE = "def add(a, b):\n    return a + b\n\n\ndef has(a):\n    return bool(a)\n"
TESTS = "from code_of_this import add\n\n\ndef test_add():\n    assert add(1, 1) == 2\n"


def mutant(name: str, old: str, new: str, ring: str = "test_green.py", equivalent: str = "") -> Mutant:
    return Mutant(name, "code_of_this.py", old, new, (ring,) if ring else (), equivalent)


@pytest.mark.timeout(600)
async def test_what_becomes_of_a_mistake(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "code_of_this.py").write_text(CODE)
    (tmp_path / "test_green.py").write_text(TESTS)
    (tmp_path / "test_red.py").write_text("def test_red():\n    raise AssertionError\n")
    mutants = (
        mutant("noticed", "a + b", "a - b"),
        mutant("overlooked", "bool(a)", "True"),
        # As long as the first one and made in the same second: what was compiled of that must not be taken for it.
        mutant("noticed_too", "a + b", "a / 2"),
        mutant("same", "a + b", "b + a", equivalent="The order of two numbers makes no sum another one."),
        mutant("not_the_same", "a + b", "a - b", equivalent="Nobody ever subtracts."),
        mutant("no_python", "a + b", "a +"),
        mutant("nowhere", "a * b", "a"),
        mutant("without_tests", "a + b", "a", ring=""),
        mutant("red_anyway", "a + b", "a - b", ring="test_red.py"),
        mutant("no_such_test", "a + b", "a - b", ring="test_green.py::test_subtract"),
    )
    assert await try_mutants(tmp_path, mutants[:1], 2) == 0
    capsys.readouterr()
    assert await try_mutants(tmp_path, mutants, 2) == 1
    said = capsys.readouterr().out
    rows = [line.split() for line in said.splitlines() if f"/{len(mutants)} " in line]
    assert {row[4]: row[1] for row in rows} == {
        "noticed": "killed",
        "overlooked": "survived",
        "noticed_too": "killed",
        "same": "equivalent",
        "not_the_same": "error",
        "no_python": "error",
        "nowhere": "error",
        "without_tests": "error",
        "red_anyway": "error",
        "no_such_test": "error",
    }
    assert "survived: overlooked in code_of_this.py: nobody noticed\n" in said
    assert "equivalent: same in code_of_this.py: The order of two numbers" in said
    assert "error: not_the_same in code_of_this.py: not equivalent: test_green.py::test_add\n" in said
    assert "error: red_anyway in code_of_this.py: red without the mistake: test_red.py::test_red\n" in said
    assert said.endswith("10 mistakes: 2 killed, 1 survived, 1 equivalent, 6 error\n")
    assert (tmp_path / "code_of_this.py").read_text() == CODE
