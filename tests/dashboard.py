"""The Grafana dashboard in deploy/grafana, made from the questions that it answers: `make docs` writes it anew."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PATH = Path(__file__).resolve().parents[1] / "deploy" / "grafana" / "encore.json"
SOURCE = {"type": "prometheus", "uid": "${datasource}"}
ONE = 'instance=~"$instance"'  # the processes that were chosen
WIDTH, HEIGHT = 8, 7  # of a panel; a row has 24


def _rate(name: str, by: str, matching: str = "") -> str:
    return f"sum by ({by}) (rate({name}{{{', '.join(filter(None, (ONE, matching)))}}}[$__rate_interval]))"


def _quantiles(name: str, by: str = "") -> list[tuple[str, str]]:
    """The middle and the slowest hundredth, for each value of a label."""
    labels, who = (f"{by}, le", f" {{{{{by}}}}}") if by else ("le", "")
    return [
        (f"histogram_quantile({part}, {_rate(f'{name}_bucket', labels)})", f"{said}{who}")
        for part, said in ((0.5, "half within"), (0.99, "99 % within"))
    ]


# A row is a theme; a panel is a question, its unit, and the expressions that answer it, each with its legend.
ROWS: dict[str, list[tuple[str, str, list[tuple[str, str]]]]] = {
    "People": [
        ("How soon is somebody answered?", "s", _quantiles("encore_interaction_answer_seconds", "kind")),
        (
            "What becomes of commands, buttons and forms?",
            "reqps",
            [(_rate("encore_interactions_total", "outcome"), "{{outcome}}")],
        ),
        (
            "Which processes hear Discord?",
            "short",
            [(f"encore_gateway_shards{{{ONE}}}", "{{instance}}"), ("max(encore_gateway_shard_count)", "of all shards")],
        ),
    ],
    "Songs": [
        ("How long is the wait in line?", "s", _quantiles("encore_job_line_seconds")),
        ("How long does a song take to make?", "s", _quantiles("encore_job_making_seconds", "family")),
        ("How long from ready to posted?", "s", _quantiles("encore_job_posting_seconds")),
        ("What is ordered?", "reqps", [(_rate("encore_jobs_placed_total", "operation"), "{{operation}}")]),
        ("How do songs end?", "reqps", [(_rate("encore_jobs_ended_total", "outcome"), "{{outcome}}")]),
        ("What waits?", "short", [("max by (state) (encore_jobs)", "{{state}}")]),
        ("Since when does the oldest wait?", "s", [("max by (state) (encore_oldest_job_age_seconds)", "{{state}}")]),
        (
            "What is on its way to people?",
            "short",
            [
                (f"sum by (kind) (encore_deliveries{{{ONE}}})", "{{kind}}"),
                (_rate("encore_deliveries_delayed_total", "instance"), "tried again a second, {{instance}}"),
            ],
        ),
        ("How much of it is on disk?", "bytes", [(f"encore_delivery_bytes{{{ONE}}}", "{{instance}}")]),
        ("How many bytes are fetched?", "Bps", [(_rate("encore_fetched_bytes_total", "instance"), "{{instance}}")]),
    ],
    "MusicAPI": [
        (
            "What becomes of creates?",
            "reqps",
            [(_rate("encore_creates_total", "family, outcome"), "{{family}} {{outcome}}")],
        ),
        (
            "How does it answer polls?",
            "reqps",
            [(_rate("encore_musicapi_requests_total", "outcome", 'kind="poll"'), "{{outcome}}")],
        ),
        ("How long does it take to answer?", "s", _quantiles("encore_musicapi_request_seconds", "kind")),
    ],
    "Discord": [
        ("What is asked of it?", "reqps", [(_rate("encore_discord_requests_total", "kind"), "{{kind}}")]),
        (
            "What does it not take?",
            "reqps",
            [(_rate("encore_discord_requests_total", "kind, outcome", 'outcome!="ok"'), "{{kind}} {{outcome}}")],
        ),
        ("How near is its closed door?", "short", [(f"encore_discord_refusals{{{ONE}}}", "refusals {{instance}}")]),
        ("How long does it take to answer?", "s", _quantiles("encore_discord_request_seconds", "kind")),
        ("How far away is the gateway?", "s", [(f"encore_gateway_latency_seconds{{{ONE}}}", "{{instance}}")]),
    ],
    "Credits": [
        (
            "What was spent this month, and what is held?",
            "short",
            [("max(encore_credits_spent)", "spent"), ("max(encore_credits_held)", "held")],
        ),
    ],
    "Processes": [
        ("How late is the event loop?", "s", _quantiles("encore_event_loop_lag_seconds", "instance")),
        ("How late is a loop?", "s", [(f"encore_loop_late_seconds{{{ONE}}}", "{{loop}} {{instance}}")]),
        ("How much memory?", "bytes", [(f"process_resident_memory_bytes{{{ONE}}}", "{{instance}}")]),
        ("How much of a core?", "percentunit", [(_rate("process_cpu_seconds_total", "instance"), "{{instance}}")]),
        ("Does the database answer?", "short", [(f"encore_database_up{{{ONE}}}", "{{instance}}")]),
        ("What goes wrong?", "reqps", [(_rate("encore_log_errors_total", "event"), "{{event}}")]),
        ("Which version runs?", "short", [("count by (version) (encore_build_info)", "{{version}}")]),
    ],
}


def dashboard() -> dict[str, Any]:
    """The dashboard as Grafana imports it."""
    return {
        "title": "Encore",
        "uid": "encore",
        "tags": ["encore"],
        "schemaVersion": 39,
        "editable": True,
        "refresh": "30s",
        "time": {"from": "now-6h", "to": "now"},
        "templating": {"list": _variables()},
        "panels": [*_panels()],
    }


def text() -> str:
    """The file's content."""
    return json.dumps(dashboard(), indent=2) + "\n"


