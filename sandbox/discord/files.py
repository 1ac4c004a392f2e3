"""Uploaded files: what Discord makes of their names, and the signed addresses that it serves them at.

Source: documentation, Reference ("Uploading Files", "Signed Attachment CDN URLs"); Message ("Attachment Object").
"""

from __future__ import annotations

import hashlib
import hmac
import io
import re
from pathlib import PurePosixPath

from PIL import Image, UnidentifiedImageError

from sandbox.discord import limits
from sandbox.discord.entities import Attachment, Payload
from sandbox.discord.multipart import Upload
from sandbox.discord.world import DiscordWorld

IS_SPOILER = 1 << 3  # attachment flag
CONTENT_TYPES = {
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".wav": "audio/x-wav",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".flac": "audio/x-flac",
    ".mid": "audio/midi",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".txt": "text/plain; charset=utf-8",
    ".lrc": "text/plain; charset=utf-8",
    ".html": "text/plain; charset=utf-8",  # never as a page
    ".json": "application/json; charset=utf-8",
    ".zip": "application/zip",
}


def add_file(world: DiscordWorld, channel_id: int, upload: Upload, told: Payload, *, ephemeral: bool) -> Attachment:
    """Keep an uploaded file; `told` is what the message said of it (name, …)."""
    original = str(told.get("filename") or upload.filename)
    filename = safe_name(original)
    width, height = _size(upload.data, filename)
    attachment = Attachment(
        id=world.ids.next(),
        channel_id=channel_id,
        filename=filename,
        data=upload.data,
        content_type=content_type(filename),
        width=width,
        height=height,
        # A name that had to be changed lives on as the title.
        title=told.get("title") or (PurePosixPath(original).stem if filename != original else None),
        duration_secs=told.get("duration_secs"),
        waveform=told.get("waveform"),
        ephemeral=ephemeral,
    )
    describe(attachment, told)
    world.files[attachment.id] = attachment
    return attachment


def describe(attachment: Attachment, told: Payload) -> None:
    """Change of a file what can be changed as long as it is there, as far as the message said anything of it."""
    attachment.description = told.get("description", attachment.description) or None
    attachment.spoiler = told.get("is_spoiler", attachment.spoiler)


def content_type(name: str) -> str:
    """What Discord takes a file for, by its name."""
    return CONTENT_TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")


def safe_name(name: str) -> str:
    """The name as Discord keeps it: ASCII letters, digits, dots, dashes and underscores."""
    cleaned = re.sub(r"[^A-Za-z0-9._-]", "", PurePosixPath(name.replace("\\", "/")).name.replace(" ", "_"))
    return cleaned.lstrip(".") or "file"


def _size(data: bytes, filename: str) -> tuple[int | None, int | None]:
    if not CONTENT_TYPES.get(PurePosixPath(filename).suffix.lower(), "").startswith("image/"):
        return None, None
    try:
        with Image.open(io.BytesIO(data)) as image:
            return image.size
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return None, None


def attachment_path(world: DiscordWorld, attachment: Attachment) -> str:
    """Where a file lies below the CDN's root."""
    if attachment.ephemeral:
        return f"/ephemeral-attachments/{world.application_id}/{attachment.id}/{attachment.filename}"
    return f"/attachments/{attachment.channel_id}/{attachment.id}/{attachment.filename}"


def attachment_url(world: DiscordWorld, attachment: Attachment) -> str:
    """The file's address, signed anew; good for a day."""
    path = attachment_path(world, attachment)
    issued = int(world.clock.now())
    expires = issued + int(limits.FILE_URL_LIFETIME)
    signature = _signature(world, path, f"{expires:x}", f"{issued:x}")
    return f"{world.public_url}{path}?ex={expires:x}&is={issued:x}&hm={signature}&"


def is_signed(world: DiscordWorld, path: str, query: dict[str, str]) -> bool:
    """Whether an address carries Discord's signature and is not too old."""
    expires, issued = query.get("ex", ""), query.get("is", "")
    expected = _signature(world, path, expires, issued)
    if not hmac.compare_digest(expected, query.get("hm", "")):
        return False
    return world.clock.now() < int(expires, 16)


def _signature(world: DiscordWorld, path: str, expires: str, issued: str) -> str:
    return hmac.new(world.file_key, f"{path} {expires} {issued}".encode(), hashlib.sha256).hexdigest()


def attachment_payload(world: DiscordWorld, attachment: Attachment) -> Payload:
    """A file as messages show it (MessageAttachmentResponse)."""
    url = attachment_url(world, attachment)
    known = {
        "width": attachment.width,
        "height": attachment.height,
        "duration_secs": attachment.duration_secs,
        "waveform": attachment.waveform,
        "description": attachment.description,
        "title": attachment.title,
        "ephemeral": attachment.ephemeral or None,
        "flags": IS_SPOILER if attachment.spoiler else None,
    }
    return {
        "id": str(attachment.id),
        "filename": attachment.filename,
        "size": len(attachment.data),
        "url": url,
        "proxy_url": url,
        "content_type": attachment.content_type,
        **{key: value for key, value in known.items() if value is not None},
    }
