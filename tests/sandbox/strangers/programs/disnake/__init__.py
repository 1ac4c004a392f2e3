"""The script's bot on disnake."""
