"""Fault points: a name right before and right after everything that the product awaits, and in no line of it.

The names are made of the source: `bot.workers.submitter:Submitter._create:2:before` is the moment before the second
await in that function, so none can be forgotten. A process that is to pass them imports the product by way of `Marked`,
which rewrites `await x` into a call before it and one after it; `async with` is two awaits, an `async for` is one.
Imported otherwise, as by `python -m bot`, the product is what its source says, and none of this is there.

Imports nothing of the product: what is imported before the rewriting begins, is not rewritten.
"""

from __future__ import annotations

import ast
import builtins
import hashlib
import importlib.machinery
import mmap
import os
import signal
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from importlib.machinery import ModuleSpec
    from types import CodeType, ModuleType

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("bot", "cogs", "data")
PASSED_BY = "__fault_points__"  # what the rewritten code calls, among the builtins
# Kept between the starts, like any bytecode, and made anew where the rewriting is another.
KEPT = Path(__file__).parent / "__pycache__" / hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:16]

OFF, NOTING, KILLING = range(3)
SIZE = 512  # bytes of what a process is ordered: what to do, at which passing, and where
WHERE = 2


# Names


def points_of(module: str, source: str) -> list[str]:
    """The fault points of a module, in the order of its source."""
    marking = _Marking(module)
    marking.visit(ast.parse(source))
    return marking.points


def all_points() -> dict[str, list[str]]:
    """The fault points of each module of the product; migrations run before anybody can ask for anything."""
    found = dict[str, list[str]]()
    for path in sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        if "migrations" not in path.parts:
            found[module] = points_of(module, path.read_text(encoding="utf-8"))
    return {module: points for module, points in found.items() if points}


def mark(module: str, tree: ast.Module) -> ast.Module:
    """Let the module pass its fault points; the tree is changed."""
    return ast.fix_missing_locations(_Marking(module).visit(tree))


