"""`python -m bot doctor`: whether the bot can work here, and what mends it.

Exit code 0: nothing is wrong, warnings are possible. 1: something is, and the line says what mends it. It changes
nothing, works while the bot runs and while it does not, and prints no secret.
"""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Mapping, Sequence
from importlib import import_module
from shutil import get_terminal_size
from typing import Any, Final

from bot.concurrency.interrupts import run_until_interrupted
from bot.doctor.examine import examine, is_wrong
from bot.doctor.findings import Finding
from bot.doctor.usable import KEYS, TOKEN, read_usable
from bot.gateway.client import EXTENSION, Encore
from bot.logs import MASK
from bot.musicapi.catalog import Catalog
from bot.settings import SHORTEST_SECRET, Settings, environment

WORDS: Final = "cogs.text.finding_words"  # every sentence for people is there, and this room may import none of them
GRADES: Final = 7  # letters of the longest grade
CHECKS: Final = 18  # letters of the longest check
NARROWEST: Final = 60  # columns


def main(*, as_json: bool) -> int:
    """Look once, print what was found, and return the exit code."""
    given = environment()
    import_module(EXTENSION)  # while nobody is asked yet: their answers would wait for it
    found = run_until_interrupted(examine(given, own_commands))
    text = _json(found) if as_json else table(found, max(NARROWEST, min(110, get_terminal_size().columns)))
    sys.stdout.write(mask(text, given))
    return 1 if is_wrong(found) else 0


async def own_commands(settings: Settings) -> Sequence[Mapping[str, Any]]:
    """The commands of this version as they would be registered, by a client that never connects."""
    client = Encore()
    async with client:
        catalog = Catalog.of(settings.musicapi_host, settings.musicapi_families)
        await import_module(EXTENSION).add_commands(client, catalog)
        return await client.command_payloads()


def table(found: Sequence[Finding], width: int) -> str:
    """The findings as lines: a grade and a check in words, what was found, and below it what mends it."""
    words, indent = import_module(WORDS), " " * (GRADES + CHECKS + 2)
    lines = list[str]()
    for each in found:
        says, mend = words.sentence_of(each), words.mend_of(each)
        head = f"{words.grade_of(each.grade):<{GRADES}} {words.check_of(each.check):<{CHECKS}} "
        lines += textwrap.wrap(says, width, initial_indent=head, subsequent_indent=indent, break_on_hyphens=False)
        if mend:
            lines += textwrap.wrap(
                f"→ {mend}", width, initial_indent=indent, subsequent_indent=f"{indent}  ", break_on_hyphens=False
            )
    return "\n".join([*lines, "", words.summary_of(found), ""])


def _json(found: Sequence[Finding]) -> str:
    words = import_module(WORDS)
    told = [
        {
            "check": each.check.value,
            "grade": each.grade.value,
            "what": each.what.value,
            "facts": dict(each.facts),
            "says": words.sentence_of(each),
            "mend": words.mend_of(each),
        }
        for each in found
    ]
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def mask(text: str, given: Mapping[str, str]) -> str:
    """The text without any secret, should a service have quoted one."""
    settings = read_usable(given).settings
    secrets = set(settings.secrets) if settings is not None else set[str]()
    # One that could not be used is one all the same.
    written = [part for name in (TOKEN, *KEYS) for part in given.get(name, "").split(",")]
    secrets |= {secret for part in written for secret in (part.strip(), part.partition("=")[2].strip())}
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) >= SHORTEST_SECRET:
            text = text.replace(secret, MASK)
    return text
