from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.browser.stage import Stage, missing, open_browser

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from playwright.async_api import Browser


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """Chromium; where there is none, the test is skipped and says why, but never in CI."""
    reason = missing()
    if reason is not None:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(f"The browser tests must run in CI, but {reason}")
        pytest.skip(reason)
    async with open_browser() as browser:
        yield browser


@pytest.fixture
async def stage(browser: Browser, tmp_path: Path) -> AsyncIterator[Stage]:
    """A sandbox with its page and no bot yet; whatever the test does, the page's own scripts must not fail."""
    async with Stage(tmp_path, browser) as stage:
        yield stage
        assert stage.errors == []
