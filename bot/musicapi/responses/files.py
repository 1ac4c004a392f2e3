"""The files of an answer: wherever an address stands under a name that is known for one; pure.

Of stems, downloads and videos the elements are on no page that was reached.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.musicapi.offers import FileFields
from bot.musicapi.responses.reports import ReportedFile
from bot.musicapi.values import SUCCEEDED, array, elements, is_stream, line, mapping, url, word

PARTS: Final = ("stem_name", "stem", "stem_type", "instrument", "part", "track", "label", "name", "title", "type")
GROUPS: Final = ("stems", "files", "tracks", "data")
MOST_FILES: Final = 50
LONGEST_NAME: Final = 60
_DEEPEST: Final = 3  # groups within groups


@dataclass(frozen=True, slots=True)
class FileElement:
    """An element that is or will be a file."""

    part: str  # of the song, where it says which it is
    url: str
    is_ready: bool
    has_failed: bool


def files_in(answer: Any, fields: FileFields) -> list[FileElement]:
    """Every file that an answer names, ready or not, each once."""
    found = [_element(element, fields) for element in _flat(elements(answer), fields)]
    once = {file.url or str(place): file for place, file in enumerate(found)}
    return list(once.values())[:MOST_FILES]


def read_files(found: Iterable[FileElement], fields: FileFields) -> tuple[ReportedFile, ...]:
    """The files that are ready, under names that tell them apart."""
    ready = [file for file in found if file.is_ready]
    names = [(fields.are_parts and file.part) or fields.name for file in ready]
    counted, numbered = Counter[str](), list[ReportedFile]()
    for file, name in zip(ready, names, strict=True):
        counted[name] += 1
        numbered.append(ReportedFile(f"{name} {counted[name]}" if names.count(name) > 1 else name, file.url))
    return tuple(numbered)


def _element(found: Mapping[str, Any], fields: FileFields) -> FileElement:
    part = next((said for said in (line(found.get(key), LONGEST_NAME) for key in PARTS) if said), "")
    addresses = (url(found.get(key)) for key in fields.addresses)
    address = next((each for each in addresses if each and not is_stream(each)), "")
    state = word(found.get("state")) or word(found.get("status"))
    return FileElement(
        part, address, is_ready=bool(address) and (not state or state in SUCCEEDED), has_failed=state == "failed"
    )


def _flat(found: Iterable[Mapping[str, Any]], fields: FileFields, depth: int = _DEEPEST) -> list[Mapping[str, Any]]:
    """The elements that hold a file each: some answers group them, some name each address by the part that it is."""
    flat: list[Mapping[str, Any]] = []
    for element in found:
        group: Any = next((element[name] for name in GROUPS if isinstance(element.get(name), list | dict)), None)
        if isinstance(group, list):
            flat += map(mapping, array(group))
        elif group is not None:
            flat += _flat([mapping(group)], fields, depth - 1) if depth else []
        elif any(key in element for key in (*fields.addresses, "state", "clip_id")):
            flat.append(element)
        else:
            flat += [{"name": _part(key), "url": value} for key, value in element.items() if url(value)]
    return flat


def _part(key: str) -> str:
    return key.removesuffix("_url").replace("_", " ").capitalize()
