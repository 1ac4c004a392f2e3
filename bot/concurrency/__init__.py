"""What bounds and paces work inside one process: queues, budgets, turns, and the loop's own pulse."""
