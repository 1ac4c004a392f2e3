"""Sections found in the times of words, in every shape in which the vendor's families tell them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.orders.sections import Section, sections

RIFFUSION = {
    "words": [
        {"text": "[Verse", "start": 4.458, "end": 4.458, "line_index": 0, "index_range": None, "wav2vec2_format": None},
        {"text": "1]", "start": 4.458, "end": 4.458, "line_index": 0},
        {"text": "Harbour", "start": 4.9, "end": 5.4, "line_index": 1},
        {"text": "light", "start": 5.5, "end": 9.0, "line_index": 1},
        {"text": "[Chorus]", "start": 20.0, "end": 20.0, "line_index": 2},
        {"text": "Stay", "start": 20.5, "end": 21.0, "line_index": 3},
        {"text": "[Chorus]", "start": 40.0, "end": 40.0, "line_index": 4},
        {"text": "Stay", "start": 40.5, "end": 41.0, "line_index": 5},
    ]
}
SONIC = {
    "words": [
        {"text": "[Verse 1]\nHarbour ", "start": 4.5, "end": 5.4},
        {"text": "light\n", "start": 5.5, "end": 9.0},
        {"text": "\n[Chorus]\nStay ", "start": 20.0, "end": 21.0},
        {"text": "with ", "start": 21.0, "end": 21.5},
        {"text": "me\n\n[Outro]", "start": 22.0, "end": 30.0},
    ]
}


def test_riffusions_labels_are_words_of_no_length_and_a_label_used_twice_is_counted() -> None:
    assert sections(RIFFUSION, 60.0) == (
        Section("Verse 1", 4.458, 20.0),
        Section("Chorus 1", 20.0, 40.0),
        Section("Chorus 2", 40.0, 60.0),
    )


def test_sonics_labels_sit_in_the_first_word_that_is_sung_or_behind_the_last() -> None:
    assert sections(SONIC, 45.0) == (
        Section("Verse 1", 4.5, 20.0),
        Section("Chorus", 20.0, 30.0),
        Section("Outro", 30.0, 45.0),
    )


def test_without_a_length_the_last_section_ends_with_its_last_word() -> None:
    assert sections(RIFFUSION, None)[-1] == Section("Chorus 2", 40.0, 41.0)


def test_of_two_labels_at_one_moment_the_one_that_is_sung_counts() -> None:
    words = [
        {"text": "[Intro]", "start": 0.0, "end": 0.0},
        {"text": "[Verse]", "start": 0.0, "end": 0.0},
        {"text": "La", "start": 1.0, "end": 2.0},
    ]
    assert sections({"words": words}, 10.0) == (Section("Verse", 0.0, 10.0),)


def test_a_label_behind_the_clips_end_names_nothing() -> None:
    words = [{"text": "[Verse]", "start": 1, "end": 1}, {"text": "[Coda]", "start": 99, "end": 99}]
    assert sections({"words": words}, 10.0) == (Section("Verse", 1.0, 10.0),)


def test_times_that_go_back_do_not_turn_a_section_round() -> None:
    words = [
        {"text": "[Verse]", "start": 5.0, "end": 5.0},
        {"text": "[Chorus]", "start": 2.0, "end": 2.0},
        {"text": "[Outro]", "start": 8.0, "end": 1.0},
    ]
    assert sections({"words": words}, 10.0) == (Section("Chorus", 5.0, 8.0), Section("Outro", 8.0, 10.0))


@pytest.mark.parametrize(
    "timeline",
    [
        None,
        {},
        [{"text": "[Verse]", "start": 1.0, "end": 2.0}],
        "[Verse]",
        {"words": [{"text": "[Verse]", "start": 1e12, "end": 1e13}]},
        {"words": [{"text": "[Verse]", "start": 10**400, "end": 1.0}]},
        {"words": [{"text": "la", "start": 1.0, "end": -(10**400)}]},
        {"words": None},
        {"words": "[Verse]"},
        {"words": []},
        {"words": [None, 1, "x", [], {}, {"text": "[Verse]"}, {"text": 5, "start": 1.0}]},
        {"words": [{"text": "[Verse]", "start": float("nan"), "end": 1}, {"text": "[Verse]", "start": True, "end": 1}]},
        {"words": [{"text": "[Verse]", "start": 10**400, "end": 10**400}, {"text": "[Verse]", "start": float("inf")}]},
        {"words": [{"text": "la", "start": 1.0, "end": 2.0}, {"text": "[]", "start": 3.0, "end": 3.0}]},
        {"words": [{"text": "[never closed", "start": 1.0, "end": 2.0}, {"text": "[…]", "start": 3.0, "end": 3.0}]},
    ],
)
def test_where_nothing_is_labelled_there_are_no_sections(timeline: Any) -> None:
    assert sections(timeline, 60.0) == ()


_numbers = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3)
_texts = st.text(alphabet="[]ab \n1", max_size=8) | st.none() | st.integers()
_words = st.fixed_dictionaries({"text": _texts, "start": _numbers, "end": _numbers})


@given(st.lists(_words, max_size=30), st.none() | st.floats(0, 1_000))
def test_whatever_the_vendor_sends_sections_follow_one_another_inside_the_clip(
    words: list[dict[str, Any]], duration: float | None
) -> None:
    found = sections({"words": words}, duration)
    for section in found:
        assert section.label.strip()
        assert 0 <= section.starts_at < section.ends_at
        assert not duration or section.ends_at <= duration
    assert list(found) == sorted(found, key=lambda section: section.starts_at)
