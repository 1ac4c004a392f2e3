"""The settings as far as they can be used: one that is wrong is told, and keeps nobody from looking at the rest."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.doctor.findings import Check, Finding, What, ok, warning, wrong
from bot.settings import Settings, SettingsError

NOBODYS: Final = "not-set"  # in place of a secret that is missing: nobody is asked with it
TOKEN: Final = "DISCORD_TOKEN"  # noqa: S105 - the name of a setting
KEYS: Final = ("MUSICAPI_KEY", "MUSICAPI_KEYS")
TRIES: Final = 8  # of taking away what is wrong: each may bring something else to light


@dataclass(frozen=True, slots=True)
class Usable:
    """Settings, what is wrong with them, and whether they have what Discord and MusicAPI are asked with."""

    settings: Settings | None  # None: nothing can be made of them
    findings: list[Finding]
    has_token: bool
    has_key: bool


def read_usable(given: Mapping[str, str]) -> Usable:
    """Read every setting; what is wrong is left out, as if nobody had set it."""
    left, problems = dict(given), list[str]()
    settings: Settings | None = None
    for _ in range(TRIES):
        try:
            settings = Settings.from_environment(left)
            break
        except SettingsError as error:
            problems += [each for each in error.problems if each not in problems]
            for name in (each.partition(" ")[0] for each in error.problems):
                left.pop(name, None)
                if name == TOKEN:
                    left[TOKEN] = NOBODYS
                elif name in KEYS:
                    left |= {KEYS[0]: NOBODYS, KEYS[1]: ""}
    found = [wrong(Check.SETTINGS, What.SETTING_WRONG, says=each) for each in problems]
    has_key = left.get(KEYS[0]) != NOBODYS
    return Usable(settings, found or [ok(Check.SETTINGS, What.SETTINGS_READ)], left.get(TOKEN) != NOBODYS, has_key)


def find_file(path: Path) -> list[Finding]:
    """Whether others on this machine may read the file with the secrets, if there is one."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return []
    is_open = mode & (stat.S_IRGRP | stat.S_IROTH)
    return [warning(Check.SETTINGS, What.FILE_OPEN_TO_OTHERS)] if is_open else []
