"""A language that nobody speaks: English with accents and two fifths longer, to see what a translation would break.

It is made of the English files when it is asked for. Whatever still reads as plain English comes from no catalog.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from fluent.syntax import FluentParser, FluentSerializer
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Transformer

from cogs.text import catalog, languages
from cogs.text.catalog import ENGLISH, speaking
from cogs.text.languages import LANGUAGES

PSEUDO = "en-XA"
# Commands, addresses, Discord's own marks such as <t:1:R>, and times such as 1:35 are no words.
_KEPT = re.compile(r"(/\w[\w-]*|https?://\S+|<[^>\s]+>|\[[A-Z][\w ]*\]|\.\w+\b|\b[\w-]+\.\w+\b)")
_VOWELS = dict(zip("aeiouAEIOU", "áéíóúÁÉÍÓÚ", strict=True))
_LETTERS = str.maketrans("cnszyCNSZY", "çñšžýÇÑŠŽÝ")


def pseudo_words(text: str) -> str:
    """The same text with accents, each vowel twice; what is no word stays as it is."""
    parts = _KEPT.split(text)
    return "".join(part if index % 2 else _longer(part) for index, part in enumerate(parts))


def _longer(text: str) -> str:
    return "".join(_VOWELS[letter] * 2 if letter in _VOWELS else letter for letter in text).translate(_LETTERS)


class _Pseudo(Transformer):
    """Words change; facts, and names of other messages, stay."""

    def visit_TextElement(self, node: ftl.TextElement) -> ftl.TextElement:  # noqa: N802 - fluent.syntax finds it by name
        return ftl.TextElement(pseudo_words(node.value))


def pseudo_file(english: str) -> str:
    """An English file of the catalog, in the language that nobody speaks."""
    parsed = FluentParser().parse(english)
    return FluentSerializer().serialize(_Pseudo().visit(parsed))


@contextmanager
def speaking_pseudo() -> Generator[None]:
    """Everything that is said inside comes in that language, by this task alone."""
    home = catalog._FOLDER
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(home / ENGLISH, Path(folder, ENGLISH))
        Path(folder, PSEUDO).mkdir()
        for path in (home / ENGLISH).glob("*.ftl"):
            Path(folder, PSEUDO, path.name).write_text(pseudo_file(path.read_text(encoding="utf-8")), encoding="utf-8")
        languages.LANGUAGES = {**LANGUAGES, PSEUDO: "Nobody's"}  # type: ignore[misc] # pyright: ignore[reportAttributeAccessIssue] - constants, else
        catalog._FOLDER = Path(folder)  # type: ignore[misc] # pyright: ignore[reportAttributeAccessIssue, reportPrivateUsage] - a constant, else
        catalog.forget()
        try:
            with speaking(PSEUDO):
                yield
        finally:
            languages.LANGUAGES = LANGUAGES  # type: ignore[misc] # pyright: ignore[reportAttributeAccessIssue] - constants, else
            catalog._FOLDER = home  # type: ignore[misc] # pyright: ignore[reportAttributeAccessIssue, reportPrivateUsage] - a constant, else
            catalog.forget()
