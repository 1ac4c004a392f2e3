"""What the cards say, and that Discord takes them whatever anybody wrote."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.delivery.attachments import FileAttachment
from bot.jobs import cadence
from bot.jobs.expected_times import Expected
from bot.media.spool import SpooledFile
from bot.musicapi.offers import Typical
from bot.musicapi.text import utf16_length
from bot.status.job_status import Stage
from cogs.cards.message import job_message
from cogs.cards.status import BROKEN, status_card, with_chosen_title
from data.brief import PassedOver
from data.ids import UserId
from data.rows import Consent, FailureKind, JobState
from tests.cogs.making import ACCOUNT, CHANNEL, GUILD, MEMBER, MESSAGE, NOW, attached, clip, job, status

if TYPE_CHECKING:
    import discord

    from data.rows import Clip, Job

NASTY = "*_~`|>#[](<-+.!@"  # every character doubles


def fields(card: discord.Embed) -> dict[str, Any]:
    return {field.name or "": field.value for field in card.fields}


def said(card: discord.Embed) -> list[str]:
    """The lines of a card's description."""
    return (card.description or "").splitlines()


def small(card: discord.Embed) -> list[str]:
    """What a card says in small print."""
    return [line.removeprefix("-# ") for line in said(card) if line.startswith("-# ")]


def test_a_card_in_line_says_who_asked_for_what_at_what_price() -> None:
    card = status_card(status(Stage.QUEUED, job(state=JobState.QUEUED, started_at=None, title="Late"), place=3))
    assert card.title == "Song in line"
    assert said(card) == [
        "**Late**",
        "“r&b pop”",
        "Waiting, place 3 in line.",
        f"-# Riffusion FUZZ-1.1 Pro · 12 credits · <@{MEMBER}>",
    ]
    assert fields(card) == {}


@pytest.mark.parametrize("stage", list(Stage))
def test_no_card_that_everybody_reads_tells_what_the_server_has_left(stage: Stage) -> None:
    shown = status_card(status(stage, job(), [clip()]))
    assert str(ACCOUNT.left) not in str(shown.to_dict())


def test_a_card_says_what_was_wished_of_the_voice_and_what_to_leave_out() -> None:
    wished = job(details={"gender": "f", "avoid": "*jazz*"})
    assert said(status_card(status(Stage.COMPOSING, wished)))[:3] == [
        "“r&b pop”",
        "Female voice",
        "Without: \\*jazz\\*",
    ]


def test_a_card_names_the_persona_that_sings() -> None:
    assert "sung by \\*\\*Ray\\*\\*" in small(status_card(status(Stage.COMPOSING, job(), singer="**Ray**")))[0]
    assert "sung by" not in small(status_card(status(Stage.COMPOSING, job())))[0]


@pytest.mark.parametrize("stage", [Stage.COMPOSING, Stage.DONE])
def test_a_card_says_who_agreed_to_the_voice_that_sings(stage: Stage) -> None:
    consent = Consent("It is my voice, or its owner agreed", 1, UserId(3002), NOW)
    seen = status(stage, job(), [clip()], singer="Harbour", consent=consent)
    assert f" · sung by Harbour, agreed to by <@3002> · 12 credits · <@{MEMBER}>" in small(status_card(seen))[-1]


def test_a_card_shows_nothing_of_words_that_nobody_can_see() -> None:
    unseen = job(title="\u200d", prompt="pop", style="\u3164")
    assert said(status_card(status(Stage.COMPOSING, unseen)))[0] == "“pop”"
    assert status_card(status(Stage.DONE, unseen, [clip(title="\u200d")])).title == "Untitled"


def test_no_model_is_said_to_have_sung_a_recording_and_no_machine_to_have_made_it() -> None:
    recording = status_card(status(Stage.DONE, job(operation="upload"), [clip()]))
    assert small(recording) == [f"Recording · Riffusion · 12 credits · <@{MEMBER}>"]
    extended = status_card(status(Stage.DONE, job(operation="upload_extend"), [clip()]))
    assert small(extended) == [f"Riffusion FUZZ-1.1 Pro · 12 credits · <@{MEMBER}> · Made with AI"]


def test_a_card_of_what_needs_no_words_has_none() -> None:
    assert said(status_card(status(Stage.COMPOSING, _stems()))) == [
        "This takes a moment.",
        f"-# Sonic · 15 credits · <@{MEMBER}>",
    ]


