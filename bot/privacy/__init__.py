"""What is done with what is stored of people: handed out, erased, and forgotten in time."""
