"""Every problem has its message, and whoever raises it gives the facts that the message says."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot import errors
from bot.errors import PersonError, Problem, RequestRefused
from bot.media.errors import Obstacle
from bot.musicapi.objections import PROBLEMS
from bot.musicapi.operations import Operation
from cogs.text import sentences
from cogs.text.errors import message_of, sentence_for, sentence_of
from tests.cogs.text.reading import facts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[3]
RAISED = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, PersonError)}
FACTS: dict[str, Any] = {
    "age": timedelta(hours=24),
    "bound": 200,
    "channels": ("1100000000000000002", "1100000000000000003"),
    "characters": 1_001,
    "command": "/upload",
    "cooldown": 30,
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
    "named": "b*d",
    "opens": 1_796_083_200,
    "operation": Operation.COVER,
    "period": "day",
    "permissions": ("embed_links", "attach_files"),
    "price": 12,
    "resets": 1_796_083_200,
    "roles": ("1100000000000000004",),
    "seconds": 4.2,
    "share": 24,
    "shortest": 6.0,
    "starts_at": 30.0,
    "text": "style",
    "texts": ("prompt", "style"),
    "total": 10_000_000,
    "why": Obstacle.ANSWER,
    "where": "lyrics",
    "word": "b*d",
}
FREE = (Problem.NO_SONGS_YET, Problem.NO_SUCH_CLIP)
COSTS = (
    "-# Nothing was charged.",
    "-# Nothing was charged a second time.",
    "-# Nothing was changed.",
    "-# No credit is lost.",
)
NAMED_BY: dict[str, Any] = {"Problem": Problem, "sentences": sentences}
TELLING = {*RAISED, "__init__", "sentence_of"}


def raised() -> Iterator[tuple[Problem, set[str]]]:
    """Every problem that the product tells a person of, with the names of the facts that go with it."""
    for path in (*(ROOT / "bot").rglob("*.py"), *(ROOT / "cogs").rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                yield from raised_in(function)


def raised_in(function: ast.AST) -> Iterator[tuple[Problem, set[str]]]:
    chosen = defaultdict[str, list[Problem]](list)
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for name in (each for target in node.targets for each in ast.walk(target)):
                if isinstance(name, ast.Name):
                    chosen[name.id] += problems_in(node.value)
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and node.args and callee(node) in TELLING:
            first = node.args[0]
            for problem in [*(chosen[first.id] if isinstance(first, ast.Name) else ()), *problems_in(first)]:
                yield problem, {keyword.arg or "**" for keyword in node.keywords}


def problems_in(node: ast.AST) -> list[Problem]:
    named = [
        vars(NAMED_BY.get(each.value.id, object)).get(each.attr)
        for each in ast.walk(node)
        if isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name)
    ]
    named += [vars(sentences).get(each.id) for each in ast.walk(node) if isinstance(each, ast.Name)]
    return [problem for problem in named if isinstance(problem, Problem)]


def callee(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def test_every_problem_is_told_with_what_its_message_says() -> None:
    # A failed job's card says those of MusicAPI's objections.
    told = [*raised(), *((problem, {"named", "field", "bound"}) for problem in PROBLEMS)]
    assert {problem for problem, _ in told} == set(Problem)
    wanted = {problem: facts_of(message_of(problem)) for problem in Problem}
    assert [(problem, wanted[problem] - facts) for problem, facts in told if wanted[problem] - facts] == []


@pytest.mark.parametrize("problem", Problem)
def test_every_problem_is_said_in_a_line_and_its_cost_in_a_small_one(problem: Problem) -> None:
    said, *small = sentence_for(PersonError(problem, **FACTS)).split("\n")
    assert said[0].isupper()
    assert said.endswith(".")
    assert "{" not in said
    if problem not in FREE:
        assert len(small) == 1
        assert small[0] in COSTS


def test_what_something_cost_is_said_by_what_kind_of_problem_it_is() -> None:
    def cost(problem: Problem) -> str:
        return sentence_of(problem, **FACTS).split("\n")[-1]

    assert cost(Problem.MENTION) == "-# Nothing was charged."
    assert cost(Problem.ONLY_MANAGERS) == "-# Nothing was changed."
    assert cost(Problem.ASKED_JUST_NOW) == "-# Nothing was charged a second time."
    assert cost(Problem.UNEXPECTED) == "-# No credit is lost."


def test_words_that_a_cog_said_get_the_same_small_line_once() -> None:
    assert sentence_for(PersonError("Choose a clip.")) == "Choose a clip.\n-# Nothing was charged."
    assert sentence_for(PersonError("Choose a clip.\n-# Nothing was changed.")).count("-#") == 1


@pytest.mark.parametrize("obstacle", Obstacle)
@pytest.mark.parametrize("problem", [Problem.RECORDING_UNREACHABLE, Problem.RECORDING_UNUSABLE])
def test_what_kept_a_recording_away_is_said_without_the_names_of_errors(problem: Problem, obstacle: Obstacle) -> None:
    said = sentence_of(problem, why=obstacle)
    assert not re.search(r"Error|HTTP|\d{3}|None", said)
    assert re.search(r"file|address|Try again", said)


@pytest.mark.parametrize(
    ("refused", "said"),
    [
        (
            RequestRefused(Problem.NO_SUCH_FAMILY, name="polka"),
            "There is no family of models called “polka”. Choose one from the list.",
        ),
        (
            RequestRefused(
                Problem.TEXT_TOO_LONG, family="Sonic", texts=("prompt", "style"), limit=1_000, characters=1_001
            ),
            "Sonic takes at most 1,000 characters of prompt and style together. Shorten yours from 1,001.",
        ),
        (
            RequestRefused(
                Problem.NOT_WITH_THIS_MODEL,
                family="Sonic",
                operation=Operation.COVER,
                model="v3",
                models=["v4", "v5", "v5.5"],
            ),
            "Sonic cannot cover a song with v3. Choose v4, v5 or v5.5.",
        ),
    ],
)
def test_a_person_is_told_that_a_refused_request_cost_nothing(refused: RequestRefused, said: str) -> None:
    assert sentence_for(refused) == f"{said}\n-# Nothing was charged."
