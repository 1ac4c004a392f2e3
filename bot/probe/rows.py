"""What the probe's table says of one thing: what is documented, what was seen, and whether that is the same."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum


class Api(StrEnum):
    """Who was asked."""

    MUSICAPI = "musicapi"
    DISCORD = "discord"


class Verdict(StrEnum):
    """How what was seen stands to what is documented."""

    SAME = "as documented"
    DIFFERS = "differs"
    UNDOCUMENTED = "not documented"  # the documents are silent on it, and whatever is seen is news
    UNSEEN = "not seen"  # nobody answered, or it was not asked for the reason that stands there


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; the words hold neither a secret nor anybody's name."""

    api: Api
    check: str  # what was looked at, such as `credits` or `riffusion: unknown task`
    verdict: Verdict
    documented: str
    seen: str

    def to_json(self) -> dict[str, str]:
        """The row as the file holds it."""
        return {name: str(value) for name, value in asdict(self).items()}


def judge(api: Api, check: str, *, documented: str, seen: str, same: bool | None) -> Row:
    """The row of something seen; `same` is None where the documents are silent."""
    verdict = Verdict.UNDOCUMENTED if same is None else Verdict.SAME if same else Verdict.DIFFERS
    return Row(api, check, verdict, documented, seen)


def unseen(api: Api, check: str, *, documented: str, why: str) -> Row:
    """The row of what nobody could look at."""
    return Row(api, check, Verdict.UNSEEN, documented, why)
