"""Writes what the image's packages are, as a CycloneDX bill of materials: `python -m tests.sbom FILE`.

It is read from the lock: names, versions, the digests that an installation allows, and who needs whom. Licences are
those that the packages installed here name; one that is not installed here in the same version has none in the bill.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
import uuid
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any, Final

from cyclonedx.spdx import is_expression, is_supported_id
from packaging.markers import Marker
from packaging.version import Version

ROOT: Final = Path(__file__).resolve().parents[1]
LOCK: Final = ROOT / "requirements" / "run.txt"
PROJECT: Final = ROOT / "pyproject.toml"
_LOCKED: Final = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>[^\s;]+)(?: ; (?P<marker>[^\\\n]+))?(?P<rest>(?:.*\n)(?:[ ].*\n)*)", re.MULTILINE
)
_HASH: Final = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_VIA: Final = re.compile(r"^    # (?:via)? +([\w.-]+)", re.MULTILINE)


@dataclass(frozen=True)
class Locked:
    """A package of the lock; `needed_by` are the packages that need it, `encore` being the bot."""

    name: str
    version: str
    sha256: tuple[str, ...]
    needed_by: tuple[str, ...]

    @property
    def ref(self) -> str:
        """What the bill calls it."""
        return f"{self.name}=={self.version}"


def main(target: Path) -> int:
    """Write the bill."""
    target.parent.mkdir(parents=True, exist_ok=True)
    made = bill(LOCK.read_text(encoding="utf-8"))
    target.write_text(json.dumps(made, indent=2) + "\n", encoding="utf-8")
    print(f"Wrote {target}: {len(made['components'])} packages.")
    return 0


def locked(lock: str, python: str) -> list[Locked]:
    """The packages that are installed with this version of Python on Linux."""
    place = {"python_full_version": f"{python}.0", "python_version": python, "sys_platform": "linux"}
    place |= {"platform_system": "Linux", "os_name": "posix", "platform_python_implementation": "CPython"}
    return [
        Locked(
            found["name"],
            found["version"],
            tuple(_HASH.findall(found["rest"])),
            tuple(_VIA.findall(found["rest"])),
        )
        for found in _LOCKED.finditer(lock)
        if not found["marker"] or Marker(found["marker"].strip()).evaluate(place)
    ]


def image_python() -> str:
    """The version of Python in the image, such as 3.11."""
    found = re.search(r"^FROM python:(\d+\.\d+)-slim", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    if found is None:
        raise ValueError("the Dockerfile names no python:X.Y-slim")
    return found[1]


def bill(lock: str) -> dict[str, Any]:
    """The bill of materials of a lock; the same lock has the same bill."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    packages = locked(lock, image_python())
    bot = {"type": "application", "bom-ref": project["name"], "name": project["name"], "version": project["version"]}
    refs = {project["name"]: project["name"], **{each.name: each.ref for each in packages}}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": uuid.uuid5(uuid.NAMESPACE_OID, lock).urn,
        "version": 1,
        "metadata": {"component": bot | {"description": project["description"], "licenses": _named("MIT")}},
        "components": [_component(each) for each in packages],
        "dependencies": [
            {"ref": ref, "dependsOn": sorted(each.ref for each in packages if name in each.needed_by)}
            for name, ref in refs.items()
        ],
    }


def _component(package: Locked) -> dict[str, Any]:
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": package.ref,
        "name": package.name,
        "version": package.version,
        "purl": f"pkg:pypi/{package.name}@{package.version}",
        # One for each file that the lock allows: which of them is installed depends on the machine.
        "hashes": [{"alg": "SHA-256", "content": digest} for digest in package.sha256],
    }
    licences = _licences(package)
    return component | ({"licenses": licences} if licences else {})


def _licences(package: Locked) -> list[dict[str, Any]]:
    try:
        said = dict(metadata(package.name).json)
    except PackageNotFoundError:
        return []
    if Version(str(said["version"])) != Version(package.version):  # 2.002 is 2.2
        return []
    named = str(said.get("license_expression") or said.get("license") or "")
    classifiers = [each.rpartition(" :: ")[2] for each in said.get("classifier", []) if each.startswith("License")]
    # Some put the whole text where the name should be.
    return _named(named if named and "\n" not in named and len(named) < 80 else " and ".join(classifiers))


def _named(licence: str) -> list[dict[str, Any]]:
    if is_supported_id(licence):
        return [{"license": {"id": licence}}]
    if is_expression(licence):
        return [{"expression": licence}]
    return [{"license": {"name": licence}}] if licence else []


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
