"""Modals: the forms that a bot may open, with every component that they may hold.

Source: documentation, Component Reference (Label, Text Input, File Upload, Radio Group, Checkbox …); the OpenAPI
document's `…ComponentForModalRequest`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.discord import limits
from sandbox.discord.component_rules import check_options, check_rules, number, walk
from sandbox.discord.components import (
    CUSTOM_ID,
    ROW,
    SELECTS,
    TEXT,
    TEXT_DISPLAY,
    TEXT_INPUT,
    WRONG_TYPE,
    component,
)
from sandbox.discord.entities import Payload
from sandbox.discord.errors import Problems
from sandbox.discord.shapes import Field, ListOf, NotHere, OneOf, Path, Record, Shape, Tagged, Text, Truth, Whole

LABEL, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 18, 19, 21, 22, 23

_INPUT = component(
    TEXT_INPUT,
    custom_id=CUSTOM_ID,
    style=Field(OneOf((1, 2)), required=True),
    label=Field(Text(limits.LABEL, 1)),
    value=Field(Text(limits.INPUT)),
    placeholder=Field(Text(limits.INPUT_PLACEHOLDER)),
    required=Field(Truth()),
    min_length=Field(Whole(0, limits.INPUT)),
    max_length=Field(Whole(1, limits.INPUT)),
)
_CHOICE = Record(
    {
        "value": Field(Text(limits.OPTION_TEXT, 1), required=True),
        "label": Field(Text(limits.OPTION_TEXT, 1), required=True),
        "description": Field(Text(limits.OPTION_TEXT)),
        "default": Field(Truth()),
    }
)
_AMOUNT = {
    "min_values": Field(Whole(0, limits.CHOICES_IN_GROUP)),
    "max_values": Field(Whole(1, limits.CHOICES_IN_GROUP)),
    "required": Field(Truth()),
}
IN_LABEL: Mapping[int, Shape] = {
    TEXT_INPUT: _INPUT,
    # A message knows no such word: it is ignored there (documentation: String Select Structure).
    **{kind: Record({**menu.fields, "required": Field(Truth())}) for kind, menu in SELECTS.items()},
    FILE_UPLOAD: component(FILE_UPLOAD, custom_id=CUSTOM_ID, file_types=Field(NotHere()), **_AMOUNT),
    RADIO_GROUP: component(
        RADIO_GROUP,
        custom_id=CUSTOM_ID,
        required=Field(Truth()),
        options=Field(ListOf(_CHOICE, limits.CHOICES_IN_GROUP, 2), required=True),
    ),
    CHECKBOX_GROUP: component(
        CHECKBOX_GROUP,
        custom_id=CUSTOM_ID,
        options=Field(ListOf(_CHOICE, limits.CHOICES_IN_GROUP, 1), required=True),
        **_AMOUNT,
    ),
    CHECKBOX: component(CHECKBOX, custom_id=CUSTOM_ID, default=Field(Truth())),
}
_IN_MODAL: Mapping[int, Shape] = {
    ROW: component(
        ROW,
        components=Field(ListOf(Tagged(lambda: {TEXT_INPUT: _INPUT}, WRONG_TYPE), 1, 1), required=True),
    ),
    TEXT_DISPLAY: TEXT,
    LABEL: component(
        LABEL,
        label=Field(Text(limits.LABEL, 1), required=True),
        description=Field(Text(limits.LABEL_DESCRIPTION, 1)),
        component=Field(Tagged(lambda: IN_LABEL, WRONG_TYPE), required=True),
    ),
}
_MODAL = Record(
    {
        "custom_id": CUSTOM_ID,
        "title": Field(Text(limits.MODAL_TITLE, 1), required=True),
        "components": Field(ListOf(Tagged(lambda: _IN_MODAL, WRONG_TYPE), limits.MODAL_ROWS, 1), required=True),
    }
)


def read_modal(value: Any, problems: Problems) -> Payload:
    """A modal as the person's client gets it."""
    path: Path = ("data",)
    modal: Payload = _MODAL.read(value, path, problems)
    if problems:
        return modal
    check_rules(modal["components"], (*path, "components"), problems)
    for place, part in walk(modal["components"], (*path, "components")):
        _check_part(part, place, problems)
    number(modal["components"])
    return modal


def _check_part(part: Payload, path: Path, problems: Problems) -> None:
    in_label = bool(path) and path[-1] == "component"
    if part["type"] == TEXT_INPUT and in_label == ("label" in part):
        # In a Label the Label has the text, in a row the input must have its own.
        code, message = ("COMPONENT_LABEL_INVALID", "A label cannot be specified here")
        if not in_label:
            code, message = ("BASE_TYPE_REQUIRED", "This field is required")
        problems.add((*path, "label"), code, message)
    if part["type"] in SELECTS and part.get("disabled"):
        problems.add((*path, "disabled"), "COMPONENT_DISABLED_INVALID", "Components in modals cannot be disabled")
    if part.get("min_values") == 0 and part.get("required", True):
        # Component Reference, the note on `min_values` of every component in a Label; the code as the API answers it.
        message = "Select menus marked as required cannot have a min_values of 0"
        problems.add((*path, "min_values"), "SELECT_COMPONENT_REQUIRED_ZERO_MIN_VALUES", message)
    if part["type"] in (RADIO_GROUP, CHECKBOX_GROUP):
        check_options(part["options"], path, problems)
    if part["type"] == RADIO_GROUP and sum(1 for option in part["options"] if option.get("default")) > 1:
        problems.add((*path, "options"), "BASE_TYPE_MAX_LENGTH", "Must be 1 or fewer in length.")
    if part["type"] == CHECKBOX_GROUP:
        _check_boxes(part, path, problems)
    if part["type"] in (FILE_UPLOAD, CHECKBOX_GROUP) and part.get("min_values", 1) > part.get("max_values", 10):
        most = part["max_values"]
        problems.add((*path, "min_values"), "NUMBER_TYPE_MAX", f"int value should be less than or equal to {most}.")


def _check_boxes(group: Payload, path: Path, problems: Problems) -> None:
    """As with a select: no more boxes can be ticked, or are ticked already, than there are and may be."""
    count = len(group["options"])
    for name in ("min_values", "max_values"):
        if group.get(name, 0) > count:
            problems.add((*path, name), "NUMBER_TYPE_MAX", f"int value should be less than or equal to {count}.")
    if sum(1 for option in group["options"] if option.get("default")) > group.get("max_values", count):
        message = "The number of default options must not exceed max_values"
        problems.add((*path, "options"), "SELECT_COMPONENT_TOO_MANY_DEFAULT_OPTIONS", message)
