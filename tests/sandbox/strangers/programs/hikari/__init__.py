"""The script's bot on hikari."""
