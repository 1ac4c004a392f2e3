"""Values of one shape are judged alike, which is why one of them is judged for all."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from jsonschema import Draft202012Validator

from tests import openapi
from tests.documents.document import Document
from tests.documents.shapes import UnknownKeywordError
from tests.openapi import needs_document

SONG: dict[str, Any] = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "string", "pattern": "^(0|[1-9][0-9]*)$", "maxLength": 4},
        "title": {"type": ["string", "null"], "minLength": 1, "maxLength": 3},
        "kind": {"enum": ["a", "b", 7]},
        "length": {"type": "integer", "minimum": 2, "maximum": 5},
        "at": {"type": "string", "format": "date-time"},
        "tags": {"type": "array", "maxItems": 2, "uniqueItems": True, "items": {"type": "string"}},
        "by": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Song"}},
    },
}
DOCUMENT = Document({"components": {"schemas": {"Song": SONG}}})
BY_ITSELF = Draft202012Validator(
    json.loads(json.dumps({**SONG, "components": {"schemas": {"Song": SONG}}})), format_checker=DOCUMENT.formats
)
texts = some.one_of(
    some.from_regex(re.compile(r"^[01a]{0,5}$"), fullmatch=True),
    some.sampled_from(["", "a", "ab", "0", "01", "2026-01-01T00:00:00Z", "2026-01-01"]),
)
numbers = some.one_of(some.integers(0, 8), some.floats(0, 8), some.sampled_from([2.0, 7.0, 2**31, -(2**31) - 1]))
leaves = some.one_of(some.none(), some.booleans(), numbers, texts, some.lists(texts, max_size=3))
flat = some.dictionaries(some.sampled_from(["id", "title", "kind", "length", "at", "tags", "more"]), leaves)
songs = some.one_of(flat, flat.flatmap(lambda song: some.just({"id": "1", **song, "by": {"12": song, "x": {}}})))


@given(some.lists(songs, min_size=2, max_size=30))
def test_values_of_one_shape_are_right_or_wrong_together(values: list[Any]) -> None:
    for value in values:
        verdict = DOCUMENT.judge(SONG, value)
        assert (verdict.wrong == "") == BY_ITSELF.is_valid(value), value


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"id": "12"}, {"id": "23"}),
        ({"id": "1", "title": "ab"}, {"id": "1", "title": "cd"}),
        ({"id": "1", "at": "2026-01-01T00:00:00Z"}, {"id": "7", "at": "2027-02-03T04:05:06Z"}),
        ({"id": "1", "by": {"12": {"id": "3"}}}, {"id": "1", "by": {"13": {"id": "4"}}}),
    ],
)
def test_what_no_document_tells_apart_has_one_shape(one: Any, other: Any) -> None:
    assert DOCUMENT.shape(one) == DOCUMENT.shape(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"id": "1"}, {"id": "01"}),
        ({"id": "1"}, {"id": 1}),
        ({"id": "1", "title": "abc"}, {"id": "1", "title": "abcd"}),
        ({"id": "1", "kind": "a"}, {"id": "1", "kind": "c"}),
        ({"id": "1", "kind": True}, {"id": "1", "kind": 1}),
        ({"id": "1", "length": 5}, {"id": "1", "length": 6}),
        ({"id": "1", "tags": ["x", "y"]}, {"id": "1", "tags": ["x", "x"]}),
        ({"id": "1", "more": 1}, {"id": "1", "other": 1}),
    ],
)
def test_what_a_document_tells_apart_has_two(one: Any, other: Any) -> None:
    assert DOCUMENT.shape(one) != DOCUMENT.shape(other)


def test_a_document_that_judges_by_something_else_is_no_document_for_shapes() -> None:
    with pytest.raises(UnknownKeywordError, match="multipleOf"):
        Document({"components": {"schemas": {"Even": {"type": "integer", "multipleOf": 2}}}})


def test_what_stands_beside_a_document_is_named() -> None:
    assert DOCUMENT.judge(SONG, {"id": "1", "more": 1, "by": {"2": {"id": "2", "odd": {}}}}).extras == {
        ".more",
        "Song.odd",
    }


@needs_document
def test_discords_document_is_read_with_every_keyword_in_it() -> None:
    assert openapi.answers().judge(openapi.answers().named("SnowflakeType"), "01").wrong
    assert not openapi.answers().judge(openapi.answers().named("SnowflakeType"), "10").wrong
