"""What may be seen of jobs, clips and credits at one moment; nothing here changes anything."""
