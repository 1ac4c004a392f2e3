"""What Discord's world consists of: users, guilds, roles, channels, messages, interactions; plain and mutable."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from enum import IntEnum, IntFlag
from typing import Any, TypeAlias

from sandbox.discord.permissions import NOTHING, Permission

Payload: TypeAlias = dict[str, Any]


class ChannelType(IntEnum):
    """The kinds of channel that the sandbox has."""

    GUILD_TEXT = 0
    DM = 1
    GUILD_VOICE = 2
    GROUP_DM = 3  # of people; no bot is in one
    GUILD_CATEGORY = 4  # channels stand below it; holds no messages
    GUILD_ANNOUNCEMENT = 5
    ANNOUNCEMENT_THREAD = 10
    PUBLIC_THREAD = 11  # a post of a forum, too
    PRIVATE_THREAD = 12  # for those who are in it, and those who manage threads
    GUILD_STAGE_VOICE = 13  # whoever comes listens, until they are let speak
    GUILD_FORUM = 15  # holds posts, no messages of its own


VOICE = (ChannelType.GUILD_VOICE, ChannelType.GUILD_STAGE_VOICE)
THREADS = (ChannelType.ANNOUNCEMENT_THREAD, ChannelType.PUBLIC_THREAD, ChannelType.PRIVATE_THREAD)


class InteractionType(IntEnum):
    """What a person did."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL_SUBMIT = 5


class Callback(IntEnum):
    """How an app may answer an interaction."""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE_MESSAGE = 7
    AUTOCOMPLETE = 8
    MODAL = 9


class MessageFlag(IntFlag):
    """The message flags that an app can cause."""

    SUPPRESS_EMBEDS = 1 << 2
    HAS_THREAD = 1 << 5
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    VOICE_MESSAGE = 1 << 13
    HAS_SNAPSHOT = 1 << 14
    COMPONENTS_V2 = 1 << 15


NO_FLAGS = MessageFlag(0)


@dataclass(eq=False, slots=True)
class User:
    """An account, of a person or of the bot."""

    id: int
    name: str
    bot: bool = False
    takes_dms: bool = True  # False: has closed their DMs, or blocked the bot
    locale: str = "en-US"
    display_name: str | None = None


@dataclass(eq=False, slots=True)
class Role:
    """A role of a guild; @everyone's id is the guild's."""

    id: int
    name: str
    permissions: Permission
    position: int = 0
    managed_by: int | None = None  # the bot that this role came with


@dataclass(eq=False, slots=True)
class Overwrite:
    """What a channel allows and denies to one role (`kind` 0) or member (`kind` 1)."""

    target_id: int
    kind: int
    allow: Permission = NOTHING
    deny: Permission = NOTHING


@dataclass(eq=False, slots=True)
class Member:
    """A user in a guild; times in Unix seconds."""

    user: User
    joined_at: float
    role_ids: list[int] = field(default_factory=list[int])
    nick: str | None = None
    timed_out_until: float | None = None
    mute: bool = False  # by the server; so is `deaf`, in all its voice channels
    deaf: bool = False


@dataclass(eq=False, slots=True)
class VoiceState:
    """A member in a voice channel, by a session of the gateway; `token` lets that session into the voice server."""

    user_id: int
    channel_id: int
    session_id: str
    token: str
    self_mute: bool = False
    self_deaf: bool = False
    suppressed: bool = False  # may not speak, on a stage
    asked_to_speak_at: str | None = None  # on a stage, ISO 8601


@dataclass(eq=False, slots=True)
class Attachment:
    """A file that was uploaded, with its bytes."""

    id: int
    channel_id: int
    filename: str
    data: bytes
    content_type: str
    description: str | None = None
    width: int | None = None
    height: int | None = None
    title: str | None = None
    duration_secs: float | None = None
    waveform: str | None = None
    ephemeral: bool = False
    spoiler: bool = False


@dataclass(frozen=True, slots=True)
class Emoji:
    """An emoji: one of Unicode by its characters, or a custom one by its id."""

    id: int | None
    name: str
    animated: bool = False
    guild_id: int | None = None  # whose it is; None for the application's own, and for Unicode's


@dataclass(eq=False, slots=True)
class Reaction:
    """An emoji below a message, and who put it there, in this order."""

    emoji: Emoji
    users: list[User] = field(default_factory=list[User])


@dataclass(eq=False, slots=True)
class PollAnswer:
    """One answer of a poll, and who voted for it."""

    id: int
    text: str
    emoji: Emoji | None = None
    voters: list[User] = field(default_factory=list[User])


@dataclass(eq=False, slots=True)
class Poll:
    """A question with its answers, open until `ends_at` (Unix seconds)."""

    question: str
    answers: list[PollAnswer]
    ends_at: float
    several: bool = False  # whether one may vote for several answers


@dataclass(frozen=True, slots=True)
class Reference:
    """Another message (or a channel) that a message points at; `kind` 0 as it is, 1 as it was when forwarded."""

    kind: int
    channel_id: int
    message_id: int | None = None
    guild_id: int | None = None


