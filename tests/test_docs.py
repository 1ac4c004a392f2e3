"""What the documents promise is what the code does; and nothing names the machine that it was made on."""

from __future__ import annotations

import importlib
import importlib.util
import re
import socket
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta
from fnmatch import fnmatch
from pathlib import Path
from typing import get_args

import discord
import pytest
from discord import app_commands

from bot.commands import parser
from bot.delivery import attachments
from bot.jobs.intake import DOUBLE_PRESS
from bot.jobs.shares import MEMBER_SHARE, QUEUE_LIMIT, SERVER_SHARE
from bot.media import fetch as musicapi_files
from bot.media import isolation
from bot.media.sniff import Container
from bot.musicapi.catalog import DEFAULT_FAMILIES, FAMILIES
from bot.musicapi.offers import Family, Host, Source
from bot.musicapi.operations import SPECS, Entry, Gives, Operation, SectionRule
from bot.orders import recordings
from bot.orders.sections import Section
from bot.settings import LOG_FORMATS, LOG_LEVELS, Settings, SettingsError
from bot.webhooks.rejections import LINES_A_MINUTE
from bot.webhooks.server import LARGEST_BODY
from bot.webhooks.signature import WINDOW
from bot.workers.leases import LOST_TIMEOUT
from cogs.commands import report
from cogs.commands.family import MOST_NAMES
from cogs.commands.write import MENU
from cogs.components.buttons import clip_buttons, sing_button, style_button
from cogs.forms import clip_forms
from cogs.forms.section_menus import after_each
from cogs.router import COMMANDS
from cogs.text.catalog import say
from cogs.text.failures import failure
from cogs.text.operation_words import words_for
from data.ids import JobId
from data.rows import FailureKind
from tests import stored_table
from tests.cogs.making import clip, job
from tests.cogs.text.reading import PATTERNS, texts_of

