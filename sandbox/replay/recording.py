"""The file that a probe leaves, read and checked: what each API was asked, and what it answered."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias, cast, get_args

from sandbox.wire.failures import WrongFile

FORMAT: Final = 1
LARGEST: Final = 64 * 1024 * 1024  # bytes of a file
LONGEST_WAIT: Final = 3600.0  # seconds; no answer took longer
OWN, NONE, STRANGE = "own", "none", "strange"  # with what a request was signed: its key, nothing, nobody's key
EVENT: Final = "EVENT"  # in the place of a method: what a gateway told, which nobody asked for
WRONG_KEY: Final = "Bearer encore-probe"  # the header that a probe sends where it asks with nobody's key
Api: TypeAlias = Literal["musicapi", "discord"]

_METHOD = re.compile(r"[A-Z]{1,16}")
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}")
_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_HEADER_VALUE = re.compile(r"[^\x00-\x08\x0a-\x1f\x7f\ud800-\udfff]*")


@dataclass(frozen=True, slots=True)
class Recorded:
    """One request and its answer; `status` is None where the connection ended without one."""

    api: Api
    method: str
    path: str  # below the API's address, with its query
    asked: Any
    status: int | None
    headers: Mapping[str, str]
    body: Any
    is_text: bool
    seconds: float
    authorization: str


@dataclass(frozen=True, slots=True)
class Recording:
    """All that was asked and answered, oldest first; `hosts` says who was asked. What a gateway told is left out."""

    hosts: Mapping[str, str]
    exchanges: tuple[Recorded, ...]

    def of(self, api: Api) -> tuple[Recorded, ...]:
        """What was exchanged with this API."""
        return tuple(each for each in self.exchanges if each.api == api)


def read_recording(path: Path) -> Recording:
    """The recording in a file; raises WrongFile, whose sentence says what is wrong with it."""
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST + 1)
    except OSError as error:
        raise WrongFile(f"{path} cannot be read: {error.strerror}.") from error
    if len(text) > LARGEST:
        raise WrongFile(f"{path} is larger than {LARGEST // 1024 // 1024} MiB: no probe leaves such a file.")
    try:
        return _recording(json.loads(text, parse_constant=_refuse))
    except (ValueError, RecursionError) as error:
        if isinstance(error, _Wrong):
            raise WrongFile(f"{path} cannot be replayed: {error}.") from None
        raise WrongFile(f"{path} is no JSON.") from None


class _Wrong(ValueError):
    """What is wrong, as the end of a sentence."""


def _refuse(constant: str) -> None:
    raise ValueError(constant)  # NaN and the infinities, which JSON does not have


def _recording(found: Any) -> Recording:
    file = _object(found, "the file")
    if type(file.get("encore_probe")) is not int:
        raise _Wrong("it is no file of `python -m bot probe`, as it has no number `encore_probe`")
    if file["encore_probe"] != FORMAT:
        raise _Wrong(f"its format is {file['encore_probe']}, and this sandbox reads {FORMAT}")
    hosts = _object(_value(file, "hosts", "the file"), "`hosts`")
    if not all(isinstance(host, str) and _HOST.fullmatch(host) for host in hosts.values()):
        raise _Wrong("a value of `hosts` is no host's name")
    exchanges = _value(file, "exchanges", "the file")
    if not isinstance(exchanges, list) or not exchanges:
        raise _Wrong("`exchanges` is no list with something in it")
    numbered = enumerate(cast("list[Any]", exchanges), 1)
    read = tuple(_exchange(each, f"exchange {number}") for number, each in numbered)
    if unnamed := {each.api for each in read} - hosts.keys():
        raise _Wrong(f"`hosts` has no `{min(unnamed)}`")
    return Recording(hosts, tuple(each for each in read if each.method != EVENT))


def _exchange(found: Any, where: str) -> Recorded:
    each = _object(found, where)
    names = ("api", "method", "path", "asked", "status", "silence", "headers", "body", "is_text", "seconds")
    api, method, path, asked, status, silence, headers, body, is_text, seconds = (
        _value(each, name, where) for name in names
    )
    authorization = _value(each, "authorization", where)
    headers = _object(headers, f"`headers` of {where}")
    is_event = method == EVENT and status is None
    is_answer = type(status) is int and 200 <= status <= 599
    checks = {
        "api": api in get_args(Api),
        "method": isinstance(method, str) and _METHOD.fullmatch(method),
        "path": isinstance(path, str) and (path.startswith("/") or is_event),
        "status": is_answer or is_event or (status is None and silence),
        "silence": isinstance(silence, str),
        "authorization": authorization in (OWN, NONE, STRANGE),
        "headers": all(_is_header(name, value) for name, value in headers.items()),
        "is_text": isinstance(is_text, bool),
        "body": is_text is not True or isinstance(body, str),
        "seconds": type(seconds) in (int, float) and 0 <= seconds <= LONGEST_WAIT,
    }
    if wrong := next((name for name, is_right in checks.items() if not is_right), None):
        raise _Wrong(f"`{wrong}` of {where} is none")
    return Recorded(api, method, path, asked, status, headers, body, is_text, float(seconds), authorization)


def _is_header(name: str, value: Any) -> bool:
    is_value = isinstance(value, str) and _HEADER_VALUE.fullmatch(value)
    return bool(is_value and _HEADER_NAME.fullmatch(name))


def _object(found: Any, what: str) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise _Wrong(f"{what} is no object")
    return cast("dict[str, Any]", found)


def _value(found: dict[str, Any], name: str, where: str) -> Any:
    if name not in found:
        raise _Wrong(f"{where} has no `{name}`")
    return found[name]
