"""Column types, and conditions on columns, that keep the same promise on both databases."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import JSON, BigInteger, DateTime, Enum, Index, Integer, Text, text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from data.brief import NO_DETAILS, Details

# SQLite counts by itself only in a column that is exactly INTEGER; it holds 64 bits all the same.
RowId = BigInteger().with_variant(Integer, "sqlite")


# Sorted by its bytes on both databases, so that all that begins alike lies side by side in the index. By the rules of a
# language, as most PostgreSQL servers sort, it does not.
KeyText = Text().with_variant(Text(collation="C"), "postgresql")


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time in UTC, in and out; a naive one is refused, because nobody could say which time it means."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware in any zone to UTC; SQLite keeps it without a zone, in an ISO text that sorts as time does."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC, whatever the server's own zone is."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def storable(text: str) -> str:
    """Return the text with what no database takes replaced, so that nobody's title or prompt can stop a job.

    PostgreSQL refuses U+0000 in a text, and neither database takes half of a surrogate pair, which JSON can carry.
    """
    return text.replace("\x00", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode("utf-8")


class ForeignText(TypeDecorator[str]):
    """Other people's text, made storable on its way in."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The same text in all that can be stored."""
        return None if value is None else storable(value)


def storable_json(value: Any) -> Any:
    """Return the JSON value with its texts made storable, and null for a number that JSON does not have."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        pairs = cast("Mapping[Any, Any]", value)
        return {storable(str(key)): storable_json(each) for key, each in pairs.items()}
    if isinstance(value, list | tuple):
        return [storable_json(each) for each in cast("list[Any]", value)]
    return value


class ForeignJSON(TypeDecorator[Any]):
    """A JSON value that other people had a part in, made storable on its way in; None is no value at all."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """The same value in all that can be stored."""
        return storable_json(value)


class DetailsJSON(TypeDecorator[Details]):
    """The details of a brief, of which only what differs from the default is kept."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Details | None, dialect: Dialect) -> Any:
        """What differs from the default, in all that can be stored."""
        return None if value is None else storable_json(value.as_json())

    def process_result_value(self, value: Any, dialect: Dialect) -> Details | None:
        """The details again; most jobs have none."""
        return Details.from_json(value) if value else NO_DETAILS


def words(kind: type[StrEnum]) -> Enum:
    """A column that holds one of `kind`'s words as plain text; the table's CHECK refuses any other."""

    def values(members: type[StrEnum]) -> list[str]:
        return [member.value for member in members]

    return Enum(kind, native_enum=False, create_constraint=False, length=16, values_callable=values)


def one_of(column: str, kind: type[StrEnum]) -> str:
    """The condition of a CHECK that a column holds one of `kind`'s words."""
    return f"{column} IN ({', '.join(repr(word.value) for word in kind)})"


def partial(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """An index of the rows that meet a condition, on both databases: the migrations make it."""
    # Said for SQLite alone: an option of PostgreSQL's would have SQLAlchemy load its dialect at every start.
    return Index(name, *columns, unique=unique, sqlite_where=text(where))
