from __future__ import annotations

import io

from sandbox.progress import BAR, DIM, EMPTY, FULL, GREEN, PLAIN, START_OF_LINE, Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_without_a_terminal_each_stage_and_each_quarter_is_a_line() -> None:
    out = io.StringIO()
    progress = Progress(out, {})
    for percent in range(0, 101, 2):
        progress.show(percent / 100, "Composing", "two clips")
    progress.show(1.0, "Done")
    progress.end()
    lines = out.getvalue().splitlines()
    assert [line.split("%")[0].split()[-1] for line in lines] == ["0", "26", "50", "76", "100", "100"]
    assert lines[0].endswith("Composing: two clips")
    assert lines[-1].endswith(" Done")
    assert "\x1b" not in out.getvalue()
    assert "\r" not in out.getvalue()


def test_on_a_terminal_a_stage_is_drawn_in_place_and_stays_when_it_is_over() -> None:
    out = Terminal()
    progress = Progress(out, {"TERM": "xterm", "NO_COLOR": "1"})
    progress.show(0.0, "One")
    progress.show(0.5, "One")
    progress.show(0.5, "Two")
    progress.end()
    half = f"{FULL * (BAR // 2)}{EMPTY * (BAR // 2)}  50 %  "
    drawn = out.getvalue().split(START_OF_LINE)
    assert drawn == ["", f"{EMPTY * BAR}   0 %  One", f"{half}One\n", f"{half}Two\n"]


def test_colours_need_a_terminal_that_wants_them() -> None:
    seen = {}
    for name, environment in {"plain": {"NO_COLOR": "1"}, "empty": {"NO_COLOR": ""}, "unset": {}}.items():
        out = Terminal()
        Progress(out, environment).show(0.25, "One")
        seen[name] = out.getvalue()
    assert GREEN not in seen["plain"]
    assert seen["empty"] == seen["unset"]
    assert seen["unset"].startswith(f"{START_OF_LINE}{GREEN}{FULL * 6}{DIM}{EMPTY * 18}{PLAIN}")


def test_a_dumb_terminal_gets_lines() -> None:
    out = Terminal()
    Progress(out, {"TERM": "dumb"}).show(0.5, "One")
    assert out.getvalue().endswith("One\n")
    assert "\x1b" not in out.getvalue()


def test_a_long_line_never_wraps() -> None:
    out = Terminal()
    Progress(out, {"COLUMNS": "80", "NO_COLOR": "1"}).show(0.5, "A very long name " * 40)
    assert len(out.getvalue()) < 200 + len(START_OF_LINE)


def test_fractions_outside_the_way_are_cut() -> None:
    out = io.StringIO()
    progress = Progress(out, {})
    progress.show(-1.0, "One")
    progress.show(2.0, "Two")
    assert [line.count(FULL) for line in out.getvalue().splitlines()] == [0, BAR]
