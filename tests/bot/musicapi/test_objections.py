"""What MusicAPI objects to, by every sentence of it that a source has."""

from __future__ import annotations

import pytest

from bot.errors import Problem
from bot.musicapi.objections import Objection, find_objection, own_words, to_log, without_addresses

# docs.musicapi.ai/error-handling, and the same page on docs.sunoapi.com: the sentences of 400 and 403 about what was
# typed, with words in the place of 'specificError'; the others of 400 speak of fields that nobody types.
PAGE = (
    ("The lyrics format is invalid. Please check and try again.", Objection(Problem.LYRICS_MALFORMED)),
    (
        "The lyrics contain copyrighted content: 'hello darkness my old friend'. Please use original lyrics.",
        Objection(Problem.LYRICS_COPYRIGHTED, "hello darkness my old friend"),
    ),
    (
        "The lyrics contain copyrighted content: 'specificError'. Please use original lyrics.",
        Objection(Problem.LYRICS_COPYRIGHTED),
    ),
    (
        "The lyrics contain inappropriate content: 'don't say \"it\"'.",
        Objection(Problem.WORDS_INAPPROPRIATE, "don't say \"it"),
    ),
    ("The song description needs moderation review.", Objection(Problem.WORDS_FLAGGED)),
    (
        "The song description contains artist names: 'Drake, Adele' which is not allowed.",
        Objection(Problem.ARTIST_NAMED, "Drake, Adele"),
    ),
    (
        "The song description contains producer tags: 'metro boomin' which is not allowed.",
        Objection(Problem.PRODUCER_TAG, "metro boomin"),
    ),
    *(
        (
            f"The {name} character length should be less than {limit}.",
            Objection(Problem.TEXT_REFUSED_AS_TOO_LONG, field=name.strip("'"), limit=limit),
        )
        for name, limit in (
            ("prompt", 3000),
            ("'gpt_description_prompt'", 200),
            ("tags", 200),
            ("title", 80),
            ("description", 120),
            ("name", 80),
        )
    ),
)
# docs.musicapi.ai/nuro-error-handling
NURO = (
    ("Input language not supported", Objection(Problem.LANGUAGE_NOT_SUNG)),
    ("Semantic error, please try again", Objection(Problem.WORDS_NOT_UNDERSTOOD)),
)
# What clients of the live service were answered about recordings.
SEEN = (
    (
        "Audio URL is not accessible. Please provide a public direct audio file URL.",
        Objection(Problem.RECORDING_NOT_FETCHED),
    ),
    ("Upload request failed (HTTP 400) — Invalid audio file", Objection(Problem.RECORDING_NOT_READ)),
)
# What the model behind Sonic says, by the error table of another seller of it.
UPSTREAM = (
    ("Prompt likely malformed", Objection(Problem.LYRICS_MALFORMED)),
    ("Prompt likely copyrighted", Objection(Problem.LYRICS_COPYRIGHTED)),
    ("Prompt contained inappropriate material", Objection(Problem.WORDS_INAPPROPRIATE)),
    ("Song Description flagged for moderation", Objection(Problem.WORDS_FLAGGED)),
    ("Prompt flagged for moderation", Objection(Problem.WORDS_FLAGGED)),
    ("Song Description contained artist name: eminem", Objection(Problem.ARTIST_NAMED, "eminem")),
    ("Tags contained artist name", Objection(Problem.ARTIST_NAMED)),
    ("Lyrics contained copyrighted material.", Objection(Problem.LYRICS_COPYRIGHTED)),
    ("Song Description contained producer tag", Objection(Problem.PRODUCER_TAG)),
    ("Unable to generate lyrics from song description", Objection(Problem.WORDS_NOT_UNDERSTOOD)),
    ("Uploaded audio matches existing work of art.", Objection(Problem.RECORDING_COPYRIGHTED)),
    ("Tags too long.", Objection(Problem.TEXT_REFUSED_AS_TOO_LONG, field="tags")),
    (
        "style must be less than or equal 120",
        Objection(Problem.TEXT_REFUSED_AS_TOO_LONG, field="style", limit=120),
    ),
)
# Those of the same pages that speak of something else than what was typed, and what is not known at all.
OTHERS = (
    "The 'mv' field is invalid. The model should be 'sonic-v3-5' or 'sonic-v4'.",
    "The 'custom_mode' field should be boolean.",
    "The remaining credits are not enough. You can buy more one-time credit packs or subscribe.",
    "You do not have an active subscription. Please check whether your renewal was successful.",
    "Queue is full",
    "Algorithm error",
    "Task failed due to timeout. Credits were previously refunded.",
    "Generic openAI error",
    "upstream error",
    "too loud",
    "",
)


