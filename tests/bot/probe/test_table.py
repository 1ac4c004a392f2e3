"""The table of a probe: what is as documented in a line, what differs with both sides, and how many of each."""

from __future__ import annotations

from bot.probe.rows import Api, judge, unseen
from bot.probe.table import summary, table

ROWS = [
    judge(Api.DISCORD, "edit", documented="200", seen="200", same=True),
    judge(
        Api.MUSICAPI, "credits", documented="two numbers", seen="one number and a word " + "of many " * 12, same=False
    ),
    judge(Api.MUSICAPI, "times", documented="", seen="0.20 s on average", same=None),
    unseen(Api.MUSICAPI, "wrong key", documented="401", why="no answer (ReadTimeout)"),
]


def test_each_api_has_its_rows_and_no_line_is_too_wide() -> None:
    lines = table(ROWS, 60).splitlines()
    assert max(map(len, lines)) <= 60
    assert lines[0] == "MusicAPI"
    assert lines[1] == "differs         credits"
    assert lines[2] == "                documented: two numbers"
    assert lines[3].startswith("                seen: one number and a word of many")
    assert "not documented  times: 0.20 s on average" in lines
    assert lines[lines.index("not seen        wrong key") + 2] == "                seen: no answer (ReadTimeout)"
    assert lines[lines.index("Discord") + 1] == "as documented   edit: 200"
    assert lines[-1] == "1 as documented, 1 differs, 1 not documented, 1 not seen"


def test_an_empty_table_says_so() -> None:
    assert table([], 80) == "Nothing was looked at.\n"
    assert summary([]) == "Nothing was looked at."
