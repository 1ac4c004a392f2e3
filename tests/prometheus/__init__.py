"""A real Prometheus reads a real process, and judges the alerts."""
