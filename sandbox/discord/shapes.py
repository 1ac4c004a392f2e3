"""What a body may look like: small shapes that check a JSON value and gather Discord's own words for what is wrong.

A shape's `read(value, path, problems)` gives the value back without unknown keys and nulls, or notes problems. The
codes and messages are Discord's (documentation: Reference, Error Messages; the rest as its API answers them).
Nothing in JSON is coerced: where Discord would take the text "5" for a number, this refuses. What can only be text, in
a query or a form, is a `FormText`, and read as what it says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeAlias, cast
from urllib.parse import urlsplit

from sandbox.discord.errors import Problems

Path: TypeAlias = tuple[str | int, ...]
REQUIRED = ("BASE_TYPE_REQUIRED", "This field is required")


class FormText(str):
    """What a query or the field of a form says, of which the shape alone knows whether it is a number or a switch."""

    __slots__ = ()


SWITCHES = {"true": True, "True": True, "1": True, "false": False, "False": False, "0": False}


class Shape(Protocol):
    """Anything that can read a value."""

    def read(self, value: Any, path: Path, problems: Problems) -> Any:
        """The value as it is kept; problems are noted, not raised."""
        ...


def units(text: str) -> int:
    """The length in UTF-16 units, as clients count; how the API counts is not published, and nothing gives more."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _length(path: Path, count: int, least: int, most: int, problems: Problems) -> None:
    if count == 0 and least > 0:
        problems.add(path, *REQUIRED)
    elif least <= count <= most:
        return
    elif least > 0:
        problems.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
    else:
        problems.add(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")


@dataclass(frozen=True)
class Text:
    """A string of `least` to `most` units, with no white space at its ends where it is `stripped`."""

    most: int
    least: int = 0
    pattern: str | None = None
    stripped: bool = False

    def read(self, value: Any, path: Path, problems: Problems) -> Any:
        """A string within its length and pattern."""
        if not isinstance(value, str):
            problems.add(path, "STRING_TYPE_CONVERT", f'Could not interpret "{value}" as string.')
            return value
        text = value.strip() if self.stripped else value
        _length(path, units(text), self.least, self.most, problems)
        if self.pattern is not None and text and not re.fullmatch(self.pattern, text):
            problems.add(path, "STRING_TYPE_REGEX", "String value did not match validation regex.")
        return text


@dataclass(frozen=True)
class Whole:
    """A whole number within bounds."""

    least: int
    most: int

    def read(self, value: Any, path: Path, problems: Problems) -> Any:
        """A whole number within its bounds."""
        if isinstance(value, FormText) and re.fullmatch(r"-?[0-9]{1,20}", value):
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            problems.add(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
        elif value < self.least:
            problems.add(path, "NUMBER_TYPE_MIN", f"int value should be greater than or equal to {self.least}.")
        elif value > self.most:
            problems.add(path, "NUMBER_TYPE_MAX", f"int value should be less than or equal to {self.most}.")
        return value


@dataclass(frozen=True)
class Number:
    """A number, whole or not."""

    def read(self, value: Any, path: Path, problems: Problems) -> Any:
        """Any number."""
        if isinstance(value, FormText) and re.fullmatch(r"-?[0-9]{1,20}(\.[0-9]{1,20})?", value):
            value = float(value)
        if isinstance(value, bool) or not isinstance(value, int | float):
            problems.add(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not float.')
        return value


@dataclass(frozen=True)
class Truth:
    """true or false."""

    def read(self, value: Any, path: Path, problems: Problems) -> Any:
        """A boolean."""
        if isinstance(value, FormText):
            value = SWITCHES.get(value, value)
        if not isinstance(value, bool):
            problems.add(path, "BOOLEAN_TYPE_CHOICES", "Must be either true or false.")
        return value


@dataclass(frozen=True)
class Snowflake:
    """An id, as text or as a number; kept as text."""

    def read(self, value: Any, path: Path, problems: Problems) -> Any:
        """The id as text."""
        if isinstance(value, bool) or not re.fullmatch(r"[0-9]{1,20}", str(value)):
            problems.add(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
        return str(value)


@dataclass(frozen=True)
class OneOf:
    """One of a few values."""

    values: tuple[Any, ...]

    def read(self, value: Any, path: Path, problems: Problems) -> Any:
        """The value, if it is one of them."""
        if isinstance(value, FormText):
            value = next((choice for choice in self.values if str(choice) == value), value)
        if isinstance(value, bool) or value not in self.values:
            choices = ", ".join(repr(choice) for choice in self.values)
            problems.add(path, "BASE_TYPE_CHOICES", f"Value must be one of ({choices}).")
        return value


@dataclass(frozen=True)
class Moment:
    """A time in ISO 8601."""

    def read(self, value: Any, path: Path, problems: Problems) -> Any:
        """The text of a time."""
        try:
            datetime.fromisoformat(value)
        except (TypeError, ValueError):
            problems.add(path, "DATE_TIME_TYPE_PARSE", f"Could not parse {value}. Should be ISO8601.")
        return value


@dataclass(frozen=True)
class Address:
    """A URL of one of the `schemes`."""

    most: int
    schemes: tuple[str, ...] = ("http", "https")

    def read(self, value: Any, path: Path, problems: Problems) -> Any:
        """The text of an address."""
        if not isinstance(value, str):
            problems.add(path, "STRING_TYPE_CONVERT", f'Could not interpret "{value}" as string.')
            return value
        _length(path, len(value), 0, self.most, problems)
        try:
            parts = urlsplit(value)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme and parts.scheme not in self.schemes:
            allowed = ", ".join(repr(scheme) for scheme in self.schemes)
            message = f'Scheme "{parts.scheme}" is not supported. Scheme must be one of ({allowed}).'
            problems.add(path, "URL_TYPE_INVALID_SCHEME", message)
        elif not parts.scheme or not parts.netloc or re.search(r"\s", value):
            problems.add(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
        return value


@dataclass(frozen=True)
class NotHere:
    """What Discord has and the sandbox has not: whoever sends it is told so, and relies on nothing."""

    def read(self, value: Any, path: Path, problems: Problems) -> Any:
        """The value as it is; it is refused in any case."""
        problems.add(path, "SANDBOX_HAS_NONE", f'The sandbox has no "{path[-1]}"')
        return value


@dataclass(frozen=True)
class ListOf:
    """A list of `least` to `most` items of one shape, none of them twice where it is a `unique` one."""

    item: Shape
    most: int
    least: int = 0
    unique: bool = False

    def read(self, value: Any, path: Path, problems: Problems) -> Any:
        """The items, each read by its shape."""
        if not isinstance(value, list):
            problems.add(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return []
        items = cast("list[Any]", value)
        _length(path, len(items), self.least, self.most, problems)
        for index, item in enumerate(items if self.unique else ()):
            if item in items[:index]:
                problems.add((*path, index), "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value")
        return [self.item.read(item, (*path, index), problems) for index, item in enumerate(items[: self.most])]


@dataclass(frozen=True)
class Field:
    """A key of an object: what it holds, and whether it must be there."""

    shape: Shape
    required: bool = False


@dataclass(frozen=True)
class Record:
    """An object with known keys; unknown ones are ignored, nulls count as absent unless the key is `nullable`."""

    fields: Mapping[str, Field]
    nullable: frozenset[str] = frozenset()

    def read(self, value: Any, path: Path, problems: Problems) -> Any:
        """The known keys, each read by its shape."""
        if not isinstance(value, dict):
            problems.add(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
            return {}
        given = cast("dict[str, Any]", value)
        kept: dict[str, Any] = {}
        for name, field in self.fields.items():
            item = given.get(name)
            if item is not None:
                kept[name] = field.shape.read(item, (*path, name), problems)
            elif field.required:
                problems.add((*path, name), *REQUIRED)
            elif name in self.nullable and name in given:
                kept[name] = None
        return kept


@dataclass(frozen=True)
class Tagged:
    """An object whose `type` decides its shape; `pick` is asked late, so that shapes may contain each other."""

    pick: Callable[[], Mapping[int, Shape]]
    wrong_type: tuple[str, str] = ("UNION_TYPE_CHOICES", 'Value of field "type" must be one of {choices}.')

    def read(self, value: Any, path: Path, problems: Problems) -> Any:
        """The object, read by the shape of its type."""
        if not isinstance(value, dict):
            problems.add(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
            return {}
        kind = cast("dict[str, Any]", value).get("type")
        shapes = self.pick()
        if isinstance(kind, bool) or not isinstance(kind, int) or kind not in shapes:
            code, message = self.wrong_type
            problems.add((*path, "type"), code, message.format(choices=tuple(shapes)))
            return {}
        return shapes[kind].read(value, path, problems)
