"""What MusicAPI says of each key and its credits, and what it still offers: nothing is spent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Final

from bot.doctor.asking import Heard, Unheard, ask
from bot.doctor.findings import Check, Finding, What, ok, warning, wrong
from bot.musicapi.catalog import Catalog
from bot.musicapi.errors import MusicAPIError, Unauthorized
from bot.musicapi.keys import Keys
from bot.musicapi.operations import NEW_SONG
from bot.musicapi.responses.account import read_credits
from bot.musicapi.responses.reply import Reply
from bot.settings import Settings
from data.retirements import Retirement

FEW_SONGS: Final = 10  # that an account can still pay for
SHOWN: Final = 8  # names in one sentence


async def find_key(settings: Settings, name: str, heard: Callable[[Heard], None]) -> list[Finding]:
    """Whether MusicAPI takes the key of this name, and what its account holds; `heard` is told of an answer."""
    keys = Keys(settings.musicapi_keys)
    try:
        answer = await ask(f"{settings.musicapi_url}/api/v1/get-credits", keys.authorization(name))
    except Unheard as error:
        return [wrong(Check.KEY, What.VENDOR_SILENT, why=error.why.value)]
    heard(answer)
    try:
        credits = read_credits(Reply(answer.status, keys.taken_out_of(answer.body), answer.headers))
    except Unauthorized:
        return [wrong(Check.KEY, What.KEY_REFUSED, name=name)]
    except MusicAPIError:
        is_refused = answer.status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
        what = What.KEY_REFUSED if is_refused else What.VENDOR_ODD
        facts: dict[str, str | int] = {"name": name} if is_refused else {"status": answer.status}
        return [wrong(Check.KEY, what, **facts)]
    price, left = _price_of_a_song(settings), int(credits.spendable)
    if left < price:
        # Others go first where there are any.
        worse = warning if len(settings.musicapi_keys) > 1 else wrong
        return [worse(Check.KEY, What.KEY_EMPTY, name=name, count=left)]
    if left < FEW_SONGS * price:
        return [warning(Check.KEY, What.KEY_LOW, name=name, count=left)]
    return [ok(Check.KEY, What.KEY_TAKEN, name=name, count=left)]


def find_families(settings: Settings, host: str, retired: list[Retirement]) -> list[Finding]:
    """What new songs are made with, and what MusicAPI at `host` took away."""
    gone = {(each.family, each.operation) for each in retired if each.host == host}
    catalog = Catalog.of(settings.musicapi_host, settings.musicapi_families)
    makers = [family.label for family in catalog.families if (family.name, NEW_SONG.value) not in gone]
    found = list[Finding]()
    if makers:
        found.append(ok(Check.FAMILIES, What.FAMILIES_OFFERED, names=tuple(makers)))
    else:
        found.append(wrong(Check.FAMILIES, What.NO_NEW_SONGS))
    if gone:
        names = tuple(f"{family}/{operation}" for family, operation in sorted(gone)[:SHOWN])
        found.append(warning(Check.FAMILIES, What.OPERATIONS_RETIRED, names=names))
    return found


def find_stop(since: datetime | None, now: datetime) -> list[Finding]:
    """Whether MusicAPI takes nothing at all, as the bot's own processes noted."""
    if since is None:
        return []
    return [wrong(Check.KEY, What.VENDOR_STOPPED, minutes=max(1, int((now - since).total_seconds() / 60)))]


def _price_of_a_song(settings: Settings) -> int:
    catalog = Catalog.of(settings.musicapi_host, settings.musicapi_families)
    offers = (catalog.offer(family.name, NEW_SONG) for family in catalog.families)
    return min((offer.price for offer in offers if offer is not None), default=1)
