"""Bodies that are wrong in one place: each leaf and each branch of a good one, made into what it must not be."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEP: list[Any] = []
for _ in range(60):
    DEEP = [DEEP]

# What JSON can say, at its edges: other types, other lengths, numbers that no field has room for, letters that are
# half of one, and what other parsers take for markup.
WRONG: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1.5,
    1e300,
    2**31,
    2**63,
    2**200,
    "",
    " ",
    "x",
    "0",
    "-1",
    "x" * 7000,
    "\u0663",
    "\ud800",
    "\x00",
    "<@1> {0} %s \\",
    [],
    {},
    [None],
    [[]],
    [{}],
    ["x"],
    [1] * 200,
    {"x": {}},
    {"type": "x"},
    {"type": 2**70},
    DEEP,
)


def spoiled(body: Any) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """A body with each of the wrong values in each of its places, and without each of its keys; with the place."""
    for path in _places(body):
        for wrong in WRONG:
            yield path, _with(body, path, wrong)
        if path and isinstance(path[-1], str):
            yield path, _without(body, path)


def _places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    if isinstance(value, dict):
        for key in value:
            yield from _places(value[key], (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _places(item, (*path, index))


def _with(body: Any, path: tuple[str | int, ...], wrong: Any) -> Any:
    if not path:
        return wrong
    body = copy.deepcopy(body)
    _at(body, path[:-1])[path[-1]] = wrong
    return body


def _without(body: Any, path: tuple[str | int, ...]) -> Any:
    body = copy.deepcopy(body)
    del _at(body, path[:-1])[path[-1]]
    return body


def _at(value: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        value = value[part]
    return value
