"""Whatever a client sends, the answer is Discord's: never a 500, and each refusal in the published shape.

Good bodies of every kind are spoiled in one place each (`spoiled_bodies`); of those, each run takes the same few. What
is taken all the same must be a request that the OpenAPI document allows, and every answer one that it describes.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.discord.entities import Callback, InteractionType
from sandbox.discord.interactions import start
from sandbox.discord.ratelimit import RateLimits
from sandbox.discord.rest import ROUTES, DiscordRest
from sandbox.wire.exchange import Request
from sandbox.wire.traffic import Exchange
from tests import openapi
from tests.sandbox.discord.api import SONG
from tests.sandbox.discord.spoiled_bodies import WRONG, spoiled
from tests.sandbox.discord.test_bodies import LAYOUT, button, chooser, menu, row
from tests.sandbox.discord.test_people_forms import BOXES, FORM

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.wire.exchange import Answer
    from tests.sandbox.discord.api import Place

SEED = 7
TAKEN = 60  # of the spoiled bodies of each kind; all of them take a minute of a processor
LINK = "https://example.org"
EMBED = {
    "title": "Song",
    "description": "r&b pop",
    "url": LINK,
    "color": 5,
    "timestamp": "2026-01-01T00:00:00Z",
    "image": {"url": LINK},
    "thumbnail": {"url": "attachment://a.png"},
    "footer": {"text": "f", "icon_url": LINK},
    "author": {"name": "n", "url": LINK, "icon_url": LINK},
    "fields": [{"name": "n", "value": "v", "inline": True}],
}
EMOJI = {"id": None, "name": "🔥", "animated": False}
OPTION = {"label": "x", "value": "x", "description": "d", "default": True, "emoji": EMOJI}
ROWS = [
    row(button(emoji=EMOJI, disabled=False, id=40), {"type": 2, "style": 5, "label": "l", "url": LINK}),
    row({**menu("x", placeholder="p", min_values=1), "options": [OPTION, {"label": "y", "value": "y"}]}),
    row(chooser(5, "user")),
    row({**chooser(8, "channel"), "custom_id": "c", "channel_types": [0]}),
]
MESSAGE = {
    "content": "Here",
    "embeds": [EMBED],
    "components": ROWS,
    "allowed_mentions": {"parse": ["users"], "roles": ["1"], "replied_user": True},
    "flags": 4,
}
ONCE = {
    "tts": False,
    "nonce": "1",
    "enforce_nonce": True,
    "message_reference": {"message_id": "1", "channel_id": "1", "guild_id": "1", "fail_if_not_exists": False},
}
NUMBER = {"type": 10, "name": "n", "description": "d", "min_value": 1.5, "choices": [{"name": "a", "value": 2.5}]}
COMMAND = {
    **SONG,
    "type": 1,
    "name_localizations": {"de": "lied"},
    "description_localizations": {"de": "Ein Lied"},
    "default_member_permissions": "32",
    "integration_types": [0],
    "nsfw": False,
    "options": [*SONG["options"], {"type": 7, "name": "where", "description": "d", "channel_types": [0]}, NUMBER],
}
SUB = {"type": 1, "name": "sub", "description": "d", "options": [{"type": 3, "name": "o", "description": "d"}]}
GROUPED = {
    "name": "g",
    "description": "d",
    "options": [{"type": 2, "name": "gr", "description": "d", "options": [SUB]}],
}


@dataclass(frozen=True)
class Wire:
    """Requests to one world, each of them long after the last; nothing is ever too late or too often."""

    place: Place

    async def send(self, method: str, path: str, body: bytes, content_type: str = "application/json") -> Answer:
        world = self.place.world
        world.answer_deadline = world.token_lifetime = 1e12
        self.place.clock.advance(86_400)
        headers = {"user-agent": "test", "authorization": f"Bot {world.token}", "content-type": content_type}
        path, _, query = path.partition("?")
        asked = dict([query.split("=")]) if query else {}
        request = Request(method, f"/api/v10{path}", asked, headers, body)
        answer = await DiscordRest(world, RateLimits(self.place.clock)).handle(request)
        assert answer.status < 500, (method, path, body[:500])
        exchange = Exchange(0.0, request, answer, 0.0)
        openapi.check_answer(exchange)
        if answer.status < 300 and body and content_type == "application/json":
            openapi.check_request(exchange)
        if answer.status == 400:
            refusal = json.loads(answer.body)
            # Of a body by another name than the three, Discord says no more than the message.
            told = refusal.get("errors") or refusal["message"].startswith("Expected")
            assert refusal["code"] != 50035 or told, refusal
        return answer

    def callback(self) -> str:
        return self.place.callback(self.place.ask())

    def completion(self) -> str:
        data = {
            "id": "1",
            "name": "song",
            "type": 1,
            "options": [{"type": 4, "name": "s", "value": "1", "focused": True}],
        }
        place = self.place
        return place.callback(start(place.world, InteractionType.AUTOCOMPLETE, place.mia.user, place.songs, data))

    def hook(self) -> str:
        asked = self.place.ask()
        asked.callback = Callback.MESSAGE
        return self.place.hook(asked, "")

    def commands(self) -> str:
        return f"/applications/{self.place.world.application_id}/commands"


@pytest.fixture
def wire(place: Place) -> Wire:
    return Wire(place)


KINDS: dict[str, tuple[str, Callable[[Wire], str], Any]] = {
    "message": ("POST", lambda wire: wire.place.messages(), MESSAGE | ONCE),
    "layout": ("POST", lambda wire: wire.place.messages(), {"flags": 1 << 15, "components": LAYOUT}),
    "answer": ("POST", Wire.callback, {"type": 4, "data": MESSAGE}),
    "form": ("POST", Wire.callback, {"type": 9, "data": FORM}),
    "boxes": ("POST", Wire.callback, {"type": 9, "data": BOXES}),
    "choices": (
        "POST",
        Wire.completion,
        {"type": 8, "data": {"choices": [{"name": "one", "value": 1, "name_localizations": {"de": "eins"}}]}},
    ),
    "followup": ("POST", Wire.hook, MESSAGE),
    "command": ("POST", Wire.commands, COMMAND),
    "grouped command": ("POST", Wire.commands, GROUPED),
    "commands": ("PUT", Wire.commands, [COMMAND, {"type": 3, "name": "Menu"}]),
    "direct messages": ("POST", lambda _: "/users/@me/channels", {"recipient_id": "1"}),
}


@pytest.mark.parametrize("kind", KINDS)
async def test_a_body_that_is_wrong_in_one_place(wire: Wire, kind: str) -> None:
    method, path, body = KINDS[kind]
    every = list(spoiled(body))
    for _, wrong in random.Random(SEED).sample(every, min(TAKEN, len(every))):
        await wire.send(method, path(wire), json.dumps(wrong).encode())


FOUND: dict[str, tuple[str, Any, str, tuple[str, ...]]] = {
    "a command that is a list": ("command", [], "MODEL_TYPE_CONVERT", ()),
    "a command that is a text": ("command", "song", "MODEL_TYPE_CONVERT", ()),
    "bits that nobody has": (
        "command",
        {**COMMAND, "default_member_permissions": 2**54},
        "NUMBER_TYPE_MAX",
        ("default_member_permissions",),
    ),
    "a message that is null": ("message", None, "MODEL_TYPE_CONVERT", ()),
    "components that are 0": ("message", {"content": "a", "components": 0}, "LIST_TYPE_CONVERT", ("components",)),
    "components that are empty text": (
        "message",
        {"content": "a", "components": ""},
        "LIST_TYPE_CONVERT",
        ("components",),
    ),
    "a nonce that is true": ("message", {"content": "a", "nonce": True}, "STRING_TYPE_CONVERT", ("nonce",)),
    "a nonce too large": ("message", {"content": "a", "nonce": 2**63}, "STRING_TYPE_CONVERT", ("nonce",)),
    "embeds wrong as a whole and in one": (
        "message",
        {"embeds": [{"title": 5, "description": "d" * 4000}, {"description": "d" * 4000}]},
        "MAX_EMBED_SIZE_EXCEEDED",
        ("embeds",),
    ),
    "choices in no language": (
        "choices",
        {"type": 8, "data": {"choices": [{"name": "a", "value": 1, "name_localizations": {"tlh": "a"}}]}},
        "BASE_TYPE_CHOICES",
        ("data", "choices", "0", "name_localizations", "tlh"),
    ),
}


@pytest.mark.parametrize("found", FOUND)
async def test_what_spoiled_bodies_have_found(wire: Wire, found: str) -> None:
    await wire.send("POST", wire.commands(), json.dumps(GROUPED).encode())
    kind, body, code, place = FOUND[found]
    method, path, _ = KINDS[kind]
    answer = await wire.send(method, path(wire), json.dumps(body).encode())
    assert answer.status == 400, answer.body
    refusal: Any = json.loads(answer.body)["errors"]
    for part in place:
        refusal = refusal[part]
    assert list(refusal) == ["_errors"]
    assert refusal["_errors"][0]["code"] == code


@pytest.mark.parametrize("what", ["message", "command"])
async def test_an_edit_that_is_wrong_in_one_place(wire: Wire, what: str) -> None:
    base, body = (wire.place.messages(), MESSAGE) if what == "message" else (wire.commands(), COMMAND)
    made = json.loads((await wire.send("POST", base, b'{"content": "a", "name": "z", "description": "d"}')).body)
    for _, wrong in random.Random(SEED).sample(list(spoiled(body)), TAKEN):
        await wire.send("PATCH", f"{base}/{made['id']}", json.dumps(wrong).encode())
    for wrong in (b"null", b"[]", b"0", b'"x"'):
        assert (await wire.send("PATCH", f"{base}/{made['id']}", wrong)).status == 400


def address(place: Place, template: str, odd: str = "", value: str = "") -> str:
    """A path of the template's: with the ids of what is there, but for the part `odd`."""
    there = {
        "channel_id": place.songs.id,
        "guild_id": place.guild.id,
        "application_id": place.world.application_id,
        "webhook_id": place.world.application_id,
        "user_id": place.mia.user.id,
    }
    return re.sub(r"\{(\w+)\}", lambda part: value if part[1] == odd else str(there.get(part[1], 1)), template)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.template}")
