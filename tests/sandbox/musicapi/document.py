"""The vendor's own OpenAPI document, to hold the simulator's requests and answers against."""

from __future__ import annotations

import copy
import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

NAME = "musicapi-openapi.json"
PATH = Path(os.environ.get("ENCORE_SHARED") or Path(__file__).parents[4] / "shared") / NAME
STATES = {"processing": "running"}  # seen in the wild, not in the document


@cache
def document() -> dict[str, Any]:
    """The document; the test is skipped where it is not at hand."""
    if not PATH.exists():
        pytest.skip(f"{NAME} is not at hand: set ENCORE_SHARED to its folder")
    return json.loads(PATH.read_text())


def check_body(family: str, body: dict[str, Any]) -> list[str]:
    """What the document finds wrong with a create's body."""
    return check_request(f"/{family}/create", body)


def check_request(path: str, body: dict[str, Any]) -> list[str]:
    """What the document finds wrong with what is posted to `path`."""
    operation = document()["paths"][path]["post"]
    return _errors(operation["requestBody"]["content"]["application/json"]["schema"], body)


def check_answer(method: str, path: str, status: int, body: Any) -> list[str]:
    """What the document finds wrong with an answer; `path` is its own, such as `/sonic/task/{id}`."""
    known = document()["paths"][path][method.lower()]["responses"]
    found = known.get(str(status))
    if found is None:
        return [f"{method} {path}: {status} is not documented"]
    while "$ref" in found:
        found = document()["components"]["responses"][found["$ref"].rsplit("/", 1)[1]]
    if "content" not in found:
        return []
    return _errors(found["content"]["application/json"]["schema"], body)


def straightened(body: Any) -> Any:
    """A task's answer without what live answers are known to have beside the document (musicapi.md 3.24, 12.1)."""
    straight = copy.deepcopy(body)
    if "type" in straight:  # not_ready and failed, under 200
        return {"code": 200, "message": "", "data": [], **straight}
    if not isinstance(straight.get("data"), list):  # null or missing while it runs
        straight["data"] = []
    for clip in straight["data"]:
        clip["state"] = STATES.get(clip["state"], clip["state"])
        if isinstance(clip["duration"], str):  # a decimal string
            clip["duration"] = float(clip["duration"])
    return straight


@cache
def _validator(schema: str) -> Draft202012Validator:
    return Draft202012Validator({**json.loads(schema), "components": document()["components"]})


def _errors(schema: dict[str, Any], value: Any) -> list[str]:
    return [error.message for error in _validator(json.dumps(schema, sort_keys=True)).iter_errors(value)]
