"""What other people may send: words and numbers that break programs, and JSON that was right before it was spoiled."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import strategies as st

TEXTS = (
    *(
        "",
        " ",
        "\x00",
        "a\x00b",
        "\ud800",
        "\udc00x",
        "\u202eevil",
        "\u200b",
        "\u3164" * 40,
        "\u2028",
        "é" * 90,
        "😀" * 300,
    ),
    *("@everyone", "@here", "<@1234567890>", "<@&1>", "<#1>", "</song:1>", "<t:0:R>", "<a:x_x:1>", "discord.gg/abc"),
    *("[free](https://evil.test)", "||spoiler||", "```", "# big", "> quote", "-# small", "*_~`|", "\\", "\\" * 500),
    *(
        "https://[v1.\x01]/a.mp3",
        "http://[::1",
        "https://x:70000/a",
        "https://x:99999999999999999999/a",
        "https://\u2100/",
    ),
    *("javascript:alert(1)", "file:///etc/passwd", "https://user:word@host/a", "https://a b/", "//x", "https://xn--a/"),
    *(
        "NaN",
        "1e999",
        "-1",
        "0x10",
        "９",
        "1_000",
        "+5",
        " 7 ",
        "1:99",
        "99:59",
        "9" * 400,
        "1:2:3",
        "٣:٠٠",
        "1.5.2",
        "-0",
    ),
    *("../../etc/passwd", "con.mp3", "a/b\\c", ".", "..mp3", "x" * 5_000, "[" * 200, "(" * 200, "%s%n{}{0}", "'; --"),
    *(
        "[Verse]",
        "[Chorus]\n[Chorus]",
        "[]",
        "[\n]",
        "succeeded",
        "failed",
        "running",
        "SUCCESS",
        "not_ready",
        "complete",
    ),
)
NUMBERS = (0, -1, 1, 2, 5, 0.0, -0.0, 0.4, 1e-320, 1e15, 1e308, 2**31, 2**63, 10**30, 10**400, -(10**400))
NOT_JSON = (float("inf"), float("-inf"), float("nan"))  # Python's own writer writes them, and its reader takes them
MARKS = {
    "«1e999»": b"1e999",
    "«-1e999»": b"-1e999",
    "«digits»": b"7" * 5_000,
    "«half»": b'"\\udfff"',
    "«latin»": b'"\xe9"',
}

any_text = st.text(st.characters(exclude_categories=()), max_size=40)
words = st.sampled_from(TEXTS) | any_text | st.lists(st.sampled_from(TEXTS), min_size=2, max_size=4).map(" ".join)
scalars = st.one_of(
    words, st.sampled_from(NUMBERS), st.sampled_from(NOT_JSON), st.sampled_from([*MARKS]), st.none(), st.booleans()
)


def nested(depth: int, value: Any) -> Any:
    """The value so deep within lists and objects."""
    for level in range(depth):
        value = [value] if level % 2 else {"data": value}
    return value


values = st.one_of(
    scalars,
    scalars,
    st.builds(nested, st.sampled_from([1, 2, 7, 60, 300]), scalars),
    st.lists(scalars, max_size=4),
    st.dictionaries(words, scalars, max_size=4),
)


@st.composite
def spoiled(draw: st.DrawFn, right: st.SearchStrategy[Any]) -> Any:
    """What was right, with one to four of its parts left out, replaced, wrapped, repeated or swapped."""
    root = {"": copy.deepcopy(draw(right))}
    for _ in range(draw(st.integers(1, 4))):
        holder, key = draw(st.sampled_from(_places(root)))
        match draw(st.sampled_from(["replace", "replace", "replace", "drop", "wrap", "repeat", "swap"])):
            case "replace":
                holder[key] = draw(values)
            case "drop" if key != "":
                del holder[key]
            case "wrap":
                holder[key] = draw(
                    st.sampled_from([[holder[key]], {"data": holder[key]}, json.dumps(str(holder[key]))])
                )
            case "repeat" if isinstance(holder[key], list):
                holder[key] = holder[key] * draw(st.sampled_from([2, 30]))
            case "swap":
                other, name = draw(st.sampled_from(_places(root)))
                holder[key] = copy.deepcopy(other[name])
            case _:
                pass
    return root[""]


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every part of a JSON value, as what holds it and under which name."""
    found: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting and len(found) < 400:
        holder = waiting.pop(0)
        keys = list(holder) if isinstance(holder, dict) else range(len(holder))
        found += [(holder, key) for key in keys]
        waiting += [holder[key] for key in keys if isinstance(holder[key], dict | list)]
    return found


def written(value: Any) -> bytes:
    """The value as JSON, and as what is none where it holds a mark."""
    body = json.dumps(value).encode()
    for mark, instead in MARKS.items():
        body = body.replace(json.dumps(mark).encode(), instead)
    return body
