"""The addresses that MusicAPI is given for its webhooks, one for each job, and the keys that sign what comes there."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from typing import Final
from urllib.parse import unquote, urlsplit

from bot.musicapi.requests import WebhookTarget
from data import key_values
from data.engine.database import Database
from data.rows import Job

PATH: Final = "/musicapi/"  # what follows WEBHOOK_URL in a webhook's address, before the token
WEBHOOK_KEY: Final = "webhook_key"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")  # 24 bytes in URL-safe base64


class WebhookTargets:
    """Gives each job an address of its own for webhooks, and recognises those addresses."""

    def __init__(self, base_url: str, key: str) -> None:
        self._base_url = base_url.rstrip("/")
        self._key = key
        # A reverse proxy may pass the path of WEBHOOK_URL on or take it away: both are recognised.
        self._prefixes = (unquote(urlsplit(self._base_url).path) + PATH, PATH)

    @classmethod
    async def open(cls, base_url: str, database: Database) -> WebhookTargets:
        """Targets below `base_url`, signed with a key that is made once, so that they are known after a restart."""
        async with database.transaction() as tx:
            return cls(base_url, await key_values.keep(tx, WEBHOOK_KEY, secrets.token_hex(32)))

    def webhook_for(self, job: Job) -> WebhookTarget:
        """The address and the key for this job; raises ValueError if the job was made while webhooks were off."""
        if job.webhook_token is None:
            raise ValueError("the job has no token")
        return WebhookTarget(self._base_url + PATH + job.webhook_token, self.secret_for(job.webhook_token))

    def secret_for(self, token: str) -> str:
        """The key that signs the webhooks at the address with this token."""
        return hmac.new(self._key.encode(), token.encode(), hashlib.sha256).hexdigest()

    def token_in(self, path: str) -> str | None:
        """The token in the path of a request, or None if that is not the path of a webhook."""
        for prefix in self._prefixes:
            token = path.removeprefix(prefix)
            if token != path and _TOKEN.fullmatch(token):
                return token
        return None
