"""A whole message: cards, files, alt texts, buttons, and nothing that calls anybody."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from bot.delivery.attachments import FileAttachment
from bot.jobs.verdicts import UNDECIDED, rejection
from bot.media.spool import SpooledFile
from bot.status.job_status import Stage
from cogs.cards.message import file_name, job_message
from cogs.cards.plain import plainer
from cogs.text import discord_limits
from data.brief import Brief
from data.rows import FailureKind, JobState
from tests.cogs.making import CHANNEL, NOW, attached, clip, job, status

if TYPE_CHECKING:
    from cogs.cards.message import Message


def test_a_card_alone_leaves_files_as_they_are_and_has_cancel_as_long_as_it_waits() -> None:
    queued = job_message(status(Stage.QUEUED, job(state=JobState.QUEUED, started_at=None)), ())
    for said in (queued.edit(), queued.send()):
        (row,) = said["view"].to_components()
        assert [(button["label"], button["custom_id"]) for button in row["components"]] == [
            ("Cancel", "job:v1:cancel:7")
        ]
    edit = job_message(status(Stage.COMPOSING, job()), ()).edit()
    assert set(edit) == {"embeds", "allowed_mentions", "view"}
    assert edit["view"] is None


def test_a_card_alone_leaves_the_buttons_of_a_clip_that_hangs_there() -> None:
    edit = job_message(status(Stage.ONE_READY, job(), [clip(1)]), ()).edit()
    assert set(edit) == {"embeds", "allowed_mentions"}


async def test_a_finished_song_has_two_files_two_pictures_and_its_buttons() -> None:
    made = [clip(1), clip(2)]
    message = job_message(status(Stage.DONE, job(state=JobState.DONE), made), [attached(each) for each in made])
    edit = message.edit()
    assert [(file.filename, file.description) for file in edit["attachments"]] == [
        ("late-night-1.m4a", "Clip 1: Late Night, 3:02 long"),
        ("late-night-2.m4a", "Clip 2: Late Night, 3:02 long"),
        ("cover-late-night-1.jpg", "Cover art of clip 1: Late Night"),
    ]
    assert [embed.thumbnail.url for embed in edit["embeds"]] == ["attachment://cover-late-night-1.jpg"]
    rows = edit["view"].to_components()
    assert [[button["label"] for button in row["components"]] for row in rows] == [
        ["1 Extend", "1 Cover", "1 More…"],
        ["2 Extend", "2 Cover", "2 More…"],
        ["Again · 12 credits", "Edit…"],
    ]
    assert edit["view"].is_finished(), "discord.py would keep it for ever"
    assert edit["allowed_mentions"].to_dict() == message.send()["allowed_mentions"].to_dict() == {"parse": []}
    again = message.edit()["attachments"]
    assert [file.filename for file in again] == [file.filename for file in edit["attachments"]]
    assert again[0] is not edit["attachments"][0], "discord.py closes a file after one request"


async def test_the_title_that_the_person_chose_names_cards_files_and_alt_texts() -> None:
    made = clip(1, title="Neon Dreams")
    done = status(Stage.DONE, job(state=JobState.DONE, title="Late"), [made])
    edit = job_message(done, [attached(made)]).edit()
    assert [embed.title for embed in edit["embeds"]] == ["Late"]
    assert edit["attachments"][0].filename == "late-1.m4a"
    assert edit["attachments"][0].description.startswith("Clip 1: Late")


async def test_the_picture_is_that_of_the_first_clip_that_has_one() -> None:
    made = [clip(1), clip(2)]
    first, second = attached(made[0], image=False), attached(made[1])
    message = job_message(status(Stage.DONE, job(state=JobState.DONE), made), [first, second])
    assert message.embeds[0].thumbnail.url == "attachment://cover-late-night-2.jpg"


async def test_a_message_is_said_by_one_with_the_same_card_and_the_same_files_only() -> None:
    made = [clip(1), clip(2)]
    early = job_message(status(Stage.ONE_READY, job(), made[:1]), [attached(made[0])])
    whole = job_message(status(Stage.DONE, job(state=JobState.DONE), made), [attached(m, image=False) for m in made])

    def posted(message: Message) -> Any:
        hanging = [SimpleNamespace(filename=each.name) for each in message.attachments or ()]
        return SimpleNamespace(embeds=message.embeds, attachments=hanging[::-1])

    assert [early.embeds[0].title, len(early.attachments or ())] == [whole.embeds[0].title, 2]
    assert whole.is_said_by(posted(whole))
    assert not whole.is_said_by(posted(early))


async def test_a_clip_without_files_keeps_its_place_on_the_card_and_its_buttons() -> None:
    made = clip(1)
    edit = job_message(status(Stage.DONE, job(), [made]), [attached(made, audio=False, image=False)]).edit()
    assert edit["attachments"] == []
    assert edit["embeds"][0].thumbnail.url is None
    assert edit["embeds"][0].fields[0].name == "Clip 1"
    assert len(edit["view"].to_components()) == 1


async def test_a_letter_says_why_it_comes_and_has_no_buttons_that_would_not_work_there() -> None:
    made = clip(1)
    of = job(state=JobState.DONE)
    letter = job_message(status(Stage.DONE, of, [made]), [attached(made)]).to_person(of).send()
    assert letter["content"] == f"Encore could not write in <#{CHANNEL}>, so this comes to you here."
    assert "view" not in letter
    assert len(letter["files"]) == 2


def test_a_failed_song_gives_long_lyrics_back() -> None:
    lyrics = "[Verse]\n" + "la la\n" * 100
    failed = job(state=JobState.FAILED, failure=FailureKind.LOST, lyrics=lyrics)
    edit = job_message(status(Stage.FAILED, failed), ()).edit()
    (file,) = edit["attachments"]
    assert (file.filename, file.fp.read().decode()) == ("lyrics.txt", lyrics)
    (row,) = edit["view"].to_components()
    assert [button["custom_id"] for button in row["components"]] == ["job:v1:retry:7:12", "job:v1:edit:7"]
    short = job_message(status(Stage.FAILED, replace(failed, brief=Brief(lyrics="la"))), ()).edit()
    assert short["attachments"] == []


@pytest.mark.promise(key="unapproved-words")
@pytest.mark.parametrize(
    ("waits", "reason"),
    [
        *((True, who) for who in ("3001", "", "5")),  # cancelled by its member, by nobody, by an operator
        *((None, verdict) for verdict in (rejection(""), rejection("not here"), UNDECIDED)),
    ],
)
async def test_what_no_moderator_let_through_leaves_no_word_on_the_card(waits: bool | None, reason: str) -> None:
    words = {each: f"a secret {each} " * 30 for each in ("title", "prompt", "style", "lyrics")}
    ended = {"state": JobState.FAILED, "failure": FailureKind.CANCELLED, "reason": reason}
    card = job_message(status(Stage.FAILED, job(**words, **ended, awaits_approval=waits)), ())
    assert "secret" not in str([each.to_dict() for each in (*card.embeds, *card.buttonless)])
    assert card.attachments == ()
    if waits:
        waiting = job(**words, state=JobState.QUEUED, started_at=None, awaits_approval=waits)
        assert "secret" not in str(job_message(status(Stage.APPROVAL, waiting), ()).embeds[0].to_dict())
        let_through = job_message(status(Stage.FAILED, job(**words, **ended)), ())
        assert "secret" in str(let_through.embeds[0].to_dict())
        assert [each.name for each in let_through.attachments or ()] == ["lyrics.txt"]


@pytest.mark.parametrize("title", ["x" * 5_000, "\U0001f3b5" * 2_000, "@everyone " * 300])
async def test_alt_texts_and_names_fit_whatever_the_vendor_calls_a_clip(title: str) -> None:
    made = clip(1, title=title)
    for file in job_message(status(Stage.DONE, job(), [made]), [attached(made)]).edit()["attachments"]:
        assert len(file.description.encode("utf-16-le")) // 2 <= 1_024
        assert len(file.filename) <= 100


def _stems(*files: FileAttachment) -> Message:
    result = {"files": [{"name": file.name, "url": file.url} for file in files]}
    columns: dict[str, Any] = {"operation": "stems_basic", "family": "sonic", "model": "sonic-v5", "result": result}
    done = status(Stage.DONE, job(state=JobState.DONE, **columns), parent=clip(1), parent_job=job(title="Late"))
    return job_message(done, (), files)


def test_files_are_attached_under_their_names_and_the_title_that_the_person_chose() -> None:
    voice, drums, packed = SpooledFile(), SpooledFile(), SpooledFile()
    message = _stems(
        FileAttachment("Vocals", "https://files.test/v", "wav", voice),
        FileAttachment("Backing / Drums", "https://files.test/d", "mp3", drums),
        FileAttachment("", "", "zip", packed, ("Bass", "Piano")),
        FileAttachment("Far away", "https://files.test/f"),
    )
    assert [(file.name, file.data, file.description) for file in message.attachments or ()] == [
        ("late-vocals.wav", voice, "Vocals of Late"),
        ("late-backing-drums.mp3", drums, "Backing / Drums of Late"),
        ("late-stems.zip", packed, "Stems of Late, a zip of: Bass, Piano"),
    ]
    assert len(message.embeds) == 1
    assert message.view is None


@pytest.mark.parametrize(
    ("operation", "parts", "files"),
    [
        ("stems_full", 1, ["late-stems.zip"]),
        ("stems_full", 2, ["late-stems-1-of-2.zip", "late-stems-2-of-2.zip"]),
        ("download", 1, ["late-files.zip"]),
    ],
)
def test_a_zip_is_called_by_what_it_holds_and_by_its_number_where_there_are_more(
    operation: str, parts: int, files: list[str]
) -> None:
    packed = [FileAttachment("", "", "zip", SpooledFile(), ("Bass",), (n, parts)) for n in range(1, parts + 1)]
    of = job(state=JobState.DONE, operation=operation, family="sonic", model="sonic-v5", title="Late")
    assert [file.name for file in job_message(status(Stage.DONE, of), (), packed).attachments or ()] == files


def test_files_that_are_called_alike_stay_apart_and_no_more_than_ten_are_attached() -> None:
    message = _stems(*(FileAttachment("Vocals", "https://files.test/v", "wav", SpooledFile()) for _ in range(14)))
    names = [file.name for file in message.attachments or ()]
    assert names[:3] == ["late-vocals.wav", "late-vocals-2.wav", "late-vocals-3.wav"]
    assert len(set(names)) == len(names) == 10


async def test_the_cards_of_five_clips_stay_within_what_discord_takes() -> None:
    long = {"title": "x" * 5_000, "style": "y" * 5_000, "audio_url": "https://x/" + "a" * 880}
    made = [clip(number, **long) for number in range(1, 6)]
    message = job_message(
        status(Stage.DONE, job(state=JobState.DONE), made), [attached(each, audio=False) for each in made]
    )
    said = [embed.title or "" for embed in message.embeds]
    said += [embed.description or "" for embed in message.embeds]
    said += [part or "" for embed in message.embeds for field in embed.fields for part in (field.name, field.value)]
    assert sum(map(len, said)) <= 6_000
    assert len(message.embeds) == 1
    assert [field.name for field in message.embeds[0].fields] == [f"Clip {number}" for number in range(1, 6)]
    assert message.view is not None
    assert len(message.view.to_components()) == 5


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Late Night", "late-night-1.m4a"),
        ("../../etc/passwd", "etc-passwd-1.m4a"),
        ("Café déjà", "cafe-deja-1.m4a"),
        ("夜", "song-1.m4a"),
        ("", "song-1.m4a"),
        ("a" * 100, "a" * 60 + "-1.m4a"),
    ],
)
def test_a_files_name_is_plain(title: str, name: str) -> None:
    assert file_name(title, 1, "m4a") == name


def test_a_failed_song_keeps_the_clip_that_was_posted_before() -> None:
    failed = job(state=JobState.FAILED, failure=FailureKind.FAILED)
    message = job_message(status(Stage.FAILED, failed, [clip(1, posted_at=NOW), clip(2)]), ())
    hanging: Any = [SimpleNamespace(filename=name) for name in ("late-night-1.m4a", "cover-late-night-1.jpg")]
    assert message.edit(hanging)["attachments"] == hanging[:1]


def _rows(message: Message) -> list[list[str]]:
    assert message.view is not None
    return [[button["label"] for button in row["components"]] for row in message.view.to_components()]


async def test_a_failed_song_keeps_the_buttons_of_the_clip_that_can_be_heard_and_those_alone() -> None:
    failed = job(state=JobState.FAILED, failure=FailureKind.FAILED)
    made = [clip(1, posted_at=NOW), clip(2)]
    seen, second_try = status(Stage.FAILED, failed, made), ["Try again · 12 credits", "Edit…"]
    for clips in ((), [attached(made[0])], [attached(made[0], audio=False)]):
        assert _rows(job_message(seen, clips)) == [["1 Extend", "1 Cover", "1 More…"], second_try]
    assert _rows(job_message(status(Stage.FAILED, failed, [clip(1)]), ())) == [second_try]
    of = {"operation": "extend", "source": 11, "family": "sonic", "model": "sonic-v5"}
    extension = job(state=JobState.FAILED, failure=FailureKind.FAILED, **of)
    assert "1 Join" in str(_rows(job_message(status(Stage.FAILED, extension, made), ())))


async def test_a_failed_song_that_is_posted_anew_brings_the_clip_along_or_says_where_it_is() -> None:
    failed = job(state=JobState.FAILED, failure=FailureKind.FAILED, lyrics="la " * 100)
    seen, unposted = status(Stage.FAILED, failed, [clip(1, posted_at=NOW)]), clip(1)
    message = job_message(seen, [attached(unposted)])
    assert [each.name for each in message.attachments or ()] == ["late-night-1.m4a", "lyrics.txt"]
    assert message.keeps == frozenset()
    gone = job_message(seen, [attached(unposted, audio=False)])
    assert [each.name for each in gone.attachments or ()] == ["lyrics.txt"]
    assert "listen at MusicAPI" in str(gone.embeds[0].fields[0].value)


@pytest.mark.parametrize("operation", ["create", "bpm"])
def test_what_failed_names_its_buttons_only_where_they_are(operation: str) -> None:
    of = {"operation": operation, "family": "sonic", "model": "sonic-v5", "failure": FailureKind.LOST}
    failed = job(state=JobState.FAILED, message_channel_id=None if operation == "bpm" else CHANNEL, **of)
    message = job_message(status(Stage.FAILED, failed), ())
    assert "Press **Try again**." in str(message.embeds[0].description)
    letter = message.to_person(failed)
    *plainer_ones, plainest = plainer(message)
    for without in (letter, plainest):
        assert without.view is None
        assert "Press" not in str(without.embeds[0].description)
        assert "Ask for it again." in str(without.embeds[0].description)
    assert all("Press **Try again**." in str(each.embeds[0].description) for each in plainer_ones)
    assert without.embeds[0].title == message.embeds[0].title


async def test_a_song_that_comes_anew_takes_the_place_of_the_one_that_hangs_there() -> None:
    posted = clip(1, posted_at=NOW)
    done = status(Stage.DONE, job(state=JobState.DONE), [posted, clip(2)])
    both = [attached(each) for each in (posted, clip(2))]
    assert job_message(done, both).keeps == frozenset()
    missing = [attached(posted, audio=False), attached(clip(2), audio=False)]
    assert job_message(done, missing).keeps == {"late-night-1"}


async def test_a_plainer_message_says_as_much_with_less() -> None:
    made = [clip(1, title="Cover me"), clip(2)]
    done = status(Stage.DONE, job(state=JobState.DONE), made)
    wordings = [wording.edit() for wording in plainer(job_message(done, [attached(each) for each in made]))]
    names = ["cover-me-1.m4a", "late-night-2.m4a"]
    assert [[file.filename for file in edit["attachments"]] for edit in wordings] == [names] * 3
    assert [embed.thumbnail.url for edit in wordings for embed in edit["embeds"]] == [None] * 3
    assert [sum(len(embed.fields) for embed in edit["embeds"]) > 0 for edit in wordings] == [True, False, False]
    assert [edit["view"] is None for edit in wordings] == [False, False, True]
    for edit in wordings[1:]:
        assert [embed.title for embed in edit["embeds"]] == [embed.title for embed in wordings[0]["embeds"]]
        assert "Clip 1: 3:02\nCover me\nClip 2: 3:02\nLate Night" in edit["embeds"][0].description
        assert "Made with AI" in edit["embeds"][0].description
        assert sum(len(embed) for embed in edit["embeds"]) <= discord_limits.EMBEDS


def test_a_plainer_card_touches_no_file() -> None:
    for wording in plainer(job_message(status(Stage.COMPOSING, job()), ())):
        assert set(wording.edit()) == {"embeds", "allowed_mentions", "view"}
