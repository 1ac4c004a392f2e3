from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from tests.sandbox.page.browser import WAIT
from tests.sandbox.page.test_api_actions import asked

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.world import Sandbox
    from tests.sandbox.page.browser import Browser, Puppet

BODY = {"custom_mode": False, "gpt_description_prompt": "rain", "mv": "sonic-v4-5", "task_type": "create_music"}


async def order(browser: Browser, what: str, **fields: Any) -> list[str]:
    """Order a trouble; what is ordered then, in words."""
    await browser.act("/api/trouble", what=what, **fields)
    return (await browser.get("/api/outside"))["orders"]


async def create(sandbox: Sandbox) -> httpx.Response:
    headers = {"Authorization": f"Bearer {sandbox.vendor.key}"}
    async with httpx.AsyncClient(base_url=sandbox.musicapi.url, headers=headers, trust_env=False) as http:
        return await http.post("/api/v1/sonic/create", json=BODY)


async def test_every_trouble_is_explained(mia: Browser) -> None:
    troubles = await mia.get("/api/troubles")
    names = [trouble["what"] for trouble in troubles]
    assert len(names) == len(set(names))
    assert len(names) == len({trouble["label"] for trouble in troubles})
    assert {
        *("fail-next-task", "refuse-next-create", "answer-slowly", "drop-connection", "rate-limit", "discord-down"),
        *("restart-bot", "kill-bot", "start-bot", "age-tokens", "speed", "clear"),
    } <= set(names)
    assert not [name for name in names if "callback" in name]  # nobody is called here
    for trouble in troubles:
        assert trouble["label"]
        assert trouble["explains"].endswith(".")
        assert all(field["kind"] in ("text", "number") and field["label"] for field in trouble["fields"])


@pytest.mark.parametrize(
    ("what", "fields", "words"),
    [
        ("sing", {}, "no trouble called"),
        ("", {}, "missing"),
        ("speed", {"value": 0}, "from 0.1 to 1000"),
        ("speed", {"value": 10_000}, "from 0.1 to 1000"),
        ("speed", {"value": "fast"}, "a number"),
        ("speed", {"value": True}, "a number"),
        ("discord-down", {"seconds": 0}, "from 1 to 600"),
        ("refuse-next-create", {"status": 200}, "from 400 to 599"),
        ("fail-next-task", {"reason": "x" * 301}, "at most 300"),
        ("fail-next-task", {"reason": 7}, "a text"),
        ("speak", {"who": "nobody"}, "nobody called"),
        ("speak", {"who": "Encore"}, "nobody called"),
        ("speak", {"locale": "tlh"}, "knows no language"),
        ("server-speaks", {"who": "Nowhere"}, "no server called"),
    ],
)
async def test_nonsense_is_refused(mia: Browser, what: str, fields: Any, words: str) -> None:
    assert words in await mia.cannot("/api/trouble", what=what, **fields)


async def test_people_and_servers_are_set_to_languages(mia: Browser, sandbox: Sandbox) -> None:
    await mia.act("/api/trouble", what="speak", who="Noah", locale="PT-br")
    await mia.act("/api/trouble", what="server-speaks")
    assert (sandbox.noah.locale, sandbox.mia.locale, sandbox.studio.locale) == ("pt-BR", "en-US", "ja")


async def test_a_refusal_and_a_rate_limit(mia: Browser, sandbox: Sandbox) -> None:
    assert await order(mia, "refuse-next-create", status=400, reason="too loud") == [
        "MusicAPI: the next create is refused with 400"
    ]
    await order(mia, "rate-limit", seconds=7)
    answer = await create(sandbox)
    assert (answer.status_code, answer.json()["message"]) == (400, "too loud")
    answer = await create(sandbox)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "7")
    assert (await mia.get("/api/outside"))["orders"] == []


async def test_a_lost_answer_and_failures(mia: Browser, sandbox: Sandbox) -> None:
    orders = [
        *await order(mia, "drop-connection"),
        *(await order(mia, "fail-next-task", reason="too loud", seconds=0))[:1],
    ]
    assert orders == ["MusicAPI: the next create's answer is lost", "MusicAPI: the next task fails (too loud)"]
    with pytest.raises(httpx.RemoteProtocolError):
        await create(sandbox)
    outside = await mia.get("/api/outside")
    (task,) = outside["tasks"]
    assert (task["family"], task["operation"], task["state"], task["failure"]) == (
        "sonic",
        "create",
        "failed",
        "too loud",
    )
    assert task["progress"] == 1.0
    assert outside["account"]["charged"] > 0
    assert outside["traffic"][-1]["status"] == 0
    assert await order(mia, "fail-next-clip") == ["MusicAPI: the next task loses clip 2 (generation failed)"]


async def test_the_vendor_in_the_panel(mia: Browser, sandbox: Sandbox) -> None:
    sandbox.vendor_clock.speed = 0.1
    assert (await create(sandbox)).status_code == 200
    (task,) = (await mia.get("/api/outside"))["tasks"]
    assert (task["state"], [clip["state"] for clip in task["clips"]]) == ("running", ["running", "running"])
    assert 0 <= task["progress"] < 0.5
    await order(mia, "speed", value=1000)
    assert (await mia.get("/api/outside"))["speed"] == 1000
    async with asyncio.timeout(WAIT):
        while task["state"] == "running":
            (task,) = (await mia.get("/api/outside"))["tasks"]
    assert [clip["state"] for clip in task["clips"]] == ["succeeded", "succeeded"]


async def test_slowness_and_an_outage_last_until_they_are_taken_back(mia: Browser, sandbox: Sandbox) -> None:
    assert await order(mia, "answer-slowly", seconds=3) == ["MusicAPI: every answer comes 3 s late"]
    orders = await order(mia, "discord-down", seconds=60)
    assert "Discord: takes no connections" in orders
    assert (await mia.get("/api/outside"))["discord"]["up"] is False
    answer = await mia.post("/api/say", text="anybody?")
    assert (answer.status_code, answer.json()) == (503, {"error": "Discord cannot be reached just now."})
    assert await mia.messages() == []
    assert await order(mia, "clear") == []
    assert sandbox.musicapi.trouble.delay == 0
    await mia.act("/api/say", text="again")


async def test_an_outage_ends_by_itself(mia: Browser, sandbox: Sandbox, line_of: Any) -> None:
    async with line_of(mia) as line:
        await order(mia, "discord-down", seconds=1)
        await line.until(lambda event: event["kind"] == "outside" and not event["outside"]["discord"]["up"])
        await line.until(lambda event: event["kind"] == "outside" and event["outside"]["discord"]["up"])
    assert not sandbox.discord.gateway.closes


async def test_interactions_grow_old_at_once(mia: Browser, puppet: Puppet, sandbox: Sandbox) -> None:
    invocation = await asked(mia)
    await puppet.answer(invocation, 4, {"content": "x"})
    await order(mia, "age-tokens")
    with pytest.raises(AssertionError, match="50027"):
        await puppet.edit(invocation, {"content": "y"})
    assert (await mia.get("/api/outside"))["discord"]["tokens_age"] == sandbox.world.token_lifetime


async def test_the_panel_is_the_same_for_everybody(browser_of: Callable[[str], Browser]) -> None:
    seen = [await browser_of(name).get("/api/outside") for name in ("admin", "stranger")]
    assert seen[0] == seen[1]
    assert seen[0]["bot"]["state"] == "stopped"
    assert (seen[0]["simulated"], seen[0]["vendor"]) == (True, "observed")
