"""Every word that people read, by its name: `en/*.ftl` says it in English, and another language is another folder.

The files are Project Fluent's (projectfluent.org): a message has a name, facts in braces, and plurals by the rules of
its language. Facts that are somebody else's words come here already harmless, from `escape.py`.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Final

from discord.app_commands import locale_str
from fluent.runtime import FluentBundle, FluentResource

ENGLISH: Final = "en"
# fluent.runtime refuses a fact of more than 2,500 characters, as lyrics may be: such a one is put in afterwards.
LONG_FACT: Final = 2_000
FIRST_MARK: Final = 0xF0000  # of characters for private use, which nobody types
_FOLDER: Final = Path(__file__).parent
_language: ContextVar[str] = ContextVar("language", default=ENGLISH)


def say(name: str, /, **facts: str | float) -> str:
    """The words of the message `name` in the language that is spoken now, or in English where that has none.

    `name` may end in `.attribute`. Numbers among the facts are written as the language writes them; what is not to be
    counted, such as an id, is given as a string. Raises LookupError for a name that English has not, and for a fact
    that a message wants and was not given.
    """
    if not facts:
        return _plain(_language.get(), name)
    return _format(_language.get(), name, facts)


@cache
def is_said(name: str) -> bool:
    """Whether English has the message or the attribute `name`, without which no other language has it."""
    message_name, _, attribute = name.partition(".")
    bundle = _bundle(ENGLISH)
    return bundle.has_message(message_name) and (
        not attribute or attribute in bundle.get_message(message_name).attributes
    )


def spoken() -> str:
    """The language that is spoken now, such as `de`."""
    return _language.get()


@contextmanager
def speaking(language: str) -> Generator[None]:
    """Everything that is said inside is said in `language`, such as `de`: by this task, and by those that it begins."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def command_text(name: str) -> locale_str:
    """The words of a command, an option or a choice: in English, with the name by which a language finds its own."""
    return locale_str(_plain(ENGLISH, name), name=name)


def forget() -> None:
    """Read the files again when something is said next."""
    _plain.cache_clear()
    is_said.cache_clear()
    _bundle.cache_clear()


@cache
def _plain(language: str, name: str) -> str:
    return _format(language, name, {})


def _format(language: str, name: str, facts: dict[str, str | float]) -> str:
    message_name, _, attribute = name.partition(".")
    bundle = _bundle(language)
    message = bundle.get_message(message_name) if bundle.has_message(message_name) else None
    if language != ENGLISH and (message is None or (attribute and attribute not in message.attributes)):
        return _format(ENGLISH, name, facts)
    if message is None:
        raise LookupError(f"no file has {name}")
    pattern = message.attributes[attribute] if attribute else message.value
    if pattern is None:
        raise LookupError(f"{name} has attributes only")
    long = {fact: value for fact, value in facts.items() if isinstance(value, str) and len(value) > LONG_FACT}
    marks = {fact: chr(FIRST_MARK + number) for number, fact in enumerate(long)}
    said, errors = bundle.format_pattern(pattern, {**facts, **marks})
    if errors and language != ENGLISH:  # such as a part that it does not have: no card is worth a mistake of ours
        return _format(ENGLISH, name, facts)
    if errors:
        raise LookupError(f"{name}: {errors[0]}")
    whole = str(said)
    for fact, mark in marks.items():
        whole = whole.replace(mark, str(long[fact]))
    return whole


@cache
def _bundle(language: str) -> FluentBundle:
    # Discord shows text that runs from right to left rightly by itself, and marks around each fact would be copied.
    bundle = FluentBundle([language], use_isolating=False)
    for path in sorted((_FOLDER / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle
