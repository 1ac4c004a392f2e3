"""What the real services once answered, answered again: the file that `python -m bot probe` leaves, as servers."""
