"""What the cards say, and that Discord takes them whatever anybody wrote."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.delivery.attachments import FileAttachment
from bot.media.spool import SpooledFile
from bot.musicapi.operations import Operation
from bot.musicapi.text import utf16_length
from bot.status.job_status import Stage
from bot.status.snapshots import Statement
from cogs.cards.status import clip_card, credits_card, status_card, with_chosen_title
from cogs.text.operation_words import words_for
from data.ids import JobId, UserId
from data.rows import EntryKind, FailureKind, JobState, Movement
from tests.cogs.making import ACCOUNT, CHANNEL, GUILD, MEMBER, MESSAGE, NOW, attached, clip, job, status

if TYPE_CHECKING:
    import discord

    from data.rows import Job

NASTY = "*_~`|>#[](<-+.!@"  # every character doubles


def fields(card: discord.Embed) -> dict[str, Any]:
    return {field.name or "": field.value for field in card.fields}


def test_a_card_in_line_says_who_asked_for_what_at_what_price() -> None:
    card = status_card(status(Stage.QUEUED, job(state=JobState.QUEUED, started_at=None, title="Late"), place=3))
    assert card.title == "Song in line"
    assert card.description == "**Late**\n“r&b pop”"
    assert fields(card) == {
        "Asked by": f"<@{MEMBER}>",
        "Model": "Riffusion · FUZZ-1.1 Pro",
        "Price": "12 credits · 204 left in November",
        "Stage": "Waiting, place 3 in line",
    }


def test_a_card_says_what_was_wished_of_the_voice_and_what_to_leave_out() -> None:
    wished = job(details={"gender": "f", "avoid": "*jazz*"})
    assert status_card(status(Stage.COMPOSING, wished)).description == "“r&b pop”\nFemale voice\nWithout: \\*jazz\\*"


def test_a_card_names_the_persona_that_sings() -> None:
    assert fields(status_card(status(Stage.COMPOSING, job(), singer="**Ray**")))["Sung by"] == "\\*\\*Ray\\*\\*"
    assert "Sung by" not in fields(status_card(status(Stage.COMPOSING, job())))


def test_a_card_shows_nothing_of_words_that_nobody_can_see() -> None:
    unseen = job(title="\u200d", prompt="pop", style="\u3164")
    assert status_card(status(Stage.COMPOSING, unseen)).description == "“pop”"
    assert clip_card(attached(clip(title="\u200d")), None).title == "1. Untitled"


def test_no_model_is_said_to_have_sung_a_recording() -> None:
    assert fields(status_card(status(Stage.DONE, job(operation="upload"))))["Model"] == "Riffusion"
    assert fields(status_card(status(Stage.DONE, job(operation="extend"))))["Model"] == "Riffusion · FUZZ-1.1 Pro"


def test_a_card_of_what_needs_no_words_has_none() -> None:
    assert status_card(status(Stage.COMPOSING, _stems())).description is None


def test_a_card_that_composes_has_a_bar_a_number_and_living_clocks() -> None:
    card = status_card(status(Stage.COMPOSING, job(), progress=0.42))
    assert fields(card)["Stage"] == "▰▰▰▰▱▱▱▱▱▱ 42 % · 0 of 2 clips ready"
    assert fields(card)["Started"] == f"<t:{int(NOW.timestamp())}:R>"
    assert fields(card)["Expected"] == f"<t:{int(NOW.timestamp()) + 45}:R>"


def test_a_card_with_an_early_clip_says_nothing_that_grows_old() -> None:
    card = status_card(status(Stage.ONE_READY, job(), [clip()], progress=0.5))
    assert fields(card)["Stage"] == "The other one follows in this message · 1 of 2 clips ready"


@pytest.mark.parametrize(("expected", "words"), [(1, "Done, 1 clip."), (2, "Done, 2 clips.")])
def test_clips_are_counted_as_people_count(expected: int, words: str) -> None:
    made = [clip(position) for position in range(1, expected + 1)]
    done = status(Stage.DONE, job(state=JobState.DONE, clips_expected=expected), made)
    assert fields(status_card(done))["Stage"] == words


def test_a_missing_clip_is_said_with_its_price() -> None:
    stage = fields(status_card(status(Stage.DONE, job(state=JobState.DONE), [clip(2)])))["Stage"]
    assert stage.startswith("Done, 1 clip. Only 1 of 2 clips came out")
    assert "charged in full" in stage


def test_a_failed_card_says_why_and_that_the_credits_are_back() -> None:
    failed = job(state=JobState.FAILED, failure=FailureKind.FAILED, reason="**too loud** @everyone")
    shown = fields(status_card(status(Stage.FAILED, failed)))
    assert shown["Price"] == "12 credits, given back · 204 left in November"
    assert "the 12 credits are back" in shown["Stage"]
    assert "@everyone" not in shown["Stage"]
    assert "Started" not in shown


def test_a_remix_names_its_parent_and_links_to_it() -> None:
    extension = job(operation="extend", source=11, continue_at=95.0)
    made = status(Stage.COMPOSING, extension, parent=clip(2, title="A [b](c)"), parent_job=job())
    lineage = fields(status_card(made))["Made from"]
    assert lineage.startswith(r"Extends [clip 2, A \(b\)\(c\)](")
    assert lineage.endswith(f"(https://discord.com/channels/{GUILD}/{CHANNEL}/{MESSAGE}) from 1:35")


def test_a_parent_without_a_message_is_named_without_a_link() -> None:
    orphan = status(Stage.COMPOSING, job(operation="cover", source=11), parent=clip(1), parent_job=job(message_id=None))
    assert fields(status_card(orphan))["Made from"] == "Covers clip 1, Late Night"


@pytest.mark.parametrize(
    ("operation", "details", "words"),
    [
        (
            "replace_section",
            {"starts_at": 45.0, "ends_at": 70.2},
            "Replaces a section of clip 1, Late Night from 0:45 to 1:10",
        ),
        ("swap_vocals", {}, "Swaps the vocals of clip 1, Late Night"),
        ("full_song", {}, "Joins clip 1, Late Night"),
        ("stems_full", {}, "clip 1, Late Night"),
        ("a later operation", {}, "clip 1, Late Night"),
    ],
)
def test_every_card_says_what_was_done_to_which_clip(operation: str, details: dict[str, Any], words: str) -> None:
    of = job(operation=operation, family="sonic", model="sonic-v5", source=11, details=details)
    shown = fields(status_card(status(Stage.COMPOSING, of, parent=clip(1), parent_job=job(message_id=None))))
    assert shown["Made from"] == words


def test_a_mashup_names_both_of_its_clips() -> None:
    mashup = job(operation="mashup", family="sonic", model="sonic-v5", source=11, details={"other_clip": 12})
    both = status(
        Stage.COMPOSING,
        mashup,
        parent=clip(1),
        parent_job=job(message_id=None),
        other=clip(2, title="Neon"),
        other_job=job(message_id=None, title="Dawn"),
    )
    assert fields(status_card(both))["Made from"] == "Mixes clip 1, Late Night with clip 2, Dawn"


@pytest.mark.parametrize(
    ("stage", "title"),
    [
        (Stage.QUEUED, "Stems in line"),
        (Stage.SENDING, "Asking for the stems"),
        (Stage.ANSWER_LOST, "Waiting for MusicAPI's call"),
        (Stage.COMPOSING, "Making the stems"),
        (Stage.POSTING, "Bringing the stems here"),
        (Stage.DONE, "The stems are ready"),
        (Stage.FAILED, "The stems did not work out"),
    ],
)
def test_a_card_is_headed_by_what_is_made(stage: Stage, title: str) -> None:
    assert status_card(status(stage, _stems())).title == title


def test_files_are_counted_and_no_clip_is_missed() -> None:
    made = _stems(state=JobState.DONE, result={"files": [{"name": "Vocals", "url": ""}, {"name": "Drums", "url": ""}]})
    shown = fields(status_card(status(Stage.DONE, made)))
    assert shown["Stage"] == "Done, 2 files."
    assert "Files" not in shown


def test_a_bar_without_clips_counts_none() -> None:
    assert fields(status_card(status(Stage.COMPOSING, _stems(), progress=0.5)))["Stage"] == "▰▰▰▰▰▱▱▱▱▱ 50 %"


def test_a_file_that_is_not_attached_is_linked_and_one_without_an_address_is_named() -> None:
    left = [
        FileAttachment("Vocals", "https://files.test/v.wav"),
        FileAttachment("Drums [x](y)", "https://files.test/d) @everyone"),
        FileAttachment("Bass", "javascript:alert(1)"),
        FileAttachment("Here", "https://files.test/h.wav", "wav", SpooledFile()),
    ]
    assert fields(status_card(status(Stage.DONE, _stems(state=JobState.DONE)), left))["Files"].splitlines() == [
        "Vocals could not be attached: [download at MusicAPI](https://files.test/v.wav).",
        r"Drums \(x\)\(y\) could not be attached: [download at MusicAPI](https://files.test/d%29%20@everyone).",
        "Bass could not be attached: its address cannot be shown.",
    ]


def test_many_addresses_stay_within_a_field() -> None:
    left = [FileAttachment(f"Stem {number}", "https://files.test/" + "a" * 400) for number in range(24)]
    value = fields(status_card(status(Stage.DONE, _stems(state=JobState.DONE)), left))["Files"]
    assert 400 < len(value) <= 1_024
    assert value.endswith("\n…")


def test_a_lost_answer_says_that_nothing_is_asked_twice_and_what_becomes_of_the_credits() -> None:
    waiting = status(Stage.ANSWER_LOST, job(state=JobState.SUBMITTING, started_at=None, answer_lost_at=NOW))
    stage = fields(status_card(waiting))["Stage"]
    assert "waits for its call" in stage
    assert "the 12 credits are back" in stage


def test_one_credit_is_no_credits() -> None:
    tempo = job(operation="bpm", family="sonic", model="sonic-v5", price=1, state=JobState.FAILED)
    failed = replace(tempo, failure=FailureKind.NOT_SENT)
    shown = fields(status_card(status(Stage.FAILED, failed)))
    assert shown["Price"] == "1 credit, given back · 204 left in November"
    assert "the 1 credit is back" in shown["Stage"]


def _stems(**more: Any) -> Job:
    return job(
        **{"operation": "stems_basic", "family": "sonic", "model": "sonic-v5", "price": 15, "prompt": "", **more}
    )


def test_the_title_that_a_person_chose_wins_over_the_vendors() -> None:
    assert with_chosen_title(clip(title="Neon Dreams (v2)"), job(title="Late")).title == "Late"
    assert with_chosen_title(clip(title="Neon Dreams"), job()).title == "Neon Dreams"
    assert with_chosen_title(clip(title="Neon Dreams"), None).title == "Neon Dreams"


def test_a_clips_card_has_title_length_style_and_its_art() -> None:
    card = clip_card(attached(clip()), "cover-late-night-1.jpg")
    assert (card.title, card.description) == ("1. Late Night", "Length 3:02")
    assert fields(card) == {"Style": "r&b, pop"}
    assert card.thumbnail.url == "attachment://cover-late-night-1.jpg"


def test_a_clip_that_the_vendor_left_bare_is_named_all_the_same() -> None:
    card = clip_card(attached(clip(title="\u202e\u200b", style="\u200b", duration=None)), None)
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
    value = fields(clip_card(attached(clip(audio_url=address), audio=False), None))["File"]
    assert value == f"The file could not be attached; [listen at MusicAPI]{shown}."


@pytest.mark.parametrize("address", ["", "http://files.test/a.m4a", "javascript:alert(1)", "https://x/" + "é" * 300])
def test_what_is_no_address_is_not_linked(address: str) -> None:
    value = fields(clip_card(attached(clip(audio_url=address), audio=False), None))["File"]
    assert value == "The file could not be attached; the clip can be extended and covered all the same."


def test_a_clip_that_hangs_at_the_message_already_is_not_said_to_be_missing() -> None:
    assert "File" not in fields(clip_card(attached(clip(posted_at=NOW), audio=False), None))


def test_the_address_of_a_persons_own_recording_is_shown_to_nobody() -> None:
    own = clip(audio_url="https://files.example/mine.mp3?signature=secret", uploaded=True)
    value = fields(clip_card(attached(own, audio=False), None))["File"]
    assert value == "The file could not be attached; the clip can be extended and covered all the same."


def test_the_credits_add_up_and_come_back() -> None:
    entries = tuple(
        Movement(number, JobId(7), GUILD, "2026-11", kind, 12, NOW - timedelta(minutes=number), "stems_basic", MEMBER)
        for number, kind in enumerate(EntryKind)
    )
    card = credits_card(Statement(ACCOUNT, NOW + timedelta(days=10), entries))
    shown = fields(card)
    movements = shown.pop("Last movements").splitlines()
    assert shown == {"Left": "204", "Spent": "24", "Held for songs under way": "12", "Allowance a month": "240"}
    assert [line.partition(": ")[2] for line in movements] == [
        f"12 held for number 7, Stems: voice and band, <@{MEMBER}>",
        f"12 spent on number 7, Stems: voice and band, <@{MEMBER}>",
        f"12 given back for number 7, Stems: voice and band, <@{MEMBER}>",
    ]
    assert card.description == f"New credits come <t:{int((NOW + timedelta(days=10)).timestamp())}:R>."


@pytest.mark.parametrize(("month", "shown"), [("2026-11", 10), ("2026-10", 9)])
def test_movements_with_the_longest_words_fit_into_their_field(month: str, shown: int) -> None:
    longest = max(Operation, key=lambda operation: len(words_for(operation).name))
    entry = Movement(1, JobId(999_999), GUILD, month, EntryKind.REFUND, 75, NOW, longest, UserId(2**63 - 1))
    lines = fields(credits_card(Statement(ACCOUNT, NOW, (entry,) * 10)))["Last movements"]
    assert len(lines) <= 1_024
    assert len(lines.splitlines()) == shown


def test_a_movement_of_another_month_says_which_month_paid() -> None:
    late, own = (
        Movement(1, JobId(7), GUILD, month, EntryKind.SETTLE, 12, NOW, "create", MEMBER)
        for month in ("2026-10", "2026-11")
    )
    lines = fields(credits_card(Statement(ACCOUNT, NOW, (late, own))))["Last movements"].splitlines()
    assert ["12 (Oct) spent on" in line for line in lines] == [True, False]
    assert "12 spent on" in lines[1]


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
        details={"avoid": text[:200], "gender": "f", "starts_at": 1.0, "ends_at": 2.0},
    )
    long: dict[str, Any] = {"title": text, "style": text, "audio_url": "https://x/" + "a" * 880}
    made = [clip(1, **long), clip(2, **long)]
    seen = status(stage, asked, made, parent=clip(**long), parent_job=job(), place=1_000, progress=0.95)
    cards = [status_card(seen), *(clip_card(attached(each, audio=False), "cover-1.jpg") for each in made)]
    for card in cards:
        assert utf16_length(card.title or "") <= 256
        assert 1 <= utf16_length(card.description or "") <= 4_096
        assert all(1 <= utf16_length(field.value or "") <= 1_024 for field in card.fields)
    texts = [part for card in cards for part in (card.title, card.description)]
    texts += [part for card in cards for field in card.fields for part in (field.name, field.value)]
    assert sum(utf16_length(part or "") for part in texts) <= 6_000


def test_whoever_waits_because_nothing_is_sent_sees_until_when() -> None:
    waiting = status(Stage.QUEUED, job(state=JobState.QUEUED, started_at=None), place=3, asked_again_at=NOW)
    assert (
        fields(status_card(waiting))["Stage"]
        == f"Waiting, place 3 in line · MusicAPI is asked again <t:{int(NOW.timestamp())}:R>"
    )
