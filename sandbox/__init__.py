"""The outside world, simulated at the protocol: Discord and MusicAPI on loopback; shares no code with the bot."""