def expressions(panels: list[dict[str, Any]]) -> list[str]:
    """Every PromQL expression of these panels, with an interval in place of Grafana's own word for it."""
    return [target["expr"].replace("$__rate_interval", "5m") for panel in panels for target in panel.get("targets", ())]


def _variables() -> list[dict[str, Any]]:
    return [
        {"name": "datasource", "label": "Source", "type": "datasource", "query": "prometheus"},
        {
            "name": "instance",
            "label": "Process",
            "type": "query",
            "datasource": SOURCE,
            "query": {"query": "label_values(encore_build_info, instance)", "refId": "instances"},
            "refresh": 2,
            "includeAll": True,
            "multi": True,
            "current": {"text": "All", "value": "$__all"},
        },
    ]


def _panels() -> Iterator[dict[str, Any]]:
    number, top = 0, 0
    for row, panels in ROWS.items():
        number += 1
        yield {
            "id": number,
            "type": "row",
            "title": row,
            "collapsed": False,
            "panels": [],
            "gridPos": _place(0, top, 24, 1),
        }
        top += 1
        for place, (title, unit, targets) in enumerate(panels):
            number += 1
            left = place % (24 // WIDTH) * WIDTH
            yield _panel(number, title, unit, targets, _place(left, top + place * WIDTH // 24 * HEIGHT, WIDTH, HEIGHT))
        top += -(-len(panels) * WIDTH // 24) * HEIGHT


def _panel(number: int, title: str, unit: str, targets: list[tuple[str, str]], place: dict[str, int]) -> dict[str, Any]:
    return {
        "id": number,
        "type": "timeseries",
        "title": title,
        "datasource": SOURCE,
        "gridPos": place,
        "fieldConfig": {
            "defaults": {"unit": unit, "min": 0, "custom": {"fillOpacity": 10, "showPoints": "never"}},
            "overrides": [],
        },
        "options": {
            "legend": {"displayMode": "list", "placement": "bottom"},
            "tooltip": {"mode": "multi", "sort": "desc"},
        },
        "targets": [
            {"refId": chr(ord("A") + place), "datasource": SOURCE, "expr": expression, "legendFormat": legend}
            for place, (expression, legend) in enumerate(targets)
        ],
    }


def _place(left: int, top: int, width: int, height: int) -> dict[str, int]:
    return {"x": left, "y": top, "w": width, "h": height}


if __name__ == "__main__":
    PATH.write_text(text(), encoding="utf-8")
