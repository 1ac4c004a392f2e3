"""One folder a stranger: the same bot, written as its library's users write it."""
