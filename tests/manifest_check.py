"""Holds the compose files and the Kubernetes manifests against their schemas: `python -m tests.manifest_check`.

The schemas come with the packages check-jsonschema and kubernetes-validate; nobody is asked over a network.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import kubernetes_validate
import yaml
from jsonschema.validators import validator_for

ROOT: Final = Path(__file__).resolve().parents[1]
COMPOSE: Final = (ROOT / "compose.yaml", ROOT / "compose.cluster.yaml")
KUBERNETES: Final = ROOT / "deploy" / "kubernetes"
VERSION: Final = ".".join(kubernetes_validate.latest_version().split(".")[:2])  # of Kubernetes, such as 1.37
COMPOSE_SCHEMA: Final = "builtin_schemas/vendor/compose-spec.json"


def main(compose: tuple[Path, ...] = COMPOSE, kubernetes: Path = KUBERNETES) -> int:
    """Say what is no compose file and no manifest; 1 where anything is none."""
    wrong = [*_wrong_compose_files(compose), *_wrong_manifests(kubernetes)]
    for line in wrong:
        print(line)
    return 1 if wrong else 0


def manifests(folder: Path = KUBERNETES) -> list[tuple[Path, dict[str, Any]]]:
    """Every object of the folder's manifests, with the file that it is in."""
    return [
        (file, manifest)
        for file in sorted(folder.glob("*.yaml"))
        for manifest in yaml.safe_load_all(file.read_text(encoding="utf-8"))
        if manifest["kind"] != "Kustomization"
    ]


def _wrong_compose_files(compose: tuple[Path, ...]) -> Iterator[str]:
    schema = json.loads(files("check_jsonschema").joinpath(COMPOSE_SCHEMA).read_text(encoding="utf-8"))
    validator = validator_for(schema)(schema)
    for file in compose:
        for error in validator.iter_errors(yaml.safe_load(file.read_text(encoding="utf-8"))):
            yield f"{file.name}, {error.json_path}: {error.message}"


def _wrong_manifests(folder: Path) -> Iterator[str]:
    for file, manifest in manifests(folder):
        try:
            kubernetes_validate.validate(manifest, VERSION, strict=True)
        except kubernetes_validate.ValidationError as error:
            yield f"{file.name}, {manifest['kind']}: {error.message}"
        except kubernetes_validate.SchemaNotFoundError:
            yield f"{file.name}: Kubernetes {VERSION} has no {manifest['apiVersion']} {manifest['kind']}"


if __name__ == "__main__":
    sys.exit(main())
