"""What the page sends: JSON, or a form with a part `json` and files; read up to a bound."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any, cast

from aiohttp import BodyPartReader, web
from aiohttp.http import HttpProcessingError

from sandbox.discord.client import File
from sandbox.page.safety import Refusal

LARGEST_JSON = 1024 * 1024
LARGEST_FORM = 120 * 1024 * 1024  # ten files at the unboosted limit, or one of a boosted server
MOST_FILES = 10
CHUNK = 256 * 1024
FORMS_AT_ONCE = 2  # in memory


class Body:
    """The fields of a request and the files that came with it, by the name of their field."""

    def __init__(self, fields: Mapping[str, Any], files: Mapping[str, list[File]] | None = None) -> None:
        self.fields = fields
        self.files = files or {}

    def text(self, name: str) -> str:
        """A field that must be text."""
        value = self.fields.get(name)
        if not isinstance(value, str) or not value:
            raise Refusal(f"“{name}” is missing.")
        return value

    def number(self, name: str) -> int:
        """A field that must be an id."""
        value = self.fields.get(name)
        return as_id(value if isinstance(value, str) else "", name)

    def mapping(self, name: str) -> dict[str, Any]:
        """A field that must be an object; an empty one where it is left out."""
        value: Any = self.fields.get(name, {})
        if not isinstance(value, dict):
            raise Refusal(f"“{name}” must be an object.")
        return cast("dict[str, Any]", value)

    def texts(self, name: str) -> list[str]:
        """A field that must be a list of texts."""
        value: Any = self.fields.get(name)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in cast("list[Any]", value)):
            raise Refusal(f"“{name}” must be a list of texts.")
        return cast("list[str]", value)


def as_id(text: str, name: str) -> int:
    """An id as Discord writes it."""
    if not (text.isascii() and text.isdigit() and len(text) <= 20):
        raise Refusal(f"“{name}” must be an id.")
    return int(text)


async def read_json(request: web.Request) -> Body:
    """Read a body that may only be JSON; raises Refusal where it is malformed or too large."""
    if request.content_type != "application/json":
        raise Refusal("This is sent as JSON.", 415)
    return Body(_object(await _read_bytes(request)))


async def read_body(request: web.Request, uploads: asyncio.Semaphore) -> Body:
    """Read a body that may have files; `uploads` lets in so many of those at once."""
    if request.content_type == "application/json":
        return await read_json(request)
    async with uploads:
        return await _read_form(request)


async def _read_bytes(request: web.Request) -> bytes:
    read = bytearray()
    async for chunk in request.content.iter_chunked(CHUNK):
        read += chunk
        if len(read) > LARGEST_JSON:
            raise Refusal("This is too long.", 413)
    return bytes(read)


def _object(data: bytes) -> dict[str, Any]:
    try:
        value = json.loads(data)
        json.dumps(value, ensure_ascii=False).encode()  # half a character is none
    except (ValueError, RecursionError) as error:
        raise Refusal("The body is no JSON.") from error
    if not isinstance(value, dict):
        raise Refusal("The body must be an object.")
    return cast("dict[str, Any]", value)


async def _read_form(request: web.Request) -> Body:
    fields: dict[str, Any] | None = None
    files: dict[str, list[File]] = {}
    left = LARGEST_FORM
    try:
        parts = await request.multipart()
        while (part := await parts.next()) is not None:
            if not isinstance(part, BodyPartReader):
                raise Refusal("A form within a form is not taken.")
            data = await _read_part(part, LARGEST_JSON if part.name == "json" else left)
            left -= len(data)
            if part.name == "json":
                fields = _object(data)
            else:
                files.setdefault(part.name or "", []).append((part.filename or "file", data))
            if sum(map(len, files.values())) > MOST_FILES:
                raise Refusal(f"No more than {MOST_FILES} files at once.")
    except (ValueError, HttpProcessingError) as error:  # aiohttp's words for a broken form
        raise Refusal("The form is broken.") from error
    if fields is None:
        raise Refusal("The form has no part “json”.")
    return Body(fields, files)


async def _read_part(part: BodyPartReader, limit: int) -> bytes:
    read = bytearray()
    while chunk := await part.read_chunk(CHUNK):
        read += chunk
        if len(read) > limit:
            raise Refusal("Your files are too powerful.", 413)
    return bytes(read)
