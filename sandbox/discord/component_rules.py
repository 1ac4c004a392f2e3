"""Rules that hold between components, and what Discord adds to them: ids and defaults."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sandbox.discord.entities import Payload
from sandbox.discord.errors import Problems
from sandbox.discord.shapes import Path, units
from sandbox.discord.unicode_emoji import is_emoji

LINK, PREMIUM = 5, 6  # button styles that make no interaction
ROW, BUTTON, TEXT_INPUT, TEXT_DISPLAY, THUMBNAIL, FILE, SEPARATOR, CONTAINER = 1, 2, 4, 10, 11, 13, 14, 17
SELECTS = (3, 5, 6, 7, 8)
INVALID_EMOJI = ("BUTTON_COMPONENT_INVALID_EMOJI", "Invalid emoji")  # of the options of a menu, too


def walk(components: list[Payload], path: Path = ()) -> Iterator[tuple[Path, Payload]]:
    """Every component with its path, parents before children."""
    for index, component in enumerate(components):
        yield from _walk_one(component, (*path, index))


def _walk_one(component: Payload, path: Path) -> Iterator[tuple[Path, Payload]]:
    yield path, component
    for index, child in enumerate(component.get("components", [])):
        yield from _walk_one(child, (*path, "components", index))
    for only in ("accessory", "component"):
        if only in component:
            yield from _walk_one(component[only], (*path, only))


def count_all(components: list[Payload]) -> int:
    """How many components there are, nested ones too."""
    return sum(1 for _ in walk(components))


def texts(components: list[Payload]) -> Iterator[str]:
    """The content of every text display."""
    return (part["content"] for _, part in walk(components) if part["type"] == TEXT_DISPLAY)


def check_rules(components: list[Payload], path: Path, problems: Problems) -> None:
    """Hold components against the rules that no single field shows."""
    seen: set[str] = set()
    ids: set[int] = set()
    for place, component in walk(components, path):
        number = component.get("id")
        if number and number in ids:  # documentation: "must be unique within the message"; 0 counts as none
            problems.add((*place, "id"), "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")
        ids.add(number or 0)
        custom_id = component.get("custom_id")
        if custom_id is not None and custom_id in seen:
            message = "Component custom id cannot be duplicated"
            problems.add((*place, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", message)
        seen.add(custom_id or "")
        if component["type"] == ROW:
            _check_row(component, place, problems)
        elif component["type"] == BUTTON:
            _check_button(component, place, problems)
        elif component["type"] in SELECTS:
            _check_select(component, place, problems)
        elif component["type"] == TEXT_INPUT:
            _check_input(component, place, problems)


def _check_row(row: Payload, path: Path, problems: Problems) -> None:
    width = sum(1 if child["type"] == BUTTON else 5 for child in row["components"])
    if width > 5:
        message = "The specified component exceeds the maximum width"
        problems.add((*path, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message)


def _check_button(button: Payload, path: Path, problems: Problems) -> None:
    style = button["style"]
    needed = {LINK: "url", PREMIUM: "sku_id"}.get(style, "custom_id")
    for key in ("custom_id", "url", "sku_id"):
        if key == needed and key not in button:
            problems.add((*path, key), f"BUTTON_COMPONENT_{key.upper()}_REQUIRED", f"A {_words(key)} is required")
        elif key != needed and key in button:
            message = f"A {_words(key)} cannot be specified for this style"
            problems.add((*path, key), f"BUTTON_COMPONENT_{key.upper()}_INVALID", message)
    if style == PREMIUM:  # which says its SKU's name and price, and nothing else
        for key in ("label", "emoji"):
            if button.get(key):
                message = f"{'A label' if key == 'label' else 'An emoji'} cannot be specified for this style"
                problems.add((*path, key), f"BUTTON_COMPONENT_{key.upper()}_INVALID", message)
    elif not button.get("label") and "emoji" not in button:
        problems.add((*path, "label"), "BUTTON_COMPONENT_LABEL_REQUIRED", "A label or an emoji is required")
    _check_emoji(button, path, problems)


def _words(key: str) -> str:
    return {"custom_id": "custom id", "url": "url", "sku_id": "sku id"}[key]


def _check_emoji(holder: Payload, path: Path, problems: Problems) -> None:
    emoji = holder.get("emoji")
    if emoji is not None and "id" not in emoji and not is_emoji(emoji["name"]):
        problems.add((*path, "emoji", "name"), *INVALID_EMOJI)


def _check_select(select: Payload, path: Path, problems: Problems) -> None:
    least, most = select.get("min_values", 1), select.get("max_values", 1)
    options: list[Payload] | None = select.get("options")
    chosen: list[Payload] = select.get("default_values", [])
    if chosen and not least <= len(chosen) <= most:  # documentation: "in the range defined by" the two
        problems.add(
            (*path, "default_values"), "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length."
        )
    if least > most:
        problems.add((*path, "min_values"), "NUMBER_TYPE_MAX", f"int value should be less than or equal to {most}.")
    if options is None:
        return
    if most > len(options):
        message = f"int value should be less than or equal to {len(options)}."
        problems.add((*path, "max_values"), "NUMBER_TYPE_MAX", message)
    if sum(1 for option in options if option.get("default")) > most:
        message = "The number of default options must not exceed max_values"
        problems.add((*path, "options"), "SELECT_COMPONENT_TOO_MANY_DEFAULT_OPTIONS", message)
    check_options(options, path, problems)


def check_options(options: list[Payload], path: Path, problems: Problems) -> None:
    """Options of a select or a group: no value twice, emojis that are some."""
    values: set[str] = set()
    for index, option in enumerate(options):
        if option["value"] in values:
            message = "The specified option value is already used"
            problems.add((*path, "options", index, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message)
        values.add(option["value"])
        _check_emoji(option, (*path, "options", index), problems)


def _check_input(field: Payload, path: Path, problems: Problems) -> None:
    least, most = field.get("min_length", 0), field.get("max_length", 4000)
    if least > most:
        problems.add((*path, "min_length"), "NUMBER_TYPE_MAX", f"int value should be less than or equal to {most}.")
    value = field.get("value", "")
    if value and not least <= units(value) <= most:
        message = f"Must be between {least} and {most} in length."
        problems.add((*path, "value"), "BASE_TYPE_BAD_LENGTH", message)


def number(components: list[Payload]) -> None:
    """Give every component an id that has none, and the defaults that Discord's answers spell out."""
    taken = {part["id"] for _, part in walk(components) if part.get("id")}
    following = 1
    for _, part in walk(components):
        if not part.get("id"):  # 0 counts as none (documentation: Component `id`)
            while following in taken:
                following += 1
            part["id"] = following
            taken.add(following)
        for key, default in _defaults(part["type"]).items():
            part.setdefault(key, default)
        for picture in part.get("items", []):
            picture.setdefault("description", None)
            picture.setdefault("spoiler", False)


def _defaults(kind: int) -> dict[str, Any]:
    if kind in SELECTS:
        return {"min_values": 1, "max_values": 1}
    if kind == SEPARATOR:
        return {"divider": True, "spacing": 1}
    if kind == CONTAINER:
        return {"accent_color": None, "spoiler": False}
    if kind == THUMBNAIL:
        return {"description": None, "spoiler": False}
    return {"spoiler": False} if kind == FILE else {}


def media_of(components: list[Payload]) -> Iterator[Payload]:
    """Every file or picture that components show, as the object that holds its `url`."""
    for _, part in walk(components):
        if "media" in part:
            yield part["media"]
        if "file" in part:
            yield part["file"]
        yield from (picture["media"] for picture in part.get("items", []))
