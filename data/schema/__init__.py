"""What tables are made of, and the tables that belong together: read `data/tables.py`, which has every one."""
