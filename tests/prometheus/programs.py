"""Prometheus and its tool, where `tests/prometheus/install.sh` or Debian put them."""

from __future__ import annotations

import asyncio
import os
import shutil
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "deploy" / "prometheus" / "encore.rules.yaml"
HOST = "127.0.0.1"


def find(name: str) -> str:
    """The path of `prometheus` or `promtool`; skips the test where there is none, and fails it in CI."""
    fetched = ROOT / ".venv" / "prometheus" / "usr" / "bin" / name
    path = str(fetched) if fetched.exists() else shutil.which(name)
    if path is None:
        reason = f"{name} is not installed here; `make prometheus` fetches it"
        if os.environ.get("CI") == "true":
            pytest.fail(f"The alerts must be judged in CI, but {reason}")
        pytest.skip(reason)
    return path


class Prometheus:
    """A server that is running, asked over its HTTP API."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http

    async def is_ready(self) -> bool:
        """Whether it answers queries by now."""
        try:
            return (await self._http.get("query", params={"query": "vector(1)"})).status_code == 200
        except httpx.TransportError:
            return False

    async def query(self, expression: str) -> list[dict[str, Any]]:
        """What an expression gives now; raises ValueError with what Prometheus says against it."""
        answer = (await self._http.get("query", params={"query": expression})).json()
        if answer["status"] != "success":
            raise ValueError(f"{expression}: {answer['error']}")
        return answer["data"]["result"]

    async def rules(self) -> list[dict[str, Any]]:
        """The rules that it has loaded, with the health of each."""
        answer = (await self._http.get("rules")).json()
        return [rule for group in answer["data"]["groups"] for rule in group["rules"]]


@asynccontextmanager
async def running_prometheus(folder: Path, port: int, *targets: str) -> AsyncIterator[Prometheus]:
    """Run a server that reads these addresses several times a second, until the block ends."""
    settings = folder / "prometheus.yml"
    settings.write_text(f"""
global: {{ scrape_interval: 250ms, scrape_timeout: 250ms, evaluation_interval: 500ms }}
rule_files: ['{RULES}']
scrape_configs:
  - job_name: encore
    static_configs: [{{ targets: [{", ".join(f"'{target}'" for target in targets)}] }}]
""")
    command = [find("prometheus"), f"--config.file={settings}", f"--storage.tsdb.path={folder / 'prometheus'}"]
    command += [f"--web.listen-address={HOST}:{port}", "--log.level=warn"]
    with (folder / "prometheus.log").open("wb") as log:
        server = await asyncio.create_subprocess_exec(*command, cwd=folder, stdout=log, stderr=log)
        try:
            async with httpx.AsyncClient(base_url=f"http://{HOST}:{port}/api/v1/", timeout=10.0) as http:
                yield Prometheus(http)
        finally:
            server.kill()
            await server.wait()
