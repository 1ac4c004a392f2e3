"""What is there of a state, without its words: one line, the same in every language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

SNAPSHOT = Path(__file__).with_name("structure.txt")
NAMES = {
    1: "row",
    2: "button",
    3: "menu",
    4: "text field",
    5: "menu of people",
    9: "section",
    10: "text",
    11: "picture",
    12: "gallery",
    13: "file",
    14: "line",
    17: "container",
    18: "field",
    19: "file field",
    21: "choice",
    22: "choices",
    23: "checkbox",
}
LINK = 5
EMBED_PARTS = ("author", "title", "description", "fields", "image", "thumbnail", "footer", "timestamp")


def outline(state: dict[str, Any]) -> str:
    """A message or a form in one line, such as `card(title, description, 3 fields) · row(2 × button)`."""
    if "modal" in state:
        return " · ".join(["form", *_counted(map(_component, state["modal"]["components"]))])
    message = state["message"]
    parts = ["private"] if message["private"] else []
    parts += ["text"] if message["content"] else []
    parts += [f"file({file['content_type'].split(';')[0]})" for file in message["attachments"]]
    parts += [f"card({', '.join(_embed(embed))})" for embed in message["embeds"]]
    return " · ".join(_counted([*parts, *map(_component, message["components"])]))


def _counted(parts: Iterable[str]) -> Iterator[str]:
    """The parts, with how many where the same comes again."""
    for part, same in groupby(parts):
        count = len(list(same))
        yield f"{count} × {part}" if count > 1 else part


def _embed(embed: dict[str, Any]) -> Iterator[str]:
    for part in EMBED_PARTS:
        if embed.get(part):
            yield f"{len(embed[part])} fields" if part == "fields" else part


def _component(part: dict[str, Any]) -> str:
    name = NAMES.get(part["type"], f"component {part['type']}")
    inner = [*part.get("components", ()), *(part[key] for key in ("accessory", "component") if key in part)]
    if part["type"] == 2 and part["style"] == LINK:
        name = "link"
    if "options" in part:
        name = f"{name} of {len(part['options'])}"
    return f"{name}({', '.join(_counted(map(_component, inner)))})" if inner else name


def nameless(state: dict[str, Any]) -> list[str]:
    """The controls and pictures of a state that have no words for whoever hears the page."""
    if "modal" in state:
        return [name for part in state["modal"]["components"] for name in _nameless(part, labelled=False)]
    message = state["message"]
    files = [file["filename"] for file in message["attachments"] if not file.get("description")]
    return files + [name for part in message["components"] for name in _nameless(part, labelled=False)]


def _nameless(part: dict[str, Any], *, labelled: bool) -> Iterator[str]:
    kind = part["type"]
    named = {
        2: part.get("label"),
        3: part.get("placeholder") or labelled,
        4: labelled or part.get("label"),
        11: part.get("description"),
    }
    if kind in named and not named[kind]:
        yield f"{NAMES[kind]} {part.get('custom_id', '')}".strip()
    for item in part.get("items", ()):
        if not item.get("description"):
            yield "picture of a gallery"
    for inner in part.get("components", ()):
        yield from _nameless(inner, labelled=False)
    for key in ("accessory", "component"):
        if key in part:
            yield from _nameless(part[key], labelled=bool(part.get("label")))


def words(state: dict[str, Any]) -> Iterator[str]:
    """Everything that can be read in a state."""
    shown = state.get("modal") or {key: state["message"][key] for key in ("content", "embeds", "components")}
    yield from _texts(shown)


def _texts(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if not (name == "value" and "label" in value):  # a choice's value is nobody's to read
                yield from _texts(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, key)
    elif isinstance(value, str) and key in READ and re.search("[a-z]{2}", value):
        yield value


READ = frozenset({"content", "title", "description", "name", "value", "text", "label", "placeholder"})
