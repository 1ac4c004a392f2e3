"""`make gallery`: pictures of every card, form and menu in every state; with `structure`, what is in each instead.

`--language de`, as often as there are languages, takes the pictures of these alone.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence

from sandbox.world import Sandbox
from tests.browser.stage import missing, open_browser
from tests.gallery.pictures import ALL, OUT, hung, take_pictures
from tests.gallery.pseudo import speaking_pseudo
from tests.gallery.structure import SNAPSHOT, outline, words


async def main(wish: str, spoken: Sequence[str]) -> None:
    """Do what the command line wishes."""
    if wish == "structure":
        SNAPSHOT.write_text(await snapshot(), encoding="utf-8")
        return
    async with open_browser() as browser:
        await take_pictures(browser, spoken)
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
    reading = argparse.ArgumentParser(prog="python -m tests.gallery", description="Every card in every state")
    reading.add_argument("wish", nargs="?", choices=("pictures", "structure"), default="pictures")
    reading.add_argument("--language", action="append", choices=ALL, help="take the pictures of this language")
    asked = reading.parse_args()
    reason = missing() if asked.wish == "pictures" else None
    sys.exit(f"No pictures: {reason}." if reason else asyncio.run(main(asked.wish, asked.language or ALL)))
