"""Which jobs only newer versions of the program understand, so that older ones that run beside it leave them alone.

A version is the number of the newest migration that a program knows. What a version adds to the operations, families
or details of jobs is named here with its number; a test knows what version 4, the first that asks, understood.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Final

from bot.musicapi.operations import spec_of
from data.brief import Details

APPROVAL: Final = 5  # what waits for a moderator's word was sent at once before
PRIVATE_RESULTS: Final = 3  # what one member alone is told was posted into the channel before
OPERATIONS: Final[Mapping[str, int]] = {}
FAMILIES: Final[Mapping[str, int]] = {}
DETAILS: Final[Mapping[str, int]] = {}


def needed_version(operation: str, family: str, details: Details) -> int | None:
    """Return the oldest version that does such a job right; None: every one does."""
    used = [DETAILS[each.name] for each in fields(details) if each.name in DETAILS and _is_given(details, each.name)]
    used += [since[name] for since, name in ((OPERATIONS, operation), (FAMILIES, family)) if name in since]
    if spec_of(operation).is_small:
        used.append(PRIVATE_RESULTS)
    return max(used, default=None)


def _is_given(details: Details, name: str) -> bool:
    return getattr(details, name) != getattr(Details(), name)
