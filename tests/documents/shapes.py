"""What of a value a document can see: values of one shape are all right or all wrong, so one of them is checked.

A shape keeps the names and the nesting, and of a text, a number or a list only on which side of each of the document's
own bounds it is, which of its words it is, and which of its patterns and formats it has. Two ids are of one shape, and
two messages that say different things; two embeds of which one is too long are not.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import re
    from collections.abc import Hashable, Iterable, Iterator

    from jsonschema import FormatChecker

BOUNDS_OF_SIZES = ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties")
BOUNDS_OF_NUMBERS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
WIDTHS = tuple(sign * 2**bits for bits in (31, 63) for sign in (-1, 1))  # of the formats int32 and int64
# Every other keyword that constrains a value judges its type, its names or its parts, which a shape keeps.
JUDGED = frozenset(
    {*BOUNDS_OF_SIZES, *BOUNDS_OF_NUMBERS, "type", "properties", "required", "items", "additionalProperties", "$ref"}
    | {"oneOf", "anyOf", "allOf", "enum", "const", "pattern", "format", "uniqueItems"}
)
SAYS_NOTHING = frozenset({"title", "description", "default", "example", "examples", "deprecated", "contentEncoding"})
TEXTS = 50_000  # whose shapes are remembered


class UnknownKeywordError(Exception):
    """A document judges by something that shapes do not keep."""


class Shapes:
    """Tells shapes apart for one document; `compile_pattern` is how its patterns are searched for."""

    def __init__(self, document: Any, formats: FormatChecker, compile_pattern: Any) -> None:
        found = _Found()
        for schema in _schemas(document):
            found.add(schema)
        self._sizes = sorted({edge for size in found.sizes for edge in (size, size + 1)})
        self._numbers = sorted({edge for number in found.numbers for edge in (number, number + 1)} | set(WIDTHS))
        self._values = frozenset(found.values)
        self._names = frozenset(found.names)
        self._patterns: list[re.Pattern[str]] = [compile_pattern(pattern) for pattern in sorted(found.patterns)]
        self._formats = [(formats, name) for name in sorted(found.formats) if name in formats.checkers]
        self._of_text = lru_cache(TEXTS)(self._read_text)

    def of(self, value: Any) -> Hashable:
        """The shape of a value as JSON has it."""
        match value:
            case None | bool():
                return (type(value).__name__, value)
            case str():
                return self._of_text(value)
            case int() | float():
                is_whole = isinstance(value, int) or value.is_integer()
                known = value if value in self._values else None
                return ("number", is_whole, known, value in self._numbers, bisect_left(self._numbers, value))
            case list():
                parts = [self.of(part) for part in value]
                differ = len(value) < 2 or len(set(map(repr, value))) == len(value)
                return ("list", bisect_left(self._sizes, len(value)), differ, frozenset(parts))
            case dict():
                named = [(self._name(name), self.of(part)) for name, part in value.items()]
                return ("object", bisect_left(self._sizes, len(named)), frozenset(named))
            case _:
                raise TypeError(f"{type(value).__name__} is nothing that JSON has")

    def _name(self, name: str) -> Hashable:
        # What maps are keyed by, such as ids, is told apart as any text is; a name that nobody knows stays itself.
        return name if name in self._names or not name.isdecimal() else self._of_text(name)

    def _read_text(self, text: str) -> Hashable:
        if text in self._values:
            return text
        return (
            "text",
            bisect_left(self._sizes, len(text)),
            tuple(pattern.search(text) is not None for pattern in self._patterns),
            tuple(checker.conforms(text, name) for checker, name in self._formats),
        )


class _Found:
    """What a document's schemas compare values with."""

    def __init__(self) -> None:
        self.sizes: set[int] = set()
        self.numbers: set[float] = set()
        self.values: set[str | float] = set()
        self.names: set[str] = set()
        self.patterns: set[str] = set()
        self.formats: set[str] = set()

    def add(self, schema: dict[str, Any]) -> None:
        for keyword, what in schema.items():
            if keyword in BOUNDS_OF_SIZES:
                self.sizes.add(what)
            elif keyword in BOUNDS_OF_NUMBERS:
                self.numbers.add(what)
            elif keyword in ("enum", "const"):
                listed: Iterable[Any] = what if keyword == "enum" else [what]
                self.values |= {value for value in listed if isinstance(value, str | int | float)}
            elif keyword == "pattern":
                self.patterns.add(what)
            elif keyword == "format":
                self.formats.add(what)
            elif keyword == "properties":
                self.names |= set(what)
            elif keyword not in JUDGED | SAYS_NOTHING and not keyword.startswith("x-"):
                raise UnknownKeywordError(f"{keyword!r} in {str(schema)[:200]}")


def _schemas(document: Any) -> Iterator[dict[str, Any]]:
    """Every schema of an OpenAPI document, wherever it stands."""
    for named in document.get("components", {}).get("schemas", {}).values():
        yield from _inner(named)
    yield from _in_contents(document)


def _in_contents(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, list):
        for item in part:
            yield from _in_contents(item)
    elif isinstance(part, dict):
        for name, item in part.items():
            if name == "schema":
                yield from _inner(item)
            elif name != "schemas":
                yield from _in_contents(item)


def _inner(schema: Any) -> Iterator[dict[str, Any]]:
    if not isinstance(schema, dict):
        return  # True and False are schemas too
    yield schema
    for several in ("oneOf", "anyOf", "allOf"):
        for part in schema.get(several, []):
            yield from _inner(part)
    for part in schema.get("properties", {}).values():
        yield from _inner(part)
    for one in ("items", "additionalProperties"):
        yield from _inner(schema.get(one))
