"""What a bot writes: the body of a message, read into a draft or refused.

Source: documentation, Create Message and Edit Message; the OpenAPI document's `MessageCreateRequest`,
`IncomingWebhookInteractionRequest` and their kin.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

from sandbox.discord import limits
from sandbox.discord.components import read_components
from sandbox.discord.embeds import Embeds
from sandbox.discord.entities import MessageFlag, Payload
from sandbox.discord.errors import Problems
from sandbox.discord.mentions import ALLOWED_MENTIONS, check_allowed
from sandbox.discord.multipart import Form, Upload
from sandbox.discord.polls import POLL
from sandbox.discord.shapes import Field, ListOf, Number, OneOf, Path, Record, Snowflake, Text, Truth, Whole

_TOLD = Record(
    {
        "id": Field(Snowflake(), required=True),
        "filename": Field(Text(1024, 1)),
        "description": Field(Text(limits.DESCRIPTION)),
        "title": Field(Text(1024)),
        "duration_secs": Field(Number()),
        "waveform": Field(Text(400)),
        "is_spoiler": Field(Truth()),
        "is_remix": Field(Truth()),
    }
)
_BODY = Record(
    {
        "content": Field(Text(limits.CONTENT, stripped=True)),
        "embeds": Field(Embeds()),
        "attachments": Field(ListOf(_TOLD, limits.FILES)),
        "allowed_mentions": Field(ALLOWED_MENTIONS),
        "flags": Field(Whole(0, 2**31 - 1)),
        "tts": Field(Truth()),
        "nonce": Field(Text(limits.NONCE)),
        "poll": Field(POLL),
        "enforce_nonce": Field(Truth()),
        "message_reference": Field(
            Record(
                {
                    "message_id": Field(Snowflake(), required=True),
                    "channel_id": Field(Snowflake()),
                    "guild_id": Field(Snowflake()),
                    "fail_if_not_exists": Field(Truth()),
                    "type": Field(OneOf((0, 1))),
                }
            )
        ),
    },
    nullable=frozenset({"content", "embeds", "attachments"}),
)
# What the sandbox has not; a bot that sends it is told so, instead of seeing it vanish.
NOT_HERE = ("sticker_ids", "shared_client_theme", "thread_name", "avatar_url", "username")


@dataclass(slots=True)
class Draft:
    """A body that was found good: only the keys that it named are in `said`, and `path` leads to it in its request."""

    said: Payload
    uploads: dict[int, Upload] = field(default_factory=dict[int, "Upload"])
    path: Path = ()

    @property
    def flags(self) -> MessageFlag:
        """The flags that the bot asked for."""
        return MessageFlag(self.said.get("flags", 0))


def read_draft(form: Form, *, path: Path = (), was_v2: bool = False) -> Draft:
    """Check a message's body; raises 50035 with every problem. `path` leads to it inside an interaction's callback."""
    problems = Problems()
    body = _body(form.payload, path)
    said: Payload = _BODY.read(body, path, problems)
    if not isinstance(form.payload, dict):
        problems.add((), "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
    if "components" in body:
        asked = said.get("flags", 0)
        v2 = was_v2 or (isinstance(asked, int) and bool(asked & MessageFlag.COMPONENTS_V2))
        given: Any = [] if body["components"] is None else body["components"]
        said["components"] = read_components(given, (*path, "components"), problems, v2=v2)
    for key in NOT_HERE:
        if body.get(key):
            problems.add((*path, key), "SANDBOX_HAS_NONE", f'The sandbox has no "{key}"')
    check_allowed(said.get("allowed_mentions"), (*path, "allowed_mentions"), problems)
    _check_files(said, form, path, problems)
    problems.refuse()
    return Draft(said, form.files, path)


def _body(payload: Any, path: Path) -> Payload:
    for part in path:
        payload = as_object(payload).get(str(part), {})
    body = as_object(payload)
    nonce = body.get("nonce")
    if isinstance(nonce, int) and not isinstance(nonce, bool) and -(2**63) <= nonce < 2**63:
        return {**body, "nonce": str(nonce)}
    return body


def as_object(value: Any) -> Payload:
    """A JSON value as an object; anything else counts as an empty one."""
    return cast("Payload", value) if isinstance(value, dict) else {}


def _check_files(said: Payload, form: Form, path: Path, problems: Problems) -> None:
    if len(form.files) > limits.FILES:
        problems.add((*path, "attachments"), "BASE_TYPE_MAX_LENGTH", f"Must be {limits.FILES} or fewer in length.")
    told: list[Payload] = said.get("attachments") or []
    numbers = [entry.get("id") for entry in told]
    for index, entry in enumerate(told):
        if entry.get("is_remix"):
            problems.add((*path, "attachments", index, "is_remix"), "SANDBOX_HAS_NONE", "The sandbox has no remixes")
    for index, number in enumerate(numbers):
        if number in numbers[:index]:
            problems.add((*path, "attachments", index, "id"), "ATTACHMENT_ID_DUPLICATED", "Attachment id is used twice")
