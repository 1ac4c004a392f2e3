"""The gateway, simulated: websockets that tell a bot what happens in Discord's world."""
