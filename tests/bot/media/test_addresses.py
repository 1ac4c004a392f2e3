from __future__ import annotations

import pytest

from bot.media import addresses
from bot.media.errors import FileRefused, FileUnreachable


@pytest.mark.parametrize(
    "address",
    [
        "93.184.216.34",
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2606:4700::1111",
        "2001:200::1",
        "2001:4860:4860::8888",
        "2a00:1450:4001::1",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
        "2002:808:808::1",
    ],
)
def test_public(address: str) -> None:
    assert addresses.is_public(address)


@pytest.mark.promise(key="open-internet")
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
        "0.1.2.3",
        "100.127.255.255",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.0.9",
        "192.0.2.1",
        "192.88.99.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "239.255.255.255",
        "240.0.0.1",
        "::127.0.0.1",
        "::10.0.0.1",
        "::8.8.8.8",  # IPv4-compatible: nobody has such an address
        "::ffff:0:10.0.0.1",  # IPv4-translated
        "::ffff:100.64.0.1",
        "::ffff:192.0.0.8",
        "64:ff9b::10.0.0.1",
        "64:ff9b::198.18.0.1",
        "64:ff9b:1::808:808",
        "64:ff9b:1:ffff::a00:1",
        "64:ff9b:0:1::808:808",
        "2002:a00:1::1",
        "2002:c0a8:101::1",
        "2002:a9fe:a9fe::",
        "2001::1",
        "2001:0:4136:e378:8000:63bf:f5ff:fffe",  # Teredo to 10.0.0.1
        "2001:2::1",
        "2001:10::1",
        "2001:20::1",
        "2001:db8::1",
        "3ffe::1",
        "3fff::1",
        "5f00::1",
        "100::1",
        "fc00::1",
        "fe80::1",
        "febf::1",
        "fec0::1",
        "feff::1",
        "ff0e::1",
        "4000::1",
    ],
)
def test_not_public(address: str) -> None:
    assert not addresses.is_public(address)


async def look_up(host: str, port: int) -> list[str]:
    return {"good": ["93.184.216.34", "8.8.8.8"], "mixed": ["8.8.8.8", "10.0.0.1"]}[host]


@pytest.mark.promise(key="open-internet")
async def test_one_private_address_is_enough_to_refuse() -> None:
    assert await addresses.public_addresses("good", 443, look_up) == ["93.184.216.34", "8.8.8.8"]
    with pytest.raises(FileRefused):
        await addresses.public_addresses("mixed", 443, look_up)


async def test_names_are_looked_up() -> None:
    assert "127.0.0.1" in await addresses.resolve("127.0.0.1", 80)
    with pytest.raises(FileUnreachable):
        await addresses.resolve("x" * 70, 443)
