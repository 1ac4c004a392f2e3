"""The script's bot on discord.py."""
