"""What Discord says of the token, the application and the commands: nothing is registered."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

from bot.doctor.asking import Heard, Unheard, ask
from bot.doctor.findings import Check, Finding, What, ok, warning, wrong
from bot.doctor.same_commands import differing
from bot.musicapi.values import mapping
from bot.settings import Settings

Payloads = Sequence[Mapping[str, Any]]

FEW_SESSIONS: Final = 20  # of about a thousand a day: a crash loop uses up so many in minutes
# Application flags (documentation: Application, flags): presences, members and the content of messages, each in its
# approved and its limited form.
SPARE_INTENTS: Final = 1 << 12 | 1 << 13 | 1 << 14 | 1 << 15 | 1 << 18 | 1 << 19


async def find_token(settings: Settings, heard: Callable[[Heard], None], *, sessions: bool = True) -> list[Finding]:
    """Whether Discord takes the token and, where `sessions` are of interest, lets some begin.

    `heard` is told of the answer.
    """
    try:
        answer = await _ask(settings, "/users/@me")
    except Unheard as error:
        return [wrong(Check.TOKEN, What.DISCORD_SILENT, why=error.why.value)]
    heard(answer)
    if answer.status == HTTPStatus.UNAUTHORIZED:
        return [wrong(Check.TOKEN, What.TOKEN_REFUSED)]
    if answer.status != HTTPStatus.OK or not isinstance(name := _object(answer).get("username"), str):
        return [_unusable(Check.TOKEN, answer)]
    taken = ok(Check.TOKEN, What.TOKEN_TAKEN, name=name)
    return [taken, *(await _find_sessions(settings) if sessions else ())]


async def _find_sessions(settings: Settings) -> list[Finding]:
    try:
        limits = mapping(_object(await _ask(settings, "/gateway/bot")).get("session_start_limit"))
    except Unheard:
        return []  # the token is what this is about
    left, total = limits.get("remaining"), limits.get("total")
    if isinstance(left, int) and isinstance(total, int) and left < FEW_SESSIONS:
        return [warning(Check.TOKEN, What.SESSIONS_LOW, left=left, total=total)]
    return []


async def find_application(settings: Settings, own: Callable[[], Awaitable[Payloads]]) -> list[Finding]:
    """Whether the application lets people be answered, and whether Discord shows the commands of this version."""
    try:
        answer = await _ask(settings, "/applications/@me")
        application = _object(answer)
        if answer.status != HTTPStatus.OK or not isinstance(application_id := application.get("id"), str):
            return [_unusable(Check.APPLICATION, answer)]
        # Discord lets nobody ask for the application often, so both are one check.
        return [*_judge_application(application), *await _find_commands(settings, application_id, own)]
    except Unheard as error:
        return [wrong(Check.APPLICATION, What.DISCORD_SILENT, why=error.why.value)]


def _judge_application(application: Mapping[str, Any]) -> list[Finding]:
    found = list[Finding]()
    if application.get("interactions_endpoint_url"):
        found.append(wrong(Check.APPLICATION, What.INTERACTIONS_ELSEWHERE))
    if application.get("bot_require_code_grant"):
        found.append(wrong(Check.APPLICATION, What.CODE_GRANT))
    flags = application.get("flags")
    if isinstance(flags, int) and flags & SPARE_INTENTS:
        found.append(warning(Check.APPLICATION, What.INTENTS_SPARE))
    return found or [ok(Check.APPLICATION, What.APPLICATION_FINE)]


async def _find_commands(
    settings: Settings, application_id: str, own: Callable[[], Awaitable[Payloads]]
) -> list[Finding]:
    answer = await _ask(settings, f"/applications/{application_id}/commands?with_localizations=true")
    registered = _json(answer)
    if answer.status != HTTPStatus.OK or not isinstance(registered, list):
        return [warning(Check.COMMANDS, What.COMMANDS_UNREAD, status=answer.status)]
    known: list[Any] = [each for each in registered if isinstance(each, dict)]  # pyright: ignore[reportUnknownVariableType] - Discord's JSON has no type
    ours = await own()
    if names := differing(ours, known):
        return [warning(Check.COMMANDS, What.COMMANDS_DIFFER, names=names)]
    return [ok(Check.COMMANDS, What.COMMANDS_EQUAL, count=len(ours))]


async def _ask(settings: Settings, path: str) -> Heard:
    headers = {"Authorization": f"Bot {settings.discord_token}", "User-Agent": "DiscordBot (Encore, doctor)"}
    return await ask(settings.discord_api_url + path, headers)


def _unusable(check: Check, answer: Heard) -> Finding:
    """What an answer means that holds nothing of what was asked for."""
    if answer.status == HTTPStatus.UNAUTHORIZED:  # the token's own finding says it
        return warning(check, What.NOT_ASKED)
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return warning(check, What.DISCORD_BUSY, status=answer.status)
    return wrong(check, What.NOT_DISCORD, status=answer.status)


def _json(answer: Heard) -> Any:
    try:
        return json.loads(answer.body)
    except ValueError:
        return None


def _object(answer: Heard) -> Mapping[str, Any]:
    return mapping(_json(answer))
