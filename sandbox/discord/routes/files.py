"""The CDN: files by their signed addresses, whole or in ranges."""

from __future__ import annotations

import re

from sandbox.discord.files import attachment_path, is_signed
from sandbox.discord.world import DiscordWorld
from sandbox.wire.exchange import Answer, Request

_PATH = re.compile(r"/(?:ephemeral-)?attachments/\d+/(\d+)/[^/]+")
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def is_file(path: str) -> bool:
    """Whether a path is the CDN's, not the API's."""
    return path.startswith(("/attachments/", "/ephemeral-attachments/"))


def serve(world: DiscordWorld, request: Request) -> Answer:
    """A file, or a range of it; 404 once its address is too old or its message gone."""
    if request.method not in ("GET", "HEAD"):
        return Answer(405, b"", content_type="")
    match = _PATH.fullmatch(request.path)
    attachment = world.files.get(int(match.group(1))) if match else None
    if attachment is None or attachment_path(world, attachment) != request.path:
        return Answer(404, b"", content_type="text/plain")
    if not is_signed(world, request.path, request.query):
        return Answer(404, b"This content is no longer available.", content_type="text/plain")
    headers = {"Accept-Ranges": "bytes", "X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=3600"}
    wanted = _RANGE.fullmatch(request.headers.get("range", ""))
    if wanted is None or not any(wanted.groups()):
        return Answer(200, attachment.data, attachment.content_type, headers)
    return _part(attachment.data, wanted.group(1), wanted.group(2), attachment.content_type, headers)


def _part(data: bytes, first: str, last: str, content_type: str, headers: dict[str, str]) -> Answer:
    size = len(data)
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    if start > end or start >= size:
        return Answer(416, b"", content_type="", headers={**headers, "Content-Range": f"bytes */{size}"})
    headers = {**headers, "Content-Range": f"bytes {start}-{end}/{size}"}
    return Answer(206, data[start : end + 1], content_type, headers)
