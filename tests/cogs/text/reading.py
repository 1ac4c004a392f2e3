"""The English catalog as its files have it: every message, the facts that it wants, and every text that it may say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3]
FILES = sorted((ROOT / "cogs" / "text" / "en").glob("*.ftl"))


class _Names(Visitor):
    """The messages that a message names, and the facts that it wants."""

    def __init__(self) -> None:
        self.messages = set[str]()
        self.facts = set[str]()

    def visit_MessageReference(self, node: ftl.MessageReference) -> None:  # noqa: N802 - fluent.syntax finds it by name
        self.messages.add(node.id.name)

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802
        self.facts.add(node.id.name)


def _read() -> tuple[dict[str, ftl.Message], dict[str, str]]:
    found, themes = dict[str, ftl.Message](), dict[str, str]()
    for path in FILES:
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ftl.Junk), f"{path.name}: {entry.content}"
            if isinstance(entry, ftl.Message):
                assert entry.id.name not in found, f"{entry.id.name} is there twice"
                found[entry.id.name] = entry
                themes[entry.id.name] = path.stem
    return found, themes


MESSAGES, THEMES = _read()  # each message, and the file that it stands in


def patterns() -> dict[str, ftl.Pattern]:
    """What each message and each of its attributes says, by `name` and `name.attribute`."""
    found = dict[str, ftl.Pattern]()
    for name, message in MESSAGES.items():
        if message.value is not None:
            found[name] = message.value
        found |= {f"{name}.{attribute.id.name}": attribute.value for attribute in message.attributes}
    return found


PATTERNS = patterns()


def facts_of(name: str) -> set[str]:
    """The facts that a message or an attribute wants, those of the messages that it names included."""
    names = names_in(name)
    return names.facts.union(*(facts_of(each) for each in names.messages))


def names_in(name: str) -> _Names:
    """What a message or an attribute names itself."""
    names = _Names()
    names.visit(PATTERNS[name])
    return names


def texts_of(name: str) -> list[str]:
    """Every text that a message or an attribute may say, with each fact in braces: `{count}`."""
    return list(_texts(PATTERNS[name]))


def _texts(pattern: ftl.Pattern) -> Iterator[str]:
    said = [""]
    for element in pattern.elements:
        parts = [element.value] if isinstance(element, ftl.TextElement) else list(_placeable(element))
        said = [before + part for before in said for part in parts]
    yield from said


def _placeable(element: ftl.Placeable) -> Iterator[str]:
    match element.expression:
        case ftl.SelectExpression(variants=variants):
            for variant in variants:
                yield from _texts(variant.value)
        case ftl.StringLiteral(value=value):
            yield value
        case ftl.VariableReference(id=identifier):
            yield f"{{{identifier.name}}}"
        case ftl.MessageReference(id=identifier, attribute=attribute):
            yield from texts_of(f"{identifier.name}.{attribute.name}" if attribute else identifier.name)
        case other:
            yield f"{{{type(other).__name__}}}"
