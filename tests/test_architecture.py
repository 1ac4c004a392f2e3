"""The rules of the house that no linter knows: see CONTRIBUTING.md."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("bot", "cogs", "data", "sandbox")
FAMILIES = "bot.musicapi.families."
LONGEST_MODULE = 330  # lines; what is longer is two ideas
# What silences a check, and what may follow it: a reason.
PRAGMA = re.compile(r"# ?(?:noqa(?:: [A-Z]+\d+(?:, ?[A-Z]+\d+)*)?|(?:type|pyright): ?ignore(?:\[[^]]*\])?)")
REASON = re.compile(r" +(?:- |# )?[`\w]")
# Adjectives and nouns that end like a participle, and what Discord or a library calls so.
NO_PARTICIPLES = frozenset({"need", "feed", "speed", "seed", "embed", "shed", "indeed"})


@cache
def modules() -> dict[str, Path]:
    """Every module of the product by its dotted name; a room's `__init__` by the room's."""
    paths = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    return {name_of(path): path for path in paths if "versions" not in path.parts}


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> list[ast.ImportFrom]:
    """Every `from … import …` of ours, those for type checkers included."""
    nodes = (node for node in ast.walk(tree(path)) if isinstance(node, ast.ImportFrom))
    return [node for node in nodes if (node.module or "").split(".")[0] in PACKAGES]


def definitions(path: Path) -> set[str]:
    """The names that a module defines itself."""
    defined: set[str] = set()
    waiting: list[ast.stmt] = list(tree(path).body)
    while waiting:
        node = waiting.pop()
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                defined.add(node.name)
            case ast.Assign() | ast.AnnAssign():
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                defined |= {each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)}
            case ast.If() | ast.Try():
                waiting += [*node.body, *node.orelse]
            case _:
                pass
    return defined


def edges() -> dict[str, set[str]]:
    """Which modules each module imports."""
    known = modules()
    found: dict[str, set[str]] = {name: set() for name in known}
    for name, path in known.items():
        for node in imports(path):
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found[name].add(inner if inner in known else node.module or "")
    return found


def test_no_module_hands_on_what_another_defines() -> None:
    """A type with two addresses is looked for twice."""
    handed_on = [
        f"{name}: {alias.name} from {node.module}"
        for name, path in modules().items()
        for node in imports(path)
        for alias in node.names
        if f"{node.module}.{alias.name}" not in modules()
        and (node.module or "") in modules()
        and alias.name not in definitions(modules()[node.module or ""])
    ]
    assert handed_on == []


def test_no_room_hands_anything_on() -> None:
    inits = [path for path in modules().values() if path.name == "__init__.py"]
    assert [str(path.relative_to(ROOT)) for path in inits if len(tree(path).body) != 1] == []
    assert [str(path.relative_to(ROOT)) for path in inits if ast.get_docstring(tree(path)) is None] == []


def test_no_imports_run_in_circles() -> None:
    """Imports for type checkers count too: a reader follows them all the same."""
    graph = edges()
    done: set[str] = set()

    def circle_from(name: str, way: tuple[str, ...]) -> tuple[str, ...]:
        if name in way:
            return (*way[way.index(name) :], name)
        if name in done:
            return ()
        for other in sorted(graph.get(name, ())):
            if found := circle_from(other, (*way, name)):
                return found
        done.add(name)
        return ()

    assert [found for name in sorted(graph) if (found := circle_from(name, ()))] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_a_module_is_one_idea(package: str) -> None:
    """A model family is one file however much the vendor offers of it: all of it is one table."""
    lengths = {
        name: len(path.read_text().splitlines()) for name, path in modules().items() if not name.startswith(FAMILIES)
    }
    long = {name: lines for name, lines in lengths.items() if name.split(".")[0] == package and lines > LONGEST_MODULE}
    assert long == {}


@pytest.mark.parametrize("package", ["bot", "cogs", "data"])
def test_what_does_something_is_named_by_a_verb(package: str) -> None:
    """`mark_delivered` does, `delivered` tells nobody whether it does, asks or builds."""
    named = [
        f"{name}.{node.name}"
        for name, path in modules().items()
        if name.split(".")[0] == package
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and re.fullmatch(r"_?[a-z]+ed", node.name)
        and node.name.lstrip("_") not in NO_PARTICIPLES
    ]
    assert named == []


def test_operations_are_told_apart_in_few_places() -> None:
    """What is true of one operation stands in its record, its family's file and its words."""
    naming = sorted(
        str(path.relative_to(ROOT))
        for name, path in modules().items()
        if name.split(".")[0] in ("bot", "cogs") and re.search(r"\bOperation\.[A-Z]", path.read_text())
    )
    assert len(naming) <= 14, naming


def test_only_a_process_apart_decodes_what_others_made() -> None:
    """FFmpeg is millions of lines that read strangers' bytes: see bot/media/isolation.py."""
    decoding = {"av", "bot.media.fit", "bot.media.probe"}
    found = {
        (name, node in tree(path).body)
        for name, path in modules().items()
        if not name.startswith("sandbox")
        for node in ast.walk(tree(path))
        if imported(node) & decoding
    }
    assert found == {("bot.media.fit", True), ("bot.media.probe", True), ("bot.media.isolation", False)}


def imported(node: ast.AST) -> set[str]:
    """What a statement imports, by every name that it could be meant by."""
    match node:
        case ast.Import():
            return {alias.name.partition(".")[0] for alias in node.names}
        case ast.ImportFrom():
            module = node.module or ""
            return {module, module.partition(".")[0], *(f"{module}.{alias.name}" for alias in node.names)}
        case _:
            return set()


def test_whoever_silences_a_check_says_why() -> None:
    folders = [ROOT / name for name in (*PACKAGES, "tests", "benchmarks")]
    bare: list[str] = []
    for path in (path for folder in folders for path in sorted(folder.rglob("*.py"))):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            found = list(PRAGMA.finditer(line))
            if found and not REASON.match(line, found[-1].end()):
                bare.append(f"{path.relative_to(ROOT)}:{number}")
    assert bare == []
