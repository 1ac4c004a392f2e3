"""Looks for tokens, keys and passwords in the files of this repository: `python -m tests.secret_scan [folder]`.

What looks is detect-secrets; here is what it looks for, and where. It asks nobody whether a key is a real one. Files
that were clean are not looked at again until they change.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from detect_secrets.core import scan
from detect_secrets.settings import transient_settings

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT: Final = Path(__file__).resolve().parents[1]
CLEAN: Final = ROOT / ".venv" / ".without-secrets"  # digests of files that were looked at

SHAPES: Final = (
    "AWSKeyDetector",
    "AzureStorageKeyDetector",
    "DiscordBotTokenDetector",
    "GitHubTokenDetector",
    "GitLabTokenDetector",
    "JwtTokenDetector",
    "NpmDetector",
    "OpenAIDetector",
    "PrivateKeyDetector",
    "PypiTokenDetector",
    "SlackDetector",
    "StripeDetector",
    "TelegramBotTokenDetector",
)
# Tests are full of made-up passwords and of digests: there, only what has the shape of a real one counts.
EVERYWHERE: Final[list[dict[str, Any]]] = [
    *({"name": name} for name in SHAPES),
    {"name": "Base64HighEntropyString", "limit": 4.5},
]
OUTSIDE_TESTS: Final[list[dict[str, Any]]] = [
    *EVERYWHERE,
    {"name": "BasicAuthDetector"},
    {"name": "HexHighEntropyString", "limit": 3.0},
    {"name": "KeywordDetector"},
]
# Without quotes, as a `.env` has it, detect-secrets knows no keyword.
SETTING: Final = re.compile(r"(?:DISCORD_TOKEN|MUSICAPI_KEY|POSTGRES_PASSWORD)=([A-Za-z0-9_-]{12,})(?![\w.(])")
# The documents' examples, and the tests'.
EXAMPLES: Final = [
    r"^password$",
    r"^a-long-password$",
    r"^not-needed$",
    r"^aW50ZXJhY3Rpb246",
    r"^abcdefghijklmnopqrstuvwxyz",
]
# Digests of packages; the key of a certificate that only the tests trust; pictures.
NOT_LOOKED_AT: Final = ("requirements/", "tests/bot/http/certificates/key.pem")
PICTURES: Final = (".png",)
FOLDERS_OF_TOOLS: Final = {".git", ".venv", ".strangers", "var", "out", "__pycache__"}


def main(folder: Path = ROOT) -> int:
    """Say where secrets are in the folder; 1 where there are any."""
    known = _clean_files()
    looked_at = {digest: name for name in _files(folder) if (digest := _digest(folder, name)) not in known}
    found = {name: places for name in looked_at.values() if (places := list(_secrets(folder, name)))}
    for name, places in found.items():
        for kind, line in places:
            print(f"{name}:{line}: {kind}")
    if found:
        print("These look like secrets. If one is real, it is known by now: replace it where it came from.")
    with suppress(OSError):  # no folder for it: all is looked at every time
        clean = sorted(known | {digest for digest, name in looked_at.items() if name not in found})
        CLEAN.write_text("\n".join(clean))
    return 1 if found else 0


def _files(folder: Path) -> Iterable[str]:
    """What belongs to the repository or is about to; everything where the folder is none."""
    asked = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    listed = subprocess.run(asked, cwd=folder, capture_output=True, check=False) if (folder / ".git").exists() else None
    if listed is not None and listed.returncode == 0:
        names = listed.stdout.decode().split("\0")
    else:
        names = [path.relative_to(folder).as_posix() for path in folder.rglob("*")]
    return (
        name
        for name in names
        if (folder / name).is_file()
        and not name.startswith(NOT_LOOKED_AT)
        and not name.endswith(PICTURES)
        and FOLDERS_OF_TOOLS.isdisjoint(Path(name).parts)
    )


def _secrets(folder: Path, name: str) -> Iterable[tuple[str, int]]:
    plugins = EVERYWHERE if name.startswith("tests/") else OUTSIDE_TESTS
    examples = {"path": "detect_secrets.filters.regex.should_exclude_secret", "pattern": EXAMPLES}
    with transient_settings({"plugins_used": plugins, "filters_used": [examples]}):
        for secret in scan.scan_file(str(folder / name)):
            yield secret.type, secret.line_number
    if plugins is OUTSIDE_TESTS:
        for number, line in enumerate((folder / name).read_text(errors="replace").splitlines(), 1):
            for value in SETTING.findall(line):
                if not any(re.search(example, value) for example in EXAMPLES):
                    yield "Secret Setting", number


def _digest(folder: Path, name: str) -> str:
    rules = json.dumps([OUTSIDE_TESTS, SETTING.pattern, EXAMPLES, name]).encode()
    return hashlib.sha256(rules + (folder / name).read_bytes()).hexdigest()


def _clean_files() -> set[str]:
    try:
        return set(CLEAN.read_text().split())
    except OSError:
        return set()


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:2])))
