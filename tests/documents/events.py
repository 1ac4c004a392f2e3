"""Which of the document's schemas the parts of an event have, and what events leave out or bring along.

Discord publishes no schema of its gateway, nor of what it sends to endpoints: both are told in the documentation, by
the same objects that REST answers with. Sources: documentation, "Gateway Events" (each event's fields and extra
fields), "Receiving and Responding" (the interaction object) and "Webhook Events".
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from tests import openapi

if TYPE_CHECKING:
    from collections.abc import Iterator


class Part(NamedTuple):
    """An object in an event: `path` leads to it by names, `*` being each of a list or a map; "" is the event itself.

    `lacks` are required names of the schema that events leave out, `brings` what they have beside it, and `apart` those
    that are parts of their own.
    """

    path: str
    schema: str
    lacks: frozenset[str] = frozenset()
    brings: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


def _message(path: str = "") -> tuple[Part, ...]:
    prefix = f"{path}." if path else ""
    return (
        Part(path, "MessageResponse", _names("mentions"), _names("guild_id member"), _names("mentions")),
        Part(f"{prefix}member", "BasicGuildMemberResponse", brings=_names("mute deaf")),
        Part(f"{prefix}mentions.*", "UserResponse", brings=_names("member")),
        Part(f"{prefix}mentions.*.member", "BasicGuildMemberResponse", brings=_names("mute deaf")),
    )


MEMBER_OF = Part("", "GuildMemberResponse", brings=_names("guild_id"))
ROLE = Part("role", "GuildRoleResponse")
CHANNEL = Part("", "GuildChannelResponse")
THREAD = Part("", "ThreadResponse", brings=_names("newly_created"))
GUILD = (
    Part(
        "",
        "GuildResponse",
        brings=_names("joined_at large unavailable member_count voice_states members channels threads presences")
        | _names("stage_instances guild_scheduled_events soundboard_sounds"),
    ),
    Part("members.*", "GuildMemberResponse"),
    Part("channels.*", "GuildChannelResponse"),
    Part("threads.*", "ThreadResponse", apart=_names("member")),
    # Documentation, Thread Member object: both are "omitted on the member sent within each thread" of this event.
    Part("threads.*.member", "ThreadMemberResponse", lacks=_names("id user_id")),
)
RESOLVED = (
    Part("data.resolved.users.*", "UserResponse"),
    Part("data.resolved.members.*", "BasicGuildMemberResponse", brings=_names("permissions")),
    Part("data.resolved.roles.*", "GuildRoleResponse"),
    Part("data.resolved.attachments.*", "MessageAttachmentResponse"),
    Part("data.resolved.messages.*", "MessageResponse"),
)
INTERACTION = (
    Part("user", "UserResponse"),
    Part("member", "GuildMemberResponse", brings=_names("permissions")),
    Part("message", "MessageResponse"),
    Part("entitlements.*", "EntitlementResponse"),
    *RESOLVED,
)
EVENTS: dict[str, tuple[Part, ...]] = {
    "READY": (Part("user", "UserPIIResponse"),),
    "GUILD_CREATE": GUILD,
    "GUILD_UPDATE": (Part("", "GuildResponse"),),
    "GUILD_ROLE_CREATE": (ROLE,),
    "GUILD_ROLE_UPDATE": (ROLE,),
    "GUILD_MEMBER_ADD": (MEMBER_OF,),
    "GUILD_MEMBER_UPDATE": (MEMBER_OF,),
    "GUILD_MEMBERS_CHUNK": (Part("members.*", "GuildMemberResponse"),),
    "CHANNEL_CREATE": (CHANNEL,),
    "CHANNEL_UPDATE": (CHANNEL,),
    "CHANNEL_DELETE": (CHANNEL,),
    "THREAD_CREATE": (THREAD,),
    "THREAD_UPDATE": (THREAD,),
    "THREAD_LIST_SYNC": (Part("threads.*", "ThreadResponse"), Part("members.*", "ThreadMemberResponse")),
    "THREAD_MEMBER_UPDATE": (Part("", "ThreadMemberResponse", brings=_names("guild_id")),),
    "MESSAGE_CREATE": _message(),
    "MESSAGE_UPDATE": _message(),
    "INTERACTION_CREATE": INTERACTION,
    "ENTITLEMENT_CREATE": (Part("", "EntitlementResponse"),),
    "ENTITLEMENT_UPDATE": (Part("", "EntitlementResponse"),),
    "ENTITLEMENT_DELETE": (Part("", "EntitlementResponse"),),
    # To endpoints alone; a PING has neither data nor a place where it happened.
    "PING": (Part("user", "UserResponse"),),
    "APPLICATION_AUTHORIZED": (Part("user", "UserResponse"), Part("guild", "GuildResponse")),
    "APPLICATION_DEAUTHORIZED": (Part("user", "UserResponse"),),
    "GUILD_EMOJIS_UPDATE": (Part("emojis.*", "EmojiResponse"),),
    "VOICE_STATE_UPDATE": (Part("", "VoiceStateResponse"), Part("member", "GuildMemberResponse")),
    "APPLICATION_COMMAND_PERMISSIONS_UPDATE": (Part("", "CommandPermissionsResponse"),),
}


def check_event(event: str, data: dict[str, Any]) -> frozenset[str]:
    """Every part of an event that the document knows; returns what it has beside document and documentation."""
    extras: set[str] = set()
    for part in EVENTS.get(event, ()):
        schema = _schema(part.schema, part.lacks)
        for found in _at(data, part.path.split(".") if part.path else []):
            if not isinstance(found, dict):
                continue  # a member that is null, such as of somebody who left
            judged = {name: value for name, value in found.items() if name not in part.apart}
            verdict = openapi.answers().judge(schema, judged)
            assert not verdict.wrong, f"{event} {part.path}: {verdict.wrong}".replace(" :", ":")
            extras |= {extra for extra in verdict.extras if extra not in {f".{name}" for name in part.brings}}
    return frozenset(f"{event} {extra}" for extra in extras)


@cache
def _schema(name: str, lacks: frozenset[str]) -> dict[str, Any]:
    schema = openapi.answers().named(name)
    return {**schema, "required": [required for required in schema.get("required", ()) if required not in lacks]}


def _at(value: Any, path: list[str]) -> Iterator[Any]:
    if not path:
        yield value
    elif path[0] == "*":
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from _at(inner, path[1:])
    elif isinstance(value, dict) and value.get(path[0]) is not None:
        yield from _at(value[path[0]], path[1:])
