"""What a check found: what was looked at, how it is, and the facts by which it is said in words elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Grade(StrEnum):
    """How it is: something wrong keeps the bot from its work, a warning does not yet."""

    OK = "ok"
    WARNING = "warning"
    WRONG = "wrong"


class Check(StrEnum):
    """What is looked at, in the order in which it is told."""

    SETTINGS = "settings"
    TOKEN = "token"  # noqa: S105 - no secret
    APPLICATION = "application"
    COMMANDS = "commands"
    KEY = "key"
    FAMILIES = "families"
    CLOCK = "clock"
    DATABASE = "database"
    DISK = "disk"
    PROCESSES = "processes"
    LOOP = "loop"
    WEBHOOKS = "webhooks"
    ZONES = "zones"
    MEDIA = "media"


class What(StrEnum):
    """What was found; a sentence of the same name says it, and what has a mend says that besides."""

    SETTINGS_READ = "settings-read"
    SETTING_WRONG = "setting-wrong"  # says
    FILE_OPEN_TO_OTHERS = "file-open-to-others"
    CHECK_BROKEN = "check-broken"  # error
    CHECK_SLOW = "check-slow"  # seconds
    NOT_ASKED = "not-asked"

    TOKEN_TAKEN = "token-taken"  # noqa: S105 - no secret; name
    TOKEN_REFUSED = "token-refused"  # noqa: S105 - no secret
    DISCORD_SILENT = "discord-silent"  # why
    NOT_DISCORD = "not-discord"  # status
    DISCORD_BUSY = "discord-busy"  # status
    SESSIONS_LOW = "sessions-low"  # left, total
    APPLICATION_FINE = "application-fine"
    INTERACTIONS_ELSEWHERE = "interactions-elsewhere"
    CODE_GRANT = "code-grant"
    INTENTS_SPARE = "intents-spare"
    COMMANDS_EQUAL = "commands-equal"  # count
    COMMANDS_DIFFER = "commands-differ"  # names
    COMMANDS_UNREAD = "commands-unread"  # status

    KEY_TAKEN = "key-taken"  # name, count: credits
    KEY_LOW = "key-low"  # name, count
    KEY_EMPTY = "key-empty"  # name, count
    KEY_REFUSED = "key-refused"  # name
    VENDOR_SILENT = "vendor-silent"  # why
    VENDOR_ODD = "vendor-odd"  # status
    VENDOR_STOPPED = "vendor-stopped"  # minutes
    FAMILIES_OFFERED = "families-offered"  # names
    OPERATIONS_RETIRED = "operations-retired"  # names
    NO_NEW_SONGS = "no-new-songs"

    CLOCK_RIGHT = "clock-right"
    CLOCK_OFF = "clock-off"  # seconds
    CLOCK_UNKNOWN = "clock-unknown"

    DATABASE_READY = "database-ready"  # kind, version, schema
    DATABASE_MISSING = "database-missing"
    DATABASE_AWAY = "database-away"  # says
    DATABASE_EMPTY = "database-empty"
    SCHEMA_OLD = "schema-old"  # schema, needed
    SCHEMA_NEW = "schema-new"  # says
    NO_WAL = "no-wal"  # mode
    FOLDER_CLOSED = "folder-closed"  # which
    DISK_FULL = "disk-full"  # which, megabytes
    DISK_FREE = "disk-free"  # which, megabytes

    PROCESSES_ALIVE = "processes-alive"  # names
    PROCESS_SILENT = "process-silent"  # name, minutes
    PROCESSES_NONE = "processes-none"
    PROCESS_UNWELL = "process-unwell"  # says
    PROCESS_WELL = "process-well"
    LOOP_QUICK = "loop-quick"  # milliseconds
    LOOP_SLOW = "loop-slow"  # milliseconds
    LOOP_OFTEN_SLOW = "loop-often-slow"  # percent
    SHARDS_MISSING = "shards-missing"  # connected, known

    DOOR_OFF = "door-off"
    DOOR_OPEN = "door-open"
    DOOR_CLOSED = "door-closed"  # why
    DOOR_ASLEEP = "door-asleep"
    DOOR_ELSEWHERE = "door-elsewhere"  # status
    DOOR_PRIVATE = "door-private"
    DOOR_UNTRUSTED = "door-untrusted"

    ZONES_KNOWN = "zones-known"  # count
    ZONES_MISSING = "zones-missing"
    MEDIA_READY = "media-ready"
    ENCODER_MISSING = "encoder-missing"  # names
    FONTS_MISSING = "fonts-missing"


Facts = Mapping[str, str | int | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; facts are other people's words where they are strings, and never a secret."""

    check: Check
    grade: Grade
    what: What
    facts: Facts = field(default_factory=lambda: MappingProxyType({}))


def ok(check: Check, what: What, **facts: str | int | tuple[str, ...]) -> Finding:
    """It is as it must be."""
    return Finding(check, Grade.OK, what, facts)


def warning(check: Check, what: What, **facts: str | int | tuple[str, ...]) -> Finding:
    """It works for now, or in part."""
    return Finding(check, Grade.WARNING, what, facts)


def wrong(check: Check, what: What, **facts: str | int | tuple[str, ...]) -> Finding:
    """It keeps the bot from its work."""
    return Finding(check, Grade.WRONG, what, facts)