async def test_every_route_takes_any_body_path_and_query(wire: Wire, route: Any) -> None:
    place = wire.place
    home = address(place, route.template)
    if route.method != "GET":
        for wrong in WRONG:
            await wire.send(route.method, home, json.dumps(wrong).encode())
        for body, kind in (
            (b"{", "application/json"),
            (b"\xff", "application/json"),
            (b"a=b&type=4&content=x", "application/x-www-form-urlencoded"),
            (b"%ff", "application/x-www-form-urlencoded"),
            (b"--b\r\n\r\n--b--", "multipart/form-data; boundary=b"),
            (b"x", "multipart/form-data"),
            (b"x", "text/plain"),
            (b"", ""),
        ):
            await wire.send(route.method, home, body, kind)
    for part in re.findall(r"\{(\w+)\}", route.template):
        for value in ("0", "x", "-1", "9" * 20, "9" * 40, "٣", "null", " "):
            await wire.send(route.method, address(place, route.template, part, value), b"")
    for name in ("limit", "before", "after", "around", "with_counts", "with_response", "with_localizations", "query"):
        for value in ("x", "-1", "9" * 40, "1", "true"):
            await wire.send(route.method, f"{home}?{name}={value}", b"")


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
async def test_every_path_takes_any_method(wire: Wire, method: str) -> None:
    for template in sorted({route.template for route in ROUTES if not route.template.startswith("/guilds/{guild_id}")}):
        await wire.send(method, address(wire.place, template), b"{}")
