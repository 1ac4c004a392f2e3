"""What starts the bot elsewhere is right as far as its text can tell: no engine and no cluster is needed here."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot import commands
from bot.process import shutdown
from bot.roles import Role
from bot.settings import Settings
from tests import manifest_check
from tests.deploy import ROOT, SYSTEMD, Runs, compose, pods, runs, unit
from tests.manifest_check import KUBERNETES, manifests

NEEDED = {"DISCORD_TOKEN": "discord-token-1234", "MUSICAPI_KEY": "musicapi-key-1234"}
# Which has every setting and nothing else: tests/test_docs.py.
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
PROCESSES = runs()
NAMES = [each.where for each in PROCESSES]
KINDS = [(each["kind"], each["metadata"]["name"], each) for _, each in manifests()]


def role_of(process: Runs) -> Role:
    return Role(process.words[0]) if process.words and process.words[0] in list(Role) else Role.ALL


def of_kind(kind: str) -> list[dict[str, Any]]:
    return [each for found, _, each in KINDS if found == kind]


@pytest.mark.timeout(300)  # the schemas of Kubernetes are read in a second, or in a minute beside other work
@pytest.mark.parametrize("file", ["compose.yaml", "deploy/kubernetes/worker.yaml"])
def test_a_misspelt_word_in_a_file_is_found(tmp_path: Path, file: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    wrong = text.replace("restart:", "restarts:", 1).replace("minReadySeconds", "minReadySecond")
    assert wrong != text
    (tmp_path / "wrong.yaml").write_text(wrong, encoding="utf-8")
    if file == "compose.yaml":
        assert manifest_check.main((tmp_path / "wrong.yaml",), tmp_path / "none") == 1
        assert "restarts" in capsys.readouterr().out
    else:
        assert manifest_check.main((ROOT / "compose.yaml",), tmp_path) == 1
        assert "minReadySecond" in capsys.readouterr().out


@pytest.mark.parametrize("process", PROCESSES, ids=NAMES)
def test_every_setting_of_a_file_exists_and_is_one_that_the_bot_takes(process: Runs) -> None:
    assert set(process.environment) <= set(re.findall(r"^(?:# )?([A-Z_]+)=", EXAMPLE, re.MULTILINE))
    given = {name: value for name, value in process.environment.items() if value}
    Settings.from_environment({**NEEDED, **given}, role_of(process))


@pytest.mark.parametrize("process", PROCESSES, ids=NAMES)
def test_every_command_of_a_file_exists_and_processes_have_time_to_end(process: Runs) -> None:
    if process.words:
        commands.parser().parse_args(process.words)
    assert process.grace > shutdown.LIMIT


@pytest.mark.parametrize("process", PROCESSES, ids=NAMES)
def test_only_one_process_at_a_time_has_a_name(process: Runs) -> None:
    if role_of(process) is Role.ALL:
        return
    assert process.environment["WORKER_ID"] in ("", "box-gateway-1", "box-worker-1") or "Kubernetes" in process.where


@pytest.mark.parametrize("process", PROCESSES, ids=NAMES)
def test_the_schema_is_brought_up_to_date_by_one_process_before_the_others(process: Runs) -> None:
    if role_of(process) is not Role.ALL:
        assert process.environment["MIGRATE_AT_START"] == "no"
        assert any(each.words == ("migrate",) for each in PROCESSES if each.where[:6] == process.where[:6])


def test_no_file_holds_a_secret() -> None:
    files = [ROOT / "compose.cluster.yaml", *SYSTEMD.iterdir(), *KUBERNETES.iterdir()]
    for file in files:
        for name in ("DISCORD_TOKEN", "MUSICAPI_KEY", "PASSWORD", "TOKEN"):
            said = re.findall(rf"\b{name}\S*[:=] *(\S+)", file.read_text(encoding="utf-8"))
            assert {*said} <= {'""', "${POSTGRES_PASSWORD:-}"}, file
    for each in of_kind("Secret"):
        assert not any(each["stringData"].values())


def test_the_cluster_of_one_machine_waits_for_the_schema_and_keeps_its_parts_apart() -> None:
    said = compose("compose.cluster.yaml")
    services = said["services"]
    assert {name: services[name]["deploy"]["replicas"] for name in ("gateway", "worker")} == {"gateway": 2, "worker": 3}
    for name in ("gateway", "worker"):
        assert services[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
        assert "127.0.0.1:9464/healthz" in services[name]["healthcheck"]["test"][-1]
        assert services[name]["environment"]["MONITORING_LISTEN"].endswith(":9464")
    assert services["migrate"]["restart"] == "no"
    ports = re.search(r":(\d+)-(\d+)}", services["worker"]["ports"][0])
    assert ports is not None
    assert int(ports[2]) - int(ports[1]) + 1 == services["worker"]["deploy"]["replicas"]
    assert services["postgres"]["networks"] == ["database"]
    assert said["networks"]["database"]["internal"]
    for name, service in services.items():
        assert service["read_only"], name
        assert "no-new-privileges:true" in service["security_opt"], name
        assert name == "migrate" or service["deploy"]["resources"]["limits"].keys() == {"cpus", "memory", "pids"}
        assert "latest" not in service["image"]
    code = services["worker"]["healthcheck"]["test"][-1]
    compile(code, "healthcheck", "exec")


def test_everything_in_kubernetes_is_in_the_kustomization_but_what_is_secret() -> None:
    said = yaml.safe_load((KUBERNETES / "kustomization.yaml").read_text(encoding="utf-8"))
    files = {file.name for file in KUBERNETES.glob("*.yaml")} - {"kustomization.yaml", "secret.example.yaml"}
    assert {*said["resources"]} == files
    assert {each["metadata"].get("namespace") for kind, _, each in KINDS if kind != "Namespace"} == {said["namespace"]}


@pytest.mark.parametrize("name", [name for name, _ in pods()])
def test_a_pod_has_no_rights_but_those_that_it_needs(name: str) -> None:
    spec = dict(pods())[name]["spec"]
    (container,) = spec["containers"]
    assert spec["automountServiceAccountToken"] is False
    assert spec["securityContext"]["runAsNonRoot"]
    assert spec["securityContext"]["runAsUser"] == 10001  # the image's
    assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert "memory" in container["resources"]["limits"]


@pytest.mark.parametrize("role", ["gateway", "worker"])
def test_probes_ask_the_pages_of_the_address_that_is_watched(role: str) -> None:
    spec = dict(pods())[f"encore-{role}"]["spec"]
    (container,) = spec["containers"]
    ports = {each["name"]: each["containerPort"] for each in container["ports"]}
    process = next(each for each in PROCESSES if each.where == f"Kubernetes: encore-{role}")
    assert process.environment["MONITORING_LISTEN"] == f"0.0.0.0:{ports['metrics']}"
    if role == "worker":
        assert process.environment["WEBHOOK_LISTEN"] == f"0.0.0.0:{ports['webhooks']}"
    probes = {probe: container[probe]["httpGet"] for probe in ("livenessProbe", "readinessProbe")}
    assert {probe: (asked["path"], asked["port"]) for probe, asked in probes.items()} == {
        "livenessProbe": ("/healthz", "metrics"),
        "readinessProbe": ("/readyz", "metrics"),
    }
    deployment = next(each for kind, name, each in KINDS if (kind, name) == ("Deployment", f"encore-{role}"))
    assert deployment["spec"]["strategy"]["rollingUpdate"] == {"maxSurge": 1, "maxUnavailable": 0}


def test_services_budgets_and_policies_are_about_pods_that_are_there() -> None:
    labelled = [(template["metadata"]["labels"], template["spec"]["containers"][0]) for _, template in pods()]
    for service in of_kind("Service"):
        chosen = [
            it for labels, it in labelled if service["spec"]["selector"].items() <= labels.items() and "ports" in it
        ]
        assert chosen, service["metadata"]["name"]
        for port in service["spec"]["ports"]:
            assert all(port["targetPort"] in {each["name"] for each in container["ports"]} for container in chosen)
    for each in of_kind("PodDisruptionBudget"):
        assert any(each["spec"]["selector"]["matchLabels"].items() <= labels.items() for labels, _ in labelled)
    for each in of_kind("NetworkPolicy"):
        wanted = each["spec"]["podSelector"].get("matchLabels", {})
        assert any(wanted.items() <= labels.items() for labels, _ in labelled), each["metadata"]["name"]
    for each in of_kind("Deployment"):
        labels = each["spec"]["template"]["metadata"]["labels"]
        assert each["spec"]["selector"]["matchLabels"].items() <= labels.items()


def test_the_proxy_is_the_same_one_everywhere_and_waits_longer_than_an_upload_takes() -> None:
    (container,) = dict(pods())["discord-rest"]["spec"]["containers"]
    service = compose("compose.cluster.yaml")["services"]["discord-rest"]
    assert f"${{IMAGE_REGISTRY:-}}{container['image']}" == service["image"]
    assert re.fullmatch(r"[\w/-]+:v\d+\.\d+\.\d+", container["image"])
    assert container["env"] == [{"name": name, "value": value} for name, value in service["environment"].items()]
    assert int(service["environment"]["REQUEST_TIMEOUT"]) >= 60_000
    asked = {each.environment["DISCORD_API_URL"] for each in PROCESSES if "DISCORD_API_URL" in each.environment}
    assert asked == {"http://discord-rest:8080/api/v10"}


UNITS = sorted(file.name for file in SYSTEMD.glob("*.service"))
HARDENING = {
    key: value
    for key, value in unit("encore.service").items()
    if re.match(r"No|Cap|Amb|Protect|ProcS|Private|Restrict(?!P)|Remove|Lock|SystemCall|UMask", key)
}


@pytest.mark.parametrize("name", UNITS)
def test_every_unit_is_as_hard_as_the_others_and_is_not_root(name: str) -> None:
    said = unit(name)
    assert len(HARDENING) > 20
    assert {key: said[key] for key in HARDENING} == HARDENING
    assert said["DynamicUser"] == ["yes"]
    assert said["EnvironmentFile"] == ["/etc/encore/encore.env"]


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_is_started_again_only_where_that_helps(name: str) -> None:
    said = unit(name)
    if said["Type"] == ["oneshot"]:
        assert "Restart" not in said
        return
    assert (said["Restart"], said["RestartPreventExitStatus"]) == (["on-failure"], ["2 3"])
    codes = (ROOT / "docs" / "operators.md").read_text(encoding="utf-8")
    assert "1 broken (start it again), 2 wrong settings or token (fix them first), 3 " in codes


@pytest.mark.parametrize("name", UNITS)
def test_a_database_that_is_away_keeps_no_unit_from_being_started_again(name: str) -> None:
    said = unit(name)
    # systemd starts what is required anew with each start, and tries no start again whose requirement failed.
    assert not said.keys() & {"Requires", "Requisite", "BindsTo"}
    assert said["StartLimitIntervalSec"] == ["0"]
    if "@" in name:
        assert "encore-migrate.service" in said["Wants"]
        assert "encore-migrate.service" in said["After"][0].split()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed here")
def test_systemd_understands_every_word_of_every_unit(tmp_path: Path) -> None:
    instances: list[Path] = []
    for name in UNITS:
        # Only the program's path is another one here: systemd looks whether it is there.
        text = (
            (SYSTEMD / name)
            .read_text(encoding="utf-8")
            .replace("/usr/local/lib/encore/.venv/bin/python", sys.executable)
        )
        (tmp_path / name).write_text(text.replace("file:/usr/local/lib/encore", f"file:{ROOT}"), encoding="utf-8")
        instances.append(tmp_path / name.replace("@", "@1"))
        if "@" in name:
            instances[-1].write_text((tmp_path / name).read_text(encoding="utf-8"), encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", *map(str, instances)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd=tmp_path)
    assert (done.returncode, [line for line in done.stderr.splitlines() if str(tmp_path) in line]) == (0, [])
