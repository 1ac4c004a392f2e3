"""What both simulators stand on: HTTP on loopback, the clock, the trouble that can be ordered, and what passed."""
