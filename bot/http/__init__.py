"""The way to the network and in from it: HTTP requests, a port of our own, the bounded server on it."""
