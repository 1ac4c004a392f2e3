"""The refusals that Discord answers with, as exceptions that a route raises.

DiscordError            any refusal: HTTP status, JSON code, message, and for 50035 the nested `errors`
  made by the functions below, one for each refusal that the sandbox knows

Sources: documentation, Opcodes and Status Codes (JSON error codes) and Reference (Error Messages).
"""

from __future__ import annotations

import math
from typing import Any

from sandbox.wire.exchange import Answer, json_answer


class DiscordError(Exception):
    """A request that Discord refuses."""

    def __init__(
        self,
        status: int,
        code: int,
        message: str,
        *,
        errors: dict[str, Any] | None = None,
        extra: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors
        self.extra = extra or {}

    def answer(self) -> Answer:
        """The refusal as it goes over the wire."""
        body: dict[str, Any] = {"message": self.message, "code": self.code, **self.extra}
        if self.errors is not None:
            body["errors"] = self.errors
        wait: float | None = self.extra.get("retry_after")
        # On every 429 (documentation: Rate Limits, "Exceeding a Rate Limit").
        return json_answer(self.status, body, **({} if wait is None else {"Retry_After": str(math.ceil(wait))}))


def unauthorized() -> DiscordError:
    """No bot token, or a wrong one."""
    return DiscordError(401, 0, "401: Unauthorized")


def not_found() -> DiscordError:
    """No such route."""
    return DiscordError(404, 0, "404: Not Found")


def method_not_allowed() -> DiscordError:
    """The route exists, but not for this method."""
    return DiscordError(405, 0, "405: Method Not Allowed")


def server_error() -> DiscordError:
    """Discord itself is at fault."""
    return DiscordError(500, 0, "500: Internal Server Error")


def bad_version() -> DiscordError:
    """An API version that Discord does not serve."""
    return DiscordError(400, 50041, "Invalid API version provided")


def nameless_client() -> DiscordError:
    """A request without a User-Agent, which Cloudflare turns away (documentation: Reference, User Agent)."""
    return DiscordError(403, 40333, "internal network error")


def bad_json() -> DiscordError:
    """A body that is no JSON object."""
    return DiscordError(400, 50109, "The request body contains invalid JSON.")


def bad_content_type() -> DiscordError:
    """A body that does not say what it is."""
    kinds = "'application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'"
    return DiscordError(400, 50035, f'Expected "Content-Type" header to be one of {{{kinds}}}.')


def unknown_file_field(name: str) -> DiscordError:
    """A file that is not named as files are; what Discord makes of it is not published, so nothing is lost here."""
    problem = {"code": "SANDBOX_HAS_NONE", "message": "Files are named files[n] (documentation: Uploading Files)"}
    return DiscordError(400, 50035, "Invalid Form Body", errors={name or "file": {"_errors": [problem]}})


def unknown(code: int, what: str) -> DiscordError:
    """Something that is not there."""
    return DiscordError(404, code, f"Unknown {what}")


def unknown_channel() -> DiscordError:
    """No such channel."""
    return unknown(10003, "Channel")


def unknown_guild() -> DiscordError:
    """No such guild, or the bot is not in it."""
    return unknown(10004, "Guild")


def unknown_message() -> DiscordError:
    """No such message, or one that only its token can reach."""
    return unknown(10008, "Message")


def unknown_user() -> DiscordError:
    """No such user."""
    return unknown(10013, "User")


def unknown_webhook() -> DiscordError:
    """A token that Discord does not know (yet): the interaction was never answered."""
    return unknown(10015, "Webhook")


def unknown_interaction() -> DiscordError:
    """An interaction that is too old to be answered, or never was."""
    return unknown(10062, "interaction")


def unknown_command() -> DiscordError:
    """No such application command."""
    return unknown(10063, "application command")


def already_acknowledged() -> DiscordError:
    """A second answer to an interaction."""
    return DiscordError(400, 40060, "Interaction has already been acknowledged.")


def dead_token() -> DiscordError:
    """An interaction's token after its 15 minutes."""
    return DiscordError(401, 50027, "Invalid Webhook Token")


def too_large() -> DiscordError:
    """A file, or all files together, above the limit."""
    return DiscordError(413, 40005, "Request entity too large")


def missing_access() -> DiscordError:
    """The bot cannot see this."""
    return DiscordError(403, 50001, "Missing Access")


def missing_permissions() -> DiscordError:
    """The bot may see this, but not do that."""
    return DiscordError(403, 50013, "Missing Permissions")


def in_dm() -> DiscordError:
    """This can be done in guilds only."""
    return DiscordError(403, 50003, "Cannot execute action on a DM channel")


def wrong_channel_type() -> DiscordError:
    """A channel of this kind has no such thing."""
    return DiscordError(400, 50024, "Cannot execute action on this channel type")


def not_in_voice() -> DiscordError:
    """Somebody who would have to be in a voice channel, and is not."""
    return DiscordError(400, 40032, "Target user is not connected to voice.")


def others_message() -> DiscordError:
    """Only its author edits a message."""
    return DiscordError(403, 50005, "Cannot edit a message authored by another user")


def empty_message() -> DiscordError:
    """A message needs content, an embed, a component or a file."""
    return DiscordError(400, 50006, "Cannot send an empty message")


def cannot_dm() -> DiscordError:
    """The person takes no messages from the bot."""
    return DiscordError(403, 50007, "Cannot send messages to this user")


def too_many_commands() -> DiscordError:
    """The day's command creates are used up."""
    return DiscordError(400, 30034, "Max number of daily application command creates has been reached (200)")


def too_many_of_a_kind(most: int) -> DiscordError:
    """One application command more than there may be of its kind."""
    return DiscordError(400, 30032, f"Maximum number of application commands reached ({most})")


def too_many_old_edits(retry_after: float) -> DiscordError:
    """A message older than an hour was edited too often; a 429 that no bucket announces."""
    message = "Maximum number of edits to messages older than 1 hour reached. Try again later"
    return DiscordError(429, 30046, message, extra={"retry_after": round(retry_after, 3), "global": False})


def too_many_requests(retry_after: float) -> DiscordError:
    """A request too many for a limit that no bucket announces."""
    extra = {"retry_after": round(retry_after, 3), "global": False}
    return DiscordError(429, 0, "You are being rate limited.", extra=extra)


class Problems:
    """Gathers what is wrong with a body, each problem at its path, and refuses it with 50035."""

    def __init__(self) -> None:
        self._errors: dict[str, Any] = {}

    def add(self, path: tuple[str | int, ...], code: str, message: str) -> None:
        """Note a problem at a path such as `("embeds", 0, "title")`.

        A place has problems of its own or places below it that have some (API: ErrorDetails): its own count for more.
        """
        place = self._errors
        for part in path:
            if "_errors" in place:
                return
            place = place.setdefault(str(part), {})
        own = place.get("_errors", [])
        place.clear()
        place["_errors"] = [*own, {"code": code, "message": message}]

    def __bool__(self) -> bool:
        return bool(self._errors)

    def refuse(self) -> None:
        """Raise 50035 if there is any problem."""
        if self._errors:
            raise DiscordError(400, 50035, "Invalid Form Body", errors=self._errors)