@pytest.mark.parametrize(
    ("elapsed", "words"),
    [
        (0.0, "About 45 s left."),
        (22.0, "About 25 s left."),
        (44.0, "About 5 s left."),
        (45.0, "Any moment now."),
        (60.0, "Any moment now."),
        (105.0, "This takes longer than usual."),
    ],
)
def test_a_card_that_composes_says_how_long_it_takes_yet(elapsed: float, words: str) -> None:
    usual = Typical(30.0, 45.0, 75.0)
    seen = status(Stage.COMPOSING, job(), typical=usual, progress=cadence.progress(elapsed, usual))
    assert said(status_card(seen))[1] == words


def test_what_takes_minutes_is_said_in_minutes_and_what_nobody_knows_is_not_guessed() -> None:
    slow = Typical(100.0, 200.0, 300.0)
    assert said(status_card(status(Stage.COMPOSING, job(), typical=slow)))[1] == "About 3 min left."
    assert said(status_card(status(Stage.COMPOSING, job())))[1] == "This takes a moment."


def test_a_card_that_composes_promises_no_number_of_clips() -> None:
    remaster = job(operation="remaster", family="sonic", model="sonic-v5", clips_expected=1)
    assert "clip" not in str(status_card(status(Stage.COMPOSING, remaster)).to_dict())


def test_a_card_with_an_early_clip_says_nothing_that_grows_old() -> None:
    card = status_card(status(Stage.ONE_READY, job(), [clip()], progress=0.5), clips=[attached(clip())])
    assert card.title == "Late Night"
    assert said(card) == [
        "“r&b pop”",
        "The next clip follows in this message.",
        f"-# Riffusion FUZZ-1.1 Pro · 12 credits · <@{MEMBER}> · Made with AI",
    ]
    assert fields(card) == {"Clip 1": "3:02"}


def test_a_finished_song_is_its_title_its_words_its_clips_and_a_line_in_small_print() -> None:
    made = [clip(1), clip(2, duration=121.0)]
    card = status_card(status(Stage.DONE, job(state=JobState.DONE), made), clips=[attached(each) for each in made])
    assert card.title == "Late Night"
    assert said(card) == ["“r&b pop”", f"-# Riffusion FUZZ-1.1 Pro · 12 credits · <@{MEMBER}> · Made with AI"]
    assert fields(card) == {"Clip 1": "3:02", "Clip 2": "2:01"}
    assert all(field.inline for field in card.fields)
    assert card.timestamp is None


def test_what_tells_clips_apart_is_said_and_nothing_twice() -> None:
    made = [clip(1, style="soul"), clip(2, style="funk", title="Later")]
    shown = fields(status_card(status(Stage.DONE, job(), made), clips=[attached(each) for each in made]))
    assert shown == {"Clip 1": "3:02\nLate Night\nsoul", "Clip 2": "3:02\nLater\nfunk"}


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ({"prompt": "", "style": "bossa nova"}, "Style: bossa nova"),
        ({"prompt": "", "lyrics": "[Verse]\nla"}, "Lyrics: “\\[Verse\\] la”"),
    ],
)
def test_a_song_without_a_prompt_shows_its_style_or_its_lyrics(words: dict[str, Any], line: str) -> None:
    assert said(status_card(status(Stage.DONE, job(**words), [clip()])))[0] == line


def test_a_missing_clip_is_said_with_its_price() -> None:
    stage = said(status_card(status(Stage.DONE, job(state=JobState.DONE), [clip(2)])))[1]
    assert stage.startswith("Only 1 of 2 clips came out")
    assert "so the price stays" in stage


def test_a_failed_card_says_why_and_that_the_credits_are_back() -> None:
    failed = job(state=JobState.FAILED, failure=FailureKind.FAILED, reason="**too loud** @everyone")
    card = status_card(status(Stage.FAILED, failed))
    shown = card.description or ""
    assert "\nPress **Try again**, or **Edit…** to change the words.\n-# The 12 credits are back.\n" in shown
    assert "@everyone" not in shown
    assert small(card) == ["The 12 credits are back.", f"Riffusion FUZZ-1.1 Pro · <@{MEMBER}>"]
    assert fields(card) == {}


def test_a_song_that_failed_after_its_first_clip_says_that_a_machine_made_what_hangs_there() -> None:
    failed = job(state=JobState.FAILED, failure=FailureKind.FAILED)
    assert small(status_card(status(Stage.FAILED, failed, [clip(posted_at=NOW)])))[-1].endswith(" · Made with AI")
    assert not small(status_card(status(Stage.FAILED, failed, [clip()])))[-1].endswith(" · Made with AI")


