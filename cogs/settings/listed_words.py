"""The words that a server wants in no song: a form with one in each line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from bot.orders.word_list import LONGEST_WORD, MOST_WORDS, is_word, same_word
from bot.status.server_settings import Changes, Rule
from cogs.settings.section import Field, Section, Shown, Tab, refuse
from cogs.text import discord_limits
from cogs.text.catalog import say
from cogs.text.escape import escape_markdown
from data.rows import RuleKind

IN_A_FIELD: Final = 50  # so that each field shows them whole, however long they are
FIELDS: Final = MOST_WORDS // IN_A_FIELD
PART: Final = "part"  # of the list, with its number


def _fields(shown: Shown) -> Iterable[Field]:
    words = _words(shown)
    for number in range(min(FIELDS, 1 + len(words) // IN_A_FIELD)):
        yield _field(number, words[number * IN_A_FIELD : (number + 1) * IN_A_FIELD])


def _field(number: int, words: list[str]) -> Field:
    label = say("settings-words-more-label") if number else say("settings-words-label")
    hint, example = say("settings-words-hint", most=MOST_WORDS), say("settings-words-example")
    text = "\n".join(words)
    name, most = f"{PART}{number}", discord_limits.TEXT_INPUT
    return Field(
        name,
        text,
        lambda form: form.ask(name, label, hint=hint, example=example, limit=most, default=text, long=True),
    )


def _words(shown: Shown) -> list[str]:
    return sorted(shown.settings.limits.subjects(RuleKind.WORD), key=lambda each: (each.casefold(), each))


def _decide(shown: Shown, touched: Mapping[str, str]) -> Changes:
    left = _words(shown)
    known = {same_word(each) for each in left}
    changes = Changes()
    for field in _fields(shown):
        if field.name not in touched:
            continue
        there, wanted = set(field.value.splitlines()), _lines(touched[field.name])
        known -= {same_word(each) for each in there}
        gone = sorted(there.difference(wanted))
        changes |= Changes(removed=tuple(Rule(RuleKind.WORD, each) for each in gone))
        kept = {same_word(each) for each in there.intersection(wanted)}
        for word in wanted:
            if word not in there and same_word(word) not in known | kept:
                changes |= Changes(added=(Rule(RuleKind.WORD, word),))
                kept.add(same_word(word))
        known |= kept
    if len(left) - len(changes.removed) + len(changes.added) > MOST_WORDS:
        raise refuse(say("settings-words-too-many", most=MOST_WORDS))
    return changes


def _lines(sent: str) -> list[str]:
    """The words of the lines that were typed; raises PersonError for what is none."""
    lines = [" ".join(line.split()) for line in sent.splitlines()]
    for line in filter(None, lines):
        shown = escape_markdown(line, LONGEST_WORD)
        if len(line) > LONGEST_WORD:
            raise refuse(say("settings-words-too-long", most=LONGEST_WORD, word=shown))
        if not is_word(line):
            raise refuse(say("settings-words-no-word", word=shown))
    return [line for line in lines if line]


def _state(shown: Shown) -> Iterable[str]:
    words = _words(shown)
    yield say("settings-words-count", count=len(words)) if words else say("settings-off")
    yield say("settings-words-explained")


WORDS: Final = Section(
    "words",
    Tab.MODERATION,
    name=lambda: say("settings-words"),
    state=_state,
    fields=_fields,
    decide=_decide,
)
