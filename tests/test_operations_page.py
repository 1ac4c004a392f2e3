"""Every alert has its page in the runbook and the other way round, and asks for figures that there are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.concurrency.pulse import GRACE
from bot.delivery.courier import Courier
from bot.gateway.shard_leases import Gateway
from bot.jobs.news import JobNews
from bot.monitoring.metrics import STATES, Metrics
from bot.privacy.eraser import Eraser
from bot.webhooks.receiver import WebhookReceiver
from bot.workers.poller import Poller
from bot.workers.submitter import Submitter
from tests import dashboard
from tests.promql import problems, problems_of_all

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
RULES = ROOT / "deploy" / "prometheus" / "encore.rules.yaml"
LOOPS = (Submitter, Poller, Courier, WebhookReceiver, Eraser, JobNews, Gateway)


def alerts() -> list[dict[str, Any]]:
    (group,) = yaml.safe_load(RULES.read_text(encoding="utf-8"))["groups"]
    return group["rules"]


def sections() -> dict[str, str]:
    """The text below each heading of the page's alerts."""
    told = PAGE.partition("\n## Alerts\n")[2].partition("\n## ")[0]
    _, *parts = re.split(r"^### (\w+)$", told, flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def exposition() -> str:
    """What a process answers that was asked and has done nothing yet."""
    metrics = Metrics(("riffusion", "sonic"))
    for loop in LOOPS:
        metrics.late.labels(loop.__name__).set(0)
    for state in STATES:
        metrics.jobs.labels(state).set(0)
        metrics.oldest_job.labels(state).set(0)
    return metrics.exposition().decode()


def test_each_alert_has_its_section_in_the_same_order_and_each_section_its_alert() -> None:
    assert [*sections()] == [rule["alert"] for rule in alerts()]


@pytest.mark.parametrize("rule", alerts(), ids=lambda rule: rule["alert"])
def test_an_alert_says_how_grave_it_is_and_where_to_read_on(rule: dict[str, Any]) -> None:
    assert rule["labels"]["severity"] in ("critical", "warning")
    assert rule["annotations"]["summary"].endswith(".")
    assert rule["annotations"]["runbook"] == f"docs/operations.md#{rule['alert'].lower()}"
    # What is filled in must be a label that the expression leaves.
    filled = re.findall(r"\$labels\.(\w+)", rule["annotations"]["summary"])
    assert set(filled) <= set(
        re.findall(r"by \(([^)]*)\)", rule["expr"])[0].replace(",", " ").split() if filled else ()
    )


@pytest.mark.parametrize("name", sections())
def test_a_section_says_what_it_means_how_to_look_closer_and_what_to_do(name: str) -> None:
    assert re.findall(r"^\*\*(.+?)\*\*", sections()[name], re.MULTILINE) == ["It means", "Look closer", "Do"]


def test_the_page_names_figures_alerts_and_loops_that_there_are() -> None:
    known = set(re.findall(r"^# TYPE (\w+)", exposition(), re.MULTILINE))
    named = set(re.findall(r"`((?:encore|process)_\w+)`", PAGE))
    assert named
    assert named <= known
    assert set(re.findall(r"`(Encore[A-Z]\w+)`", PAGE)) <= set(sections())
    assert all(f"{loop.__name__} " in sections()["EncoreLoopStuck"] for loop in LOOPS)


def test_the_bounds_that_are_told_are_those_of_the_code() -> None:
    stuck = next(rule for rule in alerts() if rule["alert"] == "EncoreLoopStuck")
    assert stuck["expr"].endswith(f"> {GRACE:.0f}")
    operators = (ROOT / "docs" / "operators.md").read_text(encoding="utf-8")
    assert f"has not for {GRACE:.0f} seconds longer than it said" in operators


def test_the_dashboard_is_up_to_date() -> None:
    assert dashboard.PATH.read_text(encoding="utf-8") == dashboard.text(), "run `make docs`"


def test_no_two_panels_lie_on_each_other() -> None:
    places = [panel["gridPos"] for panel in dashboard.dashboard()["panels"]]
    taken = [
        (x, y)
        for place in places
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    ]
    assert len(taken) == len(set(taken))
    assert max(x for x, _ in taken) < 24


def test_every_expression_asks_for_what_there_is() -> None:
    asked = [rule["expr"] for rule in alerts()] + dashboard.expressions(dashboard.dashboard()["panels"])
    assert problems_of_all(asked, exposition()) == []


@pytest.mark.parametrize(
    ("expression", "says"),
    [
        ("sum(rate(encore_creates[5m]))", "nothing is called"),
        ('sum(rate(encore_creates_total{outcome="acepted"}[5m]))', "nothing is called"),
        ('sum(rate(encore_creates_total{outcomes!="accepted"}[5m]))', "nothing is called"),
        ('sum(rate(encore_creates_total{outcome=~"acc.*ed|nothing", family!~"r.*|s.*"}[5m]))', "nothing is called"),
        ("sum by (families) (rate(encore_creates_total[5m]))", "no families to group by"),
        ("rate(encore_jobs[5m])", "has no rate"),
        ("histogram_quantile(0.9, sum(rate(encore_job_line_seconds_bucket[5m])))", "does not say its buckets"),
        ("rate(encore_creates_total)", "expected type matrix"),
        ("sum(", "unclosed"),
    ],
)
def test_what_asks_for_nothing_is_found(expression: str, says: str) -> None:
    assert any(says in problem for problem in problems(expression, exposition()))
