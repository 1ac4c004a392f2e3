"""Embeds, components and forms: what Discord takes, and the words with which it refuses the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sandbox.discord.component_rules import number
from sandbox.discord.components import read_components
from sandbox.discord.embeds import Embeds
from sandbox.discord.errors import DiscordError, Problems
from sandbox.discord.modals import read_modal

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sandbox.discord.api import Api, Place


def problems_of(read: Callable[[Problems], Any]) -> dict[str, str]:
    """The first code at each path that was refused."""
    problems = Problems()
    read(problems)
    try:
        problems.refuse()
    except DiscordError as refusal:
        return dict(_flat(refusal.errors or {}))
    return {}


def _flat(errors: dict[str, Any], path: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in errors.items():
        if key == "_errors":
            found.append((path, value[0]["code"]))
        else:
            found += _flat(value, f"{path}.{key}".lstrip("."))
    return found


def embed_problems(*embeds: Any) -> dict[str, str]:
    return problems_of(lambda problems: Embeds().read(list(embeds), (), problems))


def component_problems(*components: Any, v2: bool = False) -> dict[str, str]:
    return problems_of(lambda problems: read_components(list(components), (), problems, v2=v2))


def row(*components: Any) -> dict[str, Any]:
    return {"type": 1, "components": list(components)}


def button(custom_id: str = "a", **more: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "Press", "custom_id": custom_id, **more}


def premium(**more: Any) -> dict[str, Any]:
    return {"type": 2, "style": 6, "sku_id": "5", **more}


def chooser(kind: int, *defaults: str) -> dict[str, Any]:
    chosen = [{"id": str(n), "type": name} for n, name in enumerate(defaults)]
    return {"type": kind, "custom_id": "u", "default_values": chosen}


def menu(*values: str, **more: Any) -> dict[str, Any]:
    return {"type": 3, "custom_id": "m", "options": [{"label": v, "value": v} for v in values], **more}


@pytest.mark.parametrize(
    ("embed", "path", "code"),
    [
        ({"title": "t" * 257}, "0.title", "BASE_TYPE_MAX_LENGTH"),
        ({"description": "d" * 4097}, "0.description", "BASE_TYPE_MAX_LENGTH"),
        ({"color": 5}, "0.description", "BASE_TYPE_REQUIRED"),
        ({"title": "t", "color": 0x1000000}, "0.color", "NUMBER_TYPE_MAX"),
        ({"title": "t", "color": "red"}, "0.color", "NUMBER_TYPE_COERCE"),
        ({"title": "t", "timestamp": "yesterday"}, "0.timestamp", "DATE_TIME_TYPE_PARSE"),
        ({"title": "t", "url": "ftp://a"}, "0.url", "URL_TYPE_INVALID_SCHEME"),
        ({"title": "t", "url": "no address"}, "0.url", "URL_TYPE_INVALID_URL"),
        ({"image": {"url": "attachment://my song.png"}}, "0.image.url", "URL_TYPE_INVALID_URL"),
        ({"fields": [{"name": "", "value": "v"}]}, "0.fields.0.name", "BASE_TYPE_REQUIRED"),
        ({"fields": [{"name": "n", "value": " "}]}, "0.fields.0.value", "BASE_TYPE_REQUIRED"),
        ({"fields": [{"name": "n", "value": "v" * 1025}]}, "0.fields.0.value", "BASE_TYPE_BAD_LENGTH"),
        ({"fields": [{"name": "n", "value": "v"}] * 26}, "0.fields", "BASE_TYPE_MAX_LENGTH"),
        ({"footer": {"text": "f" * 2049}}, "0.footer.text", "BASE_TYPE_BAD_LENGTH"),
        ({"author": {}}, "0.author.name", "BASE_TYPE_REQUIRED"),
        ("embed", "0", "MODEL_TYPE_CONVERT"),
    ],
)
def test_a_bad_embed_is_refused(embed: Any, path: str, code: str) -> None:
    assert embed_problems(embed).get(path) == code


def test_embeds_together_say_at_most_6000_characters() -> None:
    half = {"description": "d" * 3000}
    assert embed_problems(half, half) == {}
    assert embed_problems(half, {**half, "title": "t"}) == {"": "MAX_EMBED_SIZE_EXCEEDED"}


def test_embeds_are_stripped_and_marked() -> None:
    problems = Problems()
    (kept,) = Embeds().read([{"title": " Song ", "color": 0, "fields": [{"name": "n", "value": "v"}]}], (), problems)
    assert kept == {
        "type": "rich",
        "title": "Song",
        "color": 0,
        "fields": [{"inline": False, "name": "n", "value": "v"}],
    }


@pytest.mark.parametrize(
    ("components", "path", "code"),
    [
        ([row(button("a" * 101))], "0.components.0.custom_id", "BASE_TYPE_BAD_LENGTH"),
        ([row(button(label="l" * 81))], "0.components.0.label", "BASE_TYPE_MAX_LENGTH"),
        ([row({"type": 2, "style": 1, "custom_id": "a"})], "0.components.0.label", "BUTTON_COMPONENT_LABEL_REQUIRED"),
        (
            [row({"type": 2, "style": 1, "label": "l"})],
            "0.components.0.custom_id",
            "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED",
        ),
        ([row({"type": 2, "style": 5, "label": "l"})], "0.components.0.url", "BUTTON_COMPONENT_URL_REQUIRED"),
        ([row(button(url="https://a.b"))], "0.components.0.url", "BUTTON_COMPONENT_URL_INVALID"),
        ([row(button(emoji={"name": "fire"}))], "0.components.0.emoji.name", "BUTTON_COMPONENT_INVALID_EMOJI"),
        ([row(button(style=9))], "0.components.0.style", "BASE_TYPE_CHOICES"),
        ([row(button("a"), button("a"))], "0.components.1.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"),
        ([row(button("a")), row(button("a"))], "1.components.0.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"),
        ([row(*[button(str(n)) for n in range(6)])], "0.components", "BASE_TYPE_BAD_LENGTH"),
        ([row(button(), menu("x"))], "0.components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED"),
        ([row()], "0.components", "BASE_TYPE_REQUIRED"),
        ([row(button(str(n))) for n in range(6)], "", "BASE_TYPE_MAX_LENGTH"),
        ([button()], "0.type", "COMPONENT_TYPE_INVALID"),
        ([{"type": 10, "content": "text"}], "0.type", "COMPONENT_TYPE_INVALID"),
        ([row({"type": 4, "custom_id": "t", "style": 1})], "0.components.0.type", "COMPONENT_TYPE_INVALID"),
        ([row(menu())], "0.components.0.options", "BASE_TYPE_REQUIRED"),
        ([row(menu(*"abcdefghijklmnopqrstuvwxyz"))], "0.components.0.options", "BASE_TYPE_BAD_LENGTH"),
        ([row(menu("x", "x"))], "0.components.0.options.1.value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"),
        ([row(menu("x", max_values=2))], "0.components.0.max_values", "NUMBER_TYPE_MAX"),
        ([row(menu("x", "y", min_values=2))], "0.components.0.min_values", "NUMBER_TYPE_MAX"),
        ([row(button(emoji={"name": "\u25b2"}))], "0.components.0.emoji.name", "BUTTON_COMPONENT_INVALID_EMOJI"),
        ([row(button(id=7), button("b", id=7))], "0.components.1.id", "COMPONENT_ID_DUPLICATED"),
        ([row(button(id=7)) | {"id": 7}], "0.components.0.id", "COMPONENT_ID_DUPLICATED"),
        ([row(premium(label="Buy"))], "0.components.0.label", "BUTTON_COMPONENT_LABEL_INVALID"),
        ([row(premium(emoji={"name": "🔥"}))], "0.components.0.emoji", "BUTTON_COMPONENT_EMOJI_INVALID"),
        ([row(premium(custom_id="a"))], "0.components.0.custom_id", "BUTTON_COMPONENT_CUSTOM_ID_INVALID"),
        ([row({"type": 2, "style": 6})], "0.components.0.sku_id", "BUTTON_COMPONENT_SKU_ID_REQUIRED"),
        ([row(chooser(5, "role"))], "0.components.0.default_values.0.type", "BASE_TYPE_CHOICES"),
        ([row(chooser(6, "user"))], "0.components.0.default_values.0.type", "BASE_TYPE_CHOICES"),
        ([row(chooser(7, "channel"))], "0.components.0.default_values.0.type", "BASE_TYPE_CHOICES"),
        ([row(chooser(8, "user"))], "0.components.0.default_values.0.type", "BASE_TYPE_CHOICES"),
        ([row(chooser(5, "user", "user"))], "0.components.0.default_values", "BASE_TYPE_BAD_LENGTH"),
        (
            [row({"type": 8, "custom_id": "c", "channel_types": [0, 0]})],
            "0.components.0.channel_types.1",
            "SET_TYPE_ALREADY_CONTAINS_VALUE",
        ),
        ([row(menu("x", placeholder="p" * 151))], "0.components.0.placeholder", "BASE_TYPE_MAX_LENGTH"),
    ],
)
def test_a_bad_component_is_refused(components: list[Any], path: str, code: str) -> None:
    assert component_problems(*components).get(path) == code


def test_five_rows_of_five_are_good() -> None:
    assert component_problems(*[row(*[button(f"{r}.{b}") for b in range(5)]) for r in range(5)]) == {}


def test_ids_are_given_around_those_that_were_asked_for() -> None:
    components = [row(button("a", id=2), button("b", id=0)), row(button("c"))]
    number(components)
    first, second = components
    assert (first["id"], [b["id"] for b in first["components"]]) == (1, [2, 3])
    assert (second["id"], second["components"][0]["id"]) == (4, 5)


async def test_that_a_menu_is_required_is_a_word_of_forms_alone(api: Api, place: Place) -> None:
    """Documentation: String Select Structure, "ignored in messages"; the document has no such name in an answer."""
    posted = await api("POST", place.messages(), {"components": [row(menu("a", required=False))]})
    assert "required" not in posted.json["components"][0]["components"][0]
    assert modal_problems(label(menu("a", required="perhaps"))) != {}


LAYOUT = [
    {
        "type": 17,
        "accent_color": 0x336699,
        "components": [
            {
                "type": 9,
                "components": [{"type": 10, "content": "# Song"}],
                "accessory": {"type": 11, "media": {"url": "attachment://cover.png"}},
            },
            {"type": 14},
            {"type": 12, "items": [{"media": {"url": "https://example.org/a.png"}}]},
            {"type": 13, "file": {"url": "attachment://one.m4a"}},
            row(button()),
        ],
    }
]
FILES = [("cover.png", b"p"), ("one.m4a", b"abc")]
V2 = 1 << 15


async def test_components_v2_are_a_message_of_their_own(api: Api, place: Place) -> None:
    sent = await api("POST", place.messages(), {"components": LAYOUT, "flags": V2}, files=FILES)
    assert sent.status == 200, sent.body
    assert sent.json["flags"] == V2
    assert sent.json["attachments"] == []
    section, separator, gallery, file, _ = sent.json["components"][0]["components"]
    assert section["accessory"]["media"]["attachment_id"]
    assert (separator["divider"], separator["spacing"]) == (True, 1)
    assert gallery["items"][0]["media"]["url"] == "https://example.org/a.png"
    assert (file["name"], file["size"]) == ("one.m4a", 3)
    path = f"{place.messages()}/{sent.json['id']}"
    refused = await api("PATCH", path, {"content": "text"})
    assert refused.problem("content") == "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"
    assert (await api("PATCH", path, {"components": [{"type": 10, "content": "Gone"}]})).status == 200


async def test_components_v2_show_files_that_are_there_and_nobody_elses(api: Api, place: Place) -> None:
    shown = {"type": 13, "file": {"url": "attachment://two.m4a"}}
    refused = await api("POST", place.messages(), {"components": [shown], "flags": V2}, files=FILES)
    assert refused.problem("components") == "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND"
    elsewhere = {"type": 13, "file": {"url": "https://example.org/one.m4a"}}
    assert component_problems(elsewhere, v2=True) == {"0.file.url": "URL_TYPE_INVALID_SCHEME"}


async def test_components_v2_and_content_do_not_mix(api: Api, place: Place) -> None:
    refused = await api("POST", place.messages(), {"content": "a", "components": LAYOUT, "flags": V2}, files=FILES)
    assert refused.problem("content") == "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"


def test_components_v2_are_counted_and_their_text_too() -> None:
    text = {"type": 10, "content": "a"}
    assert component_problems(*[text] * 40, v2=True) == {}
    assert component_problems(*[text] * 41, v2=True).get("") == "BASE_TYPE_MAX_LENGTH"
    nested = {"type": 17, "components": [text] * 39}
    assert component_problems(nested, text, v2=True) == {"": "BASE_TYPE_MAX_LENGTH"}
    long = {"type": 10, "content": "a" * 2001}
    assert component_problems(long, long, v2=True) == {"": "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"}


def modal_problems(*components: Any, **more: Any) -> dict[str, str]:
    modal = {"custom_id": "m", "title": "Form", "components": list(components), **more}
    found = problems_of(lambda problems: read_modal(modal, problems))
    return {path.removeprefix("data").lstrip("."): code for path, code in found.items()}


def label(component: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": 18, "label": "Label", "component": component, **more}


TEXT = {"type": 4, "custom_id": "t", "style": 1}
CHOICES = [{"label": n, "value": n} for n in "abc"]


@pytest.mark.parametrize(
    ("components", "path", "code"),
    [
        ([label(TEXT, label="l" * 46)], "components.0.label", "BASE_TYPE_BAD_LENGTH"),
        ([label(TEXT, description="d" * 101)], "components.0.description", "BASE_TYPE_BAD_LENGTH"),
        ([label({**TEXT, "max_length": 4001})], "components.0.component.max_length", "NUMBER_TYPE_MAX"),
        ([label({**TEXT, "value": "v" * 4001})], "components.0.component.value", "BASE_TYPE_MAX_LENGTH"),
        ([label({**TEXT, "placeholder": "p" * 101})], "components.0.component.placeholder", "BASE_TYPE_MAX_LENGTH"),
        (
            [label({**TEXT, "min_length": 5, "max_length": 4})],
            "components.0.component.min_length",
            "NUMBER_TYPE_MAX",
        ),
        (
            [label({**TEXT, "max_length": 3, "value": "four"})],
            "components.0.component.value",
            "BASE_TYPE_BAD_LENGTH",
        ),
        ([label({**TEXT, "label": "twice"})], "components.0.component.label", "COMPONENT_LABEL_INVALID"),
        ([row(TEXT)], "components.0.components.0.label", "BASE_TYPE_REQUIRED"),
        ([row(button())], "components.0.components.0.type", "COMPONENT_TYPE_INVALID"),
        ([label(button())], "components.0.component.type", "COMPONENT_TYPE_INVALID"),
        ([TEXT], "components.0.type", "COMPONENT_TYPE_INVALID"),
        (
            [label(TEXT), label(TEXT)],
            "components.1.component.custom_id",
            "COMPONENT_CUSTOM_ID_DUPLICATED",
        ),
        (
            [label({"type": 21, "custom_id": "r", "options": CHOICES[:1]})],
            "components.0.component.options",
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            [label({"type": 19, "custom_id": "f", "max_values": 11})],
            "components.0.component.max_values",
            "NUMBER_TYPE_MAX",
        ),
        ([label(menu("x", disabled=True))], "components.0.component.disabled", "COMPONENT_DISABLED_INVALID"),
        (
            [label(menu("x", min_values=0))],
            "components.0.component.min_values",
            "SELECT_COMPONENT_REQUIRED_ZERO_MIN_VALUES",
        ),
        (
            [label({"type": 19, "custom_id": "f", "min_values": 0, "required": True})],
            "components.0.component.min_values",
            "SELECT_COMPONENT_REQUIRED_ZERO_MIN_VALUES",
        ),
        ([{"type": 10, "content": "t"}] * 6, "components", "BASE_TYPE_BAD_LENGTH"),
    ],
)
def test_a_bad_form_is_refused(components: list[Any], path: str, code: str) -> None:
    assert modal_problems(*components).get(path) == code


RADIOS = {"type": 21, "custom_id": "r", "options": CHOICES}
BOXES = {"type": 22, "custom_id": "g", "options": CHOICES}
UPLOAD = {"type": 19, "custom_id": "f"}
TICKED = [{**choice, "default": True} for choice in CHOICES]
MANY = [{"label": f"{n}", "value": f"{n}"} for n in range(11)]


@pytest.mark.parametrize(
    ("field", "place", "code"),
    [
        ({**RADIOS, "options": MANY}, "options", "BASE_TYPE_BAD_LENGTH"),
        ({**RADIOS, "options": [CHOICES[0]] * 2}, "options.1.value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"),
        ({**RADIOS, "options": TICKED}, "options", "BASE_TYPE_MAX_LENGTH"),
        ({**RADIOS, "options": [{"label": "a"}, CHOICES[1]]}, "options.0.value", "BASE_TYPE_REQUIRED"),
        ({**RADIOS, "required": "yes"}, "required", "BOOLEAN_TYPE_CHOICES"),
        ({**RADIOS, "custom_id": ""}, "custom_id", "BASE_TYPE_REQUIRED"),
        ({**BOXES, "options": []}, "options", "BASE_TYPE_REQUIRED"),
        ({**BOXES, "options": MANY}, "options", "BASE_TYPE_BAD_LENGTH"),
        ({**BOXES, "min_values": 4, "max_values": 10}, "min_values", "NUMBER_TYPE_MAX"),
        ({**BOXES, "max_values": 4}, "max_values", "NUMBER_TYPE_MAX"),
        ({**BOXES, "max_values": 2, "options": TICKED}, "options", "SELECT_COMPONENT_TOO_MANY_DEFAULT_OPTIONS"),
        ({**BOXES, "min_values": 3, "max_values": 2}, "min_values", "NUMBER_TYPE_MAX"),
        ({"type": 23, "custom_id": "c", "default": 1}, "default", "BOOLEAN_TYPE_CHOICES"),
        ({"type": 23}, "custom_id", "BASE_TYPE_REQUIRED"),
        ({**UPLOAD, "file_types": ["audio"]}, "file_types", "SANDBOX_HAS_NONE"),
        ({**UPLOAD, "max_values": 0}, "max_values", "NUMBER_TYPE_MIN"),
        ({**UPLOAD, "min_values": 3, "max_values": 2}, "min_values", "NUMBER_TYPE_MAX"),
        ({"type": 20, "custom_id": "x"}, "type", "COMPONENT_TYPE_INVALID"),
    ],
)
def test_a_field_that_cannot_be_is_refused(field: Any, place: str, code: str) -> None:
    assert modal_problems(label(field)).get(f"components.0.component.{place}") == code


@pytest.mark.parametrize("field", [RADIOS, BOXES, UPLOAD, {"type": 23, "custom_id": "c"}])
def test_what_only_forms_hold_is_refused_in_a_row_and_in_a_message(field: Any) -> None:
    assert modal_problems(row(field)).get("components.0.components.0.type") == "COMPONENT_TYPE_INVALID"
    assert component_problems(row(field)).get("0.components.0.type") == "COMPONENT_TYPE_INVALID"
    assert "COMPONENT_TYPE_INVALID" in component_problems(label(field), v2=True).values()


def test_as_many_choices_as_a_group_takes() -> None:
    assert modal_problems(label({**RADIOS, "options": MANY[:10]}), label({**BOXES, "options": TICKED})) == {}
    assert modal_problems(label({**BOXES, "options": CHOICES[:1], "required": True})) == {}
    assert modal_problems(label({**UPLOAD, "min_values": 0, "max_values": 10, "required": False})) == {}


def test_every_kind_of_field_is_taken() -> None:
    fields = [
        {"type": 10, "content": "Read this"},
        label(TEXT),
        label({"type": 21, "custom_id": "r", "options": CHOICES}),
        label({"type": 22, "custom_id": "g", "options": CHOICES, "min_values": 0, "required": False}),
        label({"type": 23, "custom_id": "c"}),
    ]
    assert modal_problems(*fields) == {}
    assert modal_problems(label({"type": 19, "custom_id": "f"}), label({"type": 5, "custom_id": "u"})) == {}
