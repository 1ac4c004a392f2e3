"""Pure: what people agree to when they bring a recording, by version, and how it is said afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from cogs.text.catalog import say
from cogs.text.mentions import mention
from data.rows import Consent

YES: Final = "True"  # of a command's option; kept as it is, it stands for the first version


@dataclass(frozen=True, slots=True)
class Terms:
    """Words to agree to, with all of their versions: a form shows the newest, and may be sent long after."""

    versions: Mapping[int, Callable[[], str]]

    @property
    def newest(self) -> int:
        """The version that is shown now."""
        return max(self.versions)

    def words(self, version: int) -> str:
        """What was agreed to; empty for a version that never was."""
        return self.versions[version]() if version in self.versions else ""

    def version_of(self, sent: str) -> int:
        """Which version a sent form, or what is kept of a command, agreed to; 0 for none."""
        said = str(min(self.versions)) if sent == YES else sent
        return int(said) if said in map(str, self.versions) else 0

    def kept(self, said: str) -> str:
        """What is kept of a command's option: the version that it shows, or nothing."""
        return str(self.newest) if said == YES else ""


RECORDING_TERMS: Final = Terms({1: lambda: say("consent-recording-1")})
VOICE_TERMS: Final = Terms({1: lambda: say("consent-voice-1")})


def given_line(consent: Consent) -> str:
    """Who agreed to a voice, and on which day."""
    when = f"<t:{int(consent.given_at.timestamp())}:D>"
    return say("consent-given", who=mention(consent.user_id), when=when)


def sung_line(singer: str, consent: Consent | None) -> str:
    """By whom a song is sung and, where that is somebody's own voice, who agreed to it; `singer` is safe to show."""
    if consent is None:
        return say("fact-sung-by", singer=singer)
    return say("fact-sung-by-voice", singer=singer, who=mention(consent.user_id))
