"""The list of a server's personas, within what an embed holds."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from bot.errors import PersonError
from bot.musicapi.text import utf16_length
from cogs.cards.personas import personas_card
from cogs.commands.persona import find_persona
from data.ids import PersonaId
from data.rows import Consent, Persona, PersonaKind
from tests.cogs.making import GUILD, MEMBER, NOW


def persona(number: int, **more: Any) -> Persona:
    """A persona that was made here; `more` overrides any column."""
    columns: dict[str, Any] = {
        "id": number,
        "guild_id": GUILD,
        "user_id": MEMBER,
        "kind": PersonaKind.PERSONA,
        "family": "sonic",
        "name": f"Singer {number}",
        "vendor_id": f"v-{number}",
        "job_id": number,
        "created_at": NOW,
        "deleted_at": None,
    }
    return Persona(**{**columns, **more})


def test_a_server_without_personas_is_told_how_to_make_one() -> None:
    assert "More…" in (personas_card((), {}).description or "")


def test_every_persona_has_a_line_that_can_do_nothing() -> None:
    text = personas_card([persona(1, name="@everyone **Ray**"), persona(2, name="\u200d")], {}).description or ""
    assert "@everyone" not in text
    assert len(text.splitlines()) == 2
    assert text.splitlines()[1].startswith("**Unnamed** · persona · Sonic · <@")


def test_of_very_many_the_rest_is_counted() -> None:
    text = personas_card([persona(number, name="w" * 79) for number in range(60)], {}).description or ""
    assert utf16_length(text) <= 4_096
    shown = len(text.splitlines()) - 1
    assert text.splitlines()[-1] == f"and {60 - shown} more. /song and /persona delete find them by name."


def test_a_voice_says_who_agreed_to_it_and_when() -> None:
    consents = {PersonaId(2): Consent("It is my voice, or its owner agreed", 1, MEMBER, NOW)}
    voices = [persona(number, kind=PersonaKind.VOICE) for number in (1, 2)]
    text = personas_card(voices, consents).description or ""
    assert "agreed" not in text.splitlines()[0]  # made before that was written down
    assert text.splitlines()[1].endswith(f" · Sonic · agreed to by <@{MEMBER}> on <t:{int(NOW.timestamp())}:D>")


def _bot(*found: Persona) -> Any:
    async def personas(guild_id: int) -> list[Persona]:
        return list(found) if guild_id == GUILD else []

    return SimpleNamespace(services=SimpleNamespace(queries=SimpleNamespace(personas=personas)))


@pytest.mark.parametrize(
    ("typed", "number"),
    [("7", 7), (" 8 ", 8), ("singer 7", 7), ("  SINGER 7 ", 7), ("9", 10)],
)
async def test_a_persona_is_meant_by_the_lists_id_first_and_by_its_name_in_any_case(typed: str, number: int) -> None:
    known = _bot(persona(7, name="Singer 7"), persona(8, name="7"), persona(10, name="9"))
    assert (await find_persona(known, typed, GUILD)).id == number


@pytest.mark.parametrize("typed", ["", "Singer", "11"])
async def test_what_no_persona_is_called_is_nobody(typed: str) -> None:
    with pytest.raises(PersonError):
        await find_persona(_bot(persona(7)), typed, GUILD)
