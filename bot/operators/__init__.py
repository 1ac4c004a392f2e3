"""What operators decide: what servers may spend, who may ask, what is offered again, how stuck jobs end."""
