"""Other people's Discord libraries, unmodified, through one script of steps against the sandbox."""
