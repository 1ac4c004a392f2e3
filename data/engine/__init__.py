"""How the database is opened, migrated and used; nothing here knows a table."""
