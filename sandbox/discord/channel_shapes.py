"""What a bot may say of a channel or a thread that it makes or changes.

Source: the OpenAPI document's `CreateGuildChannelRequest`, `UpdateGuildChannelRequestPartial` and
`UpdateThreadRequestPartial`; documentation, Channel, "Modify Channel".
"""

from __future__ import annotations

from typing import Any

from sandbox.discord.command_shapes import Bits
from sandbox.discord.entities import VOICE, Channel, ChannelType, Overwrite, Payload
from sandbox.discord.errors import Problems
from sandbox.discord.permissions import EVERY_BIT, Permission
from sandbox.discord.shapes import Field, ListOf, OneOf, Record, Shape, Snowflake, Text, Truth, Whole, units

MINUTES = (60, 1440, 4320, 10080)  # after which a thread may fall asleep
SLOWEST = 21_600  # seconds between two messages
TOPIC = 1024
FORUM_TOPIC = 4096
MOST_OVERWRITES = 100
LOWER_CASE = (ChannelType.GUILD_TEXT, ChannelType.GUILD_ANNOUNCEMENT, ChannelType.GUILD_FORUM)

NAME = Text(100, 1)
OVERWRITE = Record({"type": Field(OneOf((0, 1))), "allow": Field(Bits()), "deny": Field(Bits())})
_OVERWRITES = Field(
    ListOf(Record({**OVERWRITE.fields, "id": Field(Snowflake(), required=True)}), MOST_OVERWRITES),
)
_SAID = {
    "position": Field(Whole(0, 2**31 - 1)),
    "topic": Field(Text(FORUM_TOPIC)),
    "bitrate": Field(Whole(8000, 384_000)),
    "user_limit": Field(Whole(0, 99)),
    "nsfw": Field(Truth()),
    "rate_limit_per_user": Field(Whole(0, SLOWEST)),
    "parent_id": Field(Snowflake()),
    "permission_overwrites": _OVERWRITES,
}
_NULLABLE = frozenset({"parent_id", "topic"})
NEW_CHANNEL = Record(
    {
        **_SAID,
        "name": Field(NAME, required=True),
        "type": Field(OneOf((0, 2, 4, 5, 15))),
    },
    nullable=_NULLABLE,
)
CHANGED_CHANNEL = Record({**_SAID, "name": Field(NAME), "type": Field(OneOf((0, 5)))}, nullable=_NULLABLE)
CHANGED_THREAD = Record(
    {
        "name": Field(NAME),
        "archived": Field(Truth()),
        "locked": Field(Truth()),
        "invitable": Field(Truth()),
        "auto_archive_duration": Field(OneOf(MINUTES)),
        "rate_limit_per_user": Field(Whole(0, SLOWEST)),
        "applied_tags": Field(ListOf(Snowflake(), 5)),
    }
)
PLACES = ListOf(
    Record({"id": Field(Snowflake(), required=True), "position": Field(Whole(0, 2**31 - 1))}),
    500,
)


def read(shape: Shape, payload: object) -> Any:
    """A body by its shape; raises 50035."""
    problems = Problems()
    said = shape.read(payload, (), problems)
    problems.refuse()
    return said


def check_topic(said: Payload, kind: ChannelType) -> None:
    """Raise 50035 where a topic is longer than channels of this kind may have; only a forum's may be long."""
    if kind is not ChannelType.GUILD_FORUM and units(said.get("topic") or "") > TOPIC:
        problems = Problems()
        problems.add(("topic",), "BASE_TYPE_MAX_LENGTH", f"Must be {TOPIC} or fewer in length.")
        problems.refuse()


def overwrite_of(said: Payload, target_id: int) -> Overwrite:
    """An overwrite as a body says it; bits that the sandbox has no name for are kept out."""
    allow, deny = (Permission(int(said.get(key, 0)) & EVERY_BIT) for key in ("allow", "deny"))
    return Overwrite(target_id, said.get("type", 0), allow, deny)


def set_said(channel: Channel, said: Payload) -> None:
    """Lay what a body says over a channel; a name is kept as Discord writes it for this kind."""
    if "name" in said:
        channel.name = written(said["name"], channel.kind)
    channel.position = said.get("position", channel.position)
    channel.nsfw = said.get("nsfw", channel.nsfw)
    channel.slow_seconds = said.get("rate_limit_per_user", channel.slow_seconds)
    if channel.kind in VOICE:
        channel.bitrate = said.get("bitrate", channel.bitrate)
        channel.user_limit = said.get("user_limit", channel.user_limit)
    if "topic" in said:
        channel.topic = said["topic"] or None
    if "parent_id" in said:
        channel.parent_id = None if said["parent_id"] is None else int(said["parent_id"])
    if "permission_overwrites" in said:
        listed = [overwrite_of(each, int(each["id"])) for each in said["permission_overwrites"]]
        channel.overwrites.clear()  # in place: threads share them with the channel that they are below
        channel.overwrites.update({each.target_id: each for each in listed})


def written(name: str, kind: ChannelType) -> str:
    """A channel's name as Discord keeps it: channels of text have neither capitals nor spaces."""
    return "-".join(name.lower().split()) if kind in LOWER_CASE else name
