"""What operations found out, as people read it, whatever MusicAPI wrote."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.musicapi.text import utf16_length
from bot.status.job_status import Stage
from cogs.cards.message import job_message
from cogs.cards.status import status_card
from data.rows import FailureKind, JobState
from tests.cogs.making import CHANNEL, clip, job, status

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.status.job_status import JobStatus
    from cogs.cards.message import Attachment, Message

NASTY = "*_~`|>#[](<-+.!@"  # every character doubles
WORDS = [
    {"text": "[Verse 1]\nHarbour ", "start": 4.5, "end": 5.4},
    {"text": "[Chorus]\nStay ", "start": 20.0, "end": 21.0},
]


def _done(operation: str, answer: Any, **more: Any) -> JobStatus:
    columns = {"operation": operation, "family": "sonic", "model": "sonic-v5", "price": 1, "prompt": "", **more}
    of = job(state=JobState.DONE, result={"answer": answer}, **columns)
    return status(Stage.DONE, of, parent=clip(1, duration=60.0), parent_job=job())


def _fields(seen: JobStatus) -> dict[str, Any]:
    return {field.name or "": field.value for field in status_card(seen).fields}


def _files(message: Message) -> list[Attachment]:
    return list(message.attachments or ())


def _text(file: Attachment) -> str:
    assert isinstance(file.data, bytes)
    return file.data.decode()


def _labels(message: Message) -> list[str]:
    rows: list[Any] = message.view.to_components() if message.view else []
    return [button["label"] for row in rows for button in row["components"]]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"avg": 92, "min": 90, "max": 94}, "92 BPM (from 90 to 94)"),
        ({"avg": 91.6, "min": 91.5, "max": 92.4}, "92 BPM"),
        ({"avg": 120.0, "min": None, "max": None}, "120 BPM"),
    ],
)
def test_a_tempo_is_said_with_its_range_where_it_changes(answer: dict[str, Any], said: str) -> None:
    assert _fields(_done("bpm", answer))["Tempo"] == said


@pytest.mark.parametrize("answer", [{}, {"avg": None}, {"of a later version": 1}])
def test_an_answer_that_cannot_be_read_is_said_to_be_none(answer: dict[str, Any]) -> None:
    assert _fields(_done("bpm", answer))["Answer"] == "MusicAPI named none."


def test_a_tempo_is_a_finished_card_without_files() -> None:
    message = job_message(_done("bpm", {"avg": 92, "min": 92, "max": 92}), ())
    assert message.embeds[0].title == "The tempo is ready"
    assert message.attachments == ()
    assert message.view is None
    assert _fields(_done("bpm", {})) == {"Answer": "MusicAPI named none."}


def test_a_timeline_shows_each_section_with_its_times() -> None:
    assert _fields(_done("lyrics_timeline", {"words": WORDS}))["Sections"].splitlines() == [
        "0:04–0:20 Verse 1",
        "0:20–1:00 Chorus",
        "Extend and Replace a section offer them from now on.",
    ]


def test_a_timeline_without_sections_says_what_works_instead() -> None:
    unlabelled = {"words": [{"text": "la", "start": 1.0, "end": 2.0}]}
    assert "name no sections" in _fields(_done("lyrics_timeline", unlabelled))["Sections"]


def test_very_many_sections_come_as_a_file_too() -> None:
    words = [{"text": f"[A long name of part {n}]", "start": float(n), "end": float(n)} for n in range(59)]
    message = job_message(_done("lyrics_timeline", {"words": words}), ())
    file = _files(message)[0]
    assert file.name == "sections.txt"
    assert len(_text(file).splitlines()) == 59


def test_a_voice_without_a_name_of_the_vendors_is_not_said_to_be_usable() -> None:
    shown = _fields(_done("voice", {"voice_id": ""}, title="Harbour"))
    assert shown["Voice"] == "MusicAPI made it, but gave no name to use it by."
    assert "How to use it" not in shown


@pytest.mark.parametrize("operation", ["persona", "voice"])
def test_a_persona_says_how_it_is_used(operation: str) -> None:
    shown = _fields(_done(operation, {"persona_id": "secret-of-the-vendor"}, title="Harbour *voice*"))
    assert shown["How to use it"] == (
        r"Press **Sing with it**, or choose **Harbour \*voice\*** as the persona in /song."
    )
    assert _labels(job_message(_done(operation, {"persona_id": "v"}, title="Harbour"), ())) == ["Sing with it"]
    assert "secret-of-the-vendor" not in str(shown)


def test_a_picked_voice_says_what_comes_next() -> None:
    said = _fields(_done("vox", {"vox_id": "v", "starts_at": 30.0, "ends_at": 58.2}))["Voice"]
    assert said.startswith("The voice from 0:30 to 0:58 is picked. A persona made of this clip")
    assert _fields(_done("vox", {"vox_id": "v"}))["Voice"].startswith("The voice is picked")
    assert _labels(job_message(_done("vox", {"vox_id": "v"}, source=11), ())) == ["Make a persona"]


def test_lyrics_stand_side_by_side_with_a_button_for_each() -> None:
    versions = [{"title": "Harbour", "lyrics": "[Verse]\nShips *sail*\n"}, {"title": "", "lyrics": "[Verse]\nLight"}]
    seen = _done("write_lyrics", {"versions": versions})
    card = status_card(seen)
    drafts = [field for field in card.fields if field.name in ("1. Harbour", "2. Untitled")]
    assert [field.inline for field in drafts] == [True, True]
    assert [field.value for field in drafts] == ["\\[Verse\\]\nShips \\*sail\\*", "\\[Verse\\]\nLight"]
    message = job_message(seen, ())
    assert _labels(message) == ["Sing version 1", "Sing version 2", "Again · 2 credits", "Edit…"]
    assert message.attachments == ()


def test_lyrics_that_are_too_long_come_as_files_to_their_end() -> None:
    long = "\n".join(f"Line {n} of a long song" for n in range(120))
    versions = [{"title": "Long", "lyrics": long}, {"title": "Short", "lyrics": "La"}]
    message = job_message(_done("write_lyrics", {"versions": versions}), ())
    assert [(file.name, _text(file)) for file in _files(message)] == [("lyrics-1.txt", long)]


def test_a_style_is_shown_with_the_button_that_uses_it() -> None:
    message = job_message(_done("enrich_style", {"style": "lofi, *rain*, 80 bpm"}), ())
    assert _labels(message) == ["Use this style", "Again · 1 credit", "Edit…"]
    assert _fields(_done("enrich_style", {"style": "lofi, *rain*"}))["Style"] == r"lofi, \*rain\*"
    file = _files(job_message(_done("enrich_style", {"style": "lofi " * 900}), ()))[0]
    assert file.name == "style.txt"


def test_the_instruments_of_a_midi_file_are_named() -> None:
    assert _fields(_done("midi", {"instruments": ["Piano", "Drums"]}))["Instruments"] == "Piano, Drums"
    assert "Instruments" not in _fields(_done("midi", {}))


ANSWERS: dict[str, Callable[[str], dict[str, Any]]] = {
    "bpm": lambda _: {"avg": 92, "min": 90, "max": 94},
    "vox": lambda text: {"vox_id": text, "starts_at": 1.0, "ends_at": 9.0},
    "lyrics_timeline": lambda text: {
        "words": [{"text": f"[{text[:60]} {n}]", "start": float(n), "end": float(n)} for n in range(40)]
    },
    "persona": lambda text: {"persona_id": text},
    "voice": lambda text: {"voice_id": text},
    "write_lyrics": lambda text: {"versions": [{"title": text, "lyrics": text}] * 5},
    "enrich_style": lambda text: {"style": text},
    "midi": lambda text: {"instruments": [text] * 40},
}


@pytest.mark.parametrize("text", [NASTY * 400, "\U0001f3b5" * 5_000, "https://" * 900, "é\n" * 3_000, "@everyone <@1>"])
@pytest.mark.parametrize("operation", ANSWERS)
@pytest.mark.parametrize("channel_id", [CHANNEL, None], ids=["public", "private"])
def test_whatever_is_found_out_is_harmless_and_fits(operation: str, text: str, channel_id: int | None) -> None:
    answer = ANSWERS[operation](text)
    words: dict[str, Any] = {"title": text[:80], "prompt": text[:400], "style": text[:1_000], "lyrics": text[:5_000]}
    seen = _done(operation, answer, message_channel_id=channel_id, **words)
    message = job_message(seen, ())
    card = message.embeds[0]
    assert utf16_length(card.description or "") <= 4_096
    assert all(1 <= utf16_length(field.value or "") <= 1_024 for field in card.fields)
    assert all(1 <= utf16_length(field.name or "") <= 256 for field in card.fields)
    texts = [card.title, card.description, *(part for field in card.fields for part in (field.name, field.value))]
    assert sum(utf16_length(part or "") for part in texts) <= 6_000
    assert not any("@everyone" in (part or "") for part in texts)
    assert not any("https://https" in (part or "") for part in texts)
    assert len(_files(message)) <= 10


def _private(operation: str, answer: Any, stage: Stage = Stage.DONE, **more: Any) -> JobStatus:
    seen = _done(operation, answer, message_channel_id=None, source=11, **more)
    return replace(seen, stage=stage)


def test_what_is_told_to_one_person_is_a_few_lines_with_the_way_to_post_them() -> None:
    message = job_message(_private("bpm", {"avg": 92, "min": 92, "max": 92}), ())
    (card,) = message.embeds
    assert (card.title, card.description) == ("The tempo is ready", "92 BPM\n-# Tempo of clip 1, Late Night · 1 credit")
    assert card.fields == []
    assert _labels(message) == ["Post here"]


def test_written_lyrics_stand_side_by_side_in_private_too() -> None:
    versions = [{"title": "Harbour", "lyrics": "[Verse]\nShips"}, {"title": "", "lyrics": "[Verse]\nLight"}]
    message = job_message(_private("write_lyrics", {"versions": versions}), ())
    assert [field.name for field in message.embeds[0].fields] == ["1. Harbour", "2. Untitled"]
    assert _labels(message) == ["Sing version 1", "Sing version 2", "Post here", "Again · 2 credits", "Edit…"]


@pytest.mark.parametrize("stage", [each for each in Stage if each not in (Stage.DONE, Stage.FAILED)])
def test_a_small_card_says_at_every_stage_what_goes_on(stage: Stage) -> None:
    message = job_message(_private("bpm", None, stage), ())
    assert message.embeds[0].title
    assert "1 credit" in (message.embeds[0].description or "")
    assert message.attachments is None


def test_a_small_card_that_failed_says_that_the_credits_are_back_and_has_a_second_try() -> None:
    seen = _private("bpm", None, Stage.FAILED, failure=FailureKind.LOST)
    message = job_message(seen, ())
    assert message.embeds[0].title == "The tempo did not work out"
    assert "back" in (message.embeds[0].description or "")
    assert _labels(message) == ["Try again · 1 credit"]
    persona = job_message(_private("persona", None, Stage.FAILED, failure=FailureKind.LOST), ())
    assert _labels(persona) == ["Try again · 1 credit", "Edit…"]


def test_a_whole_edit_leaves_nothing_of_a_menu() -> None:
    first = job_message(_private("bpm", None, Stage.QUEUED), ()).edit(whole=True)
    assert (first["content"], first["view"]) == (None, None)
    last = job_message(_private("bpm", {"avg": 92, "min": 92, "max": 92}), ()).edit(whole=True)
    assert last["content"] is None
    assert isinstance(last["view"], discord.ui.View)


@pytest.mark.parametrize("answer", [{}, {"versions": None}, {"versions": [None, 3]}, {"instruments": 5, "words": 1}])
@pytest.mark.parametrize("operation", ["bpm", "vox", "lyrics_timeline", "write_lyrics", "enrich_style", "midi"])
def test_an_answer_without_anything_is_a_card_all_the_same(operation: str, answer: dict[str, Any]) -> None:
    message = job_message(_done(operation, answer), ())
    assert message.embeds[0].title
    assert message.attachments == ()
