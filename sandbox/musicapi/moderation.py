"""Words that the vendor will not sing: refused at once, or found by the model behind it once the task has begun.

What is refused at once is a 403 that is no matter of credits, in the sentences of docs.musicapi.ai/error-handling,
where 'specificError' stands for what it found. What a failed task gives as its reason is on no page: here it is what
the model behind sonic says by another seller's error table, in-band and with `type: forbidden` (musicapi.md 9.4).
A few words stand for the vendor's unpublished lists.
"""

from __future__ import annotations

import re
import unicodedata

from sandbox.musicapi.form import Form

ARTISTS = ("taylor swift", "the beatles", "drake", "adele", "eminem", "rihanna")
PRODUCER_TAGS = ("metro boomin", "dj khaled", "mike will made it")
COPYRIGHTED = ("is this the real life", "hello darkness my old friend", "imagine there's no heaven")
INAPPROPRIATE = ("drown the kittens",)
REVIEWED = ("how to build a bomb",)
EMPTY_LABEL = "[]"
# What only the model behind it finds.
LATER_ARTISTS = ("nirvana", "madonna")
LATER_PRODUCER_TAGS = ("maybach music",)
LATER_COPYRIGHTED = ("we all live in a yellow submarine",)
LATER_FLAGGED = ("burn their houses down",)

LYRICS_MALFORMED = "The lyrics format is invalid. Please check and try again."
NEEDS_REVIEW = "The song description needs moderation review."
LANGUAGE = "Input language not supported"


def check_words(form: Form, description: str, lyrics: str) -> None:
    """Refuse a description with an artist's name or a producer's tag, and lyrics that are someone's or not sung."""
    if name := _named(ARTISTS, description):
        form.refuse(f"The song description contains artist names: '{name}' which is not allowed.", 403)
    if name := _named(PRODUCER_TAGS, f"{description}\n{lyrics}"):
        form.refuse(f"The song description contains producer tags: '{name}' which is not allowed.", 403)
    if line := _named(COPYRIGHTED, lyrics):
        form.refuse(f"The lyrics contain copyrighted content: '{line}'. Please use original lyrics.", 403)
    if line := _named(INAPPROPRIATE, lyrics):
        form.refuse(f"The lyrics contain inappropriate content: '{line}'.", 403)
    if _named(REVIEWED, description):
        form.refuse(NEEDS_REVIEW, 403)
    if EMPTY_LABEL in lyrics:
        form.refuse(LYRICS_MALFORMED, 403)


def check_language(form: Form, lyrics: str) -> None:
    """Refuse what nuro does not sing: it knows Chinese and English (musicapi.md 4; its error page has the words)."""
    letters = (unicodedata.name(letter, "") for letter in lyrics if letter.isalpha())
    if not all(name.startswith(("LATIN", "CJK", "FULLWIDTH LATIN")) for name in letters):
        form.refuse(LANGUAGE)


def found_later(description: str, style: str, lyrics: str) -> str:
    """Why a task that was accepted will fail on its words; empty where it will not."""
    for text, called in ((description, "Song Description"), (style, "Tags")):
        if name := _named(LATER_ARTISTS, text):
            return f"{called} contained artist name: {name}"
    if _named(LATER_PRODUCER_TAGS, f"{description}\n{style}"):
        return "Song Description contained producer tag"
    if _named(LATER_COPYRIGHTED, lyrics):
        return "Lyrics contained copyrighted material."
    if _named(LATER_FLAGGED, f"{description}\n{lyrics}"):
        return "Prompt flagged for moderation"
    return ""


def _named(names: tuple[str, ...], text: str) -> str | None:
    """The first of the names that the text has, as it is written there."""
    line = " ".join(text.split())
    found = (re.search(rf"\b{re.escape(name)}\b", line, re.IGNORECASE) for name in names)
    return next((match.group() for match in found if match), None)
