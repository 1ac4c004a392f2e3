"""The application's own emojis: up to 2,000 that its bot may use everywhere.

Source: documentation, Emoji ("Application-Owned Emoji", "Emoji Formats"); JSON error codes 10014, 30008 and 50138.
"""

from __future__ import annotations

import base64
import binascii
import io
import re

from PIL import Image, UnidentifiedImageError

from sandbox.discord import emojis, errors
from sandbox.discord.entities import Emoji, Payload
from sandbox.discord.errors import DiscordError, Problems
from sandbox.discord.payloads import user_payload
from sandbox.discord.routing import Call, Route
from sandbox.discord.shapes import Field, Record, Text
from sandbox.wire.exchange import EMPTY, Answer, json_answer

MOST = 2000
LARGEST = 256 * 1024  # bytes of a picture
FORMATS = ("jpeg", "png", "gif", "webp", "avif")
_NAME = Text(32, 2, r"\w+")
_NEW = Record({"name": Field(_NAME, required=True), "image": Field(Text(2**20, 1), required=True)})
_CHANGED = Record({"name": Field(_NAME)})
_DATA = re.compile(r"data:image/(\w+);base64,(.+)", re.DOTALL)


async def list_emojis(call: Call) -> Answer:
    """All of them."""
    _check(call)
    return json_answer(200, {"items": [_payload(call, emoji) for emoji in call.world.emojis.values()]})


async def get_emoji(call: Call) -> Answer:
    """One of them."""
    return json_answer(200, _payload(call, _one(call)))


async def create_emoji(call: Call) -> Answer:
    """A new one, of a picture as a data URI."""
    _check(call)
    world, problems = call.world, Problems()
    said = _NEW.read(call.form().payload, (), problems)
    problems.refuse()
    animated = _is_animated(said["image"])
    if len(world.emojis) >= MOST:
        raise DiscordError(400, 30008, f"Maximum number of emojis reached ({MOST})")
    _check_name(call, said["name"])
    emoji = Emoji(world.ids.next(), said["name"], animated=animated)
    world.emojis[emoji.id or 0] = emoji
    return json_answer(201, _payload(call, emoji))


async def edit_emoji(call: Call) -> Answer:
    """One of them by another name."""
    old, problems = _one(call), Problems()
    said = _CHANGED.read(call.form().payload, (), problems)
    problems.refuse()
    name = said.get("name", old.name)
    if name != old.name:
        _check_name(call, name)
    emoji = Emoji(old.id, name, animated=old.animated)
    call.world.emojis[emoji.id or 0] = emoji
    return json_answer(200, _payload(call, emoji))


async def delete_emoji(call: Call) -> Answer:
    """One of them, gone."""
    del call.world.emojis[_one(call).id or 0]
    return EMPTY


def _check(call: Call) -> None:
    if call.id("application_id") != call.world.application_id:
        raise errors.missing_access()


def _one(call: Call) -> Emoji:
    _check(call)
    emoji = call.world.emojis.get(call.id("emoji_id"))
    if emoji is None:
        raise emojis.unknown_emoji()
    return emoji


def _check_name(call: Call, name: str) -> None:
    # No two may have one name (as Discord's API answers it).
    if any(emoji.name == name for emoji in call.world.emojis.values()):
        problems = Problems()
        problems.add(("name",), "APPLICATION_EMOJI_NAME_ALREADY_TAKEN", "An emoji with this name already exists")
        problems.refuse()


def _is_animated(image: str) -> bool:
    problems, found = Problems(), _DATA.fullmatch(image)
    try:
        data = base64.b64decode(found.group(2), validate=True) if found else b""
    except binascii.Error:
        data = b""
    if found is None or found.group(1) not in FORMATS or not data:
        problems.add(("image",), "IMAGE_INVALID", "Invalid image data")
        problems.refuse()
    if len(data) > LARGEST:
        problems.add(("image",), "BINARY_TYPE_MAX_SIZE", "File cannot be larger than 256.0 kb.")
        problems.refuse()
    try:
        with Image.open(io.BytesIO(data)) as picture:
            return bool(getattr(picture, "is_animated", False))
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        raise DiscordError(400, 50046, "Invalid Asset") from None


def _payload(call: Call, emoji: Emoji) -> Payload:
    return {
        "id": str(emoji.id),
        "name": emoji.name,
        "user": user_payload(call.world.bot),
        "roles": [],
        "require_colons": True,
        "managed": False,
        "animated": emoji.animated,
        "available": True,
    }


_BASE = "/applications/{application_id}/emojis"
ROUTES = (
    Route("GET", _BASE, list_emojis),
    Route("POST", _BASE, create_emoji),
    Route("GET", _BASE + "/{emoji_id}", get_emoji),
    Route("PATCH", _BASE + "/{emoji_id}", edit_emoji),
    Route("DELETE", _BASE + "/{emoji_id}", delete_emoji),
)
