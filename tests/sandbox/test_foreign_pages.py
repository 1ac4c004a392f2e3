"""What a page of the web, open in a browser on this machine, may do with the simulators: nothing."""

from __future__ import annotations

import aiohttp
import httpx
import pytest

from sandbox.world import Sandbox

EVIL = "https://evil.example"


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Host": ""}, {"Origin": EVIL}, {"Origin": "null"}])
async def test_no_page_of_the_web_asks_a_simulator(headers: dict[str, str]) -> None:
    async with Sandbox() as sandbox, httpx.AsyncClient(trust_env=False) as http:
        for url in (f"{sandbox.discord.api_url}/gateway", f"{sandbox.musicapi.url}/api/v1/get-credits"):
            told = {"Authorization": f"Bearer {sandbox.vendor.key}", **headers}
            refused = await http.get(url, headers=told)
            assert (refused.status_code, refused.text) == (403, "No page of the web may use this.")
        assert list(sandbox.discord.traffic) == list(sandbox.musicapi.traffic) == []
        for name in ("127.0.0.1", "localhost", "[::1]"):
            ours = {"Host": f"{name}:{sandbox.musicapi.port}", "Authorization": f"Bearer {sandbox.vendor.key}"}
            assert (await http.get(f"{sandbox.musicapi.url}/api/v1/get-credits", headers=ours)).status_code == 200


async def test_no_page_of_the_web_listens_to_the_gateway() -> None:
    async with Sandbox() as sandbox, aiohttp.ClientSession() as http:
        url = f"{sandbox.world.gateway_url}?v=10&encoding=json"
        with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
            await http.ws_connect(url, origin=EVIL)
        async with http.ws_connect(url) as gateway:
            assert await gateway.receive_json()
