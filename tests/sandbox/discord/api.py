"""A bare client of the simulated REST API, and a small world to use it in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sandbox.discord.entities import InteractionType, Overwrite
from sandbox.discord.interactions import start
from sandbox.discord.people import Person
from sandbox.discord.permissions import Permission
from tests import openapi

if TYPE_CHECKING:
    import httpx

    from sandbox.discord.entities import Channel, Guild, Interaction, User
    from sandbox.discord.world import DiscordWorld
    from sandbox.wire.clock import HeldClock
    from sandbox.wire.server import LoopbackServer

SONG = {
    "name": "song",
    "description": "Make a song",
    "contexts": [0],
    "options": [
        {
            "type": 3,
            "name": "prompt",
            "description": "What about",
            "required": True,
            "min_length": 3,
            "max_length": 200,
        },
        {"type": 3, "name": "model", "description": "Which", "choices": [{"name": "Fuzz", "value": "FUZZ-2.0"}]},
        {"type": 3, "name": "style", "description": "Which style", "autocomplete": True},
        {"type": 4, "name": "seconds", "description": "How long", "min_value": 10, "max_value": 240},
        {"type": 5, "name": "instrumental", "description": "No voice"},
        {"type": 11, "name": "voice", "description": "A recording"},
        {"type": 6, "name": "singer", "description": "Who"},
    ],
}


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: httpx.Headers
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def code(self) -> int:
        return self.json["code"]

    def problem(self, *path: str | int) -> str:
        """The code of a 50035's first problem at a path."""
        assert self.status == 400, self.body
        assert self.code == 50035, self.body
        place = self.json["errors"]
        for part in path:
            place = place[str(part)]
        return place["_errors"][0]["code"]


class Api:
    """Requests with the bot's token; files as (name, bytes)."""

    def __init__(self, world: DiscordWorld, client: httpx.AsyncClient) -> None:
        self._world = world
        self._client = client

    async def __call__(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        files: list[tuple[str, bytes]] | None = None,
        token: str | None = "",
        headers: dict[str, str] | None = None,
    ) -> Reply:
        sent = dict(headers or {})
        if token is not None:
            sent["Authorization"] = f"Bot {token or self._world.token}"
        if files is None:
            arguments: dict[str, Any] = {} if body is None else {"json": body}
        else:
            named = {f"files[{n}]": (name, data, "application/octet-stream") for n, (name, data) in enumerate(files)}
            arguments = {"data": {"payload_json": json.dumps(body or {})}, "files": named}
        answer = await self._client.request(method, f"/api/v10{path}", headers=sent, **arguments)
        return Reply(answer.status_code, answer.headers, answer.content)

    async def raw(self, method: str, path: str, body: bytes, content_type: str) -> Reply:
        """A body just as it is given."""
        headers = {"Authorization": f"Bot {self._world.token}", "Content-Type": content_type}
        answer = await self._client.request(method, f"/api/v10{path}", headers=headers, content=body)
        return Reply(answer.status_code, answer.headers, answer.content)

    async def fetch(self, url: str, **headers: str) -> Reply:
        """A file by its address."""
        answer = await self._client.get(url, headers=headers)
        return Reply(answer.status_code, answer.headers, answer.content)


@dataclass(frozen=True)
class Place:
    """A server with a bot, an owner, two members, a channel for songs and one that the bot cannot see."""

    world: DiscordWorld
    clock: HeldClock
    guild: Guild
    songs: Channel
    private: Channel
    mia: Person
    noah: Person
    admin: Person

    async def register(self, api: Api, *commands: Any) -> None:
        reply = await api("PUT", f"/applications/{self.world.application_id}/commands", list(commands))
        assert reply.status == 200, reply.body

    def ask(self, person: Person | None = None, channel: Channel | None = None) -> Interaction:
        """A slash command was sent; no matter which."""
        data = {"id": "1", "name": "song", "type": 1}
        user = (person or self.mia).user
        return start(self.world, InteractionType.COMMAND, user, channel or self.songs, data, command_name="song")

    def callback(self, interaction: Interaction) -> str:
        return f"/interactions/{interaction.id}/{interaction.token}/callback"

    def hook(self, interaction: Interaction, path: str = "/messages/@original") -> str:
        return f"/webhooks/{self.world.application_id}/{interaction.token}{path}"

    def messages(self, channel: Channel | None = None) -> str:
        return f"/channels/{(channel or self.songs).id}/messages"


def settle(world: DiscordWorld, clock: HeldClock) -> Place:
    admin, mia, noah = world.add_user("ada"), world.add_user("mia"), world.add_user("noah")
    guild = world.add_guild("Studio", admin, [mia, noah])
    songs = world.add_channel(guild, "songs")
    hidden = [Overwrite(guild.id, 0, deny=Permission.VIEW_CHANNEL), _let_in(mia)]
    private = world.add_channel(guild, "private", hidden)
    return Place(world, clock, guild, songs, private, Person(world, mia), Person(world, noah), Person(world, admin))


def _let_in(user: User) -> Overwrite:
    return Overwrite(user.id, 1, allow=Permission.VIEW_CHANNEL)


def check_all(server: LoopbackServer) -> None:
    """Every answer as the document has it, and every request that was accepted."""
    for exchange in server.traffic:
        openapi.check_answer(exchange)
        if exchange.answer.status < 300:
            openapi.check_request(exchange)
