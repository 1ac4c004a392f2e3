"""Each family's models, limits, prices, bodies, and the readings of what only it answers: a family is a file."""
