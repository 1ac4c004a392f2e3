"""The catalog of words: all that is said is in it, all that is in it is said, and it is short and plain English."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.doctor.findings import What
from bot.errors import Problem
from bot.musicapi.catalog import FAMILIES
from bot.musicapi.operations import Operation
from cogs.text import catalog, discord_limits, errors, finding_words, model_names, operation_words
from cogs.text.catalog import command_text, say, speaking
from tests.cogs.text.plain_english import reading_ease, sentences_of, words_of
from tests.cogs.text.reading import MESSAGES, PATTERNS, ROOT, THEMES, facts_of, names_in, texts_of

SAYING = ("say", "command_text")
LONGEST_SENTENCE = 15  # words
EASE = 70  # Flesch: what a thirteen-year-old reads
# Why a sentence may be longer.
LONGER = dict[str, str]()
# What nobody says to anybody: tails that hang on a sentence, our own jargon, and the names of errors.
FORBIDDEN = re.compile(
    r"; |who composes|what shall be made|left empty|next line|\bplease\b|\bsorry\b"
    r"|\w(Error|Exception)\b|\bHTTP\b",
    re.IGNORECASE,
)
FACT = 10  # characters that a fact counts as
# How long a message may be, by how its name begins or ends.
LIMITS = {
    r"command-.*": 100,  # docs.discord.com, application commands: descriptions of commands and of options
    r"message-command-.*": 32,  # the same: names in the menu of a message
    r"button-.*|.*-button": discord_limits.BUTTON_LABEL,
    r"operation-.*\.hint": discord_limits.OPTION,
    r"operation-[^.]*": 40,  # a price of the catalog follows in an option of a hundred characters
    r".*[.-](style|lyrics)-label|field-.*|.*-label": discord_limits.FIELD_LABEL,
    r".*[.-](style|lyrics)-hint|.*-hint": discord_limits.FIELD_DESCRIPTION,
    r"alt-.*|.*[.-]alt": discord_limits.ALT_TEXT,
}
# What is said by the names of what it is about, and not by a name that stands in the code.
NAMED_ELSEWHERE = {
    *map(errors.message_of, Problem),
    *map(operation_words.message_of, Operation),
    *map(finding_words.message_of, What),
    *(model_names.message_of(model) for every in FAMILIES.values() for family in every for model in family.models),
}


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


def _literals() -> set[str]:
    """Every string that stands in the code, since a name may be chosen out of several."""
    return {
        node.value
        for path in (ROOT / "cogs").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_what_is_said_is_there_and_gets_its_facts() -> None:
    for where, name, facts, open_end in _said():
        assert name in PATTERNS, f"{where} says {name}, which no file has"
        wanted = facts_of(name)
        assert facts <= wanted, f"{where} gives {name} what it does not want: {facts - wanted}"
        assert open_end or facts == wanted, f"{where} does not give {name} {wanted - facts}"


def test_no_message_is_never_said() -> None:
    literals = _literals()
    referred = {each for name in PATTERNS for each in names_in(name).messages}
    unsaid = [
        name
        for name in PATTERNS
        if name not in literals and name.partition(".")[0] not in NAMED_ELSEWHERE | referred | {operation_words.ANY}
    ]
    assert unsaid == []


def test_every_operation_says_what_it_is_and_no_attribute_is_misspelt() -> None:
    known = {field.replace("_", "-") for field in operation_words.OperationWords.__dataclass_fields__} - {"name"}
    for operation in map(operation_words.message_of, Operation):
        own = {attribute.id.name for attribute in MESSAGES[operation].attributes}
        assert {"hint", "verb"} <= own <= known, operation
    common = {attribute.id.name for attribute in MESSAGES[operation_words.ANY].attributes}
    assert common == known


def test_what_is_said_is_short_and_plain() -> None:
    said = [(name, text) for name in PATTERNS for text in texts_of(name)]
    assert [(name, found.group()) for name, text in said if (found := FORBIDDEN.search(text))] == []
    sentences = [(name, sentence) for name, text in said for sentence in sentences_of(text) if name not in LONGER]
    assert [each for each in sentences if len(words_of(each[1])) > LONGEST_SENTENCE] == []


def test_what_is_said_has_room_where_it_stands() -> None:
    said = [(name, re.sub(r"\{\w+\}", "x" * FACT, text)) for name in PATTERNS for text in texts_of(name)]
    limits = [(pattern, limit, name, text) for pattern, limit in LIMITS.items() for name, text in said]
    too_long = [each for each in limits if re.fullmatch(each[0], each[2]) and len(each[3]) > each[1]]
    assert too_long == []
    assert [pattern for pattern in LIMITS if not any(re.fullmatch(pattern, name) for name in PATTERNS)] == []


def test_the_catalog_is_easy_to_read() -> None:
    themes = sorted(set(THEMES.values()))
    for theme in themes:
        texts = [text for name in PATTERNS if THEMES[name.partition(".")[0]] == theme for text in texts_of(name)]
        sys.stdout.write(f"{theme}.ftl: reading ease {reading_ease(texts):.0f}\n")
    ease = reading_ease(text for name in PATTERNS for text in texts_of(name))
    sys.stdout.write(f"all of it: reading ease {ease:.0f}\n")
    assert ease >= EASE


def test_a_hard_sentence_is_noticed() -> None:
    assert reading_ease(["Choose an earlier moment."]) > EASE
    assert reading_ease(["Utilization necessitates comprehensive administrative authorization."]) < 0
    assert len(words_of(sentences_of("Wait for 12 credits, at 1:35 <t:1:R>. Then ask.")[0])) == 7
    assert FORBIDDEN.search("That is too long; nothing was charged.")
    assert not FORBIDDEN.search("-# Nothing was charged.")


def test_numbers_are_written_as_the_language_writes_them_and_plurals_are_right() -> None:
    assert say("credits", count=1) == "1 credit"
    assert say("credits", count=12_000) == "12,000 credits"


def test_nothing_is_said_before_it_is_known_in_which_language() -> None:
    """What a module says when it is loaded is English for ever."""
    early = list[str]()
    for path in (ROOT / "cogs").rglob("*.py"):
        waiting: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
        while waiting:
            node = waiting.pop()
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                early.append(f"{path.relative_to(ROOT)}:{node.lineno}")
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                waiting += ast.iter_child_nodes(node)
    assert early == []


def test_a_name_that_is_not_there_and_a_fact_that_is_missing_are_errors() -> None:
    with pytest.raises(LookupError):
        say("there-is-no-such-message")
    with pytest.raises(LookupError):
        say("credits")


def test_another_language_says_it_its_own_way_and_what_it_has_not_in_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = {
        "en": "one = One\n    .first = First\n    .second = Second\ntwo = Two\nboth = { one } and { two }\n",
        "de": "one = Eins\n    .first = Erster\nboth = { one } und { two }\n",
    }
    for language, text in words.items():
        (tmp_path / language).mkdir()
        (tmp_path / language / "words.ftl").write_text(text)
    monkeypatch.setattr(catalog, "_FOLDER", tmp_path)
    catalog.forget()
    try:
        with speaking("de"):
            assert (say("one"), say("two")) == ("Eins", "Two")
            assert (say("one.first"), say("one.second")) == ("Erster", "Second")
            assert say("both") == "One and Two"
        assert say("one") == "One"
        assert command_text("one").extras == {"name": "one"}
    finally:
        catalog.forget()


def test_facts_are_said_to_their_end_however_long_they_are() -> None:
    prompt = "la " * 2_000
    assert say("asked-prompt", prompt=prompt) == f"“{prompt}”"
