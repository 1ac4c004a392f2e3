"""Buttons, menus, forms and layouts."""

from __future__ import annotations

from typing import Any

from tests.sandbox.strangers.programs.picture import PNG
from tests.sandbox.strangers.programs.raw.connection import EPHEMERAL, Connection

LAYOUT = 1 << 15


class Components(Connection):
    """What is pressed, chosen and filled in."""

    async def do_buttons(self, of: dict[str, Any], _: dict[str, Any]) -> None:
        made = [
            {"type": 2, "style": 1, "label": name, "custom_id": name.lower()} for name in ("Update", "Later", "Reply")
        ]
        made.append({"type": 2, "style": 2, "label": "Off", "custom_id": "off", "disabled": True})
        made.append({"type": 2, "style": 5, "label": "Site", "url": "https://example.com"})
        await self.respond(of, 4, {"content": "press", "components": [{"type": 1, "components": made}]})

    async def use_update(self, of: dict[str, Any]) -> None:
        await self.respond(of, 7, {"content": f"updated by {of['member']['user']['username']}"})

    async def use_later(self, of: dict[str, Any]) -> None:
        await self.respond(of, 6)
        await self.edit(of, {"content": "later"})

    async def use_reply(self, of: dict[str, Any]) -> None:
        await self.respond(of, 4, {"content": "for you", "flags": EPHEMERAL})

    async def do_menus(self, of: dict[str, Any], _: dict[str, Any]) -> None:
        letters = [{"label": letter, "value": letter} for letter in "abc"]
        menus: list[dict[str, Any]] = [
            {"type": 3, "custom_id": "strings", "options": letters, "max_values": 2},
            {"type": 5, "custom_id": "users"},
            {"type": 6, "custom_id": "roles"},
            {"type": 7, "custom_id": "mentionables", "max_values": 2},
            {"type": 8, "custom_id": "channels"},
        ]
        rows = [{"type": 1, "components": [{**menu, "placeholder": menu["custom_id"]}]} for menu in menus]
        await self.respond(of, 4, {"content": "choose", "components": rows})

    async def _chosen(self, of: dict[str, Any]) -> None:
        data = of["data"]
        kinds = data.get("resolved", {})
        named = {
            id_: one.get("username") or one["name"]
            for kind in kinds
            if kind != "members"
            for id_, one in kinds[kind].items()
        }
        words = " ".join(named.get(value, value) for value in data["values"])
        await self.respond(of, 4, {"content": f"{data['custom_id']}: {words}", "flags": EPHEMERAL})

    use_strings = use_users = use_roles = use_mentionables = use_channels = _chosen

    async def do_form(self, of: dict[str, Any], _: dict[str, Any]) -> None:
        title = {"type": 4, "custom_id": "title", "label": "Title", "style": 1, "min_length": 3, "max_length": 80}
        words = {"type": 4, "custom_id": "words", "label": "Words", "style": 2, "required": False}
        rows = [{"type": 1, "components": [field]} for field in (title, words)]
        await self.respond(of, 9, {"custom_id": "song", "title": "Song", "components": rows})

    async def use_song(self, of: dict[str, Any]) -> None:
        title, words = (row["components"][0]["value"] for row in of["data"]["components"])
        await self.respond(of, 4, {"content": f"form: {title} / {words or '-'}"})

    async def do_buttonform(self, of: dict[str, Any], _: dict[str, Any]) -> None:
        button = {"type": 2, "style": 1, "label": "Open", "custom_id": "open"}
        await self.respond(of, 4, {"content": "open", "components": [{"type": 1, "components": [button]}]})

    async def use_open(self, of: dict[str, Any]) -> None:
        field = {"type": 4, "custom_id": "name", "label": "Name", "style": 1}
        rows = [{"type": 1, "components": [field]}]
        await self.respond(of, 9, {"custom_id": "named", "title": "Name", "components": rows})

    async def use_named(self, of: dict[str, Any]) -> None:
        await self.respond(of, 7, {"content": f"named {of['data']['components'][0]['components'][0]['value']}"})

    async def do_labels(self, of: dict[str, Any], _: dict[str, Any]) -> None:
        moods = [{"label": mood, "value": mood} for mood in ("calm", "wild")]
        parts = {
            "Mood": {"type": 3, "custom_id": "mood", "options": moods},
            "Singer": {"type": 5, "custom_id": "singer"},
            "Recording": {"type": 19, "custom_id": "recording"},
        }
        labels = [{"type": 18, "label": label, "component": part} for label, part in parts.items()]
        await self.respond(of, 9, {"custom_id": "labelled", "title": "Labels", "components": labels})

    async def use_labelled(self, of: dict[str, Any]) -> None:
        mood, singer, recording = (label["component"]["values"][0] for label in of["data"]["components"])
        resolved = of["data"]["resolved"]
        name, file = resolved["users"][singer]["username"], resolved["attachments"][recording]["filename"]
        await self.respond(of, 4, {"content": f"labels: {mood}, {name}, {file}"})

    async def do_layout(self, of: dict[str, Any], _: dict[str, Any]) -> None:
        redraw = {"type": 2, "style": 1, "label": "Redraw", "custom_id": "redraw"}
        inside = [
            {"type": 10, "content": "# Layout"},
            {"type": 9, "components": [{"type": 10, "content": "a section"}], "accessory": redraw},
            {"type": 14},
            {"type": 12, "items": [{"media": {"url": "attachment://cover.png"}}]},
            {"type": 13, "file": {"url": "attachment://notes.txt"}},
        ]
        data = {"flags": LAYOUT, "components": [{"type": 17, "components": inside}]}
        await self.respond(of, 4, data, [("cover.png", PNG), ("notes.txt", b"notes")])

    async def use_redraw(self, of: dict[str, Any]) -> None:
        parts = [{"type": 17, "components": [{"type": 10, "content": "redrawn"}]}]
        await self.respond(of, 7, {"components": parts, "attachments": []})
