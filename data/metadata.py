"""The schema that all tables are parts of: `data/tables.py` has every one of them."""

from __future__ import annotations

from sqlalchemy import MetaData

metadata = MetaData()
