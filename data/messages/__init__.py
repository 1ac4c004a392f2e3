"""The messages that were promised or sent: what is owed, what went out, and what reached nobody."""
