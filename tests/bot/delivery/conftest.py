from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.bot.media.spooling import nameless

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def no_file_stays_open() -> Iterator[None]:
    """However a delivery ends, its files are gone."""
    if sys.platform != "linux":  # descriptors are counted there
        yield
        return
    before = len(nameless())
    yield
    assert len(nameless()) == before
