"""Where the clips' files are: public addresses below the vendor's own, as a network of copies serves them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal, get_args
from urllib.parse import urlsplit, urlunsplit

from sandbox.musicapi.audio import AudioFiles
from sandbox.musicapi.poll import Addresses
from sandbox.musicapi.rng import seeded
from sandbox.musicapi.works import Clip
from sandbox.wire.exchange import Answer, Request

FileForm = Literal["wav", "mp3", "m4a", "mid"]  # what else a clip can be had as
ROOT = "/files/"
MOVED = "/files/moved/"
ALSO = "/files/also/"
CLIP_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=\.[a-z0-9]+$)")
AUDIO_TYPES = {
    "m4a": ("audio/mp4", "audio/x-m4a", "application/octet-stream"),
    "mp3": ("audio/mpeg", "audio/mpeg", "binary/octet-stream"),
    "wav": ("audio/wav", "audio/x-wav", "binary/octet-stream"),
    "mp4": ("video/mp4", "video/mp4", "binary/octet-stream"),
    "mid": ("audio/midi", "audio/x-midi", "application/octet-stream"),
}
NO_SUCH_KEY = Answer(
    404, b"<?xml version='1.0' encoding='UTF-8'?><Error><Code>NoSuchKey</Code></Error>", content_type="application/xml"
)


class Files:
    """Audio and pictures by GET and HEAD, whole or in ranges; nothing is there before its clip is final."""

    def __init__(
        self, url: Callable[[], str], paths: Callable[[Clip], tuple[str, str]], clips: Mapping[str, Clip]
    ) -> None:
        self.made = AudioFiles()
        self.lifetime: float | None = None  # seconds after its clip was final until a file is gone; None = for good
        self.expired: set[str] = set()  # clip ids whose files are gone
        self._url = url
        self._paths = paths
        self._clips = clips
        self._also: set[str] = set()  # the paths of what was asked for beside the clips' own files

    def also(self, clip: Clip, form: FileForm) -> str:
        """Where the clip can be had in this form from now on."""
        path = f"{ALSO}{clip.clip_id}.{form}"
        self._also.add(path)
        return self._url().rstrip("/") + path

    def gone(self, clip: Clip, now: float) -> bool:
        """Whether the clip's files are there no more."""
        return clip.clip_id in self.expired or (self.lifetime is not None and now > clip.ends_at + self.lifetime)

    def addresses(self, clip: Clip, now: float) -> Addresses:
        """What an answer of this moment may name."""
        audio, image = self._paths(clip)
        base = self._url().rstrip("/") + ROOT
        return Addresses(
            audio=base + audio if clip.is_ready(now) else None,
            image=base + image if clip.has_picture(now) else None,
            stream=self._stream(clip),
        )

    async def handle(self, request: Request, now: float) -> Answer:
        """The file at this path, or 404 as a bucket says it."""
        if request.method not in ("GET", "HEAD"):
            return Answer(405, b"", content_type="text/plain", headers={"Allow": "GET, HEAD"})
        if "authorization" in request.headers:
            # A bucket takes a foreign bearer token for a wrong one of its own; the vendor's key has no business here.
            return Answer(401, b"<Error><Code>AuthenticationRequired</Code></Error>", content_type="application/xml")
        if request.path == "/" and "item_id" in request.query:
            return await self._streamed(request.query["item_id"], now)
        found = CLIP_ID.search(request.path)
        clip = self._clips.get(found.group()) if found else None
        if clip is None or self.gone(clip, now):
            return NO_SUCH_KEY
        if request.path in self._also:
            return await self._other(request, clip)
        return await self._stored(request, clip, now)

    async def _stored(self, request: Request, clip: Clip, now: float) -> Answer:
        audio, image = self._paths(clip)
        fixed = seeded("file", clip.draw)
        moved = fixed.random() < 0.15
        path = request.path.replace(MOVED, ROOT, 1)
        if path == ROOT + image and clip.has_picture(now):
            kind = "png" if image.endswith(".png") else "jpeg"
            file = await self.made.picture(image, kind)
            return _serve(request, file, f"image/{kind}", clip.clip_id)
        if path != ROOT + audio or not clip.is_ready(now):
            return NO_SUCH_KEY
        if moved and MOVED not in request.path:
            # Some objects lie on another of the vendor's hosts: one redirect away.
            target = self._url().rstrip("/") + MOVED + audio
            return Answer(302, b"", content_type="text/plain", headers={"Location": target})
        file = await self.made.audio(audio, clip.brief, clip.seconds, clip.container, clip.title)
        return _serve(request, file, fixed.choice(AUDIO_TYPES[clip.container]), clip.clip_id)

    async def _other(self, request: Request, clip: Clip) -> Answer:
        """The clip in a form that it was asked for in."""
        name = request.path.removeprefix(ROOT)
        form = next(form for form in get_args(FileForm) if name.endswith(form))
        if form == "mid":
            file = await self.made.midi(name, clip.brief)
        else:
            file = await self.made.audio(name, clip.brief, clip.seconds, form, clip.title)
        kind = seeded("also", clip.draw, form).choice(AUDIO_TYPES[form])
        return _serve(request, file, kind, f"{clip.clip_id}-{form}")

    async def _streamed(self, clip_id: str, now: float) -> Answer:
        """What a running clip can be heard of so far; not the final file."""
        clip = self._clips.get(clip_id)
        if clip is None or clip.fails or now < clip.named_at:
            return NO_SUCH_KEY
        audio, _ = self._paths(clip)
        file = await self.made.audio(audio, clip.brief, clip.seconds, clip.container, clip.title)
        return Answer(200, file[: len(file) // 3], content_type="audio/mpeg")

    def _stream(self, clip: Clip) -> str:
        # The real one is on audiopipe.suno.ai. Below `localhost` the name leads nowhere but back here (RFC 6761).
        base = urlsplit(self._url())
        host = base.hostname or "localhost"
        name = "audiopipe.localhost" if host.replace(".", "").isdigit() else f"audiopipe.{host}"
        port = f":{base.port}" if base.port else ""
        return urlunsplit((base.scheme, name + port, "/", f"item_id={clip.clip_id}", ""))


def _serve(request: Request, file: bytes, content_type: str, tag: str) -> Answer:
    """The file or the range of it that was asked for (RFC 9110, one range)."""
    headers = {"Accept-Ranges": "bytes", "ETag": f'"{tag}"', "Cache-Control": "public, max-age=3600"}
    asked = re.fullmatch(r"bytes=(\d*)-(\d*)", request.headers.get("range", ""))
    if asked is None or asked.group() == "bytes=-":
        return Answer(200, file, content_type=content_type, headers=headers)
    first, last = asked.groups()
    begin = int(first) if first else max(0, len(file) - int(last))
    end = min(int(last), len(file) - 1) if first and last else len(file) - 1
    if begin > end:
        return Answer(416, b"", content_type="text/plain", headers={"Content-Range": f"bytes */{len(file)}"})
    headers["Content-Range"] = f"bytes {begin}-{end}/{len(file)}"
    return Answer(206, file[begin : end + 1], content_type=content_type, headers=headers)
