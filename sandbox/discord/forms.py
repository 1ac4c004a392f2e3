"""A modal as a person fills it in: defaults, checks, and the data that is submitted.

Source: documentation, Component Reference, "… Interaction Response Structure" of each component.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.discord.client import ClientRefuses, Resolved, as_list, refuse_unless
from sandbox.discord.components import ROW, STRING_SELECT, TEXT_DISPLAY, TEXT_INPUT
from sandbox.discord.entities import Payload
from sandbox.discord.limits import CHOICES_IN_GROUP, INPUT
from sandbox.discord.modals import CHECKBOX, CHECKBOX_GROUP, FILE_UPLOAD, LABEL, RADIO_GROUP
from sandbox.discord.shapes import units


def fields(modal: Payload) -> list[tuple[str, Payload]]:
    """Everything that can be filled in, with the label that a person reads."""
    found: list[tuple[str, Payload]] = []
    for part in modal["components"]:
        if part["type"] == LABEL:
            found.append((part["label"], part["component"]))
        elif part["type"] == ROW:
            found += [(field["label"], field) for field in part["components"]]
    return found


def fill(modal: Payload, values: Mapping[str, Any], resolved: Resolved, *, checked: bool = True) -> Payload:
    """A modal's submitted data; `values` by custom_id or by label, what is not given keeps its default."""
    known = fields(modal)
    names = {name for label, field in known for name in (label, field["custom_id"])}
    strange = [name for name in values if name not in names]
    if strange:
        raise ClientRefuses(f"The form has no field {strange[0]!r}; it has {sorted(names)}")
    components = [_part(part, values, resolved, checked=checked) for part in modal["components"]]
    return resolved.into({"custom_id": modal["custom_id"], "components": components})


def _part(part: Payload, values: Mapping[str, Any], resolved: Resolved, *, checked: bool) -> Payload:
    shell: Payload = {"type": part["type"], "id": part["id"]}
    if part["type"] == TEXT_DISPLAY:
        return shell
    if part["type"] == ROW:
        inner = [_field(f["label"], f, values, resolved, checked=checked) for f in part["components"]]
        return {**shell, "components": inner}
    return {**shell, "component": _field(part["label"], part["component"], values, resolved, checked=checked)}


def _field(label: str, field: Payload, values: Mapping[str, Any], resolved: Resolved, *, checked: bool) -> Payload:
    given = values.get(field["custom_id"], values.get(label))
    shell: Payload = {"type": field["type"], "id": field["id"], "custom_id": field["custom_id"]}
    if field["type"] == TEXT_INPUT:
        text = field.get("value", "") if given is None else given
        if checked:
            _check_text(label, field, text)
        return {**shell, "value": text}
    if field["type"] == CHECKBOX:
        return {**shell, "value": bool(field.get("default") if given is None else given)}
    if field["type"] == RADIO_GROUP:
        chosen = _chosen(label, field, given, checked=checked)
        refuse_unless(bool(chosen) or not checked or not field.get("required", True), f"{label}: This is required")
        return {**shell, "value": chosen[0] if chosen else None}
    chosen = _several(label, field, given, resolved, checked=checked)
    if checked:
        _check_count(label, field, len(chosen))
    return {**shell, "values": chosen}


def _several(label: str, field: Payload, given: Any, resolved: Resolved, *, checked: bool) -> list[str]:
    if field["type"] in (STRING_SELECT, CHECKBOX_GROUP):
        return _chosen(label, field, given, checked=checked)
    if given is None:
        return [str(default["id"]) for default in field.get("default_values", [])]
    return [item if isinstance(item, str) else resolved.add(item) for item in as_list(given)]


def _check_text(label: str, field: Payload, text: Any) -> None:
    refuse_unless(isinstance(text, str), f"{label}: This must be text")
    least, most = field.get("min_length", 0), field.get("max_length", INPUT)
    if not text.strip():
        refuse_unless(not field.get("required", True), f"{label}: This field is required")
        return  # a field that may stay empty need not be as long as one that is filled in
    refuse_unless(units(text) >= least, f"{label}: Must be at least {least} characters")
    refuse_unless(units(text) <= most, f"{label}: Must be at most {most} characters")


def _chosen(label: str, field: Payload, given: Any, *, checked: bool) -> list[str]:
    options: list[Payload] = field["options"]
    if given is None:
        return [option["value"] for option in options if option.get("default")]
    values = {name: option["value"] for option in options for name in (option["label"], option["value"])}
    chosen: list[str] = []
    for name in as_list(given):
        refuse_unless(name in values or not checked, f"{label}: there is no choice {name!r}")
        chosen.append(values.get(name, name))
    return chosen


def _check_count(label: str, field: Payload, count: int) -> None:
    needed = field.get("required", True)
    refuse_unless(count > 0 or not needed or field.get("min_values") == 0, f"{label}: This field is required")
    if not count:
        return
    default = len(field["options"]) if field["type"] == CHECKBOX_GROUP else 1
    most = field.get("max_values", min(default, CHOICES_IN_GROUP))
    what = "files" if field["type"] == FILE_UPLOAD else "options"
    refuse_unless(field.get("min_values", 1) <= count <= most, f"{label}: Choose up to {most} {what}")
