"""What sonic's operations have in common: models, limits, prices, words and weights."""

from __future__ import annotations

from typing import Any

from sandbox.musicapi.form import Form
from sandbox.musicapi.moderation import check_words
from sandbox.musicapi.operation import Prices
from sandbox.musicapi.works import Clip, Commission, Product

FAMILY = "sonic"
SHORT_MODELS = ("sonic-v3-5", "sonic-v4")  # about 2 minutes, prompt 3000, tags 200, no vocal_gender
LONG_MODELS = ("sonic-v4-5", "sonic-v4-5-plus", "sonic-v5", "sonic-v5-5")
MODELS = SHORT_MODELS + LONG_MODELS
ALL_MODEL = "sonic-v4-5-all"  # for samples and mashups on the newer host, for nothing else [L, C 2026-09]
VARYING = "sonic-v5"  # the one model whose remasters can be more or less different
DESCRIPTION, TITLE, NEGATIVE = 400, 80, 200
SONG = Prices(15, 14)
OWN_WORDS = Prices(15, 10)  # the older models with own lyrics, and every extension, cost less on the newer host
OLDER, NEWER = (3000, 200), (5000, 1000)  # the most characters of prompt and tags


def worded(form: Form, models: tuple[str, ...], *, tags: int | None = None) -> Commission:
    """The fields that everything with words of its own has in common."""
    mv = form.one_of("mv", models)
    long = mv not in SHORT_MODELS
    most_prompt, most_tags = NEWER if long else OLDER
    custom = form.boolean("custom_mode", required=True)
    instrumental = form.boolean("make_instrumental")
    prompt = form.text(form.first("prompt", "lyrics"), most=most_prompt)
    description = form.text("gpt_description_prompt", most=DESCRIPTION)
    title = form.text("title", most=TITLE)
    style = form.text("tags", most=tags or most_tags)
    echoes = weights(form)
    form.boolean("auto_lyrics")
    if "vocal_gender" in form and not long:
        form.refuse("vocal_gender is not supported by this mv.")
    if custom and not prompt.strip() and not instrumental:
        form.refuse("The 'prompt' field is required.")
    if not custom and not description.strip():
        form.refuse("description is required.")
    check_words(form, description or style, prompt if custom else "")
    return Commission(
        mv=mv,
        custom=custom,
        prompt="" if custom else description,
        title=title,
        style=style if custom else "",
        lyrics=prompt if custom else "",
        instrumental=instrumental,
        plain=custom and not long,
        may_be_retitled=not custom,
        echoes=echoes,
    )


def of_clip(
    source: Clip, *, mv: str = "", style: str = "", lyrics: str = "", echoes: dict[str, Any] | None = None
) -> Commission:
    """Something made of a clip that has its title and says nothing else unless it is said here."""
    return Commission(
        mv=mv or source.mv,
        custom=True,
        title=source.title,
        style=style or source.style,
        lyrics=lyrics,
        instrumental=source.instrumental and not lyrics,
        source=source,
        echoes=echoes or {},
    )


def sources(form: Form) -> tuple[Product, ...]:
    """What the operations take that have no type for uploaded clips: whether those, too, nobody says."""
    return ("song",) if form.readings.uploads_are_limited else ("song", "upload")


def weights(form: Form) -> dict[str, Any]:
    """What comes back in the clips as it was sent, and what else has the same bounds."""
    form.number("audio_weight", least=0, most=1)
    if "vocal_gender" in form:
        form.one_of("vocal_gender", ("f", "m"))
    return {
        "negative_tags": form.text("negative_tags", most=NEGATIVE) or None,
        "style_weight": form.number("style_weight", least=0, most=1),
        "weirdness_constraint": form.number("weirdness_constraint", least=0, most=1),
    }
