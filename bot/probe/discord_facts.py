"""What Discord documents of all that the bot relies on, and the rows that say how it was seen to be.

Sources: "docs" is docs.discord.com/developers, by the page's title and section; "API" is Discord's OpenAPI document.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from bot.probe.recorder import Recorded
from bot.probe.rows import Api, Row, judge, unseen

MEBIBYTE: Final = 1024 * 1024
# docs: Reference, Uploading Files (10 MiB, unless somebody paid for more); Server Boosting FAQ (by premium tier).
UNBOOSTED: Final = 10 * MEBIBYTE
LIMITS: Final = {0: UNBOOSTED, 1: UNBOOSTED, 2: 50 * MEBIBYTE, 3: 100 * MEBIBYTE}
# docs: Rate Limits, Header Format.
RATE_HEADERS: Final = tuple(f"x-ratelimit-{name}" for name in ("limit", "remaining", "reset", "reset-after", "bucket"))


class Fact(NamedTuple):
    """One line of the table before it was looked at."""

    check: str
    documented: str


TOKEN: Final = Fact("token", "GET /users/@me answers 200 with the bot's own account")  # API: MyUser
# docs: Gateway, Get Gateway Bot, Session Start Limit Object
SESSIONS: Final = Fact(
    "gateway", "GET /gateway/bot names an address, and total, remaining, reset_after and max_concurrency of sessions"
)
CHANNEL: Final = Fact("channel", "GET of the channel answers 200 with its id and type")  # API: GuildChannelResponse
SERVER: Final = Fact("server", "GET of the server answers 200 with a premium_tier from 0 to 3")  # docs: Guild
POST: Final = Fact("post", "answers 200 with the message's id and content")  # docs: Message, Create Message
HEADERS: Final = Fact("post: rate limit", "X-RateLimit-Limit, -Remaining, -Reset, -Reset-After and -Bucket are there")
BUCKETS: Final = Fact("rate-limit buckets", "not said which routes share one")  # docs: Rate Limits
EDIT: Final = Fact("edit", "what an edit does not name stays as it was")  # docs: Message, Edit Message
# docs: Message, Create Message, `enforce_nonce`
NONCE: Final = Fact("nonce", "the same nonce again answers with the first message, and makes no other one")
# docs: Component Reference, "set the message flag 1 << 15"
LAYOUT: Final = Fact("components v2", "a message with flag 1 << 15 and a text display is taken")
# docs: Message, Message Reference Structure, `fail_if_not_exists`: an error by default
REPLY: Final = Fact("reply to a deleted message", "is refused, unless fail_if_not_exists is false")
# docs: Opcodes and Status Codes, JSON Error Codes
GONE: Final = Fact("deleted message", "404, code 10008")
NOWHERE: Final = Fact("unknown channel", "404, code 10003")
OVERLONG: Final = Fact("content of 2,001 characters", "400, code 50035")  # API: content, maxLength 2000
FILE: Final = Fact("file", "the message lists its file with id, name, size and address")  # docs: Attachment Object
KEPT: Final = Fact("file kept", "an edit keeps a file that attachments names by its id, and adds the new one")
REPLACED: Final = Fact("file replaced", "an edit drops a file that attachments does not name")
LARGEST: Final = Fact("file of 10 MiB", "a file of 10,485,760 bytes is taken everywhere")
TOO_LARGE: Final = Fact(
    "file over the limit", "413, code 40005, for one byte more than the server's premium tier allows"
)

# docs: Gateway, List of Intents: interactions need none
GATEWAY_SESSION: Final = Fact("gateway session", "begins without privileged intents, and is told of interactions")
# docs: Receiving and Responding, Interaction Structure
PRESS_FIELDS: Final = (
    *("id", "application_id", "token", "channel_id", "locale"),
    *("attachment_size_limit", "authorizing_integration_owners"),
)
PRESS: Final = Fact("press", f"has {', '.join(PRESS_FIELDS)}, and in a server guild_locale")
PRESS_LIMIT: Final = Fact("press: file limit", "attachment_size_limit in bytes, not less than the server's tier allows")
# docs: Receiving and Responding, Create Interaction Response
FORM: Final = Fact("form", "a modal as the answer to a press is taken with 204")
CALLBACK_LIMIT: Final = Fact("callback: rate limit", "not under the global one; not said whether it has headers")
AGAIN: Final = Fact("second callback", "400, code 40060")
# docs: Component Reference, Label Interaction Response Structure
SUBMIT: Final = Fact("form sent", "arrives with the form's custom_id and what was typed, in a label's component")
DEFERRAL: Final = Fact("deferral", "is taken with 204")
ORIGINAL: Final = Fact("edit of @original", "200, and the message says what the edit says")
# docs: Rate Limits: webhook_id and webhook_token are a top-level resource
TOKEN_LIMIT: Final = Fact("token: rate limit", "X-RateLimit headers, with limits of its own for every token")
FOLLOW_UP: Final = Fact("follow-up", "200 with a message of its own")  # docs: Create Followup Message
EPHEMERAL: Final = Fact("ephemeral follow-up", "200 with flag 1 << 6")
UNKNOWN_TOKEN: Final = Fact("made-up token", "not said which: 404 with code 10015, or 401 with code 50027")
# docs: Receiving and Responding: "Interaction tokens are valid for 15 minutes"
YOUNG: Final = Fact("token after 14 minutes", "still edits the message")
OLD: Final = Fact("token after 15 minutes", "401, code 50027")

WITHOUT_PERSON: Final = (
    *(TOKEN, SESSIONS, CHANNEL, SERVER, POST, HEADERS, BUCKETS, EDIT, NONCE, LAYOUT),
    *(REPLY, GONE, NOWHERE, OVERLONG, FILE, KEPT, REPLACED, LARGEST, TOO_LARGE),
)
WITH_PERSON: Final = (
    *(GATEWAY_SESSION, PRESS, PRESS_LIMIT, FORM, CALLBACK_LIMIT, AGAIN, SUBMIT, DEFERRAL, ORIGINAL, TOKEN_LIMIT),
    *(FOLLOW_UP, EPHEMERAL, UNKNOWN_TOKEN, YOUNG, OLD),
)

# What an operator reads beside a refusal; Discord's own words stand in the exchanges.
REFUSALS: Final = {
    10003: "there is no such channel",
    10008: "there is no such message",
    40005: "too large",
    40060: "answered already",
    50001: "the bot does not see the channel",
    50013: "the bot lacks a permission there",
    50027: "the token is over",
    50035: "something in it is not valid",
}


# The operator's channel, token or permissions, and nothing that Discord does otherwise than it says.
KEPT_OUT: Final = frozenset({10003, 50001, 50013})

SILENCES: Final = {
    "ConnectError": "no connection",
    "ConnectTimeout": "no connection in time",
    "ProxyError": "the proxy does not connect",
    "ReadTimeout": "it took too long",
    "CancelledError": "it took too long",
}


class Table:
    """Takes in what was seen of each fact; `rows` has one of every fact, in their order."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._facts = tuple(facts)
        self._rows: dict[str, Row] = {}
        self._why = "the probe ended before"

    @property
    def rows(self) -> list[Row]:
        """A row of every fact; what nobody looked at is unseen."""
        return [self._rows.get(fact.check) or _unseen(fact, self._why) for fact in self._facts]

    def see(self, fact: Fact, answer: Recorded, *, same: bool | None, seen: str = "") -> None:
        """Note what an answer said of a fact.

        Where it is none, Discord was busy, or the bot is not let in there, the fact was not seen.
        """
        is_kept_out = same is False and fact is not OLD and (answer.status == 401 or code_of(answer) in KEPT_OUT)
        if answer.status is None or answer.status == 429 or answer.status >= 500 or is_kept_out:
            self.miss(fact, why=words(answer))
        else:
            self.find(fact, same=same, seen=seen or words(answer))

    def find(self, fact: Fact, *, same: bool | None, seen: str) -> None:
        """Note what was seen of a fact in another way; `same` is None where the documents are silent."""
        self._rows[fact.check] = judge(Api.DISCORD, fact.check, documented=fact.documented, seen=seen, same=same)

    def miss(self, *facts: Fact, why: str) -> None:
        """Note why these could not be looked at; what was seen already stays."""
        for fact in facts:
            self._rows.setdefault(fact.check, _unseen(fact, why))

    def end(self, why: str) -> None:
        """Say why whatever was not looked at until now was not."""
        self._why = why


def words(answer: Recorded) -> str:
    """An answer in a few words, such as `403, code 50013: the bot lacks a permission there`."""
    if answer.status is None:
        return f"no answer: {SILENCES.get(answer.silence, 'the connection broke')}"
    if answer.status == 401 and code_of(answer) != 50027:
        return "401: Discord does not take the token"
    if answer.status == 429:
        return "429: Discord asks to wait"
    if not (code := code_of(answer)):
        return str(answer.status)
    return f"{answer.status}, code {code}" + (f": {REFUSALS[code]}" if code in REFUSALS else "")


def code_of(answer: Recorded) -> int:
    """Discord's JSON error code, 0 where there is none."""
    code = answer.object.get("code")
    return code if isinstance(code, int) and (answer.status or 0) >= 400 else 0


def is_refused(answer: Recorded, status: int, code: int) -> bool:
    """Whether an answer is this refusal."""
    return answer.status == status and code_of(answer) == code


def _unseen(fact: Fact, why: str) -> Row:
    return unseen(Api.DISCORD, fact.check, documented=fact.documented, why=why)
