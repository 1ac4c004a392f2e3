"""The published formats of buttons, menus and forms: what was ever shipped is read for ever, by exactly one class."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.musicapi.catalog import FAMILIES
from bot.musicapi.operations import Operation
from cogs.components.credits_ids import CreditsTab, LedgerMenu, MembersPage
from cogs.components.custom_id import (
    Action,
    AgainButton,
    CancelButton,
    ClipButton,
    ClipForm,
    ConfirmButton,
    CreditsPage,
    DraftSongForm,
    EditButton,
    EditDraftButton,
    EditedSongForm,
    Example,
    ExampleButton,
    ModelMenu,
    ModelScope,
    OperationButton,
    OperationMenu,
    PersonaSongForm,
    Position,
    PostButton,
    ReopenButton,
    RetryButton,
    Setting,
    SettingButton,
    SingButton,
    SingerButton,
    SongForm,
    StyleButton,
    UploadForm,
    VoiceForm,
    WrittenSongForm,
)
from cogs.components.download_ids import DownloadPlaylist, DownloadShelf
from cogs.components.library_ids import RenameForm, SongButton, SongsPage
from cogs.components.moderation_ids import CaseButton, RejectForm, ReportForm
from cogs.components.playlist_ids import (
    AddMenu,
    NewPlaylistForm,
    PlaceButton,
    PlaylistButton,
    PlaylistMenu,
    PlaylistNameForm,
    PlaylistsButton,
)
from cogs.components.privacy_ids import (
    DeleteButton,
    EraseButton,
    ExportButton,
    KeepButton,
    Messages,
    RetentionMenu,
    Step,
)
from cogs.components.queue_ids import QueueCancel, QueueLook
from cogs.components.settings_ids import (
    ChangesButton,
    ChangesPage,
    SectionButton,
    SectionForm,
    SettingsCheck,
    SettingsTab,
)
from cogs.components.song_action import CaseAction, PlaceAction, PlaylistAction, SongAction
from cogs.components.typed_form import TypedSongForm, TypedUploadForm, TypedVoiceForm, WordsForm
from cogs.router import COMPONENTS, FORMS, read_route
from cogs.settings.panel import SECTIONS
from cogs.settings.section import Tab
from cogs.text import discord_limits
from data.ids import CaseId, ClipId, DraftId, JobId, PlaylistId
from data.library.search import Shelf

if TYPE_CHECKING:
    from cogs.components.custom_id import CustomId
    from cogs.router import Route

HUGE = 987654321012345678
# Every format ever shipped. Lines are added, never changed: the messages out there keep their buttons.
GOLDEN_COMPONENTS: dict[str, CustomId] = {
    "clip:v1:extend:1": ClipButton(Action.EXTEND, ClipId(1)),
    "clip:v1:cover:1": ClipButton(Action.COVER, ClipId(1)),
    f"clip:v1:extend:{HUGE}": ClipButton(Action.EXTEND, ClipId(HUGE)),
    "clip:v1:more:1": ClipButton(Action.MORE, ClipId(1)),
    "clip:v1:full:1": ClipButton(Action.FULL_SONG, ClipId(1)),
    "pick:v1:1": OperationMenu(ClipId(1)),
    f"pick:v1:{HUGE}": OperationMenu(ClipId(HUGE)),
    "sing:v1:7:1": SingButton(JobId(7), 1),
    f"sing:v1:{HUGE}:2": SingButton(JobId(HUGE), 2),
    "style:v1:7": StyleButton(JobId(7)),
    f"style:v1:{HUGE}": StyleButton(JobId(HUGE)),
    "confirm:v1:3": ConfirmButton(DraftId(3)),
    f"confirm:v1:{HUGE}": ConfirmButton(DraftId(HUGE)),
    "job:v1:again:7:12": AgainButton(JobId(7), 12),
    f"job:v1:again:{HUGE}:0": AgainButton(JobId(HUGE), 0),
    "job:v1:retry:7:12": RetryButton(JobId(7), 12),
    f"job:v1:retry:{HUGE}:75": RetryButton(JobId(HUGE), 75),
    "job:v1:edit:7": EditButton(JobId(7)),
    f"job:v1:edit:{HUGE}": EditButton(JobId(HUGE)),
    "job:v1:cancel:7": CancelButton(JobId(7)),
    f"job:v1:cancel:{HUGE}": CancelButton(JobId(HUGE)),
    "reopen:v1:3": ReopenButton(DraftId(3)),
    f"reopen:v1:{HUGE}": ReopenButton(DraftId(HUGE)),
    "set:v1:my-notices:on": SettingButton(Setting.MY_NOTICES, Position.ON),
    "set:v1:my-notices:off": SettingButton(Setting.MY_NOTICES, Position.OFF),
    "set:v1:server-notices:on": SettingButton(Setting.SERVER_NOTICES, Position.ON),
    "set:v1:server-notices:off": SettingButton(Setting.SERVER_NOTICES, Position.OFF),
    "settings:v1:tab:spending": SettingsTab("spending"),
    "settings:v1:change:role-share": SectionButton("role-share"),
    "settings:v1:check": SettingsCheck(),
    "settings:v1:changes": ChangesButton(),
    "settings:v1:changes:0": ChangesPage(0),
    "settings:v1:changes:123": ChangesPage(123),
    "example:v1:rain:12": ExampleButton(Example.RAIN, 12),
    "example:v1:birthday:12": ExampleButton(Example.BIRTHDAY, 12),
    "example:v1:drive:0": ExampleButton(Example.DRIVE, 0),
    "credits:v1:0": CreditsPage(0),
    "credits:v1:999": CreditsPage(999),
    "credits:v1:tab:mine": CreditsTab("mine"),
    "credits:v1:tab:server": CreditsTab("server"),
    "credits:v1:tab:chart": CreditsTab("chart"),
    "credits:v1:tab:members": CreditsTab("members"),
    "credits:v1:members:0": MembersPage(0),
    "credits:v1:members:999": MembersPage(999),
    "credits:v1:ledger": LedgerMenu(),
    "queue:v1:cancel:7": QueueCancel(JobId(7)),
    f"queue:v1:cancel:{HUGE}": QueueCancel(JobId(HUGE)),
    "queue:v1:look": QueueLook(),
    "model:v1:mine": ModelMenu(ModelScope.MINE),
    "model:v1:server": ModelMenu(ModelScope.SERVER),
    "post:v1:7": PostButton(JobId(7)),
    "songs:v1:mine:0:": SongsPage(Shelf.MINE, 0),
    "songs:v1:server:999:rain: 100% *“夜”*": SongsPage(Shelf.SERVER, 999, "rain: 100% *“夜”*"),
    "songs:v1:favourites:2:a": SongsPage(Shelf.FAVOURITES, 2, "a"),
    "download:v1:mine:0:": DownloadShelf(Shelf.MINE, 0),
    "download:v1:favourites:999:rain: 100% *“夜”*": DownloadShelf(Shelf.FAVOURITES, 999, "rain: 100% *“夜”*"),
    "download:v1:list:1:0": DownloadPlaylist(PlaylistId(1), 0),
    f"download:v1:list:{HUGE}:999": DownloadPlaylist(PlaylistId(HUGE), 999),
    "song:v1:show:1": SongButton(SongAction.SHOW, ClipId(1)),
    "song:v1:heart:1": SongButton(SongAction.HEART, ClipId(1)),
    f"song:v1:unheart:{HUGE}": SongButton(SongAction.UNHEART, ClipId(HUGE)),
    "song:v1:vote:1": SongButton(SongAction.VOTE, ClipId(1)),
    "song:v1:unvote:1": SongButton(SongAction.UNVOTE, ClipId(1)),
    "song:v1:bring:1": SongButton(SongAction.BRING_BACK, ClipId(1)),
    "song:v1:rename:1": SongButton(SongAction.RENAME, ClipId(1)),
    "song:v1:delete:1": SongButton(SongAction.DELETE, ClipId(1)),
    "song:v1:add:1": SongButton(SongAction.ADD, ClipId(1)),
    "lists:v1": PlaylistsButton(),
    "lists:v1:show": PlaylistMenu(),
    "lists:v1:add:1": AddMenu(ClipId(1)),
    "list:v1:page:1:0": PlaylistButton(PlaylistAction.PAGE, PlaylistId(1)),
    "list:v1:rename:1:0": PlaylistButton(PlaylistAction.RENAME, PlaylistId(1)),
    "list:v1:remove:1:0": PlaylistButton(PlaylistAction.REMOVE, PlaylistId(1)),
    "list:v1:gone:1:0": PlaylistButton(PlaylistAction.REMOVE_NOW, PlaylistId(1)),
    "place:v1:up:1:2:0": PlaceButton(PlaceAction.UP, PlaylistId(1), ClipId(2), 0),
    f"place:v1:out:{HUGE}:{HUGE}:99": PlaceButton(PlaceAction.OUT, PlaylistId(HUGE), ClipId(HUGE), 99),
    "song:v1:gone:1": SongButton(SongAction.DELETE_NOW, ClipId(1)),
    f"post:v1:{HUGE}": PostButton(JobId(HUGE)),
    "make:v1:persona:1": OperationButton(Operation.PERSONA, ClipId(1)),
    f"make:v1:stems_full:{HUGE}": OperationButton(Operation.STEMS_FULL, ClipId(HUGE)),
    "singer:v1:7": SingerButton(JobId(7)),
    f"singer:v1:{HUGE}": SingerButton(JobId(HUGE)),
    "change:v1:3": EditDraftButton(DraftId(3)),
    f"change:v1:{HUGE}": EditDraftButton(DraftId(HUGE)),
    "privacy:v1:export": ExportButton(),
    "privacy:v1:delete": DeleteButton(),
    "privacy:v1:keep": KeepButton(),
    "privacy:v1:erase:stay:ask": EraseButton(Messages.STAY, Step.ASK),
    "privacy:v1:erase:go:ask": EraseButton(Messages.GO, Step.ASK),
    "privacy:v1:erase:stay:sure": EraseButton(Messages.STAY, Step.SURE),
    "privacy:v1:erase:go:sure": EraseButton(Messages.GO, Step.SURE),
    "privacy:v1:words": RetentionMenu(),
    "case:v1:approve:1": CaseButton(CaseAction.APPROVE, CaseId(1)),
    "case:v1:reject:1": CaseButton(CaseAction.REJECT, CaseId(1)),
    "case:v1:delete:1": CaseButton(CaseAction.DELETE, CaseId(1)),
    "case:v1:block:1": CaseButton(CaseAction.BLOCK, CaseId(1)),
    f"case:v1:dismiss:{HUGE}": CaseButton(CaseAction.DISMISS, CaseId(HUGE)),
}
GOLDEN_FORMS: dict[str, CustomId] = {
    "form:v1:reject:1": RejectForm(CaseId(1)),
    "form:v1:report:1": ReportForm(JobId(1)),
    "form:v1:rename:1": RenameForm(ClipId(1)),
    "form:v1:list-new:1": NewPlaylistForm(ClipId(1)),
    "form:v1:list-name:1": PlaylistNameForm(PlaylistId(1)),
    "form:v1:song:12:": SongForm(12),
    "form:v1:song:12:riffusion": SongForm(12, "riffusion"),
    "form:v1:song:12:riffusion/FUZZ-1.1 Pro": SongForm(12, "riffusion/FUZZ-1.1 Pro"),
    "form:v1:song:0:sonic/sonic-v5": SongForm(0, "sonic/sonic-v5"),
    "form:v1:sing:7:2:15": WrittenSongForm(JobId(7), 2, 15),
    f"form:v1:sing:{HUGE}:1:15": WrittenSongForm(JobId(HUGE), 1, 15),
    "form:v1:draft:5:12": DraftSongForm(DraftId(5), 12),
    "form:v1:edit:7:12": EditedSongForm(JobId(7), 12),
    f"form:v1:edit:{HUGE}:0": EditedSongForm(JobId(HUGE), 0),
    "form:v1:singer:7:15": PersonaSongForm(JobId(7), 15),
    f"form:v1:singer:{HUGE}:15": PersonaSongForm(JobId(HUGE), 15),
    "form:v1:clip:extend:1:12": ClipForm(Operation.EXTEND, ClipId(1), 12),
    "form:v1:clip:cover:2:12": ClipForm(Operation.COVER, ClipId(2), 12),
    "form:v1:clip:replace_section:3:15": ClipForm(Operation.REPLACE_SECTION, ClipId(3), 15),
    f"form:v1:clip:stems_full:{HUGE}:75": ClipForm(Operation.STEMS_FULL, ClipId(HUGE), 75),
    "form:v1:upload:2-17-17:": UploadForm("2-17-17"),
    "form:v1:upload:2--:riffusion": UploadForm("2--", "riffusion"),
    "form:v1:upload:2-17-17:sonic/sonic-v5": UploadForm("2-17-17", "sonic/sonic-v5"),
    "form:v1:voice:15": VoiceForm(15),
    "form:v1:settings:pace:cec7ea-cec7ea": SectionForm("pace", "cec7ea-cec7ea"),
    "form:v1:typed-song:5:15": TypedSongForm(DraftId(5), 15),
    f"form:v1:typed-song:{HUGE}:0": TypedSongForm(DraftId(HUGE), 0),
    "form:v1:typed-upload:5:2-17-17": TypedUploadForm(DraftId(5), "2-17-17"),
    f"form:v1:typed-upload:{HUGE}:2--": TypedUploadForm(DraftId(HUGE), "2--"),
    "form:v1:typed-voice:5:15": TypedVoiceForm(DraftId(5), 15),
    "form:v1:words:write_lyrics:2": WordsForm(Operation.WRITE_LYRICS, 2),
    "form:v1:words:enrich_style:1": WordsForm(Operation.ENRICH_STYLE, 1),
}


def _readers(routes: tuple[Route[Any], ...], name: str) -> list[CustomId]:
    return [read for route in routes if (read := route.format.read(name)) is not None]


@pytest.mark.promise(key="old-buttons")
@pytest.mark.parametrize("name", GOLDEN_COMPONENTS)
def test_every_button_and_menu_ever_shipped_is_read(name: str) -> None:
    assert _readers(COMPONENTS, name) == [GOLDEN_COMPONENTS[name]]
    assert _readers(FORMS, name) == []
    assert GOLDEN_COMPONENTS[name].custom_id == name


@pytest.mark.promise(key="old-buttons")
@pytest.mark.parametrize("name", GOLDEN_FORMS)
def test_every_form_ever_shipped_is_read(name: str) -> None:
    assert _readers(FORMS, name) == [GOLDEN_FORMS[name]]
    assert _readers(COMPONENTS, name) == []
    assert GOLDEN_FORMS[name].custom_id == name


def test_every_format_has_its_line_and_its_handler() -> None:
    for routes, golden in ((COMPONENTS, GOLDEN_COMPONENTS), (FORMS, GOLDEN_FORMS)):
        assert {route.format for route in routes} == {type(about) for about in golden.values()}
        assert len({route.format for route in routes}) == len(routes)


def test_everything_that_can_be_written_is_read_and_short_enough() -> None:
    largest = 999_999_999_999_999_999
    written: list[tuple[tuple[Route[Any], ...], CustomId]] = [
        *((COMPONENTS, ClipButton(action, ClipId(largest))) for action in Action),
        *((FORMS, ClipForm(operation, ClipId(largest), 999_999)) for operation in Operation),
        *(
            (FORMS, SongForm(999_999, f"{family.name}/{model.name}"))
            for families in FAMILIES.values()
            for family in families
            for model in family.models
        ),
        (FORMS, WrittenSongForm(JobId(largest), 9, 999_999)),
        (FORMS, DraftSongForm(DraftId(largest), 999_999)),
        (COMPONENTS, ConfirmButton(DraftId(largest))),
        (COMPONENTS, AgainButton(JobId(largest), 999_999)),
        (COMPONENTS, RetryButton(JobId(largest), 999_999)),
        (COMPONENTS, EditButton(JobId(largest))),
        (COMPONENTS, CancelButton(JobId(largest))),
        (COMPONENTS, ReopenButton(DraftId(largest))),
        (COMPONENTS, EditDraftButton(DraftId(largest))),
        (FORMS, EditedSongForm(JobId(largest), 999_999)),
        *((COMPONENTS, SettingButton(setting, position)) for setting in Setting for position in Position),
        *((COMPONENTS, SettingsTab(tab)) for tab in Tab),
        *((COMPONENTS, SectionButton(section.key)) for section in SECTIONS),
        *((FORMS, SectionForm(section.key, "-".join(["0123af"] * 5))) for section in SECTIONS),
        *((COMPONENTS, ExampleButton(example, 999_999)) for example in Example),
        *((COMPONENTS, OperationButton(operation, ClipId(largest))) for operation in Operation),
        (FORMS, VoiceForm(999_999)),
        *(
            (FORMS, UploadForm("-".join(["999999"] * 3), f"{family.name}/{model.name}"))
            for families in FAMILIES.values()
            for family in families
            for model in family.models
        ),
    ]
    for routes, about in written:
        found = read_route(routes, about.custom_id)
        assert found is not None
        assert found[1] == about
        assert len(about.custom_id) <= discord_limits.CUSTOM_ID


NUMBERS = ("", "0", "-1", "1; drop", "1'; drop table", "١", "9" * 30, "1:1:1:1", " 1", "1\n")


@pytest.mark.parametrize(
    "name",
    [
        "",
        "nonsense",
        "clip:",
        "clip:v2:extend:1",
        "clip:v1:dance:1",
        "pick:v9:1",
        "sing:v2:1:1",
        "sing:v1:1:0",
        "sing:v1:1:10",
        "style:",
        "confirm:v2:1",
        "job:v2:again:1:12",
        "job:v1:dance:1:12",
        "job:v1:again:1",
        "job:v1:retry:1:-1",
        "job:v1:edit:1:12",
        "reopen:v2:1",
        "change:v2:1",
        "change:v1:",
        "form:v1:edit:1",
        "set:v2:my-notices:on",
        "set:v1:my-notices:",
        "set:v1:allowance:on",
        "example:v1:polka:12",
        "example:v1:rain:-1",
        "credits:v1:",
        "credits:v1:01",
        "credits:v1:1000",
        "credits:v1:-1",
        "model:v1:",
        "model:v1:theirs",
        "model:v2:mine",
        "form:",
        "form:v2:song:12:",
        "form:v1:song::",
        "form:v1:song:-1:",
        "form:v1:song:1",
        "form:v1:song:9999999:",
        "form:v1:clip:dance:1:12",
        "form:v1:clip:extend:1:",
        "form:v1:clip:extend:1:١",
        "form:v1:sing:1:0:12",
        "form:v1:polka:1",
        "form:v1:upload::",
        "form:v1:upload:2-17:",
        "form:v1:upload:2-17-17",
        "form:v1:upload:2-17-17-9:",
        "form:v1:upload:a-b-c:",
        "settings:v2:tab:spending",
        "settings:v1:tab:",
        "settings:v1:change:Share",
        "settings:v1:change:1",
        "settings:v1:changes:",
        "settings:v1:changes:-1",
        "settings:v1:changes:01",
        f"settings:v1:changes:{10**18}",
        "form:v1:settings:share",
        "form:v1:settings:share:12",
        "form:v1:settings:share:0123AF",
        "form:v1:settings::0123af",
        "form:v1:voice:",
        "form:v1:voice:1:1",
        *(f"clip:v1:extend:{number}" for number in NUMBERS),
        *(f"pick:v1:{number}" for number in NUMBERS),
        *(f"style:v1:{number}" for number in NUMBERS),
        *(f"sing:v1:{number}:1" for number in NUMBERS if number != "1:1:1:1"),
        *(f"confirm:v1:{number}" for number in NUMBERS),
        *(f"job:v1:{what}:{number}:12" for what in ("again", "retry") for number in NUMBERS if number != "1:1:1:1"),
        *(f"job:v1:{what}:{number}" for what in ("edit", "cancel") for number in NUMBERS),
        *(f"reopen:v1:{number}" for number in NUMBERS),
        *(f"form:v1:edit:{number}:12" for number in NUMBERS if number != "1:1:1:1"),
        *(f"post:v1:{number}" for number in NUMBERS),
        *(f"make:v1:persona:{number}" for number in NUMBERS),
        *(f"singer:v1:{number}" for number in NUMBERS),
        "make:v1:dance:1",
        *(f"form:v1:draft:{number}:12" for number in NUMBERS if number != "1:1:1:1"),
        *(f"form:v1:clip:extend:{number}:12" for number in NUMBERS),
    ],
)
def test_unknown_and_forged_names_are_nobodys(name: str) -> None:
    assert read_route(COMPONENTS, name) is None
    assert read_route(FORMS, name) is None
