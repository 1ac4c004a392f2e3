"""Discord's gateway: the client, which process holds which shard, and how each connects, waits and comes back."""
