"""Who may ask: the page itself, on this machine; no page of another origin can read or drive it.

Sources: Fetch Metadata Request Headers (Sec-Fetch-Site), RFC 6454 (Origin), Content Security Policy Level 3.
"""

from __future__ import annotations

from collections.abc import Callable

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler, Middleware

from sandbox.discord.client import ClientRefuses

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
}
NAMES = ("127.0.0.1", "localhost", "[::1]")
OWN_HEADER, OWN_VALUE = "X-Encore", "page"  # a form or link of another page cannot send it
HTTP = 80  # the port that browsers leave out
READING = (hdrs.METH_GET, hdrs.METH_HEAD)
BODIES = ("application/json", "multipart/form-data")


class Refusal(Exception):
    """The request is no good; the text is the sentence to show, `status` HTTP's."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


def guard(port: Callable[[], int]) -> Middleware:
    """Refuse whatever does not come from the page, and tell every refusal as one sentence in JSON."""

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            _check(request, port())
            return await handler(request)
        except Refusal as refusal:
            return error(str(refusal), refusal.status)
        except ClientRefuses as refusal:
            return error(str(refusal), 400)
        except web.HTTPException as refusal:
            return error(f"{refusal.reason}.", refusal.status)

    return check


async def add_headers(_: web.Request, response: web.StreamResponse) -> None:
    """Give every answer the headers that keep other origins out."""
    response.headers.update(HEADERS)
    response.headers.setdefault(hdrs.CACHE_CONTROL, "no-store")


def error(sentence: str, status: int) -> web.Response:
    """A refusal as the page reads it."""
    return web.json_response({"error": sentence}, status=status)


def _check(request: web.Request, port: int) -> None:
    # Another name that leads here is a page that was bound to this address (DNS rebinding).
    host = request.headers.get(hdrs.HOST, "").lower()
    known = {f"{name}:{port}" for name in NAMES} | (set(NAMES) if port == HTTP else set[str]())
    if host not in known:
        raise Refusal(f"This page is served as http://127.0.0.1:{port} only.", 403)
    if request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
        raise Refusal("Another page may not use this one: type its address instead.", 403)
    if request.headers.get(hdrs.ORIGIN, f"http://{host}") != f"http://{host}":
        raise Refusal("Another page may not use this one.", 403)
    if request.method in READING:
        return
    if request.headers.get(OWN_HEADER) != OWN_VALUE:
        raise Refusal(f"The header {OWN_HEADER} is missing.", 403)
    if request.content_type not in BODIES:
        raise Refusal("A request is sent as JSON or as a form with files.", 415)
