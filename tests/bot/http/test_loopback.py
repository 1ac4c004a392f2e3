from __future__ import annotations

import pytest

from bot.http.loopback import is_loopback


@pytest.mark.parametrize(
    ("url", "loopback"),
    [
        ("http://127.0.0.1:8080", True),
        ("http://127.8.9.1", True),
        ("http://localhost:1", True),
        ("http://[::1]:80/x", True),
        ("https://api.musicapi.ai", False),
        ("http://127.0.0.1.example.com", False),
        ("", False),
    ],
)
def test_loopback(url: str, loopback: bool) -> None:
    assert is_loopback(url) is loopback
