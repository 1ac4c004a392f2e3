"""The files of messages, at the page's own address and in parts, so that a player can seek."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from aiohttp import web

from sandbox.discord.world import DiscordWorld
from sandbox.page import views
from sandbox.page.api_views import find_person
from sandbox.page.bodies import as_id
from sandbox.page.safety import Refusal

PLAYED = ("audio/", "image/", "video/")  # shown in the page; anything else is only to be saved
_RANGE = re.compile(r"bytes=(\d{1,18})?-(\d{1,18})?")


class Files:
    """The route of every file; its address says who looks, and only what they see is there."""

    def __init__(self, world: DiscordWorld) -> None:
        self._world = world

    def routes(self) -> Iterable[web.RouteDef]:
        """Where it is."""
        yield web.get("/files/{viewer}/{attachment}/{name}", self._file)

    async def _file(self, request: web.Request) -> web.Response:
        viewer = find_person(self._world, as_id(request.match_info["viewer"], "viewer")).user
        attachment = views.find_file(self._world, viewer, as_id(request.match_info["attachment"], "attachment"))
        if attachment is None:
            raise Refusal("This file is not there (any more).", 404)
        headers = {"Content-Type": attachment.content_type, "Cache-Control": "private, max-age=3600"}
        if not attachment.content_type.startswith(PLAYED):
            headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(attachment.filename)}"
        return _part_of(request, attachment.data, headers)


def _part_of(request: web.Request, data: bytes, headers: Mapping[str, str]) -> web.Response:
    """The bytes, or the range that was asked for (RFC 9110, 14; several ranges are answered with the whole)."""
    told = {**headers, "Accept-Ranges": "bytes"}
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    if asked is None or not any(asked.groups()):
        return web.Response(body=data, headers=told)
    first, last = asked.groups()
    size = len(data)
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    if start > end:
        return web.Response(status=416, headers={"Content-Range": f"bytes */{size}"})
    told["Content-Range"] = f"bytes {start}-{end}/{size}"
    return web.Response(status=206, body=data[start : end + 1], headers=told)
