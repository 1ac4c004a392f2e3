"""Whether the bot can work, and what mends it: each check is a function that returns findings, and changes nothing."""
