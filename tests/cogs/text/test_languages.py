"""Who is spoken to in which language, and that nothing is said before that is known."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from pathlib import Path

import discord
import pytest

from cogs.languages import speaking_to
from cogs.text.catalog import ENGLISH, speaking, spoken
from cogs.text.languages import LANGUAGES, known, language_of
from cogs.text.sentences import inside, list_of, row_of

ROOT = Path(__file__).parents[3]

# Refuses the first word that a module says while it is loaded, wherever the call is hidden: in a default, a field of a
# class, a function that is called then. Texts of commands are said in every language when they are registered.
LOAD_EVERYTHING = """
import importlib, pkgutil, sys
import cogs
from cogs.text import catalog

def say(name, /, **facts):
    raise SystemExit(f"{sys._getframe(1).f_globals['__name__']} says {name} while it is loaded")

catalog.say = say
loaded = 0
for module in pkgutil.walk_packages(cogs.__path__, "cogs."):
    importlib.import_module(module.name)
    loaded += 1
print(loaded)
"""


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("en-US", "en"),
        ("en-GB", "en"),
        ("de", "de"),
        ("es-ES", "es-ES"),
        ("es-419", "es-ES"),
        ("fr", "fr"),
        ("ja", "ja"),
        ("pt-BR", "pt-BR"),
        ("zh-CN", "zh-CN"),
        ("zh-TW", "en"),
        ("ko", "en"),
        ("tlh", "en"),
        (None, "en"),
        (discord.Locale.latin_american_spanish, "es-ES"),
    ],
)
def test_everybody_is_spoken_to_in_the_nearest_language(locale: object, language: str) -> None:
    assert language_of(locale) == language


def test_discord_knows_every_language() -> None:
    assert set(LANGUAGES) - {ENGLISH} <= {locale.value for locale in discord.Locale}
    assert {language_of(locale) for locale in discord.Locale} == set(LANGUAGES)


def test_what_a_later_version_wrote_down_is_english() -> None:
    assert (known("de"), known("tlh"), known(""), known(None)) == ("de", "en", "en", "en")


def test_no_module_says_anything_while_it_is_loaded() -> None:
    loading = subprocess.run(
        [sys.executable, "-c", LOAD_EVERYTHING], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert loading.returncode == 0, loading.stderr
    assert int(loading.stdout) > 50


def test_a_module_that_speaks_too_early_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "cogs").mkdir()
    for name in ("__init__", "text/__init__"):
        (tmp_path / "cogs" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "cogs" / f"{name}.py").touch()
    (tmp_path / "cogs" / "text" / "catalog.py").write_text("def say(name): return name\n")
    (tmp_path / "cogs" / "early.py").write_text(
        "from cogs.text.catalog import say\n\ndef title(): return say('a-title')\n\nTITLE = title()\n"
    )
    loading = subprocess.run(
        [sys.executable, "-c", LOAD_EVERYTHING], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert "cogs.early says a-title while it is loaded" in loading.stderr


async def test_tasks_keep_their_language_and_leave_nothing_of_it_behind() -> None:
    """As discord.py does it: whoever answers an interaction does so in a task that began when it was heard."""
    heard = list[tuple[str, str, str]]()
    both = asyncio.Barrier(2)

    async def answer(who: str) -> None:
        first = spoken()
        await both.wait()  # both are at it
        with speaking("ja"):  # a public card
            await asyncio.sleep(0)
        heard.append((who, first, await asyncio.to_thread(spoken)))

    with speaking_to({"locale": "de"}):
        german = asyncio.create_task(answer("german"))
    with speaking_to({"locale": "es-419"}):
        spanish = asyncio.create_task(answer("spanish"))
    assert spoken() == ENGLISH
    await asyncio.gather(german, spanish)
    assert sorted(heard) == [("german", "de", "de"), ("spanish", "es-ES", "es-ES")]
    assert spoken() == ENGLISH


def test_a_language_ends_with_an_error_and_is_unknown_to_other_threads() -> None:
    elsewhere = list[str]()

    def fail() -> None:
        with speaking("de"):
            thread = threading.Thread(target=lambda: elsewhere.append(spoken()))
            thread.start()
            thread.join()
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert (spoken(), elsewhere) == (ENGLISH, [ENGLISH])


@pytest.mark.parametrize(
    ("language", "every", "either", "row"),
    [
        ("en", "a, b and c", "a, b or c", "a, b, c"),
        ("de", "a, b und c", "a, b oder c", "a, b, c"),
        ("es-ES", "a, b y c", "a, b o c", "a, b, c"),
        ("fr", "a, b et c", "a, b ou c", "a, b, c"),
        ("ja", "a、b、c", "a、b、またはc", "a、b、c"),
        ("pt-BR", "a, b e c", "a, b ou c", "a, b, c"),
        ("zh-CN", "a、b和c", "a、b或c", "a、b、c"),
        ("en-XA", "a, b and c", "a, b or c", "a, b, c"),
    ],
)
def test_lists_are_written_as_the_language_writes_them(language: str, every: str, either: str, row: str) -> None:
    items = ["a", "b", "c"]
    with speaking(language):
        assert (list_of(items), list_of(items, either=True), row_of(items)) == (every, either, row)
        assert list_of(["{0} and {1}", "b"]).startswith("{0} and {1}")  # other people's words are no pattern


def test_german_keeps_its_capitals_in_the_middle_of_a_line() -> None:
    said = dict.fromkeys(LANGUAGES, "")
    for language in said:
        with speaking(language):
            said[language] = inside("Extension")
    assert said == {**dict.fromkeys(LANGUAGES, "extension"), "de": "Extension"}
