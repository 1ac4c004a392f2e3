"""What the bot does by itself in a server: it greets, warns of credits, asks moderators, and notices its leaving."""
