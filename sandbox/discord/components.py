"""Message components: buttons, selects and the layout of components v2, as a bot may send them.

Source: documentation, Component Reference; the OpenAPI document's `…ComponentForMessageRequest`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.discord import limits
from sandbox.discord.component_rules import check_rules, count_all, number, texts
from sandbox.discord.entities import Payload
from sandbox.discord.errors import Problems
from sandbox.discord.shapes import (
    Address,
    Field,
    ListOf,
    OneOf,
    Path,
    Record,
    Shape,
    Snowflake,
    Tagged,
    Text,
    Truth,
    Whole,
)

ROW, BUTTON, STRING_SELECT, TEXT_INPUT = 1, 2, 3, 4
USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = 5, 6, 7, 8
SECTION, TEXT_DISPLAY, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER = 9, 10, 11, 12, 13, 14, 17
WRONG_TYPE = ("COMPONENT_TYPE_INVALID", "The specified component type is invalid in this context")
LARGEST_ID = 2**31 - 1

CUSTOM_ID = Field(Text(limits.CUSTOM_ID, 1), required=True)
EMOJI = Field(Record({"id": Field(Snowflake()), "name": Field(Text(32), required=True), "animated": Field(Truth())}))
OPTION = Record(
    {
        "label": Field(Text(limits.OPTION_TEXT, 1), required=True),
        "value": Field(Text(limits.OPTION_TEXT, 1), required=True),
        "description": Field(Text(limits.OPTION_TEXT)),
        "emoji": EMOJI,
        "default": Field(Truth()),
    }
)


def _default_values(*kinds: str) -> Field:
    """What is chosen already, of the kinds that the menu offers (API: `…SelectDefaultValue`)."""
    value = Record({"id": Field(Snowflake(), required=True), "type": Field(OneOf(kinds), required=True)})
    return Field(ListOf(value, limits.SELECT_OPTIONS))


_MEDIA = Field(
    Record({"url": Field(Address(limits.URL, ("http", "https", "attachment")), required=True)}), required=True
)
# Only what hangs at the message itself (documentation: File, `file`).
_OWN_FILE = Field(Record({"url": Field(Address(limits.URL, ("attachment",)), required=True)}), required=True)
_SPOILER = {"spoiler": Field(Truth())}


def component(kind: int, **fields: Field) -> Record:
    """The shape of a component: its type, an optional id, and its own fields."""
    return Record({"type": Field(OneOf((kind,)), required=True), "id": Field(Whole(0, LARGEST_ID)), **fields})


def select(kind: int, **fields: Field) -> Record:
    """The shape of a select menu; only a text's options are written out by the bot."""
    return component(
        kind,
        custom_id=CUSTOM_ID,
        placeholder=Field(Text(limits.PLACEHOLDER)),
        min_values=Field(Whole(0, limits.SELECT_OPTIONS)),
        max_values=Field(Whole(1, limits.SELECT_OPTIONS)),
        disabled=Field(Truth()),
        **fields,
    )


SELECTS: Mapping[int, Record] = {
    STRING_SELECT: select(STRING_SELECT, options=Field(ListOf(OPTION, limits.SELECT_OPTIONS, 1), required=True)),
    USER_SELECT: select(USER_SELECT, default_values=_default_values("user")),
    ROLE_SELECT: select(ROLE_SELECT, default_values=_default_values("role")),
    MENTIONABLE_SELECT: select(MENTIONABLE_SELECT, default_values=_default_values("user", "role")),
    CHANNEL_SELECT: select(
        CHANNEL_SELECT,
        default_values=_default_values("channel"),
        channel_types=Field(ListOf(OneOf((0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15)), 12, unique=True)),
    ),
}
_BUTTON = component(
    BUTTON,
    style=Field(OneOf((1, 2, 3, 4, 5, 6)), required=True),
    custom_id=Field(Text(limits.CUSTOM_ID, 1)),
    label=Field(Text(limits.BUTTON_LABEL)),
    url=Field(Address(limits.BUTTON_URL, ("http", "https", "discord"))),
    sku_id=Field(Snowflake()),
    emoji=EMOJI,
    disabled=Field(Truth()),
)
IN_ROW: Mapping[int, Shape] = {BUTTON: _BUTTON, **SELECTS}
_ROW = component(
    ROW,
    components=Field(ListOf(Tagged(lambda: IN_ROW, WRONG_TYPE), limits.BUTTONS_IN_ROW, 1), required=True),
)
TEXT = component(TEXT_DISPLAY, content=Field(Text(limits.DISPLAYED_TEXT, 1), required=True))
_DESCRIPTION = Field(Text(limits.DESCRIPTION))
_THUMBNAIL = component(THUMBNAIL, media=_MEDIA, description=_DESCRIPTION, **_SPOILER)
_SECTION = component(
    SECTION,
    components=Field(ListOf(Tagged(lambda: {TEXT_DISPLAY: TEXT}, WRONG_TYPE), 3, 1), required=True),
    accessory=Field(Tagged(lambda: {BUTTON: _BUTTON, THUMBNAIL: _THUMBNAIL}, WRONG_TYPE), required=True),
)
_PICTURE = Record({"media": _MEDIA, "description": _DESCRIPTION, **_SPOILER})
IN_CONTAINER: Mapping[int, Shape] = {
    ROW: _ROW,
    SECTION: _SECTION,
    TEXT_DISPLAY: TEXT,
    GALLERY: component(GALLERY, items=Field(ListOf(_PICTURE, 10, 1), required=True)),
    FILE: component(FILE, file=_OWN_FILE, **_SPOILER),
    SEPARATOR: component(SEPARATOR, divider=Field(Truth()), spacing=Field(OneOf((1, 2)))),
}
_CONTAINER = component(
    CONTAINER,
    components=Field(ListOf(Tagged(lambda: IN_CONTAINER, WRONG_TYPE), limits.COMPONENTS_V2, 1), required=True),
    accent_color=Field(Whole(0, 0xFFFFFF)),
    **_SPOILER,
)
_CLASSIC = ListOf(Tagged(lambda: {ROW: _ROW}, WRONG_TYPE), limits.ROWS)
_LAYOUT = ListOf(Tagged(lambda: {**IN_CONTAINER, CONTAINER: _CONTAINER}, WRONG_TYPE), limits.COMPONENTS_V2)


def read_components(value: Any, path: Path, problems: Problems, *, v2: bool) -> list[Payload]:
    """A message's components as Discord keeps them: every one with an id, selects with their defaults."""
    components: list[Payload] = (_LAYOUT if v2 else _CLASSIC).read(value, path, problems)
    if problems:
        return components
    check_rules(components, path, problems)
    if count_all(components) > limits.COMPONENTS_V2:
        problems.add(path, "BASE_TYPE_MAX_LENGTH", f"Must be {limits.COMPONENTS_V2} or fewer in length.")
    if sum(len(text) for text in texts(components)) > limits.DISPLAYED_TEXT:
        message = f"The text of all components may not exceed {limits.DISPLAYED_TEXT} characters"
        problems.add(path, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message)
    number(components)
    return components
