"""Every card, form and menu in every state: what can be seen is what is named here. A new state is one line."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import discord

from bot.delivery.attachments import FileAttachment
from bot.drawing.picture import draw
from bot.drawing.tree import laid_out
from bot.errors import PersonError, Problem
from bot.jobs.expected_times import Expected
from bot.jobs.verdicts import UNDECIDED, rejection
from bot.musicapi.offers import Source, Typical
from bot.musicapi.operations import SPECS, Entry, Gives, Operation, StartsFrom
from bot.orders.passed_over import Reason
from bot.orders.sections import Section
from bot.status.job_status import JobStatus, Stage
from bot.status.server_settings import ServerSettings
from bot.status.snapshots import Models, NewSong, RecordingOffers
from bot.status.vendor_state import VendorState
from cogs.cards.credits import credits_panel
from cogs.cards.lineage import CAPTIONS, alt_text, family_card, relatives
from cogs.cards.message import Message, job_message
from cogs.cards.models import models_panel
from cogs.cards.personas import personas_card
from cogs.cards.privacy import privacy_panel, question_panel, sure_panel
from cogs.commands.about import about_panel
from cogs.commands.help import help_panel
from cogs.commands.lyrics import add_lyrics_option
from cogs.components.buttons import confirm_button, operation_menu
from cogs.components.custom_id import SongForm
from cogs.components.privacy_ids import Messages
from cogs.forms.clip_forms import form_for, needs_no_form, operation_form
from cogs.forms.form import SentFile
from cogs.forms.song_form import song_form, typed_song_form
from cogs.forms.typed_upload_form import file_fields, typed_upload_form, typed_voice_form
from cogs.forms.upload_form import THEN, VOICE, upload_form, voice_form
from cogs.forms.words_form import STYLE, WRITE, words_form
from cogs.notices import notice_text
from cogs.servers.welcome import greeting
from cogs.settings import panel as settings_cards
from cogs.settings.section import Shown, Tab, section_form
from cogs.text import catalog, sentences
from cogs.text.errors import sentence_for
from data.brief import PassedOver
from data.guilds.default_models import DefaultModels
from data.guilds.limits import NO_LIMITS, GuildLimits
from data.guilds.notice_settings import NoticeSettings
from data.ids import ChannelId, DraftId, GuildId, InteractionId, JobId, PersonaId, VendorPersonaId
from data.rows import (
    Draft,
    EntryKind,
    FailureKind,
    JobState,
    Persona,
    PersonaKind,
    Pressers,
    RuleKind,
    SharePeriod,
    ShareUnit,
)
from tests.cogs.cards.test_credits import line, statement
from tests.cogs.cards.test_lineage import FAMILY
from tests.cogs.cards.test_models import OFFERED
from tests.cogs.making import ACCOUNT, CATALOG, GUILD, MEMBER, NOW, candidate, clip, clip_operation, job, status
from tests.cogs.text.test_errors import FACTS
from tests.cogs.text.test_failures import OBJECTIONS
from tests.gallery.files import heard, silence, spooled
from tests.gallery.library import LIBRARY
from tests.gallery.moderating import MODERATING
from tests.gallery.operating import OPERATING
from tests.gallery.showing import Said, State, say
from tests.gallery.spending import SPENDING

LYRICS = "[Verse 1]\nThe last train hums a lullaby\n\n[Chorus]\nTake me home, take me home"
PAGE = "https://example.com/page"
LONG = "a slow, warm soul ballad with brushed drums and a trumpet that answers every line of the singer " * 4
SECTIONS = (Section("Verse 1", 4.5, 45.0), Section("Chorus", 45.0, 105.0))
WORDS = [
    {"text": "[Verse 1]\nHarbour ", "start": 4.5, "end": 5.4},
    {"text": "[Chorus]\nStay ", "start": 20.0, "end": 21.0},
]
ANSWERS: dict[Operation, dict[str, Any]] = {
    Operation.BPM: {"avg": 92, "min": 90, "max": 94},
    Operation.VOX: {"vox_id": "v", "starts_at": 30.0, "ends_at": 58.2},
    Operation.LYRICS_TIMELINE: {"words": WORDS},
    Operation.PERSONA: {"persona_id": "p"},
    Operation.VOICE: {"voice_id": "v"},
    Operation.WRITE_LYRICS: {"versions": [{"title": f"Harbour {n}", "lyrics": LYRICS * n} for n in (1, 9)]},
    Operation.ENRICH_STYLE: {"style": "lofi, rain, 80 bpm, brushed drums"},
    Operation.MIDI: {"instruments": ["Piano", "Drums"]},
}
FILES: dict[Operation, tuple[str, ...]] = {
    Operation.STEMS_BASIC: ("Vocals.wav", "Backing vocals.wav", "Instrumental.wav", "Drums.wav"),
    Operation.STEMS_FULL: ("Stems.zip",),
    Operation.WAV: ("Late Night.wav",),
    Operation.MIDI: ("Late Night.mid",),
    Operation.VIDEO: ("Late Night.mp4",),
    Operation.DOWNLOAD: ("Late Night.mp3",),
}
TYPICAL = Typical(*CATALOG.families[0].models[0].typical)
MAKER = NewSong((candidate(Operation.CREATE),), ACCOUNT)
MUTED = NoticeSettings(member=True, server=False)
ON, OFF = NoticeSettings(member=True, server=True), NoticeSettings(member=False, server=False)
STRICT = GuildLimits(
    share=25,
    share_unit=ShareUnit.PERCENT,
    share_period=SharePeriod.DAY,
    songs_at_once=2,
    cooldown_seconds=60,
    pressers=Pressers.ROLES,
    time_zone="America/Argentina/ComodRivadavia",
    log_channel_id=ChannelId(2002),
    rules={
        RuleKind.CHANNEL_ONLY: {"2001": None, "2002": None},
        RuleKind.ROLE_NEVER: {"5001": None},
        RuleKind.OPERATION_NEVER: {"mashup": None, "stems_full": None},
        RuleKind.PRESSER: {"5002": None},
        RuleKind.ROLE_SHARE: {"5001": 10, "5002": None},
        RuleKind.WORD: {"lousy": None, "very lousy": None},
    },
)
ANSWERED, TROUBLED = VendorState(NOW, None, None), VendorState(NOW, NOW, NOW)
SONGS = [name for name, spec in SPECS.items() if spec.gives is Gives.SONGS]
OTHERS = [name for name, spec in SPECS.items() if spec.gives is not Gives.SONGS]


def ordered(operation: Operation = Operation.CREATE, **more: Any) -> Any:
    """A job of the first family that offers the operation; `more` overrides any column."""
    family = next((each for each in CATALOG.families if operation in each.offers), CATALOG.families[0])
    source = 11 if SPECS[operation].starts_from is StartsFrom.CLIP else None
    columns = {"operation": operation, "family": family.name, "model": family.models[0].name, "source": source}
    if operation is not Operation.CREATE:
        columns["clips_expected"] = family.offers[operation].clips if operation in family.offers else 2
    return job(**{**columns, **more})


def seen(stage: Stage, of: Any, made: Any = (), **more: Any) -> JobStatus:
    """A job as it is seen, with what it was made of."""
    source = {"parent": clip(1), "parent_job": job(title="Last Train Home")} if of.brief.source else {}
    return status(stage, of, made, **{"typical": TYPICAL, **source, **more})


def waiting(stage: Stage, of: Any = None, **more: Any) -> Message:
    """A card alone."""
    return job_message(seen(stage, of or job(title="Last Train Home"), **more), ())


def song(count: int = 2, of: Any = None, **clips: Any) -> Message:
    """A finished song with its files."""
    made = [clip(number, **clips) for number in range(1, count + 1)]
    of = of or job(state=JobState.DONE, title="Last Train Home")
    return job_message(seen(Stage.DONE, of, made), [heard(each) for each in made])


def early() -> Message:
    """The first of two clips."""
    first = clip(1)
    return job_message(seen(Stage.ONE_READY, job(), [first]), [heard(first)])


def unattached() -> Message:
    """A clip whose files cannot be had."""
    alone = clip(1)
    return job_message(
        seen(Stage.DONE, job(state=JobState.DONE), [alone]), [heard(alone, sound=False, cover_art=False)]
    )


def failed(kind: FailureKind, **more: Any) -> Message:
    """A song that did not come."""
    return waiting(Stage.FAILED, job(state=JobState.FAILED, failure=kind, reason="upstream error", **more))


def failed_late() -> Message:
    """A song that did not come, but for its first clip."""
    heard_before = clip(1, posted_at=NOW)
    of = job(state=JobState.FAILED, failure=FailureKind.FAILED, reason="upstream error")
    return job_message(seen(Stage.FAILED, of, [heard_before]), [heard(heard_before)])


def failed_small(operation: Operation) -> Message:
    """What was to be told to one person alone, and did not come."""
    of = ordered(operation, state=JobState.FAILED, failure=FailureKind.LOST, message_channel_id=None)
    return job_message(seen(Stage.FAILED, of), ())


def failed_by_letter() -> Said:
    """A song that did not come, said where it can have no buttons."""
    of = job(state=JobState.FAILED, failure=FailureKind.LOST)
    return Said(waiting(Stage.FAILED, of).to_person(of).send())


def made_of(operation: Operation) -> Message:
    """The songs that an operation gives."""
    done = ordered(operation, state=JobState.DONE)
    return song(done.clips_expected, done)


def found(operation: Operation) -> Message:
    """What an operation that makes no songs gives, with its files."""
    names = FILES.get(operation, ())
    files = [
        FileAttachment(name[:-4], f"https://files.musicapi.ai/{name}", name[-3:], spooled(silence())) for name in names
    ]
    result = {"files": [{"name": file.name, "url": file.url} for file in files], "answer": ANSWERS.get(operation, {})}
    done = ordered(operation, state=JobState.DONE, result=result, prompt="a keeper who counts ships", title="Harbour")
    return job_message(seen(Stage.DONE, done), (), files)


def unlinked() -> Message:
    """A file that can neither be attached nor linked."""
    file = FileAttachment("Late Night", "http://127.0.0.1/late.wav")
    result = {"files": [{"name": file.name, "url": file.url}], "answer": {}}
    return job_message(seen(Stage.DONE, ordered(Operation.WAV, state=JobState.DONE, result=result)), (), [file])


def letter() -> Said:
    """A song that could only be sent to the person."""
    of = job(state=JobState.DONE)
    return Said(song(of=of).to_person(of).send())


def new_song(known: dict[str, str], **more: Any) -> discord.ui.Modal:
    """The form of a new song."""
    return song_form(SongForm, NewSong((candidate(Operation.CREATE),), ACCOUNT), known, **more)


def greeted(maker: NewSong | None = MAKER) -> Said:
    """The first message in a server."""
    card, view = greeting(maker)
    return say(private=False, embed=card, view=view)


def told(of: JobStatus) -> Said:
    """The reply that says how a job ended."""
    return say(notice_text(of), private=False)


def recording() -> discord.ui.Modal:
    """The form of a recording of one's own."""
    offers = {operation: candidate(operation) for operation in THEN.values()}
    return upload_form(RecordingOffers(offers, ACCOUNT), "", then="keep", words="")


