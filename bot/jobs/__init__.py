"""A job's life: its states, its money and when its task is polled."""
