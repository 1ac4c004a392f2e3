"""What stands in a request's body: JSON, a form of fields, or one with files.

Source: documentation, Reference ("Uploading Files": `payload_json` and `files[n]`), and the OpenAPI document, which
takes each body in three ways. The fields of a form are texts, whatever they mean.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote

from sandbox.discord import errors
from sandbox.discord.shapes import FormText
from sandbox.wire.exchange import Request

_PARAMETER = re.compile(r'([\w-]+\*?)=(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))')
_FILE = re.compile(r"file|files?\[([0-9]{1,3})\]")  # one file may come without a number
MOST_FIELDS = 100  # of a form; no body has half as many


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it arrived."""

    filename: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Form:
    """A request's JSON and its files by number."""

    payload: Any
    files: dict[int, Upload] = field(default_factory=dict[int, Upload])


def read_form(request: Request) -> Form:
    """The body of a request, in whichever of the three ways; raises 50109 or 50035 where it is none of them."""
    media_type = request.content_type.split(";")[0].strip().lower()
    if media_type == "multipart/form-data":
        return _read_multipart(request)
    if not request.body:
        return Form({})
    if media_type == "application/x-www-form-urlencoded":
        return Form(_read_fields(request.body))
    if media_type != "application/json":
        raise errors.bad_content_type()
    return Form(_read_json(request.body))


def _read_json(text: bytes) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):  # no JSON, or too deep to be anything
        raise errors.bad_json() from None


def _read_fields(body: bytes) -> dict[str, FormText]:
    try:
        pairs = parse_qsl(
            body.decode(), keep_blank_values=True, strict_parsing=True, errors="strict", max_num_fields=MOST_FIELDS
        )
    except ValueError:
        raise errors.bad_json() from None
    return {name: FormText(value) for name, value in pairs}


def _read_multipart(request: Request) -> Form:
    boundary = _parameters(request.content_type).get("boundary")
    if not boundary:
        raise errors.bad_json()
    fields: dict[str, FormText] = {}
    payload: list[Any] = []
    files: dict[int, Upload] = {}
    for part in (b"\r\n" + request.body).split(b"\r\n--" + boundary.encode())[1:]:
        if part.startswith(b"--"):
            break
        head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        disposition = _disposition(head)
        name = disposition.get("name", "")
        if "filename" in disposition:
            number = _FILE.fullmatch(name)
            if number is None:
                raise errors.unknown_file_field(name)
            files[int(number.group(1) or 0)] = Upload(disposition["filename"], content)
        elif name == "payload_json":
            payload.append(_read_json(content))
        elif name and len(fields) < MOST_FIELDS:
            fields[name] = FormText(content.decode("utf-8", "replace"))
    return Form(payload[-1] if payload else fields, files)


def _disposition(head: bytes) -> dict[str, str]:
    for line in head.decode("utf-8", "replace").split("\r\n"):
        name, _, value = line.partition(":")
        if name.strip().lower() == "content-disposition":
            return _parameters(value)
    return {}


def _parameters(value: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, quoted, bare in _PARAMETER.findall(value):
        if name.endswith("*"):  # RFC 5987: charset'language'percent-encoded
            found[name[:-1].lower()] = unquote(bare.split("'", 2)[-1])
        else:
            found.setdefault(name.lower(), re.sub(r"\\(.)", r"\1", quoted) or bare)
    return found
