"""Why another model made a song, in one line."""

from __future__ import annotations

import pytest

from bot.orders.passed_over import Reason
from cogs.text.model_names import reason_line
from data.brief import PassedOver
from tests.cogs.making import CATALOG

SONIC = CATALOG.family("sonic")
RIFFUSION = "riffusion/FUZZ-1.1 Pro"


def line(*passed: PassedOver) -> str:
    return reason_line(SONIC, SONIC.models[0], passed)


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (PassedOver(RIFFUSION, Reason.DETAIL_NOT_TAKEN, "gender"), "Riffusion cannot choose a voice."),
        (PassedOver(RIFFUSION, Reason.DETAIL_NOT_TAKEN, "avoid"), "Riffusion cannot leave out styles."),
        (PassedOver(RIFFUSION, Reason.DETAIL_NOT_TAKEN, "length"), "Riffusion cannot do this."),
        (PassedOver(RIFFUSION, Reason.TEXT_TOO_LONG, limit=3_000), "Riffusion takes 3,000 characters."),
        (PassedOver("nuro/nuro", Reason.NEEDS_LYRICS), "Nuro sings only lyrics that you write."),
        (PassedOver("nuro/nuro", Reason.NEEDS_LYRICS, limit=300), "Nuro needs 300 characters of lyrics."),
        (PassedOver(RIFFUSION, Reason.NOT_AVAILABLE), "Riffusion is not available now."),
        (PassedOver(RIFFUSION, Reason.OTHER), "Riffusion cannot do this."),
        (PassedOver(RIFFUSION, "a reason of next year"), "Riffusion cannot do this."),
        (PassedOver("polka/*v1*", Reason.NOT_AVAILABLE), r"polka/\*v1\* is not available now."),
    ],
)
def test_every_reason_is_one_plain_line(passed: PassedOver, said: str) -> None:
    taken = "Sonic v5" if passed.model.startswith("polka") else "Sonic"
    assert line(passed) == f"{taken}, because {said}"


def test_two_models_of_one_family_are_told_apart() -> None:
    passed = PassedOver("sonic/sonic-v4-5", Reason.TEXT_TOO_LONG, limit=200)
    assert line(passed) == "Sonic v5, because Sonic v4.5 takes 200 characters."


def test_the_first_choice_has_its_reason_said_and_the_others_do_not() -> None:
    first, second = PassedOver(RIFFUSION, Reason.NOT_AVAILABLE), PassedOver("nuro/nuro", Reason.NEEDS_LYRICS)
    assert line(first, second) == line(first)
    assert line() == ""