def voice() -> discord.ui.Modal:
    """The form of a voice."""
    return voice_form(RecordingOffers({VOICE: candidate(VOICE)}, ACCOUNT), name="")


def typed_song(style: str = "soul", **more: Any) -> discord.ui.Modal:
    """The form of a song that was refused."""
    first, taken = candidate(Operation.CREATE, "riffusion"), candidate(Operation.CREATE)
    passed = (PassedOver(f"riffusion/{first.model.name}", Reason.DETAIL_NOT_TAKEN, "gender"),)
    makers = NewSong((first, taken), ACCOUNT, passed_over=passed, fitting=taken)
    known = {"prompt": "a slow waltz", "title": "Harbour", "style": style, "lyrics": LYRICS}
    return typed_song_form(DraftId(5), makers, known, **more)


def typed_recording(**typed: str) -> discord.ui.Modal:
    """The form of a recording that was refused."""
    offers = {operation: candidate(operation) for operation in THEN.values()}
    return typed_upload_form(DraftId(5), RecordingOffers(offers, ACCOUNT), typed)


def typed_voice() -> discord.ui.Modal:
    """The form of a voice that was refused."""
    file = file_fields(SentFile("me.wav", "https://cdn.example/me.wav", 9))
    return typed_voice_form(DraftId(5), RecordingOffers({VOICE: candidate(VOICE)}, ACCOUNT), {**file, "name": "Nell"})


