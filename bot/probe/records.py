"""The file that a probe leaves: its table and every exchange, redacted; a published format, to be replayed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from bot.probe.recorder import Recorded
from bot.probe.redaction import HEADERS, Redactor
from bot.probe.rows import Api, Row
from bot.version import VERSION

FORMAT: Final = 1


def record(
    rows: Sequence[Row],
    exchanges: Sequence[Recorded],
    redactor: Redactor,
    *,
    hosts: Mapping[Api, str],
    made_at: datetime,
    is_complete: bool = True,
) -> str:
    """The file's text, in which `encore_probe` is the number of the format.

    `complete` is false where it was stopped, or is not over.

    An exchange has `api`, `check`, `method`, `path` (below the API's address, with its query), `asked` (JSON or null),
    `status` (null where there was no answer, and `silence` says why), `authorization`, `headers`, the
    names of `other_headers`, `body` (JSON, or a text where it was none, and then `is_text` is true) and `seconds`.
    What the gateway told has the method EVENT, the event's name as its path, and neither a status nor a `silence`.
    """
    for each in exchanges:
        redactor.learn(each.json)
    whole = {
        "encore_probe": FORMAT,
        "version": VERSION,
        "made_at": made_at.isoformat(timespec="seconds"),
        "complete": is_complete,
        "hosts": {api.value: host for api, host in hosts.items()},
        "rows": [{**row.to_json(), "seen": redactor.words(row.seen)} for row in rows],
        "exchanges": [_exchange(each, redactor) for each in exchanges],
    }
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def _exchange(each: Recorded, redactor: Redactor) -> dict[str, Any]:
    is_text = each.json is None and each.body.strip() not in (b"", b"null")
    return {
        "api": each.api.value,
        "check": each.check,
        "method": each.method,
        "path": redactor.path(each.path),
        "asked": redactor.body(each.asked),
        "status": each.status,
        "silence": each.silence,
        "authorization": each.authorization.value,
        "headers": redactor.headers(each.headers),
        "other_headers": sorted(name for name in each.headers if not HEADERS.fullmatch(name)),
        "body": redactor.plain(each.body) if is_text else redactor.body(each.json),
        "is_text": is_text,
        "seconds": round(each.seconds, 3),
    }
