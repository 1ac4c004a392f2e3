"""Words that the vendor will not sing: a 403 that is no matter of credits (musicapi.md 9.2)."""

from __future__ import annotations

import re

from sandbox.musicapi.form import Form

# A few names stand for the vendor's unpublished lists; the sentences follow its table, which gives no literals.
ARTISTS = ("taylor swift", "the beatles", "drake", "adele", "eminem", "rihanna")
PRODUCER_TAGS = ("metro boomin", "dj khaled", "mike will made it")
COPYRIGHTED = ("is this the real life", "hello darkness my old friend", "imagine there's no heaven")


def check_words(form: Form, description: str, lyrics: str) -> None:
    """Refuse a description with an artist's name or a producer's tag, and lyrics that are someone's."""
    if name := _named(ARTISTS, description):
        form.refuse(f"The description contains artist names: '{name}'.", 403)
    if name := _named(PRODUCER_TAGS, f"{description}\n{lyrics}"):
        form.refuse(f"The prompt contains producer tags: '{name}'.", 403)
    if line := _named(COPYRIGHTED, lyrics):
        form.refuse(f"The lyrics are copyrighted or inappropriate. 'specificError': '{line}'", 403)


def _named(names: tuple[str, ...], text: str) -> str | None:
    lowered = " ".join(text.lower().split())
    return next((name for name in names if re.search(rf"\b{re.escape(name)}\b", lowered)), None)
