"""Pure: which commands Discord shows otherwise than this version has them.

Discord leaves out what is as usual, and adds what it knows by itself; neither makes a command another one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

# What Discord adds, and what it has given up (documentation: Application Command Structure).
_ITS_OWN: Final = frozenset(
    {"id", "application_id", "guild_id", "version", "dm_permission", "default_permission", "handler"}
    | {"name_localized", "description_localized"}
)
_UNORDERED: Final = frozenset({"contexts", "integration_types", "channel_types"})
_BITS: Final = "default_member_permissions"

Payload = Mapping[str, Any]


def differing(ours: Sequence[Payload], registered: Sequence[Payload]) -> tuple[str, ...]:
    """The names of the commands that are missing at Discord, different there, or there alone, in alphabetical order."""
    own, known = ({_key(each): _plain(each) for each in payloads} for payloads in (ours, registered))
    names = {key[1] for key in own.keys() | known.keys() if own.get(key) != known.get(key)}
    return tuple(sorted(names))


def _key(payload: Payload) -> tuple[int, str]:
    return int(payload.get("type") or 1), str(payload.get("name"))


def _plain(payload: Payload) -> dict[str, Any]:
    """The command without what is as usual."""
    kept = {name: value for name, value in payload.items() if name not in _ITS_OWN}
    plain = _without_empty(kept)
    plain["type"] = payload.get("type") or 1
    if payload.get(_BITS) is not None:  # nobody at all is no default
        plain[_BITS] = str(payload[_BITS])
    return plain


def _without_empty(value: Any, name: str = "") -> Any:
    if isinstance(value, Mapping):
        items: Mapping[str, Any] = value  # pyright: ignore[reportUnknownVariableType] - JSON has no type
        made = {key: _without_empty(each, key) for key, each in items.items()}
        return {key: each for key, each in made.items() if _says_something(each)}
    if isinstance(value, list | tuple):
        whole: list[Any] = [_without_empty(each) for each in value]  # pyright: ignore[reportUnknownVariableType] - JSON has no type
        return sorted(whole) if name in _UNORDERED else whole
    return value


def _says_something(value: Any) -> bool:
    return value is not None and value is not False and value != {} and value != [] and value != ""
