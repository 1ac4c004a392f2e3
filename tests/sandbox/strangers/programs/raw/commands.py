"""Commands and answers."""

from __future__ import annotations

from typing import Any

from tests.sandbox.strangers.programs.raw.connection import EPHEMERAL, Connection, Refused


class Commands(Connection):
    """Hears every interaction, and hands each to the method of its command or of its `custom_id`."""

    async def on_interaction_create(self, of: dict[str, Any]) -> None:
        data = of["data"]
        if of["type"] == 2 and data["type"] == 2:
            await self.respond(of, 4, {"content": f"hello {data['resolved']['users'][data['target_id']]['username']}"})
        elif of["type"] == 2 and data["type"] == 3:
            await self.respond(of, 4, {"content": f"> {data['resolved']['messages'][data['target_id']]['content']}"})
        elif of["type"] == 2:
            await getattr(self, f"do_{data['name']}")(of, {one["name"]: one for one in data.get("options", [])})
        elif of["type"] == 4:
            typed = data["options"][0]["value"]
            offered = [{"name": word, "value": word} for word in ("alpha", "alpine", "beta") if word.startswith(typed)]
            await self.respond(of, 8, {"choices": offered})
        else:
            await getattr(self, f"use_{data['custom_id']}")(of)

    async def do_echo(self, of: dict[str, Any], given: dict[str, Any]) -> None:
        resolved = of["data"].get("resolved", {})

        def name(option: str, kind: str, key: str) -> str:
            return resolved[kind][given[option]["value"]][key] if option in given else "-"

        file = "-"
        if "file" in given:
            attachment = resolved["attachments"][given["file"]["value"]]
            file = f"{attachment['filename']} {attachment['size']}"
        flag = {None: "-", True: "yes", False: "no"}[given.get("flag", {}).get("value")]
        number = given.get("number", {}).get("value", "-")
        people = [name("user", "users", "username"), name("role", "roles", "name"), name("channel", "channels", "name")]
        words = ", ".join([given["text"]["value"], str(number), flag, *people, file])
        await self.respond(of, 4, {"content": f"echo: {words}"})

    async def do_shelf(self, of: dict[str, Any], given: dict[str, Any]) -> None:
        await self.respond(of, 4, {"content": f"shelf add {given['add']['options'][0]['value']}"})

    async def do_pick(self, of: dict[str, Any], given: dict[str, Any]) -> None:
        await self.respond(of, 4, {"content": f"picked {given['word']['value']}"})

    async def do_defer(self, of: dict[str, Any], _: dict[str, Any]) -> None:
        await self.respond(of, 5)
        await self.edit(of, {"content": "done"})
        await self.edit(of, {"content": "done again", "embeds": [{"title": "Edited"}]})

    async def do_followup(self, of: dict[str, Any], _: dict[str, Any]) -> None:
        await self.respond(of, 4, {"content": "one"})
        two = await self.ask("POST", self.hook(of), {"content": "two"})
        three = await self.ask("POST", self.hook(of), {"content": "three"})
        await self.ask("PATCH", f"{self.hook(of)}/messages/{two['id']}", {"content": "two, edited"})
        await self.ask("DELETE", f"{self.hook(of)}/messages/{three['id']}")

    async def do_secret(self, of: dict[str, Any], _: dict[str, Any]) -> None:
        await self.respond(of, 4, {"content": "secret", "flags": EPHEMERAL})
        await self.ask("POST", self.hook(of), {"content": "also secret", "flags": EPHEMERAL})

    async def do_files(self, of: dict[str, Any], given: dict[str, Any]) -> None:
        address = of["data"]["resolved"]["attachments"][given["file"]["value"]]["url"]
        async with self.http.get(address) as answer:
            copy = await answer.read()
        note = {"id": 1, "description": "a note"}
        told = {"content": "copies", "attachments": [{"id": 0}, note]}
        await self.respond(of, 4, told, [("copy.bin", copy), ("note.txt", b"note")])
        sent = await self.ask("GET", self.hook(of) + "/messages/@original")
        kept = [{"id": one["id"]} for one in sent["attachments"] if one["filename"] == "note.txt"]
        await self.edit(of, {"content": "kept", "attachments": kept})

    async def do_errors(self, of: dict[str, Any], given: dict[str, Any]) -> None:
        await self.respond(of, 5)
        channel = f"/channels/{of['channel_id']}/messages"
        tries = [
            ("POST", channel, {"content": ""}),
            ("POST", channel, {"embeds": [{"title": "x" * 257}]}),
            ("GET", f"{channel}/1", None),
            ("POST", f"/channels/{given['place']['value']}/messages", {"content": "hello"}),
        ]
        dm = await self.ask("POST", "/users/@me/channels", {"recipient_id": given["user"]["value"]})
        tries.append(("POST", f"/channels/{dm['id']}/messages", {"content": "hello"}))
        codes: list[str] = []
        for method, path, body in tries:
            try:
                await self.ask(method, path, body)
            except Refused as refused:
                codes.append(str(refused.code))
        await self.edit(of, {"content": " ".join(codes)})


def _option(kind: int, name: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "name": name, "description": name, **more}


def _command(name: str, *options: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "name": name, "description": name, "options": list(options)}


COMMANDS = [
    _command(
        "echo",
        _option(3, "text", required=True, min_length=1, max_length=100),
        _option(4, "number", min_value=1, max_value=10),
        _option(5, "flag"),
        _option(6, "user"),
        _option(8, "role"),
        _option(7, "channel"),
        _option(11, "file"),
    ),
    _command("shelf", _option(1, "add", options=[_option(3, "name", required=True)])),
    _command("pick", _option(3, "word", required=True, autocomplete=True)),
    _command("files", _option(11, "file", required=True)),
    _command("errors", _option(3, "place", required=True), _option(6, "user", required=True)),
    *(_command(name) for name in ("defer", "followup", "secret", "buttons", "menus", "form", "buttonform")),
    *(_command(name) for name in ("labels", "layout", "messages", "thread", "discuss", "react", "dm", "many")),
    {"type": 2, "name": "Greet"},
    {"type": 3, "name": "Quote"},
]
