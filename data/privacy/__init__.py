"""What is stored of whom, how long, and how it is handed out and erased."""