ROOT = Path(__file__).resolve().parents[1]
PAGES = tuple(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md")))
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", *PAGES)
TEXTS = {document: (ROOT / document).read_text(encoding="utf-8") for document in DOCUMENTS}
MEMBERS, ADMINS, OPERATORS, PROMISES = "docs/members.md", "docs/admins.md", "docs/operators.md", "docs/promises.md"
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
LONGEST_README = 200  # lines: what a newcomer reads in three minutes
QUOTED = re.compile(r"“((?:[^“”]|“[^“”]*”)*)”")  # what is said, with quotations of its own
WATCHED = {"healthz", "readyz", "metrics"}  # pages of a process: no commands, though they look like them
FENCE = re.compile(r"```\w*\n(.*?)```", re.DOTALL)

NEEDED = {"DISCORD_TOKEN": "discord-token-1234", "MUSICAPI_KEY": "musicapi-key-1234"}
# Defaults that no file can hold.
OF_THE_PLACE = {
    "WORKER_ID": "the machine's host name",
    "OPERATOR_IDS": "the application's owner or team",
    "OPERATOR_CONTACT": "nothing",
    "MUSICAPI_KEYS": "no other keys",
    "SOURCE_URL": "nothing",
    "PRIVACY_URL": "nothing",
    "TERMS_URL": "nothing",
    "WEBHOOK_URL": "off",
    "MONITORING_LISTEN": "off",
    "OTEL_EXPORTER_OTLP_ENDPOINT": "off",
    "OTEL_EXPORTER_OTLP_HEADERS": "nothing",
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


def section(document: str, heading: str) -> str:
    """A document from a heading to the next one."""
    _, _, rest = TEXTS[document].partition(f"\n{heading}\n")
    assert rest, f"{document} has no {heading}"
    return re.split(r"\n##+ ", rest)[0]


def table(document: str, heading: str) -> list[list[str]]:
    """The rows of the first table below a heading, without its head."""
    found = re.search(r"(?:^\|.*\n)+", section(document, heading) + "\n", re.MULTILINE)
    assert found is not None, f"{document} has no table below {heading}"
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in found[0].splitlines()[2:]]


SETTINGS = {
    name.strip("`"): (default.strip("`"), allowed) for name, default, allowed, _ in table(OPERATORS, "## Settings")
}


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
        assert (defaults.operator_contact, defaults.source_url) == ("", "")
        assert (defaults.privacy_url, defaults.terms_url) == ("", "")
        assert defaults.webhook_url == ""
        assert defaults.monitoring_listen is None
        assert (defaults.otel_exporter_otlp_endpoint, defaults.trace_headers) == ("", {})
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


def test_what_is_said_of_families_is_said_by_the_catalog() -> None:
    names = {host: [family.name for family in FAMILIES[host]] for host in Host}
    lacking = [name for name in names[Host.MUSICAPI] if name not in names[Host.TWIN]]
    asked_if_named = [name for name in names[Host.MUSICAPI] if name not in DEFAULT_FAMILIES]
    meaning = next(row[3] for row in table(OPERATORS, "## Settings") if row[0] == "`MUSICAPI_FAMILIES`")
    assert f"`{Host.TWIN}` has no {', '.join(lacking)}. " in meaning
    assert f"MusicAPI calls {', '.join(asked_if_named)} unavailable" in meaning
    needed = {
        operation: {host: [each.name for each in FAMILIES[host] if operation in each.offers] for host in Host}
        for operation in (Operation.ENRICH_STYLE, Operation.VOICE, Operation.PERSONA_SONG, Operation.WRITE_LYRICS)
    }
    writing = needed.pop(Operation.WRITE_LYRICS)
    assert all(names == ["sonic"] for by_host in needed.values() for names in by_host.values())
    assert writing == {Host.MUSICAPI: ["sonic"], Host.TWIN: ["sonic", "producer"]}
    assert f"personas need sonic; `/write` needs sonic or, on `{Host.TWIN}`, producer." in meaning
    assert f"a group of MusicAPI's endpoints: {', '.join(names[Host.MUSICAPI])} |" in TEXTS["CONTRIBUTING.md"]


def priced(family: Family, operation: Operation) -> str:
    return str(family.offers[operation].price) if operation in family.offers else "–"


def test_prices_and_clips_in_the_table_are_those_of_the_catalog() -> None:
    common = (Operation.CREATE, Operation.EXTEND, Operation.COVER)
    offered = [
        [
            family.label,
            *(priced(family, operation) for operation in common),
            str(family.offers[Operation.CREATE].clips),
            family.audio,
        ]
        for family in FAMILIES[Host.MUSICAPI]
        if family.name in DEFAULT_FAMILIES
    ]
    assert table(MEMBERS, "## Models") == offered


def test_what_is_said_of_other_prices_is_said_by_the_catalog() -> None:
    said = section(MEMBERS, "## Models")
    first, twin = ({family.name: family for family in FAMILIES[host]} for host in (Host.MUSICAPI, Host.TWIN))
    sonic, producer, nuro = twin["sonic"].offers, twin["producer"].offers, first["nuro"].offers
    assert twin["riffusion"].offers == first["riffusion"].offers
    assert sonic[Operation.COVER].price == sonic[Operation.CREATE].price
    assert not {Operation.EXTEND, Operation.COVER} & set(producer)
    assert "nuro" not in twin
    assert (
        f"On `{Host.TWIN}`, Sonic costs {sonic[Operation.CREATE].price} (Extend {sonic[Operation.EXTEND].price}), "
        f"Producer costs {producer[Operation.CREATE].price} and cannot extend or cover, and there is no Nuro."
    ) in said
    below = [
        offer.price
        for family in first.values()
        for name, offer in family.offers.items()
        if name.spec.entry is Entry.MENU
    ]
    assert f"anything below More… costs from {min(below)} to {max(below)} credits there" in said
    assert set(nuro) == {Operation.CREATE}
    assert f"at least {nuro[Operation.CREATE].shortest_lyrics} characters of them" in said


def test_the_families_that_call_are_those_of_the_catalog() -> None:
    calling = [family.label for family in FAMILIES[Host.MUSICAPI] if family.offers[Operation.CREATE].webhooks]
    silent = [family.label for family in FAMILIES[Host.MUSICAPI] if family.label not in calling]
    told = section(OPERATORS, "## Webhooks")
    assert f"{', '.join(calling[:-1])} and {calling[-1]} send webhooks. {' and '.join(silent)} do not" in told
    assert f"For {' and '.join(silent)}, which send none" in section(PROMISES, "## Where the promises end")
    uncalled = {
        offer.operation
        for host in Host
        for family in FAMILIES[host]
        for offer in family.offers.values()
        if family.label in calling and not offer.webhooks and not offer.at_once
    }
    named = {Operation.STEMS_BASIC, Operation.STEMS_FULL, Operation.WRITE_LYRICS, Operation.VIDEO}
    assert uncalled == named
    assert "what is answered at once, for stems, for lyrics or for a video" in told


def test_the_times_and_sizes_of_the_webhooks_are_those_of_the_code() -> None:
    said, wrong = section(OPERATORS, "## Webhooks"), section(MEMBERS, "## When something goes wrong")
    waiting = LOST_TIMEOUT // timedelta(minutes=1)
    assert f"waits {waiting} minutes" in said
    assert f"after {waiting} minutes without a webhook" in wrong
    assert f"less than {WINDOW // timedelta(minutes=1)} minutes old" in said
    assert f"over {LARGEST_BODY // 2**20} MiB" in said
    assert f"up to {LINES_A_MINUTE} lines a minute" in said
    assert f"“{say('answer-lost')}”" in wrong


def _quoted(said: str) -> str:
    """What a message says in several lines, of which some are small, as a document quotes it."""
    return said.replace("-# ", "").replace("\n", " ")


@pytest.mark.parametrize("kind", FailureKind)
def test_what_people_see_of_a_failure_is_quoted_as_it_is(kind: FailureKind) -> None:
    reasons = {FailureKind.REFUSED: ("too loud", ""), FailureKind.FAILED: ("too loud",)}.get(kind, ("",))
    for reason in reasons:
        failed = job(price=12, failure=kind, reason=reason)
        said = failure(failed, can_retry=True, can_edit=True)
        assert f"“{_quoted(said)}”" in section(MEMBERS, "## When something goes wrong")


@pytest.mark.parametrize("document", ["README.md", MEMBERS, ADMINS, OPERATORS])
def test_every_sentence_that_is_quoted_is_said_by_the_catalog(document: str) -> None:
    texts = [text for name in PATTERNS for text in texts_of(name)]
    # What is little more than a fact would be found in any sentence.
    said = [each for text in texts for each in _sentences(text) if len(re.sub(r"\{\w+\}", "", each).split()) > 1]
    known = [re.compile(".+".join(map(re.escape, re.split(r"\{\w+\}", sentence)))) for sentence in said]
    assert not any(pattern.fullmatch("Nobody ever says this.") for pattern in known)
    quoted = [quote for quote in QUOTED.findall(TEXTS[document]) if quote.endswith(".")]
    assert document != MEMBERS or quoted
    unknown = [
        sentence
        for quote in quoted
        for sentence in _sentences(quote)
        if not any(pattern.fullmatch(sentence) for pattern in known)
    ]
    assert unknown == []


def _sentences(text: str) -> list[str]:
    return [sentence.removeprefix("-# ") for sentence in re.split(r"(?<=\.) |(?<=”\.) |\n", text) if sentence]


def test_what_people_see_of_something_that_is_no_longer_done_is_quoted_as_it_is() -> None:
    said = section(MEMBERS, "## When something goes wrong")
    gone = {"price": 12, "failure": FailureKind.REFUSED, "reason": ""}
    assert f"such as {words_for(Operation.COVER).name} |" in said
    cover = failure(job(operation=Operation.COVER, **gone), can_retry=True, can_edit=True)
    assert f"“{_quoted(cover)}”" in said
    new_song, _, _ = failure(job(**gone)).partition(" just now")
    assert f"you chose the model: “{new_song} …”" in said


def test_what_is_no_song_is_called_as_the_sentences_call_it() -> None:
    called = dict.fromkeys(words_for(operation).this for operation in Operation)
    assert list(called) == ["this song", "this recording", "this"]
    song, *others = (f"“{name}”" for name in called)
    said = f"these sentences say {' or '.join(others)} instead of {song}."
    assert said in section(MEMBERS, "## When something goes wrong")


def test_the_kinds_of_failure_are_those_of_the_log() -> None:
    *first, last = FailureKind
    assert f"`kind` is {', '.join(first)} or {last}." in section(OPERATORS, "## Logs")


def registered() -> dict[str, set[str]]:
    """The options of every command of every extension, by the name that people type."""
    tops = [top for cog in COMMANDS for top in cog.__cog_app_commands__]
    leaves = [leaf for top in tops for leaf in (top.walk_commands() if isinstance(top, app_commands.Group) else [top])]
    return {
        leaf.qualified_name: {parameter.name for parameter in leaf.parameters}
        for leaf in leaves
        if isinstance(leaf, app_commands.Command)
    }


def test_the_commands_and_their_options_are_those_that_are_registered() -> None:
    known, said = registered(), set[str]()
    rows = table(MEMBERS, "## Commands")
    for name, meaning in [*rows, *table(OPERATORS, "## The operator's command")]:
        if named := re.findall(r"`/([\w ]+)`", name):
            options = {option for option in re.findall(r"`(\w+)`", meaning) if option.islower()}
            assert options == set[str]().union(*(known[each] for each in named)), name
            said.update(named)
    assert said == set(known)
    assert [name for name, _ in rows if "`" not in name] == [f"*Apps → {each}*" for each in (MENU, report.MENU)]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_that_is_named_is_registered(document: str) -> None:
    known = set(registered())
    known |= {name.partition(" ")[0] for name in known} | WATCHED  # a group by its own name
    named = {found[1] for code in code_in(document) if (found := re.fullmatch(r"/([a-z]+(?: [a-z]+)?)", code))}
    assert named <= known


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_that_is_named_exists(document: str) -> None:
    named = {code[1:] for code in code_in(document) if re.fullmatch(r"/[a-z]+(?: [a-z]+)?", code)}
    known = set(registered())
    assert named <= known | {name.split()[0] for name in known} | WATCHED


def test_the_buttons_are_those_below_a_clip() -> None:
    sonic = next(family for family in FAMILIES[Host.MUSICAPI] if family.name == "sonic")
    buttons = clip_buttons([clip()], sonic.offers).children
    shown = [button.label for button in buttons if isinstance(button, discord.ui.Button)]
    assert [f"**{label}**" for label in shown] == [name for name, _ in table(MEMBERS, "## Buttons")]
    for button in (sing_button(JobId(7), 1), style_button(JobId(7))):
        assert f"**{button.label}**" in section(MEMBERS, "## Commands")


BELOW_MORE = [operation for operation, spec in SPECS.items() if spec.entry is Entry.MENU]


def below_more(gives: Gives, *, uploaded: bool = False) -> list[str]:
    """The names of what More… offers, of one kind, in its order; `uploaded`: what only recordings have."""
    offers = [offer for host in Host for family in FAMILIES[host] for offer in family.offers.values()]
    return [
        words_for(operation).name
        for operation in BELOW_MORE
        if any(
            offer.operation is operation and offer.gives is gives and (offer.source is Source.UPLOADED) is uploaded
            for offer in offers
        )
    ]


def test_what_is_said_to_be_below_more_is_there() -> None:
    songs, recordings = below_more(Gives.SONGS), below_more(Gives.SONGS, uploaded=True)
    said = section(MEMBERS, "## Below More…")
    assert (
        f"- **A new song**: {', '.join(songs)}; for an uploaded recording also {' and '.join(recordings)}.\n"
    ) in said
    assert f"- **Files**: {', '.join(below_more(Gives.FILES))}.\n" in said
    answers = below_more(Gives.ANSWER)
    assert f"- **An answer**: {', '.join(answers)}.\n" in said
    assert len(songs) + len(recordings) + len(below_more(Gives.FILES)) + len(answers) == len(BELOW_MORE)


def test_what_is_said_of_sections_and_joined_songs_is_true() -> None:
    said = section(MEMBERS, "## Below More…")
    chorus = Section("Chorus 2", 80.0, 105.0)
    assert f"“{after_each([chorus])[0].label}”" in said
    *first, last = (
        words_for(operation).name for operation in BELOW_MORE if operation.spec.section is not SectionRule.NONE
    )
    assert f"Extend, {', '.join(first)} and {last} offer a menu of the song's sections" in said
    for host in Host:
        telling = {family.label: family.offers.get(Operation.LYRICS_TIMELINE) for family in FAMILIES[host]}
        prices = {label: offer.price for label, offer in telling.items() if offer}
        assert prices == {"Sonic": 1}
        assert [family.label for family in FAMILIES[host] if Operation.FULL_SONG in family.offers] == ["Sonic"]
    assert "For a Sonic song, **Lyrics timeline** finds out once and for all, for 1 credit." in said
    assert "joins a Sonic extension to the clip that it extends" in said


def test_the_sizes_that_members_are_told_are_those_of_the_code() -> None:
    *kinds, last = (name.upper() for name in ("mp3", "m4a", "wav", "flac", "ogg"))
    assert {name.lower() for name in (*kinds, last)} == set(get_args(Container))
    largest = f"{recordings.LARGEST // 2**20} MiB"
    assert (
        f"must be {', '.join(kinds)} or {last}, from {recordings.SHORTEST:.0f} seconds to "
        f"{recordings.LONGEST / 60:.0f} minutes long and at most {largest}."
    ) in section(MEMBERS, "## Recordings")
    assert f"costs at most {clip_forms.CHEAP} credits starts without a form" in section(MEMBERS, "## Forms")
    assert f"attached to the message, up to {attachments.MOST_FILES} of them;" in section(MEMBERS, "## Below More…")
    assert f"the names of up to {MOST_NAMES} people" in section(PROMISES, "## Privacy")
    fetched = section(OPERATORS, "## Recordings that members name")
    assert f"follows at most {musicapi_files.MOST_REDIRECTS} redirects" in fetched
    assert f"stops at {largest}" in fetched
    assert f"with at most {isolation.MEMORY // 2**20} MiB of memory" in fetched
    wrong = section(MEMBERS, "## When something goes wrong")
    assert f"twice within {DOUBLE_PRESS.seconds} seconds" in wrong
    assert f"{MEMBER_SHARE} of your requests wait in line, or {SERVER_SHARE} of your server's" in wrong
    assert f"{QUEUE_LIMIT:,} songs are waiting" in wrong


def test_the_permissions_of_the_link_are_those_of_the_table() -> None:
    flags = [name.lower().replace(" ", "_") for name, _ in table(ADMINS, "## Permissions")]
    needed = discord.Permissions(**{"view_channel" if flag == "view_channels" else flag: True for flag in flags})
    assert len(flags) == 6
    assert f"&permissions={needed.value}`" in section(OPERATORS, "## What you need")


def events() -> set[str]:
    """Every event that the log may have."""
    calls = [
        call
        for package in ("bot", "cogs", "data")
        for path in (ROOT / package).rglob("*.py")
        for call in re.findall(r'(\w*log(?:\.\w+)?)\(\s*"([a-z_]+)', path.read_text(encoding="utf-8"))
    ]
    ends = ("_too_large", "_unpacked")  # which one function of bot/delivery/attachments.py adds to what it is given
    return {f"{name}{end}" for how, name in calls for end in (ends if how == "_fit_or_log" else ("",))}


def test_every_event_of_the_log_is_explained_and_every_one_that_is_explained_is_logged() -> None:
    explained = {
        name
        for heading in ("## Logs", "## Troubleshooting")
        for event, _ in table(OPERATORS, heading)
        for name in re.findall(r"`([a-z_]+)", event)
    }
    assert explained == events()


def test_the_commands_of_the_program_are_those_of_its_parser() -> None:
    offered = set(re.findall(r"^    ([a-z]+)", parser().format_help(), re.MULTILINE))
    assert {"gateway", "check"} <= offered
    said = section(OPERATORS, "## Commands")
    assert set(re.findall(r"`([a-z]+)`", said)) == offered


def test_the_directions_of_imports_are_those_of_the_contracts() -> None:
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = {
        contract.get("containers", ["everywhere"])[0].replace(".", "/"): contract["layers"]
        for contract in linter["contracts"]
        if contract["type"] == "layers"
    }
    wanted = {room: [set(re.split(r" [|:] ", layer)) for layer in each] for room, each in layers.items()}
    told = {
        where.replace("inside ", "").strip("`").rstrip("/"): [
            set(layer.split(", ")) for layer in directions.split(" → ")
        ]
        for where, directions in table("docs/architecture.md", "## The rooms")
    }
    assert {
        room: [{name.replace("\\", "") for name in layer} for layer in each] for room, each in told.items()
    } == wanted


def code_in(document: str) -> list[str]:
    """Every line of code of a document, in fences and between backticks."""
    fences, prose = FENCE.findall(TEXTS[document]), FENCE.sub("", TEXTS[document])
    return [
        *re.findall(r"`([^`\n]+)`", prose),
        *(line.removeprefix("$ ") for fence in fences for line in fence.splitlines()),
    ]


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
def test_every_path_exists_and_holds_what_is_named_after_it(document: str) -> None:
    folders = "bot|cogs|data|docs|sandbox|tests|requirements"
    found = [re.fullmatch(rf"((?:{folders})/[\w./-]*)(?:::(\w+))?", code) for code in code_in(document)]
    named = [(ROOT / match[1], match[2]) for match in found if match]
    assert [str(path.relative_to(ROOT)) for path, _ in named if not path.exists()] == []
    for path, name in named:
        assert name is None or re.search(rf"\b(?:def|class) {name}\b", path.read_text(encoding="utf-8")), name


def anchors(document: str) -> set[str]:
    """What GitHub makes of the headings of a document."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", TEXTS[document]), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def links(document: str) -> list[tuple[str, str]]:
    """The path, from the root, and the anchor of every link and picture that leads into the repository."""
    found = re.findall(r"\]\((?!https://)([^)#]*)#?([^)]*)\)", FENCE.sub("", TEXTS[document]))
    here = (ROOT / document).parent
    return [(str((here / path).resolve().relative_to(ROOT)) if path else document, anchor) for path, anchor in found]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_leads_somewhere(document: str) -> None:
    for path, anchor in links(document):
        assert (ROOT / path).exists(), path
        assert not anchor or anchor in anchors(path), f"{path}#{anchor}"


def test_the_readme_is_short_and_leads_to_every_page() -> None:
    assert len(TEXTS["README.md"].splitlines()) <= LONGEST_README
    assert {*PAGES, "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE"} <= {path for path, _ in links("README.md")}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_picture_has_words_for_those_who_do_not_see_it(document: str) -> None:
    assert "<img" not in TEXTS[document]
    assert [place for words, place in re.findall(r"!\[([^]]*)\]\(([^)]*)\)", TEXTS[document]) if len(words) < 20] == []
    for diagram in re.findall(r"```mermaid\n(.*?)```", TEXTS[document], re.DOTALL):
        assert re.search(r"^ +accTitle: \w.*\n +accDescr: \w", diagram, re.MULTILINE), diagram


def test_every_picture_is_shown_once() -> None:
    shown = sorted(path for document in DOCUMENTS for path, _ in links(document) if path.endswith((".png", ".svg")))
    assert shown == sorted(f"docs/images/{path.name}" for path in (ROOT / "docs" / "images").iterdir())


def test_what_is_stored_is_told_as_the_code_has_it() -> None:
    assert stored_table.PATH.read_text(encoding="utf-8") == stored_table.text(), "run `make docs`"


def test_no_sentence_stands_twice() -> None:
    said = [
        sentence
        for document in DOCUMENTS
        for line in FENCE.sub("", TEXTS[document]).splitlines()
        if document != "docs/musicapi.md"
        if "::test_" not in line  # a row of the sandbox's operations, of which one test may hold several
        for sentence in re.split(r"(?<=[.:;!?]) | \| ", line)
        if len(sentence) > 45
    ]
    assert [sentence for sentence, times in Counter(said).items() if times > 1] == []


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


@pytest.mark.parametrize("name", ["run", "tracing", "sandbox", "dev"])
def test_locked_packages_have_hashes_and_no_index_address(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert not re.search(r"^\s*(--(?:extra-)?index-url|--find-links|-f|-i)\b", text, re.MULTILINE)
    packages = re.split(r"\n(?=[a-z0-9])", text)[1:]
    assert packages
    assert all("--hash=sha256:" in package and re.match(r"[\w.\[\]-]+==", package) for package in packages)
