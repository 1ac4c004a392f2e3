"""Every problem has its sentence, and whoever raises it gives the facts that the sentence says."""

from __future__ import annotations

import ast
from datetime import timedelta
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any

import pytest

from bot import errors
from bot.errors import PersonError, Problem, RequestRefused
from bot.musicapi.operations import Operation
from cogs.text.errors import SENTENCES, sentence_for

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[3]
RAISED = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, PersonError)}
FACTS: dict[str, Any] = {
    "age": timedelta(hours=24),
    "characters": 1_001,
    "detail": "gender",
    "ends_at": 20.0,
    "family": "Sonic",
    "fewest": 300,
    "field": "prompt",
    "format": "m4a",
    "formats": ("mp3", "wav"),
    "last": 100,
    "least": 6.0,
    "left": 4,
    "length": 100.5,
    "limit": 1_000,
    "longest": 30.0,
    "megabytes": 50,
    "model": "v4",
    "models": ["v5", "v5.5"],
    "most": 480.0,
    "name": "polka",
    "operation": Operation.COVER,
    "price": 12,
    "resets": 1_796_083_200,
    "seconds": 4.2,
    "shortest": 6.0,
    "starts_at": 30.0,
    "text": "style",
    "texts": ("prompt", "style"),
    "why": "404 Not Found",
}


def raised() -> Iterator[tuple[Problem, set[str]]]:
    """Every problem that the product makes an error of, with the names of the facts that go with it."""
    for path in (*(ROOT / "bot").rglob("*.py"), *(ROOT / "cogs").rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                yield from raised_in(function)


def raised_in(function: ast.AST) -> Iterator[tuple[Problem, set[str]]]:
    chosen = {
        target.id: problems_in(node.value)
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and node.args and callee(node) in {*RAISED, "__init__"}:
            first = node.args[0]
            for problem in chosen.get(first.id, []) if isinstance(first, ast.Name) else problems_in(first):
                yield problem, {keyword.arg or "**" for keyword in node.keywords}


def problems_in(node: ast.AST) -> list[Problem]:
    return [
        Problem[each.attr]
        for each in ast.walk(node)
        if isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name) and each.value.id == "Problem"
    ]


def callee(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def test_every_problem_is_raised_with_what_its_sentence_says() -> None:
    asked = {problem: {name for _, name, _, _ in Formatter().parse(SENTENCES[problem]) if name} for problem in Problem}
    given = list(raised())
    assert {problem for problem, _ in given} == set(Problem)
    assert [(problem, asked[problem] - facts) for problem, facts in given if asked[problem] - facts] == []


@pytest.mark.parametrize("problem", Problem)
def test_every_problem_is_one_sentence(problem: Problem) -> None:
    said = sentence_for(PersonError(problem, **FACTS))
    assert said[0].isupper()
    assert said.endswith(".")
    assert "\n" not in said
    assert "{" not in said


@pytest.mark.parametrize(
    ("refused", "said"),
    [
        (RequestRefused(Problem.NO_SUCH_FAMILY, name="polka"), "There is no model family called “polka”"),
        (
            RequestRefused(
                Problem.TEXT_TOO_LONG, family="Sonic", texts=("prompt", "style"), limit=1_000, characters=1_001
            ),
            "Sonic takes at most 1,000 characters of prompt and style together: here are 1,001",
        ),
    ],
)
def test_a_person_is_told_that_a_refused_request_cost_nothing(refused: RequestRefused, said: str) -> None:
    assert sentence_for(refused) == f"{said}; nothing was charged."
