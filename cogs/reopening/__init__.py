"""What was typed and refused, opened once more with everything in it."""
