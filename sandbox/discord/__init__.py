"""Discord, simulated: REST v10, the state of its world, the people in it, and the gateway that tells of it."""
