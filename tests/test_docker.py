"""The image and the compose file keep their promises, as far as their text can tell: no engine is needed here."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
VOLUME = "/var/lib/encore"
URL = f"sqlite:///{VOLUME}/encore.db"
CODE = ("bot", "cogs", "data")


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's instructions with their arguments, each on one line."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    lines = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)).splitlines()
    split = [line.split(maxsplit=1) for line in lines if line.strip()]
    return [(word, rest) for word, rest in split]


def stages() -> list[list[tuple[str, str]]]:
    found: list[list[tuple[str, str]]] = []
    for word, rest in instructions():
        if word == "FROM":
            found.append([])
        found[-1].append((word, rest))
    return found


def last(word: str) -> str:
    """The argument of an instruction that the final stage has once."""
    (argument,) = [rest for name, rest in stages()[-1] if name == word]
    return argument


def service(name: str) -> str:
    """The lines of one service of the compose file."""
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    found = re.search(rf"^  {name}:\n((?:    .*\n|\n)+)", text, re.MULTILINE)
    assert found is not None
    return re.sub(r"^ *#.*\n", "", found[1], flags=re.MULTILINE)


def test_there_are_two_stages_of_one_slim_python() -> None:
    first, final = stages()
    assert re.fullmatch(r"python:3\.1[1-9]-slim AS packages", first[0][1])
    assert final[0][1] == first[0][1].removesuffix(" AS packages")
    assert ("COPY", "--from=packages /venv /venv") in final


def test_packages_are_the_locked_ones_with_hashes_and_without_compilers() -> None:
    runs = " ".join(rest for word, rest in stages()[0] if word == "RUN")
    for option in ("--require-hashes", "--no-deps", "--only-binary=:all:", "-r run.txt"):
        assert option in runs
    assert ("COPY", "requirements/run.txt run.txt") in stages()[0]
    everything = " ".join(rest for _, rest in instructions())
    assert not re.search(r"apt|gcc|build-essential|curl|wget", everything)
    assert "pip install" not in " ".join(rest for _, rest in stages()[-1])


def test_only_what_runs_is_copied() -> None:
    copied = [rest for word, rest in stages()[-1] if word == "COPY" and "--from" not in rest]
    assert copied == [f"{name} {name}" for name in ("LICENSE", *CODE)]
    assert not [word for word, _ in instructions() if word == "ADD"]


def test_it_runs_as_nobody_important_from_its_own_folder() -> None:
    assert last("USER") == "10001:10001"
    assert last("WORKDIR") == "/app"
    names = [word for word, _ in stages()[-1]]
    assert names.index("USER") > max(place for place, name in enumerate(names) if name in ("RUN", "COPY"))


def test_it_is_stopped_and_started_in_a_way_that_signals_reach() -> None:
    assert last("STOPSIGNAL") == "SIGTERM"
    assert json.loads(last("CMD")) == ["python", "-m", "bot"]
    check = last("HEALTHCHECK")
    assert json.loads(check.partition(" CMD ")[2]) == ["python", "-m", "bot", "health"]
    assert "--start-period=" in check


def test_the_database_is_on_the_volume_and_never_over_the_code() -> None:
    assert json.loads(last("VOLUME")) == [VOLUME]
    assert f"DATABASE_URL={URL}" in last("ENV").split()
    made = " ".join(rest for word, rest in stages()[-1] if word == "RUN")
    assert f"--owner=encore --group=encore --mode=0700 {VOLUME}" in made
    mounts = re.findall(r"- ([\w-]+):(/\S+)", service("encore"))
    assert mounts == [("encore-data", VOLUME)]
    assert f"DATABASE_URL: ${{DATABASE_URL:-{URL}}}" in service("encore")


def test_the_port_of_the_webhooks_leads_to_where_the_bot_listens_and_only_from_this_machine() -> None:
    assert last("EXPOSE") == "8090"
    assert "WEBHOOK_LISTEN: 0.0.0.0:8090\n" in service("encore")
    assert "    ports:\n      - ${WEBHOOK_PUBLISH:-127.0.0.1:8090}:8090\n" in service("encore")


def test_no_secret_is_in_the_image_or_in_the_compose_file() -> None:
    for name in ("Dockerfile", "compose.yaml", "compose.cluster.yaml"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"DISCORD_TOKEN|MUSICAPI_KEY", text)
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    lines = [line for line in ignored if line and not line.startswith("#")]
    assert lines[0] == "*"
    assert {line for line in lines if line.startswith("!")} == {
        *(f"!{name}" for name in CODE),
        "!LICENSE",
        "!requirements/run.txt",
    }


@pytest.mark.parametrize(
    "promise",
    [
        "restart: unless-stopped",
        "env_file: .env",
        "WORKER_ID: ${WORKER_ID:-encore}",
        "stop_grace_period: 20s",
        "read_only: true",
        "tmpfs:\n      - /tmp",
        "cap_drop:\n      - ALL",
        "security_opt:\n      - no-new-privileges:true",
        "required: false",
    ],
)
def test_the_compose_file_promises(promise: str) -> None:
    assert f"    {promise}\n" in service("encore")


def test_postgresql_is_there_for_those_who_ask() -> None:
    assert "profiles:\n      - postgres\n" in service("postgres")
    assert "POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:-}\n" in service("postgres")
    assert "- postgres-data:/var/lib/postgresql/data\n" in service("postgres")


def locked(name: str) -> set[str]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return {found.lower().replace("-", "_") for found in re.findall(r"^([\w.-]+)==", text, re.MULTILINE)}


def imported(path: Path) -> set[str]:
    """The first name of everything that a module imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


def test_the_code_in_the_image_imports_nothing_that_the_image_lacks() -> None:
    missing = {name.lower() for name in locked("dev") - locked("run")} | {"sandbox", "tests", "pil", "yaml"}
    for package in CODE:
        for path in (ROOT / package).rglob("*.py"):
            assert not imported(path) & missing, path
