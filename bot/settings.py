"""Every environment variable, read once and checked at start; secrets are never shown."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from dotenv import dotenv_values

from bot.http.loopback import is_loopback
from bot.musicapi.catalog import FAMILIES, Catalog
from bot.musicapi.keys import DEFAULT_KEY
from bot.musicapi.offers import Host
from bot.roles import Role
from data.engine.address import read_address

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
LOG_FORMATS = ("text", "json")
SHORTEST_SECRET = 6
KEY_NAME = r"[A-Za-z0-9._-]{1,32}"  # of a MusicAPI key
LONGEST_LINE = 200  # characters
LONGEST_WEBHOOK_URL = 900  # characters: MusicAPI takes 1,024, and the path of a job's callback comes after it
_PASSWORD = re.compile(r"://[^:/@]*:([^@]*)@|[?&]password=([^&]+)")


def environment() -> dict[str, str]:
    """The environment over a `.env` in the working folder."""
    from_file = {name: value for name, value in dotenv_values(".env").items() if value is not None}
    return {**from_file, **os.environ}


def passwords_in(text: str) -> list[str]:
    """Every password that an address in the text carries, as it is written there."""
    return [part for found in _PASSWORD.findall(text) for part in found if part]


class SettingsError(Exception):
    """Settings that cannot be used; `problems` holds one line each, naming the variable and the fix."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Settings:
    """What the operator decided; intervals are seconds, allowances credits a month."""

    discord_token: str = field(repr=False)
    discord_api_url: str
    musicapi_keys: Mapping[str, str] = field(repr=False)  # by their names, the first one first
    musicapi_url: str
    musicapi_host: Host  # whose prices, operations and required fields hold there
    musicapi_families: tuple[str, ...]
    musicapi_create_interval: float
    webhook_url: str  # empty: MusicAPI is not asked to call
    webhook_listen: tuple[str, int]  # host and port
    database_url: str = field(repr=False)  # may carry a password
    migrate_at_start: bool  # False: `python -m bot migrate` does it
    guild_monthly_credits: int
    poll_interval: float
    polls_at_once: int
    polls_per_second: float
    worker_id: str
    shard_count: int | None  # None: as many as Discord recommends
    shards_per_process: int | None  # None: as many as are free
    operator_ids: tuple[int, ...]  # empty: the application's owner or team
    operator_contact: str  # what `/about` says of who runs the bot; empty: nothing
    source_url: str  # where whoever asks `/about` finds the source; empty: nowhere
    privacy_url: str  # the operator's own page about privacy; empty: none
    terms_url: str  # the same for the terms
    log_level: str
    log_format: str
    monitoring_listen: tuple[str, int] | None  # None: nobody watches
    otel_exporter_otlp_endpoint: str  # empty: no traces
    otel_exporter_otlp_headers: str = field(repr=False)  # `name=value`, with commas between; may carry a key

    @property
    def secrets(self) -> tuple[str, ...]:
        """Strings that must reach neither a log line nor a message."""
        written = passwords_in(self.database_url)
        written += [part.partition("=")[2] for part in self.otel_exporter_otlp_headers.split(",")]
        # Drivers are given the password as it is meant, and may say it so.
        known = (self.discord_token, *self.musicapi_keys.values(), *written, *map(unquote, written))
        # Shorter ones are no real secrets, and masking them would blot out half of every line.
        return tuple(dict.fromkeys(secret for secret in known if len(secret) >= SHORTEST_SECRET))

    @property
    def trace_headers(self) -> dict[str, str]:
        """The headers that go with traces, by their names."""
        parts = [part.partition("=") for part in self.otel_exporter_otlp_headers.split(",") if part]
        return {name: unquote(value) for name, _, value in parts}

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], role: Role = Role.ALL) -> Settings:
        """Read and check every variable; raises SettingsError with all problems at once.

        Processes of different roles on one machine have different names, also where nobody gives them any.
        """
        reader = _Reader(environment)
        musicapi_url = reader.address("MUSICAPI_URL", "https://api.musicapi.ai").removesuffix("/api/v1")
        host = Host(reader.choice("MUSICAPI_HOST", Host.of(musicapi_url), tuple(Host), str.lower))
        settings = cls(
            discord_token=reader.secret("DISCORD_TOKEN", "the bot's token from Discord's developer portal"),
            discord_api_url=reader.address("DISCORD_API_URL", "https://discord.com/api/v10"),
            musicapi_keys=reader.keys("MUSICAPI_KEYS", "MUSICAPI_KEY", "the API key from MusicAPI's dashboard"),
            musicapi_url=musicapi_url,
            musicapi_host=host,
            musicapi_families=reader.names(
                "MUSICAPI_FAMILIES", tuple(family.name for family in FAMILIES[host]), Catalog.defaults(host)
            ),
            musicapi_create_interval=reader.number("MUSICAPI_CREATE_INTERVAL", 3.0, least=0.0, most=3600.0),
            webhook_url=reader.webhook_address("WEBHOOK_URL"),
            webhook_listen=reader.listening("WEBHOOK_LISTEN", "0.0.0.0:8090"),
            database_url=reader.database("DATABASE_URL", "sqlite:///var/encore.db"),
            migrate_at_start=reader.choice("MIGRATE_AT_START", "yes", ("yes", "no"), str.lower) == "yes",
            guild_monthly_credits=int(
                reader.number("GUILD_MONTHLY_CREDITS", 240, least=0, most=10_000_000, whole=True)
            ),
            poll_interval=reader.number("POLL_INTERVAL", 5.0, least=0.05, most=60.0),
            # Each waits on a connection of its own.
            polls_at_once=int(reader.number("POLLS_AT_ONCE", 128, least=1, most=256, whole=True)),
            polls_per_second=reader.number("POLLS_PER_SECOND", 400.0, least=0.1, most=1000.0),
            worker_id=reader.worker("WORKER_ID", role.name_on(socket.gethostname() or "encore")),
            shard_count=reader.count("SHARD_COUNT", "auto", most=16_000),
            shards_per_process=reader.count("SHARDS_PER_PROCESS", "all", most=16_000),
            operator_ids=reader.snowflakes("OPERATOR_IDS"),
            operator_contact=reader.line("OPERATOR_CONTACT"),
            source_url=reader.optional_address("SOURCE_URL"),
            privacy_url=reader.optional_address("PRIVACY_URL"),
            terms_url=reader.optional_address("TERMS_URL"),
            log_level=reader.choice("LOG_LEVEL", "INFO", LOG_LEVELS, str.upper),
            log_format=reader.choice("LOG_FORMAT", "text", LOG_FORMATS, str.lower),
            otel_exporter_otlp_endpoint=reader.optional_address("OTEL_EXPORTER_OTLP_ENDPOINT"),
            otel_exporter_otlp_headers=reader.headers("OTEL_EXPORTER_OTLP_HEADERS"),
            monitoring_listen=reader.optional_listening("MONITORING_LISTEN", "127.0.0.1:9464"),
        )
        if reader.problems:
            raise SettingsError(reader.problems)
        return settings

    @classmethod
    def of_database(cls, environment: Mapping[str, str], *also: str, role: Role = Role.ALL) -> Settings:
        """Read `DATABASE_URL` and what else is named, for a command that needs no more: nothing else can be wrong.

        Raises SettingsError.
        """
        read = {name: environment.get(name, "") for name in ("DATABASE_URL", *also)}
        return cls.from_environment(read | dict.fromkeys(("DISCORD_TOKEN", "MUSICAPI_KEY"), "not-needed"), role)


