"""`make gallery`: pictures of every card, form and menu in every state; with `structure`, what is in each instead."""

from __future__ import annotations

import asyncio
import sys

from sandbox.world import Sandbox
from tests.browser.stage import missing, open_browser
from tests.gallery.pictures import OUT, hung, take_pictures
from tests.gallery.pseudo import speaking_pseudo
from tests.gallery.structure import SNAPSHOT, outline, words


async def main(wish: str) -> None:
    """Do what the command line wishes."""
    if wish == "structure":
        SNAPSHOT.write_text(await snapshot(), encoding="utf-8")
        return
    async with open_browser() as browser:
        await take_pictures(browser)
    found = await untranslated()
    (OUT / "untranslated.txt").write_text("".join(f"{name} | {text}\n" for name, text in found), encoding="utf-8")
    sys.stdout.write(f"Saved in untranslated.txt there: {len(found)} texts, people's own among them, of no catalog\n")


async def snapshot() -> str:
    """What is in each state, a line each."""
    async with Sandbox(1.0) as sandbox:
        return "".join(f"{state['name']} | {outline(state)}\n" for state in hung(sandbox))


async def untranslated() -> list[tuple[str, str]]:
    """The words that the other language says in English, each where it is read first."""
    async with Sandbox(1.0) as sandbox:
        english = hung(sandbox)
        with speaking_pseudo():
            pseudo = hung(sandbox)
    found: dict[str, str] = {}
    for one, other in zip(english, pseudo, strict=True):
        for text in set(words(one)) & set(words(other)):
            found.setdefault(text.splitlines()[0][:100], one["name"])
    return sorted((name, text) for text, name in found.items())


if __name__ == "__main__":
    wish = (sys.argv[1:] or ["pictures"])[0]
    reason = missing() if wish == "pictures" else None
    sys.exit(f"No pictures: {reason}." if reason else asyncio.run(main(wish)))