def few_words(operation: Operation) -> discord.ui.Modal:
    """The form of lyrics or of a style."""
    return words_form(
        operation, RecordingOffers({operation: candidate(operation)}, ACCOUNT), "a lighthouse in the rain"
    )


def of_clip(operation: Operation, family: str, *, sections: bool = False) -> discord.ui.Modal:
    """The form of an operation on a clip."""
    others = (clip(2, title="Harbor Lights"),) if SPECS[operation].needs_second_clip else ()
    timeline = {"words": WORDS} if sections else None
    asked = clip_operation(operation, family, clip(1, lyrics=LYRICS, timeline=timeline), others=others)
    return operation_form(asked, SECTIONS) if sections else form_for(asked)


def more_menu(family: str) -> Said:
    """What can be made of a clip of a family."""
    offered = CATALOG.family(family).offers
    every = [candidate(name, family) for name in offered if SPECS[name].entry is Entry.MENU]
    return say(
        catalog.say("menu-line", position="1", title="Last Train Home", count=ACCOUNT.left),
        view=add_lyrics_option(operation_menu(clip(1), every, ACCOUNT.left)),
    )


def month(*kinds: EntryKind) -> Said:
    """A server's credits."""
    lines = tuple(line(kind=kind, created_at=NOW - timedelta(minutes=number)) for number, kind in enumerate(kinds))
    return say(view=credits_panel(statement(*lines, has_more=bool(lines)), GUILD))


