from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from sandbox.page.bodies import LARGEST_JSON
from tests.sandbox.page.browser import client_of

if TYPE_CHECKING:
    from sandbox.page.server import PageServer
    from tests.sandbox.page.browser import Browser

SAY = "/api/say"


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example:8080"},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1:1"},
        {"Host": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
    ],
)
@pytest.mark.parametrize("path", ["/", "/api/world", "/api/live", "/files/1/2/x.m4a", "/nothing"])
async def test_no_other_page_and_no_other_name_can_read(
    http: httpx.AsyncClient, headers: dict[str, str], path: str
) -> None:
    answer = await http.get(path, headers=headers)
    assert answer.status_code == 403
    assert answer.json()["error"]
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"X-Encore": ""}, 403),
        ({"X-Encore": "other"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
    ],
)
async def test_no_other_page_can_act(mia: Browser, headers: dict[str, str], status: int) -> None:
    body = f'{{"as":"{mia.me}","channel":"{mia.songs}","text":"hello"}}'
    told = {"Content-Type": "application/json", **headers}
    answer = await mia.http.post(SAY, content=body, headers=told)
    assert answer.status_code == status
    assert await mia.messages() == []


async def test_a_preflight_is_answered_with_no_permission(http: httpx.AsyncClient) -> None:
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    answer = await http.options(SAY, headers=asked)
    assert answer.status_code == 403
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]", "LOCALHOST"])
async def test_loopback_has_three_names(page: PageServer, http: httpx.AsyncClient, name: str) -> None:
    host = f"{name}:{page.port}"
    answer = await http.get("/api/world", headers={"Host": host, "Origin": f"http://{host.lower()}"})
    assert answer.status_code == 200


async def test_only_loopback_is_listened_on(page: PageServer) -> None:
    assert page.url == f"http://127.0.0.1:{page.port}"


async def test_a_typed_address_opens_the_page(page: PageServer) -> None:
    async with client_of(page) as http:
        answer = await http.get("/", headers={"Sec-Fetch-Site": "none"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("path", ["/", "/api/world", "/api/nothing", "/nothing", "/api/live?as=1"])
async def test_every_answer_keeps_others_out(http: httpx.AsyncClient, path: str) -> None:
    headers = (await http.get(path)).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self';")
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "path",
    [
        "/../server.py",
        "/%2e%2e/server.py",
        "/..%2fserver.py",
        "/%2fetc%2fpasswd",
        "/static/index.html",
        "/.hidden",
        "/a%00b",
    ],
)
async def test_only_the_pages_own_files_are_served(http: httpx.AsyncClient, path: str) -> None:
    answer = await http.get(httpx.URL(f"{http.base_url}").copy_with(raw_path=path.encode()))
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"no JSON", 400),
        (b"[]", 400),
        (b"[" * 100_000, 400),
        (b'{"as":"\\ud800"}', 400),
        (b'{"as":"x"}', 400),
        (b'{"as":"-1"}', 400),
        (b'{"as":"' + b"1" * 30 + b'"}', 400),
        (b'{"as":"7"}', 404),
        (b'{"text":"' + b"x" * LARGEST_JSON + b'"}', 413),
    ],
)
async def test_broken_bodies_are_refused(http: httpx.AsyncClient, body: bytes, status: int) -> None:
    answer = await http.post(SAY, content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, bool(answer.json()["error"])) == (status, True)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=b", b"x"),
        ("multipart/form-data; boundary=b", b"--b\r\n\r\n\r\n--b--\r\n"),
        (
            "multipart/form-data; boundary=b",
            b"--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c--\r\n--b--\r\n",
        ),
        ("multipart/form-data; boundary=b", b'--b\r\nContent-Disposition: form-data; name="json"\r\n\r\n{}'),
        ("multipart/form-data; boundary=b", b"--b\r\n" + b"X" * 20_000 + b": x\r\n\r\n\r\n--b--\r\n"),
    ],
)
async def test_broken_forms_are_refused(http: httpx.AsyncClient, kind: str, body: bytes) -> None:
    answer = await http.post("/api/command", content=body, headers={"Content-Type": kind})
    assert answer.status_code == 400, answer.text
    assert answer.json()["error"]


async def test_there_are_no_other_methods(http: httpx.AsyncClient) -> None:
    answer = await http.put("/api/world", json={})
    assert (answer.status_code, answer.json()) == (405, {"error": "Method Not Allowed."})
