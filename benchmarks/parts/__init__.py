"""The parts of the table, each measured by itself."""
