from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.world import Sandbox
    from tests.sandbox.page.browser import Browser, Puppet

ROW: dict[str, Any] = {
    "type": 1,
    "components": [
        {"type": 2, "style": 1, "label": "Extend", "custom_id": "extend"},
        {"type": 2, "style": 2, "label": "Wait", "custom_id": "wait", "disabled": True},
    ],
}
MODELS: dict[str, Any] = {
    "type": 1,
    "components": [
        {
            "type": 3,
            "custom_id": "model",
            "options": [{"label": "Fuzz", "value": "f"}, {"label": "Sonic", "value": "s"}],
        }
    ],
}
SINGERS: dict[str, Any] = {"type": 1, "components": [{"type": 5, "custom_id": "singer"}]}
CHANNELS: dict[str, Any] = {"type": 1, "components": [{"type": 8, "custom_id": "where"}]}


async def asked(browser: Browser, **options: Any) -> Any:
    return await browser.act("/api/command", name="song", options={"prompt": "rain", **options})


async def card(mia: Browser, puppet: Puppet, **more: Any) -> str:
    await puppet.answer(
        await asked(mia), 4, {"content": "card", "components": [ROW, MODELS, SINGERS, CHANNELS], **more}
    )
    return (await mia.messages())[-1]["id"]


async def test_a_command_with_every_kind_of_option(mia: Browser, noah: Browser, puppet: Puppet) -> None:
    invocation = await mia.act(
        "/api/command",
        [("voice", ("hum.mp3", b"hmm"))],
        name="song",
        options={"prompt": "rain", "style": "lofi", "singer": noah.me},
    )
    data = puppet.data(invocation)
    assert {option["name"]: option["type"] for option in data["options"]} == {
        "prompt": 3,
        "style": 3,
        "singer": 6,
        "voice": 11,
    }
    assert data["resolved"]["users"][noah.me]["username"] == "noah"
    (voice,) = data["resolved"]["attachments"].values()
    assert (voice["filename"], voice["size"]) == ("hum.mp3", 3)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "required"),
        ({"prompt": " "}, "required"),
        ({"prompt": "x" * 51}, "at most 50"),
        ({"prompt": 7}, "valid text"),
        ({"prompt": {}}, "cannot be sent"),
        ({"prompt": "rain", "speed": "9"}, "no option"),
        ({"prompt": "rain", "singer": "123"}, "no such user"),
        ({"prompt": "rain", "singer": "9" * 5000}, "no such user"),
        ({"prompt": "rain", "voice": "123"}, "Add a file"),
        ([], "must be an object"),
    ],
)
async def test_what_a_client_would_not_send_is_refused_in_its_words(
    mia: Browser, puppet: Puppet, sandbox: Sandbox, options: Any, words: str
) -> None:
    assert words in await mia.cannot("/api/command", name="song", options=options)
    assert puppet
    assert not sandbox.world.interactions


@pytest.mark.parametrize("name", ["nothing", " ", "song deep", "allowance", "Praise"])
async def test_a_command_that_one_does_not_have(mia: Browser, puppet: Puppet, name: str) -> None:
    assert puppet
    assert await mia.cannot("/api/command", name=name)


async def test_files_have_the_servers_limit(mia: Browser, puppet: Puppet, sandbox: Sandbox) -> None:
    sandbox.world.file_limit = 5
    said = await mia.cannot("/api/command", [("voice", ("a.mp3", b"123456"))], name="song", options={"prompt": "rain"})
    assert said == "Your files are too powerful"
    many = [("voice", (f"{number}.mp3", b"1")) for number in range(11)]
    assert "No more than 10 files" in await mia.cannot("/api/command", many, name="song", options={"prompt": "rain"})
    assert puppet


async def test_choices_while_one_types(mia: Browser, puppet: Puppet, sandbox: Sandbox) -> None:
    choices = [{"name": "Lofi", "value": "lofi"}]

    def answer(event: str, data: Any, _: int | None) -> None:
        if event == "INTERACTION_CREATE":
            asked = {"invocation": data["id"]}
            answers.append(asyncio.create_task(puppet.answer(asked, 8, {"choices": choices})))

    answers: list[asyncio.Task[None]] = []
    sandbox.world.listeners.append(answer)
    told = await mia.act("/api/autocomplete", name="song", options={"style": "lo"}, focused="style")
    assert told == {"choices": choices}
    await mia.act("/api/autocomplete", name="song", focused="style")
    await asyncio.gather(*answers)
    assert "no command" in await mia.cannot("/api/autocomplete", name="x", focused="style")


