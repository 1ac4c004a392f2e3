"""Every language is written by its own rules: quotes, spaces, punctuation, and one way to address people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel.numbers import format_percent

from cogs.text.languages import LANGUAGES
from tests.cogs.text.reading import Words
from tests.cogs.text.test_translations import said_by

# What opens and what closes, in pairs. Chinese has others for titles.
QUOTES = {
    "en": ("“”",),
    "de": ("„“",),
    "es-ES": ("«»",),
    "fr": ("«»",),
    "ja": ("「」",),
    "pt-BR": ("“”",),
    "zh-CN": ("“”", "《》"),
}
ANY_QUOTE = re.compile(r"[\"„“”«»‹›「」『』《》‘‚]")
FACT = re.compile(r"\{\w+\}")
WIDE = frozenset({"ja", "zh-CN"})  # languages whose punctuation is as wide as their characters
CHARACTER = r"[\u3005\u3040-\u30ff\u4e00-\u9fff]"
NARROW_MARK = re.compile(rf"{CHARACTER}([,;:!?()]|\.(?![a-z]))|[,;:!?()]{CHARACTER}")
WIDE_MARK = re.compile(r"[，。、：；！？（）～]")
# No-break spaces: a narrow one inside quotes and before what is high, a wide one before a colon. Times have none.
FRENCH = re.compile("«(?!\u202f)|(?<!\u202f)[»;!?]|(?<![\u00a0\\d]):(?!\\d)")
SPACES = re.compile(r"  | $|\.\.\.| [,.;)](?![a-z/])|\( ")
SPACE_BEFORE = re.compile("\\s[:!?%]")  # right in French alone; percent signs are asked of CLDR
# The other ways to address somebody, and words of the same language elsewhere.
OTHERWISE = {
    "de": r"\w+en Sie\b|(?<=[a-zäöüß,] )(Ihnen|Ihr|Ihre[mnrs]?)\b",
    "es-ES": r"\b(usted|ustedes|vosotros|vosotras|vuestr[ao]s?)\b",
    "fr": r"\b(vous|votre|vos)\b|\b(?!chez|assez)\w+ez\b",
    "ja": r"(である|だ|する|(?<![まで])した|れる|ない|(?<!まし)ょう)。|あなた様|君",
    "pt-BR": r"\b(tu|teu|tua|teus|tuas|contigo|ficheiros?|utilizador|ecrã|palavra-passe)\b",
    "zh-CN": r"您",
}
# What a term of ours is called by others, or was called before.
OTHER_TERMS = {
    "de": r"\b(Lyrics|Liedtext\w*|Guthaben|Kredite?|Wiedergabeliste\w*|Bestellung\w*)\b",
    "es-ES": r"\b(lista de reproducción|crédits|vídeoclip\w*)\b",
    "fr": r"\b(liste de lecture|extrait|canal|canaux)\b",
    "ja": r"ユーザーさん|点数|ポイント|プレーリスト|ボット|報告した",
    "pt-BR": r"\b(clip|clips|clipe|clipes|lista de reprodução|papel|papéis)\b",
    "zh-CN": r"点数|片段|播放列表|角色|信用|重命名",
}


@pytest.fixture(scope="module", params=list(LANGUAGES))
def words(request: pytest.FixtureRequest) -> Words:
    return Words(request.param)


def every_text(words: Words) -> Iterator[tuple[str, str]]:
    """What a language may say, with the name of each message."""
    for name in words.patterns:
        for text in said_by(words, name):
            yield name, text


def misquoted(words: Words) -> list[tuple[str, str]]:
    """The texts with quotes of another language, or with one that is not closed."""
    return [(name, text) for name, text in every_text(words) if not _is_quoted(text, QUOTES[words.language])]


def _is_quoted(text: str, pairs: tuple[str, ...]) -> bool:
    found = "".join(ANY_QUOTE.findall(text))
    for pair in pairs:
        found = found.replace(pair, "")
    return not found


def misspaced(words: Words) -> list[tuple[str, str]]:
    """The texts with a space too many, or without one that the language wants."""
    return [(name, text) for name, text in every_text(words) if _is_misspaced(text, words.language)]


def _is_misspaced(text: str, language: str) -> bool:
    if SPACES.search(text):
        return True
    gap = format_percent(1, locale=language.replace("-", "_")).removeprefix("100").removesuffix("%")
    if any(found != gap for found in re.findall(r"(?<=[\d}])(\s?)%", text)):
        return True
    without = re.sub(r"\s?%", "", text)
    return bool((FRENCH if language == "fr" else SPACE_BEFORE).search(without))


def of_another_width(words: Words) -> list[tuple[str, str]]:
    """The texts with punctuation that is narrow among wide characters, or wide among letters."""
    wrong = NARROW_MARK if words.language in WIDE else WIDE_MARK
    return [(name, text) for name, text in every_text(words) if wrong.search(text)]


def addressed_otherwise(words: Words) -> list[tuple[str, str]]:
    """The texts that address somebody as no other text does."""
    return _with(words, OTHERWISE)


def called_otherwise(words: Words) -> list[tuple[str, str]]:
    """The texts with a second word for what has one already."""
    return _with(words, OTHER_TERMS)


def _with(words: Words, table: dict[str, str]) -> list[tuple[str, str]]:
    pattern = table.get(words.language)
    return [(name, text) for name, text in every_text(words) if pattern and re.search(pattern, FACT.sub("", text))]


def test_quotes_are_those_of_the_language(words: Words) -> None:
    assert misquoted(words) == []


def test_spaces_are_those_of_the_language(words: Words) -> None:
    assert misspaced(words) == []


def test_punctuation_is_as_wide_as_the_letters_beside_it(words: Words) -> None:
    assert of_another_width(words) == []


def test_everybody_is_addressed_alike(words: Words) -> None:
    assert addressed_otherwise(words) == []


def test_a_term_has_one_word(words: Words) -> None:
    assert called_otherwise(words) == []


@pytest.mark.parametrize(
    ("language", "text", "look"),
    [
        ("de", 'Drück "Mehr"', misquoted),
        ("de", "Drück “Mehr”", misquoted),
        ("fr", "Appuie sur «\u202fPlus", misquoted),
        ("ja", "“{ $name }”を削除", misquoted),
        ("fr", "Appuie sur «\u00a0Plus\u00a0»", misspaced),
        ("fr", "Encore?", misspaced),
        ("fr", "Style: { $style }", misspaced),
        ("de", "Zu  viel", misspaced),
        ("de", "Noch { $percent } % übrig", misspaced),
        ("en", "{ $percent } % left", misspaced),
        ("es-ES", "Espera...", misspaced),
        ("es-ES", "Estilo : { $style }", misspaced),
        ("zh-CN", "请稍后再试.", of_another_width),
        ("ja", "歌詞(任意)", of_another_width),
        ("de", "Titel： { $title }", of_another_width),
        ("de", "Versuchen Sie es später", addressed_otherwise),
        ("es-ES", "Como usted quiera", addressed_otherwise),
        ("fr", "Réessayez plus tard", addressed_otherwise),
        ("ja", "曲はもうない。", addressed_otherwise),
        ("pt-BR", "Escolha o ficheiro", addressed_otherwise),
        ("zh-CN", "请您稍后再试", addressed_otherwise),
        ("pt-BR", "Escolha outro clipe", called_otherwise),
    ],
)
def test_what_is_written_otherwise_is_noticed(
    tmp_path: Path, language: str, text: str, look: Callable[[Words], list[tuple[str, str]]]
) -> None:
    (tmp_path / language).mkdir()
    (tmp_path / language / "words.ftl").write_text(f"a = {text}\n", encoding="utf-8")
    assert [name for name, _ in look(Words(language, tmp_path))] == ["a"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Style\u00a0: «\u202f{ $style }\u202f», à 1:35, 50\u00a0%\u202f?"),
        ("de", "Stil: „{ $style }“, 50\u00a0%. Sie sind aus."),
        ("ja", "「{ $name }」を、5:10から（任意）選んでください。"),
        ("zh-CN", "曲目 { $number }《{ $title }》：50%。"),
    ],
)
def test_what_is_right_is_left_alone(tmp_path: Path, language: str, text: str) -> None:
    (tmp_path / language).mkdir()
    (tmp_path / language / "words.ftl").write_text(f"a = {text}\n", encoding="utf-8")
    looks = (misquoted, misspaced, of_another_width, addressed_otherwise, called_otherwise)
    assert [look(Words(language, tmp_path)) for look in looks] == [[]] * len(looks)
