"""A German member of a Japanese server: what all of them read is Japanese, what she alone reads is German."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cogs.text.catalog import say, speaking
from data.rows import JobState
from sandbox.discord.component_rules import texts
from tests.e2e.conftest import labels, said
from tests.e2e.test_forms import private_answer

if TYPE_CHECKING:
    from sandbox.discord.entities import Message
    from tests.e2e.conftest import Stage

CHANGE = "settings:v1:change:language"


def words(language: str, name: str, **facts: Any) -> str:
    """What a language says."""
    with speaking(language):
        return say(name, **facts)


async def choose_language(stage: Stage, language: str) -> tuple[Message, Message | None]:
    """Let the server's manager choose it; returns the panel, and what they are told if that cannot be."""
    opened = await stage.soon(stage.person("admin").type_command(stage.sandbox.songs.id, "settings").answered())
    form = stage.person("admin").press(opened.message, CHANGE, checked=False)
    assert (await stage.soon(form.answered())).modal is not None
    sent = stage.person("admin").submit(form, {"language": language}, checked=False)
    answer = await stage.soon(sent.answered())
    assert not answer.failed
    return opened.message, answer.message


async def test_everybody_reads_the_servers_language_and_each_member_alone_their_own(stage: Stage) -> None:
    mia, songs = stage.person("mia"), stage.sandbox.songs
    mia.user.locale, stage.sandbox.studio.locale = "de", "ja"
    stage.sandbox.vendor.orders.time_next_task(60, 61)
    asked = stage.ask("mia", title="Harbour")
    await stage.until_state(JobState.RUNNING)
    await stage.restart()  # from here on, a process edits the card that never saw the interaction
    song = await stage.finished(asked)
    extend = words("ja", "button-extend", number="1")
    assert labels(song)[0] == extend != words("en", "button-extend", number="1")
    assert words("ja", "credits", count=12) in said(song)
    spoken, _, _ = words("ja", "alt-clip-length", number=1, title="Harbour", length="§").partition("§")
    assert (song.attachments[0].description or "").startswith(spoken)

    opened = await stage.soon(mia.press(song, extend).answered())
    assert words("de", "operation-extend") in opened.modal["title"]
    forged = mia.press(song, CHANGE, checked=False)
    assert (await private_answer(stage, forged)).content.endswith(words("de", "nothing-changed"))
    greeted = (await stage.soon(mia.type_command(songs.id, "help").answered())).message
    assert words("de", "help-title") in "\n".join(texts(greeted.components))
    suggested = await stage.soon(mia.autocomplete(songs.id, "family", {"clip": ""}, "clip"))
    assert suggested[0]["name"].startswith("Harbour · Clip 2 · ")

    stage.person("admin").user.locale = "de"
    _, refusal = await choose_language(stage, "tlh")  # what is decided in the database's own thread is said there
    assert refusal is not None
    assert refusal.content == f"{words('de', 'settings-unreadable')}\n{words('de', 'nothing-changed')}"
    panel, _ = await choose_language(stage, "fr")
    assert f"**{words('de', 'settings-language')}** · Français" in "\n".join(texts(panel.components))
    noah = stage.person("noah").user
    noah.locale = "pt-BR"
    french = await stage.song("noah")
    assert labels(french)[0] == words("fr", "button-extend", number="1")
    await stage.restart()
    again = stage.person("noah").press(french, labels(french)[0])
    assert words("pt-BR", "form-continue") in str((await stage.soon(again.answered())).modal)
    assert labels(song)[0] == extend  # a song keeps its language
