"""Amounts, times and lists as people say them."""

from __future__ import annotations

from datetime import timedelta

from cogs.text import sentences


def test_a_price_that_rose_is_a_question_that_cost_nothing_yet() -> None:
    assert sentences.price_rose(12, 10) == (
        "This costs 12 credits now, not 10 as shown before. Press the button to agree.\n-# Nothing was charged yet."
    )


def test_a_missing_clip_is_only_missed_where_one_is_missing() -> None:
    assert sentences.missing_clip(2, 2) == ""
    assert "1 of 2" in sentences.missing_clip(2, 1)


def test_sentences_follow_each_other_as_their_language_has_it() -> None:
    assert sentences.paragraph_of(["One.", "Two.", "Three"]) == "One. Two. Three"
    assert sentences.paragraph_of(["一つ。", "二つ。", "三つ。"]) == "一つ。二つ。三つ。"


def test_amounts_times_and_lists_are_said_as_people_say_them() -> None:
    assert (sentences.credits_of(0), sentences.credits_of(1), sentences.credits_of(12_000)) == (
        "0 credits",
        "1 credit",
        "12,000 credits",
    )
    assert (sentences.seconds_of(1.0), sentences.seconds_of(4.23)) == ("1 second", "4.2 seconds")
    assert sentences.hours_of(timedelta(hours=24)) == "24 hours"
    assert [sentences.month_name(f"2026-{month:02}")[:3] for month in (1, 11, 12)] == ["Jan", "Nov", "Dec"]
    assert sentences.list_of(["mp3"]) == "mp3"
    assert sentences.list_of(["mp3", "wav"], either=True) == "mp3 or wav"
    assert sentences.list_of(["prompt", "style", "title"]) == "prompt, style and title"
