"""A family as its card: the same numbers in the picture, in the links and in the alt text, within Discord's limits."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.drawing.tree import laid_out
from bot.status.snapshots import joinable
from cogs.cards.lineage import alt_text, family_card, relatives
from data.ids import GuildId
from data.lineage import LineageRow
from data.rows import ClipState, JobState

GUILD, CHANNEL, MIA, NOAH = 1001, 2001, 3001, 3002


def row(clip_id: int | None, parent: int | None = None, **more: Any) -> LineageRow:
    """A clip of a family; `more` overrides any column."""
    columns: dict[str, Any] = {
        "job_id": clip_id or 99,
        "operation": "create" if parent is None else "extend",
        "family": "sonic",
        "model": "sonic-v5",
        "user_id": MIA,
        "state": JobState.DONE,
        "created_at": datetime(2026, 11, 5, 12, tzinfo=UTC),
        "channel_id": CHANNEL,
        "message_channel_id": CHANNEL,
        "message_id": 4000 + (clip_id or 0),
        "position": 1,
        "clip_id": f"vendor-{clip_id}",
        "clip_state": ClipState.SUCCEEDED if clip_id else None,
        "title": f"Song {clip_id}",
        "duration": 182.6,
        "uploaded": False,
        "deleted_at": None,
        "job_title": "",
        "continue_at": None if parent is None else 105.0,
    }
    return LineageRow(**{**columns, "parent_id": parent, "clip_row_id": clip_id, **more})


FAMILY = (
    row(1, title="Late [Night]"),
    row(2),
    row(3, 1, user_id=NOAH, job_title="Later"),
    row(4, 3, operation="cover", continue_at=None, deleted_at=datetime(2026, 11, 6, tzinfo=UTC)),
    row(None, 1, state=JobState.FAILED),
    row(5, 1, clip_state=ClipState.FAILED),
)


def test_only_clips_that_could_be_heard_are_relatives_and_the_chosen_one_is_marked() -> None:
    drawn = relatives(FAMILY, 3, {MIA: "Mia"})
    assert [relative.key for relative in drawn] == [1, 2, 3, 4]
    assert [relative.chosen for relative in drawn] == [False, False, True, False]
    assert [relative.kind for relative in drawn] == ["Original", "Original", "Extension", "Cover"]
    assert drawn[0].notes == ("by Mia", "5 Nov 2026", "3:02")
    assert drawn[2].notes == ("this clip", "from 1:45", "5 Nov 2026", "3:02")
    assert drawn[3].notes[-1] == "deleted"
    assert drawn[2].name == "Later"


def test_every_clip_of_the_picture_has_a_line_with_its_number_a_link_who_and_when() -> None:
    tree = laid_out(relatives(FAMILY, 3, {}))
    card = family_card(tree, FAMILY, GuildId(GUILD), "family.png")
    lines = (card.description or "").splitlines()
    assert lines[0] == (
        f"1\\. [Late \\(Night\\)](https://discord.com/channels/{GUILD}/{CHANNEL}/4001) · original · clip 1 · "
        f"<@{MIA}> · <t:1793880000:d>"
    )
    assert lines[1].startswith("2\\. [Later](")
    assert f"extension from 1:45 · clip 1 · <@{NOAH}>" in lines[1]
    assert lines[2].startswith("3\\. Song 4 (deleted) · cover")
    assert lines[3].startswith("4\\. [Song 2](")
    assert card.to_dict().get("image") == {"url": "attachment://family.png", "description": alt_text(tree)}


def test_a_clip_without_a_message_has_a_name_and_no_link() -> None:
    family = (row(1, message_id=None, title=None),)
    card = family_card(laid_out(relatives(family, 1, {})), family, GuildId(GUILD), "family.png")
    assert (card.description or "").startswith("1\\. Untitled · original")


@pytest.mark.parametrize("title", ["x" * 300, "*_~`|" * 60, "\U0001f3b5" * 80, "[](" * 50, "@everyone " * 9])
def test_a_large_family_fits_into_an_embed_and_says_how_many_are_missing(title: str) -> None:
    family = [row(1, title=title), *(row(key, key - 1, title=title) for key in range(2, 200))]
    tree = laid_out(relatives(family, 199, {}))
    card = family_card(tree, family, GuildId(GUILD), "family.png")
    text = card.description or ""
    assert len(text.encode("utf-16-le")) // 2 <= 4_096
    assert text.endswith(f"and {199 - text.count(chr(10))} more")
    assert "@everyone" not in text
    assert len(alt_text(tree)) <= 1_024


def test_the_alt_text_says_what_the_picture_shows() -> None:
    tree = laid_out(relatives(FAMILY, 3, {}))
    assert alt_text(tree) == (
        "Family tree with 4 clips. 1: Late [Night], original. 2: Later, extension of 1, this clip. "
        "3: Song 4, cover of 2. "
        "4: Song 2, original."
    )


def test_extensions_can_be_joined_until_somebody_did_the_newest_first() -> None:
    family = (
        row(1),
        row(2, 1),
        row(3, 1),
        row(4, 3, operation="full_song"),
        row(5, 1, operation="upload_extend"),
        row(6, 1, operation="cover"),
        row(7, 1, deleted_at=datetime(2026, 11, 6, tzinfo=UTC)),
    )
    assert joinable(family) == [5, 2]


def test_a_kind_that_a_later_version_wrote_down_is_a_variation() -> None:
    (relative,) = relatives((row(1, operation="polka"),), 1, {})
    assert relative.kind == "Variation"
