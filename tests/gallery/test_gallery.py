"""Everything that the bot shows, in every state: taken by Discord, with a name for every control, in any language."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl

from cogs.text import catalog
from cogs.text.catalog import ENGLISH, say, speaking
from cogs.text.languages import LANGUAGES
from sandbox.world import Sandbox
from tests.browser.test_access import CHECKS, SHOW
from tests.gallery.pictures import HEIGHT, WIDTHS, hung, look, open_gallery
from tests.gallery.pseudo import PSEUDO, pseudo_file, pseudo_words, speaking_pseudo
from tests.gallery.states import STATES
from tests.gallery.structure import SNAPSHOT, nameless, outline

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Browser

FILES = sorted((catalog._FOLDER / ENGLISH).glob("*.ftl"))
TOO_WIDE = """() => [...document.querySelectorAll(".exhibit")]
  .filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.ariaLabel)"""

# Words that stand one or two letters to a line, because something beside them took the room.
SQUEEZED = """() => [...document.querySelectorAll(".md, .button, dt, dd")].filter((one) => {
  const lines = one.clientHeight / parseFloat(getComputedStyle(one).lineHeight);
  return lines > 3 && one.textContent.length / lines < 7;
}).map((one) => one.textContent.slice(0, 60))"""


async def everything() -> list[dict[str, Any]]:
    """Every state in the language that is spoken; Discord has refused none of them."""
    async with Sandbox(1.0) as sandbox:
        return hung(sandbox)


@pytest.fixture(scope="module")
def english() -> list[dict[str, Any]]:
    return asyncio.run(everything())


async def test_every_state_has_what_it_had(english: list[dict[str, Any]]) -> None:
    found = "".join(f"{state['name']} | {outline(state)}\n" for state in english)
    assert found.splitlines() == SNAPSHOT.read_text(encoding="utf-8").splitlines(), "make gallery WISH=structure"


async def test_every_control_and_every_picture_has_words(english: list[dict[str, Any]]) -> None:
    assert {state["name"]: found for state in english if (found := nameless(state))} == {}


async def test_longer_words_break_nothing_and_leave_nothing_out(english: list[dict[str, Any]]) -> None:
    with speaking_pseudo():
        pseudo = await everything()
    assert list(map(outline, pseudo)) == list(map(outline, english))


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != ENGLISH])
async def test_every_language_has_room_for_all_of_it(english: list[dict[str, Any]], language: str) -> None:
    """The simulated Discord refuses what is longer than its document says; nothing is left out for want of room."""
    with speaking(language):
        translated = await everything()
    assert list(map(outline, translated)) == list(map(outline, english))
    assert {state["name"]: found for state in translated if (found := nameless(state))} == {}


def test_every_state_has_a_name_of_its_own() -> None:
    names = [state.name for state in STATES]
    assert len(set(names)) == len(names)
    assert all(": " in name for name in names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_language_that_nobody_speaks_has_every_fact(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    english, pseudo = (FluentParser().parse(each) for each in (text, pseudo_file(text)))
    assert [facts_of(entry) for entry in pseudo.body] == [facts_of(entry) for entry in english.body]


def facts_of(entry: Any) -> list[str]:
    """The name of a message and of everything that it names, in its order."""
    found: list[str] = []
    waiting = [entry]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ftl.Identifier):
            found.append(node.name)
        if isinstance(node, ftl.BaseNode):
            waiting += vars(node).values()
        elif isinstance(node, list):
            waiting += node
    return found


def test_what_is_no_word_stays_as_it_is() -> None:
    kept = "Type /song, see https://example.org/a <t:1:R> or such as [Verse]"
    assert [word for word in pseudo_words(kept).split() if word in kept.split()] == [
        "/song,",
        "https://example.org/a",
        "<t:1:R>",
        "[Verse]",
    ]
    assert 1.3 < len(pseudo_words("New credits come soon, so ask again tomorrow")) / 44 < 1.6
    with speaking_pseudo():
        assert say("credits", count=12) == "12 çréédíítš"
    assert say("credits", count=12) == "12 credits"


async def test_all_of_it_can_be_read_on_a_phone_and_by_everybody(browser: Browser) -> None:
    async with open_gallery() as server:
        page = await look(browser, server, PSEUDO)
        for width in WIDTHS:
            await page.set_viewport_size({"width": width, "height": HEIGHT})
            assert await page.evaluate(TOO_WIDE) == [], width
            assert await page.evaluate(SQUEEZED) == [], width
        for theme in ("light", "dark"):
            await page.evaluate(SHOW, theme)
            assert await page.evaluate(CHECKS) == [], theme
