"""docs/musicapi.md, made of the catalog and of the tests that prove its rows: `make docs` writes it anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.musicapi.catalog import DEFAULT_FAMILIES, FAMILIES
from bot.musicapi.offers import Host, Source
from bot.musicapi.operations import Gives, Operation
from cogs.text.operation_words import words_for
from tests.e2e.proofs import proofs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.musicapi.offers import Family, Offer

PATH = Path(__file__).resolve().parents[1] / "docs" / "musicapi.md"

HEAD = """\
# What Encore does with MusicAPI

Made of the catalog by `make docs`; a test fails where it is not up to date. Prices are credits a call, as far as the
vendor publishes them, else the highest that a page names; an operator's plan may differ. A limit is the most that is
taken. Every row names the test that orders it in Discord and sees what comes of it, with the real bot process between.

MusicAPI has two hosts that differ in operations and prices; `MUSICAPI_URL` says which one is asked.
"""

COLUMNS = ("Operation", "Credits", "Gives", "Takes at most", "In Discord", "Proved by")

COMMANDS = {
    Operation.CREATE: "`/song`, `/lyrics`, Apps → Make a song of this",
    Operation.PERSONA_SONG: "`/song` with `persona`",
    Operation.UPLOAD: "`/upload`",
    Operation.UPLOAD_EXTEND: "`/upload` with `then`: extend",
    Operation.UPLOAD_COVER: "`/upload` with `then`: cover",
    Operation.VOICE: "`/voice`",
    Operation.WRITE_LYRICS: "`/write`",
    Operation.ENRICH_STYLE: "`/style`",
    Operation.EXTEND: "Extend below a clip",
    Operation.COVER: "Cover below a clip",
}
GIVES = {Gives.FILES: "files", Gives.ANSWER: "an answer"}


def document() -> str:
    """The whole document."""
    return "\n".join([HEAD, *(line for host in Host for line in _host(host))]) + "\n"


def unproved() -> list[str]:
    """Every operation that no test orders."""
    proved = proofs()
    return [
        f"{host} {family.name} {operation}"
        for host in Host
        for family in FAMILIES[host]
        for operation in family.offers
        if _proof(proved, host, family, operation) is None
    ]


def _host(host: Host) -> Iterator[str]:
    yield f"## {host}"
    for family in FAMILIES[host]:
        yield ""
        yield f"### {family.label} on {host}"
        yield ""
        if family.name not in DEFAULT_FAMILIES:
            yield "MusicAPI calls it unavailable, so it is asked for nothing until `MUSICAPI_FAMILIES` names it."
            yield ""
        yield _row(*COLUMNS)
        yield _row(*("---" for _ in COLUMNS))
        for operation, offer in family.offers.items():
            proof = _proof(proofs(), host, family, operation) or ""
            yield _row(
                words_for(operation).name,
                str(offer.price),
                _gives(offer),
                _limits(family, offer),
                _where(operation),
                f"`tests/e2e/{proof}`",
            )
    yield ""


def _proof(
    proved: dict[tuple[Host, str, Operation], str], host: Host, family: Family, operation: Operation
) -> str | None:
    """The test of a row; where both hosts have the very same offer, one test of it is enough."""
    own = proved.get((host, family.name, operation))
    same = [
        proved.get((other, twin.name, operation))
        for other in Host
        for twin in FAMILIES[other]
        if twin.name == family.name and twin.offers.get(operation) == family.offers[operation]
    ]
    return own or next((test for test in same if test), None)


def _gives(offer: Offer) -> str:
    what = GIVES.get(offer.gives) or ("1 clip" if offer.clips == 1 else f"{offer.clips} clips")
    return f"{what}, at once" if offer.at_once else what


def _limits(family: Family, offer: Offer) -> str:
    sizes = offer.limits
    texts = bool(sizes.prompt or sizes.style or sizes.lyrics)  # elsewhere the title only names the card
    said = [
        f"{name} {size:,}"
        for name, size in (
            ("prompt", sizes.prompt),
            ("style", sizes.style),
            ("lyrics", sizes.lyrics),
            ("title", sizes.title if texts else 0),
        )
        if size
    ]
    if offer.shortest_lyrics:
        said.append(f"lyrics at least {offer.shortest_lyrics:,}")
    if offer.longest_section:
        said.append(f"a section of {offer.longest_section:.0f} s")
    if offer.lengths:
        said.append(f"{offer.lengths[0]:.0f} to {offer.lengths[1]:.0f} s of music")
    if offer.formats:
        said.append(f"as {', '.join(offer.formats)}")
    if offer.source is Source.UPLOADED:
        said.append("uploaded clips only")
    if offer.source is Source.PLATFORM:
        said.append("clips made by MusicAPI only")
    if offer.fresh_for:
        said.append(f"clips of the last {offer.fresh_for.total_seconds() / 3600:.0f} hours")
    if offer.models is not None:
        said.append("with " + ", ".join(model.label for model in family.models if model.name in offer.models))
    return "; ".join(said)


def _where(operation: Operation) -> str:
    return COMMANDS.get(operation) or f"More… below a clip → {words_for(operation).name}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


if __name__ == "__main__":
    PATH.write_text(document(), encoding="utf-8")