def models(member: str = "") -> Said:
    """Which models there are."""
    every = tuple(next(iter(OFFERED.values())))
    return say(view=models_panel(Models(every, DefaultModels(member=member, server="")), manages=True))


def shown(stand: NoticeSettings, limits: GuildLimits = NO_LIMITS, *, manages: bool = True) -> Shown:
    """What a server has set, as somebody sees it."""
    chosen = ServerSettings(stand, limits, DefaultModels("", "sonic/sonic-v5"), ACCOUNT)
    return Shown(chosen, CATALOG, None, manages, NOW)


def settings(
    stand: NoticeSettings, limits: GuildLimits = NO_LIMITS, *, manages: bool = True, tab: Tab = Tab.GENERAL
) -> Said:
    """One part of the panel."""
    return say(view=settings_cards.settings_panel(shown(stand, limits, manages=manages), tab))


def personas(*names: str) -> Said:
    """A server's personas."""
    every = [
        Persona(PersonaId(n), GUILD, MEMBER, kind, "sonic", name, VendorPersonaId("v"), JobId(7), NOW, None)
        for n, (name, kind) in enumerate(zip(names, PersonaKind, strict=False))
    ]
    return say(embed=personas_card(every, {}))


def family() -> Said:
    """A song's tree, as a picture and as links."""
    tree = laid_out(relatives(FAMILY, 3, {MEMBER: "Mia"}))
    picture = discord.File(io.BytesIO(draw(tree, CAPTIONS)), "family.png", description=alt_text(tree))
    return say(embed=family_card(tree, FAMILY, GuildId(GUILD), "family.png"), file=picture, private=False)


def question(words: str) -> Said:
    """Something that is made once its price was agreed to."""
    return say(words, view=confirm_button(Draft(DraftId(3), InteractionId(9), GUILD, MEMBER, NOW, {}, 15)))


def dear_take() -> Said:
    """What another take costs where few credits are left."""
    return question(f"{catalog.say('again-question', count=15, left=20)}\n{catalog.say('nothing-charged-yet')}")


def problem(which: Problem) -> Said:
    """Something that a person is told."""
    return say(sentence_for(PersonError(which, **FACTS)))


