"""What the cards say, and that Discord takes them whatever anybody wrote."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.views import Stage, Statement
from cogs.ui.cards import clip_card, credits_card, status_card, titled
from cogs.ui.harmless import units
from data.rows import EntryKind, FailureKind, JobState, LedgerEntry
from tests.cogs.ui.making import ACCOUNT, CHANNEL, GUILD, MEMBER, MESSAGE, NOW, clip, job, packed, view

if TYPE_CHECKING:
    import discord

NASTY = "*_~`|>#[](<-+.!@"  # every character doubles


def fields(card: discord.Embed) -> dict[str, Any]:
    return {field.name or "": field.value for field in card.fields}


def test_a_card_in_line_says_who_asked_for_what_at_what_price() -> None:
    card = status_card(view(Stage.QUEUED, job(state=JobState.QUEUED, started_at=None, title="Late"), place=3))
    assert card.title == "Song in line"
    assert card.description == "**Late**\n“r&b pop”"
    assert fields(card) == {
        "Asked by": f"<@{MEMBER}>",
        "Model": "Riffusion · FUZZ-1.1 Pro",
        "Price": "12 credits · 204 left this month",
        "Stage": "Waiting, place 3 in line",
    }


def test_a_card_that_composes_has_a_bar_a_number_and_living_clocks() -> None:
    card = status_card(view(Stage.COMPOSING, job(), progress=0.42))
    assert fields(card)["Stage"] == "▰▰▰▰▱▱▱▱▱▱ 42 % · 0 of 2 clips ready"
    assert fields(card)["Started"] == f"<t:{int(NOW.timestamp())}:R>"
    assert fields(card)["Expected"] == f"<t:{int(NOW.timestamp()) + 45}:R>"


def test_a_card_with_an_early_clip_says_nothing_that_grows_old() -> None:
    card = status_card(view(Stage.ONE_READY, job(), [clip()], progress=0.5))
    assert fields(card)["Stage"] == "The other one follows in this message · 1 of 2 clips ready"


@pytest.mark.parametrize(("expected", "words"), [(1, "Done, 1 clip."), (2, "Done, 2 clips.")])
def test_clips_are_counted_as_people_count(expected: int, words: str) -> None:
    made = [clip(position) for position in range(1, expected + 1)]
    done = view(Stage.DONE, job(state=JobState.DONE, clips_expected=expected), made)
    assert fields(status_card(done))["Stage"] == words


def test_a_missing_clip_is_said_with_its_price() -> None:
    stage = fields(status_card(view(Stage.DONE, job(state=JobState.DONE), [clip(2)])))["Stage"]
    assert stage.startswith("Done, 1 clip. Only 1 of 2 clips came out")
    assert "charged in full" in stage


def test_a_failed_card_says_why_and_that_the_credits_are_back() -> None:
    failed = job(state=JobState.FAILED, failure=FailureKind.FAILED, reason="**too loud** @everyone")
    shown = fields(status_card(view(Stage.FAILED, failed)))
    assert shown["Price"] == "12 credits, given back · 204 left this month"
    assert "the 12 credits are back" in shown["Stage"]
    assert "@everyone" not in shown["Stage"]
    assert "Started" not in shown


def test_a_remix_names_its_parent_and_links_to_it() -> None:
    made = view(
        Stage.COMPOSING, job(parent_id=11, continue_at=95.0), parent=clip(2, title="A [b](c)"), parent_job=job()
    )
    lineage = fields(status_card(made))["Made from"]
    assert lineage.startswith(r"Extends [clip 2, A \(b\)\(c\)](")
    assert lineage.endswith(f"(https://discord.com/channels/{GUILD}/{CHANNEL}/{MESSAGE}) from 1:35")


def test_a_parent_without_a_message_is_named_without_a_link() -> None:
    orphan = view(Stage.COMPOSING, job(parent_id=11), parent=clip(1), parent_job=job(message_id=None))
    assert fields(status_card(orphan))["Made from"] == "Covers clip 1, Late Night"


def test_the_title_that_a_person_chose_wins_over_the_vendors() -> None:
    assert titled(clip(title="Neon Dreams (v2)"), job(title="Late")).title == "Late"
    assert titled(clip(title="Neon Dreams"), job()).title == "Neon Dreams"
    assert titled(clip(title="Neon Dreams"), None).title == "Neon Dreams"


def test_a_clips_card_has_title_length_style_and_its_art() -> None:
    card = clip_card(packed(clip()), "cover-late-night-1.jpg")
    assert (card.title, card.description) == ("1. Late Night", "Length 3:02")
    assert fields(card) == {"Style": "r&b, pop"}
    assert card.thumbnail.url == "attachment://cover-late-night-1.jpg"


def test_a_clip_that_the_vendor_left_bare_is_named_all_the_same() -> None:
    card = clip_card(packed(clip(title="\u202e\u200b", style="\u200b", duration=None)), None)
    assert (card.title, card.description) == ("1. Untitled", "Length unknown")
    assert fields(card) == {}


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://files.test/a.m4a?x=1&y=%20", "(https://files.test/a.m4a?x=1&y=%20)"),
        (
            "https://files.test/a) @everyone [free](https://evil.test",
            "(https://files.test/a%29%20@everyone%20%5Bfree%5D%28https://evil.test)",
        ),
    ],
)
def test_a_file_that_is_not_attached_is_linked_and_the_link_cannot_be_ended_early(address: str, shown: str) -> None:
    value = fields(clip_card(packed(clip(audio_url=address), audio=False), None))["File"]
    assert value == f"The file could not be attached; [listen at MusicAPI]{shown}."


@pytest.mark.parametrize("address", ["", "http://files.test/a.m4a", "javascript:alert(1)", "https://x/" + "é" * 300])
def test_what_is_no_address_is_not_linked(address: str) -> None:
    value = fields(clip_card(packed(clip(audio_url=address), audio=False), None))["File"]
    assert value == "The file could not be attached; the clip can be extended and covered all the same."


def test_the_credits_add_up_and_come_back() -> None:
    entries = tuple(
        LedgerEntry(number, 7, GUILD, "2026-11", kind, 12, NOW - timedelta(minutes=number))
        for number, kind in enumerate(EntryKind)
    )
    card = credits_card(Statement(ACCOUNT, NOW + timedelta(days=10), entries))
    shown = fields(card)
    movements = shown.pop("Last movements").splitlines()
    assert shown == {"Left": "204", "Spent": "24", "Held for songs under way": "12", "Allowance a month": "240"}
    assert [line.partition(": ")[2] for line in movements] == [
        "12 held for song 7",
        "12 spent on song 7",
        "12 given back for song 7",
    ]
    assert card.description == f"New credits come <t:{int((NOW + timedelta(days=10)).timestamp())}:R>."


def test_a_month_without_songs_says_so() -> None:
    assert fields(credits_card(Statement(ACCOUNT, NOW, ())))["Last movements"] == "None yet."


@pytest.mark.parametrize("text", [NASTY * 400, "\U0001f3b5" * 5000, "https://" * 900, "é" * 5000])
@pytest.mark.parametrize("stage", list(Stage))
def test_the_longest_words_of_everybody_fit_into_discords_limits(text: str, stage: Stage) -> None:
    asked = job(
        title=text[:80],
        prompt=text[:400],
        style=text[:1000],
        lyrics=text[:5000],
        instrumental=True,
        continue_at=1.0,
        failure=FailureKind.FAILED if stage is Stage.FAILED else None,
        reason=text,
    )
    long: dict[str, Any] = {"title": text, "style": text, "audio_url": "https://x/" + "a" * 880}
    made = [clip(1, **long), clip(2, **long)]
    seen = view(stage, asked, made, parent=clip(**long), parent_job=job(), place=1_000, progress=0.95)
    cards = [status_card(seen), *(clip_card(packed(each, audio=False), "cover-1.jpg") for each in made)]
    for card in cards:
        assert units(card.title or "") <= 256
        assert 1 <= units(card.description or "") <= 4_096
        assert all(1 <= units(field.value or "") <= 1_024 for field in card.fields)
    texts = [part for card in cards for part in (card.title, card.description)]
    texts += [part for card in cards for field in card.fields for part in (field.name, field.value)]
    assert sum(units(part or "") for part in texts) <= 6_000
