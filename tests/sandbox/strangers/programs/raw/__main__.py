"""The bot, and what it says of itself in conversations."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import aiohttp

from tests.sandbox.strangers.programs.raw.commands import COMMANDS, Commands
from tests.sandbox.strangers.programs.raw.components import Components


class Bot(Commands, Components):
    """All of it."""

    async def on_guild_create(self, guild: dict[str, Any]) -> None:
        if guild["id"] in (self.guilds or ()):
            return
        (welcome,) = (channel for channel in guild["channels"] if channel["name"] == "welcome")
        await self.ask("POST", f"/channels/{welcome['id']}/messages", {"content": "thanks"})

    async def on_thread_create(self, thread: dict[str, Any]) -> None:
        if thread["owner_id"] != self.me["id"]:
            await self.ask("PUT", f"/channels/{thread['id']}/thread-members/@me")
            await self.ask("POST", f"/channels/{thread['id']}/messages", {"content": "joined"})

    async def on_message_reaction_add(self, put: dict[str, Any]) -> None:
        if put["user_id"] != self.me["id"]:
            content = {"content": f"{put['member']['user']['username']} put {put['emoji']['name']}"}
            await self.ask("POST", f"/channels/{put['channel_id']}/messages", content)

    async def on_message_reaction_remove(self, taken: dict[str, Any]) -> None:
        content = {"content": f"somebody took {taken['emoji']['name']}"}
        await self.ask("POST", f"/channels/{taken['channel_id']}/messages", content)

    async def on_message_create(self, message: dict[str, Any]) -> None:
        if message["author"]["id"] == self.me["id"]:
            return
        if "guild_id" not in message:
            content = {"content": f"you said {message['content']}"}
        elif any(user["id"] == self.me["id"] for user in message["mentions"]):
            words = re.sub(r"<@!?\d+>", "", message["content"]).strip()
            content = {"content": f"heard {words}", "message_reference": {"message_id": message["id"]}}
        else:
            return
        await self.ask("POST", f"/channels/{message['channel_id']}/messages", content)

    async def do_messages(self, of: dict[str, Any], _: dict[str, Any]) -> None:
        await self.respond(of, 4, {"content": "working"})
        channel = f"/channels/{of['channel_id']}/messages"
        posted = await self.ask("POST", channel, {"content": "posted"})
        await self.ask("PATCH", f"{channel}/{posted['id']}", {"content": "posted, edited"})
        gone = await self.ask("POST", channel, {"content": "gone"})
        await self.ask("DELETE", f"{channel}/{gone['id']}")
        newest = await self.ask("GET", f"{channel}?limit=2")
        await self.edit(of, {"content": f"newest: {' | '.join(one['content'] for one in newest)}"})

    async def do_thread(self, of: dict[str, Any], _: dict[str, Any]) -> None:
        await self.respond(of, 4, {"content": "threading"})
        talk = await self.ask("POST", f"/channels/{of['channel_id']}/threads", {"name": "talk", "type": 11})
        await self.ask("POST", f"/channels/{talk['id']}/messages", {"content": "in the thread"})
        await self.ask("PATCH", f"/channels/{talk['id']}", {"archived": True})
        await self.edit(of, {"content": "archived"})

    async def do_discuss(self, of: dict[str, Any], _: dict[str, Any]) -> None:
        await self.respond(of, 4, {"content": "a topic"})
        message = await self.ask("GET", self.hook(of) + "/messages/@original")
        path = f"/channels/{of['channel_id']}/messages/{message['id']}/threads"
        talk = await self.ask("POST", path, {"name": "about it"})
        await self.ask("POST", f"/channels/{talk['id']}/messages", {"content": "first"})

    async def do_react(self, of: dict[str, Any], _: dict[str, Any]) -> None:
        await self.respond(of, 4, {"content": "vote"})
        message = await self.ask("GET", self.hook(of) + "/messages/@original")
        path = f"/channels/{of['channel_id']}/messages/{message['id']}/reactions"
        await self.ask("PUT", f"{path}/%F0%9F%91%8D/@me")

    async def do_dm(self, of: dict[str, Any], _: dict[str, Any]) -> None:
        dm = await self.ask("POST", "/users/@me/channels", {"recipient_id": of["member"]["user"]["id"]})
        await self.ask("POST", f"/channels/{dm['id']}/messages", {"content": "in private"})
        await self.respond(of, 4, {"content": "sent"})

    async def do_many(self, of: dict[str, Any], _: dict[str, Any]) -> None:
        await self.respond(of, 4, {"content": "counting"})
        for number in range(8):
            await self.ask("POST", f"/channels/{of['channel_id']}/messages", {"content": f"many {number}"})


async def main() -> None:
    async with aiohttp.ClientSession() as http:
        await Bot(http).run(COMMANDS)


if __name__ == "__main__":
    asyncio.run(main())
