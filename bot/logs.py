"""Log lines on stderr: `event key=value` as text or as one JSON object a line; secrets are masked."""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TextIO

log = logging.getLogger(__name__)

MASK = "[secret]"
# Interaction tokens stand in the path of every webhook request (/webhooks/{application}/{token}) and of every
# interaction callback (/interactions/{id}/{token}/callback), which libraries like to log. A job's own token stands in
# the path of MusicAPI's calls (/musicapi/{token}), and a refused create may be answered with what it held.
_TOKEN_IN_PATH = re.compile(r"((?:(?:webhooks|interactions)/\d+|musicapi)/)[\w.-]{20,}")


class _Formatter(logging.Formatter):
    """Formats a record in one line without the given secrets, without tracebacks of people's text."""

    def __init__(self, secrets: Iterable[str], style: str) -> None:
        super().__init__()
        # One may be part of another, whose rest would stay.
        self._secrets = tuple(sorted(secrets, key=len, reverse=True))
        self._json = style == "json"

    def format(self, record: logging.LogRecord) -> str:
        message = self._clean(record.getMessage() + self._cause(record))
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        if not self._json:
            return f"{moment} {record.levelname:<7} {record.name} {message}"
        event, _, rest = message.partition(" ")
        fields = {"time": moment, "level": record.levelname, "logger": record.name, "event": event, "details": rest}
        return json.dumps(fields, ensure_ascii=False)

    def _cause(self, record: logging.LogRecord) -> str:
        if not record.exc_info or record.exc_info[1] is None:
            return ""
        # Where it happened and what it was: enough to find it, without a traceback's copies of people's words.
        error, trace, places = record.exc_info[1], record.exc_info[2], list[str]()
        while trace is not None:
            places.append(f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}")
            trace = trace.tb_next
        return f" error={type(error).__name__} at={'>'.join(places[-6:])} says={str(error)[:300]!r}"

    def _clean(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, MASK)
        text = _TOKEN_IN_PATH.sub(rf"\1{MASK}", text)
        # Whoever names a channel or answers a request could else begin a line of their own, or command a terminal.
        return text if text.isprintable() else "".join(map(_visible, text))


class _Handler(logging.StreamHandler[TextIO]):
    """Writes lines, and says in one of its own where that failed."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  logging's name for it
        """Say that a line is missing; logging itself would print what it was made of, secrets and all."""
        if record.name != __name__:  # else the stream itself is gone
            log.error("log_line_broken logger=%s place=%s:%s", record.name, record.module, record.lineno)


def _visible(character: str) -> str:
    return character if character.isprintable() else character.encode("unicode_escape").decode("ascii")


def set_up_logging(level: str, style: str, secrets: Iterable[str], stream: TextIO | None = None) -> None:
    """Send every logger to `stream` (default stderr) from `level` on; libraries only from WARNING on."""
    handler = _Handler(stream or sys.stderr)
    handler.setFormatter(_Formatter(secrets, style))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # Never below WARNING, not even when debugging: they log whole payloads, with interaction tokens and people's words.
    for chatty in ("discord", "httpx", "httpcore", "alembic", "sqlalchemy", "aiosqlite", "asyncio", "websockets"):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level]))
