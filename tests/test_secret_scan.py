"""The scan of `make check` finds what must never be committed; made up here, so that it finds none in this file."""

from __future__ import annotations

import shutil
from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING

import pytest

from tests import secret_scan

if TYPE_CHECKING:
    from pathlib import Path

PLACES = (".env.example", "bot/settings.py", "docs/operators.md", "tests/bot/test_settings.py")
BYTES = bytes(range(7, 250, 5))
LETTERS = urlsafe_b64encode(BYTES).decode().rstrip("=")
PLANTED = {
    "a bot's token": f"MTIzNDU2Nzg5MDEyMzQ1Njc4.{LETTERS[:6]}.{LETTERS[6:33]}",
    "a key of a cloud": "AKIA" + "QYLPMN5HHHFPZAM2",
    "a key of GitHub's": "ghp_" + LETTERS[:36].replace("-", "x").replace("_", "y"),
    "a private key": "-----BEGIN " + "PRIVATE KEY-----",
}


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Some files of the repository in a folder of their own, which was never looked at."""
    monkeypatch.setattr(secret_scan, "CLEAN", tmp_path / "clean")
    for place in PLACES:
        (tmp_path / "copy" / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(secret_scan.ROOT / place, tmp_path / "copy" / place)
    return tmp_path / "copy"


@pytest.mark.parametrize("place", PLACES)
def test_a_planted_token_is_found_wherever_it_is(copy: Path, capsys: pytest.CaptureFixture[str], place: str) -> None:
    assert secret_scan.main(copy) == 0, "there are false alarms"
    untouched = (copy / place).read_text()
    for what, token in PLANTED.items():
        (copy / place).write_text(f"{untouched}\nTOKEN = '{token}'\n")
        assert secret_scan.main(copy) == 1, f"{what} was not found in {place}"
        said = capsys.readouterr().out
        assert said.startswith(f"{place}:{len(untouched.splitlines()) + 2}: ")
        assert token not in said
    assert secret_scan.main(copy) == 1, "what was found once is found again"
    (copy / place).write_text(untouched)
    assert secret_scan.main(copy) == 0


def test_a_key_of_no_known_shape_is_found_in_settings(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """MusicAPI's keys have none that is known."""
    example = copy / ".env.example"
    example.write_text(example.read_text() + f"\nMUSICAPI_KEY={LETTERS[:32]}\n")
    assert secret_scan.main(copy) == 1
    assert ".env.example:" in capsys.readouterr().out
    example.write_text(example.read_text().replace(LETTERS[:32], ""))
    (copy / "bot" / "new.py").write_text(f'URL = "postgresql://encore:{LETTERS[:12]}@db.example/encore"\n')
    assert secret_scan.main(copy) == 1
    assert capsys.readouterr().out.startswith("bot/new.py:1: ")


def test_what_git_ignores_is_not_looked_at() -> None:
    looked_at = set(secret_scan._files(secret_scan.ROOT))
    assert set(PLACES) <= looked_at
    assert not any(name.startswith((".venv", ".git/", "var/", "requirements/")) for name in looked_at)
