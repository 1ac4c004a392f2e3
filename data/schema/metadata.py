"""The schema that all tables are parts of."""

from __future__ import annotations

from sqlalchemy import MetaData

metadata = MetaData()