STATES: tuple[State, ...] = (
    State("Song: in line", lambda: waiting(Stage.QUEUED, job(state=JobState.QUEUED, started_at=None), place=3)),
    State("Song: in line, with long words", lambda: waiting(Stage.QUEUED, job(prompt=LONG, started_at=None), place=1)),
    State(
        "Song: in line, with what is expected",
        lambda: waiting(Stage.QUEUED, place=3, expected=Expected(*(NOW + timedelta(minutes=n) for n in range(4)))),
    ),
    State("Song: in line while MusicAPI takes nothing", lambda: waiting(Stage.QUEUED, place=3, is_stopped=True)),
    State("Song: in line while MusicAPI wants a pause", lambda: waiting(Stage.QUEUED, asked_again_at=NOW)),
    State("Song: before a moderator looked", lambda: waiting(Stage.APPROVAL, job(started_at=None, prompt=LONG))),
    *(
        State(
            f"Song: {what}",
            lambda reason=reason: waiting(
                Stage.FAILED, job(state=JobState.FAILED, failure=FailureKind.CANCELLED, reason=reason, prompt=LONG)
            ),
        )
        for what, reason in (
            ("rejected", rejection("")),
            ("rejected with words", rejection("No @everyone *here*")),
            ("not decided", UNDECIDED),
        )
    ),
    *MODERATING,
    State("Song: being sent", lambda: waiting(Stage.SENDING, job(state=JobState.SUBMITTING, started_at=None))),
    State("Song: without an answer", lambda: waiting(Stage.ANSWER_LOST, job(state=JobState.SUBMITTING))),
    State("Song: being made", lambda: waiting(Stage.COMPOSING, progress=0.42)),
    State("Song: being made, later than expected", lambda: waiting(Stage.COMPOSING, progress=0.99)),
    State("Song: being made from lyrics", lambda: waiting(Stage.COMPOSING, job(lyrics=LYRICS * 3, prompt=""))),
    State("Song: being made with a persona", lambda: waiting(Stage.COMPOSING, singer="Harbour voice")),
    State("Song: first clip ready", early),
    State("Song: being posted", lambda: waiting(Stage.POSTING)),
    State("Song: ready, two clips", song),
    State("Song: ready, one clip of two", lambda: song(1)),
    State("Song: ready, one clip of one", lambda: song(1, job(state=JobState.DONE, clips_expected=1))),
    State("Song: ready, five clips", lambda: song(5, job(state=JobState.DONE, clips_expected=5))),
    State(
        "Song: ready, long words",
        lambda: song(of=job(state=JobState.DONE, prompt=LONG), title="Long " * 16, style=LONG),
    ),
    State("Song: ready, no file to be had", unattached),
    State("Song: ready, sent as a letter", letter),
    *(State(f"Song: {name}", lambda name=name: made_of(name)) for name in SONGS[1:]),
    *(State(f"Failed: {kind}", lambda kind=kind: failed(kind)) for kind in FailureKind),
    *(
        State(
            f"Refused: {reason}",
            lambda reason=reason, asked=asked: waiting(
                Stage.FAILED, job(state=JobState.FAILED, failure=FailureKind.REFUSED, reason=reason, **asked)
            ),
        )
        for reason, asked, _, _ in OBJECTIONS
    ),
    State("Failed: with long lyrics", lambda: failed(FailureKind.FAILED, lyrics=LYRICS * 9)),
    State("Failed: after its first clip", failed_late),
    State("Failed: sent as a letter", failed_by_letter),
    *(
        State(f"Failed: {name}, told to one alone", lambda name=name: failed_small(name))
        for name in (Operation.BPM, Operation.PERSONA, Operation.WRITE_LYRICS)
    ),
    *(State(f"Result: {name}", lambda name=name: found(name)) for name in OTHERS),
    *(
        State(f"Result: {name} under way", lambda name=name: waiting(Stage.COMPOSING, ordered(name)))
        for name in OTHERS[:2]
    ),
    State("Result: a file that cannot be shown", unlinked),
    State("Form: new song", lambda: new_song({})),
    State("Form: new song from lyrics", lambda: new_song({}, from_lyrics=True)),
    State("Form: new song, filled in", lambda: new_song({"lyrics": LYRICS, "title": "Harbour", "style": "soul"})),
    *(
        State(f"Form: {name} with {family.label}", lambda name=name, family=family.name: of_clip(name, family))
        for family in CATALOG.families
        for name, offer in family.offers.items()
        if offer.source is not Source.NONE and not needs_no_form(candidate(name, family.name))
    ),
    State("Form: extend, sections known", lambda: of_clip(Operation.EXTEND, "sonic", sections=True)),
    State(
        "Form: replace a section, sections known", lambda: of_clip(Operation.REPLACE_SECTION, "sonic", sections=True)
    ),
    State("Form: a recording", recording),
    State("Form: a voice", voice),
    State("Form: a song that was refused", typed_song),
    State(
        "Form: a song that was refused, too long and an instrumental",
        lambda: typed_song("warm " * 300, is_instrumental=True, notes=[catalog.say("typed-persona-gone")]),
    ),
    State(
        "Form: a recording that was refused, its file kept",
        lambda: typed_recording(
            **file_fields(SentFile("a_hum-of mine.wav", "https://cdn.example/hum.wav", 9)),
            title="Harbour",
            style="soul",
            lyrics=LYRICS,
            then="cover",
        ),
    ),
    State("Form: a recording that was refused, its file as well", lambda: typed_recording(rights="True", title="Mine")),
    State(
        "Form: a recording that was refused, its address",
        lambda: typed_recording(rights="True", address="http://example.com/a.wav", then="extend"),
    ),
    State("Form: a voice that was refused", typed_voice),
    State("Form: lyrics about a topic", lambda: few_words(WRITE)),
    State("Form: a style of a few words", lambda: few_words(STYLE)),
    *(State(f"Menu: More… with {each.label}", lambda name=each.name: more_menu(name)) for each in CATALOG.families),
    State("Answer: credits", lambda: month(*EntryKind)),
    State("Answer: credits of a quiet month", month),
    State("Answer: models", models),
    State("Answer: models, own default", lambda: models("sonic/sonic-v5")),
    State("Answer: no personas", personas),
    State("Answer: personas", lambda: personas("Harbour", "My voice")),
    State("Answer: family of a song", family),
    State("Answer: the price rose", lambda: question(sentences.price_rose(15, 12))),
    State("Answer: another take, of few credits", dear_take),
    State("Answer: settings of a member", lambda: settings(ON, manages=False)),
    State("Answer: settings of a manager, all off", lambda: settings(OFF)),
    State("Answer: settings, off for the server", lambda: settings(MUTED, manages=False)),
    *(State(f"Answer: settings, {tab.value}, nothing limited", lambda tab=tab: settings(ON, tab=tab)) for tab in Tab),
    *(
        State(f"Answer: settings, {tab.value}, much limited", lambda tab=tab: settings(ON, STRICT, tab=tab))
        for tab in Tab
    ),
    *(
        State(f"Form: settings, {section.name()}", lambda section=section: section_form(section, shown(ON, STRICT)))
        for section in settings_cards.SECTIONS
        if section.fields is not None
    ),
    State("Answer: help", lambda: say(view=help_panel(MAKER, manages=False))),
    State("Answer: help for managers, nobody makes songs", lambda: say(view=help_panel(None, manages=True))),
    State(
        "Answer: privacy of a member",
        lambda: say(view=privacy_panel(policy="", terms="", kept_days=None, manages=False)),
    ),
    State(
        "Answer: privacy of a manager",
        lambda: say(view=privacy_panel(policy=PAGE, terms=PAGE, kept_days=30, manages=True)),
    ),
    State("Answer: privacy, what is to be deleted", lambda: say(view=question_panel())),
    State("Answer: privacy, asked once more", lambda: say(view=sure_panel(Messages.GO))),
    State("Answer: about", lambda: say(view=about_panel(ANSWERED, "", ""))),
    State("Answer: about, in trouble", lambda: say(view=about_panel(TROUBLED, "@mia", "https://example.com/encore"))),
    State("Answer: about, nothing made yet", lambda: say(view=about_panel(VendorState(None, None, None), "", ""))),
    *SPENDING,
    *OPERATING,
    *LIBRARY,
    State("Greeting: a new server", greeted),
    State("Greeting: a new server, nobody makes songs", lambda: greeted(None)),
    State("Notice: ready", lambda: told(status(Stage.DONE, job(state=JobState.DONE, title="Harbor Lights")))),
    State("Notice: failed", lambda: told(status(Stage.FAILED, job(title="Harbor Lights", price=1)))),
    State("Notice: no song", lambda: told(status(Stage.DONE, ordered(Operation.STEMS_BASIC)))),
    *(State(f"Problem: {each}", lambda each=each: problem(each)) for each in Problem),
)
