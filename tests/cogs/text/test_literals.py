"""No English stands in the code of what people see: what is said comes from the catalog."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from bot import errors
from bot.errors import PersonError
from tests.cogs.text.reading import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORDS = re.compile(r"[A-Za-z’']{2,}[,:]? [A-Za-z’'“]{2,}")  # two words in a row
TOLD = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, PersonError)}
# What is no sentence for anybody, by its module.
EXEMPT = {"cogs/delivery.py": {"instead of"}}  # part of a nonce


def english_in(path: Path) -> Iterator[str]:
    """The strings of a module that read like English and may reach people.

    Docstrings do not, nor does what is logged, or raised as an error of which people are told something else.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    hidden = {id(inner) for node in ast.walk(tree) for part in _unseen(node) for inner in ast.walk(part)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in hidden:
            yield from [node.value] if WORDS.search(node.value) else []


def _unseen(node: ast.AST) -> list[ast.AST]:
    match node:
        case ast.Expr(value=ast.Constant()):  # a docstring
            return [node]
        case ast.Call(func=ast.Attribute(value=ast.Name(id="log"))):
            return [node]
        case ast.Call(func=ast.Name(id="cast"), args=[kind, *_]):
            return [kind]
        case ast.Raise(exc=ast.Call(func=ast.Name(id=name))) if name not in TOLD:
            return [node]
        case ast.Assert(msg=ast.expr() as said):
            return [said]
        case _:
            return []


MODULES = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "cogs").rglob("*.py"))


@pytest.mark.parametrize("module", MODULES)
def test_no_sentence_stands_in_the_code(module: str) -> None:
    exempt = EXEMPT.get(module, set[str]())
    assert [said for said in english_in(ROOT / module) if said not in exempt] == []


def test_a_sentence_in_the_code_is_noticed(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        '''"""A docstring of several words."""
log.info("a line of the log word=%s", 1)
raise ValueError("an error for nobody")
raise PersonError("Choose another clip.")
button(label=f"{number} clips of yours", description="Sing it")
'''
    )
    assert list(english_in(module)) == ["Choose another clip.", "Sing it", " clips of yours"]
