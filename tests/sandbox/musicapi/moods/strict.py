"""Holds answers against the vendor's document more strictly than the document does: no field that it does not list.

Where it says of an element that it is anything, the types of the vendor's SDK speak, which it lies in, and `PAGES`.
"""

from __future__ import annotations

import types
from dataclasses import fields
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from musicapi import _types as sdk

from tests.documents.pages import names_at
from tests.sandbox.musicapi.document import check_answer, document

ELEMENTS = {
    "/sonic/task/{id}": sdk.SonicSong,
    "/suno/clip/{id}": sdk.SonicSong,
    "/producer/task/{id}": sdk.ProducerSong,
    "/riffusion/task/{id}": sdk.RiffusionSong,
}
STUDIO = "/studio/task/{id}"
SONGS = "data"  # whose songs the SDK's type has at once


def check_strictly(method: str, path: str, status: int, body: Any) -> list[str]:
    """What is wrong with an answer, or too much; `path` is the document's own."""
    found = check_answer(method, path, status, body)
    if status != 200 or found:
        return found
    schema = _resolved(document()["paths"][path][method.lower()]["responses"]["200"])
    known: set[str] = set(_resolved(schema["content"]["application/json"]["schema"])["properties"])
    if body.get("type") in ("failed", "timeout", "forbidden", "api_error"):
        known |= names_at(f"{method} {path}")
    found += [f"{path}: {name} is not listed" for name in body if name not in known]
    if path in ELEMENTS:
        found += [wrong for element in body["data"] for wrong in check_type(ELEMENTS[path], element)]
    if path == STUDIO:
        task = body["data"]
        found += check_type(sdk.StudioTaskData, task, {SONGS, *names_at(f"{method} {path}")})
        found += [
            wrong for song in (task["data"] or {"songs": []})["songs"] for wrong in check_type(sdk.StudioSong, song)
        ]
    return found


def check_type(kind: type, found: dict[str, Any], more: set[str] | None = None) -> list[str]:
    """What of an object is not as a type of the SDK says; it may have `more` fields."""
    hints, needed = (
        get_type_hints(kind),
        {field.name for field in fields(kind)} & {"clip_id", "state"} - _optional(kind),
    )
    wrong = [f"{kind.__name__} has no {name}" for name in found if name not in hints and name not in (more or ())]
    wrong += [f"{kind.__name__} lacks {name}" for name in needed if name not in found]
    return wrong + [
        f"{kind.__name__}.{name} is {value!r}"
        for name, value in found.items()
        if name in hints and not _is_of(value, hints[name])
    ]


def _optional(kind: type) -> set[str]:
    return {name for name, hint in get_type_hints(kind).items() if type(None) in get_args(hint)}


def _is_of(value: Any, hint: Any) -> bool:
    if hint is Any:
        return True
    if get_origin(hint) in (Union, types.UnionType):
        return any(_is_of(value, each) for each in get_args(hint))
    kind = get_origin(hint) or hint
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, kind) and (kind is not int or not isinstance(value, bool))


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        _, _, kind, name = schema["$ref"].split("/")
        schema = cast("dict[str, Any]", document()["components"][kind][name])
    return schema
