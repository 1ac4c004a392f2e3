"""What the processes tell each other by rows: who lives, who holds which shard, and whose turn is when."""
