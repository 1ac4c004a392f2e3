"""An OpenAPI document that values are held against: what is wrong with one, and what it has beside the document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import best_match
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tests.documents.shapes import Shapes

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

SHAPES = 100_000  # whose verdicts are remembered
URN = "urn:document"


class Verdict(NamedTuple):
    """What is `wrong`, in words or not at all, and at which `place`, such as `data[].duration`.

    `extras` are the names that no schema knows, each with where it is, such as `MessageResponse.channel_type`; they are
    looked for only where nothing is wrong.
    """

    wrong: str
    place: str
    extras: frozenset[str]


class Document:
    """One document, or one way of reading it; the schemas that are handed in must be parts of it or live as long."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.content = document
        self.formats = _formats()
        self._shapes = Shapes(document, self.formats, re.compile)
        self._registry: Registry[Any] = Registry().with_resource(URN, Resource(document, DRAFT202012))
        self._schemas: dict[int, tuple[Any, Draft202012Validator]] = {}
        self._verdicts: dict[Hashable, Verdict] = {}

    def named(self, name: str) -> dict[str, Any]:
        """The schema of this name."""
        return self.content["components"]["schemas"][name]

    def shape(self, value: Any) -> Hashable:
        """What of the value the document can see."""
        return self._shapes.of(value)

    def judge(self, schema: dict[str, Any], value: Any) -> Verdict:
        """The verdict on a value; on values of one shape it is thought about once."""
        key = (id(schema), self.shape(value))
        verdict = self._verdicts.get(key)
        if verdict is None:
            verdict = self._think(schema, value)
            if len(self._verdicts) >= SHAPES:
                self._verdicts.clear()
            self._verdicts[key] = verdict
        return verdict

    def _think(self, schema: dict[str, Any], value: Any) -> Verdict:
        error = best_match(self._validator(schema).iter_errors(value))
        if error is None:
            return Verdict("", "", frozenset(self._extras([schema], value, "")))
        place = "/".join(str(part) for part in error.absolute_path)
        kind = "".join("[]" if isinstance(part, int) else f".{part}" for part in error.absolute_path).lstrip(".")
        return Verdict(f"at {place or 'its root'}: {error.message[:400]}", kind or "its root", frozenset())

    def _validator(self, schema: dict[str, Any]) -> Draft202012Validator:
        # By identity, which is never given to another one while this one is kept here.
        if (known := self._schemas.get(id(schema))) is None:
            made = Draft202012Validator(_absolute(schema), registry=self._registry, format_checker=self.formats)
            known = self._schemas[id(schema)] = (schema, made)
        return known[1]

    def _extras(self, schemas: list[Any], value: Any, place: str) -> Iterator[str]:
        """The names in a value that none of the schemas knows; the value is right by all of them."""
        parts = [part for schema in schemas for part in self._flat(schema, value)]
        place = next((name for _, name in parts if name), place)
        flat = [part for part, _ in parts if isinstance(part, dict)]
        if isinstance(value, list):
            items = [part["items"] for part in flat if "items" in part]
            for item in value:
                yield from self._extras(items, item, f"{place}[]")
        elif isinstance(value, dict) and any("properties" in part for part in flat):
            for name, inner in value.items():
                known = [part["properties"][name] for part in flat if name in part.get("properties", {})]
                known = known or [part["additionalProperties"] for part in flat if "additionalProperties" in part]
                if known:
                    yield from self._extras(known, inner, f"{place}.{name}")
                else:
                    yield f"{place}.{name}"
        elif isinstance(value, dict):  # a map, or an object of which the document says nothing
            known = [part["additionalProperties"] for part in flat if "additionalProperties" in part]
            for inner in value.values():
                yield from self._extras(known, inner, f"{place}{{}}")

    def _flat(self, schema: Any, value: Any, name: str = "") -> Iterator[tuple[Any, str]]:
        """The schema and all that it says of the same value in other words, each with its name if it has one."""
        if not isinstance(schema, dict):
            return
        yield schema, name
        if "$ref" in schema:
            named = schema["$ref"].rsplit("/", 1)[1]
            yield from self._flat(self.named(named), value, named)
        for part in schema.get("allOf", []):
            yield from self._flat(part, value, name)
        for part in (*schema.get("oneOf", []), *schema.get("anyOf", [])):
            if self._validator(part).is_valid(value):
                yield from self._flat(part, value, name)


def _absolute(schema: Any) -> Any:
    if isinstance(schema, dict):
        return {
            key: f"{URN}{value}" if key == "$ref" and value.startswith("#") else _absolute(value)
            for key, value in schema.items()
        }
    return [_absolute(item) for item in schema] if isinstance(schema, list) else schema


def _formats() -> FormatChecker:
    formats = FormatChecker(["date-time", "uri", "uuid"])
    for name, bits in (("int32", 32), ("int64", 64)):
        most = 2 ** (bits - 1)
        formats.checks(name)(lambda value, most=most: not isinstance(value, int) or -most <= value < most)
    return formats
