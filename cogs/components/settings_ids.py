"""What a button or a form of `/settings` is about: published formats, as in `custom_id.py`."""

from __future__ import annotations

from dataclasses import dataclass

from cogs.components.custom_id import CustomId


@dataclass(frozen=True, slots=True)
class SettingsTab(CustomId):
    """Turns to a part of the panel, by the name of its tab."""

    template = "settings:v1:tab:{section}"
    section: str


@dataclass(frozen=True, slots=True)
class SectionButton(CustomId):
    """Opens the form of a section, or does what the section has in its place."""

    template = "settings:v1:change:{section}"
    section: str


@dataclass(frozen=True, slots=True)
class SettingsCheck(CustomId):
    """Looks whether songs can be made and posted in this server."""

    template = "settings:v1:check"


@dataclass(frozen=True, slots=True)
class ChangesButton(CustomId):
    """Shows what was changed in this server, and by whom."""

    template = "settings:v1:changes"


@dataclass(frozen=True, slots=True)
class ChangesPage(CustomId):
    """Turns to what was changed before a row of the record; 0: to the newest."""

    template = "settings:v1:changes:{before}"
    before: int


@dataclass(frozen=True, slots=True)
class SectionForm(CustomId):
    """What a section is to be; `seen` has a mark for each field: what it showed to whoever fills it in."""

    template = "form:v1:settings:{section}:{seen}"
    section: str
    seen: str
