"""What producer's endpoints take (musicapi.md 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.musicapi.moderation import check_words
from sandbox.musicapi.works import Commission

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.musicapi.form import Form
    from sandbox.musicapi.works import Clip, Container, Edit, Product

FAMILY = "producer"
MODELS = (
    "FUZZ-2.0 Pro",
    "FUZZ-2.0",
    "FUZZ-2.0 Raw",
    "FUZZ-1.1 Pro",
    "FUZZ-1.1",
    "FUZZ-1.0 Pro",
    "FUZZ-1.0",
    "FUZZ-0.8",
    "Lyria 3 preview",
    "FUZZ-3-Demo",
)
DEFAULT_MODEL = "FUZZ-2.0"
TITLE, LENGTH = 80, 240
# No number is published for these; what upstream takes is bounded somewhere, and here.
SOUND, LYRICS, INSTRUCTION = 1000, 3000, 1000
TOPIC = 1000
EDITS: dict[str, Edit] = {"extend_music": "extend", "replace_music": "replace", "cover_music": "cover"}


def commission(form: Form, task_type: str) -> Commission:
    """What a valid body asks for; `make_instrumental` and the old weights are passed over in silence."""
    others: dict[str, Callable[[Form], Commission]] = {
        "upload": _upload,
        "download": _download,
        "lyrics_create": _lyrics,
        "video_clip": _video,
    }
    if task_type in others:
        return others[task_type](form)
    return _create(form) if task_type == "create_music" else _edit(form, task_type)


def _create(form: Form) -> Commission:
    mv = form.one_of("mv", MODELS, default=DEFAULT_MODEL)
    title = form.text("title", most=TITLE)
    sound = form.text("sound", most=SOUND)
    lyrics = form.text(form.first("lyrics", "lyrics_text"), most=LYRICS)
    length = form.number("length", least=1, most=LENGTH)
    form.text_or_number("seed")
    form.text_or_number("bpm")
    if not sound.strip() and not lyrics.strip():
        form.refuse("One of 'sound' and 'lyrics' is required.")
    check_words(form, sound, lyrics)
    return Commission(
        family=FAMILY,
        task_type="create_music",
        mv=mv,
        custom=bool(lyrics.strip()),
        prompt=sound,
        title=title,
        style=sound,
        lyrics=lyrics,
        instrumental=not lyrics.strip() and "no vocals" in sound.lower(),
        seconds=length,
        # Very short or nonsense words were warned to make tasks fail (musicapi.md 2.1).
        doomed="upstream error" if len((sound + lyrics).strip()) < 3 else "",
        webhook=form.webhook(),
    )


def _edit(form: Form, task_type: str) -> Commission:
    mv = form.one_of("mv", MODELS, default=DEFAULT_MODEL)
    title = form.text("title", most=TITLE)
    sound = form.text("sound", most=SOUND)
    lyrics = form.text(form.first("lyrics", "lyrics_text"), most=LYRICS)
    length = form.number("length", least=1, most=LENGTH)
    form.text_or_number("seed")
    form.text_or_number("bpm")
    source = form.source("clip_id", FAMILY, _takes(form, task_type))
    edit = EDITS[task_type.replace("_upload", "")]
    instruction = form.text("instruction", most=INSTRUCTION, required=edit == "cover")
    check_words(form, instruction or sound, lyrics)
    starts_at, section = None, None
    if edit == "extend":
        starts_at = form.number(form.first("starts_at", "starts"), least=0, most=source.seconds, required=True)
        if starts_at == source.seconds and form.readings.needs_overlap:
            form.refuse("starts_at must be less than the duration of the source clip.")
    elif edit == "replace":
        section = form.section(form.first("starts_at", "starts"), form.first("ends_at", "ends"), source)
    else:
        form.number(form.first("strength", "cover_strength"), least=0, most=1)
    return Commission(
        family=FAMILY,
        task_type=task_type,
        mv=mv,
        prompt=instruction or sound,
        title=title,
        style=sound or instruction,
        lyrics=lyrics,
        instrumental=not lyrics.strip() and source.instrumental,
        source=source,
        continue_at=starts_at,
        seconds=length,
        keeps_source=True,
        edit=edit,
        section=section,
        webhook=form.webhook(),
    )


def _upload(form: Form) -> Commission:
    url = form.url("audio_url")  # not `url`, as elsewhere
    return Commission(FAMILY, "upload", "", gives="upload", url=url, webhook=form.webhook())


def _download(form: Form) -> Commission:
    source = form.source("clip_id", FAMILY, _kept(form))
    kind = form.one_of("format", ("mp3", "wav"), default="mp3")
    return _of_clip(source, "download", "download", "wav" if kind == "wav" else "mp3", form)


def _video(form: Form) -> Commission:
    # Its fields are not published (musicapi.md 2.9): a clip there must be.
    return _of_clip(form.source("clip_id", FAMILY, _kept(form)), "video_clip", "video", "mp4", form)


def _of_clip(source: Clip, kind: str, gives: Product, container: Container, form: Form) -> Commission:
    return Commission(
        family=FAMILY,
        task_type=kind,
        mv=source.mv,
        title=source.title,
        instrumental=source.instrumental,
        source=source,
        edit="copy",
        gives=gives,
        container=container,
        webhook=form.webhook(),
    )


def _lyrics(form: Form) -> Commission:
    # Its fields are not published (musicapi.md 2.8): prompt-like text, and the family's lyrics go by `description`.
    topic = form.text(form.first("prompt", "description"), most=TOPIC, required=True)
    check_words(form, topic, "")
    return Commission(FAMILY, "lyrics_create", "", prompt=topic, gives="lyrics", webhook=form.webhook())


def _takes(form: Form, task_type: str) -> tuple[Product, ...]:
    if not form.readings.uploads_are_apart:
        return ("song", "upload")
    return ("upload",) if "_upload_" in task_type else ("song",)


def _kept(form: Form) -> tuple[Product, ...]:
    """Whether a recording can be had as a file or a film nobody says."""
    return ("song",) if form.readings.uploads_are_limited else ("song", "upload")