def test_a_remix_names_its_parent_and_links_to_it() -> None:
    extension = job(operation="extend", source=11, continue_at=95.0)
    made = status(Stage.COMPOSING, extension, parent=clip(2, title="A [b](c)"), parent_job=job())
    lineage = small(status_card(made))[0]
    assert lineage.startswith(r"Extends [clip 2, A \(b\)\(c\)](")
    assert lineage.endswith(f"(https://discord.com/channels/{GUILD}/{CHANNEL}/{MESSAGE}) from 1:35")


def test_a_parent_without_a_message_is_named_without_a_link() -> None:
    orphan = status(Stage.COMPOSING, job(operation="cover", source=11), parent=clip(1), parent_job=job(message_id=None))
    assert small(status_card(orphan))[0] == "Covers clip 1, Late Night"


def test_a_parent_in_another_channel_is_linked_and_not_called_by_its_title() -> None:
    elsewhere = job(channel_id=2002, message_channel_id=2002, title="Secret")
    cover = status(Stage.DONE, job(operation="cover", source=11), [clip()], parent=clip(1), parent_job=elsewhere)
    line = small(status_card(cover))[0]
    address = f"https://discord.com/channels/{GUILD}/2002/{MESSAGE}"
    assert line == f"Covers [clip 1 of a song in another channel]({address})"
    assert "Secret" not in str(status_card(cover).to_dict())


@pytest.mark.parametrize(
    ("operation", "details", "words"),
    [
        (
            "replace_section",
            {"starts_at": 45.0, "ends_at": 70.2},
            "Replaces a section of clip 1, Late Night from 0:45 to 1:10",
        ),
        ("swap_vocals", {}, "Swaps the vocals of clip 1, Late Night"),
        ("full_song", {}, "Joins clip 1, Late Night"),
        ("stems_full", {}, "Of clip 1, Late Night"),
        ("a later operation", {}, "Of clip 1, Late Night"),
    ],
)
def test_every_card_says_what_was_done_to_which_clip(operation: str, details: dict[str, Any], words: str) -> None:
    of = job(operation=operation, family="sonic", model="sonic-v5", source=11, details=details)
    shown = status_card(status(Stage.COMPOSING, of, parent=clip(1), parent_job=job(message_id=None)))
    assert small(shown)[0] == words


def test_a_mashup_names_both_of_its_clips() -> None:
    mashup = job(operation="mashup", family="sonic", model="sonic-v5", source=11, details={"other_clip": 12})
    both = status(
        Stage.COMPOSING,
        mashup,
        parent=clip(1),
        parent_job=job(message_id=None),
        other=clip(2, title="Neon"),
        other_job=job(message_id=None, title="Dawn"),
    )
    assert small(status_card(both))[0] == "Mixes clip 1, Late Night with clip 2, Dawn"


@pytest.mark.parametrize(
    ("stage", "title"),
    [
        (Stage.QUEUED, "Stems in line"),
        (Stage.SENDING, "Asking for the stems"),
        (Stage.ANSWER_LOST, "Waiting for MusicAPI's call"),
        (Stage.COMPOSING, "Making the stems"),
        (Stage.POSTING, "Bringing the stems here"),
        (Stage.DONE, "The stems are ready"),
        (Stage.FAILED, "The stems did not work out"),
    ],
)
def test_a_card_is_headed_by_what_is_made(stage: Stage, title: str) -> None:
    assert status_card(status(stage, _stems())).title == title


def test_files_that_hang_there_are_not_counted_and_no_clip_is_missed() -> None:
    made = _stems(state=JobState.DONE, result={"files": [{"name": "Vocals", "url": ""}, {"name": "Drums", "url": ""}]})
    card = status_card(status(Stage.DONE, made))
    assert said(card) == [f"-# Sonic · 15 credits · <@{MEMBER}>"]
    assert fields(card) == {}


def test_a_file_that_is_not_attached_is_linked_and_one_without_an_address_is_named() -> None:
    left = [
        FileAttachment("Vocals", "https://files.test/v.wav"),
        FileAttachment("Drums [x](y)", "https://files.test/d) @everyone"),
        FileAttachment("Bass", "javascript:alert(1)"),
        FileAttachment("Here", "https://files.test/h.wav", "wav", SpooledFile()),
    ]
    assert fields(status_card(status(Stage.DONE, _stems(state=JobState.DONE)), left))["Files"].splitlines() == [
        "Vocals could not be attached: [download at MusicAPI](https://files.test/v.wav).",
        r"Drums \(x\)\(y\) could not be attached: [download at MusicAPI](https://files.test/d%29%20@everyone).",
        "Bass could not be attached or linked. It was charged, because MusicAPI made it.",
    ]


