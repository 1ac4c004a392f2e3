from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.sandbox.page.test_api_actions import asked

if TYPE_CHECKING:
    from sandbox.world import Sandbox
    from tests.sandbox.page.browser import Browser, Puppet

CHOICES = [{"label": name.title(), "value": name} for name in ("calm", "wild")]


def label(text: str, component: Any) -> Any:
    return {"type": 18, "label": text, "component": component}


FORM: dict[str, Any] = {
    "custom_id": "form",
    "title": "Everything",
    "components": [
        {"type": 10, "content": "Costs **12** credits."},
        label("Words", {"type": 4, "custom_id": "words", "style": 2, "min_length": 2, "max_length": 9}),
        label("Singer", {"type": 5, "custom_id": "singer", "required": False}),
        label("Voice", {"type": 19, "custom_id": "voice", "required": False, "max_values": 2}),
        label("Mood", {"type": 21, "custom_id": "mood", "options": CHOICES}),
    ],
}
PARTS: dict[str, Any] = {
    "custom_id": "parts",
    "title": "More",
    "components": [
        label("Parts", {"type": 22, "custom_id": "parts", "options": CHOICES, "required": False}),
        label("Loud", {"type": 23, "custom_id": "loud"}),
        label("Model", {"type": 3, "custom_id": "model", "options": CHOICES, "required": False}),
    ],
}


async def opened(mia: Browser, puppet: Puppet, form: Any) -> str:
    invocation = await asked(mia)
    await puppet.answer(invocation, 9, form)
    return invocation["invocation"]


def filled(data: Any) -> dict[str, Any]:
    parts = [part["component"] for part in data["components"] if "component" in part]
    return {part["custom_id"]: part.get("values", part.get("value")) for part in parts}


async def test_a_form_with_files_people_and_choices(mia: Browser, noah: Browser, puppet: Puppet) -> None:
    form = await opened(mia, puppet, FORM)
    sent = await mia.act(
        "/api/submit",
        [("voice", ("a.mp3", b"aa")), ("voice", ("b.mp3", b"bbb"))],
        invocation=form,
        values={"words": "la la", "singer": [noah.me], "mood": "wild"},
    )
    data = puppet.data(sent)
    values = filled(data)
    assert (values["words"], values["singer"], values["mood"]) == ("la la", [noah.me], "wild")
    files = data["resolved"]["attachments"]
    assert [files[number]["filename"] for number in values["voice"]] == ["a.mp3", "b.mp3"]
    assert data["resolved"]["users"][noah.me]["username"] == "noah"


async def test_a_form_with_boxes(mia: Browser, puppet: Puppet) -> None:
    form = await opened(mia, puppet, PARTS)
    values = {"parts": ["calm", "wild"], "loud": True, "model": ["calm"]}
    assert filled(puppet.data(await mia.act("/api/submit", invocation=form, values=values))) == values
    nothing = {"parts": [], "loud": False, "model": []}
    assert filled(puppet.data(await mia.act("/api/submit", invocation=form, values=nothing))) == nothing


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"mood": "calm"}, "Words: This field is required"),
        ({"words": "x", "mood": "calm"}, "at least 2"),
        ({"words": "x" * 10, "mood": "calm"}, "at most 9"),
        ({"words": 7, "mood": "calm"}, "must be text"),
        ({"words": ["la"], "mood": "calm"}, "must be text"),
        ({"words": "la la"}, "Mood: This is required"),
        ({"words": "la la", "mood": "loud"}, "no choice"),
        ({"words": "la la", "mood": [["calm"]]}, "cannot be sent"),
        ({"words": "la la", "mood": "calm", "voice": "77"}, "A file is added"),
        ({"words": "la la", "mood": "calm", "singer": "77"}, "no such user"),
        ({"words": "la la", "mood": "calm", "extra": "x"}, "no field"),
    ],
)
async def test_what_cannot_be_sent_is_said(mia: Browser, puppet: Puppet, values: Any, words: str) -> None:
    form = await opened(mia, puppet, FORM)
    assert words in await mia.cannot("/api/submit", invocation=form, values=values)


async def test_a_file_is_for_the_field_that_takes_files(mia: Browser, puppet: Puppet) -> None:
    form = await opened(mia, puppet, FORM)
    for name in ("words", "singer", "mood", "extra"):
        said = await mia.cannot("/api/submit", [(name, ("a.mp3", b"aa"))], invocation=form, values={})
        assert said == f"The form takes no file as {name!r}"


async def test_only_whoever_opened_a_form_can_send_it(
    mia: Browser, noah: Browser, puppet: Puppet, sandbox: Sandbox
) -> None:
    form = await opened(mia, puppet, PARTS)
    assert await noah.cannot("/api/submit", invocation=form, values={}) == "No form is open"
    assert await mia.cannot("/api/submit", invocation="77", values={}) == "No form is open"
    no_form = (await asked(mia))["invocation"]
    assert await mia.cannot("/api/submit", invocation=no_form, values={}) == "No form is open"
    sandbox.world.remove_channel(sandbox.songs)
    assert "access" in await mia.cannot("/api/submit", invocation=form, values={})
