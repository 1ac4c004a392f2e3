"""How hard a text is to read: its sentences, their words, and Flesch's reading ease."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Times, mentions and addresses are read as one word each, and so is a fact in braces.
_ONE_WORD = re.compile(r"<[^>]+>|https?://\S+|\{[^}]*\}")
_MARKS = re.compile(r"^-# |^#+ |[*_`“”…]", re.MULTILINE)


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, without Discord's marks; a line ends one too."""
    plain = _MARKS.sub("", _ONE_WORD.sub("fact", text))
    return [sentence.strip() for sentence in re.split(r"(?<=[.!?]) |\n", plain) if words_of(sentence)]


def words_of(sentence: str) -> list[str]:
    """The words of a sentence; a number is one, and what holds no letter or digit is none."""
    return re.findall(r"[A-Za-z0-9][\w'’.,:/&+-]*", sentence)


def reading_ease(texts: Iterable[str]) -> float:
    """Flesch's reading ease of all texts together: 60 and more is plain English, 100 is very easy."""
    sentences = [sentence for text in texts for sentence in sentences_of(text)]
    words = [word for sentence in sentences for word in words_of(sentence)]
    syllables = sum(map(_syllables, words))
    return 206.835 - 1.015 * len(words) / len(sentences) - 84.6 * syllables / len(words)


def _syllables(word: str) -> int:
    """How many syllables a word has, as groups of vowels; a silent e at its end is none."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", plain))
    silent = plain.endswith(("e", "ed")) and not plain.endswith(("le", "ted", "ded")) and groups > 1
    return max(1, groups - silent)
