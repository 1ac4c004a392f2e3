"""How results reach the messages that promised them."""
