"""What the documents promise is what the code does; and nothing names the machine that it was made on."""

from __future__ import annotations

import importlib.util
import re
import socket
from collections.abc import Iterator, Mapping
from datetime import timedelta
from fnmatch import fnmatch
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.callback_server import LARGEST_BODY
from bot.musicapi.catalog import FAMILIES, Host, Operation
from bot.musicapi.webhooks import WINDOW
from bot.poller import LOST_PATIENCE
from bot.settings import LOG_FORMATS, LOG_LEVELS, Settings, SettingsError
from bot.turned_away import LINES
from cogs.ui import explain
from data.rows import FailureKind

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")

NEEDED = {"DISCORD_TOKEN": "discord-token-1234", "MUSICAPI_KEY": "musicapi-key-1234"}
# Defaults that no file can hold.
OF_THE_PLACE = {
    "WORKER_ID": "the machine's host name",
    "OPERATOR_IDS": "the application's owner or team",
    "WEBHOOK_URL": "off",
    "MUSICAPI_HOST": "the host in MUSICAPI_URL",
}


class Asked(Mapping[str, str]):
    """An environment that remembers what it was asked for."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self.known, self.names = known, list[str]()

    def __getitem__(self, name: str) -> str:
        self.names.append(name)
        return self.known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.known)

    def __len__(self) -> int:
        return len(self.known)


def settings_read() -> list[str]:
    asked = Asked(NEEDED)
    Settings.from_environment(asked)
    return asked.names


def section(heading: str) -> str:
    """The README from a heading to the next one."""
    _, _, rest = README.partition(f"\n{heading}\n")
    assert rest, f"the README has no {heading}"
    return re.split(r"\n##+ ", rest)[0]


def table(heading: str) -> list[list[str]]:
    """The rows of the first table below a heading, without its head."""
    lines = [line for line in section(heading).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


SETTINGS = {name.strip("`"): (default.strip("`"), allowed) for name, default, allowed, _ in table("### Settings")}


def test_every_setting_is_in_the_table_and_nothing_else() -> None:
    assert sorted(SETTINGS) == sorted(settings_read())


@pytest.mark.parametrize("name", SETTINGS)
def test_the_default_in_the_table_is_the_default(name: str) -> None:
    default, defaults = SETTINGS[name][0], Settings.from_environment(NEEDED)
    if default == "required":
        with pytest.raises(SettingsError, match=f"^{name} is missing"):
            Settings.from_environment({**NEEDED, name: ""})
    elif name in OF_THE_PLACE:
        assert default == OF_THE_PLACE[name]
        assert defaults.worker_id == socket.gethostname()
        assert defaults.operator_ids == ()
        assert defaults.webhook_url == ""
        assert defaults.musicapi_host == Host.of(defaults.musicapi_url)
    else:
        assert Settings.from_environment({**NEEDED, name: default}) == defaults


@pytest.mark.parametrize("name", [name for name, (_, allowed) in SETTINGS.items() if re.search(r"\d to \d", allowed)])
def test_the_bounds_in_the_table_are_the_bounds(name: str) -> None:
    if name == "WORKER_ID":
        least, most, too_little, too_much = "w", "w" * 64, "ü", "w" * 65
    else:
        found = re.search(r"([\d.]+) to ([\d.]+)", SETTINGS[name][1])
        assert found is not None
        least, most = found[1], found[2]
        too_little, too_much = str(float(least) - 0.01), str(int(most) + 1)
    for allowed in (least, most):
        Settings.from_environment({**NEEDED, name: allowed})
    for refused in (too_little, too_much):
        with pytest.raises(SettingsError, match=f"^{name} "):
            Settings.from_environment({**NEEDED, name: refused})


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("MUSICAPI_FAMILIES", tuple(family.name for family in FAMILIES[Host.MUSICAPI])),
        ("LOG_LEVEL", LOG_LEVELS),
        ("LOG_FORMAT", LOG_FORMATS),
    ],
)
def test_the_words_in_the_table_are_the_words(name: str, words: tuple[str, ...]) -> None:
    assert SETTINGS[name][1].endswith(", ".join(words))


def test_the_example_has_every_setting_with_its_default() -> None:
    lines = re.findall(r"^(# )?([A-Z_]+)=(.*)$", EXAMPLE, re.MULTILINE)
    assert sorted(name for _, name, _ in lines) == sorted(SETTINGS)
    for commented, name, value in lines:
        default = SETTINGS[name][0]
        assert bool(commented) == (default != "required"), name
        assert value == ("" if default == "required" or name in OF_THE_PLACE else default), name


def test_prices_and_clips_in_the_table_are_those_of_the_catalog() -> None:
    offered = {
        family.label: [str(family.offers[operation].price) for operation in Operation]
        + [str(family.offers[Operation.CREATE].clips), family.audio]
        for family in FAMILIES[Host.MUSICAPI]
    }
    assert {row[0]: row[1:] for row in table("### Credits and months")} == offered
    twin = {family.name: family.offers for family in FAMILIES[Host.TWIN]}
    sonic, producer = twin["sonic"], twin["producer"]
    assert set(producer) == {Operation.CREATE}
    said = (
        f"On `{Host.TWIN}`, Sonic costs {sonic[Operation.CREATE].price} (Extend {sonic[Operation.EXTEND].price}), "
        f"and Producer costs {producer[Operation.CREATE].price} and cannot extend or cover."
    )
    assert said in README


def test_the_families_that_call_are_those_of_the_catalog() -> None:
    calling = [family.label for family in FAMILIES[Host.MUSICAPI] if family.offers[Operation.CREATE].callbacks]
    silent = [family.label for family in FAMILIES[Host.MUSICAPI] if family.label not in calling]
    said = f"{', '.join(calling[:-1])} and {calling[-1]} call. {' and '.join(silent)} do not"
    assert said in section("### 5. Let MusicAPI call you (optional)")


def test_the_times_and_sizes_of_the_callbacks_are_those_of_the_code() -> None:
    said = section("### 5. Let MusicAPI call you (optional)")
    assert f"waits {LOST_PATIENCE // timedelta(minutes=1)} minutes" in said
    assert f"less than {WINDOW // timedelta(minutes=1)} minutes old" in said
    assert f"over {LARGEST_BODY // 2**20} MiB" in said
    assert f"up to {LINES} lines a minute" in said
    assert f"“{explain.ANSWER_LOST}”" in section("### When something goes wrong")


@pytest.mark.parametrize("kind", FailureKind)
def test_what_people_see_of_a_failure_is_quoted_as_it_is(kind: FailureKind) -> None:
    reasons = {FailureKind.REFUSED: ("too loud", ""), FailureKind.FAILED: ("too loud",)}.get(kind, ("",))
    for reason in reasons:
        job: Any = SimpleNamespace(price=12, failure=kind, reason=reason)
        assert f"“{explain.failure(job)}”" in section("### When something goes wrong")


def test_the_commands_are_those_that_are_registered() -> None:
    registered: set[str] = set()
    for path in (ROOT / "cogs").glob("*.py"):
        code = path.read_text(encoding="utf-8")
        registered |= set(re.findall(r'app_commands\.command\(\s*name="(\w+)"', code))
        for variable, group in re.findall(r'(\w+) = app_commands\.Group\(\s*name="(\w+)"', code):
            found = re.findall(rf'@{variable}\.command\(\s*name="(\w+)"', code)
            registered |= {f"{group} {name}" for name in found}
    cells = re.findall(r"^\| (`/[^|]+) \|", section("## For members"), re.MULTILINE)
    assert {name for cell in cells for name in re.findall(r"`/([\w ]+)`", cell)} == registered


def test_the_permissions_of_the_link_are_those_of_the_table() -> None:
    needed = discord.Permissions(
        view_channel=True, send_messages=True, send_messages_in_threads=True, embed_links=True, attach_files=True
    )
    assert f"&permissions={needed.value}`" in README
    assert len([line for line in section("### 1. Make the Discord application").splitlines() if "| " in line]) == 2 + 5


def test_every_event_that_is_explained_is_logged() -> None:
    logged = {
        name
        for package in ("bot", "cogs", "data")
        for path in (ROOT / package).rglob("*.py")
        for name in re.findall(r'log\.\w+\(\s*"([a-z_]+)', path.read_text(encoding="utf-8"))
    }
    explained = {
        name
        for line in section("### Day to day").splitlines()
        if line.startswith("| `")
        for name in re.findall(r"`([a-z_]+)", line.split("|")[1])
    }
    assert explained
    assert explained <= logged


def code_in(document: str) -> list[str]:
    """Every line of code of a document, in fences and between backticks."""
    text = (ROOT / document).read_text(encoding="utf-8")
    fences = re.findall(r"```\w*\n(.*?)```", text, re.DOTALL)
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    return [*inline, *(line.removeprefix("$ ") for fence in fences for line in fence.splitlines())]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_make_target_exists(document: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {code.split()[1] for code in code_in(document) if re.match(r"make [a-z]", code)}
    assert named <= targets


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_module_that_is_run_exists(document: str) -> None:
    for module in {found for code in code_in(document) for found in re.findall(r"python -m ([\w.]+)", code)}:
        spec = importlib.util.find_spec(module)
        assert spec is not None, module
        assert spec.submodule_search_locations is None or importlib.util.find_spec(f"{module}.__main__"), module


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_and_link_leads_somewhere(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    folders = "bot|cogs|data|sandbox|tests|requirements"
    paths = [code for code in code_in(document) if re.fullmatch(rf"(?:{folders})/[\w./-]*", code)]
    headings = {
        re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    }
    for link in re.findall(r"\]\(([^)]+)\)", text):
        if link.startswith("#"):
            assert link[1:] in headings, link
        elif not link.startswith("https://"):
            paths.append(link)
    assert [path for path in paths if not (ROOT / path).exists()] == []


# Written in halves, so that they find themselves nowhere.
REGISTRIES = "py pi|python hosted|npm js|yarn pkg|ruby gems|gh cr|qu ay|g cr".replace(" ", "")
REGISTRY = re.compile(
    rf"\b(?:{REGISTRIES}|crates|docker)\.(?:org|com|io|dev|net)\b"
    r"|\b(?:artifactory|nexus|devpi|verdaccio)\.[a-z]"
)
MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:root|home|Users|work|workspace|mnt|opt|srv|tmp|private)/\w|[A-Z]:\\Users")


def files() -> Iterator[Path]:
    """Every file that belongs to the repository: what is not ignored."""
    ignored = [line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()] + [".git"]
    folders = [ROOT]
    while folders:
        for path in sorted(folders.pop().iterdir()):
            if any(fnmatch(path.name, pattern) for pattern in ignored):
                continue
            if path.is_dir():
                folders.append(path)
            else:
                yield path


def test_no_file_names_a_registry_or_a_path_of_somebodys_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in files()
        for pattern in (REGISTRY, MACHINE_PATH)
        for match in pattern.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []


@pytest.mark.parametrize("name", ["run", "sandbox", "dev"])
def test_locked_packages_have_hashes_and_no_index_address(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert not re.search(r"^\s*(--(?:extra-)?index-url|--find-links|-f|-i)\b", text, re.MULTILINE)
    packages = re.split(r"\n(?=[a-z0-9])", text)[1:]
    assert packages
    assert all("--hash=sha256:" in package and re.match(r"[\w.\[\]-]+==", package) for package in packages)
