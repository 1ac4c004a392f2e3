"""The list of a server's personas, within what an embed holds."""

from __future__ import annotations

from typing import Any

from cogs.persona import personas_card
from cogs.text.escape import utf16_length
from data.rows import Persona, PersonaKind
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
    assert "More…" in (personas_card(()).description or "")


def test_every_persona_has_a_line_that_can_do_nothing() -> None:
    text = personas_card([persona(1, name="@everyone **Ray**"), persona(2, name="\u200d")]).description or ""
    assert "@everyone" not in text
    assert len(text.splitlines()) == 2
    assert text.splitlines()[1].startswith("**Unnamed** · persona · Sonic · <@")


def test_of_very_many_the_rest_is_counted() -> None:
    text = personas_card([persona(number, name="w" * 79) for number in range(60)]).description or ""
    assert utf16_length(text) <= 4_096
    shown = len(text.splitlines()) - 1
    assert text.splitlines()[-1] == f"and {60 - shown} more; /song and /persona delete find them by name"
