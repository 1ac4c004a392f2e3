"""Embeds: what a bot may send, and what Discord makes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sandbox.discord import limits
from sandbox.discord.entities import Payload
from sandbox.discord.errors import Problems
from sandbox.discord.shapes import Address, Field, ListOf, Moment, Path, Record, Text, Truth, Whole, units

REFERENCE = re.compile(r"attachment://(.+)")
VISIBLE = ("title", "description", "fields", "image", "thumbnail", "footer", "author")  # an embed needs one of them
_LINK = Field(Address(limits.URL))
_MEDIA = Address(limits.URL, ("http", "https", "attachment"))
_IMAGE = Record({"url": Field(_MEDIA, required=True), "description": Field(Text(limits.EMBED_DESCRIPTION))})

EMBED = Record(
    {
        "title": Field(Text(limits.EMBED_TITLE, stripped=True)),
        "description": Field(Text(limits.EMBED_DESCRIPTION, stripped=True)),
        "url": _LINK,
        "color": Field(Whole(0, 0xFFFFFF)),
        "timestamp": Field(Moment()),
        "image": Field(_IMAGE),
        "thumbnail": Field(_IMAGE),
        "footer": Field(
            Record({"text": Field(Text(limits.FOOTER, 1, stripped=True), required=True), "icon_url": Field(_MEDIA)})
        ),
        "author": Field(
            Record(
                {
                    "name": Field(Text(limits.AUTHOR, 1, stripped=True), required=True),
                    "url": _LINK,
                    "icon_url": Field(_MEDIA),
                }
            )
        ),
        "fields": Field(
            ListOf(
                Record(
                    {
                        "name": Field(Text(limits.FIELD_NAME, 1, stripped=True), required=True),
                        "value": Field(Text(limits.FIELD_VALUE, 1, stripped=True), required=True),
                        "inline": Field(Truth()),
                    }
                ),
                limits.EMBED_FIELDS,
            )
        ),
    }
)


class Embeds:
    """A list of embeds, of which all together may not say more than 6,000 characters."""

    def read(self, value: Any, path: Path, problems: Problems) -> list[Payload]:
        """The embeds as Discord keeps them."""
        embeds: list[Payload] = ListOf(EMBED, limits.EMBEDS).read(value, path, problems)
        for index, embed in enumerate(embeds):
            if not any(embed.get(part) for part in VISIBLE):
                problems.add((*path, index, "description"), "BASE_TYPE_REQUIRED", "This field is required")
        if sum(_characters(embed) for embed in embeds) > limits.EMBED_TOTAL:
            problems.add(path, "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {limits.EMBED_TOTAL}")
        return [_kept(embed) for embed in embeds]


def _characters(embed: Payload) -> int:
    texts = [embed.get("title"), embed.get("description"), embed.get("footer", {}).get("text")]
    texts.append(embed.get("author", {}).get("name"))
    for field in embed.get("fields", []):
        texts += [field.get("name"), field.get("value")]
    return sum(units(text) for text in texts if isinstance(text, str))


def _kept(embed: Payload) -> Payload:
    kept: Payload = {"type": "rich", **{key: value for key, value in embed.items() if value != ""}}
    if "fields" in kept:
        kept["fields"] = [{"inline": False, **field} for field in kept["fields"]]
    return kept


def media_of(embed: Payload) -> Iterator[tuple[Payload, str]]:
    """Each part of an embed that shows a file, with the key of its address."""
    for part, key in (("image", "url"), ("thumbnail", "url"), ("footer", "icon_url"), ("author", "icon_url")):
        holder = embed.get(part)
        if isinstance(holder, dict) and key in holder:
            yield holder, key


def named_files(embeds: list[Payload]) -> set[str]:
    """The file names that embeds show by `attachment://`."""
    found = (REFERENCE.fullmatch(part[key]) for embed in embeds for part, key in media_of(embed))
    return {match.group(1) for match in found if match}
