"""Pure: the clips of a song, side by side on its card."""

from __future__ import annotations

from collections.abc import Sequence

from bot.delivery.attachments import ClipAttachment
from bot.orders.user_text import clock_time
from cogs.cards.safe_links import safe_address
from cogs.text.catalog import say
from cogs.text.escape import escape_markdown
from data.rows import Clip, ClipState

TITLE_SHOWN = 80
STYLE_SHOWN = 80


def clip_fields(clips: Sequence[ClipAttachment]) -> list[tuple[str, str]]:
    """Of each clip its number and its length, what tells it from the others, and where it is if it has no file."""
    titles = len({each.clip.title for each in clips}) > 1
    styles = len({each.clip.style for each in clips}) > 1
    return [(say("clip-name", number=each.clip.position), _value(each, titles, styles)) for each in clips]


def length_of(clip: Clip) -> str:
    """How long a clip is."""
    return clock_time(clip.duration) if clip.duration else say("length-unknown")


def _value(attached: ClipAttachment, has_title: bool, has_style: bool) -> str:
    clip = attached.clip
    if attached.audio is None and clip.posted_at is None:  # one that was posted early hangs there already
        return f"{length_of(clip)}\n{_address(attached)}"
    told = (
        length_of(clip),
        escape_markdown(clip.title, TITLE_SHOWN) if has_title else "",
        escape_markdown(clip.style, STYLE_SHOWN) if has_style else "",
    )
    return "\n".join(part for part in told if part)


def _address(attached: ClipAttachment) -> str:
    clip = attached.clip
    # A recording's address is a person's own: perhaps a secret one, and by now anything may lie there.
    vendors = clip.state is ClipState.SUCCEEDED and not clip.uploaded
    if address := safe_address(clip.audio_url, is_sandboxed=attached.is_sandboxed) if vendors else "":
        return say("clip-listen", address=address)
    return say("clip-no-file")