class _Reader:
    """Reads variables one by one and gathers what is wrong with them; an empty value means the default."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self.problems: list[str] = []

    def _text(self, name: str) -> str:
        return self._environment.get(name, "").strip()

    def _problem(self, name: str, sentence: str) -> None:
        self.problems.append(f"{name} {sentence}")

    def secret(self, name: str, what: str) -> str:
        value = self._text(name)
        if not value:
            self._problem(name, f"is missing: set it to {what}.")
        elif not value.isascii() or any(not character.isprintable() or character.isspace() for character in value):
            self._problem(name, f"holds characters that no key has: copy {what} again.")
        return value

    def keys(self, name: str, single: str, what: str) -> dict[str, str]:
        given = self._text(name)
        if not given:
            return {DEFAULT_KEY: self.secret(single, what)}
        if self._text(single):
            self._problem(name, f"and {single} are both set: keep one of them.")
        pairs = [part.strip().partition("=") for part in given.split(",") if part.strip()]
        keys = {key_name.strip(): key.strip() for key_name, _, key in pairs}
        if not all(re.fullmatch(KEY_NAME, key_name) and re.fullmatch(r"[!-~]+", key) for key_name, key in keys.items()):
            self._problem(name, "must be names with their keys, such as first=KEY, second=KEY.")
        elif not pairs or not len(pairs) == len(keys) == len(set(keys.values())):
            self._problem(name, "must give each name and each key once.")
        return keys

    def address(self, name: str, default: str) -> str:
        value = (self._text(name) or default).rstrip("/")
        try:
            parts = urlsplit(value)
            sound = parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.query or parts.fragment)
            sound = sound and "@" not in parts.netloc  # a login would end up in logs
            _ = parts.port  # raises ValueError where it is no port
        except ValueError:
            sound = False
        if not sound:
            self._problem(name, f"must be an address such as {default}, without a login, a query or a fragment.")
            return default
        return value

    def optional_address(self, name: str) -> str:
        return self.address(name, "https://example.com/encore") if self._text(name) else ""

    def line(self, name: str) -> str:
        value = self._text(name)
        if len(value) > LONGEST_LINE or not value.isprintable():
            self._problem(name, f"must be one line of at most {LONGEST_LINE} characters.")
            return ""
        return value

    def webhook_address(self, name: str) -> str:
        if not self._text(name):
            return ""
        value = self.address(name, "https://songs.example.com")
        # MusicAPI takes https alone; plain HTTP reaches a sandbox on this machine.
        if value.startswith("http://") and not is_loopback(value):
            self._problem(name, "must begin with https://: MusicAPI calls no other address.")
        elif len(value) > LONGEST_WEBHOOK_URL or not re.fullmatch(r"[!-~]+", value):
            self._problem(name, f"must be at most {LONGEST_WEBHOOK_URL} characters, all of them plain ASCII.")
        return value

    def listening(self, name: str, default: str) -> tuple[str, int]:
        value = self._text(name) or default
        found = re.fullmatch(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]{1,253}):([0-9]{1,5})", value)
        if found is None or not 1 <= int(found[2]) <= 65535:
            self._problem(
                name, f"must be an address and a port from 1 to 65535, such as {default}, not {_shown(value)}."
            )
            return "", 0
        return found[1].strip("[]"), int(found[2])

    def headers(self, name: str) -> str:
        value = re.sub(r"\s*([,=])\s*", r"\1", self._text(name))
        if value and not re.fullmatch(r"[\w-]+=[!-+\--~]+(,[\w-]+=[!-+\--~]+)*", value, re.ASCII):
            self._problem(name, "must be header names and values such as name=value, with commas between them.")
            return ""
        return value

    def optional_listening(self, name: str, example: str) -> tuple[str, int] | None:
        return self.listening(name, example) if self._text(name) else None

    def names(self, name: str, known: tuple[str, ...], default: tuple[str, ...]) -> tuple[str, ...]:
        given = self._text(name)
        if not given:
            return default
        wanted = tuple(dict.fromkeys(part.strip().lower() for part in given.split(",") if part.strip()))
        unknown = [part for part in wanted if part not in known]
        if unknown or not wanted:
            listed = ", ".join(known)
            self._problem(
                name, f"must be a comma-separated list out of {listed}; not known: {', '.join(unknown) or '-'}."
            )
        return wanted

    def number(self, name: str, default: float, *, least: float, most: float, whole: bool = False) -> float:
        given = self._text(name)
        if not given:
            return default
        try:
            value = float(int(given)) if whole else float(given)
        except (ValueError, OverflowError):
            value = float("nan")
        if not least <= value <= most:
            kind = "a whole number" if whole else "a number"
            self._problem(name, f"must be {kind} from {least:g} to {most:g}, not {_shown(given)}.")
            return default
        return value

    def count(self, name: str, otherwise: str, *, most: int) -> int | None:
        given = self._text(name).lower()
        if given in ("", otherwise):
            return None
        if not given.isascii() or not given.isdigit() or not 1 <= int(given[:9]) <= most:
            self._problem(name, f"must be {otherwise} or a whole number from 1 to {most}, not {_shown(given)}.")
            return None
        return int(given)

    def database(self, name: str, default: str) -> str:
        value = self._text(name) or default
        try:
            read_address(value)
        except ValueError as error:
            self._problem(name, f"cannot be used: {error}")
        return value

    def worker(self, name: str, default: str) -> str:
        value = self._text(name) or default
        if not re.fullmatch(r"[A-Za-z0-9._-]{1,64}", value):
            self._problem(name, "must be 1 to 64 letters, digits, dots, dashes or underscores.")
        return value

    def snowflakes(self, name: str) -> tuple[int, ...]:
        parts = [part.strip() for part in self._text(name).split(",") if part.strip()]
        if any(not re.fullmatch(r"[1-9][0-9]{16,19}", part) for part in parts):
            self._problem(name, "must be Discord user ids (17 to 20 digits), separated by commas.")
            return ()
        return tuple(int(part) for part in parts)

    def choice(self, name: str, default: str, allowed: tuple[str, ...], spell: Callable[[str], str]) -> str:
        value = spell(self._text(name) or default)
        if value not in allowed:
            self._problem(name, f"must be one of {', '.join(allowed)}.")
            return default
        return value


def _shown(value: str) -> str:
    return repr(value[:40])