@pytest.mark.parametrize(
    ("address", "is_sandboxed", "is_linked"),
    [
        ("http://127.0.0.1:8000/v.wav", True, True),
        ("http://127.0.0.1:8000/v.wav", False, False),
        ("http://files.test/v.wav", True, False),
        ("https://files.test/v.wav", True, True),
        ("ftp://127.0.0.1/v.wav", True, False),
    ],
)
def test_a_plain_address_is_linked_in_a_sandbox_alone(address: str, *, is_sandboxed: bool, is_linked: bool) -> None:
    left = [FileAttachment("Song", address, is_sandboxed=is_sandboxed)]
    assert ("](" in fields(status_card(status(Stage.DONE, _stems(state=JobState.DONE)), left))["Files"]) == is_linked
    heard = replace(attached(clip(audio_url=address), audio=False), is_sandboxed=is_sandboxed)
    shown = fields(status_card(status(Stage.DONE, job(), [clip()]), clips=[heard]))
    assert ("](" in shown["Clip 1"]) == is_linked


def test_many_addresses_stay_within_a_field() -> None:
    left = [FileAttachment(f"Stem {number}", "https://files.test/" + "a" * 400) for number in range(24)]
    value = fields(status_card(status(Stage.DONE, _stems(state=JobState.DONE)), left))["Files"]
    assert 400 < len(value) <= 1_024
    assert value.endswith("\n…")


def test_a_lost_answer_says_that_nothing_is_asked_twice_and_what_becomes_of_the_credits() -> None:
    waiting = status(Stage.ANSWER_LOST, job(state=JobState.SUBMITTING, started_at=None, answer_lost_at=NOW))
    stage = status_card(waiting).description or ""
    assert "waits for its call" in stage
    assert "the 12 credits are back" in stage


def test_one_credit_is_no_credits() -> None:
    tempo = job(operation="bpm", family="sonic", model="sonic-v5", price=1, state=JobState.FAILED)
    failed = replace(tempo, failure=FailureKind.NOT_SENT)
    assert "The 1 credit is back" in (status_card(status(Stage.FAILED, failed)).description or "")
    assert small(status_card(status(Stage.COMPOSING, tempo)))[0] == f"Sonic · 1 credit · <@{MEMBER}>"


def _stems(**more: Any) -> Job:
    return job(
        **{"operation": "stems_basic", "family": "sonic", "model": "sonic-v5", "price": 15, "prompt": "", **more}
    )


def test_the_title_that_a_person_chose_wins_over_the_vendors() -> None:
    assert with_chosen_title(clip(title="Neon Dreams (v2)"), job(title="Late")).title == "Late"
    assert with_chosen_title(clip(title="Neon Dreams"), job()).title == "Neon Dreams"
    assert with_chosen_title(clip(title="Neon Dreams"), None).title == "Neon Dreams"


def test_a_clip_that_the_vendor_left_bare_is_named_all_the_same() -> None:
    bare = clip(title="\u202e\u200b", style="\u200b", duration=None)
    card = status_card(status(Stage.DONE, job(), [bare]), clips=[attached(bare)])
    assert card.title == "Untitled"
    assert fields(card) == {"Clip 1": "Length unknown"}


def _without_file(of: Clip) -> str:
    """What is said of a clip that has no file."""
    length, _, note = _field(of, audio=False).partition("\n")
    assert length == "3:02"
    return note


def _field(of: Clip, *, audio: bool) -> str:
    (value,) = fields(status_card(status(Stage.DONE, job(), [of]), clips=[attached(of, audio=audio)])).values()
    return value


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://files.test/a.m4a?x=1&y=%20", "(https://files.test/a.m4a?x=1&y=%20)"),
        (
            "https://files.test/a) @everyone [free](https://evil.test",
            "(https://files.test/a%29%20@everyone%20%5Bfree%5D%28https://evil.test)",
        ),
    ],
)
def test_a_file_that_is_not_attached_is_linked_and_the_link_cannot_be_ended_early(address: str, shown: str) -> None:
    assert _without_file(clip(audio_url=address)) == f"Could not be attached: [listen at MusicAPI]{shown}."


@pytest.mark.parametrize("address", ["", "http://files.test/a.m4a", "javascript:alert(1)", "https://x/" + "é" * 300])
def test_what_is_no_address_is_not_linked(address: str) -> None:
    assert _without_file(clip(audio_url=address)) == "Could not be attached. Its buttons work all the same."


