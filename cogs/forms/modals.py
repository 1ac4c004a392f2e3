"""The forms: they gather words and hold nothing; what they need when sent is asked for again."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

import discord

from bot.musicapi.text import utf16_length
from bot.orders.user_text import clock_time
from cogs.components.replies import reply_privately, reply_with_error
from cogs.forms.section_menus import MOST_OPTIONS, after_each
from cogs.text import sentences
from cogs.text.escape import cut, short
from cogs.text.sentences import credits_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from bot.musicapi.offers import Limits
    from bot.orders.sections import Section
    from bot.status.queries import Quote
    from cogs.components.replies import Interaction
    from data.rows import Clip

TEXT_INPUT_LIMIT = 4_000  # Discord's, for one text input
TITLE_LIMIT = LABEL_LIMIT = 45  # Discord's, for a form's title and for a field's label
HINT_LIMIT = 100  # Discord's, for the line below a label
A_STYLE = "Such as: warm soul, female voice, 80 bpm"
TOO_LONG = "Too long to be shown to the end; left as it is, all of it is kept"
CUT_OFF = "This is the beginning; the rest is more than the model takes"
OPEN_FORMS = 2_000  # forms that are remembered; the oldest are forgotten first and answered as such
OPEN_FOR = 3_600.0  # seconds: writing lyrics takes a while, and Discord itself sets no limit

_open: OrderedDict[str, None] = OrderedDict()


def is_open(custom_id: str) -> bool:
    """Whether this process opened that form and still knows it."""
    return custom_id in _open


class Form(discord.ui.Modal):
    """A form whose words go to `sent` by field name; no error of it passes in silence, no word of it is lost."""

    def __init__(self, title: str, sent: Callable[[Interaction, Mapping[str, str]], Awaitable[None]]) -> None:
        super().__init__(title=short(title, TITLE_LIMIT), timeout=OPEN_FOR)
        self._sent = sent
        self._taken: int | None = None  # the interaction whose words are being handed on
        self._fields: dict[str, discord.ui.TextInput[Any]] = {}
        self._menus: dict[str, discord.ui.Select[Any]] = {}
        _open[self.custom_id] = None
        while len(_open) > OPEN_FORMS:
            _open.popitem(last=False)

    def say(self, text: str) -> None:
        """Show a line of text."""
        self.add_item(discord.ui.TextDisplay(text))

    def ask(
        self,
        name: str,
        label: str,
        *,
        hint: str = "",
        limit: int,
        default: str = "",
        long: bool = False,
        needed: bool = False,
    ) -> None:
        """Ask for a text of at most `limit` characters; what is typed arrives under `name`."""
        field: discord.ui.TextInput[Any] = discord.ui.TextInput(
            style=discord.TextStyle.paragraph if long else discord.TextStyle.short,
            required=needed,
            custom_id=name,
            max_length=min(limit, TEXT_INPUT_LIMIT),
            default=suggested(default if long else " ".join(default.split()), limit) or None,
        )
        self._fields[name] = field
        described = short(hint, HINT_LIMIT) or None
        self.add_item(discord.ui.Label(text=short(label, LABEL_LIMIT), description=described, component=field))

    def choose(
        self,
        name: str,
        label: str,
        options: Sequence[discord.SelectOption],
        *,
        hint: str = "",
        needed: bool = False,
    ) -> None:
        """Offer a menu of at most 25 options; the chosen value arrives under `name`, empty where none was chosen."""
        menu: discord.ui.Select[Any] = discord.ui.Select(
            custom_id=name, options=list(options[:MOST_OPTIONS]), required=needed, min_values=1 if needed else 0
        )
        self._menus[name] = menu
        described = short(hint, HINT_LIMIT) or None
        self.add_item(discord.ui.Label(text=short(label, LABEL_LIMIT), description=described, component=menu))

    @property
    def typed(self) -> dict[str, str]:
        """What was typed, by field."""
        return {name: field.value for name, field in self._fields.items()}

    @property
    def words(self) -> dict[str, str]:
        """What was typed and what was chosen, by field."""
        return {**self.typed, **{name: (menu.values or [""])[0] for name, menu in self._menus.items()}}

    async def on_submit(self, interaction: Interaction, /) -> None:
        """Hand the words on; a form that did its work is done, one that raised an error may be sent again."""
        if self._taken == interaction.id:  # one sending that the gateway delivered twice: the first one is answered
            return
        if self._taken is not None:  # sent twice, the second time before discord.py forgot it
            await reply_privately(interaction, sentences.OLD_FORM, words=as_text(self.typed))
            return
        self._taken = interaction.id
        try:
            await self._sent(interaction, self.words)
        except BaseException:
            self._taken = None
            raise
        # discord.py forgets it here as well: were it still called open, a second sending would get no answer at all.
        _open.pop(self.custom_id, None)

    async def on_error(self, interaction: Interaction, error: Exception, /) -> None:
        """Answer the person, with their words."""
        await reply_with_error(interaction, error, words=as_text(self.typed))

    async def on_timeout(self) -> None:
        """Forget a form that was left open too long."""
        _open.pop(self.custom_id, None)


def lyrics_form(
    sent: Callable[[Interaction, Mapping[str, str]], Awaitable[None]],
    limits: Limits,
    quote: Quote,
    title: str,
    *,
    filled: Mapping[str, str] | None = None,
) -> Form:
    """Title, style and lyrics of a new song, `filled` with what is known already, by field."""
    known = filled or {}
    form = Form(title, sent)
    form.say(money(quote))
    form.ask("title", "Title", hint="Optional", limit=limits.title, default=known.get("title", ""))
    style, lyrics = known.get("style", ""), known.get("lyrics", "")
    form.ask("style", "Style", hint=hint_for(style, limits.style, A_STYLE), limit=limits.style, default=style)
    hint = hint_for(lyrics, limits.lyrics, "Sections in brackets, such as [Verse] and [Chorus]")
    form.ask("lyrics", "Lyrics", hint=hint, limit=limits.lyrics, default=lyrics, long=True, needed=True)
    return form


def extend_form(
    sent: Callable[[Interaction, Mapping[str, str]], Awaitable[None]],
    clip: Clip,
    limits: Limits,
    quote: Quote,
    *,
    parts: Sequence[Section] = (),
    advice: str = "",
    style_needed: bool = False,
) -> Form:
    """From which moment, with which lyrics and style, a clip goes on; `parts` are its sections as far as known.

    `style_needed` says that there is no style to fall back on, and that the family cannot do without one.
    """
    form = Form(f"Extend clip {clip.position}: {clip.title or 'Untitled'}", sent)
    form.say(f"{money(quote)} {advice}".strip())
    length = (
        f"The clip is {clock_time(clip.duration)} ({int(clip.duration)} s) long"
        if clip.duration
        else "Its length is not known"
    )
    if parts:
        form.choose("section", "After which part", after_each(parts), hint="Left empty, as the next line says")
        end = ", or from the end" if clip.duration else ""
        hint = f"{length}; such as 95 or 1:35. Left empty: after the part{end}"
        form.ask("moment", "Or from which second", hint=hint, limit=10)
    else:
        end = "; left as it is, from its end" if clip.duration else ""
        hint = f"{length}{end}. Such as 95 or 1:35"
        unknown = not clip.duration
        form.ask("moment", "From which second", hint=hint, limit=10, default=end_shown(clip), needed=unknown)
    if limits.lyrics:
        form.ask("lyrics", "New lyrics", hint="Left empty, it goes on without words", limit=limits.lyrics, long=True)
    hint = A_STYLE if style_needed else "Left empty, as before"
    form.ask("style", "Style", hint=hint, limit=limits.style, default=clip.style, needed=style_needed)
    return form


def cover_form(
    sent: Callable[[Interaction, Mapping[str, str]], Awaitable[None]],
    clip: Clip,
    limits: Limits,
    quote: Quote,
    *,
    style_needed: bool = False,
) -> Form:
    """In which style, and with which lyrics, a clip is sung again; `style_needed` as in `extend_form`."""
    form = Form(f"Cover clip {clip.position}: {clip.title or 'Untitled'}", sent)
    form.say(money(quote))
    hint = "Such as: acoustic folk, slower" + ("" if style_needed else "; left empty, as before")
    form.ask("style", "New style", hint=hint, limit=limits.style, needed=style_needed)
    if limits.lyrics:
        hint = hint_for(clip.lyrics, limits.lyrics, "Keep them, change them, or leave none for an instrumental")
        form.ask("lyrics", "Lyrics", hint=hint, limit=limits.lyrics, default=clip.lyrics, long=True)
    return form


def hint_for(text: str, limit: int, hint: str) -> str:
    """The line below a field, which for a text that the field cannot show to its end is another."""
    if suggested(text, limit) == text:
        return hint
    return TOO_LONG if utf16_length(text) <= limit else CUT_OFF


def suggested(text: str, limit: int) -> str:
    """What a form shows of a text in a field that takes `limit` characters."""
    most = min(limit, TEXT_INPUT_LIMIT)
    return text if utf16_length(text) <= most else cut(text, most)


def whole(typed: str, text: str, limit: int) -> str:
    """What was typed, or the whole `text` where its field could not show it to its end and came back untouched."""
    return text if utf16_length(text) <= limit and untouched(typed, suggested(text, limit)) else typed


def untouched(typed: str, shown: str) -> bool:
    """Whether a field came back as it was shown; clients differ in what they do to white space."""
    return typed.split() == shown.split()


def end_shown(clip: Clip) -> str:
    """The end of a clip in whole seconds, as a form shows it; empty where it is not known."""
    return f"{int(clip.duration)}" if clip.duration else ""


def as_text(words: Mapping[str, str]) -> str:
    """What somebody typed, to be given back as a file; empty where it is nothing."""
    return "\n\n".join(f"{name}:\n{text}" for name, text in words.items() if text.strip())


def money(quote: Quote) -> str:
    """What something costs and what the server has left."""
    return f"Costs **{credits_of(quote.price)}**; this server has {quote.account.left} left this month."
