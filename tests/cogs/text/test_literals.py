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
BESIDE_A_FACT = re.compile(r"[A-Za-z’']{2,}[,:]? $|^ [A-Za-z’']{2,}(?!=)\b")  # one, before or behind what is put in
LETTERS = re.compile(r"[A-Za-z]{2,}")
SHOWN = {"label", "name", "placeholder", "title", "description", "text", "content"}  # arguments that people read
TYPED = {"command", "Group", "context_menu"}  # whose name is what people type, the same in every language
MONTHS_AND_DAYS = re.compile(r"%[-^#]?[aAbBpcxX]")  # of `strftime`, which says them in English
SPELLING = {"capitalize", "title"}  # methods that make a name for people out of one of ours
TOLD = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, PersonError)}
# What is no sentence for anybody, by its module.
EXEMPT = {"cogs/delivery.py": {"instead of"}, "cogs/servers/welcome.py": {"hello "}}  # parts of a nonce


def english_in(path: Path) -> Iterator[str]:
    """The strings of a module that read like English and may reach people.

    Docstrings do not, nor does what is logged, or raised as an error of which people are told something else.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    hidden = {id(inner) for node in ast.walk(tree) for part in _unseen(node) for inner in ast.walk(part)}
    for node in ast.walk(tree):
        if id(node) not in hidden:
            yield from _said_by(node)


def _said_by(node: ast.AST) -> list[str]:
    match node:
        case ast.Constant(value=str() as value) if WORDS.search(value):
            return [value]
        case ast.JoinedStr(values=parts):
            texts = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
            return [text for text in texts if BESIDE_A_FACT.search(text) and not WORDS.search(text)]
        case ast.FormattedValue(format_spec=ast.JoinedStr(values=[ast.Constant(value=str() as spec)])):
            return [spec] if MONTHS_AND_DAYS.search(spec) else []
        case ast.Call(func=ast.Attribute(attr="strftime")):
            return [ast.unparse(node)]
        case ast.Call(func=ast.Attribute(attr=name), args=[], keywords=[]) if name in SPELLING:
            return [ast.unparse(node)]
        case ast.Call(keywords=arguments) if _name_of(node.func) not in TYPED:
            return [
                argument.value.value
                for argument in arguments
                if argument.arg in SHOWN
                and isinstance(argument.value, ast.Constant)
                and isinstance(argument.value.value, str)
                and LETTERS.search(argument.value.value)
                and not WORDS.search(argument.value.value)
            ]
        case ast.AsyncFunctionDef(decorator_list=decorators, args=ast.arguments(args=taken)):
            if not any(isinstance(each, ast.Call) and _name_of(each.func) in TYPED for each in decorators):
                return []
            # Discord shows the choices of such an option as they are.
            annotations = (inner for each in taken if each.annotation for inner in ast.walk(each.annotation))
            return [
                ast.unparse(each)
                for each in annotations
                if isinstance(each, ast.Subscript) and _name_of(each.value) == "Literal"
            ]
        case _:
            return []


def _name_of(called: ast.expr) -> str:
    """What is called, without where it is found."""
    return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


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


SPEAKING = (ROOT / "cogs", ROOT / "bot" / "drawing")  # what people read, and the words of a picture
MODULES = sorted(str(path.relative_to(ROOT)) for folder in SPEAKING for path in folder.rglob("*.py"))


@pytest.mark.parametrize("module", MODULES)
def test_no_sentence_stands_in_the_code(module: str) -> None:
    exempt = EXEMPT.get(module, set[str]())
    assert [said for said in english_in(ROOT / module) if said not in exempt] == []


def test_a_sentence_in_the_code_is_noticed(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        '''"""A docstring of several words."""
log.info("a line of the log word=%s", 1)
log.info(f"a line of {log} as well")
raise ValueError("an error for nobody")
raise PersonError("Choose another clip.")
button(label=f"{number} clips of yours", description="Sing it")
'''
    )
    assert set(english_in(module)) == {"Choose another clip.", "Sing it", " clips of yours"}


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ('draw(f"and {count} more")', {"and ", " more"}),
        ('draw(f"Clip {number}")', {"Clip "}),
        ('draw(f"{day:%b %Y}")', {"%b %Y"}),
        ('draw(day.strftime("%Y"))', {"day.strftime('%Y')"}),
        ("draw(clip.family.capitalize())", {"clip.family.capitalize()"}),
        ('Choice(name="Female", value="f")', {"Female"}),
        (
            '@app_commands.command(name="song")\nasync def song(self, to: Literal["f", "m"] | None): ...',
            {"Literal['f', 'm']"},
        ),
        ('@app_commands.command(name="song")\nasync def song(self, to: str | None = None): ...', set[str]()),
        ('custom = f"clip:v1:{number}" + f"{day:%Y-%m}" + f" error={number}"', set[str]()),
    ],
)
def test_words_without_a_sentence_are_noticed(tmp_path: Path, code: str, said: set[str]) -> None:
    module = tmp_path / "module.py"
    module.write_text(code)
    assert set(english_in(module)) == said
