"""The bill of materials has every package of the lock, and is one that other programs read."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests import sbom

LOCK = sbom.LOCK.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    target = tmp_path_factory.mktemp("out") / "deep" / "encore.cdx.json"
    assert sbom.main(target) == 0
    return target.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def bill(text: str) -> dict[str, Any]:
    return json.loads(text)


def test_it_is_valid_cyclonedx(text: str) -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None


def test_it_has_every_package_that_the_image_has_and_no_others(bill: dict[str, Any]) -> None:
    locked = dict(re.findall(r"^([\w.-]+)==(\S+) \\$", LOCK, re.MULTILINE))
    only_elsewhere = set(re.findall(r"^([\w.-]+)==\S+ ; ", LOCK, re.MULTILINE))
    listed = {each["name"]: each["version"] for each in bill["components"]}
    assert locked.items() <= listed.items()
    assert set(listed) - set(locked) <= only_elsewhere
    assert "audioop-lts" not in listed  # the image's Python has it still
    assert bill["metadata"]["component"]["name"] == "encore"


def test_each_has_the_digests_that_an_installation_allows(bill: dict[str, Any]) -> None:
    for each in bill["components"]:
        assert each["purl"] == f"pkg:pypi/{each['name']}@{each['version']}"
        digests = {found["content"] for found in each["hashes"]}
        assert digests
        assert all(f"--hash=sha256:{digest}" in LOCK for digest in digests)


def test_who_needs_whom_reaches_every_package_from_the_bot(bill: dict[str, Any]) -> None:
    needs = {each["ref"]: each.get("dependsOn", []) for each in bill["dependencies"]}
    reached, waiting = set[str](), ["encore"]
    while waiting:
        if (ref := waiting.pop()) not in reached:
            reached.add(ref)
            waiting += needs[ref]
    assert reached == {"encore", *(each["bom-ref"] for each in bill["components"])}
    assert any(ref.startswith("discord-py==") for ref in needs["encore"])


def test_fonts_say_their_licence_where_they_are_installed(bill: dict[str, Any]) -> None:
    fonts = [each for each in bill["components"] if re.match(r"noto|fontpkg-", each["name"])]
    assert len(fonts) == 3
    assert all("OFL-1.1" in json.dumps(each["licenses"]) for each in fonts)


def test_the_same_lock_gives_the_same_bill(tmp_path: Path, bill: dict[str, Any]) -> None:
    again = tmp_path / "again.json"
    sbom.main(again)
    assert json.loads(again.read_text(encoding="utf-8")) == bill
