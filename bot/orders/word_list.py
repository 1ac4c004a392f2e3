"""Pure: whether a text holds a word or a phrase of a server's list, however it is written.

Case, width, accents, invisible characters, common look-alikes and punctuation within a word make no difference. Words
count whole; scripts that put no spaces between words have none, so an entry in one of them counts wherever it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Final

MOST_WORDS: Final = 200  # entries of a list
LONGEST_WORD: Final = 60  # characters of an entry

# Letters that other scripts draw like Latin ones, after case is folded.
_LETTERS: Final = str.maketrans("авеікмнорстухѕјԁԛԝһɡαβεικνορτυχıøłđ", "abeikmhopctyxsjdqwhgabeikvoptuxiold")
# Signs that stand for a letter wherever they touch a word, and those that only do so between two letters.
_SIGNS: Final = str.maketrans("@$€", "ase")
_BETWEEN: Final = re.compile(r"(?<=\w)[!|](?=\w)")
_DIGITS: Final = str.maketrans("01345789", "oieastbg")
_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)
# Accents of Latin, Greek and Cyrillic letters, Hebrew and Arabic vowels. Marks of other scripts are letters of theirs.
_MARKS: Final = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f"
    "\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_UNSEEN: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # blank, though called letters
_APOSTROPHES: Final = frozenset("'’‘ʼ`´′")


def find_word(words: Collection[str], text: str) -> str | None:
    """Return the entry of a list that the text holds, as the list has it, the longest first; None: it holds none."""
    if not words or not text:
        return None
    known = _compile(frozenset(words))
    return known.find(text)


def is_word(entry: str) -> bool:
    """Whether an entry says anything: a letter, a digit, or a sign such as an emoji; not punctuation alone."""
    return bool(_squeeze(_fold(entry)))


def same_word(entry: str) -> str:
    """What is equal for entries that mean the same."""
    return _squeeze(_fold(entry))


class _WordList:
    """A list in the forms that texts are compared with."""

    def __init__(self, words: Iterable[str]) -> None:
        self._parts: list[tuple[str, str]] = []  # what counts wherever it stands, with its entry
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}  # by their first word
        self._words: set[str] = set()
        self._longest = 0
        for entry in sorted(words, key=lambda each: (-len(each), each)):
            folded = _fold(entry)
            if _UNSPACED.search(folded) or not any(map(str.isalnum, folded)):
                if part := _squeeze(folded):
                    self._parts.append((part, entry))
                continue
            for phrase in _phrases(folded):
                self._phrases.setdefault(phrase[0], []).append((phrase, entry))
                self._words.update(phrase)
                self._longest = max(self._longest, *map(len, phrase))

    def find(self, text: str) -> str | None:
        folded = _fold(text)
        squeezed = _squeeze(folded)
        found = [entry for part, entry in self._parts if part in squeezed]
        if self._phrases:
            for reading in _readings(folded):
                found += self._in(_Reading(reading, self._words, self._longest))
        return min(found, key=lambda each: (-len(each), each), default=None)

    def _in(self, reading: _Reading) -> Iterable[str]:
        for word in self._phrases.keys() & reading.ends.keys():
            for phrase, entry in self._phrases[word]:
                if reading.has(phrase):
                    yield entry


class _Reading:
    """Where each word of a text begins and ends, in one way to read its signs: also words torn apart by punctuation."""

    def __init__(self, folded: str, words: AbstractSet[str], longest: int) -> None:
        self.ends: dict[str, set[tuple[int, int]]] = {}  # first and last fragment of each of the `words`
        number = 0
        for chunk in folded.split():
            fragments, is_torn = _fragments(chunk)
            for first in range(len(fragments)):
                word, are_letters = "", True  # written letter by letter
                for last in range(first, len(fragments)):
                    are_letters = are_letters and len(fragments[last]) == 1
                    if last > first and not is_torn[last - 1] and not are_letters:
                        break
                    word += fragments[last]
                    if len(word) > longest:
                        break
                    if (read := _without_digits(word)) in words:
                        self.ends.setdefault(read, set()).add((number + first, number + last))
            number += len(fragments)

    def has(self, phrase: tuple[str, ...]) -> bool:
        """Whether the words of a phrase follow each other."""
        after = {last + 1 for _, last in self.ends.get(phrase[0], ())}
        for word in phrase[1:]:
            after = {last + 1 for first, last in self.ends.get(word, ()) if first in after}
        return bool(after)


@lru_cache(maxsize=256)
def _compile(words: frozenset[str]) -> _WordList:
    """The same list is asked about again and again."""
    return _WordList(words)


def _fold(text: str) -> str:
    """The text without what makes no difference but for signs and digits, which are read in more than one way."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    shown = (each for each in plain if unicodedata.category(each) != "Cf" and each not in _UNSEEN)
    return unicodedata.normalize("NFC", _MARKS.sub("", "".join(shown))).translate(_LETTERS)


def _readings(folded: str) -> set[str]:
    """A sign such as @ stands for a letter, or parts words."""
    return {folded, _BETWEEN.sub("i", folded.translate(_SIGNS))}


def _phrases(folded: str) -> set[tuple[str, ...]]:
    """The words of an entry, in each way to read it."""
    found = set[tuple[str, ...]]()
    for reading in _readings(folded):
        chunks = [_fragments(chunk) for chunk in reading.split()]
        apart = tuple(_without_digits(each) for fragments, _ in chunks for each in fragments)
        found.add(apart)
        if all(all(is_torn) for _, is_torn in chunks):
            found.add(tuple(_without_digits("".join(fragments)) for fragments, _ in chunks if fragments))
    return {phrase for phrase in found if phrase}


def _fragments(chunk: str) -> tuple[list[str], list[bool]]:
    """The runs of letters and digits of a text without spaces, and between each two whether they may be one word.

    Not what one apostrophe parts: “he'll” is no “hell”.
    """
    fragments, is_torn, between = list[str](), list[bool](), ""
    for character in chunk:
        if not _is_of_a_word(character):
            between += character
            continue
        if between or not fragments:
            if fragments:
                is_torn.append(not (len(between) == 1 and between in _APOSTROPHES))
            fragments.append("")
        fragments[-1] += character
        between = ""
    return fragments, is_torn


def _is_of_a_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _without_digits(word: str) -> str:
    """Digits that stand for letters are read as such; a number stays one."""
    return word if word.isdecimal() else word.translate(_DIGITS)


def _squeeze(folded: str) -> str:
    """The text without its punctuation, one space between what stood apart."""
    chunks = ("".join(each for each in chunk if _counts(each)) for chunk in folded.split())
    return " ".join(chunk for chunk in chunks if chunk)


def _counts(character: str) -> bool:
    return _is_of_a_word(character) or unicodedata.category(character) in ("So", "Sk", "Sm", "Sc")
