"""Whatever is sent in whatever order, the page's server answers with a sentence and not with an error of its own."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import pytest

from tests.sandbox.page.test_api_actions import asked, card
from tests.sandbox.page.test_forms import FORM

if TYPE_CHECKING:
    from sandbox.world import Sandbox
    from tests.sandbox.page.browser import Browser, Puppet

ROUTES = ("command", "autocomplete", "menu", "press", "select", "submit", "say", "delete", "trouble")
NAMES = (
    "as",
    "channel",
    "name",
    "options",
    "focused",
    "target",
    "message",
    "custom_id",
    "values",
    "invocation",
    "text",
)
WORDS = ("song", "Praise", "Quote", "prompt", "style", "singer", "voice", "extend", "model", "who", "words", "mood", "")
ODD: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1e308,
    2**70,
    "",
    " ",
    "\0",
    "𝄞" * 3000,
    [],
    {},
    [[]],
    [{}],
    {"a": {"b": []}},
)
TROUBLES = ("age-tokens", "speed", "clear", "rate-limit", "fail-next-task", "discord-slowly", "sing")


class Dice:
    """Draws bodies that are nearly right."""

    def __init__(self, seed: int, ids: list[str]) -> None:
        self._random = random.Random(seed)
        self._ids = ids

    def route(self) -> str:
        return f"/api/{self._random.choice(ROUTES)}"

    def body(self) -> dict[str, Any]:
        return {name: self._value(name) for name in NAMES if self._random.random() < 0.9} | {
            "what": self._random.choice(TROUBLES)
        }

    def _value(self, name: str) -> Any:
        draw = self._random.random()
        if draw < 0.15:
            return self._random.choice(ODD)
        if name in ("options", "values") and draw < 0.8:
            return {self._random.choice(WORDS): self._value("") for _ in range(self._random.randrange(4))}
        if name == "values":
            return [self._value("") for _ in range(3)]
        if name in ("as", "channel", "target", "message", "invocation") or draw < 0.5:
            return self._random.choice(self._ids)
        return self._random.choice(WORDS)


@pytest.mark.parametrize("seed", range(4))
async def test_nonsense_is_answered_with_a_sentence(mia: Browser, puppet: Puppet, sandbox: Sandbox, seed: int) -> None:
    message = await card(mia, puppet)
    form = await asked(mia)
    sandbox.world.answer_deadline = 3.0
    await puppet.answer(await asked(mia), 9, FORM)
    sandbox.world.answer_deadline = 0.01
    world = sandbox.world
    opened = next(str(one.id) for one in world.interactions.values() if one.modal)
    dice = Dice(
        seed, [mia.me] * 6 + [mia.songs] * 6 + [message, form["invocation"], opened, str(sandbox.private.id), "7"]
    )
    statuses: set[int] = set()
    for number in range(250):
        route, body = dice.route(), dice.body()
        if number % 2:
            body["as"], body["channel"] = mia.me, mia.songs
        answer = await mia.http.post(route, content=json.dumps(body), headers={"Content-Type": "application/json"})
        statuses.add(answer.status_code)
        assert answer.status_code < 500, (route, body, answer.text)
        assert isinstance(answer.json(), dict)
        sandbox.discord.trouble.clear()
    assert {200, 400} <= statuses
    assert (await mia.http.get("/api/outside")).status_code == 200
    assert (await mia.http.get("/api/channel", params={"as": mia.me, "channel": mia.songs})).status_code == 200
