"""A family laid out: everybody once, children below and further in, and never more than a picture holds."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.drawing.tree import DEEPEST, MARGIN, ROW, STEP, Line, Relative, laid_out


def relative(key: int, parent: int | None = None, **more: Any) -> Relative:
    return Relative(key, parent, **{"kind": "Original", "name": f"Song {key}", "notes": ("by Mia",), **more})


def keys(*family: Relative, most: int = 40) -> list[int]:
    return [row.relative.key for row in laid_out(family, most).rows]


def test_what_was_made_of_a_clip_follows_it_before_the_next_one() -> None:
    family = [relative(1), relative(2), relative(3, 1), relative(4, 3), relative(5, 1), relative(6, 2)]
    assert keys(*family) == [1, 3, 4, 5, 2, 6]
    assert keys(*reversed(family)) == [1, 3, 4, 5, 2, 6]


def test_rows_are_numbered_and_moved_in_by_generation() -> None:
    rows = laid_out([relative(1), relative(2, 1), relative(3, 2)]).rows
    assert [row.number for row in rows] == [1, 2, 3]
    assert [row.x - rows[0].x for row in rows] == [0, STEP, 2 * STEP]
    assert [row.y - rows[0].y for row in rows] == [0, ROW, 2 * ROW]


def test_a_line_leads_from_a_clip_down_and_across_to_what_was_made_of_it() -> None:
    tree = laid_out([relative(1), relative(2, 1)])
    above, below = tree.rows
    assert tree.lines == (
        Line((above.x, above.y), (above.x, below.y)),
        Line((above.x, below.y), (below.x, below.y)),
    )


def test_a_clip_of_an_unknown_parent_is_an_original_and_a_circle_ends() -> None:
    assert keys(relative(5, 4)) == [5]
    assert keys(relative(1, 2), relative(2, 1)) == [1, 2]
    assert keys(relative(3, 3)) == [3]


def test_a_long_line_of_descent_goes_straight_down_from_some_depth_on() -> None:
    family = [relative(1), *(relative(key, key - 1) for key in range(2, 30))]
    tree = laid_out(family)
    assert len(tree.rows) == 29
    assert {row.x for row in tree.rows[DEEPEST:]} == {tree.rows[0].x + DEEPEST * STEP}


def test_too_large_a_family_keeps_the_chosen_clip_with_its_ancestors_and_says_how_many_are_missing() -> None:
    family = [relative(1), *(relative(key, 1) for key in range(2, 60)), relative(60, 40), relative(61, 60, chosen=True)]
    tree = laid_out(family, most=10)
    shown = [row.relative.key for row in tree.rows]
    assert len(shown) == 10
    assert {1, 40, 60, 61} <= set(shown)
    assert tree.left_out == 51
    assert tree.height > laid_out(family[:10], most=10).height


def test_a_chosen_clip_of_a_very_long_line_keeps_the_nearest_of_its_ancestors() -> None:
    family = [relative(1), *(relative(key, key - 1) for key in range(2, 200)), relative(200, 199, chosen=True)]
    assert keys(*family, most=5) == [196, 197, 198, 199, 200]


@given(st.lists(st.one_of(st.none(), st.integers(0, 80)), max_size=60), st.integers(1, 50))
def test_whatever_the_family_every_row_is_one_clip_inside_the_picture(parents: list[int | None], most: int) -> None:
    tree = laid_out([relative(key, parent) for key, parent in enumerate(parents)], most)
    shown = [row.relative.key for row in tree.rows]
    assert len(shown) == len(set(shown)) == min(most, len(parents))
    assert tree.left_out == len(parents) - len(shown)
    for row in tree.rows:
        assert MARGIN <= row.x < tree.width // 2
        assert MARGIN < row.y < tree.height - MARGIN
    for line in tree.lines:
        assert line.start[0] == line.end[0] or line.start[1] == line.end[1]
