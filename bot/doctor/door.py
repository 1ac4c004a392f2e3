"""Whether MusicAPI's webhooks can come in: a GET of our own, from here, at the address that MusicAPI is given."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from bot.doctor.asking import Silence, Unheard, ask
from bot.doctor.findings import Check, Finding, Grade, What, ok, warning, wrong
from bot.http.loopback import is_loopback
from bot.media.addresses import is_public, resolve
from bot.media.errors import FileUnreachable
from bot.settings import Settings
from bot.webhooks.targets import PATH

TOKEN_BYTES: Final = 24  # as long as a job's; nobody has this one


async def find_door(settings: Settings) -> list[Finding]:
    """Ask there as MusicAPI would, but for the method: only our own door refuses that one in this way."""
    if not settings.webhook_url:
        return [ok(Check.WEBHOOKS, What.DOOR_OFF)]
    try:
        answer = await ask(settings.webhook_url + PATH + secrets.token_urlsafe(TOKEN_BYTES), {})
    except Unheard as error:
        if error.why is Silence.CERTIFICATE:
            return [wrong(Check.WEBHOOKS, What.DOOR_UNTRUSTED)]
        return [wrong(Check.WEBHOOKS, What.DOOR_CLOSED, why=error.why.value)]
    if answer.status != HTTPStatus.METHOD_NOT_ALLOWED:
        return [wrong(Check.WEBHOOKS, What.DOOR_ELSEWHERE, status=answer.status)]
    if not await _is_reached_from_outside(settings.webhook_url):
        return [warning(Check.WEBHOOKS, What.DOOR_PRIVATE)]
    return [ok(Check.WEBHOOKS, What.DOOR_OPEN)]


async def _is_reached_from_outside(url: str) -> bool:
    """Whether the name leads to the open internet, as far as this machine knows; a sandbox is on this very machine."""
    if is_loopback(url):
        return True
    parts = urlsplit(url)
    try:
        return all(map(is_public, await resolve(parts.hostname or "", parts.port or 443)))
    except FileUnreachable:
        return False


def excuse_closed_door(found: list[Finding]) -> list[Finding]:
    """What was found, where no process of the bot runs: then nobody can open the door, and it is no fault of it."""
    if not any(each.what is What.PROCESSES_NONE for each in found):
        return found
    closed = (What.DOOR_CLOSED, What.DOOR_ELSEWHERE)
    return [Finding(each.check, Grade.WARNING, What.DOOR_ASLEEP) if each.what in closed else each for each in found]