@pytest.mark.parametrize(("reason", "objection"), [*PAGE, *NURO, *SEEN, *UPSTREAM])
def test_each_sentence_that_is_known_is_understood(reason: str, objection: Objection) -> None:
    assert find_objection(reason) == objection


@pytest.mark.parametrize("reason", OTHERS)
def test_what_is_not_about_what_was_typed_stays_as_it_is(reason: str) -> None:
    assert find_objection(reason) is None


def test_what_is_quoted_decides_nothing() -> None:
    sung = "The lyrics contain inappropriate content: 'this contains artist names and producer tags'."
    assert find_objection(sung) == Objection(
        Problem.WORDS_INAPPROPRIATE, "this contains artist names and producer tags"
    )
    assert find_objection("Refused: 'the lyrics format is invalid'") is None
    assert find_objection("“Prompt likely malformed” is what you sang") is None


def test_a_reason_that_was_cut_names_what_is_left_of_it() -> None:
    cut = "The lyrics contain copyrighted content: 'hello darkness my old fri…"
    assert find_objection(cut) == Objection(Problem.LYRICS_COPYRIGHTED, "hello darkness my old fri…")


@pytest.mark.parametrize(
    "named",
    [
        "https://cdn.discordapp.com/attachments/1/2/mine.wav?ex=6&hm=7",
        "see https://evil.example",
        "Bearer 0123456789abcdef0123456789",
        "sk-live-0123456789-0123456789",
        "a [key] of ours",
    ],
)
def test_what_may_be_a_secret_is_not_named(named: str) -> None:
    found = find_objection(f"The song description contains artist names: '{named}' which is not allowed.")
    assert found == Objection(Problem.ARTIST_NAMED)


def test_words_without_spaces_between_them_are_no_secret() -> None:
    sung = "夜空に浮かぶ月のように君を想い続けるこの歌は終わらない"
    assert find_objection(f"The lyrics contain inappropriate content: '{sung}'.") == Objection(
        Problem.WORDS_INAPPROPRIATE, sung
    )


@pytest.mark.parametrize(
    ("reason", "logged"),
    [
        ("Song Description contained artist name: eminem", "artist_named"),
        ("The lyrics contain copyrighted content: 'la la'. Please use original lyrics.", "lyrics_copyrighted"),
        ("Nobody sings 'la la' here", "Nobody sings … here"),
        ("Nobody sings “la la", "Nobody sings …"),
        ("It isn't there: https://files.example/a?token=b", "It isn't there: …"),
        ("Song Description holds a forbidden name: eminem", "Song Description holds a forbidden name: …"),
        ("Forbidden word:eminem, and again: eminem", "Forbidden word: …"),
        ("歌词包含违禁词：月亮", "歌词包含违禁词: …"),
        ("upstream error", "upstream error"),
        ("upstream error:", "upstream error:"),
    ],
)
def test_a_log_quotes_nobody(reason: str, logged: str) -> None:
    assert to_log(reason) == logged


def test_an_address_is_left_out_and_the_rest_stays() -> None:
    assert without_addresses("no file at https://a.example/b?c=d, it says") == "no file at … it says"
    assert own_words("“one” and 'two'") == "…"
