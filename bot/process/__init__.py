"""The bot as a process: what it opens, runs, looks at once, and how it ends in time."""