@dataclass(eq=False, slots=True)
class Message:
    """A message; embeds and components are kept as Discord would answer them, but for files, whose addresses age."""

    id: int
    channel_id: int
    guild_id: int | None
    author: User
    created_at: float
    content: str = ""
    embeds: list[Payload] = field(default_factory=list[Payload])
    components: list[Payload] = field(default_factory=list[Payload])
    attachments: list[Attachment] = field(default_factory=list[Attachment])
    flags: MessageFlag = NO_FLAGS
    kind: int = 0
    edited_at: float | None = None
    private_to: int | None = None  # ephemeral: the only user who sees it
    interaction: Interaction | None = None  # what this answers; set for every message sent with an interaction's token
    reply_to: int | None = None  # in the same channel
    refers_to: Reference | None = None  # elsewhere: what a thread began with
    nonce: str | int | None = None
    tts: bool = False
    mentions: list[User] = field(default_factory=list[User])
    mention_roles: list[int] = field(default_factory=list[int])
    mention_everyone: bool = False
    edits: int = 0
    reactions: list[Reaction] = field(default_factory=list[Reaction])
    pinned_at: float | None = None
    poll: Poll | None = None
    snapshot: Message | None = None  # of a forward: the message as it was then

    @property
    def loading(self) -> bool:
        """Whether this is the "thinking…" of a deferred answer."""
        return bool(self.flags & MessageFlag.LOADING)


@dataclass(eq=False, slots=True)
class Channel:
    """A channel of a guild with its messages, a thread below one, or a DM with one recipient."""

    id: int
    kind: ChannelType
    name: str = ""
    guild_id: int | None = None
    position: int = 0
    topic: str | None = None
    nsfw: bool = False
    overwrites: dict[int, Overwrite] = field(default_factory=dict[int, Overwrite])
    recipient: User | None = None  # of a DM with the bot
    recipients: list[User] = field(default_factory=list[User])  # of a DM without it, everybody who is in it
    parent_id: int | None = None  # of a thread, which has its parent's overwrites; else the category
    owner_id: int | None = None  # of a thread
    thread_members: set[int] = field(default_factory=set[int])  # users who are in a thread; a private one is theirs
    thread_joins: dict[int, float] = field(default_factory=dict[int, float])  # when they came, Unix seconds
    created_at: str = ""  # of a thread, ISO 8601
    archived_at: str = ""  # of a thread: when it was last archived, woken or made
    posted_at: float = 0.0  # when something was last said, Unix seconds
    archived: bool = False
    locked: bool = False
    invitable: bool = True  # a private thread: whether those in it may bring others
    auto_archive_minutes: int = 1440
    slow_seconds: int = 0  # between two messages of a member's
    applied_tags: list[int] = field(default_factory=list[int])  # of a forum's post
    ever_sent: int = 0  # messages, those too that were deleted
    last_pin_at: str | None = None  # ISO 8601
    changed_at: dict[str, list[float]] = field(default_factory=dict[str, list[float]])  # name, topic
    bitrate: int = 64_000  # of a voice channel, bits per second
    user_limit: int = 0  # of a voice channel; 0 is none
    messages: dict[int, Message] = field(default_factory=dict[int, Message])

    @property
    def is_thread(self) -> bool:
        """Whether this is a thread or a post, below a channel; a channel may stand below a category."""
        return self.kind in THREADS


@dataclass(eq=False, slots=True)
class Guild:
    """A server, its roles, channels and members."""

    id: int
    name: str
    owner_id: int
    premium_tier: int = 0
    commands_alone: bool = False  # installed without the scope `bot`: the commands are there, the bot is not
    locale: str = "en-US"
    system_channel_id: int | None = None  # where Discord greets new members
    roles: dict[int, Role] = field(default_factory=dict[int, Role])
    channels: dict[int, Channel] = field(default_factory=dict[int, Channel])
    members: dict[int, Member] = field(default_factory=dict[int, Member])
    voice_states: dict[int, VoiceState] = field(default_factory=dict[int, VoiceState])  # by the user's id
    commands: dict[int, Payload] = field(default_factory=dict[int, Payload])
    emojis: dict[int, Emoji] = field(default_factory=dict[int, Emoji])
    # What admins say of a command, by its id, and of all the application's, by that of the application
    command_permissions: dict[int, list[Payload]] = field(default_factory=dict[int, list[Payload]])


@dataclass(eq=False, slots=True)
class Team:
    """Several people who own the application together; the first is the team's owner."""

    id: int
    name: str
    members: list[User]


@dataclass(eq=False, slots=True)
class Interaction:
    """What a person did and how the app answered; its token is the address of all further messages."""

    id: int
    token: str
    kind: InteractionType
    user: User
    channel_id: int
    guild_id: int | None
    data: Payload
    created_at: float
    message: Message | None = None  # the message whose component was used
    parent: Interaction | None = None  # a modal's submit: the interaction that opened the modal
    command_name: str = ""
    callback: Callback | None = None
    rejected: bool = False  # what an endpoint answered over HTTP was none; unlike a late answer, that is known at once
    original: Message | None = None
    modal: Payload | None = None
    choices: list[Payload] | None = None
    followups: list[Message] = field(default_factory=list[Message])
    owners: dict[str, str] = field(default_factory=dict[str, str])  # by integration type: for whom it is installed
    aged: float = 0.0  # seconds that trouble has added to its age
    answered: asyncio.Event = field(default_factory=asyncio.Event)
