"""The catalog as its files have it: every message, the facts that it wants, and every text that it may say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "cogs" / "text"


class _Names(Visitor):
    """The messages that a message names, and the facts that it wants."""

    def __init__(self) -> None:
        self.messages = set[str]()
        self.facts = set[str]()

    def visit_MessageReference(self, node: ftl.MessageReference) -> None:  # noqa: N802 - fluent.syntax finds it by name
        self.messages.add(node.id.name)

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 - the library looks for this name
        self.facts.add(node.id.name)


class Words:
    """What the files of one language say: its messages, the file of each, and the pattern of each of their parts."""

    def __init__(self, language: str, folder: Path = FOLDER) -> None:
        self.language = language
        self.messages: dict[str, ftl.Message] = {}
        self.themes: dict[str, str] = {}  # the file that a message stands in
        for path in sorted((folder / language).glob("*.ftl")):
            for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
                assert not isinstance(entry, ftl.Junk), f"{language}/{path.name}: {entry.content}"
                if isinstance(entry, ftl.Message):
                    assert entry.id.name not in self.messages, f"{language}: {entry.id.name} is there twice"
                    self.messages[entry.id.name] = entry
                    self.themes[entry.id.name] = path.stem
        self.patterns = dict(self._patterns())  # by `name` and `name.attribute`

    def _patterns(self) -> Iterator[tuple[str, ftl.Pattern]]:
        for name, message in self.messages.items():
            if message.value is not None:
                yield name, message.value
            for attribute in message.attributes:
                yield f"{name}.{attribute.id.name}", attribute.value

    def theme_of(self, name: str) -> str:
        """The file that a message or an attribute stands in."""
        return self.themes[name.partition(".")[0]]

    def facts_of(self, name: str) -> set[str]:
        """The facts that a message or an attribute wants, those of the messages that it names included."""
        names = self.names_in(name)
        return names.facts.union(*(self.facts_of(each) for each in names.messages))

    def names_in(self, name: str) -> _Names:
        """What a message or an attribute names itself."""
        names = _Names()
        names.visit(self.patterns[name])
        return names

    def texts_of(self, name: str) -> list[str]:
        """Every text that a message or an attribute may say, with each fact in braces: `{count}`."""
        return list(self._texts(self.patterns[name]))

    def choices_in(self, name: str) -> Iterator[tuple[str, list[str], str]]:
        """Each choice that a part makes itself: by which fact, among which words, and which of them is the default."""
        waiting: list[ftl.BaseNode] = [self.patterns[name]]
        while waiting:
            node = waiting.pop()
            if isinstance(node, ftl.SelectExpression):
                keys = {_key_of(variant): variant.default for variant in node.variants}
                selector = node.selector
                fact = selector.id.name if isinstance(selector, ftl.VariableReference) else ""
                yield fact, list(keys), next(key for key, is_default in keys.items() if is_default)
            for value in vars(node).values():
                waiting += [
                    each for each in (value if isinstance(value, list) else [value]) if isinstance(each, ftl.BaseNode)
                ]

    def _texts(self, pattern: ftl.Pattern) -> Iterator[str]:
        said = [""]
        for element in pattern.elements:
            parts = [element.value] if isinstance(element, ftl.TextElement) else list(self._placeable(element))
            said = [before + part for before in said for part in parts]
        yield from said

    def _placeable(self, element: ftl.Placeable) -> Iterator[str]:
        match element.expression:
            case ftl.SelectExpression(variants=variants):
                for variant in variants:
                    yield from self._texts(variant.value)
            case ftl.StringLiteral(value=value):
                yield value
            case ftl.VariableReference(id=identifier):
                yield f"{{{identifier.name}}}"
            case ftl.MessageReference(id=identifier, attribute=attribute):
                yield from self.texts_of(f"{identifier.name}.{attribute.name}" if attribute else identifier.name)
            case other:
                yield f"{{{type(other).__name__}}}"


def _key_of(variant: ftl.Variant) -> str:
    return variant.key.name if isinstance(variant.key, ftl.Identifier) else variant.key.value


ENGLISH_WORDS = Words("en")
MESSAGES, THEMES, PATTERNS = ENGLISH_WORDS.messages, ENGLISH_WORDS.themes, ENGLISH_WORDS.patterns
facts_of, names_in, texts_of = ENGLISH_WORDS.facts_of, ENGLISH_WORDS.names_in, ENGLISH_WORDS.texts_of
