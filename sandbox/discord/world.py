"""The state of Discord's world, in one place and without sockets: who is where, and who is told of what."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable

from sandbox.discord import limits, payloads, permission_rules
from sandbox.discord.application_settings import ApplicationSettings
from sandbox.discord.changes import Change, Listener, SessionStarts
from sandbox.discord.entities import (
    Attachment,
    Channel,
    ChannelType,
    Emoji,
    Guild,
    Interaction,
    Member,
    Message,
    Overwrite,
    Payload,
    Role,
    Team,
    User,
    VoiceState,
)
from sandbox.discord.goods import Entitlement, Sku, Subscription
from sandbox.discord.obfuscation import obfuscated
from sandbox.discord.permissions import EVERYDAY, IN_DMS, NOTHING, Permission
from sandbox.discord.snowflake import Snowflakes
from sandbox.discord.tokens import new_bot_token
from sandbox.wire.clock import Clock

LONG_AGO = 90 * 86_400.0  # seconds that the bot has been in a server which was there before anything happens


class DiscordWorld:
    """Everything that Discord knows; changed by the REST routes and by the people.

    `name` is the application's, its bot's and their role's. `clock` should run at real speed: clients obey rate limits
    and deadlines by their own clocks. `token_lifetime` and `answer_deadline` are in the clock's seconds, `file_limit`
    in bytes per file where a server is not boosted.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        name: str = "Example",
        token_lifetime: float = limits.TOKEN_LIFETIME,
        answer_deadline: float = limits.ANSWER_DEADLINE,
        file_limit: int = limits.FILE_BYTES,
    ) -> None:
        self.clock = clock
        self.token_lifetime = token_lifetime
        self.answer_deadline = answer_deadline
        self.file_limit = file_limit
        self.ids = Snowflakes(clock)
        self.bot = User(self.ids.next(), name, bot=True)
        self.application_id = self.bot.id  # the same number for every application made since 2016
        self.application_flags = 0  # no privileged intent is granted
        self.token = new_bot_token(self.bot.id)
        self.settings = ApplicationSettings(clock, self.application_id)
        self.owner = User(self.ids.next(), "operator")
        self.team: Team | None = None
        self.users: dict[int, User] = {self.bot.id: self.bot, self.owner.id: self.owner}
        self.guilds: dict[int, Guild] = {}
        self.dms: dict[int, Channel] = {}  # by the recipient's id
        self.channels: dict[int, Channel] = {}
        self.awake: dict[int, Channel] = {}  # threads that are not archived, and may fall asleep
        self.open_polls: dict[int, Message] = {}  # what polls hang at, by its id
        self.files: dict[int, Attachment] = {}
        self.old_edits: dict[int, list[float]] = {}  # by channel: when messages older than an hour were edited
        self.nonces: dict[str, tuple[float, Message]] = {}  # of the bot's messages, and when they were posted
        self.commands: dict[int, Payload] = {}  # the global ones
        self.emojis: dict[int, Emoji] = {}  # the application's own
        self.skus: dict[int, Sku] = {}
        self.entitlements: dict[int, Entitlement] = {}
        self.subscriptions: dict[int, Subscription] = {}
        self.installed_by: set[int] = set()  # users who take the application with them
        self.bearers: dict[str, User] = {}  # access tokens of people who let the application act for them
        self.command_creates: list[float] = []  # when new ones were made
        self.interactions: dict[int, Interaction] = {}
        self.tokens: dict[str, Interaction] = {}
        self.listeners: list[Listener] = []
        self.watchers: list[Callable[[Change], None]] = []
        self.public_url = "http://127.0.0.1:0"  # where files are served; the server says where once it listens
        self.gateway_url = "ws://127.0.0.1:0/gateway"
        self.voice_endpoint: str | None = None  # of the voice server, while one listens
        self.shards = 1  # what GET /gateway/bot recommends
        self.shards_multiple = 1  # of which the number of shards must be one; more than 1 for a large bot
        self.session_starts = SessionStarts()
        self.file_key = secrets.token_bytes(32)

    # Telling

    def publish(self, event: str, data: Payload, guild_id: int | None = None) -> None:
        """Tell the bot's gateway sessions of an event that the bot may hear."""
        for listener in tuple(self.listeners):
            listener(event, data, guild_id)

    def tell_guild(self, guild: Guild, event: str, data: Payload) -> None:
        """Tell of an event of a guild, where the bot is in it, and let whoever watches look again."""
        if self.bot.id in guild.members:
            # A guild itself comes bare (documentation: Guild Update, "Inner payload is a guild object").
            self.publish(event, data if event == "GUILD_UPDATE" else {**data, "guild_id": str(guild.id)}, guild.id)
        self.notice(Change("population"))

    def notice(self, change: Change) -> None:
        """Tell whoever watches the world (people, a page) what happened."""
        for watcher in tuple(self.watchers):
            watcher(change)

    # What the gateway sends at its start

    def guild_create(self, guild: Guild, *, everybody: bool = False) -> Payload:
        """GUILD_CREATE's data for a guild that the bot is in; `everybody` with the presences intent."""
        told = payloads.guild_create_payload(guild, self.bot.id, everybody=everybody)
        return told | {"threads": [each for each in told["threads"] if self.sees(self.channels[int(each["id"])])]}

    def own_user(self) -> Payload:
        """READY's `user`."""
        return payloads.own_user_payload(self.bot)

    def application(self) -> Payload:
        """READY's `application`: id and flags alone."""
        return {"id": str(self.application_id), "flags": self.application_flags}

    def bot_guilds(self) -> list[Guild]:
        """The guilds that the bot is in, oldest first."""
        return [guild for guild in self.guilds.values() if self.bot.id in guild.members]

    # Looking up

    def guild_of(self, channel: Channel) -> Guild | None:
        """The guild of a channel; None for a DM."""
        return None if channel.guild_id is None else self.guilds[channel.guild_id]

    def permissions(self, user: User, channel: Channel) -> Permission:
        """What a user may do in a channel; nothing where they are not."""
        guild = self.guild_of(channel)
        if guild is None:
            two = channel.recipient is not None and user in (self.bot, channel.recipient)
            return IN_DMS if two or user in channel.recipients else NOTHING
        member = guild.members.get(user.id)
        return NOTHING if member is None else permission_rules.in_channel(guild, channel, member, self.clock.now())

    def sees(self, channel: Channel) -> bool:
        """Whether the bot views a channel of a guild."""
        guild = self.guilds[channel.guild_id or 0]
        return permission_rules.is_viewable(guild, channel, self.bot.id, self.clock.now())

    def file_limit_of(self, guild: Guild | None) -> int:
        """Bytes per file: what the server's boosts allow, where that is more than everybody's limit."""
        boosted = limits.BOOSTED_FILE_BYTES.get(guild.premium_tier, 0) if guild is not None else 0
        return max(self.file_limit, boosted)

    # Population: each change is told as Discord tells it

    def add_user(self, name: str, *, takes_dms: bool = True, locale: str = "en-US") -> User:
        """A new account; names are lower case, as Discord has them."""
        user = User(self.ids.next(), name.lower(), takes_dms=takes_dms, locale=locale)
        self.users[user.id] = user
        return user

    def add_guild(
        self,
        name: str,
        owner: User,
        members: Iterable[User] = (),
        *,
        premium_tier: int = 0,
        guild_id: int | None = None,
        with_bot: bool = True,
    ) -> Guild:
        """A server with @everyone, its owner and members; a `guild_id` may be given to choose its shard.

        The bot is in it for long: `invite_bot` adds it to a server `with_bot` False just now.
        """
        guild = Guild(guild_id or self.ids.next(), name, owner.id, premium_tier)
        guild.roles[guild.id] = Role(guild.id, "@everyone", EVERYDAY)
        self.guilds[guild.id] = guild
        for user in (owner, *members):
            self.add_member(guild, user)
        if with_bot:
            self._add_bot(guild, EVERYDAY, self.clock.now() - LONG_AGO)
            self.publish("GUILD_CREATE", self.guild_create(guild), guild.id)
            self.notice(Change("population"))
        return guild

    def add_member(self, guild: Guild, user: User, roles: Iterable[Role] = ()) -> Member:
        """Let a user join a server."""
        member = Member(user, self.clock.now(), [role.id for role in roles])
        guild.members[user.id] = member
        self.tell_guild(guild, "GUILD_MEMBER_ADD", payloads.member_payload(member))
        return member

    def remove_member(self, guild: Guild, user: User) -> None:
        """Take a user out of a server."""
        self.leave_voice(guild, lambda state: state.user_id == user.id)
        del guild.members[user.id]
        self.tell_guild(guild, "GUILD_MEMBER_REMOVE", {"user": payloads.user_payload(user)})

    def invite_bot(self, guild: Guild, allowed: Permission = EVERYDAY) -> None:
        """Add the bot to a server now, with a role of its own; a bot that is away hears of it when it connects."""
        self._add_bot(guild, allowed, self.clock.now())
        told = self.guild_create(guild)
        # Of a guild that was not there before, nothing says that it had been unavailable: libraries tell a new guild
        # from one that comes back by that (discord.py: `guild_join` and `guild_available`).
        del told["unavailable"]
        self.publish("GUILD_CREATE", told, guild.id)
        scopes = ["applications.commands", "bot"]
        self.settings.events.authorized(self.users[guild.owner_id], 0, scopes, payloads.guild_payload(guild))
        self.notice(Change("population"))

    def _add_bot(self, guild: Guild, allowed: Permission, joined_at: float) -> None:
        role = Role(self.ids.next(), self.bot.name, allowed, position=1, managed_by=self.bot.id)
        guild.roles[role.id] = role
        guild.members[self.bot.id] = Member(self.bot, joined_at, [role.id])

    def remove_bot(self, guild: Guild) -> None:
        """Throw the bot out of a server."""
        self.leave_voice(guild, lambda state: state.user_id == self.bot.id)
        member = guild.members.pop(self.bot.id)
        for role_id in member.role_ids:
            guild.roles.pop(role_id, None)
        self.publish("GUILD_DELETE", {"id": str(guild.id)}, guild.id)
        self.notice(Change("population"))

    def add_role(self, guild: Guild, name: str, allowed: Permission) -> Role:
        """A new role, given to nobody yet."""
        role = Role(self.ids.next(), name, allowed, position=len(guild.roles))
        guild.roles[role.id] = role
        self.tell_guild(guild, "GUILD_ROLE_CREATE", {"role": payloads.role_payload(role)})
        return role

    def add_channel(
        self,
        guild: Guild,
        name: str,
        overwrites: Iterable[Overwrite] = (),
        *,
        kind: ChannelType = ChannelType.GUILD_TEXT,
        settle: Callable[[Channel], None] = lambda _: None,
    ) -> Channel:
        """A new channel, of text unless told; `settle` says more of it before anybody hears of it."""
        channel = Channel(self.ids.next(), kind, name, guild.id, position=len(guild.channels))
        channel.overwrites = {overwrite.target_id: overwrite for overwrite in overwrites}
        settle(channel)
        guild.channels[channel.id] = self.channels[channel.id] = channel
        self.tell_guild(guild, "CHANNEL_CREATE", payloads.channel_payload(channel))
        return channel

    def set_overwrite(self, channel: Channel, overwrite: Overwrite) -> None:
        """Allow and deny one role or member something in a channel."""
        self.change_channel(channel, lambda: channel.overwrites.update({overwrite.target_id: overwrite}))

    def change_channel(self, channel: Channel, change: Callable[[], object]) -> None:
        """Let `change` change a channel, and tell of it; a bot that sees it from now on hears of its threads, too."""
        guild = self.guilds[channel.guild_id or 0]
        saw = self.sees(channel)
        change()
        self.tell_guild(guild, "CHANNEL_UPDATE", payloads.channel_payload(channel))
        if not saw and self.sees(channel):
            self._sync_threads(guild, [channel])

    def change_guild(self, guild: Guild, event: str, change: Callable[[], Payload]) -> None:
        """Let `change` change who may do what in a guild, and tell of what it gives back as `event`."""
        saw = {channel.id for channel in guild.channels.values() if self.sees(channel)}
        told = change()
        self.tell_guild(guild, event, told)
        places = [one for one in guild.channels.values() if not one.is_thread and one.id not in saw and self.sees(one)]
        if places:
            self._sync_threads(guild, places)

    def _sync_threads(self, guild: Guild, places: list[Channel]) -> None:
        self.tell_guild(guild, "THREAD_LIST_SYNC", payloads.thread_list_sync(guild, places, self.sees, self.bot.id))

    def remove_channel(self, channel: Channel) -> None:
        """Delete a channel of a guild and all that was in it."""
        guild = self.guilds[channel.guild_id or 0]
        payload = payloads.channel_payload(channel)
        if not self.sees(channel):  # which nobody can say of it later
            payload = obfuscated(payload)
        del guild.channels[channel.id], self.channels[channel.id]
        self.leave_voice(guild, lambda state: state.channel_id == channel.id)
        for message in channel.messages.values():
            self.forget_files(message.attachments)
        self.tell_guild(guild, "CHANNEL_DELETE", payload)

    def leave_voice(self, guild: Guild, leaves: Callable[[VoiceState], bool]) -> None:
        """Take those whose voice state `leaves` out of their voice channels."""
        for state in [state for state in guild.voice_states.values() if leaves(state)]:
            del guild.voice_states[state.user_id]
            self.tell_guild(guild, "VOICE_STATE_UPDATE", payloads.voice_state_payload(guild, state, left=True))

    def set_premium_tier(self, guild: Guild, tier: int) -> None:
        """Boost a server, or let its boosts run out."""
        guild.premium_tier = tier
        self.tell_guild(guild, "GUILD_UPDATE", payloads.guild_payload(guild))

    def set_locale(self, user: User, locale: str) -> None:
        """Let somebody set their client to another language."""
        user.locale = locale
        self.notice(Change("population"))
        self.notice(Change("commands"))  # which their client shows in that language

    def set_server_locale(self, guild: Guild, locale: str) -> None:
        """Let a server say that it speaks another language."""
        guild.locale = locale
        self.tell_guild(guild, "GUILD_UPDATE", payloads.guild_payload(guild))

    def dm_with(self, user: User) -> Channel:
        """The bot's DM with a user, opened where there is none."""
        channel = self.dms.get(user.id)
        if channel is None:
            channel = Channel(self.ids.next(), ChannelType.DM, recipient=user)
            self.dms[user.id] = self.channels[channel.id] = channel
        return channel

    def authorize(self, user: User) -> str:
        """An access token with which the application acts for a user (OAuth2)."""
        token = secrets.token_urlsafe(22)
        self.bearers[token] = user
        return token

    def forget_files(self, attachments: Iterable[Attachment]) -> None:
        """Drop the bytes of files that nothing shows any more."""
        for attachment in attachments:
            self.files.pop(attachment.id, None)
