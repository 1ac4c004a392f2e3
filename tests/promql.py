"""Holds PromQL against figures that a process really answers with: a name that is misspelt would be silent for ever."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import promql_parser
from prometheus_client.parser import text_string_to_metric_families

if TYPE_CHECKING:
    from prometheus_client.samples import Sample

OF_PROMETHEUS = frozenset({"instance", "job"})  # labels that it adds to whatever it reads
NEEDS_COUNTER = frozenset({"rate", "increase", "irate"})


def problems(expression: str, exposition: str) -> list[str]:
    """What is wrong with an expression, as far as the answer of a process tells; none: nothing."""
    try:
        parsed: Any = promql_parser.parse(expression)
    except ValueError as error:
        return [f"{expression}: {error}"]
    families = list(text_string_to_metric_families(exposition))
    kinds = {sample.name: family.type for family in families for sample in family.samples}
    samples = [sample for family in families for sample in family.samples]
    found: list[str] = []
    labels: set[str] = set(OF_PROMETHEUS)
    grouped: list[str] = []

    def look(node: Any) -> None:
        if isinstance(node, promql_parser.VectorSelector):
            chosen = [sample for sample in samples if _is_chosen(sample, node)]
            labels.update(*(sample.labels for sample in chosen))
            if not chosen:
                found.append(f"{expression}: nothing is called {node.prettify()}")
        elif isinstance(node, promql_parser.Call) and node.func.name in NEEDS_COUNTER:
            name = node.args[0].vector_selector.name
            if kinds.get(name) not in ("counter", "histogram", None):
                found.append(f"{expression}: {name} is a {kinds[name]}, which has no {node.func.name}")
        elif isinstance(node, promql_parser.Call) and node.func.name == "histogram_quantile":
            if not re.search(r"by \([^)]*\ble\b", node.args[1].prettify()):
                found.append(f"{expression}: a quantile of what does not say its buckets")
        elif isinstance(node, promql_parser.AggregateExpr) and node.modifier is not None:
            grouped.extend(re.findall(r"\w+", str(node.modifier).partition("(")[2]))

    promql_parser.walk(parsed, look)
    found += [f"{expression}: no {name} to group by" for name in grouped if name not in labels]
    return found


def problems_of_all(expressions: Iterable[str], exposition: str) -> list[str]:
    """What is wrong with any of these expressions."""
    return [problem for expression in expressions for problem in problems(expression, exposition)]


def _is_chosen(sample: Sample, selector: Any) -> bool:
    if sample.name != selector.name:
        return False
    return all(_matches(sample, each) for each in selector.matchers.matchers if each.name not in OF_PROMETHEUS)


def _matches(sample: Sample, matcher: Any) -> bool:
    value = sample.labels.get(matcher.name, "")
    match matcher.op:
        case promql_parser.MatchOp.Equal:
            return value == matcher.value
        case promql_parser.MatchOp.NotEqual:
            # What is not there is unequal to everything: then the label is misspelt.
            return matcher.name in sample.labels and value != matcher.value
        case promql_parser.MatchOp.Re:
            return re.fullmatch(matcher.value, value) is not None
        case _:
            return matcher.name in sample.labels and re.fullmatch(matcher.value, value) is None
