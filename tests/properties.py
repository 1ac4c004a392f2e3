"""How many examples a property is tried with: few and always the same in `make test`, many in `make test-long`."""

from __future__ import annotations

from hypothesis import Phase, settings

SHORT, FUZZ, LONG = "short", "fuzz", "long"

# No deadlines: a machine that is busy with something else is no counterexample.
settings.register_profile(SHORT, derandomize=True, max_examples=50, deadline=None)
settings.register_profile(FUZZ, max_examples=100, deadline=None)  # for round after round: see `python -m tests.fuzz`
settings.register_profile(LONG, max_examples=2_000, deadline=None)


def examples(few: int) -> int:
    """How many examples to try where each takes a while: `few`, or in the long run a good many times as many."""
    if settings.default is None or settings.default.derandomize:
        return few
    return 25 * few if settings.default.max_examples > 1_000 else 2 * few


def phases() -> tuple[Phase, ...]:
    """What to do where each example is a long story: in `make test`, tell it as it was found; else find a short one."""
    return (Phase.explicit, Phase.generate) if examples(1) == 1 else tuple(Phase)
