"""What the files in deploy/ and the compose files say, read for the tests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from tests.manifest_check import manifests

ROOT: Final = Path(__file__).resolve().parents[1]
SYSTEMD: Final = ROOT / "deploy" / "systemd"
PYTHON: Final = ("python", "/usr/local/lib/encore/.venv/bin/python")


@dataclass(frozen=True)
class Runs:
    """A process of the bot as a file starts it."""

    where: str
    words: tuple[str, ...]  # after `python -m bot`
    environment: dict[str, str]
    grace: float  # seconds between SIGTERM and SIGKILL


def unit(name: str) -> dict[str, list[str]]:
    """A systemd unit's settings; each may be there several times."""
    found: dict[str, list[str]] = {}
    for line in (SYSTEMD / name).read_text(encoding="utf-8").splitlines():
        key, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            found.setdefault(key, []).append(value)
    return found


def compose(name: str) -> dict[str, Any]:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def pods() -> list[tuple[str, dict[str, Any]]]:
    """Name and template of everything in Kubernetes that has pods."""
    return [
        (each["metadata"]["name"], each["spec"]["template"])
        for _, each in manifests()
        if "template" in each.get("spec", ())
    ]


def settings_of_kubernetes() -> dict[str, str]:
    named = {each["kind"]: each for _, each in manifests()}
    return {**named["ConfigMap"]["data"], **named["Secret"]["stringData"]}


def runs() -> list[Runs]:
    """Every process of the bot that any file starts."""
    return [*_of_compose("compose.yaml"), *_of_compose("compose.cluster.yaml"), *_of_kubernetes(), *_of_systemd()]


def _words(command: list[str]) -> tuple[str, ...]:
    assert command[0] in PYTHON
    assert command[1:3] == ["-m", "bot"], command
    return tuple(command[3:])


def _of_compose(name: str) -> list[Runs]:
    return [
        Runs(
            f"{name}: {service}",
            _words(said.get("command", ["python", "-m", "bot"])),  # the image's own
            {key: _filled(value) for key, value in said["environment"].items()},
            float(said["stop_grace_period"].removesuffix("s")),
        )
        for service, said in compose(name)["services"].items()
        if said["image"] == "encore"
    ]


def _filled(value: str) -> str:
    """A value as compose makes it where `.env` has a password and nothing else; `${NAME:-default}`, one in another."""
    value = value.replace("${POSTGRES_PASSWORD:-}", "a-password")
    return re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", value)


def _of_kubernetes() -> list[Runs]:
    found: list[Runs] = []
    for name, template in pods():
        (container,) = template["spec"]["containers"]
        if container["image"] == "encore":
            own = {each["name"]: name for each in container.get("env", [])}
            grace = template["spec"].get("terminationGracePeriodSeconds", 30)
            found.append(
                Runs(f"Kubernetes: {name}", _words(container["command"]), settings_of_kubernetes() | own, grace)
            )
    return found


def _of_systemd() -> list[Runs]:
    found: list[Runs] = []
    for file in sorted(SYSTEMD.glob("*.service")):
        said = unit(file.name)
        pairs = [pair.partition("=") for line in said["Environment"] for pair in line.split()]
        named = {key: value.replace("%i", "1").replace("%H", "box") for key, _, value in pairs}
        environment = {key: value for key, value in named.items() if not key.startswith("PYTHON")}
        grace = float(said.get("TimeoutStopSec", ["90"])[0])
        found.append(Runs(f"systemd: {file.name}", _words(said["ExecStart"][0].split()), environment, grace))
    return found
