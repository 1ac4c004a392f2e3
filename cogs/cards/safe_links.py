"""Pure: addresses of the vendor's files as links that cannot be ended early; and the files that hang nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from bot.delivery.attachments import FileAttachment
from bot.http.loopback import is_loopback
from cogs.text import discord_limits
from cogs.text.catalog import say
from cogs.text.escape import escape_link

LONGEST_ADDRESS = 900  # so that a field has room for it
NAME_SHOWN = 80


def safe_address(url: str, *, is_sandboxed: bool = False) -> str:
    """An address of the vendor's as part of a link, empty where it is none.

    Only in a sandbox, where the reader is on the same machine as the vendor, may it be a plain one of that machine.
    """
    # Whatever would end the link early is written as a percent code.
    address = quote(url, safe=":/?&=%#+,;@~$!*'")
    is_plain = is_sandboxed and address.startswith("http://") and is_loopback(address)
    return address if (is_plain or address.startswith("https://")) and len(address) < LONGEST_ADDRESS else ""


def is_out_of_reach(files: Sequence[FileAttachment]) -> bool:
    """Whether none of the files is attached, and none can be linked."""
    return bool(files) and not any(
        each.data is not None or safe_address(each.url, is_sandboxed=each.is_sandboxed) for each in files
    )


def file_links(files: Sequence[FileAttachment]) -> str:
    """Where the files are that are not attached; as many as a field holds, and empty where there are none."""
    lines: list[str] = []
    for file in files:
        if file.data is None:
            name = escape_link(file.name, NAME_SHOWN) or say("file-unnamed")
            address = safe_address(file.url, is_sandboxed=file.is_sandboxed)
            said = say("file-download", name=name, address=address) if address else say("file-no-address", name=name)
            lines.append(said)
    while len("\n".join(lines)) > discord_limits.EMBED_FIELD:
        lines = [*lines[:-2], "…"]
    return "\n".join(lines)
