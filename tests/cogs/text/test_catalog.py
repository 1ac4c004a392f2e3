"""The catalog of words: nothing is said that it has not, nothing in it is never said, and its files can be read."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from cogs.text import catalog
from cogs.text.catalog import command_text, say, speaking

ROOT = Path(__file__).parents[3]
FILES = sorted((ROOT / "cogs" / "text" / "en").glob("*.ftl"))
SAYING = ("say", "command_text")


class _Names(Visitor):
    """The messages that a message names, and the facts that it wants."""

    def __init__(self) -> None:
        self.messages = set[str]()
        self.facts = set[str]()

    def visit_MessageReference(self, node: ftl.MessageReference) -> None:  # noqa: N802 - fluent.syntax finds it by name
        self.messages.add(node.id.name)

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802
        self.facts.add(node.id.name)


def _parsed() -> dict[str, ftl.Message]:
    found = dict[str, ftl.Message]()
    for path in FILES:
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ftl.Junk), f"{path.name}: {entry.content}"
            if isinstance(entry, ftl.Message):
                assert entry.id.name not in found, f"{entry.id.name} is there twice"
                found[entry.id.name] = entry
    return found


MESSAGES = _parsed()


def _said() -> Iterator[tuple[str, str, frozenset[str], bool]]:
    """Of every call that says a message by its name: where, what, with which facts, and whether more may come."""
    for path in (ROOT / "cogs").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYING and node.args:
                for name in _names_of(node.args[0]):
                    facts = frozenset(keyword.arg for keyword in node.keywords if keyword.arg)
                    yield str(path.relative_to(ROOT)), name, facts, any(not k.arg for k in node.keywords)


def _names_of(node: ast.expr) -> list[str]:
    """The names that an argument may be: a literal, or either side of a condition."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [*_names_of(node.body), *_names_of(node.orelse)]
    return []


def _facts_of(name: str) -> set[str]:
    """The facts that a message wants, those of the messages that it names included."""
    message_name, _, attribute = name.partition(".")
    message = MESSAGES[message_name]
    part = next(each for each in message.attributes if each.id.name == attribute) if attribute else message.value
    names = _Names()
    names.visit(part)
    return names.facts.union(*(_facts_of(each) for each in names.messages))


def test_what_is_said_is_there_and_gets_its_facts() -> None:
    for where, name, facts, open_end in _said():
        assert name.partition(".")[0] in MESSAGES, f"{where} says {name}, which no file has"
        wanted = _facts_of(name)
        assert facts <= wanted, f"{where} gives {name} what it does not want: {facts - wanted}"
        assert open_end or facts == wanted, f"{where} does not give {name} {wanted - facts}"


def test_numbers_are_written_as_the_language_writes_them_and_plurals_are_right() -> None:
    assert say("credits", count=1) == "1 credit"
    assert say("credits", count=12_000) == "12,000 credits"


def test_a_name_that_is_not_there_and_a_fact_that_is_missing_are_errors() -> None:
    with pytest.raises(LookupError):
        say("there-is-no-such-message")
    with pytest.raises(LookupError):
        say("credits")


def test_another_language_says_it_its_own_way_and_what_it_has_not_in_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for language, words in (("en", "one = One\ntwo = Two\n"), ("de", "one = Eins\n")):
        (tmp_path / language).mkdir()
        (tmp_path / language / "words.ftl").write_text(words)
    monkeypatch.setattr(catalog, "_FOLDER", tmp_path)
    catalog.forget()
    try:
        with speaking("de"):
            assert (say("one"), say("two")) == ("Eins", "Two")
        assert say("one") == "One"
        assert command_text("one").extras == {"name": "one"}
    finally:
        catalog.forget()
