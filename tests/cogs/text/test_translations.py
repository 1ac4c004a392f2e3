"""Every language says what English says: all of it, with the same facts and marks, in its own plurals, and short."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

from cogs.text import catalog
from cogs.text.catalog import ENGLISH
from cogs.text.languages import LANGUAGES
from tests.cogs.text.reading import ENGLISH_WORDS, FOLDER, Words
from tests.cogs.text.test_catalog import FACT, LIMITS

FOLDERS = sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir() and any(folder.glob("*.ftl")))
TRANSLATED = [language for language in FOLDERS if language != ENGLISH]
# Of a button that says no more than what it does: more would be cut off on a phone.
SHORT_BUTTON = 40
LONGER = 1.4  # than in English; a button that is long there has room to become so much longer
# CLDR's category of round millions, such as “1 million de crédits”: nobody counts so far here.
NOT_COUNTED = {"many"}
PLURALS = {"zero", "one", "two", "few", "many", "other"}
# What a translation keeps as it is: small print, bold, links, what is Discord's own, and commands.
MARKS = re.compile(r"-# |\*\*|\]\(|<[^>\s]*>|https?://|(?<![A-Za-z0-9./])/[a-z]+")
WORD = re.compile(r"[^\W\d_]{3,}")
# Words that are the same in a language as in English, and names that are the same in all.
NAMES = "encore musicapi webhooks wav midi bpm min europe berlin"
SAME = {
    "de": "april august clip cover credits format instrumental mashup moderation name normal november optional original"
    " persona remaster sample september stems tempo variation video",
    "es-ES": "clip clips cover doctor general instrumental mashup normal original prompt roles sample stems tempo",
    "fr": "clip clips format instrumental instruments mashup message normal original persona prompt remaster sample"
    " section sections stems style tempo variation",
    "ja": "",
    "pt-BR": "cover instrumental mashup normal original persona prompt remaster sample stems",
    "zh-CN": "",
}


@pytest.fixture(params=TRANSLATED)
def words(request: pytest.FixtureRequest) -> Words:
    return Words(request.param)


def missing_and_more(words: Words, english: Words = ENGLISH_WORDS) -> tuple[set[str], set[str]]:
    """What English says and a language does not, and what it says besides, in the files that it has."""
    themes = set(words.themes.values())
    wanted = {name for name in english.patterns if english.theme_of(name) in themes}
    return wanted - words.patterns.keys(), words.patterns.keys() - wanted


def wrong_facts(words: Words) -> dict[str, set[str]]:
    """The messages that want other facts than in English, and which."""
    every = ((name, words.names_in(name), ENGLISH_WORDS.facts_of(name)) for name in known_in(words))
    found = {name: (names.facts | _facts_behind(names.messages)) ^ facts for name, names, facts in every}
    return {name: facts for name, facts in found.items() if facts}


def _facts_behind(messages: set[str]) -> set[str]:
    """The facts that messages want which another one names; what they want is tested of themselves."""
    return set[str]().union(*(ENGLISH_WORDS.facts_of(each) for each in messages))


def wrong_choices(words: Words) -> list[tuple[str, str]]:
    """Plurals that the language has not, or has and does not say; words to choose by that nobody ever gives."""
    tags = {*Locale.parse(words.language, sep="-").plural_form.tags, "other"}
    found = list[tuple[str, str]]()
    for name in known_in(words):
        given = {fact: set(keys) for fact, keys, _ in ENGLISH_WORDS.choices_in(name)}
        for fact, every, default in words.choices_in(name):
            keys = {key for key in every if not key.isdecimal()}
            if keys & PLURALS and not keys & (given.get(fact, set()) - PLURALS):
                if keys - tags or tags - NOT_COUNTED - keys or default != "other":
                    found.append((name, f"{sorted(keys)} of {sorted(tags)}"))
            elif not set(every) <= given.get(fact, set()):
                found.append((name, f"{every} of {sorted(given.get(fact, set()))}"))
    return found


def wrong_marks(words: Words) -> list[tuple[str, str]]:
    """The texts that have other marks than any of the English ones, lose a mark of code, or leave one open."""
    return [
        (name, text)
        for name in known_in(words)
        for text in said_by(words, name)
        if not any(_has_marks_of(english, text) for english in ENGLISH_WORDS.texts_of(name))
    ]


def _has_marks_of(english: str, text: str) -> bool:
    ticks = text.count("`")
    same = Counter(MARKS.findall(text)) == Counter(MARKS.findall(english))
    return same and ticks >= english.count("`") and ticks % 2 == 0


def said_by(words: Words, name: str) -> list[str]:
    """Every text of a part, where the language has all that it names."""
    return words.texts_of(name) if words.names_in(name).messages <= words.messages.keys() else []


def known_in(words: Words) -> list[str]:
    """What English says too."""
    return [name for name in words.patterns if name in ENGLISH_WORDS.patterns]


def length_of(text: str) -> int:
    """How long a text is with its facts."""
    return len(re.sub(r"\{\w+\}", "x" * FACT, text))


def has_no_room(words: Words) -> list[tuple[str, str]]:
    """The texts that are longer than where they stand has room for."""
    found = list[tuple[str, str]]()
    for name in known_in(words):
        limits = [limit for pattern, limit in LIMITS.items() if re.fullmatch(pattern, name)]
        if re.fullmatch(r"button-.*|.*-button", name):
            limits.append(max(SHORT_BUTTON, round(LONGER * max(map(length_of, ENGLISH_WORDS.texts_of(name))))))
        for text in said_by(words, name):
            length = length_of(text)
            found += [(name, f"{length} of {limit}: {text}") for limit in limits if length > limit]
    return found


def untranslated(words: Words) -> list[tuple[str, str]]:
    """The texts that are English, word for word, and not because the language has the same words."""
    same = {*NAMES.split(), *SAME.get(words.language, "").split()}
    return [(name, text) for name, text in alike(words) if set(own_words(text)) - same]


def alike(words: Words) -> list[tuple[str, str]]:
    """The texts that are the same as in English."""
    return [
        (name, text)
        for name in known_in(words)
        for text in said_by(words, name)
        if text in ENGLISH_WORDS.texts_of(name)
    ]


def own_words(text: str) -> list[str]:
    """The words of a text, in small letters: facts, marks and commands are none."""
    return WORD.findall(MARKS.sub("", re.sub(r"\{\w+\}", "", text)).casefold())


def test_every_language_that_is_spoken_has_a_folder_and_every_file() -> None:
    assert set(FOLDERS) == set(LANGUAGES)
    files = {language: {path.name for path in (FOLDER / language).iterdir()} for language in LANGUAGES}
    assert {language: files[ENGLISH] ^ found for language, found in files.items() if found != files[ENGLISH]} == {}


def test_every_message_is_there_and_none_more(words: Words) -> None:
    assert missing_and_more(words) == (set(), set())


def test_every_message_stands_in_the_file_of_its_theme(words: Words) -> None:
    assert {name: theme for name, theme in words.themes.items() if theme != ENGLISH_WORDS.themes.get(name)} == {}


def test_the_same_facts_are_told(words: Words) -> None:
    assert wrong_facts(words) == {}


def test_plurals_are_those_of_the_language(words: Words) -> None:
    assert wrong_choices(words) == []


def test_no_mark_is_lost(words: Words) -> None:
    assert wrong_marks(words) == []


def test_what_is_said_has_room_where_it_stands(words: Words) -> None:
    assert has_no_room(words) == []


def test_nothing_is_left_in_english(words: Words) -> None:
    assert untranslated(words) == []


def test_what_may_be_the_same_as_in_english_is(words: Words) -> None:
    """Or a list of exceptions would keep what was translated long ago."""
    found = {word for _, text in alike(words) for word in own_words(text)}
    assert set(SAME[words.language].split()) - found == set()


def test_every_message_can_be_said_whatever_the_facts_are(words: Words) -> None:
    bundle = catalog._bundle(words.language)
    for name in known_in(words):
        if said_by(words, name):
            for fact in (0, 1, 2, 12_000, 1_000_000, 1.5, "month", ""):
                said, errors = bundle.format_pattern(
                    _pattern(bundle, name), dict.fromkeys(ENGLISH_WORDS.facts_of(name), fact)
                )
                assert errors == [], name
                assert "{" not in str(said), name


def _pattern(bundle: Any, name: str) -> Any:
    message_name, _, attribute = name.partition(".")
    message = bundle.get_message(message_name)
    return message.attributes[attribute] if attribute else message.value


@pytest.mark.parametrize(
    ("english", "german", "found"),
    [
        ("a = Ready\nb = Late", "a = Fertig", (missing_and_more, ({"b"}, set[str]()))),
        ("a = Ready", "a = Fertig\nb = Spät", (missing_and_more, (set[str](), {"b"}))),
        ("a = { $who } sings", "a = Es singt", (wrong_facts, {"a": {"who"}})),
        ("a = { $who } sings", "a = { $wer } singt", (wrong_facts, {"a": {"who", "wer"}})),
        (
            "a = { $count ->\n    [one] song\n   *[other] songs\n}",
            "a = { $count ->\n   *[other] Lieder\n}",
            (wrong_choices, [("a", "['other'] of ['one', 'other']")]),
        ),
        (
            "a = { $count ->\n    [one] song\n   *[other] songs\n}",
            "a = { $count ->\n    [one] Lied\n    [few] Lieder\n   *[other] Lieder\n}",
            (wrong_choices, [("a", "['few', 'one', 'other'] of ['one', 'other']")]),
        ),
        (
            "a = { $period ->\n    [day] a day\n   *[month] a month\n}",
            "a = { $period ->\n    [tag] am Tag\n   *[month] im Monat\n}",
            (wrong_choices, [("a", "['tag', 'month'] of ['day', 'month']")]),
        ),
        ("a = Type **/song** now", "a = Tippe **/lied**", (wrong_marks, [("a", "Tippe **/lied**")])),
        (
            "a = -# Nothing was charged.",
            "a = Nichts wurde berechnet.",
            (wrong_marks, [("a", "Nichts wurde berechnet.")]),
        ),
        ("a = Type `then`", "a = Tippe then", (wrong_marks, [("a", "Tippe then")])),
        ("a = Type it", "a = Tippe `es", (wrong_marks, [("a", "Tippe `es")])),
        ("a = Make a song", "a = Make a song", (untranslated, [("a", "Make a song")])),
        (
            "a-button = Make it",
            f"a-button = {'Mach ' * 9}es",
            (has_no_room, [("a-button", f"47 of 40: {'Mach ' * 9}es")]),
        ),
    ],
)
def test_what_is_wrong_with_a_translation_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, english: str, german: str, found: tuple[object, object]
) -> None:
    for language, text in (("en", english), ("de", german)):
        (tmp_path / language).mkdir()
        (tmp_path / language / "words.ftl").write_text(text + "\n")
    monkeypatch.setitem(globals(), "ENGLISH_WORDS", Words("en", tmp_path))
    look, wrong = found
    if look is missing_and_more:
        assert missing_and_more(Words("de", tmp_path), ENGLISH_WORDS) == wrong
    else:
        assert callable(look)
        assert look(Words("de", tmp_path)) == wrong