@pytest.mark.parametrize("address", ["", "http://files.test/a.wav"])
def test_a_card_whose_only_file_cannot_be_had_does_not_say_that_it_is_ready(address: str) -> None:
    made = status(Stage.DONE, job(operation="wav", family="sonic", model="sonic-v5", price=1))
    card = status_card(made, [FileAttachment("Song", address)])
    assert card.title == "Out of reach"
    assert "Ask the operator, whom **/about** names." in said(card)
    assert card.colour is not None
    assert card.colour.value == BROKEN
    assert fields(card)["Files"].startswith("Song could not be attached or linked. It was charged, because")
    linked = status_card(made, [FileAttachment("Song", address), FileAttachment("Song", "https://files.test/a.wav")])
    assert linked.title == "The WAV file is ready"


def test_a_clip_that_hangs_at_the_message_already_is_not_said_to_be_missing() -> None:
    assert _field(clip(posted_at=NOW), audio=False) == "3:02"


def test_the_address_of_a_persons_own_recording_is_shown_to_nobody() -> None:
    own = clip(audio_url="https://files.example/mine.mp3?signature=secret", uploaded=True)
    assert _without_file(own) == "Could not be attached. Its buttons work all the same."


@pytest.mark.parametrize("text", [NASTY * 400, "\U0001f3b5" * 5000, "https://" * 900, "é" * 5000])
@pytest.mark.parametrize("stage", list(Stage))
def test_the_longest_words_of_everybody_fit_into_discords_limits(text: str, stage: Stage) -> None:
    asked = job(
        title=text[:80],
        prompt=text[:400],
        style=text[:1000],
        lyrics=text[:5000],
        instrumental=True,
        continue_at=1.0,
        failure=FailureKind.FAILED if stage is Stage.FAILED else None,
        reason=text,
        details={"avoid": text[:200], "gender": "f", "starts_at": 1.0, "ends_at": 2.0},
    )
    long: dict[str, Any] = {"title": text, "style": text, "audio_url": "https://x/" + "a" * 880}
    made = [clip(1, **long), clip(2, **long)]
    seen = status(stage, asked, made, parent=clip(**long), parent_job=job(), place=1_000, progress=0.95)
    cards = job_message(seen, [attached(each, audio=False) for each in made]).embeds
    for card in cards:
        assert utf16_length(card.title or "") <= 256
        assert 1 <= utf16_length(card.description or "") <= 4_096
        assert all(1 <= utf16_length(field.value or "") <= 1_024 for field in card.fields)
    texts = [part for card in cards for part in (card.title, card.description)]
    texts += [part for card in cards for field in card.fields for part in (field.name, field.value)]
    assert sum(utf16_length(part or "") for part in texts) <= 6_000


def test_whoever_waits_because_nothing_is_sent_sees_until_when() -> None:
    waiting = status(Stage.QUEUED, job(state=JobState.QUEUED, started_at=None), place=3, asked_again_at=NOW)
    assert said(status_card(waiting))[1:3] == [
        "Waiting, place 3 in line.",
        f"MusicAPI is asked again <t:{int(NOW.timestamp())}:R>.",
    ]


def test_whoever_waits_sees_when_their_song_is_likely_ready_by_their_own_clock() -> None:
    expected = Expected(*(NOW + timedelta(minutes=minutes) for minutes in range(4)))
    waiting = status(Stage.QUEUED, job(state=JobState.QUEUED, started_at=None), place=3, expected=expected)
    begin, end = (int((NOW + timedelta(minutes=minutes)).timestamp()) for minutes in (2, 4))
    assert said(status_card(waiting))[1:3] == [
        "Waiting, place 3 in line.",
        f"Likely ready between <t:{begin}:t> and <t:{end}:t>.",
    ]


def test_whoever_waits_for_musicapi_is_promised_nothing() -> None:
    waiting = status(Stage.QUEUED, job(state=JobState.QUEUED, started_at=None), place=3, is_stopped=True)
    assert said(status_card(waiting))[1:3] == ["Waiting, place 3 in line.", "It waits until MusicAPI is back."]
    assert "Likely" not in (status_card(waiting).description or "")


def test_a_card_says_in_small_print_why_another_model_makes_it() -> None:
    passed = (PassedOver("riffusion/FUZZ-1.1 Pro", "detail_not_taken", detail="gender"),)
    asked = job(family="sonic", model="sonic-v5", details={"gender": "f", "passed_over": passed})
    for stage in (Stage.QUEUED, Stage.DONE):
        card = status_card(status(stage, asked, [clip(1), clip(2)]))
        *_, why, makers = (card.description or "").splitlines()
        assert why == "-# Sonic, because Riffusion cannot choose a voice."
        assert makers.startswith("-# Sonic v5 · ")
    assert "because" not in (status_card(status(Stage.QUEUED, job())).description or "")
