"""Many songs at once: everybody is answered in time, everything is posted, no limit is overrun."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.crowd import crowd

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.timeout(300)
async def test_a_hundred_songs_in_flight(tmp_path: Path) -> None:
    # How fast the answers are is measured by `make bench`: a busy machine must not decide about this.
    seen = await crowd(tmp_path, 100, clip_seconds=2.0, answer_deadline=60.0)
    assert seen.failed == 0
    assert seen.posted == 100
    assert seen.statuses[429] == 0