async def test_choices_that_never_come(mia: Browser, puppet: Puppet, sandbox: Sandbox) -> None:
    sandbox.world.answer_deadline = 0.05
    assert puppet
    told = await mia.cannot("/api/autocomplete", name="song", options={}, focused="style")
    assert told == "Loading options failed"


async def test_menus_on_people_and_messages(mia: Browser, noah: Browser, puppet: Puppet) -> None:
    await noah.act("/api/say", text="la la la")
    (message,) = await mia.messages()
    praised = puppet.data(await mia.act("/api/menu", name="Praise", target=noah.me))
    quoted = puppet.data(await mia.act("/api/menu", name="Quote", target=message["id"]))
    assert (praised["type"], praised["target_id"]) == (2, noah.me)
    assert quoted["resolved"]["messages"][message["id"]]["content"] == "la la la"
    assert "no command" in await mia.cannot("/api/menu", name="Quote", target=noah.me)
    assert "not there" in await mia.cannot("/api/menu", name="Quote", target="12345")


async def test_buttons_and_menus_of_a_message(mia: Browser, noah: Browser, puppet: Puppet, sandbox: Sandbox) -> None:
    message = await card(mia, puppet)
    assert puppet.data(await noah.act("/api/press", message=message, custom_id="extend"))["custom_id"] == "extend"
    assert puppet.data(await mia.act("/api/select", message=message, custom_id="model", values=["s"]))["values"] == [
        "s"
    ]
    chosen = puppet.data(await mia.act("/api/select", message=message, custom_id="singer", values=[noah.me]))
    assert chosen["resolved"]["users"][noah.me]["username"] == "noah"
    place = puppet.data(await mia.act("/api/select", message=message, custom_id="where", values=[mia.songs]))
    assert place["resolved"]["channels"][mia.songs]["name"] == "songs"
    lounge = str(sandbox.lounge.id)
    assert "no such channel" in await mia.cannot("/api/select", message=message, custom_id="where", values=[lounge])
    assert "disabled" in await mia.cannot("/api/press", message=message, custom_id="wait")
    assert "There is no" in await mia.cannot("/api/press", message=message, custom_id="forged")
    assert "no choice" in await mia.cannot("/api/select", message=message, custom_id="model", values=["x"])
    assert "Choose between" in await mia.cannot("/api/select", message=message, custom_id="model", values=["f", "s"])
    assert "list of texts" in await mia.cannot("/api/select", message=message, custom_id="model", values="f")


async def test_strangers_press_nothing(mia: Browser, browser_of: Callable[[str], Browser], puppet: Puppet) -> None:
    message = await card(mia, puppet)
    stranger = browser_of("stranger")
    assert "access" in await stranger.cannot("/api/press", message=message, custom_id="extend")
    private = await card(mia, puppet, flags=64)
    assert "not there" in await browser_of("noah").cannot("/api/press", message=private, custom_id="extend")


async def test_messages_are_written_and_deleted(mia: Browser, noah: Browser, sandbox: Sandbox) -> None:
    assert await mia.act("/api/say", text=" hello ") == {}
    (message,) = await noah.messages()
    assert (message["content"], message["author"]["username"]) == ("hello", "mia")
    assert "may not" in await noah.cannot("/api/delete", message=message["id"])
    assert await mia.act("/api/delete", message=message["id"]) == {}
    assert await noah.messages() == []
    assert "not there" in await mia.cannot("/api/delete", message=message["id"])
    for text, words in ((" ", "1 to 2,000"), ("x" * 2001, "1 to 2,000"), ("", "missing"), (7, "missing")):
        assert words in await mia.cannot("/api/say", text=text)
    assert "access" in await noah.cannot("/api/say", channel=str(sandbox.private.id), text="hi")
    assert "access" in await noah.cannot("/api/say", channel="77", text="hi")


async def test_a_private_answer_can_be_dismissed(mia: Browser, puppet: Puppet) -> None:
    message = await card(mia, puppet, flags=64)
    await mia.act("/api/delete", message=message)
    assert await mia.messages() == []