class _Marking(ast.NodeTransformer):
    """Numbers what a function awaits in the order of its source, and wraps it."""

    def __init__(self, module: str) -> None:
        self.points: list[str] = []
        self._module = module
        self._inside: list[str] = []
        self._awaits = Counter[str]()

    def _visit_inside(self, node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> ast.AST:
        self._inside.append(node.name)
        self.generic_visit(node)
        self._inside.pop()
        return node

    visit_ClassDef = visit_FunctionDef = visit_AsyncFunctionDef = _visit_inside  # noqa: N815 - ast's names

    def visit_Await(self, node: ast.Await) -> ast.AST:
        before, after = self._sides()
        self.generic_visit(node)
        node.value = _call("before", node.value, before)
        return _call("after", node, after)

    def visit_AsyncWith(self, node: ast.AsyncWith) -> ast.AST:
        names = [(*self._sides(), *self._sides()) for _ in node.items]
        self.generic_visit(node)
        for item, sides in zip(node.items, names, strict=True):
            item.context_expr = _call("around", item.context_expr, *sides)
        return node

    def visit_AsyncFor(self, node: ast.AsyncFor) -> ast.AST:
        sides = self._sides()
        self.generic_visit(node)
        node.iter = _call("each", node.iter, *sides)
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        sides = self._sides() if node.is_async else None
        self.generic_visit(node)
        if sides is not None:
            node.iter = _call("each", node.iter, *sides)
        return node

    def _sides(self) -> tuple[str, str]:
        function = ".".join(self._inside) or "-"
        self._awaits[function] += 1
        name = f"{self._module}:{function}:{self._awaits[function]}"
        sides = f"{name}:before", f"{name}:after"
        self.points += sides
        return sides


def _call(what: str, value: ast.expr, *points: str) -> ast.expr:
    names: list[ast.expr] = [ast.Constant(f"{point}\n".encode()) for point in points]
    function = ast.Attribute(ast.Name(PASSED_BY, ast.Load()), what, ast.Load())
    return ast.copy_location(ast.Call(function, [value, *names], []), value)


# In the process that passes them


class _Passing:
    """What the rewritten code calls; each point is its name in bytes, with a line's end."""

    def __init__(self, orders: mmap.mmap, passed: int) -> None:
        self._orders = orders
        self._passed = passed

    def here(self, point: bytes) -> None:
        """Pass a fault point: note it down, or die of it, or neither."""
        orders = self._orders
        if orders[0] == OFF:
            return
        if orders[0] == NOTING:
            os.write(self._passed, point)
        elif orders[WHERE : WHERE + len(point)] == point:
            if orders[1] <= 1:
                os.kill(os.getpid(), signal.SIGKILL)
            orders[1] -= 1

    def before(self, awaited: Any, point: bytes) -> Any:
        self.here(point)
        return awaited

    def after(self, result: Any, point: bytes) -> Any:
        self.here(point)
        return result

    def around(self, block: Any, *points: bytes) -> _Around:
        return _Around(self, block, points)

    def each(self, items: Any, *points: bytes) -> _Each:
        return _Each(self, items, points)


class _Around:
    """An `async with`, with points before and after its begin and its end."""

    def __init__(self, passing: _Passing, block: Any, points: Sequence[bytes]) -> None:
        self._here, self._block, self._points = passing.here, block, points

    async def __aenter__(self) -> Any:
        self._here(self._points[0])
        entered = await self._block.__aenter__()
        self._here(self._points[1])
        return entered

    async def __aexit__(self, *error: Any) -> Any:
        self._here(self._points[2])
        swallows = await self._block.__aexit__(*error)
        self._here(self._points[3])
        return swallows


class _Each:
    """An `async for`, with points before and after each item is waited for."""

    def __init__(self, passing: _Passing, items: Any, points: Sequence[bytes]) -> None:
        self._here, self._items, self._points = passing.here, items.__aiter__(), points

    def __aiter__(self) -> _Each:
        return self

    async def __anext__(self) -> Any:
        self._here(self._points[0])
        item = await self._items.__anext__()
        self._here(self._points[1])
        return item


class _MarkingLoader(importlib.machinery.SourceFileLoader):
    """Reads a module of the product with its fault points."""

    def get_code(self, fullname: str) -> CodeType | None:
        kept = sys.pycache_prefix, sys.dont_write_bytecode
        sys.pycache_prefix, sys.dont_write_bytecode = str(KEPT), False  # never in the place of the real bytecode
        try:
            return super().get_code(fullname)
        finally:
            sys.pycache_prefix, sys.dont_write_bytecode = kept

    def source_to_code(self, data: Any, path: Any, *, _optimize: int = -1) -> CodeType:  # pyright: ignore[reportIncompatibleMethodOverride] - the stubs leave `_optimize` out
        return compile(mark(self.name, ast.parse(data)), path, "exec", dont_inherit=True, optimize=_optimize)


class _MarkingFinder:
    """Finds the modules of the product before anybody else does."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name.partition(".")[0] not in PACKAGES or ".migrations" in name:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if (
            spec is not None
            and spec.origin is not None
            and isinstance(spec.loader, importlib.machinery.SourceFileLoader)
        ):
            spec.loader = _MarkingLoader(name, spec.origin)
        return spec


@dataclass(frozen=True)
class Marked:
    """A fate: from now on this process passes its fault points, and does there what `FaultOrders` of the folder say."""

    folder: Path

    def __call__(self) -> None:
        """Rewrite what is imported from now on."""
        assert not set(sys.modules) & set(PACKAGES), "the product was imported before its fault points were there"
        passed = os.open(self.folder / "passed", os.O_WRONLY | os.O_APPEND)
        setattr(builtins, PASSED_BY, _Passing(_map(self.folder / "orders"), passed))
        sys.meta_path.insert(0, _MarkingFinder())


@dataclass(frozen=True)
class Fates:
    """Several fates, one after the other."""

    each: tuple[Callable[[], None], ...]

    def __call__(self) -> None:
        for fate in self.each:
            fate()


# In the process that orders


class FaultOrders:
    """What a process does at its fault points: nothing, note them down, or die at one of them; from one moment on."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "orders").write_bytes(bytes(SIZE))
        self._passed = folder / "passed"
        self._passed.touch()
        self._orders = _map(folder / "orders")
        self.fate = Marked(folder)

    def leave_alone(self) -> None:
        """Let the process pass."""
        self._orders[0] = OFF

    def note_down(self) -> None:
        """Let the process note down what it passes from now on."""
        os.truncate(self._passed, 0)
        self._orders[0] = NOTING

    def noted(self) -> list[str]:
        """What was passed since, in its order, each as often as it was."""
        return self._passed.read_text().splitlines()

    def kill_at(self, point: str, passing: int = 1) -> None:
        """Kill the process where it passes this point for this time from now on, as a power cut does."""
        self._orders[0] = OFF
        name = f"{point}\n".encode()
        self._orders[WHERE : WHERE + len(name)] = name
        self._orders[1] = min(passing, 255)
        self._orders[0] = KILLING


def _map(path: Path) -> mmap.mmap:
    """A file that several processes see alike."""
    with path.open("r+b") as file:
        return mmap.mmap(file.fileno(), SIZE)


def in_modules(points: Iterable[str]) -> Counter[str]:
    """How many of the points each module has."""
    return Counter(point.partition(":")[0] for point in points)
