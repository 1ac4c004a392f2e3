"""Bodies with files: `payload_json` and `files[n]` in multipart/form-data (documentation: Uploading Files)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from sandbox.discord import errors
from sandbox.wire.exchange import Request

_PARAMETER = re.compile(r'([\w-]+\*?)=(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))')
_FILE = re.compile(r"files?\[(\d+)\]")


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
    """The body of a request, whether it is JSON or multipart; raises 50109 or 50035 where it is neither."""
    if request.content_type.startswith("multipart/form-data"):
        return _read_multipart(request)
    if not request.body:
        return Form({})
    if not request.content_type.startswith("application/json"):
        raise errors.bad_content_type()
    return Form(_read_json(request.body))


def _read_json(text: bytes) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise errors.bad_json() from None


def _read_multipart(request: Request) -> Form:
    boundary = _parameters(request.content_type).get("boundary")
    if boundary is None:
        raise errors.bad_json()
    payload: Any = {}
    files: dict[int, Upload] = {}
    for part in (b"\r\n" + request.body).split(b"\r\n--" + boundary.encode())[1:]:
        if part.startswith(b"--"):
            break
        head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        disposition = _disposition(head)
        name = disposition.get("name", "")
        number = _FILE.fullmatch(name)
        if number is not None and "filename" in disposition:
            files[int(number.group(1))] = Upload(disposition["filename"], content)
        elif name == "payload_json":
            payload = _read_json(content)
    return Form(payload, files)


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
