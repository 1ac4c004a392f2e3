"""Each alert rings for what it is about, and for nothing that is near it: judged by Prometheus' own tool."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.prometheus.programs import RULES, find

if TYPE_CHECKING:
    from pathlib import Path

HOUR = "x60"  # so many more samples, one a minute


@dataclass(frozen=True)
class Case:
    """Series that make an alert ring after an hour, the labels that it then has, and series that must not."""

    rings: dict[str, str]
    quiet: dict[str, str]
    labels: dict[str, str] = field(default_factory=dict[str, str])


def always(value: float) -> str:
    return f"{value}+0{HOUR}"


def growing(a_minute: float) -> str:
    return f"0+{a_minute}{HOUR}"


def buckets(name: str, labels: str, *, most_below: float, slowest: float) -> dict[str, str]:
    """A hundred observations a minute, of which two are slower than `most_below`: the 99th is taken to be halfway."""
    return {
        f'{name}_bucket{{{labels}le="{most_below}"}}': growing(98),
        f'{name}_bucket{{{labels}le="{slowest}"}}': growing(100),
        f'{name}_bucket{{{labels}le="+Inf"}}': growing(100),
    }


LATE_ANSWERS = 'encore_interactions_total{kind="command", outcome="unanswered"}'
ANSWERS = 'encore_interactions_total{kind="command", outcome="answered"}'
SUGGESTIONS = 'encore_interactions_total{kind="suggestion", outcome="unanswered"}'
VERSION = 'encore_build_info{version="1", instance="a"}'
ACCEPTED = 'encore_creates_total{family="sonic", outcome="accepted"}'
REFUSED = 'encore_creates_total{family="sonic", outcome="refused"}'
LOST = 'encore_creates_total{family="sonic", outcome="lost"}'
DONE = 'encore_jobs_ended_total{family="sonic", outcome="done"}'
FAILED = 'encore_jobs_ended_total{family="sonic", outcome="failed"}'
CANCELLED = 'encore_jobs_ended_total{family="sonic", outcome="cancelled"}'
ASKED = 'encore_musicapi_requests_total{family="sonic", kind="poll", outcome="ok"}'
TROUBLED = 'encore_musicapi_requests_total{family="sonic", kind="poll", outcome="trouble"}'
SLOWED = 'encore_musicapi_requests_total{family="sonic", kind="poll", outcome="rate_limited"}'
HERE = {"instance": "a"}


def told(event: str) -> str:
    return f'encore_log_errors_total{{event="{event}", instance="a"}}'


CASES = {
    "EncoreDown": Case({"something_else": always(1)}, {VERSION: always(1)}),
    "EncoreNobodyListens": Case(
        {'encore_gateway_shards{instance="a"}': always(0), 'encore_gateway_shards{instance="b"}': always(0)},
        {'encore_gateway_shards{instance="a"}': always(0), 'encore_gateway_shards{instance="b"}': always(1)},
    ),
    "EncoreShardsMissing": Case(
        {'encore_gateway_shards{instance="a"}': always(3), 'encore_gateway_shard_count{instance="a"}': always(4)},
        {
            'encore_gateway_shards{instance="a"}': always(3),
            'encore_gateway_shards{instance="b"}': always(1),
            'encore_gateway_shard_count{instance="a"}': always(4),
            'encore_gateway_shard_count{instance="b"}': always(4),
        },
    ),
    "EncoreNobodySings": Case(
        {VERSION: always(1), 'encore_loop_late_seconds{loop="Gateway", instance="a"}': always(0)},
        {VERSION: always(1), 'encore_loop_late_seconds{loop="Submitter", instance="b"}': always(0)},
        {"loop": "Submitter"},
    ),
    "EncoreLoopStuck": Case(
        {'encore_loop_late_seconds{loop="Poller", instance="a"}': always(91)},
        {'encore_loop_late_seconds{loop="Poller", instance="a"}': always(89)},
        {"loop": "Poller", **HERE},
    ),
    "EncoreDatabaseAway": Case(
        {'encore_database_up{instance="a"}': always(0), 'encore_database_up{instance="b"}': always(1)},
        {'encore_database_up{instance="a"}': f"1+0x30 0 0 1+0{HOUR}"},
        HERE,
    ),
    "EncoreAnswersLate": Case(
        buckets("encore_interaction_answer_seconds", 'kind="command", ', most_below=1, slowest=4),
        buckets("encore_interaction_answer_seconds", 'kind="command", ', most_below=1, slowest=2.5),
    ),
    "EncoreAnswersMissing": Case(
        {ANSWERS: growing(94), LATE_ANSWERS: growing(6)},
        {ANSWERS: growing(96), LATE_ANSWERS: growing(4), SUGGESTIONS: growing(1000)},
    ),
    "EncoreEventLoopSlow": Case(
        buckets("encore_event_loop_lag_seconds", 'instance="a", ', most_below=0.1, slowest=0.5),
        buckets("encore_event_loop_lag_seconds", 'instance="a", ', most_below=0.1, slowest=0.25),
        HERE,
    ),
    "EncoreLineStuck": Case(
        {'encore_oldest_job_age_seconds{state="queued", instance="a"}': always(901)},
        {
            'encore_oldest_job_age_seconds{state="queued", instance="a"}': always(899),
            'encore_oldest_job_age_seconds{state="running", instance="a"}': always(1500),
        },
    ),
    "EncoreCreatesFail": Case({ACCEPTED: growing(4), REFUSED: growing(6)}, {ACCEPTED: growing(6), REFUSED: growing(4)}),
    "EncoreCreatesLost": Case({LOST: f"0+0x30 1+0{HOUR}"}, {LOST: always(7), REFUSED: growing(1)}),
    "EncoreSongsFail": Case(
        {DONE: growing(6), FAILED: growing(4)}, {DONE: growing(8), FAILED: growing(2), CANCELLED: growing(90)}
    ),
    "EncoreMusicAPITrouble": Case(
        {ASKED: growing(4), TROUBLED: growing(6)}, {ASKED: growing(6), TROUBLED: growing(4), SLOWED: growing(9)}
    ),
    "EncoreMusicAPISlowsUs": Case(
        {ASKED: growing(8), SLOWED: growing(2)}, {ASKED: growing(95), SLOWED: growing(5), TROUBLED: growing(50)}
    ),
    "EncoreSongsUndelivered": Case(
        {'encore_oldest_job_age_seconds{state="undelivered", instance="a"}': always(601)},
        {
            'encore_oldest_job_age_seconds{state="undelivered", instance="a"}': always(599),
            'encore_oldest_job_age_seconds{state="running", instance="a"}': always(1500),
        },
    ),
    "EncoreSongsUnreachable": Case(
        {told("delivery_impossible"): f"0+0x30 1+0{HOUR}"},
        {told("delivery_impossible"): always(1), told("delivery_failed"): growing(1)},
    ),
    "EncoreDiscordRefuses": Case(
        {'encore_discord_refusals{instance="a"}': always(2501)},
        {'encore_discord_refusals{instance="a"}': always(2499), 'encore_discord_refusals{instance="b"}': always(2499)},
        HERE,
    ),
    "EncoreBooksDiffer": Case({told("books_differ"): always(1)}, {told("books_differ"): always(0)}),
    "EncoreOperatorTold": Case({told("operator_told"): f"0+0x30 1+0{HOUR}"}, {told("operator_told"): always(1)}),
    "EncoreMemoryHigh": Case(
        {'process_resident_memory_bytes{instance="a"}': always(2.1e9)},
        {'process_resident_memory_bytes{instance="a"}': always(1.9e9)},
        HERE,
    ),
}


def rules() -> dict[str, dict[str, Any]]:
    (group,) = yaml.safe_load(RULES.read_text(encoding="utf-8"))["groups"]
    return {rule["alert"]: rule for rule in group["rules"]}


def test_every_alert_has_a_case() -> None:
    assert [*CASES] == [*rules()]


def test_the_rules_are_what_prometheus_understands() -> None:
    ran = subprocess.run(
        [find("promtool"), "check", "rules", str(RULES)], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ran.returncode, "SUCCESS" in ran.stdout) == (0, True), ran.stdout + ran.stderr


@pytest.mark.parametrize("name", CASES)
def test_an_alert_rings_for_what_it_is_about_and_for_nothing_else(tmp_path: Path, name: str) -> None:
    rule, case = rules()[name], CASES[name]
    annotations = {
        word: re.sub(r"{{ \$labels\.(\w+) }}", lambda found: case.labels[found[1]], text)
        for word, text in rule["annotations"].items()
    }
    ringing = {"exp_labels": {**rule["labels"], **case.labels}, "exp_annotations": annotations}
    ran = judge(tmp_path, name, (case.rings, [ringing]), (case.quiet, []))
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_an_alert_that_does_not_ring_is_noticed(tmp_path: Path) -> None:
    name = "EncoreBooksDiffer"
    ringing = {"exp_labels": rules()[name]["labels"], "exp_annotations": rules()[name]["annotations"]}
    assert judge(tmp_path, name, (CASES[name].quiet, [ringing])).returncode != 0


def judge(
    folder: Path, name: str, *tests: tuple[dict[str, str], list[dict[str, Any]]]
) -> subprocess.CompletedProcess[str]:
    """Have Prometheus' tool say whether an alert rings as it should, an hour into each of these series."""
    written = {
        "rule_files": [str(RULES)],
        "evaluation_interval": "1m",
        "tests": [
            {
                "interval": "1m",
                "input_series": [{"series": series, "values": values} for series, values in given.items()],
                "alert_rule_test": [{"eval_time": "1h", "alertname": name, "exp_alerts": expected}],
            }
            for given, expected in tests
        ],
    }
    (folder / "alerts.yaml").write_text(yaml.safe_dump(written))
    return subprocess.run(
        [find("promtool"), "test", "rules", str(folder / "alerts.yaml")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
