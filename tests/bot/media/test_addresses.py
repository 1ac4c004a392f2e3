from __future__ import annotations

import pytest

from bot.media import addresses
from bot.media.errors import FileRefused, FileUnreachable


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public(address: str) -> None:
    assert addresses.is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::",
    ],
)
def test_not_public(address: str) -> None:
    assert not addresses.is_public(address)


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
    assert addresses.is_loopback(url) is loopback


async def look_up(host: str, port: int) -> list[str]:
    return {"good": ["93.184.216.34", "8.8.8.8"], "mixed": ["8.8.8.8", "10.0.0.1"]}[host]


async def test_one_private_address_is_enough_to_refuse() -> None:
    assert await addresses.public_addresses("good", 443, look_up) == ["93.184.216.34", "8.8.8.8"]
    with pytest.raises(FileRefused):
        await addresses.public_addresses("mixed", 443, look_up)


async def test_names_are_looked_up() -> None:
    assert "127.0.0.1" in await addresses.resolve("127.0.0.1", 80)
    with pytest.raises(FileUnreachable):
        await addresses.resolve("x" * 70, 443)
