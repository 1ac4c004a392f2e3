"""What a version adds to jobs names the version, so that older ones beside it leave such jobs alone."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from bot.musicapi.catalog import FAMILIES
from bot.musicapi.operations import Operation
from bot.orders import needed_versions
from bot.orders.needed_versions import PRIVATE_RESULTS, needed_version
from data.brief import NO_DETAILS, Details
from data.engine.schema_version import FIRST_PROGRAM, program_version

# What version 4, the first that asks, understood: nothing is ever added here.
UNDERSTOOD_OPERATIONS = frozenset(
    [
        "create",
        "persona_song",
        "extend",
        "cover",
        "full_song",
        "replace_section",
        "swap_sound",
        "swap_vocals",
        "add_vocals",
        "add_instrumental",
        "remaster",
        "sample",
        "mashup",
        "upload",
        "upload_extend",
        "upload_cover",
        "stems_basic",
        "stems_full",
        "wav",
        "midi",
        "download",
        "video",
        "lyrics_timeline",
        "bpm",
        "vox",
        "persona",
        "voice",
        "write_lyrics",
        "enrich_style",
    ]
)
UNDERSTOOD_FAMILIES = frozenset(["riffusion", "sonic", "producer", "nuro", "studio"])
UNDERSTOOD_DETAILS = frozenset(
    [
        "starts_at",
        "ends_at",
        "other_clip",
        "other_clip_id",
        "persona_id",
        "vox_id",
        "url",
        "variation",
        "format",
        "avoid",
        "gender",
        "style_weight",
        "weirdness",
        "audio_weight",
        "length",
        "passed_over",
        "agreed_to",
        "agreed_version",
    ]
)


def test_what_is_newer_than_version_4_names_its_version() -> None:
    families = {family.name for known in FAMILIES.values() for family in known}
    for all_there, understood, newer in (
        ({each.value for each in Operation}, UNDERSTOOD_OPERATIONS, needed_versions.OPERATIONS),
        (families, UNDERSTOOD_FAMILIES, needed_versions.FAMILIES),
        ({each.name for each in fields(Details)}, UNDERSTOOD_DETAILS, needed_versions.DETAILS),
    ):
        assert all_there - understood == set(newer)
        assert all(FIRST_PROGRAM < version <= program_version() for version in newer.values())


def test_what_every_version_does_right_needs_none() -> None:
    assert needed_version(Operation.CREATE, "sonic", NO_DETAILS) is None
    assert needed_version(Operation.COVER, "sonic", replace(NO_DETAILS, avoid="drums")) is None


def test_what_one_member_alone_is_told_needs_a_version_that_does_so() -> None:
    assert needed_version(Operation.BPM, "sonic", NO_DETAILS) == PRIVATE_RESULTS


def test_a_job_needs_the_newest_of_all_that_it_uses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needed_versions, "OPERATIONS", {"cover": 7})
    monkeypatch.setattr(needed_versions, "FAMILIES", {"nuro": 8})
    monkeypatch.setattr(needed_versions, "DETAILS", {"avoid": 9})
    avoiding = replace(NO_DETAILS, avoid="drums")
    assert needed_version("cover", "sonic", NO_DETAILS) == 7
    assert needed_version("cover", "nuro", NO_DETAILS) == 8
    assert needed_version("cover", "nuro", avoiding) == 9
    assert needed_version("create", "sonic", NO_DETAILS) is None
    assert needed_version("bpm", "sonic", avoiding) == 9
