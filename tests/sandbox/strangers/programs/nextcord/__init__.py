"""The script's bot on nextcord."""
